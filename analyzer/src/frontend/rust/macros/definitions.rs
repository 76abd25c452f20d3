//! Where the macros that a file calls are defined: in the file, elsewhere in its package, or in a package it depends on
//! by path. Packages are searched in this order, files in the order of their names. Where several macros have the name,
//! the first that the call fits counts, whatever the path of the call says.

use super::super::cargo::{self, Dependency, Package};
use super::super::scan;
use super::parse::is_punct;
use super::rules::Rules;
use super::{Meaning, meaning_of};
use crate::frontend::{FoundText, Surroundings};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Packages, and files in all of them, that are searched for one file.
const MOST_PACKAGES: usize = 32;
const MOST_FILES: usize = 2000;
/// Folders below a package that are searched.
const DEEPEST_FOLDER: usize = 8;
/// Files that nest deeper than this define no macro that is found.
const DEEPEST_NESTING: usize = 64;
/// A segment of a path that stands for the crate a macro comes from.
const CRATE_PREFIX: &str = "__crate_of_macro_";

/// A macro that is expanded.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    /// Its rules.
    pub(super) rules: Rules,
    /// What `$crate` is in its bodies.
    pub(super) krate: TokenTree,
}

/// The macros of the project that a file calls, directly or through others.
#[derive(Debug, Default)]
pub(in crate::frontend::rust) struct Definitions {
    /// By name; of several the nearest first.
    known: BTreeMap<String, Vec<Definition>>,
    /// Root files of the crates that `$crate` leads to.
    crates: Vec<String>,
}

impl Definitions {
    /// Finds the macros that `text`, the file at `path`, calls.
    pub(in crate::frontend::rust) fn of(
        project: &Surroundings<'_>,
        path: &str,
        text: &str,
    ) -> Self {
        let mut found = Self::default();
        let called = calls(text);
        if called.is_empty() {
            return found;
        }
        if text.contains("macro_rules") {
            found.add(text.parse().unwrap_or_default(), &word("crate"));
        }
        let wanted: BTreeSet<_> = called
            .into_iter()
            .filter(|name| meaning_of(name) == Meaning::Other)
            .collect();
        if wanted.iter().any(|name| !found.known.contains_key(name)) {
            found.search(project, path, wanted);
        }
        found
    }

    /// The definitions of a macro by the last step of the path it is called by.
    pub(super) fn get(&self, name: &str) -> &[Definition] {
        self.known.get(name).map_or(&[], Vec::as_slice)
    }

    /// The root file of a crate that a path of an expansion starts with.
    pub(in crate::frontend::rust) fn crate_root(&self, segment: &str) -> Option<&str> {
        let number: usize = segment.strip_prefix(CRATE_PREFIX)?.parse().ok()?;
        self.crates.get(number).map(String::as_str)
    }

    /// Adds the definitions among tokens, also those in modules and functions.
    fn add(&mut self, tokens: TokenStream, krate: &TokenTree) {
        let mut open = vec![tokens];
        while let Some(tokens) = open.pop() {
            let tokens: Vec<_> = tokens.into_iter().collect();
            for window in tokens.windows(4) {
                if let [
                    TokenTree::Ident(keyword),
                    mark,
                    TokenTree::Ident(name),
                    TokenTree::Group(rules),
                ] = window
                    && keyword == "macro_rules"
                    && is_punct(mark, '!')
                {
                    let definition = Definition {
                        rules: Rules::parse(rules.stream()),
                        krate: krate.clone(),
                    };
                    let known = self.known.entry(name.to_string()).or_default();
                    known.push(definition);
                }
            }
            open.extend(tokens.into_iter().filter_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    Some(group.stream())
                }
                _ => None,
            }));
        }
    }

    /// Looks through the package and those it depends on for what is wanted, and for what this calls in turn.
    fn search(&mut self, project: &Surroundings<'_>, path: &str, mut wanted: BTreeSet<String>) {
        let Some(own) = cargo::package_of(project, path) else {
            return;
        };
        let key = format!("macros of {}", own.dir);
        let sources = project.found(&key, || sources(project, own));
        let mut added = vec![false; sources.len()];
        loop {
            let defining = sources.iter().zip(&mut added).find(|(source, added)| {
                !**added
                    && source.path != path
                    && wanted.iter().any(|name| defines(&source.text, name))
            });
            let Some((source, added)) = defining else {
                return;
            };
            *added = true;
            let krate = self.crate_word(&source.part_of);
            self.add(source.text.parse().unwrap_or_default(), &krate);
            let further = calls(&source.text).into_iter();
            wanted.extend(further.filter(|name| meaning_of(name) == Meaning::Other));
        }
    }

    /// What stands for a crate in paths; its root file is empty for the crate that is lowered.
    fn crate_word(&mut self, root: &str) -> TokenTree {
        if root.is_empty() {
            return word("crate");
        }
        let known = self.crates.iter().position(|known| known == root);
        let number = known.unwrap_or_else(|| {
            self.crates.push(root.to_owned());
            self.crates.len() - 1
        });
        word(&format!("{CRATE_PREFIX}{number}"))
    }
}

