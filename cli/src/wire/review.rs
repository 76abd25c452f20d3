//! The review of a function in the JSON of `report`: its declared role, and what is to be done about it.

use super::synth::{WireEvidence, detailed_evidence};
use crate::project::Project;
use policy::declared::{DeclaredStatement, Permissions, Role, StatementOrigin, StatementPlace};
use policy::evaluator::document::{Effect, Entry, Matched};
use policy::review::{Excess, ExcessKind, Finding, FunctionReview, Missing, Place, PlaceKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The review of a function.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct WireReview {
    /// The role, as people call it.
    pub(crate) role: String,
    /// Its statements, in the order they are written.
    pub(crate) statements: Vec<WireStatement>,
    /// What of the role could not be seen.
    pub(crate) hidden: Vec<WireHidden>,
    /// Needed and not granted.
    pub(crate) missing: Vec<WireMissing>,
    /// Granted and not needed.
    pub(crate) excess: Vec<WireExcess>,
    /// What to act on, worst first.
    pub(crate) findings: Vec<WireFinding>,
}

/// A statement of the declared role.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireStatement {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sid: Option<String>,
    /// `Allow` or `Deny`.
    pub(crate) effect: String,
    /// Whether `actions` are those that are left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) not_actions: bool,
    pub(crate) actions: Vec<Value>,
    /// Whether `resources` are those that are left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) not_resources: bool,
    pub(crate) resources: Vec<Value>,
    /// Whether conditions limit it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) conditional: bool,
    /// The template condition under which it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) only_if: Option<String>,
    /// Who wrote it, where it is not a statement of the template: `managed policy AmazonS3ReadOnlyAccess`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    pub(crate) file: String,
    pub(crate) line: u32,
}

/// Something about a role that could not be seen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireHidden {
    pub(crate) what: String,
    pub(crate) file: String,
    pub(crate) line: u32,
}

/// A needed permission that the role does not give.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireMissing {
    pub(crate) action: String,
    pub(crate) resource: Value,
    /// Index of the statement that denies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) denied_by: Option<usize>,
    /// The permissions boundary is what forbids it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) in_boundary: bool,
}

/// A granted permission that is not needed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireExcess {
    pub(crate) action: String,
    pub(crate) resource: Value,
    /// Index of its statement.
    pub(crate) statement: usize,
    /// `unused`, `wide-action` or `wide-resource`.
    pub(crate) kind: String,
}

/// One thing to act on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireFinding {
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) confidence: String,
    pub(crate) message: String,
    pub(crate) remedy: String,
    /// The role, for what is about one that several functions share; such a finding stands with the first of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<WireRole>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) resource: Option<Value>,
    pub(crate) places: Vec<WireFindingPlace>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) evidence: Vec<WireEvidence>,
    /// Pages that say more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) references: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accepted: Option<WireAcceptance>,
}

/// A role that several functions run under.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireRole {
    /// In a sentence: ``the role `FieldRole` ``, `the role of the service`.
    pub(crate) name: String,
    /// All functions under it.
    pub(crate) functions: Vec<String>,
}

/// A place of a finding; the first is the primary one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireFindingPlace {
    /// `template`, `source` or `config`.
    pub(crate) kind: String,
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    /// How many characters; 0 where only the beginning is known.
    pub(crate) length: u32,
    pub(crate) label: String,
}

/// Somebody's word that a finding is all right.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireAcceptance {
    pub(crate) reason: String,
    /// `config`, `comment` or `baseline`.
    pub(crate) by: String,
}

/// What [`WireStatement::from`] says of statements that nobody wrote.
pub(crate) const FRAMEWORK: &str = "added by the framework";

fn is_false(value: &bool) -> bool {
    !value
}

/// The review of a function as it is written.
pub(crate) fn function(project: &Project, it: &FunctionReview) -> WireReview {
    WireReview {
        role: role(&it.declared.role),
        statements: statements(project, &it.declared),
        hidden: it
            .declared
            .gaps
            .iter()
            .map(|gap| WireHidden {
                what: gap.what.clone(),
                file: project.shown(&gap.at.file),
                line: gap.at.at.line,
            })
            .collect(),
        missing: it.missing.iter().map(missing).collect(),
        excess: it.excess.iter().map(excess).collect(),
        findings: it.findings.iter().map(|it| finding(project, it)).collect(),
    }
}

fn role(role: &Role) -> String {
    match role {
        Role::Own => "a role of its own, made by the framework".to_owned(),
        Role::Service => "the role of the whole service".to_owned(),
        Role::Declared(id) => format!("the template's role {id}"),
        Role::Elsewhere(what) => format!("a role from elsewhere, {what}"),
    }
}

fn statements(project: &Project, declared: &Permissions) -> Vec<WireStatement> {
    let all = declared.statements.iter();
    all.map(|it| statement(project, it)).collect()
}

