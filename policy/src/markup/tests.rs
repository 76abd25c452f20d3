//! Spans of YAML and JSON trees.

use super::*;

/// Every scalar with the text its span covers, one a line.
fn spans(text: &str, tree: &Tree, id: NodeId, out: &mut Vec<String>) {
    let node = tree.node(id);
    let source = text.get(node.span.clone()).unwrap();
    match &node.content {
        Content::Scalar(value, _) => out.push(format!("{value:?} {source:?}")),
        Content::Alias(_) => out.push(format!("alias {source:?}")),
        Content::Sequence(items, layout) => {
            out.push(format!("[] {layout:?} {source:?}"));
            for item in items {
                spans(text, tree, *item, out);
            }
        }
        Content::Mapping(entries, layout) => {
            out.push(format!("{{}} {layout:?} {source:?}"));
            for (key, value) in entries {
                spans(text, tree, *key, out);
                spans(text, tree, *value, out);
            }
        }
    }
}

fn dump(text: &str) -> Vec<String> {
    let tree = if is_json(text) {
        json::parse(text)
    } else {
        yaml::parse(text)
    }
    .unwrap();
    let mut out = Vec::new();
    for root in &tree.documents {
        spans(text, &tree, *root, &mut out);
    }
    out
}

#[test]
fn yaml_spans_are_bytes_and_cover_tags() {
    let text = "ä: é # ü\nb: !Ref  \"x\\u00e9\" # c\nlist:\n  - &a 1\n\n  - *a # t\n# end\n";
    assert_eq!(
        dump(text),
        [
            "{} Block \"ä: é # ü\\nb: !Ref  \\\"x\\\\u00e9\\\" # c\\nlist:\\n  - &a 1\\n\\n  - *a\"",
            "\"ä\" \"ä\"",
            "\"é\" \"é\"",
            "\"b\" \"b\"",
            "\"xé\" \"!Ref  \\\"x\\\\u00e9\\\"\"",
            "\"list\" \"list\"",
            "[] Block \"- &a 1\\n\\n  - *a\"",
            "\"1\" \"&a 1\"",
            "alias \"*a\"",
        ]
    );
}

#[test]
fn yaml_block_scalars_end_before_what_follows() {
    let text = "a: |\n  one\n  two\n\n# comment\nb: >-\n  x\n  y\nc: !Sub |\n  z\n";
    assert_eq!(
        dump(text)[1..],
        [
            "\"a\" \"a\"",
            "\"one\\ntwo\\n\" \"|\\n  one\\n  two\"",
            "\"b\" \"b\"",
            "\"x y\" \">-\\n  x\\n  y\"",
            "\"c\" \"c\"",
            "\"z\\n\" \"!Sub |\\n  z\"",
        ]
    );
}

#[test]
fn crlf_and_byte_order_mark_keep_offsets() {
    let text = "\u{feff}a: 1\r\nb:\r\n  - x\r\n  - {y: 2}\r\n";
    assert_eq!(
        dump(text)[1..],
        [
            "\"a\" \"a\"",
            "\"1\" \"1\"",
            "\"b\" \"b\"",
            "[] Block \"- x\\r\\n  - {y: 2}\"",
            "\"x\" \"x\"",
            "{} Flow \"{y: 2}\"",
            "\"y\" \"y\"",
            "\"2\" \"2\"",
        ]
    );
}

#[test]
fn json_spans_and_places() {
    let text = "{\n  \"ä\": [1, true, null, \"x\\n\"],\n  \"b\": {}\n}\n";
    assert_eq!(
        dump(text)[1..],
        [
            "\"ä\" \"\\\"ä\\\"\"",
            "[] Flow \"[1, true, null, \\\"x\\\\n\\\"]\"",
            "\"1\" \"1\"",
            "\"true\" \"true\"",
            "\"null\" \"null\"",
            "\"x\\n\" \"\\\"x\\\\n\\\"\"",
            "\"b\" \"\\\"b\\\"\"",
            "{} Flow \"{}\"",
        ]
    );
    let tree = json::parse(text).unwrap();
    let (key, _) = tree.entry(tree.documents[0], "b").unwrap();
    assert_eq!(tree.node(key).at, Place { line: 3, column: 3 });
}

