//! Structs, enums and traits to classes; `impl` blocks to extensions of them.

use super::attributes::implementing_attribute;
use super::lower::{Lowering, name};
use super::paths::segments;
use super::types::{TypeName, bound_paths};
use crate::ir::{Block, Class, Expr, ExprId, Member, MemberKind, Span, Stmt};
use syn::spanned::Spanned;
use syn::{Fields, ImplItem, ItemEnum, ItemImpl, ItemStruct, ItemTrait, ItemUnion, TraitItem};

impl Lowering {
    /// A struct.
    pub(super) fn structure(&mut self, item: &ItemStruct, out: &mut Block) {
        self.at(item.ident.span());
        let own = name(&item.ident);
        let class = self.class_of_fields(&own, &item.fields, Vec::new());
        self.bind_type(&own, class, out);
    }

    /// A union: like a struct.
    pub(super) fn union(&mut self, item: &ItemUnion, out: &mut Block) {
        self.at(item.ident.span());
        let own = name(&item.ident);
        let class = self.class_of_fields(&own, &Fields::Named(item.fields.clone()), Vec::new());
        self.bind_type(&own, class, out);
    }

    /// An enum: a class, and for each variant a class derived from it.
    pub(super) fn enumeration(&mut self, item: &ItemEnum, out: &mut Block) {
        self.at(item.ident.span());
        let own = name(&item.ident);
        let class = self.class_of_fields(&own, &Fields::Unit, Vec::new());
        self.bind_type(&own, class, out);
        let mut members = Vec::new();
        for variant in &item.variants {
            self.at(variant.ident.span());
            let base = self.b.read(&format!("::{own}"));
            let variant_name = name(&variant.ident);
            let value = self.class_of_fields(&variant_name, &variant.fields, vec![base]);
            members.push(member(variant_name, MemberKind::Static, value));
        }
        if !members.is_empty() {
            let class = self.b.read(&format!("::{own}"));
            out.push(Stmt::Extend {
                class,
                implements: None,
                members,
            });
        }
    }

    fn class_of_fields(&mut self, own: &str, fields: &Fields, bases: Vec<ExprId>) -> ExprId {
        let fields = match fields {
            Fields::Named(fields) => fields
                .named
                .iter()
                .filter_map(|field| field.ident.as_ref().map(name))
                .collect(),
            Fields::Unnamed(fields) => (0..fields.unnamed.len())
                .map(|index| index.to_string())
                .collect(),
            Fields::Unit => Vec::new(),
        };
        let class = Class {
            name: own.to_owned(),
            bases,
            members: Vec::new(),
            initializer: None,
            fields,
            span: self.b.here(),
        };
        self.class_value(class)
    }

    fn class_value(&mut self, class: Class) -> ExprId {
        let id = self.b.class(class);
        self.b.expr(Expr::Class(id))
    }

    /// What the types of fields say, as members `%type:field` of the class.
    pub(super) fn field_types(&mut self, item: &ItemStruct, out: &mut Block) {
        let generics = self.open_generics(&item.generics);
        let mut members = Vec::new();
        for (index, field) in item.fields.iter().enumerate() {
            self.at(field.span());
            if let Some(hint) = self.hint(&field.ty) {
                let field = field.ident.as_ref().map_or_else(|| index.to_string(), name);
                members.push(member(format!("%type:{field}"), MemberKind::Static, hint));
            }
        }
        self.close_generics(generics);
        if !members.is_empty() {
            let class = self.b.read(&format!("::{}", name(&item.ident)));
            out.push(Stmt::Extend {
                class,
                implements: None,
                members,
            });
        }
    }

