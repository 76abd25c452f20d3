//! The resources that a permission is checked on, for the arguments of one call.

use super::arguments::{self, Found, Holds};
use super::arn::{self, Format};
use super::fill::{self, Value};
use super::forms::{self, Named};
use super::resource_types::resource_type;
use super::scope::Scope;
use super::text::{Part, Text};
use crate::expr::Expr;
use analyzer::facts::{Argument, Call};
use catalog::{Form, ParameterRule, ParameterSource, Permission, ResourceRule, Segment};

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

/// Every resource that a permission is checked on. At least one, unless all rules are ruled out and the action would be
/// checked on nothing that is known: then any resource.
pub fn targets(scope: &Scope<'_>, call: &Call, permission: &Permission) -> Vec<Target> {
    if permission.is_wildcard_only() {
        return vec![any(true)];
    }
    let mut named: Vec<Target> = Vec::new();
    let mut blank: Vec<Target> = Vec::new();
    let mut made: Vec<Target> = Vec::new();
    let mut blank_kinds = 0;
    for rule in &permission.resources {
        if arguments::holds(&call.arguments, rule.when.as_ref()) == Holds::No {
            continue;
        }
        let found = rule_targets(scope, call, rule);
        let has_name = rule.parameters.iter().any(|it| is_first(rule, it));
        if has_name {
            named.extend(found)
        } else {
            blank_kinds += 1;
            if makes(&call.operation, rule.resource_type) {
                made.extend(found.iter().cloned());
            }
            blank.extend(found)
        }
    }
    // A rule without a parameter is one that the call cannot choose where another rule is chosen by one, unless it is about
    // what the call makes: that has no name yet.
    let mut targets = if !named.is_empty() {
        named.extend(made);
        named
    } else if blank_kinds > MOST_KINDS {
        Vec::new()
    } else {
        blank
    };
    if targets.iter().any(|target| !target.other) {
        targets.retain(|target| !target.other);
    }
    if targets.is_empty() {
        targets.push(any(false));
    }
    targets
}

/// Whether an operation makes resources of a kind, by its name: `CreateSnapshot` makes a `snapshot`. What is launched
/// comes with parts of other kinds.
fn makes(operation: &str, kind: &str) -> bool {
    let plain = |text: &str| text.replace('-', "").to_lowercase();
    let noun = ["Create", "Copy", "Import", "Allocate", "Restore"]
        .iter()
        .find_map(|verb| operation.strip_prefix(verb));
    let made = noun.is_some_and(|noun| {
        let noun = noun.strip_suffix('s').unwrap_or(noun);
        let (noun, kind) = (plain(noun), plain(kind));
        kind.ends_with(&noun) || noun.ends_with(&kind)
    });
    made || operation.starts_with("Run")
}

/// Any resource at all; bound when the action knows no other way.
fn any(bound: bool) -> Target {
    Target {
        arn: Text::any(),
        bound,
        resource: None,
        condition: None,
        other: false,
        trail: if bound {
            vec!["the action knows no resources".to_owned()]
        } else {
            Vec::new()
        },
    }
}

fn is_first(rule: &ResourceRule, parameter: &ParameterRule) -> bool {
    Format::new(rule.arn).placeholders().first() == Some(&parameter.placeholder)
}

