//! The tools and who has them.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::{Error, setting};

#[derive(Debug, Clone, PartialEq)]
pub struct Tool {
    pub name: String,
    pub customer: Option<String>,
}

pub struct Shelf {
    client: Client,
    table: String,
}

impl Shelf {
    pub fn new(client: Client) -> Result<Self, Error> {
        Ok(Self {
            client,
            table: setting("TOOLS_TABLE")?,
        })
    }

    pub async fn find(&self, tool: &str) -> Result<Option<Tool>, Error> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .key("tool", AttributeValue::S(tool.to_owned()))
            .send()
            .await?;
        Ok(answer.item.map(|item| read(&item)))
    }

    /// How many tools a customer has at home.
    pub async fn lent_to(&self, customer: &str) -> Result<i32, Error> {
        let request = self
            .client
            .query()
            .table_name(self.table.as_str())
            .index_name("lent-to");
        let answer = request
            .key_condition_expression("customer = :customer")
            .expression_attribute_values(":customer", AttributeValue::S(customer.into()))
            .send()
            .await?;
        Ok(answer.count)
    }

    /// Writes the tool's holder, or clears it. The request is put together in steps.
    pub async fn hand(&self, tool: &str, customer: Option<&str>) -> Result<(), Error> {
        let mut request = self.client.update_item().table_name(&self.table);
        request = request.key("tool", AttributeValue::S(tool.to_owned()));
        if let Some(customer) = customer {
            request = request
                .update_expression("SET customer = :customer")
                .condition_expression("attribute_not_exists(customer)")
                .expression_attribute_values(":customer", AttributeValue::S(customer.to_owned()));
        } else {
            request = request.update_expression("REMOVE customer");
        }
        request.send().await?;
        Ok(())
    }

    pub async fn all(&self) -> Result<Vec<Tool>, Error> {
        let mut items = self
            .client
            .scan()
            .table_name(&self.table)
            .into_paginator()
            .items()
            .send();
        let mut tools = Vec::new();
        while let Some(item) = items.next().await {
            tools.push(read(&item?));
        }
        Ok(tools)
    }
}

fn read(item: &std::collections::HashMap<String, AttributeValue>) -> Tool {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    Tool {
        name: text("tool").unwrap_or_default(),
        customer: text("customer"),
    }
}
