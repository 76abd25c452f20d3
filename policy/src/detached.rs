//! Grants of a function without a template: no stack, region or account is known, so that ARNs become plain patterns.

use crate::expr::Expr;
use crate::grants::Grant;

/// What stands for each pseudo parameter.
const PSEUDO: &[(&str, &str)] = &[
    ("AWS::Partition", "aws"),
    ("AWS::Region", "*"),
    ("AWS::AccountId", "*"),
    ("AWS::StackName", "*"),
    ("AWS::URLSuffix", "amazonaws.com"),
];

/// Replaces every expression of a template by the pattern that it stands for anywhere.
pub fn detach(grants: &mut [Grant]) {
    for grant in grants {
        grant.resource = plain(&grant.resource);
        let conditions = std::mem::take(&mut grant.condition);
        for (operator, keys) in conditions {
            for (key, values) in keys {
                let values: Vec<Expr> = values.iter().map(plain).collect();
                let open = values
                    .iter()
                    .any(|value| value.as_text().is_none_or(|it| it.contains('*')));
                let operator = match operator.as_str() {
                    "StringEquals" if open => "StringLike",
                    operator => operator,
                };
                let keys = grant.condition.entry(operator.to_owned()).or_default();
                keys.insert(key, values);
            }
        }
    }
}

fn plain(expr: &Expr) -> Expr {
    match expr {
        Expr::Call(name, argument) => match (name.as_str(), argument.as_ref()) {
            ("Fn::Sub", Expr::Text(text)) => Expr::Text(substituted(text)),
            ("Ref", Expr::Text(name)) => Expr::Text(substituted(&format!("${{{name}}}"))),
            _ => Expr::text("*"),
        },
        expr => expr.clone(),
    }
}

fn substituted(text: &str) -> String {
    let mut text = text.to_owned();
    for (name, value) in PSEUDO {
        text = text.replace(&format!("${{{name}}}"), value);
    }
    while text.contains("**") {
        text = text.replace("**", "*");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudo_parameters_become_patterns() {
        let arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/Orders";
        assert_eq!(
            plain(&Expr::sub(arn)),
            Expr::text("arn:aws:dynamodb:*:*:table/Orders")
        );
        assert_eq!(plain(&Expr::reference("AWS::Region")), Expr::text("*"));
        assert_eq!(plain(&Expr::text("*")), Expr::text("*"));
    }
}
