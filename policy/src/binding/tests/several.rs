//! Calls that are about several resources at once.

use super::*;

#[test]
fn what_a_call_makes_is_asked_for_beside_what_it_names() {
    let volume = [("VolumeId", pattern(&[Piece::Hole(unknown())]))];
    let made = sam(&[call("ec2", "CreateSnapshot", &volume)]);
    assert!(
        made.iter().any(|line| line.contains("snapshot/*")),
        "{made:?}"
    );
    assert!(
        made.iter().any(|line| line.contains("volume/*")),
        "{made:?}"
    );
}

#[test]
fn what_may_be_of_very_many_kinds_is_anything() {
    let resources = [("Resources", list(&[pattern(&[Piece::Hole(unknown())])]))];
    let tagged = sam(&[call("ec2", "CreateTags", &resources)]);
    let tags = tagged.iter().filter(|line| line.contains("ec2:CreateTags"));
    assert_eq!(tags.count(), 1, "{tagged:?}");
}

#[test]
fn names_that_belong_together_stay_together() {
    let image = |bucket: &str, key: &str| {
        record(&[(
            "S3Object",
            record(&[("Bucket", text(bucket)), ("Name", text(key))]),
        )])
    };
    let calls = [call(
        "rekognition",
        "CompareFaces",
        &[
            ("SourceImage", image("a", "x.png")),
            ("TargetImage", image("b", "y.png")),
        ],
    )];
    let found = sam(&calls);
    assert!(
        found.contains(
            &r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::a/x.png"}"#.to_owned()
        ),
        "{found:#?}"
    );
    assert!(
        found.contains(
            &r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::b/y.png"}"#.to_owned()
        ),
        "{found:#?}"
    );
}

#[test]
fn several_tables_of_one_call() {
    let requests = Argument::Record {
        fields: [(
            "orders-dev".to_owned(),
            Field {
                value: list(&[]),
                optional: false,
            },
        )]
        .into(),
        computed: vec![(env("IMPORTED"), list(&[]))],
        open: false,
    };
    let calls = [call(
        "dynamodb",
        "BatchWriteItem",
        &[("RequestItems", requests)],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"dynamodb:BatchWriteItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:BatchWriteItem {"Fn::Sub":["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Value}",{"Value":{"Fn::ImportValue":"orders-table"}}]}"#,
        ]
    );
}

#[test]
fn copies_read_one_place_and_write_another() {
    let calls = [call(
        "s3",
        "CopyObject",
        &[
            ("Bucket", text("to")),
            ("Key", text("k")),
            (
                "CopySource",
                pattern(&[literal("from/a%20b/"), Piece::Hole(unknown())]),
            ),
        ],
    )];
    let found = sam(&calls);
    for wanted in [
        r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::from/a b/*"}"#,
        r#"s3:PutObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::to/k"}"#,
    ] {
        assert!(found.contains(&wanted.to_owned()), "{found:#?}");
    }
}

#[test]
fn a_copy_of_what_an_event_names_reads_no_version() {
    let source = pattern(&[Piece::Hole(unknown())]);
    let found = sam(&[call("s3", "CopyObject", &[("CopySource", source)])]);
    assert!(found.iter().any(|grant| grant.starts_with("s3:GetObject ")));
    assert!(
        !found.iter().any(|grant| grant.contains("Version")),
        "{found:#?}"
    );
}

#[test]
fn inference_profiles_need_their_models() {
    let calls = [call(
        "bedrock-runtime",
        "InvokeModel",
        &[("modelId", text("us.anthropic.claude-x"))],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/us.anthropic.claude-x"}"#,
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:*::foundation-model/anthropic.claude-x"}"#,
        ]
    );
    let calls = [call(
        "bedrock-runtime",
        "Converse",
        &[("modelId", text("amazon.nova-lite-v1:0"))],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/amazon.nova-lite-v1:0"}"#
        ]
    );
}