    /// A trait: a class with the members that have a default.
    pub(super) fn trait_class(&mut self, item: &ItemTrait, out: &mut Block) {
        let own = name(&item.ident);
        let supers = bound_paths(item.supertraits.iter());
        let bases = supers
            .iter()
            .map(|path| self.read_type_path(path))
            .collect();
        self.self_types
            .push(TypeName::Implementors(vec![vec![own.clone()]]));
        let generics = self.open_generics(&item.generics);
        let mut members = Vec::new();
        for part in &item.items {
            members.extend(self.trait_member(&own, part));
        }
        self.close_generics(generics);
        self.self_types.pop();
        self.at(item.ident.span());
        let span: Span = self.b.here();
        let class = self.class_value(Class {
            name: own.clone(),
            bases,
            members,
            initializer: None,
            fields: Vec::new(),
            span,
        });
        self.bind_type(&own, class, out);
    }

    fn trait_member(&mut self, owner: &str, part: &TraitItem) -> Option<Member> {
        match part {
            TraitItem::Fn(part) => {
                let body = part.default.as_ref()?;
                let value = self.function(&part.sig, body, Some(owner));
                Some(member(name(&part.sig.ident), method_kind(&part.sig), value))
            }
            TraitItem::Const(part) => {
                let (_, default) = part.default.as_ref()?;
                let value = self.expr(default);
                Some(member(name(&part.ident), MemberKind::Static, value))
            }
            _ => None,
        }
    }

    /// An `impl` block.
    pub(super) fn implementation(&mut self, item: &ItemImpl, out: &mut Block) {
        if item.modifiers.polarity.is_some() {
            return;
        }
        let generics = self.open_generics(&item.generics);
        let ty = self
            .type_name(&item.self_ty)
            .unwrap_or_else(|| self.named_type(&item.self_ty));
        let owner = match &ty {
            TypeName::Path(path) => path.last().cloned().unwrap_or_default(),
            TypeName::Implementors(bounds) => bounds
                .first()
                .and_then(|path| path.last())
                .cloned()
                .unwrap_or_default(),
            TypeName::Any => "_".to_owned(),
        };
        self.at(item.self_ty.span());
        let class = match &ty {
            TypeName::Any => self.b.expr(Expr::Builtin("%any".to_owned())),
            ty => self.read_type(ty),
        };
        let attribute = implementing_attribute(&item.attrs);
        let implements = match &item.trait_ {
            Some((path, _)) => Some(segments(path)),
            None => attribute,
        };
        let implements = implements.map(|path| self.read_type_path(&path));
        self.self_types.push(ty);
        let mut members = Vec::new();
        for part in &self.expanded_members(&item.items) {
            members.extend(self.impl_member(&owner, part));
        }
        self.self_types.pop();
        self.close_generics(generics);
        out.push(Stmt::Extend {
            class,
            implements,
            members,
        });
    }

    /// A type without meaning as a hint (`Vec<T>`, `String`) still has a name that methods can be added to.
    fn named_type(&self, ty: &syn::Type) -> TypeName {
        let syn::Type::Path(path) = super::types::peel(ty) else {
            return TypeName::Any;
        };
        let names = segments(&path.path);
        let parameter = names
            .first()
            .is_some_and(|first| self.bounds_of(first).is_some());
        if path.qself.is_some() || parameter {
            return TypeName::Any;
        }
        TypeName::Path(names)
    }

    fn impl_member(&mut self, owner: &str, part: &ImplItem) -> Option<Member> {
        match part {
            ImplItem::Fn(part) => {
                if !super::attributes::deployed(&part.attrs) {
                    return None;
                }
                let value = self.function(&part.sig, &part.block, Some(owner));
                Some(member(name(&part.sig.ident), method_kind(&part.sig), value))
            }
            ImplItem::Const(part) => {
                let value = self.expr(&part.expr);
                Some(member(name(&part.ident), MemberKind::Static, value))
            }
            ImplItem::Type(part) => {
                let value = self.hint(&part.ty)?;
                Some(member(name(&part.ident), MemberKind::Static, value))
            }
            _ => None,
        }
    }
}

fn member(name: String, kind: MemberKind, value: ExprId) -> Member {
    Member { name, kind, value }
}

fn method_kind(signature: &syn::Signature) -> MemberKind {
    if signature.receiver().is_some() {
        MemberKind::Method
    } else {
        MemberKind::Static
    }
}
