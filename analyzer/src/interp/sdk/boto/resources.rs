//! boto3's resources: actions, sub-resources, attributes and collections as boto3's own models tell them.
//!
//! An identifier that boto3 takes from a response is the output of the call at that path, so that binding can say what
//! is known of it: the URL of a queue asked for by name, the keys listed under a prefix.

use super::super::{Client, Dialect, SdkObject, one, record};
use crate::facts::{Reason, Step};
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use catalog::{
    IdentifierSource, RequestParameter, RequestValue, ResourceAction, ResourceModel, Sdk,
    SubResource,
};
use std::rc::Rc;

/// A resource, such as the table `t`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Resource {
    /// The client that makes its calls.
    pub(crate) client: Client,
    /// Its class.
    pub(crate) model: ResourceModel,
    /// What identifies it, in the order of the class.
    pub(crate) identifiers: Rc<[Value]>,
}

/// What a resource is reached by: the parameters of the call and its output.
#[derive(Debug, Clone, Copy)]
struct Response {
    params: Value,
    output: Value,
}

impl Response {
    /// No call was made.
    const NONE: Self = Self {
        params: Value::NEVER,
        output: Value::NEVER,
    };
}

impl Resource {
    fn identifier(&self, name: &str) -> Option<Value> {
        let position = self
            .model
            .identifiers()
            .iter()
            .position(|known| *known == name)?;
        self.identifiers.get(position).copied()
    }
}

