//! What modules export, as data.

use crate::Project;
use crate::facts::{Argument, Piece};
use crate::project::MemoryFiles;

/// The value of a file, in short.
fn exported(files: &[(&str, &str)], path: &str) -> Option<String> {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let files = MemoryFiles(files.collect());
    Project::new(&files).evaluate(path).as_ref().map(short)
}

fn short(value: &Argument) -> String {
    let all = |values: &[Argument]| values.iter().map(short).collect::<Vec<_>>().join(", ");
    match value {
        Argument::Null => "null".to_owned(),
        Argument::Bool(value) => value.to_string(),
        Argument::Number(text) => text.clone(),
        Argument::Text(pattern) => (pattern.0.iter())
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Hole(hole) => format!("<{hole:?}>"),
            })
            .collect(),
        Argument::Record { fields, .. } => {
            let fields = fields
                .iter()
                .map(|(name, field)| format!("{name}: {}", short(&field.value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Argument::List { items, .. } => format!("[{}]", all(items)),
        Argument::OneOf(values) => format!("({})", all(values)),
        Argument::Unknown(reason) => format!("{reason:?}"),
    }
}

#[test]
fn values_of_modules_are_put_together() {
    let files = [
        (
            "a/main.ts",
            "import { b, C } from './lib/part'; export default { ...b, list: [C, 2].map((it) => `n${it}`), from: process.env.X };",
        ),
        (
            "a/lib/part.ts",
            "export const C = 1; export const b = { here: __dirname, run: process.cwd(), deep: { f: () => 1 } };",
        ),
    ];
    assert_eq!(
        exported(&files, "a/main.ts").as_deref(),
        Some(
            "{deep: {f: Computed}, from: <Env(\"X\")>, here: /project/lib, list: [n1, n2], run: /project}"
        )
    );
}

#[test]
fn what_exports_nothing_has_no_value() {
    assert_eq!(
        exported(&[("a.ts", "const x = 1;")], "a.ts").as_deref(),
        Some("{}")
    );
    assert_eq!(exported(&[], "a.ts"), None);
    assert_eq!(exported(&[("a.py", "x = 1")], "a.py"), None);
}

#[test]
fn plain_patterns_are_texts() {
    let program = r"module.exports = ['a\\b'.replace(/\\/g, '/'), 'a/b'.split(/\//), 'A'.replace(/a/i, 'x'), 'ab'.replace(/[a]/, 'x')];";
    let found = exported(&[("a.js", program)], "a.js").unwrap();
    assert!(found.starts_with("[a/b, [a, b], <"), "{found}");
}
