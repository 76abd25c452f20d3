//! The plugin of the Serverless Framework, run by the frameworks themselves: roles in the compiled template, nothing in
//! `serverless.yml`, and deployments that fail for good reasons.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tests::deployed::Stack;
use tests::tool::{self, Framework};
use tests::{corpus, product};

const ROLES_PLUGIN: &str = "serverless-iam-roles-per-function";

/// With and without the roles plugin, listed before and after ours: one role a function, with what `synth` says.
#[test]
fn functions_get_the_roles_that_synth_gives() -> Result<()> {
    let cases = [
        (Framework::Serverless, vec!["serverless-iam-tailor"]),
        (Framework::Osls, vec!["serverless-iam-tailor"]),
        (
            Framework::Serverless,
            vec![ROLES_PLUGIN, "serverless-iam-tailor"],
        ),
        (Framework::Osls, vec!["serverless-iam-tailor", ROLES_PLUGIN]),
    ];
    for (framework, plugins) in cases {
        let service = concert_tickets(&plugins)?;
        let before = fs::read(service.dir.join("serverless.yml"))?;
        package(framework, &service.dir, &[])?;
        equal_to_synth(&service.dir).with_context(|| format!("{framework:?} {plugins:?}"))?;
        let template = tool::packaged(&service.dir)?;
        let shared = template.pointer("/Resources/IamRoleLambdaExecution");
        ensure!(shared.is_none(), "the shared role is still there");
        ensure!(before == fs::read(service.dir.join("serverless.yml"))?);
    }
    Ok(())
}

/// Without our plugin, on what `apply` writes, the statements are the same; with it they pass the check.
#[test]
fn what_apply_writes_gives_the_same_roles() -> Result<()> {
    let both = vec!["serverless-iam-tailor", ROLES_PLUGIN];
    for plugins in [vec![ROLES_PLUGIN], Vec::new(), both] {
        let service = concert_tickets(&plugins)?;
        product::succeed(&service.dir, &["apply", "."])?;
        package(Framework::Osls, &service.dir, &[])?;
        equal_to_synth(&service.dir).with_context(|| format!("{plugins:?}"))?;
    }
    Ok(())
}

/// Variables, parameters and a configuration that is a program are what the framework makes of them.
#[test]
fn stage_and_parameters_reach_the_policy() -> Result<()> {
    let config = "module.exports = {\n  service: 'shop', plugins: ['serverless-iam-tailor'], configValidationMode: 'error',\n  \
                  provider: { name: 'aws', runtime: 'nodejs20.x', environment: { TABLE: '${param:table}-${sls:stage}' } },\n  \
                  functions: { save: { handler: 'save.handler' } },\n};\n";
    let service = service(&[("serverless.js", config), ("save.js", SAVE)])?;
    package(
        Framework::Osls,
        &service.dir,
        &["--stage", "qa", "--param", "table=orders"],
    )?;
    let template = tool::packaged(&service.dir)?;
    let policy = role_policy(&template, "SaveIamRoleLambdaExecution")?.to_string();
    ensure!(policy.contains("table/orders-qa"), "{policy}");
    ensure!(
        template
            .pointer("/Resources/IamRoleLambdaExecution")
            .is_none()
    );
    Ok(())
}

#[test]
fn a_function_that_cannot_be_followed_fails_the_deployment() -> Result<()> {
    let dynamic = "const { S3 } = require('@aws-sdk/client-s3');\nconst s3 = new S3();\n\
                   exports.handler = (event) => s3[event.what](event.with);\n";
    let files = |settings: &str| {
        let config = format!(
            "{SHOP}  save: {{handler: save.handler}}\n  other: {{handler: other.handler}}\n{settings}"
        );
        service(&[
            ("serverless.yml", config.as_str()),
            ("save.js", SAVE),
            ("other.js", dynamic),
        ])
    };
    let strict = files("")?;
    let ran = tool::serverless(Framework::Osls, &strict.dir, &["package"])?;
    let text = output(&ran);
    ensure!(!ran.status.success(), "{text}");
    ensure!(
        text.contains("the code of \"other\" could not be followed completely"),
        "{text}"
    );
    ensure!(text.contains("other.js:3:"), "{text}");

    // Warned of, it stays under the shared role; the other function has its own.
    let lenient = files("custom: {iamTailor: {onIncomplete: warn}}\n")?;
    package(Framework::Osls, &lenient.dir, &[])?;
    let template = tool::packaged(&lenient.dir)?;
    let role =
        |id: &str| template.pointer(&format!("/Resources/{id}/Properties/Role/Fn::GetAtt/0"));
    ensure!(role("OtherLambdaFunction").is_some_and(|it| it == "IamRoleLambdaExecution"));
    ensure!(role("SaveLambdaFunction").is_some_and(|it| it == "SaveIamRoleLambdaExecution"));
    Ok(())
}

