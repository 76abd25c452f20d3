//! Variables that differ from deployment to deployment: the stage, the region, parameters.

use super::{Found, Unknown, Variables};
use crate::expr::Expr;

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

impl Variables<'_> {
    /// Stage and region, which have many spellings.
    pub(super) fn setting(&self, text: &str, unknown: Unknown) -> Option<Found> {
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

    /// A parameter that has the same value in every stage; others are known when a stage is.
    pub(super) fn parameter(&self, name: &str, unknown: Unknown, steps: usize) -> Found {
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
}
