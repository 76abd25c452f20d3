//! boto3: clients with methods, resources with actions, sub-resources and collections from boto3's own models.

use super::{Client, Dialect, SdkObject, empty_record, one, record};
use crate::facts::{ProblemKind, Reason, Step};
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use catalog::{
    IdentifierSource, Operation, RequestParameter, RequestValue, ResourceAction, ResourceModel,
    Sdk, Service, SubResource,
};
use std::rc::Rc;

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
    let ids: Rc<[Value]> = model.identifiers().iter().map(|_| unknown).collect();
    one(interp, SdkObject::Resource(client, model, ids))
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

/// A method of a resource.
pub(super) fn resource_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if let Some(action) = model.action(name).or_else(|| model.waiter(name)) {
        return Some(act(interp, site, client, model, ids, &action, arguments));
    }
    if let Some(sub) = model.sub_resource(name) {
        return Some(sub_resource(
            interp, site, client, model, ids, &sub, arguments,
        ));
    }
    if name == "get_available_subresources" {
        return Some(interp.unknown(Reason::Computed));
    }
    None
}

fn act(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    action: &ResourceAction,
    arguments: &Arguments,
) -> Value {
    let params = action_params(interp, site, model, ids, &action.parameters, arguments);
    let output = record(interp, site, Some(client), action.operation, params);
    match &action.returns {
        Some(returns) => {
            let item = reached(
                interp,
                site,
                client,
                model,
                ids,
                returns,
                &Arguments::default(),
                params,
            );
            let many = returns.identifiers.iter().any(|(_, source)| {
                matches!(source, IdentifierSource::Response(path) if path.contains("[]"))
            });
            if many {
                return interp.new_list_of(site, 61, item);
            }
            interp.pool.join(item, output)
        }
        None => output,
    }
}

fn action_params(
    interp: &mut Interpreter<'_>,
    site: Site,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    parameters: &[RequestParameter],
    arguments: &Arguments,
) -> Value {
    let params = interp.new_record(site, 15);
    let given = interp.named_record(site, arguments, 16);
    interp.spread_into(site, params, given);
    for parameter in parameters {
        let value = match parameter.value {
            RequestValue::Identifier(name) => {
                identifier(model, ids, name).unwrap_or_else(|| interp.unknown(Reason::Computed))
            }
            RequestValue::Data(_) => interp.unknown(Reason::Computed),
            RequestValue::Literal(text) => interp.pool.text(text),
        };
        set_path(interp, site, params, parameter.target, value);
    }
    interp.pool.one(Atom::Object(params))
}

/// Sets `Delete.Objects[].Key` inside a record, making what is in between.
fn set_path(interp: &mut Interpreter<'_>, site: Site, record: ObjectId, path: &str, value: Value) {
    let (head, tail) = path.split_once('.').unwrap_or((path, ""));
    let (name, is_list) = match head.split_once('[') {
        Some((name, _)) => (name, true),
        None => (head, false),
    };
    let nth = 20 + u32::try_from(path.len() % 20).unwrap_or_default();
    let value = if tail.is_empty() {
        value
    } else {
        let inner = interp.new_record(site, nth);
        set_path(interp, site, inner, tail, value);
        interp.pool.one(Atom::Object(inner))
    };
    let value = if is_list {
        interp.new_list(site, nth + 400, &[value])
    } else {
        value
    };
    interp.define_field(record, name, value);
}

fn identifier(model: ResourceModel, ids: &Rc<[Value]>, name: &str) -> Option<Value> {
    let position = model
        .identifiers()
        .iter()
        .position(|known| *known == name)?;
    ids.get(position).copied()
}

fn sub_resource(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    sub: &SubResource,
    arguments: &Arguments,
) -> Value {
    reached(
        interp,
        site,
        client,
        model,
        ids,
        sub,
        arguments,
        Value::NEVER,
    )
}

#[expect(
    clippy::too_many_arguments,
    reason = "a resource is reached from its parent, the call and the request"
)]
fn reached(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    sub: &SubResource,
    arguments: &Arguments,
    params: Value,
) -> Value {
    let mut position = 0;
    let mut values = Vec::new();
    for (name, source) in &sub.identifiers {
        let value = match source {
            IdentifierSource::Argument => {
                let given = arguments.get(position, name);
                position += 1;
                given
            }
            IdentifierSource::Parent(name) => identifier(model, ids, name),
            IdentifierSource::Request(path) => {
                let field = path.split(['.', '[']).next().unwrap_or(path);
                Some(interp.read_field(site, params, field))
            }
            IdentifierSource::Response(_) => None,
            IdentifierSource::Literal(text) => Some(interp.pool.text(text)),
        };
        values.push(value.unwrap_or_else(|| interp.unknown(Reason::Computed)));
    }
    one(
        interp,
        SdkObject::Resource(client, sub.model, values.into()),
    )
}

