//! Natives about AWS: clients, calls, the environment.

use super::{Native, literal};
use crate::facts::{ProblemKind, Reason};
use crate::interp::arguments::Arguments;
use crate::interp::sdk::{self, Dialect};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};

pub(super) fn aws(
    interp: &mut Interpreter<'_>,
    site: Site,
    native: Native,
    arguments: &Arguments,
) -> Value {
    let arg = |position: usize| arguments.at(position).unwrap_or(Value::NEVER);
    match native {
        Native::Config => sdk::one(
            interp,
            sdk::SdkObject::Config {
                foreign: false,
                region: Value::NEVER,
            },
        ),
        Native::Client => {
            let dialect = match literal(interp, arg(0)).as_deref() {
                Some("javascript-v2") => Dialect::JavaScriptV2,
                Some("javascript-v3") => Dialect::JavaScriptV3,
                Some("rust") => Dialect::Rust,
                _ => Dialect::Boto,
            };
            let foreign = sdk::is_foreign(interp, site, arg(2));
            let region = known_region(interp, arg(3));
            sdk::make_client(interp, dialect, arg(1), foreign, region)
        }
        Native::Resource => {
            let foreign = sdk::is_foreign(interp, site, arg(1));
            let region = known_region(interp, arg(2));
            sdk::boto::make_resource(interp, arg(0), foreign, region)
        }
        Native::CallWith => {
            let client = client_in(interp, site, arg(0));
            let Some(client) = client else {
                return interp.unknown(Reason::External);
            };
            let operation =
                literal(interp, arg(1)).and_then(|name| client.service.operation(&name));
            match operation {
                Some(operation) => sdk::record(interp, site, Some(client), operation, arg(2)),
                None => interp.unknown(Reason::External),
            }
        }
        _ => {
            let service = literal(interp, arg(0)).and_then(|name| interp.catalog.service(&name));
            let operation = service
                .zip(literal(interp, arg(1)))
                .and_then(|(service, name)| service.operation(&name));
            let Some(operation) = operation else {
                interp.problem(
                    site,
                    ProblemKind::UnknownOperation,
                    "the model of a library names an unknown operation",
                );
                return interp.unknown(Reason::External);
            };
            let params = if arg(2) == Value::NEVER {
                sdk::empty_record(interp, site)
            } else {
                arg(2)
            };
            if native == Native::Command {
                return sdk::one(interp, sdk::SdkObject::Command(operation, params));
            }
            sdk::record(interp, site, None, operation, params)
        }
    }
}

/// The client in a value: itself, or held by a document client around it.
fn client_in(interp: &mut Interpreter<'_>, site: Site, value: Value) -> Option<sdk::Client> {
    let mut held = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        match &atom {
            Atom::Sdk(object) => {
                if let sdk::SdkObject::Client(client) = object.as_ref() {
                    return Some(*client);
                }
            }
            Atom::Object(_) => {
                for name in ["client", "service"] {
                    let object = interp.pool.one(atom.clone());
                    let inner = interp.read_field(site, object, name);
                    held = interp.pool.join(held, inner);
                }
            }
            _ => {}
        }
    }
    interp
        .pool
        .atoms(held)
        .into_iter()
        .find_map(|atom| match atom {
            Atom::Sdk(object) => match object.as_ref() {
                sdk::SdkObject::Client(client) => Some(*client),
                _ => None,
            },
            _ => None,
        })
}

fn known_region(interp: &mut Interpreter<'_>, region: Value) -> Value {
    interp.pool.without(region, |atom| {
        matches!(atom, Atom::Null | Atom::Absent | Atom::Unknown(_))
    })
}

pub(super) fn environ(interp: &mut Interpreter<'_>, name: Value, default: Value) -> Value {
    let mut value = Value::NEVER;
    for text in interp.texts(name) {
        let one = match text.as_literal() {
            Some(name) => interp.environment_variable(name),
            None => interp.unknown(Reason::Computed),
        };
        value = interp.pool.join(value, one);
    }
    let default = interp
        .pool
        .without(default, |atom| matches!(atom, Atom::Null | Atom::Absent));
    if default == Value::NEVER {
        value
    } else {
        interp.or_default(value, default)
    }
}

/// One record for each prefix that is known.
pub(super) fn settings(interp: &mut Interpreter<'_>, prefix: Value) -> Value {
    let mut value = Value::NEVER;
    for text in interp.texts(prefix) {
        let one = match text.as_literal() {
            Some(prefix) => interp.pool.one(Atom::Settings(prefix.into())),
            None => interp.unknown(Reason::Computed),
        };
        value = interp.pool.join(value, one);
    }
    value
}
