//! Finding the operation a free text means.
//!
//! A query names a service and an operation, each in any SDK's spelling, perhaps as a piece of code
//! (`boto3.resource("s3").Bucket("b").objects.all()`). This is for people and for programs that hold such a text; analysis
//! asks [`crate::Service`] directly.

use crate::blob;
use crate::names::folded;
use crate::nearest;
use crate::{Catalog, Operation, Origin, ResourceModel, Sdk, Service};

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
    let query = flattened(query);
    halves(&query)
        .into_iter()
        .find_map(|(service, operation)| find(catalog, service, operation))
}

pub(crate) fn find_operation(catalog: Catalog, query: &str) -> Result<Operation, Unknown> {
    operation(catalog, query).ok_or_else(|| Unknown {
        suggestions: suggestions(catalog, query),
    })
}

fn suggestions(catalog: Catalog, query: &str) -> Vec<String> {
    let query = flattened(query);
    let halves = halves(&query);
    let (service, operation) = halves.first().copied().unwrap_or(("", &query));
    let name: String = folded(operation).collect();
    if let [service, ..] = services(catalog, service).as_slice()
        && SIGNING.contains(&name.as_str())
    {
        let signed = ["GetObject", "PutObject"];
        let signed = signed.iter().filter_map(|it| service.operation(it));
        return signed.map(label).collect();
    }
    if let Some(action) = catalog.action(&query) {
        return nearest_users(catalog, action.full_name());
    }
    let wanted: Vec<(String, &str)> = halves
        .iter()
        .map(|(service, operation)| (fold_service(service), *operation))
        .filter(|(_, operation)| !operation.is_empty())
        .collect();
    let nearest = nearest::operations(catalog, &wanted);
    nearest.into_iter().map(label).collect()
}

/// Operations that need an action themselves, when it was the action that somebody named: those of its own service first.
fn nearest_users(catalog: Catalog, action: &str) -> Vec<String> {
    let needs = |operation: &Operation| {
        let permissions = operation.permissions();
        let mut own = permissions.iter().filter(|it| it.origin == Origin::Code);
        own.any(|it| it.action == action)
    };
    let mut users: Vec<Operation> = catalog.operations_needing(action);
    users.retain(needs);
    let prefix = action.split(':').next().unwrap_or_default();
    users.sort_by_key(|it| it.service().iam_prefix() != prefix);
    users.into_iter().take(3).map(label).collect()
}

fn label(operation: Operation) -> String {
    format!("{}:{}", operation.service().id(), operation.name())
}

/// Methods that sign whatever operation they are given.
const SIGNING: [&str; 3] = [
    "generatepresignedurl",
    "getsignedurl",
    "getsignedurlpromise",
];

/// Code as a path of names: calls without their arguments, but for those whose argument is the name that counts.
///
/// `boto3.client("s3").get_paginator("list_objects_v2")` is `s3.list_objects_v2`, `client.send(new GetObjectCommand(x))` is
/// `client.GetObjectCommand`, `table.put_item().send()` is `table.put_item`.
fn flattened(query: &str) -> String {
    let mut path = String::new();
    let mut rest = query.trim();
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, behind) = closed(after);
        let name_at = before
            .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .map_or(0, |at| at + 1);
        let (owner, name) = before.split_at_checked(name_at).unwrap_or(("", before));
        let name: String = folded(name).collect();
        let is_given = name == "getpaginator"
            || name == "getwaiter"
            || name == "waitfor"
            || SIGNING.contains(&name.as_str());
        match (name.as_str(), quoted(inside)) {
            ("client" | "resource", Some(service)) => path = service.to_owned(),
            (_, Some(operation)) if is_given => {
                path.push_str(owner);
                path.push_str(operation);
            }
            ("send", None) if !inside.is_empty() => {
                path.push_str(owner);
                let command = inside.trim_start_matches("new ");
                path.extend(command.chars().take_while(|it| it.is_alphanumeric()));
            }
            _ => path.push_str(before),
        }
        rest = behind;
    }
    path.push_str(rest);
    for end in [".send", ".into_paginator", ".paginate", ".promise", ".wait"] {
        if let Some(shorter) = path.strip_suffix(end)
            && SEPARATORS.iter().any(|it| shorter.contains(it))
        {
            return shorter.to_owned();
        }
    }
    path
}

