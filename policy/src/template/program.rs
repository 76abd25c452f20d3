//! Configurations that are programs (`serverless.ts`, `${file(./config.js)}`): what they give, without running them.
//!
//! The template that the framework last compiled says it exactly; where there is none, the analyzer follows the program to the value
//! that it exports. What it cannot follow stands in the value as a variable of its own, `${program:functions.api.handler}`,
//! which nothing resolves, and is a problem of the template.

use super::given::Given;
use super::path::{join, parent};
use super::reading::{self, ReadError, read_bytes};
use super::{Kind, Place, Template, TemplateProblem, serverless};
use crate::expr::Expr;
use crate::markup::Lines;
use analyzer::facts::{Argument, Hole, Pattern, Piece};
use analyzer::project::Files;
use serde_json::{Map, Value};

/// Where a program as a whole stands.
const START: Place = Place { line: 1, column: 1 };

/// Sections of which it is said when they could not be followed: what others hold changes no role.
const TOLD: &[&str] = &["functions", "provider", "resources", "service"];

/// This many of them are told.
const MAX_TOLD: usize = 10;

/// What a program gives.
pub(super) struct Followed {
    /// As JSON.
    pub(super) json: Value,
    /// Paths of what could not be followed.
    pub(super) lost: Vec<String>,
}

/// Reads a configuration that is a program.
pub(super) fn read(files: &dyn Files, path: &str, given: &Given) -> Result<Template, ReadError> {
    let compiled = join(
        parent(path),
        ".serverless/cloudformation-template-update-stack.json",
    );
    if let Some(compiled) = compiled.filter(|compiled| files.is_file(compiled)) {
        return read_compiled(files, path, &compiled);
    }
    let followed = follow(files, path, is_configuration).ok_or_else(|| ReadError {
        file: path.to_owned(),
        at: START,
        message: "a program, which is not run here, and what it exports cannot be followed; run `serverless package` once \
                  and its compiled template is read"
            .to_owned(),
    })?;
    let bytes = followed.json.to_string().into_bytes();
    let mut template = read_bytes(files, path, bytes, given)?;
    for resource in &mut template.resources {
        resource.at = START;
    }
    let program = files.read(path).unwrap_or_default();
    let program = String::from_utf8_lossy(&program);
    for function in &mut template.functions {
        function.at = place_of(&program, &function.name).unwrap_or(START);
        for trigger in &mut function.triggers {
            trigger.at = function.at;
        }
    }
    for problem in &mut template.problems {
        problem.at = START;
    }
    let told = followed.lost.iter().filter(|path| {
        let section = path.split('.').next().unwrap_or_default();
        TOLD.contains(&section)
    });
    template.problems.extend(told.take(MAX_TOLD).map(|lost| TemplateProblem {
        kind: "not-followed".to_owned(),
        at: START,
        message: format!(
            "what the program gives for `{lost}` cannot be followed; run `serverless package` once and its compiled template is read"
        ),
    }));
    Ok(template)
}

/// A program is read through the template that the framework last compiled from it.
fn read_compiled(files: &dyn Files, path: &str, compiled: &str) -> Result<Template, ReadError> {
    let mut template = reading::read(files, compiled)?;
    template.path = path.to_owned();
    template.kind = Kind::Serverless;
    template
        .problems
        .retain(|problem| problem.kind != "missing-code");
    for function in &mut template.functions {
        let name = function.function_name.as_ref().and_then(Expr::as_text);
        let name =
            name.and_then(|name| serverless::naming::name_of_compiled(&function.logical_id, name));
        function.name = name.unwrap_or_else(|| function.logical_id.clone());
        function.code_root = Some(parent(path).to_owned());
        function.at = START;
    }
    Ok(template)
}

/// What a file of a program exports, as a text of JSON; `None` where nothing of it can be followed.
pub(super) fn exported(files: &dyn Files, path: &str) -> Option<String> {
    follow(files, path, |_| true).map(|followed| followed.json.to_string())
}

/// Whether a value that could not be followed stands here.
pub(super) fn is_lost(value: &Expr) -> bool {
    value.as_text().is_some_and(|it| it.contains("${program:"))
}

