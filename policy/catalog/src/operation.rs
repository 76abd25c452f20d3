//! Operations: names per SDK, input members, permissions.

use crate::{Permissions, Sdk, Service};

/// An operation of a service. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation {
    pub(crate) service: u32,
    pub(crate) at: u32,
}

impl Operation {
    /// The service it belongs to.
    pub fn service(self) -> Service {
        Service(self.service)
    }

    /// The API name: `PutItem`.
    pub fn name(self) -> &'static str {
        ""
    }

    /// What the SDK calls it: `put_item`, `putItem`, `PutItemCommand`, `put_item`.
    pub fn method(self, _sdk: Sdk) -> String {
        String::new()
    }

    /// The top-level members of its input, in API spelling, sorted.
    pub fn input_members(self) -> impl Iterator<Item = &'static str> {
        std::iter::empty()
    }

    /// Those of them a call must give.
    pub fn required_members(self) -> impl Iterator<Item = &'static str> {
        std::iter::empty()
    }

    /// The API spelling of an input member as an SDK writes it: Rust `table_name` (or `set_table_name`) is `TableName`.
    pub fn member(self, _sdk: Sdk, _name: &str) -> Option<&'static str> {
        None
    }

    /// What IAM checks when it is called.
    pub fn permissions(self) -> Permissions {
        Permissions::Unknown
    }
}
