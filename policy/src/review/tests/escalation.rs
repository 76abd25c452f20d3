//! Known-bad policies: each lets whoever holds it have more.

use super::*;

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
fn single_actions_that_are_enough() {
    for action in [
        "iam:CreatePolicyVersion",
        "iam:SetDefaultPolicyVersion",
        "iam:CreateAccessKey",
        "iam:CreateLoginProfile",
        "iam:UpdateLoginProfile",
        "iam:AttachUserPolicy",
        "iam:AttachGroupPolicy",
        "iam:AttachRolePolicy",
        "iam:PutUserPolicy",
        "iam:PutGroupPolicy",
        "iam:PutRolePolicy",
        "iam:AddUserToGroup",
        "iam:UpdateAssumeRolePolicy",
        "lambda:UpdateFunctionCode",
        "sts:AssumeRole",
        "ssm:SendCommand",
    ] {
        assert_eq!(escalates(&allowing(action)), Some(format!("`{action}`")));
    }
}

#[test]
fn actions_that_are_enough_together() {
    for actions in [
        "ec2:RunInstances",
        "lambda:CreateFunction, lambda:InvokeFunction",
        "lambda:CreateFunction, lambda:CreateEventSourceMapping",
        "glue:CreateDevEndpoint",
        "cloudformation:CreateStack",
        "datapipeline:CreatePipeline, datapipeline:PutPipelineDefinition",
        "codebuild:CreateProject, codebuild:StartBuild",
        "ecs:RegisterTaskDefinition, ecs:RunTask",
        "states:CreateStateMachine, states:StartExecution",
    ] {
        let with_role = format!("iam:PassRole, {actions}");
        assert!(escalates(&allowing(&with_role)).is_some(), "{actions}");
        assert_eq!(escalates(&allowing(actions)), None, "{actions}");
    }
    assert_eq!(escalates(&allowing("iam:PassRole")), None);
}

#[test]
fn wildcards_hold_many_ways() {
    let ways = escalates(&allowing("'*'")).unwrap();
    assert!(ways.ends_with("other ways"), "{ways}");
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
