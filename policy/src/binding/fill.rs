//! The analyzer's patterns to texts of the template: every hole is filled from what the template knows.
//!
//! What nobody knows becomes any text. Each value remembers in words where it came from, for `explain`.

use super::events;
use super::outputs;
use super::parts;
use super::resolve;
use super::scope::Scope;
use super::text::Text;
use super::variables;
use crate::expr::Expr;
use crate::template::Kind;
use analyzer::facts::{Argument, Hole, Pattern, Piece};

/// A text with the steps that led to it, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// The text.
    pub text: Text,
    /// How it was found, first step first; empty for text that stands in the code.
    pub trail: Vec<String>,
}

/// A pattern may stand for this many texts; more are any text.
const MOST_VALUES: usize = 64;
/// Results of calls that were given results of calls are followed this far.
pub const DEEPEST: usize = 4;

impl Value {
    /// A text without a story.
    pub fn plain(text: Text) -> Self {
        Self {
            text,
            trail: Vec::new(),
        }
    }

    /// Not known.
    pub fn unknown() -> Self {
        Self::plain(Text::any())
    }

    /// The same with a further step.
    #[must_use]
    pub fn because(mut self, step: String) -> Self {
        self.trail.push(step);
        self
    }
}

/// The texts that an argument can be where one text is meant: lists count as their elements, no value as none.
pub fn values(scope: &Scope<'_>, argument: &Argument, depth: usize) -> Vec<Value> {
    let mut values = Vec::new();
    add_values(scope, argument, depth, &mut values);
    values.sort();
    values.dedup();
    values
}

fn add_values(scope: &Scope<'_>, argument: &Argument, depth: usize, values: &mut Vec<Value>) {
    match argument {
        Argument::Null => {}
        Argument::Bool(value) => values.push(Value::plain(Text::literal(&value.to_string()))),
        Argument::Number(text) => values.push(Value::plain(Text::literal(text))),
        Argument::Text(pattern) => values.extend(pattern_values(scope, pattern, depth)),
        Argument::OneOf(several) => {
            several
                .iter()
                .for_each(|argument| add_values(scope, argument, depth, values));
        }
        Argument::List { items, rest } => {
            items
                .iter()
                .for_each(|item| add_values(scope, item, depth, values));
            if let Some(rest) = rest {
                add_values(scope, rest, depth, values);
            }
        }
        Argument::Record { .. } | Argument::Unknown(_) => values.push(Value::unknown()),
    }
}

/// The texts that a pattern can be.
pub fn pattern_values(scope: &Scope<'_>, pattern: &Pattern, depth: usize) -> Vec<Value> {
    let mut values = vec![Value::plain(Text::default())];
    for piece in &pattern.0 {
        let pieces = match piece {
            Piece::Literal(text) => vec![Value::plain(Text::literal(text))],
            Piece::Hole(hole) => hole_values(scope, hole, depth),
        };
        if values.len() * pieces.len() > MOST_VALUES {
            values
                .iter_mut()
                .for_each(|value| value.text.extend(&Text::any()));
            continue;
        }
        values = values
            .iter()
            .flat_map(|value| pieces.iter().map(|piece| join(value, piece)))
            .collect();
    }
    values
}

fn join(value: &Value, piece: &Value) -> Value {
    let mut trail = value.trail.clone();
    trail.extend(piece.trail.iter().cloned());
    Value {
        text: value.text.clone().then(&piece.text),
        trail,
    }
}

