//! Lends a tool to a customer who has fewer than three at home.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use rental::papers::{BucketPapers, Papers, receipt};
use rental::shelf::Shelf;
use serde_json::{Value, json};

const AT_HOME: i32 = 3;

struct Counter {
    shelf: Shelf,
    papers: Box<dyn Papers>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let counter = Counter {
        shelf: Shelf::new(aws_sdk_dynamodb::Client::new(&config))?,
        papers: Box::new(BucketPapers::new(aws_sdk_s3::Client::new(&config))?),
    };
    let counter = &counter;
    run(service_fn(move |event| lend(counter, event))).await
}

async fn lend(counter: &Counter, event: LambdaEvent<Value>) -> Result<Value, Error> {
    let request = event.payload;
    let tool = request["pathParameters"]["tool"]
        .as_str()
        .unwrap_or_default();
    let wish: Value = serde_json::from_str(request["body"].as_str().unwrap_or("{}"))?;
    let customer = wish["customer"].as_str().unwrap_or_default();

    if counter.shelf.find(tool).await?.is_none() {
        return Ok(json!({ "statusCode": 404 }));
    }
    if counter.shelf.lent_to(customer).await? >= AT_HOME {
        return Ok(json!({ "statusCode": 409, "body": "bring something back first" }));
    }
    counter.shelf.hand(tool, Some(customer)).await?;
    receipt(
        counter.papers.as_ref(),
        customer,
        tool,
        wish["day"].as_str().unwrap_or("today"),
    )
    .await?;
    Ok(json!({ "statusCode": 201 }))
}
