//! Functions packaged as container images: what their Dockerfile says about runtime, handler and code.
//!
//! Only AWS base images are understood, and `COPY` of folders and files of the build context. Anything else leaves the
//! answer open.

use super::path::{join, parent};
use analyzer::project::Files;

/// What a Dockerfile tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Image {
    /// `python3.12`, `nodejs20.x`, `provided`.
    pub(crate) runtime: Option<String>,
    /// The handler that `CMD` names.
    pub(crate) handler: Option<String>,
    /// The folder that the handler's code is copied from.
    pub(crate) code_root: Option<String>,
}

/// Reads the Dockerfile of a build context. `handler` is the one that the template names, which wins over `CMD`.
pub(crate) fn image(
    files: &dyn Files,
    context: &str,
    dockerfile: &str,
    handler: Option<&str>,
) -> Image {
    let text = join(context, dockerfile)
        .and_then(|path| files.read(&path))
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default();
    let mut image = Image::default();
    let mut copied = Vec::new();
    for line in text.replace("\\\n", " ").lines() {
        let (instruction, rest) = line
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or_default();
        match instruction.to_uppercase().as_str() {
            "FROM" => {
                image.runtime = runtime(rest).or(image.runtime);
                copied.clear();
            }
            "CMD" => image.handler = words(rest).into_iter().next(),
            "COPY" | "ADD" => copied.extend(sources(rest)),
            _ => {}
        }
    }
    let handler = handler.map(str::to_owned).or(image.handler);
    image.code_root = handler
        .as_deref()
        .and_then(|handler| code_root(files, context, &copied, handler));
    image.handler = handler;
    image
}

/// `public.ecr.aws/lambda/python:3.12` as `python3.12`.
fn runtime(from: &str) -> Option<String> {
    let image = from
        .split_whitespace()
        .find(|word| !word.starts_with("--"))?;
    let (_, name) = image.split_once("lambda/")?;
    let (language, tag) = name.split_once(':').unwrap_or((name, ""));
    let version: String = tag
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    match language {
        "python" => Some(format!("python{version}")),
        "nodejs" => Some(format!("nodejs{version}.x")),
        "provided" => Some("provided".to_owned()),
        _ => None,
    }
}

/// The words of a JSON list, or of a plain line.
fn words(text: &str) -> Vec<String> {
    match serde_json::from_str::<Vec<String>>(text) {
        Ok(words) => words,
        Err(_) => text.split_whitespace().map(str::to_owned).collect(),
    }
}

/// What a `COPY` copies from the context; nothing when it copies from another stage.
fn sources(rest: &str) -> Vec<String> {
    let mut words = words(rest);
    if words.iter().any(|word| word.starts_with("--from")) {
        return Vec::new();
    }
    words.retain(|word| !word.starts_with("--"));
    words.pop();
    words
}

/// The first folder that holds the handler's module: what was copied, then the context itself.
fn code_root(files: &dyn Files, context: &str, copied: &[String], handler: &str) -> Option<String> {
    let module = handler
        .rsplit_once('.')
        .map_or(handler, |(module, _)| module);
    let candidates = copied.iter().flat_map(|source| {
        let path = join(context, source.trim_end_matches('*'));
        let folder = path.as_deref().map(|path| parent(path).to_owned());
        path.into_iter().chain(folder)
    });
    candidates
        .chain([context.to_owned()])
        .find(|folder| super::code::holds_module(files, folder, &super::code::module_path(module)))
        .or_else(|| Some(context.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::tests::project;

    #[test]
    fn a_dockerfile_tells_runtime_handler_and_code() {
        let files = project(
            "//- /x/Dockerfile\nFROM public.ecr.aws/lambda/python:3.12-arm64\nCOPY requirements.txt .\nCOPY src/api/ ${LAMBDA_TASK_ROOT}/\nCMD [\"app.main\"]\n//- /x/src/api/app.py\n//- /x/requirements.txt\n",
        );
        let expected = Image {
            runtime: Some("python3.12".into()),
            handler: Some("app.main".into()),
            code_root: Some("x/src/api".into()),
        };
        assert_eq!(image(&files, "x", "Dockerfile", None), expected);
        let other = image(&files, "x", "Dockerfile", Some("src.api.app.other"));
        assert_eq!(other.handler.as_deref(), Some("src.api.app.other"));
        assert_eq!(other.code_root.as_deref(), Some("x"));
        assert_eq!(image(&files, "y", "Dockerfile", None), Image::default());
    }
}
