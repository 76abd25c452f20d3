//! Conditions of grants in words.

use super::subject::short;
use serde_json::Value;

/// What a condition asks for, keys and values in backticks: `` `kms:ViaService` is `s3.${AWS::Region}.amazonaws.com` ``.
/// Nothing for an empty one.
pub(crate) fn words(condition: &Value) -> String {
    let mut parts = Vec::new();
    for (operator, keys) in condition.as_object().into_iter().flatten() {
        let verb = match operator.as_str() {
            "StringEquals" | "ArnEquals" => "is",
            "StringLike" | "ArnLike" => "is like",
            other => other,
        };
        for (key, values) in keys.as_object().into_iter().flatten() {
            let values: Vec<String> = match values {
                Value::Array(all) => all.iter().map(value).collect(),
                one => vec![value(one)],
            };
            parts.push(format!("`{key}` {verb} {}", values.join(" or ")));
        }
    }
    parts.join(" and ")
}

fn value(value: &Value) -> String {
    let text = match value {
        Value::Object(call) if call.len() == 1 => call.get("Fn::Sub").and_then(Value::as_str),
        _ => None,
    };
    format!("`{}`", text.map_or_else(|| short(value), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::words;
    use serde_json::json;

    #[test]
    fn conditions_read_as_sentences() {
        let condition = json!({
            "StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"},
            "StringLike": {"s3:prefix": ["in/*", {"Fn::Sub": "${Stage}/*"}]},
        });
        assert_eq!(
            words(&condition),
            "`iam:PassedToService` is `ecs-tasks.amazonaws.com` and `s3:prefix` is like `in/*` or `${Stage}/*`"
        );
        assert_eq!(words(&json!({})), "");
    }
}
