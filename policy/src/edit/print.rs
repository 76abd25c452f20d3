//! Expressions as text: YAML in block or flow style, JSON.

use super::idiom::Idiom;
use crate::expr::Expr;

/// An entry of a block mapping whose key stands at column `indent`, without line end: `Key: value`.
pub fn block_entry(idiom: &Idiom, key: &str, value: &Expr, indent: usize) -> String {
    let key = scalar(idiom, key, Place::Block);
    format!("{key}:{}", block_after_key(idiom, value, indent))
}

/// What follows the colon of such an entry.
pub fn block_after_key(idiom: &Idiom, value: &Expr, indent: usize) -> String {
    let mut out = String::new();
    block_value(idiom, value, indent, idiom.sequence_offset, &mut out);
    out
}

/// An item of a block sequence whose dash stands at column `indent`, without line end: `- value`.
pub fn block_item(idiom: &Idiom, value: &Expr, indent: usize) -> String {
    let mut out = "-".to_owned();
    item_value(idiom, value, indent, &mut out);
    out
}

/// A value in one line: YAML flow style, or JSON.
pub fn flow(idiom: &Idiom, value: &Expr) -> String {
    if idiom.json {
        return value.to_json().to_string();
    }
    let mut out = String::new();
    flow_value(idiom, value, &mut out);
    out
}

/// JSON over several lines; the closing bracket stands at column `indent`.
pub fn json(idiom: &Idiom, value: &Expr, indent: &str) -> String {
    let mut out = String::new();
    json_value(idiom, value, indent, &mut out);
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    Flow,
}

/// Writes what comes after `key:` or `- `, with the blank in front.
fn block_value(
    idiom: &Idiom,
    value: &Expr,
    indent: usize,
    sequence_offset: usize,
    out: &mut String,
) {
    match value {
        Expr::List(items) if !items.is_empty() => {
            let column = indent + sequence_offset;
            for item in items {
                line(idiom, column, out);
                out.push('-');
                item_value(idiom, item, column, out);
            }
        }
        Expr::Map(entries) if !entries.is_empty() => {
            let column = indent + idiom.step;
            for (key, value) in entries {
                line(idiom, column, out);
                out.push_str(&block_entry(idiom, key, value, column));
            }
        }
        Expr::Call(name, argument) => call(idiom, name, argument, indent, out),
        value => {
            out.push(' ');
            flow_value_at(idiom, value, Place::Block, out);
        }
    }
}

/// After a dash a mapping starts on the same line.
fn item_value(idiom: &Idiom, value: &Expr, indent: usize, out: &mut String) {
    let long = match value {
        Expr::Call(name, argument) if tag(idiom, name, argument).is_none() => {
            Some(Expr::Map(vec![(name.clone(), argument.as_ref().clone())]))
        }
        _ => None,
    };
    match long.as_ref().unwrap_or(value) {
        Expr::Map(entries) if !entries.is_empty() => {
            let column = indent + 2;
            for (index, (key, value)) in entries.iter().enumerate() {
                if index == 0 {
                    out.push(' ');
                } else {
                    line(idiom, column, out);
                }
                out.push_str(&block_entry(idiom, key, value, column));
            }
        }
        Expr::List(items) if !items.is_empty() => {
            let column = indent + 2;
            for (index, item) in items.iter().enumerate() {
                if index == 0 {
                    out.push(' ');
                } else {
                    line(idiom, column, out);
                }
                out.push_str(&block_item(idiom, item, column));
            }
        }
        value => block_value(idiom, value, indent, idiom.step, out),
    }
}

fn call(idiom: &Idiom, name: &str, argument: &Expr, indent: usize, out: &mut String) {
    match tag(idiom, name, argument) {
        Some(tag) => {
            out.push_str(&format!(" !{tag}"));
            // Below a tag a sequence has to be indented.
            let offset = idiom.sequence_offset.max(idiom.step);
            match getatt(name, argument) {
                Some(text) => out.push_str(&format!(" {text}")),
                None => block_value(idiom, argument, indent, offset, out),
            }
        }
        None => {
            let column = indent + idiom.step;
            line(idiom, column, out);
            out.push_str(&block_entry(idiom, name, argument, column));
        }
    }
}