/// What a program exports: the whole, or the export of it that is wanted.
fn follow(files: &dyn Files, path: &str, is_wanted: fn(&Argument) -> bool) -> Option<Followed> {
    let whole = analyzer::Project::new(files).evaluate(path)?;
    // A program may export parts by name and the whole in their place.
    let exports = match &whole {
        Argument::OneOf(exports) => exports.as_slice(),
        whole => std::slice::from_ref(whole),
    };
    let named = exports.iter().flat_map(|it| match it {
        Argument::Record { fields, .. } => fields.values().map(|field| &field.value).collect(),
        _ => Vec::new(),
    });
    let wanted = exports.iter().chain(named).find(|value| is_wanted(value))?;
    let mut followed = Followed {
        json: Value::Null,
        lost: Vec::new(),
    };
    followed.json = followed.value(wanted, "");
    (followed.json.is_object() || followed.json.is_array()).then_some(followed)
}

/// Where a program names a function: behind the first `functions`, as a key, or as a variable that stands for key and value.
fn place_of(program: &str, name: &str) -> Option<Place> {
    let section = program.find("functions")?;
    let is_word = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '$');
    let rest = program.get(section..)?;
    let found = rest.match_indices(name).find(|(at, _)| {
        let before = rest.get(..*at).and_then(|it| it.chars().next_back());
        let after = rest.get(at + name.len()..).unwrap_or_default();
        let follows = after.trim_start_matches(['\'', '"']).trim_start();
        !before.is_some_and(|it| is_word(it) || it == '/')
            && !after.starts_with(is_word)
            && follows.starts_with([':', ',', '}'])
    });
    let (at, _) = found?;
    Some(Lines::new(program).place(section + at))
}

fn is_configuration(value: &Argument) -> bool {
    matches!(value, Argument::Record { fields, .. } if fields.contains_key("provider"))
}

impl Followed {
    fn value(&mut self, value: &Argument, path: &str) -> Value {
        match value {
            Argument::Null => Value::Null,
            Argument::Bool(value) => Value::Bool(*value),
            Argument::Number(text) => match text.parse::<serde_json::Number>() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::String(text.clone()),
            },
            Argument::Text(pattern) => match text(pattern) {
                Some(text) => Value::String(text),
                None => self.lost(path, Some(pattern)),
            },
            Argument::Record {
                fields,
                computed,
                open,
            } => {
                let mut entries = Map::new();
                for (name, field) in fields {
                    let value = self.value(&field.value, &below(path, name));
                    entries.insert(name.clone(), value);
                }
                if *open || !computed.is_empty() {
                    self.lost.push(path.to_owned());
                }
                Value::Object(entries)
            }
            Argument::List { items, rest } => {
                if rest.is_some() {
                    self.lost.push(path.to_owned());
                }
                let items = items.iter().enumerate();
                let values =
                    items.map(|(index, item)| self.value(item, &below(path, &index.to_string())));
                Value::Array(values.collect())
            }
            // What depends on how it is run: one of the structures, no text.
            Argument::OneOf(values) => {
                let structure = values
                    .iter()
                    .find(|it| matches!(it, Argument::Record { .. } | Argument::List { .. }));
                match structure {
                    Some(structure) => {
                        self.lost.push(path.to_owned());
                        self.value(structure, path)
                    }
                    None => self.lost(path, None),
                }
            }
            Argument::Unknown(_) => self.lost(path, None),
        }
    }

    /// A variable in place of a value, or of the unknown pieces of a text.
    fn lost(&mut self, path: &str, pattern: Option<&Pattern>) -> Value {
        self.lost.push(path.to_owned());
        let variable = format!("${{program:{path}}}");
        let Some(Pattern(pieces)) = pattern else {
            return Value::String(variable);
        };
        let piece =
            |piece: &Piece| text(&Pattern(vec![piece.clone()])).unwrap_or_else(|| variable.clone());
        Value::String(pieces.iter().map(piece).collect())
    }
}

fn below(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}

/// A text in the framework's own words: what the environment gives is a variable of it.
fn text(Pattern(pieces): &Pattern) -> Option<String> {
    let mut result = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => result.push_str(text),
            Piece::Hole(Hole::Env(name)) => result.push_str(&format!("${{env:{name}}}")),
            Piece::Hole(Hole::EnvOr { name, default }) => {
                let default = default.as_literal().filter(|it| !it.contains('\''))?;
                result.push_str(&format!("${{env:{name}, '{default}'}}"));
            }
            Piece::Hole(Hole::Region) => result.push_str("${aws:region}"),
            Piece::Hole(Hole::Account) => result.push_str("${aws:accountId}"),
            Piece::Hole(_) => return None,
        }
    }
    Some(result)
}
