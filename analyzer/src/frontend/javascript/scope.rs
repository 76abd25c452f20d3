//! What names mean: hoisting, block scopes, and variables that are also exports.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{Block, Expr, ExprId, Place, Stmt, VarId};
use std::collections::HashMap;
use tree_sitter::Node;

/// Where `export` leads: the module, or a TypeScript namespace.
#[derive(Debug)]
pub(super) struct ExportScope {
    /// The variable that holds the namespace; `None` for the module.
    namespace: Option<String>,
    /// Where a variable's value goes too; the variable by its function's depth and slot.
    names: HashMap<(usize, VarId), Vec<Export>>,
}

/// A field that follows a variable.
#[derive(Debug, Clone)]
struct Export {
    /// The variable that holds the object, when it is not the module or namespace at hand.
    object: Option<String>,
    name: String,
}

impl ExportScope {
    /// Of the module.
    pub(super) fn module() -> Self {
        Self {
            namespace: None,
            names: HashMap::new(),
        }
    }

    /// Of a namespace held by a variable.
    pub(super) fn namespace(variable: &str) -> Self {
        Self {
            namespace: Some(variable.to_owned()),
            names: HashMap::new(),
        }
    }
}

impl<'t> Lowering<'t> {
    /// Reads a name.
    pub(super) fn read(&mut self, name: &str) -> ExprId {
        self.unread.remove(name);
        self.hinting.remove(name);
        if self.builder.resolve(name) == Binding::Unbound {
            match name {
                "exports" => return self.builder.expr(Expr::Exports),
                "undefined" => return self.builder.null(),
                "" => return self.builder.unknown(Reason::Missing),
                _ => {}
            }
        }
        self.builder.read(name)
    }

    /// Reads `this`; at the top level it is the export cell.
    pub(super) fn read_this(&mut self) -> ExprId {
        match self.builder.resolve("this") {
            Binding::Unbound => self.builder.expr(Expr::Exports),
            _ => self.builder.read("this"),
        }
    }

    /// Whether a name is not declared by the file.
    pub(super) fn is_free(&self, name: &str) -> bool {
        self.builder.resolve(name) == Binding::Unbound
    }

    /// Assigns to a name, and to the exports that follow it.
    pub(super) fn assign_name(&mut self, name: &str, value: ExprId) -> ExprId {
        if name.is_empty() || (name == "exports" && self.is_free(name)) {
            return value;
        }
        let place = self.builder.place(name);
        let assigned = self.builder.assign(place, value);
        let names = self.exported_as(name);
        names
            .into_iter()
            .fold(assigned, |value, export| match export.object {
                None => self.assign_export(&export.name, value),
                Some(object) => {
                    let object = self.builder.read(&object);
                    let name = export.name;
                    self.builder.assign(Place::Field { object, name }, value)
                }
            })
    }

    /// Assigns to a field of the exports.
    pub(super) fn assign_export(&mut self, name: &str, value: ExprId) -> ExprId {
        let namespace = self
            .exports
            .last()
            .and_then(|scope| scope.namespace.clone());
        let object = match namespace {
            Some(variable) => self.builder.read(&variable),
            None => self.builder.expr(Expr::Exports),
        };
        let place = Place::Field {
            object,
            name: name.to_owned(),
        };
        self.builder.assign(place, value)
    }

    fn exported_as(&self, name: &str) -> Vec<Export> {
        let Some(scope) = self.exports.last().filter(|scope| !scope.names.is_empty()) else {
            return Vec::new();
        };
        self.variable(name)
            .and_then(|variable| scope.names.get(&variable))
            .cloned()
            .unwrap_or_default()
    }

    /// A declared name as its function's depth and slot.
    fn variable(&self, name: &str) -> Option<(usize, VarId)> {
        let depth = self.builder.depth();
        match self.builder.resolve(name) {
            Binding::Local(var) => Some((depth, var)),
            Binding::Outer { levels, var } => Some((depth.saturating_sub(levels as usize), var)),
            Binding::Unbound => None,
        }
    }

    /// Notes that a declared name is exported under another.
    pub(super) fn note_export(&mut self, name: &str, export: &str) {
        self.note_export_of(None, name, export);
    }

