//! What a written type says about values: the class, library type or trait behind references and smart pointers.

use super::lower::{Lowering, name};
use super::paths::segments;
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{ChoiceOperator, Expr, ExprId};
use syn::{
    GenericArgument, GenericParam, Generics, PathArguments, Type, TypeParamBound, WherePredicate,
};

/// A type, as far as it matters for dispatch.
#[derive(Debug, Clone)]
pub(super) enum TypeName {
    /// A class, enum, trait or library type, by its path.
    Path(Vec<String>),
    /// Whatever implements these traits.
    Implementors(Vec<Vec<String>>),
    /// Anything.
    Any,
}

/// Types whose values behave like those of their first type argument.
const TRANSPARENT: &[&str] = &[
    "Arc", "Rc", "Box", "Option", "Result", "Mutex", "RwLock", "RefCell", "Cell", "Cow", "Pin",
    "Weak", "OnceCell", "OnceLock", "LazyLock", "Lazy",
];

/// The same for what web frameworks wrap shared state in. Programs have types of these names too, without arguments.
const WRAPPERS: &[&str] = &["State", "Data", "Extension"];

/// Types and traits that say nothing about which code a call reaches.
const MEANINGLESS: &[&str] = &[
    "Vec",
    "String",
    "str",
    "HashMap",
    "BTreeMap",
    "HashSet",
    "BTreeSet",
    "VecDeque",
    "bool",
    "char",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "Send",
    "Sync",
    "Unpin",
    "Sized",
    "Copy",
    "Clone",
    "Debug",
    "Display",
    "Default",
    "Fn",
    "FnMut",
    "FnOnce",
    "Into",
    "From",
    "AsRef",
    "ToString",
    "Serialize",
    "Deserialize",
    "DeserializeOwned",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
    "Future",
    "Iterator",
    "IntoIterator",
    "Any",
    "Error",
    "ToOwned",
    "Borrow",
];

impl Lowering {
    /// What a type says, or `None` when it says nothing of use.
    pub(super) fn type_name(&self, ty: &Type) -> Option<TypeName> {
        let ty = peel(ty);
        match ty {
            Type::Path(path) => {
                let names = segments(&path.path);
                if path.qself.is_some() {
                    return None;
                }
                if let [single] = names.as_slice()
                    && let Some(bounds) = self.bounds_of(single)
                {
                    return (!bounds.is_empty()).then_some(TypeName::Implementors(bounds));
                }
                says_something(&names).then_some(TypeName::Path(names))
            }
            Type::ImplTrait(ty) => implementors(ty.bounds.iter()),
            Type::TraitObject(ty) => implementors(ty.bounds.iter()),
            _ => None,
        }
    }

    /// An expression for a declared type.
    pub(super) fn hint(&mut self, ty: &Type) -> Option<ExprId> {
        let name = self.type_name(ty)?;
        Some(self.read_type(&name))
    }

    /// Reads a type as a value.
    pub(super) fn read_type(&mut self, ty: &TypeName) -> ExprId {
        match ty {
            TypeName::Path(path) => self.read_type_path(path),
            TypeName::Implementors(bounds) => self.alternatives(bounds, None),
            TypeName::Any => self.b.unknown(Reason::Computed),
        }
    }

    /// Reads a path where only a type can stand.
    pub(super) fn read_type_path(&mut self, path: &[String]) -> ExprId {
        if let [single] = path {
            if single == "Self" {
                let ty = self.self_types.last().cloned().unwrap_or(TypeName::Any);
                return self.read_type(&ty);
            }
            let key = format!("::{single}");
            if self.b.resolve(&key) != Binding::Unbound {
                return self.b.read(&key);
            }
        }
        self.read_path(path)
    }

    /// Reads a type and, where it stands for several, also the first step of the path after it.
    pub(super) fn read_type_member<'p>(
        &mut self,
        ty: &TypeName,
        rest: &'p [String],
    ) -> (ExprId, &'p [String]) {
        match (ty, rest) {
            (TypeName::Implementors(bounds), [step, after @ ..]) if bounds.len() > 1 => {
                (self.alternatives(bounds, Some(step)), after)
            }
            _ => (self.read_type(ty), rest),
        }
    }

    fn alternatives(&mut self, bounds: &[Vec<String>], member: Option<&str>) -> ExprId {
        let mut value = None;
        for bound in bounds.iter().rev() {
            let of = self.read_type_path(bound);
            let mut left = self.b.expr(Expr::Implementors(of));
            if let Some(member) = member {
                left = self.b.field(left, member);
            }
            value = Some(match value {
                None => left,
                Some(right) => self.b.expr(Expr::Choice {
                    operator: ChoiceOperator::Coalesce,
                    left,
                    right,
                }),
            });
        }
        value.unwrap_or_else(|| self.b.unknown(Reason::Computed))
    }

    /// Brings type parameters into scope; gives how many there were before, for [`Self::close_generics`].
    pub(super) fn open_generics(&mut self, generics: &Generics) -> usize {
        let before = self.generics.len();
        for param in &generics.params {
            let GenericParam::Type(param) = param else {
                continue;
            };
            let bounds = bound_paths(param.bounds.iter());
            self.generics.push((name(&param.ident), bounds));
        }
        for predicate in generics
            .where_clause
            .iter()
            .flat_map(|clause| &clause.predicates)
        {
            let WherePredicate::Type(predicate) = predicate else {
                continue;
            };
            let Type::Path(ty) = &predicate.bounded_ty else {
                continue;
            };
            let Some(param) = ty.path.get_ident().map(name) else {
                continue;
            };
            let bounds = bound_paths(predicate.bounds.iter());
            if let Some((_, known)) = self
                .generics
                .iter_mut()
                .rev()
                .find(|(known, _)| *known == param)
            {
                known.extend(bounds);
            }
        }
        before
    }

    /// Ends the scope of type parameters.
    pub(super) fn close_generics(&mut self, before: usize) {
        self.generics.truncate(before);
    }
}

/// The type behind references, smart pointers and wrappers that calls see through.
pub(super) fn peel(ty: &Type) -> &Type {
    let mut ty = ty;
    loop {
        ty = match ty {
            Type::Reference(inner) => &inner.elem,
            Type::Ptr(inner) => &inner.elem,
            Type::Paren(inner) => &inner.elem,
            Type::Group(inner) => &inner.elem,
            Type::Path(path) => match path.path.segments.last() {
                Some(last) if is_transparent(&name(&last.ident)) => match type_argument(last) {
                    Some(inner) => inner,
                    None => return ty,
                },
                _ => return ty,
            },
            _ => return ty,
        };
    }
}

fn is_transparent(name: &str) -> bool {
    TRANSPARENT.contains(&name) || WRAPPERS.contains(&name)
}

/// The first type argument of a path segment.
pub(super) fn type_argument(segment: &syn::PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The traits among bounds that say which code a call reaches.
pub(super) fn bound_paths<'b>(
    bounds: impl Iterator<Item = &'b TypeParamBound>,
) -> Vec<Vec<String>> {
    bounds
        .filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Some(segments(&bound.path)),
            _ => None,
        })
        .filter(|path| says_something(path))
        .collect()
}

fn implementors<'b>(bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<TypeName> {
    let bounds = bound_paths(bounds);
    (!bounds.is_empty()).then_some(TypeName::Implementors(bounds))
}

fn says_something(path: &[String]) -> bool {
    path.last().is_some_and(|last| {
        last == "Error" && path.len() == 1
            || !MEANINGLESS.contains(&last.as_str()) && !TRANSPARENT.contains(&last.as_str())
    })
}