/// The short tag; none where tags are not used, none for a call of a call, which would need two tags in a row, and none for
/// what would read as a text behind a tag.
fn tag<'a>(idiom: &Idiom, name: &'a str, argument: &Expr) -> Option<&'a str> {
    if !idiom.short_tags || !matches!(argument, Expr::Text(_) | Expr::List(_) | Expr::Map(_)) {
        return None;
    }
    match name {
        "Ref" | "Condition" => Some(name),
        name => name
            .strip_prefix("Fn::")
            .filter(|tag| tag.chars().all(char::is_alphanumeric)),
    }
}

/// `Orders.Arn`, as the short form of `Fn::GetAtt` wants it.
fn getatt(name: &str, argument: &Expr) -> Option<String> {
    match (name, argument.items()) {
        ("Fn::GetAtt", [Expr::Text(id), Expr::Text(attribute)]) => {
            Some(format!("{id}.{attribute}"))
        }
        _ => None,
    }
}

fn line(idiom: &Idiom, column: usize, out: &mut String) {
    out.push_str(idiom.newline);
    out.push_str(&" ".repeat(column));
}

fn flow_value(idiom: &Idiom, value: &Expr, out: &mut String) {
    flow_value_at(idiom, value, Place::Flow, out);
}

fn flow_value_at(idiom: &Idiom, value: &Expr, place: Place, out: &mut String) {
    match value {
        Expr::Null => out.push_str("null"),
        Expr::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Expr::Number(text) => out.push_str(text),
        Expr::Text(text) => out.push_str(&scalar(idiom, text, place)),
        Expr::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                flow_value(idiom, item, out);
            }
            out.push(']');
        }
        Expr::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                out.push_str(&scalar(idiom, key, Place::Flow));
                out.push_str(": ");
                flow_value(idiom, value, out);
            }
            out.push('}');
        }
        Expr::Call(name, argument) => match (tag(idiom, name, argument), getatt(name, argument)) {
            (Some(tag), Some(text)) => out.push_str(&format!("!{tag} {text}")),
            (Some(tag), None) => {
                out.push_str(&format!("!{tag} "));
                flow_value(idiom, argument, out);
            }
            (None, _) => {
                let long = Expr::Map(vec![(name.clone(), argument.as_ref().clone())]);
                flow_value(idiom, &long, out);
            }
        },
    }
}

fn json_value(idiom: &Idiom, value: &Expr, indent: &str, out: &mut String) {
    let inner = format!("{indent}{}", " ".repeat(idiom.step));
    match value {
        Expr::List(items) if is_short(idiom, items, indent) => out.push_str(&one_line(items)),
        Expr::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "[" } else { "," });
                out.push_str(idiom.newline);
                out.push_str(&inner);
                json_value(idiom, item, &inner, out);
            }
            out.push_str(&format!("{}{indent}]", idiom.newline));
        }
        Expr::Map(entries) if !entries.is_empty() => {
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "{" } else { "," });
                out.push_str(&format!(
                    "{}{inner}{}: ",
                    idiom.newline,
                    Expr::text(key.clone()).to_json()
                ));
                json_value(idiom, value, &inner, out);
            }
            out.push_str(&format!("{}{indent}}}", idiom.newline));
        }
        Expr::Call(name, argument) => match argument.as_ref() {
            Expr::Text(_) => out.push_str(&spaced(name, argument)),
            Expr::List(items) if items.iter().all(|item| matches!(item, Expr::Text(_))) => {
                out.push_str(&spaced(name, argument));
            }
            argument => json_value(
                idiom,
                &Expr::Map(vec![(name.clone(), argument.clone())]),
                indent,
                out,
            ),
        },
        value => out.push_str(&value.to_json().to_string()),
    }
}

/// Whether a list of plain values fits into a line, indentation included.
fn is_short(idiom: &Idiom, items: &[Expr], indent: &str) -> bool {
    let is_plain = items
        .iter()
        .all(|item| matches!(item, Expr::Text(_) | Expr::Number(_) | Expr::Bool(_)));
    is_plain && indent.len() + one_line(items).len() + "\"Resource\": ".len() <= idiom.line_width
}

