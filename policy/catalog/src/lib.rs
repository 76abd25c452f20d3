//! AWS facts, embedded: which IAM actions an SDK operation needs, on which resources, under which names each SDK calls it.
//!
//! Everything hangs off [`Catalog::embedded`]. A catalog, a [`Service`], an [`Operation`], an [`Action`] and the rest are
//! copies of an offset into one read-only block of bytes that the build packs from the text files in `generated/`, so
//! opening costs nothing and handles are passed by value. What needs structure ([`Permission`], [`When`],
//! [`ResourceRule`]) is decoded on request.
//!
//! ```
//! use catalog::{Catalog, Permissions, Sdk};
//! let catalog = Catalog::embedded();
//! let service = catalog.service_named(Sdk::JavaScriptV3, "@aws-sdk/client-sfn").unwrap();
//! let operation = service.operation_named(Sdk::JavaScriptV3, "StartExecutionCommand").unwrap();
//! assert_eq!(operation.method(Sdk::Botocore), "start_execution");
//! let Permissions::Needed(permissions) = operation.permissions() else { panic!() };
//! assert_eq!(permissions[0].action, "states:StartExecution");
//! ```
//!
//! **Absent on purpose:** source analysis, templates, any reading of files or of the network.

mod blob;
mod iam;
mod names;
mod nearest;
mod operation;
mod packed;
mod permission;
pub mod policies;
mod query;
mod reasons;
mod resource_model;
mod service;
mod spelling;

pub use iam::{Action, ResourceType};
pub use operation::{Basis, Operation, Presumption};
pub use permission::{
    ConditionRule, ConditionValue, Form, Origin, ParameterRule, ParameterSource, Path, Permission,
    Permissions, ResourceRule, Segment, When,
};
pub use query::Unknown;
pub use reasons::Reason;
pub use resource_model::{
    Collection, IdentifierSource, RequestParameter, RequestValue, ResourceAction, ResourceModel,
    SubResource,
};
pub use service::{Catalog, Sdk, Service};
