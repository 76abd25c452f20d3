//! Brokers and clusters that Lambda polls: their network, how it signs in, the schemas it reads records by.

use super::{Need, Needs};
use crate::binding::arn::Format;
use crate::binding::text::Text;
use crate::binding::{keys, resolve, via_service};
use crate::expr::Expr;
use crate::template::{Trigger, TriggerKind};

/// What a poller needs to reach a broker in a network.
const NETWORK: &[&str] = &[
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
];

/// Grants what reaching a broker in a network needs.
pub(super) fn network(needs: &mut Needs<'_>, trigger: &Trigger) {
    let need = Need::Polling(trigger.kind);
    for action in NETWORK {
        needs.add(need, Some(trigger), action, &Text::any());
    }
}

/// Whether a self-managed cluster is reached through a network.
pub(super) fn is_in_network(trigger: &Trigger) -> bool {
    trigger.kind == TriggerKind::Kafka && ways(trigger).any(|(kind, _)| kind.starts_with("VPC_"))
}

/// How the poller signs in, by `SourceAccessConfigurations`: the kind of each with its value.
fn ways(trigger: &Trigger) -> impl Iterator<Item = (&str, Option<&Expr>)> {
    let listed = trigger.properties.get("SourceAccessConfigurations");
    listed.map_or(&[][..], Expr::items).iter().map(|entry| {
        let kind = entry.get("Type").and_then(Expr::as_text);
        (kind.unwrap_or_default(), entry.get("URI"))
    })
}

/// Grants what signing in and reading records by their schemas needs.
pub(super) fn access(needs: &mut Needs<'_>, trigger: &Trigger, clusters: &[Text]) {
    let is_broker = matches!(
        trigger.kind,
        TriggerKind::Msk | TriggerKind::Kafka | TriggerKind::Mq | TriggerKind::DocumentDb
    );
    if !is_broker {
        return;
    }
    let need = Need::Polling(trigger.kind);
    for (kind, uri) in ways(trigger) {
        if kind.starts_with("VPC_") || kind == "VIRTUAL_HOST" {
            continue;
        }
        secret(needs, trigger, uri);
        if trigger.kind == TriggerKind::Msk && kind.starts_with("SASL_SCRAM") {
            for cluster in clusters {
                needs.add(need, Some(trigger), "kafka:ListScramSecrets", cluster);
            }
        }
    }
    stated_key(needs, trigger);
    registry(needs, trigger);
    if trigger.kind == TriggerKind::Msk && ways(trigger).next().is_none() {
        iam_authentication(needs, trigger, clusters);
    }
}

/// A secret that the poller signs in with.
fn secret(needs: &mut Needs<'_>, trigger: &Trigger, uri: Option<&Expr>) {
    let need = Need::Polling(trigger.kind);
    let secrets = uri.map(|uri| resolve::texts(needs.scope.declared, uri));
    for secret in secrets.unwrap_or_default() {
        needs.add_with_key(
            need,
            Some(trigger),
            "secretsmanager:GetSecretValue",
            &secret,
        );
    }
}

/// The key of that secret, where SAM is told of it.
fn stated_key(needs: &mut Needs<'_>, trigger: &Trigger) {
    let Some(key) = trigger.properties.get("SecretsManagerKmsKeyId") else {
        return;
    };
    for text in resolve::texts(needs.scope.declared, key) {
        let arn = match text.as_literal() {
            Some(id) if !id.starts_with("arn:") => Some(
                Format::new("arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}")
                    .with_name(&text),
            ),
            _ => keys::key_arn(needs.scope, &text),
        };
        if let Some(arn) = arn {
            let via = Expr::sub("secretsmanager.${AWS::Region}.${AWS::URLSuffix}".to_owned());
            let need = Need::Polling(trigger.kind);
            needs.add_if(need, Some(trigger), "kms:Decrypt", &arn, via_service(via));
        }
    }
}

