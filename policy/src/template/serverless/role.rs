//! How a service says what its functions may do.

use crate::expr::Expr;
use crate::template::DeclaredRole;

/// The plugin that gives every function its own `iamRoleStatements`.
pub(crate) const ROLES_PLUGIN: &str = "serverless-iam-roles-per-function";

/// The role that a function is declared with: its own, or the provider's.
pub(super) fn declared(document: &Expr, declaration: &Expr) -> DeclaredRole {
    if let Some(role) = declaration.get("role") {
        return DeclaredRole::Role(role_reference(role));
    }
    if let Some(style) = statement_style(document, declaration)
        && let Some(statements) = declaration.at(style.statements)
    {
        let switch = declaration.at(style.inherit);
        return DeclaredRole::ServerlessStatements {
            statements: statements.items().to_vec(),
            inherit: switch.map_or(inherits_by_default(document), |it| *it == Expr::Bool(true)),
        };
    }
    let provided = document
        .at(&["provider", "iam", "role"])
        .or(document.at(&["provider", "role"]));
    match provided {
        Some(role @ (Expr::Text(_) | Expr::Call(..))) => DeclaredRole::Role(role_reference(role)),
        _ => DeclaredRole::Implicit,
    }
}

/// Whether the service lists a plugin.
pub(crate) fn has_plugin(document: &Expr, name: &str) -> bool {
    let plugins = document.get("plugins").unwrap_or(&Expr::Null);
    let modules = plugins.get("modules").unwrap_or(plugins);
    modules.items().iter().any(|it| it.as_text() == Some(name))
}

/// Whether functions may have `iamRoleStatements`.
pub(crate) fn has_roles_plugin(document: &Expr) -> bool {
    has_plugin(document, ROLES_PLUGIN)
}

/// How a function's own statements are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatementStyle {
    /// Path of the statements below the function.
    pub(crate) statements: &'static [&'static str],
    /// Path of the switch that adds the provider's statements.
    pub(crate) inherit: &'static [&'static str],
    /// Path of managed policies, where there is a place for them.
    pub(crate) managed: Option<&'static [&'static str]>,
}

/// The style of [`ROLES_PLUGIN`], which version 4 of the framework understands too.
const PLUGIN_STYLE: StatementStyle = StatementStyle {
    statements: &["iamRoleStatements"],
    inherit: &["iamRoleStatementsInherit"],
    managed: None,
};

/// The framework's own style, from version 4 on.
const NATIVE_STYLE: StatementStyle = StatementStyle {
    statements: &["iam", "role", "statements"],
    inherit: &["iam", "inheritStatements"],
    managed: Some(&["iam", "role", "managedPolicies"]),
};

/// How statements of a function are written in a service; `None` where only whole roles can be given.
pub(crate) fn statement_style(document: &Expr, function: &Expr) -> Option<StatementStyle> {
    let is_native = has_native_roles(document);
    let is_plugin_written = function.get("iamRoleStatements").is_some();
    if has_roles_plugin(document) || is_native && is_plugin_written {
        return Some(PLUGIN_STYLE);
    }
    is_native.then_some(NATIVE_STYLE)
}

/// Whether the framework itself makes a role for a function with statements: from version 4 on, which is told from the version
/// that is asked for, or from sections that are new in it.
pub(crate) fn has_native_roles(document: &Expr) -> bool {
    let version = document
        .get("frameworkVersion")
        .map(|it| it.to_json().to_string())
        .unwrap_or_default();
    let major = version
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .next();
    let is_new = ["stages", "build"]
        .iter()
        .any(|section| document.get(section).is_some());
    major == Some('4') || major.is_none() && is_new || is_role_per_function(document)
}

fn is_role_per_function(document: &Expr) -> bool {
    document
        .at(&["provider", "iam", "role", "mode"])
        .and_then(Expr::as_text)
        == Some("perFunction")
}

/// Whether functions take over the provider's statements when they do not say otherwise.
pub(crate) fn inherits_by_default(document: &Expr) -> bool {
    let by_plugin =
        document.at(&["custom", ROLES_PLUGIN, "defaultInherit"]) == Some(&Expr::Bool(true));
    by_plugin || is_role_per_function(document)
}

/// A role: an ARN or an expression as written; a bare logical id as the ARN of that role.
fn role_reference(role: &Expr) -> Expr {
    match role {
        Expr::Text(id) if !id.is_empty() && id.chars().all(char::is_alphanumeric) => {
            Expr::get_att(id, "Arn")
        }
        role => role.clone(),
    }
}