#[test]
fn syntax_errors_name_the_place() {
    let error = yaml::parse("a: 1\nb: [1\nc: 2\n").unwrap_err();
    assert_eq!(error.at.line, 3, "{error:?}");
    let error = json::parse("{\n  \"a\": 1,\n}").unwrap_err();
    assert_eq!(error.at.line, 2, "{error:?}");
    assert_eq!(
        error.message,
        "not valid JSON: trailing commas are not allowed"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    assert!(yaml::parse(&deep).is_err());
    assert!(json::parse(&deep).is_err());
}

#[test]
fn aliases_lead_to_their_node_and_empty_documents_are_left_out() {
    let tree = yaml::parse("---\n---\na: &x {k: v}\nb: *x\n").unwrap();
    assert_eq!(tree.documents.len(), 1);
    let root = tree.documents[0];
    assert_eq!(
        tree.at(root, &["b", "k"]).and_then(|id| tree.text(id)),
        Some("v")
    );
    let (_, b) = tree.entry(root, "b").unwrap();
    assert!(matches!(tree.node(b).content, Content::Alias(_)));
}

#[test]
fn quoted_scalars_end_at_their_quote() {
    let text = "a: 'it''s' # 'c'\n'b': \"x \\\" y\" # \"\nc: [ 'd' , \"e\"]\n";
    assert_eq!(
        dump(text)[1..],
        [
            "\"a\" \"a\"",
            "\"it's\" \"'it''s'\"",
            "\"b\" \"'b'\"",
            "\"x \\\" y\" \"\\\"x \\\\\\\" y\\\"\"",
            "\"c\" \"c\"",
            "[] Flow \"[ 'd' , \\\"e\\\"]\"",
            "\"d\" \"'d'\"",
            "\"e\" \"\\\"e\\\"\"",
        ]
    );
}

#[test]
fn indentless_sequences_start_at_their_dash() {
    let text = "F:\n  P: # why\n  - A\n  - B\n";
    assert_eq!(
        dump(text)[4..],
        ["[] Block \"- A\\n  - B\"", "\"A\" \"A\"", "\"B\" \"B\""]
    );
    let tree = yaml::parse(text).unwrap();
    let list = tree.at(tree.documents[0], &["F", "P"]).unwrap();
    assert_eq!(tree.node(list).at, Place { line: 3, column: 3 });
}

#[test]
fn quoted_scalars_may_go_on_without_indentation() {
    let text = "P:\n  D: \"one \n  two\"\n  E: 'x\n  y'\nR: 1\n";
    let tree = yaml::parse(text).unwrap();
    let root = tree.documents[0];
    let (_, value) = tree.entry(tree.at(root, &["P"]).unwrap(), "D").unwrap();
    assert_eq!(
        text.get(tree.node(value).span.clone()),
        Some("\"one \n  two\"")
    );
    let (key, _) = tree.entry(root, "R").unwrap();
    assert_eq!(tree.node(key).at, Place { line: 6, column: 1 });
}

#[test]
fn brackets_may_close_without_indentation() {
    for newline in ["\n", "\r\n"] {
        let text = [
            "R:",
            "  P:",
            "    {",
            "    \"a\": [1,",
            "  2]",
            "  }",
            "  Q: 1",
            "",
        ]
        .join(newline);
        let tree = yaml::parse(&text).unwrap();
        let list = tree.at(tree.documents[0], &["R", "P", "a"]).unwrap();
        assert_eq!(
            text.get(tree.node(list).span.clone()),
            Some(format!("[1,{newline}  2]").as_str())
        );
        let (key, _) = tree
            .entry(tree.at(tree.documents[0], &["R"]).unwrap(), "Q")
            .unwrap();
        assert_eq!(tree.node(key).at, Place { line: 7, column: 3 });
    }
    assert!(yaml::parse("R:\n  P: [1, # c\n  2]\n").is_err());
}
