//! Attributes: what a test is and is therefore left out, where a module's file is, which function starts a program.

use super::paths::segments;
use syn::{Expr as Ast, Item};

pub(super) fn path_attribute(attributes: &[syn::Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let syn::Meta::NameValue(meta) = &attribute.meta else {
            return None;
        };
        let Ast::Lit(literal) = &meta.value else {
            return None;
        };
        match &literal.lit {
            syn::Lit::Str(text) if meta.path.is_ident("path") => Some(text.value()),
            _ => None,
        }
    })
}

/// Whether an item is part of what gets deployed: tests are not.
pub(super) fn kept(item: &Item) -> bool {
    deployed(attributes_of(item))
}

/// Whether an item is part of some builds only: another one of its name may stand beside it.
pub(super) fn conditional(item: &Item) -> bool {
    attributes_of(item).iter().any(is_condition)
}

/// Whether an attribute makes something part of some builds only.
pub(super) fn is_condition(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

/// The `main` that an attribute makes of a function (`#[launch]`).
pub(super) fn made_main(item: &Item) -> Option<Item> {
    let Item::Fn(function) = item else {
        return None;
    };
    let launches = function.attrs.iter().any(|attribute| {
        let path = segments(attribute.path());
        path.last().is_some_and(|last| last == "launch")
    });
    let name = &function.sig.ident;
    (launches && name != "main").then(|| syn::parse_quote!(fn main() { #name() }))
}

/// The attribute on an `impl` block that implements something of a library with its methods (`#[Object]`): any that is not
/// known to leave them as they are.
pub(super) fn implementing_attribute(attributes: &[syn::Attribute]) -> Option<Vec<String>> {
    const PLAIN: [&str; 14] = [
        "doc",
        "allow",
        "expect",
        "warn",
        "deny",
        "cfg",
        "cfg_attr",
        "must_use",
        "inline",
        "deprecated",
        "automatically_derived",
        "async_trait",
        "automock",
        "instrument",
    ];
    let mut paths = attributes
        .iter()
        .map(|attribute| segments(attribute.path()));
    paths.find(|path| {
        let last = path.last().map(String::as_str);
        last.is_some_and(|last| !PLAIN.contains(&last))
    })
}

fn attributes_of(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something with these attributes is part of what gets deployed.
pub(super) fn deployed(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().all(|attribute| {
        let path = segments(attribute.path());
        match path.last().map(String::as_str) {
            Some("test" | "bench") => false,
            Some("cfg") => attribute
                .parse_args::<syn::Meta>()
                .map_or(true, |meta| possible(&meta)),
            _ => true,
        }
    })
}

/// Whether a configuration predicate can hold in a build that is deployed: `test` cannot, all else may.
fn possible(meta: &syn::Meta) -> bool {
    let parts = |list: &syn::MetaList| {
        list.parse_args_with(
            syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated,
        )
        .unwrap_or_default()
    };
    match meta {
        syn::Meta::Path(path) => !path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => parts(list).iter().all(possible),
        syn::Meta::List(list) if list.path.is_ident("any") => parts(list).iter().any(possible),
        _ => true,
    }
}
