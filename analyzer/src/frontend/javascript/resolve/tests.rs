//! Specifiers over small file trees.

use super::*;
use crate::project::{MemoryFiles, Runtime};

/// A tree of files: a name a line, its content behind ` = `.
fn tree(text: &str) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (path, content) = line.split_once(" = ").unwrap_or((line, ""));
        files.0.insert(path.to_owned(), content.as_bytes().to_vec());
    }
    files
}

fn entry(code_root: &str, layers: &[&str]) -> Entry {
    Entry {
        code_root: code_root.to_owned(),
        handler: String::new(),
        runtime: Runtime::Node,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: layers.iter().map(|layer| (*layer).to_owned()).collect(),
    }
}

/// What a specifier written in a file means: a path, `lib NAME` or `missing`.
fn resolved(files: &MemoryFiles, from: &str, specifier: &str) -> String {
    shown(resolve(
        files,
        &entry("", &["layers/common"]),
        from,
        specifier,
    ))
}

fn shown(resolution: Resolution) -> String {
    match resolution {
        Resolution::File(path) => path,
        Resolution::Library(name) => format!("lib {name}"),
        Resolution::Namespace(path) => format!("namespace {path}"),
        Resolution::Missing => "missing".to_owned(),
    }
}

#[test]
fn relative_files_with_and_without_extension() {
    let files = tree(
        "
        src/app.ts
        src/db.ts
        src/old.js
        src/config.json
        src/esm.mts
        src/view.tsx
        src/util/index.js
        src/both.js
        src/both.ts
        ",
    );
    let cases = [
        ("./db", "src/db.ts"),
        ("./db.js", "src/db.ts"),
        ("./old", "src/old.js"),
        ("./old.js", "src/old.js"),
        ("./config", "src/config.json"),
        ("./config.json", "src/config.json"),
        ("./esm.mjs", "src/esm.mts"),
        ("./view", "src/view.tsx"),
        ("./util", "src/util/index.js"),
        ("./both.js", "src/both.ts"),
        ("../src/db", "src/db.ts"),
        ("./gone", "missing"),
        ("../../outside", "missing"),
    ];
    for (specifier, expected) in cases {
        assert_eq!(
            resolved(&files, "src/app.ts", specifier),
            expected,
            "{specifier}"
        );
    }
}

#[test]
fn names_in_other_letters() {
    let files = tree(
        "
        src/app.ts
        src/businessLogic/tracking.ts
        src/businessLogic/trackingAccess.ts
        src/models/index.ts
        ",
    );
    let from_app = |specifier| resolved(&files, "src/app.ts", specifier);
    assert_eq!(
        from_app("./BusinessLogic/Tracking"),
        "src/businessLogic/tracking.ts"
    );
    assert_eq!(
        from_app("./businesslogic/TrackingAccess.ts"),
        "src/businessLogic/trackingAccess.ts"
    );
    assert_eq!(from_app("./Models"), "src/models/index.ts");
    assert_eq!(from_app("./businessLogic/track"), "missing");
}

#[test]
fn assets_and_declarations_are_no_code() {
    let files = tree(
        "
        schema.graphql
        types.d.ts
        ",
    );
    assert_eq!(
        resolved(&files, "app.ts", "./schema.graphql"),
        "lib ./schema.graphql"
    );
    assert_eq!(resolved(&files, "app.ts", "./query.sql"), "lib ./query.sql");
    assert_eq!(resolved(&files, "app.ts", "./types"), "missing");
}

