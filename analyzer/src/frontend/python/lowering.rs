//! The state of lowering one file, and what all construct families share: names, places, temporaries, depth.

use super::builtins::is_builtin;
use super::names::{bound_names, global_names};
use super::source::Columns;
use super::syntax::{Kind, kind};
use crate::facts::{ProblemKind, Reason};
use crate::frontend::parsing::Parsed;
use crate::ir::builder::{Binding, ModuleBuilder};
use crate::ir::{
    Block, ChoiceOperator, Constant, Exports, Expr, ExprId, MemberKind, Module, Place, Span, Stmt,
    VarId,
};
use crate::project::Language;
use std::collections::HashSet;
use tree_sitter::Node;

/// How deeply statements and expressions may nest; what is deeper becomes unknown, with a problem.
const MAX_DEPTH: u32 = 200;

/// Lowers a parsed file.
pub(super) fn lower(path: &str, text: &str, parsed: &Parsed) -> Module {
    let mut lowering = Lowering::new(path, text);
    let root = parsed.tree.root_node();
    if let Some(rest) = parsed.rest {
        rest.report(&mut lowering.builder);
    }
    lowering.report_syntax_errors(root);
    lowering.collect_hints(root);
    let body = lowering.module_body(root);
    lowering.builder.finish(body)
}

/// The state of lowering one file.
pub(super) struct Lowering<'t> {
    pub(super) text: &'t str,
    pub(super) builder: ModuleBuilder,
    /// The bodies we are in, outermost first.
    pub(super) frames: Vec<Frame<'t>>,
    /// Parameter defaults and annotations of a method are being lowered: they see the names of the class body.
    pub(super) in_signature: bool,
    columns: Columns<'t>,
    stars: Vec<&'t str>,
    /// Names of builtins that the module's body has assigned so far.
    own_builtins: HashSet<&'t str>,
    walrus: bool,
    depth: u32,
    depth_reported: bool,
}

/// A body that statements stand in.
pub(super) enum Frame<'t> {
    Function {
        /// The name of the slot that holds `self` or `cls`.
        receiver: Option<&'t str>,
        /// The annotation of what it returns.
        returns: Option<Node<'t>>,
    },
    Class(ClassBody<'t>),
}

/// A class body under construction.
pub(super) struct ClassBody<'t> {
    /// `Orders`, `Orders.Line`.
    pub(super) qualified: String,
    /// Names that code of the body itself mentions: their values live in slots.
    pub(super) mentioned: HashSet<&'t str>,
    /// Slots of the body, with what members they become.
    pub(super) slots: Vec<(&'t str, VarId, MemberKind)>,
}

impl<'t> Lowering<'t> {
    fn new(path: &str, text: &'t str) -> Self {
        Self {
            text,
            builder: ModuleBuilder::new(path, Language::Python, Exports::Variables),
            frames: Vec::new(),
            in_signature: false,
            columns: Columns::new(text),
            stars: Vec::new(),
            own_builtins: HashSet::new(),
            walrus: text.contains(":="),
            depth: 0,
            depth_reported: false,
        }
    }

    fn module_body(&mut self, root: Node<'t>) -> Block {
        let names = bound_names(root, self.text, self.walrus);
        self.stars = names.stars;
        for name in names.assigned {
            self.builder.declare_in_function(name);
        }
        if self.text.contains("global") {
            for name in global_names(root, self.text) {
                self.builder.declare_in_function(name);
            }
        }
        let mut out = Block::new();
        self.block(root, &mut out);
        out
    }

    /// Declares the names that the body of the current function binds.
    pub(super) fn declare_locals(&mut self, body: Node<'t>) {
        let names = bound_names(body, self.text, self.walrus);
        let outer: HashSet<_> = names.outer.into_iter().collect();
        for name in names.assigned {
            if !outer.contains(name) {
                self.builder.declare_in_function(name);
            }
        }
    }

    fn report_syntax_errors(&mut self, root: Node<'t>) {
        if !root.has_error() {
            return;
        }
        let mut places = Vec::new();
        super::names::walk(root, |node| {
            if node.is_error() || node.is_missing() {
                places.push(node);
                return false;
            }
            node.has_error()
        });
        for node in places.into_iter().take(MAX_SYNTAX_ERRORS) {
            let message = if node.is_missing() {
                format!("`{}` is missing here", node.kind())
            } else {
                "this does not parse as Python 3".to_owned()
            };
            self.problem(node, ProblemKind::SyntaxError, message);
        }
    }