fn one_line(items: &[Expr]) -> String {
    let items: Vec<_> = items
        .iter()
        .map(|item| item.to_json().to_string())
        .collect();
    format!("[{}]", items.join(", "))
}

/// A short call in one line, with blanks: `{ "Fn::GetAtt": ["A", "Arn"] }`.
fn spaced(name: &str, argument: &Expr) -> String {
    let argument = match argument {
        Expr::List(items) => one_line(items),
        argument => argument.to_json().to_string(),
    };
    format!("{{ {}: {argument} }}", Expr::text(name).to_json())
}

/// A text: plain where every YAML reader takes it for a text, else in quotes.
fn scalar(idiom: &Idiom, text: &str, place: Place) -> String {
    if is_plain(text, place) {
        return text.to_owned();
    }
    let has_control = text.chars().any(char::is_control);
    match idiom.quote {
        '\'' if !has_control => format!("'{}'", text.replace('\'', "''")),
        _ => Expr::text(text).to_json().to_string(),
    }
}

/// `${self:custom.x}` and the like, which people write without quotes.
fn is_one_variable(text: &str) -> bool {
    let inner = text
        .strip_prefix("${")
        .and_then(|text| text.strip_suffix('}'));
    inner.is_some_and(|inner| {
        !inner.ends_with(':')
            && inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-./():".contains(c))
    })
}

