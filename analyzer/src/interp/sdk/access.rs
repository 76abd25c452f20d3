//! What the program does with an SDK thing: reading its fields, calling it and its methods, looping over it.

use super::Client;
use super::{
    DYNAMIC, Dialect, SdkObject, boto, empty_record, escaping_service, javascript_v2,
    javascript_v3, new_client, one, rust,
};
use crate::facts::{ProblemKind, Reason};
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site, methods, opaque};
use std::rc::Rc;

/// A field or method of an SDK thing, as a value.
pub(crate) fn read_field(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    name: &str,
) -> Value {
    let special = match object.as_ref() {
        SdkObject::Root => javascript_v2::root_member(interp, site, name),
        SdkObject::Package(Dialect::JavaScriptV3, service) => {
            javascript_v3::member(interp, *service, name)
        }
        SdkObject::Package(Dialect::Rust, service) => Some(rust::member(interp, *service, name)),
        SdkObject::Package(Dialect::Boto, service) => Some(boto::stub(interp, *service, name)),
        SdkObject::Package(..) => None,
        SdkObject::ClientClass(Dialect::JavaScriptV2, service) => {
            javascript_v2::class_member(interp, site, *service, name)
        }
        SdkObject::Member(dialect, service, path) => Some(one(
            interp,
            SdkObject::Member(*dialect, *service, format!("{path}.{name}").into()),
        )),
        SdkObject::Config { .. } => Some(interp.pool.one(Atom::Sdk(Rc::clone(object)))),
        SdkObject::Resource(resource) => boto::resource_field(interp, site, resource, name),
        SdkObject::Client(client) => client_field(interp, *client, name),
        SdkObject::Structure(record) => Some(interp.read_field(site, *record, name)),
        SdkObject::Command(_, params) if name == "input" => Some(*params),
        _ => None,
    };
    special.unwrap_or_else(|| interp.builtin_method(&Atom::Sdk(Rc::clone(object)), name))
}

fn client_field(interp: &mut Interpreter<'_>, client: Client, name: &str) -> Option<Value> {
    match name {
        "exceptions" | "meta" | "config" | "middlewareStack" | "endpoint" | "_endpoint"
        | "credentials" => Some(interp.unknown(Reason::Computed)),
        "service" => Some(one(interp, SdkObject::Client(client))),
        _ => None,
    }
}

/// Calls a method of an SDK thing.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    name: &str,
    arguments: &Arguments,
) -> Value {
    match known_method(interp, site, object, name, arguments) {
        Some(value) => value,
        None => unknown_method(interp, site, object, name, arguments),
    }
}

/// Calls a method of each of the SDK things that a receiver can be.
///
/// Clients of several services that meet in one variable (`client = s3 if bucket else sqs`) are not all there when
/// `client.send_message(…)` runs: where some client has the method, those without it are values that the path cannot
/// have, and only where none has it is it unknown. Errs on the side of silence where an operation is too new to be
/// known and another service has one of its name.
pub(crate) fn call_methods(
    interp: &mut Interpreter<'_>,
    site: Site,
    objects: &[Rc<SdkObject>],
    name: &str,
    arguments: &Arguments,
) -> Value {
    let mut result = Value::NEVER;
    let mut strangers = Vec::new();
    let mut answered = false;
    for object in objects {
        match known_method(interp, site, object, name, arguments) {
            Some(value) => {
                result = interp.pool.join(result, value);
                answered |= matches!(object.as_ref(), SdkObject::Client(_));
            }
            None => strangers.push(object),
        }
    }
    if answered {
        strangers.retain(|object| !matches!(object.as_ref(), SdkObject::Client(_)));
    }
    for object in strangers {
        let value = unknown_method(interp, site, object, name, arguments);
        result = interp.pool.join(result, value);
    }
    result
}

/// Calls a method of an SDK thing; `None` when it has none of that name.
fn known_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == DYNAMIC {
        return Some(dynamic(interp, site, object));
    }
    let special = match object.as_ref() {
        SdkObject::Client(client) => match client.dialect {
            Dialect::Boto => boto::client_method(interp, site, *client, name, arguments),
            Dialect::JavaScriptV2 => {
                javascript_v2::client_method(interp, site, *client, name, arguments)
            }
            Dialect::JavaScriptV3 => {
                javascript_v3::client_method(interp, site, *client, name, arguments)
            }
            Dialect::Rust => rust::client_method(interp, site, *client, name, arguments),
        },
        SdkObject::UnknownClient(_) => Some(unknown_client(interp, site, arguments)),
        SdkObject::Resource(resource) => {
            boto::resource_method(interp, site, resource, name, arguments)
        }
        SdkObject::Collection(resource, collection, narrowed) => boto::collection_method(
            interp, site, resource, collection, *narrowed, name, arguments,
        ),
        SdkObject::Prepared(client, operation) => {
            boto::prepared_method(interp, site, *client, *operation, name, arguments)
        }
        SdkObject::Builder(client, operation, params) => {
            rust::builder_method(interp, site, *client, *operation, *params, name, arguments)
        }
        SdkObject::Structure(record) => {
            rust::structure_method(interp, site, *record, name, arguments)
        }
        SdkObject::Config { foreign, region } => {
            rust::config_method(interp, site, (*foreign, *region), name, arguments)
        }
        SdkObject::ClientClass(Dialect::Rust, service) => {
            rust::new_client(interp, site, *service, name, arguments)
        }
        SdkObject::Member(Dialect::Rust, service, path) => {
            rust::member_method(interp, site, *service, path, name, arguments)
        }
        SdkObject::Root
        | SdkObject::Package(..)
        | SdkObject::Member(..)
        | SdkObject::ClientClass(..)
        | SdkObject::CommandClass(_)
        | SdkObject::Command(..)
        | SdkObject::Repeater(_) => {
            let member = read_field(interp, site, object, name);
            let is_itself = interp
                .pool
                .has(member, |atom| matches!(atom, Atom::Bound(_)));
            if is_itself {
                None
            } else {
                Some(interp.call(site, member, Value::NEVER, arguments))
            }
        }
    };
    special.or_else(|| further_method(interp, site, object, name, arguments))
}

