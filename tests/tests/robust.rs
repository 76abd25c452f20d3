//! Same input, same output; nothing is read outside of the given path or taken from the environment; what is broken off
//! leaves the old files.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use tests::{corpus, product};

/// What must not change when nothing about the input does.
const COMMANDS: &[&[&str]] = &[
    &["synth", "--format", "json", "."],
    &["check", "--format", "json", "."],
    &["report", "--format", "html", "."],
];

#[test]
fn services_give_the_same_in_another_folder_and_on_other_threads() -> Result<()> {
    let room = tempfile::tempdir()?;
    for service in corpus::services()? {
        let near = room.path().join(&service.name);
        let far = room.path().join("a/much deeper/folder").join(&service.name);
        corpus::copy(&service.dir, &near)?;
        corpus::copy(&service.dir, &far)?;
        for command in COMMANDS {
            let first = with(&near, command, &[("RAYON_NUM_THREADS", "1")])?;
            for (folder, threads) in [(&near, "1"), (&near, "4"), (&far, "4")] {
                let again = with(folder, command, &[("RAYON_NUM_THREADS", threads)])?;
                ensure!(
                    first == again,
                    "{command:?} on {threads} threads in {} differs",
                    folder.display()
                );
            }
        }
    }
    Ok(())
}

/// A template that asks for files beside its folder in every way, and what lies there.
const ASKING: &str = "Transform: AWS::Serverless-2016-10-31
Resources:
  Around:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: ../outside/}
  Handler:
    Type: AWS::Serverless::Function
    Properties: {Handler: ../../outside/app.handler, Runtime: python3.12, CodeUri: src/}
  Linked:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: linked/}
  LinkedFile:
    Type: AWS::Serverless::Function
    Properties: {Handler: linked.handler, Runtime: nodejs22.x, CodeUri: src/}
  Importing:
    Type: AWS::Serverless::Function
    Properties: {Handler: importing.handler, Runtime: nodejs22.x, CodeUri: src/}
  Layered:
    Type: AWS::Serverless::Function
    Properties: {Handler: layered.handler, Runtime: python3.12, CodeUri: src/, Layers: [!Ref Layer]}
  Crate:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: rust-cargolambda}
    Properties: {Handler: bootstrap, Runtime: provided.al2023, CodeUri: crate/}
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: ../outside/}
  Nested:
    Type: AWS::Serverless::Application
    Properties: {Location: ../outside/template.yaml}
