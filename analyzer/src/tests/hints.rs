//! Hint comments.

use crate::fixture::check;

#[test]
fn a_hint_names_what_cannot_be_followed() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    # iam-tailor: s3:GetObject Bucket=reports Key=${PREFIX}/* ; s3:PutObject Bucket=reports
    return getattr(s3, event["method"])(Bucket="reports")
    #^ s3:GetObject Bucket=reports Key=$PREFIX/?; s3:PutObject Bucket=reports
"#,
    );
    check(
        r#"
//- /index.mjs
import { S3Client } from "@aws-sdk/client-s3";
import { mirror } from "some-library";
const s3 = new S3Client({});
export const handler = async () => {
  await mirror(s3); // iam-tailor: s3:ListObjectsV2 Bucket=photos
  //^ s3:ListObjectsV2 Bucket=photos
};
//- /package.json
{"dependencies": {"some-library": "1"}}
"#,
    );
}

#[test]
fn a_hint_fills_in_a_parameter() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.get_object(Bucket=event["bucket"], Key="a")  # iam-tailor: s3:GetObject Bucket=photos
    #^ s3:GetObject Bucket=photos Key=a
"#,
    );
}

#[test]
fn none_answers_a_library_that_makes_no_call() {
    check(
        r#"
//- /app.py
import boto3
import gadget
s3 = boto3.client("s3")
def handler(event, context):
    gadget.show(s3)  # iam-tailor: none
//- /requirements.txt
gadget
"#,
    );
}

#[test]
fn wrong_and_stale_hints_are_problems() {
    check(
        r#"
//- /app.py problems:hint
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.get_object(Bucket="a", Key="b")  # iam-tailor: sqs:SendMessage
    #^ s3:GetObject Bucket=a
"#,
    );
    check(
        r#"
//- /app.py problems:dynamic-operation,hint
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    getattr(s3, event["x"])()  # iam-tailor: s3:GetObjet
"#,
    );
    check(
        r#"
//- /app.py problems:dynamic-operation,hint
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    getattr(s3, event["x"])()  # iam-tailor: s3:GetObject Buket=a
"#,
    );
}
