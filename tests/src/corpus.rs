//! The sample services with their expected grants.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

/// One folder of `corpus/`.
#[derive(Debug)]
pub struct Service {
    /// The folder's name.
    pub name: String,
    /// The folder itself.
    pub dir: PathBuf,
    /// What `expected.json` says.
    pub expected: Expected,
}

/// The contents of an `expected.json`.
#[derive(Debug)]
pub struct Expected {
    /// The template's path inside the service.
    pub template: String,
    /// By logical id (SAM, CloudFormation) or function key (Serverless).
    pub functions: BTreeMap<String, Function>,
}

/// What is expected of one function.
#[derive(Debug)]
pub struct Function {
    /// Source file and entry, `src/app.py:handler`.
    pub handler: String,
    /// `python`, `javascript`, `typescript` or `rust`.
    pub language: String,
    /// `complete` wherever the code can be followed.
    pub status: String,
    /// `action`, `resource`, `origin`, perhaps `condition`; `framework` where SAM or Serverless grants it unasked,
    /// and `spare` with the reason where a library asks for it and no event makes it use it.
    pub grants: Vec<Value>,
}

impl Service {
    /// The template's path.
    #[must_use]
    pub fn template(&self) -> PathBuf {
        self.dir.join(&self.expected.template)
    }

    /// Whether the Serverless Framework deploys it.
    #[must_use]
    pub fn is_serverless(&self) -> bool {
        self.expected.template.starts_with("serverless.")
    }

    /// The sample events of a function: `{"cases": [{"name", "given"?, "event"}]}`.
    ///
    /// # Errors
    /// When the file is missing or is not JSON.
    pub fn events(&self, function: &str) -> Result<Value> {
        read_json(&self.dir.join("events").join(format!("{function}.json")))
    }
}

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// All services, by name.
///
/// # Errors
/// When a folder has no readable `expected.json`.
pub fn services() -> Result<Vec<Service>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("corpus"))? {
        let dir = entry?.path();
        if dir.is_dir() {
            found.push(service(dir)?);
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The files at and below a folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Copies a service's committed kind of files, not what builds leave in it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if [
            ".serverless",
            ".aws-sam",
            "node_modules",
            "target",
            "__pycache__",
        ]
        .iter()
        .any(|it| name == *it)
        {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

fn service(dir: PathBuf) -> Result<Service> {
    let expected = read_json(&dir.join("expected.json"))?;
    let name = dir
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(Service {
        expected: read_expected(&expected).with_context(|| name.clone())?,
        name,
        dir,
    })
}

fn read_expected(value: &Value) -> Result<Expected> {
    let template = text(value, "template")?;
    let functions = value
        .get("functions")
        .and_then(Value::as_object)
        .context("no `functions`")?;
    let functions = functions
        .iter()
        .map(|(name, it)| Ok((name.clone(), function(it)?)))
        .collect::<Result<_>>()?;
    Ok(Expected {
        template,
        functions,
    })
}

fn function(value: &Value) -> Result<Function> {
    Ok(Function {
        handler: text(value, "handler")?,
        language: text(value, "language")?,
        status: text(value, "status")?,
        grants: value
            .get("grants")
            .and_then(Value::as_array)
            .context("no `grants`")?
            .clone(),
    })
}

fn text(value: &Value, key: &str) -> Result<String> {
    Ok(value
        .get(key)
        .and_then(Value::as_str)
        .with_context(|| format!("no `{key}`"))?
        .to_owned())
}

fn read_json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}
