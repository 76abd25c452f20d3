//! Finding the operation a free text means, and the nearest names where there is none.
//!
//! A query names a service and an operation, each in any SDK's spelling. This is for people and for programs that hold
//! such a text; analysis asks [`crate::Service`] directly.

use crate::blob;
use crate::names::folded;
use crate::{Catalog, Operation, Sdk, Service};

/// No operation has that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The nearest names, best first, in the form `s3:CopyObject`.
    pub suggestions: Vec<String>,
}

/// What stands between the service and the operation, the first that fits.
const SEPARATORS: [&str; 6] = ["::", ":", ".", " ", "#", "/"];

/// The operation a text means, without a search for near names.
pub(crate) fn operation(catalog: Catalog, query: &str) -> Option<Operation> {
    halves(query)
        .into_iter()
        .find_map(|(service, operation)| find(catalog, service, operation))
}

pub(crate) fn find_operation(catalog: Catalog, query: &str) -> Result<Operation, Unknown> {
    operation(catalog, query).ok_or_else(|| Unknown {
        suggestions: suggestions(catalog, query),
    })
}

/// The query cut at each separator it has, into service and operation.
fn halves(query: &str) -> Vec<(&str, &str)> {
    let query = query.trim();
    SEPARATORS
        .iter()
        .filter_map(|separator| query.rsplit_once(separator))
        .collect()
}

fn find(catalog: Catalog, service: &str, operation: &str) -> Option<Operation> {
    let operation = operation.trim().trim_end_matches("()");
    services(catalog, service)
        .into_iter()
        .find_map(|service| operation_in(service, operation))
        .or_else(|| operation_of_class(catalog, service, operation))
}

/// The operation by its API name, an SDK's method or command, a document client's method, or a paginator or waiter.
fn operation_in(service: Service, name: &str) -> Option<Operation> {
    let stem = name.strip_suffix("Command").unwrap_or(name);
    let stems = [
        Some(name),
        Some(stem),
        name.strip_prefix("paginate"),
        name.strip_suffix("_paginator"),
    ];
    let plain = stems
        .into_iter()
        .flatten()
        .find_map(|stem| service.operation_folded(stem));
    plain
        .or_else(|| {
            let plain: String = folded(name).collect();
            let row = HELPERS
                .iter()
                .find(|row| row.0 == service.id() && row.1 == plain);
            row.and_then(|row| service.operation_folded(row.2))
        })
        .or_else(|| {
            let document = |what| service.operation_folded(&format!("{stem}{what}"));
            document("Item").or_else(|| document("Items"))
        })
        .or_else(|| {
            [Sdk::Botocore, Sdk::JavaScriptV3, Sdk::Rust]
                .into_iter()
                .find_map(|sdk| service.waiter(sdk, name))
        })
}

/// Methods that SDKs add to their clients: service, folded name, the operation that decides what they need.
/// Source: boto3 guide, file transfer configuration; AWS SDK for JavaScript v2 reference, `S3.upload`.
const HELPERS: [(&str, &str, &str); 6] = [
    ("s3", "uploadfile", "PutObject"),
    ("s3", "uploadfileobj", "PutObject"),
    ("s3", "upload", "PutObject"),
    ("s3", "downloadfile", "GetObject"),
    ("s3", "downloadfileobj", "GetObject"),
    ("s3", "copy", "CopyObject"),
];

/// The call behind a method of boto3's resource classes: `dynamodb.Table` and `put_item`.
fn operation_of_class(catalog: Catalog, owner: &str, method: &str) -> Option<Operation> {
    let (service, class) = owner.rsplit_once('.')?;
    let models = services(catalog, service)
        .into_iter()
        .filter_map(|service| service.resource_model(class));
    models.into_iter().find_map(|model| {
        let action = model.action(method).or_else(|| model.waiter(method));
        action.map_or_else(
            || Some(model.collection(method)?.operation),
            |action| Some(action.operation),
        )
    })
}

/// The services a text may mean, the likeliest first: botocore id, class, package or crate, then IAM and host prefix.
pub(crate) fn services(_catalog: Catalog, text: &str) -> Vec<Service> {
    let plain = fold_service(text);
    let mut found = blob::named(&plain);
    if let Some(stem) = plain.strip_suffix("client").filter(|_| found.is_empty()) {
        found = blob::named(stem);
    }
    found
        .into_iter()
        .map(|(_, record)| Service(record))
        .collect()
}

