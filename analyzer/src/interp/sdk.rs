//! AWS SDKs: clients, commands, builders, resources, and the calls they make.
//!
//! A file a dialect; what operations there are and what an SDK calls them comes from the catalog. Methods that an SDK adds
//! by hand (`upload_file`, `getSignedUrl`, document clients) are written as models: the function `upload_file(client, …)`
//! of the model module `boto3/client/s3` is the method `upload_file` of that client.

pub(crate) mod boto;
mod javascript_v2;
mod javascript_v3;
pub(crate) mod rust;
pub(crate) mod signed;

use super::arguments::Arguments;
use super::value::{Atom, Output, Root, Symbol, Value};
use super::{Interpreter, Site, methods, opaque};
use crate::facts::{ProblemKind, Reason};
use catalog::{Operation, ResourceModel, Service};
use std::rc::Rc;

/// The name of a method that is not known when the code is read.
pub(crate) const DYNAMIC: &str = "%dynamic";

/// The SDKs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Dialect {
    /// boto3, botocore, aioboto3.
    Boto,
    /// `aws-sdk`.
    JavaScriptV2,
    /// `@aws-sdk/client-*`.
    JavaScriptV3,
    /// `aws-sdk-*`.
    Rust,
}

impl Dialect {
    fn sdk(self) -> catalog::Sdk {
        match self {
            Self::Boto => catalog::Sdk::Botocore,
            Self::JavaScriptV2 => catalog::Sdk::JavaScriptV2,
            Self::JavaScriptV3 => catalog::Sdk::JavaScriptV3,
            Self::Rust => catalog::Sdk::Rust,
        }
    }

    /// The folder of its hand-made methods among the models.
    fn models(self) -> &'static str {
        match self {
            Self::Boto => "boto3.client",
            Self::JavaScriptV2 => "aws-sdk/methods",
            Self::JavaScriptV3 => "@aws-sdk/methods",
            Self::Rust => "aws_sdk_methods",
        }
    }
}

/// What a client carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Client {
    /// Whose SDK it is of.
    pub(crate) dialect: Dialect,
    /// The service.
    pub(crate) service: Service,
    /// It uses credentials that are not this function's.
    pub(crate) foreign: bool,
    /// The region it was made for; [`Value::NEVER`] when none was given.
    pub(crate) region: Value,
    /// Parameters bound to every call (`params` of JavaScript v2); [`Value::NEVER`] when there are none.
    pub(crate) defaults: Value,
}

/// A thing of an SDK.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SdkObject {
    /// The SDK's root module that has all services (`aws-sdk`).
    Root,
    /// The module of one service.
    Package(Dialect, Service),
    /// Something inside such a module that is not a client or command: a type, an enumeration value.
    Member(Dialect, Service, Rc<str>),
    /// The class of a client.
    ClientClass(Dialect, Service),
    /// A client.
    Client(Client),
    /// A client of a service that is not known.
    UnknownClient(Dialect),
    /// Configuration that clients are made from.
    Config {
        /// It carries credentials that are not this function's.
        foreign: bool,
        /// The region it names.
        region: Value,
    },
    /// The class of a command.
    CommandClass(Operation),
    /// A command with its parameters.
    Command(Operation, Value),
    /// A function that repeats or polls an operation: `paginateScan(config, params)`.
    Repeater(Operation),
    /// An operation of a client ready to be called: a paginator, a waiter.
    Prepared(Client, Operation),
    /// A request under construction.
    Builder(Client, Operation, Value),
    /// A structure under construction, or done.
    Structure(Value),
    /// A boto3 resource: its class and its identifiers in order.
    Resource(Client, ResourceModel, Rc<[Value]>),
    /// A boto3 collection of a resource: the resource, its name.
    Collection(Client, ResourceModel, Rc<[Value]>, Rc<str>),
}

/// An AWS call as an activation remembers it.
#[derive(Debug, Clone)]
pub(crate) struct RecordedCall {
    /// Its parameters.
    pub(crate) params: Value,
    /// Every client that makes it uses foreign credentials.
    pub(crate) foreign: bool,
    /// The region of the client.
    pub(crate) region: Value,
}

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

/// Makes a client for a service given by value: one client for each service it can be.
pub(crate) fn make_client(
    interp: &mut Interpreter<'_>,
    dialect: Dialect,
    service: Value,
    foreign: bool,
    region: Value,
) -> Value {
    let mut result = Value::NEVER;
    for text in interp.texts(service) {
        let known = text
            .as_literal()
            .and_then(|name| interp.catalog.service_named(dialect.sdk(), name));
        let object = match known {
            Some(service) => SdkObject::Client(Client {
                dialect,
                service,
                foreign,
                region,
                defaults: Value::NEVER,
            }),
            None => SdkObject::UnknownClient(dialect),
        };
        let client = one(interp, object);
        result = interp.pool.join(result, client);
    }
    result
}

/// The value that is one SDK thing.
pub(crate) fn one(interp: &mut Interpreter<'_>, object: SdkObject) -> Value {
    interp.pool.one(Atom::Sdk(Rc::new(object)))
}

/// The module of an SDK, by the name it is imported under.
pub(crate) fn library(interp: &mut Interpreter<'_>, name: &str) -> Option<Value> {
    let object = javascript_v3::library(interp, name)
        .or_else(|| javascript_v2::library(interp, name))
        .or_else(|| rust::library(interp, name))
        .or_else(|| boto::stubs(interp, name))?;
    Some(one(interp, object))
}

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
        SdkObject::Resource(client, model, ids) => {
            boto::resource_field(interp, site, *client, *model, ids, name)
        }
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
    if name == DYNAMIC {
        return dynamic(interp, site, object);
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
        SdkObject::UnknownClient(_) => return unknown_client(interp, site, arguments),
        SdkObject::Resource(client, model, ids) => {
            boto::resource_method(interp, site, *client, *model, ids, name, arguments)
        }
        SdkObject::Collection(client, model, ids, collection) => {
            boto::collection_method(interp, site, *client, *model, ids, collection, name)
        }
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
            rust::new_client(interp, *service, name, arguments)
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
    if let Some(value) = special {
        return value;
    }
    unknown_method(interp, site, object, name, arguments)
}

