//! Natives about records and lists.

use super::Native;
use crate::facts::{Reason, Step};
use crate::interp::arguments::Arguments;
use crate::interp::conditions::Truth;
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
        Some(default) if interp.truth(result) != Truth::True => interp.or_default(result, default),
        _ => result,
    }
}

pub(super) fn slice(interp: &mut Interpreter<'_>, arguments: &Arguments) -> Value {
    let object = arguments.at(0).unwrap_or(Value::NEVER);
    let lists = interp
        .pool
        .without(object, |atom| matches!(atom, Atom::Text(_)));
    let text = if lists == object {
        Value::NEVER
    } else {
        interp.unknown(Reason::Computed)
    };
    interp.pool.join(lists, text)
}
