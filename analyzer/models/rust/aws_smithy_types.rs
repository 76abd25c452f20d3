pub struct Blob;
impl Blob {
    pub fn new(bytes: B) { bytes }
}
