//! What the README shows: the rules, the configuration, the examples for CI systems.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use policy::markup::yaml;
use policy::review::Rule;
use std::fs;
use std::path::Path;
use std::process::Command;

fn repository(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join(path)).unwrap()
}

/// The fenced blocks in a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let parts = text.split(&fence).skip(1);
    parts
        .map(|part| part.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_table_of_rules_is_the_rules() {
    let mut table = "| rule | what it says |\n|---|---|\n".to_owned();
    for rule in Rule::ALL {
        table += &format!("| `{}` | {} |\n", rule.id(), rule.summary());
    }
    assert!(
        repository("README.md").contains(&table),
        "the table in README.md is to be:\n{table}"
    );
}

#[test]
fn the_configuration_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let template = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Export:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src/}
";
    let source = "def handler(event, context):\n    getattr(s3, event['m'])()\n\ns3 = __import__('boto3').client('s3')\n";
    for (path, text) in [
        ("template.yaml", template),
        ("src/app.py", source),
        ("export/src/app.py", source),
        (
            "iam-tailor-baseline.json",
            r#"{"version": 1, "findings": []}"#,
        ),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let configurations = blocks(&repository("README.md"), "toml");
    assert_eq!(configurations.len(), 2);
    for text in configurations {
        fs::write(folder.path().join("iam-tailor.toml"), &text).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_iam-tailor"))
            .arg("check")
            .current_dir(folder.path())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{text}\n{stderr}"
        );
    }
}

#[test]
fn the_examples_are_well_formed_and_their_commands_exist() {
    let readme = repository("README.md");
    let mut examples = blocks(&readme, "yaml");
    assert_eq!(examples.len(), 5);
    examples.push(repository("cli/github-action/action.yml"));
    examples.push(repository(".pre-commit-hooks.yaml"));
    for example in &examples {
        let tree = yaml::parse(example).unwrap();
        assert_eq!(tree.documents.len(), 1, "{example}");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut runs = 0;
    for example in examples.iter().chain(&blocks(&readme, "groovy")) {
        for line in example.lines() {
            let Some((_, command)) = line.split_once("iam-tailor check ") else {
                continue;
            };
            let words = command.trim_end_matches('\'').split_whitespace();
            let output = Command::new(env!("CARGO_BIN_EXE_iam-tailor"))
                .arg("check")
                .args(words)
                .current_dir(folder.path())
                .output()
                .unwrap();
            // There is no template in an empty folder; a wrong option would be 2.
            assert_eq!(output.status.code(), Some(3), "{line}");
            runs += 1;
        }
    }
    assert_eq!(runs, 4);
}
