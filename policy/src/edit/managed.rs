//! What does not fit into a role: managed policies beside it, `ShopPolicy2`, `ShopPolicy3`, …, told by their description.

use super::change::{Change, equal, path};
use super::source::Source;
use super::{Planned, Refusal, Wanted, serverless};
use crate::document::Policy;
use crate::expr::Expr;
use crate::template::serverless::role::statement_style;
use crate::template::{DeclaredRole, Function, Kind, Template};

/// A role may have this many; more than that are not looked for.
const MOST: usize = 12;

/// The changes that make the managed policies of a function, or take away those that are no longer needed; references to them
/// are put into `wanted`.
pub(crate) fn changes(
    source: &Source,
    template: &Template,
    function: &Function,
    policies: &[Policy],
    wanted: &mut Wanted<'_>,
) -> Planned {
    let id = &function.logical_id;
    let base = match template.kind {
        Kind::Serverless => id.strip_suffix("LambdaFunction").unwrap_or(id),
        Kind::Sam | Kind::CloudFormation => id,
    };
    let description = description(base);
    let (preparation, resources) = match template.kind {
        Kind::Serverless => match serverless::site(source, template, function) {
            Ok(site) => (site.preparation, site.resources),
            Err(_) if policies.is_empty() => return Ok(Vec::new()),
            Err(reason) => return Err(refusal(reason)),
        },
        Kind::Sam | Kind::CloudFormation => (None, path(&["Resources"])),
    };
    if !policies.is_empty() && !takes_managed(source, template, function) {
        return Err(refusal(
            "its policy is larger than its role can hold, and the plugin that makes the role gives it no managed policies; \
             split the function",
        ));
    }
    let mut changes = Vec::new();
    for number in 2..MOST {
        let id = format!("{base}Policy{number}");
        let place: Vec<String> = resources.iter().cloned().chain([id.clone()]).collect();
        let current = source.at(&place);
        let said = current.and_then(|it| it.at(&["Properties", "Description"])?.as_text());
        let is_ours = said == Some(&description);
        match (policies.get(number - 2), current) {
            (Some(_), Some(_)) if !is_ours => {
                return Err(refusal(&format!(
                    "its policy needs a second part, and there is a `{id}` already"
                )));
            }
            (Some(policy), current) => {
                let value = resource(policy, &description, function.condition.as_deref());
                if !current.is_some_and(|it| equal(it, &value)) {
                    changes.push(Change::Set {
                        path: place,
                        value,
                        after: Some(function.logical_id.clone()),
                    });
                }
                let reference = Expr::Call("Ref".to_owned(), Box::new(Expr::text(id)));
                wanted.managed.push(reference);
            }
            (None, Some(_)) if is_ours => changes.push(Change::Remove { path: place }),
            (None, _) => {}
        }
    }
    let count = source.at(&resources).map_or(0, |it| it.entries().len());
    if count > 0 && changes.len() == count && changes.iter().all(is_removal) {
        return Ok(vec![Change::Remove {
            path: emptied(source, resources),
        }]);
    }
    if !changes.iter().all(is_removal) {
        changes.splice(0..0, preparation);
    }
    Ok(changes)
}

fn is_removal(change: &Change) -> bool {
    matches!(change, Change::Remove { .. })
}

/// The outermost mapping that holds nothing but the one at a path.
fn emptied(source: &Source, mut path: Vec<String>) -> Vec<String> {
    while let Some((_, parent)) = path.split_last()
        && !parent.is_empty()
        && source.at(parent).is_some_and(|it| it.entries().len() == 1)
    {
        path.pop();
    }
    path
}

/// Whether there is a place at the role of a function for managed policies.
fn takes_managed(source: &Source, template: &Template, function: &Function) -> bool {
    if template.kind != Kind::Serverless || matches!(function.role, DeclaredRole::Role(_)) {
        return true;
    }
    let declared = source.value().at(&["functions", &function.name]);
    let style = statement_style(&template.document, declared.unwrap_or(&Expr::Null));
    style.is_none_or(|style| style.managed.is_some())
}

/// The description that tells our policies from others.
pub(crate) fn description(base: &str) -> String {
    format!("Continues the policy of {base}")
}

/// A managed policy.
pub(crate) fn resource(policy: &Policy, description: &str, condition: Option<&str>) -> Expr {
    let text = |text: &str| Expr::text(text);
    let properties = vec![
        ("Description".to_owned(), text(description)),
        ("PolicyDocument".to_owned(), policy.to_expr()),
    ];
    let mut entries = vec![("Type".to_owned(), text("AWS::IAM::ManagedPolicy"))];
    entries.extend(condition.map(|name| ("Condition".to_owned(), text(name))));
    entries.push(("Properties".to_owned(), Expr::Map(properties)));
    Expr::Map(entries)
}

fn refusal(reason: &str) -> Refusal {
    Refusal {
        reason: reason.to_owned(),
        suggested: Vec::new(),
    }
}