/// A function can be left alone, and the plugin as a whole too.
#[test]
fn what_is_switched_off_is_as_without_the_plugin() -> Result<()> {
    let config = format!(
        "{SHOP}  save: {{handler: save.handler}}\n  off: {{handler: save.handler, iamTailor: false}}\n"
    );
    let one = service(&[("serverless.yml", config.as_str()), ("save.js", SAVE)])?;
    package(Framework::Serverless, &one.dir, &[])?;
    let template = tool::packaged(&one.dir)?;
    let role = template.pointer("/Resources/OffLambdaFunction/Properties/Role/Fn::GetAtt/0");
    ensure!(role.is_some_and(|it| it == "IamRoleLambdaExecution"));
    ensure!(
        template
            .pointer("/Resources/SaveIamRoleLambdaExecution")
            .is_some()
    );

    let config = format!("{config}custom: {{iamTailor: {{enabled: false, binary: nowhere}}}}\n");
    let all = service(&[("serverless.yml", config.as_str()), ("save.js", SAVE)])?;
    package(Framework::Serverless, &all.dir, &[])?;
    let template = tool::packaged(&all.dir)?;
    ensure!(
        template
            .pointer("/Resources/SaveIamRoleLambdaExecution")
            .is_none()
    );
    Ok(())
}

/// A role that is written down stays, and what it lacks is the binary's to say: here one that says it of every function.
#[cfg(unix)]
#[test]
fn a_declared_role_that_lacks_something_fails_the_deployment() -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let result = r#"{"version":1,"templates":[{"path":"serverless.yml","kind":"serverless","functions":[{"name":"save","status":"complete","policy":{"Statement":[]},"declared":{"missing":[{"action":"dynamodb:PutItem","resource":"arn:x"}],"excess":[]}}]}]}"#;
    let stand_in = format!("#!/bin/sh\necho '{result}'\n[ $1 = synth ]\n");
    let config = format!(
        "{SHOP}  save: {{handler: save.handler, role: \"arn:aws:iam::123456789012:role/own\"}}\n"
    );
    for (settings, is_fatal) in [("", true), ("onMissing: warn, ", false)] {
        let config = format!("{config}custom: {{iamTailor: {{{settings}binary: stand-in}}}}\n");
        let service = service(&[
            ("serverless.yml", config.as_str()),
            ("save.js", SAVE),
            ("stand-in", stand_in.as_str()),
        ])?;
        let program = service.dir.join("stand-in");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        let ran = tool::serverless(Framework::Osls, &service.dir, &["package"])?;
        let text = output(&ran);
        ensure!(ran.status.success() != is_fatal, "{settings}: {text}");
        let message = "the role of \"save\" lacks dynamodb:PutItem on \"arn:x\"";
        ensure!(text.contains(message), "{text}");
    }
    Ok(())
}

#[test]
fn a_binary_that_is_not_there_is_named() -> Result<()> {
    let config = format!(
        "{SHOP}  save: {{handler: save.handler}}\ncustom: {{iamTailor: {{binary: ./nowhere}}}}\n"
    );
    let service = service(&[("serverless.yml", config.as_str()), ("save.js", SAVE)])?;
    let ran = tool::serverless(Framework::Osls, &service.dir, &["package"])?;
    let text = output(&ran);
    ensure!(
        !ran.status.success() && text.contains("nowhere` was not found"),
        "{text}"
    );
    Ok(())
}

/// `diff` has its exit status, and `apply` writes what makes it 0.
#[test]
fn commands_are_those_of_the_binary() -> Result<()> {
    let service = concert_tickets(&["serverless-iam-tailor", ROLES_PLUGIN])?;
    let run =
        |command: &str| tool::serverless(Framework::Osls, &service.dir, &["iam-tailor", command]);
    let diff = run("diff")?;
    ensure!(diff.status.code() == Some(1), "{}", output(&diff));
    ensure!(output(&diff).contains("+    iamRoleStatements:"));
    let applied = run("apply")?;
    ensure!(applied.status.success(), "{}", output(&applied));
    let again = run("diff")?;
    ensure!(again.status.code() == Some(0), "{}", output(&again));
    Ok(())
}

