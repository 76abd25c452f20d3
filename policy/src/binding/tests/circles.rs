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

#[test]
fn an_api_that_is_spelled_out_does_not_need_what_it_calls() {
    let template = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Send:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: chat, ProtocolType: WEBSOCKET}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: AWS_PROXY
      IntegrationUri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Send.Arn}/invocations
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Chat, RouteKey: send, Target: !Sub 'integrations/${Integration}'}
";
    let calls = [call(
        "apigatewaymanagementapi",
        "PostToConnection",
        &[("ConnectionId", text("c"))],
    )];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [
            r#"execute-api:ManageConnections {"Fn::Sub":"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat}/*/POST/@connections/*"}"#
        ]
    );
}
