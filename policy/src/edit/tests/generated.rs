//! Random templates: roles are written and nothing else changes.

use super::*;
use proptest::prelude::*;

/// A template with some functions: each of SAM or plain, with policies, a role of its own or a shared one.
fn templates() -> impl Strategy<Value = Expr> {
    let map = |entries: Vec<(&str, Expr)>| {
        Expr::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    };
    let policies = prop_oneof![
        Just(Expr::Null),
        Just(Expr::text("AdministratorAccess")),
        Just(Expr::List(vec![
            Expr::text("A"),
            Expr::Map(vec![("SQSPollerPolicy".into(), Expr::Map(vec![]))])
        ])),
    ];
    let function = (0..4usize, policies, any::<bool>());
    prop::collection::vec(function, 1..5).prop_map(move |functions| {
        let mut resources = vec![(
            "T".to_owned(),
            map(vec![("Type", Expr::text("AWS::DynamoDB::Table"))]),
        )];
        let role = || {
            map(vec![
                ("Type", Expr::text("AWS::IAM::Role")),
                (
                    "Properties",
                    map(vec![
                        ("ManagedPolicyArns", Expr::List(vec![Expr::text("arn:x")])),
                        (
                            "AssumeRolePolicyDocument",
                            map(vec![("Statement", Expr::List(vec![]))]),
                        ),
                    ]),
                ),
            ])
        };
        for (index, (kind, policies, with_events)) in functions.iter().enumerate() {
            let sam = *kind == 0;
            let mut properties = vec![
                ("Handler", Expr::text("a.b")),
                ("InlineCode", Expr::text("x: 1 # y")),
            ];
            if sam && *policies != Expr::Null {
                properties.push(("Policies", policies.clone()));
            }
            if *with_events {
                properties.push(("Tags", map(vec![("k", Expr::sub("${T}"))])));
            }
            if !sam {
                let id = if *kind == 1 {
                    format!("Own{index}")
                } else {
                    "Shared".to_owned()
                };
                properties.push(("Role", Expr::get_att(&id, "Arn")));
                if !resources.iter().any(|(other, _)| *other == id) {
                    resources.push((id, role()));
                }
            }
            let kind = if sam {
                "AWS::Serverless::Function"
            } else {
                "AWS::Lambda::Function"
            };
            let function = map(vec![
                ("Type", Expr::text(kind)),
                ("Properties", map(properties)),
            ]);
            resources.push((format!("F{index}"), function));
        }
        Expr::Map(vec![("Resources".to_owned(), Expr::Map(resources))])
    })
}

/// Everything but the roles: role resources and what names or makes roles are left out.
fn without_roles(template: &Template) -> Vec<(String, Expr)> {
    let resources = template
        .resources
        .iter()
        .filter(|it| it.kind != "AWS::IAM::Role");
    resources
        .map(|it| {
            let rest = it
                .properties
                .entries()
                .iter()
                .filter(|(key, _)| key != "Role" && key != "Policies");
            (it.id.clone(), Expr::Map(rest.cloned().collect()))
        })
        .collect()
}

