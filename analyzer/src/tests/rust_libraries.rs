//! Libraries that Rust handlers use: those with models, and that others do no harm.

use crate::fixture::check;

#[test]
fn signed_requests_are_calls() {
    check(
        r#"
//- /src/main.rs
use aws_config::BehaviorVersion;
use aws_credential_types::provider::ProvideCredentials;
use aws_sigv4::{http_request::{sign, SignableBody, SignableRequest, SigningSettings}, sign::v4};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::time::SystemTime;

async fn token(host: &str, user: &str) -> Result<String, Error> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let credentials = config.credentials_provider().expect("provider").provide_credentials().await?;
    let identity = credentials.into();
    let region = config.region().unwrap().to_string();
    let mut settings = SigningSettings::default();
    settings.expires_in = Some(std::time::Duration::from_secs(900));
    let params = v4::SigningParams::builder().identity(&identity).region(&region).name("rds-db").time(SystemTime::now()).settings(settings).build()?;
    let url = format!("https://{host}:5432/?Action=connect&DBUser={user}");
    let request = SignableRequest::new("GET", &url, std::iter::empty(), SignableBody::Bytes(&[]))?;
    let (instructions, _) = sign(request, &params.into())?.into_parts();
    //^ rds-db:connect
    Ok(url)
}

async fn handler(_: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    token("h", "u").await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn libraries_that_make_no_calls() {
    check(
        r#"
//- /src/main.rs
use anyhow::{Context, Result};
use aws_sdk_s3::Client;
use base64::{engine::general_purpose::STANDARD, Engine};
use chrono::{DateTime, Utc};
use lambda_http::{run, service_fn, Body, Error, IntoResponse, Request, RequestExt, Response};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error as ThisError;
use uuid::Uuid;

#[derive(ThisError, Debug)]
enum Failure { #[error("no {0}")] Missing(String), #[error(transparent)] Other(#[from] anyhow::Error) }

#[derive(Clone)]
struct App { client: Client, http: reqwest::Client, pool: sqlx::PgPool }
impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("App").finish() }
}
impl Drop for App { fn drop(&mut self) {} }
impl From<Client> for App {
    fn from(client: Client) -> Self { Self { client, http: reqwest::Client::new(), pool: todo() } }
}

#[derive(Deserialize, Serialize)]
struct Order { id: String, at: DateTime<Utc> }

#[tracing::instrument(skip(app))]
async fn handler(app: &App, request: Request) -> Result<impl IntoResponse, Error> {
    let order: Order = serde_json::from_slice(request.body().as_ref()).context("body")?;
    let who = request.query_string_parameters_ref().and_then(|q| q.first("who")).unwrap_or("you");
    let text = STANDARD.encode(order.id.as_bytes());
    let page = app.http.get("https://example.com").header("x", text).send().await?.text().await?;
    let rows = sqlx::query("select 1").bind(&order.id).fetch_all(&app.pool).await?;
    let id = Uuid::new_v4();
    app.client.put_object().bucket("b").key(format!("{}/{id}", Utc::now().format("%Y"))).body(page.into_bytes().into()).send().await
    //^ s3:PutObject Bucket=b Key=?/?
        .map_err(|e| Failure::Missing(e.to_string()))?;
    tracing::info!(who, "done");
    Ok(Response::builder().status(200).header("content-type", "text/plain").body(Body::from("ok"))?)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).json().init();
    let app: App = App::from(Client::new(&aws_config::load_from_env().await));
    let shared = &app;
    run(service_fn(move |request: Request| async move { handler(shared, request).await })).await
}
"#,
    );
}

