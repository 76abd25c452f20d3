//! Cargo packages as far as they say where code is: targets, dependencies by path, workspaces.
//!
//! Reads manifests only, and the folders that Cargo itself looks through. Broken manifests count for what parses of them.

use crate::frontend::Surroundings;
use std::collections::BTreeSet;
use toml::Value;

/// Folders that no package of the project lies in.
pub(super) const NOT_SOURCES: &[&str] = &["target", "node_modules", "cdk.out", "dist", "vendor"];
/// How far below a folder packages are looked for.
const SEARCH_DEPTH: usize = 4;

/// A package: a folder with a manifest that has a `[package]`.
#[derive(Debug, Clone)]
pub(super) struct Package<'p> {
    /// Its folder.
    pub(super) dir: String,
    /// Its name.
    pub(super) name: String,
    manifest: &'p Value,
}

/// Something that a package builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Its name.
    pub(super) name: String,
    /// Its root file.
    pub(super) file: String,
}

/// What a package knows under the name of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dependency {
    /// A package in another folder of the project.
    Folder(String),
    /// A package from elsewhere, by the name of its crate.
    Registry(String),
    /// A package from a repository that is not here.
    Repository(String),
    /// Nothing.
    Unlisted,
}

/// Joins a folder and a relative path; `None` when that leads out of the project.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a path.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

/// The folders from `folder` up to the root.
pub(super) fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| parent(folder))
    })
}

/// The manifest in a folder.
fn manifest<'p>(project: &'p Surroundings<'_>, dir: &str) -> Option<&'p Value> {
    project.table(&join(dir, "Cargo.toml")?)
}

/// The package in a folder.
pub(super) fn package_in<'p>(project: &'p Surroundings<'_>, dir: &str) -> Option<Package<'p>> {
    let manifest = manifest(project, dir)?;
    let name = manifest.get("package")?.get("name")?.as_str()?.to_owned();
    Some(Package {
        dir: dir.to_owned(),
        name,
        manifest,
    })
}

/// The package that a file belongs to: the nearest above it.
pub(super) fn package_of<'p>(project: &'p Surroundings<'_>, file: &str) -> Option<Package<'p>> {
    upwards(parent(file)).find_map(|dir| package_in(project, dir))
}

/// The packages of a workspace, by the manifest in `dir`.
pub(super) fn members<'p>(project: &'p Surroundings<'_>, dir: &str) -> Vec<Package<'p>> {
    let Some(manifest) = manifest(project, dir) else {
        return Vec::new();
    };
    let Some(workspace) = manifest.get("workspace") else {
        return Vec::new();
    };
    let mut folders = BTreeSet::new();
    for pattern in strings(workspace.get("members")) {
        folders.extend(expand(project, dir, &pattern));
    }
    for pattern in strings(workspace.get("exclude")) {
        for folder in expand(project, dir, &pattern) {
            folders.remove(&folder);
        }
    }
    folders
        .iter()
        .filter_map(|folder| package_in(project, folder))
        .collect()
}

/// The packages in and below a folder.
pub(super) fn below<'p>(project: &'p Surroundings<'_>, dir: &str) -> Vec<Package<'p>> {
    let mut found = Vec::new();
    let mut open = vec![(dir.to_owned(), 0)];
    while let Some((dir, depth)) = open.pop() {
        found.extend(package_in(project, &dir));
        if depth == SEARCH_DEPTH {
            continue;
        }
        for (name, folder) in project.files.list(&dir) {
            if folder && !name.starts_with('.') && !NOT_SOURCES.contains(&name.as_str()) {
                open.extend(join(&dir, &name).map(|dir| (dir, depth + 1)));
            }
        }
    }
    found.sort_by(|a, b| a.dir.cmp(&b.dir));
    found
}

fn expand(project: &Surroundings<'_>, dir: &str, pattern: &str) -> Vec<String> {
    let mut folders = vec![dir.to_owned()];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        folders = folders
            .iter()
            .flat_map(|folder| {
                if !part.contains('*') {
                    return join(folder, part).into_iter().collect::<Vec<_>>();
                }
                let names = project
                    .files
                    .list(folder)
                    .into_iter()
                    .filter(|(name, is_folder)| *is_folder && wild(part, name));
                names.filter_map(|(name, _)| join(folder, &name)).collect()
            })
            .collect();
    }
    folders
}

