//! Sending to dead-letter queues and destinations: which action, told from what the target is.

use super::{Need, Needs};
use crate::binding::resolve;
use crate::binding::resource_types::{Gives, resource_type};
use crate::binding::text::Text;
use crate::expr::Expr;
use crate::template::Trigger;

/// A kind of target.
struct Target {
    kinds: &'static [&'static str],
    /// What an ARN of it contains.
    arn: &'static str,
    /// Words in names of expressions that stand for one.
    words: &'static [&'static str],
    action: &'static str,
    /// Whether it can be a dead-letter queue.
    takes_dead_letters: bool,
}

#[rustfmt::skip]
static TARGETS: &[Target] = &[
    Target { kinds: &["AWS::SQS::Queue"], arn: ":sqs:", words: &["queue", "dlq", "sqs"], action: "sqs:SendMessage", takes_dead_letters: true },
    Target { kinds: &["AWS::SNS::Topic"], arn: ":sns:", words: &["topic", "sns"], action: "sns:Publish", takes_dead_letters: true },
    Target { kinds: &["AWS::Lambda::Function", "AWS::Serverless::Function"], arn: ":lambda:", words: &["function", "lambda"], action: "lambda:InvokeFunction", takes_dead_letters: false },
    Target { kinds: &["AWS::Events::EventBus"], arn: ":events:", words: &["bus"], action: "events:PutEvents", takes_dead_letters: false },
];

/// What sending to a target needs. Where nothing tells what it is, each action that it could be: on one ARN only the
/// right one has an effect.
pub(super) fn grant(
    needs: &mut Needs<'_>,
    need: Need,
    trigger: Option<&Trigger>,
    destination: &Expr,
) {
    for text in resolve::texts(needs.scope.declared, destination) {
        // A topic of the cluster that is polled: what asks for permissions there is granted for the source.
        if text.display().starts_with("kafka://") {
            continue;
        }
        let meant = text
            .as_template()
            .and_then(|expr| needs.scope.declared.meant_by(expr))
            .filter(|(_, gives)| matches!(gives, Gives::Arn | Gives::Name | Gives::Url));
        let (kind, arn) = match meant.and_then(|(it, _)| Some((it, resource_type(&it.kind)?))) {
            Some((resource, row)) => {
                let arn = needs.scope.arn_of(resource, row);
                (Some(resource.kind.clone()), arn)
            }
            None => (None, text.clone()),
        };
        if kind.as_deref() == Some("AWS::S3::Bucket") || arn.display().contains(":s3:::") {
            let objects = arn.clone().then_literal("/").then(&Text::any());
            needs.add(need, trigger, "s3:ListBucket", &arn);
            needs.add(need, trigger, "s3:PutObject", &objects);
            needs.add_keys(need, trigger, "s3:PutObject", &arn);
            continue;
        }
        for target in candidates(need, kind.as_deref(), &arn) {
            needs.add_with_key(need, trigger, target.action, &arn);
        }
    }
}

fn candidates(need: Need, kind: Option<&str>, arn: &Text) -> Vec<&'static Target> {
    let possible = || {
        TARGETS
            .iter()
            .filter(move |it| it.takes_dead_letters || need != Need::DeadLetter)
    };
    if let Some(kind) = kind {
        return possible().filter(|it| it.kinds.contains(&kind)).collect();
    }
    let display = arn.display();
    let words = display.to_lowercase();
    let by_arn: Vec<_> = possible().filter(|it| display.contains(it.arn)).collect();
    if !by_arn.is_empty() {
        return by_arn;
    }
    let by_words: Vec<_> = possible()
        .filter(|it| it.words.iter().any(|word| words.contains(word)))
        .collect();
    if by_words.len() == 1 {
        by_words
    } else {
        possible().collect()
    }
}
