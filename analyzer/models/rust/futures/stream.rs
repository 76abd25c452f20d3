pub fn iter(list: L) { list }
pub fn once(value: T) { [value] }
pub fn unfold(first: S, step: F) {
    let made = step(first);
    native::list_of(made.0)
}

pub struct FuturesUnordered;
impl FuturesUnordered {
    pub fn new() { [] }
    pub fn from_iter(list: L) { list }
}

pub struct FuturesOrdered;
impl FuturesOrdered {
    pub fn new() { [] }
    pub fn from_iter(list: L) { list }
}
