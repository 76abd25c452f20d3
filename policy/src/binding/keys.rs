//! Customer keys: which key a value names, and which key stands behind a declared resource.
//!
//! A key is only ever granted when the template shows it on the resource that a call uses; keys that AWS manages need
//! no grant.

use super::arn::Format;
use super::declared::reference;
use super::forms::Named;
use super::resolve;
use super::resource_types::{Gives, resource_type};
use super::scope::Scope;
use super::text::Text;
use crate::expr::Expr;
use crate::template::Resource;

/// What a resource type's encryption says: where the key stands, and through which service it is used.
struct Encrypted {
    kind: &'static str,
    path: &'static [&'static str],
    service: &'static str,
}

/// Source: the encryption properties of each type in the CloudFormation resource reference.
#[rustfmt::skip]
static ENCRYPTED: &[Encrypted] = &[
    Encrypted { kind: "AWS::S3::Bucket", path: &["BucketEncryption", "ServerSideEncryptionConfiguration", "[]", "ServerSideEncryptionByDefault", "KMSMasterKeyID"], service: "s3" },
    Encrypted { kind: "AWS::SQS::Queue", path: &["KmsMasterKeyId"], service: "sqs" },
    Encrypted { kind: "AWS::SNS::Topic", path: &["KmsMasterKeyId"], service: "sns" },
    Encrypted { kind: "AWS::DynamoDB::Table", path: &["SSESpecification", "KMSMasterKeyId"], service: "dynamodb" },
    Encrypted { kind: "AWS::Kinesis::Stream", path: &["StreamEncryption", "KeyId"], service: "kinesis" },
    Encrypted { kind: "AWS::SecretsManager::Secret", path: &["KmsKeyId"], service: "secretsmanager" },
    Encrypted { kind: "AWS::SSM::Parameter", path: &["KeyId"], service: "ssm" },
    Encrypted { kind: "AWS::StepFunctions::StateMachine", path: &["EncryptionConfiguration", "KmsKeyId"], service: "states" },
    Encrypted { kind: "AWS::Serverless::StateMachine", path: &["EncryptionConfiguration", "KmsKeyId"], service: "states" },
];

