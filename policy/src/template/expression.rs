//! From a document tree to expressions: tags and long forms become calls, aliases and merge keys are expanded.

use super::{Place, TemplateProblem};
use crate::expr::Expr;
use crate::markup::{Content, NodeId, Style, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// Aliases may expand a document to this many nodes; what is beyond reads as null, with a problem.
const MAX_EXPANDED_NODES: usize = 400_000;

/// Aliases inside of aliases may nest this deep.
const MAX_EXPANDED_DEPTH: usize = 200;

/// Intrinsics that exist in the short form.
const SHORT_FORMS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
];

/// The expression at a node. Duplicate keys and unknown tags are added to `problems`; of duplicates the last counts.
pub(crate) fn expression(tree: &Tree, node: NodeId, problems: &mut Vec<TemplateProblem>) -> Expr {
    let mut reader = Reader {
        tree,
        problems,
        nodes_left: MAX_EXPANDED_NODES,
    };
    reader.expression(node, 0)
}

struct Reader<'a> {
    tree: &'a Tree,
    problems: &'a mut Vec<TemplateProblem>,
    nodes_left: usize,
}

impl Reader<'_> {
    fn expression(&mut self, id: NodeId, depth: usize) -> Expr {
        let node = self.tree.node(id);
        let Some(left) = self.nodes_left.checked_sub(1) else {
            return Expr::Null;
        };
        self.nodes_left = left;
        if left == 0 || depth > MAX_EXPANDED_DEPTH {
            self.nodes_left = 0;
            self.problem(
                "too-large",
                node.at,
                "aliases expand to too much; write the parts out".to_owned(),
            );
            return Expr::Null;
        }
        let value = match &node.content {
            Content::Alias(target) => self.expression(*target, depth + 1),
            Content::Scalar(text, style) if node.tag.is_none() => scalar(text, *style),
            Content::Scalar(text, _) => Expr::text(text.clone()),
            Content::Sequence(items, _) => Expr::List(
                items
                    .iter()
                    .map(|item| self.expression(*item, depth + 1))
                    .collect(),
            ),
            Content::Mapping(entries, _) => self.mapping(entries, depth),
        };
        match &node.tag {
            Some(tag) => self.tagged(tag, value, node.at),
            None => long_form(value),
        }
    }

    fn mapping(&mut self, entries: &[(NodeId, NodeId)], depth: usize) -> Expr {
        let mut out: Vec<(String, Expr)> = Vec::with_capacity(entries.len());
        let mut places = BTreeMap::new();
        let mut merged = Vec::new();
        let tree = self.tree;
        for (key, value) in entries {
            let Some(name) = tree.text(*key) else {
                let at = self.tree.node(*key).at;
                self.problem(
                    "bad-key",
                    at,
                    "a key that is not a text is left out".to_owned(),
                );
                continue;
            };
            let value = self.expression(*value, depth + 1);
            if name == "<<" {
                merged.push(value);
                continue;
            }
            let place = *places.entry(name).or_insert(out.len());
            match out.get_mut(place) {
                Some(entry) => {
                    entry.1 = value;
                    let at = self.tree.node(*key).at;
                    let message =
                        format!("the key `{name}` stands twice in this mapping; remove one");
                    self.problem("duplicate-key", at, message);
                }
                None => out.push((name.to_owned(), value)),
            }
        }
        let mut known: BTreeSet<&str> = places.into_keys().collect();
        for value in &merged {
            merge(&mut out, &mut known, value);
        }
        Expr::Map(out)
    }

    fn tagged(&mut self, tag: &str, argument: Expr, at: Place) -> Expr {
        match tag {
            "Ref" | "Condition" => Expr::Call(tag.to_owned(), Box::new(argument)),
            _ if SHORT_FORMS.contains(&tag) => call(&format!("Fn::{tag}"), argument),
            _ => {
                let message =
                    format!("`!{tag}` is no intrinsic that is known; it is kept as it is");
                self.problem("unknown-intrinsic", at, message);
                call(&format!("Fn::{tag}"), argument)
            }
        }
    }

    fn problem(&mut self, kind: &str, at: Place, message: String) {
        self.problems.push(TemplateProblem {
            kind: kind.to_owned(),
            at,
            message,
        });
    }
}

/// Merge keys add what is not there; of several merged mappings the first wins.
fn merge<'v>(out: &mut Vec<(String, Expr)>, known: &mut BTreeSet<&'v str>, value: &'v Expr) {
    for (key, value) in value.entries() {
        if known.insert(key) {
            out.push((key.clone(), value.clone()));
        }
    }
    for item in value.items() {
        merge(out, known, item);
    }
}

