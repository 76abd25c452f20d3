//! The IAM side: actions and resource types of the service authorization reference.

use crate::blob::{Cursor, Table};

/// A service prefix of IAM: `s3`.
#[derive(Clone, Copy)]
pub(crate) struct Prefix(u32);

pub(crate) fn prefixes() -> impl Iterator<Item = Prefix> {
    Table::prefixes().iter().map(Prefix)
}

pub(crate) fn prefix(name: &str) -> Option<Prefix> {
    let name = name.to_ascii_lowercase();
    Table::prefixes()
        .search(|at| Prefix(at).name().cmp(&name))
        .map(Prefix)
}

impl Prefix {
    pub(crate) fn name(self) -> &'static str {
        Cursor::at(self.0).string()
    }

    fn tables(self) -> (Table, Table) {
        let mut cursor = Cursor::at(self.0);
        cursor.number();
        cursor.number();
        (Table::read(&mut cursor), Table::read(&mut cursor))
    }

    pub(crate) fn actions(self) -> impl Iterator<Item = Action> {
        self.tables().0.iter().map(Action)
    }

    pub(crate) fn resource_types(self) -> impl Iterator<Item = ResourceType> {
        self.tables().1.iter().map(ResourceType)
    }

    /// The action with this name, in any casing.
    pub(crate) fn action(self, name: &str) -> Option<Action> {
        let name = name.to_ascii_lowercase();
        self.tables()
            .0
            .search(|at| Action(at).name().to_ascii_lowercase().cmp(&name))
            .map(Action)
    }
}

/// An action that policies can name. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Action(pub(crate) u32);

impl Action {
    /// The prefix: `s3`.
    pub fn prefix(self) -> &'static str {
        self.full_name()
            .split_once(':')
            .map_or("", |(prefix, _)| prefix)
    }

    /// The whole name, as policies write it: `s3:GetObject`.
    pub fn full_name(self) -> &'static str {
        Cursor::at(self.0).string()
    }

    /// The name after the prefix: `GetObject`.
    pub fn name(self) -> &'static str {
        self.full_name()
            .split_once(':')
            .map_or("", |(_, name)| name)
    }

    /// The access level: `List`, `Read`, `Write`, `Tagging`, `Permissions management`.
    pub fn access_level(self) -> &'static str {
        self.details().0
    }

    /// Its access level, its resource types (marked where a request always names one) and its condition keys.
    fn details(self) -> (&'static str, Vec<(bool, &'static str)>, Vec<&'static str>) {
        let mut cursor = Cursor::at(self.0);
        cursor.number();
        let mut details = cursor.elsewhere();
        let level = details.string();
        let types = details.list(Cursor::marked);
        let keys = details.list(|cursor| cursor.marked().1);
        (level, types, keys)
    }

    /// The resource types it can be limited to; empty means only `*` works.
    pub fn resource_types(self) -> Vec<ResourceType> {
        self.types(|_| true)
    }

    /// Those of them that every request names: a policy has to allow the action on one of each.
    pub fn required_resource_types(self) -> Vec<ResourceType> {
        self.types(|required| required)
    }

    fn types(self, wanted: impl Fn(bool) -> bool) -> Vec<ResourceType> {
        let (_, kinds, _) = self.details();
        let Some(prefix) = prefix(self.prefix()) else {
            return Vec::new();
        };
        let named = |name: &str| prefix.resource_types().find(|kind| kind.name() == name);
        kinds
            .iter()
            .filter(|(required, _)| wanted(*required))
            .filter_map(|(_, kind)| named(kind))
            .collect()
    }

    /// The condition keys that it knows besides the global ones.
    pub fn condition_keys(self) -> Vec<&'static str> {
        self.details().2
    }
}

/// A resource type of an IAM prefix. A handle: copy it freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceType(pub(crate) u32);

impl ResourceType {
    /// The prefix: `s3`.
    pub fn prefix(self) -> &'static str {
        Cursor::at(self.0).string()
    }

    /// The name: `object`.
    pub fn name(self) -> &'static str {
        let mut cursor = Cursor::at(self.0);
        cursor.number();
        cursor.string()
    }

    /// The ARN format: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.
    pub fn arn(self) -> &'static str {
        self.arns().first().copied().unwrap_or("")
    }

    /// All of its ARN formats; a few types of old services have two.
    pub fn arns(self) -> Vec<&'static str> {
        let mut cursor = Cursor::at(self.0);
        cursor.number();
        cursor.number();
        cursor.list(Cursor::string)
    }
}
