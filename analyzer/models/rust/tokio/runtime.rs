pub struct Runtime;
impl Runtime {
    pub fn new() -> Self { Runtime {} }
    pub fn block_on(&self, task: T) { task }
    pub fn spawn(&self, task: T) { task }
    pub fn spawn_blocking(&self, run: F) { run() }
    pub fn handle(&self) { self }
}

pub struct Handle;
impl Handle {
    pub fn current() -> Self { Runtime {} }
}

pub struct Builder;
impl Builder {
    pub fn new_multi_thread() { Builder {} }
    pub fn new_current_thread() { Builder {} }
    pub fn __getattr__(self, name: N) { |value| self }
    pub fn build(self) { Runtime {} }
}
