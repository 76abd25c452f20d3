//! Methods that any value has: conversions that keep it, callbacks that receive it, calling and binding functions.

use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, Bound, Value};
use crate::interp::{Interpreter, Site, opaque};
use crate::ir::Exports;
use std::rc::Rc;

/// Methods that give their receiver: copies, conversions, unwrapping, borrowing, waiting, error annotations.
const KEEP: &[&str] = &[
    "as_deref",
    "as_mut",
    "as_ref",
    "as_slice",
    "as_str",
    "as_string",
    "as_u64",
    "await",
    "borrow",
    "borrow_mut",
    "boxed",
    "by_ref",
    "catch_unwind",
    "clone",
    "cloned",
    "context",
    "copied",
    "copy",
    "deref",
    "deref_mut",
    "downgrade",
    "err_into",
    "expect",
    "flatten",
    "freeze",
    "fuse",
    "get_mut",
    "get_ref",
    "inner",
    "into",
    "into_boxed_str",
    "into_inner",
    "into_owned",
    "into_string",
    "join_all",
    "lock",
    "map_err",
    "ok",
    "ok_or",
    "ok_or_else",
    "promise",
    "read_lock",
    "result",
    "take",
    "to_owned",
    "to_string",
    "toString",
    "to_vec",
    "try_into",
    "unref",
    "unwrap",
    "unwrap_or_default",
    "upgrade",
    "valueOf",
    "with_context",
    "with_subscriber",
    "write",
    "wrap_err",
    "wrap_err_with",
    "instrument",
    "in_current_span",
    "as_bytes",
    "into_bytes",
    "as_string_ref",
    "strip_trailing",
    "or_log",
    "into_future",
    "shared",
];

/// Whether any value has the method.
pub(super) fn is_method(name: &str) -> bool {
    KEEP.contains(&name)
        || matches!(
            name,
            "then"
                | "catch"
                | "finally"
                | "map"
                | "and_then"
                | "unwrap_or"
                | "unwrap_or_else"
                | "or_else"
                | "bind"
                | "call"
                | "apply"
                | "hasOwnProperty"
                | "map_or"
                | "map_or_else"
                | "inspect"
                | "or"
                | "filter"
                | "is_some"
                | "is_none"
                | "is_some_and"
                | "is_none_or"
                | "is_ok_and"
                | "is_err_and"
        )
}

/// Calls the method if any value has it.
pub(super) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    receiver: &Atom,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let this = interp.pool.one(receiver.clone());
    if KEEP.contains(&name) {
        run_callbacks(interp, site, arguments);
        return Some(this);
    }
    let first = arguments.at(0);
    match name {
        "__getattribute__" => Some(interp.read_index(site, this, first?)),
        "then" | "map" | "and_then" => {
            let function = first?;
            let result = interp.call(site, function, Value::NEVER, &Arguments::positional([this]));
            let failed = match arguments.at(1) {
                Some(failed) => {
                    let unknown = Arguments::positional([interp.unknown(Reason::Computed)]);
                    interp.call(site, failed, Value::NEVER, &unknown)
                }
                None => Value::NEVER,
            };
            Some(interp.pool.join(result, failed))
        }
        "inspect" | "tap" => {
            let function = first?;
            interp.call(site, function, Value::NEVER, &Arguments::positional([this]));
            Some(this)
        }
        "catch" | "finally" | "or_else" | "unwrap_or_else" => {
            let function = first?;
            let unknown = interp.unknown(Reason::Computed);
            let other = interp.call(
                site,
                function,
                Value::NEVER,
                &Arguments::positional([unknown]),
            );
            if name == "unwrap_or_else" || name == "or_else" {
                return Some(interp.or_default(this, other));
            }
            Some(if name == "catch" {
                interp.pool.join(this, other)
            } else {
                this
            })
        }
        "unwrap_or" | "or" => {
            let default = first?;
            Some(interp.or_default(this, default))
        }
        "map_or" | "map_or_else" => {
            let (default, function) = (first?, arguments.at(1)?);
            let default = if name == "map_or" {
                default
            } else {
                interp.call(site, default, Value::NEVER, &Arguments::default())
            };
            let mapped = interp.call(site, function, Value::NEVER, &Arguments::positional([this]));
            Some(interp.pool.join(mapped, default))
        }
        "filter" => {
            run_callbacks(interp, site, arguments);
            Some(this)
        }
        "is_some_and" | "is_none_or" | "is_ok_and" | "is_err_and" => {
            let arguments = Arguments::positional([this]);
            interp.call(site, first?, Value::NEVER, &arguments);
            Some(interp.pool.any([Atom::Bool(true), Atom::Bool(false)]))
        }
        "is_some" | "is_none" | "is_ok" | "is_err" | "hasOwnProperty" => {
            Some(interp.pool.any([Atom::Bool(true), Atom::Bool(false)]))
        }
        "bind" => {
            let receiver = first.unwrap_or(Value::NEVER);
            let bound = bind(interp, this, receiver);
            let shifted = arguments.shifted();
            if shifted.positional.is_empty() {
                return Some(bound);
            }
            let list = interp.new_list(site, 42, &shifted.positional);
            Some(interp.pool.one(Atom::Bound(Rc::new(Bound::Partial(
                bound,
                list,
                Value::NEVER,
            )))))
        }
        "call" if !interp.names_receiver(receiver) => {
            Some(interp.call(site, this, Value::NEVER, arguments))
        }
        "call" => {
            let receiver = first.unwrap_or(Value::NEVER);
            Some(interp.call(site, this, receiver, &arguments.shifted()))
        }
        "apply" => {
            let receiver = first.unwrap_or(Value::NEVER);
            let list = arguments.at(1).unwrap_or(Value::NEVER);
            let spread = match interp.known_elements(site, list, crate::ir::Over::Elements) {
                Some(items) => Arguments::positional(items),
                None => {
                    let element = interp.element(site, list, crate::ir::Over::Elements);
                    Arguments {
                        rest: Some(element),
                        ..Arguments::default()
                    }
                }
            };
            Some(interp.call(site, this, receiver, &spread))
        }
        _ => None,
    }
}

impl Interpreter<'_> {
    /// Whether the first argument of `f.call(…)` is the receiver: where functions have one whoever calls them, not in
    /// languages whose modules are seen by their variables.
    fn names_receiver(&self, function: &Atom) -> bool {
        let Atom::Function(closure) = function else {
            return true;
        };
        self.modules
            .get(closure.module.0 as usize)
            .is_none_or(|loaded| loaded.module.exports == Exports::Cell)
    }
}

fn bind(interp: &mut Interpreter<'_>, function: Value, receiver: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(function) {
        let bound = match atom {
            Atom::Function(closure) => interp.bound(receiver, closure),
            other => interp.pool.one(other),
        };
        result = interp.pool.join(result, bound);
    }
    result
}

/// Runs functions among the arguments with unknown arguments.
pub(super) fn run_callbacks(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) {
    for value in arguments.all().collect::<Vec<_>>() {
        opaque::run_with_unknown(interp, site, value);
    }
}
