//! Values written down as facts: bounded trees of what is known about a value, without anything of the interpreter in them.
//!
//! Only what has settled is spelled out. A value is bounded twice, in depth and in how many values it holds; what is beyond is
//! any value, which errs towards wider resources. What many calls were given is spelled out once and shared.

use super::Interpreter;
use super::sdk::{Dialect, SdkObject};
use super::store::{ObjectKind, Store};
use super::text::{self, Text};
use super::value::{ActivationId, Atom, ObjectId, Root, Symbol, Value};
use crate::facts::{Argument, Field, Hole, Pattern, Piece, Reason, Step};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep parameters of a call may be: as deep as fits. What is deep down in values that contain themselves must not take the
/// room of the names beside it.
const PARAMETER_DEPTHS: [usize; 4] = [3, 4, 5, 7];
/// How many values the parameters of a call may hold.
const PARAMETER_VALUES: usize = 2_000;
/// How deep what a module exports may be.
const MODULE_DEPTH: usize = 40;
/// How many values what a module exports may hold.
const MODULE_VALUES: usize = 200_000;

/// What has been spelled out.
#[derive(Debug, Default)]
pub(crate) struct Spelled {
    /// Parameters of calls.
    parameters: FxHashMap<Value, Arc<Argument>>,
    /// Trees inside of others that fitted, by how deep they could be.
    trees: FxHashMap<(Value, usize), Tree>,
    /// Values in the tree that is being made.
    count: usize,
    /// How many it may hold.
    limit: usize,
    /// Some of it is too deep.
    is_cut: bool,
}

#[derive(Debug, Clone)]
struct Tree {
    argument: Arc<Argument>,
    count: usize,
    is_cut: bool,
}

impl Spelled {
    fn starts(&mut self, limit: usize) {
        (self.count, self.limit, self.is_cut) = (0, limit, false);
    }

    fn fits(&self) -> bool {
        self.count <= self.limit
    }
}

