//! `package.json`: what a package's subpaths mean, and which other packages of the repository it names.

use super::json::read_lenient;
use crate::frontend::paths::below;
use crate::project::Files;
use serde_json::Value;

/// Conditions of `exports` and `imports` that hold, those that lead to sources first.
const CONDITIONS: &[&str] = &[
    "source",
    "development",
    "import",
    "module",
    "node",
    "require",
    "default",
];

/// Sections that name dependencies.
const DEPENDENCIES: &[&str] = &[
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
];

/// Nested conditions looked into at most.
const MAX_NESTING: u32 = 8;

/// A `package.json`.
#[derive(Debug, Clone)]
pub(super) struct Package(Value);

impl Package {
    /// That of a folder.
    pub(super) fn read(files: &dyn Files, folder: &str) -> Option<Self> {
        let bytes = files.read(&below(folder, "package.json"))?;
        read_lenient(&bytes).filter(Value::is_object).map(Self)
    }

    /// Its name.
    pub(super) fn name(&self) -> Option<&str> {
        self.0.get("name")?.as_str()
    }

    /// Whether it was published: it has a version.
    pub(super) fn has_version(&self) -> bool {
        self.0.get("version").is_some()
    }

    /// The files that a subpath may mean, relative to the package, likeliest first; `""` is the package itself.
    pub(super) fn entries(&self, subpath: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(exports) = self.0.get("exports") {
            let key = match subpath {
                "" => ".".to_owned(),
                subpath => format!("./{subpath}"),
            };
            found.extend(mapped(exports, &key));
        }
        if subpath.is_empty() {
            let fields = ["source", "module", "main"];
            let named = fields
                .iter()
                .filter_map(|field| self.0.get(field)?.as_str());
            found.extend(named.map(str::to_owned));
        }
        found
    }

    /// What a subpath import (`#x`) means.
    pub(super) fn import(&self, specifier: &str) -> Vec<String> {
        match self.0.get("imports") {
            Some(imports) => mapped(imports, specifier),
            None => Vec::new(),
        }
    }

    /// The folder that a dependency is taken from, relative to the package (`file:` and `link:`).
    pub(super) fn local_dependency(&self, name: &str) -> Option<&str> {
        DEPENDENCIES.iter().find_map(|section| {
            let version = self.0.get(section)?.get(name)?.as_str()?;
            version
                .strip_prefix("file:")
                .or_else(|| version.strip_prefix("link:"))
                .or_else(|| version.strip_prefix("portal:"))
        })
    }

    /// Whether it names a dependency from a public registry; `None` when it does not name it at all.
    pub(super) fn is_public_dependency(&self, name: &str) -> Option<bool> {
        let version = DEPENDENCIES
            .iter()
            .find_map(|section| self.0.get(section)?.get(name)?.as_str())?;
        // Other protocols (`file:`, `workspace:`, `git+ssh:`, `github:`) and `owner/repository` name code that is elsewhere.
        let version = version.strip_prefix("npm:").map_or(version, |alias| {
            alias.rsplit_once('@').map_or(alias, |(_, version)| version)
        });
        let is_catalog = version.starts_with("catalog:");
        Some(is_catalog || !version.contains([':', '/']))
    }

    /// The patterns of its workspaces.
    pub(super) fn workspaces(&self) -> Vec<String> {
        let listed = self.0.get("workspaces");
        let listed = listed.and_then(|listed| match listed {
            Value::Object(fields) => fields.get("packages"),
            listed => Some(listed),
        });
        texts(listed)
    }
}

/// The texts in a list.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a key of `exports` or `imports` leads to, `*` patterns included.
fn mapped(map: &Value, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_subpaths = |name: &String| name.starts_with('.') || name.starts_with('#');
    match map.as_object().filter(|map| map.keys().any(is_subpaths)) {
        None if key == "." => targets(map, 0, &mut found),
        None => {}
        Some(map) => {
            if let Some(target) = map.get(key) {
                targets(target, 0, &mut found);
                return found;
            }
            let best = map
                .iter()
                .filter_map(|(pattern, target)| Some((match_star(pattern, key)?, pattern, target)))
                .max_by_key(|(_, pattern, _)| pattern.len());
            if let Some((star, _, target)) = best {
                targets(target, 0, &mut found);
                for path in &mut found {
                    *path = path.replace('*', star);
                }
            }
        }
    }
    found
}

/// What the `*` of a pattern stands for in a text that it matches.
pub(super) fn match_star<'k>(pattern: &str, key: &'k str) -> Option<&'k str> {
    let (before, after) = pattern.split_once('*')?;
    key.strip_prefix(before)?.strip_suffix(after)
}

fn targets(value: &Value, nesting: u32, found: &mut Vec<String>) {
    match value {
        Value::String(path) => found.push(path.clone()),
        Value::Array(choices) if nesting < MAX_NESTING => {
            for choice in choices {
                targets(choice, nesting + 1, found);
            }
        }
        Value::Object(conditions) if nesting < MAX_NESTING => {
            for condition in CONDITIONS {
                if let Some(value) = conditions.get(*condition) {
                    targets(value, nesting + 1, found);
                }
            }
        }
        _ => {}
    }
}
