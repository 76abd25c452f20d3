//! From an import specifier to a file of the project, or to the name of a library.
//!
//! Looks where Node, TypeScript and bundlers would: relative files, aliases of `tsconfig.json`, subpath imports, packages
//! of the same repository, layers. What is installed below `node_modules` is a library. Reads configuration files at each
//! call; callers keep answers.

use super::config::TypeScriptConfig;
use super::files::{find_in_package, find_module, find_written, is_source};
use super::package::Package;
use super::workspace;
use crate::frontend::Resolution;
use crate::frontend::paths::{ancestors, below, join, parent};
use crate::project::{Entry, Files};

/// Where Lambda puts the content of layers and the code.
const LAYER_ROOT: &str = "/opt/";
const CODE_ROOT: &str = "/var/task/";

pub(super) fn resolve(files: &dyn Files, entry: &Entry, from: &str, specifier: &str) -> Resolution {
    if is_relative(specifier) {
        return relative(files, from, specifier);
    }
    if specifier.starts_with("node:") || is_builtin(specifier) {
        return Resolution::Library(specifier.to_owned());
    }
    let found = aliased(files, from, specifier)
        .or_else(|| deployed(files, entry, specifier))
        .or_else(|| subpath_import(files, from, specifier))
        .or_else(|| of_package(files, from, specifier));
    if let Some(path) = found {
        return file_or_library(path, specifier);
    }
    match of_layer(files, entry, specifier) {
        Some(path) => Resolution::File(path),
        None if specifier.starts_with('#') => Resolution::Missing,
        None => Resolution::Library(specifier.to_owned()),
    }
}

fn is_relative(specifier: &str) -> bool {
    matches!(specifier, "." | "..") || specifier.starts_with("./") || specifier.starts_with("../")
}

fn relative(files: &dyn Files, from: &str, specifier: &str) -> Resolution {
    let Some(path) = join(parent(from), specifier) else {
        return Resolution::Missing;
    };
    if let Some(found) = find_module(files, &path) {
        return file_or_library(found, specifier);
    }
    if files.is_file(&path) || specifier.contains('?') || is_asset(&path) {
        return Resolution::Library(specifier.to_owned());
    }
    match spelled_otherwise(files, &path).and_then(|path| find_module(files, &path)) {
        Some(found) => file_or_library(found, specifier),
        None => Resolution::Missing,
    }
}

/// The path with the letters as the names of files and folders have them: where names are found whatever their case,
/// `./Orders` is `./orders.ts`, and what is built there is deployed.
fn spelled_otherwise(files: &dyn Files, path: &str) -> Option<String> {
    let mut found = String::new();
    for segment in path.split('/') {
        let names = files.list(&found);
        let name = names.iter().find_map(|(name, _)| {
            let (begun, rest) = name.split_at_checked(segment.len())?;
            let fits = begun.eq_ignore_ascii_case(segment);
            (fits && (rest.is_empty() || rest.starts_with('.'))).then_some(begun)
        })?;
        if !found.is_empty() {
            found.push('/');
        }
        found.push_str(name);
    }
    Some(found)
}

