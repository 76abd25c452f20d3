//! Noting calls: what an activation remembers of them, what they give, and callbacks that get it.

use super::{Client, RecordedCall};
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, Output, Root, Symbol, Value};
use crate::interp::{Interpreter, Site};
use catalog::Operation;
use std::rc::Rc;

/// Notes a call and gives its result.
pub(crate) fn record(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Option<Client>,
    operation: Operation,
    params: Value,
) -> Value {
    let service = operation.service().id();
    let name = operation.name();
    let params = match client {
        Some(client) if client.defaults != Value::NEVER => {
            let merged = interp.new_record(site, 5);
            interp.spread_into(site, merged, client.defaults);
            interp.spread_into(site, merged, params);
            interp.pool.one(Atom::Object(merged))
        }
        _ => params,
    };
    let region = client.map_or(Value::NEVER, |client| client.region);
    let foreign = client.is_some_and(|client| client.foreign);
    let Some(activation) = interp.activations.get_mut(site.activation.0 as usize) else {
        return Value::NEVER;
    };
    let call = activation
        .calls
        .entry((site.expr, service, name))
        .or_insert(RecordedCall {
            params,
            foreign,
            region,
        });
    call.params = interp.pool.join(call.params, params);
    call.region = interp.pool.join(call.region, region);
    call.foreign &= foreign;
    let output = Rc::new(Output {
        service,
        operation: name,
        params,
    });
    interp
        .pool
        .one(Atom::Symbol(Symbol::new(Root::Output(output))))
}

/// The parameters of a JavaScript call: its argument, or none where that is a callback or nothing.
pub(super) fn params_of(interp: &mut Interpreter<'_>, site: Site, given: Option<Value>) -> Value {
    let is_params = |atom: &Atom| {
        !matches!(
            atom,
            Atom::Function(_) | Atom::Bound(_) | Atom::Null | Atom::Absent
        )
    };
    match given {
        Some(given) if interp.pool.has(given, is_params) => interp.pool.not_null(given),
        _ => empty_record(interp, site),
    }
}

/// Calls what there is of callbacks among the arguments of a JavaScript call.
pub(super) fn call_backs(
    interp: &mut Interpreter<'_>,
    site: Site,
    arguments: &Arguments,
    result: Value,
) {
    for argument in arguments.positional.clone() {
        call_back(interp, site, argument, result);
    }
}

/// Calls a callback of the form `(error, result)`.
fn call_back(interp: &mut Interpreter<'_>, site: Site, callback: Value, result: Value) {
    let is_function =
        |atom: &Atom| matches!(atom, Atom::Function(_) | Atom::Bound(_) | Atom::Wrapped(_));
    let functions = interp.pool.without(callback, |atom| !is_function(atom));
    if functions == Value::NEVER {
        return;
    }
    let error = interp
        .pool
        .any([Atom::Null, Atom::Unknown(Reason::Computed)]);
    interp.call(
        site,
        functions,
        Value::NEVER,
        &Arguments::positional([error, result]),
    );
}

/// An empty record, as parameters of a call without any.
pub(crate) fn empty_record(interp: &mut Interpreter<'_>, site: Site) -> Value {
    let record = interp.new_record(site, 6);
    interp.pool.one(Atom::Object(record))
}
