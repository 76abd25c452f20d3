// A cell that is filled by awaiting a future, which is run where it is written.

pub struct OnceCell { held: T }
impl OnceCell {
    pub fn new() -> Self { OnceCell {} }
    pub fn get_or_init(&self, value: T) { self.held = value; value }
    pub fn get_or_try_init(&self, value: T) { self.held = value; value }
    pub fn get(&self) { self.held }
}

pub struct Lazy;
impl Lazy {
    pub fn new(value: T) { value }
}
