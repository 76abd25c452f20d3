//! From a function of a template to the binary it is built from.
//!
//! `bootstrap` says nothing. What does, in this order: names the template gives (metadata, artifact folder, handler,
//! logical id), then the folder, then that there is only one binary. Two candidates that fit equally well are an error.

use super::cargo::{self, Package, Target, base_name, join, parent, upwards};
use crate::frontend::{EntryMissing, EntryPoint, Surroundings};
use crate::project::{Entry, Language};

/// A binary with the package it is in.
#[derive(Debug, Clone)]
struct Candidate {
    package: String,
    /// How many folders its package lies below the code root.
    distance: usize,
    is_default: bool,
    target: Target,
}

/// Finds the root file of the binary.
pub(super) fn locate(
    project: &Surroundings<'_>,
    entry: &Entry,
) -> Result<EntryPoint, EntryMissing> {
    let given = entry
        .entry_points
        .iter()
        .filter(|path| path.ends_with(".rs"))
        .filter_map(|path| join(&entry.code_root, path))
        .find(|file| project.files.is_file(file));
    if let Some(file) = given {
        return Ok(found(file));
    }
    let (root, artifact) = sources_of(&entry.code_root);
    let candidates = candidates(project, &root);
    if candidates.is_empty() {
        return Err(EntryMissing {
            message: format!(
                "no Cargo package with a binary in, below or above `{}`",
                shown(&root)
            ),
            nearest: None,
        });
    }
    let names = names(entry, artifact.as_deref());
    choose(&names, &candidates)
        .map(|candidate| found(candidate.target.file.clone()))
        .ok_or_else(|| missing(&root, &names, &candidates))
}

fn found(file: String) -> EntryPoint {
    EntryPoint {
        file,
        language: Language::Rust,
        export: Some("main".to_owned()),
    }
}

fn missing(root: &str, names: &[String], candidates: &[Candidate]) -> EntryMissing {
    const SHOWN: usize = 8;
    let mut existing: Vec<_> = candidates
        .iter()
        .take(SHOWN)
        .map(|candidate| format!("`{}`", candidate.target.name))
        .collect();
    if candidates.len() > SHOWN {
        existing.push(format!("{} more", candidates.len() - SHOWN));
    }
    let wanted = names
        .first()
        .map_or_else(String::new, |name| format!(" for `{name}`"));
    let nearest = names.iter().find_map(|name| {
        let name = folded(name);
        candidates.iter().find(|candidate| {
            let other = folded(&candidate.target.name);
            other.contains(&name) || name.contains(&other)
        })
    });
    EntryMissing {
        message: format!(
            "which binary in `{}` is built{wanted} is not known; there are {}",
            shown(root),
            existing.join(", ")
        ),
        nearest: nearest.map(|candidate| candidate.target.name.clone()),
    }
}

fn shown(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}

/// The folder of the sources, and the binary, of a folder that a build makes: `app/target/lambda/put` is `put` of `app`.
fn sources_of(code_root: &str) -> (String, Option<String>) {
    let parts: Vec<_> = code_root.split('/').collect();
    let Some(at) = parts.iter().position(|part| *part == "target") else {
        return (code_root.to_owned(), None);
    };
    let before = parts.iter().take(at).copied().collect::<Vec<_>>().join("/");
    let artifact = parts
        .iter()
        .skip(at + 1)
        .map(|part| part.trim_end_matches(".zip"))
        .find(|part| {
            !matches!(*part, "lambda" | "release" | "debug" | "bootstrap")
                && !part.contains("-linux-")
        });
    (before, artifact.map(str::to_owned))
}

