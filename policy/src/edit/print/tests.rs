//! What is printed reads back as the value, and looks as people write it.

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
