//! What the repository offers to CI systems, in the programs that read it: the action's steps run, the hook run by
//! pre-commit, the examples of the README held against the schemas of their systems.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tests::{corpus, product, tool};

/// A function whose role lacks what its code needs.
fn service() -> Result<TempDir> {
    let dir = tempfile::tempdir()?;
    corpus::copy(&corpus::root().join("corpus/bakery-orders"), dir.path())?;
    Ok(dir)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs the steps of the action as they lie in a folder.
fn action(folder: &Path, workspace: &Path, path: &str, inputs: &[&str]) -> Result<Output> {
    let mut command = tool::ci("python")?;
    command
        .arg(corpus::root().join("tests/tools/action.py"))
        .args([folder, workspace])
        .args(inputs)
        .env_clear()
        .env("PATH", path);
    command.output().with_context(|| format!("{command:?}"))
}

const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

#[test]
fn the_action_annotates_and_fails() -> Result<()> {
    let service = service()?;
    let folder = corpus::root().join("cli/github-action");
    let binary = format!("binary={}", product::binary()?.display());
    let run = |inputs: &[&str]| {
        let inputs = [&[binary.as_str()], inputs].concat();
        action(&folder, service.path(), PATH, &inputs)
    };
    let checked = run(&[])?;
    ensure!(checked.status.code() == Some(1), "{}", text(&checked));
    let stdout = String::from_utf8(checked.stdout)?;
    ensure!(stdout.lines().count() == 11, "{stdout}");
    ensure!(stdout.contains("%0Athe same for `ReadSlip`%0A"), "{stdout}");
    let first = "::error file=src/bakery/messages.py,line=18,col=5,title=iam-tailor%3A missing-permission::\
                 `PlaceOrder` needs `sqs:SendMessage` on `${KitchenQueue.Arn}`, which its role does not grant%0Agrant it; ";
    ensure!(stdout.starts_with(first), "{stdout}");
    let differs = run(&["command=diff"])?;
    ensure!(differs.status.code() == Some(1), "{}", text(&differs));
    ensure!(text(&differs).contains("+++ "), "{}", text(&differs));
    let mistaken = run(&["args=--min-severity worst"])?;
    ensure!(mistaken.status.code() == Some(2), "{}", text(&mistaken));
    product::succeed(service.path(), &["apply", "."])?;
    for inputs in [
        &[][..],
        &["command=verify"],
        &["args=--min-severity low", "path=template.yaml"],
    ] {
        let clean = run(inputs)?;
        ensure!(clean.status.success(), "{inputs:?}: {}", text(&clean));
    }
    Ok(())
}

/// With no binary given, the action builds the repository that it lies in. The build itself is stood in for.
#[test]
fn the_action_builds_what_it_lies_in() -> Result<()> {
    let (service, repository) = (service()?, tempfile::tempdir()?);
    let folder = repository.path().join("cli/github-action");
    corpus::copy(&corpus::root().join("cli/github-action"), &folder)?;
    fs::copy(
        corpus::root().join("Cargo.toml"),
        repository.path().join("Cargo.toml"),
    )?;
    let tools = tempfile::tempdir()?;
    let cargo = tools.path().join("cargo");
    let built = repository.path().join("target/release");
    fs::write(
        &cargo,
        format!(
            "#!/bin/bash\nset -e\necho \"cargo $*\"\ntest -f \"${{!#}}\"\nmkdir -p {built}\nln -s {binary} {built}/iam-tailor\n",
            built = built.display(),
            binary = product::binary()?.display()
        ),
    )?;
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755))?;
    let path = format!("{}:{PATH}", tools.path().display());
    let ran = action(
        &folder,
        service.path(),
        &path,
        &["args=--min-severity high"],
    )?;
    let text = text(&ran);
    ensure!(
        text.starts_with("cargo build --release --locked --package iam-tailor --manifest-path "),
        "{text}"
    );
    ensure!(
        ran.status.code() == Some(1) && text.contains("::error file="),
        "{text}"
    );
    Ok(())
}

