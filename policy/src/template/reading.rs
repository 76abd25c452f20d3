//! From a file to a [`Template`].

use super::discovery::{self, DocumentKind};
use super::given::Given;
use super::{Place, Template, cloudformation, program, serverless};
use crate::markup::{self, NodeId, SyntaxError, Tree};
use analyzer::project::Files;

/// Templates over this size are refused.
const MAX_BYTES: usize = 10 * 1024 * 1024;

/// A template that cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{file}`:{}:{}: {message}", at.line, at.column)]
pub struct ReadError {
    /// Its path relative to the project root.
    pub file: String,
    /// Where in it.
    pub at: Place,
    /// What, and the way out.
    pub message: String,
}

/// Reads a template. What is odd but does not stop the reading is in [`Template::problems`].
pub fn read(files: &dyn Files, path: &str) -> Result<Template, ReadError> {
    read_given(files, path, &Given::default())
}

/// Reads a template for one deployment.
pub fn read_given(files: &dyn Files, path: &str, given: &Given) -> Result<Template, ReadError> {
    if discovery::is_program(path) {
        return program::read(files, path, given);
    }
    let bytes = files.read(path).ok_or_else(|| ReadError {
        file: path.to_owned(),
        at: Place { line: 1, column: 1 },
        message: "no such file, or it cannot be read".to_owned(),
    })?;
    read_bytes(files, path, bytes, given)
}

/// Reads a file if it is a template: what [`discovery::is_template`] and [`read_given`] do, in one go.
pub fn read_if_template(
    files: &dyn Files,
    path: &str,
    given: &Given,
) -> Option<Result<Template, ReadError>> {
    let bytes = files.read(path)?;
    let text = std::str::from_utf8(&bytes).ok()?;
    if !discovery::has_words(path, text) {
        return None;
    }
    if discovery::is_program(path) {
        return Some(program::read(files, path, given));
    }
    let parsed = parse(path, text);
    if !discovery::is_parsed(path, text, &parsed) {
        return None;
    }
    Some(match too_large(&bytes) {
        Some(message) => Err(at_start(path, message)),
        None => read_parsed(files, path, parsed, given),
    })
}

/// Reads a template from its content. `path` may be that of a program: `bytes` is then what the program gives.
pub fn read_bytes(
    files: &dyn Files,
    path: &str,
    bytes: Vec<u8>,
    given: &Given,
) -> Result<Template, ReadError> {
    let text = decode(bytes).map_err(|(at, message)| ReadError {
        file: path.to_owned(),
        at,
        message,
    })?;
    read_parsed(files, path, parse(path, &text), given)
}

fn read_parsed(
    files: &dyn Files,
    path: &str,
    parsed: Result<Tree, SyntaxError>,
    given: &Given,
) -> Result<Template, ReadError> {
    let tree = parsed.map_err(|cause| ReadError {
        file: path.to_owned(),
        at: cause.at,
        message: cause.message,
    })?;
    let root = *tree.documents.get(chosen_document(&tree)).ok_or_else(|| {
        let message = "the file is empty; a template has `Resources`";
        at_start(path, message.to_owned())
    })?;
    let mut template = read_document(files, path, &tree, root, given)
        .map_err(|message| at_start(path, message))?;
    if given.is_final {
        place_as_written(files, &mut template);
    }
    if tree.documents.len() > 1 {
        template.problems.push(super::TemplateProblem {
            kind: "several-documents".to_owned(),
            at: tree.node(root).at,
            message: "the file holds several documents; only this one is read".to_owned(),
        });
    }
    Ok(template)
}

fn at_start(path: &str, message: String) -> ReadError {
    ReadError {
        file: path.to_owned(),
        at: Place { line: 1, column: 1 },
        message,
    }
}

/// Places of functions in the configuration that somebody wrote, in place of those in what was made of it.
fn place_as_written(files: &dyn Files, template: &mut Template) {
    let start = Place { line: 1, column: 1 };
    let text = files.read(&template.path).map(decode);
    let written = match text {
        Some(Ok(text)) if !discovery::is_program(&template.path) => {
            parse(&template.path, &text).ok()
        }
        _ => None,
    };
    let root = written.as_ref().and_then(|it| it.documents.first());
    for function in &mut template.functions {
        function.at = match (&written, root) {
            (Some(tree), Some(root)) => serverless::place(tree, *root, &function.name),
            _ => start,
        };
        for trigger in &mut function.triggers {
            trigger.at = function.at;
        }
    }
}

/// Reads a parsed document.
pub(crate) fn read_document(
    files: &dyn Files,
    path: &str,
    tree: &Tree,
    root: NodeId,
    given: &Given,
) -> Result<Template, String> {
    match discovery::document_kind(tree, root) {
        Some(DocumentKind::Resources) => Ok(cloudformation::read(files, path, tree, root)),
        Some(DocumentKind::Service) => Ok(serverless::read(files, path, tree, root, given)),
        None => Err(
            "not a template: it has no `Resources` with a `Type` and is no Serverless service"
                .to_owned(),
        ),
    }
}

/// Parses a text as what it looks like: JSON when it opens with a brace (YAML flow style where it is not), YAML otherwise.
pub fn parse(path: &str, text: &str) -> Result<Tree, SyntaxError> {
    if !markup::is_json(text) {
        return markup::yaml::parse(text);
    }
    let is_yaml_file = path.ends_with(".yaml") || path.ends_with(".yml");
    match markup::json::parse(text) {
        Err(_) if is_yaml_file => markup::yaml::parse(text),
        result => result,
    }
}

/// Which document of a file is the template: the first that looks like one.
pub(crate) fn chosen_document(tree: &Tree) -> usize {
    let is_template = |root: &NodeId| discovery::document_kind(tree, *root).is_some();
    tree.documents.iter().position(is_template).unwrap_or(0)
}

fn too_large(bytes: &[u8]) -> Option<String> {
    let is_too_large = bytes.len() > MAX_BYTES;
    is_too_large.then(|| format!("over {} MB; split the template", MAX_BYTES / (1024 * 1024)))
}

fn decode(bytes: Vec<u8>) -> Result<String, (Place, String)> {
    let start = Place { line: 1, column: 1 };
    if let Some(message) = too_large(&bytes) {
        return Err((start, message));
    }
    String::from_utf8(bytes).map_err(|cause| {
        let before = cause
            .as_bytes()
            .iter()
            .take(cause.utf8_error().valid_up_to());
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        let at = Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 1,
        };
        (at, "not UTF-8 text; save the file as UTF-8".to_owned())
    })
}
