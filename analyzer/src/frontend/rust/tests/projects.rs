//! Where code is: specifiers to files, functions to binaries.

use super::super::Rust;
use crate::frontend::{FrontEnd, Resolution, Surroundings};
use crate::project::{Entry, MemoryFiles, Runtime};

/// A project from `path: text` pairs; files without text of interest are given as just a path.
fn project(files: &[(&str, &str)]) -> MemoryFiles {
    let entries = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    MemoryFiles(entries.collect())
}

fn entry(code_root: &str, handler: &str, binaries: &[&str]) -> Entry {
    Entry {
        code_root: code_root.to_owned(),
        handler: handler.to_owned(),
        runtime: Runtime::Provided,
        entry_points: Vec::new(),
        binaries: binaries.iter().map(|name| (*name).to_owned()).collect(),
        layers: Vec::new(),
    }
}

fn located(files: &[(&str, &str)], entry: &Entry) -> String {
    match Rust.locate(&Surroundings::new(&project(files)), entry) {
        Ok(point) => format!("{} {}", point.file, point.export.unwrap_or_default()),
        Err(missing) => format!("{} (nearest {:?})", missing.message, missing.nearest),
    }
}

fn resolved(files: &[(&str, &str)], entry: &Entry, from: &str, specifier: &str) -> String {
    match Rust.resolve(&Surroundings::new(&project(files)), entry, from, specifier) {
        Resolution::File(file) => file,
        Resolution::Library(name) => format!("library {name}"),
        Resolution::Namespace(name) => format!("namespace {name}"),
        Resolution::Missing => "missing".to_owned(),
    }
}

const ONE: (&str, &str) = ("Cargo.toml", "[package]\nname = \"app\"\n");

#[test]
fn modules_lie_beside_a_root_and_below_other_files() {
    let files = [
        ONE,
        ("src/main.rs", "mod db; mod web;"),
        ("src/db.rs", "mod pool;"),
        ("src/db/pool.rs", ""),
        ("src/web/mod.rs", "mod routes;"),
        ("src/web/routes.rs", ""),
        ("src/odd.rs", ""),
    ];
    let entry = entry("", "bootstrap", &[]);
    let check = |from: &str, specifier: &str| resolved(&files, &entry, from, specifier);
    assert_eq!(check("src/main.rs", "mod:db"), "src/db.rs");
    assert_eq!(check("src/db.rs", "mod:pool"), "src/db/pool.rs");
    assert_eq!(check("src/main.rs", "mod:web"), "src/web/mod.rs");
    assert_eq!(check("src/web/mod.rs", "mod:routes"), "src/web/routes.rs");
    assert_eq!(check("src/main.rs", "mod:path:odd.rs"), "src/odd.rs");
    assert_eq!(check("src/main.rs", "mod:db/pool"), "src/db/pool.rs");
    assert_eq!(check("src/main.rs", "mod:absent"), "missing");
    assert_eq!(check("src/main.rs", "mod:path:../../etc.rs"), "missing");
}

#[test]
fn super_and_crate_lead_to_the_files_of_modules_above() {
    let files = [
        ONE,
        ("src/main.rs", "mod a;"),
        ("src/a.rs", "mod b;"),
        ("src/a/b.rs", "mod c;"),
        ("src/a/b/c.rs", ""),
        ("src/w/mod.rs", ""),
        ("src/w/x.rs", ""),
    ];
    let entry = entry("", "bootstrap", &[]);
    let check = |from: &str, specifier: &str| resolved(&files, &entry, from, specifier);
    assert_eq!(check("src/a/b/c.rs", "super"), "src/a/b.rs");
    assert_eq!(check("src/a/b/c.rs", "super::super"), "src/a.rs");
    assert_eq!(check("src/a/b/c.rs", "super::super::super"), "src/main.rs");
    assert_eq!(
        check("src/a/b/c.rs", "super::super::super::super"),
        "missing"
    );
    assert_eq!(check("src/w/x.rs", "super"), "src/w/mod.rs");
    assert_eq!(check("src/w/mod.rs", "super"), "src/main.rs");
    assert_eq!(check("src/a/b/c.rs", "crate"), "src/main.rs");
    assert_eq!(check("src/main.rs", "super"), "missing");
}

#[test]
fn a_shared_module_belongs_to_the_crate_of_the_entry() {
    let manifest = "[package]\nname = \"app\"\n[[bin]]\nname = \"put\"\npath = \"src/put.rs\"\n[[bin]]\nname = \"get\"\npath = \"src/get.rs\"";
    let files = [
        ("Cargo.toml", manifest),
        ("src/lib.rs", "pub mod other;"),
        ("src/put.rs", "mod db;"),
        ("src/get.rs", "mod db;"),
        ("src/db.rs", ""),
        ("src/other.rs", ""),
    ];
    let crate_of = |binary: &str, from: &str| {
        resolved(&files, &entry("", "bootstrap", &[binary]), from, "crate")
    };
    assert_eq!(crate_of("get", "src/db.rs"), "src/get.rs");
    assert_eq!(crate_of("put", "src/db.rs"), "src/put.rs");
    assert_eq!(crate_of("put", "src/other.rs"), "src/lib.rs");
}

