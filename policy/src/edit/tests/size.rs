//! Policies that are larger than a role may hold.

use super::*;

/// A policy with this many statements on queues of its own.
pub(super) fn large(count: usize) -> Policy {
    let statement = |n: usize| Statement {
        sid: format!("Send{n}"),
        actions: vec!["sqs:SendMessage".into()],
        resources: vec![Expr::text(format!(
            "arn:aws:sqs:eu-west-1:123456789012:q{n}"
        ))],
        condition: None,
    };
    Policy {
        statements: (0..count).map(statement).collect(),
    }
}

#[test]
fn a_policy_over_the_limit_goes_on_in_managed_policies_and_comes_back() {
    let projects = [
        (
            "//- /t.yaml\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: x\n",
            "- !Ref FPolicy2",
        ),
        (
            "//- /t.yaml\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: {ZipFile: x}\n",
            "ManagedPolicyArns:\n        - !Ref FPolicy2",
        ),
        (
            "//- /serverless.yml\nservice: s\nframeworkVersion: '4'\nprovider: {name: aws}\nfunctions:\n  f:\n    handler: a.b\n",
            "managedPolicies:\n          - !Ref FPolicy2",
        ),
    ];
    for (project, reference) in projects {
        let name = if project.contains("service") {
            "f"
        } else {
            "F"
        };
        let write = |project: &str, policy: Policy| {
            let (template, text) = read(project);
            let plan = plan(&text, &template, &[(name.to_owned(), policy)]);
            assert_eq!(plan.refused, [], "{}", plan.text);
            (project.replace(&text, &plan.text), plan)
        };
        let (once, plan) = write(project, large(150));
        assert_eq!(plan.split, [(name.to_owned(), 2)]);
        assert!(once.contains(reference), "{once}");
        assert_eq!(once.matches("AWS::IAM::ManagedPolicy").count(), 2);
        assert_eq!(write(&once, large(150)).0, once, "the second run");
        let (less, _) = write(&once, large(1));
        assert!(!less.contains("ManagedPolicy"), "{less}");
    }
}

#[test]
fn a_policy_that_cannot_be_split_is_refused() {
    let text = "//- /t.yaml\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}\n";
    let (template, text) = read(text);
    let roles = [("F".to_owned(), large(900))];
    let refused = plan(&text, &template, &roles).refused;
    assert!(
        refused[0].reason.contains("split the function"),
        "{}",
        refused[0].reason
    );
    let (template, text) = read(
        "//- /serverless.yml\nservice: s\nplugins: [serverless-iam-roles-per-function]\nprovider: {name: aws}\nfunctions: {f: {handler: a.b}}\n",
    );
    let roles = [("f".to_owned(), large(150))];
    let refused = plan(&text, &template, &roles).refused;
    assert!(
        refused[0].reason.contains("no managed policies"),
        "{}",
        refused[0].reason
    );
}
