//! Which client a call of Rust code is made on.

use crate::fixture::check;

#[test]
fn statics_and_cells() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_s3::Client;
use aws_sdk_sqs::Client as Sqs;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use once_cell::sync::Lazy;
use std::sync::{LazyLock, OnceLock};
use tokio::sync::OnceCell;

static S3: OnceCell<Client> = OnceCell::const_new();
static SQS: OnceLock<Sqs> = OnceLock::new();
static TABLE: Lazy<String> = Lazy::new(|| std::env::var("TABLE").unwrap());
static BUCKET: LazyLock<String> = LazyLock::new(|| std::env::var("BUCKET").unwrap_or_else(|_| "b".to_string()));
lazy_static::lazy_static! {
    static ref QUEUE: String = std::env::var("QUEUE").unwrap();
}

async fn s3() -> &'static Client {
    S3.get_or_init(|| async { Client::new(&aws_config::load_from_env().await) }).await
}

async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    s3().await.get_object().bucket(BUCKET.as_str()).key(&*TABLE).send().await?;
    //^ s3:GetObject Bucket=$BUCKET?b Key=$TABLE
    SQS.get().unwrap().send_message().queue_url(&*QUEUE).send().await?;
    //^ sqs:SendMessage QueueUrl=$QUEUE
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    SQS.set(Sqs::new(&config)).unwrap();
    run(service_fn(handler)).await
}
"#,
    );
}

