//! What a path means: modules of this file, names in scope, other files, crates.
//!
//! Rust has a namespace for types (and modules) and one for values. A name of the builder's scopes is a value; the same
//! name after `::` is a type. Items of modules have absolute names too (`t%outer::inner::name`), by which paths from
//! other modules of the file reach them whatever is in scope there.

use super::lower::{Lowering, name};
use super::types::TypeName;
use super::uses::Glob;
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{ChoiceOperator, Expr, ExprId};

/// Names that need no import and that nothing usually hides.
const PRELUDE: &[&str] = &[
    "Some",
    "None",
    "Ok",
    "Err",
    "Option",
    "Result",
    "Vec",
    "String",
    "Box",
    "ToString",
    "ToOwned",
    "Default",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "FromIterator",
    "Iterator",
    "IntoIterator",
    "AsRef",
    "AsMut",
    "Clone",
    "Copy",
    "Drop",
    "Debug",
    "Send",
    "Sync",
    "Sized",
    "Fn",
    "FnMut",
    "FnOnce",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "drop",
];

/// Names of types that are part of the language.
const PRIMITIVES: &[&str] = &[
    "str", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
    "i128", "isize", "f32", "f64",
];

/// Crates that are libraries in any project, and that no module is named after.
const LIBRARIES: &[&str] = &[
    "std",
    "core",
    "alloc",
    "tokio",
    "futures",
    "futures_util",
    "serde",
    "serde_json",
    "serde_dynamo",
    "tracing",
    "tracing_subscriber",
    "anyhow",
    "thiserror",
    "chrono",
    "axum",
    "tower",
    "hyper",
    "reqwest",
    "lambda_runtime",
    "lambda_http",
    "lambda_extension",
    "rayon",
    "itertools",
    "uuid",
];

/// Whether a crate is known not to be part of the project.
fn is_library(krate: &str) -> bool {
    krate.starts_with("aws_") || LIBRARIES.contains(&krate)
}

/// The segments of a path without generic arguments; a leading `::` is an empty segment.
pub(super) fn segments(path: &syn::Path) -> Vec<String> {
    let global = path.leading_colon.map(|_| String::new());
    let names = path.segments.iter().map(|segment| name(&segment.ident));
    global.into_iter().chain(names).collect()
}