fn unknown_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    object: &Rc<SdkObject>,
    name: &str,
    arguments: &Arguments,
) -> Value {
    if let Some(model) = added_method(interp, site, object, name) {
        let this = interp.pool.one(Atom::Sdk(Rc::clone(object)));
        let mut all = arguments.clone();
        all.positional.insert(0, this);
        return interp.call(site, model, Value::NEVER, &all);
    }
    let atom = Atom::Sdk(Rc::clone(object));
    if methods::is_method(name) || interp.extensions.contains_key(name) {
        return methods::call(interp, site, &atom, name, arguments);
    }
    if let SdkObject::Client(client) = object.as_ref()
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
        SdkObject::Resource(client, model, _) => {
            format!("boto3.resource.{}.{}", client.service.id(), model.name())
        }
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

fn new_client(
    interp: &mut Interpreter<'_>,
    site: Site,
    dialect: Dialect,
    service: Service,
    config: Value,
) -> Value {
    let foreign = has_foreign_credentials(interp, site, config);
    let region = if config == Value::NEVER {
        config
    } else {
        interp.read_field(site, config, "region")
    };
    let region = interp.pool.without(region, |atom| {
        matches!(atom, Atom::Null | Atom::Absent | Atom::Unknown(_))
    });
    let defaults = match dialect {
        Dialect::JavaScriptV2 if config != Value::NEVER => {
            let params = interp.read_field(site, config, "params");
            interp
                .pool
                .without(params, |atom| !matches!(atom, Atom::Object(_)))
        }
        _ => Value::NEVER,
    };
    one(
        interp,
        SdkObject::Client(Client {
            dialect,
            service,
            foreign,
            region,
            defaults,
        }),
    )
}

fn has_foreign_credentials(interp: &mut Interpreter<'_>, site: Site, config: Value) -> bool {
    let configs = interp
        .pool
        .without(config, |atom| !matches!(atom, Atom::Object(_)));
    if configs == Value::NEVER {
        return false;
    }
    ["credentials", "accessKeyId"].iter().any(|field| {
        let value = interp.read_field(site, configs, field);
        is_foreign(interp, site, value)
    })
}

/// Whether credentials are certainly not this function's own. Where they may be either, the call is taken for its own.
pub(crate) fn is_foreign(interp: &mut Interpreter<'_>, site: Site, credentials: Value) -> bool {
    let given = interp.pool.without(credentials, |atom| {
        matches!(atom, Atom::Null | Atom::Absent)
    });
    if given == Value::NEVER || given != credentials {
        return false;
    }
    interp.pool.atoms(given).iter().all(|atom| match atom {
        Atom::Native(_) | Atom::Environment => false,
        Atom::Text(text) => text.as_env().is_none_or(|name| !name.starts_with("AWS_")),
        Atom::Object(object) => {
            let object = interp.pool.one(Atom::Object(*object));
            let key = interp.read_field(site, object, "accessKeyId");
            interp.pool.single(key) == Some(&Atom::Null) || is_foreign(interp, site, key)
        }
        _ => true,
    })
}

/// An empty record, as parameters of a call without any.
pub(crate) fn empty_record(interp: &mut Interpreter<'_>, site: Site) -> Value {
    let record = interp.new_record(site, 6);
    interp.pool.one(Atom::Object(record))
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

/// The service of a client that is handed out with this function's credentials.
pub(crate) fn escaping_service(object: &SdkObject) -> Option<&'static str> {
    match object {
        SdkObject::Client(client)
        | SdkObject::Prepared(client, _)
        | SdkObject::Builder(client, ..)
        | SdkObject::Resource(client, ..)
        | SdkObject::Collection(client, ..) => (!client.foreign).then(|| client.service.id()),
        _ => None,
    }
}

/// What a loop over an SDK thing sees.
pub(crate) fn element(interp: &mut Interpreter<'_>, site: Site, object: &Rc<SdkObject>) -> Value {
    match object.as_ref() {
        SdkObject::Collection(client, model, ids, name) => {
            boto::items(interp, site, *client, *model, ids, name)
        }
        _ => interp.unknown(Reason::Computed),
    }
}

/// A value of a declared SDK type.
pub(crate) fn instance_of(interp: &mut Interpreter<'_>, object: &SdkObject) -> Value {
    match object {
        SdkObject::ClientClass(dialect, service) => one(
            interp,
            SdkObject::Client(Client {
                dialect: *dialect,
                service: *service,
                foreign: false,
                region: Value::NEVER,
                defaults: Value::NEVER,
            }),
        ),
        SdkObject::Client(client) => one(interp, SdkObject::Client(*client)),
        SdkObject::Resource(client, model, ids) => {
            one(interp, SdkObject::Resource(*client, *model, Rc::clone(ids)))
        }
        _ => Value::NEVER,
    }
}

/// The parameters of a JavaScript call: its argument, or none where that is a callback or nothing.
fn params_of(interp: &mut Interpreter<'_>, site: Site, given: Option<Value>) -> Value {
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
fn call_backs(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments, result: Value) {
    for argument in arguments.positional.clone() {
        call_back(interp, site, argument, result);
    }
}

/// Calls a callback of the form `(error, result)`.
pub(crate) fn call_back(interp: &mut Interpreter<'_>, site: Site, callback: Value, result: Value) {
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