/// An identifier, attribute, sub-resource or collection.
pub(super) fn resource_field(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    name: &str,
) -> Option<Value> {
    if let Some(value) = identifier(model, ids, name) {
        return Some(value);
    }
    if name == "meta" {
        let meta = interp.new_record(site, 17);
        let plain = one(interp, SdkObject::Client(client));
        interp.define_field(meta, "client", plain);
        return Some(interp.pool.one(Atom::Object(meta)));
    }
    if model.collection(name).is_some() {
        return Some(one(
            interp,
            SdkObject::Collection(client, model, Rc::clone(ids), name.into()),
        ));
    }
    if model.attributes().contains(&name) {
        let action = model.load_operation()?;
        let output = act(
            interp,
            site,
            client,
            model,
            ids,
            &action,
            &Arguments::default(),
        );
        return Some(match interp.pool.single(output).cloned() {
            Some(Atom::Symbol(symbol)) => interp
                .pool
                .one(Atom::Symbol(symbol.step(Step::Field(name.to_owned())))),
            _ => interp.unknown(Reason::Computed),
        });
    }
    let sub = model.sub_resource(name)?;
    let needs_argument = sub
        .identifiers
        .iter()
        .any(|(_, source)| matches!(source, IdentifierSource::Argument));
    (!needs_argument).then(|| {
        sub_resource(
            interp,
            site,
            client,
            model,
            ids,
            &sub,
            &Arguments::default(),
        )
    })
}

/// A method of a collection: narrowing keeps it, others act on its items.
pub(super) fn collection_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    collection: &Rc<str>,
    name: &str,
) -> Option<Value> {
    let definition = model.collection(collection)?;
    let itself = one(
        interp,
        SdkObject::Collection(client, model, Rc::clone(ids), Rc::clone(collection)),
    );
    if matches!(name, "all" | "filter" | "limit" | "page_size") {
        return Some(itself);
    }
    let item = items(interp, site, client, model, ids, collection);
    if name == "pages" {
        let page = interp.new_list_of(site, 18, item);
        return Some(interp.new_list_of(site, 19, page));
    }
    let (_, action) = definition
        .batch_actions
        .iter()
        .find(|(known, _)| *known == name)?;
    let Some(Atom::Sdk(object)) = interp.pool.single(item).cloned() else {
        return None;
    };
    let SdkObject::Resource(client, model, ids) = object.as_ref() else {
        return None;
    };
    Some(act(
        interp,
        site,
        *client,
        *model,
        ids,
        action,
        &Arguments::default(),
    ))
}

/// Listing a collection: the call, and a resource for each item.
pub(super) fn items(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    model: ResourceModel,
    ids: &Rc<[Value]>,
    collection: &str,
) -> Value {
    let Some(definition) = model.collection(collection) else {
        return interp.unknown(Reason::Computed);
    };
    let params = action_params(
        interp,
        site,
        model,
        ids,
        &definition.parameters,
        &Arguments::default(),
    );
    record(interp, site, Some(client), definition.operation, params);
    reached(
        interp,
        site,
        client,
        model,
        ids,
        &definition.item,
        &Arguments::default(),
        params,
    )
}

/// `boto3.resource("dynamodb")`.
pub(crate) fn make_resource(
    interp: &mut Interpreter<'_>,
    service: Value,
    foreign: bool,
    region: Value,
) -> Value {
    let mut result = Value::NEVER;
    for text in interp.texts(service) {
        let known = text
            .as_literal()
            .and_then(|name| interp.catalog.service_named(Sdk::Botocore, name));
        let object = match known.and_then(|service| Some((service, service.root_resource()?))) {
            Some((service, root)) => {
                let client = Client {
                    dialect: Dialect::Boto,
                    service,
                    foreign,
                    region,
                    defaults: Value::NEVER,
                };
                SdkObject::Resource(client, root, Rc::from([]))
            }
            None => SdkObject::UnknownClient(Dialect::Boto),
        };
        let resource = one(interp, object);
        result = interp.pool.join(result, resource);
    }
    result
}
