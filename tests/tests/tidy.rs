//! House rules that cost nothing to check: modules that say what they are, tests that run, names in documents that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tests::corpus;

/// Folders that hold no sources of this workspace.
const ELSEWHERE: &[&str] = &["target", "corpus", "node_modules", ".git", ".cache"];

#[test]
fn modules_open_with_what_they_are() -> Result<()> {
    none(
        rust_files()?,
        |path, text| {
            let is_model = path.components().any(|part| part.as_os_str() == "models");
            !is_model && !text.trim_start().starts_with("//!")
        },
        "a module opens with `//!` and says what it is",
    )
}

#[test]
fn no_test_is_left_out() -> Result<()> {
    let attribute = concat!("#[", "ignore");
    none(
        rust_files()?,
        |_, text| text.lines().any(|line| line.trim().starts_with(attribute)),
        "a test runs or is not there",
    )
}

#[test]
fn lines_end_where_they_end() -> Result<()> {
    let mut files = rust_files()?;
    files.extend(found(&root(), "md")?);
    none(
        files,
        |_, text| text.lines().any(|line| line.ends_with([' ', '\t'])),
        "no line ends with a space",
    )
}

#[test]
fn paths_in_the_architecture_exist() -> Result<()> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    let missing: Vec<_> = quoted(&text)
        .into_iter()
        .filter(|word| is_path(word))
        .filter(|word| {
            let bases = [
                "",
                "analyzer/src",
                "analyzer",
                "policy/src",
                "policy/catalog",
                "cli",
                "cli/src",
            ];
            !bases
                .iter()
                .any(|base| root().join(base).join(word).exists())
        })
        .collect();
    ensure!(missing.is_empty(), "not there: {missing:?}");
    Ok(())
}

#[test]
fn tests_of_the_index_exist() -> Result<()> {
    let index = fs::read_to_string(root().join("analyzer/src/tests/README.md"))?;
    let mut functions = BTreeSet::new();
    for path in rust_files()? {
        functions.extend(functions_of(&fs::read_to_string(path)?));
    }
    let twins = root().join("analyzer/src/tests/twins");
    for scenario in found(&twins, "txt")? {
        functions.extend(
            scenario
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned()),
        );
    }
    let mut missing = Vec::new();
    let mut rows = 0;
    for line in index.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').collect();
        let [_, tests] = cells.as_slice() else {
            continue;
        };
        if tests.contains("---") || tests.trim() == "tests" {
            continue;
        }
        rows += 1;
        let named = quoted(tests);
        let reason = tests.trim().starts_with("none: ");
        ensure!(
            reason == named.is_empty(),
            "a test or a reason, not both or neither: {line}"
        );
        missing.extend(named.into_iter().filter(|name| !functions.contains(name)));
    }
    ensure!(rows > 60, "the index has {rows} rows");
    ensure!(missing.is_empty(), "no such test: {missing:?}");
    Ok(())
}

/// Fails with the files that break a rule.
fn none(files: Vec<PathBuf>, breaks: impl Fn(&Path, &str) -> bool, rule: &str) -> Result<()> {
    ensure!(!files.is_empty(), "no file was looked at");
    let mut broken = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        if breaks(&path, &text) {
            broken.push(
                path.strip_prefix(root())
                    .unwrap_or(&path)
                    .display()
                    .to_string(),
            );
        }
    }
    ensure!(broken.is_empty(), "{rule}: {broken:#?}");
    Ok(())
}

fn root() -> PathBuf {
    corpus::root().to_owned()
}

fn rust_files() -> Result<Vec<PathBuf>> {
    found(&root(), "rs")
}

/// The files below a folder with this extension.
fn found(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                if !ELSEWHERE.contains(&name.as_str()) {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|own| own == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The words between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// A file or folder of the repository, and no pattern, command or code.
fn is_path(word: &str) -> bool {
    let plain = |char: char| char.is_alphanumeric() || "/_.-#".contains(char);
    word.contains('/') && word.chars().all(plain)
}

/// The names after `fn`.
fn functions_of(text: &str) -> Vec<String> {
    let words = text.split("fn ").skip(1);
    words
        .filter_map(|rest| {
            let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_')?;
            rest.get(..end).map(str::to_owned)
        })
        .collect()
}
