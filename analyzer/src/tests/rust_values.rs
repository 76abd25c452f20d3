//! What is known of names, keys and ARNs that Rust code puts together.

use crate::fixture::check;

#[test]
fn text_put_together_and_taken_apart() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_s3::Client;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde::Deserialize;

const PREFIX: &str = "uploads";
static SUFFIX: &str = concat!(".", "json");

#[derive(Deserialize)]
struct Event { id: String, #[serde(default)] kind: Option<String> }

async fn handler(client: &Client, event: LambdaEvent<Event>) -> Result<(), Error> {
    let Event { id, kind } = event.payload;
    let key = format!("{PREFIX}/{id}{SUFFIX}");
    client.put_object().bucket("b").key(&key).send().await?;
    //^ s3:PutObject Bucket=b Key=uploads/<event.id>.json
    let mut other = String::from("a/");
    other.push_str("b");
    let url = format!("s3://{}/{}", std::env::var("BUCKET")?, "path/x");
    let rest = url.trim_start_matches("s3://");
    let (bucket, path) = url.strip_prefix("s3://").unwrap().split_once('/').unwrap();
    client.get_object().bucket(bucket).key(path).send().await?;
    //^ s3:GetObject Bucket=$BUCKET Key=path/x
    let parts: Vec<&str> = "one:two:three:four".splitn(3, ':').collect();
    client.delete_object().bucket(parts[0]).key(parts[2]).send().await?;
    //^ s3:DeleteObject Bucket=one Key=three:four
    client.head_object().bucket(["x", "y"].join("-")).key("a".to_owned() + "/" + &id).send().await?;
    //^ s3:HeadObject Bucket=x-y Key=a/<event.id>
    for name in ["first", "second"] {
        client.delete_bucket().bucket(name).send().await?;
        //^ s3:DeleteBucket Bucket=first|second
    }
    let pair = (String::from("p"), 1);
    client.head_bucket().bucket(pair.0).send().await?;
    //^ s3:HeadBucket Bucket=p
    let named = std::env::var("NAMED").unwrap_or_default();
    client.get_bucket_cors().bucket(named).send().await?;
    //^ s3:GetBucketCors Bucket=$NAMED
    let empty = std::env::var("NAMED").unwrap_or_else(|_| "".to_string());
    client.get_bucket_policy().bucket(empty).send().await?;
    //^ s3:GetBucketPolicy Bucket=$NAMED
    let optional = std::env::var("OTHER").ok();
    client.get_bucket_acl().bucket(optional.as_deref().unwrap_or("none")).send().await?;
    //^ s3:GetBucketAcl Bucket=$OTHER?none
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    run(service_fn(|event| handler(&client, event))).await
}
"#,
    );
}

#[test]
fn configuration_in_structs_and_maps() {
    check(
        r#"
//- /src/main.rs
mod config;
use aws_sdk_dynamodb::Client;
use config::Config;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::collections::HashMap;

struct Repo<'a> { client: Client, config: &'a Config, tables: HashMap<&'static str, String> }

impl<'a> Repo<'a> {
    fn new(client: Client, config: &'a Config) -> Self {
        let tables = HashMap::from([("orders", config.orders.clone()), ("users", "users".to_string())]);
        Self { client, config, tables }
    }
    async fn all(&self) -> Result<(), Error> {
        self.client.scan().table_name(&self.config.orders).send().await?;
        //^ dynamodb:Scan TableName=$ORDERS
        self.client.get_item().table_name(&self.tables["users"]).send().await?;
        //^ dynamodb:GetItem TableName=users
        self.client.query().table_name(self.tables.get("orders").unwrap()).send().await?;
        //^ dynamodb:Query TableName=$ORDERS
        for (_, table) in &self.tables {
            self.client.describe_table().table_name(table).send().await?;
            //^ dynamodb:DescribeTable TableName=users|$ORDERS
        }
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = Config::load().expect("complete");
    let repo = Repo::new(Client::new(&aws_config::load_from_env().await), &config);
    run(service_fn(|_: LambdaEvent<serde_json::Value>| repo.all())).await
}
//- /src/config.rs
use std::env;
pub struct Config { pub orders: String }
impl Config {
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self { orders: env::var("ORDERS").map_err(|e| anyhow::anyhow!("{e}"))? })
    }
}
"#,
    );
}

