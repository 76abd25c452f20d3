//! The IAM side: actions and resource types of the service authorization reference.

/// An action that policies can name. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Action(pub(crate) u32);

impl Action {
    /// The prefix: `s3`.
    pub fn prefix(self) -> &'static str {
        ""
    }

    /// The name after the prefix: `GetObject`.
    pub fn name(self) -> &'static str {
        ""
    }

    /// The access level: `List`, `Read`, `Write`, `Tagging`, `Permissions management`.
    pub fn access_level(self) -> &'static str {
        ""
    }

    /// The resource types it can be limited to; empty means only `*` works.
    pub fn resource_types(self) -> Vec<ResourceType> {
        Vec::new()
    }

    /// The condition keys that it knows.
    pub fn condition_keys(self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// A resource type of an IAM prefix. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType(pub(crate) u32);

impl ResourceType {
    /// The prefix: `s3`.
    pub fn prefix(self) -> &'static str {
        ""
    }

    /// The name: `object`.
    pub fn name(self) -> &'static str {
        ""
    }

    /// The ARN format: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.
    pub fn arn(self) -> &'static str {
        ""
    }
}
