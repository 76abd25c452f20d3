//! Macro calls. Macros that the project defines are expanded; those of the language and of the usual libraries have their
//! meaning here; of any other the arguments are evaluated, as far as they can be read as expressions or statements.

mod definitions;
mod derives;
mod expand;
mod json;
mod parse;
mod rules;
mod select;

pub(super) use definitions::Definitions;
pub(super) use expand::Expander;

use super::control::Dest;
use super::format::{Piece, Which, pieces};
use super::functions;
use super::lower::{Lowering, name};
use super::paths::segments;
use super::values::Value;
use crate::facts::{ProblemKind, Reason};
use crate::ir::{Block, Entry, Expr, ExprId, Item, Stmt};
use parse::Arg;
use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Expr as Ast, ItemMacro, Macro};

/// What a macro does, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A format string and its arguments, to text.
    Format,
    /// The same after a receiver that is written to.
    Write,
    /// The same, and the code does not go on.
    Panic,
    /// The same as an error that is returned.
    Bail,
    /// [`Meaning::Bail`] unless a condition holds.
    Ensure,
    /// Arguments in the syntax of logging macros, for nothing.
    Log,
    /// Arguments for nothing.
    Evaluate,
    /// The first argument.
    First,
    /// A list.
    List,
    /// JSON.
    Json,
    /// `key => value` pairs.
    Map,
    /// A pattern test.
    Matches,
    /// Text put together from literals.
    Concat,
    /// A value known only at build time.
    Computed,
    /// Waits for one of several.
    Select,
    /// A block that yields.
    Generator,
    /// A definition, or a declaration that is handled with the items.
    Declaration,
    /// Any other.
    Other,
}

fn meaning(path: &syn::Path) -> Meaning {
    meaning_of(segments(path).last().map_or("", String::as_str))
}

fn meaning_of(name: &str) -> Meaning {
    match name {
        "format" | "format_args" | "print" | "println" | "eprint" | "eprintln" | "anyhow"
        | "eyre" | "format_err" | "err_msg" => Meaning::Format,
        "write" | "writeln" => Meaning::Write,
        "panic" | "todo" | "unimplemented" | "unreachable" => Meaning::Panic,
        "bail" => Meaning::Bail,
        "ensure" => Meaning::Ensure,
        "trace" | "debug" | "info" | "warn" | "error" | "event" | "log" | "span" | "trace_span"
        | "debug_span" | "info_span" | "warn_span" | "error_span" => Meaning::Log,
        "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq"
        | "debug_assert_ne" => Meaning::Evaluate,
        "dbg" | "try" | "ready" | "pin" | "black_box" => Meaning::First,
        "vec" | "smallvec" | "arrayvec" | "join" | "try_join" | "hashset" | "btreeset" => {
            Meaning::List
        }
        "json" | "bson" | "doc" => Meaning::Json,
        "hashmap" | "btreemap" | "indexmap" | "phf_map" | "map" | "convert_args" => Meaning::Map,
        "matches" => Meaning::Matches,
        "concat" => Meaning::Concat,
        "env" | "option_env" | "include_str" | "include_bytes" | "stringify" | "line" | "file"
        | "column" | "module_path" | "cfg" => Meaning::Computed,
        "select" | "select_biased" => Meaning::Select,
        "stream" | "try_stream" => Meaning::Generator,
        "macro_rules" | "lazy_static" | "thread_local" => Meaning::Declaration,
        _ => Meaning::Other,
    }
}

/// The constants that an item macro declares (`lazy_static!`, `thread_local!`).
pub(super) fn macro_values(mac: &Macro) -> Vec<Value> {
    let path = segments(&mac.path);
    match path.last().map(String::as_str) {
        Some("lazy_static") => parse::statics(mac.tokens.clone()),
        Some("thread_local") => parse::thread_locals(mac.tokens.clone()),
        _ => Vec::new(),
    }
}

