//! Policies as the evaluator reads them, and the reading of policy documents.

use super::condition::Condition;
use super::operator::operator;
use super::pattern::Pattern;
use crate::expr::Expr;

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It allows.
    Allow,
    /// It denies, whatever allows.
    Deny,
}

/// Which actions or resources a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// Those that match one of these: `Action`, `Resource`.
    AnyOf(Vec<Entry>),
    /// Those that match none of these: `NotAction`, `NotResource`.
    NoneOf(Vec<Entry>),
}

impl Matched {
    /// The entries, whichever way they count.
    pub fn entries(&self) -> &[Entry] {
        match self {
            Self::AnyOf(entries) | Self::NoneOf(entries) => entries,
        }
    }
}

/// One action or resource of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it matches.
    pub pattern: Pattern,
    /// As it is written.
    pub written: Expr,
}

impl Entry {
    /// An entry that is written as plain text.
    pub fn glob(text: &str) -> Self {
        Self {
            pattern: Pattern::glob(text),
            written: Expr::text(text),
        }
    }
}

/// One statement of an identity policy or a boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Allow or deny.
    pub effect: Effect,
    /// Its actions.
    pub actions: Matched,
    /// Its resources.
    pub resources: Matched,
    /// Its conditions: all must hold.
    pub conditions: Vec<Condition>,
}

/// Why something is no statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// `Statement` is missing.
    #[error("no `Statement`; a policy document has `Version` and `Statement`")]
    NoStatement,
    /// A statement is no mapping.
    #[error("a statement is a mapping with `Effect`, `Action` and `Resource`")]
    NotAMapping,
    /// The effect is neither of the two.
    #[error("`Effect` is `{0}`; it must be `Allow` or `Deny`")]
    Effect(String),
    /// There is no `Action` and no `NotAction`, or both.
    #[error("a statement has either `{0}` or `Not{0}`")]
    Missing(&'static str),
    /// A condition operator does not exist.
    #[error("no condition operator `{0}`")]
    Operator(String),
    /// The document is not JSON.
    #[error("not a JSON document: {0}")]
    Json(String),
}

/// How a scalar of a policy document becomes entries: a template may have expressions there. Empty where there is
/// nothing (`AWS::NoValue`), several where a condition of the template chooses.
pub type ReadEntry<'a> = dyn Fn(&Expr) -> Vec<Entry> + 'a;

/// Reads a scalar of a document that is plain JSON. Policy variables are known from version 2012-10-17 on.
pub fn plain_entry(expr: &Expr, version: Option<&str>) -> Vec<Entry> {
    let text = match expr {
        Expr::Text(text) => text.clone(),
        Expr::Number(text) => text.clone(),
        Expr::Bool(value) => value.to_string(),
        _ => return Vec::new(),
    };
    let pattern = if version == Some("2012-10-17") {
        Pattern::glob_with_variables(&text)
    } else {
        Pattern::glob(&text)
    };
    vec![Entry {
        pattern,
        written: expr.clone(),
    }]
}

/// Reads a policy document in JSON, or a role as `aws iam get-role-policy` and the like print it: `PolicyDocument` around
/// the document is looked through.
pub fn parse(text: &str) -> Result<Vec<Statement>, Malformed> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|cause| Malformed::Json(cause.to_string()))?;
    let document = Expr::from_json(&value);
    let inner = ["PolicyDocument", "Document"];
    let document = inner
        .iter()
        .find_map(|key| document.get(key))
        .or_else(|| document.at(&["PolicyVersion", "Document"]))
        .unwrap_or(&document);
    read(document)
}

/// Reads a policy document that holds no template expressions.
pub fn read(document: &Expr) -> Result<Vec<Statement>, Malformed> {
    let version = document.get("Version").and_then(Expr::as_text);
    let statements = document.get("Statement").ok_or(Malformed::NoStatement)?;
    listed(statements)
        .iter()
        .map(|it| statement(it, &|expr| plain_entry(expr, version)))
        .collect()
}

/// Reads a statement.
pub fn statement(written: &Expr, read: &ReadEntry<'_>) -> Result<Statement, Malformed> {
    let Expr::Map(entries) = written else {
        return Err(Malformed::NotAMapping);
    };
    let effect = written.get("Effect").map_or("Allow", text_or_empty);
    let effect = match effect {
        "Allow" => Effect::Allow,
        "Deny" => Effect::Deny,
        other => return Err(Malformed::Effect(other.to_owned())),
    };
    let actions = matched(written, "Action", "NotAction", read)?;
    let resources = matched(written, "Resource", "NotResource", read)?;
    let mut conditions = Vec::new();
    let blocks = entries.iter().filter(|(key, _)| key == "Condition");
    for (name, keys) in blocks.flat_map(|(_, block)| block.entries()) {
        if operator(name).is_none() {
            return Err(Malformed::Operator(name.clone()));
        }
        for (key, values) in keys.entries() {
            let values = listed(values).iter().flat_map(read);
            conditions.push(Condition {
                operator: name.clone(),
                key: key.clone(),
                values: values.map(|entry| entry.pattern).collect(),
            });
        }
    }
    Ok(Statement {
        sid: written
            .get("Sid")
            .and_then(Expr::as_text)
            .map(str::to_owned),
        effect,
        actions,
        resources,
        conditions,
    })
}

fn matched(
    statement: &Expr,
    key: &'static str,
    negated: &'static str,
    read: &ReadEntry<'_>,
) -> Result<Matched, Malformed> {
    let entries = |value: &Expr| listed(value).iter().flat_map(read).collect();
    match (statement.get(key), statement.get(negated)) {
        (Some(value), None) => Ok(Matched::AnyOf(entries(value))),
        (None, Some(value)) => Ok(Matched::NoneOf(entries(value))),
        _ => Err(Malformed::Missing(key)),
    }
}

/// The items of a list; anything else is a list of itself.
pub fn listed(value: &Expr) -> &[Expr] {
    match value {
        Expr::List(items) => items,
        value => std::slice::from_ref(value),
    }
}

fn text_or_empty(expr: &Expr) -> &str {
    expr.as_text().unwrap_or_default()
}
