//! Roles that are resources of the template: their own policies and those that are attached to them.

use super::entry::{in_own_account, pattern};
use super::policies::{Reader, short};
use super::{GapKind, Role};
use crate::binding::declared::Declared;
use crate::binding::resolve;
use crate::binding::text::Text;
use crate::edit::is_attached;
use crate::expr::Expr;
use crate::template::Resource;

/// What a role that a function names grants.
///
/// Of a role that a condition of the template chooses, both sides count, as both sides of every other condition do; the role
/// is called after the first that the template declares.
pub(super) fn role(reader: &mut Reader<'_>, role: &Expr) -> Role {
    let site = reader.role_site();
    let sides = reader.items(role, &site);
    let roles: Vec<_> = sides
        .iter()
        .map(|(side, site)| (*side, site, declared_by(reader.declared, side)))
        .collect();
    let first = roles.iter().find_map(|(_, _, resource)| *resource);
    let mut read: Vec<&str> = Vec::new();
    for (side, site, resource) in &roles {
        match resource {
            Some(resource) if read.contains(&resource.id.as_str()) => {}
            Some(resource) => {
                read.push(&resource.id);
                resource_role(reader, resource);
            }
            None => {
                let kind = match first {
                    Some(_) => GapKind::OtherRole,
                    None => GapKind::Role,
                };
                reader.gap(kind, format!("role `{}`", short(side)), site);
            }
        }
    }
    match first {
        Some(resource) => Role::Declared(resource.id.clone()),
        None => Role::Elsewhere(short(role)),
    }
}

/// The role resource that a function's role is, or the first of those that a condition chooses from.
pub(crate) fn role_of<'a>(declared: &Declared<'a>, role: &Expr) -> Option<&'a Resource> {
    match role {
        Expr::Call(name, argument) if name == "Fn::If" => {
            let mut sides = argument.items().iter().skip(1);
            sides.find_map(|side| role_of(declared, side))
        }
        role => declared_by(declared, role),
    }
}

/// The role resource that an expression names: by reference, or by an ARN with the name that the template gives it.
fn declared_by<'a>(declared: &Declared<'a>, role: &Expr) -> Option<&'a Resource> {
    declared.template.role(role).or_else(|| {
        let arn = match resolve::texts(declared, role).as_slice() {
            [text] => in_own_account(&pattern(declared, text)),
            _ => return None,
        };
        let is_named = |it: &&Resource| {
            let by_reference = Text::template(Expr::get_att(&it.id, "Arn"));
            it.properties.get("RoleName").is_some()
                && in_own_account(&pattern(declared, &by_reference)) == arn
        };
        let resources = declared.template.resources.iter();
        resources
            .filter(|it| it.kind == "AWS::IAM::Role")
            .find(is_named)
    })
}

fn resource_role(reader: &mut Reader<'_>, resource: &Resource) {
    let properties = reader.resource(resource).at(&["Properties"]);
    if let Some(policies) = resource.properties.get("Policies") {
        for (policy, site) in reader.items(policies, &properties.at(&["Policies"])) {
            match policy.get("PolicyDocument") {
                Some(document) => reader.document(document, &site.at(&["PolicyDocument"])),
                None => {
                    let what = format!("policy `{}`", short(policy));
                    reader.gap(GapKind::Unreadable, what, &site);
                }
            }
        }
    }
    if let Some(policies) = resource.properties.get("ManagedPolicyArns") {
        for (policy, site) in reader.items(policies, &properties.at(&["ManagedPolicyArns"])) {
            reader.managed(policy, &site);
        }
    }
    if let Some(boundary) = resource.properties.get("PermissionsBoundary") {
        reader.boundary(boundary, &properties.at(&["PermissionsBoundary"]));
    }
    let template = reader.declared.template;
    for attached in &template.resources {
        if is_attached(attached, &resource.id) {
            let site = reader
                .resource(attached)
                .at(&["Properties", "PolicyDocument"]);
            if let Some(document) = attached.properties.get("PolicyDocument") {
                reader.document(document, &site);
            }
        }
    }
}
