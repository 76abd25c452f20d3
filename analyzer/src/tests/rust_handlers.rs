//! Where a Rust handler is, and what runs it.

use crate::fixture::check;

#[test]
fn runtime_with_layers() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{layers::{OpenTelemetryLayer, TracingLayer}, service_fn, Error, LambdaEvent, Runtime};
use aws_sdk_s3::Client;
use serde_json::Value;

async fn handler(client: &Client, event: LambdaEvent<Value>) -> Result<(), Error> {
    let (payload, context) = event.into_parts();
    let key = format!("{}/{}", context.request_id, payload["id"]);
    client.put_object().bucket("b").key(key).send().await?;
    //^ s3:PutObject Bucket=b Key=<context.request_id>/<event.id>
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let client = Client::new(&config);
    let service = service_fn(|event: LambdaEvent<Value>| handler(&client, event));
    Runtime::new(service)
        .layer(TracingLayer::new())
        .layer(OpenTelemetryLayer::new(|| {}))
        .run()
        .await
}
"#,
    );
}

#[test]
fn service_of_the_program_behind_a_layer_of_the_program() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{Error, LambdaEvent, tower::{Layer, Service, ServiceBuilder}};
use aws_sdk_sqs::Client;
use serde_json::Value;
use std::task::{Context, Poll};

struct Logged<S> { inner: S }
impl<S> Service<LambdaEvent<Value>> for Logged<S> where S: Service<LambdaEvent<Value>> {
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> { Poll::Ready(Ok(())) }
    fn call(&mut self, event: LambdaEvent<Value>) -> S::Future {
        tracing::info!("called");
        self.inner.call(event)
    }
}
struct LogLayer;
impl<S> Layer<S> for LogLayer {
    type Service = Logged<S>;
    fn layer(&self, inner: S) -> Self::Service { Logged { inner } }
}

#[derive(Clone)]
struct Sender { client: Client, queue: String }
impl Service<LambdaEvent<Value>> for Sender {
    fn call(&mut self, event: LambdaEvent<Value>) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            this.client.send_message().queue_url(&this.queue).message_body(event.payload.to_string()).send().await?;
            //^ sqs:SendMessage QueueUrl=$QUEUE MessageBody=<event>
            Ok(())
        })
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let sender = Sender { client: Client::new(&config), queue: std::env::var("QUEUE")? };
    lambda_runtime::run(ServiceBuilder::new().layer(LogLayer).service(sender)).await
}
"#,
    );
}

#[test]
fn router_of_axum_with_state() {
    check(
        r#"
//- /src/main.rs
use axum::{extract::{Path, State}, routing::{get, post}, Json, Router};
use lambda_http::{run, Error};
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use std::sync::Arc;
use tower_http::trace::TraceLayer;

struct App { client: Client, table: String }

async fn read(State(app): State<Arc<App>>, Path(id): Path<String>) -> Json<String> {
    app.client.get_item().table_name(&app.table).key("id", AttributeValue::S(id)).send().await.unwrap();
    //^ dynamodb:GetItem TableName=$TABLE
    Json("".into())
}
async fn write(State(app): State<Arc<App>>, Json(order): Json<Order>) {
    app.client.put_item().table_name(&app.table).item("id", AttributeValue::S(order.id)).send().await.unwrap();
    //^ dynamodb:PutItem TableName=$TABLE
}
async fn never(State(app): State<Arc<App>>) {
    app.client.delete_table().table_name("x").send().await.unwrap();
}
async fn missing(State(client): State<Client>) {
    client.list_tables().send().await.unwrap();
    //^ dynamodb:ListTables
}

fn admin() -> Router { Router::new().fallback(missing) }

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let app = Arc::new(App { client: Client::new(&config), table: std::env::var("TABLE").unwrap() });
    let router = Router::new()
        .route("/{id}", get(read))
        .route("/", post(write))
        .nest("/admin", admin())
        .layer(TraceLayer::new_for_http().on_request(|_: &R, _: &S| {}))
        .with_state(app);
    run(router).await
}
"#,
    );
}

#[test]
fn extension_with_processors() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_firehose::{primitives::Blob, types::Record, Client};
use lambda_extension::{Error, Extension, LambdaLog, LambdaLogRecord, Service, SharedService};
use std::{future::Future, pin::Pin, task::Poll};

#[derive(Clone)]
struct Logs { client: Client }
impl Service<Vec<LambdaLog>> for Logs {
    fn poll_ready(&mut self, _cx: &mut core::task::Context<'_>) -> Poll<Result<(), Self::Error>> { Poll::Ready(Ok(())) }
    fn call(&mut self, logs: Vec<LambdaLog>) -> Self::Future {
        let mut records = Vec::with_capacity(logs.len());
        for log in logs {
            if let LambdaLogRecord::Function(record) = log.record {
                records.push(Record::builder().data(Blob::new(record.as_bytes())).build());
            }
        }
        let fut = self.client.put_record_batch().set_records(Some(records)).delivery_stream_name("logs").send();
        //^ firehose:PutRecordBatch DeliveryStreamName=logs
        Box::pin(async move { fut.await.map(|_| ()).map_err(|e| e.into()) })
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let processor = SharedService::new(Logs { client: Client::new(&config) });
    Extension::new().with_log_buffering(x()).with_logs_processor(processor).run().await?;
    Ok(())
}
"#,
    );
}

#[test]
fn closures_and_shared_library_of_a_workspace() {
    check(
        r#"
//- /functions/put/src/main.rs handler:bootstrap
use shared::*;
use lambda_runtime::*;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let store = Store::from_env().await;
    let store = &store;
    run(service_fn(move |event: LambdaEvent<Value>| async move { store.save(&event.payload).await })).await
}
//- /Cargo.toml
[workspace]
members = ["functions/*", "shared"]
//- /functions/put/Cargo.toml
[package]
name = "put"
[dependencies]
shared = { path = "../../shared" }
lambda_runtime = "1"
//- /shared/Cargo.toml
[package]
name = "shared"
//- /shared/src/lib.rs
mod store;
pub use store::*;
//- /shared/src/store.rs
use aws_sdk_dynamodb::Client;
use crate::*;
pub struct Store { client: Client, table: String }
impl Store {
    pub async fn from_env() -> Self {
        let config = aws_config::load_from_env().await;
        Self { client: Client::new(&config), table: std::env::var("TABLE").expect("set") }
    }
    pub async fn save(&self, item: &serde_json::Value) -> Result<(), lambda_runtime::Error> {
        let item = serde_dynamo::to_item(item)?;
        self.client.put_item().table_name(&self.table).set_item(Some(item)).send().await?;
        //^ dynamodb:PutItem TableName=$TABLE
        Ok(())
    }
    pub async fn erase(&self) {
        self.client.delete_table().table_name(&self.table).send().await.unwrap();
    }
}
"#,
    );
}
