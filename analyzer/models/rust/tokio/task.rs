pub fn spawn(task: T) { task }
pub fn spawn_local(task: T) { task }
pub fn spawn_blocking(run: F) { run() }
pub fn block_in_place(run: F) { run() }

pub struct JoinSet { held: T }
impl JoinSet {
    pub fn new() -> Self { JoinSet {} }
    pub fn spawn(&mut self, task: T) { self.held = task; }
    pub fn spawn_on(&mut self, task: T, handle: H) { self.held = task; }
    pub fn spawn_local(&mut self, task: T) { self.held = task; }
    pub fn spawn_blocking(&mut self, run: F) { self.held = run(); }
    pub fn join_next(&mut self) { self.held }
    pub fn try_join_next(&mut self) { self.held }
    pub fn join_all(self) { native::list_of(self.held) }
}

pub struct LocalSet;
impl LocalSet {
    pub fn new() -> Self { LocalSet {} }
    pub fn run_until(&self, task: T) { task }
    pub fn block_on(&self, runtime: R, task: T) { task }
}
