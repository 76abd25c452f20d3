//! What variables become.

use super::*;
use crate::template::expression::expression;
use crate::template::reading::parse;
use crate::template::tests::project;

/// Resolves the key `x` of a service's document.
fn check(document: &str, expected: &str) {
    check_given(document, &Given::default(), expected);
}

fn check_given(document: &str, given: &Given, expected: &str) {
    let files = project(&format!(
        "//- /svc/serverless.yml\n{document}\n//- /svc/vars.yml\na: {{b: \"from-${{self:service}}\"}}\ndev: {{t: T}}\n"
    ));
    let text = String::from_utf8(files.0["svc/serverless.yml"].clone()).unwrap();
    let tree = parse("serverless.yml", &text).unwrap();
    let document = expression(&tree, tree.documents[0], &mut Vec::new());
    let variables = Variables::new(&files, "svc", &document, given);
    let value = variables.resolve(document.get("x").unwrap());
    let mut shown = value.to_json().to_string();
    for problem in variables.problems() {
        shown += &format!(" [{}]", problem.kind);
    }
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn an_included_mapping_may_lead_back_into_itself() {
    let files = project(
        "//- /svc/serverless.yml\ncustom: ${file(../common.yml):custom}\nx: ${self:custom.domain.name}\n\n\
         //- /common.yml\ncustom:\n  kind: ${opt:kind, 'dev'}\n  domains: {dev: d.example}\n  \
         domain: {name: \"${self:custom.domains.dev}\", other: \"${self:custom.domain.name}\"}\n",
    );
    let text = String::from_utf8(files.0["svc/serverless.yml"].clone()).unwrap();
    let tree = parse("serverless.yml", &text).unwrap();
    let document = expression(&tree, tree.documents[0], &mut Vec::new());
    let given = Given::default();
    let variables = Variables::new(&files, "svc", &document, &given);
    let value = variables.resolve(document.get("custom").unwrap());
    assert_eq!(
        value.to_json().to_string(),
        r#"{"kind":"${opt:kind, 'dev'}","domains":{"dev":"d.example"},"domain":{"name":"d.example","other":"d.example"}}"#
    );
    assert_eq!(
        variables.resolve(document.get("x").unwrap()),
        Expr::text("d.example")
    );
    assert!(variables.problems().is_empty());
}

#[test]
fn what_is_given_holds_for_values_and_not_for_texts() {
    let given = Given {
        stage: Some("prod".to_owned()),
        parameters: [("p".to_owned(), "given".to_owned())].into(),
        ..Given::default()
    };
    let document = "custom: {prod: {k: {a: P}}, dev: {k: {a: D}}}\nprovider: {stage: \"${opt:stage, 'dev'}\"}\n\
                    params: {prod: {q: of-prod}, dev: {q: of-dev}}\n";
    let x = |text: &str| format!("{document}x: \"{text}\"");
    check_given(
        &x("${self:custom.${opt:stage, 'dev'}.k}"),
        &given,
        r#"{"a":"P"}"#,
    );
    check_given(
        &x("t-${sls:stage}"),
        &given,
        r#""t-${self:provider.stage}""#,
    );
    check_given(&x("${param:p}"), &given, r#""${param:p}""#);
    let made = Given {
        is_final: true,
        ..given
    };
    check_given(
        &x("t-${sls:stage}-${param:p}-${param:q}"),
        &made,
        r#""t-prod-given-of-prod""#,
    );
}

#[test]
fn own_values_and_files_are_put_in() {
    check("service: s\nx: a-${self:service}-b", r#""a-s-b""#);
    check("service: s\nx: ${file(./vars.yml):a.b}", r#""from-s""#);
    check(
        "custom: ${file(vars.yml)}\nservice: s\nx: ${self:custom.a}",
        r#"{"b":"from-s"}"#,
    );
    check(
        "custom: {t: !Ref Orders}\nx: [\"${self:custom.t}\"]",
        r#"[{"Ref":"Orders"}]"#,
    );
    check("x: ${self:custom.none, 'fallback'}", r#""fallback""#);
    check(
        "x: ${self:custom.none}",
        r#""${self:custom.none}" [unresolved-variable]"#,
    );
    check(
        "x: ${file(gone.yml):a, 'd'}",
        r#""${file(gone.yml):a, 'd'}" [missing-file]"#,
    );
}

#[test]
fn what_a_run_decides_stays_in_one_spelling() {
    for stage in [
        "${opt:stage, 'dev'}",
        "${self:provider.stage}",
        "${sls:stage}",
        "${self:custom.stage}",
        "${opt:stage,self:provider.stage}",
    ] {
        check(
            &format!(
                "provider: {{stage: \"${{opt:stage, 'dev'}}\"}}\ncustom: {{stage: \"${{opt:stage, self:provider.stage}}\"}}\nx: t-{stage}"
            ),
            r#""t-${self:provider.stage}""#,
        );
    }
    check("x: t-${opt:stage, 'dev'}", r#""t-${sls:stage}""#);
    check(
        "x: ${env:A,   'b'}-${ssm:/p}",
        r#""${env:A, 'b'}-${ssm:/p}""#,
    );
    check(
        "service: s\nx: ${env:A, self:service}",
        r#""${env:A, 's'}""#,
    );
    check(
        "service: s\nx: arn:${AWS::Region}:${Orders.Arn}:${aws:accountId}",
        r#""arn:${AWS::Region}:${Orders.Arn}:${aws:accountId}""#,
    );
}

#[test]
fn stage_dependent_texts_stay_and_structures_are_those_of_the_default_stage() {
    let custom = "provider: {stage: dev}\ncustom: {dev: {t: orders, env: {A: 1}}}\n";
    check(
        &format!("{custom}x: ${{self:custom.${{opt:stage}}.t}}"),
        r#""${self:custom.${self:provider.stage}.t}""#,
    );
    check(
        &format!("{custom}x: ${{self:custom.${{opt:stage}}.env}}"),
        r#"{"A":1}"#,
    );
    check("x: ${param:p}\nparams: {default: {p: v}}", r#""v""#);
    check(
        "x: ${param:p}\nparams: {default: {p: v}, prod: {p: w}}",
        r#""${param:p}""#,
    );
}

#[test]
fn circles_end() {
    check("x: ${self:x}", r#""${self:x}" [variable-circle]"#);
}
