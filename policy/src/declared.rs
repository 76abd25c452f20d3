//! What the template's roles grant today: the statements that a function runs under, with the place of each.
//!
//! Reads what people wrote: inline documents, managed policies of the template and of AWS, SAM policy templates and
//! connectors, Serverless statements, permission boundaries. What a framework adds by itself is included, so that the
//! list is the whole of the role. What cannot be seen (a role from elsewhere, a managed policy that is not known) is a
//! [`Gap`], never an empty list.

mod attached;
pub mod entry;
mod locate;
mod named;
mod policies;
mod sam;
mod serverless;

pub(crate) use self::attached::role_of;
pub use self::locate::Located;

use crate::binding::declared::Declared;
use crate::evaluator::document::Statement;
use crate::grants::Grant;
use crate::presence::Presence;
use crate::template::{DeclaredRole, Function, Kind, Place};
use policies::Reader;

/// Everything that is known of a function's role.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Permissions {
    /// The role, as people call it.
    pub role: Role,
    /// Its statements, in the order they are written.
    pub statements: Vec<DeclaredStatement>,
    /// The permissions boundary, if the role has one.
    pub boundary: Option<Boundary>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
}

/// Which role a function runs under.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Role {
    /// The framework makes one for the function alone.
    #[default]
    Own,
    /// The role that the Serverless Framework makes for the whole service.
    Service,
    /// A role of the template, by its logical id.
    Declared(String),
    /// A role from elsewhere: the expression as a person would write it.
    Elsewhere(String),
}

/// One statement of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredStatement {
    /// What it says.
    pub statement: Statement,
    /// Who wrote it.
    pub origin: StatementOrigin,
    /// A template condition: the statement is there only under it.
    pub only_if: Option<Presence>,
    /// Where it stands, in the template or in a file that it includes.
    pub at: StatementPlace,
}

/// Who wrote a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementOrigin {
    /// People, as a statement of a policy document.
    Document,
    /// AWS, in a managed policy with this name.
    ManagedPolicy(String),
    /// SAM, in a policy template with this name.
    PolicyTemplate(String),
    /// SAM, for a connector with this logical id.
    Connector(String),
    /// The framework, for what a function always needs or for an event, a destination, a network.
    Framework,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct StatementPlace {
    /// The file, relative to the project root.
    pub file: String,
    /// Keys and list positions from the top of the document to the statement: `Resources`, `Role`, `Properties`, …;
    /// the nearest that is written, for statements that nobody wrote out.
    pub path: Vec<String>,
    /// Line and column.
    pub at: Place,
    /// How many characters of the line belong to it; 0 where only the beginning is known.
    pub length: u32,
}

/// A permissions boundary.
#[derive(Debug, Clone, PartialEq)]
pub enum Boundary {
    /// Its statements are known.
    Known(Vec<DeclaredStatement>),
    /// It is somewhere else: the expression as a person would write it.
    Hidden(String),
}

/// Something about a role that could not be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What kind of thing.
    pub kind: GapKind,
    /// One phrase: what.
    pub what: String,
    /// Where.
    pub at: StatementPlace,
}

/// Kinds of [`Gap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// The whole role is elsewhere.
    Role,
    /// Under a condition of the template the role is one from elsewhere; the one of the other side is read.
    OtherRole,
    /// A managed policy of AWS that is not known offline, or one from elsewhere.
    ManagedPolicy,
    /// Something in a policy that is not understood: an unknown SAM policy template, a value from elsewhere.
    Unreadable,
}

/// What a function's role grants today. `grants` is what the function needs: what a framework grants of it by itself is
/// taken from there.
pub fn permissions(
    declared: &Declared<'_>,
    located: &Located,
    function: &Function,
    grants: &[Grant],
) -> Permissions {
    let mut reader = Reader::new(declared, located, function);
    let template = declared.template;
    let role = match (&function.role, template.kind) {
        (DeclaredRole::Role(role), _) => attached::role(&mut reader, role),
        (DeclaredRole::SamPolicies(policies), _) => {
            sam::policies(&mut reader, policies);
            Role::Own
        }
        (DeclaredRole::ServerlessStatements { inherit, .. }, _) => {
            serverless::own_statements(&mut reader, *inherit);
            Role::Own
        }
        (DeclaredRole::Implicit, Kind::Serverless) => {
            serverless::service_statements(&mut reader);
            Role::Service
        }
        (DeclaredRole::Implicit, _) => Role::Own,
    };
    if matches!(role, Role::Own | Role::Service) {
        sam::boundary(&mut reader);
        sam::connectors(&mut reader);
        for grant in grants {
            if grant.provided || role == Role::Service && serverless::provides(function, grant) {
                reader.framework(grant);
            }
        }
    }
    reader.finish(role)
}

impl Permissions {
    /// Whether everything that the role grants is in [`Permissions::statements`].
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }
}