/// Names the binary may have, most telling first.
fn names(entry: &Entry, artifact: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = artifact.map(str::to_owned).into_iter().collect();
    let handler = entry.handler.trim_end_matches("/bootstrap");
    let telling = !matches!(
        handler,
        "" | "bootstrap" | "provided" | "handler" | "main" | "not.required"
    );
    if telling {
        names.extend(
            handler
                .rsplit_once('.')
                .map(|(_, binary)| binary.to_owned()),
        );
        names.push(base_name(handler).to_owned());
    }
    names.extend(entry.binaries.iter().cloned());
    if telling {
        names.extend(
            handler
                .rsplit_once('.')
                .map(|(package, _)| package.to_owned()),
        );
    }
    names.push(base_name(&entry.code_root).to_owned());
    names.retain(|name| !name.is_empty() && name != "bootstrap");
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The binaries of the packages in and below the code root; when there are none, of the nearest package or workspace above.
fn candidates(project: &Surroundings<'_>, root: &str) -> Vec<Candidate> {
    let binaries =
        |packages: Vec<Package<'_>>| candidates_of(project, root, &packages, Package::binaries);
    let mut packages = cargo::below(project, root);
    packages.extend(cargo::members(project, root));
    packages.sort_by(|a, b| a.dir.cmp(&b.dir));
    packages.dedup_by(|a, b| a.dir == b.dir);
    let inside = binaries(packages.clone());
    if !inside.is_empty() {
        return inside;
    }
    let examples = candidates_of(project, root, &packages, Package::examples);
    if !examples.is_empty() {
        return examples;
    }
    let above = upwards(parent(root))
        .filter(|_| !root.is_empty())
        .map(|dir| {
            let mut packages: Vec<_> = cargo::package_in(project, dir).into_iter().collect();
            packages.extend(cargo::members(project, dir));
            binaries(packages)
        });
    above
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn candidates_of<'p>(
    project: &Surroundings<'_>,
    root: &str,
    packages: &[Package<'p>],
    targets: impl Fn(&Package<'p>, &Surroundings<'_>) -> Vec<Target>,
) -> Vec<Candidate> {
    let depth = |path: &str| path.split('/').filter(|part| !part.is_empty()).count();
    let mut found = Vec::new();
    for package in packages {
        for target in targets(package, project) {
            found.push(Candidate {
                package: package.name.clone(),
                distance: depth(&package.dir).abs_diff(depth(root)),
                is_default: package.default_binary() == Some(&target.name),
                target,
            });
        }
    }
    found
}

/// Finds a candidate by a name.
type Finder<'c> = dyn Fn(&str) -> Option<&'c Candidate> + 'c;

/// The one candidate that fits best; `None` when none does, or several.
fn choose<'c>(names: &[String], candidates: &'c [Candidate]) -> Option<&'c Candidate> {
    if let [only] = candidates {
        return Some(only);
    }
    let exact = |name: &str| {
        only_one(candidates, |candidate| {
            folded(&candidate.target.name) == folded(name)
        })
    };
    let package = |name: &str| {
        only_one(candidates, |candidate| {
            folded(&candidate.package) == folded(name)
        })
    };
    let loose = |name: &str| {
        only_one(candidates, |candidate| {
            stem(&candidate.target.name) == stem(name)
        })
    };
    let loose_package = |name: &str| {
        only_one(candidates, |candidate| {
            stem(&candidate.package) == stem(name)
        })
    };
    let by_name: [&Finder<'c>; 4] = [&exact, &package, &loose, &loose_package];
    by_name
        .iter()
        .find_map(|find| names.iter().find_map(|name| find(name)))
        .or_else(|| only_one(candidates, |candidate| candidate.target.name == "bootstrap"))
        .or_else(|| only_one(candidates, |candidate| candidate.is_default))
        .or_else(|| only_one(candidates, |candidate| candidate.distance == 0))
}

/// The only candidate that fits; of several, the only one of those nearest to the code root.
fn only_one(candidates: &[Candidate], fits: impl Fn(&Candidate) -> bool) -> Option<&Candidate> {
    let fitting: Vec<_> = candidates
        .iter()
        .filter(|candidate| fits(candidate))
        .collect();
    let nearest = fitting.iter().map(|candidate| candidate.distance).min()?;
    let mut near = fitting
        .into_iter()
        .filter(|candidate| candidate.distance == nearest);
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

/// A name without case and separators.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A folded name without the words that say only that it is a function.
fn stem(name: &str) -> String {
    let folded = folded(name);
    let mut stem = folded.as_str();
    loop {
        let shorter = ["function", "lambda", "handler", "fn", "rust"]
            .iter()
            .filter_map(|word| stem.strip_suffix(word).or_else(|| stem.strip_prefix(word)))
            .find(|shorter| !shorter.is_empty());
        match shorter {
            Some(shorter) => stem = shorter,
            None => return stem.to_owned(),
        }
    }
}
