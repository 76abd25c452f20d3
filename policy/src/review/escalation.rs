//! Privilege escalation: permissions that together let a function give itself any other.
//!
//! The ways are the published ones (Rhino Security Labs' list of 2018 and its successors). Only what is open counts: a
//! function that may pass one role to one service is doing its work.

use super::case::{Case, listing, template_place};
use super::excess::is_open;
use super::sharing::Sharing;
use super::{Finding, Rule, Severity};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::condition::{Context, KeyValue};
use crate::evaluator::document::{Effect, Matched};
use crate::evaluator::pattern::{Pattern, Symbol};
use crate::evaluator::truth::Truth;

/// A way: the actions that it takes, and the service that a role is passed to.
struct Way {
    actions: &'static [&'static str],
    passed_to: Option<&'static str>,
}

const fn way(actions: &'static [&'static str]) -> Way {
    Way {
        actions,
        passed_to: None,
    }
}

const fn pass(service: &'static str, actions: &'static [&'static str]) -> Way {
    Way {
        actions,
        passed_to: Some(service),
    }
}

const PASS_ROLE: &str = "iam:PassRole";

#[rustfmt::skip]
const WAYS: &[Way] = &[
    way(&["iam:CreatePolicyVersion"]),
    way(&["iam:SetDefaultPolicyVersion"]),
    way(&["iam:CreateAccessKey"]),
    way(&["iam:CreateLoginProfile"]),
    way(&["iam:UpdateLoginProfile"]),
    way(&["iam:AttachUserPolicy"]),
    way(&["iam:AttachGroupPolicy"]),
    way(&["iam:AttachRolePolicy"]),
    way(&["iam:PutUserPolicy"]),
    way(&["iam:PutGroupPolicy"]),
    way(&["iam:PutRolePolicy"]),
    way(&["iam:AddUserToGroup"]),
    way(&["iam:UpdateAssumeRolePolicy"]),
    way(&["iam:DeleteRolePermissionsBoundary"]),
    way(&["iam:PutRolePermissionsBoundary"]),
    way(&["sts:AssumeRole"]),
    way(&["lambda:UpdateFunctionCode"]),
    way(&["lambda:UpdateFunctionConfiguration"]),
    way(&["glue:UpdateDevEndpoint"]),
    way(&["glue:UpdateJob", "glue:StartJobRun"]),
    way(&["codebuild:UpdateProject", "codebuild:StartBuild"]),
    way(&["sagemaker:CreatePresignedNotebookInstanceUrl"]),
    way(&["ssm:SendCommand"]),
    way(&["ssm:StartSession"]),
    way(&["ec2-instance-connect:SendSSHPublicKey"]),
    pass("ec2.amazonaws.com", &["ec2:RunInstances"]),
    pass("ec2.amazonaws.com", &["ec2:AssociateIamInstanceProfile"]),
    pass("lambda.amazonaws.com", &["lambda:CreateFunction", "lambda:InvokeFunction"]),
    pass("lambda.amazonaws.com", &["lambda:CreateFunction", "lambda:CreateEventSourceMapping"]),
    pass("lambda.amazonaws.com", &["lambda:CreateFunction", "lambda:AddPermission"]),
    pass("glue.amazonaws.com", &["glue:CreateDevEndpoint"]),
    pass("glue.amazonaws.com", &["glue:CreateJob", "glue:StartJobRun"]),
    pass("cloudformation.amazonaws.com", &["cloudformation:CreateStack"]),
    pass("cloudformation.amazonaws.com", &["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"]),
    pass("datapipeline.amazonaws.com", &["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"]),
    pass("sagemaker.amazonaws.com", &["sagemaker:CreateNotebookInstance"]),
    pass("sagemaker.amazonaws.com", &["sagemaker:CreateTrainingJob"]),
    pass("codebuild.amazonaws.com", &["codebuild:CreateProject", "codebuild:StartBuild"]),
    pass("ecs-tasks.amazonaws.com", &["ecs:RegisterTaskDefinition", "ecs:RunTask"]),
    pass("states.amazonaws.com", &["states:CreateStateMachine", "states:StartExecution"]),
    pass("scheduler.amazonaws.com", &["scheduler:CreateSchedule"]),
];

pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if !sharing.is_first {
        return;
    }
    let mut found: Vec<(Vec<&str>, &DeclaredStatement)> = Vec::new();
    for way in WAYS {
        let passing = way.passed_to.map(|_| PASS_ROLE);
        let needed: Vec<&str> = passing
            .into_iter()
            .chain(way.actions.iter().copied())
            .collect();
        let statements: Option<Vec<&DeclaredStatement>> = needed
            .iter()
            .map(|action| allowing(case, action, way.passed_to))
            .collect();
        if let Some(statements) = statements
            && let Some(first) = statements.first()
        {
            found.push((needed, first));
        }
    }
    let Some((actions, statement)) = found.first() else {
        return;
    };
    let others = match found.len() - 1 {
        0 => String::new(),
        1 => ", and in one other way".to_owned(),
        others => format!(", and in {others} other ways"),
    };
    let message = format!(
        "{} lets `{}` take over other permissions by {}{others}",
        case.role_words(),
        case.subject.function.name,
        listing(actions.iter().copied()),
    );
    let mut finding = case.finding(Rule::PrivilegeEscalation, Severity::High, message);
    if sharing.functions.len() > 1 {
        finding.function = None;
    }
    finding.action = Some(actions.join(", "));
    let mut places: Vec<_> = actions
        .iter()
        .filter_map(|action| allowing(case, action, None))
        .map(|it| template_place(&it.at, "granted here"))
        .collect();
    places.insert(0, template_place(&statement.at, "granted here"));
    let mut seen = Vec::new();
    places.retain(|place| {
        let is_new = !seen.contains(place);
        seen.push(place.clone());
        is_new
    });
    finding.places = places;
    finding.remedy =
        "limit the actions to named roles and functions, `iam:PassRole` with a condition on `iam:PassedToService`"
            .to_owned();
    out.push(finding);
}

