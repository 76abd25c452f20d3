// A layer over rusoto's DynamoDB client, which it hands on.

pub use rusoto_dynamodb as dynamodb;
