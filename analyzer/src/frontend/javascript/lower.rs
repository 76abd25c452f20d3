//! Lowering of one file: the state that all construct families share, and the order in which a module body is lowered.
//!
//! The families live in sibling modules as further `impl` blocks of [`Lowering`]; none of them evaluates anything.

use super::scope::ExportScope;
use super::source::Source;
use super::syntax::{Dialect, Field, Grammar, Kind};
use super::{gaps, hints, syntax_error};
use crate::facts::{ProblemKind, Reason};
use crate::frontend::parsing::Parsed;
use crate::ir::builder::ModuleBuilder;
use crate::ir::{Block, Exports, ExprId, Module, Span, VarId};
use crate::project::Language;
use std::collections::HashSet;
use tree_sitter::{Node, TreeCursor};

/// How deeply constructs may nest before the rest is given up.
const MAX_DEPTH: u32 = 200;

/// Lowers a source text.
pub(super) fn lower(path: &str, bytes: &[u8]) -> Module {
    let (language, dialects) = dialects(path);
    let source = Source::new(bytes);
    let mut builder = ModuleBuilder::new(path, language, Exports::Cell);
    let Some((dialect, Parsed { tree, rest })) = parse(&source.text, dialects) else {
        builder.problem(ProblemKind::SyntaxError, "the file could not be parsed");
        return builder.finish(Vec::new());
    };
    if let Some(rest) = rest {
        rest.report(&mut builder);
    }
    hints::collect(&source, dialect.grammar(), &tree, &mut builder);
    syntax_error::collect(&source, dialect.grammar(), &tree, &mut builder);
    let mut lowering = Lowering {
        source: &source,
        grammar: dialect.grammar(),
        cursor: tree.walk(),
        builder,
        language,
        depth: 0,
        over_budget: false,
        exports: Vec::new(),
        merged: HashSet::new(),
        targets: Vec::new(),
        unread: HashSet::new(),
        hinting: HashSet::new(),
        awaiters: Vec::new(),
        created_require: false,
    };
    let body = lowering.program(tree.root_node());
    lowering.builder.finish(body)
}

/// The language of a file by its extension, and the dialects it may be written in, likeliest first.
fn dialects(path: &str) -> (Language, &'static [Dialect]) {
    use Dialect::{JavaScript, Tsx, TypeScript};
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("ts" | "mts" | "cts") => (Language::TypeScript, &[TypeScript, Tsx]),
        Some("tsx") => (Language::TypeScript, &[Tsx]),
        _ => (Language::JavaScript, &[JavaScript, Tsx]),
    }
}

/// The first dialect that reads the text without errors, also with syntax masked that the grammar does not know; else the
/// first. Text of which only the start is parsed is code in no dialect.
fn parse(text: &str, dialects: &[Dialect]) -> Option<(Dialect, Parsed)> {
    let mut first = None;
    for dialect in dialects {
        let parsed = dialect.grammar().parse(text)?;
        if parsed.rest.is_some() || !parsed.tree.root_node().has_error() {
            return Some((*dialect, parsed));
        }
        first.get_or_insert((*dialect, parsed));
    }
    let (dialect, _) = first.as_ref()?;
    let masked = gaps::masked(text).and_then(|masked| dialect.grammar().parse(&masked));
    match masked.filter(|parsed| !parsed.tree.root_node().has_error()) {
        Some(parsed) => Some((*dialect, parsed)),
        None => first,
    }
}

/// A file being lowered.
pub(super) struct Lowering<'t> {
    pub(super) source: &'t Source,
    pub(super) grammar: &'static Grammar,
    pub(super) cursor: TreeCursor<'t>,
    pub(super) builder: ModuleBuilder,
    pub(super) language: Language,
    /// How deeply the construct at hand is nested.
    depth: u32,
    /// The limit was hit and reported.
    over_budget: bool,
    /// The module and the namespaces around the code at hand.
    pub(super) exports: Vec<ExportScope>,
    /// Variables that namespaces add to, by their function's depth and slot.
    pub(super) merged: HashSet<(usize, VarId)>,
    /// What `break` and `continue` can lead to in the function at hand.
    pub(super) targets: Vec<super::jump::Target>,
    /// Imported names that nothing has read so far, in TypeScript (see [`Self::watch_imports`]).
    pub(super) unread: HashSet<&'t str>,
    /// Imported names that only types have read so far, in TypeScript.
    pub(super) hinting: HashSet<&'t str>,
    /// Depths of the functions in which `yield` means `await` (see the compiled helpers).
    pub(super) awaiters: Vec<usize>,
    /// `require` is a variable made by `createRequire`.
    pub(super) created_require: bool,
}

