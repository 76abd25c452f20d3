//! The catalog's root and its services, under the names each SDK gives them.

use crate::blob::{self, Cursor, Table};
use crate::names::{compare_folded, folded};
use crate::nearest;
use crate::query::{self, Unknown};
use crate::{Action, Operation, Origin, ResourceModel, ResourceType, iam};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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

/// The services by the prefix of their actions. Made when it is first asked for: code calls what is no operation everywhere.
fn services_of_actions() -> &'static BTreeMap<&'static str, Vec<Service>> {
    static KNOWN: OnceLock<BTreeMap<&'static str, Vec<Service>>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: BTreeMap<_, Vec<Service>> = BTreeMap::new();
        for service in Catalog::embedded().services() {
            known.entry(service.iam_prefix()).or_default().push(service);
        }
        known
    })
}

/// All facts. A handle: copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Catalog(());

impl Catalog {
    /// The catalog in this binary. Costs nothing.
    pub fn embedded() -> Self {
        Self(())
    }

    /// How many bytes it takes in the binary.
    pub fn size(self) -> usize {
        blob::size()
    }

    /// Every service, sorted by botocore id.
    pub fn services(self) -> impl Iterator<Item = Service> {
        Table::services().iter().map(Service)
    }

    /// The service with this botocore id (`stepfunctions`).
    pub fn service(self, id: &str) -> Option<Service> {
        Table::services()
            .search(|at| Service(at).id().cmp(id))
            .map(Service)
    }

    /// The service an SDK knows under this name.
    ///
    /// Botocore: `stepfunctions`. JavaScript v2: class `StepFunctions` or file name `stepfunctions`. JavaScript v3:
    /// package `@aws-sdk/client-sfn`. Rust: crate `aws_sdk_sfn` or `aws-sdk-sfn`.
    pub fn service_named(self, sdk: Sdk, name: &str) -> Option<Service> {
        match sdk {
            Sdk::Botocore => self.service(name),
            Sdk::JavaScriptV2 => named(sdk, name, name),
            Sdk::JavaScriptV3 => named(sdk, name, name.strip_prefix("@aws-sdk/client-")?),
            Sdk::Rust => named(sdk, name, crate_part(name)?),
        }
    }

    /// The operation a person means by a free text: `S3.CopyObject`, `s3:copy_object`, `StepFunctions.StartExecution`,
    /// `@aws-sdk/client-sfn StartExecutionCommand`, `aws_sdk_sfn::start_execution`, IAM prefixes, any casing.
    ///
    /// # Errors
    /// [`Unknown`] with the nearest names.
    pub fn find_operation(self, query: &str) -> Result<Operation, Unknown> {
        query::find_operation(self, query)
    }

    /// Like [`Catalog::find_operation`], without looking for near names, which takes a thousand times as long.
    pub fn known_operation(self, query: &str) -> Option<Operation> {
        query::operation(self, query)
    }

    /// The services a person means by a name in any SDK's spelling or an IAM prefix, the likeliest first.
    pub fn find_services(self, name: &str) -> Vec<Service> {
        query::services(self, name)
    }

    /// The names nearest to an action that does not exist: of its service, or, without one, of all.
    ///
    /// What is the name of an operation (`s3:HeadObject`) stands for the actions that this needs.
    pub fn nearest_actions(self, name: &str) -> Vec<String> {
        if let Some(operation) = self.known_operation(name) {
            let permissions = operation.permissions();
            let own = permissions.iter().filter(|it| it.origin == Origin::Code);
            let mut needed: Vec<String> = own.map(|it| it.action.to_owned()).collect();
            needed.dedup();
            if !needed.is_empty() {
                return needed;
            }
        }
        let (prefix, action) = name.split_once(':').unwrap_or(("", name));
        let prefix = self.prefix_of(prefix);
        let prefixes = self
            .prefixes()
            .filter(|it| prefix.is_none_or(|own| own == *it));
        let actions: Vec<Action> = prefixes.flat_map(|it| self.actions(it)).collect();
        let found = nearest::named(action, actions, Action::name);
        let found = found.into_iter().take(nearest::SUGGESTIONS);
        found.map(|it| it.full_name().to_owned()).collect()
    }

    /// The resource types nearest to one that does not exist: `dynamodb:table` for `dynamodb:tables`, and for `table`.
    pub fn nearest_resource_types(self, name: &str) -> Vec<String> {
        let (prefix, kind) = name.split_once(':').unwrap_or(("", name));
        let prefix = self.prefix_of(prefix);
        let prefixes = self
            .prefixes()
            .filter(|it| prefix.is_none_or(|own| own == *it));
        let kinds: Vec<ResourceType> = prefixes.flat_map(|it| self.resource_types(it)).collect();
        let found = nearest::named(kind, kinds, ResourceType::name)
            .into_iter()
            .map(|it| format!("{}:{}", it.prefix(), it.name()));
        found.collect()
    }

