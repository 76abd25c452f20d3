// Names that are in scope in every Rust module.

pub struct Vec;
impl Vec {
    pub fn new() { [] }
    pub fn default() { [] }
    pub fn with_capacity(n: N) { [] }
    pub fn from(list: L) { list }
    pub fn from_iter(list: L) { list }
}

pub struct String;
impl String {
    pub fn new() { "" }
    pub fn from(text: T) { text }
    pub fn from_utf8(bytes: T) { bytes }
    pub fn from_utf8_lossy(bytes: T) { bytes }
}

pub struct Box;
impl Box {
    pub fn new(value: T) { value }
    pub fn pin(value: T) { value }
    pub fn from(value: T) { value }
}

pub struct Option;
impl Option {
    pub fn from(value: T) { value }
}

pub fn drop(value: T) {}
