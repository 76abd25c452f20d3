pub use s3::bucket::Bucket;