    /// The IAM prefix that a service's name in any SDK stands for: `states` for `stepfunctions`.
    pub fn prefix_of(self, service: &str) -> Option<&'static str> {
        let own = self.prefixes().find(|it| *it == service);
        own.or_else(|| {
            self.find_services(service)
                .first()
                .map(|it| it.iam_prefix())
        })
    }

    /// The botocore ids nearest to a service that does not exist.
    pub fn nearest_services(self, name: &str) -> Vec<String> {
        let ids = nearest::names(name, self.services().map(Service::id));
        ids.into_iter().map(str::to_owned).collect()
    }

    /// Every operation that may need an action, sorted by service.
    pub fn operations_needing(self, action: &str) -> Vec<Operation> {
        let all = self.services().flat_map(Service::operations);
        all.filter(|operation| operation.permissions().iter().any(|it| it.action == action))
            .collect()
    }

    /// The action with this full name (`s3:GetObject`), in any casing.
    pub fn action(self, name: &str) -> Option<Action> {
        let (prefix, action) = name.split_once(':')?;
        iam::prefix(prefix)?.action(action)
    }

    /// Every action of an IAM prefix, sorted; empty when there is no such prefix.
    pub fn actions(self, prefix: &str) -> impl Iterator<Item = Action> {
        iam::prefix(prefix)
            .into_iter()
            .flat_map(iam::Prefix::actions)
    }

    /// Every IAM prefix, sorted.
    pub fn prefixes(self) -> impl Iterator<Item = &'static str> {
        iam::prefixes().map(iam::Prefix::name)
    }

    /// A resource type of an IAM prefix: `("s3", "object")`.
    pub fn resource_type(self, prefix: &str, name: &str) -> Option<ResourceType> {
        self.resource_types(prefix).find(|kind| kind.name() == name)
    }

    /// Every resource type of an IAM prefix, sorted.
    pub fn resource_types(self, prefix: &str) -> impl Iterator<Item = ResourceType> {
        iam::prefix(prefix)
            .into_iter()
            .flat_map(iam::Prefix::resource_types)
    }
}

/// The service that an SDK has under `name`, among those that have the distinguishing `part` of it as a name.
fn named(sdk: Sdk, name: &str, part: &str) -> Option<Service> {
    let part: String = folded(part).collect();
    let candidates = blob::named(&part)
        .into_iter()
        .map(|(_, record)| Service(record));
    candidates
        .into_iter()
        .find(|service| service.is_named(sdk, name))
}

/// `sfn` of `aws-sdk-sfn` and of `aws_sdk_sfn`.
fn crate_part(name: &str) -> Option<&str> {
    name.strip_prefix("aws-sdk-")
        .or_else(|| name.strip_prefix("aws_sdk_"))
}

/// A service, one per botocore id. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service(pub(crate) u32);

/// The positions of the texts at the head of a service record.
const NAMES: usize = 9;

