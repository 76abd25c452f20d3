//! The kinds of findings: their stable ids, what each means, why it matters and the way out.

use super::Severity;

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

    /// The severity that most of its findings have; a single one may be milder or worse.
    pub fn usual_severity(self) -> Severity {
        match self {
            Self::MissingPermission
            | Self::DeniedPermission
            | Self::PrivilegeEscalation
            | Self::OpenSecrets => Severity::High,
            Self::WildcardAction
            | Self::WildcardResource
            | Self::PermissionsManagement
            | Self::DataReach
            | Self::NotFollowed => Severity::Medium,
            Self::UnusedPermission
            | Self::WideResource
            | Self::SharedRole
            | Self::RoleNotVisible
            | Self::UnknownManagedPolicy
            | Self::UnknownAction
            | Self::NotAnalysed
            | Self::StaleAcceptance => Severity::Low,
        }
    }

    /// What it puts at risk.
    pub fn concern(self) -> Concern {
        match self {
            Self::MissingPermission | Self::DeniedPermission | Self::UnknownAction => {
                Concern::Operation
            }
            Self::RoleNotVisible
            | Self::UnknownManagedPolicy
            | Self::NotFollowed
            | Self::NotAnalysed
            | Self::StaleAcceptance => Concern::Coverage,
            _ => Concern::Security,
        }
    }

    /// Why it matters and the way out, in sentences, for pages about the rule.
    pub fn help(self) -> &'static str {
        match self {
            Self::MissingPermission => {
                "The call fails with an access error when it is reached. Grant the permission on the resource that the finding names; `iam-tailor diff` shows the statement."
            }
            Self::DeniedPermission => {
                "A deny wins over every grant, and a boundary limits all of them, so the call fails when it is reached. Take the action out of the deny statement, or add it to the boundary."
            }
            Self::UnusedPermission => {
                "Whoever takes the function over can do what the code never does. Take the action out; where a statement has nothing else, take out the statement."
            }
            Self::WideResource => {
                "The function can reach things of the same kind that it has nothing to do with. Name the resources that the finding lists."
            }
            Self::WildcardAction => {
                "A wildcard grants what nobody chose, and grows when AWS adds actions. Name the actions that the code uses; `iam-tailor diff` shows them."
            }
            Self::WildcardResource => {
                "The function can do this to everything of the kind in the account. Name the resources that the finding lists."
            }
            Self::PrivilegeEscalation => {
                "With these permissions the function can get permissions that nobody gave it, up to all of the account. Limit them to the roles, policies or resources that are meant, with a condition where there is one; a page about the way is linked."
            }
            Self::PermissionsManagement => {
                "Changing policies opens data to others without any other permission. Take the action out, or limit it to the resources whose policy the code has to change."
            }
            Self::DataReach => {
                "A flaw in the function gives away everything that is stored this way, not only its own data. Limit the reading actions to the resources that the code uses."
            }
            Self::OpenSecrets => {
                "One function that reads every secret makes all of them as safe as itself. Name the secrets, parameters or keys that it uses, or a prefix that their names have."
            }
            Self::SharedRole => {
                "Each function can do what any of them needs, so the weakest one decides. Give each its own role; `iam-tailor apply` writes them."
            }
            Self::RoleNotVisible => {
                "What the role grants was not judged. Declare it in the template, or save its policies and ask `iam-tailor verify --policy`."
            }
            Self::UnknownManagedPolicy => {
                "What the policy grants was not judged. Replace it by statements; `iam-tailor diff` shows them."
            }
            Self::UnknownAction => {
                "IAM ignores the name, so what was meant is not granted. Correct it, or take it out."
            }
            Self::NotFollowed => {
                "What the code does there is not in the result, so the role may need more than it says. State it in a comment beside the call, or in `iam-tailor.toml`."
            }
            Self::NotAnalysed => {
                "Nothing is known of what the function needs. Review its role by hand, or say in `iam-tailor.toml` where its code is."
            }
            Self::StaleAcceptance => {
                "What was accepted is no more, and a new finding of the kind would be accepted unseen. Take the acceptance out."
            }
        }
    }
}

/// What a rule is about, for readers who sort by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// The function can do what it should not.
    Security,
    /// The function cannot do what it must.
    Operation,
    /// The review does not see something.
    Coverage,
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
            assert!(!rule.summary().ends_with('.') && rule.help().ends_with('.'));
        }
        assert_eq!(Rule::from_id("no-such-rule"), None);
    }
}
