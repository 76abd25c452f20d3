//! `tsconfig.json` and `jsconfig.json`: path aliases, and where compiled output comes from.

use super::json::read_lenient;
use super::package::{match_star, texts};
use crate::frontend::paths::{ancestors, below, join, parent};
use crate::project::Files;
use serde_json::Value;

/// Files a configuration may extend, one after the other.
const MAX_EXTENDS: u32 = 8;

/// A configuration with what it extends. Paths are relative to the project root.
#[derive(Debug, Clone, Default)]
pub(super) struct TypeScriptConfig {
    base_url: Option<String>,
    aliases: Option<Aliases>,
    out: Option<String>,
    root: Option<String>,
}

/// Path aliases.
#[derive(Debug, Clone)]
struct Aliases {
    /// The folder that targets are relative to.
    folder: String,
    /// Patterns with their targets.
    patterns: Vec<(String, Vec<String>)>,
}

impl TypeScriptConfig {
    /// The configuration that holds in a folder.
    pub(super) fn nearest(files: &dyn Files, folder: &str) -> Option<Self> {
        Self::around(files, folder).next()
    }

    /// The configurations of a folder and those around it, innermost first.
    pub(super) fn around(files: &dyn Files, folder: &str) -> impl Iterator<Item = Self> {
        ancestors(folder).filter_map(|folder| {
            ["tsconfig.json", "jsconfig.json"]
                .iter()
                .find_map(|name| Self::read(files, &below(folder, name), 0))
        })
    }

    fn read(files: &dyn Files, path: &str, depth: u32) -> Option<Self> {
        let value = read_lenient(&files.read(path)?)?;
        let folder = parent(path);
        let mut config = Self::default();
        if depth < MAX_EXTENDS {
            for base in extended(&value) {
                let base = base_path(files, folder, &base);
                if let Some(base) = base.and_then(|base| Self::read(files, &base, depth + 1)) {
                    config.override_with(base);
                }
            }
        }
        config.override_with(Self::own(&value, folder));
        Some(config)
    }

    fn own(value: &Value, folder: &str) -> Self {
        let options = value.get("compilerOptions");
        let option = |name: &str| options.and_then(|options| options.get(name));
        let path = |name: &str| {
            let path = option(name)?.as_str()?;
            join(folder, &path.replace("${configDir}", "."))
        };
        let base_url = path("baseUrl");
        let patterns = option("paths").and_then(Value::as_object);
        let aliases = patterns.map(|patterns| {
            let folder = base_url.clone().unwrap_or_else(|| folder.to_owned());
            let patterns = patterns
                .iter()
                .map(|(pattern, targets)| (pattern.clone(), texts(Some(targets))));
            Aliases {
                folder,
                patterns: patterns.collect(),
            }
        });
        Self {
            base_url,
            aliases,
            out: path("outDir"),
            root: path("rootDir"),
        }
    }

    fn override_with(&mut self, other: Self) {
        self.base_url = other.base_url.or(self.base_url.take());
        self.aliases = other.aliases.or(self.aliases.take());
        self.out = other.out.or(self.out.take());
        self.root = other.root.or(self.root.take());
    }

    /// The paths that a specifier may mean by an alias or the base folder, likeliest first.
    pub(super) fn candidates(&self, specifier: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(Aliases { folder, patterns }) = &self.aliases {
            let mut matching: Vec<_> = patterns
                .iter()
                .filter_map(|(pattern, targets)| match pattern == specifier {
                    true => Some((usize::MAX, "", targets)),
                    false => {
                        match_star(pattern, specifier).map(|star| (pattern.len(), star, targets))
                    }
                })
                .collect();
            matching.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
            for (_, star, targets) in matching {
                let paths = targets.iter().map(|target| target.replace('*', star));
                found.extend(
                    paths.filter_map(|path| join(folder, &path.replace("${configDir}", "."))),
                );
            }
        }
        if let Some(base) = &self.base_url
            && !specifier.starts_with('/')
        {
            found.extend(join(base, specifier));
        }
        found
    }

    /// The folder it compiles into, and the one it compiles from where that is said.
    pub(super) fn compiled(&self) -> Option<(&str, Option<&str>)> {
        Some((self.out.as_deref()?, self.root.as_deref()))
    }
}

fn extended(value: &Value) -> Vec<String> {
    match value.get("extends") {
        Some(Value::String(one)) => vec![one.clone()],
        other => texts(other),
    }
}

/// The file an `extends` means; configurations of packages are not looked for.
fn base_path(files: &dyn Files, folder: &str, base: &str) -> Option<String> {
    if !base.starts_with('.') {
        return None;
    }
    let path = join(folder, base)?;
    let choices = [
        path.clone(),
        format!("{path}.json"),
        below(&path, "tsconfig.json"),
    ];
    choices.into_iter().find(|path| files.is_file(path))
}
