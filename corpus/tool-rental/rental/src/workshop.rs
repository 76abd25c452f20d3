//! Orders to the workshop.

use aws_sdk_sqs::Client;
use serde::{Deserialize, Serialize};

use crate::{Error, setting};

#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    pub tool: String,
    pub model: String,
    pub complaint: String,
}

/// Orders a repair. Work that can wait is left until the morning rush is over.
pub async fn order(client: &Client, job: &Job, can_wait: bool) -> Result<(), Error> {
    let message = client
        .send_message()
        .queue_url(setting("WORKSHOP_QUEUE_URL")?)
        .message_body(serde_json::to_string(job)?);
    let message = if can_wait {
        message.delay_seconds(900)
    } else {
        message
    };
    message.send().await?;
    Ok(())
}
