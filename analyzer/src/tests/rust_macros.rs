//! Macros of Rust programs.

use crate::fixture::check;

#[test]
fn main_is_made_by_a_macro_of_another_package() {
    check(
        r#"
//- /lambdas/count/src/main.rs handler:bootstrap
use wrapper::prelude::*;

async fn count(event: Value) -> Result<(), Error> {
    orders().get_item().table_name("orders").send().await?;
    //^ dynamodb:GetItem TableName=orders
    sync_or_async!(async tidy(&orders()));
    Ok(())
}
async fn tidy(client: &Client) {
    client.delete_item().table_name(concat!("or", "ders")).send().await.unwrap();
    //^ dynamodb:DeleteItem TableName=orders
}
lambda_main!(async count(Value) -> (), orders = aws_sdk_dynamodb::Client);
//- /Cargo.toml
[workspace]
members = ["lambdas/*", "libs/*"]
//- /lambdas/count/Cargo.toml
[package]
name = "count"
[dependencies]
wrapper = { path = "../../libs/wrapper" }
aws-sdk-dynamodb = "1"
//- /libs/wrapper/Cargo.toml
[package]
name = "wrapper"
[dependencies]
base = { path = "../base" }
//- /libs/wrapper/src/lib.rs
pub use base;
pub mod prelude {
    pub use crate::lambda_main;
    pub use base::*;
}
#[macro_export]
macro_rules! lambda_main {
    ($mode:ident $handler:ident($event:ty) -> $result:ty $(, $name:ident = $client:ty)*) => {
        $crate::base::lambda_main!(with $mode $handler $(, $name = $client)*);
    };
}
//- /libs/base/Cargo.toml
[package]
name = "base"
[dependencies]
aws-config = "1"
lambda_runtime = "1"
//- /libs/base/src/lib.rs
pub use aws_config;
pub use lambda_runtime;
#[macro_export]
macro_rules! sync_or_async {
    (sync $run:ident($argument:expr)) => { $run($argument) };
    (async $run:ident($argument:expr)) => { $run($argument).await };
}
#[macro_export]
macro_rules! lambda_main {
    (with $mode:ident $handler:ident $(, $name:ident = $client:ty)+) => {
        static CONFIG: std::sync::OnceLock<$crate::aws_config::SdkConfig> = std::sync::OnceLock::new();
        $(
            pub fn $name() -> $client {
                static CLIENT: std::sync::OnceLock<$client> = std::sync::OnceLock::new();
                CLIENT.get_or_init(|| <$client>::new(CONFIG.get().unwrap())).clone()
            }
        )+
        $crate::lambda_main!($mode $handler, CONFIG.set($crate::aws_config::load_from_env().await).unwrap());
    };
    ($mode:ident $handler:ident $(, $before:stmt)?) => {
        async fn function_handler(event: $crate::lambda_runtime::LambdaEvent<Value>) -> Result<(), Error> {
            Ok($crate::sync_or_async!($mode $handler(event.payload))?)
        }
        #[tokio::main]
        async fn main() -> Result<(), Error> {
            $($before;)?
            $crate::lambda_runtime::run($crate::lambda_runtime::service_fn(function_handler)).await
        }
    };
}
"#,
    );
}

#[test]
fn repetitions_and_rules_in_one_file() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

macro_rules! env_or {
    ($name:literal) => { std::env::var($name).unwrap() };
    ($name:literal, $default:expr) => { std::env::var($name).unwrap_or_else(|_| $default.to_string()) };
}
macro_rules! save_all {
    ($client:expr; $($table:literal => $key:expr),+ $(,)?) => {
        $( $client.put_item().table_name($table).item("id", $key).send().await?; )+
    };
}
macro_rules! table {
    ($vis:vis struct $name:ident { $($field:ident : $kind:ty),* } in $table:expr) => {
        $vis struct $name { $($field: $kind),* }
        impl $name {
            async fn load(client: &aws_sdk_dynamodb::Client) -> Result<(), Error> {
                client.get_item().table_name($table).send().await?;
                Ok(())
            }
            getters!($($field)*);
        }
    };
}
macro_rules! getters {
    ($first:ident $($rest:ident)*) => { fn $first(&self) -> &str { &self.$first } getters!($($rest)*); };
    () => {};
}
table!(pub struct Order { id: String, total: u64 } in env_or!("ORDERS"));
//^ dynamodb:GetItem TableName=$ORDERS

