//! Methods that values have without a class of the program: strings, lists, records, data of unknown shape.
//!
//! One table for all languages: a name means the same wherever it occurs, and where a name means two things the kind of
//! the receiver decides (`join` of a string and of a list). A name that stands nowhere is a call of code that cannot be
//! seen. Errs on the side of more values.

mod any;
mod list;
pub(crate) mod record;
mod text;

use super::arguments::Arguments;
use super::store::ObjectKind;
use super::text::{Hole, Text};
use super::value::{Atom, Symbol, Value};
use super::{Interpreter, Site, opaque};
use crate::facts::{Reason, Step};
use std::rc::Rc;

/// Whether records or lists have a method of this name.
pub(crate) fn is_method(name: &str) -> bool {
    list::is_method(name) || record::is_method(name) || any::is_method(name)
}

/// Whether all maps have a method of this name.
pub(crate) fn is_method_of_map(name: &str) -> bool {
    record::is_method(name)
}

/// Whether a record or list has a method of this name: a record's field may be called what a method of lists is.
pub(crate) fn is_method_of(kind: ObjectKind, name: &str) -> bool {
    match kind {
        ObjectKind::Record => record::is_method(name) || any::is_method(name),
        _ => is_method(name),
    }
}

/// Calls a method on a value that is no instance of a class which defines it.
pub(crate) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    receiver: &Atom,
    name: &str,
    arguments: &Arguments,
) -> Value {
    let special = match receiver {
        Atom::Text(text) => text::call(interp, site, text, name, arguments),
        Atom::Object(object) => match interp.store.kind(*object) {
            ObjectKind::List => list::call(interp, site, *object, name, arguments),
            ObjectKind::Record => record::call(interp, site, *object, name, arguments),
            ObjectKind::Instance(_) | ObjectKind::Class(..) => None,
        },
        Atom::Symbol(_) | Atom::Unknown(_) | Atom::Wrapped(_) => {
            data(interp, site, receiver, name, arguments)
        }
        Atom::Environment => environment(interp, name, arguments),
        _ => None,
    };
    if let Some(value) = special {
        return value;
    }
    if let Some(value) = any::call(interp, site, receiver, name, arguments) {
        return value;
    }
    if let Some(extension) = interp.extension(site, name) {
        let this = interp.pool.one(receiver.clone());
        return interp.call(site, extension, this, arguments);
    }
    let result = opaque::call(interp, site, name, arguments);
    match receiver {
        Atom::Symbol(symbol) if arguments.positional.is_empty() => {
            let symbol = symbol.step(Step::Field(name.to_owned()));
            interp.pool.one(Atom::Symbol(symbol))
        }
        Atom::Wrapped(functions) => {
            let more = interp
                .pool
                .without(result, |atom| !matches!(atom, Atom::Wrapped(_)));
            let own = interp.pool.one(Atom::Wrapped(*functions));
            interp.pool.join(own, more)
        }
        Atom::Unknown(reason) => {
            let own = interp.unknown(*reason);
            if interp
                .pool
                .has(result, |atom| matches!(atom, Atom::Wrapped(_)))
            {
                result
            } else {
                own
            }
        }
        _ => result,
    }
}

/// Methods of data that is known by its origin only, or not at all: it may be a list or a record.
fn data(
    interp: &mut Interpreter<'_>,
    site: Site,
    receiver: &Atom,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if let Atom::Symbol(symbol) = receiver
        && symbol.is_parts()
    {
        return parts(interp, site, symbol, name, arguments);
    }
    if let Some(visited) = list::visit_data(interp, site, receiver, name, arguments) {
        return Some(visited);
    }
    let Atom::Symbol(symbol) = receiver else {
        return None;
    };
    match name {
        "get" | "pop" | "setdefault" | "getItem" => {
            let key = arguments.at(0)?;
            let this = interp.pool.one(receiver.clone());
            let value = interp.read_index(site, this, key);
            let default = arguments.at(1).unwrap_or(Value::NEVER);
            Some(interp.pool.join(value, default))
        }
        "values" | "items" | "entries" => {
            let element = interp.pool.one(Atom::Symbol(symbol.step(Step::Any)));
            let element = if name == "values" {
                element
            } else {
                let key = interp.unknown(Reason::Computed);
                interp.new_list(site, 40, &[key, element])
            };
            Some(interp.new_list_of(site, 41, element))
        }
        "keys" => {
            let key = interp.unknown(Reason::Computed);
            Some(interp.new_list_of(site, 41, key))
        }
        // What a text goes through on its way and stays recognisable.
        "json" | "text" | "read" | "decode" | "strip" | "trim" | "toString"
        | "transformToString" | "body" | "payload" => Some(interp.pool.one(receiver.clone())),
        "split" => {
            let whole = Text::hole(Hole::Symbol(symbol.clone()));
            text::call(interp, site, &whole, name, arguments)
        }
        "rsplit" | "partition" => {
            let part = interp.unknown(Reason::Computed);
            Some(interp.new_list_of(site, 41, part))
        }
        "replace" | "replaceAll" | "lower" | "upper" | "toLowerCase" | "toUpperCase" | "slice"
        | "substring" | "substr" | "to_lowercase" | "to_uppercase" | "removeprefix"
        | "removesuffix" | "lstrip" | "rstrip" => Some(interp.unknown(Reason::Computed)),
        _ => None,
    }
}

/// Methods of the list of parts that a text was taken apart into. All but those that name a place forget the places.
fn parts(
    interp: &mut Interpreter<'_>,
    site: Site,
    symbol: &Symbol,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let place = match (name, arguments.at(0)) {
        ("pop" | "last", None) => Some("-1".into()),
        ("shift" | "first", None) => Some("0".into()),
        ("at" | "nth" | "get" | "pop", Some(place)) => match interp.pool.single(place) {
            Some(Atom::Number(place)) => Some(Rc::clone(place)),
            _ => None,
        },
        _ => None,
    };
    if let Some(place) = place {
        return Some(interp.pool.one(Atom::Symbol(symbol.under(&place))));
    }
    let any = symbol.step(Step::Any);
    if any.is_parts() {
        return Some(interp.unknown(Reason::Widened));
    }
    Some(call(interp, site, &Atom::Symbol(any), name, arguments))
}

fn environment(interp: &mut Interpreter<'_>, name: &str, arguments: &Arguments) -> Option<Value> {
    match name {
        "get" | "pop" | "setdefault" => {
            let environment = interp.pool.one(Atom::Environment);
            let key = arguments.at(0)?;
            let mut value = Value::NEVER;
            for text in interp.texts(key) {
                let one = match text.as_literal() {
                    Some(name) => interp.environment_variable(name),
                    None => interp.unknown(Reason::Computed),
                };
                value = interp.pool.join(value, one);
            }
            match arguments.get(1, "default") {
                Some(default) if default != Value::NEVER => Some(interp.or_default(value, default)),
                _ => Some(if value == Value::NEVER {
                    environment
                } else {
                    value
                }),
            }
        }
        "copy" | "items" | "keys" | "values" => Some(interp.pool.one(Atom::Environment)),
        _ => None,
    }
}
