//! What lowering makes of each construct, as dumps.

mod assignments;
mod classes;
mod control;
mod expressions;
mod functions;
mod imports;
mod matches;
mod names;
mod sources;
mod strings;

use super::Python;
use crate::frontend::FrontEnd;
use crate::ir::dump::dump;
use insta::assert_snapshot;

/// The dump of a source, without its first line.
fn lowered(source: &str) -> String {
    let module = Python.lower("app.py", source.as_bytes());
    let text = dump(&module);
    text.split_once('\n')
        .map_or(String::new(), |(_, rest)| rest.to_owned())
}

#[test]
fn ordinary_handler() {
    assert_snapshot!(lowered(r#"
import os
import boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])

def handler(event, context):
    for record in event["Records"]:
        table.put_item(Item={"id": record["id"]})
    return {"statusCode": 200}
"#), @r#"
    fn <module>() [os, boto3, table^, handler]
      os = import("os")
      boto3 = import("boto3")
      table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
      handler = fn#1:handler
    fn handler(event, context) [event, context, record]
      for record of event["Records"]
        table*1.put_item(Item={id: record["id"]})
      return {statusCode: 200}
    "#);
}

#[test]
fn long_chains_are_cut() {
    let arms: String = (0..200)
        .map(|n| format!("elif x == {n}: f({n})\n"))
        .collect();
    let text = lowered(&format!("if x: pass\n{arms}else: g()\n"));
    let deepest = text
        .lines()
        .map(|line| line.len() - line.trim_start().len())
        .max();
    assert!(deepest < Some(120), "{text}");
    assert!(text.contains("@f(199)") && text.contains("@g()"));
}

#[test]
fn deep_nesting_is_a_problem_and_no_overflow() {
    let nested = [
        "(",
        "[",
        "-",
        "f(",
        "not ",
        "lambda: ",
        "x if y else ",
        "a[",
        "await ",
        "{1: ",
    ];
    for open in nested {
        let text = lowered(&format!("x = {}1\n", open.repeat(5000)));
        assert!(
            text.contains("problem budget") || text.contains("problem syntax-error"),
            "{open}: {text}"
        );
    }
    let blocks: String = (0..400)
        .map(|n| format!("{}if x:\n", " ".repeat(n)))
        .collect();
    let text = lowered(&format!("{blocks}{}y()\n", " ".repeat(400)));
    assert!(text.contains("problem budget"), "{text}");
}

#[test]
fn places_count_characters() {
    let module = Python.lower("app.py", "é = f()  # iam-tailor: ö\n".as_bytes());
    let hint = module.hints.first().expect("a hint");
    assert_eq!(
        (hint.at.line, hint.at.column, hint.own_line),
        (1, 10, false)
    );
}

mod arbitrary {
    use super::*;
    use proptest::prelude::*;

    /// Most constructs in one file.
    const SAMPLE: &str = include_str!("tests/sample.py");

    /// Text that breaks or joins constructs where it is put.
    const TOKENS: &[&str] = &[
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "=",
        "\"",
        "'''",
        "f\"{",
        "\n",
        "\n  ",
        "\t",
        "\\",
        "#",
        "@",
        "*",
        "**",
        "def ",
        "class ",
        "lambda ",
        "match x:\n",
        "case ",
        " if ",
        " for ",
        " in ",
        "else:",
        "é",
        "\0",
        "\r",
        ":=",
        "->",
    ];

    fn mutated(edits: &[(usize, usize, usize)]) -> String {
        let mut text = SAMPLE.to_owned();
        for (at, length, token) in edits {
            let at = at % text.len().max(1);
            let end = (at + length).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(end) {
                text.replace_range(at..end, TOKENS[token % TOKENS.len()]);
            }
        }
        text
    }

    proptest! {
        #[test]
        fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = dump(&Python.lower("app.py", &bytes));
        }

        #[test]
        fn mutated_sources_never_panic(
            edits in proptest::collection::vec((any::<usize>(), 0..40_usize, any::<usize>()), 1..8)
        ) {
            let text = mutated(&edits);
            let once = dump(&Python.lower("app.py", text.as_bytes()));
            prop_assert_eq!(once, dump(&Python.lower("app.py", text.as_bytes())));
        }
    }

    #[test]
    fn the_sample_has_no_problems() {
        let module = Python.lower("app.py", SAMPLE.as_bytes());
        assert_eq!(module.problems, []);
    }
}
