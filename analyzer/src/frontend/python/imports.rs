//! Imports.

use super::lowering::{Lowering, specifier};
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Expr, ExprId, Stmt};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// `import a.b as c` binds the module; `import a.b` runs it and binds the package `a`.
    pub(super) fn import_statement(&mut self, node: Node<'t>, out: &mut Block) {
        for part in self.named(node) {
            match kind(part) {
                Kind::AliasedImport => {
                    let (Some(module), Some(alias)) =
                        (field(part, Field::Name), field(part, Field::Alias))
                    else {
                        continue;
                    };
                    let value = self.module(module);
                    self.assign_to(alias, value, out);
                }
                Kind::DottedName => self.import_package(part, out),
                _ => {}
            }
        }
    }

    fn import_package(&mut self, name: Node<'t>, out: &mut Block) {
        let Some(first) = self.first(name) else {
            return;
        };
        if name.named_child_count() > 1 {
            let module = self.module(name);
            out.push(Stmt::Expr(module));
        }
        let package = self.module(first);
        self.assign_to(first, package, out);
    }

    /// `from m import x as y` binds a field of the module.
    pub(super) fn import_from_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(module) = field(node, Field::ModuleName) else {
            return;
        };
        for part in self.named(node) {
            match kind(part) {
                Kind::WildcardImport => {
                    let value = self.module(module);
                    let call = self.intrinsic(part, "%import_star", vec![value]);
                    out.push(Stmt::Expr(call));
                }
                Kind::AliasedImport => {
                    let (Some(name), Some(alias)) =
                        (field(part, Field::Name), field(part, Field::Alias))
                    else {
                        continue;
                    };
                    let value = self.imported(module, name);
                    self.assign_to(alias, value, out);
                }
                Kind::DottedName if part != module => {
                    let value = self.imported(module, part);
                    let target = self.first(part).unwrap_or(part);
                    self.assign_to(target, value, out);
                }
                _ => {}
            }
        }
    }

    fn module(&mut self, name: Node<'t>) -> ExprId {
        let specifier = specifier(self.text_of(name));
        self.add(name, Expr::Import(specifier))
    }

    fn imported(&mut self, module: Node<'t>, name: Node<'t>) -> ExprId {
        let object = self.module(module);
        let name_text = self.text_of(name).to_owned();
        self.add(
            name,
            Expr::Field {
                object,
                name: name_text,
            },
        )
    }
}