#[test]
fn events_and_outputs_stay_recognisable() {
    check(
        r#"
//- /src/main.rs
use aws_lambda_events::event::{s3::S3Event, sqs::SqsEvent};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(event: LambdaEvent<S3Event>) -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let s3 = aws_sdk_s3::Client::new(&config);
    let sqs = aws_sdk_sqs::Client::new(&config);
    for record in event.payload.records {
        let bucket = record.s3.bucket.name.as_ref().expect("has a name");
        let key = record.s3.object.key.clone().ok_or("no key")?;
        s3.get_object().bucket(bucket).key(key).send().await?;
        //^ s3:GetObject Bucket=<event.records[].s3.bucket.name> Key=<event.records[].s3.object.key>
    }
    let queue = sqs.get_queue_url().queue_name("jobs").send().await?;
    //^ sqs:GetQueueUrl QueueName=jobs
    sqs.purge_queue().queue_url(queue.queue_url().unwrap()).send().await?;
    //^ sqs:PurgeQueue QueueUrl=<sqs:GetQueueUrl.QueueUrl>
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn what_a_predicate_says_is_not_known() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(event: LambdaEvent<Vec<Sheep>>) -> Result<(), Error> {
    let client = aws_sdk_sqs::Client::new(&aws_config::load_from_env().await);
    let heaviest = event.payload.into_iter().fold(None, |known, sheep| {
        if !known.as_ref().is_some_and(|known: &Sheep| known.weight > sheep.weight) { Some(sheep) } else { known }
    });
    if let Some(sheep) = &heaviest {
        client.delete_queue().queue_url("q").send().await?;
        //^ sqs:DeleteQueue QueueUrl=q
    }
    if unseen::check(|| true) {
        client.list_queues().send().await?;
        //^ sqs:ListQueues
    } else {
        client.purge_queue().queue_url("q").send().await?;
        //^ sqs:PurgeQueue QueueUrl=q
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn methods_called_like_fields() {
    check(
        r#"
//- /src/main.rs handler:bootstrap
use aws_sdk_dynamodb::Client;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

#[derive(Default)]
struct OrdersBuilder { client: Option<Client>, table: Option<String> }
impl OrdersBuilder {
    fn client(mut self, client: Client) -> Self { self.client = Some(client); self }
    fn table(mut self, table: impl Into<String>) -> Self { self.table = Some(table.into()); self }
    fn build(self) -> Orders { Orders { client: self.client.unwrap(), table: self.table.unwrap() } }
}
struct Orders { client: Client, table: String }
impl Orders {
    fn builder() -> OrdersBuilder { OrdersBuilder { client: None, table: None } }
    fn client(&self) -> &Client { &self.client }
}
#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let orders = Orders::builder().client(client).table("orders").build();
    run(service_fn(|_: LambdaEvent<()>| async {
        orders.client().scan().table_name(&orders.table).send().await?;
        //^ dynamodb:Scan TableName=orders
        Ok::<(), Error>(())
    })).await
}
//- /Cargo.toml
[package]
name = "orders"
[dependencies]
aws-sdk-dynamodb = "1"
"#,
    );
}

#[test]
fn a_map_may_lack_a_key() {
    check(
        r#"
//- /src/main.rs handler:bootstrap
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::collections::HashMap;
async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let mut known = HashMap::new();
    known.insert("a", true);
    if let Some(_) = known.get(event.payload["name"].as_str().unwrap()) {
        return Ok(());
    }
    let client = aws_sdk_ssm::Client::new(&aws_config::load_from_env().await);
    client.get_parameter().name("/other").send().await?;
    //^ ssm:GetParameter Name=/other
    Ok(())
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
//- /Cargo.toml
[package]
name = "known"
[dependencies]
aws-sdk-ssm = "1"
"#,
    );
}
