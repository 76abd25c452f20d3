//! Writes roles back into templates.
//!
//! Three layers: what a format wants changed ([`change`], on values), how that is spliced into the text ([`splice`], on bytes),
//! and how new text looks ([`print`], [`idiom`]). Every step is read again: what would change anything but the roles is
//! refused and the text stays as it was.

pub mod change;
pub mod comments;
mod explicit;
pub mod idiom;
mod keep;
mod list;
mod managed;
pub mod print;
mod program;
mod role;
mod serverless;
pub mod source;
pub mod splice;
pub mod text_edit;

pub(crate) use explicit::is_attached;

use crate::document::Policy;
use crate::document::parts::parts;
use crate::expr::Expr;
use crate::platform::principals;
use crate::template::dependency::graph;
use crate::template::given::Given;
use crate::template::serverless::role::statement_style;
use crate::template::{DeclaredRole, Function, Kind, Template, discovery, reading};
use analyzer::project::MemoryFiles;
use change::{Change, path};
use explicit::Site;
use source::Source;
use splice::{Unfaithful, splice, splice_together};
use std::collections::{BTreeMap, BTreeSet};

/// What comes of writing roles into a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The new text; the old one where nothing had to change.
    pub text: String,
    /// Functions whose role was changed, in the order given.
    pub changed: Vec<String>,
    /// Functions that could not be written.
    pub refused: Vec<Refused>,
    /// Functions whose policy is too large for one role, with the number of managed policies it goes on in.
    pub split: Vec<(String, usize)>,
}

impl Plan {
    /// Takes over the plan that was made on from this one's text.
    pub fn follow(&mut self, next: Self) {
        self.text = next.text;
        self.refused = next.refused;
        self.split = next.split;
        for name in next.changed {
            if !self.changed.contains(&name) {
                self.changed.push(name);
            }
        }
    }
}

/// A function whose role could not be written; the text is as it was for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name.
    pub function: String,
    /// Why, in one phrase.
    pub reason: String,
    /// What to paste by hand, with the place in front of each part.
    pub snippet: String,
}

/// The changes for one function, or why there are none.
type Planned = Result<Vec<Change>, Refusal>;

struct Refusal {
    reason: String,
    suggested: Vec<Change>,
}

/// Writes one role for each of some functions (by name) into the text of their template.
///
/// A policy has to hold everything that the role needs beyond what the framework adds by itself: SAM to a function without
/// `Role`, the Serverless plugin to `iamRoleStatements`, nobody to a role that the template writes. Functions are independent
/// of each other: one that is refused does not keep the others from being written.
pub fn plan(text: &str, template: &Template, roles: &[(String, Policy)]) -> Plan {
    let mut plan = Plan {
        text: text.to_owned(),
        changed: Vec::new(),
        refused: Vec::new(),
        split: roles
            .iter()
            .filter_map(|(name, policy)| Some((name.clone(), parts(policy).ok()?.managed.len())))
            .filter(|(_, managed)| *managed > 0)
            .collect(),
    };
    if discovery::is_program(&template.path) {
        plan.refused = program::refused(text, template, roles);
        return plan;
    }
    let mut source = match Source::new(&template.path, text.to_owned()) {
        Ok(source) => source,
        Err(error) => {
            plan.refused = roles
                .iter()
                .map(|(name, _)| refused_whole(name, &error))
                .collect();
            return plan;
        }
    };
    let known = circles(&source);
    match write_together(&source, template, roles) {
        Some((next, changed)) if circles(&next).is_subset(&known) => {
            source = next;
            plan.changed = changed;
        }
        _ => source = write_each(source, template, roles, known, &mut plan),
    }
    source = without_unused_roles(source, template, &plan.changed);
    plan.text = source.text;
    plan
}

/// All functions in one go, which works for most templates; nothing where a single one is in the way.
fn write_together(
    source: &Source,
    template: &Template,
    roles: &[(String, Policy)],
) -> Option<(Source, Vec<String>)> {
    let mut changed = Vec::new();
    let mut all = Vec::new();
    for (name, policy) in roles {
        let function = template.functions.iter().find(|it| it.name == *name)?;
        let changes = changes(source, template, function, policy).ok()?;
        if !changes.is_empty() {
            changed.push(name.clone());
            all.extend(changes);
        }
    }
    Some((splice_together(source, &all).ok()?, changed))
}

