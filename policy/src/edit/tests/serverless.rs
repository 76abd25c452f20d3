//! Roles and statements of Serverless services.

use super::*;

#[test]
fn serverless_with_the_roles_plugin() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws}
plugins:
  - serverless-iam-roles-per-function
custom:
  serverless-iam-roles-per-function: {defaultInherit: true}
functions:
  f:
    handler: a.b
    iamRoleStatements:
      - Effect: Allow
        Action: '*'
        Resource: '*'
    memorySize: 128
  g:
    handler: a.b
",
        &["f", "g"],
        &reads(),
        "service: s
provider: {name: aws}
plugins:
  - serverless-iam-roles-per-function
custom:
  serverless-iam-roles-per-function: {defaultInherit: true}
functions:
  f:
    handler: a.b
    iamRoleStatements:
      - Sid: ReadT
        Effect: Allow
        Action:
          - dynamodb:GetItem
          - dynamodb:Query
        Resource: !GetAtt T.Arn
    memorySize: 128
    iamRoleStatementsInherit: false
  g:
    handler: a.b
    iamRoleStatements:
      - Sid: ReadT
        Effect: Allow
        Action:
          - dynamodb:GetItem
          - dynamodb:Query
        Resource: !GetAtt T.Arn
    iamRoleStatementsInherit: false
",
    );
}

#[test]
fn serverless_with_roles_under_resources() {
    check(
        "//- /serverless.yml
service: s
provider:
  name: aws
functions:
  get-it:
    handler: a.b
",
        &["get-it"],
        &reads(),
        r#"service: s
provider:
  name: aws
functions:
  get-it:
    handler: a.b
    role: GetDashitRole
resources:
  Resources:
    GetDashitRole:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal:
                Service: lambda.amazonaws.com
              Action: sts:AssumeRole
        Policies:
          - PolicyName: GetDashitPolicy
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Sid: ReadT
                  Effect: Allow
                  Action:
                    - dynamodb:GetItem
                    - dynamodb:Query
                  Resource: !GetAtt T.Arn
"#
        .replace(
            "              Action:\n                - sts:AssumeRole\n",
            "              Action: sts:AssumeRole\n",
        )
        .as_str(),
    );
}

#[test]
fn serverless_resources_in_files_get_an_item_beside_them() {
    let rest = "service: s
provider: {name: aws}
functions:
  f:
    handler: a.b
    role: FRole
resources:
  - ${file(r.yml)}
  - Resources:
      FRole:
        Type: AWS::IAM::Role
";
    let file = "- ${file(r.yml)}\n";
    for (resources, item) in [
        ("resources: ${file(r.yml)}\n", file),
        ("resources:\n  - ${file(r.yml)}\n", file),
        (
            "resources:\n  Resources: ${file(r.yml):Resources}\n",
            "- Resources: ${file(r.yml):Resources}\n",
        ),
    ] {
        let project = format!(
            "//- /r.yml\nResources: {{T: {{Type: AWS::DynamoDB::Table}}}}\n//- /serverless.yml\nservice: s\nprovider: {{name: aws}}\nfunctions:\n  f:\n    handler: a.b\n{resources}"
        );
        let (template, text) = {
            let files = project_files(&project);
            let template = reading::read(&files, "serverless.yml").unwrap();
            (
                template,
                String::from_utf8(files.0["serverless.yml"].clone()).unwrap(),
            )
        };
        let plan = plan(&text, &template, &[("f".to_owned(), reads())]);
        assert!(
            plan.text.starts_with(&rest.replace(file, item)),
            "{}",
            plan.text
        );
    }
}

#[test]
fn serverless_4_makes_roles_of_statements_itself() {
    check(
        "//- /serverless.yml
service: s
frameworkVersion: '4'
provider: {name: aws, iam: {role: {mode: perFunction}}}
functions:
  f:
    handler: a.b
constructs:
  jobs:
    worker:
      handler: c.d
",
        &["f", "jobsWorker"],
        &reads(),
        "service: s
frameworkVersion: '4'
provider: {name: aws, iam: {role: {mode: perFunction}}}
functions:
  f:
    handler: a.b
    iam:
      role:
        statements:
          - Sid: ReadT
            Effect: Allow
            Action:
              - dynamodb:GetItem
              - dynamodb:Query
            Resource: !GetAtt T.Arn
      inheritStatements: false
constructs:
  jobs:
    worker:
      handler: c.d
      iam:
        role:
          statements:
            - Sid: ReadT
              Effect: Allow
              Action:
                - dynamodb:GetItem
                - dynamodb:Query
              Resource: !GetAtt T.Arn
        inheritStatements: false
",
    );
}

