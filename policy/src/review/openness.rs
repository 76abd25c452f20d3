//! Resources that stand for everything of their kind, and statements that allow an action on them.

use crate::declared::DeclaredStatement;
use crate::evaluator::document::{Effect, Entry, Matched};
use crate::evaluator::pattern::{Pattern, Symbol, arn_meets};
use crate::evaluator::truth::Truth;
use crate::expr::Expr;
use catalog::{Catalog, ResourceType};

/// Whether a resource of a policy stands for everything of its kind: nothing is named after the kind.
///
/// `arn:aws:dynamodb:*:*:table/*` and `arn:aws:s3:::*/*` do; `table/orders-*`, `table/*-orders` and `${Table.Arn}/*` do not.
pub(super) fn is_open(pattern: &Pattern) -> bool {
    if pattern.is_any() {
        return true;
    }
    let mut fields: Vec<Vec<&Symbol>> = vec![Vec::new()];
    for symbol in pattern.symbols() {
        if *symbol == Symbol::Char(':') && fields.len() < 6 {
            fields.push(Vec::new());
        } else if let Some(last) = fields.last_mut() {
            last.push(symbol);
        }
    }
    let [_, _, service, _, _, name] = fields.as_slice() else {
        // An ARN that ends early: what is a value of the deployment may be the whole of it.
        let is_spelled = |it: &Symbol| matches!(it, Symbol::Char(_) | Symbol::Any | Symbol::One);
        let symbols = pattern.symbols();
        return symbols.last() == Some(&Symbol::Any) && symbols.iter().all(is_spelled);
    };
    let text = |symbols: &[&Symbol]| -> Option<String> {
        let chars = symbols.iter().map(|symbol| match symbol {
            Symbol::Char(character) => Some(*character),
            _ => None,
        });
        chars.collect()
    };
    let is_separator = |symbol: &&Symbol| matches!(symbol, Symbol::Char('/' | ':'));
    let end = name.iter().position(is_separator).map_or(0, |at| at + 1);
    let (kind, rest) = name.split_at(end);
    let is_kind = match (text(service), text(kind)) {
        (Some(service), Some(kind)) => names_kind(&service, &kind),
        _ => false,
    };
    let named = if is_kind { rest } else { name.as_slice() };
    match named {
        [Symbol::Any] => true,
        [Symbol::Any, next, ..] => is_separator(next),
        _ => false,
    }
}

/// The same for a resource as it is written in a policy: one whose value is not in the template, such as a list that
/// somebody gives at deployment, is not known to be everything.
pub(super) fn is_open_entry(entry: &Entry) -> bool {
    is_open(&entry.pattern) && entry.written.to_json().to_string().contains('*')
}

/// Whether ARNs of a service have this in front of a resource's name: `table/` of DynamoDB, nothing of S3.
fn names_kind(service: &str, kind: &str) -> bool {
    let mut types = Catalog::embedded().resource_types(service);
    !kind.is_empty()
        && types.any(|it| {
            let arns = it.arns().into_iter();
            let mut names = arns.filter_map(|arn| arn.splitn(6, ':').nth(5));
            names.any(|name| name.starts_with(kind))
        })
}

/// Whether a statement certainly allows an action on everything of its kind, without a condition.
pub(super) fn allows_openly(declared: &DeclaredStatement, action: &str) -> bool {
    let statement = &declared.statement;
    statement.effect == Effect::Allow
        && statement.conditions.is_empty()
        && statement.matches_action(action) == Truth::Yes
        && is_open_for(&statement.resources, action, is_open_entry)
}

/// Whether resources are open for an action: where a request always names resources of certain types, one of each is.
///
/// `ssm:SendCommand` on every instance is of use only with a document that may be sent.
pub(super) fn is_open_for(
    resources: &Matched,
    action: &str,
    is_open: impl Fn(&Entry) -> bool,
) -> bool {
    let entries = match resources {
        Matched::AnyOf(entries) => entries,
        Matched::NoneOf(_) => return true,
    };
    let open: Vec<&Entry> = entries.iter().filter(|it| is_open(it)).collect();
    let required = Catalog::embedded()
        .action(action)
        .map(|it| it.required_resource_types())
        .unwrap_or_default();
    !open.is_empty()
        && required
            .iter()
            .all(|kind| open.iter().any(|it| is_about(kind, &it.pattern)))
}

/// Whether a resource of a policy may be one of a type.
fn is_about(kind: &ResourceType, pattern: &Pattern) -> bool {
    let arns = kind.arns().into_iter();
    let mut formats = arns.map(|arn| Pattern::glob(&without_names(arn)));
    formats.any(|format| arn_meets(pattern, &format))
}

/// Whether a statement's resources are such that it grants an action on any of them: `dynamodb:ListTables` is granted on `*`
/// and not on a table.
pub(super) fn grants_on(action: catalog::Action, resources: &Matched) -> bool {
    let entries = match resources {
        Matched::AnyOf(entries) => entries,
        Matched::NoneOf(_) => return true,
    };
    let types = action.resource_types();
    entries
        .iter()
        .any(|it| it.pattern.is_any() || types.iter().any(|kind| is_about(kind, &it.pattern)))
}

/// An ARN format with `*` for each `${Name}`.
fn without_names(format: &str) -> String {
    let mut out = String::new();
    for (position, part) in format.split("${").enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if position > 0 => {
                out.push('*');
                out.push_str(rest);
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// The resource of a statement that is open, as written.
pub(super) fn open_resource(declared: &DeclaredStatement) -> Option<Expr> {
    let mut entries = declared.statement.resources.entries().iter();
    entries
        .find(|it| is_open_entry(it))
        .map(|it| it.written.clone())
}
