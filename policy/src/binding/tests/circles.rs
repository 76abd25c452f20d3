//! References that would close a circle are spelled out.

use super::*;

#[test]
fn what_lets_the_own_role_in_is_not_referred_to_by_it() {
    let template = "
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: src
      Role: !GetAtt FnRole.Arn
      Environment: {Variables: {ROLE: !GetAtt Other.Arn, TABLE: !Ref Table}}
  FnRole: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  Table: {Type: AWS::DynamoDB::Table}
  Other:
    Type: AWS::IAM::Role
    Properties:
      RoleName: other
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: !GetAtt FnRole.Arn}}]}
";
    let calls = [
        call("sts", "AssumeRole", &[("RoleArn", env("ROLE"))]),
        call("dynamodb", "GetItem", &[("TableName", env("TABLE"))]),
    ];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [
            r#"dynamodb:GetItem {"Fn::GetAtt":["Table","Arn"]}"#,
            r#"sts:AssumeRole {"Fn::Sub":"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/other"}"#,
        ]
    );
}

#[test]
fn pseudo_parameters_are_in_no_circle() {
    let template = "
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: src}
  Api: {Type: AWS::ApiGateway::RestApi}
  Let:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Fn
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*
";
    let files = crate::template::tests::project(&format!("//- /template.yaml\n{template}"));
    let template = crate::template::reading::read(&files, "template.yaml").unwrap();
    let graph = crate::template::dependency::graph(&template);
    assert!(graph.reaches("Let", "Api"));
    assert!(!graph.reaches("AWS::AccountId", "Fn"));
}
