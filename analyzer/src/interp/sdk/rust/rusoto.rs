//! Rusoto, the SDK before the official one: `client.put_item(PutItemInput { table_name, ..Default::default() })`.
//! Operations have the names of the official SDK; clients are named `DynamoDbClient`, inputs are structures of their own.

use super::pascal_case;
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::natives::Native;
use crate::interp::sdk::{Client, Dialect, SdkObject, is_foreign, one, record};
use crate::interp::text::Text;
use crate::interp::value::{Atom, Bound, Value};
use crate::interp::{Interpreter, Site};
use catalog::{Sdk, Service};
use std::rc::Rc;

/// What signs the operation of an input.
const PRESIGNED: &str = "get_presigned_url";

/// The provider of the credentials of another role.
pub(super) const ASSUMED_ROLE: &str = "StsAssumeRoleSessionCredentialsProvider";

/// The service of the crate `rusoto_<part>`. Some crates are named like the service's endpoint, as botocore does.
pub(super) fn service(interp: &Interpreter<'_>, part: &str) -> Option<Service> {
    let boto = part.replace('_', "-");
    let official = format!("aws_sdk_{}", part.replace('_', ""));
    interp
        .catalog
        .service_named(Sdk::Rust, &official)
        .or_else(|| interp.catalog.service_named(Sdk::Botocore, &boto))
}

/// Whether a name of such a crate is that of its client.
pub(super) fn is_client(name: &str) -> bool {
    name.ends_with("Client")
}

/// `new_with(dispatcher, credentials, region)`, `new_with_client(client, region)`.
pub(super) fn new_client(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Service,
    name: &str,
    arguments: &Arguments,
) -> Value {
    let credentials = arguments.at(1).filter(|_| name == "new_with");
    let foreign = credentials.is_some_and(|given| is_foreign(interp, site, given));
    let client = Client {
        dialect: Dialect::Rust,
        service,
        foreign,
        region: Value::NEVER,
        defaults: Value::NEVER,
    };
    one(interp, SdkObject::Client(client))
}

/// A call with its input.
pub(super) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: &str,
    input: Value,
) -> Option<Value> {
    let operation = client.service.operation_named(Sdk::Rust, name)?;
    let params = interp.new_record(site, 9);
    for atom in interp.pool.atoms(input) {
        let Atom::Object(object) = atom else {
            continue;
        };
        for (field, value) in interp.store.fields(object, site.activation) {
            if *field == *PRESIGNED {
                continue;
            }
            let member = operation.member(Sdk::Rust, &field);
            let member = member.map_or_else(|| field.to_string(), str::to_owned);
            interp.define_field(params, &member, value);
        }
    }
    let params = interp.pool.one(Atom::Object(params));
    Some(record(interp, site, Some(client), operation, params))
}

/// `StsAssumeRoleSessionCredentialsProvider::new(sts, role, …)`.
pub(super) fn assume_role(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Service,
    arguments: &Arguments,
) -> Option<Value> {
    let operation = service.operation_named(Sdk::Rust, "assume_role")?;
    let params = interp.new_record(site, 9);
    if let Some(role) = arguments.at(1) {
        interp.define_field(params, "RoleArn", role);
    }
    let params = interp.pool.one(Atom::Object(params));
    record(interp, site, None, operation, params);
    Some(interp.unknown(Reason::External))
}

/// The value of `PutItemInput { … }` and of the structures inside: fields keep the names they are written with, and
/// have those of the API too. The input of an operation can sign it by itself: `request.get_presigned_url(…)`.
pub(super) fn structure(
    interp: &mut Interpreter<'_>,
    site: Site,
    (service, name): (Service, &str),
    arguments: &Arguments,
) -> Value {
    let record = interp.new_record(site, 12);
    for (field, value) in &arguments.named {
        interp.define_field(record, field, *value);
        let member = pascal_case(field);
        if member != **field {
            interp.define_field(record, &member, *value);
        }
    }
    let value = interp.pool.one(Atom::Object(record));
    let stem = name.strip_suffix("Request").unwrap_or(name);
    if let Some(operation) = service.operation(stem) {
        let texts = [service.id(), operation.name()]
            .map(|text| interp.pool.one(Atom::Text(Text::literal(text))));
        let mut given = texts.to_vec();
        given.push(value);
        let given = interp.new_list(site, 13, &given);
        let call = interp.pool.one(Atom::Native(Native::Call));
        let signing = Bound::Partial(call, given, interp.pool.null());
        let signing = interp.pool.one(Atom::Bound(Rc::new(signing)));
        interp.define_field(record, PRESIGNED, signing);
    }
    value
}
