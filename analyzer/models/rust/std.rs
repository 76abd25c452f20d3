// The standard library: what carries values from one place to another.

pub mod env {
    pub fn var(name: N) { native::environ(name) }
    pub fn var_os(name: N) { native::environ(name) }
    pub fn args() { native::list_of(native::unknown()) }
}

pub mod sync {
    pub struct Arc;
    impl Arc {
        pub fn new(value: T) { value }
        pub fn clone(value: T) { value }
        pub fn from(value: T) { value }
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
        pub fn get_or_init(&self, make: F) { make() }
        pub fn get(&self) { self.held }
        pub fn set(&mut self, value: T) { self.held = value; }
    }
    pub struct LazyLock;
    impl LazyLock {
        pub fn new(make: F) { make() }
    }
}

pub mod rc {
    pub struct Rc;
    impl Rc {
        pub fn new(value: T) { value }
        pub fn clone(value: T) { value }
    }
}

pub mod cell {
    pub struct RefCell;
    impl RefCell {
        pub fn new(value: T) { value }
    }
    pub struct Cell;
    impl Cell {
        pub fn new(value: T) { value }
    }
}

pub mod boxed {
    pub struct Box;
    impl Box {
        pub fn new(value: T) { value }
    }
}

pub mod collections {
    pub struct HashMap;
    impl HashMap {
        pub fn new() { native::from_entries([]) }
        pub fn with_capacity(n: N) { native::from_entries([]) }
        pub fn from(list: L) { native::from_entries(list) }
        pub fn from_iter(list: L) { native::from_entries(list) }
    }
    pub struct BTreeMap;
    impl BTreeMap {
        pub fn new() { native::from_entries([]) }
        pub fn from(list: L) { native::from_entries(list) }
        pub fn from_iter(list: L) { native::from_entries(list) }
    }
    pub struct HashSet;
    impl HashSet {
        pub fn new() { [] }
        pub fn from(list: L) { list }
        pub fn from_iter(list: L) { list }
    }
    pub struct BTreeSet;
    impl BTreeSet {
        pub fn new() { [] }
        pub fn from(list: L) { list }
    }
    pub struct VecDeque;
    impl VecDeque {
        pub fn new() { [] }
        pub fn from(list: L) { list }
    }
}

pub mod convert {
    pub fn identity(value: T) { value }
}

pub mod mem {
    pub fn take(value: T) { value }
    pub fn replace(value: T, with: U) { value }
}
