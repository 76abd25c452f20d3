//! Twins behind a template: a scenario written in four languages binds to the same resources with the same grants.
//!
//! The programs are those of `analyzer/src/tests/twins/`; the template has one function a language with the same
//! environment and events.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::{corpus, product};

/// The folder, runtime and handler of a language, and the extensions of its files.
const LANGUAGES: [(&str, &str, &str, &[&str]); 4] = [
    ("python", "python3.12", "app.handler", &["py"]),
    ("javascript", "nodejs22.x", "index.handler", &["mjs"]),
    ("typescript", "nodejs22.x", "index.handler", &["ts"]),
    ("rust", "provided.al2023", "bootstrap", &["rs"]),
];

const TABLES: &str = "
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}]}
  Other:
    Type: AWS::DynamoDB::Table
    Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}]}
";

#[test]
fn a_table_of_the_environment() -> Result<()> {
    check(
        "client_in_a_field",
        "TABLE: !Ref Orders",
        "",
        TABLES,
        &[
            r#"dynamodb:PutItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:Query {"Fn::GetAtt":["Orders","Arn"]}"#,
        ],
    )
}

#[test]
fn an_index_and_not_its_table() -> Result<()> {
    check(
        "query_on_an_index",
        "TABLE: !Ref Orders",
        "",
        TABLES,
        &[r#"dynamodb:Query {"Fn::Sub":"${Orders.Arn}/index/by-customer"}"#],
    )
}

#[test]
fn a_declared_bucket_that_is_never_touched() -> Result<()> {
    check(
        "two_calls_of_one_operation",
        "STAGE: test",
        "",
        "
  In: {Type: AWS::S3::Bucket, Properties: {BucketName: in}}
  Out: {Type: AWS::S3::Bucket, Properties: {BucketName: out}}
  Payroll: {Type: AWS::S3::Bucket, Properties: {BucketName: payroll}}
",
        &[
            r#"s3:GetObject {"Fn::Sub":"${In.Arn}/a"}"#,
            r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::vendor/b"}"#,
            r#"s3:PutObject {"Fn::Sub":"${Out.Arn}/c"}"#,
        ],
    )
}

#[test]
fn the_bucket_that_triggers() -> Result<()> {
    check(
        "place_of_an_event_record",
        "STAGE: test",
        "
      Events:
        Upload: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: 's3:ObjectCreated:*'}}",
        "
  Uploads: {Type: AWS::S3::Bucket, Properties: {BucketName: uploads-of-app}}
",
        &[r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::uploads-of-app/*"}"#],
    )
}

#[test]
fn a_queue_found_by_its_name() -> Result<()> {
    check(
        "queue_looked_up_by_name",
        "STAGE: test",
        "",
        "
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Other: {Type: AWS::SQS::Queue}
",
        &[
            r#"sqs:GetQueueUrl {"Fn::GetAtt":["Jobs","Arn"]}"#,
            r#"sqs:SendMessage {"Fn::GetAtt":["Jobs","Arn"]}"#,
        ],
    )
}

#[test]
fn a_role_that_is_passed() -> Result<()> {
    check(
        "role_handed_to_a_service",
        "ROLE: !GetAtt Worker.Arn",
        "",
        "
  Worker:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {}}
",
        &[
            r#"iam:PassRole {"Fn::GetAtt":["Worker","Arn"]}"#,
            r#"lambda:CreateFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:worker"}"#,
        ],
    )
}

#[test]
fn a_secret_behind_a_call() -> Result<()> {
    check(
        "secret_of_a_data_call",
        "CLUSTER: !GetAtt Cluster.DBClusterArn, SECRET: !Ref Secret",
        "",
        "
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-mysql}}
  Secret: {Type: AWS::SecretsManager::Secret}
",
        &[
            r#"rds-data:ExecuteStatement {"Fn::GetAtt":["Cluster","DBClusterArn"]}"#,
            r#"secretsmanager:GetSecretValue {"Ref":"Secret"}"#,
        ],
    )
}

/// Runs a scenario behind a template and compares the grants of each language's function with what is expected.
fn check(
    scenario: &str,
    environment: &str,
    events: &str,
    resources: &str,
    expected: &[&str],
) -> Result<()> {
    let room = tempfile::tempdir()?;
    let text = corpus::root().join(format!("analyzer/src/tests/twins/{scenario}.txt"));
    let text = fs::read_to_string(&text).with_context(|| text.display().to_string())?;
    let mut template = format!("Transform: AWS::Serverless-2016-10-31\nResources:{resources}");
    for (language, runtime, handler, extensions) in LANGUAGES {
        programs(&room.path().join(language), &text, extensions)?;
        template.push_str(&format!(
            "  {language}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: {language}/
      Handler: {handler}
      Runtime: {runtime}
      Environment:
        Variables: {{{environment}}}{events}
"
        ));
    }
    fs::write(room.path().join("template.yaml"), &template)?;
    let found = product::synth(room.path())?;
    let functions = found
        .pointer("/templates/0/functions")
        .and_then(Value::as_array)
        .context("functions")?;
    ensure!(functions.len() == LANGUAGES.len(), "{template}\n{found}");
    for function in functions {
        let grants = grants(function)?;
        ensure!(
            function["status"] == "complete" && grants == expected,
            "{scenario} in {}: {:#?}, expected {expected:#?}\n{function:#}",
            function["name"],
            grants
        );
    }
    Ok(())
}

/// What the code needs, as `action resource`.
fn grants(function: &Value) -> Result<Vec<String>> {
    let grants = function["grants"].as_array().context("grants")?;
    let mut own: Vec<_> = grants
        .iter()
        .filter(|grant| grant["origin"] != "platform")
        .map(|grant| {
            format!(
                "{} {}",
                grant["action"].as_str().unwrap_or_default(),
                grant["resource"]
            )
        })
        .collect();
    own.sort();
    own.dedup();
    Ok(own)
}

/// Writes the program of one language.
fn programs(folder: &Path, scenario: &str, extensions: &[&str]) -> Result<()> {
    for file in scenario.split("//- /").skip(1) {
        let (path, text) = file.split_once('\n').context("a file has a path")?;
        let path = Path::new(path.trim());
        let fits = |extension: &&str| path.extension().is_some_and(|own| *own == **extension);
        if !extensions.iter().any(fits) {
            continue;
        }
        let target = folder.join(path);
        fs::create_dir_all(target.parent().context("below the folder")?)?;
        let mut text = text.to_owned();
        if path.ends_with("main.rs") {
            text.insert_str(0, "use lambda_runtime::{run, service_fn, Error, LambdaEvent};\nuse serde_json::Value;\n");
            text.push_str("#[tokio::main]\nasync fn main() -> Result<(), Error> { run(service_fn(handler)).await }\n");
            fs::write(
                folder.join("Cargo.toml"),
                "[package]\nname = \"app\"\nedition = \"2024\"\n",
            )?;
        }
        fs::write(target, text)?;
    }
    Ok(())
}
