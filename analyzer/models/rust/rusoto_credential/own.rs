pub struct Own;
impl Own {
    pub fn new() { native::own() }
    pub fn default() { native::own() }
    pub fn with_prefix(prefix: P) { native::own() }
}
