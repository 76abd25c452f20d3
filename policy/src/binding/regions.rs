//! The regions that a call may go to.

use super::arguments::{self, Found};
use super::fill;
use super::resolve::{self, Defaults};
use super::scope::Scope;
use super::text::{Part, Text};
use super::variables;
use crate::expr::Expr;
use crate::template::Kind;
use analyzer::facts::Call;

/// The regions a call may go to: the stack's, unless the code names others.
pub fn regions(scope: &Scope<'_>, call: &Call) -> Vec<Text> {
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
    let stack = stack_regions(scope);
    for region in &mut regions {
        let is_none = region.as_literal().is_some_and(|name| !is_region(name));
        if is_none || stack.contains(&resolve::canonical(scope.declared, region, Defaults::Used)) {
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

/// The region that the framework deploys the stack to, as the document says it and by default; only Serverless says it. Errs
/// on the side of the stack's own: a service that is deployed elsewhere by an option has none of its resources there.
fn stack_regions(scope: &Scope<'_>) -> Vec<Text> {
    let template = scope.declared.template;
    if template.kind != Kind::Serverless {
        return Vec::new();
    }
    let Some(region) = template.document.at(&["provider", "region"]) else {
        return vec![Text::literal("us-east-1")];
    };
    let mut regions = Vec::new();
    for text in resolve::texts(scope.declared, region) {
        let text = resolve::canonical(scope.declared, &text, Defaults::Used);
        let default = match text.parts() {
            [Part::Template(Expr::Text(variable))] => variables::constant_default(variable),
            _ => None,
        };
        regions.extend(default.map(Text::literal));
        regions.push(text);
    }
    regions
}

/// A client may be made for this many regions; more are any.
const MOST_REGIONS: usize = 8;

/// Whether a name has the shape of `eu-west-1`.
fn is_region(name: &str) -> bool {
    name.contains('-') && name.ends_with(|last: char| last.is_ascii_digit())
}
