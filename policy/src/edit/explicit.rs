//! Roles that are resources: one for each function, rewritten in place where it is the function's alone, made anew where
//! several share it.

use super::change::{Change, equal};
use super::source::Source;
use super::{Planned, Refusal, Wanted, list, role};
use crate::expr::Expr;
use crate::template::reference::references;
use crate::template::{DeclaredRole, Function, Kind, Resource, Template};

/// Where the parts of a role are written.
pub(crate) struct Site {
    /// What has to be changed before a resource can be added.
    pub(crate) preparation: Option<Change>,
    /// The mapping of the resources.
    pub(crate) resources: Vec<String>,
    /// The entry of the function that names its role.
    pub(crate) role_entry: Vec<String>,
    /// What new roles and policies are named after.
    pub(crate) base: String,
    /// How the entry names a role of the template.
    pub(crate) reference: fn(&str) -> Expr,
}

impl Site {
    /// Where a resource is written.
    fn resource(&self, id: &str) -> Vec<String> {
        self.resources
            .iter()
            .cloned()
            .chain([id.to_owned()])
            .collect()
    }
}

/// The changes that give a function a role of its own.
pub(crate) fn changes(
    source: &Source,
    template: &Template,
    function: &Function,
    site: &Site,
    wanted: &Wanted<'_>,
) -> Planned {
    let current = match &function.role {
        DeclaredRole::Role(role) => Some(template.role(role).ok_or_else(|| Refusal {
            reason: foreign(template, role),
            suggested: new_role(source, template, function, site, wanted, None),
        })?),
        _ => None,
    };
    match current {
        Some(resource) if is_exclusive(template, function, resource) => {
            in_place(source, template, function, site, resource, wanted)
        }
        Some(shared) => {
            let changes = new_role(source, template, function, site, wanted, Some(shared));
            match others(template, function, shared).find(|it| !assumes(&it.properties, &shared.id))
            {
                Some(other) => Err(Refusal {
                    reason: format!(
                        "`{}` names the shared role `{}`, perhaps to let it in; name the new role there too",
                        other.id, shared.id
                    ),
                    suggested: changes,
                }),
                None => Ok(changes),
            }
        }
        None => Ok(new_role(source, template, function, site, wanted, None)),
    }
}

/// Why a role is none that can be written.
fn foreign(template: &Template, role: &Expr) -> String {
    let is_known = |id: &str| {
        template.resources.iter().any(|it| it.id == id)
            || template.parameters.contains_key(id)
            || id.starts_with("AWS::")
    };
    match references(role).iter().find(|it| !is_known(it.id)) {
        Some(missing) if template.kind != Kind::Serverless => format!(
            "its role refers to `{}`, which is not in this template",
            missing.id
        ),
        _ => "its role comes from outside of this template, or is chosen by a condition".to_owned(),
    }
}

/// Whether the function is the only thing that uses a role, policies of the role aside.
fn is_exclusive(template: &Template, function: &Function, role: &Resource) -> bool {
    let is_other_user = |other: &&Function| {
        other.name != function.name
            && matches!(&other.role, DeclaredRole::Role(used) if template.role(used).is_some_and(|it| it.id == role.id))
    };
    let used_by_function = template.functions.iter().any(|other| is_other_user(&other));
    !used_by_function
        && !others(template, function, role).any(|it| assumes(&it.properties, &role.id))
}

/// Resources beside a function, the role itself and its policies that refer to a role. Functions are not among them.
fn others<'a>(
    template: &'a Template,
    function: &'a Function,
    role: &'a Resource,
) -> impl Iterator<Item = &'a Resource> {
    let is_function = |id: &str| {
        id == function.logical_id || template.functions.iter().any(|it| it.logical_id == id)
    };
    template.resources.iter().filter(move |resource| {
        resource.id != role.id
            && !is_function(&resource.id)
            && !is_attached(resource, &role.id)
            && references(&resource.properties)
                .iter()
                .any(|it| it.id == role.id)
    })
}

/// Whether properties name a role as one to run under: below a key such as `RoleArn`. A principal of a policy does not.
fn assumes(properties: &Expr, role: &str) -> bool {
    match properties {
        Expr::Map(entries) => entries.iter().any(|(key, value)| {
            let is_role = key.to_lowercase().contains("role");
            is_role && references(value).iter().any(|it| it.id == role) || assumes(value, role)
        }),
        Expr::List(items) => items.iter().any(|item| assumes(item, role)),
        _ => false,
    }
}

/// Whether a policy resource is attached to a role.
pub(crate) fn is_attached(resource: &Resource, role: &str) -> bool {
    let list = match resource.kind.as_str() {
        "AWS::IAM::Policy" | "AWS::IAM::ManagedPolicy" => "Roles",
        "AWS::IAM::RolePolicy" => "RoleName",
        _ => return false,
    };
    let roles = resource.properties.get(list).unwrap_or(&Expr::Null);
    references(roles).iter().any(|it| it.id == role)
}

fn in_place(
    source: &Source,
    template: &Template,
    function: &Function,
    site: &Site,
    resource: &Resource,
    wanted: &Wanted<'_>,
) -> Planned {
    let at = |keys: &[&str]| -> Vec<String> {
        let keys = keys.iter().map(|key| (*key).to_owned());
        site.resource(&resource.id)
            .into_iter()
            .chain(keys)
            .collect()
    };
    let refused = |reason: String| Refusal {
        reason,
        suggested: new_role(source, template, function, site, wanted, None),
    };
    if source.at(&at(&[])).is_none() {
        return Err(refused(format!(
            "its role `{}` is written in another file",
            resource.id
        )));
    }
    let policy = wanted.policy;
    let (mut changes, carrier) =
        detached(source, template, site, &resource.id, wanted).map_err(refused)?;
    let managed = at(&["Properties", "ManagedPolicyArns"]);
    changes.extend(list::replace(source, managed, wanted.managed.clone(), None));
    let inline = match carrier {
        Some(mut place) => {
            place.extend(["Properties".to_owned(), "PolicyDocument".to_owned()]);
            let wanted = policy.to_expr();
            if !source.at(&place).is_some_and(|old| equal(old, &wanted)) {
                changes.push(Change::set(place, wanted));
            }
            Vec::new()
        }
        None if policy.statements.is_empty() => Vec::new(),
        None => vec![role::inline(policy_name(resource, site), policy)],
    };
    changes.extend(list::replace(
        source,
        at(&["Properties", "Policies"]),
        inline,
        None,
    ));
    Ok(changes)
}

