//! Decisions on small policies, and the matcher against a model that tries every text.

use super::condition::{Context, KeyValue};
use super::document::parse;
use super::pattern::{Pattern, Symbol, arn_covers, arn_meets};
use super::{Deciding, Decision, Request, evaluate};
use proptest::prelude::*;

fn request(action: &str, resource: &str, keys: &[(&str, &[&str])]) -> Request {
    let mut context = Context::default();
    for (key, values) in keys {
        let values = values.iter().map(|it| Pattern::literal(it)).collect();
        context.set(key, KeyValue::Values(values));
    }
    Request {
        action: action.to_owned(),
        resource: vec![Pattern::literal(resource)],
        context,
    }
}

/// Decides a request under the statements of a policy in JSON.
fn decide(statements: &str, request: &Request) -> Decision {
    let policy = format!(r#"{{"Version": "2012-10-17", "Statement": {statements}}}"#);
    let statements = parse(&policy).unwrap();
    evaluate(&statements.iter().collect::<Vec<_>>(), None, request).decision
}

fn decided(statements: &str, action: &str, resource: &str) -> Decision {
    decide(statements, &request(action, resource, &[]))
}

#[test]
fn actions_match_in_any_case_and_resources_do_not() {
    let policy = r#"{"Effect": "Allow", "Action": "S3:getobject", "Resource": "arn:aws:s3:::b/*"}"#;
    assert_eq!(
        decided(policy, "s3:GetObject", "arn:aws:s3:::b/k"),
        Decision::Allowed
    );
    assert_eq!(
        decided(policy, "s3:GetObject", "arn:aws:s3:::B/k"),
        Decision::Denied
    );
    assert_eq!(
        decided(policy, "s3:GetObjectAcl", "arn:aws:s3:::b/k"),
        Decision::Denied
    );
}

#[test]
fn a_deny_goes_before_an_allow() {
    let policy = r#"[
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Effect": "Deny", "NotAction": "s3:Get*", "Resource": "arn:aws:s3:::b*"}
    ]"#;
    assert_eq!(
        decided(policy, "s3:GetObject", "arn:aws:s3:::b/k"),
        Decision::Allowed
    );
    assert_eq!(
        decided(policy, "s3:PutObject", "arn:aws:s3:::b/k"),
        Decision::Denied
    );
    assert_eq!(
        decided(policy, "s3:PutObject", "arn:aws:s3:::c/k"),
        Decision::Allowed
    );
}

#[test]
fn what_is_excepted_is_not_matched() {
    let policy =
        r#"{"Effect": "Allow", "Action": "s3:*", "NotResource": ["arn:aws:s3:::secret/*"]}"#;
    assert_eq!(
        decided(policy, "s3:GetObject", "arn:aws:s3:::open/k"),
        Decision::Allowed
    );
    assert_eq!(
        decided(policy, "s3:GetObject", "arn:aws:s3:::secret/k"),
        Decision::Denied
    );
}

