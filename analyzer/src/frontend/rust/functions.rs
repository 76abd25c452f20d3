//! Functions, methods and closures: parameters, receivers, bodies.

use super::control::Dest;
use super::lower::{Lowering, name};
use super::paths::segments;
use super::types::type_argument;
use crate::ir::{Block, Expr, ExprId, Param, ParamKind, VarId};
use syn::spanned::Spanned;
use syn::{FnArg, Pat, Signature, Type};

/// Wrappers by which web frameworks hand out parts of a request or shared state: the value is what is inside.
const EXTRACTORS: &[&str] = &[
    "State",
    "Extension",
    "Json",
    "Path",
    "Query",
    "Form",
    "Data",
    "Inject",
    "TypedHeader",
];

impl Lowering {
    /// Adds a function; `owner` is the class it belongs to, for its name.
    pub(super) fn function(
        &mut self,
        signature: &Signature,
        body: &syn::Block,
        owner: Option<&str>,
    ) -> ExprId {
        self.at(signature.ident.span());
        let own = name(&signature.ident);
        let full = owner.map_or_else(|| own.clone(), |owner| format!("{owner}.{own}"));
        let id = self.b.open_function(&full);
        let generics = self.open_generics(&signature.generics);
        let frames = std::mem::take(&mut self.frames);
        let mut out = Block::new();
        let mut params = Vec::new();
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(_) => {
                    self.b.receiver("self");
                }
                FnArg::Typed(input) => {
                    params.push(self.param(&input.pat, Some(&input.ty), &mut out))
                }
            }
        }
        self.block_into(body, Dest::Return, &mut out);
        self.frames = frames;
        self.close_generics(generics);
        self.b.close_function(params, out);
        self.at(signature.ident.span());
        self.b.expr(Expr::Function(id))
    }

    /// Adds a closure.
    pub(super) fn closure(&mut self, closure: &syn::ExprClosure) -> ExprId {
        self.at(closure.span());
        let id = self.b.open_function("<closure>");
        let frames = std::mem::take(&mut self.frames);
        let mut out = Block::new();
        let params = closure
            .inputs
            .iter()
            .map(|input| match input {
                Pat::Type(input) => self.param(&input.pat, Some(&input.ty), &mut out),
                input => self.param(input, None, &mut out),
            })
            .collect();
        self.put(&closure.body, Dest::Return, &mut out);
        self.frames = frames;
        self.b.close_function(params, out);
        self.at(closure.span());
        self.b.expr(Expr::Function(id))
    }

    /// Runs a block as a closure of its own, so that `return` and `?` stay inside (`async {}`).
    pub(super) fn called_block(
        &mut self,
        block: &syn::Block,
        title: &str,
        generator: bool,
    ) -> ExprId {
        let span = block.brace_token.span.open();
        self.at(span);
        let id = self.b.open_function(title);
        if generator {
            self.b.mark_generator();
        }
        let frames = std::mem::take(&mut self.frames);
        let mut out = Block::new();
        self.block_into(block, Dest::Return, &mut out);
        self.frames = frames;
        self.b.close_function(Vec::new(), out);
        self.at(span);
        let callee = self.b.expr(Expr::Function(id));
        self.b.expr(Expr::Call {
            callee,
            arguments: Vec::new(),
            new: false,
        })
    }

    fn param(&mut self, pat: &Pat, ty: Option<&Type>, out: &mut Block) -> Param {
        let (pat, ty) = extracted(pat, ty);
        let hint = ty.and_then(|ty| self.hint(ty));
        let var = match pat {
            Pat::Ident(pat) if pat.subpat.is_none() => self.b.declare(&name(&pat.ident)),
            Pat::Wild(_) => self.b.temporary(),
            pat => {
                let var = self.b.temporary();
                self.destructure(pat, var, out);
                var
            }
        };
        plain(var, hint)
    }
}

fn plain(var: VarId, hint: Option<ExprId>) -> Param {
    Param {
        var,
        kind: ParamKind::Plain,
        default: None,
        hint,
    }
}

/// `State(app): State<App>` is `app: App`.
fn extracted<'p>(pat: &'p Pat, ty: Option<&'p Type>) -> (&'p Pat, Option<&'p Type>) {
    let (Pat::TupleStruct(wrapper), Some(Type::Path(path))) = (pat, ty) else {
        return (pat, ty);
    };
    let (Some(inner), Some(last)) = (wrapper.elems.first(), path.path.segments.last()) else {
        return (pat, ty);
    };
    let named = segments(&wrapper.path);
    let known = EXTRACTORS
        .iter()
        .any(|known| named.last().is_some_and(|last| last == known));
    if known && wrapper.elems.len() == 1 {
        return (inner, type_argument(last));
    }
    (pat, ty)
}

/// `Some`, `None`, `Ok` or `Err`, also when written as `Option::Some` and the like.
pub(super) fn prelude_variant(path: &syn::ExprPath) -> Option<&'static str> {
    if path.qself.is_some() {
        return None;
    }
    prelude_variant_of(&segments(&path.path))
}

/// See [`prelude_variant`].
pub(super) fn prelude_variant_of(path: &[String]) -> Option<&'static str> {
    let (last, before) = path.split_last()?;
    if !before
        .last()
        .is_none_or(|owner| matches!(owner.as_str(), "Option" | "Result"))
    {
        return None;
    }
    ["Some", "None", "Ok", "Err"]
        .into_iter()
        .find(|known| known == last)
}
