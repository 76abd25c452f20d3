//! AWS SDKs: clients, commands, builders, resources, and the calls they make.
//!
//! A file a dialect; what operations there are and what an SDK calls them comes from the catalog. Methods that an SDK adds
//! by hand (`upload_file`, `getSignedUrl`, document clients) are written as models: the function `upload_file(client, …)`
//! of the model module `boto3/client/s3` is the method `upload_file` of that client.

mod access;
pub(crate) mod boto;
mod clients;
mod javascript_v2;
mod javascript_v3;
mod recording;
pub(crate) mod rust;
pub(crate) mod signed;

pub(crate) use access::{call, call_method, call_methods, element, read_field};
pub(crate) use clients::{escaping_service, instance_of, is_foreign, make_client};
pub(crate) use recording::{empty_record, record};

use super::Interpreter;
use super::value::{Atom, Value};
use catalog::{Operation, Service};
use clients::new_client;
use recording::{call_backs, params_of};
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
    /// A boto3 resource.
    Resource(boto::Resource),
    /// A boto3 collection of a resource: the resource, its name, and the parameters it is narrowed to by `filter`;
    /// [`Value::NEVER`] when there are none.
    Collection(boto::Resource, Rc<str>, Value),
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
