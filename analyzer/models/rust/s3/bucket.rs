// `rust-s3`: a bucket that the library reads and writes by itself.

pub struct Bucket;
impl Bucket {
    pub fn new(name: N, region: R, credentials: C) {
        native::report("`rust-s3` reads and writes its bucket by itself: state what it needs with a hint");
        native::unknown()
    }
}
