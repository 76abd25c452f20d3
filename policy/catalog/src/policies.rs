//! What others have written down about policies: AWS's managed policies, SAM's policy templates and connectors, and the
//! published ways from some permissions to others.
//!
//! The text files in `policies/` are embedded, the large one packed; a policy is found by its name and read when it is
//! asked for.

use crate::packed::MANAGED;

const SAM_TEMPLATES: &str = include_str!("../policies/sam_templates.txt");
const SAM_CONNECTORS: &str = include_str!("../policies/sam_connectors.txt");
const ESCALATIONS: &str = include_str!("../policies/escalations.txt");
const DELEGATIONS: &str = include_str!("../policies/delegations.txt");

/// A published way from some permissions to others.
///
/// With `lambda:CreateFunction` and `lambda:InvokeFunction`, and `iam:PassRole` to Lambda, one "makes a function with any role
/// and calls it".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// The actions, all of which it takes.
    pub actions: Vec<&'static str>,
    /// The service that a role is passed to: `iam:PassRole` is needed besides.
    pub passed_to: Option<&'static str>,
    /// What whoever has the actions can do, as the end of a sentence.
    pub effect: &'static str,
    /// Pages that publish it.
    pub sources: Vec<String>,
    /// Resources that open it although they are named: the document that runs any command.
    pub through: Vec<&'static str>,
}

/// The published ways, those within IAM first.
pub fn escalations() -> impl Iterator<Item = Escalation> {
    let rows = ESCALATIONS.lines().filter(|it| !it.starts_with('#'));
    rows.filter_map(|row| {
        let mut fields = row.split('\t');
        Some(Escalation {
            actions: fields.next()?.split(',').collect(),
            passed_to: fields.next().filter(|it| *it != "-"),
            effect: fields.next()?,
            sources: fields.next()?.split(' ').filter_map(page).collect(),
            through: fields
                .next()
                .map_or(Vec::new(), |it| it.split(',').collect()),
        })
    })
}

/// The page that a source stands for: `pathfinding:iam-001`, `rhino:1`, `hacktricks:iam`.
fn page(source: &str) -> Option<String> {
    let (publisher, id) = source.split_once(':')?;
    Some(match publisher {
        "pathfinding" => format!("https://pathfinding.cloud/paths/{id}"),
        "rhino" => "https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation".to_owned(),
        "hacktricks" => format!(
            "https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/aws-{id}-privesc/index.html"
        ),
        _ => return None,
    })
}

/// A call behind which a service uses the caller's permissions on things that the call does not name.
///
/// A query that `athena:StartQueryExecution` starts reads tables and objects that only the query's text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The actions of the call; `*` in them is any text.
    pub actions: Vec<&'static str>,
    /// Whether only calls about resources count that the template does not declare.
    pub elsewhere: bool,
    /// Prefixes of the actions that it may use; `*` is any.
    pub services: Vec<&'static str>,
    /// The page that says so.
    pub source: &'static str,
}

/// The calls behind which services use the caller's permissions.
pub fn delegations() -> impl Iterator<Item = Delegation> {
    let rows = DELEGATIONS.lines().filter(|it| !it.starts_with('#'));
    rows.filter_map(|row| {
        let mut fields = row.split('\t');
        Some(Delegation {
            actions: fields.next()?.split(',').collect(),
            elsewhere: fields.next()? == "elsewhere",
            services: fields.next()?.split(',').collect(),
            source: fields.next()?,
        })
    })
}

/// A policy with a name.
///
/// `DynamoDBReadPolicy` has the parameter `TableName` and one statement whose resources are
/// `arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}` and its indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPolicy {
    /// Its name.
    pub name: &'static str,
    /// What stands as `${Parameter}` in its texts; empty for managed policies.
    pub parameters: Vec<&'static str>,
    /// Its statements.
    pub statements: Vec<NamedStatement>,
}

/// A statement of a [`NamedPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStatement {
    /// Whether it denies.
    pub denies: bool,
    /// Its actions.
    pub actions: Vec<&'static str>,
    /// Whether the actions are those it is not about.
    pub actions_negated: bool,
    /// Its resources.
    pub resources: Vec<&'static str>,
    /// Whether the resources are those it is not about.
    pub resources_negated: bool,
    /// Operator, key and values of each condition.
    pub conditions: Vec<(&'static str, &'static str, Vec<&'static str>)>,
}

/// The managed policy of AWS with this name, if it is known: `AWSLambdaBasicExecutionRole`.
pub fn managed_policy(name: &str) -> Option<NamedPolicy> {
    find(&MANAGED, name)
}

/// SAM's policy template with this name: `DynamoDBCrudPolicy`.
pub fn sam_policy_template(name: &str) -> Option<NamedPolicy> {
    find(SAM_TEMPLATES, name)
}

/// What SAM's connector between two types grants to the role of the function at one of its ends, for `Read` or `Write`;
/// `None` where it grants to something else. Parameters are `Arn` and `Name` of the other end.
///
/// From a function to a table it grants reading and writing the table; from a queue to a function, polling the queue.
pub fn sam_connector(source: &str, destination: &str, access: &str) -> Option<NamedPolicy> {
    find(SAM_CONNECTORS, &format!("{source}>{destination}/{access}"))
}

/// The names of all of SAM's policy templates.
pub fn sam_policy_templates() -> impl Iterator<Item = &'static str> {
    names(SAM_TEMPLATES)
}