/// The statements that a function's role ends up with.
fn statements_of(template: &Template, function: &Function) -> Vec<Expr> {
    let documents: Vec<Expr> = match &function.role {
        DeclaredRole::SamPolicies(policies) => policies.clone(),
        DeclaredRole::Role(role) => {
            let role = &template.role(role).unwrap().properties;
            assert_eq!(role.get("ManagedPolicyArns"), None);
            let policies = role.get("Policies").map_or(&[][..], Expr::items);
            policies
                .iter()
                .filter_map(|it| it.get("PolicyDocument"))
                .cloned()
                .collect()
        }
        _ => Vec::new(),
    };
    documents
        .iter()
        .flat_map(|it| it.get("Statement").unwrap().items().to_vec())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn roles_are_written_and_nothing_else(value in templates(), style in 0..3usize, step in 2..5usize, offset in 0..3usize, crlf in any::<bool>()) {
        let newline = if crlf { "\r\n" } else { "\n" };
        let idiom = idiom::Idiom { json: style == 2, newline, step, sequence_offset: offset, quote: '\'', short_tags: style != 2, line_width: 40 };
        let text = match style {
            0 => format!("# top{newline}Resources:{}{newline}# end{newline}", print::block_after_key(&idiom, value.get("Resources").unwrap(), 0)),
            1 => format!("# top{newline}Resources: {}{newline}", print::flow(&idiom, value.get("Resources").unwrap())),
            _ => print::json(&idiom, &value, ""),
        };
        let read = |text: &str| {
            let files = MemoryFiles([("t.yaml".to_owned(), text.as_bytes().to_vec())].into());
            reading::read(&files, "t.yaml").unwrap()
        };
        let template = read(&text);
        let roles: Vec<_> = template.functions.iter().map(|it| (it.name.clone(), reads())).collect();
        let first = plan(&text, &template, &roles);
        prop_assert_eq!(&first.refused, &vec![], "{}", text);
        prop_assert_eq!(first.changed.len(), roles.len());
        let after = read(&first.text);
        prop_assert_eq!(without_roles(&template), without_roles(&after), "{}", first.text);
        for function in &after.functions {
            let wanted: Vec<Expr> = reads().statements.iter().map(Statement::to_expr).collect();
            prop_assert_eq!(statements_of(&after, function), wanted, "{}", first.text);
        }
        let shared = Expr::get_att("Shared", "Arn");
        let users = template.functions.iter().filter(|it| it.role == DeclaredRole::Role(shared.clone())).count();
        let is_there = after.resources.iter().any(|it| it.id == "Shared");
        prop_assert_eq!(is_there, users == 1, "{}", first.text);
        prop_assert_eq!(text.contains("# top"), first.text.contains("# top"));
        prop_assert!(!crlf || !first.text.replace("\r\n", "").contains('\n'));
        let second = plan(&first.text, &after, &roles);
        prop_assert_eq!(second.text, first.text);
    }
}

/// Templates of every kind, to be damaged.
const SAMPLES: &[(&str, &str)] = &[
    (
        "t.yaml",
        "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Runtime: python3.12}}\nX: &x {A: 1}\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      <<: *x\n      Handler: 'a.b' # c\n      InlineCode: |\n        x\n      Policies:\n      - !Ref P\n      - Statement: [{Action: '*', Resource: !Sub \"${X}\"}]\n",
    ),
    (
        "t.json",
        "{\"Resources\": {\"R\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"Policies\": []}},\n  \"F\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Role\": {\"Fn::GetAtt\": [\"R\", \"Arn\"]}, \"Code\": {\"ZipFile\": \"x\"}}}}}",
    ),
    (
        "serverless.yml",
        "service: s\nprovider:\n  name: aws\n  stage: ${opt:stage, 'dev'}\ncustom: {a: '${self:custom.b}', b: '${file(x.yml):y, 1}'}\nfunctions:\n  f:\n    handler: a.b\n    role: R\n  g: {handler: a.c, environment: {T: '${self:custom.${self:provider.stage}.a}'}}\nresources:\n  - Resources:\n      R: {Type: AWS::IAM::Role, Properties: {}}\n",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Damaged templates are read or refused, and what is written is read again.
    #[test]
    fn damaged_templates_do_no_harm(sample in 0..SAMPLES.len(), at in 0..600usize, length in 0..6usize, insert in "[-:{}\\[\\]&*!|>'\"#,$ \t\nä%@`a]{0,4}") {
        let (path, text) = SAMPLES[sample];
        let characters: Vec<char> = text.chars().collect();
        let at = at % characters.len();
        let end = (at + length).min(characters.len());
        let damaged: String = characters[..at].iter().copied().chain(insert.chars()).chain(characters[end..].iter().copied()).collect();
        let files = MemoryFiles([(path.to_owned(), damaged.clone().into_bytes())].into());
        if let Ok(template) = reading::read(&files, path) {
            let roles: Vec<_> = template.functions.iter().map(|it| (it.name.clone(), reads())).collect();
            let plan = plan(&damaged, &template, &roles);
            prop_assert_eq!(plan.changed.is_empty(), plan.text == damaged, "{}", damaged);
            let files = MemoryFiles([(path.to_owned(), plan.text.clone().into_bytes())].into());
            let again = reading::read(&files, path);
            prop_assert!(again.is_ok(), "{}\n=>\n{}", damaged, plan.text);
            let second = super::plan(&plan.text, &again.unwrap(), &roles);
            prop_assert!(second.changed.iter().all(|name| !plan.changed.contains(name)), "{}\n=>\n{}\n=>\n{}", damaged, plan.text, second.text);
        }
    }
}
