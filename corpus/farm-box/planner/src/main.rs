//! Turns the subscriptions of all depots into the harvest of a day.

mod harvest;

use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

struct Planner {
    db: Client,
    sqs: aws_sdk_sqs::Client,
    boxes: String,
}

impl Planner {
    async fn from_env() -> Result<Self, Error> {
        let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .load()
            .await;
        Ok(Self {
            db: Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
            boxes: std::env::var("BOXES_TABLE")?,
        })
    }

    /// Rows to harvest for each depot: one for every box.
    async fn rows(&self) -> Result<BTreeMap<String, u32>, Error> {
        let mut rows = BTreeMap::new();
        let mut start = None;
        loop {
            let page = self
                .db
                .scan()
                .table_name(&self.boxes)
                .projection_expression("depot")
                .set_exclusive_start_key(start)
                .send()
                .await?;
            for item in page.items() {
                if let Some(Ok(depot)) = item.get("depot").map(|value| value.as_s()) {
                    *rows.entry(depot.clone()).or_default() += 1;
                }
            }
            start = page.last_evaluated_key().cloned();
            if start.is_none() {
                return Ok(rows);
            }
        }
    }

    async fn call_the_field(&self, day: &str, rows: u32) -> Result<(), Error> {
        let queue = std::env::var("FIELD_QUEUE_URL")?;
        let order = json!({ "day": day, "rows": rows }).to_string();
        self.sqs
            .send_message()
            .queue_url(queue)
            .message_body(order)
            .send()
            .await?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let planner = Planner::from_env().await?;
    let plan = |event: LambdaEvent<Value>| async { plan(&planner, event.payload).await };
    run(service_fn(plan)).await
}

async fn plan(planner: &Planner, event: Value) -> Result<Value, Error> {
    let day = event["time"]
        .as_str()
        .and_then(|time| time.get(..10))
        .unwrap_or("someday");
    let rows = planner.rows().await?;
    harvest::write(&planner.db, day, &rows).await?;

    let total = rows.values().sum();
    if total > 0 {
        planner.call_the_field(day, total).await?;
    }
    Ok(json!({ "day": day, "rows": total }))
}
