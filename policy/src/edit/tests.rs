//! Roles written into templates of each kind.

use super::*;
use crate::document::Statement;
use crate::template::tests::project;

mod generated;
mod layouts;

/// A policy that reads the table `T`.
fn reads() -> Policy {
    Policy {
        statements: vec![Statement {
            sid: "ReadT".into(),
            actions: vec!["dynamodb:GetItem".into(), "dynamodb:Query".into()],
            resources: vec![Expr::get_att("T", "Arn")],
            condition: None,
        }],
    }
}

fn read(text: &str) -> (Template, String) {
    let files = project(text);
    let read = |path: &String| Some((path.clone(), reading::read(&files, path).ok()?));
    let (path, template) = files.0.keys().find_map(read).unwrap();
    (template, String::from_utf8(files.0[&path].clone()).unwrap())
}

/// Plans `policy` for every function named, checks the new text, and that a second run changes nothing.
fn check(project: &str, names: &[&str], policy: &Policy, expected: &str) {
    let (template, text) = read(project);
    let roles: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), policy.clone()))
        .collect();
    let plan = plan(&text, &template, &roles);
    assert_eq!(plan.refused, [], "{}", plan.text);
    assert_eq!(plan.text, expected);
    let again = project.replace(&text, expected);
    let (template, text) = read(&again);
    let second = super::plan(&text, &template, &roles);
    assert_eq!(second.text, expected, "the second run");
    assert_eq!((second.changed, second.refused), (vec![], vec![]));
}

fn refusal(project: &str, name: &str) -> Refused {
    let (template, text) = read(project);
    let plan = plan(&text, &template, &[(name.to_owned(), reads())]);
    assert_eq!(plan.text, text, "a refused edit leaves the text alone");
    plan.refused.into_iter().next().unwrap()
}

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
    Properties:
      Role: !GetAtt Shared.Arn
      Code: {ZipFile: ""}
"#,
        &["F", "G"],
        &Policy::default(),
        r#"Resources:
  F:
    Type: AWS::Lambda::Function
    DependsOn: FRole
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
fn what_cannot_be_written_is_refused_with_a_snippet() {
    let refused = refusal(
        "//- /serverless.yml\nservice: s\nprovider: {name: aws}\nfunctions: ${file(f.yml)}\n//- /f.yml\nf: {handler: a.b}\n",
        "f",
    );
    assert_eq!(refused.reason, "it is declared in another file");
    assert!(
        refused.snippet.contains("# functions.f\nrole: FRole\n"),
        "{}",
        refused.snippet
    );
    assert!(
        refused.snippet.contains("# resources.Resources\nFRole:\n"),
        "{}",
        refused.snippet
    );
    let refused = refusal(
        "//- /t.yaml\nParameters: {RoleArn: {Type: String}}\nResources:\n  F: {Type: AWS::Lambda::Function, Properties: {Role: !Ref RoleArn, Code: {ZipFile: x}}}\n",
        "F",
    );
    assert!(
        refused.reason.contains("outside of this template"),
        "{}",
        refused.reason
    );
    let refused = refusal(
        "//- /t.yaml
Common: &common {Handler: a.b}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: &p {Handler: a}}
  G: {Type: AWS::Serverless::Function, Properties: *p}
",
        "G",
    );
    assert!(refused.reason.contains("is an alias"), "{}", refused.reason);
    let refused = refusal(
        "//- /t.yaml
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Up: {Type: S3, Properties: {Bucket: !Ref T}}}
  T: {Type: AWS::S3::Bucket}