#[test]
fn pre_commit_runs_the_hook() -> Result<()> {
    let (service, hooks, home) = (service()?, tempfile::tempdir()?, tempfile::tempdir()?);
    let definition = ".pre-commit-hooks.yaml";
    fs::copy(
        corpus::root().join(definition),
        hooks.path().join(definition),
    )?;
    for dir in [service.path(), hooks.path()] {
        for arguments in [
            &["init", "-q"][..],
            &["add", "-A"],
            &["commit", "-q", "-m", "first"],
        ] {
            let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
            tool::run(
                Command::new("git")
                    .current_dir(dir)
                    .args(identity)
                    .args(arguments),
            )?;
        }
    }
    let folder = product::binary()?
        .parent()
        .context("a binary lies in a folder")?;
    let run = || -> Result<Output> {
        let mut command = tool::ci("pre-commit")?;
        command
            .args([
                "try-repo",
                &hooks.path().to_string_lossy(),
                "iam-tailor",
                "--all-files",
            ])
            .current_dir(service.path())
            .env("PRE_COMMIT_HOME", home.path())
            .env("PATH", format!("{}:{PATH}", folder.display()));
        command.output().with_context(|| format!("{command:?}"))
    };
    let failed = run()?;
    ensure!(
        failed.status.code() == Some(1) && text(&failed).contains("12 findings in 5 functions"),
        "{}",
        text(&failed)
    );
    product::succeed(service.path(), &["apply", "."])?;
    tool::run(
        Command::new("git")
            .current_dir(service.path())
            .args(["add", "-A"]),
    )?;
    let passed = run()?;
    ensure!(passed.status.success(), "{}", text(&passed));
    Ok(())
}

#[test]
fn the_examples_fit_the_schemas_of_their_systems() -> Result<()> {
    let readme = fs::read_to_string(corpus::root().join("README.md"))?;
    let examples: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|it| it.split("```").next())
        .collect();
    let schemas = [
        "vendor.github-workflows",
        "vendor.gitlab-ci",
        "vendor.circle-ci",
        "vendor.drone-ci",
    ];
    ensure!(
        examples.len() == schemas.len() + 1,
        "{} examples",
        examples.len()
    );
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("example.yaml");
    for (schema, example) in schemas.iter().zip(&examples) {
        fs::write(&file, example)?;
        let mut check = tool::ci("check-jsonschema")?;
        tool::run(check.args(["--builtin-schema", schema]).arg(&file)).context(*schema)?;
    }
    let mut check = tool::ci("check-jsonschema")?;
    let action = corpus::root().join("cli/github-action/action.yml");
    tool::run(
        check
            .args(["--builtin-schema", "vendor.github-actions"])
            .arg(action),
    )?;
    fs::write(&file, examples.last().context("no example")?)?;
    let said = tool::run(tool::ci("pre-commit")?.arg("validate-config").arg(&file))?;
    ensure!(!said.contains("WARNING"), "{said}");
    let hooks = corpus::root().join(".pre-commit-hooks.yaml");
    tool::run(tool::ci("pre-commit")?.arg("validate-manifest").arg(hooks)).map(drop)
}

/// The Jenkins example is parsed as what it is, and its check is run as Jenkins would: by a shell, in the checked out folder.
#[test]
fn the_jenkins_example_checks() -> Result<()> {
    let readme = fs::read_to_string(corpus::root().join("README.md"))?;
    let (_, example) = readme.split_once("```groovy\n").context("no example")?;
    let (example, _) = example.split_once("```").context("no end")?;
    let service = service()?;
    let file = service.path().join("Jenkinsfile");
    fs::write(&file, example)?;
    let script = corpus::root().join("tests/tools/groovy.py");
    let parse = || tool::run(tool::ci("python")?.arg(&script).arg(&file));
    let calls = parse()?;
    let steps: Vec<&str> = calls
        .lines()
        .filter_map(|it| it.strip_prefix("pipeline > stages > stage > steps > sh: "))
        .collect();
    let [install, check] = steps.as_slice() else {
        anyhow::bail!("{calls}");
    };
    ensure!(install.starts_with("cargo install --locked "), "{install}");
    let folder = product::binary()?
        .parent()
        .context("a binary lies in a folder")?;
    let checked = Command::new("sh")
        .args(["-e", "-c", check])
        .current_dir(service.path())
        .env_clear()
        .env("PATH", format!("{}:{PATH}", folder.display()))
        .output()?;
    ensure!(
        checked.status.code() == Some(1) && text(&checked).contains("12 findings in 5 functions"),
        "{}",
        text(&checked)
    );
    fs::write(&file, example.replacen('}', "", 1))?;
    ensure!(parse().is_err(), "a broken example is taken");
    Ok(())
}
