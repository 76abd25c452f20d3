//! Hint comments: what a call does that no analysis can know, stated beside it.
//!
//! `iam-tailor: s3:GetObject Bucket=reports Key=${PREFIX}/*` on the line of a call, or on a line of its own above it, replaces
//! what could not be followed there by that operation, or fills in parameters of the same operation called there.
//! Several operations are separated by `;`; `none` says that there is no AWS call. In values `${NAME}` is an environment
//! variable and `*` any text. A hint that is wrong, or whose line needs none, is a problem itself.

use super::Interpreter;
use super::value::ModuleId;
use crate::facts::{
    Analysis, Argument, Call, Credentials, Field, Frame, Hole, Location, Pattern, Piece, Problem,
    ProblemKind, Reason,
};
use crate::ir::{HintComment, Module};
use catalog::Catalog;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many hints that name what does not exist are told what they may mean; a file can hold any number of them.
const SUGGESTED: usize = 20;

/// What a hint says.
#[derive(Debug, PartialEq)]
struct Statement {
    service: &'static str,
    operation: &'static str,
    parameters: BTreeMap<String, Field>,
}

/// Applies the hints of all modules that ran.
pub(crate) fn apply(interp: &Interpreter<'_>, analysis: &mut Analysis) {
    let mut suggested = SUGGESTED;
    for (index, loaded) in interp.modules.iter().enumerate() {
        let id = ModuleId(u32::try_from(index).unwrap_or(u32::MAX));
        for hint in loaded
            .module
            .hints
            .iter()
            .filter(|hint| loaded.model.is_none() && !is_acceptance(hint))
        {
            apply_one(interp, id, loaded.module, hint, analysis, &mut suggested);
        }
    }
}

/// Comments that accept a finding of a review are not about calls.
fn is_acceptance(hint: &HintComment) -> bool {
    hint.text.split_whitespace().next() == Some("accept")
}

fn apply_one(
    interp: &Interpreter<'_>,
    id: ModuleId,
    module: &Module,
    hint: &HintComment,
    analysis: &mut Analysis,
    suggested: &mut usize,
) {
    let at = Location {
        file: module.path.clone(),
        line: hint.at.line,
        column: hint.at.column,
    };
    let statements = match parse(interp.catalog, &hint.text, suggested) {
        Ok(statements) => statements,
        Err(message) => {
            analysis.problems.push(Problem {
                at,
                kind: ProblemKind::Hint,
                message,
            });
            return;
        }
    };
    let Some(line) = target_line(module, hint) else {
        return;
    };
    let here = |place: &Location| place.file == module.path && place.line == line;
    let chain = analysis
        .problems
        .iter()
        .position(|problem| here(&problem.at) && is_answerable(problem.kind));
    let refined = refine(&statements, analysis, here);
    if chain.is_none() && !refined {
        if interp.runs_line(id, line) {
            let message = "this hint no longer applies: everything on its line is known; remove it"
                .to_owned();
            analysis.problems.push(Problem {
                at,
                kind: ProblemKind::Hint,
                message,
            });
        }
        return;
    }
    if chain.is_some() {
        analysis
            .problems
            .retain(|problem| !(here(&problem.at) && is_answerable(problem.kind)));
        let site = Location { line, ..at };
        analysis.calls.extend(
            statements
                .into_iter()
                .map(|statement| call(statement, &site)),
        );
    }
}

/// Problems that a hint can answer.
fn is_answerable(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::DynamicOperation
            | ProblemKind::DynamicService
            | ProblemKind::UnknownOperation
            | ProblemKind::OpaqueLibrary
            | ProblemKind::UnseenCode
            | ProblemKind::Unsupported
    )
}

/// Fills stated parameters into calls of the same operation on the hint's line.
fn refine(
    statements: &[Statement],
    analysis: &mut Analysis,
    here: impl Fn(&Location) -> bool,
) -> bool {
    let mut refined = false;
    for call in analysis.calls.iter_mut().filter(|call| here(&call.site)) {
        let stated = statements
            .iter()
            .find(|it| it.service == call.service && it.operation == call.operation);
        let Some(stated) = stated.filter(|it| !it.parameters.is_empty()) else {
            continue;
        };
        let known = match Argument::clone(&call.arguments) {
            Argument::Record {
                mut fields,
                computed,
                open,
            } => {
                fields.extend(stated.parameters.clone());
                Argument::Record {
                    fields,
                    computed,
                    open,
                }
            }
            _ => Argument::Record {
                fields: stated.parameters.clone(),
                computed: Vec::new(),
                open: true,
            },
        };
        call.arguments = Arc::new(known);
        refined = true;
    }
    refined
}

