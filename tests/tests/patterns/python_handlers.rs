//! Handlers of Python programs that the template names only by way of a plugin or a framework.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn the_application_that_the_wsgi_plugin_serves() -> Result<()> {
    check(
        r#"
//- /serverless.yml
service: shop
provider: {name: aws, runtime: python3.12}
plugins: [serverless-wsgi]
custom: {wsgi: {app: api/app.app}}
functions:
  api:
    handler: wsgi_handler.handler
    events: [{httpApi: "*"}]
resources:
  Resources:
    Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
//- /api/app.py
import boto3
from flask import Flask

app = Flask(__name__)
table = boto3.resource("dynamodb").Table("orders")

@app.route("/orders")
def orders():
    return table.scan()["Items"]
    #^ dynamodb:Scan on ${Orders.Arn}

def remove():
    table.delete_item(Key={"id": "1"})
    #^ dynamodb:DeleteItem on ${Orders.Arn}

app.add_url_rule("/remove", view_func=remove)
"#,
    )
}
