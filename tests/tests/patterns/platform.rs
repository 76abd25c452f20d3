//! What Lambda itself needs of a role: the grants stand under the function in the template.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn what_sam_adds_by_itself_is_not_written_twice() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Files: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: fs-1}}
  Key: {Type: AWS::KMS::Key}
  Worker:
  #^ logs:CreateLogGroup on arn:${Partition}:logs:${Region}:${AccountId}:log-group:worker:*
  #^ logs:CreateLogStream on arn:${Partition}:logs:${Region}:${AccountId}:log-group:worker:*
  #^ logs:PutLogEvents on arn:${Partition}:logs:${Region}:${AccountId}:log-group:worker:*
  #^ kms:Decrypt on ${Key.Arn}
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      KmsKeyArn: !GetAtt Key.Arn
      Environment: {Variables: {A: b}}
      LoggingConfig: {LogGroup: worker}
//- /src/app.py
def handler(event, context):
    pass
"#,
    )
}

#[test]
fn sources_destinations_network_and_tracing() -> Result<()> {
    check(
        r#"
//- /template.yaml
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Dead: {Type: AWS::SQS::Queue}
  Failed: {Type: AWS::SNS::Topic}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  Worker:
  #^ logs:CreateLogGroup on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Worker-*:*
  #^ logs:CreateLogStream on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Worker-*:*
  #^ logs:PutLogEvents on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Worker-*:*
  #^ ec2:CreateNetworkInterface on *; ec2:DeleteNetworkInterface on *; ec2:DescribeNetworkInterfaces on *
  #^ ec2:AssignPrivateIpAddresses on *; ec2:UnassignPrivateIpAddresses on *; ec2:DescribeSubnets on *
  #^ xray:PutTraceSegments on *; xray:PutTelemetryRecords on *
  #^ sqs:SendMessage on ${Dead.Arn}
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Code: src
      Role: !GetAtt Role.Arn
      TracingConfig: {Mode: Active}
      VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
      DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}
  FromJobs:
  #^ sqs:ReceiveMessage on ${Jobs.Arn}; sqs:DeleteMessage on ${Jobs.Arn}; sqs:GetQueueAttributes on ${Jobs.Arn}
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn}
  FromOrders:
  #^ dynamodb:GetRecords on ${Orders.StreamArn}; dynamodb:GetShardIterator on ${Orders.StreamArn}
  #^ dynamodb:DescribeStream on ${Orders.StreamArn}; dynamodb:ListStreams on *
  #^ sns:Publish on ${Failed}
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Worker
      EventSourceArn: !GetAtt Orders.StreamArn
      StartingPosition: LATEST
      DestinationConfig: {OnFailure: {Destination: !Ref Failed}}
//- /src/app.py
def handler(event, context):
    pass
"#,
    )
}
