//! The built `iam-tailor`, run as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::Value;

use crate::{corpus, tool};

/// Runs `iam-tailor ARGS` in a folder, away from the caller's environment and terminal.
///
/// # Errors
/// When the binary cannot be built or started. A failing exit status is no error here.
pub fn run(dir: &Path, args: &[&str]) -> Result<Output> {
    let mut command = Command::new(binary()?);
    command
        .args(args)
        .current_dir(dir)
        .env_clear()
        .env("NO_COLOR", "1");
    command.output().with_context(|| format!("{command:?}"))
}

/// Like [`run`], for a command that must succeed; gives its standard output.
///
/// # Errors
/// When the exit status is not 0.
pub fn succeed(dir: &Path, args: &[&str]) -> Result<String> {
    let output = run(dir, args)?;
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    ensure!(
        output.status.success(),
        "iam-tailor {args:?} in {}: {}\n{stdout}{stderr}",
        dir.display(),
        output.status
    );
    Ok(stdout.into_owned())
}

/// What `catalog op --stdin --format json` answers to each of many queries.
///
/// # Errors
/// When it fails, or does not answer each query with a line of JSON.
pub fn look_up(queries: &[String]) -> Result<Vec<Value>> {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), queries.join("\n"))?;
    let output = Command::new(binary()?)
        .args(["catalog", "op", "--stdin", "--format", "json"])
        .stdin(fs::File::open(file.path())?)
        .output()?;
    let answers = String::from_utf8(output.stdout)?;
    let answers: Vec<Value> = answers
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    ensure!(answers.len() == queries.len(), "{} answers", answers.len());
    Ok(answers)
}

/// `iam-tailor synth --format json` of a folder.
///
/// # Errors
/// When it fails or prints something else than JSON.
pub fn synth(dir: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&succeed(
        dir,
        &["synth", "--format", "json", "."],
    )?)?)
}

/// The binary of this build, in the profile of the tests; built when it is not there or old.
///
/// # Errors
/// When it does not build.
pub fn binary() -> Result<&'static Path> {
    static BINARY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BINARY.get_or_init(|| build().map_err(|it| it.to_string()));
    built.as_deref().map_err(|it| anyhow!("{it}"))
}

fn build() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let profile = test
        .ancestors()
        .nth(2)
        .context("tests run from the target folder")?;
    let target = profile
        .parent()
        .context("tests run from the target folder")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "iam-tailor",
            "--target-dir",
        ])
        .arg(target)
        .current_dir(corpus::root());
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    tool::run(&mut cargo)?;
    Ok(profile.join("iam-tailor"))
}
