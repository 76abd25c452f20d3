//! One function under review, and how findings are put together.

use super::need::Need;
use super::sharing::Sharing;
use super::{CommonRole, Confidence, Finding, Place, PlaceKind, Rule, Severity, Subject};
use crate::binding::declared::Declared;
use crate::binding::text::Text;
use crate::declared::{
    DeclaredStatement, Located, Permissions, Role, StatementOrigin, StatementPlace,
};
use crate::expr::Expr;
use crate::grants::Evidence;
use crate::synth::Status;

/// A function with its role and its needs.
pub(super) struct Case<'a> {
    pub(super) declared: &'a Declared<'a>,
    pub(super) located: &'a Located,
    pub(super) subject: Subject<'a>,
    pub(super) permissions: &'a Permissions,
    pub(super) needs: &'a [Need],
}

impl Case<'_> {
    /// A finding about the function, without a place yet.
    pub(super) fn finding(&self, rule: Rule, severity: Severity, message: String) -> Finding {
        Finding {
            rule,
            severity,
            confidence: Confidence::High,
            message,
            places: Vec::new(),
            remedy: String::new(),
            template: self.declared.template.path.clone(),
            function: Some(self.subject.function.name.clone()),
            role: None,
            action: None,
            resource: None,
            evidence: Vec::new(),
            references: Vec::new(),
            accepted: None,
        }
    }

    /// A finding about the function's role, without a place yet.
    pub(super) fn role_finding(
        &self,
        sharing: &Sharing<'_>,
        rule: Rule,
        severity: Severity,
        message: String,
    ) -> Finding {
        let mut finding = self.finding(rule, severity, message);
        if sharing.functions.len() > 1 {
            finding.function = None;
            finding.role = Some(CommonRole {
                name: self.role_words(),
                functions: sharing
                    .functions
                    .iter()
                    .map(|it| (*it).to_owned())
                    .collect(),
            });
        }
        finding
    }

    /// The place of the function in the template.
    pub(super) fn function_place(&self, label: &str) -> Place {
        Place {
            kind: PlaceKind::Function,
            file: self.declared.template.path.clone(),
            line: self.subject.function.at.line.max(1),
            column: self.subject.function.at.column.max(1),
            length: 0,
            label: label.to_owned(),
        }
    }

    /// How sure one can be that something is not used.
    pub(super) fn unused_confidence(&self) -> Confidence {
        match self.subject.synthesis.status {
            Status::Complete => Confidence::High,
            Status::Partial | Status::Unsupported => Confidence::Low,
        }
    }

    /// The role in a sentence.
    pub(super) fn role_words(&self) -> String {
        let name = &self.subject.function.name;
        match &self.permissions.role {
            Role::Own => format!("the role of `{name}`"),
            Role::Service => "the role of the service".to_owned(),
            Role::Declared(id) => format!("the role `{id}`"),
            Role::Elsewhere(role) => format!("the role `{role}`"),
        }
    }
}

/// A place of a policy, in a finding.
pub(super) fn template_place(at: &StatementPlace, label: &str) -> Place {
    Place {
        kind: PlaceKind::Template,
        file: at.file.clone(),
        line: at.at.line.max(1),
        column: at.at.column.max(1),
        length: at.length,
        label: label.to_owned(),
    }
}

/// A place of a call, in a finding. What Lambda itself needs stands in the template.
pub(super) fn source_place(evidence: &Evidence, template: &str, label: &str) -> Place {
    Place {
        kind: if evidence.file == template {
            PlaceKind::Template
        } else {
            PlaceKind::Source
        },
        file: evidence.file.clone(),
        line: evidence.line.max(1),
        column: evidence.column.max(1),
        length: 0,
        label: label.to_owned(),
    }
}

/// An expression in a sentence, the way acceptances name it: `${Orders.Arn}/index/*`. Those of a list are separated by a
/// comma and a blank.
pub fn words(expr: &Expr) -> String {
    match expr {
        Expr::List(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Expr::Call(name, argument) if name == "Fn::Sub" => match argument.as_ref() {
            Expr::Text(text) => text.clone(),
            argument => argument
                .items()
                .first()
                .and_then(Expr::as_text)
                .map_or_else(|| expr.to_json().to_string(), str::to_owned),
        },
        Expr::Call(..) => Text::template(expr.clone()).display(),
        Expr::Text(text) => text.clone(),
        expr => expr.to_json().to_string(),
    }
}

/// An expression in a message. As [`words`], which acceptances are compared with, but conditions of the template are spelled
/// out: `${Key}` or `${KeyArn}*`.
pub(super) fn shown(expr: &Expr) -> String {
    match expr {
        Expr::Call(name, argument) if name == "Fn::If" => match argument.items() {
            [_, Expr::Call(name, _), no] if name == "Ref" && is_no_value(argument) => shown(no),
            [_, yes, no] => format!("{}` or `{}", shown(yes), shown(no)),
            _ => words(expr),
        },
        expr => words(expr),
    }
}

fn is_no_value(sides: &Expr) -> bool {
    let yes = sides.items().get(1);
    yes.is_some_and(|it| *it == Expr::reference("AWS::NoValue"))
}

/// A finding about a statement of the role.
pub(super) fn statement_finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    rule: Rule,
    severity: Severity,
    message: String,
) -> Finding {
    let mut finding = case.role_finding(sharing, rule, severity, message);
    finding
        .places
        .push(template_place(&declared.at, "granted here"));
    if let [only] = declared.statement.resources.entries() {
        finding.resource = Some(only.written.clone());
    }
    finding
}

/// What to do about a policy of others that grants more than is used.
pub(super) const REPLACE: &str =
    "replace it by statements with the used actions; `iam-tailor diff` shows them";

/// Who wrote a statement, in a sentence.
pub(super) fn origin_words(statement: &DeclaredStatement) -> String {
    match &statement.origin {
        StatementOrigin::Document => match &statement.statement.sid {
            Some(sid) => format!("statement `{sid}`"),
            None => "a statement".to_owned(),
        },
        StatementOrigin::ManagedPolicy(name) => format!("managed policy `{name}`"),
        StatementOrigin::PolicyTemplate(name) => format!("policy template `{name}`"),
        StatementOrigin::Connector(name) => format!("connector `{name}`"),
        StatementOrigin::Framework => "the framework".to_owned(),
    }
}

/// Actions in a sentence: `` `a`, `b` and 3 more ``.
pub(super) fn listing<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    shortened(names, 6)
}

/// Resources in a sentence: fewer, because each is long.
pub(super) fn resources<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    shortened(names, 3)
}

fn shortened<'a>(names: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    let names: Vec<&str> = seen;
    let shown: Vec<String> = names
        .iter()
        .take(most)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
