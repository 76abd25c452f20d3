//! Events of buckets inside of the messages of queues and topics.

use super::{call, event, lines};
use analyzer::facts::{Argument, Pattern};

const TEMPLATE: &str = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        QueueConfigurations:
          - {Event: 's3:ObjectCreated:*', Queue: !GetAtt Arrived.Arn, Filter: {S3Key: {Rules: [{Name: suffix, Value: .jpg}]}}}
  Videos:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        TopicConfigurations: [{Event: 's3:ObjectCreated:*', Topic: !Ref Announced}]
  Arrived: {Type: AWS::SQS::Queue}
  Announced:
    Type: AWS::SNS::Topic
    Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Copies.Arn}]}
  Copies: {Type: AWS::SQS::Queue}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt QUEUE.Arn}}
";

fn granted(queue: &str, message: &[&str]) -> Vec<String> {
    let at = |rest: &[&str]| {
        let path: Vec<&str> = [message, &["Records", "[]", "s3"], rest].concat();
        Argument::Text(Pattern::hole(event(&path)))
    };
    let read = call(
        "s3",
        "GetObject",
        &[
            ("Bucket", at(&["bucket", "name"])),
            ("Key", at(&["object", "key"])),
        ],
    );
    lines(&TEMPLATE.replace("QUEUE", queue), "template.yaml", &[read])
}

#[test]
fn a_queue_carries_what_a_bucket_announces() {
    assert_eq!(
        granted("Arrived", &["Records", "[]", "body"]),
        [r#"s3:GetObject {"Fn::Sub":"${Uploads.Arn}/*.jpg"}"#]
    );
}

#[test]
fn a_topic_stands_between() {
    assert_eq!(
        granted("Copies", &["Records", "[]", "body", "Message"]),
        [r#"s3:GetObject {"Fn::Sub":"${Videos.Arn}/*"}"#]
    );
}
