//! Which resource a Python handler means.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn boto3_resources() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {QueueName: jobs}
  Other: {Type: AWS::SQS::Queue}
  Media: {Type: AWS::S3::Bucket}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Environment: {Variables: {QUEUE: !GetAtt Other.QueueName, MEDIA: !Ref Media}}
//- /src/app.py
import os, boto3

sqs = boto3.resource("sqs")
s3 = boto3.resource("s3")

def handler(event, context):
    queue = sqs.get_queue_by_name(QueueName="jobs")
    #^ sqs:GetQueueUrl on ${Jobs.Arn}
    for message in queue.receive_messages():
    #^ sqs:ReceiveMessage on ${Jobs.Arn}
        message.delete()
        #^ sqs:DeleteMessage on ${Jobs.Arn}
    other = sqs.get_queue_by_name(QueueName=os.environ["QUEUE"])
    #^ sqs:GetQueueUrl on ${Other.Arn}
    other.send_message(MessageBody="x")
    #^ sqs:SendMessage on ${Other.Arn}
    media = s3.Bucket(os.environ["MEDIA"])
    for item in media.objects.filter(Prefix="in/"):
    #^ s3:ListBucket on ${Media.Arn} if s3:prefix=in/|old/
        item.get()
        #^ s3:GetObject on ${Media.Arn}/in/*
        source = {"Bucket": os.environ["MEDIA"], "Key": item.key}
        s3.Object(os.environ["MEDIA"], "copies/" + item.key).copy_from(CopySource=source)
        #^ s3:GetObject on ${Media.Arn}/in/*; s3:PutObject on ${Media.Arn}/copies/in/*
    media.objects.filter(Prefix="old/").delete()
    #^ s3:ListBucket on ${Media.Arn} if s3:prefix=in/|old/; s3:DeleteObject on ${Media.Arn}/old/*
"#,
    )
}

#[test]
fn keys_that_were_listed_under_a_prefix() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Media: {Type: AWS::S3::Bucket}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Environment: {Variables: {MEDIA: !Ref Media}}
//- /src/app.py
import os, boto3

s3 = boto3.client("s3")
MEDIA = os.environ["MEDIA"]

def handler(event, context):
    for item in s3.list_objects_v2(Bucket=MEDIA, Prefix="in/").get("Contents", []):
    #^ s3:ListBucket on ${Media.Arn} if s3:prefix=in/|pages/
        s3.put_object_tagging(Bucket=MEDIA, Key=item["Key"], Tagging={"TagSet": []})
        #^ s3:PutObjectTagging on ${Media.Arn}/in/*
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=MEDIA, Prefix="pages/"):
    #^ s3:ListBucket on ${Media.Arn} if s3:prefix=in/|pages/
        for item in page["Contents"]:
            s3.get_object_tagging(Bucket=MEDIA, Key=item["Key"])
            #^ s3:GetObjectTagging on ${Media.Arn}/pages/*
"#,
    )
}

#[test]
fn signed_requests_to_declared_addresses() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Search: {Type: AWS::OpenSearchService::Domain}
  Graph: {Type: AWS::AppSync::GraphQLApi}
  Orders: {Type: AWS::Serverless::HttpApi}
  Vectors: {Type: AWS::OpenSearchServerless::Collection}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Environment:
        Variables:
          SEARCH: !GetAtt Search.DomainEndpoint
          GRAPH: !GetAtt Graph.GraphQLUrl
          ORDERS: !Sub "https://${Orders}.execute-api.${AWS::Region}.amazonaws.com/live"
          VECTORS: !GetAtt Vectors.CollectionEndpoint
//- /src/app.py
import os, boto3, requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from opensearchpy import OpenSearch, AWSV4SignerAuth
from requests_aws4auth import AWS4Auth

session = boto3.Session()
region = os.environ.get("AWS_REGION", "us-east-1")
search = AWS4Auth("", "", region, "es")
vectors = OpenSearch(hosts=[os.environ["VECTORS"]], http_auth=AWSV4SignerAuth(session.get_credentials(), region, "aoss"))

def signed(service, method, url):
    request = AWSRequest(method=method, url=url, data="{}")
    SigV4Auth(session.get_credentials(), service, region).add_auth(request)
    #^ appsync:GraphQL on ${Graph}/types/*/fields/*; execute-api:Invoke on arn:${Partition}:execute-api:${Region}:${AccountId}:${Orders}/*/*/*

def handler(event, context):
    requests.post("https://" + os.environ["SEARCH"] + "/_search", auth=search, json={})
    #^ es:ESHttpPost on ${Search.Arn}/*
    signed("appsync", "POST", os.environ["GRAPH"])
    signed("execute-api", "GET", os.environ["ORDERS"] + "/orders")
    vectors.search(index="x", body={})
    #^ aoss:APIAccessAll on ${Vectors.Arn}
"#,
    )
}
