pub use std::sync::{LazyLock as LazyCell, OnceLock as OnceCell};

pub struct RefCell;
impl RefCell {
    pub fn new(value: T) { value }
}

pub struct Cell;
impl Cell {
    pub fn new(value: T) { value }
}
