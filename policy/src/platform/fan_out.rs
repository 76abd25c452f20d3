//! Enhanced fan-out: a mapping that names a registered consumer reads the consumer's stream.

use super::{Need, Needs};
use crate::binding::events::source_arns;
use crate::binding::resolve;
use crate::binding::text::{Part, Text};
use crate::expr::Expr;
use crate::template::{Trigger, TriggerKind};

/// Grants what reading through a consumer needs, if the source is one or has one, and gives the ARN of the stream: the source
/// itself where it is no consumer.
pub(super) fn grants(needs: &mut Needs<'_>, trigger: &Trigger, source: &Text, base: &str) -> Text {
    if trigger.kind != TriggerKind::Kinesis {
        return source.clone();
    }
    let (stream, consumers) = match stream_of(needs, source, base) {
        Some(stream) => (stream, vec![source.clone()]),
        None => (source.clone(), registered_for(needs, trigger, source)),
    };
    let need = Need::Polling(trigger.kind);
    for consumer in &consumers {
        for action in ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"] {
            needs.add(need, Some(trigger), action, consumer);
        }
    }
    stream
}

/// The stream that a consumer reads: the property of the declared one, what stands before `/consumer/` in its ARN.
fn stream_of(needs: &Needs<'_>, consumer: &Text, base: &str) -> Option<Text> {
    let scope = needs.scope;
    let meant = consumer
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr))
        .filter(|(resource, _)| resource.kind == "AWS::Kinesis::StreamConsumer");
    if let Some((resource, _)) = meant {
        let stream = resource.properties.get("StreamARN")?;
        return source_arns(scope, stream, base).into_iter().next();
    }
    let mut stream = Text::default();
    for part in consumer.parts() {
        if let Part::Literal(text) = part
            && let Some((before, _)) = text.split_once("/consumer/")
        {
            stream.push(Part::Literal(before.to_owned()));
            return Some(stream);
        }
        stream.push(part.clone());
    }
    None
}

/// The consumer that a Serverless event asks for: an ARN, or `true` for one that the framework registers.
fn registered_for(needs: &Needs<'_>, trigger: &Trigger, stream: &Text) -> Vec<Text> {
    match trigger.properties.get("consumer") {
        None | Some(Expr::Null | Expr::Bool(false)) => Vec::new(),
        Some(Expr::Bool(true)) => {
            vec![stream.clone().then_literal("/consumer/").then(&Text::any())]
        }
        Some(consumer) => resolve::texts(needs.scope.declared, consumer),
    }
}