#[test]
fn a_client_handed_to_unseen_code_is_reported() {
    check(
        r#"
//- /src/main.rs problems:opaque-library
use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(_: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    let client = aws_sdk_dynamodb::Client::new(&aws_config::load_from_env().await);
    some_mapper::Table::new(client, "orders").save("x").await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

#[test]
fn rusoto_clients_and_inputs() {
    check(
        r#"
//- /src/main.rs
use dynomite::{dynamodb::{DeleteItemInput, DynamoDb, DynamoDbClient}, retry::Policy, Retries};
use lambda_runtime::{handler_fn, Context, Error};
use rusoto_core::{HttpClient, Region};
use rusoto_dynamodb::{GetItemInput, ScanInput, TransactWriteItem, TransactWriteItemsInput, Put, DynamoDbClient as Raw, DynamoDb as _};
use rusoto_s3::{util::{PreSignedRequest, PreSignedRequestOption}, GetObjectRequest, HeadBucketRequest, PutObjectRequest, S3, S3Client};
use rusoto_sts::{StsAssumeRoleSessionCredentialsProvider, StsClient};

thread_local!(static DDB: DynamoDbClient = DynamoDbClient::new(Default::default()).with_retries(Policy::default()));

async fn handler(event: serde_json::Value, _: Context) -> Result<(), Error> {
    let table_name = std::env::var("TABLE")?;
    DDB.with(|ddb| {
        let ddb = ddb.clone();
        async move { ddb.delete_item(DeleteItemInput { table_name, ..DeleteItemInput::default() }).await }
        //^ dynamodb:DeleteItem TableName=$TABLE
    }).await?;
    let client = DynamoDbClient::new(Region::EuWest1);
    client.scan_pages(ScanInput { table_name: "pages".into(), ..Default::default() }).try_collect().await?;
    //^ dynamodb:Scan TableName=pages
    let raw = Raw::new(Region::EuWest1);
    let input = GetItemInput { table_name: "orders".to_string(), ..Default::default() };
    raw.get_item(input).await?;
    //^ dynamodb:GetItem TableName=orders
    let put = Put { table_name: "audit".into(), ..Default::default() };
    raw.transact_write_items(TransactWriteItemsInput {
    //^ dynamodb:TransactWriteItems
        transact_items: vec![TransactWriteItem { put: Some(put), ..Default::default() }],
        ..Default::default()
    }).sync()?;
    let s3 = S3Client::new_with(HttpClient::new()?, rusoto_credential::EnvironmentProvider::default(), Region::default());
    s3.put_object(PutObjectRequest { bucket: "b".to_owned(), key: format!("in/{}", event["id"]), ..Default::default() }).await?;
    //^ s3:PutObject Bucket=b
    let link = GetObjectRequest { bucket: "links".to_owned(), key: "a.pdf".to_owned(), ..Default::default() };
    let url = link.get_presigned_url(&Region::EuWest1, &Default::default(), &PreSignedRequestOption::default());
    //^ s3:GetObject Bucket=links Key=a.pdf
    let sts = StsClient::new(Region::EuWest1);
    let provider = StsAssumeRoleSessionCredentialsProvider::new(sts, "role".to_owned(), "name".to_owned(), None, None, None, None);
    //^ sts:AssumeRole RoleArn=role
    let other = S3Client::new_with(HttpClient::new()?, provider, Region::default());
    other.head_bucket(HeadBucketRequest { bucket: "theirs".into(), ..Default::default() }).await?;
    //^ foreign!s3:HeadBucket Bucket=theirs
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> { lambda_runtime::run(handler_fn(handler)).await }
"#,
    );
}

#[test]
fn web_frameworks_with_shared_state() {
    check(
        r#"
//- /src/main.rs
mod rockets;
use actix_web::{get, web, App, HttpServer};
use aws_sdk_dynamodb::Client;
use lambda_web::{is_running_on_lambda, run_actix_on_lambda, LambdaError};

struct AppState { client: Client }

#[get("/{id}")]
async fn read(state: web::Data<AppState>, id: web::Path<String>) -> String {
    state.client.get_item().table_name("orders").send().await.unwrap();
    //^ dynamodb:GetItem TableName=orders
    "".into()
}
async fn write(client: web::Data<Client>) -> String {
    client.put_item().table_name("orders").send().await.unwrap();
    //^ dynamodb:PutItem TableName=orders
    "".into()
}
fn routes(config: &mut web::ServiceConfig) { config.service(web::scope("/v1").route("/", web::post().to(write))); }

#[actix_web::main]
async fn main() -> Result<(), LambdaError> {
    let client = Client::new(&aws_config::load_from_env().await);
    let state = web::Data::new(AppState { client: client.clone() });
    let factory = move || App::new().app_data(state.clone()).app_data(web::Data::new(client.clone())).service(read).configure(routes);
    if is_running_on_lambda() { run_actix_on_lambda(factory).await?; } else { HttpServer::new(factory).bind("x")?.run().await?; }
    Ok(())
}
//- /src/rockets.rs
pub fn nothing() {}
"#,
    );
}

#[test]
fn launched_by_an_attribute() {
    check(
        r#"
//- /src/main.rs
#[macro_use] extern crate rocket;
use aws_sdk_dynamodb::Client;
use rocket::State;

struct Shared { client: Client }

#[get("/<id>")]
async fn read(shared: &State<Shared>, id: &str) -> String {
    shared.client.get_item().table_name("orders").send().await.unwrap();
    //^ dynamodb:GetItem TableName=orders
    "".into()
}
#[post("/")]
async fn unmounted(client: &State<Client>) { client.delete_table().send().await.unwrap(); }

#[launch]
async fn rocket() -> _ {
    let client = Client::new(&aws_config::load_from_env().await);
    rocket::build().manage(Shared { client }).mount("/", routes![read])
}
"#,
    );
}

#[test]
fn stores_that_call_by_themselves_are_reported() {
    let store = |code: &str| {
        check(&format!(
            "//- /src/main.rs problems:opaque-library
use lambda_runtime::{{run, service_fn, Error, LambdaEvent}};
async fn handler(_: LambdaEvent<()>) -> Result<(), Error> {{
    {code}
    Ok(())
}}
#[tokio::main]
async fn main() -> Result<(), Error> {{ run(service_fn(handler)).await }}
"
        ));
    };
    store("let table = deltalake::open_table(\"s3://lake/orders\").await?;");
    store(
        "let store = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(\"b\").build()?;",
    );
    store("let bucket = s3::Bucket::new(\"b\", region, s3::creds::Credentials::default()?)?;");
}

#[test]
fn configurations_filled_from_the_environment() {
    check(
        r#"
//- /src/main.rs
use figment::{providers::{Env, Format, Json, Serialized}, Figment};
use serde::Deserialize;

#[derive(Deserialize)]
struct Config {
    table_name: String,
    queue_url: String,
}

impl Config {
    fn load() -> Result<Self, figment::Error> {
        Figment::new().merge(Env::raw().only(&["TABLE_NAME", "QUEUE_URL"])).extract()
    }
}

#[derive(Deserialize)]
struct Settings {
    bucket: String,
}

impl Settings {
    fn bucket(&self) -> &str {
        &self.bucket
    }
}

#[derive(Default, Deserialize)]
struct Topics {
    topic_arn: String,
}

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    let aws = aws_config::load_from_env().await;
    let config = Config::load()?;
    let settings = envy::prefixed("APP_").from_env::<Settings>()?;
    let other: Settings = envy::from_env()?;
    let topics: Topics = Figment::from(Serialized::defaults(Topics::default()))
        .merge(Env::prefixed("SHOP_"))
        .join(Json::string("{}"))
        .extract()?;
    let dynamodb = aws_sdk_dynamodb::Client::new(&aws);
    let sqs = aws_sdk_sqs::Client::new(&aws);
    let s3 = aws_sdk_s3::Client::new(&aws);
    let sns = aws_sdk_sns::Client::new(&aws);
    lambda_runtime::run(lambda_runtime::service_fn(|event: lambda_runtime::LambdaEvent<serde_json::Value>| async {
        dynamodb.scan().table_name(config.table_name.clone()).send().await?;
        //^ dynamodb:Scan TableName=$TABLE_NAME
        sqs.send_message().queue_url(&config.queue_url).message_body("x").send().await?;
        //^ sqs:SendMessage QueueUrl=$QUEUE_URL
        s3.get_object().bucket(settings.bucket()).key("a").send().await?;
        //^ s3:GetObject Bucket=$APP_BUCKET Key=a
        s3.head_object().bucket(other.bucket.clone()).key("a").send().await?;
        //^ s3:HeadObject Bucket=$BUCKET Key=a
        sns.publish().topic_arn(&topics.topic_arn).message("x").send().await?;
        //^ sns:Publish TopicArn=$SHOP_TOPIC_ARN
        Ok::<(), lambda_runtime::Error>(())
    })).await
}
"#,
    );
}