/// A method of a resource.
pub(in super::super) fn resource_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    resource: &Resource,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let model = resource.model;
    if let Some(action) = model.action(name).or_else(|| model.waiter(name)) {
        return Some(act(interp, site, resource, &action, arguments));
    }
    if let Some(sub) = model.sub_resource(name) {
        return Some(reached(
            interp,
            site,
            resource,
            &sub,
            arguments,
            Response::NONE,
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
    resource: &Resource,
    action: &ResourceAction,
    arguments: &Arguments,
) -> Value {
    let given = interp.named_record(site, arguments, 16);
    let params = action_params(interp, site, resource, &action.parameters, given);
    let output = record(
        interp,
        site,
        Some(resource.client),
        action.operation,
        params,
    );
    let Some(returns) = &action.returns else {
        return output;
    };
    let item = reached(
        interp,
        site,
        resource,
        returns,
        &Arguments::default(),
        Response { params, output },
    );
    let many = returns.identifiers.iter().any(
        |(_, source)| matches!(source, IdentifierSource::Response(path) if path.contains("[]")),
    );
    if many {
        return interp.new_list_of(site, 61, item);
    }
    interp.pool.join(item, output)
}

fn action_params(
    interp: &mut Interpreter<'_>,
    site: Site,
    resource: &Resource,
    parameters: &[RequestParameter],
    given: Value,
) -> Value {
    let params = interp.new_record(site, 15);
    interp.spread_into(site, params, given);
    for parameter in parameters {
        let value = match parameter.value {
            RequestValue::Identifier(name) => resource
                .identifier(name)
                .unwrap_or_else(|| interp.unknown(Reason::Computed)),
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

/// The resource that another one leads to.
fn reached(
    interp: &mut Interpreter<'_>,
    site: Site,
    parent: &Resource,
    sub: &SubResource,
    arguments: &Arguments,
    response: Response,
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
            IdentifierSource::Parent(name) => parent.identifier(name),
            IdentifierSource::Request(path) => {
                let field = path.split(['.', '[']).next().unwrap_or(path);
                Some(interp.read_field(site, response.params, field))
            }
            IdentifierSource::Response(path) => part_of(interp, response.output, path),
            IdentifierSource::Literal(text) => Some(interp.pool.text(text)),
        };
        values.push(value.unwrap_or_else(|| interp.unknown(Reason::Computed)));
    }
    let resource = Resource {
        client: parent.client,
        model: sub.model,
        identifiers: values.into(),
    };
    one(interp, SdkObject::Resource(resource))
}

/// What an output has at a path such as `Contents[].Key`.
fn part_of(interp: &mut Interpreter<'_>, output: Value, path: &str) -> Option<Value> {
    let Some(Atom::Symbol(symbol)) = interp.pool.single(output).cloned() else {
        return None;
    };
    let part = path.split('.').fold(symbol, |symbol, part| {
        let (name, is_list) = match part.split_once('[') {
            Some((name, _)) => (name, true),
            None => (part, false),
        };
        let field = symbol.step(Step::Field(name.to_owned()));
        if is_list {
            field.step(Step::Any)
        } else {
            field
        }
    });
    Some(interp.pool.one(Atom::Symbol(part)))
}

/// An identifier, attribute, sub-resource or collection.
pub(in super::super) fn resource_field(
    interp: &mut Interpreter<'_>,
    site: Site,
    resource: &Resource,
    name: &str,
) -> Option<Value> {
    if let Some(value) = resource.identifier(name) {
        return Some(value);
    }
    let model = resource.model;
    if name == "meta" {
        let meta = interp.new_record(site, 17);
        let plain = one(interp, SdkObject::Client(resource.client));
        interp.define_field(meta, "client", plain);
        return Some(interp.pool.one(Atom::Object(meta)));
    }
    if model.collection(name).is_some() {
        let collection = SdkObject::Collection(resource.clone(), name.into(), Value::NEVER);
        return Some(one(interp, collection));
    }
    if model.attributes().contains(&name) {
        let action = model.load_operation()?;
        let output = act(interp, site, resource, &action, &Arguments::default());
        let attribute = part_of(interp, output, name);
        return Some(attribute.unwrap_or_else(|| interp.unknown(Reason::Computed)));
    }
    let sub = model.sub_resource(name)?;
    let needs_argument = sub
        .identifiers
        .iter()
        .any(|(_, source)| matches!(source, IdentifierSource::Argument));
    (!needs_argument).then(|| {
        reached(
            interp,
            site,
            resource,
            &sub,
            &Arguments::default(),
            Response::NONE,
        )
    })
}

/// A method of a collection: narrowing keeps what it narrows to, others act on its items.
pub(in super::super) fn collection_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    resource: &Resource,
    collection: &Rc<str>,
    narrowed: Value,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let definition = resource.model.collection(collection)?;
    if matches!(name, "all" | "filter" | "limit" | "page_size") {
        let given = if name == "filter" {
            interp.named_record(site, arguments, 62)
        } else {
            Value::NEVER
        };
        let narrowed = interp.pool.join(narrowed, given);
        let itself = SdkObject::Collection(resource.clone(), Rc::clone(collection), narrowed);
        return Some(one(interp, itself));
    }
    let item = items(interp, site, resource, collection, narrowed);
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
    let SdkObject::Resource(resource) = object.as_ref() else {
        return None;
    };
    Some(act(interp, site, resource, action, arguments))
}

/// Listing a collection, narrowed by the parameters of `filter`: the call, and a resource for each item.
pub(in super::super) fn items(
    interp: &mut Interpreter<'_>,
    site: Site,
    resource: &Resource,
    collection: &str,
    narrowed: Value,
) -> Value {
    let Some(definition) = resource.model.collection(collection) else {
        return interp.unknown(Reason::Computed);
    };
    let params = action_params(interp, site, resource, &definition.parameters, narrowed);
    let output = record(
        interp,
        site,
        Some(resource.client),
        definition.operation,
        params,
    );
    reached(
        interp,
        site,
        resource,
        &definition.item,
        &Arguments::default(),
        Response { params, output },
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
            Some((service, model)) => SdkObject::Resource(Resource {
                client: Client {
                    dialect: Dialect::Boto,
                    service,
                    foreign,
                    region,
                    defaults: Value::NEVER,
                },
                model,
                identifiers: Rc::from([]),
            }),
            None => SdkObject::UnknownClient(Dialect::Boto),
        };
        let resource = one(interp, object);
        result = interp.pool.join(result, resource);
    }
    result
}