/// What an action on an encrypted resource needs of its key. Source: the encryption pages of each service's guide
/// ("permissions required", "key policy"). An operation before an action: its row replaces the action's.
#[rustfmt::skip]
static USES: &[(&str, &[&str])] = &[
    ("s3:UploadPart", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("s3:UploadPartCopy", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("s3:CreateMultipartUpload", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("s3:CompleteMultipartUpload", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("s3:GetObject", &["kms:Decrypt"]),
    ("s3:GetObjectVersion", &["kms:Decrypt"]),
    ("s3:GetObjectAttributes", &["kms:Decrypt"]),
    ("s3:PutObject", &["kms:GenerateDataKey"]),
    ("sqs:SendMessage", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("sqs:ReceiveMessage", &["kms:Decrypt"]),
    ("sns:Publish", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("kinesis:PutRecord", &["kms:GenerateDataKey"]),
    ("kinesis:PutRecords", &["kms:GenerateDataKey"]),
    ("kinesis:GetRecords", &["kms:Decrypt"]),
    ("kinesis:SubscribeToShard", &["kms:Decrypt"]),
    ("secretsmanager:GetSecretValue", &["kms:Decrypt"]),
    ("secretsmanager:PutSecretValue", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("secretsmanager:UpdateSecret", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("ssm:GetParameter", &["kms:Decrypt"]),
    ("ssm:GetParameters", &["kms:Decrypt"]),
    ("ssm:GetParametersByPath", &["kms:Decrypt"]),
    ("ssm:PutParameter", &["kms:Encrypt"]),
    ("states:StartExecution", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("states:StartSyncExecution", &["kms:Decrypt", "kms:GenerateDataKey"]),
    ("states:DescribeExecution", &["kms:Decrypt"]),
    ("states:GetExecutionHistory", &["kms:Decrypt"]),
    ("dynamodb:BatchGetItem", &["kms:Decrypt"]),
    ("dynamodb:BatchWriteItem", &["kms:Decrypt"]),
    ("dynamodb:ConditionCheckItem", &["kms:Decrypt"]),
    ("dynamodb:DeleteItem", &["kms:Decrypt"]),
    ("dynamodb:GetItem", &["kms:Decrypt"]),
    ("dynamodb:GetRecords", &["kms:Decrypt"]),
    ("dynamodb:PartiQLDelete", &["kms:Decrypt"]),
    ("dynamodb:PartiQLInsert", &["kms:Decrypt"]),
    ("dynamodb:PartiQLSelect", &["kms:Decrypt"]),
    ("dynamodb:PartiQLUpdate", &["kms:Decrypt"]),
    ("dynamodb:PutItem", &["kms:Decrypt"]),
    ("dynamodb:Query", &["kms:Decrypt"]),
    ("dynamodb:Scan", &["kms:Decrypt"]),
    ("dynamodb:UpdateItem", &["kms:Decrypt"]),
];

/// A key that a call uses by way of an encrypted resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUse {
    /// `kms:Decrypt`.
    pub action: &'static str,
    /// The key's ARN.
    pub key: Text,
    /// The value of `kms:ViaService`.
    pub via: Expr,
}

/// What calling an operation with an action on a resource needs of the key behind it.
pub fn uses(scope: &Scope<'_>, resource: &Resource, operation: &str, action: &str) -> Vec<KeyUse> {
    let row = |name: &str| USES.iter().find(|(key, _)| *key == name);
    let Some((_, actions)) = row(operation).or_else(|| row(action)) else {
        return Vec::new();
    };
    let Some(encrypted) = ENCRYPTED.iter().find(|row| row.kind == resource.kind) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    key_expressions(&resource.properties, encrypted.path, &mut found);
    let via = Expr::sub(format!(
        "{}.${{AWS::Region}}.${{AWS::URLSuffix}}",
        encrypted.service
    ));
    found
        .into_iter()
        .flat_map(|expr| resolve::texts(scope.declared, expr))
        .filter_map(|text| key_arn(scope, &text))
        .flat_map(|key| {
            actions
                .iter()
                .map(|action| (*action, key.clone()))
                .collect::<Vec<_>>()
        })
        .map(|(action, key)| KeyUse {
            action,
            key,
            via: via.clone(),
        })
        .collect()
}

fn key_expressions<'a>(value: &'a Expr, path: &[&str], found: &mut Vec<&'a Expr>) {
    let Some((step, rest)) = path.split_first() else {
        return found.push(value);
    };
    if *step == "[]" {
        value
            .items()
            .iter()
            .for_each(|item| key_expressions(item, rest, found));
    } else if let Some(inner) = value.get(step) {
        key_expressions(inner, rest, found);
    }
}

/// The ARN of the key that a value names; `None` for keys that AWS manages. A key known only by its alias is any key.
pub fn key_arn(scope: &Scope<'_>, text: &Text) -> Option<Text> {
    if text.leading_literal().contains("alias/aws/") {
        return None;
    }
    let row = resource_type("AWS::KMS::Key")?;
    let format = Format::new(row.arn);
    Some(match named(scope, text) {
        Some(Named::Resource(id)) => {
            let resource = scope.declared.resource(&id)?;
            scope.arn_of(resource, resource_type(&resource.kind)?)
        }
        Some(Named::Arn(arn) | Named::Other(arn)) => arn,
        Some(Named::Name(name)) => format.with_name(&name),
        Some(Named::KeyAlias(_) | Named::Anywhere) | None => format.with_name(&Text::any()),
    })
}

/// What a key id, key ARN, alias or alias ARN names; `None` when it has none of these shapes.
pub fn named(scope: &Scope<'_>, text: &Text) -> Option<Named> {
    let meant = text
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    if let Some((resource, gives)) = meant {
        return match (resource.kind.as_str(), gives) {
            ("AWS::KMS::Alias", _) => Some(target_of(scope, resource, text)),
            (_, Gives::OtherArn) => Some(Named::Arn(text.clone())),
            ("AWS::KMS::Key" | "AWS::KMS::ReplicaKey", _) => {
                Some(Named::Resource(resource.id.clone()))
            }
            _ => None,
        };
    }
    if let Some(parts) = super::arn::parse(text) {
        return match parts.resource.strip_prefix("alias/") {
            Some(_) => Some(alias(scope, &parts.resource)),
            None => Some(Named::Arn(text.clone())),
        };
    }
    if text.leading_literal().starts_with("alias/") {
        return Some(alias(scope, text));
    }
    if let Some(expr) = text.as_template() {
        return Some(opaque(text, expr));
    }
    None
}

/// An expression that cannot be looked into: an ARN or an id, told by its name. Either way one pattern holds both.
fn opaque(text: &Text, expr: &Expr) -> Named {
    let name = reference(expr)
        .map(|(name, _)| name.to_ascii_lowercase())
        .unwrap_or_default();
    if name.ends_with("id") {
        return Named::Name(text.clone());
    }
    if name.contains("alias") {
        return Named::KeyAlias(text.clone());
    }
    Named::Arn(text.clone())
}

/// The key of an alias that the template declares, else any key under that alias.
fn alias(scope: &Scope<'_>, name: &Text) -> Named {
    let declared = resource_type("AWS::KMS::Alias")
        .map(|row| scope.declared.named(&Format::new(row.arn), name))
        .unwrap_or_default();
    match declared.as_slice() {
        [resource] => target_of(scope, resource, name),
        _ => Named::KeyAlias(name.clone()),
    }
}

fn target_of(scope: &Scope<'_>, alias: &Resource, name: &Text) -> Named {
    let target = alias.properties.get("TargetKeyId");
    let texts = target
        .map(|expr| resolve::texts(scope.declared, expr))
        .unwrap_or_default();
    match texts.as_slice() {
        // An alias cannot name an alias, so this goes one step only.
        [text] => named(scope, text).unwrap_or_else(|| Named::Name(text.clone())),
        _ => Named::KeyAlias(name.clone()),
    }
}
