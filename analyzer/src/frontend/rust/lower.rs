//! From the text of a file to its module: how much stack the parser gets, what survives a syntax error, and the state
//! that lowering carries around.

use super::attributes;
use super::macros::{Definitions, Expander};
use super::scan::{self, Scan};
use super::uses::Glob;
use crate::facts::ProblemKind;
use crate::frontend::Surroundings;
use crate::ir::builder::ModuleBuilder;
use crate::ir::{Exports, Module, Span, VarId};
use crate::project::Language;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::Item;

/// Nesting of expressions beyond which lowering gives up on the inner part.
const DEEPEST: usize = 150;
/// Stack a parser needs for one level of brackets, and for one token of a chain without brackets; generous for
/// unoptimised builds.
const STACK_PER_LEVEL: usize = 96 << 10;
const STACK_PER_TOKEN: usize = 12 << 10;
/// Need up to which the stack of the caller is enough.
const STACK_AT_HAND: usize = 1 << 20;
/// Need beyond which a file is refused.
const STACK_MOST: usize = 512 << 20;

/// Lowers a file.
pub(super) fn lower(project: &Surroundings<'_>, path: &str, source: &[u8]) -> Module {
    let text = String::from_utf8_lossy(source);
    let found = scan::scan(&text);
    let need = found.nesting * STACK_PER_LEVEL + found.longest_run * STACK_PER_TOKEN;
    if need > STACK_MOST {
        return refuse(path, found);
    }
    if need <= STACK_AT_HAND {
        return lower_text(project, path, &text, found);
    }
    let hints = found.hints.clone();
    let run = || lower_text(project, path, &text, found);
    let lowered = std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(need + STACK_AT_HAND)
            .spawn_scoped(scope, run)
            .ok()
            .and_then(|thread| thread.join().ok())
    });
    lowered.unwrap_or_else(|| {
        let rest = Scan {
            hints,
            ..Scan::default()
        };
        refuse(path, rest)
    })
}

fn refuse(path: &str, found: Scan) -> Module {
    let mut lowering = Lowering::new(path, found);
    lowering.b.problem(
        ProblemKind::Budget,
        "the file is nested too deeply to be parsed; split its longest expression",
    );
    lowering.b.finish(Vec::new())
}

fn lower_text(project: &Surroundings<'_>, path: &str, text: &str, found: Scan) -> Module {
    let mut lowering = Lowering::new(path, found);
    lowering.expander = Expander::new(Definitions::of(project, path, text));
    let items = parse(&mut lowering, text);
    let mut items = lowering.expander.items(items);
    let made = items.iter().find_map(attributes::made_main);
    items.extend(made);
    let items: Vec<_> = items.iter().collect();
    let mut body = Vec::new();
    lowering.items(&items, &mut body);
    let module = lowering.b.finish(body);
    drop(items);
    // Positions of parsed text are kept for each thread until it says that it is done with them.
    proc_macro2::extra::invalidate_current_thread_spans();
    module
}

fn parse(lowering: &mut Lowering, text: &str) -> Vec<Item> {
    let error = match syn::parse_file(text) {
        Ok(file) => return file.items,
        Err(error) => error,
    };
    lowering.at(error.span());
    lowering
        .b
        .problem(ProblemKind::SyntaxError, format!("does not parse: {error}"));
    text.parse().map(salvage).unwrap_or_default()
}

/// The items that parse on their own: each ends with a `;` or a block, at times with the second of these.
fn salvage(tokens: TokenStream) -> Vec<Item> {
    let mut parts: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        if let Some(part) = parts.last_mut() {
            part.push(token);
        }
        if ends {
            parts.push(Vec::new());
        }
    }
    let mut items = Vec::new();
    let mut rest = parts.as_slice();
    while !rest.is_empty() {
        let parsed = [1, 2].into_iter().find_map(|count| {
            let tokens = rest.iter().take(count).flatten().cloned();
            Some((count, syn::parse2(tokens.collect()).ok()?))
        });
        let used = parsed.as_ref().map_or(1, |(count, _)| *count);
        items.extend(parsed.map(|(_, item)| item));
        rest = rest.get(used..).unwrap_or_default();
    }
    items
}

/// The state of lowering one file.
pub(super) struct Lowering {
    /// What is built.
    pub(super) b: ModuleBuilder,
    /// Inline modules around the current place, outermost first.
    pub(super) module_path: Vec<String>,
    /// All inline modules of the file by their path, with the names that are in scope in them.
    pub(super) modules: BTreeMap<String, Vec<(String, VarId)>>,
    /// Names of modules in files of their own, and of classes, by module path: what a local `use` may start with.
    pub(super) local_types: BTreeSet<String>,
    /// Glob imports in scope, innermost last.
    pub(super) globs: Vec<Glob>,
    /// Glob imports of inline modules.
    pub(super) module_globs: BTreeMap<String, Vec<Glob>>,
    /// Type parameters in scope with the traits they are bound by, innermost last.
    pub(super) generics: Vec<(String, Vec<Vec<String>>)>,
    /// What `Self` means, innermost last.
    pub(super) self_types: Vec<super::types::TypeName>,
    /// Loops and labelled blocks around the current place in the current function.
    pub(super) frames: Vec<super::loops::Frame>,
    /// Globs are not looked into while the path of one is read.
    pub(super) reading_glob: bool,
    /// The project's own macros.
    pub(super) expander: Expander,
    depth: usize,
    gave_up: bool,
}

impl Lowering {
    fn new(path: &str, found: Scan) -> Self {
        let mut b = ModuleBuilder::new(path, Language::Rust, Exports::Variables);
        for hint in found.hints {
            b.hint(hint);
        }
        Self {
            b,
            module_path: Vec::new(),
            modules: BTreeMap::new(),
            local_types: BTreeSet::new(),
            globs: Vec::new(),
            module_globs: BTreeMap::new(),
            generics: Vec::new(),
            self_types: Vec::new(),
            frames: Vec::new(),
            reading_glob: false,
            expander: Expander::default(),
            depth: 0,
            gave_up: false,
        }
    }

    /// Sets the place that following expressions stand at.
    pub(super) fn at(&mut self, span: proc_macro2::Span) {
        let start = span.start();
        self.b.at(Span {
            line: u32::try_from(start.line).unwrap_or(u32::MAX),
            column: u32::try_from(start.column)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        });
    }

    /// Runs `inner` one level deeper; `None` when that is too deep to be followed.
    pub(super) fn nest<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            self.give_up();
            return None;
        }
        self.depth += 1;
        let value = inner(self);
        self.depth -= 1;
        Some(value)
    }

    fn give_up(&mut self) {
        if !self.gave_up {
            self.gave_up = true;
            self.b.problem(
                ProblemKind::Budget,
                "the code is nested too deeply to be followed; move inner parts to functions",
            );
        }
    }
}

/// An identifier without the `r#` of raw ones.
pub(super) fn name(ident: &syn::Ident) -> String {
    use syn::ext::IdentExt;
    ident.unraw().to_string()
}
