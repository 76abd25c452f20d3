//! Values taken from the result of an earlier call: what its parameters say about them.
//!
//! A table of results that name the same thing as a parameter, and one general rule: a result field called like a
//! parameter echoes it. Everything else is not known.

use super::arguments::{Found, at};
use super::arn::Format;
use super::fill::{self, Value, in_words};
use super::resolve;
use super::resource_types::resource_type;
use super::scope::Scope;
use super::text::Text;
use analyzer::facts::{Argument, Step};
use catalog::Path;

/// How a result follows from a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// It is the parameter, or names the same thing in another form that binding reads alike.
    Same,
    /// It is the URL of the queue of this account that the parameter names.
    QueueUrl,
    /// It is the ARN with this format, named by the parameter.
    Arn(&'static str),
    /// It is the value of the declared SSM parameter with that name.
    ParameterValue,
    /// It begins with the parameter, as what is listed under a prefix.
    Below,
    /// It is an ARN of this format, named by nothing: what a list call lists.
    AnyOf(&'static str),
    /// It is the account.
    Account,
}

/// `service:Operation`, path in the result, parameter, and how they hang together.
/// Source: the response syntax of each operation in its API reference.
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str, Gives)] = &[
    ("sqs:GetQueueUrl", "QueueUrl", "QueueName", Gives::QueueUrl),
    ("sqs:CreateQueue", "QueueUrl", "QueueName", Gives::QueueUrl),
    ("sqs:GetQueueAttributes", "Attributes.QueueArn", "QueueUrl", Gives::Same),
    ("sns:CreateTopic", "TopicArn", "Name", Gives::Arn("arn:${Partition}:sns:${Region}:${Account}:${TopicName}")),
    ("ssm:GetParameter", "Parameter.Value", "Name", Gives::ParameterValue),
    ("ssm:GetParameter", "Parameter.Name", "Name", Gives::Same),
    ("ssm:GetParameters", "Parameters[].Value", "Names[]", Gives::ParameterValue),
    ("dynamodb:DescribeTable", "Table.TableName", "TableName", Gives::Same),
    ("dynamodb:DescribeTable", "Table.TableArn", "TableName", Gives::Arn("arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}")),
    ("dynamodb:DescribeTable", "Table.LatestStreamArn", "TableName", Gives::Arn("arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/stream/*")),
    ("kinesis:DescribeStream", "StreamDescription.StreamName", "StreamName", Gives::Same),
    ("kinesis:DescribeStream", "StreamDescription.StreamARN", "StreamName", Gives::Arn("arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}")),
    ("kinesis:DescribeStreamSummary", "StreamDescriptionSummary.StreamARN", "StreamName", Gives::Arn("arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}")),
    ("lambda:GetFunction", "Configuration.FunctionArn", "FunctionName", Gives::Same),
    ("lambda:GetFunction", "Configuration.FunctionName", "FunctionName", Gives::Same),
    ("lambda:GetFunctionConfiguration", "FunctionArn", "FunctionName", Gives::Same),
    ("secretsmanager:DescribeSecret", "ARN", "SecretId", Gives::Same),
    ("secretsmanager:GetSecretValue", "ARN", "SecretId", Gives::Same),
    ("stepfunctions:StartExecution", "executionArn", "stateMachineArn", Gives::Arn("arn:${Partition}:states:${Region}:${Account}:execution:${StateMachineName}:*")),
    ("iam:GetRole", "Role.Arn", "RoleName", Gives::Arn("arn:${Partition}:iam::${Account}:role/${RoleName}")),
    ("iam:GetRole", "Role.RoleName", "RoleName", Gives::Same),
    ("kms:DescribeKey", "KeyMetadata.KeyId", "KeyId", Gives::Same),
    ("kms:DescribeKey", "KeyMetadata.Arn", "KeyId", Gives::Same),
    ("events:DescribeEventBus", "Arn", "Name", Gives::Same),
    ("s3:ListObjects", "Contents[].Key", "Prefix", Gives::Below),
    ("s3:ListObjects", "CommonPrefixes[].Prefix", "Prefix", Gives::Below),
    ("s3:ListObjectsV2", "Contents[].Key", "Prefix", Gives::Below),
    ("s3:ListObjectsV2", "CommonPrefixes[].Prefix", "Prefix", Gives::Below),
    ("s3:ListObjectVersions", "Versions[].Key", "Prefix", Gives::Below),
    ("s3:ListObjectVersions", "DeleteMarkers[].Key", "Prefix", Gives::Below),
    ("sns:Subscribe", "SubscriptionArn", "TopicArn", Gives::Same),
    ("sns:ListSubscriptionsByTopic", "Subscriptions[].SubscriptionArn", "TopicArn", Gives::Same),
    ("sts:GetCallerIdentity", "Account", "", Gives::Account),
    ("events:ListRules", "Rules[].Arn", "", Gives::AnyOf("arn:${Partition}:events:${Region}:${Account}:rule/*")),
    ("lambda:ListFunctions", "Functions[].FunctionArn", "", Gives::AnyOf("arn:${Partition}:lambda:${Region}:${Account}:function:*")),
    ("rds:DescribeDBInstances", "DBInstances[].DBInstanceArn", "", Gives::AnyOf("arn:${Partition}:rds:${Region}:${Account}:db:*")),
    ("rds:DescribeDBClusters", "DBClusters[].DBClusterArn", "", Gives::AnyOf("arn:${Partition}:rds:${Region}:${Account}:cluster:*")),
    ("rds:DescribeDBSnapshots", "DBSnapshots[].DBSnapshotArn", "", Gives::AnyOf("arn:${Partition}:rds:${Region}:${Account}:snapshot:*")),
    ("ecs:ListClusters", "clusterArns[]", "", Gives::AnyOf("arn:${Partition}:ecs:${Region}:${Account}:cluster/*")),
    ("sagemaker:ListEndpoints", "Endpoints[].EndpointArn", "", Gives::AnyOf("arn:${Partition}:sagemaker:${Region}:${Account}:endpoint/*")),
    ("sagemaker:ListNotebookInstances", "NotebookInstances[].NotebookInstanceArn", "", Gives::AnyOf("arn:${Partition}:sagemaker:${Region}:${Account}:notebook-instance/*")),
];

