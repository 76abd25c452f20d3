//! Configurations that are programs, followed without being run.

use super::{check, project, read};

const HELLO: &str = "//- /svc/src/functions/hello/index.ts
import { handlerPath } from '@libs/handler-resolver';
export default {
  handler: `${handlerPath(__dirname)}/handler.main`,
  events: [{ sqs: { arn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } }],
};
//- /svc/src/libs/handler-resolver.ts
export const handlerPath = (context: string) => {
  return `${context.split(process.cwd())[1].substring(1).replace(/\\\\/g, '/')}`
};
//- /svc/tsconfig.json
{\"compilerOptions\": {\"baseUrl\": \".\", \"paths\": {\"@functions/*\": [\"src/functions/*\"], \"@libs/*\": [\"src/libs/*\"]}}}
";

#[test]
fn what_a_program_exports_is_read() {
    check(
        &format!(
            "//- /svc/serverless.ts
import type {{ AWS }} from '@serverless/typescript';
import hello from '@functions/hello';
import tables, {{ prefix }} from './tables';

const stage = '${{opt:stage, \"dev\"}}';
const configuration: AWS = {{
  service: 'shop',
  plugins: ['serverless-esbuild'],
  provider: {{
    name: 'aws',
    runtime: 'nodejs20.x',
    stage,
    environment: {{ TABLE: {{ Ref: 'Orders' }}, NAME: `${{prefix}}-orders-${{stage}}`, FROM: process.env.FROM }},
  }},
  functions: {{ hello }},
  resources: {{ Resources: {{ ...tables }} }},
}};
module.exports = configuration;
//- /svc/tables.ts
export const prefix = 'shop';
export default {{ Orders: {{ Type: 'AWS::DynamoDB::Table', Properties: {{}} }}, Jobs: {{ Type: 'AWS::SQS::Queue' }} }};
{HELLO}"
        ),
        r#"function: hello (15:16)
  id: HelloLambdaFunction
  name: shop-${self:provider.stage}-hello
  runtime: nodejs20.x
  handler: src/functions/hello/handler.main
  code: "svc"
  env: FROM=${env:FROM}
  env: NAME=shop-orders-${self:provider.stage}
  env: TABLE={"Ref":"Orders"}
  trigger: Sqs {"Fn::GetAtt":["Jobs","Arn"]}
"#,
    );
}

#[test]
fn what_cannot_be_followed_is_said() {
    let files = project(
        "//- /serverless.js
const made = require('./gone');
exports.config = {
  service: 's', provider: { name: 'aws', runtime: 'nodejs20.x' },
  functions: { a: { handler: 'src/a.main', environment: { B: `x-${made.name()}` } }, ...made.functions() },
};
",
    );
    let template = read(&files, "serverless.js").unwrap();
    let function = &template.functions[0];
    assert_eq!(function.handler.as_deref(), Some("src/a.main"));
    let name = function
        .environment
        .get("B")
        .and_then(crate::expr::Expr::as_text);
    assert_eq!(name, Some("x-${program:functions.a.environment.B}"));
    let told: Vec<&str> = (template.problems.iter())
        .filter(|it| it.kind == "not-followed")
        .filter_map(|it| it.message.split('`').nth(1))
        .collect();
    assert_eq!(told, ["functions.a.environment.B", "functions"]);
}

#[test]
fn the_whole_may_be_exported_twice() {
    let files = project(
        "//- /serverless.ts
export const configuration = { service: 's', provider: { name: 'aws' }, functions: { a: { handler: 'a.b' } } };
module.exports = configuration;
",
    );
    assert_eq!(read(&files, "serverless.ts").unwrap().functions.len(), 1);
}

#[test]
fn files_of_variables_may_be_programs() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws, runtime: nodejs20.x, environment: '${file(./env.js):dev}'}
functions: {a: {handler: src/a.main}}
//- /env.js
const table = 'orders';
module.exports = { dev: { TABLE: `${table}-dev` } };
",
        r#"function: a (3:13)
  id: ALambdaFunction
  name: s-${sls:stage}-a
  runtime: nodejs20.x
  handler: src/a.main
  code: ""
  env: TABLE=orders-dev
"#,
    );
}

#[test]
fn problems_of_variables_stand_at_the_text() {
    let files = project(
        "//- /serverless.yml\nservice: s\nprovider:\n  name: aws\n  environment:\n    A: ${self:custom.gone}\nfunctions: {a: {handler: a.b}}\n",
    );
    let template = read(&files, "serverless.yml").unwrap();
    let at = template.problems[0].at;
    assert_eq!((at.line, at.column), (5, 8), "{:?}", template.problems);
}
