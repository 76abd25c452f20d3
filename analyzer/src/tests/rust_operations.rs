//! Which operation a call of Rust code is.

use crate::fixture::check;

#[test]
fn paginators_waiters_and_presigned_requests() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_s3::{presigning::PresigningConfig, Client};
use aws_sdk_s3::client::Waiters;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::time::Duration;

async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let dynamo = aws_sdk_dynamodb::Client::new(&config);
    let items: Result<Vec<_>, _> = dynamo.scan().table_name("t").into_paginator().items().send().collect().await;
    //^ dynamodb:Scan TableName=t
    let mut pages = dynamo.query().table_name("t").index_name("by-date").into_paginator().page_size(10).send();
    //^ dynamodb:Query TableName=t IndexName=by-date
    while let Some(page) = pages.next().await {
        for item in page?.items() { tracing::debug!(?item); }
    }
    let s3 = Client::new(&config);
    let signed = s3.put_object().bucket("up").key(format!("in/{}", event.payload["name"])).presigned(PresigningConfig::expires_in(Duration::from_secs(60))?).await?;
    //^ s3:PutObject Bucket=up Key=in/<event.name>
    s3.wait_until_object_exists().bucket("up").key("k").wait(Duration::from_secs(5)).await?;
    //^ s3:HeadObject Bucket=up Key=k
    tracing::info!("{}", signed.uri());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn batches_and_transactions_with_nested_builders() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_dynamodb::{types::{AttributeValue, Delete, KeysAndAttributes, Put, PutRequest, TransactWriteItem, WriteRequest}, Client};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::collections::HashMap;

async fn handler(event: LambdaEvent<Vec<String>>) -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let writes: Vec<WriteRequest> = event.payload.iter().map(|id| {
        WriteRequest::builder().put_request(PutRequest::builder().item("id", AttributeValue::S(id.clone())).build().unwrap()).build()
    }).collect();
    client.batch_write_item().request_items("orders", writes.clone()).send().await?;
    //^ dynamodb:BatchWriteItem RequestItems={orders:[{PutRequest:{Item:{id:{S:<event[]>}}}}*]}
    let mut tables = HashMap::new();
    tables.insert("archive".to_string(), writes);
    client.batch_write_item().set_request_items(Some(tables)).send().await?;
    //^ dynamodb:BatchWriteItem RequestItems={archive?:[{PutRequest:{Item:{id:{S:<event[]>}}}}*]}
    client.batch_get_item().request_items("users", KeysAndAttributes::builder().keys(HashMap::new()).build()?).send().await?;
    //^ dynamodb:BatchGetItem
    client.transact_write_items()
        .transact_items(TransactWriteItem::builder().put(Put::builder().table_name("ledger").item("a", AttributeValue::N("1".into())).build()?).build())
        .transact_items(TransactWriteItem::builder().delete(Delete::builder().table_name("pending").build()?).build())
        .send()
        //^ dynamodb:TransactWriteItems
        .await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn calls_inside_of_tasks_and_streams() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_s3::{primitives::ByteStream, Client};
use futures::{future::{join_all, try_join_all}, stream::{self, FuturesUnordered, StreamExt}};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use tokio::{sync::mpsc, task::JoinSet};
use std::sync::Arc;

async fn copy(client: &Client, key: &str) -> Result<(), Error> {
    client.get_object().bucket("in").key(key).send().await?;
    //^ s3:GetObject Bucket=in
    Ok(())
}

