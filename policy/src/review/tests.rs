//! Reviews of small templates: the findings, one a line, in the order of the report.

use super::*;
use crate::grants::{Conditions, Origin};
use crate::synth::Status;
use crate::template::reading;
use crate::template::tests::project;

mod escalation;
mod excess;
mod roles;

/// A permission that the code of a function needs: function, action, resource.
pub(super) type Needed<'a> = (&'a str, &'a str, Expr);

pub(super) fn grant(action: &str, resource: Expr) -> Grant {
    Grant {
        action: action.to_owned(),
        resource,
        only_if: None,
        condition: Conditions::new(),
        origin: Origin::Code,
        bound: true,
        provided: false,
        evidence: vec![Evidence {
            file: "app.py".to_owned(),
            line: 1,
            column: 1,
            operation: action.to_owned(),
            chain: Vec::new(),
            found: Vec::new(),
        }],
    }
}

/// Reviews `template.yaml` of a project.
pub(super) fn reviewed(text: &str, needed: &[Needed<'_>]) -> Vec<FunctionReview> {
    reviewed_with(text, Status::Complete, |name| {
        needed
            .iter()
            .filter(|(function, _, _)| *function == name)
            .map(|(_, action, resource)| grant(action, resource.clone()))
            .collect()
    })
}

/// The same for functions of one status that all need the same.
pub(super) fn reviewed_as(text: &str, status: Status, grants: Vec<Grant>) -> Vec<FunctionReview> {
    reviewed_with(text, status, |_| grants.clone())
}

/// Findings about what Lambda itself needs, on any resource.
pub(super) fn platform_findings(text: &str, actions: &[&str]) -> Vec<Finding> {
    let grants = actions.iter().map(|action| Grant {
        origin: Origin::Platform,
        ..grant(action, Expr::text("*"))
    });
    let mut reviews = reviewed_as(text, Status::Complete, grants.collect());
    reviews.remove(0).findings
}

fn reviewed_with(
    text: &str,
    status: Status,
    grants: impl Fn(&str) -> Vec<Grant>,
) -> Vec<FunctionReview> {
    let path = if text.contains("\nprovider:") {
        "serverless.yml"
    } else {
        "template.yaml"
    };
    let files = project(&format!("//- /{path}\n{text}"));
    let template = reading::read(&files, path).unwrap();
    let declared = Declared::new(&template);
    let located = Located::new(&template, text.to_owned());
    let synthesis: Vec<Synthesis> = template
        .functions
        .iter()
        .map(|function| Synthesis {
            status,
            grants: grants(&function.name),
            unresolved: Vec::new(),
        })
        .collect();
    let subjects: Vec<Subject<'_>> = template
        .functions
        .iter()
        .zip(&synthesis)
        .map(|(function, synthesis)| Subject {
            function,
            synthesis,
        })
        .collect();
    review(&declared, &located, &subjects)
}

/// The findings as `severity rule line: message`.
pub(super) fn findings(text: &str, needed: &[Needed<'_>]) -> String {
    let mut out = String::new();
    for review in reviewed(text, needed) {
        for finding in review.findings {
            out += &format!(
                "{} {} {}: {}\n",
                finding.severity.id(),
                finding.rule.id(),
                finding.places.first().map_or(0, |place| place.line),
                finding.message
            );
        }
    }
    out
}

/// A function with a role whose only policy has these statements.
pub(super) fn role(statements: &str) -> String {
    let mut text = "\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: .
      Role: !GetAtt Role.Arn
  Orders:
    Type: AWS::DynamoDB::Table
  Media:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: media
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
"
    .to_owned();
    for line in statements.lines() {
        text += &format!("              {line}\n");
    }
    text
}

pub(super) fn table() -> Expr {
    Expr::get_att("Orders", "Arn")
}