const SHOP: &str = "service: shop\nconfigValidationMode: error\nplugins: [serverless-iam-tailor]\n\
                    provider: {name: aws, runtime: nodejs20.x, environment: {TABLE: orders}}\nfunctions:\n";

const SAVE: &str = "const { DynamoDB } = require('@aws-sdk/client-dynamodb');\nconst db = new DynamoDB();\n\
                    exports.handler = (event) => db.putItem({ TableName: process.env.TABLE, Item: event });\n";

/// A service in a folder of its own, with plugins beside it.
struct Service {
    dir: PathBuf,
    _room: TempDir,
}

fn service(files: &[(&str, &str)]) -> Result<Service> {
    let room = tempfile::tempdir()?;
    let dir = room.path().join("service");
    fs::create_dir(&dir)?;
    for (name, text) in files {
        fs::write(dir.join(name), text)?;
    }
    with_plugin(&dir)?;
    Ok(Service { dir, _room: room })
}

/// The sample service, in strict mode and with other plugins. It names no version of a framework, so that both take it.
fn concert_tickets(plugins: &[&str]) -> Result<Service> {
    let room = tempfile::tempdir()?;
    let dir = room.path().join("concert-tickets");
    corpus::copy(&corpus::root().join("corpus/concert-tickets"), &dir)?;
    let path = dir.join("serverless.yml");
    let listed: String = plugins.iter().map(|it| format!("  - {it}\n")).collect();
    let text = fs::read_to_string(&path)?;
    let (own, with) = (format!("  - {ROLES_PLUGIN}\n"), "frameworkVersion: \"3\"\n");
    ensure!(text.contains(&own) && text.contains(with));
    let text = text
        .replace(&own, &listed)
        .replace(with, "configValidationMode: error\n");
    fs::write(&path, text)?;
    with_plugin(&dir)?;
    Ok(Service { dir, _room: room })
}

#[cfg(unix)]
fn with_plugin(dir: &Path) -> Result<()> {
    let modules = dir.join("node_modules");
    fs::create_dir(&modules)?;
    let plugin = corpus::root().join("cli/serverless-plugin");
    std::os::unix::fs::symlink(plugin, modules.join("serverless-iam-tailor"))?;
    Ok(())
}

fn package(framework: Framework, dir: &Path, args: &[&str]) -> Result<()> {
    let ran = tool::serverless(framework, dir, &[&["package"], args].concat())?;
    ensure!(ran.status.success(), "{}", output(&ran));
    Ok(())
}

fn output(ran: &Output) -> String {
    let text = [&ran.stdout, &ran.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    text.concat()
}

/// Every function has a role of its own that grants what `synth` says, and beyond that what the roles plugin adds.
fn equal_to_synth(dir: &Path) -> Result<()> {
    let source = Stack::of(&tool::template_json(&dir.join("serverless.yml"))?);
    let template = tool::packaged(dir)?;
    let compiled = Stack::of(&template);
    let synth = product::synth(dir)?;
    let functions = synth
        .pointer("/templates/0/functions")
        .and_then(Value::as_array);
    let mut roles = BTreeSet::new();
    for function in functions.context("functions")? {
        let name = function.get("name").and_then(Value::as_str).unwrap_or("");
        let mut capital: Vec<char> = name.chars().collect();
        if let Some(first) = capital.first_mut() {
            *first = first.to_ascii_uppercase();
        }
        let id = format!("{}LambdaFunction", String::from_iter(capital));
        let role = template.pointer(&format!("/Resources/{id}/Properties/Role/Fn::GetAtt/0"));
        let role = role.and_then(Value::as_str).context("a role")?;
        ensure!(roles.insert(role.to_owned()), "{name}: {role} is shared");
        let policy = role_policy(&template, role)?;
        let tailored: Vec<&Value> = policy
            .get("Statement")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(|it| it.get("Sid").is_some())
            .collect();
        let written = compiled.permissions(&serde_json::json!({ "Statement": tailored }))?;
        let wanted = source.permissions(function.get("policy").context("a policy")?)?;
        ensure!(written == wanted, "{name}: {written:?}\n{wanted:?}");
        ensure!(!wanted.is_empty(), "{name}");
    }
    ensure!(roles.len() == 6, "{roles:?}");
    Ok(())
}

fn role_policy<'a>(template: &'a Value, role: &str) -> Result<&'a Value> {
    let at = format!("/Resources/{role}/Properties/Policies/0/PolicyDocument");
    template.pointer(&at).with_context(|| role.to_owned())
}
