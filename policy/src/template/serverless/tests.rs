//! Functions read from Serverless Framework services.

use super::*;
use crate::template::given::Given;
use crate::template::reading::{read, read_bytes};
use crate::template::tests::{dump, project};

fn check(text: &str, expected: &str) -> Template {
    let files = project(text);
    let path = files
        .0
        .keys()
        .find(|path| path.contains("serverless."))
        .unwrap();
    let template = read(&files, path).unwrap();
    assert_eq!(dump(&template), expected);
    template
}

#[test]
fn functions_with_everything() {
    let template = check(
        r#"//- /svc/serverless.yml
service: shop
frameworkVersion: "3"
plugins: [serverless-esbuild, serverless-iam-roles-per-function]
provider:
  name: aws
  runtime: nodejs20.x
  stage: ${opt:stage, 'dev'}
  tracing: {lambda: true}
  environment:
    TABLE: ${self:custom.table}
    LOG: info
  iam:
    role:
      statements: [{Effect: Allow, Action: "s3:*", Resource: "*"}]
custom:
  table: ${self:service}-${sls:stage}-orders
functions:
  get-order:
    handler: src/get.handler
    environment: {LOG: debug}
    tracing: PassThrough
    events:
      - httpApi: GET /orders/{id}
      - sqs: {arn: !GetAtt Jobs.Arn}
      - s3: uploads
      - stream: !GetAtt Orders.StreamArn
      - eventBridge: {schedule: rate(1 day)}
      - sns: {topicName: news}
    onError: !Ref Dead
    destinations: {onFailure: put_order, onSuccess: {type: sqs, arn: !GetAtt Dead.Arn}}
    layers: [!Ref SharedLambdaLayer]
    iamRoleStatements:
      - {Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Orders.Arn}
  put_order:
    name: put-${self:provider.stage}
    handler: put.handler
    runtime: python3.12
    module: py
    url: true
    role: PutRole
  rusty:
    handler: shop.worker
    runtime: rust
    tracing: false
layers:
  shared: {path: layer}
resources:
  - Resources:
      Orders:
        Type: AWS::DynamoDB::Table
        Properties: {TableName: "${self:custom.table}"}
  - ${file(res.yml)}
//- /svc/res.yml
Resources:
  PutRole: {Type: AWS::IAM::Role}
"#,
        r#"function: get-order (18:3)
  id: GetDashorderLambdaFunction
  name: shop-${self:provider.stage}-get-order
  runtime: nodejs20.x
  handler: src/get.handler
  code: "svc"
  layers: svc/layer
  env: LOG=debug
  env: TABLE=shop-${self:provider.stage}-orders
  trigger: Http
  trigger: Sqs {"Fn::GetAtt":["Jobs","Arn"]}
  trigger: S3 uploads
  trigger: DynamoDbStream {"Fn::GetAtt":["Orders","StreamArn"]}
  trigger: Schedule
  trigger: Sns news
  dead letter: {"Ref":"Dead"}
  destinations: {"Fn::GetAtt":["PutUnderscoreorderLambdaFunction","Arn"]} {"Fn::GetAtt":["Dead","Arn"]}
  role: statements {"Effect":"Allow","Action":"dynamodb:GetItem","Resource":{"Fn::GetAtt":["Orders","Arn"]}} inherit=false
function: put_order (34:3)
  id: PutUnderscoreorderLambdaFunction
  name: put-${self:provider.stage}
  runtime: python3.12
  handler: put.handler
  code: "svc/py"
  env: LOG=info
  env: TABLE=shop-${self:provider.stage}-orders
  trigger: Http
  tracing: true
  role: {"Fn::GetAtt":["PutRole","Arn"]}
function: rusty (41:3)
  id: RustyLambdaFunction
  name: shop-${self:provider.stage}-rusty
  runtime: rust
  handler: shop.worker
  code: "svc"
  binaries: worker shop svc rusty
  env: LOG=info
  env: TABLE=shop-${self:provider.stage}-orders
"#,
    );
    let table = template
        .resources
        .iter()
        .find(|it| it.id == "Orders")
        .unwrap();
    assert_eq!(
        table.properties.get("TableName"),
        template.functions[0].environment.get("TABLE")
    );
    assert_eq!((table.at.line, table.at.column), (49, 7));
    assert!(role::has_roles_plugin(&template.document));
}

