//! Code without a template: a source file that is named, or one of a project by `--entry`, becomes the only function of a
//! template of no file.

use crate::failure::Failure;
use crate::project::Project;
use analyzer::project::Runtime;
use policy::template::{DeclaredRole, Function, Kind, Place, Platform, Template};
use std::collections::BTreeMap;
use std::path::Path;

const EXTENSIONS: &[(&str, Runtime)] = &[
    ("py", Runtime::Python),
    ("js", Runtime::Node),
    ("mjs", Runtime::Node),
    ("cjs", Runtime::Node),
    ("jsx", Runtime::Node),
    ("ts", Runtime::Node),
    ("mts", Runtime::Node),
    ("cts", Runtime::Node),
    ("tsx", Runtime::Node),
    ("rs", Runtime::Provided),
];

fn runtime_of(path: &Path) -> Option<Runtime> {
    let extension = path.extension()?.to_str()?;
    EXTENSIONS
        .iter()
        .find(|(known, _)| *known == extension)
        .map(|(_, runtime)| *runtime)
}

/// Whether a file is source code of a supported language. `serverless.ts` is a template.
pub(crate) fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    runtime_of(path).is_some() && !policy::template::discovery::may_be_template(&name)
}

/// Names that handlers commonly have, tried in order when none is given.
const USUAL_NAMES: &[&str] = &["handler", "lambda_handler", "main", "default"];

/// A template that declares nothing but one function, for a source file without a template.
pub(crate) fn entry_template(
    project: &Project,
    path: &Path,
    entry: &str,
) -> Result<Template, Failure> {
    let (file, function) = match entry.rsplit_once(':') {
        Some((file, function)) if !function.is_empty() && !function.contains(['/', '\\']) => {
            (file, Some(function))
        }
        _ => (entry, None),
    };
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let found = [folder.join(file), Path::new(file).to_path_buf()]
        .into_iter()
        .find_map(|candidate| project.inside(&candidate.canonicalize().ok()?))
        .ok_or_else(|| Failure::Entry(format!("no source file `{file}` in the project")))?;
    let runtime = runtime_of(Path::new(&found)).ok_or_else(|| {
        Failure::Entry(format!(
            "`{file}` is in no supported language; Python, JavaScript, TypeScript and Rust are"
        ))
    })?;
    let function = match function {
        Some(function) => function.to_owned(),
        None => usual_name(project, &found, runtime).ok_or_else(|| no_usual_name(file))?,
    };
    Ok(single(&found, &function, runtime))
}

fn no_usual_name(file: &str) -> Failure {
    let names: Vec<_> = USUAL_NAMES.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    Failure::Entry(format!(
        "`{file}` has no function called {names}; name it: `--entry {file}:FUNCTION`"
    ))
}

fn usual_name(project: &Project, file: &str, runtime: Runtime) -> Option<String> {
    if runtime == Runtime::Provided {
        return Some("main".to_owned());
    }
    let source = String::from_utf8(project.files.read(file)?).ok()?;
    let named = USUAL_NAMES.iter().find(|name| source.contains(*name));
    named.map(|name| (*name).to_owned())
}

/// A template without a file, of the kind that reports call `none`.
fn single(file: &str, function: &str, runtime: Runtime) -> Template {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (handler, runtime) = match runtime {
        Runtime::Python => (format!("{stem}.{function}"), "python3"),
        Runtime::Node => (format!("{stem}.{function}"), "nodejs"),
        Runtime::Provided => ("bootstrap".to_owned(), "provided"),
    };
    let function = Function {
        name: function.to_owned(),
        logical_id: function.to_owned(),
        function_name: None,
        runtime: Some(runtime.to_owned()),
        handler: Some(handler),
        code_root: Some(folder.to_owned()),
        inline_code: None,
        entry_points: vec![name.to_owned()],
        binaries: vec![stem.to_owned()],
        layers: Vec::new(),
        layer_references: Vec::new(),
        environment: BTreeMap::new(),
        triggers: Vec::new(),
        platform: Platform::default(),
        role: DeclaredRole::Implicit,
        condition: None,
        at: Place { line: 1, column: 1 },
    };
    Template {
        path: file.to_owned(),
        kind: Kind::CloudFormation,
        functions: vec![function],
        resources: Vec::new(),
        parameters: BTreeMap::new(),
        document: policy::expr::Expr::Map(Vec::new()),
        problems: Vec::new(),
    }
}