/// The distinguishing part of a service's name: without the package's or crate's prefix.
fn fold_service(text: &str) -> String {
    let text = text.trim().trim_matches(|letter| "\"'`()".contains(letter));
    let text = text
        .trim_end_matches("::Client")
        .trim_end_matches("::client");
    let text = [
        "@aws-sdk/client-",
        "@aws-sdk/lib-",
        "aws-sdk-",
        "aws_sdk_",
        "aws-sdk/clients/",
        "AWS.",
        "boto3.client(",
        "boto3.resource(",
        "boto3.",
        "boto3 ",
    ]
    .iter()
    .find_map(|prefix| text.strip_prefix(prefix))
    .unwrap_or(text);
    folded(text).collect()
}

/// How many suggestions an answer has at most.
const SUGGESTIONS: usize = 3;

fn suggestions(catalog: Catalog, query: &str) -> Vec<String> {
    let (service, operation) = halves(query).first().copied().unwrap_or(("", query));
    let known = services(catalog, service);
    let candidates: Vec<Service> = if known.is_empty() {
        catalog.services().collect()
    } else {
        known
    };
    let wanted: String = folded(operation.trim_end_matches("Command")).collect();
    let near_service: String = fold_service(service);
    let mut ranked: Vec<(usize, String)> = Vec::new();
    for service in candidates {
        let service_distance = service_distance(service, &near_service);
        for operation in service.operations() {
            let name: String = folded(operation.name()).collect();
            let most = tolerated(&wanted).checked_sub(service_distance);
            if let Some(distance) = most.and_then(|most| distance_within(&name, &wanted, most)) {
                let distance = distance + service_distance;
                ranked.push((distance, format!("{}:{}", service.id(), operation.name())));
            }
        }
    }
    best(ranked)
}

/// How many letters may differ between a name that is asked for and one that is suggested.
fn tolerated(wanted: &str) -> usize {
    2 + wanted.len() / 3
}

fn best(mut ranked: Vec<(usize, String)>) -> Vec<String> {
    ranked.sort();
    ranked.dedup();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name)
        .collect()
}

/// The names of a list that are nearest to one that is not in it, best first.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folded_wanted: String = folded(wanted).collect();
    let near = names.filter_map(|name| {
        let folded: String = folded(name).collect();
        let distance = distance_within(&folded, &folded_wanted, tolerated(&folded_wanted))?;
        Some((distance, name.to_owned()))
    });
    best(near.collect())
}

fn service_distance(service: Service, wanted: &str) -> usize {
    if wanted.is_empty() {
        return 0;
    }
    let names = [service.id(), service.iam_prefix(), service.v3_aggregate()];
    names
        .iter()
        .map(|name| distance(&folded(name).collect::<String>(), wanted))
        .min()
        .unwrap_or(0)
}

/// The number of single-letter insertions, deletions and changes between two words.
fn distance(left: &str, right: &str) -> usize {
    distance_within(left, right, usize::MAX).unwrap_or(usize::MAX)
}

