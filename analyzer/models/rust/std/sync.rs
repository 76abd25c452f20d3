// Shared values: what is inside of a pointer or lock is the value.

pub struct Arc;
impl Arc {
    pub fn new(value: T) { value }
    pub fn clone(value: T) { value }
    pub fn from(value: T) { value }
    pub fn try_unwrap(value: T) { value }
    pub fn downgrade(value: T) { value }
}

pub struct Mutex;
impl Mutex {
    pub fn new(value: T) { value }
}

pub struct RwLock;
impl RwLock {
    pub fn new(value: T) { value }
}

pub struct OnceLock { held: T }
impl OnceLock {
    pub fn new() -> Self { OnceLock {} }
    pub fn from(value: T) -> Self { OnceLock { held: value } }
    pub fn get_or_init(&self, make: F) { self.held = make(); self.held }
    pub fn get_or_try_init(&self, make: F) { self.held = make(); self.held }
    pub fn get(&self) { self.held }
    pub fn get_mut(&mut self) { self.held }
    pub fn wait(&self) { self.held }
    pub fn set(&self, value: T) { self.held = value; }
    pub fn into_inner(self) { self.held }
    pub fn take(&mut self) { self.held }
}

pub struct LazyLock;
impl LazyLock {
    pub fn new(make: F) { make() }
    pub fn force(value: T) { value }
}