/// A name that is a type's or variant's by convention.
pub(super) fn is_camel(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// A name that is a constant's by convention.
pub(super) fn is_constant(name: &str) -> bool {
    is_camel(name) && name.chars().count() > 1 && !name.chars().any(char::is_lowercase)
}

impl Lowering {
    /// Reads what a path names.
    pub(super) fn read_path(&mut self, path: &[String]) -> ExprId {
        let (mut value, rest) = self.path_root(path);
        for step in rest {
            value = self.b.field(value, step);
        }
        value
    }

    /// Reads what a path with a qualified type (`<T as Trait>::name`) names.
    pub(super) fn read_qualified(
        &mut self,
        qself: Option<&syn::QSelf>,
        path: &syn::Path,
    ) -> ExprId {
        let Some(qself) = qself else {
            return self.read_path(&segments(path));
        };
        let all: Vec<_> = path
            .segments
            .iter()
            .map(|segment| name(&segment.ident))
            .collect();
        let (trait_path, rest) = all.split_at(qself.position.min(all.len()));
        let ty = match self.type_name(&qself.ty) {
            Some(TypeName::Path(path)) if !path.is_empty() => TypeName::Path(path),
            _ if !trait_path.is_empty() => TypeName::Implementors(vec![trait_path.to_vec()]),
            Some(other) => other,
            None => TypeName::Any,
        };
        let mut value = self.read_type(&ty);
        for step in rest {
            value = self.b.field(value, step);
        }
        value
    }

    /// A module by its specifier.
    pub(super) fn import(&mut self, specifier: &str) -> ExprId {
        self.b.expr(Expr::Import(specifier.to_owned()))
    }

    /// The absolute form of a name of the current module.
    pub(super) fn absolute(&self, name: &str) -> String {
        absolute(&self.module_path, name)
    }

    /// The path of an inline module that `name` means here.
    pub(super) fn inline_module(&self, name: &str) -> Option<Vec<String>> {
        (0..=self.module_path.len()).rev().find_map(|length| {
            let mut path: Vec<_> = self.module_path.iter().take(length).cloned().collect();
            path.push(name.to_owned());
            self.modules.contains_key(&path.join("::")).then_some(path)
        })
    }

    fn path_root<'p>(&mut self, path: &'p [String]) -> (ExprId, &'p [String]) {
        let Some((first, rest)) = path.split_first() else {
            return (self.b.unknown(Reason::Computed), path);
        };
        match first.as_str() {
            "" => match rest.split_first() {
                Some((krate, rest)) => (self.import(krate), rest),
                None => (self.b.unknown(Reason::Computed), rest),
            },
            "crate" => (self.import("crate"), rest),
            "Self" => {
                let ty = self.self_types.last().cloned().unwrap_or(TypeName::Any);
                self.read_type_member(&ty, rest)
            }
            "self" if rest.is_empty() => (self.b.read("self"), rest),
            "self" => self.in_module(self.module_path.clone(), rest),
            "super" => self.upwards(path),
            _ if let Some(file) = self.expander.definitions.crate_root(first) => {
                let specifier = format!("file:{file}");
                (self.import(&specifier), rest)
            }
            _ => self.named_root(first, rest),
        }
    }

    fn upwards<'p>(&mut self, path: &'p [String]) -> (ExprId, &'p [String]) {
        let levels = path.iter().take_while(|step| *step == "super").count();
        let rest = path.get(levels..).unwrap_or_default();
        let inside = self.module_path.len();
        match inside.checked_sub(levels) {
            Some(left) => {
                let up = self.module_path.iter().take(left).cloned().collect();
                self.in_module(up, rest)
            }
            None => {
                let specifier = vec!["super"; levels - inside].join("::");
                (self.import(&specifier), rest)
            }
        }
    }

    fn named_root<'p>(&mut self, first: &str, rest: &'p [String]) -> (ExprId, &'p [String]) {
        if rest.is_empty() {
            return (self.read_name(first), rest);
        }
        if let Some(bounds) = self.bounds_of(first) {
            return self.read_type_member(&TypeName::Implementors(bounds), rest);
        }
        let type_key = format!("::{first}");
        let bound = self.b.resolve(&type_key);
        if let Some(mut path) = self.inline_module(first) {
            let mut rest = rest;
            while let [step, deeper @ ..] = rest
                && !deeper.is_empty()
                && self
                    .modules
                    .contains_key(&format!("{}::{step}", path.join("::")))
            {
                path.push(step.clone());
                rest = deeper;
            }
            return self.in_module(path, rest);
        }
        if bound != Binding::Unbound {
            return (self.b.read(&type_key), rest);
        }
        if is_camel(first) || PRIMITIVES.contains(&first) {
            return (self.read_name(first), rest);
        }
        let fallback = self.import(first);
        if is_library(first) {
            return (fallback, rest);
        }
        (self.through_globs(first, fallback, Glob::is_above), rest)
    }

    /// Reads a name of an inline module, or of the root of the file when `module` is empty.
    fn in_module<'p>(&mut self, module: Vec<String>, rest: &'p [String]) -> (ExprId, &'p [String]) {
        let Some((step, after)) = rest.split_first() else {
            let (own, parent) = match module.split_last() {
                Some((own, parent)) => (own, parent),
                None => return (self.import("self"), rest),
            };
            let key = format!("t%{}", absolute(parent, own));
            return (self.b.read(&key), rest);
        };
        let key = absolute(&module, step);
        let keys = if after.is_empty() {
            [format!("v%{key}"), format!("t%{key}")]
        } else {
            [format!("t%{key}"), format!("v%{key}")]
        };
        for key in keys {
            if self.b.resolve(&key) != Binding::Unbound {
                return (self.b.read(&key), after);
            }
        }
        let globs = self.module_globs.get(&module.join("::")).cloned();
        let known = self.globs.len();
        self.globs.extend(globs.unwrap_or_default());
        let fallback = self.b.expr(Expr::Builtin(step.clone()));
        let value = self.through_globs(step, fallback, |_| true);
        self.globs.truncate(known);
        (value, after)
    }

    /// Reads a name that stands alone: a value in scope, else a type, else what globs or the prelude have.
    pub(super) fn read_name(&mut self, name: &str) -> ExprId {
        if self.b.resolve(name) != Binding::Unbound {
            return self.b.read(name);
        }
        if let Some(bounds) = self.bounds_of(name) {
            return self.read_type(&TypeName::Implementors(bounds));
        }
        let type_key = format!("::{name}");
        if self.b.resolve(&type_key) != Binding::Unbound {
            return self.b.read(&type_key);
        }
        let fallback = self.b.expr(Expr::Builtin(name.to_owned()));
        if PRELUDE.contains(&name) || PRIMITIVES.contains(&name) {
            return fallback;
        }
        self.through_globs(name, fallback, |_| true)
    }

    /// The name in each glob import in turn: what has it for sure or not at all (own code, maybe crates of the project)
    /// before libraries, then the fallback.
    fn through_globs(
        &mut self,
        name: &str,
        fallback: ExprId,
        which: impl Fn(&Glob) -> bool,
    ) -> ExprId {
        if self.reading_glob {
            return fallback;
        }
        let mut globs: Vec<_> = self
            .globs
            .iter()
            .filter(|glob| which(glob))
            .cloned()
            .collect();
        globs.sort_by_key(|glob| {
            let library = glob.path.first().is_some_and(|root| is_library(root));
            (glob.own, !library)
        });
        let mut value = fallback;
        for glob in globs {
            self.reading_glob = true;
            let module = self.read_glob(&glob);
            self.reading_glob = false;
            let left = self.b.field(module, name);
            value = self.b.expr(Expr::Choice {
                operator: ChoiceOperator::Coalesce,
                left,
                right: value,
            });
        }
        value
    }

    /// What a glob imports from.
    pub(super) fn read_glob(&mut self, glob: &Glob) -> ExprId {
        match glob.path.as_slice() {
            [root] if self.expander.definitions.crate_root(root).is_some() => {
                self.read_path(&glob.path)
            }
            [root] if !glob.own && self.b.resolve(&format!("::{root}")) == Binding::Unbound => {
                self.import(root)
            }
            path => self.read_path(path),
        }
    }

    /// The traits that bound a type parameter in scope.
    pub(super) fn bounds_of(&self, name: &str) -> Option<Vec<Vec<String>>> {
        let found = self.generics.iter().rev().find(|(param, _)| param == name);
        found.map(|(_, bounds)| bounds.clone())
    }
}

fn absolute(module: &[String], name: &str) -> String {
    format!("{}::{name}", module.join("::"))
}