fn is_plain(text: &str, place: Place) -> bool {
    const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "~"];
    if place == Place::Block && is_one_variable(text) {
        return true;
    }
    let mut characters = text.chars();
    let starts_well = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '/' || first == '_');
    let inner = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | '+' | '@')
    };
    starts_well
        && text.chars().all(inner)
        && !text.ends_with(':')
        && !RESERVED.contains(&text.to_lowercase().as_str())
        && (place == Place::Block || !text.contains(':') || !text.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;
    use crate::template::expression;
    use proptest::prelude::*;

    const YAML: Idiom = Idiom {
        json: false,
        newline: "\n",
        step: 2,
        sequence_offset: 2,
        quote: '"',
        short_tags: true,
        line_width: 0,
    };

    fn statement() -> Expr {
        let sub = |text: &str| Expr::sub(text);
        Expr::Map(vec![
            ("Sid".into(), Expr::text("Read")),
            (
                "Action".into(),
                Expr::List(vec![Expr::text("s3:GetObject"), Expr::text("s3:*")]),
            ),
            (
                "Resource".into(),
                Expr::List(vec![
                    Expr::get_att("B", "Arn"),
                    sub("${B.Arn}/*"),
                    Expr::text("*"),
                ]),
            ),
            (
                "Condition".into(),
                Expr::Map(vec![(
                    "StringEquals".into(),
                    Expr::Map(vec![(
                        "kms:ViaService".into(),
                        sub("s3.${AWS::Region}.amazonaws.com"),
                    )]),
                )]),
            ),
            (
                "Odd".into(),
                Expr::Call(
                    "Fn::Base64".into(),
                    Box::new(Expr::Call(
                        "Fn::Join".into(),
                        Box::new(Expr::List(vec![
                            Expr::text(""),
                            Expr::List(vec![Expr::reference("A")]),
                        ])),
                    )),
                ),
            ),
            (
                "Join".into(),
                Expr::Call(
                    "Fn::Join".into(),
                    Box::new(Expr::List(vec![
                        Expr::text(":"),
                        Expr::List(vec![Expr::reference("A"), Expr::text("b")]),
                    ])),
                ),
            ),
        ])
    }

    #[test]
    fn yaml_block() {
        let policies = Expr::List(vec![Expr::Map(vec![(
            "Statement".into(),
            Expr::List(vec![statement()]),
        )])]);
        assert_eq!(
            block_entry(&YAML, "Policies", &policies, 6),
            r#"Policies:
        - Statement:
            - Sid: Read
              Action:
                - s3:GetObject
                - "s3:*"
              Resource:
                - !GetAtt B.Arn
                - !Sub "${B.Arn}/*"
                - "*"
              Condition:
                StringEquals:
                  kms:ViaService: !Sub "s3.${AWS::Region}.amazonaws.com"
              Odd:
                Fn::Base64: !Join
                  - ""
                  - - !Ref A
              Join: !Join
                - ":"
                - - !Ref A
                  - b"#
        );
    }

    #[test]
    fn json_over_lines_and_in_one() {
        let idiom = Idiom { json: true, ..YAML };
        let value = Expr::Map(vec![
            ("A".into(), Expr::List(vec![Expr::get_att("B", "Arn")])),
            ("C".into(), Expr::List(vec![])),
        ]);
        assert_eq!(
            json(&idiom, &value, "  "),
            "{\n    \"A\": [\n      { \"Fn::GetAtt\": [\"B\", \"Arn\"] }\n    ],\n    \"C\": []\n  }"
        );
        assert_eq!(
            flow(&idiom, &value),
            r#"{"A":[{"Fn::GetAtt":["B","Arn"]}],"C":[]}"#
        );
    }

    #[test]
    fn yaml_flow() {
        assert_eq!(
            flow(
                &Idiom {
                    quote: '\'',
                    ..YAML
                },
                &statement()
            )
            .split(", Odd")
            .next()
            .unwrap(),
            "{Sid: Read, Action: [s3:GetObject, 's3:*'], Resource: [!GetAtt B.Arn, !Sub '${B.Arn}/*', '*'], \
             Condition: {StringEquals: {kms:ViaService: !Sub 's3.${AWS::Region}.amazonaws.com'}}"
        );
    }

    fn expressions() -> impl Strategy<Value = Expr> {
        let text = prop_oneof![
            "[a-zA-Z0-9:/*${}.' \"#,!&@%|>\\[\\]-]{0,12}",
            Just("yes".to_owned()),
            Just("2012-10-17".to_owned()),
            Just("- x".to_owned()),
            Just("a\nb".to_owned()),
            Just("ä é".to_owned()),
        ];
        let leaf = prop_oneof![
            text.clone().prop_map(Expr::Text),
            "[A-Z][a-z]{1,5}".prop_map(|id| Expr::reference(&id)),
            "[A-Z][a-z]{1,5}".prop_map(|id| Expr::get_att(&id, "Arn")),
            text.prop_map(Expr::sub),
            Just(Expr::Null),
            any::<bool>().prop_map(Expr::Bool),
            (0..1000u32).prop_map(|number| Expr::Number(number.to_string())),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::List),
                prop::collection::btree_map("[A-Za-z][A-Za-z:]{0,6}[a-z]", inner.clone(), 0..4)
                    .prop_map(|entries| Expr::Map(entries.into_iter().collect())),
                inner.prop_map(|argument| Expr::Call("Fn::Base64".into(), Box::new(argument))),
            ]
        })
    }

    fn parsed(text: &str, json: bool) -> Expr {
        let tree = if json {
            markup::json::parse(text)
        } else {
            markup::yaml::parse(text)
        };
        let tree = tree.unwrap_or_else(|error| panic!("{error:?} in\n{text}"));
        let mut problems = Vec::new();
        let value = expression::expression(&tree, tree.documents[0], &mut problems);
        assert_eq!(problems, [], "{text}");
        value
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(value in expressions(), step in 1..5usize, offset in 0..3usize, single in any::<bool>(), short_tags in any::<bool>()) {
            let idiom = Idiom { step, sequence_offset: offset, quote: if single { '\'' } else { '"' }, short_tags, ..YAML };
            let expected = Expr::Map(vec![("k".into(), value.clone())]);
            let block = format!("{}\n", block_entry(&idiom, "k", &value, 0));
            prop_assert_eq!(&parsed(&block, false), &expected, "{}", block);
            let item = format!("k:\n  {}\n", block_item(&idiom, &value, 2));
            let listed = Expr::Map(vec![("k".into(), Expr::List(vec![value.clone()]))]);
            prop_assert_eq!(&parsed(&item, false), &listed, "{}", item);
            let flowed = format!("k: {}\n", flow(&idiom, &value));
            prop_assert_eq!(&parsed(&flowed, false), &expected, "{}", flowed);
            let idiom = Idiom { json: true, line_width: step * 20, ..idiom };
            for text in [json(&idiom, &expected, ""), flow(&idiom, &expected)] {
                prop_assert_eq!(&parsed(&text, true), &expected, "{}", text);
            }
        }
    }
}
