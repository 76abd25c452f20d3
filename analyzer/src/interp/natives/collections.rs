//! Natives about records and lists.

use super::Native;
use crate::facts::{Reason, Step};
use crate::interp::arguments::Arguments;
use crate::interp::bounds::Bounds;
use crate::interp::methods::record;
use crate::interp::store::ObjectKind;
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::Over;

pub(super) fn listing(
    interp: &mut Interpreter<'_>,
    site: Site,
    native: Native,
    value: Value,
) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let list = match (&atom, native) {
            (Atom::Object(object), Native::Values) => record::values(interp, site, *object),
            (Atom::Object(object), Native::Entries) => record::entries(interp, site, *object),
            (Atom::Object(object), _) => match interp.known_elements(site, value, Over::Keys) {
                Some(keys) => interp.new_list(site, 31, &keys),
                None => {
                    let key = interp.key(site, *object);
                    interp.new_list_of(site, 31, key)
                }
            },
            (Atom::Symbol(symbol), native) => {
                let value = interp.pool.one(Atom::Symbol(symbol.step(Step::Any)));
                let key = interp.unknown(Reason::Computed);
                let element = match native {
                    Native::Values => value,
                    Native::Entries => interp.new_list(site, 32, &[key, value]),
                    _ => key,
                };
                interp.new_list_of(site, 33, element)
            }
            _ => {
                let unknown = interp.unknown(Reason::Computed);
                interp.new_list_of(site, 33, unknown)
            }
        };
        result = interp.pool.join(result, list);
    }
    result
}

pub(super) fn iterated(interp: &mut Interpreter<'_>, site: Site, value: Value) -> Value {
    let is_map = |interp: &Interpreter<'_>, atom: &Atom| matches!(atom, Atom::Object(object) if interp.store.get(*object).kind == ObjectKind::Record);
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let one = interp.pool.one(atom.clone());
        let one = if is_map(interp, &atom) {
            listing(interp, site, Native::Entries, one)
        } else {
            one
        };
        result = interp.pool.join(result, one);
    }
    result
}

pub(super) fn from_entries(interp: &mut Interpreter<'_>, site: Site, list: Value) -> Value {
    let target = interp.new_record(site, 34);
    let result = interp.pool.one(Atom::Object(target));
    let pairs = match interp.known_elements(site, list, Over::Elements) {
        Some(pairs) => pairs,
        None => vec![interp.element(site, list, Over::Elements)],
    };
    let (zero, one) = (
        interp.pool.one(Atom::Number("0".into())),
        interp.pool.one(Atom::Number("1".into())),
    );
    for pair in pairs {
        let is_record = interp.pool.has(pair, |atom| {
            matches!(atom, Atom::Object(object) if interp.store.get(*object).kind == ObjectKind::Record)
        });
        if is_record {
            interp.spread_into(site, target, pair);
            continue;
        }
        let (key, value) = (
            interp.read_index(site, pair, zero),
            interp.read_index(site, pair, one),
        );
        interp.define_key(target, key, value);
    }
    result
}

pub(super) fn get(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    let (object, name) = (
        arguments.at(0).unwrap_or(Value::NEVER),
        arguments.at(1).unwrap_or(Value::NEVER),
    );
    let mut result = Value::NEVER;
    for text in interp.texts(name) {
        let value = match text.as_literal() {
            Some(name) => interp.read_field(site, object, name),
            None => {
                let name = interp.pool.one(Atom::Text(text));
                interp.read_index(site, object, name)
            }
        };
        result = interp.pool.join(result, value);
    }
    match arguments.at(2) {
        Some(default) if may_be_missing(interp, result) => interp.or_default(result, default),
        _ => result,
    }
}

/// Whether a field that was read may not be there: what is surely written is there, whatever its value.
fn may_be_missing(interp: &Interpreter<'_>, value: Value) -> bool {
    interp.pool.has(value, |atom| {
        !matches!(
            atom,
            Atom::Text(_) | Atom::Bool(_) | Atom::Number(_) | Atom::Object(_) | Atom::Function(_)
        )
    })
}

/// `slice(value, start, stop, step)`: of lists and texts of which all is known, exactly what is meant; of others any part.
pub(crate) fn slice(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    let object = arguments.at(0).unwrap_or(Value::NEVER);
    let (start, stop) = (bound(interp, arguments, 1), bound(interp, arguments, 2));
    let bounds = match (start, stop, arguments.at(3)) {
        (Some(start), Some(stop), None) => Some((start, stop)),
        _ => None,
    };
    if let Some((start, stop)) = bounds
        && let Some(elements) = interp.known_elements(site, object, Over::Elements)
        && interp.is_list_value(object)
    {
        let kept = Bounds { start, stop }.of(&elements);
        return interp.new_list(site, 35, &kept);
    }
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(object) {
        let part = match (&atom, bounds) {
            (Atom::Text(text), Some((start, stop))) => {
                let text = Bounds { start, stop }.of_text(text);
                interp.pool.one(Atom::Text(text))
            }
            (Atom::Text(_), None) => interp.unknown(Reason::Computed),
            (Atom::Symbol(symbol), _) if symbol.is_parts() => {
                interp.pool.one(Atom::Symbol(symbol.step(Step::Any)))
            }
            _ => interp.pool.one(atom),
        };
        result = interp.pool.join(result, part);
    }
    result
}

/// A bound of a slice: `Some(None)` where there is none, `None` where it is not known.
fn bound(interp: &Interpreter<'_>, arguments: &Arguments, position: usize) -> Option<Option<i64>> {
    let Some(value) = arguments.at(position) else {
        return Some(None);
    };
    match interp.pool.single(value)? {
        Atom::Null => Some(None),
        Atom::Number(text) => text.parse().ok().map(Some),
        _ => None,
    }
}
