//! Splices in YAML and JSON, and what they leave alone.

use super::*;
use crate::edit::change::path;
use crate::expr::Expr;
use proptest::prelude::*;

fn policies() -> Expr {
    Expr::List(vec![Expr::Map(vec![
        ("Effect".into(), Expr::text("Allow")),
        ("Resource".into(), Expr::get_att("T", "Arn")),
    ])])
}

fn spliced(text: &str, changes: &[Change]) -> Result<String, Unfaithful> {
    let source = Source::new("t.yaml", text.to_owned()).unwrap();
    splice(&source, changes).map(|source| source.text)
}

fn check(before: &str, change: Change, after: &str) {
    assert_eq!(spliced(before, &[change]).unwrap(), after);
}

fn refused(before: &str, change: Change) -> Unfaithful {
    spliced(before, &[change]).unwrap_err()
}

#[test]
fn replaces_a_block_value() {
    check(
        "F:\n  # keep\n  Policies: # why\n  - A # gone\n  - B\n  Handler: x # h\n",
        Change::set(path(&["F", "Policies"]), policies()),
        "F:\n  # keep\n  Policies: # why\n  - Effect: Allow\n    Resource: !GetAtt T.Arn\n  Handler: x # h\n",
    );
    check(
        "F:\n    Policies: 'A'   # note\n",
        Change::set(path(&["F", "Policies"]), policies()),
        "F:\n    Policies:\n      - Effect: Allow\n        Resource: !GetAtt T.Arn   # note\n",
    );
    check(
        "F:\n  Policies:\n  Handler: x\n",
        Change::set(path(&["F", "Policies"]), policies()),
        "F:\n  Policies:\n    - Effect: Allow\n      Resource: !GetAtt T.Arn\n  Handler: x\n",
    );
    check(
        "F:\n  Role: !GetAtt R.Arn\n",
        Change::set(path(&["F", "Role"]), Expr::get_att("S", "Arn")),
        "F:\n  Role: !GetAtt S.Arn\n",
    );
}

#[test]
fn adds_a_block_entry() {
    check(
        "A:\n  F:\n    Handler: x # h\n\n  # next\n  G: {Ref: B}\n",
        Change::set(path(&["A", "F", "Policies"]), Expr::List(vec![])),
        "A:\n  F:\n    Handler: x # h\n    Policies: []\n\n  # next\n  G: {Ref: B}\n",
    );
    check(
        "R:\r\n  F:\r\n    T: 1\r\n\r\n  G:\r\n    T: 1",
        Change::Set {
            path: path(&["R", "N"]),
            value: Expr::Map(vec![("T".into(), Expr::text("x"))]),
            after: Some("F".into()),
        },
        "R:\r\n  F:\r\n    T: 1\r\n\r\n  N:\r\n    T: x\r\n\r\n  G:\r\n    T: 1",
    );
    check(
        "service: x\n",
        Change::set(
            path(&["resources", "Resources", "R"]),
            Expr::Map(vec![("Type".into(), Expr::text("T"))]),
        ),
        "service: x\nresources:\n  Resources:\n    R:\n      Type: T\n",
    );
}

#[test]
fn edits_flow_style_and_json() {
    check(
        "F: {Handler: x, Events: {}} # c\nG: [1]\n",
        Change::set(path(&["F", "Policies"]), policies()),
        "F: {Handler: x, Events: {}, Policies: [{Effect: Allow, Resource: !GetAtt T.Arn}]} # c\nG: [1]\n",
    );
    check(
        "F: {}\n",
        Change::set(path(&["F", "a"]), Expr::text("b")),
        "F: {a: b}\n",
    );
    check(
        "{\n    \"F\": {\n        \"H\": \"x\"\n    }\n}\n",
        Change::set(path(&["F", "Policies"]), policies()),
        "{\n    \"F\": {\n        \"H\": \"x\",\n        \"Policies\": [\n            {\n                \"Effect\": \"Allow\",\n                \"Resource\": { \"Fn::GetAtt\": [\"T\", \"Arn\"] }\n            }\n        ]\n    }\n}\n",
    );
    check(
        r#"{"F":{"H":"x"}}"#,
        Change::set(path(&["F", "P"]), policies()),
        r#"{"F":{"H":"x","P":[{"Effect":"Allow","Resource":{"Fn::GetAtt":["T","Arn"]}}]}}"#,
    );
}

