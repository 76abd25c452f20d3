//! Values of a policy in a template, as patterns that compare: however a resource is written, its ARN is one pattern.
//!
//! `!GetAtt Orders.Arn`, `!Sub arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}` and the same ARN
//! with the table's name spelled out give one pattern.

use crate::binding::declared::Declared;
use crate::binding::resolve::{self, Defaults, canonical};
use crate::binding::resource_types::{Gives, ResourceType, resource_type};
use crate::binding::text::{Part, Text};
use crate::evaluator::document::Entry;
use crate::evaluator::pattern::{Pattern, Symbol};
use crate::expr::Expr;
use crate::template::Resource;

/// The entries that a value stands for: one for each side of a template's condition, none for `AWS::NoValue`.
///
/// Both sides of a condition count, so a role may be taken to grant more than any one deployment does.
pub fn entries(declared: &Declared<'_>, value: &Expr) -> Vec<Entry> {
    resolve::texts(declared, value)
        .iter()
        .map(|text| Entry {
            pattern: pattern(declared, text),
            written: value.clone(),
        })
        .collect()
}

/// The patterns of a resource of a grant: by reference, and with the names that CloudFormation makes spelled out.
pub fn resource_patterns(declared: &Declared<'_>, resource: &Expr) -> Vec<Pattern> {
    let texts = resolve::texts(declared, resource);
    let mut patterns: Vec<Pattern> = texts
        .iter()
        .map(|text| with_references(declared, &pattern(declared, text)))
        .collect();
    if let [by_reference] = patterns.as_slice() {
        let spelled = spelled_out(declared, by_reference);
        if spelled != *by_reference {
            patterns.push(spelled);
        }
    }
    patterns
}

/// The pattern of a text.
pub(crate) fn pattern(declared: &Declared<'_>, text: &Text) -> Pattern {
    let mut out = Pattern::default();
    for part in canonical(declared, text, Defaults::Ignored).parts() {
        match part {
            Part::Literal(literal) => out.extend(&Pattern::glob_with_variables(literal)),
            Part::Any | Part::Generated => out.push(Symbol::Any),
            Part::Template(expr) => out.extend(&expression(declared, expr)),
        }
    }
    out
}

fn expression(declared: &Declared<'_>, expr: &Expr) -> Pattern {
    let mut out = Pattern::default();
    if let Some((resource, gives)) = declared.meant_by(expr)
        && let Some(row) = resource_type(&resource.kind)
        && matches!(gives, Gives::Arn | Gives::Name)
    {
        let name = name(declared, resource, row);
        let text = match gives {
            Gives::Arn => declared.arn_with_name(row, &secret_name(row, name)),
            _ => name,
        };
        for part in text.parts() {
            match part {
                Part::Literal(literal) => out.extend(&Pattern::literal(literal)),
                Part::Any | Part::Generated => out.push(Symbol::Any),
                Part::Template(inner) if *inner == Expr::reference(&resource.id) => {
                    out.push(Symbol::Own(resource.id.clone()));
                }
                Part::Template(inner) => out.extend(&plain_name(inner)),
            }
        }
        return out;
    }
    out.extend(&plain_name(expr));
    out
}

/// The name that a resource is given, or a reference to it.
fn name(declared: &Declared<'_>, resource: &Resource, row: &ResourceType) -> Text {
    match declared.given_names(resource, row).as_slice() {
        [given] => canonical(declared, given, Defaults::Ignored),
        _ => Text::reference(&resource.id),
    }
}

/// A secret's ARN ends in six characters that are no part of its name.
fn secret_name(row: &ResourceType, name: Text) -> Text {
    let is_reference = matches!(name.as_template(), Some(Expr::Call(..)));
    if row.arn.ends_with("${SecretId}") && !is_reference {
        return name.then_literal("-").then(&Text::generated());
    }
    name
}

