// Tasks run where they are spawned; cells hold what they are given.

pub fn spawn(task: T) { task }

pub mod task {
    pub fn spawn(task: T) { task }
    pub fn spawn_blocking(run: F) { run() }
    pub struct JoinSet { held: T }
    impl JoinSet {
        pub fn new() -> Self { JoinSet {} }
        pub fn spawn(&mut self, task: T) { self.held = task; }
        pub fn join_next(&mut self) { self.held }
        pub fn join_all(&mut self) { [self.held] }
    }
}

pub mod sync {
    pub struct OnceCell { held: T }
    impl OnceCell {
        pub fn new() -> Self { OnceCell {} }
        pub fn const_new() -> Self { OnceCell {} }
        pub fn get_or_init(&self, make: F) { make() }
        pub fn get_or_try_init(&self, make: F) { make() }
        pub fn get(&self) { self.held }
        pub fn set(&mut self, value: T) { self.held = value; }
    }
    pub struct Mutex;
    impl Mutex {
        pub fn new(value: T) { value }
    }
    pub struct RwLock;
    impl RwLock {
        pub fn new(value: T) { value }
    }
    pub struct Semaphore;
    impl Semaphore {
        pub fn new(n: N) { native::unknown() }
    }
}

pub mod time {
    pub fn sleep(time: T) {}
    pub fn timeout(time: T, task: F) { task }
}