/// The configuration of a Kafka source, wherever its format puts it.
fn kafka<'a>(trigger: &'a Trigger, key: &str) -> Option<&'a Expr> {
    [
        "AmazonManagedKafkaEventSourceConfig",
        "SelfManagedKafkaEventSourceConfig",
    ]
    .iter()
    .find_map(|section| trigger.properties.at(&[section, key]))
    .or_else(|| trigger.properties.get(key))
}

/// The registry of schemas: one of Glue, or another with a secret.
fn registry(needs: &mut Needs<'_>, trigger: &Trigger) {
    let Some(config) = kafka(trigger, "SchemaRegistryConfig") else {
        return;
    };
    for access in config.get("AccessConfigs").map_or(&[][..], Expr::items) {
        secret(needs, trigger, access.get("URI"));
    }
    let need = Need::Polling(trigger.kind);
    let registries = config
        .get("SchemaRegistryURI")
        .map(|uri| resolve::texts(needs.scope.declared, uri));
    for registry in registries.unwrap_or_default() {
        if registry.leading_literal().starts_with("http") {
            continue;
        }
        let name = registry
            .split('/')
            .into_iter()
            .nth(1)
            .unwrap_or_else(Text::any);
        let schemas =
            Format::new("arn:${Partition}:glue:${Region}:${Account}:schema/${SchemaName}")
                .with_name(&name.then_literal("/").then(&Text::any()));
        needs.add(need, Some(trigger), "glue:GetRegistry", &registry);
        needs.add(need, Some(trigger), "glue:GetSchemaVersion", &registry);
        needs.add(need, Some(trigger), "glue:GetSchemaVersion", &schemas);
    }
}

/// What a cluster checks that authenticates by IAM: how it is without any other way being written down.
fn iam_authentication(needs: &mut Needs<'_>, trigger: &Trigger, clusters: &[Text]) {
    let need = Need::Polling(trigger.kind);
    for cluster in clusters {
        for action in [
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeClusterDynamicConfiguration",
        ] {
            needs.add(need, Some(trigger), action, cluster);
        }
    }
    for group in names(needs, kafka(trigger, "ConsumerGroupId")) {
        let group = below_cluster("group", &group);
        for action in ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"] {
            needs.add(need, Some(trigger), action, &group);
        }
    }
    let topics = trigger
        .properties
        .get("Topics")
        .map_or(&[][..], Expr::items);
    let topics: Vec<Text> = match topics {
        [] => names(needs, None),
        topics => topics
            .iter()
            .flat_map(|it| names(needs, Some(it)))
            .collect(),
    };
    for topic in topics {
        let topic = below_cluster("topic", &topic);
        for action in ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"] {
            needs.add(need, Some(trigger), action, &topic);
        }
    }
    let lost = trigger
        .properties
        .at(&["DestinationConfig", "OnFailure", "Destination"]);
    if let Some(topic) = lost
        .and_then(Expr::as_text)
        .and_then(|it| it.strip_prefix("kafka://"))
    {
        let topic = below_cluster("topic", &Text::literal(topic));
        for action in ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"] {
            needs.add(Need::PollingDestination, Some(trigger), action, &topic);
        }
    }
}

/// What an expression may name; any name where there is none.
fn names(needs: &Needs<'_>, expr: Option<&Expr>) -> Vec<Text> {
    expr.map_or_else(
        || vec![Text::any()],
        |expr| resolve::texts(needs.scope.declared, expr),
    )
}

/// A topic or a group of the cluster: the name of the cluster and its id, which only a deployment knows, stand before it.
fn below_cluster(kind: &str, name: &Text) -> Text {
    let format = format!("arn:${{Partition}}:kafka:${{Region}}:${{Account}}:{kind}/${{Name}}");
    let name = match name.is_any() {
        true => Text::any(),
        false => Text::any().then_literal("/").then(name),
    };
    Format::new(&format).with_name(&name)
}