fn statement(project: &Project, it: &DeclaredStatement) -> WireStatement {
    let written = |matched: &Matched| {
        let entries = matched.entries().iter();
        entries.map(|it: &Entry| it.written.to_json()).collect()
    };
    let none_of = |matched: &Matched| matches!(matched, Matched::NoneOf(_));
    let StatementPlace { file, at, .. } = &it.at;
    WireStatement {
        sid: it.statement.sid.clone(),
        effect: match it.statement.effect {
            Effect::Allow => "Allow".to_owned(),
            Effect::Deny => "Deny".to_owned(),
        },
        not_actions: none_of(&it.statement.actions),
        actions: written(&it.statement.actions),
        not_resources: none_of(&it.statement.resources),
        resources: written(&it.statement.resources),
        conditional: !it.statement.conditions.is_empty(),
        only_if: it.only_if.as_ref().map(policy::presence::Presence::words),
        from: match &it.origin {
            StatementOrigin::Document => None,
            StatementOrigin::ManagedPolicy(name) => Some(format!("managed policy {name}")),
            StatementOrigin::PolicyTemplate(name) => Some(format!("policy template {name}")),
            StatementOrigin::Connector(name) => Some(format!("connector {name}")),
            StatementOrigin::Framework => Some(FRAMEWORK.to_owned()),
        },
        file: project.shown(file),
        line: at.line,
    }
}

fn missing(it: &Missing) -> WireMissing {
    WireMissing {
        action: it.grant.action.clone(),
        resource: it.grant.resource.to_json(),
        denied_by: it.denied_by,
        in_boundary: it.in_boundary,
    }
}

fn excess(it: &Excess) -> WireExcess {
    WireExcess {
        action: it.action.clone(),
        resource: it.resource.to_json(),
        statement: it.statement,
        kind: match it.kind {
            ExcessKind::Unused => "unused",
            ExcessKind::WideAction => "wide-action",
            ExcessKind::WideResource => "wide-resource",
        }
        .to_owned(),
    }
}

/// A finding as it is written.
pub(crate) fn finding(project: &Project, it: &Finding) -> WireFinding {
    WireFinding {
        rule: it.rule.id().to_owned(),
        severity: it.severity.id().to_owned(),
        confidence: it.confidence.id().to_owned(),
        message: it.message.clone(),
        remedy: it.remedy.clone(),
        role: it.role.as_ref().map(|it| WireRole {
            name: it.name.clone(),
            functions: it.functions.clone(),
        }),
        action: it.action.clone(),
        resource: it.resource.as_ref().map(policy::expr::Expr::to_json),
        places: it.places.iter().map(|it| place(project, it)).collect(),
        evidence: it
            .evidence
            .iter()
            .map(|it| detailed_evidence(project, it))
            .collect(),
        references: it.references.clone(),
        accepted: it.accepted.as_ref().map(|it| WireAcceptance {
            reason: it.reason.clone(),
            by: it.by.id().to_owned(),
        }),
    }
}

fn place(project: &Project, it: &Place) -> WireFindingPlace {
    let kind = match it.kind {
        PlaceKind::Template | PlaceKind::Function => "template",
        PlaceKind::Source => "source",
        PlaceKind::Config => "config",
    };
    WireFindingPlace {
        kind: kind.to_owned(),
        file: project.shown(&it.file),
        line: it.line,
        column: it.column,
        length: it.length,
        label: it.label.clone(),
    }
}

/// A finding in the document of `check`, with what it is about.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckedFinding {
    template: String,
    function: Option<String>,
    #[serde(flatten)]
    finding: WireFinding,
}

/// See [`CheckedFinding`].
pub(crate) fn checked_finding(project: &Project, it: &Finding) -> CheckedFinding {
    CheckedFinding {
        template: project.shown(&it.template),
        function: it.function.clone(),
        finding: finding(project, it),
    }
}

/// What a declared role lacks and has too much, as `check` writes it.
pub(crate) fn declared(project: &Project, it: &FunctionReview) -> super::synth::Declared {
    let missing = it.missing.iter().map(|missing| {
        let mut value = serde_json::to_value(super::synth::wire_grant(project, &missing.grant))
            .unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            let is_denied = missing.denied_by.is_some() || missing.in_boundary;
            object.insert("denied".to_owned(), Value::Bool(is_denied));
        }
        value
    });
    let excess = it.excess.iter().map(|excess| {
        let at = it
            .declared
            .statements
            .get(excess.statement)
            .map(|it| &it.at);
        let wire = self::excess(excess);
        serde_json::json!({
            "action": wire.action,
            "resource": wire.resource,
            "kind": wire.kind,
            "file": at.map(|at| project.shown(&at.file)),
            "line": at.map(|at| at.at.line),
        })
    });
    super::synth::Declared {
        missing: missing.collect(),
        excess: excess.collect(),
    }
}