#[test]
fn wildcards_stay_inside_of_the_parts_of_an_arn() {
    let sqs = "arn:aws:sqs:eu-west-1:1:q";
    let allows = |resource: &str| {
        let policy =
            format!(r#"{{"Effect": "Allow", "Action": "sqs:*", "Resource": "{resource}"}}"#);
        decided(&policy, "sqs:SendMessage", sqs)
    };
    assert_eq!(allows("arn:aws:sqs:*:*:q"), Decision::Allowed);
    assert_eq!(allows("arn:aws:sqs:*:q"), Decision::Denied);
    assert_eq!(allows("arn:aws:sqs:eu-*"), Decision::Allowed);
    assert_eq!(allows("arn:aws:s?s:eu-west-?:1:q"), Decision::Allowed);
    assert_eq!(allows("arn:aws:sqs:eu-west-1:1:q?"), Decision::Denied);
}

#[test]
fn conditions_hold_as_the_user_guide_says() {
    let holds = |condition: &str, keys: &[(&str, &[&str])]| {
        let policy = format!(
            r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}"#
        );
        let request = request("s3:GetObject", "arn:aws:s3:::b/k", keys);
        decide(&policy, &request) == Decision::Allowed
    };
    let ip: &[(&str, &[&str])] = &[("AWS:sourceip", &["10.1.2.3"])];
    assert!(holds(
        r#"{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#,
        ip
    ));
    assert!(!holds(
        r#"{"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#,
        ip
    ));
    assert!(!holds(r#"{"StringEquals": {"k": "v"}}"#, &[]));
    assert!(holds(r#"{"StringNotEquals": {"k": "v"}}"#, &[]));
    assert!(holds(r#"{"StringEqualsIfExists": {"k": "v"}}"#, &[]));
    assert!(holds(r#"{"Null": {"k": "true"}}"#, &[]));
    assert!(!holds(r#"{"Null": {"k": "true"}}"#, &[("k", &["v"])]));
    assert!(holds(
        r#"{"StringEquals": {"k": ["u", "v"]}}"#,
        &[("k", &["v"])]
    ));
    assert!(!holds(
        r#"{"StringEquals": {"k": "v*"}}"#,
        &[("k", &["vv"])]
    ));
    assert!(holds(r#"{"StringLike": {"k": "v*"}}"#, &[("k", &["vv"])]));
    assert!(!holds(
        r#"{"StringNotEquals": {"k": ["u", "v"]}}"#,
        &[("k", &["v"])]
    ));
    assert!(holds(
        r#"{"StringEqualsIgnoreCase": {"k": "V"}}"#,
        &[("k", &["v"])]
    ));
    assert!(holds(r#"{"NumericLessThan": {"k": 10}}"#, &[("k", &["9"])]));
    assert!(!holds(
        r#"{"NumericLessThan": {"k": "x"}}"#,
        &[("k", &["9"])]
    ));
    assert!(holds(
        r#"{"DateGreaterThan": {"k": "2020-01-01"}}"#,
        &[("k", &["2020-01-01T00:00:01Z"])]
    ));
    assert!(holds(
        r#"{"Bool": {"aws:SecureTransport": true}}"#,
        &[("aws:SecureTransport", &["true"])]
    ));
    assert!(holds(
        r#"{"ArnLike": {"k": "arn:aws:sns:*:1:t*"}}"#,
        &[("k", &["arn:aws:sns:eu-west-1:1:topic"])]
    ));
    assert!(!holds(
        r#"{"ArnLike": {"k": "arn:aws:sns:*:t*"}}"#,
        &[("k", &["arn:aws:sns:eu-west-1:1:topic"])]
    ));
}

#[test]
fn sets_of_values_are_counted() {
    let holds = |operator: &str, values: &[&str]| {
        let policy = format!(
            r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{"{operator}": {{"aws:TagKeys": ["a", "b"]}}}}}}"#
        );
        let keys: Vec<(&str, &[&str])> = if values.is_empty() {
            Vec::new()
        } else {
            vec![("aws:TagKeys", values)]
        };
        decide(&policy, &request("s3:GetObject", "arn:aws:s3:::b/k", &keys)) == Decision::Allowed
    };
    assert!(holds("ForAllValues:StringEquals", &["a", "b"]));
    assert!(!holds("ForAllValues:StringEquals", &["a", "c"]));
    assert!(holds("ForAllValues:StringEquals", &[]));
    assert!(holds("ForAnyValue:StringEquals", &["a", "c"]));
    assert!(!holds("ForAnyValue:StringEquals", &["c"]));
    assert!(!holds("ForAnyValue:StringEquals", &[]));
    assert!(holds("ForAnyValue:StringNotEquals", &["a", "c"]));
    assert!(!holds("ForAllValues:StringNotEquals", &["a", "c"]));
}

#[test]
fn policy_variables_stand_for_the_requests_values() {
    let policy = r#"{"Effect": "Allow", "Action": "s3:*",
        "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/${*}"}"#;
    let tagged: &[(&str, &[&str])] = &[("aws:PrincipalTag/team", &["blue"])];
    let asked = |resource: &str, keys| decide(policy, &request("s3:GetObject", resource, keys));
    assert_eq!(asked("arn:aws:s3:::b/blue/*", tagged), Decision::Allowed);
    assert_eq!(asked("arn:aws:s3:::b/red/*", tagged), Decision::Denied);
    assert_eq!(asked("arn:aws:s3:::b/none/*", &[]), Decision::Allowed);
    assert_eq!(asked("arn:aws:s3:::b/blue/x", tagged), Decision::Denied);
}

#[test]
fn a_boundary_only_takes_away() {
    let allow = |action: &str| {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "Allow", "Action": "{action}", "Resource": "*"}}}}"#
        );
        parse(&text).unwrap()
    };
    let decide = |identity: &str, boundary: &str| {
        let (identity, boundary) = (allow(identity), allow(boundary));
        let boundary: Vec<_> = boundary.iter().collect();
        let request = request("s3:GetObject", "arn:aws:s3:::b/k", &[]);
        evaluate(
            &identity.iter().collect::<Vec<_>>(),
            Some(&boundary),
            &request,
        )
    };
    assert_eq!(decide("s3:*", "s3:Get*").decision, Decision::Allowed);
    assert_eq!(decide("s3:Put*", "s3:*").decision, Decision::Denied);
    let verdict = decide("s3:*", "s3:Put*");
    assert_eq!(verdict.decision, Decision::Denied);
    assert_eq!(verdict.by, Some(Deciding::NotInBoundary));
}

#[test]
fn what_only_a_run_knows_depends() {
    let policy =
        r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/in/*"}"#;
    let any = |resource: &str| {
        let mut request = request("s3:GetObject", "", &[]);
        request.resource = vec![Pattern::glob(resource)];
        decide(policy, &request)
    };
    assert_eq!(any("arn:aws:s3:::b/in/x*"), Decision::Allowed);
    assert_eq!(any("arn:aws:s3:::b/*"), Decision::Depends);
    assert_eq!(any("arn:aws:s3:::c/*"), Decision::Denied);
    let conditional = r#"{"Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}"#;
    let mut request = request("s3:GetObject", "arn:aws:s3:::b/k", &[]);
    request.context = Context::unknown();
    assert_eq!(decide(conditional, &request), Decision::Depends);
}

#[test]
fn names_of_resources_differ_from_everything_spelled_out() {
    let own = |id: &str| {
        let mut pattern = Pattern::literal("arn:aws:s3:::");
        pattern.push(Symbol::Own(id.to_owned()));
        pattern
    };
    assert!(own("A").covers(&own("A")));
    assert!(!own("A").meets(&own("B")));
    assert!(!own("A").meets(&Pattern::literal("arn:aws:s3:::name")));
    assert!(Pattern::glob("arn:aws:s3:::*").covers(&own("A")));
    let mut parameter = Pattern::literal("arn:aws:s3:::");
    parameter.push(Symbol::Name("Bucket".to_owned()));
    assert!(parameter.meets(&own("A")));
    assert!(!parameter.covers(&own("A")));
}

#[test]
fn mistakes_in_documents_are_said() {
    let error = |text: &str| parse(text).unwrap_err().to_string();
    assert_eq!(
        error("{}"),
        "no `Statement`; a policy document has `Version` and `Statement`"
    );
    assert_eq!(
        error(r#"{"Statement": {"Effect": "Alow", "Action": "*", "Resource": "*"}}"#),
        "`Effect` is `Alow`; it must be `Allow` or `Deny`"
    );
    assert_eq!(
        error(r#"{"Statement": {"Effect": "Allow", "Action": "*"}}"#),
        "a statement has either `Resource` or `NotResource`"
    );
    assert!(error("nonsense").starts_with("not a JSON document"));
}

/// All texts over two letters up to a length.
fn texts(longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..longest {
        last = last
            .iter()
            .flat_map(|text| ["a", "b"].map(|letter| format!("{text}{letter}")))
            .collect();
        all.extend(last.clone());
    }
    all
}

/// Whether a glob matches a text, by trying every way.
fn matches(glob: &[char], text: &[char]) -> bool {
    match (glob, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => (0..=text.len()).any(|at| matches(rest, &text[at..])),
        (['?', rest @ ..], [_, more @ ..]) => matches(rest, more),
        ([letter, rest @ ..], [first, more @ ..]) => letter == first && matches(rest, more),
        _ => false,
    }
}

fn matched(glob: &str, longest: usize) -> Vec<String> {
    let glob: Vec<char> = glob.chars().collect();
    let fits = |text: &String| matches(&glob, &text.chars().collect::<Vec<_>>());
    texts(longest).into_iter().filter(fits).collect()
}

proptest! {
    #[test]
    fn covering_is_matching_everything_the_other_matches(wide in "[ab*?]{0,4}", narrow in "[ab*?]{0,4}") {
        let (a, b) = (Pattern::glob(&wide), Pattern::glob(&narrow));
        let (all, some) = (matched(&wide, 8), matched(&narrow, 8));
        if a.covers(&b) {
            for text in &some {
                prop_assert!(all.contains(text), "{wide} does not match {text} of {narrow}");
            }
        }
        if a.as_text().is_some() || b.as_text().is_some() {
            let really = some.iter().all(|text| all.contains(text));
            prop_assert_eq!(b.as_text().is_some() && a.covers(&b), b.as_text().is_some() && really);
        }
    }

    #[test]
    fn meeting_is_having_a_text_in_common(one in "[ab*?]{0,4}", other in "[ab*?]{0,4}") {
        let (a, b) = (Pattern::glob(&one), Pattern::glob(&other));
        let theirs = matched(&other, 8);
        let common = matched(&one, 8).iter().any(|text| theirs.contains(text));
        prop_assert_eq!(a.meets(&b), common, "{} and {}", one, other);
        prop_assert_eq!(b.meets(&a), common);
    }

    #[test]
    fn an_arn_that_is_covered_is_met(service in "[ab*]{1,3}", name in "[ab*?]{0,3}", text in "[ab]{0,4}") {
        let wide = Pattern::glob(&format!("arn:aws:{service}:::{name}"));
        let narrow = Pattern::literal(&format!("arn:aws:ab:::{text}"));
        prop_assert!(!arn_covers(&wide, &narrow) || arn_meets(&wide, &narrow));
    }

    #[test]
    fn nothing_is_allowed_that_no_statement_allows(
        allow in "[ab*?]{0,3}", deny in "[ab*?]{0,3}", resource in "[ab]{0,3}"
    ) {
        let policy = format!(
            r#"[{{"Effect": "Allow", "Action": "s:x", "Resource": "{allow}"}},
                {{"Effect": "Deny", "Action": "s:*", "Resource": "{deny}"}}]"#
        );
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let wanted = matches(&chars(&allow), &chars(&resource))
            && !matches(&chars(&deny), &chars(&resource));
        let decision = decided(&policy, "s:x", &resource);
        prop_assert_eq!(decision == Decision::Allowed, wanted);
        prop_assert_eq!(decision == Decision::Denied, !wanted);
    }
}
