//! `iam-tailor.toml`: what people decided about a project.
//!
//! Acceptances of findings, thresholds of `check`, and statements about code that no analysis can know. Unknown keys,
//! rules and functions are errors: a typing mistake must not silently accept or state nothing.

use crate::nearest::nearest;
use policy::review::Rule;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The name of the file.
pub(crate) const FILE_NAME: &str = "iam-tailor.toml";

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ConfigError(String);

/// A configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Config {
    /// How `check` decides.
    pub(crate) check: CheckConfig,
    /// Findings that are all right.
    pub(crate) accept: Vec<Spanned<Accept>>,
    /// What calls do that no analysis can know.
    pub(crate) call: Vec<Spanned<StatedCall>>,
    /// Where the code of functions is.
    pub(crate) handler: Vec<Spanned<StatedHandler>>,
    /// The file, and its path relative to the project's root.
    #[serde(skip)]
    pub(crate) path: PathBuf,
    /// The path relative to the project's root.
    #[serde(skip)]
    pub(crate) name: String,
    /// Its text.
    #[serde(skip)]
    pub(crate) text: String,
}

/// How `check` decides; options of the command line go before.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct CheckConfig {
    /// `info`, `low`, `medium` or `high`.
    pub(crate) min_severity: Option<String>,
    /// `low`, `medium` or `high`.
    pub(crate) min_confidence: Option<String>,
    /// The baseline, relative to the configuration.
    pub(crate) baseline: Option<PathBuf>,
}

/// Accepts findings of one rule. What is not given matches everything; `*` matches any text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Accept {
    /// The id of the rule.
    pub(crate) rule: String,
    /// Why it is all right.
    pub(crate) reason: String,
    /// Function, by its name in the template.
    pub(crate) function: Option<String>,
    /// Template, relative to the configuration.
    pub(crate) template: Option<String>,
    /// Action, as the finding shows it.
    pub(crate) action: Option<String>,
    /// Resource, as the finding shows it.
    pub(crate) resource: Option<String>,
}

/// States what a call does: the hint that could stand beside it as a comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StatedCall {
    /// The source file, relative to the configuration.
    pub(crate) file: String,
    /// Text that stands in exactly one line of it.
    pub(crate) line: String,
    /// `s3:GetObject Bucket=reports Key=${PREFIX}/*`, as in a hint comment.
    pub(crate) does: String,
}

/// States where the code of a function is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StatedHandler {
    /// The function, by its name in the template.
    pub(crate) function: String,
    /// The handler as the runtime reads it: `app.handler`.
    pub(crate) handler: Option<String>,
    /// The folder that the code is packaged from, relative to the configuration.
    pub(crate) code: Option<String>,
    /// `python3.13`, `nodejs22.x`, `provided.al2023`.
    pub(crate) runtime: Option<String>,
}

/// Loads the configuration of a project: the file that is given, or the nearest one from PATH up to the root.
pub(crate) fn load(
    root: &Path,
    folder: &Path,
    given: Option<&Path>,
) -> Result<Config, ConfigError> {
    let nearest = || {
        let folders = folder.ancestors().take_while(|it| it.starts_with(root));
        folders.map(|it| it.join(FILE_NAME)).find(|it| it.is_file())
    };
    let Some(path) = given.map(Path::to_path_buf).or_else(nearest) else {
        return Ok(Config::default());
    };
    let text = std::fs::read_to_string(&path)
        .map_err(|cause| ConfigError(format!("cannot read `{}`: {cause}", path.display())))?;
    let path = path.canonicalize().unwrap_or(path);
    let name = path.strip_prefix(root).unwrap_or(&path);
    let name = name.to_string_lossy().replace('\\', "/");
    parse(&text, path.clone(), name)
}

/// Reads a configuration and checks what it can by itself.
pub(crate) fn parse(text: &str, path: PathBuf, name: String) -> Result<Config, ConfigError> {
    let mut config: Config = toml::from_str(text).map_err(|cause| {
        let at = cause.span().map_or(1, |span| line_at(text, span.start));
        ConfigError(format!("`{name}`:{at}: {}", one_line(cause.message())))
    })?;
    config.path = path;
    config.name = name;
    config.text = text.to_owned();
    for row in &config.accept {
        let accept = row.get_ref();
        let problem = if Rule::from_id(&accept.rule).is_none() {
            unknown_rule(&accept.rule)
        } else if accept.reason.trim().is_empty() {
            "an acceptance needs a `reason`".to_owned()
        } else {
            continue;
        };
        return Err(config.error(row.span().start, &problem));
    }
    for (value, known) in [
        (
            &config.check.min_severity,
            &["info", "low", "medium", "high"][..],
        ),
        (&config.check.min_confidence, &["low", "medium", "high"]),
    ] {
        if let Some(value) = value.as_deref().filter(|it| !known.contains(it)) {
            let at = text.find(value).unwrap_or_default();
            let message = format!("`{value}` is none of {}", known.join(", "));
            return Err(config.error(at, &message));
        }
    }
    Ok(config)
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// What is said of a rule that does not exist.
pub(crate) fn unknown_rule(id: &str) -> String {
    let hint = nearest(id, Rule::ALL.into_iter().map(Rule::id));
    format!("no rule `{id}`{hint}")
}

fn line_at(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    1 + before.matches('\n').count()
}

impl Config {
    /// The line of something in the file.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        u32::try_from(line_at(&self.text, offset)).unwrap_or(u32::MAX)
    }

    /// A mistake in the configuration.
    pub(crate) fn error(&self, offset: usize, message: &str) -> ConfigError {
        ConfigError(format!(
            "`{}`:{}: {message}",
            self.name,
            line_at(&self.text, offset)
        ))
    }

    /// A path that the configuration names, relative to the project's root.
    pub(crate) fn inside(&self, path: &str) -> String {
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = path.trim_start_matches("./");
        if folder.is_empty() {
            path.to_owned()
        } else {
            format!("{folder}/{path}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text, PathBuf::new(), FILE_NAME.to_owned())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn mistakes_are_errors_with_a_line() {
        assert_eq!(
            error("[[accept]]\nrule = \"wildcard-resorce\"\nreason = \"x\"\n"),
            "`iam-tailor.toml`:1: no rule `wildcard-resorce`; did you mean `wildcard-resource`?"
        );
        assert_eq!(
            error("\n[[accept]]\nrule = \"shared-role\"\nreason = \" \"\n"),
            "`iam-tailor.toml`:2: an acceptance needs a `reason`"
        );
        assert!(error("[chek]\n").contains("unknown field `chek`"));
        assert!(error("[[accept]]\nrule = \"shared-role\"\n").contains("missing field `reason`"));
        assert_eq!(
            error("[check]\nmin-severity = \"severe\"\n"),
            "`iam-tailor.toml`:2: `severe` is none of info, low, medium, high"
        );
    }
}
