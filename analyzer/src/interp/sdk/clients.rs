//! Clients: making them, and whose credentials they use.

use super::{Client, Dialect, SdkObject, boto, one};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use catalog::Service;

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

pub(super) fn new_client(
    interp: &mut Interpreter<'_>,
    site: Site,
    dialect: Dialect,
    service: Service,
    config: Value,
) -> Value {
    let foreign = has_foreign_credentials(interp, site, config);
    let region = region_of(interp, site, config);
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

/// The region of a configuration. One that may be left out, beside an address of an emulator that may be left out, comes with
/// that address: `{ ...(offline && { region: "us-west-2", endpoint: "http://localhost:8000" }) }`.
fn region_of(interp: &mut Interpreter<'_>, site: Site, config: Value) -> Value {
    if config == Value::NEVER {
        return config;
    }
    let is_none = |atom: &Atom| matches!(atom, Atom::Null | Atom::Absent);
    let region = interp.read_field(site, config, "region");
    if interp.pool.has(region, is_none) {
        let endpoint = interp.read_field(site, config, "endpoint");
        let is_local =
            |atom: &Atom| matches!(atom, Atom::Text(text) if is_emulator(text.leading_literal()));
        if interp.pool.has(endpoint, is_none) && interp.pool.has(endpoint, is_local) {
            return Value::NEVER;
        }
    }
    interp.pool.without(region, |atom| {
        is_none(atom) || matches!(atom, Atom::Unknown(_))
    })
}

/// Whether an address is none of AWS's, which are all encrypted and never on the own host.
fn is_emulator(address: &str) -> bool {
    address.starts_with("http:") || address.starts_with("localhost")
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
        Atom::Native(_) | Atom::Environment | Atom::Settings(_) => false,
        Atom::Text(text) => text.as_env().is_none_or(|name| !name.starts_with("AWS_")),
        Atom::Object(object) => {
            let object = interp.pool.one(Atom::Object(*object));
            let key = interp.read_field(site, object, "accessKeyId");
            interp.pool.single(key) == Some(&Atom::Null) || is_foreign(interp, site, key)
        }
        _ => true,
    })
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
        SdkObject::Resource(_) => one(interp, object.clone()),
        _ => Value::NEVER,
    }
}

/// The service of a client that is handed out with this function's credentials.
pub(crate) fn escaping_service(object: &SdkObject) -> Option<&'static str> {
    match object {
        SdkObject::Client(client)
        | SdkObject::Prepared(client, _)
        | SdkObject::Builder(client, ..)
        | SdkObject::Resource(boto::Resource { client, .. })
        | SdkObject::Collection(boto::Resource { client, .. }, ..) => {
            (!client.foreign).then(|| client.service.id())
        }
        _ => None,
    }
}
