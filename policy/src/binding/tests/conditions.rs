//! Condition keys: what narrows a grant, and what must not.

use super::*;

const TABLE: &str = r#"
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Handler: src/app.handler, Runtime: python3.13}}
  T:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema:
        - {AttributeName: sk, KeyType: RANGE}
        - {AttributeName: pk, KeyType: HASH}
  S: {Type: AWS::Serverless::SimpleTable}
  Bucket: {Type: AWS::S3::Bucket}
Parameters:
  Tenant: {Type: String}
"#;

/// The grants of calls on the table, one a line, without the table's ARN.
fn grants(calls: &[Call]) -> String {
    let template = TABLE.replace(
        "Runtime: python3.13",
        "Runtime: python3.13, Environment: {Variables: {T: !Ref T, S: !Ref S, B: !Ref Bucket, TENANT: !Ref Tenant, SELF: !Ref F}}",
    );
    let synthesis = synthesis(&template, "template.yaml", calls);
    let lines: Vec<String> = synthesis
        .grants
        .iter()
        .filter(|grant| grant.origin != crate::grants::Origin::Platform)
        .map(shown)
        .collect();
    lines.join("\n")
}

fn on_table(operation: &str, fields: &[(&str, Argument)]) -> Call {
    let mut fields = fields.to_vec();
    fields.push(("TableName", env("T")));
    call("dynamodb", operation, &fields)
}

fn key(value: Argument) -> Argument {
    record(&[("pk", value), ("sk", pattern(&[Piece::Hole(unknown())]))])
}

fn typed(value: &str) -> Argument {
    record(&[("S", text(value))])
}

#[test]
fn a_constant_partition_key_narrows() {
    let plain = on_table("GetItem", &[("Key", key(text("CONFIG")))]);
    assert_eq!(
        grants(&[plain]),
        r#"dynamodb:GetItem {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"CONFIG"}}"#
    );
    let with_type = on_table("PutItem", &[("Item", key(typed("CONFIG")))]);
    assert_eq!(
        grants(&[with_type]),
        r#"dynamodb:PutItem {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"CONFIG"}}"#
    );
    let deployed = on_table(
        "DeleteItem",
        &[(
            "Key",
            key(pattern(&[
                literal("TENANT#"),
                Piece::Hole(Hole::Env("TENANT".into())),
            ])),
        )],
    );
    assert_eq!(
        grants(&[deployed]),
        r#"dynamodb:DeleteItem {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":{"Fn::Sub":"TENANT#${Tenant}"}}}"#
    );
    let simple = call(
        "dynamodb",
        "GetItem",
        &[
            ("TableName", env("S")),
            ("Key", record(&[("id", text("one"))])),
        ],
    );
    assert_eq!(
        grants(&[simple]),
        r#"dynamodb:GetItem {"Fn::GetAtt":["S","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"one"}}"#
    );
}

#[test]
fn calls_with_constant_keys_are_one_grant_and_any_other_call_lifts_it() {
    let get = |value| on_table("GetItem", &[("Key", key(value))]);
    assert_eq!(
        grants(&[get(text("A")), get(text("B"))]),
        r#"dynamodb:GetItem {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["A","B"]}}"#
    );
    let unknown = pattern(&[literal("USER#"), Piece::Hole(unknown())]);
    assert_eq!(
        grants(&[get(text("A")), get(unknown)]),
        r#"dynamodb:GetItem {"Fn::GetAtt":["T","Arn"]}"#
    );
    let either = Argument::OneOf(vec![text("A"), Argument::Unknown(Reason::External)]);
    assert_eq!(
        grants(&[get(either)]),
        r#"dynamodb:GetItem {"Fn::GetAtt":["T","Arn"]}"#
    );
}

/// What may be another key, or no text, does not narrow.
#[test]
fn an_uncertain_key_does_not_narrow() {
    let open = Argument::Record {
        fields: match key(text("A")) {
            Argument::Record { fields, .. } => fields,
            _ => Default::default(),
        },
        computed: Vec::new(),
        open: true,
    };
    let computed = Argument::Record {
        fields: Default::default(),
        computed: vec![(env("T"), text("A"))],
        open: false,
    };
    let uncertain = [
        open,
        computed,
        record(&[("sk", text("A"))]),
        record(&[]),
        key(Argument::Number("7".into())),
        key(record(&[("N", text("7"))])),
        key(text("${aws:username}")),
        key(text("")),
        key(env("SELF")),
        Argument::Unknown(Reason::External),
    ];
    for item in uncertain {
        let shown = grants(&[on_table("PutItem", &[("Item", item.clone())])]);
        assert_eq!(
            shown, r#"dynamodb:PutItem {"Fn::GetAtt":["T","Arn"]}"#,
            "{item:?}"
        );
    }
    let elsewhere = call(
        "dynamodb",
        "GetItem",
        &[("TableName", text("other")), ("Key", key(text("A")))],
    );
    assert!(!grants(&[elsewhere]).contains("LeadingKeys"));
}

fn query(expression: &str, further: &[(&str, Argument)]) -> Call {
    let mut fields = vec![
        ("KeyConditionExpression", text(expression)),
        (
            "ExpressionAttributeNames",
            record(&[("#k", text("pk")), ("#s", text("sk"))]),
        ),
        (
            "ExpressionAttributeValues",
            record(&[(":k", typed("A")), (":a", typed("1")), (":b", typed("2"))]),
        ),
    ];
    fields.extend(further.iter().cloned());
    on_table("Query", &fields)
}

