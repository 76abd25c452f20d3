//! Which names a scope assigns: the pass over a body before it is lowered.
//!
//! Python makes a name local to a function when it is assigned anywhere in it. The pass does not enter nested functions
//! and classes, and enters expressions only in files that use `:=`.

use super::syntax::{Field, Kind, field, kind};
use tree_sitter::Node;

/// The names that a body binds, in order of first appearance (with repetitions).
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// Assigned, imported, defined, captured.
    pub(super) assigned: Vec<&'t str>,
    /// Declared `global` or `nonlocal`.
    pub(super) outer: Vec<&'t str>,
    /// Modules of star imports.
    pub(super) stars: Vec<&'t str>,
}

/// Collects what the body `node` binds.
pub(super) fn bound_names<'t>(node: Node<'t>, text: &'t str, walrus: bool) -> Names<'t> {
    let mut names = Names::default();
    walk(node, |node| visit(node, text, walrus, &mut names));
    names
}

/// The names declared `global` anywhere below `node`.
pub(super) fn global_names<'t>(node: Node<'t>, text: &'t str) -> Vec<&'t str> {
    let mut names = Vec::new();
    walk(node, |node| {
        if kind(node) == Kind::GlobalStatement {
            push_identifiers(node, text, &mut names);
            return false;
        }
        true
    });
    names
}

/// The names that code below `node` itself reads or binds: nested bodies, parameters, attributes and keywords left out.
pub(super) fn mentioned_names<'t>(node: Node<'t>, text: &'t str) -> Vec<&'t str> {
    let mut names = Vec::new();
    walk_with_parents(node, |inner, parent| match kind(inner) {
        Kind::Identifier => {
            if !parent.is_some_and(|parent| is_label(inner, parent)) {
                names.push(text_of(inner, text));
            }
            false
        }
        Kind::Block => !matches!(
            parent.map(kind),
            Some(Kind::FunctionDefinition | Kind::ClassDefinition)
        ),
        _ => true,
    });
    names
}

/// Whether an identifier stands for no variable of the scope it is written in.
fn is_label(identifier: Node<'_>, parent: Node<'_>) -> bool {
    match kind(parent) {
        Kind::Attribute => field(parent, Field::Object) != Some(identifier),
        Kind::KeywordArgument | Kind::DefaultParameter | Kind::TypedDefaultParameter => {
            field(parent, Field::Name) == Some(identifier)
        }
        Kind::Parameters
        | Kind::LambdaParameters
        | Kind::TypedParameter
        | Kind::ListSplatPattern
        | Kind::DictionarySplatPattern => true,
        _ => false,
    }
}

/// Visits `node` and what is below it in order; `enter` says whether to go below a node.
pub(super) fn walk<'t>(node: Node<'t>, mut enter: impl FnMut(Node<'t>) -> bool) {
    walk_with_parents(node, |node, _| enter(node));
}

/// Like [`walk`]; `enter` is also given the parent of all nodes but the first. (Asking a node for its parent or a
/// sibling searches the whole tree.)
fn walk_with_parents<'t>(
    node: Node<'t>,
    mut enter: impl FnMut(Node<'t>, Option<Node<'t>>) -> bool,
) {
    let mut cursor = node.walk();
    let mut parents = Vec::new();
    loop {
        let node = cursor.node();
        if enter(node, parents.last().copied()) && cursor.goto_first_child() {
            parents.push(node);
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
            parents.pop();
        }
    }
}

fn text_of<'t>(node: Node<'_>, text: &'t str) -> &'t str {
    text.get(node.byte_range()).unwrap_or_default()
}

fn visit<'t>(node: Node<'t>, text: &'t str, walrus: bool, names: &mut Names<'t>) -> bool {
    match kind(node) {
        Kind::FunctionDefinition | Kind::ClassDefinition => {
            push_field(node, Field::Name, text, &mut names.assigned);
            false
        }
        Kind::Lambda => false,
        Kind::Assignment | Kind::AugmentedAssignment | Kind::ForStatement => {
            push_field(node, Field::Left, text, &mut names.assigned);
            true
        }
        Kind::TypeAliasStatement => {
            push_field(node, Field::Left, text, &mut names.assigned);
            false
        }
        Kind::NamedExpression => {
            push_field(node, Field::Name, text, &mut names.assigned);
            true
        }
        Kind::AsPatternTarget => {
            push_targets(node, text, &mut names.assigned);
            false
        }
        Kind::ExceptClause => {
            push_field(node, Field::Alias, text, &mut names.assigned);
            true
        }
        Kind::ImportStatement | Kind::ImportFromStatement => {
            push_imports(node, text, names);
            false
        }
        Kind::GlobalStatement | Kind::NonlocalStatement => {
            push_identifiers(node, text, &mut names.outer);
            false
        }
        Kind::CasePattern => {
            push_captures(node, text, &mut names.assigned);
            false
        }
        kind => walrus || holds_statements(kind),
    }
}

fn holds_statements(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Module
            | Kind::Block
            | Kind::Error
            | Kind::ExpressionStatement
            | Kind::DecoratedDefinition
            | Kind::IfStatement
            | Kind::ElifClause
            | Kind::ElseClause
            | Kind::WhileStatement
            | Kind::TryStatement
            | Kind::FinallyClause
            | Kind::WithStatement
            | Kind::WithClause
            | Kind::WithItem
            | Kind::Tuple
            | Kind::AsPattern
            | Kind::MatchStatement
            | Kind::CaseClause
    )
}

fn push_field<'t>(node: Node<'t>, name: Field, text: &'t str, names: &mut Vec<&'t str>) {
    if let Some(target) = field(node, name) {
        push_targets(target, text, names);
    }
}

/// The names that an assignment target binds.
pub(super) fn push_targets<'t>(target: Node<'t>, text: &'t str, names: &mut Vec<&'t str>) {
    walk(target, |node| match kind(node) {
        Kind::Identifier => {
            names.push(text_of(node, text));
            false
        }
        Kind::Attribute | Kind::Subscript => false,
        _ => true,
    });
}

fn push_identifiers<'t>(node: Node<'t>, text: &'t str, names: &mut Vec<&'t str>) {
    walk(node, |node| {
        if kind(node) == Kind::Identifier {
            names.push(text_of(node, text));
        }
        true
    });
}

fn push_imports<'t>(node: Node<'t>, text: &'t str, names: &mut Names<'t>) {
    let module = field(node, Field::ModuleName);
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        match kind(child) {
            Kind::WildcardImport => {
                names
                    .stars
                    .extend(module.map(|module| text_of(module, text)));
            }
            Kind::AliasedImport => push_field(child, Field::Alias, text, &mut names.assigned),
            Kind::DottedName if Some(child) != module => {
                let first = child.named_child(0);
                names
                    .assigned
                    .extend(first.map(|first| text_of(first, text)));
            }
            _ => {}
        }
    }
}

fn push_captures<'t>(pattern: Node<'t>, text: &'t str, names: &mut Vec<&'t str>) {
    walk_with_parents(pattern, |node, parent| {
        match (kind(node), parent.map(kind)) {
            (Kind::DottedName, Some(Kind::ClassPattern)) => {}
            (Kind::DottedName, _) if node.named_child_count() > 1 => {}
            (Kind::Identifier, Some(Kind::KeywordPattern)) => {}
            (Kind::DottedName | Kind::Identifier, _) => names.push(text_of(node, text)),
            (Kind::String | Kind::ConcatenatedString, _) => {}
            _ => return true,
        }
        false
    });
}
