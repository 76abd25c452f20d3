//! Tools of others, at the versions that `tests/tools` pins: AWS SAM's translator, cfn-lint, the Serverless Framework.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{corpus, product};

/// Reads a template with the parser of cfn-lint; short intrinsics come in their long form.
///
/// # Errors
/// When the template does not parse.
pub fn template_json(path: &Path) -> Result<Value> {
    let text = python(["template.py", "json"], [path])?;
    Ok(serde_json::from_str(&text)?)
}

/// The CloudFormation that AWS SAM makes of a template; a template without the transform stays as it is.
///
/// # Errors
/// When the translator refuses it.
pub fn transformed(path: &Path) -> Result<Value> {
    let text = python(["template.py", "transform"], [path])?;
    Ok(serde_json::from_str(&text)?)
}

/// Translates AWS SAM to CloudFormation and runs cfn-lint on it; the error lists what it finds.
///
/// # Errors
/// When the translator refuses the template, or cfn-lint has an error or a warning.
pub fn lint<'a>(templates: impl IntoIterator<Item = &'a Path>) -> Result<()> {
    python(["template.py", "lint"], templates).map(drop)
}

/// A framework that deploys `serverless.yml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framework {
    /// The Serverless Framework, version 3: the last that runs without an account.
    Serverless,
    /// Its descendant osls.
    Osls,
}

impl Framework {
    fn program(self) -> &'static str {
        match self {
            Self::Serverless => "serverless/bin/serverless.js",
            Self::Osls => "osls/bin/serverless.js",
        }
    }
}

/// Runs `serverless package` and gives the CloudFormation it makes.
///
/// `dir` must be a copy: the framework writes into it, and finds its plugins in the folders above it.
///
/// # Errors
/// When the framework refuses the service.
pub fn serverless_package(dir: &Path) -> Result<Value> {
    let ran = serverless(Framework::Serverless, dir, &["package"])?;
    let text = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    ensure!(ran.status.success(), "serverless package: {text}");
    packaged(dir)
}

/// The CloudFormation that was last made of a service.
///
/// # Errors
/// When there is none.
pub fn packaged(dir: &Path) -> Result<Value> {
    let made = dir.join(".serverless/cloudformation-template-update-stack.json");
    Ok(serde_json::from_str(&std::fs::read_to_string(made)?)?)
}

/// Runs a command of a framework in a copy of a service; our plugin finds the binary of this build.
///
/// # Errors
/// When it cannot be started. A failing exit status is no error here.
pub fn serverless(framework: Framework, dir: &Path, args: &[&str]) -> Result<Output> {
    let modules = cache()?.join("node/node_modules");
    let beside = dir
        .parent()
        .context("a service needs a folder above it")?
        .join("node_modules");
    if !beside.exists() {
        std::os::unix::fs::symlink(&modules, &beside)?;
    }
    let mut command = Command::new("node");
    command
        .arg(modules.join(framework.program()))
        .args(args)
        .current_dir(dir)
        .env("IAM_TAILOR", product::binary()?)
        .env("SLS_TELEMETRY_DISABLED", "1")
        .env("SLS_NOTIFICATIONS_MODE", "off")
        .env("CI", "1");
    command.output().with_context(|| format!("{command:?}"))
}

/// Runs a program of `tests/tools` (or below `tests/`) with the pinned Python; gives its standard output.
///
/// # Errors
/// When it fails; the error carries what it printed.
pub fn python<'a>(
    program: impl IntoIterator<Item = &'a str>,
    paths: impl IntoIterator<Item = &'a Path>,
) -> Result<String> {
    let mut command = Command::new(cache()?.join("venv/bin/python"));
    command
        .args(program)
        .args(paths)
        .current_dir(corpus::root().join("tests/tools"));
    run(&mut command)
}

/// A program that CI systems' own checks come with: `check-jsonschema`, `pre-commit`, `python`.
///
/// # Errors
/// When the tools cannot be installed.
pub fn ci(program: &str) -> Result<Command> {
    Ok(Command::new(cache()?.join("ci/bin").join(program)))
}

/// Runs a program of `tests/tools` with Node on one file; gives its standard output.
///
/// # Errors
/// When it fails; the error carries what it printed.
pub fn node(program: &str, file: &Path) -> Result<String> {
    cache()?;
    let mut command = Command::new("node");
    command
        .arg(corpus::root().join("tests/tools").join(program))
        .arg(file);
    run(&mut command)
}

/// Runs a command and gives its standard output; output of a failed one becomes the error.
///
/// # Errors
/// When it cannot be started, or ends with another status than 0.
pub fn run(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    bail!(
        "{command:?}: {}\n{stdout}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The packages of `tests/tools/package.json`.
///
/// # Errors
/// When the tools cannot be installed.
pub fn node_modules() -> Result<PathBuf> {
    Ok(cache()?.join("node/node_modules"))
}

/// The folder with the installed tools; installs them when it is the first to ask.
pub fn cache() -> Result<PathBuf> {
    static SETUP: OnceLock<Result<(), String>> = OnceLock::new();
    let tests = corpus::root().join("tests");
    let setup = SETUP.get_or_init(|| {
        run(&mut Command::new(tests.join("setup")))
            .map(drop)
            .map_err(|it| it.to_string())
    });
    ensure!(
        setup.is_ok(),
        "tests/setup failed: {}",
        setup.as_ref().err().map_or("", String::as_str)
    );
    Ok(tests.join(".cache"))
}
