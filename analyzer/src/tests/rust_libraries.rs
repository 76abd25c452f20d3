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
