//! Roles that are resources of the template: their own policies and those that are attached to them.

use super::policies::{Reader, short};
use super::{GapKind, Role};
use crate::edit::is_attached;
use crate::expr::Expr;
use crate::template::Resource;

/// What a role that a function names grants.
pub(super) fn role(reader: &mut Reader<'_>, role: &Expr) -> Role {
    let template = reader.declared.template;
    let Some(resource) = template.role(role) else {
        let name = short(role);
        let site = reader.role_site();
        reader.gap(GapKind::Role, format!("role `{name}`"), &site);
        return Role::Elsewhere(name);
    };
    resource_role(reader, resource);
    Role::Declared(resource.id.clone())
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