#[test]
fn removes_entries_and_items() {
    check(
        "R:\n  A:\n    x: 1\n\n  # b\n  B:\n    x: 1 # end\n\n  C: 1\n",
        Change::Remove {
            path: path(&["R", "A"]),
        },
        "R:\n  # b\n  B:\n    x: 1 # end\n\n  C: 1\n",
    );
    check(
        "R:\n  - a\n  - b: 1\n    c: 2\n  - d\n",
        Change::Remove {
            path: path(&["R", "1"]),
        },
        "R:\n  - a\n  - d\n",
    );
    check(
        "R:\n  - b: 1\n    c: 2\n",
        Change::Remove {
            path: path(&["R", "0", "b"]),
        },
        "R:\n  - c: 2\n",
    );
    check(
        "R: {a: 1, b: 2, c: 3}\n",
        Change::Remove {
            path: path(&["R", "b"]),
        },
        "R: {a: 1, c: 3}\n",
    );
    check(
        "R: [1, 2]\n",
        Change::Remove {
            path: path(&["R", "0"]),
        },
        "R: [2]\n",
    );
    check(
        "R:\n- a # c\nS: 1\n",
        Change::Append {
            path: path(&["R"]),
            value: Expr::text("b"),
        },
        "R:\n- a # c\n- b\nS: 1\n",
    );
}

#[test]
fn shared_parts_are_refused() {
    let text = "a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n  j: 1\n";
    assert_eq!(
        refused(text, Change::set(path(&["b", "k"]), Expr::Null)),
        Unfaithful::Alias("b.k".into())
    );
    assert_eq!(
        refused(text, Change::set(path(&["a", "k"]), Expr::Null)),
        Unfaithful::SharedAnchor("a.k".into())
    );
    check(
        text,
        Change::set(path(&["c", "k"]), Expr::text("own")),
        "a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n  j: 1\n  k: own\n",
    );
    check(
        text,
        Change::set(path(&["b"]), Expr::text("own")),
        "a: &x {k: 1}\nb: own\nc:\n  <<: *x\n  j: 1\n",
    );
    assert!(matches!(
        refused("a: x\n", Change::set(path(&["a", "b"]), Expr::Null)),
        Unfaithful::Shape(_)
    ));
}

/// A random document with a random layout: its text.
fn documents() -> impl Strategy<Value = String> {
    let comment = prop_oneof![Just(""), Just(" # ü"), Just("  # x: [1"),];
    let scalar = prop_oneof![
        Just("x"),
        Just("'it''s'"),
        Just("\"q\\\"\""),
        Just("!Ref A"),
        Just("[1, {a: b}]"),
        Just("{k: !GetAtt A.Arn}"),
        Just(""),
        Just("|\n      text\n      more"),
        Just("!Sub >-\n      text"),
        Just("\n    deep:\n      - 1\n      - {x: y}"),
        Just("\n    - i\n    - j: 1\n      k: 2"),
        Just("&anchor v"),
        Just("é"),
    ];
    let entry = (
        scalar,
        comment,
        prop_oneof![Just(""), Just("\n"), Just("  # note\n"), Just("\n\n")],
    );
    (
        prop::collection::vec(entry, 1..6),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(entries, crlf, bom)| {
            let mut text = "A:\n".to_owned();
            for (index, (value, comment, gap)) in entries.iter().enumerate() {
                let comment = if value.contains('\n') { "" } else { comment };
                text += &format!("  k{index}: {value}{comment}\n{gap}");
            }
            text += "B: 1\n";
            let text = if crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            };
            if bom { format!("\u{feff}{text}") } else { text }
        })
}

proptest! {
    /// Every line of the text that does not belong to the changed entry is still there, in order.
    #[test]
    fn nothing_else_changes(text in documents(), which in 0..8usize, remove in any::<bool>()) {
        let key = format!("k{which}");
        let target = path(&["A", &key]);
        let change = if remove { Change::Remove { path: target } } else { Change::set(target, policies()) };
        // The splice itself compares what is read before and after.
        match spliced(&text, std::slice::from_ref(&change)) {
            Ok(edited) => {
                let start = text.find(&format!("  {key}:"));
                let others = |text: &str| -> Vec<String> {
                    text.lines().filter(|line| line.trim_start().starts_with('#') || line.starts_with("  k") && !line.contains(&key)).map(str::to_owned).collect()
                };
                prop_assert_eq!(others(&text), others(&edited), "{}\n=>\n{}", text, edited);
                if let Some(start) = start {
                    prop_assert_eq!(&text.as_bytes()[..start], &edited.as_bytes()[..start]);
                }
                prop_assert_eq!(text.contains("\r\n"), edited.contains("\r\n"));
                prop_assert_eq!(edited.replace("\r\n", "").contains('\n'), text.replace("\r\n", "").contains('\n'));
                if !remove {
                    let again = spliced(&edited, &[change]).unwrap();
                    prop_assert_eq!(again, edited);
                }
            }
            Err(error) => prop_assert!(matches!(error, Unfaithful::Missing(_) | Unfaithful::Layout(_)), "{error:?}\n{}", text),
        }
    }
}
