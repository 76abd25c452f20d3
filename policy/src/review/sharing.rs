//! Who else runs under a role.

use super::Confidence;
use super::case::Case;
use super::need::Need;
use crate::binding::declared::Declared;
use crate::declared::{Role, role_of};
use crate::expr::Expr;
use crate::synth::Status;
use crate::template::reference::references;
use crate::template::{DeclaredRole, Function};

/// A role with everyone who runs under it.
pub(super) struct Sharing<'a> {
    /// Names of all functions under the role, in the template's order; only the function itself for a role of its own.
    pub(super) functions: Vec<&'a str>,
    /// What they need, all together.
    pub(super) needs: Vec<&'a Need>,
    /// Whether everything that runs under the role is among the subjects and was followed completely.
    pub(super) is_complete: bool,
    /// Why it is not known what uses the role, if it is not.
    unknown: Option<String>,
    /// Whether the function is the first one of the role: findings about the role stand with it.
    pub(super) is_first: bool,
}

impl Sharing<'_> {
    /// Whether everything that runs under the role is known and was read, followed completely or not.
    pub(super) fn is_known(&self) -> bool {
        self.unknown.is_none()
    }

    /// Why not, as the end of a sentence.
    pub(super) fn unknown_because(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// How sure one can be that something is not used.
    pub(super) fn confidence(&self, case: &Case<'_>) -> Confidence {
        if self.is_complete {
            case.unused_confidence()
        } else {
            Confidence::Low
        }
    }

    /// That the code does not use something, behind what names the role: `the code does not use it`.
    pub(super) fn does_not_use(&self, what: &str) -> String {
        let code = match self.functions.as_slice() {
            [_] => "the code".to_owned(),
            all => format!("the code of its {} functions", all.len()),
        };
        let as_far = if self.is_complete {
            ""
        } else {
            ", as far as it was followed"
        };
        format!("{code} does not use{what}{as_far}")
    }

    /// What to do about something that is not used, as far as that is known.
    pub(super) fn once_followed(&self, remedy: &str) -> String {
        if self.is_complete {
            remedy.to_owned()
        } else {
            format!("state what was not followed; if that does not need it, {remedy}")
        }
    }

    /// Who has what the role grants, in a sentence.
    pub(super) fn holders(&self) -> String {
        match self.functions.as_slice() {
            [only] => format!("`{only}`"),
            all => format!("each of its {} functions", all.len()),
        }
    }
}

/// Who shares the role of a case.
pub(super) fn of<'a>(case: &Case<'_>, cases: &'a [Case<'a>]) -> Sharing<'a> {
    let declared = case.declared;
    let role = &case.permissions.role;
    let name = &case.subject.function.name;
    let shares = |other: &Case<'_>| {
        other.subject.function.name == *name
            || !matches!(role, Role::Own) && other.permissions.role == *role
    };
    let sharing: Vec<&Case<'_>> = cases.iter().filter(|other| shares(other)).collect();
    let all: Vec<&Function> = declared
        .template
        .functions
        .iter()
        .filter(|it| it.name == *name || is_under(declared, it, role))
        .collect();
    let is_read = |it: &&Case<'_>| it.subject.synthesis.status != Status::Unsupported;
    let unknown = if let Some(user) = user_elsewhere(declared, role) {
        Some(format!("`{user}` uses the role too"))
    } else if let Some(unread) = sharing.iter().find(|it| !is_read(it)) {
        let name = &unread.subject.function.name;
        Some(format!("`{name}` was not analysed"))
    } else {
        let is_whole = all.len() == sharing.len();
        (!is_whole).then(|| "other functions use the role too".to_owned())
    };
    let is_followed = |it: &&Case<'_>| it.subject.synthesis.status == Status::Complete;
    Sharing {
        functions: sharing
            .iter()
            .map(|it| it.subject.function.name.as_str())
            .collect(),
        needs: sharing.iter().flat_map(|it| it.needs).collect(),
        is_complete: unknown.is_none() && sharing.iter().all(is_followed),
        unknown,
        is_first: sharing
            .first()
            .is_some_and(|it| it.subject.function.name == *name),
    }
}

fn is_under(declared: &Declared<'_>, function: &Function, role: &Role) -> bool {
    match (role, &function.role) {
        (Role::Declared(id), DeclaredRole::Role(used)) => {
            role_of(declared, used).is_some_and(|it| it.id == *id)
        }
        (Role::Service, DeclaredRole::Implicit) => true,
        _ => false,
    }
}

/// Something that is no function and runs under a role: a state machine, a rule, a pipeline.
fn user_elsewhere<'a>(declared: &Declared<'a>, role: &Role) -> Option<&'a str> {
    let Role::Declared(id) = role else {
        return None;
    };
    let is_function = |id: &str| {
        let mut functions = declared.template.functions.iter();
        functions.any(|it| it.logical_id == id)
    };
    declared
        .template
        .resources
        .iter()
        .filter(|it| it.id != *id && !is_function(&it.id) && !it.kind.starts_with("AWS::IAM::"))
        .find(|it| runs_under(&it.properties, id))
        .map(|it| it.id.as_str())
}

fn runs_under(properties: &Expr, role: &str) -> bool {
    match properties {
        Expr::Map(entries) => entries.iter().any(|(key, value)| {
            let is_role = key.to_lowercase().contains("role");
            is_role && references(value).iter().any(|it| it.id == role) || runs_under(value, role)
        }),
        Expr::List(items) => items.iter().any(|item| runs_under(item, role)),
        _ => false,
    }
}