/// The texts at a path of a call's result; empty when they do not follow from its arguments.
pub fn values(
    scope: &Scope<'_>,
    call: &str,
    arguments: &Argument,
    path: &[Step],
    depth: usize,
) -> Vec<Value> {
    let row = ROWS
        .iter()
        .find(|(operation, result, _, _)| *operation == call && is_spelled(path, result));
    let Some((_, spelled, parameter, gives)) = row else {
        return echoed(scope, call, arguments, path, depth);
    };
    match gives {
        Gives::Account => return vec![Value::plain(Text::reference("AWS::AccountId"))],
        Gives::AnyOf(format) => return vec![Value::plain(any_of(format))],
        _ => {}
    }
    let step = format!("`{spelled}` of {call} follows from its `{parameter}`");
    let mut values = Vec::new();
    for value in parameter_values(scope, arguments, Path(parameter), depth) {
        let found = match gives {
            Gives::Same | Gives::Account | Gives::AnyOf(_) => vec![value],
            Gives::QueueUrl => vec![queue_url(value)],
            Gives::Arn(format) => vec![named(scope, format, value)],
            Gives::Below => vec![Value {
                text: value.text.then(&Text::any()),
                trail: value.trail,
            }],
            Gives::ParameterValue => parameter_value(scope, &value),
        };
        values.extend(found.into_iter().map(|value| value.because(step.clone())));
    }
    values
}

/// Whether a path of a result is the one that a table spells `build.id` or `ids[]`. SDKs differ in the first letters.
pub fn is_spelled(path: &[Step], spelled: &str) -> bool {
    spell(path).eq_ignore_ascii_case(spelled)
}