/// The distance of two words unless it is more than `most`, which is found out without comparing all of their letters.
fn distance_within(left: &str, right: &str, most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let right = right.as_bytes();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.bytes().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        let mut least = before;
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = before;
        }
        for (cell, other) in cells.zip(right) {
            let here = (diagonal + usize::from(letter != *other))
                .min(before + 1)
                .min(*cell + 1);
            diagonal = std::mem::replace(cell, here);
            before = here;
            least = least.min(here);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> String {
        match find_operation(Catalog::embedded(), query) {
            Ok(operation) => format!("{}:{}", operation.service().id(), operation.name()),
            Err(unknown) => format!("? {}", unknown.suggestions.join(" ")),
        }
    }

    #[test]
    fn any_spelling_finds_the_operation() {
        let expected = [
            ("S3.CopyObject", "s3:CopyObject"),
            ("s3:copy_object", "s3:CopyObject"),
            (
                "StepFunctions.StartExecution",
                "stepfunctions:StartExecution",
            ),
            ("states:StartExecution", "stepfunctions:StartExecution"),
            (
                "@aws-sdk/client-sfn StartExecutionCommand",
                "stepfunctions:StartExecution",
            ),
            ("SFN.startExecution", "stepfunctions:StartExecution"),
            (
                "SFNClient.StartExecutionCommand",
                "stepfunctions:StartExecution",
            ),
            (
                "aws_sdk_sfn::start_execution",
                "stepfunctions:StartExecution",
            ),
            (
                "aws-sdk-sfn start_execution",
                "stepfunctions:StartExecution",
            ),
            (
                "@aws-sdk/client-cloudwatch-logs PutLogEventsCommand",
                "logs:PutLogEvents",
            ),
            ("CloudWatchLogs.putLogEvents", "logs:PutLogEvents"),
            ("EventBridge.PutEvents", "events:PutEvents"),
            ("aws-sdk-cloudwatchlogs.put_log_events", "logs:PutLogEvents"),
            (
                "CognitoIdentityServiceProvider.adminGetUser",
                "cognito-idp:AdminGetUser",
            ),
            (
                "execute-api:PostToConnection",
                "apigatewaymanagementapi:PostToConnection",
            ),
            ("CloudWatchEvents.putEvents", "events:PutEvents"),
            (
                "@aws-sdk/client-cloudwatch-events PutEventsCommand",
                "events:PutEvents",
            ),
            ("aws_sdk_dynamodb::Client::put_item", "dynamodb:PutItem"),
            ("DynamoDBClient PutItemCommand", "dynamodb:PutItem"),
            ("@aws-sdk/client-s3.GetObjectCommand", "s3:GetObject"),
            ("boto3 s3.get_object", "s3:GetObject"),
            ("dynamodb:GetRecords", "dynamodbstreams:GetRecords"),
            ("iot:Publish", "iot-data:Publish"),
            (
                "WorkSpacesThinClient.getDevice",
                "workspaces-thin-client:GetDevice",
            ),
            ("AWS.SQS.sendMessage", "sqs:SendMessage"),
            ("elasticloadbalancing:DescribeRules", "elbv2:DescribeRules"),
            ("DYNAMODB.PUTITEM", "dynamodb:PutItem"),
            ("@aws-sdk/lib-dynamodb PutCommand", "dynamodb:PutItem"),
            ("DynamoDBDocumentClient.QueryCommand", "dynamodb:Query"),
            ("DynamoDBDocument.batchWrite", "dynamodb:BatchWriteItem"),
            (
                "AWS.DynamoDB.DocumentClient.transactGet",
                "dynamodb:TransactGetItems",
            ),
            ("DocumentClient.get", "dynamodb:GetItem"),
            ("dynamodb.Table.put_item", "dynamodb:PutItem"),
            ("s3.Bucket.objects", "s3:ListObjects"),
            ("s3.Object.load", "s3:HeadObject"),
            ("boto3.client('s3').get_object", "s3:GetObject"),
            ("s3:bucket_exists", "s3:HeadBucket"),
            ("S3.waitUntilBucketExists", "s3:HeadBucket"),
            (
                "@aws-sdk/client-s3 paginateListObjectsV2",
                "s3:ListObjectsV2",
            ),
            (
                "@aws-sdk/client-transcribe-streaming StartStreamTranscriptionCommand",
                "transcribe-streaming:StartStreamTranscription",
            ),
            (
                "ElasticsearchServiceClient DescribeElasticsearchDomainCommand",
                "es:DescribeElasticsearchDomain",
            ),
            (
                "elastictranscoder.create_job",
                "elastictranscoder:CreateJob",
            ),
            ("sso:ListInstances", "sso-admin:ListInstances"),
            ("s3.upload_file", "s3:PutObject"),
            ("AWS.S3 upload", "s3:PutObject"),
            ("s3:download_fileobj", "s3:GetObject"),
        ];
        for (query, operation) in expected {
            assert_eq!(found(query), operation, "{query}");
        }
    }

    #[test]
    fn a_near_miss_is_suggested() {
        assert_eq!(
            found("s3:CopyObjekt"),
            "? s3:CopyObject s3:GetObject s3:HeadObject"
        );
        assert!(
            found("dynamodbb:PutItem").starts_with("? dynamodb:PutItem"),
            "{}",
            found("dynamodbb:PutItem")
        );
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
