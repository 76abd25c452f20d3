//! `aws-sdk`: one root with all services, operations as methods, callbacks or promises.

use super::{Client, Dialect, SdkObject, call_backs, one, params_of, record};
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::value::Value;
use crate::interp::{Interpreter, Site};
use catalog::{Sdk, Service};

/// What Bluebird's `promisifyAll` adds to the names of methods, for those that it adds to a client.
const PROMISIFIED: &str = "Async";

/// The root, or the class of one service (`aws-sdk/clients/s3`).
pub(super) fn library(interp: &Interpreter<'_>, name: &str) -> Option<SdkObject> {
    match name {
        "aws-sdk" | "aws-sdk/global" | "aws-sdk/index" | "aws-sdk/clients/all" => {
            return Some(SdkObject::Root);
        }
        _ => {}
    }
    let file = name.strip_prefix("aws-sdk/clients/")?;
    let file = file.strip_suffix(".js").unwrap_or(file);
    let service = interp.catalog.service_named(Sdk::JavaScriptV2, file)?;
    Some(SdkObject::ClientClass(Dialect::JavaScriptV2, service))
}

/// `AWS.S3`, `AWS.config`, …
pub(super) fn root_member(interp: &mut Interpreter<'_>, site: Site, name: &str) -> Option<Value> {
    if name == "default" {
        return Some(one(interp, SdkObject::Root));
    }
    if let Some(service) = interp.catalog.service_named(Sdk::JavaScriptV2, name)
        && service.v2_class() == Some(name)
    {
        return Some(one(
            interp,
            SdkObject::ClientClass(Dialect::JavaScriptV2, service),
        ));
    }
    let modelled = interp.model_member(site, "aws-sdk/root", name);
    Some(modelled.unwrap_or_else(|| interp.unknown(Reason::Computed)))
}

/// `AWS.DynamoDB.DocumentClient`, `AWS.DynamoDB.Converter`, …
pub(super) fn class_member(
    interp: &mut Interpreter<'_>,
    site: Site,
    service: Service,
    name: &str,
) -> Option<Value> {
    if name == "default" || service.v2_class() == Some(name) {
        return Some(one(
            interp,
            SdkObject::ClientClass(Dialect::JavaScriptV2, service),
        ));
    }
    let module = format!("aws-sdk/members/{}", service.id().replace('-', "_"));
    let modelled = interp.model_member(site, &module, name);
    Some(modelled.unwrap_or_else(|| interp.unknown(Reason::Computed)))
}

/// An operation, called with parameters and maybe a callback.
pub(super) fn client_method(
    interp: &mut Interpreter<'_>,
    site: Site,
    client: Client,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    if name == "waitFor" {
        let state = arguments.at(0)?;
        let texts = interp.texts(state);
        let operation = texts
            .iter()
            .find_map(|text| client.service.waiter(Sdk::JavaScriptV2, text.as_literal()?))?;
        let params = params_of(interp, site, arguments.at(1));
        let result = record(interp, site, Some(client), operation, params);
        call_backs(interp, site, arguments, result);
        return Some(result);
    }
    if name == "makeRequest" || name == "makeUnauthenticatedRequest" {
        let operation = arguments.at(0)?;
        let mut result = Value::NEVER;
        for text in interp.texts(operation) {
            let value = client_method(
                interp,
                site,
                client,
                text.as_literal()?,
                &arguments.shifted(),
            )?;
            result = interp.pool.join(result, value);
        }
        return Some(result);
    }
    let named = |name| client.service.operation_named(Sdk::JavaScriptV2, name);
    let operation = named(name).or_else(|| named(name.strip_suffix(PROMISIFIED)?))?;
    let params = params_of(interp, site, arguments.at(0));
    let result = record(interp, site, Some(client), operation, params);
    call_backs(interp, site, arguments, result);
    Some(result)
}
