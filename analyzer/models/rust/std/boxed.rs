pub struct Box;
impl Box {
    pub fn new(value: T) { value }
    pub fn pin(value: T) { value }
    pub fn from(value: T) { value }
}
