//! Takes a tool back; a broken one goes to the workshop.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use rental::shelf::Shelf;
use rental::workshop::{self, Job};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let shelf = Shelf::new(aws_sdk_dynamodb::Client::new(&config))?;
    let sqs = aws_sdk_sqs::Client::new(&config);

    run(service_fn(|event: LambdaEvent<Value>| async {
        let (request, _context) = event.into_parts();
        give_back(&shelf, &sqs, request).await
    }))
    .await
}

async fn give_back(
    shelf: &Shelf,
    sqs: &aws_sdk_sqs::Client,
    request: Value,
) -> Result<Value, Error> {
    let tool = request["pathParameters"]["tool"]
        .as_str()
        .unwrap_or_default();
    let note: Value = serde_json::from_str(request["body"].as_str().unwrap_or("{}"))?;
    shelf.hand(tool, None).await?;

    if let Some(complaint) = note["complaint"].as_str() {
        let job = Job {
            tool: tool.to_owned(),
            model: note["model"].as_str().unwrap_or("unknown").to_owned(),
            complaint: complaint.to_owned(),
        };
        workshop::order(sqs, &job, note["urgent"] != true).await?;
    }
    Ok(json!({ "statusCode": 204 }))
}