#[test]
fn foreign_credentials_are_not_this_role() {
    check(
        r#"
//- /src/main.rs
use aws_config::{sts::AssumeRoleProvider, BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_sdk_s3::config::Builder;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let own = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let provider = AssumeRoleProvider::builder(std::env::var("ROLE")?)
        .session_name("x").region(Region::new("eu-west-1")).configure(&own).build().await;
        //^ sts:AssumeRole RoleArn=$ROLE
    let other = aws_config::from_env().credentials_provider(provider).load().await;
    aws_sdk_s3::Client::new(&other).list_buckets().send().await?;
    //^ foreign!s3:ListBuckets
    let keys = Credentials::new(event.payload["key"].to_string(), "s", None, None, "x");
    let conf = Builder::from(&own).credentials_provider(keys).build();
    aws_sdk_s3::Client::from_conf(conf).delete_object().bucket("b").key("k").send().await?;
    //^ foreign!s3:DeleteObject Bucket=b
    let sts = aws_sdk_sts::Client::new(&own);
    let assumed = sts.assume_role().role_arn("r").role_session_name("s").send().await?;
    //^ sts:AssumeRole RoleArn=r
    let given = assumed.credentials().unwrap();
    let creds = Credentials::from_keys(given.access_key_id(), given.secret_access_key(), Some(given.session_token().into()));
    let conf = aws_sdk_sqs::config::Builder::from(&own).credentials_provider(creds).build();
    aws_sdk_sqs::Client::from_conf(conf).list_queues().send().await?;
    //^ foreign!sqs:ListQueues
    let again = aws_sdk_s3::Config::builder().credentials_provider(own.credentials_provider().unwrap()).region(own.region().cloned()).build();
    aws_sdk_s3::Client::from_conf(again).head_bucket().bucket("mine").send().await?;
    //^ s3:HeadBucket Bucket=mine
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn region_chains_and_loaders() {
    check(
        r#"
//- /src/main.rs
use aws_config::{meta::region::RegionProviderChain, BehaviorVersion, ConfigLoader, SdkConfig};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn config() -> SdkConfig {
    let region = RegionProviderChain::default_provider().or_else("us-east-1");
    aws_config::defaults(BehaviorVersion::v2024_03_28())
        .region(region)
        .retry_config(aws_config::retry::RetryConfig::standard().with_max_attempts(5))
        .timeout_config(aws_config::timeout::TimeoutConfig::builder().build())
        .load()
        .await
}

async fn handler(_: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let ses = aws_sdk_sesv2::Client::new(&config().await);
    ses.send_email().from_email_address("a@b.c").send().await?;
    //^ sesv2:SendEmail FromEmailAddress=a@b.c
    let other = ConfigLoader::default().load().await;
    let conf = aws_sdk_sns::config::Builder::from(&other).endpoint_url("http://localhost:4566").build();
    aws_sdk_sns::Client::from_conf(conf).publish().topic_arn("t").message("m").send().await?;
    //^ sns:Publish TopicArn=t
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn trait_objects_generics_and_derived_defaults() {
    check(
        r#"
//- /src/main.rs
use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::sync::Arc;

#[async_trait]
trait Orders: Send + Sync {
    async fn save(&self, id: &str) -> Result<(), Error>;
}
struct Dynamo { client: Client }
#[async_trait]
impl Orders for Dynamo {
    async fn save(&self, id: &str) -> Result<(), Error> {
        self.client.put_item().table_name("orders").send().await?;
        //^ dynamodb:PutItem TableName=orders
        Ok(())
    }
}
struct InMemory;
#[async_trait]
impl Orders for InMemory {
    async fn save(&self, id: &str) -> Result<(), Error> { Ok(()) }
}
struct Unused { client: Client }
#[async_trait]
impl Orders for Unused {
    async fn save(&self, id: &str) -> Result<(), Error> { self.client.delete_table().send().await?; Ok(()) }
}

trait Stamp { async fn stamp(&self) -> Result<(), Error>; }
impl Stamp for Client {
    async fn stamp(&self) -> Result<(), Error> {
        self.update_item().table_name("stamps").send().await?;
        //^ dynamodb:UpdateItem TableName=stamps
        Ok(())
    }
}

#[derive(Default)]
struct Cleaner { rounds: u32 }
impl Cleaner {
    async fn clean(&self, client: &Client) -> Result<(), Error> {
        client.delete_item().table_name("old").send().await?;
        //^ dynamodb:DeleteItem TableName=old
        Ok(())
    }
}

struct Service<T: Orders> { orders: T, boxed: Arc<dyn Orders> }
impl<T: Orders> Service<T> {
    async fn run(&self) -> Result<(), Error> {
        self.orders.save("a").await?;
        self.boxed.save("b").await
    }
}

async fn handler(service: &Service<Dynamo>, client: &Client) -> Result<(), Error> {
    service.run().await?;
    client.stamp().await?;
    Cleaner::default().clean(client).await
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let service = Service { orders: Dynamo { client: client.clone() }, boxed: Arc::new(InMemory) };
    run(service_fn(|_: LambdaEvent<serde_json::Value>| handler(&service, &client))).await
}
"#,
    );
}

#[test]
fn methods_of_own_types_are_no_calls() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use aws_sdk_sqs::Client;

struct Logger;
impl Logger {
    fn tag_resource(&self, resource_arn: &str) {}
    fn send_message(&self) -> Builder { Builder }
}
struct Builder;
impl Builder { fn queue_url(self, url: &str) -> Self { self } fn send(self) {} }

async fn handler(_: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    Logger.tag_resource("arn");
    Logger.send_message().queue_url("u").send();
    let text = std::fs::read_to_string("c.json")?;
    let value: serde_json::Value = serde_json::from_str(&text)?;
    std::fs::copy("a", "b")?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn name_bound_twice_and_builder_over_several_statements() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let client = aws_sdk_dynamodb::Client::new(&config);
    client.get_item().table_name("t").send().await?;
    //^ dynamodb:GetItem TableName=t
    let client = aws_sdk_s3::Client::new(&config);
    let mut request = client.list_objects_v2().bucket("b");
    if let Some(prefix) = event.payload["prefix"].as_str() {
        request = request.prefix(prefix);
    }
    request.send().await?;
    //^ s3:ListObjectsV2 Bucket=b
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn alternatives_of_features_all_count() {
    check(
        r#"
//- /src/main.rs
mod cloud;
mod local;
#[cfg(not(feature = "local"))]
use cloud::Store;
#[cfg(feature = "local")]
use local::Store;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

#[cfg(not(feature = "local"))]
fn table() -> String { std::env::var("TABLE").unwrap() }
#[cfg(feature = "local")]
fn table() -> String { "local".to_string() }

async fn handler(store: &Store, _: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    store.save(table()).await
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let store = Store::new().await;
    run(service_fn(|event| handler(&store, event))).await
}
//- /src/cloud.rs
use aws_sdk_dynamodb::Client;
pub struct Store { client: Client }
impl Store {
    pub async fn new() -> Self { Self { client: Client::new(&aws_config::load_from_env().await) } }
    pub async fn save(&self, table: String) -> Result<(), lambda_runtime::Error> {
        self.client.put_item().table_name(table).send().await?;
        //^ dynamodb:PutItem TableName=local|$TABLE
        Ok(())
    }
}
//- /src/local.rs
pub struct Store;
impl Store {
    pub async fn new() -> Self { Self }
    pub async fn save(&self, table: String) -> Result<(), lambda_runtime::Error> { Ok(()) }
}
"#,
    );
}

#[test]
fn names_that_come_back_through_globs_of_the_crate() {
    check(
        r#"
//- /src/main.rs
mod cloud;
mod instance;
pub use cloud::*;
pub use instance::*;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(_: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    instance::get().await.list().await
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
//- /src/instance.rs
use crate::Notifier;
pub async fn get() -> Notifier { Notifier::new().await }
//- /src/cloud.rs
pub struct Notifier { client: aws_sdk_sns::Client }
impl Notifier {
    pub async fn new() -> Self { Self { client: aws_sdk_sns::Client::new(&aws_config::load_from_env().await) } }
    pub async fn list(&self) -> Result<(), lambda_runtime::Error> {
        self.client.list_topics().send().await?;
        //^ sns:ListTopics
        Ok(())
    }
}
"#,
    );
}
