//! Policies as statements over template expressions: what a role is to grant, before any format is chosen.

pub mod parts;

use crate::expr::Expr;
use crate::grants::{Conditions, Grant};
use crate::presence::{self, Presence, under};
use std::collections::{BTreeMap, BTreeSet};

/// A policy of one role, in the order it is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Its statements; an empty list means that the role needs nothing.
    pub statements: Vec<Statement>,
}

/// An `Allow` statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Statement id: letters and digits only, stable from run to run.
    pub sid: String,
    /// Actions, sorted: `dynamodb:GetItem`.
    pub actions: Vec<String>,
    /// ARNs, as text or as expressions of the template. A resource that a template condition may leave out stands as
    /// `Fn::If: [Condition, ARN, AWS::NoValue]`.
    pub resources: Vec<Expr>,
    /// The `Condition` block, if any.
    pub condition: Option<Expr>,
}

/// Groups grants into statements: first the actions of each resource, then the resources of equal sets of actions.
///
/// Neither step widens anything: a statement allows exactly the pairs of its grants. Resources under a template
/// condition are never put together with others, so that a statement whose only resource is left out can be left out
/// as a whole.
pub fn group<'a>(grants: impl IntoIterator<Item = &'a Grant>) -> Policy {
    type Place = (Option<Presence>, Conditions);
    let mut actions: BTreeMap<(Place, Expr, String), BTreeSet<String>> = BTreeMap::new();
    for grant in grants {
        let place = (grant.only_if.clone(), grant.condition.clone());
        let service = prefix(&grant.action).to_owned();
        let slot = actions
            .entry((place, grant.resource.clone(), service))
            .or_default();
        slot.insert(grant.action.clone());
    }
    let mut resources: BTreeMap<(Place, BTreeSet<String>), BTreeSet<Expr>> = BTreeMap::new();
    for ((place, resource, _), actions) in actions {
        resources
            .entry((place, actions))
            .or_default()
            .insert(resource);
    }
    let mut statements: Vec<Statement> = resources
        .into_iter()
        .map(|(((only_if, condition), actions), resources)| Statement {
            sid: sid(&actions, &resources),
            actions: actions.into_iter().collect(),
            resources: resources
                .into_iter()
                .map(|it| under(only_if.as_ref(), it))
                .collect(),
            condition: (!condition.is_empty()).then(|| condition_expr(&condition)),
        })
        .collect();
    statements.sort_by(|a, b| {
        (prefix_of(a), &a.sid, &a.actions, &a.resources).cmp(&(
            prefix_of(b),
            &b.sid,
            &b.actions,
            &b.resources,
        ))
    });
    number(&mut statements);
    Policy { statements }
}

impl Policy {
    /// The document in the template's JSON form.
    pub fn to_expr(&self) -> Expr {
        Expr::Map(vec![
            ("Version".to_owned(), Expr::text("2012-10-17")),
            (
                "Statement".to_owned(),
                Expr::List(self.statements.iter().map(Statement::to_expr).collect()),
            ),
        ])
    }
}

impl Statement {
    /// The statement in the template's JSON form. One that has nothing but resources under one template condition is
    /// itself under that condition: a statement without resources would be refused.
    pub fn to_expr(&self) -> Expr {
        let presences: BTreeSet<_> = self
            .resources
            .iter()
            .map(|resource| presence::of(resource).map(|(presence, _)| presence))
            .collect();
        match presences.iter().collect::<Vec<_>>().as_slice() {
            [Some(presence)] => {
                let resources = self
                    .resources
                    .iter()
                    .map(|it| unconditional(it).clone())
                    .collect();
                under(Some(presence), self.body(resources))
            }
            _ => self.body(self.resources.clone()),
        }
    }

    fn body(&self, resources: Vec<Expr>) -> Expr {
        let mut entries = vec![
            ("Sid".to_owned(), Expr::text(self.sid.clone())),
            ("Effect".to_owned(), Expr::text("Allow")),
            (
                "Action".to_owned(),
                Expr::List(
                    self.actions
                        .iter()
                        .map(|it| Expr::text(it.clone()))
                        .collect(),
                ),
            ),
            ("Resource".to_owned(), one_or_list(resources)),
        ];
        if let Some(condition) = &self.condition {
            entries.push(("Condition".to_owned(), condition.clone()));
        }
        Expr::Map(entries)
    }
}

fn unconditional(resource: &Expr) -> &Expr {
    presence::of(resource).map_or(resource, |(_, value)| value)
}

/// A `Condition` block.
pub fn condition_expr(conditions: &Conditions) -> Expr {
    let operators = conditions.iter().map(|(operator, keys)| {
        let keys = keys
            .iter()
            .map(|(key, values)| (key.clone(), one_or_list(values.clone())));
        (operator.clone(), Expr::Map(keys.collect()))
    });
    Expr::Map(operators.collect())
}

fn one_or_list(mut values: Vec<Expr>) -> Expr {
    match (values.pop(), values.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            values.push(last);
            Expr::List(values)
        }
        (None, _) => Expr::List(values),
    }
}

fn prefix(action: &str) -> &str {
    action.split(':').next().unwrap_or(action)
}

fn prefix_of(statement: &Statement) -> &str {
    statement
        .actions
        .first()
        .map_or("", |action| prefix(action))
}

/// An id in the words of the statement: the service and what it is about, `DynamodbOrders`, `S3MediaReports`.
fn sid(actions: &BTreeSet<String>, resources: &BTreeSet<Expr>) -> String {
    let service = actions.iter().next().map_or("", |action| prefix(action));
    let mut sid = camel(service);
    match resources.iter().collect::<Vec<_>>().as_slice() {
        [resource] => sid.push_str(&camel(&subject(resource))),
        _ => sid.push_str("Resources"),
    }
    sid.chars().take(LONGEST_SID).collect()
}