#[test]
fn libraries_keep_their_names() {
    let files = tree(
        "
        node_modules/uuid/index.js
        package.json = { \"dependencies\": { \"uuid\": \"^9\" } }
        ",
    );
    for name in [
        "uuid",
        "@aws-sdk/client-s3",
        "aws-sdk/clients/s3",
        "node:fs",
        "fs/promises",
    ] {
        assert_eq!(resolved(&files, "app.js", name), format!("lib {name}"));
    }
    assert_eq!(
        resolved(&files, "app.js", "./node_modules/uuid/index.js"),
        "lib uuid/index.js"
    );
}

#[test]
fn folders_with_a_package_of_their_own() {
    let files = tree(
        "
        lib/package.json = { \"main\": \"./main.js\" }
        lib/main.js
        built/package.json = { \"main\": \"dist/index.js\", \"types\": \"dist/index.d.ts\" }
        built/src/index.ts
        ",
    );
    assert_eq!(resolved(&files, "app.js", "./lib"), "lib/main.js");
    assert_eq!(resolved(&files, "app.js", "./built"), "built/src/index.ts");
}

#[test]
fn aliases_of_the_nearest_configuration() {
    let files = tree(
        "
        tsconfig.base.json = { \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": { \"@shared/*\": [\"libs/shared/src/*\"], \"@db\": [\"libs/db/index.ts\"] } } }
        svc/tsconfig.json = { // comment\\n \"extends\": \"../tsconfig.base\", /* x */ \"compilerOptions\": { }, }
        libs/shared/src/log.ts
        libs/db/index.ts
        common/names.ts
        ",
    );
    let files = MemoryFiles(
        files
            .0
            .into_iter()
            .map(|(path, content)| {
                let content = String::from_utf8_lossy(&content).replace("\\n", "\n");
                (path, content.into_bytes())
            })
            .collect(),
    );
    assert_eq!(
        resolved(&files, "svc/app.ts", "@shared/log"),
        "libs/shared/src/log.ts"
    );
    assert_eq!(resolved(&files, "svc/app.ts", "@db"), "libs/db/index.ts");
    assert_eq!(
        resolved(&files, "svc/app.ts", "common/names"),
        "common/names.ts"
    );
    assert_eq!(
        resolved(&files, "svc/app.ts", "@shared/gone"),
        "lib @shared/gone"
    );
}

#[test]
fn packages_of_the_same_repository() {
    let files = tree(
        "
        package.json = { \"workspaces\": [\"packages/*\"] }
        packages/core/package.json = { \"name\": \"@org/core\", \"exports\": { \".\": { \"types\": \"./dist/index.d.ts\", \"import\": \"./dist/index.js\" }, \"./x/*\": \"./dist/x/*.js\" } }
        packages/core/src/index.ts
        packages/core/src/x/one.ts
        packages/api/package.json = { \"name\": \"api\", \"dependencies\": { \"@org/core\": \"*\", \"near\": \"file:../../near\" } }
        near/package.json = { \"name\": \"near\", \"main\": \"near.js\" }
        near/near.js
        near/sub.js
        ",
    );
    let from = "packages/api/src/app.ts";
    assert_eq!(
        resolved(&files, from, "@org/core"),
        "packages/core/src/index.ts"
    );
    assert_eq!(
        resolved(&files, from, "@org/core/x/one"),
        "packages/core/src/x/one.ts"
    );
    assert_eq!(resolved(&files, from, "near"), "near/near.js");
    assert_eq!(resolved(&files, from, "near/sub"), "near/sub.js");
    assert_eq!(resolved(&files, from, "@org/other"), "lib @org/other");
}

#[test]
fn pnpm_workspaces() {
    let files = tree("libs/a/b/package.json = { \"name\": \"b\" }\nlibs/a/b/index.ts");
    let mut files = files;
    files.0.insert(
        "pnpm-workspace.yaml".to_owned(),
        b"packages:\n  - 'libs/**'\n  - \"!**/test\"\nother: 1\n".to_vec(),
    );
    assert_eq!(resolved(&files, "app/x.ts", "b"), "libs/a/b/index.ts");
}

#[test]
fn subpath_imports() {
    let files = tree(
        "
        package.json = { \"imports\": { \"#db\": { \"node\": \"./src/db.js\" }, \"#lib/*\": \"./src/lib/*.js\" } }
        src/db.ts
        src/lib/a.js
        ",
    );
    assert_eq!(resolved(&files, "src/app.ts", "#db"), "src/db.ts");
    assert_eq!(resolved(&files, "src/app.ts", "#lib/a"), "src/lib/a.js");
    assert_eq!(resolved(&files, "src/app.ts", "#gone"), "missing");
}

#[test]
fn layers() {
    let files = tree(
        "
        layers/common/nodejs/util.js
        layers/common/log.ts
        layers/common/nodejs/node_modules/own/index.js
        layers/common/nodejs/node_modules/bought/index.js
        layers/common/nodejs/node_modules/bought/package.json = { \"name\": \"bought\", \"version\": \"1.0.0\" }
        ",
    );
    assert_eq!(
        resolved(&files, "app.js", "/opt/nodejs/util"),
        "layers/common/nodejs/util.js"
    );
    assert_eq!(
        resolved(&files, "app.js", "/opt/nodejs/log"),
        "layers/common/log.ts"
    );
    assert_eq!(resolved(&files, "app.js", "/opt/gone"), "lib /opt/gone");
    assert_eq!(resolved(&files, "app.js", "bought"), "lib bought");
}

#[test]
fn own_code_in_a_layers_node_modules() {
    let files = tree("layers/common/nodejs/node_modules/own/index.js");
    let found = of_layer(&files, &entry("", &["layers/common"]), "own");
    assert_eq!(
        found.as_deref(),
        Some("layers/common/nodejs/node_modules/own/index.js")
    );
    assert_eq!(
        resolved(&files, "app.js", "own"),
        "layers/common/nodejs/node_modules/own/index.js"
    );
}

#[test]
fn output_leads_to_its_source() {
    let files = tree(
        "
        tsconfig.json = { \"compilerOptions\": { \"outDir\": \"./artifacts\", \"rootDir\": \"./code\" } }
        code/db.ts
        src/queue.ts
        ",
    );
    assert_eq!(resolved(&files, "app.js", "./artifacts/db"), "code/db.ts");
    assert_eq!(
        resolved(&files, "app.js", "./dist/queue.js"),
        "src/queue.ts"
    );
}

#[test]
fn builtins_are_sorted() {
    assert!(BUILTINS.is_sorted());
}