#[test]
fn functions_from_lists_and_files() {
    check(
        r#"//- /serverless.yml
service: {name: shop}
provider: {name: aws, runtime: python3.12, role: "arn:aws:iam::1:role/x"}
functions:
  - ${file(./functions.yml)}
  - b:
      handler: b.main
  - c: text
stepFunctions:
  stateMachines:
    flow:
      definition: {States: {X: {Resource: !GetAtt b.Arn}}}
//- /functions.yml
a:
  handler: a.main
  events: [schedule: rate(1 hour)]
"#,
        r#"function: a (3:1)
  id: ALambdaFunction
  name: shop-${sls:stage}-a
  runtime: python3.12
  handler: a.main
  code: ""
  trigger: Schedule
  role: arn:aws:iam::1:role/x
function: b (5:5)
  id: BLambdaFunction
  name: shop-${sls:stage}-b
  runtime: python3.12
  handler: b.main
  code: ""
  trigger: StateMachine flow
  role: arn:aws:iam::1:role/x
problem: bad-function 7:5 function `c` is no mapping; give it a `handler`
"#,
    );
}

#[test]
fn programs_are_read_through_what_they_compile_to() {
    check(
        r#"//- /svc/serverless.ts
export = {}
//- /svc/.serverless/cloudformation-template-update-stack.json
{"Resources": {"GetDashitLambdaFunction": {"Type": "AWS::Lambda::Function", "Properties": {
  "FunctionName": "shop-dev-get-it", "Handler": "src/get.handler", "Runtime": "nodejs20.x",
  "Code": {"S3Bucket": {"Ref": "ServerlessDeploymentBucket"}, "S3Key": "x/shop.zip"}}}}}
"#,
        r#"function: get-it (1:1)
  id: GetDashitLambdaFunction
  name: shop-dev-get-it
  runtime: nodejs20.x
  handler: src/get.handler
  code: "svc"
"#,
    );
    let files = project("//- /serverless.ts\nexport = {}\n");
    let error = read(&files, "serverless.ts").unwrap_err().to_string();
    assert!(error.contains("serverless package"), "{error}");
}

#[test]
fn workers_of_constructs_are_functions() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x}
constructs:
  jobs:
    type: queue
    worker:
      handler: src/worker.handler
",
        r#"function: jobsWorker (1:1)
  id: JobsWorkerLambdaFunction
  name: s-${sls:stage}-jobsWorker
  runtime: nodejs20.x
  handler: src/worker.handler
  code: ""
  trigger: Sqs ${construct:jobs.queueArn}
"#,
    );
}

#[test]
fn images_are_read_through_their_dockerfile() {
    check(
        "//- /serverless.yml
service: s
provider:
  name: aws
  runtime: nodejs20.x
  ecr: {images: {api: {path: ./docker}}}
functions:
  api: {image: {name: api}}
//- /docker/Dockerfile
FROM public.ecr.aws/lambda/python:3.12
COPY app.py ./
CMD [\"app.main\"]
//- /docker/app.py
",
        r#"function: api (7:3)
  id: ApiLambdaFunction
  name: s-${sls:stage}-api
  runtime: python3.12
  handler: app.main
  code: "docker"
"#,
    );
}

#[test]
fn a_resolved_configuration_keeps_the_places_of_the_written_one() {
    let files = project(
        "//- /serverless.yml\nservice: s\nprovider: {name: aws}\nfunctions:\n  a: {handler: x.y}\n  b:\n    handler: ${file(h.yml):b}\n",
    );
    let made = br#"{"service": "s", "provider": {"name": "aws", "stage": "qa"}, "functions": {"a": {"handler": "x.y"}, "b": {"handler": "src/b.main"}}}"#;
    let given = Given {
        is_final: true,
        stage: Some("qa".to_owned()),
        ..Given::default()
    };
    let read = |path: &str| read_bytes(&files, path, made.to_vec(), &given).unwrap();
    let b = &read("serverless.yml").functions[1];
    assert_eq!((b.at.line, b.at.column), (5, 3));
    assert_eq!(b.handler.as_deref(), Some("src/b.main"));
    assert_eq!(
        b.function_name.as_ref().and_then(Expr::as_text),
        Some("s-qa-b")
    );
    assert_eq!(read("serverless.ts").functions[1].at.line, 1);
}

mod constructs;
mod programs;
