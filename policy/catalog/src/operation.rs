//! Operations: names per SDK, input members, permissions.

use crate::blob::Cursor;
use crate::names::{compare_folded, lower_first, snake};
use crate::{Catalog, Permissions, Sdk, Service, permission};

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
        Cursor::at(self.at).string()
    }

    /// Whether the SDKs have a paginator for it.
    pub fn is_paginated(self) -> bool {
        self.head().1
    }

    /// What the SDK calls it: `put_item`, `putItem`, `PutItemCommand`, `put_item`.
    ///
    /// The Rust spelling follows botocore's rule and can differ from the crate's around acronyms; to look a method up
    /// use [`Service::operation_named`], which ignores underscores.
    pub fn method(self, sdk: Sdk) -> String {
        let (odd, _, _) = self.head();
        match sdk {
            Sdk::Botocore | Sdk::Rust if odd.is_empty() => snake(self.name()),
            Sdk::Botocore | Sdk::Rust => odd.to_owned(),
            Sdk::JavaScriptV2 => lower_first(self.name()),
            Sdk::JavaScriptV3 => format!("{}Command", self.name()),
        }
    }

    /// The odd Python spelling, whether it is paginated, and a cursor before the members.
    fn head(self) -> (&'static str, bool, Cursor) {
        let mut cursor = Cursor::at(self.at);
        cursor.number();
        let paginated = cursor.number() == 1;
        (cursor.string(), paginated, cursor)
    }

    fn members(self) -> (Vec<(bool, &'static str)>, Cursor) {
        let (_, _, mut cursor) = self.head();
        let members = cursor.list(Cursor::marked);
        (members, cursor)
    }

    /// The top-level members of its input, in API spelling, sorted.
    pub fn input_members(self) -> impl Iterator<Item = &'static str> {
        self.members().0.into_iter().map(|(_, name)| name)
    }

    /// Those of them a call must give.
    pub fn required_members(self) -> impl Iterator<Item = &'static str> {
        self.members()
            .0
            .into_iter()
            .filter(|(required, _)| *required)
            .map(|(_, name)| name)
    }

    /// The API spelling of an input member as an SDK writes it: Rust `table_name` (or `set_table_name`) is `TableName`.
    pub fn member(self, sdk: Sdk, name: &str) -> Option<&'static str> {
        if sdk != Sdk::Rust {
            return self.input_members().find(|member| *member == name);
        }
        let find = |wanted: &str| {
            self.input_members()
                .find(|member| compare_folded(member, wanted).is_eq())
        };
        find(name).or_else(|| find(name.strip_prefix("set_")?))
    }

    /// What IAM checks when it is called.
    pub fn permissions(self) -> Permissions {
        let (_, mut cursor) = self.members();
        permission::read(&mut cursor).0
    }

    /// Where the answer of [`Self::permissions`] comes from.
    pub fn basis(self) -> Basis {
        let (_, mut cursor) = self.members();
        permission::read(&mut cursor).1
    }

    /// Why its permissions are presumed, where they are.
    pub fn presumption(self) -> Option<Presumption> {
        if self.basis() != Basis::Presumed {
            return None;
        }
        let prefix = self.service().iam_prefix();
        let is_listed = Catalog::embedded().actions(prefix).next().is_some();
        Some(if is_listed {
            Presumption::NoAction
        } else {
            Presumption::NoService
        })
    }
}

/// Why an answer is presumed, see [`Basis::Presumed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presumption {
    /// The authorization reference has no page for the service: it is newer, or has been shut down.
    NoService,
    /// It has a page, without the action: the operation is newer, or no longer there.
    NoAction,
}

/// Where an operation's permissions come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The action with the operation's own name.
    Rule,
    /// A reviewed row.
    Curated,
    /// The action with the operation's own name, although the reference does not list it yet (a new operation).
    Presumed,
    /// The service answers without asking IAM.
    NotNeeded,
    /// Nothing is known.
    Unknown,
}
