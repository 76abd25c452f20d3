//! Items of a file, an inline module or a block: all are declared first, then made in the order in which they need each
//! other: imports, constants that are written out, classes, functions, implementations, all other values.

use super::attributes::{conditional, kept};
use super::lower::{Lowering, name};
use super::modules::inline_modules;
use super::types::TypeName;
use super::uses::{self, Import};
use super::values::{late_values, values, written_out};
use crate::ir::{Block, ExprId, Place, Stmt, VarId};
use std::collections::BTreeSet;
use syn::Item;
use syn::spanned::Spanned;

/// What is made when; see [`Lowering::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    OutsideImports,
    Literals,
    Classes,
    Functions,
    InsideImports,
    Impls,
    Values,
}

const PHASES: [Phase; 7] = [
    Phase::OutsideImports,
    Phase::Literals,
    Phase::Classes,
    Phase::Functions,
    Phase::InsideImports,
    Phase::Impls,
    Phase::Values,
];

/// Which namespaces a name is declared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    Type,
    Value,
    Both,
}

impl Lowering {
    /// Lowers the items of the file or of a block.
    pub(super) fn items(&mut self, items: &[&Item], out: &mut Block) {
        let items: Vec<_> = items.iter().copied().filter(|item| kept(item)).collect();
        let module_level = self.b.depth() == 1;
        self.declare_items(&items, module_level);
        for phase in PHASES {
            self.run(phase, &items, out);
            match phase {
                Phase::Functions => self.records(&items, out),
                Phase::InsideImports => self.late_fields(&items, &imported_names, out),
                Phase::Values => self.late_fields(&items, &late_values, out),
                _ => {}
            }
        }
    }

    pub(super) fn declare_items(
        &mut self,
        items: &[&Item],
        module_level: bool,
    ) -> Vec<(String, VarId)> {
        let mut names = Vec::new();
        for item in items {
            for (ident, namespace) in declared(item) {
                self.declare_item(&ident, namespace, module_level, &mut names);
            }
        }
        // A name may be imported twice, each time for some builds.
        let mut imported = BTreeSet::new();
        for import in imports(items) {
            if !imported.insert(import.name.clone()) {
                continue;
            }
            let namespace = if import.hides_its_root() || self.declares_type(&import.name) {
                Namespace::Value
            } else {
                Namespace::Both
            };
            self.declare_item(&import.name, namespace, module_level, &mut names);
        }
        // After the names of this module: what other files ask for by name is these first.
        for (module, content) in inline_modules(items) {
            let absolute = self.declare_inline(module, content);
            for (key, var) in &absolute {
                self.b.alias(key, *var);
            }
            names.extend(absolute);
        }
        self.note_globs(items);
        names
    }

    fn declare_item(
        &mut self,
        name: &str,
        namespace: Namespace,
        module_level: bool,
        names: &mut Vec<(String, VarId)>,
    ) {
        let taken = self.b.declared_here(name);
        let var = self.b.declare(name);
        let mut keys = Vec::new();
        if namespace != Namespace::Value {
            keys.push(format!("::{name}"));
        }
        if module_level {
            let absolute = self.absolute(name);
            if namespace != Namespace::Value {
                keys.push(format!("t%{absolute}"));
            }
            if namespace != Namespace::Type {
                keys.push(format!("v%{absolute}"));
            }
        }
        for key in &keys {
            self.b.alias(key, var);
        }
        if let (Namespace::Type, Some(value)) = (namespace, taken) {
            self.b.alias(name, value);
        } else {
            keys.push(name.to_owned());
        }
        names.extend(keys.into_iter().map(|key| (key, var)));
    }

    fn declares_type(&self, name: &str) -> bool {
        self.b.declared_here(&format!("::{name}")).is_some()
    }

