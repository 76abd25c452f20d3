//! Which resource a result means, and calls on several.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn results_of_describing_calls() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Setting: {Type: AWS::SSM::Parameter, Properties: {Name: /app/topic, Type: String, Value: !Ref News}}
  News: {Type: AWS::SNS::Topic}
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src}
//- /src/app.py
import boto3

dynamodb = boto3.client("dynamodb")
ssm = boto3.client("ssm")

def handler(event, context):
    table = dynamodb.describe_table(TableName="orders")["Table"]
    #^ dynamodb:DescribeTable on ${Orders.Arn}
    dynamodb.tag_resource(ResourceArn=table["TableArn"], Tags=[])
    #^ dynamodb:TagResource on ${Orders.Arn}
    topic = ssm.get_parameter(Name="/app/topic")["Parameter"]["Value"]
    #^ ssm:GetParameter on arn:${Partition}:ssm:${Region}:${AccountId}:parameter/app/topic
    boto3.client("sns").publish(TopicArn=topic, Message="x")
    #^ sns:Publish on ${News}
"#,
    )
}

#[test]
fn what_is_listed_is_of_a_kind() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  News: {Type: AWS::SNS::Topic}
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src, Environment: {Variables: {NEWS: !Ref News}}}
//- /src/app.py
import os, boto3

functions = boto3.client("lambda")
rules = boto3.client("events")
news = boto3.client("sns")

def handler(event, context):
    for function in functions.list_functions()["Functions"]:
        #^ lambda:ListFunctions on *
        functions.list_tags(Resource=function["FunctionArn"])
        #^ lambda:ListTags on arn:${Partition}:lambda:${Region}:${AccountId}:function:*
    for page in rules.get_paginator("list_rules").paginate():
        #^ events:ListRules on *
        for rule in page["Rules"]:
            rules.list_tags_for_resource(ResourceARN=rule["Arn"])
            #^ events:ListTagsForResource on arn:${Partition}:events:${Region}:${AccountId}:rule/*
    for one in news.list_subscriptions_by_topic(TopicArn=os.environ["NEWS"])["Subscriptions"]:
        #^ sns:ListSubscriptionsByTopic on ${News}
        news.get_subscription_attributes(SubscriptionArn=one["SubscriptionArn"])
        #^ sns:GetSubscriptionAttributes on ${News}
"#,
    )
}

#[test]
fn ids_that_earlier_calls_made_lie_where_those_put_them() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Build: {Type: AWS::CodeBuild::Project, Properties: {Name: build}}
  Flow: {Type: AWS::StepFunctions::StateMachine}
  Profile: {Type: AWS::AppConfig::ConfigurationProfile}
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src, Environment: {Variables: {FLOW: !Ref Flow, PROFILE: !Ref Profile}}}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.other, Runtime: python3.13, CodeUri: src}
//- /src/app.py
import os, boto3

athena = boto3.client("athena")
codebuild = boto3.client("codebuild")
configuration = boto3.client("appconfigdata")
states = boto3.client("stepfunctions")

def wait(id):
    return athena.get_query_execution(QueryExecutionId=id)
    #^ athena:GetQueryExecution on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/primary

def handler(event, context):
    wait(athena.start_query_execution(QueryString="SELECT 1")["QueryExecutionId"])
    #^ athena:StartQueryExecution on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/primary
    started = codebuild.start_build(projectName="build")
    #^ codebuild:StartBuild on ${Build.Arn}
    codebuild.batch_get_builds(ids=[started["build"]["id"]])
    #^ codebuild:BatchGetBuilds on ${Build.Arn}
    session = configuration.start_configuration_session(ApplicationIdentifier="shop", EnvironmentIdentifier="live", ConfigurationProfileIdentifier=os.environ["PROFILE"])
    #^ appconfig:StartConfigurationSession on arn:${Partition}:appconfig:${Region}:${AccountId}:application/*/environment/*/configuration/${Profile}
    configuration.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])
    #^ appconfig:GetLatestConfiguration on arn:${Partition}:appconfig:${Region}:${AccountId}:application/*/environment/*/configuration/${Profile}
    run = states.start_execution(stateMachineArn=os.environ["FLOW"])
    #^ states:StartExecution on ${Flow}
    states.describe_execution(executionArn=run["executionArn"])
    #^ states:DescribeExecution on arn:${Partition}:states:${Region}:${AccountId}:execution:${Flow.Name}:*

def other(event, context):
    started = athena.start_query_execution(QueryString="SELECT 1", WorkGroup="reports")
    #^ athena:StartQueryExecution on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/reports
    id = event.get("id") or started["QueryExecutionId"]
    athena.stop_query_execution(QueryExecutionId=id)
    #^ athena:StopQueryExecution on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/*
    athena.get_query_results(QueryExecutionId=started["QueryExecutionId"])
    #^ athena:GetQueryResults on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/reports
"#,
    )
}

#[test]
fn several_targets_of_one_call() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  A: {Type: AWS::DynamoDB::Table}
  B: {Type: AWS::DynamoDB::Table}
  C: {Type: AWS::DynamoDB::Table}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src
      Environment: {Variables: {A: !Ref A, B: !Ref B, C: !Ref C}}
//- /src/index.mjs
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, BatchWriteCommand, ScanCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { A, B, C } = process.env;

export const handler = async () => {
  for (const TableName of [A, B]) {
    await client.send(new ScanCommand({ TableName }));
    //^ dynamodb:Scan on ${A.Arn}; dynamodb:Scan on ${B.Arn}
  }
  await client.send(new BatchWriteCommand({ RequestItems: { [A]: [], [C]: [] } }));
  //^ dynamodb:BatchWriteItem on ${A.Arn}; dynamodb:BatchWriteItem on ${C.Arn}
  await client.send(new TransactWriteCommand({
  //^ dynamodb:PutItem on ${B.Arn}; dynamodb:ConditionCheckItem on ${C.Arn}
    TransactItems: [
      { Put: { TableName: B, Item: {} } },
      { ConditionCheck: { TableName: C, Key: {}, ConditionExpression: "attribute_exists(id)" } },
    ],
  }));
};
"#,
    )
}

#[test]
fn results_of_a_query_lie_where_the_query_was_told_to_put_them() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Results: {Type: AWS::S3::Bucket}
  Ask:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.ask
      CodeUri: src
      Environment: {Variables: {LOCATION: !Sub "s3://${Results}/asked/"}}
  Poll: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app.poll, CodeUri: src}}
//- /src/app.py
import os, boto3

athena = boto3.client("athena")

def ask(event, context):
    started = athena.start_query_execution(QueryString="SELECT 1", WorkGroup="w", ResultConfiguration={"OutputLocation": os.environ["LOCATION"]})
    #^ athena:StartQueryExecution on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/w; s3:GetBucketLocation on ${Results.Arn}; s3:PutObject on ${Results.Arn}/asked/*
    for page in athena.get_paginator("get_query_results").paginate(QueryExecutionId=started["QueryExecutionId"]):
        #^ athena:GetQueryResults on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/w; s3:GetObject on ${Results.Arn}/asked/*
        print(page)

def poll(event, context):
    return athena.get_query_results(QueryExecutionId=event["id"])
    #^ athena:GetQueryResults on arn:${Partition}:athena:${Region}:${AccountId}:workgroup/*
"#,
    )
}
