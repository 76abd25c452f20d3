//! An ARN format with what the call names for its placeholders, as the resource that it is.

use super::arn::{self, Format};
use super::forms::Named;
use super::names::Name;
use super::resource_types::resource_type;
use super::scope::Scope;
use super::targets::Target;
use super::text::{Part, Text};
use crate::expr::Expr;

/// An ARN format with the names found so far.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    names: Vec<(String, Named)>,
    trail: Vec<String>,
}

impl Filled {
    /// With one more placeholder named.
    pub fn with(&self, placeholder: &str, (named, trail): &Name) -> Self {
        let mut filled = self.clone();
        filled.names.push((placeholder.to_owned(), named.clone()));
        filled.trail.extend(trail.iter().cloned());
        filled
    }

    /// The resource, in one region.
    pub fn target(&self, scope: &Scope<'_>, region: &Text, format: &Format) -> Target {
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
        if let Some(arn) = self.other() {
            return Target {
                other: true,
                ..plain(arn.clone(), arn.is_known())
            };
        }
        if let Some((placeholder, arn)) = self.arn() {
            // Only what AWS adds to the name comes with the ARN; what another parameter names does not.
            let whole = match self.names_nothing_else() && format.has_all_of(arn) {
                true => arn.clone(),
                false => format.continue_from(arn, placeholder, value),
            };
            return plain(
                whole,
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
            Named::Arn(_) | Named::Other(_) => plain(format.fill(region, value), true),
        }
    }

    fn other(&self) -> Option<&Text> {
        self.names.iter().find_map(|(_, named)| match named {
            Named::Other(arn) => Some(arn),
            _ => None,
        })
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

    fn names_nothing_else(&self) -> bool {
        self.names.iter().all(|(_, named)| match named {
            Named::Arn(_) => true,
            Named::Name(text) => text.is_any(),
            _ => false,
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
