//! Natives that ask what a value is.

use super::literal;
use crate::facts::Reason;
use crate::interp::conditions::Truth;
use crate::interp::store::ObjectKind;
use crate::interp::text::Text;
use crate::interp::value::{Atom, Bound, Value};
use crate::interp::{Interpreter, Site};

/// The text that `typeof` gives, where all that the value can be agrees on it.
pub(super) fn type_of(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let atoms = interp.pool.atoms(value);
    let mut names = atoms.iter().map(|atom| match atom {
        Atom::Text(_) => Some("string"),
        Atom::Number(_) => Some("number"),
        Atom::Bool(_) => Some("boolean"),
        Atom::Function(_) | Atom::Bound(_) | Atom::Native(_) => Some("function"),
        Atom::Object(object) => match interp.store.kind(*object) {
            ObjectKind::Record | ObjectKind::List => Some("object"),
            ObjectKind::Class(..) => Some("function"),
            ObjectKind::Instance(_) => None,
        },
        _ => None,
    });
    match names.next().flatten() {
        Some(first) if names.all(|name| name == Some(first)) => interp.pool.text(first),
        _ => interp.unknown(Reason::Computed),
    }
}

/// Whether a value is a list: decided where every thing it can be is certainly one, or certainly none.
pub(super) fn is_list(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let mut truth = None;
    for atom in interp.pool.atoms(value) {
        let one = match atom {
            Atom::Object(object) => Truth::from(interp.store.kind(object) == ObjectKind::List),
            Atom::Symbol(_) | Atom::Unknown(_) | Atom::Wrapped(_) | Atom::Library(_) => {
                Truth::Either
            }
            _ => Truth::False,
        };
        truth = match truth {
            None => Some(one),
            Some(known) if known == one => Some(known),
            Some(_) => Some(Truth::Either),
        };
    }
    interp.truth_value(truth.unwrap_or(Truth::Either))
}

/// Whether some text that a value can be starts with a prefix, by the literal it starts with.
pub(super) fn surely_starts_with(interp: &Interpreter<'_>, value: Value, prefix: Value) -> bool {
    has_text(interp, value, prefix, |text, prefix| {
        text.leading_literal().starts_with(prefix)
    })
}

/// Whether some text that a value can be ends with a suffix, by the literal it ends with.
pub(super) fn surely_ends_with(interp: &Interpreter<'_>, value: Value, suffix: Value) -> bool {
    has_text(interp, value, suffix, |text, suffix| {
        text.trailing_literal().ends_with(suffix)
    })
}

fn has_text(
    interp: &Interpreter<'_>,
    value: Value,
    wanted: Value,
    fits: fn(&Text, &str) -> bool,
) -> bool {
    literal(interp, wanted).is_some_and(|wanted| {
        interp.pool.has(
            value,
            |atom| matches!(atom, Atom::Text(text) if fits(text, &wanted)),
        )
    })
}

/// The names of what a function, or the constructor of a class, takes: containers look up what they hand over by them.
pub(super) fn parameter_names(interp: &mut Interpreter<'_>, site: Site, callable: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(callable) {
        let functions = match atom {
            Atom::Object(class) => interp.constructors(site, class),
            _ => interp.pool.one(atom),
        };
        for function in interp.pool.atoms(functions) {
            let closure = match &function {
                Atom::Function(closure) => *closure,
                Atom::Bound(bound) => match bound.as_ref() {
                    Bound::Method(_, closure) => *closure,
                    Bound::Builtin(..) | Bound::Partial(..) => continue,
                },
                _ => continue,
            };
            let Some(function) = interp.function(closure) else {
                continue;
            };
            let variables = function.params.iter().map(|param| param.var.0 as usize);
            let names: Vec<Value> = variables
                .filter_map(|var| function.variables.get(var))
                .map(|variable| interp.pool.text(&variable.name))
                .collect();
            let list = interp.new_list(site, 48, &names);
            result = interp.pool.join(result, list);
        }
    }
    if result == Value::NEVER {
        interp.unknown(Reason::Computed)
    } else {
        result
    }
}

pub(super) fn class_of(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let class = match atom {
            Atom::Object(object) => match interp.store.kind(object) {
                ObjectKind::Instance(class) => interp.pool.one(Atom::Object(class)),
                _ => interp.unknown(Reason::Computed),
            },
            _ => interp.unknown(Reason::Computed),
        };
        result = interp.pool.join(result, class);
    }
    result
}

pub(super) fn data(interp: &mut Interpreter<'_>, text: Value) -> Value {
    let symbols = interp
        .pool
        .without(text, |atom| !matches!(atom, Atom::Symbol(_)));
    if symbols == text && text != Value::NEVER {
        return text;
    }
    let unknown = interp.unknown(Reason::Computed);
    interp.pool.join(symbols, unknown)
}
