pub struct Vec;
impl Vec {
    pub fn new() { [] }
    pub fn with_capacity(n: N) { [] }
    pub fn from(list: L) { list }
}
