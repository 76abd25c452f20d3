//! The places of resource types that can name a function, one row each.

use crate::template::TriggerKind;

/// A place in a resource type that names a function to invoke.
pub(super) struct Site {
    pub(super) resource_type: &'static str,
    /// Path of the declaration; `[]` goes into every item of a list, `*` into every value of a mapping.
    pub(super) declaration: &'static str,
    /// Path of the function below the declaration; everywhere in it when empty.
    pub(super) function: &'static str,
    pub(super) kind: SiteKind,
    pub(super) source: Source,
}

/// How the kind of the trigger is told.
pub(super) enum SiteKind {
    /// Always the same.
    Fixed(TriggerKind),
    /// An event source mapping: told from its source.
    Polled,
    /// A rule: a schedule when it has a schedule expression.
    Rule,
    /// A permission: told from its principal.
    Principal,
}

/// What the trigger's source is.
pub(super) enum Source {
    /// The resource that holds the declaration.
    Holder,
    /// A path below the resource's properties.
    Property(&'static str),
    /// Named nowhere.
    Unnamed,
}

const fn site(
    resource_type: &'static str,
    declaration: &'static str,
    function: &'static str,
    kind: TriggerKind,
    source: Source,
) -> Site {
    Site {
        resource_type,
        declaration,
        function,
        kind: SiteKind::Fixed(kind),
        source,
    }
}

/// Permissions come last: they only count where nothing else told of the trigger.
pub(super) const SITES: &[Site] = &[
    Site {
        resource_type: "AWS::Lambda::EventSourceMapping",
        declaration: "",
        function: "FunctionName",
        kind: SiteKind::Polled,
        source: Source::Property("EventSourceArn"),
    },
    Site {
        resource_type: "AWS::Events::Rule",
        declaration: "",
        function: "Targets.[].Arn",
        kind: SiteKind::Rule,
        source: Source::Property("EventBusName"),
    },
    site(
        "AWS::Scheduler::Schedule",
        "",
        "Target.Arn",
        TriggerKind::Schedule,
        Source::Unnamed,
    ),
    site(
        "AWS::Pipes::Pipe",
        "",
        "Target",
        TriggerKind::Other,
        Source::Property("Source"),
    ),
    site(
        "AWS::Pipes::Pipe",
        "",
        "Enrichment",
        TriggerKind::Other,
        Source::Property("Source"),
    ),
    site(
        "AWS::S3::Bucket",
        "NotificationConfiguration.LambdaConfigurations.[]",
        "Function",
        TriggerKind::S3,
        Source::Holder,
    ),
    site(
        "AWS::SNS::Topic",
        "Subscription.[]",
        "Endpoint",
        TriggerKind::Sns,
        Source::Holder,
    ),
    site(
        "AWS::SNS::Subscription",
        "",
        "Endpoint",
        TriggerKind::Sns,
        Source::Property("TopicArn"),
    ),
    site(
        "AWS::Cognito::UserPool",
        "LambdaConfig",
        "",
        TriggerKind::Cognito,
        Source::Holder,
    ),
    site(
        "AWS::CloudFront::Distribution",
        "DistributionConfig",
        "",
        TriggerKind::CloudFront,
        Source::Holder,
    ),
    site(
        "AWS::Logs::SubscriptionFilter",
        "",
        "DestinationArn",
        TriggerKind::Logs,
        Source::Property("LogGroupName"),
    ),
    site(
        "AWS::IoT::TopicRule",
        "TopicRulePayload",
        "",
        TriggerKind::Iot,
        Source::Holder,
    ),
    site(
        "AWS::Lambda::Url",
        "",
        "TargetFunctionArn",
        TriggerKind::Http,
        Source::Unnamed,
    ),
    site(
        "AWS::ApiGateway::Method",
        "Integration",
        "Uri",
        TriggerKind::Http,
        Source::Unnamed,
    ),
    site(
        "AWS::ApiGateway::Authorizer",
        "",
        "AuthorizerUri",
        TriggerKind::Http,
        Source::Unnamed,
    ),
    site(
        "AWS::ApiGateway::RestApi",
        "Body",
        "",
        TriggerKind::Http,
        Source::Holder,
    ),
    site(
        "AWS::ApiGatewayV2::Integration",
        "",
        "IntegrationUri",
        TriggerKind::Http,
        Source::Property("ApiId"),
    ),
    site(
        "AWS::ApiGatewayV2::Authorizer",
        "",
        "AuthorizerUri",
        TriggerKind::Http,
        Source::Property("ApiId"),
    ),
    site(
        "AWS::ApiGatewayV2::Api",
        "",
        "Target",
        TriggerKind::Http,
        Source::Holder,
    ),
    site(
        "AWS::ApiGatewayV2::Api",
        "Body",
        "",
        TriggerKind::Http,
        Source::Holder,
    ),
    site(
        "AWS::Serverless::Api",
        "",
        "",
        TriggerKind::Http,
        Source::Holder,
    ),
    site(
        "AWS::Serverless::HttpApi",
        "",
        "",
        TriggerKind::Http,
        Source::Holder,
    ),
    site(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Targets.[]",
        "Id",
        TriggerKind::Http,
        Source::Unnamed,
    ),
    site(
        "AWS::AppSync::DataSource",
        "LambdaConfig",
        "LambdaFunctionArn",
        TriggerKind::Other,
        Source::Property("ApiId"),
    ),
    site(
        "AWS::StepFunctions::StateMachine",
        "",
        "",
        TriggerKind::StateMachine,
        Source::Holder,
    ),
    site(
        "AWS::Serverless::StateMachine",
        "",
        "",
        TriggerKind::StateMachine,
        Source::Holder,
    ),
    site(
        "AWS::SecretsManager::RotationSchedule",
        "",
        "RotationLambdaARN",
        TriggerKind::Other,
        Source::Property("SecretId"),
    ),
    site(
        "AWS::KinesisFirehose::DeliveryStream",
        "",
        "",
        TriggerKind::Other,
        Source::Holder,
    ),
    site(
        "AWS::Bedrock::Agent",
        "ActionGroups.[]",
        "",
        TriggerKind::Other,
        Source::Holder,
    ),
    site(
        "AWS::CloudFormation::CustomResource",
        "",
        "ServiceToken",
        TriggerKind::CustomResource,
        Source::Unnamed,
    ),
    site(
        "Custom::*",
        "",
        "ServiceToken",
        TriggerKind::CustomResource,
        Source::Unnamed,
    ),
    Site {
        resource_type: "AWS::Lambda::Permission",
        declaration: "",
        function: "FunctionName",
        kind: SiteKind::Principal,
        source: Source::Property("SourceArn"),
    },
];