impl Lowering {
    /// A macro call as a statement.
    pub(super) fn macro_statement(&mut self, mac: &Macro, dest: Dest, out: &mut Block) {
        if meaning(&mac.path) != Meaning::Declaration {
            self.macro_into(mac, dest, out);
            return;
        }
        for value in macro_values(mac) {
            let lowered = self.expr(&value.value);
            let var = self.b.declare(&name(&value.name));
            self.set(var, lowered, out);
        }
    }

    /// A macro call among items that is not made of items.
    pub(super) fn item_macro(&mut self, item: &ItemMacro) {
        if item.ident.is_none() && meaning(&item.mac.path) != Meaning::Declaration {
            self.at(item.mac.path.span());
            self.report_opaque(&item.mac);
        }
    }

    /// A macro call whose value goes to `dest`.
    pub(super) fn macro_into(&mut self, mac: &Macro, dest: Dest, out: &mut Block) {
        if let Some(ast) = self.expanded_expression(mac) {
            self.in_expansion(|lowering| lowering.put(&ast, dest, out));
            return;
        }
        let tokens = || mac.tokens.clone();
        match meaning(&mac.path) {
            Meaning::Panic => {
                let text = self.formatted(mac);
                out.push(Stmt::Throw(Some(text)));
            }
            Meaning::Bail => {
                self.bail(parse::arguments(tokens()).unwrap_or_default(), out);
            }
            Meaning::Ensure => {
                let mut arguments = parse::arguments(tokens()).unwrap_or_default();
                if arguments.is_empty() {
                    return;
                }
                let test = self.expr(&arguments.remove(0).value);
                let mut otherwise = Block::new();
                self.bail(arguments, &mut otherwise);
                out.push(Stmt::If {
                    test,
                    then: Block::new(),
                    otherwise,
                });
            }
            Meaning::Log => {
                for argument in parse::log_arguments(tokens()) {
                    self.evaluate(&argument, out);
                }
            }
            Meaning::Evaluate => {
                for argument in parse::arguments(tokens()).unwrap_or_default() {
                    self.evaluate(&argument.value, out);
                }
            }
            Meaning::Select => self.select_into(mac, dest, out),
            _ => {
                let value = self.macro_value(mac);
                self.deliver(value, dest, out);
            }
        }
    }

    fn bail(&mut self, arguments: Vec<Arg>, out: &mut Block) {
        for argument in arguments {
            self.evaluate(&argument.value, out);
        }
        let value = self.b.null();
        out.push(Stmt::Return(Some(value)));
    }

    /// The value of a macro call.
    pub(super) fn macro_value(&mut self, mac: &Macro) -> ExprId {
        if let Some(ast) = self.expanded_expression(mac) {
            let value = self.in_expansion(|lowering| lowering.expr(&ast));
            return value.unwrap_or_else(|| self.b.unknown(Reason::Computed));
        }
        let span = mac.path.span();
        self.at(span);
        let tokens = || mac.tokens.clone();
        match meaning(&mac.path) {
            Meaning::Format => self.formatted(mac),
            Meaning::Write => self.written(mac),
            Meaning::First => match parse::arguments(tokens()).unwrap_or_default().first() {
                Some(argument) => self.expr(&argument.value),
                None => self.b.null(),
            },
            Meaning::List => self.list_macro(mac),
            Meaning::Json => self.json(tokens()),
            Meaning::Map => self.map(mac),
            Meaning::Matches => self.matches(mac),
            Meaning::Concat => {
                let parts: Vec<_> = parse::arguments(tokens()).unwrap_or_default();
                let parts = parts.iter().map(|part| self.expr(&part.value)).collect();
                self.b.expr(Expr::Text(parts))
            }
            Meaning::Computed => self.b.unknown(Reason::Computed),
            Meaning::Generator => match parse::block(tokens()) {
                Some(block) => self.called_block(&block, "<stream>", true),
                None => self.other(mac),
            },
            Meaning::Declaration => self.b.null(),
            Meaning::Other => self.other(mac),
            Meaning::Select => {
                let var = self.b.temporary();
                let mut body = Block::new();
                self.select_into(mac, Dest::Slot(var), &mut body);
                let result = self.b.read_slot(var);
                self.after(body, result)
            }
            Meaning::Panic | Meaning::Bail | Meaning::Ensure | Meaning::Log | Meaning::Evaluate => {
                let mut body = Block::new();
                self.macro_into(mac, Dest::Discard, &mut body);
                let result = self.b.null();
                self.after(body, result)
            }
        }
    }