/// What stands before the bracket that closes, and what behind it.
fn closed(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match (letter, depth) {
            ('(', _) => depth += 1,
            (')', 0) => {
                let (inside, behind) = text.split_at_checked(at).unwrap_or((text, ""));
                return (inside, behind.trim_start_matches(')'));
            }
            (')', _) => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

/// The first argument, when it is a text.
fn quoted(arguments: &str) -> Option<&str> {
    let quote = arguments.chars().next().filter(|it| "\"'`".contains(*it))?;
    arguments.split(quote).nth(1)
}

/// The query cut at each separator it has, into service and operation; names of several words are cut at each blank.
fn halves(query: &str) -> Vec<(&str, &str)> {
    let query = query.trim();
    let query = query.strip_prefix("aws ").unwrap_or(query);
    let separated = SEPARATORS
        .iter()
        .filter_map(|separator| query.rsplit_once(separator));
    let blanks = query.match_indices(' ').map(|(at, _)| at);
    let words = blanks.filter_map(|at| query.split_at_checked(at));
    separated.chain(words).collect()
}

fn find(catalog: Catalog, service: &str, operation: &str) -> Option<Operation> {
    let operation: String = operation.split_whitespace().collect();
    let operation = operation.as_str();
    let service = service.trim_end_matches(".meta.client");
    services(catalog, service)
        .into_iter()
        .find_map(|service| operation_in(service, operation))
        .or_else(|| operation_of_class(catalog, service, operation))
}

/// The operation by its API name, an SDK's method or command, a document client's method, or a paginator or waiter.
pub(crate) fn operation_in(service: Service, name: &str) -> Option<Operation> {
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
        .or_else(|| helper(service, name))
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

fn helper(service: Service, name: &str) -> Option<Operation> {
    let plain: String = folded(name).collect();
    let row = HELPERS
        .iter()
        .find(|row| row.0 == service.id() && row.1 == plain)?;
    let (owner, operation) = row.2.split_once(':').unwrap_or((row.0, row.2));
    Catalog::embedded().service(owner)?.operation(operation)
}

/// Methods that SDKs add to their clients: service, folded name, the operation that decides what they need, of another
/// service if it says so.
/// Source: boto3 guide, file transfer configuration, presigned URLs and the table's batch writer; AWS SDK for JavaScript v2
/// reference, `S3.upload` and `S3.ManagedUpload`; the packages lib-storage and s3-presigned-post of v3.
const HELPERS: [(&str, &str, &str); 12] = [
    ("rds", "generatedbauthtoken", "rds-db:connect"),
    ("rds", "getauthtoken", "rds-db:connect"),
    ("dynamodb", "batchwriter", "BatchWriteItem"),
    ("s3", "createpresignedpost", "PutObject"),
    ("s3", "generatepresignedpost", "PutObject"),
    ("s3", "managedupload", "PutObject"),
    ("s3", "uploadfile", "PutObject"),
    ("s3", "uploadfileobj", "PutObject"),
    ("s3", "upload", "PutObject"),
    ("s3", "downloadfile", "GetObject"),
    ("s3", "downloadfileobj", "GetObject"),
    ("s3", "copy", "CopyObject"),
];

/// The call behind a method of boto3's resource classes: `dynamodb.Table` and `put_item`, `s3.Bucket.objects` and `all`.
fn operation_of_class(catalog: Catalog, owner: &str, method: &str) -> Option<Operation> {
    let of_service = services(catalog, owner)
        .into_iter()
        .find_map(|service| method_of_class(service.root_resource()?, method));
    if of_service.is_some() {
        return of_service;
    }
    let (outer, class) = owner.rsplit_once('.')?;
    let of_class = services(catalog, outer).into_iter().find_map(|service| {
        let model = match class {
            "ServiceResource" => service.root_resource(),
            class => service.resource_model(class),
        };
        method_of_class(model?, method).or_else(|| helper(service, method))
    });
    of_class.or_else(|| {
        let (service, owner) = outer.rsplit_once('.').unwrap_or((outer, "ServiceResource"));
        services(catalog, service).into_iter().find_map(|service| {
            let model = match owner {
                "ServiceResource" => service.root_resource(),
                owner => service.resource_model(owner),
            };
            let collection = model?.collection(class)?;
            let batch = collection.batch_actions.iter().find(|it| it.0 == method);
            match method {
                "all" | "filter" | "limit" | "page_size" | "pages" => Some(collection.operation),
                _ => Some(batch?.1.operation),
            }
        })
    })
}

fn method_of_class(model: ResourceModel, method: &str) -> Option<Operation> {
    let action = model.action(method).or_else(|| model.waiter(method));
    action.map_or_else(
        || Some(model.collection(method)?.operation),
        |action| Some(action.operation),
    )
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
pub(crate) fn fold_service(text: &str) -> String {
    let text = text.trim().trim_matches(|letter| "\"'`".contains(letter));
    if let Some((_, service)) = PACKAGES.iter().find(|row| row.0 == text) {
        return (*service).to_owned();
    }
    // Of a path in Rust the crate counts: `aws_sdk_s3::operation::get_object`.
    let text = text.split("::").next().unwrap_or(text);
    let text = [
        "@aws-sdk/client-",
        "@aws-sdk/lib-",
        "client-",
        "aws-sdk-",
        "aws_sdk_",
        "rusoto_",
        "aws-sdk/clients/",
        "AWS.",
        "boto3.",
        "boto3 ",
    ]
    .iter()
    .find_map(|prefix| text.strip_prefix(prefix))
    .unwrap_or(text);
    folded(text).collect()
}

/// Packages of JavaScript v3 that are about one service and not named after it.
const PACKAGES: [(&str, &str); 3] = [
    ("@aws-sdk/lib-storage", "s3"),
    ("@aws-sdk/s3-presigned-post", "s3"),
    ("@aws-sdk/s3-request-presigner", "s3"),
];

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
            ("email:SendEmail", "ses:SendEmail"),
            (
                "step functions start execution",
                "stepfunctions:StartExecution",
            ),
            ("aws dynamodb put-item", "dynamodb:PutItem"),
            ("aws s3api get-object", "s3:GetObject"),
            ("s3.meta.client.copy", "s3:CopyObject"),
            ("rds.generate_db_auth_token", "rds-db:connect"),
            ("s3.upload_file", "s3:PutObject"),
            ("AWS.S3 upload", "s3:PutObject"),
            ("s3:download_fileobj", "s3:GetObject"),
        ];
        for (query, operation) in expected {
            assert_eq!(found(query), operation, "{query}");
        }
    }

    #[test]
    fn code_finds_the_operation_it_calls() {
        let expected = [
            (
                "s3.get_paginator('list_objects_v2').paginate(Bucket='b')",
                "s3:ListObjectsV2",
            ),
            ("s3.get_waiter(\"bucket_exists\")", "s3:HeadBucket"),
            (
                "boto3.Session().client('s3').generate_presigned_url('get_object', Params={})",
                "s3:GetObject",
            ),
            ("s3.generate_presigned_post", "s3:PutObject"),
            (
                "@aws-sdk/s3-presigned-post createPresignedPost",
                "s3:PutObject",
            ),
            ("@aws-sdk/lib-storage Upload", "s3:PutObject"),
            ("AWS.S3.getSignedUrl('putObject', p)", "s3:PutObject"),
            ("AWS.S3.ManagedUpload", "s3:PutObject"),
            ("S3Client.send(new GetObjectCommand({}))", "s3:GetObject"),
            (
                "aws-sdk-s3 list_objects_v2().into_paginator()",
                "s3:ListObjectsV2",
            ),
            (
                "aws_sdk_dynamodb::Client::put_item().send()",
                "dynamodb:PutItem",
            ),
            ("aws_sdk_s3::operation::get_object", "s3:GetObject"),
            ("rusoto_s3::S3Client::get_object", "s3:GetObject"),
            ("client-lambda InvokeCommand", "lambda:Invoke"),
            (
                "boto3.resource(\"s3\").Bucket(\"b\").objects.all()",
                "s3:ListObjects",
            ),
            ("s3.Bucket.objects.filter", "s3:ListObjects"),
            ("s3.Bucket.objects.delete", "s3:DeleteObjects"),
            ("s3.Bucket.upload_file", "s3:PutObject"),
            ("s3.ServiceResource.create_bucket", "s3:CreateBucket"),
            ("ec2.instances", "ec2:DescribeInstances"),
            ("dynamodb.Table.batch_writer", "dynamodb:BatchWriteItem"),
        ];
        for (query, operation) in expected {
            assert_eq!(found(query), operation, "{query}");
        }
    }

    #[test]
    fn a_near_miss_is_suggested() {
        assert_eq!(found("s3:CopyObjekt"), "? s3:CopyObject");
        let expected = [
            ("dynamodbb:PutItem", "dynamodb:PutItem"),
            ("dynamo.put_item", "dynamodb:PutItem"),
            ("ddb.put_item", "dynamodb:PutItem"),
            ("table.put_item()", "dynamodb:PutItem"),
            ("client.send(new PutCommand({}))", "dynamodb:PutItem"),
            (
                "secret manager get secret value",
                "secretsmanager:GetSecretValue",
            ),
            ("SecretsManager GetSecret", "secretsmanager:GetSecretValue"),
            ("cognito.admin_create_user", "cognito-idp:AdminCreateUser"),
            ("email:SendMail", "ses:SendEmail"),
            ("sqs.send", "sqs:SendMessage"),
        ];
        for (query, operation) in expected {
            let first = format!("? {operation}");
            assert!(
                found(query).starts_with(&first),
                "{query}: {}",
                found(query)
            );
        }
    }

    #[test]
    fn of_an_action_the_operations_that_need_it_are_suggested() {
        assert_eq!(
            found("lambda:InvokeFunction"),
            "? lambda:Invoke lambda:InvokeWithResponseStream"
        );
        assert_eq!(
            found("s3:ListBucket"),
            "? s3:HeadBucket s3:ListObjects s3:ListObjectsV2"
        );
    }

    #[test]
    fn what_is_signed_is_the_operation() {
        assert_eq!(
            found("s3.generate_presigned_url"),
            "? s3:GetObject s3:PutObject"
        );
    }

    #[test]
    fn unfinished_code_ends_nowhere() {
        for query in [
            "s3.get_object(",
            "(",
            "s3.(((",
            "s3.get_paginator('",
            "::(",
            "",
        ] {
            found(query);
        }
    }
}
