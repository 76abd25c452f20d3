pub struct Region;
impl Region {
    pub fn new(name: N) { name }
    pub fn from_static(name: N) { name }
    pub fn from(name: N) { name }
}
