//! Receipts, stock lists and manuals: everything that is kept as a file.

use async_trait::async_trait;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;

use crate::{Error, setting};

/// Where papers go. The shop keeps them in a bucket; its tests keep them in memory.
#[async_trait]
pub trait Papers: Send + Sync {
    async fn keep(&self, name: &str, text: String) -> Result<(), Error>;
    async fn manual(&self, model: &str) -> Result<Vec<u8>, Error>;
}

pub struct BucketPapers {
    client: Client,
    bucket: String,
}

impl BucketPapers {
    pub fn new(client: Client) -> Result<Self, Error> {
        Ok(Self {
            client,
            bucket: setting("PAPERS_BUCKET")?,
        })
    }
}

#[async_trait]
impl Papers for BucketPapers {
    async fn keep(&self, name: &str, text: String) -> Result<(), Error> {
        let body = ByteStream::from(text.into_bytes());
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(name)
            .body(body)
            .send()
            .await?;
        Ok(())
    }

    async fn manual(&self, model: &str) -> Result<Vec<u8>, Error> {
        let key = format!("manuals/{model}.pdf");
        let object = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .send()
            .await?;
        Ok(object.body.collect().await?.to_vec())
    }
}

/// Writes the receipt of a loan.
pub async fn receipt(
    papers: &dyn Papers,
    customer: &str,
    tool: &str,
    day: &str,
) -> Result<(), Error> {
    let name = format!("receipts/{customer}/{day}-{tool}.txt");
    papers
        .keep(&name, format!("{customer} has borrowed {tool} on {day}\n"))
        .await
}
