//! Roles that are resources of a CloudFormation template.

use super::size::large;
use super::*;

#[test]
fn an_own_role_is_rewritten_in_place() {
    check(
        r#"//- /t.json
{
  "Resources": {
    "F": {
      "Type": "AWS::Lambda::Function",
      "Properties": {"Code": {"ZipFile": ""}, "Role": {"Fn::GetAtt": ["R", "Arn"]}}
    },
    "R": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {},
        "ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
        "Policies": [{"PolicyName": "mine", "PolicyDocument": {}}]
      }
    },
    "Extra": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "R"}], "PolicyDocument": {}}}
  }
}
"#,
        &["F"],
        &reads(),
        r#"{
  "Resources": {
    "F": {
      "Type": "AWS::Lambda::Function",
      "Properties": {"Code": {"ZipFile": ""}, "Role": {"Fn::GetAtt": ["R", "Arn"]}}
    },
    "R": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {},
        "Policies": [
          {
            "PolicyName": "mine",
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "ReadT",
                  "Effect": "Allow",
                  "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                  "Resource": { "Fn::GetAtt": ["T", "Arn"] }
                }
              ]
            }
          }
        ]
      }
    }
  }
}
"#,
    );
}

#[test]
fn a_shared_role_is_split_and_taken_away() {
    check(
        r#"//- /t.yaml
Resources:
  Shared:
    Type: AWS::IAM::Role
    Properties:
      RoleName: shared
      Path: /x/
      AssumeRolePolicyDocument: {Statement: []}
      Policies: [{PolicyName: all, PolicyDocument: {}}]

  F:
    Type: AWS::Lambda::Function
    DependsOn: Shared
    Properties:
      Role: !GetAtt Shared.Arn
      Code: {ZipFile: ""}

  G:
    Type: AWS::Lambda::Function
    Condition: Big
    DependsOn:
      - Shared
      - Table
    Properties:
      Role: !GetAtt Shared.Arn
      Code: {ZipFile: ""}
"#,
        &["F", "G"],
        &Policy::default(),
        r#"Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt FRole.Arn
      Code: {ZipFile: ""}

  FRole:
    Type: AWS::IAM::Role
    Properties:
      Path: /x/
      AssumeRolePolicyDocument:
        Statement: []

  G:
    Type: AWS::Lambda::Function
    Condition: Big
    DependsOn:
      - Table
    Properties:
      Role: !GetAtt GRole.Arn
      Code: {ZipFile: ""}

  GRole:
    Type: AWS::IAM::Role
    Condition: Big
    Properties:
      Path: /x/
      AssumeRolePolicyDocument:
        Statement: []
"#,
    );
}

#[test]
fn a_role_that_others_use_stays() {
    let text = "//- /t.yaml
Resources:
  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}, Policies: []}}
  F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn, Code: {ZipFile: x}}}
  M: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt R.Arn}}
";
    check(
        text,
        &["F"],
        &Policy::default(),
        "Resources:
  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}, Policies: []}}
  F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt FRole.Arn, Code: {ZipFile: x}}}
  FRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  M: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt R.Arn}}
",
    );
}

#[test]
fn a_role_that_a_policy_lets_in_keeps_its_name() {
    let key = "  K: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [{Principal: {AWS: !GetAtt R.Arn}}]}}}\n";
    let function = |id: &str| {
        format!(
            "  {id}: {{Type: AWS::Lambda::Function, Properties: {{Role: !GetAtt R.Arn, Code: {{ZipFile: x}}}}}}\n"
        )
    };
    let role = "  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}, ManagedPolicyArns: [x]}}\n";
    check(
        &format!("//- /t.yaml\nResources:\n{role}{key}{}", function("F")),
        &["F"],
        &Policy::default(),
        &format!(
            "Resources:\n{}{key}{}",
            role.replace(", ManagedPolicyArns: [x]", ""),
            function("F")
        ),
    );
    let shared = format!(
        "//- /t.yaml\nResources:\n{role}{key}{}{}",
        function("F"),
        function("G")
    );
    let refused = refusal(&shared, "F");
    assert!(
        refused.reason.starts_with("`K` names the shared role `R`"),
        "{}",
        refused.reason
    );
    assert!(refused.snippet.contains("FRole:"), "{}", refused.snippet);
}

#[test]
fn statements_that_stay_keep_their_lines() {
    check(
        "//- /t.yaml
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: {Role: !GetAtt R.Arn, Code: {ZipFile: x}}
  R:
    Type: AWS::IAM::Role
    Properties:
      Policies: # all of it
        - PolicyName: !Sub ${AWS::StackName}-x # a name
          PolicyDocument:
            Version: 2012-10-17
            # what it reads
            Statement:
              # too much
              - Sid: All
                Effect: Allow
                Action: '*'
                Resource: '*'

              # the table
              - Sid: ReadT
                Effect: Allow # always
                Action: [dynamodb:GetItem, dynamodb:Query]
                Resource: !GetAtt T.Arn # this one
      AssumeRolePolicyDocument: {}
",
        &["F"],
        &Policy {
            statements: vec![reads().statements.remove(0), large(1).statements.remove(0)],
        },
        "Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: {Role: !GetAtt R.Arn, Code: {ZipFile: x}}
  R:
    Type: AWS::IAM::Role
    Properties:
      Policies: # all of it
        - PolicyName: !Sub ${AWS::StackName}-x # a name
          PolicyDocument:
            Version: 2012-10-17
            # what it reads
            Statement:
              # the table
              - Sid: ReadT
                Effect: Allow # always
                Action: [dynamodb:GetItem, dynamodb:Query]
                Resource: !GetAtt T.Arn # this one
              - Sid: Send0
                Effect: Allow
                Action:
                  - sqs:SendMessage
                Resource: arn:aws:sqs:eu-west-1:123456789012:q0
      AssumeRolePolicyDocument: {}
",
    );
}
