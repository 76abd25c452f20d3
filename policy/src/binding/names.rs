//! What the parameters of a call name, for one placeholder of an ARN format.

use super::arguments::{self, Found};
use super::arn::Format;
use super::fill::{self, Value};
use super::forms::{self, Named};
use super::handles;
use super::resource_types::resource_type;
use super::scope::Scope;
use super::text::Text;
use analyzer::facts::Argument;
use catalog::{Form, ParameterRule, ParameterSource, Segment};

/// What a value names, and how that was found.
pub type Name = (Named, Vec<String>);

/// What the parameters say about a placeholder.
#[derive(Debug, Clone, PartialEq)]
pub enum Names {
    /// It may be any of these.
    Are(Vec<Name>),
    /// The parameter that names the resource is certainly not given: the call is about something else.
    NotGiven,
    /// There is none: a task definition that has no roles.
    Nothing,
}

/// What the parameters say about a placeholder.
pub fn names(
    scope: &Scope<'_>,
    format: &Format,
    placeholder: &str,
    rules: &[&ParameterRule],
    context: Found<'_>,
    consumed: usize,
) -> Names {
    let unknown = || vec![(Named::Name(Text::any()), Vec::new())];
    if placeholder == "ApiId" && rules.is_empty() && format.names_connections() {
        let api = scope.connection_api();
        let step = "the only WebSocket API that the template declares".to_owned();
        return Names::Are(api.map_or_else(unknown, |api| vec![(Named::Name(api), vec![step])]));
    }
    let by_id = rules.iter().all(|rule| rule.form == Form::MadeId);
    if let (true, Found::Value(arguments)) = (by_id, context) {
        if let Some(values) = handles::values(scope, arguments, placeholder) {
            let read = |(form, value): &(Form, Value)| {
                let target = forms::Target {
                    format,
                    placeholder,
                    form: *form,
                };
                let named = forms::read(scope, &target, &value.text);
                let trail = value.trail.clone();
                named.into_iter().map(move |it| (it, trail.clone()))
            };
            return Names::Are(values.iter().flat_map(read).collect());
        }
        if !rules.is_empty() {
            return Names::Nothing;
        }
    }
    let mut names = Vec::new();
    let mut absent = false;
    let mut without = false;
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
            let read = forms::read(scope, &target, &value.text);
            without |= read.is_empty();
            for named in read {
                for named in qualified(scope, rule, context, named) {
                    names.push((named, value.trail.clone()));
                }
            }
        }
    }
    if !names.is_empty() {
        return Names::Are(names);
    }
    let first = rules
        .first()
        .is_some_and(|rule| format.placeholders().first() == Some(&rule.placeholder));
    match first {
        true if without => Names::Nothing,
        true if absent => Names::NotGiven,
        _ => Names::Are(unknown()),
    }
}

/// Parts of a function's ARN without a qualifier.
const FUNCTION_ARN: usize = 7;

/// A function with the version or alias that the call asks for, which its ARN then ends in; once where its name has one too.
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
            // An alias and a version are qualified already.
            Some(resource)
                if resource.kind != "AWS::Lambda::Function"
                    && resource.kind != "AWS::Serverless::Function" =>
            {
                return vec![named];
            }
            Some(resource) => match resource_type(&resource.kind) {
                Some(row) => scope.arn_of(resource, row),
                None => return vec![named],
            },
            None => return vec![named],
        },
        Named::Arn(text) if text.split(':').len() > FUNCTION_ARN => return vec![named],
        Named::Name(text) if text.split_once(':').is_some() => return vec![named],
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
                    values.push(Value::plain(Text::pattern(default)).because(step));
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