fn queue_url(name: Value) -> Value {
    if name.text.is_any() {
        return name;
    }
    let host = Text::literal("https://").then(&Text::any());
    let account = host
        .then_literal("/")
        .then(&Text::reference("AWS::AccountId"));
    Value {
        text: account.then_literal("/").then(&name.text),
        trail: name.trail,
    }
}

fn spell(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => {
                text.push('.');
                text.push_str(name);
            }
            Step::Any => text.push_str("[]"),
            Step::Part(..) => text.push('|'),
        }
    }
    text
}

fn parameter_values(
    scope: &Scope<'_>,
    arguments: &Argument,
    path: Path,
    depth: usize,
) -> Vec<Value> {
    at(arguments, &path.segments())
        .into_iter()
        .flat_map(|found| match found {
            Found::Value(argument) | Found::ComputedKey(argument) => {
                fill::values(scope, argument, depth)
            }
            Found::Key(key) => vec![Value::plain(Text::literal(key))],
            Found::Absent | Found::Unknown => Vec::new(),
        })
        .collect()
}

/// The last field of the path is called like a parameter of the call: `TableName` of a result is the `TableName` given.
fn echoed(
    scope: &Scope<'_>,
    call: &str,
    arguments: &Argument,
    path: &[Step],
    depth: usize,
) -> Vec<Value> {
    // Only describing calls echo what they were asked for; lists return other things under the same names.
    let describes = call
        .split(':')
        .nth(1)
        .is_some_and(|name| name.starts_with("Describe"));
    let (Some(Step::Field(last)), true) = (path.last(), describes) else {
        return Vec::new();
    };
    let Argument::Record { fields, .. } = arguments else {
        return Vec::new();
    };
    let Some(field) = fields.get(last).filter(|field| !field.optional) else {
        return Vec::new();
    };
    fill::values(scope, &field.value, depth)
}

/// An ARN whose format ends in what is not known.
fn any_of(format: &'static str) -> Text {
    let format = format.strip_suffix('*').unwrap_or(format);
    Format::new(format)
        .fill(&Text::reference("AWS::Region"), |_| None)
        .then(&Text::any())
}

/// An ARN named by a value that is a name, an ARN, or a reference to either.
fn named(scope: &Scope<'_>, format: &'static str, value: Value) -> Value {
    let meant = value
        .text
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    let name = match meant.and_then(|(it, _)| Some((it, resource_type(&it.kind)?))) {
        Some((resource, row)) => scope.name_of(resource, row),
        None if value.text.leading_literal().starts_with("arn:") => {
            let last = value.text.split(':').pop().unwrap_or_else(Text::any);
            last.split('/').pop().unwrap_or_else(Text::any)
        }
        None => value.text.clone(),
    };
    let (format, any_tail) = match format.strip_suffix('*') {
        Some(format) => (format, true),
        None => (format, false),
    };
    let text = Format::new(format).with_name(&name);
    let text = if any_tail {
        text.then(&Text::any())
    } else {
        text
    };
    Value {
        text,
        trail: value.trail,
    }
}

/// The value of a declared `AWS::SSM::Parameter`, looked up by its name.
fn parameter_value(scope: &Scope<'_>, name: &Value) -> Vec<Value> {
    let meant = name
        .text
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    let resources = match (meant, resource_type("AWS::SSM::Parameter")) {
        (Some((resource, _)), _) => vec![resource],
        (None, Some(row)) => scope.declared.named(&Format::new(row.arn), &name.text),
        (None, None) => Vec::new(),
    };
    let mut values = Vec::new();
    for resource in resources {
        let Some(expr) = resource.properties.get("Value") else {
            continue;
        };
        let step = format!("parameter `{}` holds {}", resource.id, in_words(expr));
        values.extend(
            resolve::texts(scope.declared, expr)
                .into_iter()
                .map(|text| {
                    let trail = name.trail.iter().cloned().chain([step.clone()]).collect();
                    Value { text, trail }
                }),
        );
    }
    values
}
