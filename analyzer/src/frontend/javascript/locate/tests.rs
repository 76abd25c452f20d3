//! Handler strings over small file trees.

use super::*;
use crate::project::{MemoryFiles, Runtime};

fn tree(paths: &[&str]) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for line in paths {
        let (path, content) = line.split_once(" = ").unwrap_or((line, ""));
        files.0.insert(path.to_owned(), content.as_bytes().to_vec());
    }
    files
}

/// The file and export of a handler, or the message and suggestion.
fn located(files: &MemoryFiles, code_root: &str, handler: &str) -> String {
    with_entry_points(files, code_root, handler, &[])
}

fn with_entry_points(
    files: &MemoryFiles,
    code_root: &str,
    handler: &str,
    points: &[&str],
) -> String {
    let entry = Entry {
        code_root: code_root.to_owned(),
        handler: handler.to_owned(),
        runtime: Runtime::Node,
        entry_points: points.iter().map(|point| (*point).to_owned()).collect(),
        binaries: Vec::new(),
        layers: Vec::new(),
    };
    match locate(files, &entry) {
        Ok(found) => format!("{}:{}", found.file, found.export.unwrap_or_default()),
        Err(missing) => match missing.nearest {
            Some(nearest) => format!("{}; {nearest}", missing.message),
            None => missing.message,
        },
    }
}

#[test]
fn files_below_the_code_root() {
    let files = tree(&[
        "svc/src/app.ts",
        "svc/index.mjs",
        "svc/todos/list-all.js",
        "svc/fn/index.cjs",
    ]);
    assert_eq!(
        located(&files, "svc", "src/app.handler"),
        "svc/src/app.ts:handler"
    );
    assert_eq!(
        located(&files, "svc", "index.handler"),
        "svc/index.mjs:handler"
    );
    assert_eq!(
        located(&files, "svc", "./todos/list-all.run"),
        "svc/todos/list-all.js:run"
    );
    assert_eq!(
        located(&files, "svc", "fn.handler"),
        "svc/fn/index.cjs:handler"
    );
    assert_eq!(
        located(&files, "", "svc/src/app.handler"),
        "svc/src/app.ts:handler"
    );
}

#[test]
fn dots_in_folders_files_and_exports() {
    let files = tree(&["v1.0/app.js", "users.controller.ts", "api.ts"]);
    assert_eq!(
        located(&files, "", "v1.0/app.handler"),
        "v1.0/app.js:handler"
    );
    assert_eq!(
        located(&files, "", "users.controller.get"),
        "users.controller.ts:get"
    );
    assert_eq!(located(&files, "", "api.Orders.get"), "api.ts:Orders.get");
}

#[test]
fn entry_points_of_a_build() {
    let files = tree(&["app/src/get.ts", "app/src/put.ts", "app/index.js"]);
    let points = ["src/get.ts", "src/put.ts"];
    assert_eq!(
        with_entry_points(&files, "app", "put.handler", &points),
        "app/src/put.ts:handler"
    );
    assert_eq!(
        with_entry_points(&files, "app", "index.handler", &["src/get.ts"]),
        "app/src/get.ts:handler"
    );
}

#[test]
fn output_folders_lead_to_sources() {
    let files = tree(&["src/app.ts", "api/src/fn/get.ts"]);
    assert_eq!(
        located(&files, "", "dist/app.handler"),
        "src/app.ts:handler"
    );
    assert_eq!(located(&files, "dist", "app.handler"), "src/app.ts:handler");
    assert_eq!(
        located(&files, "api/.build", "fn/get.handler"),
        "api/src/fn/get.ts:handler"
    );
    let files = tree(&[
        "tsconfig.json = {\"compilerOptions\": {\"outDir\": \"out-js\", \"rootDir\": \"code\"}}",
        "code/app.ts",
    ]);
    assert_eq!(
        located(&files, "out-js", "app.handler"),
        "code/app.ts:handler"
    );
}

#[test]
fn the_only_file_that_fits() {
    let files = tree(&[
        "lambdas/orders/place.ts",
        "lambdas/orders/place.test.ts",
        "node_modules/x/place.js",
    ]);
    assert_eq!(
        located(&files, ".aws-sam/build", "place.handler"),
        "lambdas/orders/place.ts:handler"
    );
    assert_eq!(
        located(&files, "", "orders/place.handler"),
        "lambdas/orders/place.ts:handler"
    );
}

#[test]
fn what_is_missing_is_said_with_the_nearest() {
    let files = tree(&["src/app.ts", "a/run.js", "b/run.js"]);
    assert_eq!(
        located(&files, "", "src/ap.handler"),
        "no JavaScript or TypeScript file `src/ap` below the project's root; src/app.handler"
    );
    assert_eq!(
        located(&files, "", "run.handler"),
        "the module `run` is not below its code root, and could be `a/run.js` or `b/run.js`"
    );
    assert_eq!(
        located(&files, "", "app"),
        "the handler `app` is not of the form `file.export`"
    );
}

#[test]
fn an_index_elsewhere_is_another_one() {
    let files = tree(&["orders/index.ts"]);
    assert_eq!(
        located(&files, "", "order/index.handler"),
        "no JavaScript or TypeScript file `order/index` below the project's root; orders/index.handler"
    );
}
