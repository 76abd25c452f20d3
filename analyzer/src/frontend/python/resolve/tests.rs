//! Imports of Python and the files they lead to.

use super::*;
use crate::project::{MemoryFiles, Runtime};

fn project(content: &[(&str, &str)]) -> MemoryFiles {
    MemoryFiles(
        content
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    )
}

fn entry(code_root: &str, layers: &[&str]) -> Entry {
    Entry {
        code_root: code_root.to_owned(),
        handler: "app.handler".to_owned(),
        runtime: Runtime::Python,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: layers.iter().map(|layer| (*layer).to_owned()).collect(),
    }
}

/// What `specifier` means in `from`, in a project of empty files, with `svc` as code root and `layer` as layer.
fn check(paths: &[&str], from: &str, specifier: &str, expected: Resolution) {
    let content: Vec<_> = paths.iter().map(|path| (*path, "")).collect();
    let found = resolve(
        &project(&content),
        &entry("svc", &["layer"]),
        from,
        specifier,
    );
    assert_eq!(found, expected, "{specifier} in {from}");
}

fn file(path: &str) -> Resolution {
    Resolution::File(path.to_owned())
}

fn namespace(path: &str) -> Resolution {
    Resolution::Namespace(path.to_owned())
}

fn library(name: &str) -> Resolution {
    Resolution::Library(name.to_owned())
}

#[test]
fn relative_imports_count_dots() {
    let paths = [
        "svc/pkg/__init__.py",
        "svc/pkg/a.py",
        "svc/pkg/sub/__init__.py",
        "svc/pkg/sub/b.py",
        "svc/plain/c.py",
    ];
    check(&paths, "svc/pkg/a.py", ".sub.b", file("svc/pkg/sub/b.py"));
    check(&paths, "svc/pkg/a.py", ".", file("svc/pkg/__init__.py"));
    check(&paths, "svc/pkg/sub/b.py", "..a", file("svc/pkg/a.py"));
    check(
        &paths,
        "svc/pkg/sub/b.py",
        "..",
        file("svc/pkg/__init__.py"),
    );
    check(&paths, "svc/pkg/__init__.py", ".a", file("svc/pkg/a.py"));
    check(&paths, "svc/plain/c.py", ".", namespace("svc/plain"));
    check(&paths, "svc/pkg/a.py", ".missing", Resolution::Missing);
    check(&paths, "svc/pkg/a.py", ".....a", Resolution::Missing);
}

#[test]
fn absolute_imports_start_at_the_code_root() {
    let paths = [
        "svc/app.py",
        "svc/db/__init__.py",
        "svc/db/table.py",
        "svc/db.py",
        "svc/ns/x.py",
    ];
    check(&paths, "svc/app.py", "db.table", file("svc/db/table.py"));
    check(&paths, "svc/app.py", "db", file("svc/db/__init__.py"));
    check(&paths, "svc/db/table.py", "app", file("svc/app.py"));
    check(&paths, "svc/app.py", "ns", namespace("svc/ns"));
    check(&paths, "svc/app.py", "ns.x", file("svc/ns/x.py"));
    check(&paths, "svc/app.py", "db.nothing", Resolution::Missing);
    check(&paths, "svc/app.py", "DB", library("DB"));
    check(&paths, "svc/app.py", "json", library("json"));
    check(&paths, "svc/app.py", "os.path", library("os.path"));
    check(
        &paths,
        "svc/app.py",
        "some_library.part",
        library("some_library.part"),
    );
}

#[test]
fn layers_are_importable() {
    let paths = ["svc/app.py", "layer/python/shared/db.py", "layer/top.py"];
    check(
        &paths,
        "svc/app.py",
        "shared.db",
        file("layer/python/shared/db.py"),
    );
    check(&paths, "svc/app.py", "top", file("layer/top.py"));
}

#[test]
fn copies_of_known_libraries_stay_libraries() {
    let paths = [
        "svc/app.py",
        "svc/boto3/__init__.py",
        "svc/requests/__init__.py",
        "svc/requests/api.py",
        "layer/python/lib/python3.11/site-packages/thing/__init__.py",
        "svc/venv/site-packages/other.py",
        "svc/yaml.py",
    ];
    check(&paths, "svc/app.py", "boto3", library("boto3"));
    check(
        &paths,
        "svc/app.py",
        "requests.api",
        library("requests.api"),
    );
    check(&paths, "svc/app.py", "yaml", file("svc/yaml.py"));
    check(
        &paths,
        "svc/app.py",
        "mypy_boto3_s3.client",
        library("mypy_boto3_s3.client"),
    );
}

#[test]
fn repository_layouts_are_found_last() {
    let paths = [
        "svc/functions/one/app.py",
        "svc/functions/one/near.py",
        "svc/functions/common.py",
        "shared/__init__.py",
        "shared/db.py",
        "src/lib/x.py",
        "lambda_layers/deco/python/decorators.py",
        "types/y.py",
    ];
    let from = "svc/functions/one/app.py";
    check(&paths, from, "near", file("svc/functions/one/near.py"));
    check(&paths, from, "common", file("svc/functions/common.py"));
    check(&paths, from, "shared.db", file("shared/db.py"));
    check(&paths, from, "lib.x", file("src/lib/x.py"));
    check(
        &paths,
        from,
        "decorators",
        file("lambda_layers/deco/python/decorators.py"),
    );
    check(&paths, from, "types", library("types"));
}

#[test]
fn local_packages_of_requirements_are_found() {
    let files = project(&[
        ("svc/app.py", ""),
        (
            "svc/requirements.txt",
            "boto3\n-e ../packages/common\n../other",
        ),
        ("packages/common/pyproject.toml", ""),
        ("packages/common/src/common/db.py", ""),
        ("other/thing/__init__.py", ""),
    ]);
    let found = |specifier| resolve(&files, &entry("svc", &[]), "svc/app.py", specifier);
    assert_eq!(found("common.db"), file("packages/common/src/common/db.py"));
    assert_eq!(found("thing"), file("other/thing/__init__.py"));
}

/// Where `lib` is found when `svc/fn/app.py` starts with `code`.
fn with_code(code: &str) -> Resolution {
    let files = project(&[
        ("svc/fn/app.py", code),
        ("tools/deep/lib.py", ""),
        ("opt/extra/lib.py", ""),
    ]);
    resolve(&files, &entry("svc", &["opt"]), "svc/fn/app.py", "lib")
}

#[test]
fn folders_added_to_the_search_path_count() {
    let deep = file("tools/deep/lib.py");
    assert_eq!(
        with_code(
            "import sys, os\nsys.path.append(os.path.join(os.path.dirname(__file__), '..', '..', 'tools/deep'))"
        ),
        deep
    );
    assert_eq!(
        with_code(
            "HERE = Path(__file__).resolve().parent\nsys.path.insert(0, str(HERE.parent.parent / 'tools' / 'deep'))"
        ),
        deep
    );
    assert_eq!(
        with_code("sys.path.insert(0, str(Path(__file__).parents[2].joinpath('tools', 'deep')))"),
        deep
    );
    assert_eq!(with_code("sys.path.append('../tools/deep')"), deep);
    assert_eq!(
        with_code("sys.path.append(os.environ['LAMBDA_TASK_ROOT'] + '/../tools/deep')"),
        deep
    );
    assert_eq!(
        with_code("sys.path.append('/opt/extra')"),
        file("opt/extra/lib.py")
    );
    assert_eq!(with_code("sys.path.append(f())"), library("lib"));
    assert_eq!(with_code("A = A\nsys.path.append(A)"), library("lib"));
}
