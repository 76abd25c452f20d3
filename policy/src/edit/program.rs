//! Configurations that are programs: they are not edited, what to put into them is shown in literals of their language. What is in
//! them already is told from the template, compiled or followed.

use super::change::equal;
use super::print::javascript;
use super::{Refused, Wanted, managed, role, serverless};
use crate::document::Policy;
use crate::document::parts::parts;
use crate::expr::Expr;
use crate::platform::principals;
use crate::template::serverless::role::ROLES_PLUGIN;
use crate::template::{DeclaredRole, Function, Template};

/// What to put by hand into the program with this text. Nothing for functions that are compiled with that role already.
pub(crate) fn refused(text: &str, template: &Template, roles: &[(String, Policy)]) -> Vec<Refused> {
    let functions = roles.iter().filter_map(|(name, policy)| {
        let function = template.functions.iter().find(|it| it.name == *name)?;
        Some((function, policy))
    });
    functions
        .filter(|(function, policy)| !has_role(template, function, policy))
        .map(|(function, policy)| Refused {
            function: function.name.clone(),
            reason: "the configuration is a program, which is not edited".to_owned(),
            snippet: snippet(text, function, policy),
        })
        .collect()
}

/// Whether the function runs under a role with just this policy.
fn has_role(template: &Template, function: &Function, policy: &Policy) -> bool {
    let declared = match &function.role {
        DeclaredRole::Role(declared) => declared,
        DeclaredRole::ServerlessStatements {
            statements,
            inherit: false,
        } => {
            let wanted = role::statements(policy);
            return statements.len() == wanted.len()
                && statements
                    .iter()
                    .zip(&wanted)
                    .all(|(it, wanted)| equal(it, wanted));
        }
        _ => return false,
    };
    let declared = template.role(declared);
    let inline = declared.and_then(|it| it.properties.get("Policies"));
    match inline.map_or(&[][..], Expr::items) {
        [] => declared.is_some() && policy.statements.is_empty(),
        [only] => only
            .get("PolicyDocument")
            .is_some_and(|it| equal(it, &policy.to_expr())),
        _ => false,
    }
}

fn snippet(text: &str, function: &Function, policy: &Policy) -> String {
    let quote = match text.matches('\'').count() > text.matches('"').count() {
        true => '\'',
        false => '"',
    };
    let place = |place: &str, key: &str, value: &Expr| {
        let property = javascript::property(key, value, 0, quote);
        format!("// {place}\n{property}\n")
    };
    let own = format!("functions.{}", function.name);
    if text.contains(ROLES_PLUGIN) {
        let statements = Expr::List(role::statements(policy));
        return place(&own, "iamRoleStatements", &statements);
    }
    let Ok(parts) = parts(policy) else {
        return String::new();
    };
    let site = serverless::nominal_site(function);
    let mut resources = String::new();
    let mut wanted = Wanted {
        policy: &parts.inline,
        managed: Vec::new(),
        principals: principals(function),
    };
    for (index, policy) in parts.managed.iter().enumerate() {
        let id = format!("{}Policy{}", site.base, index + 2);
        let condition = function.condition.as_deref();
        let resource = managed::resource(policy, &managed::description(&site.base), condition);
        resources += &place("resources.Resources", &id, &resource);
        wanted.managed.push(Expr::reference(&id));
    }
    let id = format!("{}Role", site.base);
    let policy_name = format!("{}Policy", site.base);
    let role = role::role(&wanted, &policy_name, None, function.condition.as_deref());
    place(&own, "role", &Expr::text(id.clone()))
        + &place("resources.Resources", &id, &role)
        + &resources
}
