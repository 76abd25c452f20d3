//! The regions that a call may go to.

use super::arguments::{self, Found};
use super::fill;
use super::scope::Scope;
use super::text::Text;
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
