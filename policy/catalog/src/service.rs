//! The catalog's root and its services, under the names each SDK gives them.

use crate::{Action, Operation, ResourceModel, ResourceType, Unknown};

/// An SDK whose names the catalog knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sdk {
    /// Python, boto3 as well: `stepfunctions`, `start_execution`.
    Botocore,
    /// `aws-sdk`: `StepFunctions`, `startExecution`.
    JavaScriptV2,
    /// `@aws-sdk/client-sfn`, `StartExecutionCommand`, and `startExecution` of the aggregated client.
    JavaScriptV3,
    /// `aws-sdk-sfn`, `start_execution`.
    Rust,
}

/// All facts. A handle: copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Catalog(());

impl Catalog {
    /// The catalog in this binary. Costs nothing.
    pub fn embedded() -> Self {
        Self(())
    }

    /// Every service, sorted by botocore id.
    pub fn services(self) -> impl Iterator<Item = Service> {
        std::iter::empty()
    }

    /// The service with this botocore id (`stepfunctions`).
    pub fn service(self, _id: &str) -> Option<Service> {
        None
    }

    /// The service an SDK knows under this name.
    ///
    /// Botocore: `stepfunctions`. JavaScript v2: class `StepFunctions` or file name `stepfunctions`. JavaScript v3:
    /// package `@aws-sdk/client-sfn`. Rust: crate `aws_sdk_sfn` or `aws-sdk-sfn`.
    pub fn service_named(self, _sdk: Sdk, _name: &str) -> Option<Service> {
        None
    }

    /// The operation a person means by a free text, see the `query` module.
    pub fn find_operation(self, query: &str) -> Result<Operation, Unknown> {
        crate::query::find_operation(self, query)
    }

    /// The action with this full name (`s3:GetObject`), in any casing.
    pub fn action(self, _name: &str) -> Option<Action> {
        None
    }

    /// Every action of an IAM prefix, sorted.
    pub fn actions(self, _prefix: &str) -> impl Iterator<Item = Action> {
        std::iter::empty()
    }

    /// A resource type of an IAM prefix: `("s3", "object")`.
    pub fn resource_type(self, _prefix: &str, _name: &str) -> Option<ResourceType> {
        None
    }
}

/// A service, one per botocore id. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service(pub(crate) u32);

impl Service {
    /// The botocore id: `stepfunctions`.
    pub fn id(self) -> &'static str {
        ""
    }

    /// The prefix of its actions: `states`.
    pub fn iam_prefix(self) -> &'static str {
        ""
    }

    /// The prefix of its host name.
    pub fn endpoint_prefix(self) -> &'static str {
        ""
    }

    /// Its full name: `AWS Step Functions`.
    pub fn title(self) -> &'static str {
        ""
    }

    /// The class in `aws-sdk`, if it is there: `StepFunctions`.
    pub fn v2_class(self) -> Option<&'static str> {
        None
    }

    /// The package in JavaScript v3: `@aws-sdk/client-sfn`.
    pub fn v3_package(self) -> &'static str {
        ""
    }

    /// The bare client of that package: `SFNClient`.
    pub fn v3_client(self) -> &'static str {
        ""
    }

    /// The aggregated client of that package: `SFN`.
    pub fn v3_aggregate(self) -> &'static str {
        ""
    }

    /// The Rust crate: `aws-sdk-sfn`.
    pub fn rust_crate(self) -> &'static str {
        ""
    }

    /// Every operation, sorted by API name.
    pub fn operations(self) -> impl Iterator<Item = Operation> {
        std::iter::empty()
    }

    /// The operation with this API name: `StartExecution`.
    pub fn operation(self, _api_name: &str) -> Option<Operation> {
        None
    }

    /// The operation an SDK calls so: `start_execution`, `startExecution`, `StartExecutionCommand`.
    pub fn operation_named(self, _sdk: Sdk, _name: &str) -> Option<Operation> {
        None
    }

    /// The operation a paginator repeats: `list_objects_v2`, `paginateListObjectsV2`.
    pub fn paginator(self, _sdk: Sdk, _name: &str) -> Option<Operation> {
        None
    }

    /// The operation a waiter polls: `bucket_exists`, `bucketExists`, `waitUntilBucketExists`,
    /// `wait_until_bucket_exists`.
    pub fn waiter(self, _sdk: Sdk, _name: &str) -> Option<Operation> {
        None
    }

    /// What `boto3.resource(id)` returns, if the service has it.
    pub fn root_resource(self) -> Option<ResourceModel> {
        None
    }

    /// A boto3 resource class of the service: `Bucket`.
    pub fn resource_model(self, _name: &str) -> Option<ResourceModel> {
        None
    }
}