    /// The source text of a node.
    pub(super) fn text_of(&self, node: Node<'_>) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// Where a node starts.
    pub(super) fn span(&mut self, node: Node<'_>) -> Span {
        self.columns.span(node.start_position())
    }

    /// Makes a node the current place.
    pub(super) fn at(&mut self, node: Node<'_>) {
        let span = self.span(node);
        self.builder.at(span);
    }

    /// Adds an expression that stands at a node.
    pub(super) fn add(&mut self, node: Node<'_>, expr: Expr) -> ExprId {
        let span = self.span(node);
        self.builder.expr_at(span, expr)
    }

    /// Adds a constant that stands at a node.
    pub(super) fn constant(&mut self, node: Node<'_>, constant: Constant) -> ExprId {
        self.add(node, Expr::Constant(constant))
    }

    /// Adds a problem at a node.
    pub(super) fn problem(
        &mut self,
        node: Node<'_>,
        kind: ProblemKind,
        message: impl Into<String>,
    ) {
        self.at(node);
        self.builder.problem(kind, message);
    }

    /// The named children of a node, without comments.
    pub(super) fn named(&self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut cursor = node.walk();
        node.named_children(&mut cursor)
            .filter(|child| !matches!(kind(*child), Kind::Comment | Kind::LineContinuation))
            .collect()
    }

    /// The first named child of a node that is no comment.
    pub(super) fn first(&self, node: Node<'t>) -> Option<Node<'t>> {
        let child = node.named_child(0)?;
        match kind(child) {
            Kind::Comment | Kind::LineContinuation => self.named(node).into_iter().next(),
            _ => Some(child),
        }
    }

    /// Does `work` one level deeper, or gives `None` where that is too deep.
    pub(super) fn deeper<T>(
        &mut self,
        node: Node<'t>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            if !self.depth_reported {
                self.depth_reported = true;
                self.problem(
                    node,
                    ProblemKind::Budget,
                    "code is nested too deeply here and is not followed; split it up",
                );
            }
            return None;
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        Some(result)
    }

    /// A read of a name.
    pub(super) fn read(&mut self, node: Node<'_>) -> ExprId {
        let name = self.text_of(node);
        self.at(node);
        self.read_name(name)
    }

    /// A read of a name at the current place.
    pub(super) fn read_name(&mut self, name: &'t str) -> ExprId {
        if self.in_signature {
            let hidden = class_alias(name);
            if self.builder.resolve(&hidden) != Binding::Unbound {
                return self.builder.read(&hidden);
            }
        }
        match self.builder.resolve(name) {
            Binding::Unbound if !is_builtin(name) => self.read_starred(name),
            Binding::Local(_) if self.shadows_later(name) => {
                self.builder.expr(Expr::Builtin(name.to_owned()))
            }
            _ => self.builder.read(name),
        }
    }

    /// A name that only star imports can have brought, the last one first.
    fn read_starred(&mut self, name: &str) -> ExprId {
        let mut result = self.builder.read(name);
        for star in self.stars.clone() {
            let module = self.builder.expr(Expr::Import(specifier(star)));
            let left = self.builder.field(module, name);
            result = self.builder.expr(Expr::Choice {
                operator: ChoiceOperator::Coalesce,
                left,
                right: result,
            });
        }
        result
    }

    /// A builtin's name that the module's body assigns only further down.
    fn shadows_later(&self, name: &str) -> bool {
        self.frames.is_empty() && is_builtin(name) && !self.own_builtins.contains(name)
    }

    /// Where assigning to a name goes.
    pub(super) fn place(&mut self, name: &'t str) -> Place {
        match self.frames.last() {
            Some(Frame::Class(_)) => Place::Local(self.class_slot(name, MemberKind::Static)),
            Some(Frame::Function { .. }) => self.builder.place(name),
            None => {
                if is_builtin(name) {
                    self.own_builtins.insert(name);
                }
                self.builder.place(name)
            }
        }
    }

    /// Declares a name that only the innermost scope sees. Outside of functions its slot has no name of its own, as
    /// the names of slots there are what other modules see.
    pub(super) fn declare_hidden(&mut self, name: &str) -> VarId {
        if self.builder.depth() > 1 {
            return self.builder.declare(name);
        }
        let slot = self.builder.temporary();
        self.builder.alias(name, slot);
        slot
    }

    /// Stores a value in a fresh slot.
    pub(super) fn temporary(&mut self, value: ExprId, out: &mut Block) -> VarId {
        let slot = self.builder.temporary();
        self.store(slot, value, out);
        slot
    }

    /// Stores a value in a slot.
    pub(super) fn store(&mut self, slot: VarId, value: ExprId, out: &mut Block) {
        let stored = self.builder.assign(Place::Local(slot), value);
        out.push(Stmt::Expr(stored));
    }

    /// A call of a helper that the interpreter provides.
    pub(super) fn intrinsic(
        &mut self,
        node: Node<'_>,
        name: &str,
        arguments: Vec<ExprId>,
    ) -> ExprId {
        let callee = self.add(node, Expr::Builtin(name.to_owned()));
        self.add(
            node,
            Expr::Call {
                callee,
                arguments: super::calls::positional(arguments),
                new: false,
            },
        )
    }

    /// A value that lowering says nothing about.
    pub(super) fn computed(&mut self, node: Node<'_>) -> ExprId {
        self.add(node, Expr::Unknown(Reason::Computed))
    }
}

/// More syntax errors in one file than this say nothing new.
const MAX_SYNTAX_ERRORS: usize = 20;

/// The name under which a method's signature sees a name of the class body.
pub(super) fn class_alias(name: &str) -> String {
    format!("%class.{name}")
}

/// A module's name as written, without the spaces and comments that Python allows in it.
pub(super) fn specifier(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