/// The files that define macros in a package and in those it depends on, nearest first.
fn sources(project: &Surroundings<'_>, own: Package<'_>) -> Vec<FoundText> {
    let mut seen = BTreeSet::from([own.dir.clone()]);
    let mut open = VecDeque::from([(own, true)]);
    let mut budget = MOST_FILES;
    let mut found = Vec::new();
    while let Some((package, is_own)) = open.pop_front() {
        let root = match package.library(project) {
            _ if is_own => String::new(),
            Some(library) => library.file,
            None => continue,
        };
        for (path, text) in definers(project, &package, &mut budget) {
            let part_of = root.clone();
            found.push(FoundText {
                part_of,
                path,
                text,
            });
        }
        for dependency in package.all_dependencies(project) {
            if let Dependency::Folder(dir) = dependency
                && seen.len() < MOST_PACKAGES
                && seen.insert(dir.clone())
            {
                open.extend(cargo::package_in(project, &dir).map(|package| (package, false)));
            }
        }
    }
    found
}

fn word(text: &str) -> TokenTree {
    Ident::new(text, Span::call_site()).into()
}

/// Whether the text of a file defines a macro: by its words only.
fn defines(text: &str, name: &str) -> bool {
    text.match_indices("macro_rules!").any(|(at, keyword)| {
        let after = text.get(at + keyword.len()..).unwrap_or_default();
        let word = after.trim_start().strip_prefix(name);
        word.is_some_and(|rest| {
            !rest.starts_with(|char: char| char.is_alphanumeric() || char == '_')
        })
    })
}

/// The names before `!(`, `![` and `!{` in a text, strings and comments included.
fn calls(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('!') {
        let after = text.get(at + 1..).unwrap_or_default().trim_start();
        if !after.starts_with(['(', '[', '{']) {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let name = before
            .rsplit(|char: char| !char.is_alphanumeric() && char != '_')
            .next();
        found.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
    }
    found
}

/// The source files of a package that define macros, with their text.
fn definers(
    project: &Surroundings<'_>,
    package: &Package<'_>,
    budget: &mut usize,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![(package.dir.clone(), 0)];
    while let Some((dir, depth)) = open.pop() {
        let names = project.files.list(&dir);
        let is_other_package = depth > 0 && names.iter().any(|(name, _)| name == "Cargo.toml");
        if is_other_package || depth > DEEPEST_FOLDER {
            continue;
        }
        for (name, is_folder) in names {
            let Some(path) = cargo::join(&dir, &name) else {
                continue;
            };
            if is_folder && !name.starts_with('.') && !cargo::NOT_SOURCES.contains(&name.as_str()) {
                open.push((path, depth + 1));
            } else if name.ends_with(".rs") && *budget > 0 {
                *budget -= 1;
                let text = project.files.read(&path).unwrap_or_default();
                let text = String::from_utf8_lossy(&text);
                if text.contains("macro_rules!") && scan::scan(&text).nesting <= DEEPEST_NESTING {
                    found.push((path, text.into_owned()));
                }
            }
        }
    }
    found.sort();
    found
}