fn rule_targets(scope: &Scope<'_>, call: &Call, rule: &ResourceRule) -> Vec<Target> {
    let prefix = shared_prefix(rule);
    let regions = regions(scope, call);
    let mut targets = Vec::new();
    for context in contexts(&call.arguments, &prefix) {
        for target in context_targets(scope, &regions, rule, context, prefix.len()) {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
    }
    if targets.len() > MOST_TARGETS {
        let format = Format::new(rule.arn);
        let arn = format.fill(&Text::any(), |_| None);
        return vec![Target { arn, ..any(false) }];
    }
    targets
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
) -> Vec<Target> {
    let format = Format::new(rule.arn);
    let mut filled: Vec<Filled> = vec![Filled::default()];
    for placeholder in format.placeholders() {
        let rules: Vec<_> = rule
            .parameters
            .iter()
            .filter(|it| it.placeholder == placeholder)
            .collect();
        let Some(names) = names(scope, &format, placeholder, &rules, context, consumed) else {
            return Vec::new();
        };
        filled = filled
            .iter()
            .flat_map(|filled| names.iter().map(|name| filled.with(placeholder, name)))
            .collect();
        if filled.len() > MOST_TARGETS {
            break;
        }
    }
    filled
        .iter()
        .flat_map(|filled| {
            regions
                .iter()
                .map(|region| filled.target(scope, region, &format))
        })
        .collect()
}

type Name = (Named, Vec<String>);

/// What the parameters say about a placeholder; `None` when the one that names the resource is certainly not given, so
/// that the call is about something else.
fn names(
    scope: &Scope<'_>,
    format: &Format,
    placeholder: &str,
    rules: &[&ParameterRule],
    context: Found<'_>,
    consumed: usize,
) -> Option<Vec<Name>> {
    let unknown = || vec![(Named::Name(Text::any()), Vec::new())];
    if placeholder == "ApiId" && rules.is_empty() && format.names_connections() {
        let api = scope.connection_api();
        let step = "the only WebSocket API that the template declares".to_owned();
        return Some(api.map_or_else(unknown, |api| vec![(Named::Name(api), vec![step])]));
    }
    let mut names = Vec::new();
    let mut absent = false;
    for rule in rules {
        let target = forms::Target {
            format,
            placeholder: rule.placeholder,
            form: rule.form,
        };
        let mut values = match parameter_values(scope, rule, context, consumed) {
            Some(values) => values,
            None => {
                absent = true;
                continue;
            }
        };
        // The empty text names nothing: a fallback that the program asks about before it calls.
        if values.iter().any(|value| !value.text.is_empty()) {
            values.retain(|value| !value.text.is_empty());
        }
        for value in values {
            for named in forms::read(scope, &target, &value.text) {
                for named in qualified(scope, rule, context, named) {
                    names.push((named, value.trail.clone()));
                }
            }
        }
    }
    if !names.is_empty() {
        return Some(names);
    }
    let first = rules
        .first()
        .is_some_and(|rule| format.placeholders().first() == Some(&rule.placeholder));
    if absent && first {
        None
    } else {
        Some(unknown())
    }
}

/// A function with the version or alias that the call asks for, which its ARN then ends in.
fn qualified(
    scope: &Scope<'_>,
    rule: &ParameterRule,
    context: Found<'_>,
    named: Named,
) -> Vec<Named> {
    let (Form::Function, Found::Value(arguments)) = (rule.form, context) else {
        return vec![named];
    };
    let base = match &named {
        Named::Resource(id) => match scope.declared.resource(id) {
            Some(resource) => match resource_type(&resource.kind) {
                Some(row) => scope.arn_of(resource, row),
                None => return vec![named],
            },
            None => return vec![named],
        },
        Named::Arn(text) | Named::Name(text) => text.clone(),
        _ => return vec![named],
    };
    let with = |qualifier: &Text| {
        let text = base.clone().then_literal(":").then(qualifier);
        match &named {
            Named::Name(_) => Named::Name(text),
            _ => Named::Arn(text),
        }
    };
    let mut all = Vec::new();
    for found in arguments::at(arguments, &[Segment::Member("Qualifier")]) {
        match found {
            Found::Absent => all.push(named.clone()),
            Found::Value(argument) | Found::ComputedKey(argument) => {
                let values = fill::values(scope, argument, 0);
                all.extend(values.iter().map(|value| with(&value.text)));
            }
            // Arguments that nothing is known about rarely hold a qualifier, but they may.
            Found::Unknown | Found::Key(_) => all.extend([named.clone(), with(&Text::any())]),
        }
    }
    all
}

/// The values of a parameter; `None` when it is certainly not given and has no default.
fn parameter_values(
    scope: &Scope<'_>,
    rule: &ParameterRule,
    context: Found<'_>,
    consumed: usize,
) -> Option<Vec<Value>> {
    let path = match rule.source {
        ParameterSource::Literal(text) => return Some(vec![Value::plain(Text::pattern(text))]),
        ParameterSource::Parameter(path) => path,
    };
    let segments = path.segments();
    let found = match context {
        Found::Value(arguments) => {
            arguments::at(arguments, segments.get(consumed..).unwrap_or_default())
        }
        other => vec![other],
    };
    let mut values = Vec::new();
    let mut given = false;
    for found in found {
        match found {
            Found::Value(argument @ Argument::Record { .. }) if rule.form == Form::CopySource => {
                given = true;
                values.push(copy_source(scope, argument));
            }
            Found::Value(argument) | Found::ComputedKey(argument) => {
                given = true;
                values.extend(fill::values(scope, argument, 0));
            }
            Found::Key(key) => {
                given = true;
                values.push(Value::plain(Text::literal(key)));
            }
            Found::Unknown => {
                given = true;
                values.push(Value::unknown());
            }
            Found::Absent => {
                if let Some(default) = rule.absent {
                    given = true;
                    let step = format!("`{path}` is not given, so it is `{default}`");
                    values.push(Value::plain(Text::literal(default)).because(step));
                }
            }
        }
    }
    given.then_some(values)
}

/// boto3 takes a copy source as a record too.
fn copy_source(scope: &Scope<'_>, argument: &Argument) -> Value {
    let member = |name: &'static str| {
        let found = arguments::at(argument, &[Segment::Member(name)]);
        match found.as_slice() {
            [Found::Value(argument)] => match fill::values(scope, argument, 0).as_slice() {
                [value] => value.clone(),
                _ => Value::unknown(),
            },
            _ => Value::unknown(),
        }
    };
    let (bucket, key) = (member("Bucket"), member("Key"));
    Value {
        text: bucket.text.then_literal("/").then(&key.text),
        trail: bucket.trail.into_iter().chain(key.trail).collect(),
    }
}