async fn handler(_: LambdaEvent<()>) -> Result<(), Error> {
    let client = aws_sdk_dynamodb::Client::new(&aws_config::load_from_env().await);
    save_all!(client; "a" => one(), "b" => two(),);
    //^ dynamodb:PutItem TableName=a
    //^ dynamodb:PutItem TableName=b
    Order::load(&client).await?;
    let queues = vec![env_or!("QUEUE", "q")];
    aws_sdk_sqs::Client::new(&aws_config::load_from_env().await).send_message().queue_url(&queues[0]).send().await?;
    //^ sqs:SendMessage QueueUrl=$QUEUE?q
    Ok(())
}

macro_rules! start { ($handler:path) => { run(service_fn($handler)).await } }

#[tokio::main]
async fn main() -> Result<(), Error> { start!(handler) }
"#,
    );
}

#[test]
fn a_macro_without_end_ends() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
macro_rules! again { ($($t:tt)*) => { again!($($t)* x) }; }
macro_rules! nothing { (a) => { 1 }; }

async fn handler(_: LambdaEvent<()>) -> Result<(), Error> {
    let more = again!(x);
    let none = nothing!(b);
    aws_sdk_sqs::Client::new(&aws_config::load_from_env().await).list_queues().send().await?;
    //^ sqs:ListQueues
    Ok(())
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn an_attribute_implements_for_a_library() {
    check(
        r#"
//- /src/main.rs
use async_graphql::{Context, EmptySubscription, Object, Schema};
use aws_sdk_dynamodb::Client;
use axum::{routing::post, Extension, Router};
use lambda_http::{run, Error};

struct QueryRoot;
#[Object]
impl QueryRoot {
    async fn users(&self, ctx: &Context<'_>) -> Result<Vec<User>, Error> {
        let client = ctx.data::<Client>()?;
        client.scan().table_name("users").send().await?;
        //^ dynamodb:Scan TableName=users
        Ok(vec![])
    }
}
struct MutationRoot { client: Client }
#[async_graphql::Object]
impl MutationRoot {
    async fn add(&self, id: String) -> Result<bool, Error> {
        self.client.put_item().table_name("users").send().await?;
        //^ dynamodb:PutItem TableName=users
        Ok(true)
    }
}
struct Idle { client: Client }
impl Idle {
    async fn never(&self) { self.client.delete_table().send().await.unwrap(); }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let schema = Schema::build(QueryRoot, MutationRoot { client: client.clone() }, EmptySubscription).finish();
    keep(Idle { client });
    run(Router::new().route("/", post(graphql)).layer(Extension(schema))).await
}
async fn graphql() {}
fn keep(idle: Idle) {}
"#,
    );
}

#[test]
fn what_derives_write_is_followed() {
    check(
        r#"
//- /src/main.rs handler:bootstrap
use aws_sdk_dynamodb::Client;
use bon::Builder;
use derive_more::Constructor;
use getset::Getters;
use lambda_http::{run, service_fn, Error, IntoResponse, Request};

#[derive(Debug, Builder)]
struct Orders { client: Client, table: String }
impl Orders {
    async fn handler(&self, _event: Request) -> Result<impl IntoResponse, Error> {
        self.client.put_item().table_name(self.table.clone()).send().await?;
        //^ dynamodb:PutItem TableName=$TABLE
        Ok("done")
    }
}
#[derive(derive_builder::Builder)]
struct Settings { #[builder(setter(into))] archive: String }
#[derive(Constructor, Getters)]
struct Archive<'a> { client: &'a Client, settings: Settings }

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_from_env().await);
    let settings = SettingsBuilder::default().archive("archive").build().unwrap();
    let archive = Archive::new(&client, settings);
    archive.client().scan().table_name(archive.settings().archive.as_str()).send().await?;
    //^ dynamodb:Scan TableName=archive
    let orders = Orders::builder().client(client.clone()).table(std::env::var("TABLE").expect("TABLE")).build();
    run(service_fn(|event: Request| orders.handler(event))).await
}
//- /Cargo.toml
[package]
name = "orders"
[dependencies]
aws-sdk-dynamodb = "1"
bon = "3"
derive_more = "1"
derive_builder = "0.20"
getset = "0.1"
lambda_http = "0.13"
"#,
    );
}
