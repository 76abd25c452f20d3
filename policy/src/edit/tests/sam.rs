//! Policies of SAM functions.

use super::*;

#[test]
fn sam_policies_are_added_and_replaced() {
    check(
        "//- /t.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F: # first
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events: {} # none

  G:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        # read all
        - AmazonDynamoDBFullAccess
        - AWSLambdaBasicExecutionRole # iam-tailor: keep
      Handler: 'a.c'
",
        &["F", "G"],
        &reads(),
        "Transform: AWS::Serverless-2016-10-31
Resources:
  F: # first
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events: {} # none
      Policies:
        - Version: '2012-10-17'
          Statement:
            - Sid: ReadT
              Effect: Allow
              Action:
                - dynamodb:GetItem
                - dynamodb:Query
              Resource: !GetAtt T.Arn

  G:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        # read all
        - AWSLambdaBasicExecutionRole # iam-tailor: keep
        - Version: '2012-10-17'
          Statement:
            - Sid: ReadT
              Effect: Allow
              Action:
                - dynamodb:GetItem
                - dynamodb:Query
              Resource: !GetAtt T.Arn
      Handler: 'a.c'
",
    );
}

#[test]
fn a_function_that_needs_nothing_gets_no_policies() {
    let before = "//- /t.yaml
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies: AdministratorAccess
";
    check(
        before,
        &["F"],
        &Policy::default(),
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies: []\n",
    );
}

#[test]
fn marked_statements_stay() {
    check(
        "//- /t.yaml
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AdministratorAccess
        - Version: 2012-10-17
          Statement:
            - Effect: Allow
              Action: '*'
              Resource: '*'
            # iam-tailor: keep
            - Effect: Deny
              Action: 'kms:*'
              Resource: '*'
",
        &["F"],
        &reads(),
        "Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Version: 2012-10-17
          Statement:
            # iam-tailor: keep
            - Effect: Deny
              Action: 'kms:*'
              Resource: '*'
            - Sid: ReadT
              Effect: Allow
              Action:
                - dynamodb:GetItem
                - dynamodb:Query
              Resource: !GetAtt T.Arn
",
    );
}
