//! The partition keys that a call names in one table of the template: what `dynamodb:LeadingKeys` is compared with.
//!
//! The name of the key is the table's own (`KeySchema`), so nothing is said of tables that the template does not declare,
//! and nothing of indexes, whose keys are others. Errs towards saying nothing: an item that may have further fields, a key
//! that may be missing, a number (written in many ways), or an expression that is not one known text.

use super::arguments::{self, Found};
use super::conditions::texts_of;
use super::resource_types::resource_type;
use super::scope::Scope;
use super::targets::Target;
use super::text::Text;
use crate::expr::Expr;
use crate::template::Resource;
use analyzer::facts::{Argument, Call};
use catalog::{Path, Segment};

/// Every value that the partition key of the target can have in a call, whose items, keys or key condition stand at the
/// paths; `None` where one is not known. An element of a list or map may be a request of another kind, without anything
/// at a path; what is a request of this kind must have its item.
pub fn values(
    scope: &Scope<'_>,
    call: &Call,
    paths: &[Path],
    target: &Target,
) -> Option<Vec<Text>> {
    let table = scope.declared.resource(target.resource.as_deref()?)?;
    if scope.arn_of(table, resource_type(&table.kind)?) != target.arn {
        return None;
    }
    let key = partition_key(table)?;
    let mut values = Vec::new();
    for path in paths {
        let segments = path.segments();
        let (last, parent) = segments.split_last()?;
        let in_element = parent
            .iter()
            .any(|it| matches!(it, Segment::Each | Segment::Values));
        for parent in arguments::at(&call.arguments, parent) {
            match parent {
                Found::Value(parent) => {
                    for item in arguments::at(parent, std::slice::from_ref(last)) {
                        values.extend(of_item(scope, call, item, key)?);
                    }
                }
                Found::Absent if in_element => {}
                _ => return None,
            }
        }
    }
    Some(values)
}

/// The name of a table's partition key. SAM's simple tables have `id` where they do not say.
fn partition_key(table: &Resource) -> Option<&str> {
    if table.kind == "AWS::Serverless::SimpleTable" {
        return match table.properties.get("PrimaryKey") {
            Some(key) => key.get("Name")?.as_text(),
            None => Some("id"),
        };
    }
    let schema = table.properties.get("KeySchema")?.items();
    let is_partition = |it: &&Expr| it.get("KeyType").and_then(Expr::as_text) == Some("HASH");
    let name = schema
        .iter()
        .find(is_partition)?
        .get("AttributeName")?
        .as_text();
    name.filter(|name| !name.contains("${"))
}

fn of_item(scope: &Scope<'_>, call: &Call, item: Found<'_>, key: &str) -> Option<Vec<Text>> {
    match item {
        Found::Value(item @ Argument::Record { .. }) => attribute(scope, certain(item, key)?),
        Found::Value(Argument::Text(_)) => {
            let mut values = Vec::new();
            for expression in texts_of(scope, item)? {
                values.extend(of_expression(scope, call, expression.as_literal()?, key)?);
            }
            Some(values)
        }
        _ => None,
    }
}

/// The one field of a record that is certain to be there, and to have no other value.
fn certain<'a>(record: &'a Argument, name: &str) -> Option<&'a Argument> {
    match record {
        Argument::Record {
            fields,
            computed,
            open: false,
        } if computed.is_empty() => {
            let field = fields.get(name)?;
            (!field.optional).then_some(&field.value)
        }
        _ => None,
    }
}

/// An attribute's text, written plainly (`"x"`) or with its type (`{"S": "x"}`).
fn attribute(scope: &Scope<'_>, value: &Argument) -> Option<Vec<Text>> {
    let mut texts = Vec::new();
    for found in arguments::at(value, &[]) {
        let typed = match found {
            Found::Value(record @ Argument::Record { fields, .. }) if fields.len() == 1 => {
                arguments::at(certain(record, "S")?, &[])
            }
            found => vec![found],
        };
        for found in typed {
            texts.extend(texts_of(scope, found)?);
        }
    }
    Some(texts)
}

/// The value of the key in a key condition (`#pk = :pk AND begins_with(sk, :prefix)`), with the names and values beside it.
fn of_expression(scope: &Scope<'_>, call: &Call, expression: &str, key: &str) -> Option<Vec<Text>> {
    let beside = |parameter: &'static str, name: &str| {
        let found = arguments::at(&call.arguments, &[Segment::Member(parameter)]);
        match found.as_slice() {
            [Found::Value(record)] => certain(record, name),
            _ => None,
        }
    };
    let words: Vec<&str> = expression.split_whitespace().collect();
    let terms = words.split(|word| word.eq_ignore_ascii_case("and"));
    for term in terms {
        let term = term.concat();
        let Some((left, value)) = term.split_once('=') else {
            continue;
        };
        let (left, value) = (left.trim_start_matches('('), value.trim_end_matches(')'));
        let is_key = if left.starts_with('#') {
            match texts_of(
                scope,
                Found::Value(beside("ExpressionAttributeNames", left)?),
            )?
            .as_slice()
            {
                [name] => name.as_literal()? == key,
                _ => return None,
            }
        } else {
            left == key
        };
        if is_key {
            return attribute(scope, beside("ExpressionAttributeValues", value)?);
        }
    }
    None
}
