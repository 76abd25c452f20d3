//! Modules: files of their own, and inline ones, whose items are variables of the function around them.

use super::attributes::path_attribute;
use super::items::{Namespace, declared, inner};
use super::lower::{Lowering, name};
use super::uses::{self, Glob};
use super::values::late_values;
use crate::ir::{Block, Entry, Expr, ExprId, Place, Stmt, VarId};
use syn::{Item, ItemMod};

impl Lowering {
    /// Declares what an inline module contains; gives the absolute names, which the modules around it need.
    pub(super) fn declare_inline(
        &mut self,
        module: &ItemMod,
        content: &[Item],
    ) -> Vec<(String, VarId)> {
        let own = name(&module.ident);
        self.module_path.push(own);
        let path = self.module_path.join("::");
        self.modules.insert(path.clone(), Vec::new());
        self.b.push_scope();
        let globs = self.globs.len();
        let kept = inner(content);
        let names = self.declare_items(&kept, true);
        self.b.pop_scope();
        let own_globs = self.globs.split_off(globs);
        self.module_globs.insert(path.clone(), own_globs);
        self.module_path.pop();
        let absolute = names
            .iter()
            .filter(|(key, _)| key.contains('%'))
            .cloned()
            .collect();
        self.modules.insert(path, names);
        absolute
    }

    pub(super) fn note_globs(&mut self, items: &[&Item]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    let key = self.absolute(&name(&module.ident));
                    self.local_types.insert(key);
                }
                Item::Struct(_) | Item::Enum(_) | Item::Trait(_) | Item::Type(_) => {
                    for (ident, _) in declared(item) {
                        let key = self.absolute(&ident);
                        self.local_types.insert(key);
                    }
                }
                _ => {}
            }
        }
        let globs: Vec<Glob> = items
            .iter()
            .filter_map(|item| match item {
                Item::Use(item) => Some(uses::flatten(item).1),
                _ => None,
            })
            .flatten()
            .filter_map(|path| self.glob(path))
            .collect();
        self.globs.extend(globs);
    }

    pub(super) fn file_modules(&mut self, items: &[&Item], out: &mut Block) {
        for item in items {
            let Item::Mod(module) = item else {
                continue;
            };
            if module.content.is_some() {
                continue;
            }
            self.at(module.ident.span());
            let own = name(&module.ident);
            let specifier = match path_attribute(&module.attrs) {
                Some(path) => format!("mod:path:{path}"),
                None => {
                    let mut path = self.module_path.clone();
                    path.push(own.clone());
                    format!("mod:{}", path.join("/"))
                }
            };
            let value = self.import(&specifier);
            self.bind_type(&own, value, out);
        }
    }

    /// Tells the interpreter which globs give names to the file itself, for paths from other files.
    pub(super) fn reexports(&mut self, items: &[&Item], out: &mut Block) {
        if self.b.depth() > 1 || !self.module_path.is_empty() {
            return;
        }
        for glob in self.reexported(items) {
            let module = self.read_glob(&glob);
            let call = self.builtin_call("%import_star", vec![module]);
            out.push(Stmt::Expr(call));
        }
    }

    /// Public globs. Those of private ones that modules below see with `use super::*` are left out: they often lead back.
    fn reexported(&self, items: &[&Item]) -> Vec<Glob> {
        let public = items.iter().filter_map(|item| match item {
            Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited) => Some(item),
            _ => None,
        });
        let paths = public.flat_map(|item| uses::flatten(item).1);
        paths.filter_map(|path| self.glob(path)).collect()
    }

    /// Gives each inline module its value: a record of what it defines, for paths from other files. What is made later
    /// is added later, by [`Self::late_fields`].
    pub(super) fn records(&mut self, items: &[&Item], out: &mut Block) {
        for (module, content) in inline_modules(items) {
            let own = name(&module.ident);
            let record = self.inside(&own, |lowering| {
                let content = inner(content);
                lowering.records(&content, out);
                lowering.record_of(&content)
            });
            self.at(module.ident.span());
            self.bind_type(&own, record, out);
        }
    }

    fn record_of(&mut self, items: &[&Item]) -> ExprId {
        let late = late_values(items);
        let mut entries = Vec::new();
        for (name, namespace) in items.iter().flat_map(|item| declared(item)) {
            if late.contains(&name) {
                continue;
            }
            let value = match namespace {
                Namespace::Type => self.b.read(&format!("::{name}")),
                _ => self.b.read(&name),
            };
            entries.push(Entry::Field(name, value));
        }
        for glob in self.reexported(items) {
            let module = self.read_glob(&glob);
            entries.push(Entry::Spread(module));
        }
        self.b.expr(Expr::Record(entries))
    }

    /// Adds what has been made by now to the values of inline modules.
    pub(super) fn late_fields(
        &mut self,
        items: &[&Item],
        names: &dyn Fn(&[&Item]) -> Vec<String>,
        out: &mut Block,
    ) {
        for (module, content) in inline_modules(items) {
            let own = name(&module.ident);
            let content = inner(content);
            let values = self.inside(&own, |lowering| {
                lowering.late_fields(&content, names, out);
                let read = |name: String| (lowering.b.read(&name), name);
                names(&content).into_iter().map(read).collect::<Vec<_>>()
            });
            for (value, name) in values {
                let object = self.b.read(&format!("::{own}"));
                let added = self.b.assign(Place::Field { object, name }, value);
                out.push(Stmt::Expr(added));
            }
        }
    }

    /// Runs `body` with the names of an inline module in scope.
    pub(super) fn inside<T>(&mut self, module: &str, body: impl FnOnce(&mut Self) -> T) -> T {
        self.module_path.push(module.to_owned());
        let path = self.module_path.join("::");
        self.b.push_scope();
        for (key, var) in self.modules.get(&path).cloned().unwrap_or_default() {
            self.b.alias(&key, var);
        }
        let globs = self.globs.len();
        self.globs
            .extend(self.module_globs.get(&path).cloned().unwrap_or_default());
        let result = body(self);
        self.globs.truncate(globs);
        self.b.pop_scope();
        self.module_path.pop();
        result
    }
}

pub(super) fn inline_modules<'i>(items: &[&'i Item]) -> Vec<(&'i ItemMod, &'i [Item])> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Mod(module) => Some((module, module.content.as_ref()?.1.as_slice())),
            _ => None,
        })
        .collect()
}
