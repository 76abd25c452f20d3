//! Works through the repairs: looks the manual up, mends the tool, puts it back on the shelf.

use std::sync::Arc;

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use rental::papers::{BucketPapers, Papers};
use rental::shelf::Shelf;
use rental::workshop::Job;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let shelf = Arc::new(Shelf::new(aws_sdk_dynamodb::Client::new(&config))?);
    let papers: Arc<dyn Papers> = Arc::new(BucketPapers::new(aws_sdk_s3::Client::new(&config))?);

    run(service_fn(move |event: LambdaEvent<SqsEvent>| {
        let (shelf, papers) = (Arc::clone(&shelf), Arc::clone(&papers));
        async move {
            for message in event.payload.records {
                let job: Job = serde_json::from_str(message.body.as_deref().unwrap_or_default())?;
                mend(&shelf, papers.as_ref(), job).await?;
            }
            Ok::<(), Error>(())
        }
    }))
    .await
}

async fn mend(shelf: &Shelf, papers: &dyn Papers, job: Job) -> Result<(), Error> {
    let manual = papers.manual(&job.model).await?;
    if manual.is_empty() {
        return Err(format!("no manual for {}", job.model).into());
    }
    shelf.hand(&job.tool, None).await
}