    fn run(&mut self, phase: Phase, items: &[&Item], out: &mut Block) {
        match phase {
            Phase::OutsideImports => {
                self.file_modules(items, out);
                self.outside_imports(&imports(items), out);
            }
            Phase::InsideImports => {
                self.inside_imports(&imports(items), out);
                self.reexports(items, out);
            }
            Phase::Literals => self.values(items, written_out, out),
            Phase::Values => self.values(items, |ast| !written_out(ast), out),
            _ => {}
        }
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, content)) = &module.content {
                        self.inside(&name(&module.ident), |lowering| {
                            lowering.run(phase, &inner(content), out);
                        });
                    }
                }
                item if conditional(item) => {
                    let mut then = Block::new();
                    self.item(phase, item, &mut then);
                    self.in_some_builds(then, out);
                }
                item => self.item(phase, item, out),
            }
        }
    }

    /// Adds statements that run in some builds.
    pub(super) fn in_some_builds(&mut self, then: Block, out: &mut Block) {
        if then.is_empty() {
            return;
        }
        let test = self.maybe();
        out.push(Stmt::If {
            test,
            then,
            otherwise: Block::new(),
        });
    }

    fn item(&mut self, phase: Phase, item: &Item, out: &mut Block) {
        match (phase, item) {
            (Phase::Classes, Item::Struct(item)) => self.structure(item, out),
            (Phase::Classes, Item::Union(item)) => self.union(item, out),
            (Phase::Classes, Item::Enum(item)) => self.enumeration(item, out),
            (Phase::Classes, Item::Trait(item)) => self.trait_class(item, out),
            (Phase::Functions, Item::Type(item)) => {
                let ty = self.type_name(&item.ty).unwrap_or(TypeName::Any);
                self.at(item.span());
                let value = self.read_type(&ty);
                self.bind_type(&name(&item.ident), value, out);
            }
            (Phase::OutsideImports, Item::ExternCrate(item)) => {
                let krate = name(&item.ident);
                let bound = item
                    .rename
                    .as_ref()
                    .map_or_else(|| krate.clone(), |(_, ident)| name(ident));
                let value = self.import(if krate == "self" { "crate" } else { &krate });
                self.bind_type(&bound, value, out);
            }
            (Phase::Functions, Item::Fn(item)) => {
                let value = self.function(&item.sig, &item.block, None);
                self.bind(&name(&item.sig.ident), value, out);
            }
            (Phase::Impls, Item::Struct(item)) => self.field_types(item, out),
            (Phase::Impls, Item::Impl(item)) => self.implementation(item, out),
            (Phase::Values, Item::Macro(item)) => self.item_macro(item),
            _ => {}
        }
    }

    /// Assigns a declared item of the current scope.
    pub(super) fn bind(&mut self, name: &str, value: ExprId, out: &mut Block) {
        let place = self.b.place(name);
        let bound = self.b.assign(place, value);
        out.push(Stmt::Expr(bound));
    }

    /// Assigns a declared type or module of the current scope.
    pub(super) fn bind_type(&mut self, name: &str, value: ExprId, out: &mut Block) {
        self.bind(&format!("::{name}"), value, out);
    }

    /// Assigns a slot of the current function.
    pub(super) fn set(&mut self, var: VarId, value: ExprId, out: &mut Block) {
        let assigned = self.b.assign(Place::Local(var), value);
        out.push(Stmt::Expr(assigned));
    }
}

pub(super) fn imported_names(items: &[&Item]) -> Vec<String> {
    imports(items)
        .into_iter()
        .map(|import| import.name)
        .collect()
}

pub(super) fn inner(content: &[Item]) -> Vec<&Item> {
    content.iter().filter(|item| kept(item)).collect()
}

/// The names an item declares, imports aside.
pub(super) fn declared(item: &Item) -> Vec<(String, Namespace)> {
    use Namespace::{Both, Type, Value};
    match item {
        Item::Fn(item) => vec![(name(&item.sig.ident), Value)],
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => {
            vec![(name(&item.ident), Type)]
        }
        Item::Struct(item) => vec![(name(&item.ident), Both)],
        Item::Union(item) => vec![(name(&item.ident), Type)],
        Item::Enum(item) => vec![(name(&item.ident), Type)],
        Item::Trait(item) => vec![(name(&item.ident), Type)],
        Item::Type(item) => vec![(name(&item.ident), Both)],
        Item::Mod(item) => vec![(name(&item.ident), Type)],
        Item::ExternCrate(item) => {
            let bound = item.rename.as_ref().map_or(&item.ident, |(_, ident)| ident);
            vec![(name(bound), Type)]
        }
        item => values(item)
            .into_iter()
            .map(|value| (name(&value.name), Value))
            .collect(),
    }
}

pub(super) fn imports(items: &[&Item]) -> Vec<Import> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Use(item) => Some(uses::flatten(item).0),
            _ => None,
        })
        .flatten()
        .collect()
}