impl Interpreter<'_> {
    /// A value of which all is wanted.
    pub(crate) fn spelled_out(&mut self, value: Value) -> Argument {
        self.spelled.starts(MODULE_VALUES);
        self.argument(value, MODULE_DEPTH)
    }

    /// Parameters of a call as a tree that is as deep as fits.
    pub(crate) fn parameters(&mut self, value: Value) -> Arc<Argument> {
        if let Some(known) = self.spelled.parameters.get(&value) {
            return Arc::clone(known);
        }
        let mut kept = None;
        for depth in PARAMETER_DEPTHS {
            self.spelled.starts(PARAMETER_VALUES);
            let argument = self.argument(value, depth);
            if self.spelled.fits() || kept.is_none() {
                kept = Some(argument);
            }
            if !self.spelled.fits() || !self.spelled.is_cut {
                break;
            }
        }
        let argument = Arc::new(kept.unwrap_or(Argument::Unknown(Reason::Widened)));
        self.spelled.parameters.insert(value, Arc::clone(&argument));
        argument
    }

    /// A value as a tree of so many levels, made once.
    fn shared(&mut self, value: Value, levels: usize) -> Arc<Argument> {
        if let Some(known) = self.spelled.trees.get(&(value, levels)) {
            self.spelled.count += known.count;
            self.spelled.is_cut |= known.is_cut;
            return Arc::clone(&known.argument);
        }
        let (before, was_cut) = (self.spelled.count, self.spelled.is_cut);
        self.spelled.is_cut = false;
        let argument = Arc::new(self.argument(value, levels));
        if self.spelled.fits() {
            let tree = Tree {
                argument: Arc::clone(&argument),
                count: self.spelled.count - before,
                is_cut: self.spelled.is_cut,
            };
            self.spelled.trees.insert((value, levels), tree);
        }
        self.spelled.is_cut |= was_cut;
        argument
    }

    /// A value as a tree of so many levels.
    fn argument(&mut self, value: Value, levels: usize) -> Argument {
        self.spelled.count += 1;
        if !self.spelled.fits() {
            return Argument::Unknown(Reason::Widened);
        }
        let mut arguments: Vec<Argument> = self
            .pool
            .atoms(value)
            .iter()
            .map(|atom| self.atom_argument(atom, levels))
            .collect();
        arguments.sort();
        arguments.dedup();
        match arguments.len() {
            0 => Argument::Unknown(Reason::Computed),
            1 => arguments.swap_remove(0),
            _ => Argument::OneOf(arguments),
        }
    }

    /// What is too deep: any value.
    fn cut(&mut self) -> Argument {
        self.spelled.is_cut = true;
        Argument::Unknown(Reason::Widened)
    }

    fn atom_argument(&mut self, atom: &Atom, levels: usize) -> Argument {
        match atom {
            Atom::Null | Atom::Absent => Argument::Null,
            Atom::Bool(value) => Argument::Bool(*value),
            Atom::Number(text) => Argument::Number(text.to_string()),
            Atom::Text(text) => Argument::Text(self.pattern(text, levels)),
            Atom::Symbol(symbol) => Argument::Text(Pattern::hole(self.symbol_hole(symbol, levels))),
            Atom::Object(object) => self.object_argument(*object, levels),
            Atom::Sdk(object) => match object.as_ref() {
                SdkObject::Structure(record) => self.argument(*record, levels),
                SdkObject::Member(Dialect::Rust, _, path) => Argument::Text(Pattern::literal(
                    path.rsplit('.').next().unwrap_or_default(),
                )),
                SdkObject::Command(_, params) => self.argument(*params, levels),
                _ => Argument::Unknown(Reason::Computed),
            },
            Atom::Unknown(reason) => Argument::Unknown(*reason),
            _ => Argument::Unknown(Reason::Computed),
        }
    }

    fn object_argument(&mut self, object: ObjectId, levels: usize) -> Argument {
        let Some(below) = levels.checked_sub(1) else {
            return self.cut();
        };
        match self.store.kind(object) {
            ObjectKind::List => self.list_argument(object, below),
            ObjectKind::Record | ObjectKind::Instance(_) => self.record_argument(object, below),
            ObjectKind::Class(..) => Argument::Unknown(Reason::Computed),
        }
    }

    fn list_argument(&mut self, object: ObjectId, levels: usize) -> Argument {
        let mut fields = self.store.fields(object, ActivationId::NONE);
        fields.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
        let items = fields
            .into_iter()
            .map(|(_, value)| self.argument(value, levels))
            .collect();
        let rest = self.store.rest(object, ActivationId::NONE);
        let rest = (rest != Value::NEVER).then(|| Box::new(self.argument(rest, levels)));
        Argument::List { items, rest }
    }

    fn record_argument(&mut self, object: ObjectId, levels: usize) -> Argument {
        let mut fields = BTreeMap::new();
        for (name, value) in self.store.fields(object, ActivationId::NONE) {
            let optional = !Store::is_certain(&self.pool, value);
            let present = self.pool.without(value, |atom| *atom == Atom::Absent);
            if present == Value::NEVER {
                continue;
            }
            let value = self.argument(present, levels);
            fields.insert(name.to_string(), Field { value, optional });
        }
        let keyed = self.store.keyed_fields(object, ActivationId::NONE);
        let computed = keyed
            .into_iter()
            .map(|(key, value)| (self.argument(key, levels), self.argument(value, levels)))
            .collect();
        let open = self.store.rest(object, ActivationId::NONE) != Value::NEVER;
        Argument::Record {
            fields,
            computed,
            open,
        }
    }

    fn pattern(&mut self, text: &Text, levels: usize) -> Pattern {
        let pieces = text
            .pieces()
            .iter()
            .map(|piece| match piece {
                text::Piece::Literal(text) => Piece::Literal(text.to_string()),
                text::Piece::Hole(hole) => Piece::Hole(self.hole(hole, levels)),
            })
            .collect();
        Pattern(pieces)
    }

    fn hole(&mut self, hole: &text::Hole, levels: usize) -> Hole {
        match hole {
            text::Hole::Env(name) => Hole::Env(name.to_string()),
            text::Hole::EnvOr(name, default) => Hole::EnvOr {
                name: name.to_string(),
                default: Box::new(self.pattern(default, levels.saturating_sub(1))),
            },
            text::Hole::Symbol(symbol) => self.symbol_hole(symbol, levels),
            text::Hole::Account => Hole::Account,
            text::Hole::Region => Hole::Region,
            text::Hole::Unknown(reason) => Hole::Unknown(*reason),
        }
    }

    fn symbol_hole(&mut self, symbol: &Symbol, levels: usize) -> Hole {
        match &symbol.root {
            Root::Event => Hole::Event(symbol.path.to_vec()),
            Root::Context => Hole::Context(context_property(&symbol.path)),
            Root::Output(output) => Hole::Output {
                service: output.service.to_owned(),
                operation: output.operation.to_owned(),
                arguments: match levels.checked_sub(2) {
                    None | Some(0) => Arc::new(self.cut()),
                    Some(below) => self.shared(output.params, below),
                },
                path: symbol.path.iter().map(api_step).collect(),
            },
        }
    }
}

/// A context property in the one spelling of facts.
fn context_property(path: &[Step]) -> String {
    let Some(Step::Field(name)) = path.last() else {
        return String::new();
    };
    let mut snake = String::new();
    for (index, char) in name.chars().enumerate() {
        if char.is_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

/// A step with its name as the API writes it: result fields are read in snake case by some SDKs.
fn api_step(step: &Step) -> Step {
    match step {
        Step::Field(name) if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
            Step::Field(super::sdk::rust::pascal_case(name))
        }
        step => step.clone(),
    }
}
