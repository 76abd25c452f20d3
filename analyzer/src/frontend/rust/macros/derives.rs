//! What well-known derives write for a struct, as the items they would make: a builder, a constructor, getters.
//!
//! Derives are programs that cannot be run here, but these have one shape in all the libraries that offer them (bon,
//! typed-builder, derive_builder; derive-new, derive_more; getset, derive-getters), so the shape is written out and lowered
//! like code of the project. Attributes that rename are not read: a method that they make is then one that nothing defines.

use crate::frontend::rust::paths::segments;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Field, Fields, Ident, Item, ItemStruct};

/// The items that the derives of an item make. What nothing has set has no value: defaults are not read.
///
/// `#[derive(Builder)] struct Store { client: Client }` makes `StoreBuilder` with a setter `client` and `build`, and
/// `Store::builder`.
pub(super) fn made(item: &Item) -> Vec<Item> {
    let Item::Struct(item) = item else {
        return Vec::new();
    };
    let Fields::Named(fields) = &item.fields else {
        return Vec::new();
    };
    let fields: Vec<&Field> = fields.named.iter().collect();
    let mut made = Vec::new();
    for derive in derives(item) {
        let tokens = match derive.as_str() {
            "Builder" | "TypedBuilder" => builder(item, &fields),
            "Constructor" | "new" => constructor(item, &fields),
            "Getters" => getters(item, &fields),
            _ => continue,
        };
        made.extend(syn::parse2::<syn::File>(tokens).map_or_else(|_| Vec::new(), |it| it.items));
    }
    made
}

/// The last names of the derives of a struct.
fn derives(item: &ItemStruct) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in &item.attrs {
        if attribute.path().is_ident("derive") {
            // What does not parse derives nothing: the compiler would refuse it.
            let _ = attribute.parse_nested_meta(|derive| {
                names.extend(segments(&derive.path).pop());
                Ok(())
            });
        }
    }
    names
}

fn builder(item: &ItemStruct, fields: &[&Field]) -> TokenStream {
    let own = &item.ident;
    let builder = Ident::new(&format!("{own}Builder"), Span::call_site());
    let generics = &item.generics;
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let names: Vec<_> = fields.iter().filter_map(|it| it.ident.as_ref()).collect();
    let types: Vec<_> = fields.iter().map(|it| &it.ty).collect();
    let optional: Vec<_> = names
        .iter()
        .map(|name| Ident::new(&format!("maybe_{name}").replace("r#", ""), name.span()))
        .collect();
    quote! {
        pub struct #builder #generics #bounds { #(#names: Option<#types>),* }
        impl #parameters #own #arguments #bounds {
            pub fn builder() -> #builder #arguments { #builder { #(#names: None),* } }
        }
        impl #parameters #builder #arguments #bounds {
            pub fn default() -> Self { #builder { #(#names: None),* } }
            pub fn create_empty() -> Self { #builder { #(#names: None),* } }
            #(pub fn #names(mut self, value: #types) -> Self { self.#names = Some(value); self })*
            #(pub fn #optional(mut self, value: #types) -> Self { self.#names = Some(value); self })*
            pub fn build(self) -> #own #arguments { #own { #(#names: self.#names.unwrap()),* } }
        }
    }
}

/// Fields that an attribute `#[new(..)]` fills are no parameters.
fn constructor(item: &ItemStruct, fields: &[&Field]) -> TokenStream {
    let own = &item.ident;
    let (parameters, arguments, bounds) = item.generics.split_for_impl();
    let is_filled = |field: &&&Field| field.attrs.iter().any(|it| it.path().is_ident("new"));
    let given: Vec<_> = fields.iter().filter(|it| !is_filled(it)).collect();
    let names: Vec<_> = given.iter().filter_map(|it| it.ident.as_ref()).collect();
    let types: Vec<_> = given.iter().map(|it| &it.ty).collect();
    quote! {
        impl #parameters #own #arguments #bounds {
            pub fn new(#(#names: #types),*) -> Self {
                #own { #(#names,)* }
            }
        }
    }
}

fn getters(item: &ItemStruct, fields: &[&Field]) -> TokenStream {
    let own = &item.ident;
    let (parameters, arguments, bounds) = item.generics.split_for_impl();
    let names: Vec<_> = fields.iter().filter_map(|it| it.ident.as_ref()).collect();
    let types: Vec<_> = fields.iter().map(|it| &it.ty).collect();
    quote! {
        impl #parameters #own #arguments #bounds {
            #(pub fn #names(&self) -> &#types { &self.#names })*
        }
    }
}
