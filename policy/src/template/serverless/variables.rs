//! Resolves Serverless variables as far as the files of the project tell.
//!
//! `self:`, `file(..)` and parameters that are the same in every stage are put in. What only a run knows (`opt:`, `env:`,
//! `ssm:`, `cf:`, …) stays in the text, spelled one way, so that two texts that mean the same compare equal: the stage is
//! `${self:provider.stage}` however it was reached (`${sls:stage}` where the provider names none), and likewise the region.

use super::variable::{Piece, Source, pieces, source, sources};
use crate::expr::Expr;
use crate::template::expression::expression;
use crate::template::given::Given;
use crate::template::path::join;
use crate::template::reading::parse;
use crate::template::{Place, TemplateProblem};
use analyzer::project::Files;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Variables may lead to each other this many steps.
const MAX_STEPS: usize = 40;

/// A document may grow by this many nodes.
const MAX_NODES: usize = 200_000;

/// What becomes of a value that only a run knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unknown {
    /// It stays in the text.
    Kept,
    /// Its default stands for it.
    Defaulted,
}

/// Resolves the variables of one service.
pub(crate) struct Variables<'a> {
    files: &'a dyn Files,
    folder: &'a str,
    document: &'a Expr,
    given: &'a Given,
    default_stage: String,
    loaded: RefCell<BTreeMap<String, Option<Expr>>>,
    problems: RefCell<BTreeSet<TemplateProblem>>,
    nodes_left: Cell<usize>,
}

/// What a source gives.
enum Found {
    Value(Expr),
    /// Only a run knows; this is how it is written.
    Later(String),
    Missing,
}

/// A value that the command line can set, with the ways to write it.
struct Setting {
    key: &'static str,
    sources: &'static [&'static str],
    without_provider: &'static str,
}

const SETTINGS: &[Setting] = &[
    Setting {
        key: "stage",
        sources: &["self:provider.stage", "sls:stage", "opt:stage"],
        without_provider: "${sls:stage}",
    },
    Setting {
        key: "region",
        sources: &["self:provider.region", "aws:region", "opt:region"],
        without_provider: "${aws:region}",
    },
];

impl<'a> Variables<'a> {
    /// Variables of the service whose configuration is `document`, in `folder`.
    pub(crate) fn new(
        files: &'a dyn Files,
        folder: &'a str,
        document: &'a Expr,
        given: &'a Given,
    ) -> Self {
        let mut variables = Self {
            files,
            folder,
            document,
            given,
            default_stage: given.stage.clone().unwrap_or_else(|| "dev".to_owned()),
            loaded: RefCell::default(),
            problems: RefCell::default(),
            nodes_left: Cell::new(MAX_NODES),
        };
        let stage = document.at(&["provider", "stage"]).and_then(Expr::as_text);
        let stage = stage.filter(|_| given.stage.is_none());
        if let Some(stage) = stage.and_then(|stage| variables.constant(&Expr::text(stage))) {
            variables.default_stage = stage;
        }
        variables
    }

    /// A value with its variables put in.
    pub(crate) fn resolve(&self, value: &Expr) -> Expr {
        let unknown = if self.given.is_final {
            Unknown::Defaulted
        } else {
            Unknown::Kept
        };
        self.value(value, unknown, MAX_STEPS)
    }