fn hole_values(scope: &Scope<'_>, hole: &Hole, depth: usize) -> Vec<Value> {
    if let Some((whole, separator, place)) = parts::whole(hole) {
        return hole_values(scope, &whole, depth)
            .into_iter()
            .map(|value| Value {
                text: parts::at(scope, &value.text, separator, place),
                ..value
            })
            .collect();
    }
    let values = match hole {
        Hole::Env(name) => match environment(scope, name) {
            values if values.is_empty() => match of_deployment(scope, name) {
                Some(value) => vec![value],
                None => {
                    let step = format!("`{name}` is not set in the function's environment");
                    vec![Value::unknown().because(step)]
                }
            },
            values => values,
        },
        Hole::EnvOr { name, default } => match environment(scope, name) {
            values if values.is_empty() => {
                let mut values = pattern_values(scope, default, depth);
                values.extend(of_deployment(scope, name));
                values
            }
            values => values,
        },
        Hole::Event(path) => events::values(scope, path),
        Hole::Context(property) => context(scope, property),
        Hole::Output {
            service,
            operation,
            arguments,
            path,
        } if depth < DEEPEST => outputs::values(
            scope,
            &format!("{service}:{operation}"),
            arguments,
            path,
            depth + 1,
        ),
        Hole::Account => vec![Value::plain(Text::reference("AWS::AccountId"))],
        Hole::Region => vec![Value::plain(Text::reference("AWS::Region"))],
        Hole::Partition => vec![Value::plain(Text::reference("AWS::Partition"))],
        Hole::Output { .. } | Hole::Unknown(_) => Vec::new(),
    };
    if values.is_empty() {
        vec![Value::unknown()]
    } else {
        values
    }
}

/// An environment variable: as the template sets it, or as Lambda itself does.
fn environment(scope: &Scope<'_>, name: &str) -> Vec<Value> {
    let Some(expr) = scope.function.environment.get(name) else {
        return reserved(scope, name);
    };
    let step = format!(
        "`{name}` is {} in the function's environment",
        in_words(expr)
    );
    let mut texts = resolve::texts(scope.declared, expr);
    texts.retain(|text| !text.is_empty());
    if texts.is_empty() {
        texts.push(Text::any());
    }
    texts
        .into_iter()
        .map(|text| Value::plain(text).because(step.clone()))
        .collect()
}

/// What plugins of Serverless and bundlers hand on from the environment of the deployment (`serverless-dotenv-plugin`, a
/// `.env` file that is built in): known to be set where the document itself asks for it.
fn of_deployment(scope: &Scope<'_>, name: &str) -> Option<Value> {
    let template = scope.declared.template;
    let is_asked_for = template.kind == Kind::Serverless
        && variables::mentions_environment(&template.document, name);
    let variable = format!("${{env:{name}}}");
    let step =
        format!("`{name}` is not set in the function's environment, and taken to be `{variable}`");
    is_asked_for.then(|| Value::plain(Text::template(Expr::text(variable))).because(step))
}

fn reserved(scope: &Scope<'_>, name: &str) -> Vec<Value> {
    match name {
        "AWS_REGION" | "AWS_DEFAULT_REGION" => vec![Value::plain(Text::reference("AWS::Region"))],
        "AWS_LAMBDA_FUNCTION_NAME" => vec![Value::plain(scope.own_name())],
        "AWS_LAMBDA_LOG_GROUP_NAME" => context(scope, "log_group_name"),
        _ => Vec::new(),
    }
}

/// A property of the Lambda context. The function is spelled out by name: a reference would be a circle.
fn context(scope: &Scope<'_>, property: &str) -> Vec<Value> {
    let text = match property {
        "function_name" => scope.own_name(),
        "invoked_function_arn" => scope.own_arn(),
        "log_group_name" => Text::literal("/aws/lambda/").then(&scope.own_name()),
        "aws_account_id" => Text::reference("AWS::AccountId"),
        _ => return Vec::new(),
    };
    vec![Value::plain(text).because("the function itself, from its context".to_owned())]
}

/// An expression in a sentence.
pub fn in_words(expr: &Expr) -> String {
    match expr {
        Expr::Text(text) => format!("`{text}`"),
        Expr::Call(name, argument) if name == "Ref" => {
            format!("`!Ref {}`", argument.as_text().unwrap_or_default())
        }
        expr => match super::declared::reference(expr) {
            Some((id, Some(attribute))) => format!("`!GetAtt {id}.{attribute}`"),
            _ => format!("`{}`", expr.to_json()),
        },
    }
}