fn call(statement: Statement, site: &Location) -> Call {
    let chain = vec![Frame {
        function: "<hint>".to_owned(),
        called_at: site.clone(),
    }];
    Call {
        service: statement.service.to_owned(),
        operation: statement.operation.to_owned(),
        arguments: Arc::new(Argument::Record {
            fields: statement.parameters,
            computed: Vec::new(),
            open: false,
        }),
        site: site.clone(),
        chain,
        credentials: Credentials::Own,
        region: None,
    }
}

/// The line a hint speaks of: its own, or the next one with code.
fn target_line(module: &Module, hint: &HintComment) -> Option<u32> {
    if !hint.own_line {
        return Some(hint.at.line);
    }
    module.lines().filter(|line| *line > hint.at.line).min()
}

fn parse(catalog: Catalog, text: &str, suggested: &mut usize) -> Result<Vec<Statement>, String> {
    if text.trim() == "none" {
        return Ok(Vec::new());
    }
    text.split(';')
        .map(|part| parse_statement(catalog, part.trim(), suggested))
        .collect()
}

fn parse_statement(
    catalog: Catalog,
    text: &str,
    suggested: &mut usize,
) -> Result<Statement, String> {
    let mut words = text.split_whitespace();
    let name = words
        .next()
        .ok_or("this hint is empty: write `service:Operation Parameter=value`, or `none`")?;
    let operation = catalog.known_operation(name).ok_or_else(|| {
        let nearest = suggestion(catalog, name, suggested)
            .map(|near| format!(": did you mean `{near}`?"))
            .unwrap_or_default();
        format!("this hint names an unknown operation `{name}`{nearest}")
    })?;
    let mut parameters = BTreeMap::new();
    for word in words {
        let (name, value) = word
            .split_once('=')
            .ok_or_else(|| format!("`{word}` in this hint is no `Parameter=value`"))?;
        if !operation.input_members().any(|member| member == name) {
            return Err(format!(
                "`{name}` in this hint is no parameter of {}",
                operation.name()
            ));
        }
        parameters.insert(
            name.to_owned(),
            Field {
                value: Argument::Text(pattern(value)),
                optional: false,
            },
        );
    }
    Ok(Statement {
        service: operation.service().id(),
        operation: operation.name(),
        parameters,
    })
}

fn suggestion(catalog: Catalog, name: &str, suggested: &mut usize) -> Option<String> {
    *suggested = suggested.checked_sub(1)?;
    let unknown = catalog.find_operation(name).err()?;
    unknown.suggestions.into_iter().next()
}

/// `reports/${STAGE}/*` as a pattern.
fn pattern(text: &str) -> Pattern {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(position) = rest.find(['*', '$']) {
        let (before, after) = rest.split_at_checked(position).unwrap_or((rest, ""));
        push_literal(&mut pieces, before);
        let variable = after
            .strip_prefix("${")
            .and_then(|tail| tail.split_once('}'));
        match variable {
            Some((name, tail)) => {
                pieces.push(Piece::Hole(Hole::Env(name.to_owned())));
                rest = tail;
            }
            None if after.starts_with('*') => {
                pieces.push(Piece::Hole(Hole::Unknown(Reason::Computed)));
                rest = after.strip_prefix('*').unwrap_or_default();
            }
            None => {
                push_literal(&mut pieces, "$");
                rest = after.strip_prefix('$').unwrap_or_default();
            }
        }
    }
    push_literal(&mut pieces, rest);
    Pattern(pieces)
}

fn push_literal(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Literal(last)) => last.push_str(text),
        _ => pieces.push(Piece::Literal(text.to_owned())),
    }
}

impl Interpreter<'_> {
    /// Whether the function that a line stands in has run. Told by where functions start.
    fn runs_line(&self, module: ModuleId, line: u32) -> bool {
        let Some(loaded) = self.modules.get(module.0 as usize) else {
            return false;
        };
        let functions = loaded.module.functions.iter().enumerate();
        let around = functions
            .filter(|(_, function)| function.span.line <= line)
            .max_by_key(|(_, function)| function.span);
        let Some((index, _)) = around else {
            return false;
        };
        self.activations.iter().any(|activation| {
            let closure = activation.key.closure;
            activation.ran && closure.module == module && closure.function.0 as usize == index
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_wrong_names_are_searched_for() {
        let mut suggested = 1;
        let mut told = |text| parse(Catalog::embedded(), text, &mut suggested).unwrap_err();
        assert!(told("s3:GetObjet").ends_with("did you mean `s3:GetObject`?"));
        assert!(told("s3:PutObjet").ends_with("`s3:PutObjet`"));
    }
}
