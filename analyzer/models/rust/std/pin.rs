pub struct Pin;
impl Pin {
    pub fn new(value: T) { value }
    pub fn new_unchecked(value: T) { value }
}
