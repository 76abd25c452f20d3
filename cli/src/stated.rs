//! Statements of the configuration about code that no analysis can know: what a call does, where a function's code is.
//!
//! A stated call is the hint comment that could stand in the source: the file is read as if it did, so there is one
//! mechanism for both, and one that no longer applies is reported like any hint.

use crate::config::{Config, ConfigError, StatedCall};
use crate::nearest::nearest;
use crate::project::Project;
use analyzer::project::Files;
use std::collections::BTreeMap;

/// Files of a project with stated hints put in.
pub(crate) struct StatedFiles {
    files: Box<dyn Files>,
    stated: BTreeMap<String, Vec<u8>>,
}

impl Files for StatedFiles {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        match self.stated.get(path) {
            Some(bytes) => Some(bytes.clone()),
            None => self.files.read(path),
        }
    }

    fn is_file(&self, path: &str) -> bool {
        self.files.is_file(path)
    }

    fn list(&self, path: &str) -> Vec<(String, bool)> {
        self.files.list(path)
    }
}

/// Puts the stated calls of a configuration into the files they are about; those that do not fit are mistakes.
pub(crate) fn files(files: Box<dyn Files>, config: &Config) -> (StatedFiles, Vec<ConfigError>) {
    let mut stated = StatedFiles {
        files,
        stated: BTreeMap::new(),
    };
    let mut mistakes = Vec::new();
    for row in &config.call {
        let call = row.get_ref();
        let path = config.inside(&call.file);
        match with_hint(&stated, &path, call) {
            Ok(bytes) => {
                stated.stated.insert(path, bytes);
            }
            Err(message) => mistakes.push(config.error(row.span().start, &message)),
        }
    }
    (stated, mistakes)
}

/// A file with a call's hint at the end of its line.
fn with_hint(files: &StatedFiles, path: &str, call: &StatedCall) -> Result<Vec<u8>, String> {
    let comment = comment_of(path).ok_or_else(|| format!("`{}` is no source file", call.file))?;
    let bytes = files
        .read(path)
        .ok_or_else(|| format!("no such file: `{}`", call.file))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let has_text = |index: &usize| lines.get(*index).is_some_and(|it| it.contains(&call.line));
    let found: Vec<usize> = (0..lines.len()).filter(has_text).collect();
    let [wanted] = found.as_slice() else {
        return Err(match found.len() {
            0 => format!("no line of `{}` has `{}`", call.file, call.line),
            count => format!("{count} lines of `{}` have `{}`", call.file, call.line),
        });
    };
    let hinted = |(index, line): (usize, &&str)| {
        if index != *wanted {
            return (*line).to_owned();
        }
        let code = line.trim_end_matches(['\r', '\n']);
        let end = line.get(code.len()..).unwrap_or_default();
        format!("{code} {comment} iam-tailor: {}{end}", call.does.trim())
    };
    let hinted: String = lines.iter().enumerate().map(hinted).collect();
    Ok(hinted.into_bytes())
}

/// What begins a comment in a source file.
fn comment_of(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "py" => Some("#"),
        "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "rs" => Some("//"),
        _ => None,
    }
}

/// Tells functions of the templates where their code is. A function that does not exist is a mistake where all
/// templates of the configuration are looked at.
pub(crate) fn handlers(project: &mut Project, is_whole: bool) -> Result<(), ConfigError> {
    for row in &project.config.handler {
        let stated = row.get_ref();
        let error = |message: String| project.config.error(row.span().start, &message);
        let code = stated.code.as_ref().map(|it| project.config.inside(it));
        if let Some(code) = &code
            && project.files.list(code).is_empty()
        {
            return Err(error(format!("no such folder: `{code}`")));
        }
        let functions = project
            .templates
            .iter_mut()
            .flat_map(|it| &mut it.functions);
        let mut named = 0;
        let mut changed = 0;
        for function in functions.filter(|it| it.name == stated.function) {
            named += 1;
            for (value, slot) in [
                (&stated.handler, &mut function.handler),
                (&stated.runtime, &mut function.runtime),
                (&code, &mut function.code_root),
            ] {
                if value.is_some() && *slot != *value {
                    slot.clone_from(value);
                    changed += 1;
                }
            }
        }
        if named == 0 && is_whole {
            let all = project.templates.iter().flat_map(|it| &it.functions);
            let hint = nearest(&stated.function, all.map(|it| it.name.as_str()));
            return Err(error(format!("no function `{}`{hint}", stated.function)));
        }
        if named > 0 && changed == 0 {
            let name = &stated.function;
            return Err(error(format!(
                "the template says the same of `{name}`; take this row out"
            )));
        }
    }
    Ok(())
}