/// The regions a call may go to: the stack's, unless the code names others.
fn regions(scope: &Scope<'_>, call: &Call) -> Vec<Text> {
    let own = Text::reference("AWS::Region");
    let Some(region) = &call.region else {
        return vec![own];
    };
    let mut regions = Vec::new();
    for found in arguments::at(region, &[]) {
        match found {
            Found::Value(argument) | Found::ComputedKey(argument) => {
                let values = fill::values(scope, argument, 0);
                regions.extend(values.into_iter().map(|value| value.text));
            }
            Found::Key(key) => regions.push(Text::literal(key)),
            Found::Absent => regions.push(own.clone()),
            Found::Unknown => regions.push(Text::any()),
        }
    }
    // An emulator's region (`localhost`) is none of AWS's: deployed, the code goes to its own.
    for region in &mut regions {
        if region.as_literal().is_some_and(|name| !is_region(name)) {
            *region = own.clone();
        }
    }
    regions.sort();
    regions.dedup();
    if regions.is_empty() || regions.len() > MOST_REGIONS {
        return vec![if regions.is_empty() { own } else { Text::any() }];
    }
    regions
}

/// A client may be made for this many regions; more are any.
const MOST_REGIONS: usize = 8;

/// Whether a name has the shape of `eu-west-1`.
fn is_region(name: &str) -> bool {
    name.contains('-') && name.ends_with(|last: char| last.is_ascii_digit())
}

/// An ARN format with the names found so far.
#[derive(Debug, Clone, Default)]
struct Filled {
    names: Vec<(String, Named)>,
    trail: Vec<String>,
}

impl Filled {
    fn with(&self, placeholder: &str, (named, trail): &Name) -> Self {
        let mut filled = self.clone();
        filled.names.push((placeholder.to_owned(), named.clone()));
        filled.trail.extend(trail.iter().cloned());
        filled
    }