    /// The text that a value stands for when nothing is given on the command line or by the environment.
    pub(crate) fn constant(&self, value: &Expr) -> Option<String> {
        match self.value(value, Unknown::Defaulted, MAX_STEPS) {
            Expr::Text(text)
                if pieces(&text)
                    .iter()
                    .all(|it| matches!(it, Piece::Literal(_))) =>
            {
                Some(text)
            }
            Expr::Number(text) => Some(text),
            Expr::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// What could not be resolved so far.
    pub(crate) fn problems(&self) -> Vec<TemplateProblem> {
        self.problems.borrow().iter().cloned().collect()
    }

    fn value(&self, value: &Expr, unknown: Unknown, steps: usize) -> Expr {
        let left = self.nodes_left.get();
        if left == 0 {
            self.problem("too-large", "variables expand to too much".to_owned());
            return Expr::Null;
        }
        self.nodes_left.set(left - 1);
        match value {
            Expr::Text(text) if text.contains("${") => self.text(text, unknown, steps),
            Expr::List(items) => Expr::List(
                items
                    .iter()
                    .map(|item| self.value(item, unknown, steps))
                    .collect(),
            ),
            Expr::Map(entries) => Expr::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), self.value(value, unknown, steps)))
                    .collect(),
            ),
            Expr::Call(name, argument) => {
                Expr::Call(name.clone(), Box::new(self.value(argument, unknown, steps)))
            }
            Expr::Null | Expr::Bool(_) | Expr::Number(_) | Expr::Text(_) => value.clone(),
        }
    }

    /// A text that is one variable becomes what the variable stands for; several are put together.
    fn text(&self, text: &str, unknown: Unknown, steps: usize) -> Expr {
        let Some(steps) = steps.checked_sub(1) else {
            self.problem(
                "variable-circle",
                format!("variables in `{text}` lead in a circle"),
            );
            return Expr::text(text);
        };
        let pieces = pieces(text);
        if let [Piece::Variable(content)] = pieces.as_slice() {
            return self.variable(content, unknown, steps);
        }
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Variable(content) => {
                    match scalar_text(&self.variable(content, unknown, steps)) {
                        Some(text) => out.push_str(&text),
                        None => out.push_str(&format!("${{{content}}}")),
                    }
                }
            }
        }
        Expr::Text(out)
    }

    fn variable(&self, content: &str, unknown: Unknown, steps: usize) -> Expr {
        let mut later: Vec<String> = Vec::new();
        for text in sources(content) {
            let nested = if text.contains("${") {
                self.text(text, unknown, steps)
            } else {
                Expr::text(text)
            };
            let Some(text) = nested.as_text() else {
                continue;
            };
            match self.source(text, unknown, steps) {
                Found::Missing => {}
                Found::Value(value) if later.is_empty() => return value,
                Found::Value(value) => {
                    later.push(as_source(&value).unwrap_or_else(|| text.to_owned()));
                    break;
                }
                Found::Later(text) if text.starts_with("${") => return Expr::Text(text),
                Found::Later(text) => later.push(text),
            }
        }
        if unknown == Unknown::Kept
            && let Some(structure) = self.structure(content, steps)
        {
            return structure;
        }
        if unknown == Unknown::Defaulted && content.trim() == "opt:stage" {
            return Expr::text(self.default_stage.clone());
        }
        if later.is_empty() {
            if unknown == Unknown::Kept {
                let message = format!(
                    "`${{{content}}}` cannot be resolved from the files here; it is kept as text"
                );
                self.problem("unresolved-variable", message);
            }
            return Expr::Text(format!("${{{content}}}"));
        }
        Expr::Text(format!("${{{}}}", later.join(", ")))
    }

    /// A mapping, a list or an intrinsic that a variable leads to in the default stage: needed as such, not as text.
    fn structure(&self, content: &str, steps: usize) -> Option<Expr> {
        let value = self.variable(content, Unknown::Defaulted, steps.checked_sub(1)?);
        matches!(value, Expr::Map(_) | Expr::List(_) | Expr::Call(..)).then_some(value)
    }

    fn source(&self, text: &str, unknown: Unknown, steps: usize) -> Found {
        if let Some(found) = self.setting(text, unknown) {
            return found;
        }
        match source(text) {
            Source::Quoted(text) => Found::Value(Expr::text(text)),
            Source::Plain("true") => Found::Value(Expr::Bool(true)),
            Source::Plain("false") => Found::Value(Expr::Bool(false)),
            Source::Plain("null" | "") => Found::Missing,
            Source::Plain(text) => Found::Value(Expr::text(text)),
            Source::Address {
                parameter, address, ..
            } if parameter.contains("${") || address.contains("${") => self.later(text, unknown),
            Source::Address {
                kind: "self",
                address,
                ..
            } => match self.lookup(self.document, address, unknown, steps) {
                Some(Expr::Null) | None => Found::Missing,
                Some(value) => Found::Value(value),
            },
            Source::Address {
                kind: "file",
                parameter,
                address,
            } => self.file(parameter, address, unknown, steps),
            Source::Address {
                kind: "param",
                address,
                ..
            } => self.parameter(address, unknown, steps),
            Source::Address { .. } => self.later(text, unknown),
        }
    }

    fn later(&self, text: &str, unknown: Unknown) -> Found {
        match unknown {
            Unknown::Kept => Found::Later(text.to_owned()),
            Unknown::Defaulted => Found::Missing,
        }
    }

    /// Stage and region, which have many spellings.
    fn setting(&self, text: &str, unknown: Unknown) -> Option<Found> {
        let setting = SETTINGS.iter().find(|it| it.sources.contains(&text))?;
        let declared = self.document.at(&["provider", setting.key]);
        Some(match unknown {
            Unknown::Kept if declared.is_some() => {
                Found::Later(format!("${{self:provider.{}}}", setting.key))
            }
            Unknown::Kept => Found::Later(setting.without_provider.to_owned()),
            Unknown::Defaulted if self.given_setting(setting).is_some() => {
                Found::Value(Expr::text(self.given_setting(setting)?))
            }
            Unknown::Defaulted if text.starts_with("opt:") => Found::Missing,
            Unknown::Defaulted if setting.key == "stage" => {
                Found::Value(Expr::text(self.default_stage.clone()))
            }
            Unknown::Defaulted => match declared {
                Some(Expr::Text(text)) if !text.contains("${") => {
                    Found::Value(Expr::text(text.clone()))
                }
                _ => Found::Missing,
            },
        })
    }

    fn given_setting(&self, setting: &Setting) -> Option<&str> {
        match setting.key {
            "stage" => self.given.stage.as_deref(),
            _ => self.given.region.as_deref(),
        }
    }

    /// The value at a dotted path, variables on the way resolved.
    fn lookup(&self, root: &Expr, address: &str, unknown: Unknown, steps: usize) -> Option<Expr> {
        let Some(steps) = steps.checked_sub(1) else {
            self.problem("variable-circle", format!("`{address}` leads in a circle"));
            return None;
        };
        if address.is_empty() {
            return Some(self.value(root, unknown, steps));
        }
        let (key, rest) = address.split_once('.').unwrap_or((address, ""));
        let resolved;
        let root = match root {
            Expr::Text(_) => {
                resolved = self.value(root, unknown, steps);
                &resolved
            }
            root => root,
        };
        let found = match root {
            Expr::List(items) => items.get(key.parse::<usize>().ok()?)?,
            root => root.get(key)?,
        };
        self.lookup(found, rest, unknown, steps)
    }

    /// A parameter that has the same value in every stage; others are known when a stage is.
    fn parameter(&self, name: &str, unknown: Unknown, steps: usize) -> Found {
        if let (Unknown::Defaulted, Some(value)) = (unknown, self.given.parameters.get(name)) {
            return Found::Value(Expr::text(value.clone()));
        }
        let by_stage = self.document.get("params").map_or(&[][..], Expr::entries);
        let stages = self.document.get("stages").map_or(&[][..], Expr::entries);
        let by_stage: Vec<(&str, &Expr)> = by_stage
            .iter()
            .map(|(stage, values)| (stage.as_str(), values))
            .chain(
                stages
                    .iter()
                    .filter_map(|(stage, it)| Some((stage.as_str(), it.get("params")?))),
            )
            .filter_map(|(stage, values)| Some((stage, values.get(name)?)))
            .collect();
        let chosen = match (unknown, by_stage.as_slice()) {
            (_, [("default", value)]) => Some(*value),
            (Unknown::Kept, _) => None,
            (Unknown::Defaulted, all) => [self.default_stage.as_str(), "default"]
                .iter()
                .find_map(|stage| all.iter().find(|(name, _)| name == stage))
                .map(|(_, value)| *value),
        };
        match chosen {
            Some(value) => Found::Value(self.value(value, unknown, steps)),
            None => self.later(&format!("param:{name}"), unknown),
        }
    }

    fn file(&self, path: &str, address: &str, unknown: Unknown, steps: usize) -> Found {
        let Some(content) = self.load(path) else {
            return self.later(
                &format!(
                    "file({path}){}{address}",
                    if address.is_empty() { "" } else { ":" }
                ),
                unknown,
            );
        };
        match self.lookup(&content, address, unknown, steps) {
            Some(Expr::Null) | None => Found::Missing,
            Some(value) => Found::Value(value),
        }
    }

    /// The content of a YAML or JSON file, as text for other kinds; `None` when it is missing or has to be run.
    fn load(&self, path: &str) -> Option<Expr> {
        let joined = join(self.folder, path)?;
        if let Some(loaded) = self.loaded.borrow().get(&joined) {
            return loaded.clone();
        }
        let content = self.read(&joined);
        self.loaded.borrow_mut().insert(joined, content.clone());
        content
    }

    fn read(&self, path: &str) -> Option<Expr> {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if matches!(extension, "js" | "cjs" | "mjs" | "ts") {
            self.problem(
                "unresolved-file",
                format!("`{path}` has to be run to be read; what it gives is kept as text"),
            );
            return None;
        }
        let text = self
            .files
            .read(path)
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text else {
            self.problem(
                "missing-file",
                format!("`{path}` is not there or not readable"),
            );
            return None;
        };
        if !matches!(extension, "yml" | "yaml" | "json") {
            return Some(Expr::Text(text));
        }
        let tree = match parse(path, &text) {
            Ok(tree) => tree,
            Err(error) => {
                let message = format!(
                    "`{path}`:{}:{}: {}",
                    error.at.line, error.at.column, error.message
                );
                self.problem("bad-file", message);
                return None;
            }
        };
        let mut problems = Vec::new();
        let content = tree
            .documents
            .first()
            .map(|root| expression(&tree, *root, &mut problems));
        for problem in problems {
            self.problem(
                &problem.kind,
                format!("`{path}`:{}: {}", problem.at.line, problem.message),
            );
        }
        content
    }

    fn problem(&self, kind: &str, message: String) {
        self.problems.borrow_mut().insert(TemplateProblem {
            kind: kind.to_owned(),
            at: Place { line: 1, column: 1 },
            message,
        });
    }
}