/// `{"Ref": "A"}` and `{"Fn::X": …}` as calls; anything else as it is.
fn long_form(value: Expr) -> Expr {
    let Expr::Map(mut entries) = value else {
        return value;
    };
    let is_call = match entries.as_slice() {
        [(key, argument)] => match key.as_str() {
            "Ref" | "Condition" => argument.as_text().is_some(),
            key => key.starts_with("Fn::") && !key.starts_with("Fn::ForEach::"),
        },
        _ => false,
    };
    match entries.pop() {
        Some((key, argument)) if is_call => call(&key, argument),
        Some(last) => {
            entries.push(last);
            Expr::Map(entries)
        }
        None => Expr::Map(entries),
    }
}

/// A call; `Fn::GetAtt` with its argument split at the first dot.
fn call(name: &str, argument: Expr) -> Expr {
    let argument = match (name, argument) {
        ("Fn::GetAtt", Expr::Text(text)) => match text.split_once('.') {
            Some((id, attribute)) => Expr::List(vec![Expr::text(id), Expr::text(attribute)]),
            None => Expr::Text(text),
        },
        (_, argument) => argument,
    };
    Expr::Call(name.to_owned(), Box::new(argument))
}

fn scalar(text: &str, style: Style) -> Expr {
    if style != Style::Plain {
        return Expr::text(text);
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Expr::Null,
        "true" | "True" | "TRUE" => Expr::Bool(true),
        "false" | "False" | "FALSE" => Expr::Bool(false),
        _ if is_number(text) => Expr::Number(text.to_owned()),
        _ => Expr::text(text),
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{json, yaml};

    fn read(text: &str) -> (Expr, Vec<TemplateProblem>) {
        let tree = if crate::markup::is_json(text) {
            json::parse(text).unwrap()
        } else {
            yaml::parse(text).unwrap()
        };
        let mut problems = Vec::new();
        let value = expression(&tree, tree.documents[0], &mut problems);
        (value, problems)
    }

    #[test]
    fn every_way_to_write_an_intrinsic_is_the_same() {
        let forms = [
            "x: !GetAtt A.B.C",
            "x: {Fn::GetAtt: [A, B.C]}",
            "x: !GetAtt [A, B.C]",
            "x:\n  Fn::GetAtt: A.B.C",
            r#"{"x": {"Fn::GetAtt": ["A", "B.C"]}}"#,
        ];
        for form in forms {
            let (value, problems) = read(form);
            assert_eq!(value.get("x"), Some(&Expr::get_att("A", "B.C")), "{form}");
            assert_eq!(problems, []);
        }
    }

    #[test]
    fn plain_scalars_have_types_and_quoted_ones_do_not() {
        let (value, _) =
            read("[1, -2.5, 2012-10-17, '1', true, yes, ~, 'null', 012345678901, !Ref 5, nan]");
        assert_eq!(
            value.to_json().to_string(),
            r#"[1,-2.5,"2012-10-17","1",true,"yes",null,"null","012345678901",{"Ref":"5"},"nan"]"#
        );
    }

    #[test]
    fn merge_keys_add_what_is_missing() {
        let (value, problems) =
            read("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n");
        assert_eq!(
            value.get("c").unwrap().to_json().to_string(),
            r#"{"x":3,"y":1,"z":2}"#
        );
        assert_eq!(problems, []);
    }

    #[test]
    fn duplicate_keys_and_unknown_tags_are_reported() {
        let (value, problems) = read("a: 1\nb: !Bogus x\na: 2\n");
        assert_eq!(value.get("a"), Some(&Expr::Number("2".into())));
        let kinds: Vec<_> = problems
            .iter()
            .map(|it| (it.kind.as_str(), it.at.line))
            .collect();
        assert_eq!(kinds, [("unknown-intrinsic", 2), ("duplicate-key", 3)]);
    }

    #[test]
    fn alias_bombs_are_bounded() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = format!("*a{}", level - 1);
            text += &format!("a{level}: &a{level} [{}]\n", [below.as_str(); 9].join(", "));
        }
        let (_, problems) = read(&text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].kind, "too-large");
    }

    #[test]
    fn a_condition_block_is_not_an_intrinsic() {
        let (value, _) = read("a: {Condition: {StringEquals: {x: y}}}\nb: {Condition: C}\n");
        assert!(value.at(&["a", "Condition", "StringEquals"]).is_some());
        assert!(matches!(value.get("b"), Some(Expr::Call(name, _)) if name == "Condition"));
    }
}