async fn handler(client: Arc<Client>, event: LambdaEvent<Vec<String>>) -> Result<(), Error> {
    join_all(event.payload.iter().map(|key| copy(&client, key))).await;
    let mut set = JoinSet::new();
    for key in event.payload.clone() {
        let client = client.clone();
        set.spawn(async move { client.delete_object().bucket("in").key(key).send().await });
        //^ s3:DeleteObject Bucket=in Key=<event[]>
    }
    while let Some(done) = set.join_next().await { done??; }
    stream::iter(event.payload.iter())
        .map(|key| { let client = Arc::clone(&client); async move { client.head_object().bucket("in").key(key).send().await } })
        //^ s3:HeadObject Bucket=in Key=<event[]>
        .buffer_unordered(8)
        .for_each(|_| async {})
        .await;
    stream::iter(0..3).for_each_concurrent(None, |n| {
        let client = &client;
        async move { client.put_object().bucket("out").key(format!("part-{n}")).body(ByteStream::from_static(b"x")).send().await.unwrap(); }
        //^ s3:PutObject Bucket=out
    }).await;
    let (sender, mut receiver) = mpsc::channel(10);
    let other = client.clone();
    let task = tokio::spawn(async move {
        while let Some(key) = receiver.recv().await {
            other.copy_object().bucket("out").copy_source("in/x").key(key).send().await.unwrap();
            //^ s3:CopyObject Bucket=out CopySource=in/x Key=done
        }
    });
    sender.send("done".to_string()).await?;
    let (a, b) = tokio::join!(client.list_buckets().send(), copy(&client, "b"));
    //^ s3:ListBuckets
    tokio::select! {
        r = client.get_bucket_location().bucket("in").send() => { r?; }
        //^ s3:GetBucketLocation Bucket=in
        _ = tokio::time::sleep(std::time::Duration::from_secs(1)) => {}
    }
    task.await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Arc::new(Client::new(&aws_config::load_from_env().await));
    run(service_fn(move |event| { let client = client.clone(); async move { handler(client, event).await } })).await
}
"#,
    );
}

#[test]
fn methods_as_values_and_enums_that_choose() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_sns::Client;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::str::FromStr;

#[derive(Clone, Copy, PartialEq)]
enum Mode { Publish, Batch, Never }

const MODE: Mode = Mode::Publish;
const DEBUG: bool = false;

struct Notifier { client: Client }
impl Notifier {
    async fn one(&self, topic: String) -> Result<(), Error> {
        self.client.publish().topic_arn(topic).send().await?;
        //^ sns:Publish TopicArn=$TOPIC
        Ok(())
    }
}

async fn handler(notifier: &Notifier, event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    match MODE {
        Mode::Publish => notifier.one(std::env::var("TOPIC")?).await?,
        Mode::Batch => { notifier.client.publish_batch().topic_arn("x").send().await?; }
        Mode::Never => { notifier.client.delete_topic().topic_arn("x").send().await?; }
    }
    if MODE == Mode::Never {
        notifier.client.list_topics().send().await?;
    }
    if DEBUG {
        notifier.client.list_subscriptions().send().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn deletes() { aws_sdk_sns::Client::new(&x).delete_endpoint().send().await; }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let notifier = Notifier { client: Client::new(&aws_config::load_from_env().await) };
    run(service_fn(|event| handler(&notifier, event))).await
}
"#,
    );
}

#[test]
fn only_the_binary_that_the_function_builds() {
    check(
        r#"
//- /src/bin/reader.rs handler:reader
use app::Store;
#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    let store = Store::new().await;
    lambda_runtime::run(lambda_runtime::service_fn(|event: lambda_runtime::LambdaEvent<String>| store.read(event))).await
}
//- /src/bin/writer.rs
use app::Store;
#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    let store = Store::new().await;
    lambda_runtime::run(lambda_runtime::service_fn(|event: lambda_runtime::LambdaEvent<String>| store.write(event))).await
}
//- /Cargo.toml
[package]
name = "app"
edition = "2021"
//- /src/lib.rs
use lambda_runtime::{Error, LambdaEvent};
pub struct Store { client: aws_sdk_s3::Client }
impl Store {
    pub async fn new() -> Self { Self { client: aws_sdk_s3::Client::new(&aws_config::load_from_env().await) } }
    pub async fn read(&self, event: LambdaEvent<String>) -> Result<(), Error> {
        self.client.get_object().bucket("b").key(event.payload).send().await?;
        //^ s3:GetObject Bucket=b Key=<event>
        Ok(())
    }
    pub async fn write(&self, event: LambdaEvent<String>) -> Result<(), Error> {
        self.client.put_object().bucket("b").key(event.payload).send().await?;
        Ok(())
    }
}
"#,
    );
}