/// Whether a name fits a pattern with `*`.
fn wild(pattern: &str, name: &str) -> bool {
    let mut rest = name;
    let mut parts = pattern.split('*').peekable();
    let Some(after) = parts.next().and_then(|first| rest.strip_prefix(first)) else {
        return false;
    };
    rest = after;
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

/// The name of a crate as code writes it.
pub(super) fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

impl Package<'_> {
    /// Its library.
    pub(super) fn library(&self, project: &Surroundings<'_>) -> Option<Target> {
        let lib = self.manifest.get("lib");
        let text = |key| lib.and_then(|lib| lib.get(key)).and_then(Value::as_str);
        let file = join(&self.dir, text("path").unwrap_or("src/lib.rs"))?;
        project.files.is_file(&file).then(|| Target {
            name: text("name").map_or_else(|| crate_name(&self.name), str::to_owned),
            file,
        })
    }

    /// Its binaries: declared ones first, then what Cargo finds on its own.
    pub(super) fn binaries(&self, project: &Surroundings<'_>) -> Vec<Target> {
        let mut found = self.declared(project, "bin", "src/bin");
        let automatic = self
            .manifest
            .get("package")
            .and_then(|package| package.get("autobins"));
        if automatic.and_then(Value::as_bool) != Some(false) {
            let main = join(&self.dir, "src/main.rs");
            let main = main
                .filter(|file| project.files.is_file(file))
                .map(|file| Target {
                    name: self.name.clone(),
                    file,
                });
            let others = self.in_folder(project, "src/bin");
            for target in main.into_iter().chain(others) {
                if !found.iter().any(|known| known.file == target.file) {
                    found.push(target);
                }
            }
        }
        found
    }

    /// Its examples.
    pub(super) fn examples(&self, project: &Surroundings<'_>) -> Vec<Target> {
        let mut found = self.declared(project, "example", "examples");
        for target in self.in_folder(project, "examples") {
            if !found.iter().any(|known| known.file == target.file) {
                found.push(target);
            }
        }
        found
    }

    /// The binary that runs when none is named.
    pub(super) fn default_binary(&self) -> Option<&str> {
        self.manifest.get("package")?.get("default-run")?.as_str()
    }

    /// All files at which a crate of this package starts.
    pub(super) fn roots(&self, project: &Surroundings<'_>) -> Vec<String> {
        let mut roots: Vec<_> = self.library(project).into_iter().collect();
        roots.extend(self.binaries(project));
        roots.extend(self.examples(project));
        roots.extend(self.in_folder(project, "tests"));
        roots.into_iter().map(|target| target.file).collect()
    }

    fn declared(&self, project: &Surroundings<'_>, kind: &str, folder: &str) -> Vec<Target> {
        let entries = self.manifest.get(kind).and_then(Value::as_array);
        entries
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let name = entry
                    .get("name")
                    .and_then(Value::as_str)
                    .unwrap_or(&self.name);
                let paths = match entry.get("path").and_then(Value::as_str) {
                    Some(path) => vec![path.to_owned()],
                    None => vec![
                        format!("{folder}/{name}.rs"),
                        format!("{folder}/{name}/main.rs"),
                        "src/main.rs".to_owned(),
                    ],
                };
                let file = paths
                    .iter()
                    .filter_map(|path| join(&self.dir, path))
                    .find(|file| project.files.is_file(file))?;
                Some(Target {
                    name: name.to_owned(),
                    file,
                })
            })
            .collect()
    }

    fn in_folder(&self, project: &Surroundings<'_>, folder: &str) -> Vec<Target> {
        let Some(folder) = join(&self.dir, folder) else {
            return Vec::new();
        };
        let names = project.files.list(&folder).into_iter();
        names
            .filter_map(|(entry, is_folder)| {
                let path = join(&folder, &entry)?;
                if is_folder {
                    let file = join(&path, "main.rs")?;
                    return project
                        .files
                        .is_file(&file)
                        .then_some(Target { name: entry, file });
                }
                let name = entry.strip_suffix(".rs")?.to_owned();
                Some(Target { name, file: path })
            })
            .collect()
    }

    /// What the crate `name` is to code of this package.
    pub(super) fn dependency(&self, project: &Surroundings<'_>, name: &str) -> Dependency {
        for (key, entry) in self.dependencies() {
            let own = crate_name(key);
            let dependency = self.resolved(project, key, entry);
            if own == name {
                return dependency;
            }
            if let Dependency::Folder(dir) = &dependency
                && let Some(library) =
                    package_in(project, dir).and_then(|package| package.library(project))
                && library.name == name
            {
                return dependency;
            }
        }
        Dependency::Unlisted
    }

    /// All that this package depends on.
    pub(super) fn all_dependencies(&self, project: &Surroundings<'_>) -> Vec<Dependency> {
        let listed = self.dependencies();
        let resolved = listed
            .into_iter()
            .map(|(key, entry)| self.resolved(project, key, entry));
        resolved.collect()
    }

    fn dependencies(&self) -> Vec<(&String, &Value)> {
        const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
        let targets = self.manifest.get("target").and_then(Value::as_table);
        let places = targets.into_iter().flat_map(|targets| targets.values());
        std::iter::once(self.manifest)
            .chain(places)
            .flat_map(|place| TABLES.iter().filter_map(|table| place.get(*table)))
            .filter_map(Value::as_table)
            .flatten()
            .collect()
    }

    fn resolved(&self, project: &Surroundings<'_>, key: &str, entry: &Value) -> Dependency {
        let inherits = entry.get("workspace").and_then(Value::as_bool) == Some(true);
        if !inherits {
            return located(&self.dir, key, entry);
        }
        let above = upwards(&self.dir).find_map(|dir| {
            let manifest = manifest(project, dir)?;
            let entry = manifest
                .get("workspace")?
                .get("dependencies")?
                .get(key)?
                .clone();
            Some((dir.to_owned(), entry))
        });
        match above {
            Some((dir, entry)) => located(&dir, key, &entry),
            None => Dependency::Registry(crate_name(key)),
        }
    }
}

fn located(dir: &str, key: &str, entry: &Value) -> Dependency {
    let text = |name| entry.get(name).and_then(Value::as_str);
    match text("path").and_then(|path| join(dir, path)) {
        Some(folder) => Dependency::Folder(folder),
        None => {
            let name = crate_name(text("package").unwrap_or(key));
            match text("git") {
                Some(_) => Dependency::Repository(name),
                None => Dependency::Registry(name),
            }
        }
    }
}