#[test]
fn a_role_that_an_extension_gives_is_changed_in_the_extension() {
    check(
        "//- /serverless.yml
service: s
provider: {name: aws}
functions:
  f: {handler: a.b}
  g: {handler: a.c, role: R}
resources:
  extensions:
    FLambdaFunction: {Properties: {Role: !GetAtt R.Arn}}
  Resources:
    R: {Type: AWS::IAM::Role}
",
        &["f"],
        &reads(),
        "service: s
provider: {name: aws}
functions:
  f: {handler: a.b}
  g: {handler: a.c, role: R}
resources:
  extensions:
    FLambdaFunction: {Properties: {Role: !GetAtt FRole.Arn}}
  Resources:
    R: {Type: AWS::IAM::Role}
    FRole:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument:
          Version: \"2012-10-17\"
          Statement:
            - Effect: Allow
              Principal:
                Service: lambda.amazonaws.com
              Action: sts:AssumeRole
        Policies:
          - PolicyName: FPolicy
            PolicyDocument:
              Version: \"2012-10-17\"
              Statement:
                - Sid: ReadT
                  Effect: Allow
                  Action:
                    - dynamodb:GetItem
                    - dynamodb:Query
                  Resource: !GetAtt T.Arn
",
    );
}

#[test]
fn a_program_is_shown_what_to_put_into_it() {
    let compiled = |role: &str| {
        format!(
            r#"//- /serverless.ts
const config = {{ service: 's', provider: {{ name: 'aws' }}, functions: {{ hello: {{ handler: 'a.b' }} }} }};
export default config;
//- /.serverless/cloudformation-template-update-stack.json
{{"Resources": {{
  "HelloLambdaFunction": {{"Type": "AWS::Lambda::Function", "Properties": {{"FunctionName": "s-dev-hello", "Code": {{"S3Key": "x"}}{role}}}}},
  "HelloRole": {{"Type": "AWS::IAM::Role", "Properties": {{"Policies": [{{"PolicyName": "p", "PolicyDocument": {document}}}]}}}}
}}}}
"#,
            document = reads().to_expr().to_json()
        )
    };
    let plan_of = |project: &str| {
        let files = project_files(project);
        let template = reading::read(&files, "serverless.ts").unwrap();
        let text = String::from_utf8(files.0["serverless.ts"].clone()).unwrap();
        let plan = plan(&text, &template, &[("hello".to_owned(), reads())]);
        assert_eq!(plan.text, text);
        plan.refused
    };
    let refused = plan_of(&compiled(""));
    assert_eq!(
        refused[0].snippet,
        "// functions.hello
role: 'HelloRole',
// resources.Resources
HelloRole: {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Service: 'lambda.amazonaws.com',
          },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'HelloPolicy',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'ReadT',
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:Query'],
              Resource: { 'Fn::GetAtt': ['T', 'Arn'] },
            },
          ],
        },
      },
    ],
  },
},
"
    );
    let with_role = compiled(r#", "Role": {"Fn::GetAtt": ["HelloRole", "Arn"]}"#);
    assert_eq!(plan_of(&with_role), [], "compiled with that role");
    let with_plugin = compiled("").replace(
        "const config = {",
        "const config = { plugins: ['serverless-iam-roles-per-function'],",
    );
    let snippet = &plan_of(&with_plugin)[0].snippet;
    assert!(
        snippet.starts_with("// functions.hello\niamRoleStatements: [\n  {\n    Sid: 'ReadT',\n"),
        "{snippet}"
    );
}

#[test]
fn a_role_trusts_whoever_runs_the_function() {
    let files = project_files(
        "//- /serverless.yml
service: s
provider: {name: aws}
functions:
  f:
    handler: a.b
    events:
      - schedule: {rate: rate(1 hour), method: scheduler}
      - cloudFront: viewer-request
",
    );
    let template = reading::read(&files, "serverless.yml").unwrap();
    let text = String::from_utf8(files.0["serverless.yml"].clone()).unwrap();
    let plan = plan(&text, &template, &[("f".to_owned(), reads())]);
    for service in ["lambda", "edgelambda", "scheduler"] {
        let line = format!("- {service}.amazonaws.com");
        assert!(plan.text.contains(&line), "{}", plan.text);
    }
}