#[test]
fn crates_are_the_own_library_path_dependencies_or_libraries() {
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"fns/*\", \"shared\"]\n[workspace.dependencies]\ncore-model = { path = \"model\" }\ns3 = { package = \"aws-sdk-s3\", version = \"1\" }",
        ),
        (
            "fns/put/Cargo.toml",
            "[package]\nname = \"put-fn\"\n[dependencies]\nmodel = { workspace = true, package = \"x\" }\ncore-model.workspace = true\ns3.workspace = true\nstore = { path = \"../../store\", package = \"the-store\" }\ngone = { path = \"../gone\" }\naws-sdk-sqs = \"1\"",
        ),
        ("fns/put/src/main.rs", ""),
        ("fns/put/src/lib.rs", ""),
        (
            "model/Cargo.toml",
            "[package]\nname = \"core-model\"\n[lib]\nname = \"the_model\"\npath = \"code/root.rs\"",
        ),
        ("model/code/root.rs", ""),
        ("store/Cargo.toml", "[package]\nname = \"the-store\""),
        ("store/src/lib.rs", ""),
        ("shared/Cargo.toml", "[package]\nname = \"shared-code\""),
        ("shared/src/lib.rs", ""),
    ];
    let entry = entry("fns/put", "bootstrap", &[]);
    let check = |name: &str| resolved(&files, &entry, "fns/put/src/main.rs", name);
    assert_eq!(check("put_fn"), "fns/put/src/lib.rs");
    assert_eq!(check("core_model"), "model/code/root.rs");
    assert_eq!(check("the_model"), "model/code/root.rs");
    assert_eq!(check("store"), "store/src/lib.rs");
    assert_eq!(check("shared_code"), "shared/src/lib.rs");
    assert_eq!(check("s3"), "library aws_sdk_s3");
    assert_eq!(check("aws_sdk_sqs"), "library aws_sdk_sqs");
    assert_eq!(check("std"), "library std");
    assert_eq!(check("gone"), "missing");
}

#[test]
fn a_broken_manifest_counts_for_what_parses() {
    let files = [
        (
            "Cargo.toml",
            "[package]\nname = \"app\"\nversion = {{ version }}\n[dependencies]\nlocal = { path = \"local\" }\n",
        ),
        ("src/main.rs", ""),
        ("local/Cargo.toml", "[package]\nname = \"local\""),
        ("local/src/lib.rs", ""),
    ];
    let entry = entry("", "bootstrap", &[]);
    assert_eq!(located(&files, &entry), "src/main.rs main");
    assert_eq!(
        resolved(&files, &entry, "src/main.rs", "local"),
        "local/src/lib.rs"
    );
}

#[test]
fn the_only_binary_needs_no_name() {
    let files = [ONE, ("src/main.rs", ""), ("src/lib.rs", "")];
    assert_eq!(
        located(&files, &entry("", "bootstrap", &["unrelated"])),
        "src/main.rs main"
    );
    assert_eq!(
        located(&files, &entry("target/lambda/whatever", "bootstrap", &[])),
        "src/main.rs main"
    );
}

#[test]
fn binaries_by_name() {
    let files = [
        (
            "Cargo.toml",
            "[package]\nname = \"app\"\n[[bin]]\nname = \"put-item\"\npath = \"src/a.rs\"",
        ),
        ("src/a.rs", ""),
        ("src/main.rs", ""),
        ("src/bin/get_item.rs", ""),
        ("src/bin/list/main.rs", ""),
        ("src/bin/list/pages.rs", ""),
    ];
    let check =
        |root: &str, handler: &str, names: &[&str]| located(&files, &entry(root, handler, names));
    assert_eq!(check("", "bootstrap", &["put-item"]), "src/a.rs main");
    assert_eq!(
        check("", "bootstrap", &["PutItemFunction"]),
        "src/a.rs main"
    );
    assert_eq!(
        check("", "bootstrap", &["GetItemLambda", "get-item-lambda"]),
        "src/bin/get_item.rs main"
    );
    assert_eq!(
        check("target/lambda/list", "bootstrap", &[]),
        "src/bin/list/main.rs main"
    );
    assert_eq!(
        check("target/lambda/list.zip", "bootstrap", &[]),
        "src/bin/list/main.rs main"
    );
    assert_eq!(check("", "app.get_item", &[]), "src/bin/get_item.rs main");
    assert_eq!(check("", "app", &[]), "src/main.rs main");
    assert_eq!(
        check("", "bootstrap", &["get"]),
        "which binary in `.` is built for `get` is not known; there are `put-item`, `app`, `get_item`, `list` (nearest Some(\"get_item\"))"
    );
}

#[test]
fn binaries_of_a_workspace() {
    let files = [
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]"),
        ("crates/put/Cargo.toml", "[package]\nname = \"put\""),
        ("crates/put/src/main.rs", ""),
        (
            "crates/get/Cargo.toml",
            "[package]\nname = \"get\"\n[[bin]]\nname = \"bootstrap\"\npath = \"src/main.rs\"",
        ),
        ("crates/get/src/main.rs", ""),
        ("crates/shared/Cargo.toml", "[package]\nname = \"shared\""),
        ("crates/shared/src/lib.rs", ""),
    ];
    let check = |root: &str, names: &[&str]| located(&files, &entry(root, "bootstrap", names));
    assert_eq!(
        check("crates/put", &["Anything"]),
        "crates/put/src/main.rs main"
    );
    assert_eq!(check("", &["put"]), "crates/put/src/main.rs main");
    assert_eq!(check("", &["GetFunction"]), "crates/get/src/main.rs main");
    assert_eq!(
        check("crates/shared", &["put"]),
        "crates/put/src/main.rs main"
    );
}

#[test]
fn nothing_to_build() {
    let files = [("app.py", "")];
    assert_eq!(
        located(&files, &entry("src", "bootstrap", &["x"])),
        "no Cargo package with a binary in, below or above `src` (nearest None)"
    );
}