/// The names of all managed policies that are known.
pub fn managed_policies() -> impl Iterator<Item = &'static str> {
    names(&MANAGED)
}

fn names(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("policy "))
        .map(|line| line.split_once(' ').map_or(line, |(name, _)| name))
}

fn find(text: &'static str, name: &str) -> Option<NamedPolicy> {
    let mut lines = text.lines();
    let mut heading = lines
        .by_ref()
        .filter_map(|line| line.strip_prefix("policy "))
        .map(|line| line.split(' '))
        .find(|words| words.clone().next() == Some(name))?;
    let mut policy = NamedPolicy {
        name: heading.next()?,
        parameters: heading.collect(),
        statements: Vec::new(),
    };
    for line in lines.take_while(|line| !line.starts_with("policy ")) {
        let mut words = line.split(' ');
        match words.next() {
            Some(effect @ ("allow" | "deny")) => {
                let (actions, actions_negated) = negatable(words);
                policy.statements.push(NamedStatement {
                    denies: effect == "deny",
                    actions,
                    actions_negated,
                    resources: vec!["*"],
                    resources_negated: false,
                    conditions: Vec::new(),
                });
            }
            Some("on") => {
                if let Some(statement) = policy.statements.last_mut() {
                    (statement.resources, statement.resources_negated) = negatable(words);
                }
            }
            Some("if") => {
                if let (Some(operator), Some(key), Some(statement)) =
                    (words.next(), words.next(), policy.statements.last_mut())
                {
                    statement.conditions.push((operator, key, words.collect()));
                }
            }
            _ => {}
        }
    }
    Some(policy)
}

fn negatable(words: std::str::Split<'static, char>) -> (Vec<&'static str>, bool) {
    let mut words = words.peekable();
    let negated = words.next_if_eq(&"not").is_some();
    (words.collect(), negated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const FUNCTION: &str = "AWS::Lambda::Function";

    #[test]
    fn policies_are_found_by_name() {
        let policy = managed_policy("AWSLambdaBasicExecutionRole").unwrap();
        assert_eq!(policy.statements.len(), 1);
        assert_eq!(
            policy.statements[0].actions,
            [
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:PutLogEvents"
            ]
        );
        let policy = sam_policy_template("SQSPollerPolicy").unwrap();
        assert_eq!(policy.parameters, ["QueueName"]);
        let policy = sam_connector(FUNCTION, "AWS::DynamoDB::Table", "Read").unwrap();
        assert_eq!(policy.statements[0].resources, ["${Arn}", "${Arn}/index/*"]);
        let policy = sam_connector("AWS::SQS::Queue", FUNCTION, "Write").unwrap();
        assert_eq!(policy.statements[0].actions, ["sqs:DeleteMessage"]);
        assert_eq!(sam_connector("AWS::SNS::Topic", FUNCTION, "Write"), None);
        assert_eq!(managed_policy("AWSLambdaBasic"), None);
        let power = managed_policy("PowerUserAccess").unwrap();
        assert!(power.statements[0].actions_negated);
    }

    #[test]
    fn every_way_is_of_actions_that_exist_and_has_a_source() {
        let ways: Vec<Escalation> = escalations().collect();
        assert_eq!(ways.len(), 95);
        for way in ways {
            for action in &way.actions {
                let known = crate::Catalog::embedded().action(action);
                assert_eq!(known.map(crate::Action::full_name), Some(*action));
            }
            assert!(!way.sources.is_empty(), "{way:?}");
            let service = way.passed_to.unwrap_or("x.amazonaws.com");
            assert!(service.ends_with(".amazonaws.com"), "{way:?}");
        }
    }

    #[test]
    fn every_delegation_is_of_services_that_exist_and_has_a_source() {
        let prefixes: BTreeSet<&str> = crate::Catalog::embedded().prefixes().collect();
        let rows = DELEGATIONS.lines().filter(|it| !it.starts_with('#'));
        assert_eq!(delegations().count(), rows.count());
        for it in delegations() {
            let of_action = |action: &&'static str| action.split(':').next().unwrap_or_default();
            let named = it.services.iter().copied().filter(|it| *it != "*");
            for prefix in it.actions.iter().map(of_action).chain(named) {
                assert!(prefixes.contains(prefix), "{prefix}");
            }
            assert!(
                it.source.starts_with("https://docs.aws.amazon.com/"),
                "{it:?}"
            );
        }
    }

    #[test]
    fn every_policy_reads_whole() {
        for (text, count) in [
            (MANAGED.as_str(), 545),
            (SAM_TEMPLATES, 81),
            (SAM_CONNECTORS, 15),
        ] {
            let names: BTreeSet<_> = names(text).collect();
            assert_eq!(names.len(), count);
            for name in names {
                let policy = find(text, name).unwrap();
                assert!(!policy.statements.is_empty(), "{name}");
                for statement in &policy.statements {
                    assert!(!statement.actions.is_empty(), "{name}");
                    assert!(!statement.resources.is_empty(), "{name}");
                    let texts = statement.resources.iter();
                    for text in texts {
                        let rest = text.replace("${AWS::", "");
                        let known = policy
                            .parameters
                            .iter()
                            .fold(rest, |rest, it| rest.replace(&format!("${{{it}}}"), ""));
                        let is_variable = text.contains("${aws:");
                        assert!(is_variable || !known.contains("${"), "{name}: {text}");
                    }
                }
            }
        }
    }
}
