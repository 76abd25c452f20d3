//! The kinds of findings: their stable ids, what each means and why it matters.

/// A kind of finding. The id is what acceptances and baselines name, so it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The code needs what the role does not grant.
    MissingPermission,
    /// A statement or a boundary denies what the code needs.
    DeniedPermission,
    /// An action is granted and never used.
    UnusedPermission,
    /// An action is used on a part of the resource only.
    WideResource,
    /// A wildcard in an action.
    WildcardAction,
    /// A resource `*` for an action that could name its resource.
    WildcardResource,
    /// A set of permissions that lets the function give itself more.
    PrivilegeEscalation,
    /// An action that changes who may do what.
    PermissionsManagement,
    /// Reading of data without a limit to some of it.
    DataReach,
    /// Secrets, parameters or keys open to the function without a limit.
    OpenSecrets,
    /// Several functions run under one role.
    SharedRole,
    /// A role that is not in the template.
    RoleNotVisible,
    /// A managed policy whose actions are not known offline.
    UnknownManagedPolicy,
    /// An action in a policy that does not exist.
    UnknownAction,
    /// A function that could not be followed completely.
    NotFollowed,
    /// A function whose code is not read at all.
    NotAnalysed,
    /// An acceptance that accepts nothing any more.
    StaleAcceptance,
}

impl Rule {
    /// All rules, in the order of the documentation.
    pub const ALL: [Self; 17] = [
        Self::MissingPermission,
        Self::DeniedPermission,
        Self::UnusedPermission,
        Self::WideResource,
        Self::WildcardAction,
        Self::WildcardResource,
        Self::PrivilegeEscalation,
        Self::PermissionsManagement,
        Self::DataReach,
        Self::OpenSecrets,
        Self::SharedRole,
        Self::RoleNotVisible,
        Self::UnknownManagedPolicy,
        Self::UnknownAction,
        Self::NotFollowed,
        Self::NotAnalysed,
        Self::StaleAcceptance,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::MissingPermission => "missing-permission",
            Self::DeniedPermission => "denied-permission",
            Self::UnusedPermission => "unused-permission",
            Self::WideResource => "wide-resource",
            Self::WildcardAction => "wildcard-action",
            Self::WildcardResource => "wildcard-resource",
            Self::PrivilegeEscalation => "privilege-escalation",
            Self::PermissionsManagement => "permissions-management",
            Self::DataReach => "data-reach",
            Self::OpenSecrets => "open-secrets",
            Self::SharedRole => "shared-role",
            Self::RoleNotVisible => "role-not-visible",
            Self::UnknownManagedPolicy => "unknown-managed-policy",
            Self::UnknownAction => "unknown-action",
            Self::NotFollowed => "not-followed",
            Self::NotAnalysed => "not-analysed",
            Self::StaleAcceptance => "stale-acceptance",
        }
    }

    /// The rule with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// What it says, in one sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::MissingPermission => "the code needs a permission that the role does not grant",
            Self::DeniedPermission => {
                "a deny statement or a permissions boundary forbids what the code needs"
            }
            Self::UnusedPermission => "the role grants an action that no reachable code uses",
            Self::WideResource => "the role grants an action on more than the code uses it on",
            Self::WildcardAction => {
                "an action is written with a wildcard, so what it grants changes when AWS adds actions"
            }
            Self::WildcardResource => {
                "an action that can be limited to a resource is granted on all of them"
            }
            Self::PrivilegeEscalation => {
                "the permissions together let the function give itself any other permission"
            }
            Self::PermissionsManagement => "the role can change who may do what",
            Self::DataReach => "the role can read data without a limit to the resources it needs",
            Self::OpenSecrets => "the role can read every secret or parameter, or use every key",
            Self::SharedRole => {
                "several functions run under one role, so each has what any of them needs"
            }
            Self::RoleNotVisible => {
                "the role is not in the template, so what it grants cannot be seen"
            }
            Self::UnknownManagedPolicy => "the actions of a managed policy are not known offline",
            Self::UnknownAction => "an action does not exist and grants nothing",
            Self::NotFollowed => "a part of the code could not be followed",
            Self::NotAnalysed => "the code of the function is not read",
            Self::StaleAcceptance => "an acceptance accepts nothing any more",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_lead_back() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_id(rule.id()), Some(rule));
            let is_kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(rule.id().chars().all(is_kebab), "{}", rule.id());
        }
        assert_eq!(Rule::from_id("no-such-rule"), None);
    }
}
