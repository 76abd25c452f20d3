//! Access levels: what kind of thing an action does, as AWS classifies it.

use catalog::Catalog;

/// What an action does to a resource. The order is that of the harm it can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// Shows that something exists.
    List,
    /// Shows what is in it.
    Read,
    /// Changes its tags.
    Tagging,
    /// Makes, changes or deletes it.
    Write,
    /// Changes who may do what.
    Permissions,
}

impl Level {
    /// All, in order.
    pub(crate) const ALL: [Self; 5] = [
        Self::List,
        Self::Read,
        Self::Tagging,
        Self::Write,
        Self::Permissions,
    ];

    /// The level of an action. One that the catalog does not know may write.
    pub(crate) fn of(action: &str) -> Self {
        match Catalog::embedded()
            .action(action)
            .map(catalog::Action::access_level)
        {
            Some("List") => Self::List,
            Some("Read") => Self::Read,
            Some("Tagging") => Self::Tagging,
            Some("Permissions management") => Self::Permissions,
            _ => Self::Write,
        }
    }

    /// In one word, for people and for style sheets.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::Tagging => "tagging",
            Self::Write => "write",
            Self::Permissions => "permissions",
        }
    }

    /// Its bit in a set of levels.
    pub(crate) fn bit(self) -> u32 {
        1 << (self as u32)
    }
}
