//! The resources that a permission is checked on, for the arguments of one call.

use super::arguments::{self, Found, Holds};
use super::arn::Format;
use super::filled::Filled;
use super::names::{self, Names};
use super::regions::regions;
use super::scope::Scope;
use super::text::Text;
use crate::expr::Expr;
use analyzer::facts::{Argument, Call};
use catalog::{ParameterRule, ParameterSource, Permission, ResourceRule, Segment};

/// A resource that a call may touch.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its ARN.
    pub arn: Text,
    /// See [`crate::grants::Grant::bound`].
    pub bound: bool,
    /// Logical id of the declared resource it is, or lies in.
    pub resource: Option<String>,
    /// A condition key with values that narrows it further.
    pub condition: Option<(&'static str, Vec<Expr>)>,
    /// How it was found, in words.
    pub trail: Vec<String>,
    /// It is of another kind than the rule's.
    pub other: bool,
}

/// An action that may be on resources of more kinds, and where nothing says of which, is on any resource.
const MOST_KINDS: usize = 12;

/// One call may name this many targets one by one; what is beyond is any of the kind.
const MOST_TARGETS: usize = 100;

/// Every resource that a permission is checked on: any resource where the call names none, none at all only where what it
/// names needs no permission.
pub fn targets(scope: &Scope<'_>, call: &Call, permission: &Permission) -> Vec<Target> {
    if permission.is_wildcard_only() {
        return vec![any(Some("the action knows no resources"))];
    }
    let mut named: Vec<Target> = Vec::new();
    let mut blank: Vec<Target> = Vec::new();
    let mut always: Vec<Target> = Vec::new();
    let mut blank_kinds = 0;
    let mut nothing = false;
    for rule in &permission.resources {
        if arguments::holds(&call.arguments, rule.when.as_ref()) == Holds::No {
            continue;
        }
        let Some(found) = rule_targets(scope, call, rule) else {
            nothing = true;
            continue;
        };
        let has_name = rule.parameters.iter().any(|it| is_first(rule, it));
        if has_name {
            named.extend(found)
        } else {
            blank_kinds += 1;
            if rule.always {
                always.extend(found.iter().cloned());
            }
            blank.extend(found)
        }
    }
    // A rule without a parameter is one that the call cannot choose where another rule is chosen by one, unless the catalog
    // says that it is always checked.
    let mut targets = if !named.is_empty() {
        named.extend(always);
        named
    } else if blank_kinds > MOST_KINDS {
        Vec::new()
    } else {
        blank
    };
    if targets.iter().any(|target| !target.other) {
        targets.retain(|target| !target.other);
    }
    if targets.is_empty() && !nothing {
        targets.push(any(
            (blank_kinds == 0).then_some("the call names no resource")
        ));
    }
    targets
}

/// Any resource at all; bound where there is a reason that it can be no less.
fn any(reason: Option<&str>) -> Target {
    Target {
        arn: Text::any(),
        bound: reason.is_some(),
        resource: None,
        condition: None,
        other: false,
        trail: reason.map(str::to_owned).into_iter().collect(),
    }
}

fn is_first(rule: &ResourceRule, parameter: &ParameterRule) -> bool {
    Format::new(rule.arn).placeholders().first() == Some(&parameter.placeholder)
}

/// The resources of one rule: none where the call is about something else, `None` where there is nothing to check.
fn rule_targets(scope: &Scope<'_>, call: &Call, rule: &ResourceRule) -> Option<Vec<Target>> {
    let prefix = shared_prefix(rule);
    let regions = regions(scope, call);
    let mut targets = Vec::new();
    for context in contexts(&call.arguments, &prefix) {
        for target in context_targets(scope, &regions, rule, context, prefix.len())? {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
    }
    if targets.len() > MOST_TARGETS {
        let format = Format::new(rule.arn);
        let arn = format.fill(&Text::any(), |_| None);
        return Some(vec![Target { arn, ..any(None) }]);
    }
    Some(targets)
}

/// The steps that all parameters of a rule share up to the last list or map, so that names that belong together stay
/// together.
fn shared_prefix(rule: &ResourceRule) -> Vec<Segment> {
    let mut paths = rule
        .parameters
        .iter()
        .filter_map(|parameter| match parameter.source {
            ParameterSource::Parameter(path) => Some(path.segments()),
            ParameterSource::Literal(_) => None,
        });
    let Some(mut shared) = paths.next() else {
        return Vec::new();
    };
    let mut several = false;
    for path in paths {
        several = true;
        let length = shared.iter().zip(&path).take_while(|(a, b)| a == b).count();
        shared.truncate(length);
    }
    if !several {
        return Vec::new();
    }
    let last = shared
        .iter()
        .rposition(|it| matches!(it, Segment::Each | Segment::Values));
    shared.truncate(last.map_or(0, |last| last + 1));
    shared
}

/// The arguments, or each of the records in them that the prefix leads to.
fn contexts<'a>(arguments: &'a Argument, prefix: &[Segment]) -> Vec<Found<'a>> {
    match arguments {
        Argument::OneOf(several) => several
            .iter()
            .flat_map(|arguments| contexts(arguments, prefix))
            .collect(),
        _ if prefix.is_empty() => vec![Found::Value(arguments)],
        _ => arguments::at(arguments, prefix),
    }
}

fn context_targets(
    scope: &Scope<'_>,
    regions: &[Text],
    rule: &ResourceRule,
    context: Found<'_>,
    consumed: usize,
) -> Option<Vec<Target>> {
    let format = Format::new(rule.arn);
    let mut filled: Vec<Filled> = vec![Filled::default()];
    for placeholder in format.placeholders() {
        let rules: Vec<_> = rule
            .parameters
            .iter()
            .filter(|it| it.placeholder == placeholder)
            .collect();
        let names = match names::names(scope, &format, placeholder, &rules, context, consumed) {
            Names::Are(names) => names,
            Names::NotGiven => return Some(Vec::new()),
            Names::Nothing => return None,
        };
        filled = filled
            .iter()
            .flat_map(|filled| names.iter().map(|name| filled.with(placeholder, name)))
            .collect();
        if filled.len() > MOST_TARGETS {
            break;
        }
    }
    let targets = filled.iter().flat_map(|filled| {
        regions
            .iter()
            .map(|region| filled.target(scope, region, &format))
    });
    Some(targets.collect())
}
