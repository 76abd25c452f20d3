//! Known-bad policies: each lets whoever holds it have more.

use super::*;

/// The ways that statements open, as the finding says it.
fn escalates(statements: &str) -> Option<String> {
    let found = findings(&role(statements), &[]);
    let line = found
        .lines()
        .find(|it| it.contains("privilege-escalation"))?;
    line.split_once(" by ").map(|(_, ways)| ways.to_owned())
}

fn allowing(actions: &str) -> String {
    format!("- Effect: Allow\n  Action: [{actions}]\n  Resource: '*'")
}

#[test]
fn every_published_way_is_found_and_takes_all_of_its_actions() {
    let ways: Vec<_> = catalog::policies::escalations().collect();
    let of = |way: &catalog::policies::Escalation| {
        let passing = way.passed_to.map(|_| "iam:PassRole");
        let actions = passing.into_iter().chain(way.actions.iter().copied());
        actions.collect::<Vec<_>>()
    };
    let opens = |actions: &[&str]| {
        let mut ways = ways.iter().map(of);
        ways.any(|way| way.iter().all(|it| actions.contains(it)))
    };
    for actions in ways.iter().map(of) {
        let all = actions.join(", ");
        assert!(escalates(&allowing(&all)).is_some(), "{all}");
        for left_out in &actions {
            let rest: Vec<&str> = actions
                .iter()
                .copied()
                .filter(|it| it != left_out)
                .collect();
            if !rest.is_empty() && !opens(&rest) {
                let rest = rest.join(", ");
                assert_eq!(escalates(&allowing(&rest)), None, "{rest}");
            }
        }
    }
}

#[test]
fn a_finding_names_the_pages_that_publish_the_way() {
    let findings = reviewed(&role(&allowing("iam:PutRolePolicy")), &[])
        .remove(0)
        .findings;
    let mut escalations = findings
        .iter()
        .filter(|it| it.rule == Rule::PrivilegeEscalation);
    let pages = &escalations.next().unwrap().references;
    assert_eq!(pages[0], "https://pathfinding.cloud/paths/iam-005");
}

#[test]
fn a_finding_says_what_can_be_done() {
    assert_eq!(
        escalates(&allowing(
            "ssm:SendCommand, iam:PassRole, scheduler:CreateSchedule"
        ))
        .unwrap(),
        "`ssm:SendCommand`: it runs commands on instances with other roles, and in one other way: \
         `iam:PassRole` with `scheduler:CreateSchedule`"
    );
}

#[test]
fn every_resource_of_a_request_has_to_be_open() {
    let sending = |resources: &str| {
        format!("- Effect: Allow\n  Action: ssm:SendCommand\n  Resource: [{resources}]")
    };
    let instances = "'arn:aws:ec2:*:*:instance/*'";
    let document = "'arn:aws:ssm:*:*:document/rotate'";
    assert_eq!(
        escalates(&sending(&format!("{instances}, {document}"))),
        None
    );
    assert_eq!(escalates(&sending(instances)), None);
    let documents = "'arn:aws:ssm:*:*:document/*'";
    assert!(escalates(&sending(&format!("{instances}, {documents}"))).is_some());
    let shell = "'arn:aws:ssm:*::document/AWS-RunShellScript'";
    assert!(escalates(&sending(&format!("{instances}, {shell}"))).is_some());
    let instance = "'arn:aws:ec2:*:*:instance/i-0123456789abcdef0'";
    assert_eq!(escalates(&sending(&format!("{instance}, {shell}"))), None);
}

#[test]
fn wildcards_hold_many_ways() {
    let ways = escalates(&allowing("'*'")).unwrap();
    assert!(ways.contains("other ways: "), "{ways}");
    assert!(escalates(&allowing("iam:*")).is_some());
    assert!(escalates(&allowing("iam:Put*")).is_some());
    assert_eq!(escalates(&allowing("iam:Get*")), None);
}

#[test]
fn limits_that_close_the_way() {
    let passing = |resource: &str, condition: &str| {
        format!(
            "- Effect: Allow\n  Action: [lambda:CreateFunction, lambda:InvokeFunction]\n  Resource: '*'\n\
             - Effect: Allow\n  Action: iam:PassRole\n  Resource: {resource}\n{condition}"
        )
    };
    let everything = passing("'*'", "");
    assert!(escalates(&everything).is_some());
    let named = passing("arn:aws:iam::123456789012:role/worker", "");
    assert_eq!(escalates(&named), None);
    let family = passing("arn:aws:iam::123456789012:role/worker-*", "");
    assert_eq!(escalates(&family), None);
    let elsewhere = passing(
        "'*'",
        "  Condition: {StringEquals: {'iam:PassedToService': states.amazonaws.com}}\n",
    );
    assert_eq!(escalates(&elsewhere), None);
    let here = passing(
        "'*'",
        "  Condition: {StringEquals: {'iam:PassedToService': lambda.amazonaws.com}}\n",
    );
    assert!(escalates(&here).is_some());
    let denied = format!(
        "{}\n- Effect: Deny\n  Action: iam:*\n  Resource: '*'",
        allowing("iam:PutRolePolicy")
    );
    assert_eq!(escalates(&denied), None);
}

#[test]
fn actions_that_change_permissions() {
    let found = findings(&role(&allowing("s3:PutBucketPolicy")), &[]);
    assert!(
        found.starts_with(
            "medium permissions-management 23: the role `Role` can change who may do what: \
             `s3:PutBucketPolicy`, which no code that was followed uses"
        ),
        "{found}"
    );
}
