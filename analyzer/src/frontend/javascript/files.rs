//! From a path without or with another extension to the source file it means, and from compiled output to its source.

use super::config::TypeScriptConfig;
use super::package::Package;
use crate::frontend::paths::{below, parent};
use crate::project::Files;

/// Extensions of source files; TypeScript first, because JavaScript of the same name beside it is its output.
const SOURCES: &[&str] = &["ts", "tsx", "mts", "cts", "mjs", "js", "cjs", "jsx"];

/// Names of folders that builds write to.
const OUTPUTS: &[&str] = &["dist", "build", "lib", "out", ".build", ".dist", "output"];

/// How a file is looked for: through `package.json` files of folders only so often.
const MAX_HOPS: u32 = 4;

/// Whether a file is one that can be lowered.
pub(super) fn is_source(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.ends_with(".d.ts") || name.ends_with(".d.mts") || name.ends_with(".d.cts") {
        return false;
    }
    extension(name).is_some_and(|extension| SOURCES.contains(&extension))
}

/// Whether a path leads through a folder that builds write to.
pub(super) fn is_output(path: &str) -> bool {
    path.split('/').any(|part| OUTPUTS.contains(&part))
}

/// A path without the extension of a source file.
pub(super) fn stem(path: &str) -> &str {
    match extension(path) {
        Some(found) if SOURCES.contains(&found) => path
            .strip_suffix(found)
            .and_then(|path| path.strip_suffix('.'))
            .unwrap_or(path),
        _ => path,
    }
}

fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// The file that a module path means: itself, with an extension, with the TypeScript extension for a JavaScript one, or
/// the entry of the folder; else the source it is compiled from.
pub(super) fn find_module(files: &dyn Files, path: &str) -> Option<String> {
    find_present(files, path, 0).or_else(|| {
        compiled_from(files, path)
            .iter()
            .find_map(|path| find_present(files, path, 0))
    })
}

/// Like [`find_module`], for a path whose file must be there as written.
pub(super) fn find_written(files: &dyn Files, path: &str) -> Option<String> {
    find_present(files, path, 0)
}

fn find_present(files: &dyn Files, path: &str, hops: u32) -> Option<String> {
    find_file(files, path).or_else(|| find_folder(files, path, hops))
}

/// A module path as a file.
pub(super) fn find_file(files: &dyn Files, path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let typed = typed_twins(path);
    let written = (is_source(path) || extension(path) == Some("json")).then(|| path.to_owned());
    let extended = SOURCES
        .iter()
        .chain(&["json"])
        .map(|extension| format!("{path}.{extension}"));
    typed
        .into_iter()
        .chain(written)
        .chain(extended)
        .find(|path| files.is_file(path))
}

/// The TypeScript sources that compile to a JavaScript file.
fn typed_twins(path: &str) -> Vec<String> {
    let twins: &[(&str, &[&str])] = &[
        (".js", &["ts", "tsx"]),
        (".jsx", &["tsx"]),
        (".mjs", &["mts"]),
        (".cjs", &["cts"]),
    ];
    for (ending, extensions) in twins {
        if let Some(stem) = path.strip_suffix(ending) {
            return extensions
                .iter()
                .map(|extension| format!("{stem}.{extension}"))
                .collect();
        }
    }
    Vec::new()
}

fn find_folder(files: &dyn Files, path: &str, hops: u32) -> Option<String> {
    if hops >= MAX_HOPS {
        return None;
    }
    if let Some(package) = Package::read(files, path) {
        for target in package.entries("") {
            if let Some(found) = package_target(files, path, &target, hops) {
                return Some(found);
            }
        }
    }
    find_file(files, &below(path, "index"))
}

/// The file that an entry of a package means, or its source when only that is there.
fn package_target(files: &dyn Files, folder: &str, target: &str, hops: u32) -> Option<String> {
    let path = crate::frontend::paths::join(folder, target)?;
    if path == folder {
        return None;
    }
    find_present(files, &path, hops + 1).or_else(|| {
        compiled_from(files, &path).iter().find_map(|path| {
            find_file(files, path).or_else(|| find_file(files, &below(path, "index")))
        })
    })
}

/// The file that a subpath of a package in a folder means; `""` is the package itself.
pub(super) fn find_in_package(files: &dyn Files, folder: &str, subpath: &str) -> Option<String> {
    let Some(package) = Package::read(files, folder) else {
        return find_module(files, &below(folder, subpath));
    };
    package
        .entries(subpath)
        .iter()
        .find_map(|target| package_target(files, folder, target, 0))
        .or_else(|| find_module(files, &below(folder, subpath)))
        .or_else(|| find_module(files, &below(&below(folder, "src"), subpath)))
}

/// Where the source of a compiled file may be: below the folder that the configuration compiles from, below `src`
/// instead of the output folder, or beside it.
pub(super) fn compiled_from(files: &dyn Files, path: &str) -> Vec<String> {
    let path = stem(path);
    let mut found = Vec::new();
    let config = TypeScriptConfig::nearest(files, parent(path));
    if let Some((out, root)) = config.as_ref().and_then(TypeScriptConfig::compiled)
        && let Some(rest) = strip_folder(path, out)
    {
        let roots = match root {
            Some(root) => vec![root.to_owned()],
            None => vec![parent(out).to_owned(), below(parent(out), "src")],
        };
        found.extend(roots.iter().map(|root| below(root, rest)));
    }
    let parts: Vec<_> = path.split('/').collect();
    for (index, part) in parts.iter().enumerate() {
        if !OUTPUTS.contains(part) {
            continue;
        }
        let before = parts.get(..index).unwrap_or_default().join("/");
        let after = parts.get(index + 1..).unwrap_or_default().join("/");
        found.push(below(&below(&before, "src"), &after));
        found.push(below(&before, &after));
    }
    found.retain(|source| source != path);
    found
}

/// A path relative to a folder it is below.
pub(super) fn strip_folder<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}
