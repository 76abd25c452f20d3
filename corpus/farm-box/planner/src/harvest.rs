//! The harvest of a day, one item a depot.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use lambda_runtime::Error;

/// DynamoDB takes this many items in one request.
const BATCH: usize = 25;

pub async fn write(db: &Client, day: &str, rows: &BTreeMap<String, u32>) -> Result<(), Error> {
    let table = std::env::var("HARVEST_TABLE")?;
    let mut requests = Vec::new();
    for (depot, count) in rows {
        let item = PutRequest::builder()
            .item("day", AttributeValue::S(day.to_string()))
            .item("depot", AttributeValue::S(depot.clone()))
            .item("rows", AttributeValue::N(count.to_string()))
            .build()?;
        requests.push(WriteRequest::builder().put_request(item).build());
    }

    for batch in requests.chunks(BATCH) {
        db.batch_write_item()
            .request_items(&table, batch.to_vec())
            .send()
            .await?;
    }
    Ok(())
}
