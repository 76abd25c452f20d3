//! One small service for each construct of the Serverless Framework and its usual plugins.

use super::check;

#[test]
fn the_functions_section_from_a_file() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x, stage: dev}
functions: ${file(./functions.yml):all}
//- /functions.yml
all:
  a: {handler: a.main, environment: {T: '${self:service}-t'}}
  b: ${file(b.json)}
//- /b.json
{\"handler\": \"b.main\"}
",
        r#"function: a (3:1)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: nodejs20.x
  handler: a.main
  code: ""
  env: T=s-t
function: b (3:1)
  id: BLambdaFunction
  name: s-${self:provider.stage}-b
  runtime: nodejs20.x
  handler: b.main
  code: ""
"#,
    );
}

#[test]
fn extensions_change_what_the_framework_makes() {
    let template = check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x, stage: dev}
functions:
  a: {handler: a.main, environment: {A: '1', B: '1'}}
resources:
  extensions:
    ALambdaFunction:
      DependsOn: T
      Properties:
        Environment: {Variables: {B: !Ref T}}
        TracingConfig: {Mode: Active}
        Role: !GetAtt R.Arn
  Resources:
    T: {Type: AWS::DynamoDB::Table}
    R: {Type: AWS::IAM::Role}
",
        r#"function: a (4:3)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: nodejs20.x
  handler: a.main
  code: ""
  env: B={"Ref":"T"}
  tracing: Active
  role: {"Fn::GetAtt":["R","Arn"]}
"#,
    );
    assert_eq!(template.resources.len(), 2);
}

#[test]
fn packaging_moves_no_handler() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: python3.12, stage: dev}
package: {individually: true, patterns: ['!**', 'src/**']}
functions:
  a:
    handler: src/a.main
    package: {individually: true, patterns: ['src/a.py'], include: [x], exclude: [y]}
  b:
    handler: src/b.main
    package: {artifact: build/b.zip}
",
        r#"function: a (5:3)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: python3.12
  handler: src/a.main
  code: ""
function: b (8:3)
  id: BLambdaFunction
  name: s-${self:provider.stage}-b
  runtime: python3.12
  handler: src/b.main
  code: ""
"#,
    );
}

#[test]
fn params_of_stages() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x, stage: dev}
params:
  default: {table: orders, who: all}
  prod: {who: prod}
stages:
  default: {params: {bucket: files}}
functions:
  a:
    handler: a.main
    environment: {T: '${param:table}', W: '${param:who}', B: '${param:bucket}', N: '${param:none, ''x''}'}
",
        r#"function: a (9:3)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: nodejs20.x
  handler: a.main
  code: ""
  env: B=files
  env: N=${param:none, 'x'}
  env: T=orders
  env: W=${param:who}
"#,
    );
}

#[test]
fn authorizers_of_webhooks_are_functions_and_other_constructs_are_not() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x, stage: dev}
plugins: [serverless-lift]
constructs:
  files: {type: storage}
  table: {type: database/dynamodb-single-table}
  site: {type: static-website, path: dist}
  hook: {type: webhook, authorizer: {handler: auth.main}, path: /h, method: POST}
functions:
  a:
    handler: a.main
    environment: {F: '${construct:files.bucketName}', T: '${construct:table.tableName}'}
",
        r#"function: a (10:3)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: nodejs20.x
  handler: a.main
  code: ""
  env: F=${construct:files.bucketName}
  env: T=${construct:table.tableName}
function: hookAuthorizer (9:1)
  id: HookAuthorizerLambdaFunction
  name: s-${self:provider.stage}-hookAuthorizer
  runtime: nodejs20.x
  handler: auth.main
  code: ""
  trigger: Http
"#,
    );
}

#[test]
fn bundlers_keep_handlers_in_their_sources() {
    for plugin in [
        "serverless-esbuild",
        "serverless-webpack",
        "serverless-plugin-typescript",
        "serverless-bundle",
    ] {
        let template = format!(
            "//- /svc/serverless.yml
service: s
provider: {{name: aws, runtime: nodejs20.x, stage: dev}}
plugins: [{plugin}]
custom: {{esbuild: {{bundle: true, outputWorkFolder: .out}}, webpack: {{webpackConfig: webpack.config.js}}}}
functions:
  a: {{handler: src/a.main}}
//- /svc/src/a.ts
export const main = 1
"
        );
        check(
            &template,
            r#"function: a (6:3)
  id: ALambdaFunction
  name: s-${self:provider.stage}-a
  runtime: nodejs20.x
  handler: src/a.main
  code: "svc"
"#,
        );
    }
}
