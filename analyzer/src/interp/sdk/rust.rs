//! `aws-sdk-*` crates: fluent builders. Names of setters become API names through the catalog; names inside of nested
//! types by their casing.

mod rusoto;

use super::{Client, Dialect, SdkObject, one, record};
use crate::facts::{ProblemKind, Reason};
use crate::interp::arguments::Arguments;
use crate::interp::natives::Native;
use crate::interp::text::{Hole, Text};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use catalog::{Operation, Sdk, Service};

/// The crate of a service, or the configuration crate.
pub(super) fn library(interp: &Interpreter<'_>, name: &str) -> Option<SdkObject> {
    let krate = name.split(['.', ':']).next().unwrap_or(name);
    let service = match krate.strip_prefix("rusoto_") {
        Some(part) => rusoto::service(interp, part)?,
        None if krate.starts_with("aws_sdk_") => interp.catalog.service_named(Sdk::Rust, krate)?,
        None => return None,
    };
    Some(SdkObject::Package(Dialect::Rust, service))
}

/// `Client`, `Config`, `types`, …
pub(super) fn member(interp: &mut Interpreter<'_>, service: Service, name: &str) -> Value {
    match name {
        "Client" => one(interp, SdkObject::ClientClass(Dialect::Rust, service)),
        _ if rusoto::is_client(name) => one(interp, SdkObject::ClientClass(Dialect::Rust, service)),
        "client" | "config" => one(interp, SdkObject::Package(Dialect::Rust, service)),
        "Config" | "Builder" => one(
            interp,
            SdkObject::Config {
                foreign: false,
                region: Value::NEVER,
            },
        ),
        _ => one(
            interp,
            SdkObject::Member(Dialect::Rust, service, name.into()),
        ),
    }
}

/// `Client::new(&config)`, `Client::from_conf(config)`.
pub(super) fn new_client(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Service,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    match name {
        "new" | "from_conf" | "from_env" | "default" => {}
        "new_with" | "new_with_client" => {
            return Some(rusoto::new_client(interp, site, service, name, arguments));
        }
        _ => return method_by_path(interp, site, name, arguments),
    }
    let config = arguments.at(0).unwrap_or(Value::NEVER);
    let mut foreign = config != Value::NEVER;
    let mut region = Value::NEVER;
    for atom in interp.pool.atoms(config) {
        match &atom {
            Atom::Sdk(object) => match object.as_ref() {
                SdkObject::Config {
                    foreign: own,
                    region: named,
                } => {
                    foreign &= own;
                    region = interp.pool.join(region, *named);
                }
                _ => foreign = false,
            },
            _ => foreign = false,
        }
    }
    let client = Client {
        dialect: Dialect::Rust,
        service,
        foreign,
        region,
        defaults: Value::NEVER,
    };
    Some(one(interp, SdkObject::Client(client)))
}

/// `Client::send_message(&client)`.
fn method_by_path(
    interp: &mut Interpreter<'_>,
    site: Site,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let mut result = None;
    for atom in interp.pool.atoms(arguments.at(0)?) {
        if let Atom::Sdk(object) = &atom
            && let SdkObject::Client(client) = object.as_ref()
        {
            let request = client_method(interp, site, *client, name, &arguments.shifted());
            result = request.or(result);
        }
    }
    result
}

/// Configuration keeps what it is told of credentials and region.
pub(super) fn config_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    (foreign, region): (bool, Value),
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let given = arguments.at(0);
    let (foreign, region) = match (name, given) {
        ("credentials_provider" | "set_credentials_provider", Some(provider)) => {
            provide(interp, site, provider);
            let is_own = |atom: &Atom| matches!(atom, Atom::Native(_) | Atom::Null);
            (!interp.pool.has(provider, is_own), region)
        }
        ("region", Some(region)) => (
            foreign,
            interp
                .pool
                .without(region, |atom| matches!(atom, Atom::Unknown(_) | Atom::Null)),
        ),
        ("credentials_provider", None) if !foreign => {
            return Some(interp.pool.one(Atom::Native(Native::Own)));
        }
        ("region", None) if region == Value::NEVER => {
            return Some(interp.pool.one(Atom::Text(Text::hole(Hole::Region))));
        }
        ("region", None) => return Some(region),
        ("credentials_provider", None) => return Some(interp.unknown(Reason::External)),
        ("from" | "new" | "with_config", Some(config)) => {
            let is_config = |atom: &Atom| matches!(atom, Atom::Sdk(_));
            if interp.pool.has(config, is_config) {
                return Some(interp.pool.without(config, |atom| !is_config(atom)));
            }
            (foreign, region)
        }
        _ => (foreign, region),
    };
    Some(one(interp, SdkObject::Config { foreign, region }))
}

/// A provider that the program defines is asked for its credentials.
fn provide(interp: &mut Interpreter<'_>, site: Site, provider: Value) {
    for atom in interp.pool.atoms(provider) {
        if let Atom::Object(object) = atom
            && interp.has_member(site, object, "provide_credentials")
        {
            interp.call_method(site, &atom, "provide_credentials", &Arguments::default());
        }
    }
}