/// A method that is no operation of the thing: added by hand, of another service by now, or one that everything has.
fn further_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if let Some(model) = added_method(interp, site, object, name) {
        let this = interp.pool.one(Atom::Sdk(Rc::clone(object)));
        let mut all = arguments.clone();
        all.positional.insert(0, this);
        return Some(interp.call(site, model, Value::NEVER, &all));
    }
    if let SdkObject::Client(client) = object.as_ref()
        && let Some(operation) = client.service.moved_operation(client.dialect.sdk(), name)
    {
        let client = Client {
            service: operation.service(),
            ..*client
        };
        return Some(call_method(
            interp,
            site,
            &Rc::new(SdkObject::Client(client)),
            name,
            arguments,
        ));
    }
    if methods::is_method(name) || interp.extensions.contains_key(name) {
        let atom = Atom::Sdk(Rc::clone(object));
        return Some(methods::call(interp, site, &atom, name, arguments));
    }
    None
}

fn unknown_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &SdkObject,
    name: &str,
    arguments: &Arguments,
) -> Value {
    if let SdkObject::Client(client) = object
        && !is_harmless(name)
    {
        let service = client.service.id();
        interp.problem(
            site,
            ProblemKind::UnknownOperation,
            format!("`{name}` is no operation of {service} that is known: state what it needs with a hint beside the call"),
        );
    }
    opaque::call(interp, site, "", arguments);
    interp.unknown(Reason::External)
}

/// Methods of clients that make no call.
fn is_harmless(name: &str) -> bool {
    matches!(
        name,
        "close"
            | "destroy"
            | "can_paginate"
            | "config"
            | "conf"
            | "on"
            | "add"
            | "addListener"
            | "setupRequestListeners"
            | "customizeRequests"
            | "__enter__"
            | "__exit__"
            | "__aenter__"
            | "__aexit__"
            | "events"
            | "register"
            | "unregister"
            | "emit"
            | "resolve"
            | "use"
            | "updateEndpoint"
            | "makeRequest"
            | "makeUnauthenticatedRequest"
            | "defineService"
            | "getSignerClass"
            | "constructor"
            | "removeListener"
            | "getSignatureVersion"
    )
}

/// A method that the SDK adds by hand, from the models.
fn added_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &SdkObject,
    name: &str,
) -> Option<Value> {
    let module = match object {
        SdkObject::Client(client) => {
            let separator = match client.dialect {
                Dialect::Boto | Dialect::Rust => '.',
                Dialect::JavaScriptV2 | Dialect::JavaScriptV3 => '/',
            };
            format!(
                "{}{separator}{}",
                client.dialect.models(),
                client.service.id().replace('-', "_")
            )
        }
        SdkObject::Resource(resource) => format!(
            "boto3.resource.{}.{}",
            resource.client.service.id(),
            resource.model.name()
        ),
        _ => return None,
    };
    interp.model_member(site, &module, name)
}

/// Calls an SDK thing itself.
pub(crate) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    arguments: &Arguments,
) -> Value {
    match object.as_ref() {
        SdkObject::ClientClass(dialect, service) => {
            let config = arguments.at(0).unwrap_or(Value::NEVER);
            new_client(interp, site, *dialect, *service, config)
        }
        SdkObject::CommandClass(operation) => {
            let params = match arguments.at(0) {
                Some(params) => params,
                None => empty_record(interp, site),
            };
            one(interp, SdkObject::Command(*operation, params))
        }
        SdkObject::Repeater(operation) => {
            javascript_v3::repeat(interp, site, *operation, arguments)
        }
        SdkObject::Member(dialect, service, path) => {
            rust::call_member(interp, site, *dialect, *service, path, arguments)
        }
        SdkObject::Config { .. } => interp.pool.one(Atom::Sdk(Rc::clone(object))),
        _ => {
            opaque::call(interp, site, "", arguments);
            interp.unknown(Reason::External)
        }
    }
}

fn dynamic(interp: &mut Interpreter<'_>, site: Site, object: &SdkObject) -> Value {
    let service = escaping_service(object).unwrap_or("a service");
    interp.problem(
        site,
        ProblemKind::DynamicOperation,
        format!("the operation called on a client of {service} is not known: name the operations with a hint beside the call"),
    );
    interp.unknown(Reason::External)
}

fn unknown_client(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    interp.problem(
        site,
        ProblemKind::DynamicService,
        "the service this client is made for is not known: name the call with a hint beside it",
    );
    opaque::call(interp, site, "", arguments);
    interp.unknown(Reason::External)
}

/// What a loop over an SDK thing sees.
pub(crate) fn element(interp: &mut Interpreter<'_>, site: Site, object: &Rc<SdkObject>) -> Value {
    match object.as_ref() {
        SdkObject::Collection(resource, name, narrowed) => {
            boto::items(interp, site, resource, name, *narrowed)
        }
        _ => interp.unknown(Reason::Computed),
    }
}
