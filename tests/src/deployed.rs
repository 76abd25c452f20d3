//! What expressions of a template come to once it is deployed.
//!
//! Two ways of writing one ARN (`Fn::GetAtt`, `Fn::Sub`, `Fn::Join`, a literal name) compare equal when they deploy to the
//! same text. Not a simulation of CloudFormation: it knows the resource types of the corpus, and an expression it does not
//! know is an error.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

/// A stack as deployed: its resources, parameters at their defaults, and the variables of the Serverless Framework.
#[derive(Debug)]
pub struct Stack {
    resources: Map<String, Value>,
    parameters: BTreeMap<String, String>,
    service: Value,
}

const PSEUDO: [(&str, &str); 6] = [
    ("AWS::Partition", "aws"),
    ("AWS::Region", "eu-west-1"),
    ("AWS::AccountId", "123456789012"),
    ("AWS::StackName", "stack"),
    ("AWS::URLSuffix", "amazonaws.com"),
    ("AWS::NoValue", ""),
];

/// Of a type: the property that names a resource, its ARN after `arn:aws:` with `*` for the name, and what `Ref` gives.
const TYPES: [(&str, &str, &str, Reference); 15] = [
    (
        "AWS::DynamoDB::Table",
        "TableName",
        "dynamodb:eu-west-1:123456789012:table/*",
        Reference::Name,
    ),
    (
        "AWS::Events::EventBus",
        "Name",
        "events:eu-west-1:123456789012:event-bus/*",
        Reference::Name,
    ),
    (
        "AWS::KMS::Alias",
        "AliasName",
        "kms:eu-west-1:123456789012:*",
        Reference::Name,
    ),
    (
        "AWS::KMS::Key",
        "",
        "kms:eu-west-1:123456789012:key/*",
        Reference::Name,
    ),
    (
        "AWS::Kinesis::Stream",
        "Name",
        "kinesis:eu-west-1:123456789012:stream/*",
        Reference::Name,
    ),
    (
        "AWS::Lambda::Function",
        "FunctionName",
        "lambda:eu-west-1:123456789012:function:*",
        Reference::Name,
    ),
    (
        "AWS::Logs::LogGroup",
        "LogGroupName",
        "logs:eu-west-1:123456789012:log-group:*:*",
        Reference::Name,
    ),
    ("AWS::S3::Bucket", "BucketName", "s3:::*", Reference::Name),
    (
        "AWS::SES::EmailIdentity",
        "EmailIdentity",
        "ses:eu-west-1:123456789012:identity/*",
        Reference::Name,
    ),
    (
        "AWS::SNS::Topic",
        "TopicName",
        "sns:eu-west-1:123456789012:*",
        Reference::Arn,
    ),
    (
        "AWS::SQS::Queue",
        "QueueName",
        "sqs:eu-west-1:123456789012:*",
        Reference::Url,
    ),
    (
        "AWS::SSM::Parameter",
        "Name",
        "ssm:eu-west-1:123456789012:parameter*",
        Reference::Name,
    ),
    (
        "AWS::SecretsManager::Secret",
        "Name",
        "secretsmanager:eu-west-1:123456789012:secret:*-??????",
        Reference::Arn,
    ),
    (
        "AWS::Serverless::Function",
        "FunctionName",
        "lambda:eu-west-1:123456789012:function:*",
        Reference::Name,
    ),
    (
        "AWS::Serverless::StateMachine",
        "Name",
        "states:eu-west-1:123456789012:stateMachine:*",
        Reference::Arn,
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reference {
    Name,
    Arn,
    Url,
}

impl Stack {
    /// Reads SAM, CloudFormation, or a Serverless service (whose resources sit under `resources.Resources`).
    #[must_use]
    pub fn of(template: &Value) -> Self {
        let resources = template
            .get("Resources")
            .or_else(|| template.pointer("/resources/Resources"));
        let parameters = template
            .get("Parameters")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let default = |it: &Value| {
            it.get("Default")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            resources: resources
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
            parameters: parameters
                .map(|(name, it)| (name.clone(), default(it)))
                .collect(),
            service: template.clone(),
        }
    }

    /// The text of an expression.
    ///
    /// # Errors
    /// When it holds an intrinsic, a resource or a variable that is not known.
    pub fn text(&self, expression: &Value) -> Result<String> {
        if let Some(text) = expression.as_str() {
            return self.variables(text);
        }
        let Some((key, value)) = expression.as_object().and_then(|it| it.iter().next()) else {
            bail!("not an expression: {expression}");
        };
        match key.as_str() {
            "Ref" => self.reference(value.as_str().context("Ref takes a name")?),
            "Fn::GetAtt" => self.attribute(&path(value)?),
            "Fn::Join" => self.join(value),
            "Fn::Sub" => self.substitute(value),
            _ => bail!("unknown intrinsic in {expression}"),
        }
    }

    /// A grant as deployed: action, resource and condition.
    ///
    /// # Errors
    /// As [`Stack::text`], or when it has no action or no resource.
    pub fn permission(&self, grant: &Value) -> Result<String> {
        let condition = grant
            .get("condition")
            .filter(|it| it.as_object().is_some_and(|it| !it.is_empty()));
        let condition = match condition {
            Some(condition) => format!(" if {}", self.value(condition)?),
            None => String::new(),
        };
        let action = grant.get("action").and_then(Value::as_str);
        let resource = grant.get("resource").context("a resource")?;
        Ok(format!(
            "{} on {}{condition}",
            action.context("an action")?,
            self.text(resource)?
        ))
    }

    /// The permissions of a policy document as deployed.
    ///
    /// # Errors
    /// As [`Stack::permission`].
    pub fn permissions(&self, policy: &Value) -> Result<BTreeSet<String>> {
        let listed = |statement: &Value, key: &str| match statement.get(key) {
            Some(Value::Array(items)) => items.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        let mut found = BTreeSet::new();
        for statement in listed(policy, "Statement") {
            let condition = statement.get("Condition").cloned().unwrap_or(Value::Null);
            for action in listed(&statement, "Action") {
                for resource in listed(&statement, "Resource") {
                    found.insert(self.permission(
                        &json!({ "action": action, "resource": resource, "condition": condition }),
                    )?);
                }
            }
        }
        Ok(found)
    }

    /// The same value with every expression in it replaced by its text.
    ///
    /// # Errors
    /// As [`Stack::text`].
    pub fn value(&self, value: &Value) -> Result<Value> {
        let intrinsic = |it: &Map<String, Value>| {
            it.len() == 1 && it.keys().all(|key| key == "Ref" || key.starts_with("Fn::"))
        };
        Ok(match value {
            Value::String(_) => self.text(value)?.into(),
            Value::Object(it) if intrinsic(it) => self.text(value)?.into(),
            Value::Object(it) => Value::Object(
                it.iter()
                    .map(|(k, v)| Ok((k.clone(), self.value(v)?)))
                    .collect::<Result<_>>()?,
            ),
            Value::Array(it) => it.iter().map(|it| self.value(it)).collect::<Result<_>>()?,
            other => other.clone(),
        })
    }

    fn reference(&self, name: &str) -> Result<String> {
        if let Some((_, text)) = PSEUDO.iter().find(|(pseudo, _)| *pseudo == name) {
            return Ok((*text).to_owned());
        }
        if let Some(text) = self.parameters.get(name) {
            return Ok(text.clone());
        }
        let (physical, arn, reference) = self.resource(name)?;
        Ok(match reference {
            Reference::Name => physical,
            Reference::Arn => arn,
            Reference::Url => {
                format!("https://sqs.eu-west-1.amazonaws.com/123456789012/{physical}")
            }
        })
    }

    fn attribute(&self, path: &str) -> Result<String> {
        let (name, attribute) = path
            .split_once('.')
            .context("Fn::GetAtt takes a resource and an attribute")?;
        let (_, arn, _) = self.resource(name)?;
        Ok(match attribute {
            "Arn" => arn,
            "StreamArn" => format!("{arn}/stream/<{attribute}>"),
            _ => format!("{arn}<{attribute}>"),
        })
    }

    /// Physical name, ARN and what `Ref` gives; a name that AWS makes up becomes `<LogicalId>`.
    fn resource(&self, name: &str) -> Result<(String, String, Reference)> {
        let resource = self
            .resources
            .get(name)
            .with_context(|| format!("no resource `{name}`"))?;
        let kind = resource
            .get("Type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let (_, property, arn, reference) = TYPES
            .iter()
            .find(|(it, ..)| *it == kind)
            .with_context(|| format!("unknown type `{kind}`"))?;
        let physical = match resource.pointer(&format!("/Properties/{property}")) {
            Some(given) if !property.is_empty() => self.text(given)?,
            _ => format!("<{name}>"),
        };
        let arn = format!("arn:aws:{}", arn.replacen('*', &physical, 1));
        Ok((physical, arn, *reference))
    }

    fn join(&self, value: &Value) -> Result<String> {
        let separator = value
            .get(0)
            .and_then(Value::as_str)
            .context("Fn::Join takes a separator")?;
        let parts = value
            .get(1)
            .and_then(Value::as_array)
            .context("Fn::Join takes a list")?;
        let texts = parts
            .iter()
            .map(|it| self.text(it))
            .collect::<Result<Vec<_>>>()?;
        Ok(texts.join(separator))
    }

    fn substitute(&self, value: &Value) -> Result<String> {
        let (text, local) = match value {
            Value::Array(it) => (it.first(), it.get(1)),
            other => (Some(other), None),
        };
        let text = text
            .and_then(Value::as_str)
            .context("Fn::Sub takes a text")?;
        holes(
            &self.variables(text)?,
            &mut |hole| match local.and_then(|it| it.get(hole)) {
                Some(given) => self.text(given),
                None if hole.contains('.') => self.attribute(hole),
                None => self.reference(hole),
            },
        )
    }

    /// Serverless variables: `${sls:stage}`, `${opt:stage, ..}`, `${self:path}`. Holes of `Fn::Sub` are left alone.
    fn variables(&self, text: &str) -> Result<String> {
        holes(text, &mut |hole| match hole.split_once(':') {
            Some(("sls" | "opt", rest)) if rest.starts_with("stage") => Ok("dev".into()),
            Some(("self", "service")) => Ok(self
                .service
                .get("service")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .into()),
            Some(("self", "provider.stage")) => Ok("dev".into()),
            Some(("self", at)) => {
                let found = self.service.pointer(&format!("/{}", at.replace('.', "/")));
                self.text(found.with_context(|| format!("no `{at}` in the service"))?)
            }
            _ => Ok(format!("${{{hole}}}")),
        })
    }
}

/// Fills the `${..}` of a text.
fn holes(text: &str, fill: &mut dyn FnMut(&str) -> Result<String>) -> Result<String> {
    let mut parts = text.split("${");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hole, rest) = part
            .split_once('}')
            .with_context(|| format!("`{text}` has no end of a variable"))?;
        out.push_str(&fill(hole)?);
        out.push_str(rest);
    }
    Ok(out)
}

fn path(value: &Value) -> Result<String> {
    match value {
        Value::String(it) => Ok(it.clone()),
        Value::Array(it) => Ok(it
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(".")),
        _ => bail!("Fn::GetAtt takes a resource and an attribute"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ways_of_writing_one_arn_are_equal() -> Result<()> {
        let stack = Stack::of(&json!({
            "Parameters": { "Stage": { "Default": "test" } },
            "Resources": {
                "Prices": { "Type": "AWS::SSM::Parameter", "Properties": { "Name": { "Fn::Sub": "/shop/${Stage}/prices" } } },
                "Orders": { "Type": "AWS::DynamoDB::Table" },
            }
        }));
        let built = json!({ "Fn::Sub": "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shop/${Stage}/prices" });
        let referred = json!({ "Fn::Join": ["", ["arn:aws:ssm:eu-west-1:123456789012:parameter", { "Ref": "Prices" }]] });
        assert_eq!(stack.text(&built)?, stack.text(&referred)?);
        assert_eq!(
            stack.text(&json!({ "Fn::Sub": "${Orders.Arn}/index/by-day" }))?,
            "arn:aws:dynamodb:eu-west-1:123456789012:table/<Orders>/index/by-day"
        );
        Ok(())
    }

    #[test]
    fn serverless_variables_are_filled() -> Result<()> {
        let stack = Stack::of(
            &json!({ "service": "hall", "custom": { "prefix": "${self:service}-${sls:stage}" } }),
        );
        assert_eq!(
            stack.text(&json!("${self:custom.prefix}-seats"))?,
            "hall-dev-seats"
        );
        Ok(())
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        let stack = Stack::of(&json!({}));
        assert!(stack.text(&json!({ "Ref": "Nothing" })).is_err());
        assert!(stack.text(&json!({ "Fn::Cidr": [] })).is_err());
    }
}
