//! boto3: clients with their methods, paginators and waiters, and the packages of type stubs. Resources have a file of their own.

mod resources;

pub(crate) use resources::{Resource, make_resource};
pub(super) use resources::{collection_method, items, resource_field, resource_method};

use super::{Client, Dialect, SdkObject, empty_record, one, record};
use crate::facts::{ProblemKind, Reason};
use crate::interp::arguments::Arguments;
use crate::interp::value::Value;
use crate::interp::{Interpreter, Site};
use catalog::{Operation, Sdk, Service};

/// Packages of type stubs, one a service: their names before the service's.
const STUBS: &[&str] = &["mypy_boto3_", "types_boto3_", "types_aiobotocore_"];

/// The package of type stubs of a service, or a module of it.
pub(super) fn stubs(interp: &Interpreter<'_>, name: &str) -> Option<SdkObject> {
    let service = STUBS.iter().find_map(|prefix| name.strip_prefix(prefix))?;
    let service = service.split('.').next().unwrap_or(service);
    let service = interp
        .catalog
        .service_named(Sdk::Botocore, &service.replace('_', "-"))?;
    Some(SdkObject::Package(Dialect::Boto, service))
}

/// A type of the stubs of a service: its client, its resources; anything else says nothing.
pub(super) fn stub(interp: &mut Interpreter<'_>, service: Service, name: &str) -> Value {
    if matches!(name, "client" | "service_resource") {
        return one(interp, SdkObject::Package(Dialect::Boto, service));
    }
    if name.ends_with("Client") {
        return one(interp, SdkObject::ClientClass(Dialect::Boto, service));
    }
    let model = if name.ends_with("ServiceResource") {
        service.root_resource()
    } else {
        service.resource_model(name)
    };
    let Some(model) = model else {
        return one(
            interp,
            SdkObject::Member(Dialect::Boto, service, name.into()),
        );
    };
    let client = Client {
        dialect: Dialect::Boto,
        service,
        foreign: false,
        region: Value::NEVER,
        defaults: Value::NEVER,
    };
    let unknown = interp.unknown(Reason::Computed);
    let resource = Resource {
        client,
        model,
        identifiers: model.identifiers().iter().map(|_| unknown).collect(),
    };
    one(interp, SdkObject::Resource(resource))
}

/// A method of a client.
pub(super) fn client_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if let Some(operation) = client.service.operation_named(Sdk::Botocore, name) {
        let params = interp.named_record(site, arguments, 13);
        return Some(record(interp, site, Some(client), operation, params));
    }
    match name {
        "get_paginator" => {
            let name = arguments.get(0, "operation_name")?;
            Some(prepared(interp, site, client, name, |client, name| {
                client.service.paginator(Sdk::Botocore, name)
            }))
        }
        "get_waiter" => {
            let name = arguments.get(0, "waiter_name")?;
            Some(prepared(interp, site, client, name, |client, name| {
                client.service.waiter(Sdk::Botocore, name)
            }))
        }
        "generate_presigned_url" => {
            let method = arguments.get(0, "ClientMethod")?;
            let params = arguments
                .get(1, "Params")
                .unwrap_or_else(|| empty_record(interp, site));
            for text in interp.texts(method) {
                match text
                    .as_literal()
                    .and_then(|name| client.service.operation_named(Sdk::Botocore, name))
                {
                    Some(operation) => {
                        record(interp, site, Some(client), operation, params);
                    }
                    None => dynamic_operation(interp, site, client),
                }
            }
            Some(interp.unknown(Reason::Computed))
        }
        _ => None,
    }
}

fn dynamic_operation(interp: &mut Interpreter<'_>, site: Site, client: Client) {
    interp.problem(
        site,
        ProblemKind::DynamicOperation,
        format!(
            "the operation called on a client of {} is not known: name the operations with a hint beside the call",
            client.service.id()
        ),
    );
}

fn prepared(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: Value,
    find: impl Fn(Client, &str) -> Option<Operation>,
) -> Value {
    let mut result = Value::NEVER;
    for text in interp.texts(name) {
        let operation = text.as_literal().and_then(|name| find(client, name));
        let one = match operation {
            Some(operation) => one(interp, SdkObject::Prepared(client, operation)),
            None => {
                dynamic_operation(interp, site, client);
                interp.unknown(Reason::External)
            }
        };
        result = interp.pool.join(result, one);
    }
    result
}

/// `paginate(…)`, `wait(…)`.
pub(super) fn prepared_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    operation: Operation,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    match name {
        "paginate" | "wait" => {
            let params = interp.named_record(site, arguments, 13);
            let page = record(interp, site, Some(client), operation, params);
            Some(page_list(interp, site, page))
        }
        _ => None,
    }
}

/// Pages of a result: a list of it, which `build_full_result()` and `search()` turn into one.
fn page_list(interp: &mut Interpreter<'_>, site: Site, page: Value) -> Value {
    interp.new_list_of(site, 14, page)
}
