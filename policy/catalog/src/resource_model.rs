//! boto3's resource classes: which operation a method stands for and what it fills in by itself.

use crate::blob::Cursor;
use crate::{Operation, Service};

/// A resource class (`dynamodb.Table`) or a service's root resource. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceModel {
    pub(crate) service: u32,
    pub(crate) at: u32,
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
    /// Where it goes, in API spelling: `TableName`, `Filters[0].Name`, `Delete.Objects[].Key`; `[]` and `[*]` stand for
    /// one element an instance.
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
    /// Methods on the whole collection, in Python spelling: `objects.delete()` calls `DeleteObjects`. Their parameters
    /// are filled in from each item.
    pub batch_actions: Vec<(&'static str, ResourceAction)>,
}

impl ResourceModel {
    /// The class name: `Table`; empty for the root.
    pub fn name(self) -> &'static str {
        Some(Cursor::at(self.at).string())
            .filter(|name| *name != "-")
            .unwrap_or("")
    }

    /// The service.
    pub fn service(self) -> Service {
        Service(self.service)
    }

    /// Its identifiers in the order of the constructor, in Python spelling: `bucket_name`, `key`.
    pub fn identifiers(self) -> Vec<&'static str> {
        self.head().0
    }

    /// Attributes that are read from the loaded data (reading the first one calls [`Self::load_operation`]), in Python
    /// spelling.
    pub fn attributes(self) -> Vec<&'static str> {
        self.head().1
    }

    fn head(self) -> (Vec<&'static str>, Vec<&'static str>, Cursor) {
        let mut cursor = Cursor::at(self.at);
        cursor.number();
        (
            cursor.list(Cursor::string),
            cursor.list(Cursor::string),
            cursor,
        )
    }

    fn parts(self) -> Vec<Part> {
        let (_, _, mut cursor) = self.head();
        cursor.list(Part::read)
    }

    fn part(self, kind: u32, name: &str) -> Option<Part> {
        self.parts()
            .into_iter()
            .find(|part| part.kind == kind && part.name == name)
    }

    /// The names of all methods that call an operation, `load` and `reload` among them.
    pub fn actions(self) -> Vec<&'static str> {
        self.parts()
            .iter()
            .filter(|part| part.kind == ACTION)
            .map(|part| part.name)
            .collect()
    }

    /// The call behind a method, in Python spelling, `load` and `reload` too: `put_item`.
    pub fn action(self, method: &str) -> Option<ResourceAction> {
        self.part(ACTION, method)?.action(self)
    }

    /// The operation that fills the instance's attributes (`load`).
    pub fn load_operation(self) -> Option<ResourceAction> {
        self.action("load")
    }

    /// The call behind a waiter method: `wait_until_exists`.
    pub fn waiter(self, method: &str) -> Option<ResourceAction> {
        self.part(WAITER, method)?.action(self)
    }

    /// The names of all factory methods and references.
    pub fn sub_resources(self) -> Vec<&'static str> {
        self.parts()
            .iter()
            .filter(|part| part.kind == HAS)
            .map(|part| part.name)
            .collect()
    }

    /// The resource that a factory method or an attribute gives: `s3.Object(..)`, `bucket.Object(key)`,
    /// `summary.Object()`, and references that are plain attributes (`instance.vpc`).
    pub fn sub_resource(self, name: &str) -> Option<SubResource> {
        self.part(HAS, name)?.reached(self)
    }

    /// The names of all collections, in Python spelling.
    pub fn collections(self) -> Vec<&'static str> {
        self.parts()
            .iter()
            .filter(|part| part.kind == COLLECTION)
            .map(|part| part.name)
            .collect()
    }

    /// A collection, in Python spelling: `objects`.
    pub fn collection(self, name: &str) -> Option<Collection> {
        let part = self.part(COLLECTION, name)?;
        let item = part.reached(self)?;
        let call = part.action(self)?;
        let batch_actions = item.model.batch_actions();
        Some(Collection {
            operation: call.operation,
            parameters: call.parameters,
            item,
            batch_actions,
        })
    }

    fn batch_actions(self) -> Vec<(&'static str, ResourceAction)> {
        let parts = self.parts();
        let batch = parts.iter().filter(|part| part.kind == BATCH);
        batch
            .filter_map(|part| Some((part.name, part.action(self)?)))
            .collect()
    }
}

const ACTION: u32 = 0;
const WAITER: u32 = 1;
const HAS: u32 = 2;
const COLLECTION: u32 = 3;
const BATCH: u32 = 4;

/// A line of a class record, as packed.
struct Part {
    kind: u32,
    name: &'static str,
    operation: &'static str,
    parameters: Vec<&'static str>,
    returned: Vec<&'static str>,
}

impl Part {
    fn read(cursor: &mut Cursor) -> Self {
        cursor.number();
        Self {
            kind: cursor.number(),
            name: cursor.string(),
            operation: cursor.string(),
            parameters: cursor.list(Cursor::string),
            returned: cursor.list(Cursor::string),
        }
    }

    fn action(&self, model: ResourceModel) -> Option<ResourceAction> {
        Some(ResourceAction {
            operation: model.service().operation(self.operation)?,
            parameters: self
                .parameters
                .iter()
                .copied()
                .filter_map(parameter)
                .collect(),
            returns: self.reached(model),
        })
    }

    fn reached(&self, model: ResourceModel) -> Option<SubResource> {
        let (class, identifiers) = self.returned.split_first()?;
        Some(SubResource {
            model: model.service().resource_model(class)?,
            identifiers: identifiers.iter().copied().filter_map(identifier).collect(),
        })
    }
}

/// `TableName=i:name`.
fn parameter(text: &'static str) -> Option<RequestParameter> {
    let (target, (kind, value)) = split(text)?;
    let value = match kind {
        "i" => RequestValue::Identifier(value),
        "d" => RequestValue::Data(value),
        _ => RequestValue::Literal(value),
    };
    Some(RequestParameter { target, value })
}

/// `key=a:`.
fn identifier(text: &'static str) -> Option<(&'static str, IdentifierSource)> {
    let (target, (kind, value)) = split(text)?;
    let source = match kind {
        "a" => IdentifierSource::Argument,
        "p" => IdentifierSource::Parent(value),
        "q" => IdentifierSource::Request(value),
        "r" => IdentifierSource::Response(value),
        _ => IdentifierSource::Literal(value),
    };
    Some((target, source))
}

fn split(text: &'static str) -> Option<(&'static str, (&'static str, &'static str))> {
    let (target, rest) = text.split_once('=')?;
    Some((target, rest.split_once(':')?))
}
