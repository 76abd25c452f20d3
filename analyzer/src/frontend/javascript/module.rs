//! Imports and exports of ES modules, and TypeScript's `import x = …` and `export = …`.
//!
//! CommonJS needs nothing here: `require` is a call and `module.exports` a read, see the expressions.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::ir::{Argument, ArgumentKind, Block, Expr, ExprId, Place, Stmt};
use crate::project::Language;
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Declares the names that an import statement binds.
    pub(super) fn declare_imports(&mut self, node: Node<'t>) {
        for (name, _) in self.imported(node) {
            self.declare(name);
        }
    }

    /// Starts to note which imports are read: TypeScript leaves out an import whose names are types or not used at all.
    /// One used as a hint only is kept, which may over-report what its module does when it is loaded.
    pub(super) fn watch_imports(&mut self, statements: &[Node<'t>]) {
        if self.language != Language::TypeScript {
            return;
        }
        for statement in statements {
            if self.kind(*statement) == Kind::ImportStatement {
                let names = self.imported(*statement);
                self.unread.extend(names.into_iter().map(|(name, _)| name));
            }
        }
    }

    /// Evaluates the imports of a module in order and binds their names, and passes on what it re-exports.
    pub(super) fn hoist_imports(&mut self, statements: &[Node<'t>], out: &mut Block) {
        for statement in statements {
            match self.kind(*statement) {
                Kind::ImportStatement => self.import(*statement, out),
                Kind::ExportStatement => self.re_export(*statement, out),
                _ => {}
            }
        }
    }

    fn import(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(source) = self.child(node, Field::Source) else {
            return;
        };
        let specifier = self.string(source);
        let names = self.imported(node);
        if names.is_empty() && !self.is_type_only(node) {
            self.at(node);
            let module = self.builder.expr(Expr::Import(specifier.clone()));
            out.push(Stmt::Expr(module));
        }
        for (name, what) in names {
            if self.unread.contains(name) {
                continue;
            }
            self.at(node);
            let mut value = match self.hinting.contains(name) {
                true => self.type_import(&specifier),
                false => self.builder.expr(Expr::Import(specifier.clone())),
            };
            if let Imported::Field(field) = what {
                value = self.builder.field(value, field);
            }
            let assigned = self.assign_name(name, value);
            out.push(Stmt::Expr(assigned));
        }
    }

    fn type_import(&mut self, specifier: &str) -> ExprId {
        let callee = self.builder.expr(Expr::Builtin("%import_type".to_owned()));
        let specifier = self.builder.text(specifier);
        self.call_with(callee, vec![specifier])
    }

    /// The names an import statement binds, with what of the module.
    fn imported(&mut self, node: Node<'t>) -> Vec<(&'t str, Imported)> {
        let mut bound = Vec::new();
        for child in self.named(node) {
            match self.kind(child) {
                Kind::ImportClause => self.imported_by_clause(child, &mut bound),
                Kind::ImportRequireClause => {
                    if let Some(name) = self.first(child) {
                        bound.push((self.text(name), Imported::Module));
                    }
                }
                _ => {}
            }
        }
        bound
    }

    fn imported_by_clause(&mut self, clause: Node<'t>, bound: &mut Vec<(&'t str, Imported)>) {
        for child in self.named(clause) {
            match self.kind(child) {
                Kind::Identifier => {
                    bound.push((self.text(child), Imported::Field("default".to_owned())));
                }
                Kind::NamespaceImport => {
                    if let Some(name) = self.first(child) {
                        bound.push((self.text(name), Imported::Module));
                    }
                }
                Kind::NamedImports => {
                    for specifier in self.named(child) {
                        let Some((name, alias)) = self.specifier(specifier) else {
                            continue;
                        };
                        let local = alias.unwrap_or(name);
                        bound.push((self.text(local), Imported::Field(self.module_name(name))));
                    }
                }
                _ => {}
            }
        }
    }

    /// The name and alias of an import or export specifier.
    fn specifier(&self, node: Node<'t>) -> Option<(Node<'t>, Option<Node<'t>>)> {
        let name = self.child(node, Field::Name)?;
        Some((name, self.child(node, Field::Alias)))
    }

    /// The text of a name in a specifier, which may be a string.
    fn module_name(&self, node: Node<'t>) -> String {
        match self.kind(node) {
            Kind::String => self.string(node),
            _ => self.text(node).to_owned(),
        }
    }

    fn is_type_only(&mut self, statement: Node<'t>) -> bool {
        self.has_keyword(statement, "type")
    }

    /// Notes which declared names the export statements of a body export, and as what.
    pub(super) fn note_exports(&mut self, statements: &[Node<'t>]) {
        for statement in statements {
            if self.kind(*statement) != Kind::ExportStatement {
                continue;
            }
            if let Some(declaration) = self.child(*statement, Field::Declaration) {
                self.note_exported_declaration(*statement, declaration);
            } else if self.child(*statement, Field::Source).is_none() {
                self.note_exported_clause(*statement);
            }
        }
    }

    fn note_exported_declaration(&mut self, statement: Node<'t>, declaration: Node<'t>) {
        let names = match self.kind(declaration) {
            Kind::LexicalDeclaration | Kind::VariableDeclaration | Kind::UsingDeclaration => {
                let mut names = Vec::new();
                for declarator in self.named(declaration) {
                    names.extend(self.names_of(self.child(declarator, Field::Name)));
                }
                names
            }
            Kind::InternalModule | Kind::Module => {
                self.namespace_head(declaration).into_iter().collect()
            }
            Kind::ImportAlias => {
                let name = self.first(declaration);
                name.map(|name| self.text(name)).into_iter().collect()
            }
            Kind::InterfaceDeclaration
            | Kind::TypeAliasDeclaration
            | Kind::AmbientDeclaration
            | Kind::FunctionSignature => return,
            _ => {
                let name = self.child(declaration, Field::Name);
                name.map(|name| self.text(name)).into_iter().collect()
            }
        };
        let default = self.has_keyword(statement, "default");
        for name in names {
            self.note_export(name, if default { "default" } else { name });
        }
    }

    fn note_exported_clause(&mut self, statement: Node<'t>) {
        for clause in self.named(statement) {
            if self.kind(clause) != Kind::ExportClause {
                continue;
            }
            for specifier in self.named(clause) {
                if let Some((name, alias)) = self.specifier(specifier) {
                    let export = self.module_name(alias.unwrap_or(name));
                    self.note_export(self.text(name), &export);
                }
            }
        }
    }

    /// `export … from 'm'`.
    fn re_export(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(source) = self.child(node, Field::Source) else {
            return;
        };
        let specifier = self.string(source);
        if self.is_type_only(node) {
            return;
        }
        let parts = self.named(node);
        let mut star = true;
        for part in parts {
            match self.kind(part) {
                Kind::NamespaceExport => {
                    star = false;
                    self.at(part);
                    let name = self.first(part).map(|name| self.module_name(name));
                    let module = self.builder.expr(Expr::Import(specifier.clone()));
                    let assigned = self.assign_export(&name.unwrap_or_default(), module);
                    out.push(Stmt::Expr(assigned));
                }
                Kind::ExportClause => {
                    star = false;
                    self.re_export_clause(part, &specifier, out);
                }
                _ => {}
            }
        }
        if star {
            self.at(node);
            let call = self.export_star(specifier);
            out.push(Stmt::Expr(call));
        }
    }

    fn re_export_clause(&mut self, clause: Node<'t>, specifier: &str, out: &mut Block) {
        for part in self.named(clause) {
            let Some((name, alias)) = self.specifier(part) else {
                continue;
            };
            self.at(part);
            let module = self.builder.expr(Expr::Import(specifier.to_owned()));
            let value = self.builder.field(module, self.module_name(name));
            let export = self.module_name(alias.unwrap_or(name));
            let assigned = self.assign_export(&export, value);
            out.push(Stmt::Expr(assigned));
        }
    }

    fn export_star(&mut self, specifier: String) -> ExprId {
        let callee = self.builder.expr(Expr::Builtin("%export_star".to_owned()));
        let exports = self.builder.expr(Expr::Exports);
        let module = self.builder.expr(Expr::Import(specifier));
        let arguments = [exports, module]
            .into_iter()
            .map(|value| Argument {
                kind: ArgumentKind::Positional,
                value,
            })
            .collect();
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// What is left of an export statement at its place: the declaration, the default value, or `export =`.
    pub(super) fn export(&mut self, node: Node<'t>, out: &mut Block) {
        if let Some(declaration) = self.child(node, Field::Declaration) {
            let decorators = self.in_field(node, Field::Decorator);
            return self.exported_declaration(declaration, &decorators, out);
        }
        if self.child(node, Field::Source).is_some() {
            return;
        }
        if let Some(value) = self.child(node, Field::Value) {
            let value = self.named_value(value, "default");
            self.at(node);
            let assigned = self.assign_export("default", value);
            out.push(Stmt::Expr(assigned));
        } else if self.has_keyword(node, "=")
            && let Some(value) = self.first(node)
        {
            let value = self.expression(value);
            self.at(node);
            let assigned = self.builder.assign(Place::Exports, value);
            out.push(Stmt::Expr(assigned));
        }
    }

    fn exported_declaration(
        &mut self,
        declaration: Node<'t>,
        decorators: &[Node<'t>],
        out: &mut Block,
    ) {
        match self.kind(declaration) {
            Kind::ClassDeclaration | Kind::AbstractClassDeclaration => {
                self.class_declaration(declaration, decorators, out);
            }
            _ => self.statement(declaration, out),
        }
    }

    /// `import x = A.B` binds a part of a namespace.
    pub(super) fn import_alias(&mut self, node: Node<'t>, out: &mut Block) {
        let parts = self.named(node);
        let [name, target] = parts.as_slice() else {
            return;
        };
        let value = self.qualified(*target);
        self.at(node);
        let assigned = self.assign_name(self.text(*name), value);
        out.push(Stmt::Expr(assigned));
    }
}

/// What of a module a name is bound to.
enum Imported {
    /// All of it.
    Module,
    /// One export.
    Field(String),
}