/// Something that only a deployment knows. A policy is of use in one partition only, so the stack's is that one.
fn plain_name(expr: &Expr) -> Pattern {
    let written = Text::template(expr.clone()).display();
    let name = written
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or(&written);
    let mut out = Pattern::default();
    match name {
        "AWS::Partition" => return Pattern::literal("aws"),
        "aws:region" | "self:provider.region" => out.push(Symbol::Name("AWS::Region".to_owned())),
        "aws:accountId" => out.push(Symbol::Name("AWS::AccountId".to_owned())),
        name => out.push(Symbol::Name(name.to_owned())),
    }
    out
}

/// Names as CloudFormation makes them, spelled out.
fn spelled_out(declared: &Declared<'_>, by_reference: &Pattern) -> Pattern {
    let mut out = Pattern::default();
    for symbol in by_reference.symbols() {
        match symbol {
            Symbol::Own(id) => out.extend(&spelled_name(declared, id)),
            symbol => out.push(symbol.clone()),
        }
    }
    out
}

fn spelled_name(declared: &Declared<'_>, id: &str) -> Pattern {
    let found = declared
        .resource(id)
        .and_then(|resource| Some((resource, resource_type(&resource.kind)?)));
    let Some((resource, row)) = found else {
        return Pattern::any();
    };
    let mut out = Pattern::default();
    for part in declared.spelled_name(resource, row).parts() {
        match part {
            Part::Literal(literal) => out.extend(&Pattern::literal(literal)),
            Part::Any | Part::Generated => out.push(Symbol::Any),
            Part::Template(expr) => out.extend(&plain_name(expr)),
        }
    }
    out
}

/// Spelled-out names of the template's resources, where a grant avoids a circle, become references again.
fn with_references(declared: &Declared<'_>, written: &Pattern) -> Pattern {
    let mut best: Option<(usize, usize, &str)> = None;
    for resource in &declared.template.resources {
        let Some(row) = resource_type(&resource.kind) else {
            continue;
        };
        if row.name_property.is_none() || !declared.given_names(resource, row).is_empty() {
            continue;
        }
        let spelled = spelled_name(declared, &resource.id);
        let wanted = spelled.symbols();
        let found = written
            .symbols()
            .windows(wanted.len())
            .position(|window| window == wanted);
        if let Some(at) = found
            && best.is_none_or(|(_, length, _)| length < wanted.len())
        {
            best = Some((at, wanted.len(), &resource.id));
        }
    }
    let Some((at, length, id)) = best else {
        return written.clone();
    };
    let mut out = Pattern::default();
    for (position, symbol) in written.symbols().iter().enumerate() {
        if position == at {
            out.push(Symbol::Own(id.to_owned()));
        } else if position < at || position >= at + length {
            out.push(symbol.clone());
        }
    }
    out
}

/// The pattern with a region and an account that are spelled out in an ARN read as the stack's own. A role is of use in
/// the account it is in, and functions mostly use what is beside them.
pub fn in_own_account(pattern: &Pattern) -> Pattern {
    placed(pattern, |it| matches!(it, Symbol::Char(_)))
}

/// The pattern with the stack's own region and account where an ARN has `*` for them.
pub(crate) fn in_one_account(pattern: &Pattern) -> Pattern {
    placed(pattern, |it| *it == Symbol::Any)
}

fn placed(pattern: &Pattern, is_replaced: impl Fn(&Symbol) -> bool) -> Pattern {
    let mut fields: Vec<Vec<Symbol>> = vec![Vec::new()];
    for symbol in pattern.symbols() {
        if *symbol == Symbol::Char(':') && fields.len() < 6 {
            fields.push(Vec::new());
        } else if let Some(last) = fields.last_mut() {
            last.push(symbol.clone());
        }
    }
    let own = [(3, "AWS::Region"), (4, "AWS::AccountId")];
    if fields.len() == 6 {
        for (index, name) in own {
            if let Some(field) = fields.get_mut(index)
                && !field.is_empty()
                && field.iter().all(&is_replaced)
            {
                *field = vec![Symbol::Name(name.to_owned())];
            }
        }
    }
    let mut out = Pattern::default();
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            out.push(Symbol::Char(':'));
        }
        field.into_iter().for_each(|symbol| out.push(symbol));
    }
    out
}