impl Service {
    fn text(self, index: usize) -> &'static str {
        let mut cursor = Cursor::at(self.0);
        for _ in 0..index {
            cursor.number();
        }
        cursor.string()
    }

    fn is_named(self, sdk: Sdk, name: &str) -> bool {
        let own = match sdk {
            Sdk::Botocore => self.id() == name,
            Sdk::JavaScriptV2 => self
                .v2_class()
                .is_some_and(|class| class.eq_ignore_ascii_case(name)),
            Sdk::JavaScriptV3 => self.v3_package() == name,
            Sdk::Rust => compare_folded(self.rust_crate(), name).is_eq(),
        };
        let prefix = match sdk {
            Sdk::Botocore | Sdk::JavaScriptV2 => "",
            Sdk::JavaScriptV3 => "@aws-sdk/client-",
            Sdk::Rust => "aws-sdk-",
        };
        own || self
            .aliases()
            .iter()
            .any(|alias| compare_folded(&format!("{prefix}{alias}"), name).is_eq())
    }

    /// Further names under which SDKs have the same service: `cloudwatch-events` of EventBridge.
    pub fn aliases(self) -> Vec<&'static str> {
        let (_, _, mut cursor) = self.tables();
        cursor.list(|cursor| (cursor.number(), cursor.number()));
        cursor.list(Cursor::string)
    }

    /// A cursor behind the names.
    fn tables(self) -> (Table, Table, Cursor) {
        let mut cursor = Cursor::at(self.0);
        for _ in 0..NAMES {
            cursor.number();
        }
        (Table::read(&mut cursor), Table::read(&mut cursor), cursor)
    }

    /// The botocore id: `stepfunctions`.
    pub fn id(self) -> &'static str {
        self.text(0)
    }

    /// The prefix of its actions: `states`.
    pub fn iam_prefix(self) -> &'static str {
        self.text(1)
    }

    /// The prefix of its host name.
    pub fn endpoint_prefix(self) -> &'static str {
        self.text(2)
    }

    /// Its full name: `AWS Step Functions`.
    pub fn title(self) -> &'static str {
        self.text(3)
    }

    /// The class in `aws-sdk`, if it is there: `StepFunctions`.
    pub fn v2_class(self) -> Option<&'static str> {
        Some(self.text(4)).filter(|class| !class.is_empty())
    }

    /// The package in JavaScript v3: `@aws-sdk/client-sfn`.
    pub fn v3_package(self) -> &'static str {
        self.text(5)
    }

    /// The bare client of that package: `SFNClient`.
    pub fn v3_client(self) -> &'static str {
        self.text(6)
    }

    /// The aggregated client of that package: `SFN`.
    pub fn v3_aggregate(self) -> &'static str {
        self.text(7)
    }

    /// The Rust crate: `aws-sdk-sfn`.
    pub fn rust_crate(self) -> &'static str {
        self.text(8)
    }

    /// Every operation, sorted by API name without regard to casing.
    pub fn operations(self) -> impl Iterator<Item = Operation> {
        let service = self.0;
        self.tables()
            .0
            .iter()
            .map(move |at| Operation { service, at })
    }

    /// The operation with this API name: `StartExecution`.
    pub fn operation(self, api_name: &str) -> Option<Operation> {
        self.operation_folded(api_name)
            .filter(|operation| operation.name() == api_name)
    }

    /// The operation an SDK calls so: `start_execution`, `startExecution`, `StartExecutionCommand`.
    ///
    /// Case and underscores inside the name are not held against the caller.
    pub fn operation_named(self, sdk: Sdk, name: &str) -> Option<Operation> {
        let stem = match sdk {
            Sdk::JavaScriptV3 => name.strip_suffix("Command").unwrap_or(name),
            _ => name,
        };
        self.operation_folded(stem)
            .or_else(|| self.operation_folded(name))
    }

    /// An operation that this service had and no longer has: it moved to the one other service of the same actions that has
    /// it (`CreateMeeting`, from `chime` to `chime-sdk-meetings`). Nothing where several have it.
    pub fn moved_operation(self, sdk: Sdk, name: &str) -> Option<Operation> {
        let of_actions = services_of_actions().get(self.iam_prefix())?;
        let others = of_actions.iter().filter(|other| **other != self);
        let mut found = others.filter_map(|other| other.operation_named(sdk, name));
        let operation = found.next()?;
        found.next().is_none().then_some(operation)
    }

    pub(crate) fn operation_folded(self, name: &str) -> Option<Operation> {
        let at = self.tables().0.search(|at| {
            compare_folded(
                Operation {
                    service: self.0,
                    at,
                }
                .name(),
                name,
            )
        })?;
        Some(Operation {
            service: self.0,
            at,
        })
    }

    /// The operation a paginator repeats: `list_objects_v2`, `paginateListObjectsV2`.
    ///
    /// A package of JavaScript v3 may have paginators that botocore has not, under a name that nothing else has.
    pub fn paginator(self, sdk: Sdk, name: &str) -> Option<Operation> {
        match sdk {
            Sdk::JavaScriptV3 => self.operation_folded(name.strip_prefix("paginate")?),
            _ => self
                .operation_folded(name)
                .filter(|operation| operation.is_paginated()),
        }
    }

    /// The operation a waiter polls: `bucket_exists`, `bucketExists`, `waitUntilBucketExists` (also
    /// `waitForBucketExists`), `wait_until_bucket_exists`.
    pub fn waiter(self, sdk: Sdk, name: &str) -> Option<Operation> {
        let stem = match sdk {
            Sdk::JavaScriptV3 => name
                .strip_prefix("waitUntil")
                .or_else(|| name.strip_prefix("waitFor"))?,
            Sdk::Rust => name.strip_prefix("wait_until_")?,
            Sdk::Botocore | Sdk::JavaScriptV2 => name,
        };
        let (_, operation) = self
            .waiters()
            .into_iter()
            .find(|(waiter, _)| compare_folded(waiter, stem).is_eq())?;
        Some(operation)
    }

    /// Every waiter with the operation it polls, sorted by name: `BucketExists`.
    pub fn waiters(self) -> Vec<(&'static str, Operation)> {
        let (_, _, mut cursor) = self.tables();
        let pairs = cursor.list(|cursor| (cursor.string(), cursor.string()));
        pairs
            .into_iter()
            .filter_map(|(waiter, operation)| Some((waiter, self.operation(operation)?)))
            .collect()
    }

    /// What `boto3.resource(id)` returns, if the service has it.
    pub fn root_resource(self) -> Option<ResourceModel> {
        self.resource_models().next()
    }

    /// A boto3 resource class of the service: `Bucket`.
    pub fn resource_model(self, name: &str) -> Option<ResourceModel> {
        self.resource_models()
            .skip(1)
            .find(|model| model.name() == name)
    }

    /// Its boto3 resource classes, the root first.
    pub fn resource_models(self) -> impl Iterator<Item = ResourceModel> {
        let service = self.0;
        self.tables()
            .1
            .iter()
            .map(move |at| ResourceModel { service, at })
    }
}