    fn formatted(&mut self, mac: &Macro) -> ExprId {
        match parse::arguments(mac.tokens.clone()) {
            Some(arguments) => self.format(&arguments),
            None => self.other(mac),
        }
    }

    /// `write!(target, …)`: what the method behind it does, with the text already put together.
    fn written(&mut self, mac: &Macro) -> ExprId {
        let Some(arguments) = parse::arguments(mac.tokens.clone()) else {
            return self.other(mac);
        };
        let Some((target, rest)) = arguments.split_first() else {
            return self.b.null();
        };
        let target = self.expr(&target.value);
        let text = self.format(rest);
        let callee = self.b.field(target, "write_fmt");
        self.b.expr(Expr::Call {
            callee,
            arguments: vec![crate::ir::Argument {
                kind: crate::ir::ArgumentKind::Positional,
                value: text,
            }],
            new: false,
        })
    }

    /// A format string (first) and its arguments.
    fn format(&mut self, arguments: &[Arg]) -> ExprId {
        let Some((first, rest)) = arguments.split_first() else {
            return self.b.text("");
        };
        let Some(format) = parse::literal_text(&first.value) else {
            return self.expr(&first.value);
        };
        let mut used = vec![false; rest.len()];
        let mut parts = Vec::new();
        for piece in pieces(&format) {
            match piece {
                Piece::Text(text) => parts.push(self.b.text(text)),
                Piece::Argument { which, plain } => {
                    let value = self.format_argument(&which, rest, &mut used);
                    parts.push(if plain {
                        value
                    } else {
                        self.computed_from(value)
                    });
                }
            }
        }
        let mut body = Block::new();
        for (argument, _) in rest.iter().zip(&used).filter(|(_, used)| !**used) {
            self.evaluate(&argument.value, &mut body);
        }
        let text = match parts.as_slice() {
            [] => self.b.text(""),
            _ => self.b.expr(Expr::Text(parts)),
        };
        self.after(body, text)
    }

    fn format_argument(&mut self, which: &Which, rest: &[Arg], used: &mut [bool]) -> ExprId {
        let position = match which {
            Which::Position(position) => Some(*position),
            Which::Name(name) => rest
                .iter()
                .position(|argument| argument.name.as_ref() == Some(name)),
        };
        let argument = position.and_then(|position| {
            if let Some(used) = used.get_mut(position) {
                *used = true;
            }
            rest.get(position)
        });
        match (argument, which) {
            (Some(argument), _) => self.expr(&argument.value),
            (None, Which::Name(name)) => self.read_name(name),
            (None, Which::Position(_)) => self.b.unknown(Reason::Computed),
        }
    }

    fn computed_from(&mut self, value: ExprId) -> ExprId {
        let result = self.b.unknown(Reason::Computed);
        self.b.expr(Expr::Do {
            body: vec![Stmt::Expr(value)],
            result,
        })
    }

    fn list_macro(&mut self, mac: &Macro) -> ExprId {
        if let Some(arguments) = parse::arguments(mac.tokens.clone()) {
            return self.list(arguments.iter().map(|argument| &argument.value));
        }
        if let Some((element, count)) = parse::repeated(mac.tokens.clone()) {
            let mut body = Block::new();
            let element = self.expr(&element);
            self.evaluate(&count, &mut body);
            let list = self.b.expr(Expr::List(vec![Item::One(element)]));
            return self.after(body, list);
        }
        self.other(mac)
    }

