//! Layers whose extensions call AWS by themselves, with the function's credentials.
//!
//! Told by the names of published layers, wherever they stand in a layer's ARN. Source: each extension's guide.

use super::{Need, Needs};
use crate::binding::arn::Format;
use crate::binding::resolve;
use crate::binding::text::Text;
use crate::expr::Expr;

/// Part of a layer's name, what its extension calls, on what.
#[rustfmt::skip]
const CALLS: &[(&str, &[&str], &str)] = &[
    ("LambdaInsightsExtension", LOGS, "arn:${Partition}:logs:${Region}:${Account}:log-group:/aws/lambda-insights:${Stream}"),
    ("AWSOpenTelemetryDistro", LOGS, "arn:${Partition}:logs:${Region}:${Account}:log-group:/aws/application-signals/data:${Stream}"),
    ("AWSOpenTelemetryDistro", TRACES, "*"),
    ("aws-otel-", TRACES, "*"),
    ("AWS-AppConfig-Extension", &["appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession"], "arn:${Partition}:appconfig:${Region}:${Account}:application/${Rest}"),
    ("AWSCodeGuruProfiler", &["codeguru-profiler:ConfigureAgent", "codeguru-profiler:PostAgentProfile"], "arn:${Partition}:codeguru-profiler:${Region}:${Account}:profilingGroup/${Name}"),
];

const LOGS: &[&str] = super::LOGGING;
const TRACES: &[&str] = &["xray:PutTelemetryRecords", "xray:PutTraceSegments"];

/// Part of a layer's name, the variable of the environment that names what its extension reads, how that is read.
#[rustfmt::skip]
const READ_BY_NAME: &[(&str, &str, &str, &str)] = &[
    ("Datadog", "DD_API_KEY_SECRET_ARN", "secretsmanager:GetSecretValue", SECRET),
    ("Datadog", "DD_API_KEY_SSM_ARN", "ssm:GetParameter", PARAMETER),
    ("NewRelic", "NEW_RELIC_LICENSE_KEY_SECRET", "secretsmanager:GetSecretValue", SECRET),
    ("NewRelic", "NEW_RELIC_LICENSE_KEY_SSM_PARAMETER_NAME", "ssm:GetParameter", PARAMETER),
];

const SECRET: &str = "arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}";
const PARAMETER: &str = "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterName}";

/// What the extensions of the function's layers need.
pub(super) fn grants(needs: &mut Needs<'_>) {
    let layers: Vec<String> = (needs.scope.function.layer_references.iter())
        .map(|layer| layer.to_json().to_string())
        .collect();
    let has = |part: &str| layers.iter().any(|layer| layer.contains(part));
    for (_, actions, resource) in CALLS.iter().filter(|(part, _, _)| has(part)) {
        let arn = match *resource {
            "*" => Text::any(),
            format => Format::new(format).with_name(&Text::any()),
        };
        for action in *actions {
            needs.add(Need::Layer, None, action, &arn);
        }
    }
    for (_, variable, action, format) in READ_BY_NAME.iter().filter(|(part, ..)| has(part)) {
        let Some(value) = needs.scope.function.environment.get(*variable) else {
            continue;
        };
        for text in resolve::texts(needs.scope.declared, value) {
            let arn = arn(&text, format);
            needs.add_with_key(Need::Layer, None, action, &arn);
        }
    }
}

/// The ARN that a name or an ARN stands for; Secrets Manager puts six characters behind the name.
fn arn(text: &Text, format: &str) -> Text {
    if text
        .as_template()
        .is_some_and(|it| !matches!(it, Expr::Text(_)))
        || text.leading_literal().starts_with("arn:")
    {
        return text.clone();
    }
    let name = text.strip_prefix("/").unwrap_or_else(|| text.clone());
    let name = match format {
        SECRET => name.then_literal("-").then(&Text::any()),
        _ => name,
    };
    Format::new(format).with_name(&name)
}
