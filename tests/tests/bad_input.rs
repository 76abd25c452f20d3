//! Bad input is met with a clear message, the right exit status, and nothing written. Never a panic, never an empty policy
//! that looks like an answer.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use tests::{corpus, product};

const NOTHING: &[(&str, &str)] = &[];
const HANDLER: &str = "def handler(event, context):\n    return 1\n";

#[test]
fn a_path_that_does_not_exist() -> Result<()> {
    refused(
        NOTHING,
        &["synth", "nowhere"],
        3,
        "no such file or folder: `nowhere`",
    )
}

#[test]
fn a_folder_without_template() -> Result<()> {
    refused(
        &[("readme.txt", "hello")],
        &["synth", "."],
        3,
        "no template found",
    )
}

#[test]
fn a_template_that_is_not_yaml() -> Result<()> {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Function\n   Properties: {\n";
    for verb in ["synth", "diff", "apply"] {
        refused(
            &[("template.yaml", template)],
            &[verb, "."],
            3,
            "`template.yaml`:5:4: not valid YAML",
        )?;
    }
    Ok(())
}

#[test]
fn a_template_that_is_not_json() -> Result<()> {
    let template = "{\n  \"Resources\": { \"A\": { \"Type\": \"AWS::Lambda::Function\", } }\n}\n";
    refused(
        &[("template.json", template)],
        &["apply", "."],
        3,
        "`template.json`:2:",
    )
}

#[test]
fn a_template_without_functions() -> Result<()> {
    let template = "Resources:\n  News: { Type: AWS::SNS::Topic }\n";
    refused(
        &[("template.yaml", template)],
        &["synth", "."],
        3,
        "no Lambda function is declared in `template.yaml`",
    )
}

#[test]
fn a_handler_function_that_does_not_exist() -> Result<()> {
    let files = [
        ("template.yaml", sam("app.handlr", "python3.12")),
        ("src/app.py", HANDLER.into()),
    ];
    for verb in ["synth", "apply"] {
        refused(
            &files,
            &[verb, "."],
            3,
            "`src/app.py` has no `handlr`: did you mean `app.handler`?",
        )?;
    }
    Ok(())
}

#[test]
fn a_handler_file_that_does_not_exist() -> Result<()> {
    let files = [
        ("template.yaml", sam("ap.handler", "python3.12")),
        ("src/app.py", HANDLER.into()),
    ];
    refused(&files, &["apply", "."], 3, "did you mean `app.handler`?")
}

#[test]
fn a_runtime_that_is_not_supported() -> Result<()> {
    let files = [("template.yaml", sam("shop.Handler::handle", "java21"))];
    refused(
        &files,
        &["apply", "."],
        3,
        "runtime `java21` is not supported",
    )
}

#[test]
fn a_function_that_does_not_exist() -> Result<()> {
    let files = [
        ("template.yaml", sam("app.handler", "python3.12")),
        ("src/app.py", HANDLER.into()),
    ];
    refused(
        &files,
        &["apply", "--function", "Sho", "."],
        3,
        "no function `Sho`; did you mean `Shop`?",
    )
}

#[test]
fn options_that_do_not_exist() -> Result<()> {
    refused(NOTHING, &["tailor"], 2, "unrecognized subcommand 'tailor'")?;
    refused(
        NOTHING,
        &["synth", "--format", "xml", "."],
        2,
        "invalid value 'xml'",
    )
}

/// The function is not complete, and says where and why; its role stays as it is.
#[test]
fn a_source_file_with_a_syntax_error() -> Result<()> {
    let broken = "import boto3\n\ndef handler(event, context):\n    boto3.client('s3').list_buckets(\n    x = = 3\n";
    let room = room(&[
        ("template.yaml", sam("app.handler", "python3.12")),
        ("src/app.py", broken.into()),
    ])?;
    let before = contents(room.path())?;
    let synth = product::synth(room.path())?;
    let function = synth
        .pointer("/templates/0/functions/0")
        .cloned()
        .unwrap_or_default();
    ensure!(function["status"] == "partial", "{function}");
    ensure!(
        function
            .pointer("/unresolved/0/kind")
            .is_some_and(|it| it == "syntax-error"),
        "{function}"
    );
    ensure!(
        function
            .pointer("/unresolved/0/file")
            .is_some_and(|it| it == "src/app.py"),
        "{function}"
    );

    let applied = product::run(room.path(), &["apply", "."])?;
    let stderr = String::from_utf8_lossy(&applied.stderr);
    ensure!(
        stderr.contains("`Shop` in template.yaml is left as it is"),
        "{stderr}"
    );
    ensure!(before == contents(room.path())?, "something was written");
    Ok(())
}

#[test]
fn a_template_that_is_too_large() -> Result<()> {
    let template = sam("app.handler", "python3.12") + "#" + &"x".repeat(11 << 20);
    refused(
        &[("template.yaml", template), ("src/app.py", HANDLER.into())],
        &["apply", "."],
        3,
        "`template.yaml`:1:1: over 10 MB; split the template",
    )
}

#[test]
fn a_logical_id_that_stands_twice() -> Result<()> {
    let one = sam("app.handler", "python3.12");
    let again = one.split_once("Resources:\n").unwrap_or_default().1;
    left_alone(
        &[
            ("template.yaml", format!("{one}{again}")),
            ("src/app.py", HANDLER.into()),
        ],
        &[
            "warning[duplicate-key]: the key `Shop` stands twice",
            "`Resources.Shop` stands more than once in the template; remove all but one",
        ],
    )
}

#[test]
fn a_role_that_is_not_there() -> Result<()> {
    let template = sam("app.handler", "python3.12") + "      Role: !GetAtt Nowhere.Arn\n";
    left_alone(
        &[("template.yaml", template), ("src/app.py", HANDLER.into())],
        &[
            "its role refers to `Nowhere`, which is not in this template",
            "# Resources\nShopRole:\n  Type: AWS::IAM::Role",
            "# Resources.Shop.Properties\nRole: !GetAtt ShopRole.Arn",
        ],
    )
}

/// What is not understood is said, and stays as it is written while roles are put beside it.
#[test]
fn intrinsics_and_variables_that_are_not_known() -> Result<()> {
    let odd = "  Odd: {Type: AWS::S3::Bucket, Properties: {BucketName: !Frob [x, !Ref Shop]}}\n";
    let template = sam("app.handler", "python3.12") + "      Policies: [X]\n" + odd;
    let text = written(
        &template,
        "template.yaml",
        "`!Frob` is no intrinsic that is known",
    )?;
    ensure!(text.ends_with(odd), "{text}");

    let head = "service: s\nprovider: {name: aws, runtime: python3.12, environment: {T: \"${self:custom.none}\", U: \"${ssm:/x}\"}}\n";
    let service = format!("{head}functions: {{shop: {{handler: src/app.handler}}}}\n");
    let text = written(
        &service,
        "serverless.yml",
        "`${self:custom.none}` cannot be resolved from the files here",
    )?;
    ensure!(text.starts_with(head), "{text}");
    Ok(())
}

/// `apply` on one template that it warns about; gives the text it writes.
fn written(template: &str, name: &str, warning: &str) -> Result<String> {
    let room = room(&[(name, template), ("src/app.py", HANDLER)])?;
    let output = product::run(room.path(), &["apply", "."])?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success() && stderr.contains(warning),
        "{stderr}"
    );
    let text = fs::read_to_string(room.path().join(name))?;
    ensure!(text != template, "nothing was written");
    Ok(text)
}

