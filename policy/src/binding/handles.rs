//! Ids that a service made in an earlier call, for calls that name nothing else: they lie where that call put them.
//!
//! `StartQueryExecution` names a workgroup, and `GetQueryExecution` the execution alone. What starts things is a table; an id
//! that came from anywhere else tells nothing. No code here depends on a service.

use super::arguments::{Found, at};
use super::fill::{self, Value};
use super::outputs::is_spelled;
use super::scope::Scope;
use super::text::Text;
use analyzer::facts::{Argument, Hole, Piece};
use catalog::{Form, Path};

type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Form,
    Option<&'static str>,
);

/// A call that makes ids, the place of the id in its result, the placeholder of the ARN that the id's things are checked
/// on, and the parameter that fills it and how, with what it is where it is not given.
/// Source: the request and response syntax of each operation in its API reference.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("athena:StartQueryExecution", "QueryExecutionId", "WorkGroupName", "WorkGroup", Form::NameOrArn, Some("primary")),
    ("athena:StartQueryExecution", "QueryExecutionId", "BucketName", "ResultConfiguration.OutputLocation", Form::S3Folder, None),
    ("athena:StartQueryExecution", "QueryExecutionId", "ObjectName", "ResultConfiguration.OutputLocation", Form::S3Folder, None),
    ("athena:CreateNamedQuery", "NamedQueryId", "WorkGroupName", "WorkGroup", Form::NameOrArn, Some("primary")),
    ("athena:ListNamedQueries", "NamedQueryIds[]", "WorkGroupName", "WorkGroup", Form::NameOrArn, Some("primary")),
    ("athena:ListQueryExecutions", "QueryExecutionIds[]", "WorkGroupName", "WorkGroup", Form::NameOrArn, Some("primary")),
    ("appconfigdata:StartConfigurationSession", "InitialConfigurationToken", "ApplicationId", "ApplicationIdentifier", Form::NameOrId, None),
    ("appconfigdata:StartConfigurationSession", "InitialConfigurationToken", "EnvironmentId", "EnvironmentIdentifier", Form::NameOrId, None),
    ("appconfigdata:StartConfigurationSession", "InitialConfigurationToken", "ConfigurationProfileId", "ConfigurationProfileIdentifier", Form::NameOrId, None),
    ("codebuild:StartBuild", "build.id", "ProjectName", "projectName", Form::NameOrArn, None),
    ("codebuild:ListBuildsForProject", "ids[]", "ProjectName", "projectName", Form::NameOrArn, None),
];

/// A value, and how it names what fills the placeholder.
pub type Read = (Form, Value);

/// What fills a placeholder by way of the ids that a call is given; `None` unless all values of one parameter are ids of
/// known calls.
pub fn values(scope: &Scope<'_>, arguments: &Argument, placeholder: &str) -> Option<Vec<Read>> {
    let Argument::Record { fields, .. } = arguments else {
        return None;
    };
    fields
        .values()
        .find_map(|field| followed(scope, &field.value, placeholder))
}

fn followed(scope: &Scope<'_>, argument: &Argument, placeholder: &str) -> Option<Vec<Read>> {
    match argument {
        Argument::OneOf(several) => all(scope, several.iter(), placeholder),
        Argument::List { items, rest } => {
            all(scope, items.iter().chain(rest.as_deref()), placeholder)
        }
        Argument::Text(pattern) => match pattern.0.as_slice() {
            [Piece::Hole(hole)] => made(scope, hole, placeholder),
            _ => None,
        },
        _ => None,
    }
}

fn all<'a>(
    scope: &Scope<'_>,
    arguments: impl Iterator<Item = &'a Argument>,
    placeholder: &str,
) -> Option<Vec<Read>> {
    let each: Option<Vec<_>> = arguments
        .map(|argument| followed(scope, argument, placeholder))
        .collect();
    each.map(|each| each.concat())
        .filter(|values| !values.is_empty())
}

fn made(scope: &Scope<'_>, hole: &Hole, placeholder: &str) -> Option<Vec<Read>> {
    let Hole::Output {
        service,
        operation,
        arguments,
        path,
    } = hole
    else {
        return None;
    };
    let call = format!("{service}:{operation}");
    let (_, place, _, parameter, form, default) =
        ROWS.iter().find(|(maker, result, fills, ..)| {
            *maker == call && is_spelled(path, result) && *fills == placeholder
        })?;
    let step = format!("`{place}` of {call} lies in its `{parameter}`");
    let mut values = Vec::new();
    for found in at(arguments, &Path(parameter).segments()) {
        match (found, default) {
            (Found::Value(argument), _) => values.extend(fill::values(scope, argument, 0)),
            (Found::Absent, Some(default)) => values.push(Value::plain(Text::literal(default))),
            _ => return None,
        }
    }
    (!values.is_empty()).then(|| {
        values
            .into_iter()
            .map(|value| (*form, value.because(step.clone())))
            .collect()
    })
}