    fn target(&self, scope: &Scope<'_>, region: &Text, format: &Format) -> Target {
        let value = |placeholder: &str| self.name(scope, placeholder);
        let trail = self.trail.clone();
        let plain = |arn: Text, bound: bool| Target {
            arn,
            bound,
            resource: None,
            condition: None,
            trail: trail.clone(),
            other: false,
        };
        let Some((first, named)) = self.names.first() else {
            return plain(format.fill(region, value), true);
        };
        if let Some((placeholder, arn)) = self.arn() {
            return plain(
                format.continue_from(arn, placeholder, value),
                arn::parse(arn).map_or(arn.is_known(), |parts| parts.resource.is_known()),
            );
        }
        match named {
            Named::Resource(id) => self.declared(scope, format, id),
            Named::Anywhere => {
                let mut arn = format.fill(&Text::any(), value);
                arn = elsewhere(&arn);
                plain(arn, false)
            }
            Named::KeyAlias(alias) => Target {
                condition: Some(("kms:RequestAlias", vec![alias.to_expr()])),
                ..plain(format.fill(region, |_| None), alias.is_known())
            },
            Named::Name(name) => {
                if is_local(region)
                    && let [resource] = scope.declared.named(format, name).as_slice()
                {
                    let step = format!("`{}` has this name", resource.id);
                    let mut target = self.declared(scope, format, &resource.id);
                    target.trail.push(step);
                    return target;
                }
                let known = self.name(scope, first).is_some_and(|name| name.is_known());
                plain(format.fill(region, value), known)
            }
            Named::Other(arn) => Target {
                other: true,
                ..plain(arn.clone(), arn.is_known())
            },
            Named::Arn(_) => plain(format.fill(region, value), true),
        }
    }

    fn arn(&self) -> Option<(&str, &Text)> {
        self.names
            .iter()
            .rev()
            .find_map(|(placeholder, named)| match named {
                Named::Arn(arn) => Some((placeholder.as_str(), arn)),
                _ => None,
            })
    }

    fn name(&self, scope: &Scope<'_>, placeholder: &str) -> Option<Text> {
        let (_, named) = self.names.iter().find(|(name, _)| name == placeholder)?;
        match named {
            Named::Name(text) => Some(text.clone()),
            Named::Resource(id) => {
                let resource = scope.declared.resource(id)?;
                Some(scope.name_of(resource, resource_type(&resource.kind)?))
            }
            Named::Arn(_) | Named::Other(_) | Named::Anywhere | Named::KeyAlias(_) => None,
        }
    }

    /// A declared resource, or something inside of it.
    fn declared(&self, scope: &Scope<'_>, format: &Format, id: &str) -> Target {
        let resource = scope.declared.resource(id);
        let row = resource.and_then(|resource| resource_type(&resource.kind));
        let mut trail = self.trail.clone();
        let arn = match (resource, row) {
            (Some(resource), Some(row)) => {
                trail.push(format!("`{id}` is the template's {}", resource.kind));
                let base = scope.arn_of(resource, row);
                let value = |placeholder: &str| self.name(scope, placeholder);
                format.continue_beyond(&Format::new(row.arn), &base, value)
            }
            _ => Text::any(),
        };
        Target {
            arn,
            bound: true,
            resource: Some(id.to_owned()),
            condition: None,
            trail,
            other: false,
        }
    }
}

/// Whether a call goes to the region of the stack, where the declared resources are.
fn is_local(region: &Text) -> bool {
    *region == Text::reference("AWS::Region")
}

/// An ARN whose account is open too.
fn elsewhere(arn: &Text) -> Text {
    let mut result = Text::default();
    for part in arn.parts() {
        result.push(match part {
            Part::Template(expr) if *expr == Expr::reference("AWS::AccountId") => Part::Any,
            part => part.clone(),
        });
    }
    result
}