    fn map(&mut self, mac: &Macro) -> ExprId {
        let Some(pairs) = parse::pairs(mac.tokens.clone()) else {
            return self.other(mac);
        };
        let mut entries = Vec::new();
        for (key, value) in pairs {
            let text = parse::literal_text(&key);
            let entry = match text {
                Some(key) => Entry::Field(key, self.expr(&value)),
                None => Entry::Computed(self.expr(&key), self.expr(&value)),
            };
            entries.push(entry);
        }
        self.b.expr(Expr::Record(entries))
    }

    fn matches(&mut self, mac: &Macro) -> ExprId {
        let Some((value, pat, guard)) = parse::matched(mac.tokens.clone()) else {
            return self.other(mac);
        };
        let mut body = Block::new();
        self.b.push_scope();
        let (access, _) = self.subject(&value, None, &mut body);
        let matched = self.pattern(&pat, &access);
        let mut test = self.emit_test(&matched.test);
        if let Some(guard) = guard {
            let mut bindings = Block::new();
            self.emit_bindings(&matched, &mut bindings);
            let guard = self.expr(&guard);
            let right = self.after(bindings, guard);
            test = self.b.expr(Expr::Choice {
                operator: crate::ir::ChoiceOperator::And,
                left: test,
                right,
            });
        }
        self.b.pop_scope();
        self.after(body, test)
    }

    /// A macro without a meaning of its own: a call of its name with the arguments it seems to have.
    fn other(&mut self, mac: &Macro) -> ExprId {
        let span = mac.path.span();
        let own = segments(&mac.path).last().cloned().unwrap_or_default();
        if let Some(arguments) = parse::arguments(mac.tokens.clone()) {
            let values = arguments
                .iter()
                .map(|argument| self.expr(&argument.value))
                .collect();
            self.at(span);
            return self.builtin_call(&format!("{own}!"), values);
        }
        if let Some(block) = parse::block(mac.tokens.clone()) {
            let mut body = Block::new();
            self.block_into(&block, Dest::Discard, &mut body);
            let result = self.b.unknown(Reason::External);
            return self.after(body, result);
        }
        let (arguments, whole) = parse::fragments(mac.tokens.clone());
        if !whole {
            self.at(span);
            self.report_opaque(mac);
        }
        let values = arguments
            .iter()
            .map(|argument| self.expr(argument))
            .collect();
        self.at(span);
        self.builtin_call(&format!("{own}!"), values)
    }

    /// Says that code inside of a macro call was not understood, when it looks like code that calls something.
    fn report_opaque(&mut self, mac: &Macro) {
        if !looks_like_a_call(mac.tokens.clone()) {
            return;
        }
        let own = segments(&mac.path).join("::");
        self.b.problem(
            ProblemKind::Unsupported,
            format!("the code inside of the macro `{own}!` was not followed; move its calls to a function"),
        );
    }
}

/// `.send(` or `.await` somewhere inside.
fn looks_like_a_call(tokens: TokenStream) -> bool {
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        let mut after_dot = false;
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    open.push(group.stream());
                    after_dot = false;
                }
                TokenTree::Punct(punct) => after_dot = punct.as_char() == '.',
                TokenTree::Ident(ident) if after_dot && (ident == "await" || ident == "send") => {
                    return true;
                }
                _ => after_dot = false,
            }
        }
    }
    false
}

/// A literal null, for parts that write JSON.
fn is_null(ast: &Ast) -> bool {
    matches!(ast, Ast::Path(path) if path.path.is_ident("null")) || {
        matches!(ast, Ast::Path(path) if functions::prelude_variant(path) == Some("None"))
    }
}