impl<'t> Lowering<'t> {
    fn program(&mut self, root: Node<'t>) -> Block {
        let statements = self.named(root);
        let mut body = Block::new();
        self.exports.push(ExportScope::module());
        self.hoist_variables(&statements, &mut body);
        self.declare_block(&statements);
        self.watch_imports(&statements);
        self.note_exports(&statements);
        self.hoist_functions(&statements, &mut body);
        let mut rest = Block::new();
        self.statements(&statements, &mut rest);
        self.hoist_imports(&statements, &mut body);
        body.extend(rest);
        self.exports.pop();
        body
    }

    /// The kind of a node.
    pub(super) fn kind(&self, node: Node<'t>) -> Kind {
        self.grammar.kind(node)
    }

    /// The child in a field.
    pub(super) fn child(&self, node: Node<'t>, field: Field) -> Option<Node<'t>> {
        self.grammar.child(node, field)
    }

    /// The text of a node.
    pub(super) fn text(&self, node: Node<'t>) -> &'t str {
        self.source.of(node)
    }

    /// Where a node starts.
    pub(super) fn span(&self, node: Node<'t>) -> Span {
        self.source.span(node)
    }

    /// Makes a node the place of the expressions that follow.
    pub(super) fn at(&mut self, node: Node<'t>) {
        let span = self.span(node);
        self.builder.at(span);
    }

    /// The children of a node that have a meaning: no punctuation, no comments.
    pub(super) fn named(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut children = self.children(node);
        children.retain(Node::is_named);
        children
    }

    /// All children of a node except comments.
    pub(super) fn children(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut children = Vec::new();
        self.cursor.reset(node);
        if !self.cursor.goto_first_child() {
            return children;
        }
        loop {
            let child = self.cursor.node();
            if !child.is_extra() || child.is_error() {
                children.push(child);
            }
            if !self.cursor.goto_next_sibling() {
                return children;
            }
        }
    }

    /// The first child that has a meaning.
    pub(super) fn first(&self, node: Node<'t>) -> Option<Node<'t>> {
        let count = u32::try_from(node.named_child_count()).unwrap_or(u32::MAX);
        (0..count)
            .filter_map(|index| node.named_child(index))
            .find(|child| !child.is_extra())
    }

    /// The children of a node in a field.
    pub(super) fn in_field(&mut self, node: Node<'t>, field: Field) -> Vec<Node<'t>> {
        let id = self.grammar.field_id(field);
        let mut children = Vec::new();
        self.cursor.reset(node);
        let mut more = self.cursor.goto_first_child();
        while more {
            if self
                .cursor
                .field_id()
                .is_some_and(|found| found.get() == id)
            {
                children.push(self.cursor.node());
            }
            more = self.cursor.goto_next_sibling();
        }
        children
    }

    /// Whether a keyword stands directly below a node.
    pub(super) fn has_keyword(&mut self, node: Node<'t>, keyword: &str) -> bool {
        let children = self.children(node);
        children
            .iter()
            .any(|child| !child.is_named() && child.kind() == keyword)
    }

    /// Runs `inner` one level deeper, or gives `None` where nesting is beyond the limit, which is reported once.
    pub(super) fn nested<R>(
        &mut self,
        node: Node<'t>,
        inner: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        if self.depth >= MAX_DEPTH {
            self.give_up(node);
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        Some(result)
    }

    fn give_up(&mut self, node: Node<'t>) {
        self.at(node);
        if std::mem::replace(&mut self.over_budget, true) {
            return;
        }
        self.builder.problem(
            ProblemKind::Budget,
            format!("code nested more than {MAX_DEPTH} levels deep is left out"),
        );
    }

    /// A value for code that was given up.
    pub(super) fn beyond_budget(&mut self) -> ExprId {
        self.builder.unknown(Reason::Budget)
    }
}
