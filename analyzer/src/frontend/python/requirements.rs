//! Packages of the project that a dependency file names by path: `-e ./shared`, `shared @ file:../shared`,
//! `shared = { path = "../shared" }`.
//!
//! Reads lines, not formats: what looks like a path to a folder of the project and is none does no harm.

use super::paths::{ancestors, below, join};
use crate::project::Files;
use std::collections::BTreeSet;

/// Folders of local packages that the dependency files in `folder` name.
pub(super) fn local_packages(files: &dyn Files, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["requirements.txt", "requirements.in"] {
        requirement_paths(files, folder, name, MAX_INCLUDES, &mut found);
    }
    for name in ["pyproject.toml", "Pipfile"] {
        for line in text(files, &below(folder, name)).lines() {
            let path = quoted_after(line, "path").or_else(|| quoted_after(line, "from"));
            found.extend(path.and_then(|path| join(folder, path)));
            let file = line
                .split_once("file:")
                .and_then(|(_, path)| path.split(['"', '\'']).next());
            found.extend(file.and_then(|path| join(folder, path)));
        }
    }
    let mut seen = BTreeSet::from([folder.to_owned()]);
    found.retain(|path| seen.insert(path.clone()));
    found
}

const MAX_INCLUDES: u32 = 4;

fn requirement_paths(
    files: &dyn Files,
    folder: &str,
    name: &str,
    includes: u32,
    found: &mut Vec<String>,
) {
    let Some(includes) = includes.checked_sub(1) else {
        return;
    };
    for line in text(files, &below(folder, name)).lines() {
        let line = line.split(" #").next().unwrap_or(line).trim();
        let included = line
            .strip_prefix("-r")
            .or_else(|| line.strip_prefix("--requirement"));
        if let Some(included) = included {
            if let Some(path) = join(folder, included.trim_start_matches(['=', ' '])) {
                requirement_paths(files, "", &path, includes, found);
            }
            continue;
        }
        if let Some(path) = requirement_path(line) {
            found.extend(join(folder, path));
            found.extend(seen_from_elsewhere(folder, path));
        }
    }
}

/// Where a path that leads out of the folder may lead for a build that runs elsewhere (in an image, from the top of the
/// repository): below each of the folders around.
fn seen_from_elsewhere(folder: &str, path: &str) -> Vec<String> {
    let Some(mut inner) = path.strip_prefix("../") else {
        return Vec::new();
    };
    while let Some(shorter) = inner.strip_prefix("../") {
        inner = shorter;
    }
    ancestors(folder)
        .skip(1)
        .filter_map(|around| join(around, inner))
        .collect()
}

/// The path that a line of a requirements file names.
fn requirement_path(line: &str) -> Option<&str> {
    let editable = line
        .strip_prefix("--editable")
        .or_else(|| line.strip_prefix("-e"))
        .map(|rest| rest.trim_start_matches(['=', ' ']));
    let path = editable.unwrap_or(line);
    let path = path
        .split_once("@ ")
        .map_or(path, |(_, target)| target.trim());
    let path = path.split(['[', ';', '#']).next().unwrap_or(path).trim();
    let path = match path.strip_prefix("file:") {
        Some(file) => file,
        None if path.starts_with('.') || editable.is_some() => path,
        None => return None,
    };
    (!path.starts_with('/') && !path.contains("://") && !path.contains('+')).then_some(path)
}

fn quoted_after<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let (_, rest) = line.split_once(key)?;
    let rest = rest.trim_start().strip_prefix(['=', ':'])?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.split(quote).nth(1)
}

fn text(files: &dyn Files, path: &str) -> String {
    let bytes = files.read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::MemoryFiles;

    fn packages(file: &str, content: &str) -> Vec<String> {
        let path = format!("svc/{file}");
        let files = MemoryFiles([(path, content.as_bytes().to_vec())].into());
        local_packages(&files, "svc")
    }

    #[test]
    fn requirements_name_paths() {
        let content = "\
boto3==1.34
-e ./one
--editable=../two[extra]
./three  # ours
four @ file:../four
file:five
-e git+https://example.com/six
-r missing.txt
";
        assert_eq!(
            packages("requirements.txt", content),
            ["svc/one", "two", "svc/three", "four", "svc/five"]
        );
    }

    #[test]
    fn a_path_may_start_at_a_folder_around() {
        let content = "../../lib/shared[area]  # built in an image\n";
        let files = MemoryFiles([("a/b/c/requirements.txt".to_owned(), content.into())].into());
        assert_eq!(
            local_packages(&files, "a/b/c"),
            ["a/lib/shared", "a/b/lib/shared", "lib/shared"]
        );
    }

    #[test]
    fn projects_name_paths() {
        let content = "\
[tool.poetry.dependencies]
shared = { path = \"../shared\", develop = true }
packages = [{ include = \"app\", from = \"lib\" }]
dependencies = [\"core @ file:../core\"]
";
        assert_eq!(
            packages("pyproject.toml", content),
            ["shared", "svc/lib", "core"]
        );
    }
}