/// Sids may be longer, but nobody reads them.
const LONGEST_SID: usize = 60;

/// What a resource is about: the logical id it refers to with what follows, or the resource part of its ARN.
fn subject(resource: &Expr) -> String {
    let Some(text) = text_of(resource) else {
        let references = crate::template::reference::references(resource);
        return references
            .first()
            .map_or("any", |reference| reference.id)
            .to_owned();
    };
    // Colons of pseudo parameters are no separators.
    let text = text.replace("${AWS::", "${AWS").replace(".Arn}", "}");
    match text.strip_prefix("arn:") {
        Some(rest) => {
            let resource = rest.splitn(5, ':').last().unwrap_or(rest);
            let resource = resource
                .strip_prefix("log-group:/aws/lambda/")
                .unwrap_or(resource);
            without_deployment(resource)
        }
        None if text == "*" => "any".to_owned(),
        None => text,
    }
}

/// A text without what only says which deployment it is: stack, stage, region and account.
fn without_deployment(text: &str) -> String {
    const NAMES: &[&str] = &[
        "${AWSStackName}",
        "${AWSRegion}",
        "${AWSAccountId}",
        "${self:provider.stage}",
        "${self:provider.region}",
        "${sls:stage}",
        "${aws:region}",
        "${aws:accountId}",
    ];
    NAMES
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(name, ""))
}

fn text_of(resource: &Expr) -> Option<&str> {
    match resource {
        Expr::Text(text) => Some(text),
        Expr::Call(_, argument) => match argument.as_ref() {
            Expr::Text(text) => Some(text),
            Expr::List(items) => items.first()?.as_text(),
            _ => None,
        },
        _ => None,
    }
}

/// Letters and digits of a text, each word with a capital.
fn camel(text: &str) -> String {
    let mut result = String::new();
    let mut start = true;
    for character in text.chars() {
        if !character.is_ascii_alphanumeric() {
            start = true;
        } else if start {
            result.push(character.to_ascii_uppercase());
            start = false;
        } else {
            result.push(character);
        }
    }
    result
}

/// Makes equal ids different, in order: `S3Media`, `S3Media2`.
fn number(statements: &mut [Statement]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: BTreeSet<String> = statements.iter().map(|it| it.sid.clone()).collect();
    for statement in statements {
        let count = seen.entry(statement.sid.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let mut next = *count;
            let mut sid = format!("{}{next}", statement.sid);
            while !taken.insert(sid.clone()) {
                next += 1;
                sid = format!("{}{next}", statement.sid);
            }
            statement.sid = sid;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grants::Origin;

    fn grant(action: &str, resource: Expr) -> Grant {
        Grant {
            action: action.to_owned(),
            resource,
            only_if: None,
            condition: Conditions::new(),
            origin: Origin::Code,
            bound: true,
            provided: false,
            evidence: Vec::new(),
        }
    }

    fn lines(policy: &Policy) -> Vec<String> {
        let statements = policy.statements.iter();
        statements
            .map(|it| {
                let resources: Vec<_> = it
                    .resources
                    .iter()
                    .map(|it| it.to_json().to_string())
                    .collect();
                format!(
                    "{} {} {}",
                    it.sid,
                    it.actions.join(","),
                    resources.join(",")
                )
            })
            .collect()
    }

    #[test]
    fn actions_are_grouped_by_resource_and_resources_by_actions() {
        let table = || Expr::get_att("Orders", "Arn");
        let policy = group(&[
            grant("dynamodb:PutItem", table()),
            grant("dynamodb:GetItem", table()),
            grant("sqs:SendMessage", Expr::get_att("B", "Arn")),
            grant("sqs:SendMessage", Expr::get_att("A", "Arn")),
        ]);
        assert_eq!(
            lines(&policy),
            [
                r#"DynamodbOrders dynamodb:GetItem,dynamodb:PutItem {"Fn::GetAtt":["Orders","Arn"]}"#,
                r#"SqsResources sqs:SendMessage {"Fn::GetAtt":["A","Arn"]},{"Fn::GetAtt":["B","Arn"]}"#,
            ]
        );
    }

    #[test]
    fn ids_are_made_of_the_resource_and_unique() {
        let logs = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/${AWS::StackName}-Fn-*:*";
        let policy = group(&[
            grant("logs:PutLogEvents", Expr::sub(logs)),
            grant("s3:GetObject", Expr::sub("${Media.Arn}/a/*")),
            grant("s3:PutObject", Expr::sub("${Media.Arn}/a/")),
            grant("ec2:DescribeSubnets", Expr::text("*")),
        ]);
        let sids: Vec<_> = policy.statements.iter().map(|it| it.sid.as_str()).collect();
        assert_eq!(sids, ["Ec2Any", "LogsFn", "S3MediaA", "S3MediaA2"]);
    }

    #[test]
    fn a_statement_about_one_conditional_resource_is_conditional() {
        let mut conditional = grant("sqs:SendMessage", Expr::get_att("Q", "Arn"));
        conditional.only_if = Some(Presence::when("HasQueue"));
        let policy = group(&[conditional]);
        let json = policy.to_expr().to_json();
        assert_eq!(json["Statement"][0]["Fn::If"][0], "HasQueue");
        assert_eq!(
            json["Statement"][0]["Fn::If"][1]["Resource"],
            serde_json::json!({"Fn::GetAtt": ["Q", "Arn"]})
        );
        assert_eq!(
            json["Statement"][0]["Fn::If"][2],
            serde_json::json!({"Ref": "AWS::NoValue"})
        );
    }
}