",
        "F",
    );
    assert_eq!(refused.reason, "its role and `F` would need each other");
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
    for resources in [
        "resources: ${file(r.yml)}\n",
        "resources:\n  - ${file(r.yml)}\n",
    ] {
        let project = format!(
            "//- /r.yml\nResources: {{T: {{Type: AWS::DynamoDB::Table}}}}\n//- /serverless.yml\nservice: s\nprovider: {{name: aws}}\nfunctions:\n  f:\n    handler: a.b\n{resources}"
        );
        let (template, text) = {
            let files = crate::template::tests::project(&project);
            let template = reading::read(&files, "serverless.yml").unwrap();
            (
                template,
                String::from_utf8(files.0["serverless.yml"].clone()).unwrap(),
            )
        };
        let plan = plan(&text, &template, &[("f".to_owned(), reads())]);
        assert!(plan.text.starts_with(rest), "{}", plan.text);
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

/// A policy with this many statements on queues of its own.
fn large(count: usize) -> Policy {
    let statement = |n: usize| Statement {
        sid: format!("Send{n}"),
        actions: vec!["sqs:SendMessage".into()],
        resources: vec![Expr::text(format!(
            "arn:aws:sqs:eu-west-1:123456789012:q{n}"
        ))],
        condition: None,
    };
    Policy {
        statements: (0..count).map(statement).collect(),
    }
}

#[test]
fn a_policy_over_the_limit_goes_on_in_managed_policies_and_comes_back() {
    let projects = [
        (
            "//- /t.yaml\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: x\n",
            "- !Ref FPolicy2",
        ),
        (
            "//- /t.yaml\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: {ZipFile: x}\n",
            "ManagedPolicyArns:\n        - !Ref FPolicy2",
        ),
        (
            "//- /serverless.yml\nservice: s\nframeworkVersion: '4'\nprovider: {name: aws}\nfunctions:\n  f:\n    handler: a.b\n",
            "managedPolicies:\n          - !Ref FPolicy2",
        ),
    ];
    for (project, reference) in projects {
        let name = if project.contains("service") {
            "f"
        } else {
            "F"
        };
        let write = |project: &str, policy: Policy| {
            let (template, text) = read(project);
            let plan = plan(&text, &template, &[(name.to_owned(), policy)]);
            assert_eq!(plan.refused, [], "{}", plan.text);
            (project.replace(&text, &plan.text), plan)
        };
        let (once, plan) = write(project, large(150));
        assert_eq!(plan.split, [(name.to_owned(), 2)]);
        assert!(once.contains(reference), "{once}");
        assert_eq!(once.matches("AWS::IAM::ManagedPolicy").count(), 2);
        assert_eq!(write(&once, large(150)).0, once, "the second run");
        let (less, _) = write(&once, large(1));
        assert!(!less.contains("ManagedPolicy"), "{less}");
    }
}

#[test]
fn a_policy_that_cannot_be_split_is_refused() {
    let text = "//- /t.yaml\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}\n";
    let (template, text) = read(text);
    let roles = [("F".to_owned(), large(900))];
    let refused = plan(&text, &template, &roles).refused;
    assert!(
        refused[0].reason.contains("split the function"),
        "{}",
        refused[0].reason
    );
    let (template, text) = read(
        "//- /serverless.yml\nservice: s\nplugins: [serverless-iam-roles-per-function]\nprovider: {name: aws}\nfunctions: {f: {handler: a.b}}\n",
    );
    let roles = [("f".to_owned(), large(150))];
    let refused = plan(&text, &template, &roles).refused;
    assert!(
        refused[0].reason.contains("no managed policies"),
        "{}",
        refused[0].reason
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
fn comments_say_where_statements_come_from() {
    let text = "Resources:\r\n  F:\r\n    Type: AWS::Serverless::Function\r\n    Properties:\r\n      InlineCode: x\r\n      Policies:\r\n      - Statement:\r\n        # mine\r\n        - Sid: ReadT\r\n          Effect: Allow\r\n        - {Sid: ReadU}\r\n  G: {Type: Other, Properties: {P: [{Sid: ReadT}]}}\r\n";
    let said = |what: &str| {
        let statements = [("ReadT", what), ("ReadU", what)];
        let statements = statements.map(|(sid, what)| (sid.to_owned(), what.to_owned()));
        BTreeMap::from([("F".to_owned(), BTreeMap::from(statements))])
    };
    let write = |text: &str, what: &str| {
        let (template, text) = read(&format!("//- /t.yaml\n{text}"));
        comments::annotated(&text, &template, &said(what))
    };
    let once = write(text, "a.py:1 dynamodb:GetItem");
    let expected = text.replace(
        "        - Sid: ReadT",
        "        # from a.py:1 dynamodb:GetItem\r\n        - Sid: ReadT",
    );
    assert_eq!(once, expected);
    assert_eq!(write(&once, "a.py:1 dynamodb:GetItem"), once);
    assert_eq!(
        write(&once, "b.py:2 x"),
        expected.replace("a.py:1 dynamodb:GetItem", "b.py:2 x")
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
