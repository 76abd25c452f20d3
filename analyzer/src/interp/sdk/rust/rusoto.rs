//! Rusoto, the SDK before the official one: `client.put_item(PutItemInput { table_name, ..Default::default() })`.
//! Operations have the names of the official SDK; clients are named `DynamoDbClient`, inputs are structures of their own.

use super::pascal_case;
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::sdk::{Client, Dialect, SdkObject, is_foreign, one, record};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use catalog::{Sdk, Service};

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
/// have those of the API too.
pub(super) fn structure(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    let record = interp.new_record(site, 12);
    for (field, value) in &arguments.named {
        interp.define_field(record, field, *value);
        let member = pascal_case(field);
        if member != **field {
            interp.define_field(record, &member, *value);
        }
    }
    interp.pool.one(Atom::Object(record))
}
