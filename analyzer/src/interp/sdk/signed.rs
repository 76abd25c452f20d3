//! Requests that a program signs itself: the service they are signed for says which operation they are.
//!
//! A service whose requests are checked by method (search domains) needs the method too. What cannot be told is reported. The
//! address says which domain or API is meant.

use super::{empty_record, record};
use crate::facts::{ProblemKind, Reason};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};

/// Name in the signature, HTTP method where it matters, service and operation of the catalog.
const SIGNED: &[(&str, Option<&str>, &str, &str)] = &[
    ("aoss", None, "aoss", "APIAccessAll"),
    ("appsync", None, "appsync-graphql", "GraphQL"),
    ("es", Some("DELETE"), "es-http", "ESHttpDelete"),
    ("es", Some("GET"), "es-http", "ESHttpGet"),
    ("es", Some("HEAD"), "es-http", "ESHttpHead"),
    ("es", Some("PATCH"), "es-http", "ESHttpPatch"),
    ("es", Some("POST"), "es-http", "ESHttpPost"),
    ("es", Some("PUT"), "es-http", "ESHttpPut"),
    ("execute-api", None, "execute-api", "Invoke"),
    ("rds-db", None, "rds-db", "connect"),
];

/// Notes a signed request.
pub(crate) fn request(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Value,
    method: Value,
    address: Value,
) -> Value {
    let methods: Vec<String> = literals(interp, method);
    let services = if service == Value::NEVER {
        vec![None]
    } else {
        names(interp, service)
    };
    for service in services {
        let mut known = false;
        for (name, method, catalog_service, operation) in SIGNED {
            let applies = service.as_deref() == Some(*name)
                && method.is_none_or(|method| {
                    methods
                        .iter()
                        .any(|known| known.eq_ignore_ascii_case(method))
                });
            let operation = interp
                .catalog
                .service(catalog_service)
                .and_then(|service| service.operation(operation));
            if let (true, Some(operation)) = (applies, operation) {
                let params = empty_record(interp, site);
                set_address(interp, params, address);
                record(interp, site, None, operation, params);
                known = true;
            }
        }
        if !known {
            let what = service.map_or_else(
                || "a service that is not known".to_owned(),
                |name| format!("the service `{name}`"),
            );
            let message = format!(
                "a request is signed for {what}: state the action it needs with a hint beside the call"
            );
            interp.problem(site, ProblemKind::OpaqueLibrary, message);
        }
    }
    interp.unknown(Reason::Computed)
}

/// What is no text, such as a parsed address, says nothing.
fn set_address(interp: &mut Interpreter<'_>, params: Value, address: Value) {
    let address = interp
        .pool
        .without(address, |atom| !matches!(atom, Atom::Text(_)));
    if let (Some(Atom::Object(record)), true) =
        (interp.pool.single(params).cloned(), address != Value::NEVER)
    {
        interp.define_field(record, "Endpoint", address);
    }
}

fn names(interp: &mut Interpreter<'_>, service: Value) -> Vec<Option<String>> {
    interp
        .texts(service)
        .iter()
        .map(|text| text.as_literal().map(str::to_owned))
        .collect()
}

fn literals(interp: &mut Interpreter<'_>, value: Value) -> Vec<String> {
    let texts = interp
        .pool
        .without(value, |atom| !matches!(atom, Atom::Text(_)));
    interp
        .texts(texts)
        .iter()
        .filter_map(|text| text.as_literal().map(str::to_owned))
        .collect()
}
