//! `@aws-sdk/client-*`: clients, commands, paginators, waiters, by the naming rules of the packages.

use super::{Client, Dialect, SdkObject, call_backs, one, params_of, record};
use crate::facts::{ProblemKind, Reason};
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use catalog::{Operation, Sdk, Service};

/// The module of a package.
pub(super) fn library(interp: &Interpreter<'_>, name: &str) -> Option<SdkObject> {
    if !name.starts_with("@aws-sdk/client-") {
        return None;
    }
    let package: String = name.splitn(3, '/').take(2).collect::<Vec<_>>().join("/");
    let service = interp.catalog.service_named(Sdk::JavaScriptV3, &package)?;
    Some(SdkObject::Package(Dialect::JavaScriptV3, service))
}

/// What a package exports under a name.
pub(super) fn member(interp: &mut Interpreter<'_>, service: Service, name: &str) -> Option<Value> {
    if name == "default" {
        return Some(one(
            interp,
            SdkObject::Package(Dialect::JavaScriptV3, service),
        ));
    }
    let moved = || service.moved_operation(Sdk::JavaScriptV3, name);
    let object = if name == service.v3_client() || name == service.v3_aggregate() {
        SdkObject::ClientClass(Dialect::JavaScriptV3, service)
    } else if let Some(operation) = service
        .operation_named(Sdk::JavaScriptV3, name)
        .or_else(moved)
        .filter(|_| name.ends_with("Command"))
    {
        SdkObject::CommandClass(operation)
    } else if let Some(operation) = repeater(service, name) {
        SdkObject::Repeater(operation)
    } else {
        SdkObject::Member(Dialect::JavaScriptV3, service, name.into())
    };
    Some(one(interp, object))
}

fn repeater(service: Service, name: &str) -> Option<Operation> {
    if name.starts_with("paginate") {
        return service.paginator(Sdk::JavaScriptV3, name);
    }
    if name.starts_with("waitUntil") || name.starts_with("waitFor") {
        return service.waiter(Sdk::JavaScriptV3, name);
    }
    None
}

/// A method of a client: `send`, or an operation of the aggregated client.
pub(super) fn client_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == "send" {
        let command = arguments.at(0)?;
        return Some(send(interp, site, client, command, arguments));
    }
    let operation = client.service.operation_named(Sdk::JavaScriptV3, name)?;
    let params = params_of(interp, site, arguments.at(0));
    let result = record(interp, site, Some(client), operation, params);
    call_backs(interp, site, arguments, result);
    Some(result)
}

fn send(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    command: Value,
    arguments: &Arguments,
) -> Value {
    let command = interp.pool.not_null(command);
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(command) {
        let output = match &atom {
            Atom::Sdk(object) => match object.as_ref() {
                SdkObject::Command(operation, params) => {
                    Some(record(interp, site, Some(client), *operation, *params))
                }
                _ => None,
            },
            _ => None,
        };
        let output = output.unwrap_or_else(|| {
            // An instance of a class of the program's own is no command: it is sent to the client of its own that stands in
            // for this one elsewhere.
            if !interp.is_of_own_classes(site, &atom) {
                interp.problem(
                    site,
                    ProblemKind::DynamicOperation,
                    format!(
                        "the command sent to a client of {} is not known: name the operation with a hint beside the call",
                        client.service.id()
                    ),
                );
            }
            interp.unknown(Reason::External)
        });
        result = interp.pool.join(result, output);
    }
    call_backs(interp, site, &arguments.shifted(), result);
    result
}

/// A paginator or waiter: `paginateScan({ client }, params)`, `waitUntilBucketExists({ client }, params)`.
pub(super) fn repeat(
    interp: &mut Interpreter<'_>,
    site: Site,
    operation: Operation,
    arguments: &Arguments,
) -> Value {
    let config = arguments.at(0).unwrap_or(Value::NEVER);
    let held = interp.read_field(site, config, "client");
    let client = interp.pool.atoms(held).iter().find_map(|atom| match atom {
        Atom::Sdk(object) => match object.as_ref() {
            SdkObject::Client(client) => Some(*client),
            _ => None,
        },
        _ => None,
    });
    let params = params_of(interp, site, arguments.at(1));
    let result = record(interp, site, client, operation, params);
    interp.new_list_of(site, 7, result)
}
