//! Handler strings of Python and the files they name.

use super::*;
use crate::project::{MemoryFiles, Runtime};

const PROJECT: &[(&str, &str)] = &[
    ("svc/src/app.py", "def handler(event, context): pass\n"),
    ("svc/todos/list.py", "from x import list\n"),
    ("svc/pkg/__init__.py", "lambda_handler = Mangum(app)\n"),
    (
        "svc/get-item.py",
        "class Controller:\n    def handle(self): pass\n",
    ),
    ("svc/star.py", "from other import *\n"),
    (
        "svc/glob.py",
        "def init():\n    global handler\n    handler = 1\n",
    ),
    ("layer/python/wrapper.py", "def handler(e, c): pass\n"),
    ("other/deep/only.py", "def handler(e, c): pass\n"),
    ("other/one/twice.py", "def handler(e, c): pass\n"),
    ("other/two/twice.py", "def handler(e, c): pass\n"),
    ("other/three/twice.py", "def main(e, c): pass\n"),
];

fn located(code_root: &str, handler: &str) -> Result<EntryPoint, EntryMissing> {
    let files = PROJECT
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let entry = Entry {
        code_root: code_root.to_owned(),
        handler: handler.to_owned(),
        runtime: Runtime::Python,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: vec!["layer".to_owned()],
    };
    locate(&MemoryFiles(files.collect()), &entry)
}

fn found(code_root: &str, handler: &str, file: &str, export: &str) {
    let expected = EntryPoint {
        file: file.to_owned(),
        language: Language::Python,
        export: Some(export.to_owned()),
    };
    assert_eq!(located(code_root, handler), Ok(expected), "{handler}");
}

fn missing(code_root: &str, handler: &str, message: &str, nearest: Option<&str>) {
    let expected = EntryMissing {
        message: message.to_owned(),
        nearest: nearest.map(str::to_owned),
    };
    assert_eq!(located(code_root, handler), Err(expected), "{handler}");
}

#[test]
fn handler_strings_name_modules() {
    found("svc", "src/app.handler", "svc/src/app.py", "handler");
    found("svc", "src.app.handler", "svc/src/app.py", "handler");
    found("svc/src", "app.handler", "svc/src/app.py", "handler");
    found("svc", "todos/list.list", "svc/todos/list.py", "list");
    found(
        "svc",
        "pkg.lambda_handler",
        "svc/pkg/__init__.py",
        "lambda_handler",
    );
    found(
        "svc",
        "wrapper.handler",
        "layer/python/wrapper.py",
        "handler",
    );
}

#[test]
fn attributes_may_be_paths_and_come_from_anywhere() {
    found(
        "svc",
        "get-item.Controller.handle",
        "svc/get-item.py",
        "Controller.handle",
    );
    found("svc", "star.anything", "svc/star.py", "anything");
    found("svc", "glob.handler", "svc/glob.py", "handler");
}

#[test]
fn a_wrong_code_root_is_made_up_for_when_one_file_fits() {
    found("svc", "app.handler", "svc/src/app.py", "handler");
    found(
        "build/out",
        "deep/only.handler",
        "other/deep/only.py",
        "handler",
    );
    found("other", "twice.main", "other/three/twice.py", "main");
    missing(
        "other",
        "twice.handler",
        "the handler `twice.handler` is not below its code root, and could be in `other/one/twice.py` or `other/two/twice.py`",
        None,
    );
}

#[test]
fn what_is_missing_is_said_with_the_nearest() {
    missing(
        "svc",
        "src/app.handle",
        "`svc/src/app.py` has no `handle`",
        Some("src/app.handler"),
    );
    missing(
        "svc",
        "src/apq.handler",
        "no file `src/apq.py` below `svc`",
        Some("src/app.handler"),
    );
    missing(
        "svc",
        "qqqqqqqqqqqq.h",
        "no file `qqqqqqqqqqqq.py` below `svc`",
        None,
    );
    missing(
        "svc",
        "handler",
        "the handler `handler` is not of the form `module.function`",
        None,
    );
}
