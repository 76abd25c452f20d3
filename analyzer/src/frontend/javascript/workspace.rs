//! Packages of one repository that know each other by name (npm, Yarn and pnpm workspaces, Lerna).

use super::json::read_lenient;
use super::package::{Package, texts};
use crate::frontend::paths::{ancestors, below, join};
use crate::project::Files;

/// Folders that the patterns of one workspace are expanded to at most.
const MAX_FOLDERS: usize = 2000;

/// The folder of the package with a name, in a workspace that a folder belongs to.
pub(super) fn find(files: &dyn Files, folder: &str, name: &str) -> Option<String> {
    ancestors(folder).find_map(|root| {
        let patterns = patterns(files, root);
        if patterns.is_empty() {
            return None;
        }
        members(files, root, &patterns).into_iter().find(|member| {
            Package::read(files, member).is_some_and(|package| package.name() == Some(name))
        })
    })
}

/// The workspace patterns that a folder declares.
fn patterns(files: &dyn Files, root: &str) -> Vec<String> {
    let mut found = Package::read(files, root)
        .map(|package| package.workspaces())
        .unwrap_or_default();
    if let Some(bytes) = files.read(&below(root, "pnpm-workspace.yaml")) {
        found.extend(listed_packages(&String::from_utf8_lossy(&bytes)));
    }
    if let Some(bytes) = files.read(&below(root, "lerna.json")) {
        let lerna = read_lenient(&bytes);
        found.extend(texts(
            lerna.as_ref().and_then(|lerna| lerna.get("packages")),
        ));
    }
    found
}

/// The list under `packages:` of a `pnpm-workspace.yaml`.
fn listed_packages(text: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| line.trim_end() != "packages:")
        .skip(1)
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map_while(|line| line.strip_prefix('-'))
        .map(|item| {
            let item = item.split(" #").next().unwrap_or(item);
            item.trim().trim_matches(['"', '\'']).to_owned()
        })
        .collect()
}

/// The folders that patterns mean: `packages/*`, `apps/**`, `tools/cli`.
fn members(files: &dyn Files, root: &str, patterns: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for pattern in patterns {
        if pattern.starts_with('!') {
            continue;
        }
        let mut folders = vec![root.to_owned()];
        for part in pattern.split('/').filter(|part| !matches!(*part, "" | ".")) {
            folders = match part {
                "**" => deep(files, folders),
                part if part.contains('*') => children(files, &folders, part),
                part => folders
                    .iter()
                    .filter_map(|folder| join(folder, part))
                    .collect(),
            };
        }
        found.extend(folders);
    }
    found.truncate(MAX_FOLDERS);
    found
}

fn children(files: &dyn Files, folders: &[String], part: &str) -> Vec<String> {
    let mut found = Vec::new();
    for folder in folders {
        for (name, is_folder) in files.list(folder) {
            if is_folder && is_member(&name) && matches_part(part, &name) {
                found.push(below(folder, &name));
            }
        }
    }
    found.truncate(MAX_FOLDERS);
    found
}

/// Folders with all below them.
fn deep(files: &dyn Files, folders: Vec<String>) -> Vec<String> {
    let mut found = folders;
    let mut next = 0;
    while let Some(folder) = found.get(next).cloned() {
        next += 1;
        if found.len() >= MAX_FOLDERS {
            break;
        }
        found.extend(children(files, &[folder], "*"));
    }
    found
}

fn is_member(name: &str) -> bool {
    name != "node_modules" && !name.starts_with('.')
}

fn matches_part(pattern: &str, name: &str) -> bool {
    super::package::match_star(pattern, name).is_some()
}
