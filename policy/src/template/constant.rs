//! Values of a template that are the same in every deployment unless somebody overrides them.

use super::Parameter;
use super::reference::placeholders;
use crate::expr::Expr;
use std::collections::BTreeMap;

/// What an expression may be folded with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Constants<'a> {
    /// Parameters, for their defaults.
    pub(crate) parameters: &'a BTreeMap<String, Parameter>,
    /// The document, for `Mappings`.
    pub(crate) document: &'a Expr,
}

impl Constants<'_> {
    /// The text that an expression stands for when parameters have their defaults. Errs on the side of `None`; pseudo
    /// parameters are never folded.
    pub(crate) fn text(&self, expr: &Expr) -> Option<String> {
        self.fold(expr, 8)
    }

    fn fold(&self, expr: &Expr, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        match expr {
            Expr::Text(text) => Some(text.clone()),
            Expr::Number(text) => Some(text.clone()),
            Expr::Bool(value) => Some(value.to_string()),
            Expr::Call(name, argument) => match (name.as_str(), argument.as_ref()) {
                ("Ref", Expr::Text(name)) => {
                    self.fold(self.parameters.get(name)?.default.as_ref()?, depth)
                }
                ("Fn::Sub", Expr::Text(text)) => self.substitute(text, &Expr::Null, depth),
                ("Fn::Sub", Expr::List(parts)) => match parts.as_slice() {
                    [Expr::Text(text), variables] => self.substitute(text, variables, depth),
                    _ => None,
                },
                ("Fn::Join", Expr::List(parts)) => match parts.as_slice() {
                    [Expr::Text(separator), Expr::List(items)] => {
                        let items: Option<Vec<_>> =
                            items.iter().map(|item| self.fold(item, depth)).collect();
                        Some(items?.join(separator))
                    }
                    _ => None,
                },
                ("Fn::FindInMap", Expr::List(keys)) => {
                    // A default goes last, in a mapping of its own.
                    let (keys, default) = match keys.as_slice() {
                        [keys @ .., options @ Expr::Map(_)] => (keys, options.get("DefaultValue")),
                        keys => (keys, None),
                    };
                    let mapped = keys
                        .iter()
                        .try_fold(self.document.get("Mappings")?, |value, key| {
                            value.get(&self.fold(key, depth)?)
                        });
                    self.fold(mapped.or(default)?, depth)
                }
                _ => None,
            },
            Expr::Null | Expr::List(_) | Expr::Map(_) => None,
        }
    }

    fn substitute(&self, text: &str, variables: &Expr, depth: usize) -> Option<String> {
        let mut out = text.to_owned();
        for name in placeholders(text) {
            let value = match variables.get(name) {
                Some(value) => self.fold(value, depth)?,
                None => self.fold(&Expr::reference(name), depth)?,
            };
            out = out.replace(&format!("${{{name}}}"), &value);
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_and_mappings_fold() {
        let parameters = BTreeMap::from([
            (
                "Stage".to_owned(),
                Parameter {
                    kind: "String".into(),
                    default: Some(Expr::text("dev")),
                },
            ),
            (
                "Bare".to_owned(),
                Parameter {
                    kind: "String".into(),
                    default: None,
                },
            ),
        ]);
        let document = Expr::Map(vec![(
            "Mappings".into(),
            Expr::Map(vec![(
                "M".into(),
                Expr::Map(vec![(
                    "dev".into(),
                    Expr::Map(vec![("runtime".into(), Expr::text("python3.12"))]),
                )]),
            )]),
        )]);
        let constants = Constants {
            parameters: &parameters,
            document: &document,
        };
        let find = Expr::Call(
            "Fn::FindInMap".into(),
            Box::new(Expr::List(vec![
                Expr::text("M"),
                Expr::reference("Stage"),
                Expr::text("runtime"),
            ])),
        );
        assert_eq!(constants.text(&find).as_deref(), Some("python3.12"));
        assert_eq!(
            constants.text(&Expr::sub("a-${Stage}/")).as_deref(),
            Some("a-dev/")
        );
        assert_eq!(constants.text(&Expr::sub("${Bare}")), None);
        assert_eq!(constants.text(&Expr::sub("${AWS::Region}")), None);
    }
}
