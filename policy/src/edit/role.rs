//! Roles and policies as values of a template.

use super::Wanted;
use crate::document::{Policy, Statement};
use crate::expr::Expr;

/// Properties of a role that are not its own when another role is made after it.
const NOT_COPIED: &[&str] = &["RoleName", "Policies", "ManagedPolicyArns", "Description"];

/// An `AWS::IAM::Role` with one inline policy. It trusts and is bounded like `like`, the properties of another role.
pub(crate) fn role(
    wanted: &Wanted<'_>,
    policy_name: &str,
    like: Option<&Expr>,
    condition: Option<&str>,
) -> Expr {
    let copied = like.map_or(&[][..], Expr::entries).iter();
    let mut properties: Vec<(String, Expr)> = copied
        .filter(|(key, _)| !NOT_COPIED.contains(&key.as_str()))
        .cloned()
        .collect();
    if !properties
        .iter()
        .any(|(key, _)| key == "AssumeRolePolicyDocument")
    {
        properties.insert(
            0,
            (
                "AssumeRolePolicyDocument".to_owned(),
                trust(&wanted.principals),
            ),
        );
    }
    if !wanted.managed.is_empty() {
        let managed = Expr::List(wanted.managed.clone());
        properties.push(("ManagedPolicyArns".to_owned(), managed));
    }
    if !wanted.policy.statements.is_empty() {
        let inline = inline(Expr::text(policy_name), wanted.policy);
        properties.push(("Policies".to_owned(), Expr::List(vec![inline])));
    }
    let mut resource = vec![("Type".to_owned(), Expr::text("AWS::IAM::Role"))];
    resource.extend(condition.map(|name| ("Condition".to_owned(), Expr::text(name))));
    resource.push(("Properties".to_owned(), Expr::Map(properties)));
    Expr::Map(resource)
}

/// An inline policy of a role.
pub(crate) fn inline(name: Expr, policy: &Policy) -> Expr {
    map(&[("PolicyName", name), ("PolicyDocument", policy.to_expr())])
}

/// The statements.
pub(crate) fn statements(policy: &Policy) -> Vec<Expr> {
    policy.statements.iter().map(Statement::to_expr).collect()
}

fn trust(principals: &[&str]) -> Expr {
    let services = match principals {
        [one] => Expr::text(*one),
        several => Expr::List(several.iter().map(|it| Expr::text(*it)).collect()),
    };
    let statement = map(&[
        ("Effect", Expr::text("Allow")),
        ("Principal", map(&[("Service", services)])),
        ("Action", Expr::text("sts:AssumeRole")),
    ]);
    map(&[
        ("Version", Expr::text("2012-10-17")),
        ("Statement", Expr::List(vec![statement])),
    ])
}

fn map(entries: &[(&str, Expr)]) -> Expr {
    Expr::Map(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}
