//! The JSON of `catalog`: one object an answer. `op` is version 1 and frozen; other programs read it.

use catalog::{
    Action, Basis, Operation, Origin, ParameterSource, Permission, Permissions, Reason,
    ResourceType, Sdk, Service, Unknown,
};
use serde_json::{Map, Value, json};

/// The answer to a query for an operation; an unknown operation has `null` for `operation` and `actions`, and the nearest
/// names as `suggestions`. A reviewed answer has its `reasons`.
pub(crate) fn operation(query: &str, found: &Result<Operation, Unknown>) -> Value {
    let mut answer = json!({
        "query": query,
        "operation": found.as_ref().ok().map(|operation| label(*operation)),
        "actions": found.as_ref().ok().and_then(|operation| actions(&operation.permissions())),
    });
    if let Some(answer) = answer.as_object_mut() {
        match found {
            Ok(operation) => {
                answer.insert("basis".to_owned(), basis(*operation).into());
                let reasons = operation.reasons();
                if !reasons.is_empty() {
                    let reasons = reasons.iter().map(reason).collect();
                    answer.insert("reasons".to_owned(), reasons);
                }
            }
            Err(unknown) => {
                answer.insert("suggestions".to_owned(), json!(unknown.suggestions));
            }
        }
    }
    answer
}

/// The word for where an answer comes from.
fn basis(operation: Operation) -> &'static str {
    match operation.basis() {
        Basis::Rule => "rule",
        Basis::Curated => "reviewed",
        Basis::Presumed => "presumed",
        Basis::NotNeeded => "none",
        Basis::Unknown => "unknown",
    }
}

/// A reason with its source, and the actions it is about where that is not the whole answer.
fn reason(reason: &Reason) -> Value {
    let mut object = Map::new();
    object.insert("reason".to_owned(), reason.text.into());
    object.insert("source".to_owned(), reason.source.into());
    if !reason.actions.is_empty() {
        object.insert("actions".to_owned(), json!(reason.actions));
    }
    Value::Object(object)
}

/// `s3:CopyObject`: botocore id and API name.
pub(crate) fn label(operation: Operation) -> String {
    format!("{}:{}", operation.service().id(), operation.name())
}

fn actions(permissions: &Permissions) -> Option<Value> {
    match permissions {
        Permissions::Unknown => None,
        Permissions::NotNeeded => Some(json!([])),
        Permissions::Needed(needed) => Some(needed.iter().map(permission).collect()),
    }
}

fn permission(permission: &Permission) -> Value {
    let mut object = Map::new();
    object.insert("action".to_owned(), permission.action.into());
    object.insert("origin".to_owned(), origin(permission.origin).into());
    if let Some(when) = &permission.when {
        object.insert("when".to_owned(), when.to_string().into());
    }
    object.insert("resource_types".to_owned(), resource_types(permission));
    object.insert("parameters".to_owned(), parameters(permission));
    Value::Object(object)
}

/// The word for an origin.
pub(crate) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Code => "code",
        Origin::Implied => "implied",
    }
}

/// Each resource type once, in the order of the rules.
fn resource_types(permission: &Permission) -> Value {
    let mut names: Vec<&str> = Vec::new();
    for rule in &permission.resources {
        if !names.contains(&rule.resource_type) {
            names.push(rule.resource_type);
        }
    }
    names.into()
}

/// Placeholder to parameter; where two rules fill a placeholder, the first one's.
fn parameters(permission: &Permission) -> Value {
    let mut filled = Map::new();
    for parameter in permission
        .resources
        .iter()
        .flat_map(|rule| &rule.parameters)
    {
        if let ParameterSource::Parameter(path) = parameter.source {
            filled
                .entry(parameter.placeholder)
                .or_insert_with(|| path.0.into());
        }
    }
    Value::Object(filled)
}

/// An action with the operations that may need it.
pub(crate) fn action(action: Action, operations: &[Operation]) -> Value {
    json!({
        "action": action.full_name(),
        "access_level": action.access_level(),
        "resource_types": action.resource_types().into_iter().map(resource_type).collect::<Vec<_>>(),
        "condition_keys": action.condition_keys(),
        "operations": operations.iter().copied().map(label).collect::<Vec<_>>(),
    })
}

/// A resource type.
pub(crate) fn resource_type(kind: ResourceType) -> Value {
    json!({
        "resource_type": format!("{}:{}", kind.prefix(), kind.name()),
        "arns": kind.arns(),
    })
}

/// A service under all its names.
pub(crate) fn service(service: Service) -> Value {
    json!({
        "service": service.id(),
        "title": service.title(),
        "iam_prefix": service.iam_prefix(),
        "endpoint_prefix": service.endpoint_prefix(),
        "boto3": service.id(),
        "javascript_v2": service.v2_class(),
        "javascript_v3": {"package": service.v3_package(), "client": service.v3_client(), "aggregated": service.v3_aggregate()},
        "rust": service.rust_crate(),
        "operations": service.operations().map(|operation| operation.method(Sdk::Botocore)).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::Catalog;

    fn answer(query: &str) -> String {
        operation(query, &Catalog::embedded().find_operation(query)).to_string()
    }

    #[test]
    fn an_operation_without_conditions() {
        assert_eq!(
            answer("lambda.invoke"),
            r#"{"query":"lambda.invoke","operation":"lambda:Invoke","actions":[{"action":"lambda:InvokeFunction","origin":"code","resource_types":["function"],"parameters":{"FunctionName":"FunctionName"}}],"basis":"reviewed","reasons":[{"reason":"all kinds of invocation are InvokeFunction","source":"Lambda API reference, Invoke"}]}"#
        );
    }

    #[test]
    fn a_condition_is_said_and_a_copy_reads_its_source() {
        let text = answer("S3.CopyObject");
        assert!(text.starts_with(r#"{"query":"S3.CopyObject","operation":"s3:CopyObject","actions":[{"action":"s3:GetObject","origin":"code","when":"unless `CopySource` contains `versionId=`","resource_types":["object"],"parameters":{"BucketName":"CopySource","ObjectName":"CopySource"}}"#), "{text}");
        assert!(text.contains(r#"{"action":"s3:PutObject","origin":"code","resource_types":["object"],"parameters":{"BucketName":"Bucket","ObjectName":"Key"}}"#), "{text}");
    }

    #[test]
    fn no_permission_and_no_such_operation_differ() {
        assert_eq!(
            answer("sts:get_caller_identity"),
            r#"{"query":"sts:get_caller_identity","operation":"sts:GetCallerIdentity","actions":[],"basis":"none","reasons":[{"reason":"\"no permissions are required\" in both pages","source":"STS API reference"}]}"#
        );
        assert_eq!(
            answer("sts:get_caller_identities"),
            r#"{"query":"sts:get_caller_identities","operation":null,"actions":null,"suggestions":["sts:GetCallerIdentity"]}"#
        );
    }

    #[test]
    fn an_action_without_resources_says_so() {
        assert_eq!(
            answer("S3.ListBuckets"),
            r#"{"query":"S3.ListBuckets","operation":"s3:ListBuckets","actions":[{"action":"s3:ListAllMyBuckets","origin":"code","resource_types":[],"parameters":{}}],"basis":"reviewed","reasons":[{"reason":"the action has another name","source":"S3 API reference, ListBuckets, Permissions"}]}"#
        );
    }
}