/// Policy resources of a role go, but for one that something waits for: that one is to carry the policy. An error is a
/// reason to refuse.
fn detached(
    source: &Source,
    template: &Template,
    site: &Site,
    role: &str,
    wanted: &Wanted<'_>,
) -> Result<(Vec<Change>, Option<Vec<String>>), String> {
    let mut changes = Vec::new();
    let mut carrier = None;
    for attached in template.resources.iter().filter(|it| is_attached(it, role)) {
        let id = &attached.id;
        let can_carry =
            attached.kind != "AWS::IAM::ManagedPolicy" && !wanted.policy.statements.is_empty();
        if attached
            .properties
            .get("Roles")
            .is_some_and(|roles| roles.items().len() > 1)
        {
            return Err(format!(
                "`{id}` grants to its role and to others; take the role out of it first"
            ));
        } else if !source.mentions(id, &[]) {
            changes.push(Change::Remove {
                path: site.resource(id),
            });
        } else if carrier.is_none() && can_carry {
            carrier = Some(site.resource(id));
        } else {
            return Err(format!(
                "`{id}` grants to its role and is referred to elsewhere"
            ));
        }
    }
    Ok((changes, carrier))
}

/// The name of the only inline policy stays; otherwise it is named after the function.
fn policy_name(role: &Resource, site: &Site) -> Expr {
    let policies = role.properties.get("Policies").map_or(&[][..], Expr::items);
    match policies {
        [only] => only.get("PolicyName").cloned(),
        _ => None,
    }
    .unwrap_or_else(|| Expr::text(format!("{}Policy", site.base)))
}

fn new_role(
    source: &Source,
    template: &Template,
    function: &Function,
    site: &Site,
    wanted: &Wanted<'_>,
    like: Option<&Resource>,
) -> Vec<Change> {
    let id = unused_id(template, &format!("{}Role", site.base));
    let old = like.map(|it| {
        site.resources
            .iter()
            .cloned()
            .chain([it.id.clone(), "Properties".to_owned()])
            .collect()
    });
    let like_written = old
        .and_then(|path: Vec<String>| source.at(&path))
        .or(like.map(|it| &it.properties));
    let policy_name = format!("{}Policy", site.base);
    let value = role::role(
        wanted,
        &policy_name,
        like_written,
        function.condition.as_deref(),
    );
    let function_place: Vec<String> = site
        .resources
        .iter()
        .cloned()
        .chain([function.logical_id.clone()])
        .collect();
    let neighbour = match (source.at(&function_place), like) {
        (None, Some(like)) => like.id.clone(),
        _ => function.logical_id.clone(),
    };
    let mut changes: Vec<Change> = site.preparation.clone().into_iter().collect();
    changes.extend([
        Change::Set {
            path: site.resource(&id),
            value,
            after: Some(neighbour),
        },
        Change::set(site.role_entry.clone(), (site.reference)(&id)),
    ]);
    if let Some(like) = like {
        changes.extend(without_dependency(source, site, function, &like.id));
    }
    changes
}

/// A function need not wait for its old role any more; for the new one it waits by naming it.
fn without_dependency(
    source: &Source,
    site: &Site,
    function: &Function,
    role: &str,
) -> Option<Change> {
    let mut path = site.resource(&function.logical_id);
    path.push("DependsOn".to_owned());
    match source.at(&path)? {
        Expr::Text(id) if id == role => {}
        Expr::List(ids) => {
            let at = ids.iter().position(|id| id.as_text() == Some(role))?;
            if ids.len() > 1 {
                path.push(at.to_string());
            }
        }
        _ => return None,
    }
    Some(Change::Remove { path })
}

fn unused_id(template: &Template, wanted: &str) -> String {
    let is_free = |id: &String| {
        !template.resources.iter().any(|it| it.id == *id) && !template.parameters.contains_key(id)
    };
    let numbered = (2..1000).map(|number| format!("{wanted}{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_else(|| wanted.to_owned())
}

/// Takes away a role that several functions shared, with its policies, once nothing refers to it.
pub(crate) fn unused_role(
    source: &Source,
    template: &Template,
    resources: &[String],
    role: &str,
) -> Vec<Change> {
    let place =
        |id: &str| -> Vec<String> { resources.iter().cloned().chain([id.to_owned()]).collect() };
    let attached: Vec<&Resource> = template
        .resources
        .iter()
        .filter(|it| is_attached(it, role))
        .collect();
    let mut own: Vec<Vec<String>> = attached.iter().map(|it| place(&it.id)).collect();
    own.push(place(role));
    let is_used = attached.iter().any(|it| {
        let is_shared = it
            .properties
            .get("Roles")
            .is_some_and(|roles| roles.items().len() > 1);
        is_shared || source.mentions(&it.id, &own)
    });
    if source.at(&place(role)).is_none() || is_used || source.mentions(role, &own) {
        return Vec::new();
    }
    own.into_iter()
        .map(|path| Change::Remove { path })
        .collect()
}
