pub struct Rc;
impl Rc {
    pub fn new(value: T) { value }
    pub fn clone(value: T) { value }
    pub fn from(value: T) { value }
}
