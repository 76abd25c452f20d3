//! Places of a source text that do not parse, as problems of its module.

use super::source::Source;
use super::syntax::{Grammar, Kind};
use crate::facts::ProblemKind;
use crate::ir::builder::ModuleBuilder;
use tree_sitter::{Node, Tree};

/// Problems reported for one file at most.
const MAX_REPORTED: usize = 10;

/// Adds a problem for each place that does not parse. Errors inside of types are left out: types are erased.
pub(super) fn collect(
    source: &Source,
    grammar: &Grammar,
    tree: &Tree,
    builder: &mut ModuleBuilder,
) {
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if found.len() >= MAX_REPORTED {
            break;
        }
        if node.is_error() || node.is_missing() {
            found.push(node);
        } else if node.has_error() && !is_erased(grammar.kind(node)) {
            let mut cursor = node.walk();
            let children: Vec<_> = node.children(&mut cursor).collect();
            open.extend(children.into_iter().rev());
        }
    }
    for node in found {
        builder.at(source.span(node));
        builder.problem(ProblemKind::SyntaxError, message(source, node));
    }
}

fn is_erased(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::TypeAnnotation
            | Kind::TypeArguments
            | Kind::TypeParameters
            | Kind::InterfaceDeclaration
            | Kind::TypeAliasDeclaration
            | Kind::AmbientDeclaration
    )
}

fn message(source: &Source, node: Node<'_>) -> String {
    if node.is_missing() {
        return format!("the code does not parse: `{}` is missing", node.kind());
    }
    let line = source.of(node).lines().next().unwrap_or_default().trim();
    let shown: String = line.chars().take(40).collect();
    format!("the code does not parse at `{shown}`; what follows may be misread")
}
