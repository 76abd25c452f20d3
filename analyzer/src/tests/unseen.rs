//! Code that is not there.

use crate::fixture::check;

#[test]
fn an_import_that_nothing_declares_is_said() {
    check(
        r#"
//- /app.py problems:unseen-code
import requests
from company_tools import notify
import numpy as np
def handler(event, context):
    notify(event)
"#,
    );
    check(
        r#"
//- /src/app.js handler:src/app.handler problems:unseen-code
const axios = require("axios");
const { chunk } = require("chunked-things");
const tools = require("@company/tools");
exports.handler = async (event) => tools.notify(chunk(event));
//- /package.json
{"dependencies": {"chunked-things": "^1.0.0", "@company/tools": "git+ssh://git@example.com/tools.git"}}
"#,
    );
    check(
        r#"
//- /Cargo.toml handler:bootstrap problems:unseen-code
[package]
name = "app"
edition = "2024"
[dependencies]
lambda_runtime = "1"
anyhow = "1"
tools = { git = "https://example.com/tools" }
//- /src/main.rs
use lambda_runtime::{service_fn, LambdaEvent, Error};
#[tokio::main]
async fn main() -> Result<(), Error> { lambda_runtime::run(service_fn(handler)).await }
async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {
    tools::notify(event.payload).await?;
    Ok(())
}
"#,
    );
}

#[test]
fn declared_and_public_libraries_are_not_said() {
    check(
        r#"
//- /src/app.py handler:src/app.handler
import yaml, simplejson, psycopg2
import frobnicate.core
def handler(event, context):
    frobnicate.core.run(event)
//- /requirements.txt
python-frobnicate==1.0
"#,
    );
    check(
        r#"
//- /src/app.ts handler:src/app.handler
import { APIGatewayProxyEvent } from "aws-lambda";
import type { Shape } from "@company/shapes";
import { nanoid } from "nanoid/non-secure";
import crypto from "crypto";
export const handler = async (event: APIGatewayProxyEvent): Promise<Shape> => nanoid();
//- /package.json
{"dependencies": {"nanoid": "^5"}, "devDependencies": {"@types/aws-lambda": "8"}}
"#,
    );
}

#[test]
fn a_hint_beside_the_import_answers() {
    check(
        r#"
//- /app.py
# iam-tailor: sns:Publish TopicArn=${TOPIC}
from company_tools import notify
#^ sns:Publish TopicArn=$TOPIC
def handler(event, context):
    notify(event)
"#,
    );
}