/// One function after the other; those that are in the way are refused.
fn write_each(
    source: Source,
    template: &Template,
    roles: &[(String, Policy)],
    known: BTreeSet<String>,
    plan: &mut Plan,
) -> Source {
    let mut source = source;
    let mut known = known;
    for (name, policy) in roles {
        let Some(function) = template.functions.iter().find(|it| it.name == *name) else {
            let error = Unfaithful::Missing(name.clone());
            plan.refused.push(refused_whole(name, &error));
            continue;
        };
        match write_one(&source, template, function, policy, &mut known) {
            Ok(Some(next)) => {
                plan.changed.push(name.clone());
                source = next;
            }
            Ok(None) => {}
            Err(refusal) => plan.refused.push(Refused {
                function: name.clone(),
                snippet: snippet(&source, &refusal.suggested),
                reason: refusal.reason,
            }),
        }
    }
    source
}

fn refused_whole(name: &str, error: &Unfaithful) -> Refused {
    Refused {
        function: name.to_owned(),
        reason: error.to_string(),
        snippet: String::new(),
    }
}

fn write_one(
    source: &Source,
    template: &Template,
    function: &Function,
    policy: &Policy,
    known: &mut BTreeSet<String>,
) -> Result<Option<Source>, Refusal> {
    let changes = changes(source, template, function, policy)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let refused = |reason: String| Refusal {
        reason,
        suggested: changes.clone(),
    };
    let next = splice(source, &changes).map_err(|error| refused(error.to_string()))?;
    let circles = circles(&next);
    if let Some(id) = circles.difference(known).next() {
        return Err(refused(format!(
            "its role and `{id}` would need each other"
        )));
    }
    *known = circles;
    Ok(Some(next))
}

fn changes(source: &Source, template: &Template, function: &Function, policy: &Policy) -> Planned {
    let place = match template.kind {
        Kind::Serverless => path(&["functions", &function.name]),
        Kind::Sam | Kind::CloudFormation => path(&["Resources", &function.logical_id]),
    };
    if source.is_repeated(&place) {
        return Err(Refusal {
            reason: format!(
                "`{}` stands more than once in the template; remove all but one",
                place.join(".")
            ),
            suggested: Vec::new(),
        });
    }
    let parts = parts(policy).map_err(|length| Refusal {
        reason: format!(
            "its policy has about {length} characters, more than a role and its managed policies hold; split the function"
        ),
        suggested: Vec::new(),
    })?;
    let mut wanted = Wanted {
        policy: &parts.inline,
        managed: Vec::new(),
        principals: principals(function),
    };
    let mut changes = managed::changes(source, template, function, &parts.managed, &mut wanted)?;
    changes.extend(role_changes(source, template, function, &wanted)?);
    Ok(changes)
}

/// What a role is to have.
pub(crate) struct Wanted<'a> {
    /// Its inline policy.
    pub(crate) policy: &'a Policy,
    /// References to its managed policies.
    pub(crate) managed: Vec<Expr>,
    /// Services that may assume it, where no role says so that it is made after.
    pub(crate) principals: Vec<&'static str>,
}