";
const ASKING_SERVICE: &str = "service: asking
provider: {name: aws, runtime: python3.12}
custom: ${file(../outside/custom.yml)}
functions:
  one: {handler: ../outside/app.handler}
  two: {handler: src/layered.handler, environment: {BUCKET: \"${self:custom.bucket}\"}}
";
/// Files of the project, and then those beside it. `secret` is only in the latter.
const PROJECT: &[(&str, &str)] = &[
    (
        "src/importing.mjs",
        "import { S3 } from '@aws-sdk/client-s3';\nimport { keep } from '../../outside/keep.mjs';\nimport { up } from './up/keep.mjs';\n\
         export const handler = async () => { await keep(new S3()); await up(new S3()); };\n",
    ),
    (
        "src/layered.py",
        "import app\n\ndef handler(event, context):\n    return app.handler(event, context)\n",
    ),
    (
        "crate/Cargo.toml",
        "[package]\nname = \"app\"\nedition = \"2024\"\n[dependencies]\nkept = { path = \"../../outside/kept\" }\n",
    ),
    (
        "crate/src/main.rs",
        "#[path = \"../../../outside/kept/src/lib.rs\"]\nmod beside;\n#[tokio::main]\nasync fn main() { beside::keep().await; kept::keep().await; }\n",
    ),
];
const OUTSIDE: &[(&str, &str)] = &[
    (
        "app.py",
        "import boto3\n\ndef handler(event, context):\n    boto3.client('s3').put_object(Bucket='secret', Key='k')\n",
    ),
    (
        "keep.mjs",
        "export const keep = (s3) => s3.putObject({ Bucket: 'secret', Key: 'k' });\nexport const up = keep;\nexport const handler = keep;\n",
    ),
    ("custom.yml", "bucket: secret\n"),
    (
        "template.yaml",
        "Resources:\n  Secret:\n    Type: AWS::Lambda::Function\n    Properties: {Handler: app.handler, Runtime: python3.12, Code: .}\n",
    ),
    (
        "kept/Cargo.toml",
        "[package]\nname = \"kept\"\nedition = \"2024\"\n",
    ),
    (
        "kept/src/lib.rs",
        "pub async fn keep() {\n    let config = aws_config::load_from_env().await;\n    \
         let _ = aws_sdk_s3::Client::new(&config).put_object().bucket(\"secret\").key(\"k\").send().await;\n}\n",
    ),
];

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_path_is_read() -> Result<()> {
    use std::os::unix::fs::symlink;
    let room = tempfile::tempdir()?;
    let project = room.path().join("project");
    write(&project, &[("template.yaml", ASKING)])?;
    write(&project, PROJECT)?;
    write(&project, &[("service/serverless.yml", ASKING_SERVICE)])?;
    write(&room.path().join("outside"), OUTSIDE)?;
    symlink("../outside", project.join("linked"))?;
    symlink("../../outside/keep.mjs", project.join("src/linked.mjs"))?;
    symlink("../../outside", project.join("src/up"))?;
    // Beside the service as well as beside the project: `../outside` of each.
    symlink("../outside", project.join("outside"))?;

    for command in COMMANDS {
        let (_, stdout, stderr) = with(&project, command, &[])?;
        let said = format!("{stdout}{stderr}");
        ensure!(said.contains("Layered"), "{command:?}: {said}");
        ensure!(!said.contains("secret"), "{command:?}: {said}");
        ensure!(!said.contains("panicked"), "{command:?}: {said}");
    }
    // With the folder around it given, the same files count, so that the test asks for files that could be found.
    let (_, stdout, _) = with(room.path(), &["synth", "--format", "json", "."], &[])?;
    for found in [
        "outside/app.py",
        "outside/keep.mjs",
        "outside/kept/src/lib.rs",
    ] {
        ensure!(stdout.contains(found), "{found} is not found: {stdout}");
    }
    Ok(())
}

#[test]
fn the_environment_of_the_caller_is_not_that_of_the_functions() -> Result<()> {
    let room = tempfile::tempdir()?;
    let files = [
        (
            "serverless.yml",
            "service: s\nprovider: {name: aws, runtime: python3.12, environment: {A: \"${env:LEAK}\", B: \"${env:LEAK, 'b'}\"}}\n\
             functions: {f: {handler: app.handler}}\n",
        ),
        (
            "app.py",
            "import os, boto3\n\ndef handler(event, context):\n    s3 = boto3.client('s3')\n    for name in 'A', 'LEAK', 'HOME':\n        \
             s3.get_object(Bucket=os.environ[name], Key='k')\n",
        ),
    ];
    write(room.path(), &files)?;
    for command in COMMANDS {
        let without = with(room.path(), command, &[])?;
        let given = [
            ("LEAK", "secret"),
            ("HOME", "/secret"),
            ("AWS_REGION", "secret"),
            ("AWS_PROFILE", "secret"),
        ];
        ensure!(
            without == with(room.path(), command, &given)?,
            "{command:?}"
        );
    }
    Ok(())
}

/// What counts as ignored is what the repository says, from its root on: not a user's settings, not a folder around it.
#[test]
fn what_is_ignored_is_said_in_the_repository() -> Result<()> {
    let room = tempfile::tempdir()?;
    let template = "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Handler: app.handler, Runtime: python3.12, Code: .}}\n";
    let code = "def handler(event, context):\n    return 1\n";
    write(
        room.path(),
        &[
            (".gitignore", "seen\n"),
            ("home/.config/git/ignore", "seen\n"),
            ("root/.git/info/exclude", "seen\n"),
            ("root/.gitignore", "out\n"),
            ("root/seen/template.yaml", template),
            ("root/seen/app.py", code),
            ("root/seen/out/template.yaml", template),
            ("root/seen/out/app.py", code),
        ],
    )?;
    let home = room.path().join("home").display().to_string();
    let root = room.path().join("root");
    let synth = |folder: &str, command: &[&str]| {
        let arguments = [&["synth", "--format", "json"], command].concat();
        with(&root.join(folder), &arguments, &[("HOME", &home)]).map(|it| it.1)
    };
    for (folder, path) in [("", "."), ("seen", ".")] {
        let stdout = synth(folder, &[path])?;
        ensure!(stdout.contains("template.yaml"), "`{folder}`: {stdout}");
        ensure!(!stdout.contains("out/"), "`{folder}`: {stdout}");
    }
    let asked = synth("", &["seen/out"])?;
    ensure!(asked.contains("template.yaml"), "{asked}");
    Ok(())
}

/// Being told to end at any moment leaves each template as it was or as it is to be, and no other file.
#[cfg(unix)]
#[test]
fn ctrl_c_leaves_no_half_written_file() -> Result<()> {
    let room = tempfile::tempdir()?;
    let mut services = corpus::services()?;
    services.retain(|it| !it.dir.join("Cargo.toml").exists());
    services.truncate(3);
    let fresh = |name: &str| {
        let folder = room.path().join(name);
        for service in &services {
            corpus::copy(&service.dir, &folder.join(&service.name))?;
        }
        anyhow::Ok(folder)
    };
    let old = fresh("old")?;
    let new = fresh("new")?;
    let start = Instant::now();
    product::succeed(&new, &["apply", "."])?;
    // Files are written at the end: most of the moments are there.
    let whole = start.elapsed();
    let names = names(&old)?;
    for (number, wait) in [8, 13, 14, 15, 16].map(|it| (it, whole * it / 16)) {
        let folder = fresh(&number.to_string())?;
        let mut process = Command::new(product::binary()?)
            .args(["apply", "."])
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(wait);
        // When it is already done, there is nothing to tell; it has not been waited for, so the number is still its own.
        let _ = Command::new("kill")
            .args(["-INT", &process.id().to_string()])
            .output()?;
        process.wait()?;
        ensure!(names == self::names(&folder)?, "files came or went");
        for service in &services {
            let template = Path::new(&service.name).join(&service.expected.template);
            let text = fs::read(folder.join(&template))?;
            ensure!(
                text == fs::read(old.join(&template))? || text == fs::read(new.join(&template))?,
                "{} is half-written",
                template.display()
            );
        }
    }
    Ok(())
}

/// The system ends a process that writes more to a file than it may, in the middle of the write.
#[cfg(unix)]
#[test]
fn a_crash_while_writing_leaves_the_old_file() -> Result<()> {
    let service = corpus::services()?
        .into_iter()
        .next()
        .context("a service")?;
    let room = tempfile::tempdir()?;
    corpus::copy(&service.dir, room.path())?;
    let template = room.path().join(&service.expected.template);
    let before = fs::read(&template)?;
    let limited = |blocks: &str| {
        let line = format!("ulimit -f {blocks}; exec \"$0\" apply . > /dev/null");
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &line])
            .arg(product::binary()?)
            .current_dir(room.path());
        anyhow::Ok(shell.output()?)
    };
    let output = limited("1")?;
    ensure!(!output.status.success(), "it was to be ended: {output:?}");
    ensure!(before == fs::read(&template)?, "the old file is gone");
    ensure!(
        limited("unlimited")?.status.success(),
        "it cannot write at all"
    );
    ensure!(before != fs::read(&template)?, "nothing was written");
    Ok(())
}

