//! boto3's resource classes: which operation a method stands for and what it fills in by itself.

use crate::{Operation, Service};

/// A resource class (`dynamodb.Table`) or a service's root resource. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceModel {
    pub(crate) service: u32,
    pub(crate) at: u32,
}

/// What tells one instance of a resource class from another: `name` of `Table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The attribute, in Python spelling: `bucket_name`.
    pub name: &'static str,
}

/// A method that calls an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceAction {
    /// The operation.
    pub operation: Operation,
    /// Parameters filled in from the instance.
    pub parameters: Vec<RequestParameter>,
    /// The resource class that it returns (alone or in a list) with where its identifiers come from, if it returns one.
    pub returns: Option<SubResource>,
}

/// A parameter that the resource class fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestParameter {
    /// Where it goes, in API spelling: `TableName`, `Filters[0].Name`, `Delete.Objects[].Key`.
    pub target: &'static str,
    /// What goes there.
    pub value: RequestValue,
}

/// What a resource class puts into a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestValue {
    /// The instance's identifier, in Python spelling.
    Identifier(&'static str),
    /// An attribute of the instance's loaded data (a JMESPath), not known without running.
    Data(&'static str),
    /// This text.
    Literal(&'static str),
}

/// A resource reached from another one, by a factory method, an attribute or a returned value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubResource {
    /// The resource class reached.
    pub model: ResourceModel,
    /// Its identifiers in order, and where each comes from.
    pub identifiers: Vec<(&'static str, IdentifierSource)>,
}

/// Where an identifier of a reached resource comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierSource {
    /// The caller's positional argument (or keyword of the same name): `s3.Object(bucket, key)`.
    Argument,
    /// The parent's identifier of this name.
    Parent(&'static str),
    /// A parameter of the request (a JMESPath): `CreateTable`'s `TableName`.
    Request(&'static str),
    /// The response or the parent's loaded data (a JMESPath): not known without running.
    Response(&'static str),
    /// This text.
    Literal(&'static str),
}

/// A collection: `bucket.objects`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The operation that lists it.
    pub operation: Operation,
    /// Parameters filled in from the instance.
    pub parameters: Vec<RequestParameter>,
    /// The class of its items with their identifiers.
    pub item: SubResource,
    /// Methods on the whole collection, in Python spelling: `objects.delete()` calls `DeleteObjects`.
    pub batch_actions: Vec<(&'static str, ResourceAction)>,
}

impl ResourceModel {
    /// The class name: `Table`; the root resource is named like the service's id.
    pub fn name(self) -> &'static str {
        ""
    }

    /// The service.
    pub fn service(self) -> Service {
        Service(self.service)
    }

    /// Its identifiers, in the order of the constructor.
    pub fn identifiers(self) -> Vec<Identifier> {
        Vec::new()
    }

    /// The call behind a method, in Python spelling, `load` and `reload` too: `put_item`.
    pub fn action(self, _method: &str) -> Option<ResourceAction> {
        None
    }

    /// The resource that a factory method or an attribute gives: `s3.Object(..)`, `bucket.Object(key)`, `summary.Object()`.
    pub fn sub_resource(self, _name: &str) -> Option<SubResource> {
        None
    }

    /// A collection, in Python spelling: `objects`.
    pub fn collection(self, _name: &str) -> Option<Collection> {
        None
    }

    /// The operation that fills the instance's attributes (`load`).
    pub fn load_operation(self) -> Option<ResourceAction> {
        None
    }

    /// Attributes that are read from the loaded data (reading one calls [`ResourceModel::load_operation`] once), in
    /// Python spelling.
    pub fn attributes(self) -> Vec<&'static str> {
        Vec::new()
    }

    /// The call behind a waiter method: `wait_until_exists`.
    pub fn waiter(self, _method: &str) -> Option<ResourceAction> {
        None
    }
}