fn scalar_text(value: &Expr) -> Option<String> {
    match value {
        Expr::Text(text) | Expr::Number(text) => Some(text.clone()),
        Expr::Bool(value) => Some(value.to_string()),
        Expr::Null => Some(String::new()),
        Expr::List(_) | Expr::Map(_) | Expr::Call(..) => None,
    }
}

/// A known value as a source of a variable; `None` where it has to stay as it was written.
fn as_source(value: &Expr) -> Option<String> {
    match value {
        Expr::Text(text) => match pieces(text).as_slice() {
            [Piece::Variable(_)] => Some(text.clone()),
            [Piece::Literal(_)] | [] => Some(format!("'{text}'")),
            _ => None,
        },
        Expr::Number(text) => Some(text.clone()),
        Expr::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::tests::project;

    /// Resolves the key `x` of a service's document.
    fn check(document: &str, expected: &str) {
        check_given(document, &Given::default(), expected);
    }

    fn check_given(document: &str, given: &Given, expected: &str) {
        let files = project(&format!(
            "//- /svc/serverless.yml\n{document}\n//- /svc/vars.yml\na: {{b: \"from-${{self:service}}\"}}\ndev: {{t: T}}\n"
        ));
        let text = String::from_utf8(files.0["svc/serverless.yml"].clone()).unwrap();
        let tree = parse("serverless.yml", &text).unwrap();
        let document = expression(&tree, tree.documents[0], &mut Vec::new());
        let variables = Variables::new(&files, "svc", &document, given);
        let value = variables.resolve(document.get("x").unwrap());
        let mut shown = value.to_json().to_string();
        for problem in variables.problems() {
            shown += &format!(" [{}]", problem.kind);
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn what_is_given_holds_for_values_and_not_for_texts() {
        let given = Given {
            stage: Some("prod".to_owned()),
            parameters: [("p".to_owned(), "given".to_owned())].into(),
            ..Given::default()
        };
        let document = "custom: {prod: {k: {a: P}}, dev: {k: {a: D}}}\nprovider: {stage: \"${opt:stage, 'dev'}\"}\n\
                        params: {prod: {q: of-prod}, dev: {q: of-dev}}\n";
        let x = |text: &str| format!("{document}x: \"{text}\"");
        check_given(
            &x("${self:custom.${opt:stage, 'dev'}.k}"),
            &given,
            r#"{"a":"P"}"#,
        );
        check_given(
            &x("t-${sls:stage}"),
            &given,
            r#""t-${self:provider.stage}""#,
        );
        check_given(&x("${param:p}"), &given, r#""${param:p}""#);
        let made = Given {
            is_final: true,
            ..given
        };
        check_given(
            &x("t-${sls:stage}-${param:p}-${param:q}"),
            &made,
            r#""t-prod-given-of-prod""#,
        );
    }

    #[test]
    fn own_values_and_files_are_put_in() {
        check("service: s\nx: a-${self:service}-b", r#""a-s-b""#);
        check("service: s\nx: ${file(./vars.yml):a.b}", r#""from-s""#);
        check(
            "custom: ${file(vars.yml)}\nservice: s\nx: ${self:custom.a}",
            r#"{"b":"from-s"}"#,
        );
        check(
            "custom: {t: !Ref Orders}\nx: [\"${self:custom.t}\"]",
            r#"[{"Ref":"Orders"}]"#,
        );
        check("x: ${self:custom.none, 'fallback'}", r#""fallback""#);
        check(
            "x: ${self:custom.none}",
            r#""${self:custom.none}" [unresolved-variable]"#,
        );
        check(
            "x: ${file(gone.yml):a, 'd'}",
            r#""${file(gone.yml):a, 'd'}" [missing-file]"#,
        );
    }

    #[test]
    fn what_a_run_decides_stays_in_one_spelling() {
        for stage in [
            "${opt:stage, 'dev'}",
            "${self:provider.stage}",
            "${sls:stage}",
            "${self:custom.stage}",
            "${opt:stage,self:provider.stage}",
        ] {
            check(
                &format!(
                    "provider: {{stage: \"${{opt:stage, 'dev'}}\"}}\ncustom: {{stage: \"${{opt:stage, self:provider.stage}}\"}}\nx: t-{stage}"
                ),
                r#""t-${self:provider.stage}""#,
            );
        }
        check("x: t-${opt:stage, 'dev'}", r#""t-${sls:stage}""#);
        check(
            "x: ${env:A,   'b'}-${ssm:/p}",
            r#""${env:A, 'b'}-${ssm:/p}""#,
        );
        check(
            "service: s\nx: ${env:A, self:service}",
            r#""${env:A, 's'}""#,
        );
        check(
            "service: s\nx: arn:${AWS::Region}:${Orders.Arn}:${aws:accountId}",
            r#""arn:${AWS::Region}:${Orders.Arn}:${aws:accountId}""#,
        );
    }

    #[test]
    fn stage_dependent_texts_stay_and_structures_are_those_of_the_default_stage() {
        let custom = "provider: {stage: dev}\ncustom: {dev: {t: orders, env: {A: 1}}}\n";
        check(
            &format!("{custom}x: ${{self:custom.${{opt:stage}}.t}}"),
            r#""${self:custom.${self:provider.stage}.t}""#,
        );
        check(
            &format!("{custom}x: ${{self:custom.${{opt:stage}}.env}}"),
            r#"{"A":1}"#,
        );
        check("x: ${param:p}\nparams: {default: {p: v}}", r#""v""#);
        check(
            "x: ${param:p}\nparams: {default: {p: v}, prod: {p: w}}",
            r#""${param:p}""#,
        );
    }

    #[test]
    fn circles_end() {
        check(
            "x: ${self:x}",
            r#""${self:x}" [unresolved-variable] [variable-circle]"#,
        );
    }
}
