//! Nested stacks: what a child is given by parameters, and what a parent reads of a child's outputs.

use super::*;

/// What a function needs whose environment says where things are.
fn bound(environment: &str, calls: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let template = format!(
        "\
Parameters:
  TableName: {{Type: String}}
  TableArn: {{Type: String}}
  QueueUrl: {{Type: String}}
  QueueName: {{Type: String}}
  BucketName: {{Type: String}}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: src
      Environment:
        Variables:
{environment}
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {{TemplateURL: ./child.yaml}}
  App:
    Type: AWS::Serverless::Application
    Properties: {{Location: ./app.yaml}}
"
    );
    let calls: Vec<_> = calls
        .iter()
        .map(|(service, operation, parameter, variable)| {
            call(service, operation, &[(parameter, env(variable))])
        })
        .collect();
    lines(&template, "template.yaml", &calls)
}

#[test]
fn a_child_names_its_parameters() {
    let environment = "
          TABLE: !Ref TableName
          TABLE_ARN: !Ref TableArn
          QUEUE: !Ref QueueUrl
          QUEUE_NAME: !Ref QueueName
          BUCKET: !Ref BucketName
";
    assert_eq!(
        bound(
            environment,
            &[
                ("dynamodb", "GetItem", "TableName", "TABLE"),
                ("dynamodb", "PutItem", "TableName", "TABLE_ARN"),
                ("sqs", "SendMessage", "QueueUrl", "QUEUE"),
                ("sqs", "GetQueueUrl", "QueueName", "QUEUE_NAME"),
                ("s3", "ListObjectsV2", "Bucket", "BUCKET"),
            ]
        ),
        [
            r#"dynamodb:GetItem {"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"}"#,
            r#"dynamodb:PutItem {"Ref":"TableArn"}"#,
            r#"s3:ListBucket {"Fn::Sub":"arn:${AWS::Partition}:s3:::${BucketName}"}"#,
            r#"sqs:GetQueueUrl {"Fn::Sub":"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"}"#,
            r#"sqs:SendMessage {"Fn::Sub":["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Value}",{"Value":{"Fn::Select":[4,{"Fn::Split":["/",{"Ref":"QueueUrl"}]}]}}]}"#,
        ]
    );
}

#[test]
fn a_parent_reads_outputs_of_its_child() {
    let environment = "
          TABLE: !GetAtt Child.Outputs.TableName
          TABLE_ARN: !GetAtt Child.Outputs.TableArn
          APP_TABLE_ARN: !GetAtt App.Outputs.TableArn
          QUEUE: !GetAtt Child.Outputs.QueueUrl
          BUCKET: !GetAtt Child.Outputs.BucketName
          FUNCTION: !GetAtt Child.Outputs.Worker
          TOPIC: !GetAtt Child.Outputs.News
";
    assert_eq!(
        bound(
            environment,
            &[
                ("dynamodb", "GetItem", "TableName", "TABLE"),
                ("dynamodb", "PutItem", "TableName", "TABLE_ARN"),
                ("dynamodb", "Scan", "TableName", "APP_TABLE_ARN"),
                ("sqs", "SendMessage", "QueueUrl", "QUEUE"),
                ("s3", "ListObjectsV2", "Bucket", "BUCKET"),
                ("lambda", "Invoke", "FunctionName", "FUNCTION"),
                ("sns", "Publish", "TopicArn", "TOPIC"),
            ]
        ),
        [
            r#"dynamodb:GetItem {"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Child.Outputs.TableName}"}"#,
            r#"dynamodb:PutItem {"Fn::GetAtt":["Child","Outputs.TableArn"]}"#,
            r#"dynamodb:Scan {"Fn::GetAtt":["App","Outputs.TableArn"]}"#,
            r#"lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Child.Outputs.Worker}"}"#,
            r#"s3:ListBucket {"Fn::Sub":"arn:${AWS::Partition}:s3:::${Child.Outputs.BucketName}"}"#,
            r#"sns:Publish {"Fn::GetAtt":["Child","Outputs.News"]}"#,
            r#"sqs:SendMessage {"Fn::Sub":["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Value}",{"Value":{"Fn::Select":[4,{"Fn::Split":["/",{"Fn::GetAtt":["Child","Outputs.QueueUrl"]}]}]}}]}"#,
        ]
    );
}
