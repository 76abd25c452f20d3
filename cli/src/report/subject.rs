//! What the resource of a grant is about, in the words of a map: the table, not the ARN of its index.
//!
//! Works on the JSON of a resource, so that saved results are read like this run's. It groups what one looks at, and
//! decides nothing.

use serde_json::Value;

/// The thing that a resource expression names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// Its name: a logical id (`Orders`), or the resource part of an ARN (`table/orders`).
    pub(crate) label: String,
    /// Whether the name means something in its own template only.
    pub(crate) local: bool,
}

/// What an expression is about.
pub(crate) fn subject(resource: &Value) -> Subject {
    about(&flat(resource).replace("${AWS::Partition}", "aws"))
}

fn about(text: &str) -> Subject {
    let local = |label: &str| Subject {
        label: label.to_owned(),
        local: true,
    };
    if let Some(arn) = text.strip_prefix("arn:") {
        let parts = split(arn);
        let (place, named) = match parts.as_slice() {
            [_, _, region, account, named @ ..] => (format!("{region}{account}"), named),
            all => (String::new(), all),
        };
        let named = named.join(":");
        // What has neither region nor account (a bucket) is named by its first segment.
        let named = if place.is_empty() {
            named.split('/').next().unwrap_or(&named).to_owned()
        } else {
            named
        };
        // A part of a thing is told as the thing: of `table/${Orders}/index/by-cafe` it is the table.
        let parts: Vec<&str> = named.split('/').collect();
        let is_kind = |it: &str| !it.is_empty() && !it.contains(['$', '*', ':']);
        let last = match parts.as_slice() {
            [kind, thing, part, _] if is_kind(kind) && is_kind(part) && thing.starts_with("${") => {
                thing
            }
            _ => named.rsplit(['/', ':']).next().unwrap_or(&named),
        };
        return match reference(last) {
            Some((id, "")) if !id.contains(':') => local(id),
            _ if named.is_empty() => any(),
            _ => Subject {
                local: named.contains("${"),
                label: named,
            },
        };
    }
    match reference(text) {
        Some((id, _)) => local(id.strip_suffix(".Arn").unwrap_or(id)),
        None if text == "*" => any(),
        None => local(text),
    }
}

fn any() -> Subject {
    Subject {
        label: "*".to_owned(),
        local: false,
    }
}

/// `${Id}rest` taken apart.
fn reference(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("${")?.split_once('}')
}

/// Splits an ARN at colons, those inside of `${..}` excepted.
fn split(arn: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    arn.split(|character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ':' && depth == 0
    })
    .collect()
}

/// An expression as one text in which references stand as `Fn::Sub` writes them.
pub(crate) fn flat(value: &Value) -> String {
    if let Value::String(text) = value {
        return text.clone();
    }
    let call = value.as_object().filter(|it| it.len() == 1);
    let Some((name, argument)) = call.and_then(|it| it.iter().next()) else {
        return value.to_string();
    };
    match (name.as_str(), argument) {
        ("Ref", Value::String(id)) => format!("${{{id}}}"),
        ("Fn::GetAtt", Value::String(path)) => format!("${{{path}}}"),
        ("Fn::GetAtt", Value::Array(path)) => {
            let path: Vec<String> = path.iter().map(flat).collect();
            format!("${{{}}}", path.join("."))
        }
        ("Fn::Sub", Value::String(text)) => text.clone(),
        ("Fn::Sub", Value::Array(items)) => match items.as_slice() {
            [Value::String(text), Value::Object(given)] => {
                given.iter().fold(text.clone(), |text, (name, value)| {
                    text.replace(&format!("${{{name}}}"), &flat(value))
                })
            }
            _ => value.to_string(),
        },
        ("Fn::Join", Value::Array(items)) => match items.as_slice() {
            [Value::String(separator), Value::Array(items)] => {
                let items: Vec<String> = items.iter().map(flat).collect();
                items.join(separator)
            }
            _ => value.to_string(),
        },
        ("Fn::If", Value::Array(items)) => match items.as_slice() {
            [_, nothing, value] if is_nothing(nothing) => flat(value),
            [_, value, _] => flat(value),
            _ => value.to_string(),
        },
        _ => short(value),
    }
}

fn is_nothing(value: &Value) -> bool {
    value.get("Ref").and_then(Value::as_str) == Some("AWS::NoValue")
}

/// An expression the way a YAML template writes it.
pub(crate) fn short(value: &Value) -> String {
    if let Value::String(text) = value {
        return text.clone();
    }
    let call = value.as_object().filter(|it| it.len() == 1);
    let call = call.and_then(|it| it.iter().next());
    let Some((name, argument)) =
        call.filter(|(name, _)| *name == "Ref" || name.starts_with("Fn::"))
    else {
        return value.to_string();
    };
    let tag = name.strip_prefix("Fn::").unwrap_or(name);
    match argument {
        Value::String(text) if tag == "Sub" => format!("!Sub \"{text}\""),
        Value::String(text) => format!("!{tag} {text}"),
        Value::Array(items) if tag == "GetAtt" => {
            let path: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            format!("!{tag} {}", path.join("."))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(short).collect();
            format!("!{tag} [{}]", items.join(", "))
        }
        argument => format!("!{tag} {argument}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_of_one_thing_are_about_it() {
        for resource in [
            json!({"Fn::GetAtt": ["Orders", "Arn"]}),
            json!({"Fn::Sub": "${Orders.Arn}/index/by-day"}),
            json!({"Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"}),
            json!({"Fn::If": ["Has", {"Fn::GetAtt": ["Orders", "Arn"]}, {"Ref": "AWS::NoValue"}]}),
            json!({"Fn::Join": ["", [{"Fn::GetAtt": ["Orders", "Arn"]}, "/*"]]}),
        ] {
            assert_eq!(subject(&resource).label, "Orders", "{resource}");
        }
    }

    #[test]
    fn arns_are_about_their_resource_part() {
        let label = |arn: &str| subject(&json!({ "Fn::Sub": arn })).label;
        assert_eq!(label("arn:${AWS::Partition}:s3:::uploads/in/*"), "uploads");
        assert_eq!(
            label("arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:mail"),
            "mail"
        );
        assert_eq!(label("arn:aws:dynamodb:*:*:table/a-*"), "table/a-*");
        assert_eq!(label("*"), "*");
        assert_eq!(label("arn"), "arn");
    }
}