/// Whether a path names something that bundlers turn into a value: neither code nor without an extension.
fn is_asset(path: &str) -> bool {
    let assets = [
        "css", "scss", "sql", "graphql", "gql", "txt", "html", "md", "yml", "yaml", "node", "wasm",
        "svg", "png", "pem", "csv", "hbs", "ejs",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .is_some_and(|(_, extension)| assets.contains(&extension))
}

/// A file, unless it is installed rather than written.
fn file_or_library(path: String, specifier: &str) -> Resolution {
    let installed = path
        .rsplit_once("node_modules/")
        .map(|(_, inside)| inside.to_owned());
    match installed {
        None => Resolution::File(path),
        Some(_) if !is_relative(specifier) => Resolution::Library(specifier.to_owned()),
        Some(inside) => Resolution::Library(inside),
    }
}

fn aliased(files: &dyn Files, from: &str, specifier: &str) -> Option<String> {
    TypeScriptConfig::around(files, parent(from)).find_map(|config| {
        let candidates = config.candidates(specifier);
        candidates
            .iter()
            .find_map(|path| find_written(files, path))
            .filter(|path| is_source(path) || path.ends_with(".json"))
    })
}

/// A path as it is in the running function.
fn deployed(files: &dyn Files, entry: &Entry, specifier: &str) -> Option<String> {
    if let Some(path) = specifier.strip_prefix(CODE_ROOT) {
        return find_module(files, &join(&entry.code_root, path)?);
    }
    let path = specifier.strip_prefix(LAYER_ROOT)?;
    let inside = path.strip_prefix("nodejs/").unwrap_or(path);
    entry.layers.iter().find_map(|layer| {
        [path, inside]
            .iter()
            .filter_map(|path| join(layer, path))
            .find_map(|path| find_module(files, &path))
            .or_else(|| find_module(files, &below(&below(layer, "src"), inside)))
            .filter(|path| is_own(files, path))
    })
}

/// Whether code below `node_modules` was written rather than installed: it belongs to no published package.
fn is_own(files: &dyn Files, path: &str) -> bool {
    let Some((before, inside)) = path.rsplit_once("node_modules/") else {
        return true;
    };
    let (name, _) = split_package(inside);
    let folder = format!("{before}node_modules/{name}");
    !Package::read(files, &folder).is_some_and(|package| package.has_version())
}

fn subpath_import(files: &dyn Files, from: &str, specifier: &str) -> Option<String> {
    if !specifier.starts_with('#') {
        return None;
    }
    let (folder, package) =
        ancestors(parent(from)).find_map(|folder| Some((folder, Package::read(files, folder)?)))?;
    package
        .import(specifier)
        .iter()
        .filter(|target| target.starts_with('.'))
        .filter_map(|target| join(folder, target))
        .find_map(|path| find_module(files, &path))
}

/// A package of the same repository: a local dependency, a workspace, or the package that the file is in.
fn of_package(files: &dyn Files, from: &str, specifier: &str) -> Option<String> {
    let (name, subpath) = split_package(specifier);
    for folder in ancestors(parent(from)) {
        let Some(package) = Package::read(files, folder) else {
            continue;
        };
        if package.name() == Some(name) {
            return find_in_package(files, folder, subpath);
        }
        let local = package.local_dependency(name);
        if let Some(dependency) = local.and_then(|path| join(folder, path)) {
            return find_in_package(files, &dependency, subpath);
        }
    }
    let folder = workspace::find(files, parent(from), name)?;
    find_in_package(files, &folder, subpath)
}

/// A package that a layer holds, where it was written rather than installed.
fn of_layer(files: &dyn Files, entry: &Entry, specifier: &str) -> Option<String> {
    let (name, subpath) = split_package(specifier);
    entry.layers.iter().find_map(|layer| {
        ["nodejs/node_modules", "node_modules"]
            .iter()
            .find_map(|modules| {
                let folder = below(&below(layer, modules), name);
                if Package::read(files, &folder).is_some_and(|package| package.has_version()) {
                    return None;
                }
                find_in_package(files, &folder, subpath)
            })
    })
}

/// A bare specifier as package name and subpath.
fn split_package(specifier: &str) -> (&str, &str) {
    let slashes = usize::from(specifier.starts_with('@'));
    match specifier.match_indices('/').nth(slashes) {
        Some((at, _)) => (
            specifier.get(..at).unwrap_or(specifier),
            specifier.get(at + 1..).unwrap_or_default(),
        ),
        None => (specifier, ""),
    }
}

/// Whether a library is of Node itself, declared from a public registry, installed, or known to be public.
pub(super) fn is_public(files: &dyn Files, entry: &Entry, from: &str, library: &str) -> bool {
    if library.starts_with("node:") || is_builtin(library) || is_relative(library) {
        return true;
    }
    let (name, _) = split_package(library);
    if library.starts_with(LAYER_ROOT) || library.starts_with(CODE_ROOT) {
        return false;
    }
    let layers = entry.layers.iter().flat_map(|layer| {
        let folders = [layer.clone(), below(layer, "nodejs")];
        folders
            .into_iter()
            .chain(ancestors(layer).map(str::to_owned))
    });
    let folders = ancestors(parent(from))
        .chain(ancestors(&entry.code_root))
        .map(str::to_owned)
        .chain(layers);
    let mut declared = None;
    for folder in folders {
        if files.is_file(&below(
            &folder,
            &format!("node_modules/{name}/package.json"),
        )) {
            return true;
        }
        let here = Package::read(files, &folder).and_then(|package| {
            let named = package.is_public_dependency(name);
            named.or_else(|| package.is_public_dependency(&format!("@types/{}", plain_name(name))))
        });
        declared = declared.or(here);
    }
    declared == Some(true) || is_known(name)
}

fn is_known(name: &str) -> bool {
    PUBLIC
        .lines()
        .any(|line| line == name || (line.ends_with('/') && name.starts_with(line)))
}

/// A package name as type packages write it: `@a/b` is `a__b`.
fn plain_name(name: &str) -> String {
    name.trim_start_matches('@').replace('/', "__")
}

/// Public packages that are often at hand without being declared; `@scope/` are all of a scope.
const PUBLIC: &str = include_str!("public_packages.txt");

/// Whether a specifier names a module that Node brings along.
fn is_builtin(specifier: &str) -> bool {
    let (name, _) = split_package(specifier);
    BUILTINS.binary_search(&name).is_ok()
}

/// The modules of Node, sorted (`module.builtinModules`).
const BUILTINS: &[&str] = &[
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "stream",
    "string_decoder",
    "sys",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
];

#[cfg(test)]
mod tests;
