//! `use` declarations: which names they bind to which paths, and glob imports.

use super::attributes::is_condition;
use super::lower::{Lowering, name};
use crate::ir::Block;
use crate::ir::Stmt;
use std::collections::BTreeSet;
use syn::{ItemUse, UseTree};

/// One name bound by a `use`.
#[derive(Debug, Clone)]
pub(super) struct Import {
    /// The path; starts with an empty segment when written with a leading `::`.
    pub(super) path: Vec<String>,
    /// The name it gets here.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: proc_macro2::Span,
    /// It is part of some builds only.
    pub(super) conditional: bool,
}

/// A glob import.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    /// The path before `::*`.
    pub(super) path: Vec<String>,
    /// It leads to code of the project, so that a name it does not have is known to be missing.
    pub(super) own: bool,
}

impl Glob {
    /// A glob of a module around this one, which may well declare modules.
    pub(super) fn is_above(&self) -> bool {
        let up = |step: &String| matches!(step.as_str(), "crate" | "self" | "super");
        self.path.iter().all(up)
    }
}

/// What a `use` declaration binds.
pub(super) fn flatten(item: &ItemUse) -> (Vec<Import>, Vec<Vec<String>>) {
    let mut prefix = Vec::new();
    if item.leading_colon.is_some() {
        prefix.push(String::new());
    }
    let (mut imports, mut globs) = (Vec::new(), Vec::new());
    let mut open = vec![(prefix, &item.tree)];
    while let Some((mut prefix, tree)) = open.pop() {
        match tree {
            UseTree::Path(path) => {
                prefix.push(name(&path.ident));
                open.push((prefix, &path.tree));
            }
            UseTree::Name(leaf) => add(&mut imports, prefix, &leaf.ident, &leaf.ident),
            UseTree::Rename(leaf) => add(&mut imports, prefix, &leaf.ident, &leaf.rename),
            UseTree::Glob(_) => globs.push(prefix),
            UseTree::Group(group) => {
                open.extend(group.items.iter().rev().map(|tree| (prefix.clone(), tree)));
            }
        }
    }
    let in_some_builds = item.attrs.iter().any(is_condition);
    for import in &mut imports {
        import.conditional = in_some_builds;
    }
    (imports, globs)
}

fn add(imports: &mut Vec<Import>, mut path: Vec<String>, leaf: &syn::Ident, bound: &syn::Ident) {
    let (leaf_name, mut bound_name) = (name(leaf), name(bound));
    if leaf_name == "self" && !path.is_empty() {
        if leaf == bound {
            bound_name = path.last().cloned().unwrap_or_default();
        }
    } else {
        path.push(leaf_name);
    }
    if bound_name != "_" {
        imports.push(Import {
            path,
            name: bound_name,
            span: leaf.span(),
            conditional: false,
        });
    }
}

impl Import {
    /// The bound name is also the crate or module that the path starts with (`use retry::retry`): as the start of a
    /// path the name keeps meaning that one.
    pub(super) fn hides_its_root(&self) -> bool {
        self.path.len() > 1 && self.path.first() == Some(&self.name)
    }
}

impl Lowering {
    /// Binds the imports that lead outside of the file, in an order in which each finds what its path starts with.
    pub(super) fn outside_imports(&mut self, imports: &[Import], out: &mut Block) {
        let mut waiting: Vec<_> = imports
            .iter()
            .filter(|import| !self.starts_here(&import.path))
            .collect();
        while !waiting.is_empty() {
            let bound: BTreeSet<_> = waiting
                .iter()
                .filter(|import| !import.hides_its_root() && import.path.len() > 1)
                .map(|import| import.name.clone())
                .collect();
            let (later, now): (Vec<_>, Vec<_>) = waiting.iter().copied().partition(|import| {
                import.path.len() > 1
                    && import.path.first().is_some_and(|root| bound.contains(root))
            });
            let cycle = now.is_empty();
            for import in if cycle { &later } else { &now } {
                self.bind_import(import, out);
            }
            waiting = if cycle { Vec::new() } else { later };
        }
    }

    /// Binds the imports of names that the file itself defines.
    pub(super) fn inside_imports(&mut self, imports: &[Import], out: &mut Block) {
        for import in imports {
            if self.starts_here(&import.path) {
                self.bind_import(import, out);
            }
        }
    }

    fn bind_import(&mut self, import: &Import, out: &mut Block) {
        self.at(import.span);
        let value = match import.path.as_slice() {
            [krate] if !matches!(krate.as_str(), "crate" | "self" | "super") => self.import(krate),
            path => self.read_path(path),
        };
        let place = self.b.place(&import.name);
        let bound = self.b.assign(place, value);
        if import.conditional {
            self.in_some_builds(vec![Stmt::Expr(bound)], out);
        } else {
            out.push(Stmt::Expr(bound));
        }
    }

    /// The path starts with something that this file defines.
    fn starts_here(&self, path: &[String]) -> bool {
        let Some(root) = path.first() else {
            return false;
        };
        match root.as_str() {
            "self" => true,
            "super" => {
                let levels = path.iter().take_while(|step| *step == "super").count();
                levels <= self.module_path.len()
            }
            _ => {
                path.len() > 1
                    && (self.local_types.contains(&self.absolute(root))
                        || self.inline_module(root).is_some())
            }
        }
    }

    /// A glob import, as it is looked into later; `None` when it adds nothing to lexical scoping.
    pub(super) fn glob(&self, path: Vec<String>) -> Option<Glob> {
        let root = path.first()?;
        let only_up =
            path.iter().all(|step| step == "super") && path.len() <= self.module_path.len();
        if only_up || path == ["self"] {
            return None;
        }
        let own = matches!(root.as_str(), "crate" | "self" | "super")
            || self.local_types.contains(&self.absolute(root))
            || self.inline_module(root).is_some();
        Some(Glob { path, own })
    }
}