    /// Notes that a field of an object held by a variable follows a declared name.
    pub(super) fn note_export_of(&mut self, object: Option<&str>, name: &str, export: &str) {
        self.unread.remove(name);
        self.hinting.remove(name);
        let Some(variable) = self.variable(name) else {
            return;
        };
        if let Some(scope) = self.exports.last_mut() {
            let names = scope.names.entry(variable).or_default();
            names.push(Export {
                object: object.map(str::to_owned),
                name: export.to_owned(),
            });
        }
    }

    /// Declares a name in the innermost scope unless it is there already.
    pub(super) fn declare(&mut self, name: &str) -> VarId {
        match self.builder.declared_here(name) {
            Some(var) => var,
            None => self.builder.declare(name),
        }
    }

    /// Declares what the `var` statements of a function body declare, wherever they stand in it. Variables without a
    /// value start as null.
    pub(super) fn hoist_variables(&mut self, statements: &[Node<'t>], out: &mut Block) {
        let mut empty = Vec::new();
        let mut open: Vec<_> = statements.iter().rev().copied().collect();
        while let Some(node) = open.pop() {
            match self.kind(node) {
                Kind::VariableDeclaration => {
                    for declarator in self.named(node) {
                        self.hoist_declarator(declarator, &mut empty);
                    }
                }
                Kind::ForInStatement => {
                    let kind = self.child(node, Field::Kind);
                    if kind.is_some_and(|kind| self.text(kind) == "var") {
                        self.hoist_pattern(self.child(node, Field::Left));
                    }
                    open.extend(self.child(node, Field::Body));
                }
                Kind::StatementBlock
                | Kind::IfStatement
                | Kind::ElseClause
                | Kind::ForStatement
                | Kind::WhileStatement
                | Kind::DoStatement
                | Kind::TryStatement
                | Kind::CatchClause
                | Kind::FinallyClause
                | Kind::SwitchStatement
                | Kind::SwitchCase
                | Kind::SwitchDefault
                | Kind::LabeledStatement
                | Kind::WithStatement
                | Kind::ExportStatement
                | Kind::Error => open.extend(self.named(node).into_iter().rev()),
                Kind::Other if node.kind() == "switch_body" => {
                    open.extend(self.named(node).into_iter().rev());
                }
                _ => {}
            }
        }
        for name in empty {
            let place = self.builder.place(&name);
            let null = self.builder.null();
            let assigned = self.builder.assign(place, null);
            out.push(Stmt::Expr(assigned));
        }
    }

    fn hoist_declarator(&mut self, declarator: Node<'t>, empty: &mut Vec<String>) {
        let Some(pattern) = self.child(declarator, Field::Name) else {
            return;
        };
        if self.is_created_require(declarator) {
            return;
        }
        let name = self.text(pattern);
        let fresh =
            self.kind(pattern) == Kind::Identifier && self.builder.declared_here(name).is_none();
        if fresh && self.child(declarator, Field::Value).is_none() {
            empty.push(name.to_owned());
        }
        self.hoist_pattern(Some(pattern));
    }

    fn hoist_pattern(&mut self, pattern: Option<Node<'t>>) {
        for name in self.names_of(pattern) {
            self.builder.declare_in_function(name);
        }
    }

    /// Declares what the statements of a block declare in it.
    pub(super) fn declare_block(&mut self, statements: &[Node<'t>]) {
        for statement in statements {
            let Some(node) = self.declaration(*statement) else {
                continue;
            };
            match self.kind(node) {
                Kind::LexicalDeclaration | Kind::UsingDeclaration => {
                    self.declare_lexical(node);
                }
                Kind::FunctionDeclaration
                | Kind::GeneratorFunctionDeclaration
                | Kind::ClassDeclaration
                | Kind::AbstractClassDeclaration
                | Kind::EnumDeclaration => {
                    if let Some(name) = self.child(node, Field::Name) {
                        self.declare(self.text(name));
                    }
                }
                Kind::InternalModule | Kind::Module => {
                    if let Some(name) = self.namespace_head(node) {
                        self.declare_namespace(name);
                    }
                }
                Kind::ImportStatement => self.declare_imports(node),
                Kind::ImportAlias => {
                    if let Some(name) = self.first(node) {
                        self.declare(self.text(name));
                    }
                }
                _ => {}
            }
        }
    }

    /// Declares a namespace, and notes when it adds to what has its name already.
    fn declare_namespace(&mut self, name: &str) {
        let known = self.builder.declared_here(name).is_some();
        self.declare(name);
        if known {
            self.merged.extend(self.variable(name));
        }
    }

    /// Whether namespaces of a name share it with each other, a class or a function.
    pub(super) fn is_merged(&self, name: &str) -> bool {
        let variable = self.variable(name);
        variable.is_some_and(|variable| self.merged.contains(&variable))
    }

    fn declare_lexical(&mut self, node: Node<'t>) {
        for declarator in self.named(node) {
            if self.is_created_require(declarator) {
                continue;
            }
            for name in self.names_of(self.child(declarator, Field::Name)) {
                self.declare(name);
            }
        }
    }

    /// Declares the names of a pattern in the innermost scope.
    pub(super) fn declare_pattern(&mut self, pattern: Node<'t>) {
        for name in self.names_of(Some(pattern)) {
            self.declare(name);
        }
    }

    /// `const require = createRequire(import.meta.url)` keeps `require` what it is.
    pub(super) fn is_created_require(&mut self, declarator: Node<'t>) -> bool {
        let name = self.child(declarator, Field::Name);
        if name.is_none_or(|name| self.text(name) != "require") {
            return false;
        }
        let made = self
            .child(declarator, Field::Value)
            .and_then(|value| self.child(value, Field::Function))
            .is_some_and(|function| self.text(function).ends_with("createRequire"));
        self.created_require |= made;
        made
    }

    /// The declaration that a statement makes, out of its `export`.
    pub(super) fn declaration(&self, statement: Node<'t>) -> Option<Node<'t>> {
        match self.kind(statement) {
            Kind::ExportStatement => self.child(statement, Field::Declaration),
            Kind::ExpressionStatement => self
                .first(statement)
                .filter(|inner| self.kind(*inner) == Kind::InternalModule),
            Kind::LabeledStatement => self
                .child(statement, Field::Body)
                .filter(|inner| self.kind(*inner) == Kind::FunctionDeclaration),
            _ => Some(statement),
        }
    }

    /// The names a pattern declares, in order.
    pub(super) fn names_of(&mut self, pattern: Option<Node<'t>>) -> Vec<&'t str> {
        let mut names = Vec::new();
        let mut open: Vec<_> = pattern.into_iter().collect();
        while let Some(node) = open.pop() {
            match self.kind(node) {
                Kind::Identifier | Kind::ShorthandPropertyIdentifierPattern => {
                    names.push(self.text(node));
                }
                Kind::ObjectPattern | Kind::ArrayPattern | Kind::RestPattern => {
                    open.extend(self.named(node).into_iter().rev());
                }
                Kind::AssignmentPattern | Kind::ObjectAssignmentPattern => {
                    open.extend(self.child(node, Field::Left));
                }
                Kind::PairPattern => open.extend(self.child(node, Field::Value)),
                _ => {}
            }
        }
        names
    }

    /// Assigns the functions declared in a block, at its start.
    pub(super) fn hoist_functions(&mut self, statements: &[Node<'t>], out: &mut Block) {
        for statement in statements {
            let Some(node) = self.declaration(*statement) else {
                continue;
            };
            if !matches!(
                self.kind(node),
                Kind::FunctionDeclaration | Kind::GeneratorFunctionDeclaration
            ) {
                continue;
            }
            let name = self.child(node, Field::Name).map(|name| self.text(name));
            let function = self.function(node, name.unwrap_or_default());
            self.at(node);
            let assigned = self.assign_name(name.unwrap_or_default(), function);
            out.push(Stmt::Expr(assigned));
        }
    }

    /// Lowers a block in a scope of its own.
    pub(super) fn block(&mut self, statements: &[Node<'t>], out: &mut Block) {
        self.builder.push_scope();
        self.declare_block(statements);
        self.hoist_functions(statements, out);
        self.statements(statements, out);
        self.builder.pop_scope();
    }
}