/// An operation starts a request. It takes no arguments; with some it is a method that a trait of the program adds.
pub(super) fn client_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == "with_retries" {
        return Some(one(interp, SdkObject::Client(client)));
    }
    if let [input] = arguments.positional.as_slice() {
        return rusoto::call(interp, site, client, name, *input);
    }
    if !arguments.positional.is_empty() {
        return None;
    }
    let operation = client
        .service
        .operation_named(Sdk::Rust, name)
        .or_else(|| {
            client
                .service
                .waiter(Sdk::Rust, name)
                .filter(|_| name.starts_with("wait_until"))
        })?;
    let params = interp.new_record(site, 9);
    let params = interp.pool.one(Atom::Object(params));
    Some(one(interp, SdkObject::Builder(client, operation, params)))
}

/// A setter or the end of a request.
pub(super) fn builder_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    operation: Operation,
    params: Value,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    match name {
        "send" | "send_with" | "sync" | "presigned" | "wait" | "orchestrate" => {
            return Some(record(interp, site, Some(client), operation, params));
        }
        "into_paginator"
        | "items"
        | "customize"
        | "page_size"
        | "build"
        | "mutate_request"
        | "config_override"
        | "as_input"
        | "clone"
        | "stop_on_duplicate_token" => {
            return Some(one(interp, SdkObject::Builder(client, operation, params)));
        }
        _ => {}
    }
    let Some(member) = operation.member(Sdk::Rust, name) else {
        if name.starts_with("get_") {
            return Some(interp.unknown(Reason::Computed));
        }
        return None;
    };
    set(
        interp,
        site,
        params,
        member,
        name.starts_with("set_"),
        arguments,
    );
    Some(one(interp, SdkObject::Builder(client, operation, params)))
}

/// A setter or the end of a structure under construction.
pub(super) fn structure_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    record: Value,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == "build" {
        return Some(record);
    }
    let member = pascal_case(name.strip_prefix("set_").unwrap_or(name));
    set(
        interp,
        site,
        record,
        &member,
        name.starts_with("set_"),
        arguments,
    );
    Some(one(interp, SdkObject::Structure(record)))
}

fn set(
    interp: &mut Interpreter<'_>,
    site: Site,
    record: Value,
    member: &str,
    whole: bool,
    arguments: &Arguments,
) {
    match arguments.positional.as_slice() {
        // A map gets one entry at a time.
        [key, value] if !whole => {
            let map = interp.new_record(site, 10);
            let map_value = interp.pool.one(Atom::Object(map));
            interp.define_key(map, *key, *value);
            merge(interp, site, record, member, map_value);
        }
        [value] => {
            let value = interp.pool.not_null(*value);
            interp.write_field(site, record, member, value);
        }
        _ => {
            let unknown = interp.unknown(Reason::Computed);
            interp.write_field(site, record, member, unknown);
        }
    }
}

/// Adds the entries of a map to the map that a field holds already.
fn merge(interp: &mut Interpreter<'_>, site: Site, record: Value, member: &str, map: Value) {
    let known = interp.read_field(site, record, member);
    let known = interp
        .pool
        .without(known, |atom| !matches!(atom, Atom::Object(_)));
    match interp.pool.single(known).cloned() {
        Some(Atom::Object(object)) if known != map => interp.spread_into(site, object, map),
        _ => interp.write_field(site, record, member, map),
    }
}

/// `types::Put::builder()`, `types::AttributeValue::S(x)`, `Region::new("…")`.
pub(super) fn member_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Service,
    path: &str,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == "new" && path == rusoto::ASSUMED_ROLE {
        return rusoto::assume_role(interp, site, service, arguments);
    }
    match name {
        "builder" | "default" => {
            let record = interp.new_record(site, 11);
            let record = interp.pool.one(Atom::Object(record));
            Some(one(interp, SdkObject::Structure(record)))
        }
        "from" | "new" | "from_static" | "from_str" => Some(
            arguments
                .at(0)
                .unwrap_or_else(|| interp.unknown(Reason::Computed)),
        ),
        _ => Some(call_member(
            interp,
            site,
            Dialect::Rust,
            service,
            &format!("{path}.{name}"),
            arguments,
        )),
    }
}

/// A variant with a value: a record with the variant as its field.
pub(super) fn call_member(
    interp: &mut Interpreter<'_>,
    site: Site,
    dialect: Dialect,
    service: Service,
    path: &str,
    arguments: &Arguments,
) -> Value {
    let variant = path.rsplit('.').next().unwrap_or(path);
    if dialect != Dialect::Rust {
        let command = variant.ends_with("Command");
        if command {
            interp.problem(
                site,
                ProblemKind::UnknownOperation,
                format!("`{variant}` is no command of {} that is known: check the name or state what it needs", service.id()),
            );
        }
        crate::interp::opaque::call(interp, site, "", arguments);
        return interp.unknown(Reason::External);
    }
    if !arguments.named.is_empty() {
        return rusoto::structure(interp, site, (service, variant), arguments);
    }
    match arguments.at(0) {
        Some(value) => {
            let record = interp.new_record(site, 12);
            interp.define_field(record, variant, value);
            interp.pool.one(Atom::Object(record))
        }
        None => interp.unknown(Reason::Computed),
    }
}

/// `bucket_name` as the API writes it: `BucketName`.
pub(crate) fn pascal_case(name: &str) -> String {
    name.split('_')
        .filter_map(|word| {
            let mut chars = word.chars();
            let first = chars.next()?;
            Some(first.to_uppercase().collect::<String>() + chars.as_str())
        })
        .collect()
}
