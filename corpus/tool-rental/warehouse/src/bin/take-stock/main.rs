//! Counts the stock of the night and files the list.

mod list;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use rental::papers::{BucketPapers, Papers};
use rental::shelf::Shelf;
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let shelf = Shelf::new(aws_sdk_dynamodb::Client::new(&config))?;
    let papers = BucketPapers::new(aws_sdk_s3::Client::new(&config))?;
    run(service_fn(|event| take_stock(&shelf, &papers, event))).await
}

async fn take_stock<P: Papers>(
    shelf: &Shelf,
    papers: &P,
    event: LambdaEvent<Value>,
) -> Result<Value, Error> {
    let day = event.payload["time"]
        .as_str()
        .unwrap_or("undated")
        .to_owned();
    let tools = shelf.all().await?;
    papers.keep(&list::name(&day), list::write(&tools)).await?;
    Ok(json!({ "tools": tools.len() }))
}