#[test]
fn a_key_condition_names_the_key() {
    let narrowed = r#"dynamodb:Query {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"A"}}"#;
    for expression in [
        "pk = :k",
        "#k=:k",
        "(#k = :k) AND (#s BETWEEN :a AND :b)",
        "begins_with(sk, :a) and pk = :k",
    ] {
        assert_eq!(grants(&[query(expression, &[])]), narrowed, "{expression}");
    }
    let open = r#"dynamodb:Query {"Fn::GetAtt":["T","Arn"]}"#;
    for expression in ["gsi = :k", "#missing = :k", "pk = :missing", "pk", ""] {
        assert_eq!(grants(&[query(expression, &[])]), open, "{expression}");
    }
}

/// An index has a key of its own; a scan sends none.
#[test]
fn indexes_and_scans_are_not_narrowed() {
    let index = query("pk = :k", &[("IndexName", text("by-owner"))]);
    assert_eq!(
        grants(&[index]),
        r#"dynamodb:Query {"Fn::Sub":"${T.Arn}/index/by-owner"}"#
    );
    let scan = on_table("Scan", &[("Key", key(text("A")))]);
    assert_eq!(
        grants(&[scan]),
        r#"dynamodb:Scan {"Fn::GetAtt":["T","Arn"]}"#
    );
}

#[test]
fn a_batch_narrows_only_when_all_its_keys_are_known() {
    let put = |value| record(&[("PutRequest", record(&[("Item", key(value))]))]);
    let delete = record(&[("DeleteRequest", record(&[("Key", key(text("B")))]))]);
    let batch = |requests: &[Argument]| {
        let items = Argument::Record {
            fields: Default::default(),
            computed: vec![(env("T"), list(requests))],
            open: false,
        };
        call("dynamodb", "BatchWriteItem", &[("RequestItems", items)])
    };
    assert_eq!(
        grants(&[batch(&[put(text("A")), delete.clone()])]),
        r#"dynamodb:BatchWriteItem {"Fn::GetAtt":["T","Arn"]} if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["A","B"]}}"#
    );
    let any = Argument::Unknown(Reason::External);
    for requests in [
        vec![put(any.clone()), delete.clone()],
        vec![record(&[("PutRequest", record(&[]))]), delete],
        vec![any],
        vec![],
    ] {
        assert_eq!(
            grants(&[batch(&requests)]),
            r#"dynamodb:BatchWriteItem {"Fn::GetAtt":["T","Arn"]}"#
        );
    }
}

#[test]
fn a_listing_is_narrowed_to_the_prefixes_it_can_have() {
    let listing = |prefix: &[(&str, Argument)]| {
        let mut fields = prefix.to_vec();
        fields.push(("Bucket", env("B")));
        grants(&[call("s3", "ListObjectsV2", &fields)])
    };
    let open = r#"s3:ListBucket {"Fn::GetAtt":["Bucket","Arn"]}"#;
    assert_eq!(
        listing(&[("Prefix", text("in/*")), ("StartAfter", text("in/b"))]),
        format!(r#"{open} if {{"StringEquals":{{"s3:prefix":"in/*"}}}}"#)
    );
    assert_eq!(listing(&[]), open);
    assert_eq!(listing(&[("Prefix", text(""))]), open);
    assert_eq!(listing(&[("Prefix", text("home/${aws:username}/"))]), open);
    let partly = pattern(&[literal("in/"), Piece::Hole(unknown())]);
    assert_eq!(listing(&[("Prefix", partly)]), open);
    let perhaps = Argument::OneOf(vec![text("in/"), Argument::Null]);
    assert_eq!(listing(&[("Prefix", perhaps)]), open);
}

#[test]
fn a_key_is_used_through_the_service_of_the_region_called() {
    let mut put = call(
        "s3",
        "PutObject",
        &[
            ("Bucket", text("b")),
            ("Key", text("k")),
            ("SSEKMSKeyId", text("1234")),
        ],
    );
    put.region = Some(text("us-east-1"));
    assert!(
        grants(&[put.clone()])
            .contains(r#"if {"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}"#)
    );
    put.region = Some(Argument::Unknown(Reason::External));
    assert!(!grants(&[put]).contains("ViaService"));
}

/// What is granted only because the code leaves a parameter open says so.
#[test]
fn an_open_parameter_is_told_as_the_reason() {
    let open = Argument::Record {
        fields: match record(&[("Bucket", env("B")), ("Key", text("k"))]) {
            Argument::Record { fields, .. } => fields,
            _ => Default::default(),
        },
        computed: Vec::new(),
        open: true,
    };
    let mut put = call("s3", "PutObject", &[]);
    put.arguments = open.into();
    let synthesis = synthesis(TABLE, "template.yaml", &[put]);
    let found = |action: &str| {
        let grant = synthesis.grants.iter().find(|it| it.action == action);
        grant.map(|it| it.evidence[0].found.join("; ")).unwrap()
    };
    assert!(
        found("s3:PutObjectTagging").ends_with(
            "needed if `Tagging` is present, which the arguments of the call leave open"
        ),
        "{}",
        found("s3:PutObjectTagging")
    );
    assert!(!found("s3:PutObject").contains("leave open"));
}