/// The statement that allows an action on everything, if no other certainly denies it.
fn allowing<'a>(
    case: &Case<'a>,
    action: &str,
    passed_to: Option<&str>,
) -> Option<&'a DeclaredStatement> {
    let statements = case.permissions.statements.iter();
    let mut about = statements.filter(|it| {
        it.origin != StatementOrigin::Framework && it.statement.matches_action(action) == Truth::Yes
    });
    let is_denied = about.clone().any(|it| {
        it.statement.effect == Effect::Deny
            && it.statement.conditions.is_empty()
            && names_everything(it)
    });
    if is_denied {
        return None;
    }
    let mut context = Context::unknown();
    if let Some(service) = passed_to {
        let value = KeyValue::Values(vec![Pattern::literal(service)]);
        context.set("iam:PassedToService", value);
    }
    about.find(|it| {
        let may_hold = |holds: Truth| holds != Truth::No;
        let conditions = &it.statement.conditions;
        let is_passing = action == PASS_ROLE;
        it.statement.effect == Effect::Allow
            && if is_passing {
                conditions.iter().all(|it| may_hold(it.holds(&context)))
            } else {
                conditions.is_empty()
            }
            && names_everything(it)
    })
}

/// Whether a statement's resources are open. `role/app-*` is not: it names the roles of one application.
fn names_everything(declared: &DeclaredStatement) -> bool {
    match &declared.statement.resources {
        Matched::AnyOf(entries) => entries
            .iter()
            .any(|it| is_open(&it.pattern) && !has_own_name(&it.pattern)),
        Matched::NoneOf(_) => true,
    }
}

fn has_own_name(pattern: &Pattern) -> bool {
    let is_own = |symbol: &Symbol| matches!(symbol, Symbol::Own(_));
    pattern.symbols().iter().any(is_own)
}