/// A megabyte of what nobody would write ends in a result that says so: a problem of the function, or an error with a place.
/// What it costs is in the table of `tests/bench/hostile.py`.
#[test]
fn a_megabyte_of_nonsense_ends_in_a_finding() -> Result<()> {
    const SIZE: usize = 1_000_000;
    let open = "[".repeat(SIZE);
    let text = format!("\"{}", "a".repeat(SIZE));
    let nested = format!("{}{}", "[".repeat(SIZE / 2), "]".repeat(SIZE / 2));
    let hints = "    # iam-tailor: s3:GetObject Bucket=b\n".repeat(SIZE / 40);
    let cases = [
        ("app.py", format!("{HANDLER}x = {open}")),
        ("app.py", format!("{HANDLER}x = {text}")),
        ("app.py", format!("{HANDLER}{hints}")),
        (
            "app.js",
            format!("exports.handler = async () => 1;\nlet x = {open}"),
        ),
        (
            "app.js",
            format!("exports.handler = async () => 1;\nlet x = {text}"),
        ),
        ("template.yaml", format!("Resources: {nested} # AWS::")),
        (
            "template.json",
            format!("{{\"AWSTemplateFormatVersion\": \"AWS::\", \"Resources\": {text}"),
        ),
        ("iam-tailor.toml", format!("accept = {open}")),
    ];
    for (path, content) in cases {
        let room = tempfile::tempdir()?;
        let runtime = if path == "app.js" {
            "nodejs22.x"
        } else {
            "python3.13"
        };
        let template = format!(
            "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {{Handler: app.handler, Runtime: {runtime}, Code: .}}\n"
        );
        let other = if path.starts_with("template") {
            ("app.py", HANDLER)
        } else {
            ("template.yaml", template.as_str())
        };
        write(room.path(), &[other, (path, &content)])?;
        let (status, stdout, stderr) = with(room.path(), &["synth", "--format", "json", "."], &[])?;
        let said: String = stderr.chars().take(400).collect();
        ensure!(!stderr.contains("panicked"), "{path}: {said}");
        if status == Some(0) {
            let document: serde_json::Value = serde_json::from_str(&stdout)?;
            let function = &document["templates"][0]["functions"][0];
            ensure!(function["status"] == "partial", "{path}: {function}");
        } else {
            ensure!(matches!(status, Some(2 | 3)), "{path}: {status:?}: {said}");
            ensure!(said.starts_with("error: "), "{path}: {said}");
        }
    }
    Ok(())
}

const HANDLER: &str = "def handler(event, context):\n    return 1\n";

/// Runs the product with something in its environment: exit status, and what it says on both streams.
fn with(
    folder: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<(Option<i32>, String, String)> {
    let mut command = Command::new(product::binary()?);
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().copied());
    let Output {
        status,
        stdout,
        stderr,
    } = command.output()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((status.code(), text(stdout), text(stderr)))
}

fn write(folder: &Path, files: &[(&str, &str)]) -> Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().context("a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The files of a folder, by their paths in it.
fn names(folder: &Path) -> Result<Vec<String>> {
    let files = corpus::files(folder)?;
    let inside = |path: &std::path::PathBuf| Ok(path.strip_prefix(folder)?.display().to_string());
    let mut names: Vec<String> = files.iter().map(inside).collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}
