//! Where a function's sources are.

use super::path::{file_name, join, parent};
use analyzer::project::Files;

/// Folders that hold no sources of the project.
const SKIPPED: &[&str] = &[
    "node_modules",
    ".git",
    ".aws-sam",
    ".serverless",
    "target",
    "dist",
    "build",
    ".venv",
    "venv",
    "__pycache__",
    "cdk.out",
];

/// A search looks at this many folders.
const MAX_FOLDERS: usize = 2_000;

/// Extensions of handler modules, in order.
const EXTENSIONS: &[&str] = &["py", "js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx"];

/// The folder that a local code path names. A path to a file (a module, an archive) names the file's folder.
pub(crate) fn folder(files: &dyn Files, base: &str, path: &str) -> Option<String> {
    let joined = join(base, path)?;
    if let Some((before, _)) = cargo_artifact(&joined) {
        return Some(before.to_owned());
    }
    let is_archive = [".zip", ".jar"].iter().any(|end| joined.ends_with(end));
    if is_archive || files.is_file(&joined) {
        return Some(parent(&joined).to_owned());
    }
    Some(joined)
}

/// `api/target/lambda/put-item/` as the folder that Cargo builds in and the binary's name.
pub(crate) fn cargo_artifact(path: &str) -> Option<(&str, &str)> {
    let marker = "target/lambda/";
    let at = path.find(marker)?;
    let (before, rest) = path.split_at_checked(at)?;
    let name = rest.strip_prefix(marker)?.split('/').next()?;
    let name = name.split('.').next()?;
    let before = before.trim_end_matches('/');
    (!name.is_empty()).then_some((before, name))
}

/// A guessed code folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The folder.
    pub(crate) folder: String,
    /// It is named like the object in the bucket, not just the only one that fits.
    pub(crate) by_name: bool,
}

/// How far below the template a folder may lie that is guessed without a name.
const MAX_UNNAMED_DEPTH: usize = 2;

/// Guesses the code folder of a function whose code is given as an object in a bucket: the only folder below `base` that is
/// named like the object and holds the handler's module, else the only folder nearby that holds it. `None` when no folder
/// or several do: better no answer than somebody else's code.
pub(crate) fn guess(
    files: &dyn Files,
    base: &str,
    key: Option<&str>,
    handler: &str,
) -> Option<Guess> {
    let module = module_path(
        handler
            .rsplit_once('.')
            .map_or(handler, |(module, _)| module),
    );
    let mut holders: Vec<String> = folders(files, base)
        .into_iter()
        .filter(|folder| holds_module(files, folder, &module))
        .collect();
    let mut by_name = false;
    if let Some(key) = key {
        let stem = file_name(key).split('.').next().unwrap_or_default();
        let named: Vec<_> = holders
            .iter()
            .filter(|folder| file_name(folder) == stem || parent(folder).ends_with(stem))
            .cloned()
            .collect();
        if !named.is_empty() {
            holders = named;
            by_name = true;
        }
    }
    match holders.as_slice() {
        [only] if by_name || depth_below(base, only) <= MAX_UNNAMED_DEPTH => Some(Guess {
            folder: only.clone(),
            by_name,
        }),
        _ => None,
    }
}

/// How many folders lie between a folder and one below it.
fn depth_below(base: &str, folder: &str) -> usize {
    let below = folder.strip_prefix(base).unwrap_or(folder);
    below.split('/').filter(|part| !part.is_empty()).count()
}

/// A module as a path: `src.app` and `src/app` are `src/app`.
pub(crate) fn module_path(module: &str) -> String {
    match module.contains('/') {
        true => module.to_owned(),
        false => module.replace('.', "/"),
    }
}

/// Whether a folder holds a module.
pub(crate) fn holds_module(files: &dyn Files, folder: &str, module: &str) -> bool {
    EXTENSIONS.iter().any(|extension| {
        join(folder, &format!("{module}.{extension}")).is_some_and(|path| files.is_file(&path))
    })
}

/// Folders at and below `base`, breadth first.
fn folders(files: &dyn Files, base: &str) -> Vec<String> {
    let mut found = vec![base.to_owned()];
    let mut next = 0;
    while let Some(folder) = found.get(next).cloned() {
        next += 1;
        for (name, is_folder) in files.list(&folder) {
            if is_folder && !SKIPPED.contains(&name.as_str()) && found.len() < MAX_FOLDERS {
                found.extend(join(&folder, &name));
            }
        }
    }
    found
}

/// Folders of a layer whose content is importable: what the runtimes look for inside of it, then the layer itself.
pub(crate) fn layer_folders(files: &dyn Files, content: &str) -> Vec<String> {
    ["python", "nodejs/node_modules", "nodejs"]
        .iter()
        .filter_map(|inner| join(content, inner))
        .filter(|folder| !files.list(folder).is_empty())
        .chain([content.to_owned()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzer::project::MemoryFiles;

    fn files(paths: &[&str]) -> MemoryFiles {
        MemoryFiles(
            paths
                .iter()
                .map(|path| ((*path).to_owned(), Vec::new()))
                .collect(),
        )
    }

    #[test]
    fn local_paths() {
        let files = files(&["api/src/app.py", "api/code.zip"]);
        assert_eq!(folder(&files, "api", "src/").as_deref(), Some("api/src"));
        assert_eq!(
            folder(&files, "api", "src/app.py").as_deref(),
            Some("api/src")
        );
        assert_eq!(folder(&files, "api", "./code.zip").as_deref(), Some("api"));
        assert_eq!(
            folder(&files, "api", "target/lambda/put-item/").as_deref(),
            Some("api")
        );
        assert_eq!(
            cargo_artifact("target/lambda/put-item/bootstrap.zip"),
            Some(("", "put-item"))
        );
    }

    fn guess(files: &dyn Files, base: &str, key: Option<&str>, handler: &str) -> Option<String> {
        super::guess(files, base, key, handler).map(|guess| guess.folder)
    }

    #[test]
    fn guesses_only_what_is_unique() {
        let one = files(&[
            "t/src/orders/index.js",
            "t/node_modules/x/index.js",
            "t/readme.md",
        ]);
        assert_eq!(
            guess(&one, "t", None, "index.handler").as_deref(),
            Some("t/src/orders")
        );
        let two = files(&["src/orders/index.js", "src/users/index.js"]);
        assert_eq!(guess(&two, "", None, "index.handler"), None);
        assert_eq!(
            guess(&two, "", Some("v1/users.zip"), "index.handler").as_deref(),
            Some("src/users")
        );
        assert_eq!(
            guess(&two, "", None, "src/users/index.handler").as_deref(),
            Some("")
        );
        let far = files(&["a/b/c/index.js"]);
        assert_eq!(guess(&far, "", None, "index.handler"), None);
    }
}
