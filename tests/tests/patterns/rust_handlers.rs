//! Where a Rust handler is, which client it uses, and what names in its code mean.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn binaries_of_one_workspace_over_a_shared_library() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: provided.al2023
    Handler: bootstrap
    Environment: {Variables: {TABLE: !Ref Orders, BUCKET: !Ref Files}}
Resources:
  Orders: {Type: AWS::Serverless::SimpleTable}
  Files: {Type: AWS::S3::Bucket}
  Put:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: rust-cargolambda, BuildProperties: {Binary: put}}
    Properties: {CodeUri: .}
  Get:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: target/lambda/get}
//- /Cargo.toml
[workspace]
members = ["functions", "store"]
//- /functions/Cargo.toml
[package]
name = "functions"
version = "0.1.0"
edition = "2024"
[[bin]]
name = "put"
path = "src/bin/put.rs"
[[bin]]
name = "get"
path = "src/bin/get.rs"
[dependencies]
store = { path = "../store" }
lambda_runtime = "1"
aws-config = "1"
aws-sdk-dynamodb = "1"
aws-sdk-s3 = "1"
serde_json = "1"
tokio = "1"
//- /functions/src/bin/put.rs
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use store::{Dynamo, Store};
#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let store: &dyn Store = &Dynamo { client: aws_sdk_dynamodb::Client::new(&config), table: std::env::var("TABLE")? };
    run(service_fn(|event: LambdaEvent<serde_json::Value>| async move { store.put(&event.payload).await })).await
}
//- /functions/src/bin/get.rs
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let s3 = aws_sdk_s3::Client::new(&config);
    run(service_fn(|event: LambdaEvent<serde_json::Value>| get(&s3, event))).await
}
async fn get(s3: &aws_sdk_s3::Client, event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let bucket = std::env::var("BUCKET").expect("a bucket");
    s3.get_object().bucket(bucket).key(format!("in/{}.json", event.payload["id"])).send().await?;
    //^ s3:GetObject on ${Files.Arn}/in/*.json
    Ok(())
}
//- /store/Cargo.toml
[package]
name = "store"
version = "0.1.0"
edition = "2024"
//- /store/src/lib.rs
pub trait Store { async fn put(&self, item: &serde_json::Value) -> Result<(), lambda_runtime::Error>; }
pub struct Dynamo { pub client: aws_sdk_dynamodb::Client, pub table: String }
impl Store for Dynamo {
    async fn put(&self, item: &serde_json::Value) -> Result<(), lambda_runtime::Error> {
        self.client.put_item().table_name(&self.table).send().await?;
        //^ dynamodb:PutItem on ${Orders.Arn}
        Ok(())
    }
}
"#,
    )
}