/// `apply` that says why it writes nothing, and what to paste where.
fn left_alone<S: AsRef<str>>(files: &[(&str, S)], messages: &[&str]) -> Result<()> {
    let room = room(files)?;
    let before = contents(room.path())?;
    let output = product::run(room.path(), &["apply", "."])?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    for message in messages {
        ensure!(stderr.contains(message), "`{message}` is not in\n{stderr}");
    }
    ensure!(before == contents(room.path())?, "something was written");
    Ok(())
}

/// Runs a command that must fail with a status and a message, and must leave the files alone.
fn refused<S: AsRef<str>>(
    files: &[(&str, S)],
    args: &[&str],
    status: i32,
    message: &str,
) -> Result<()> {
    let room = room(files)?;
    let before = contents(room.path())?;
    let output = product::run(room.path(), args)?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(status),
        "{args:?}: {}\n{stderr}",
        output.status
    );
    ensure!(
        stderr.contains(message),
        "{args:?}: `{message}` is not in\n{stderr}"
    );
    ensure!(!stderr.contains("panicked"), "{args:?}: {stderr}");
    ensure!(
        before == contents(room.path())?,
        "{args:?}: something was written"
    );
    Ok(())
}

fn room<S: AsRef<str>>(files: &[(&str, S)]) -> Result<tempfile::TempDir> {
    let room = tempfile::tempdir()?;
    for (path, text) in files {
        let path = room.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text.as_ref())?;
    }
    Ok(room)
}

/// The files of a folder with what is in them.
fn contents(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found: Vec<_> = corpus::files(folder)?
        .into_iter()
        .map(|path| Ok((path.display().to_string(), fs::read(path)?)))
        .collect::<Result<_>>()?;
    found.sort();
    Ok(found)
}

fn sam(handler: &str, runtime: &str) -> String {
    format!(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Shop:\n    Type: AWS::Serverless::Function\n    Properties:\n      \
         Handler: {handler}\n      Runtime: {runtime}\n      CodeUri: src/\n"
    )
}