fn role_changes(
    source: &Source,
    template: &Template,
    function: &Function,
    wanted: &Wanted<'_>,
) -> Planned {
    let has_role = matches!(function.role, DeclaredRole::Role(_));
    if template.kind == Kind::Serverless {
        let declared = source
            .value()
            .at(&["functions", &function.name])
            .unwrap_or(&Expr::Null);
        if !has_role && let Some(style) = statement_style(&template.document, declared) {
            return serverless::statements(source, template, function, style, wanted);
        }
        return match serverless::site(source, template, function) {
            Ok(site) => explicit::changes(source, template, function, &site, wanted),
            Err(reason) => {
                let site = serverless::nominal_site(function);
                let planned = explicit::changes(source, template, function, &site, wanted);
                let suggested = planned.unwrap_or_else(|refusal| refusal.suggested);
                Err(Refusal {
                    reason: reason.to_owned(),
                    suggested,
                })
            }
        };
    }
    let properties = |key: &str| path(&["Resources", &function.logical_id, "Properties", key]);
    if source
        .at(&path(&["Resources", &function.logical_id, "Properties"]))
        .is_none()
    {
        return Err(Refusal {
            reason: "it is not written out in this file".to_owned(),
            suggested: vec![Change::set(
                properties("Policies"),
                Expr::List(vec![wanted.policy.to_expr()]),
            )],
        });
    }
    let is_sam = template
        .resources
        .iter()
        .any(|it| it.id == function.logical_id && it.kind == "AWS::Serverless::Function");
    if is_sam && !has_role {
        return Ok(sam_policies(source, properties("Policies"), wanted));
    }
    if has_role && source.at(&properties("Role")).is_none() {
        return Err(Refusal {
            reason: "its role is set for all functions, in `Globals`".to_owned(),
            suggested: vec![Change::set(
                properties("Policies"),
                Expr::List(vec![wanted.policy.to_expr()]),
            )],
        });
    }
    let site = Site {
        preparation: None,
        resources: path(&["Resources"]),
        role_entry: properties("Role"),
        base: function.logical_id.clone(),
        reference: |id| Expr::get_att(id, "Arn"),
    };
    explicit::changes(source, template, function, &site, wanted)
}

/// SAM makes a role of the policies of a function.
fn sam_policies(source: &Source, place: Vec<String>, wanted: &Wanted<'_>) -> Vec<Change> {
    let mut policies = match wanted.policy.statements.is_empty() {
        true => Vec::new(),
        false => vec![wanted.policy.to_expr()],
    };
    policies.extend(wanted.managed.iter().cloned());
    list::replace(source, place, policies, Some(Expr::List(Vec::new())))
}

fn without_unused_roles(source: Source, template: &Template, changed: &[String]) -> Source {
    let shared: BTreeMap<&str, &Function> = template
        .functions
        .iter()
        .filter(|function| changed.contains(&function.name))
        .filter_map(|function| match &function.role {
            DeclaredRole::Role(role) => Some((template.role(role)?.id.as_str(), function)),
            _ => None,
        })
        .collect();
    let mut source = source;
    for (role, function) in shared {
        let resources = match template.kind {
            Kind::Serverless => serverless::site(&source, template, function)
                .map(|site| site.resources)
                .unwrap_or_default(),
            Kind::Sam | Kind::CloudFormation => path(&["Resources"]),
        };
        let changes = explicit::unused_role(&source, template, &resources, role);
        // A role that cannot be taken away faithfully stays: it grants nothing to anybody any more.
        if let Ok(next) = splice(&source, &changes) {
            source = next;
        }
    }
    source
}

/// Resources that need themselves.
fn circles(source: &Source) -> BTreeSet<String> {
    let root = source.tree.documents.get(source.document);
    let read = root.map(|root| {
        reading::read_document(
            &MemoryFiles::default(),
            &source.path,
            &source.tree,
            *root,
            &Given::default(),
        )
    });
    match read {
        Some(Ok(template)) => graph(&template).circles(),
        _ => BTreeSet::new(),
    }
}

/// Changes as text to paste: each with its place in front.
fn snippet(source: &Source, changes: &[Change]) -> String {
    let idiom = source.idiom;
    let mut out = String::new();
    for change in changes {
        let (Change::Set { path, value, .. } | Change::Append { path, value }) = change else {
            continue;
        };
        let Some((key, parents)) = path.split_last() else {
            continue;
        };
        let text = if idiom.json {
            format!(
                "{}: {}",
                Expr::text(key.clone()).to_json(),
                print::json(&idiom, value, "")
            )
        } else {
            print::block_entry(&idiom, key, value, 0)
        };
        out.push_str(&format!("# {}\n{text}\n", parents.join(".")));
    }
    out
}

#[cfg(test)]
mod tests;
