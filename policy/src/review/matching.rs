//! How entries of policies and needs of code meet: which needs an action or a resource of a statement is about.

use super::need::Need;
use crate::evaluator::document::{Entry, Matched};
use crate::evaluator::pattern::{Pattern, Symbol, arn_covers, arn_meets};
use catalog::Catalog;

/// Whether a need is one that an action of a statement is about.
pub(super) fn matches_action(action: &Entry, need: &Need) -> bool {
    let wanted = Pattern::literal(&need.grant.action.to_ascii_lowercase());
    action.pattern.lower_case().covers(&wanted)
}

/// The same for an action of a statement that may name the actions it is not about.
pub(super) fn is_about(actions: &Matched, action: &Entry, need: &Need) -> bool {
    match actions {
        Matched::AnyOf(_) => matches_action(action, need),
        Matched::NoneOf(_) => !matches_action(action, need),
    }
}

/// Whether a resource of a statement has anything to do with a need.
pub(super) fn meets(resource: &Entry, need: &Need) -> bool {
    let named = |expr| {
        super::case::words(expr)
            .strip_prefix("${")
            .and_then(attribute_of)
    };
    if let (Some(granted), Some(needed)) = (named(&resource.written), named(&need.grant.resource))
        && granted != needed
    {
        // Two resources of one template are two, however their names may come out.
        return false;
    }
    let patterns = &need.request.resource;
    patterns.iter().any(|it| arn_covers(&resource.pattern, it))
        || patterns.iter().all(|it| arn_meets(&resource.pattern, it))
}

/// `Orders` of `Orders.Arn}/index/*`: what is so written begins with the ARN of that resource.
fn attribute_of(text: &str) -> Option<String> {
    let (path, _) = text.split_once('}')?;
    path.strip_suffix(".Arn").map(str::to_owned)
}

/// Whether a need is as wide as a resource of a statement.
pub(super) fn covers(need: &Need, resource: &Entry) -> bool {
    let mut patterns = need.request.resource.iter();
    patterns.any(|it| arn_covers(it, &resource.pattern))
}

/// Whether a statement certainly grants more than a need: more than what a wildcard of the need leaves open anyway.
pub(super) fn is_narrower(resource: &Entry, need: &Need) -> bool {
    let head = |pattern: &Pattern| {
        let symbols = pattern.symbols().iter();
        symbols
            .take_while(|it| **it != Symbol::Any)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut patterns = need.request.resource.iter();
    patterns.any(|it| arn_covers(&resource.pattern, it) && (head(it) != head(&resource.pattern)))
}

/// Whether a pattern has a wildcard.
pub(super) fn has_wildcard(pattern: &Pattern) -> bool {
    let is_wild = |symbol: &Symbol| matches!(symbol, Symbol::Any | Symbol::One);
    pattern.symbols().iter().any(is_wild)
}

/// Actions that needs use through an action of a statement, sorted.
pub(super) fn uses<'a>(
    needs: &[&'a Need],
    actions: &Matched,
    action: &Entry,
    resources: &[Entry],
) -> Vec<&'a str> {
    let mut used: Vec<&str> = needs
        .iter()
        .filter(|need| is_about(actions, action, need))
        .filter(|need| resources.iter().any(|it| meets(it, need)))
        .map(|need| need.grant.action.as_str())
        .collect();
    used.sort_unstable();
    used.dedup();
    used
}

/// The actions that a wildcard stands for today. Every action of AWS is too many to name: of a wildcard in the prefix
/// none is.
pub(super) fn expansion(written: &str) -> Vec<catalog::Action> {
    let prefix = written.split_once(':').map_or("*", |(prefix, _)| prefix);
    if prefix.contains('*') {
        return Vec::new();
    }
    let pattern = Pattern::glob(&written.to_ascii_lowercase());
    let matches = |name: &str| pattern.covers(&Pattern::literal(&name.to_ascii_lowercase()));
    Catalog::embedded()
        .actions(&prefix.to_ascii_lowercase())
        .filter(|action| matches(action.full_name()))
        .collect()
}
