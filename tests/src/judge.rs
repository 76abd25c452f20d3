//! Two judges of IAM requests: the product's evaluator, and one that others wrote.

use std::fs;

use anyhow::{Context as _, Result, anyhow, bail};
use policy::evaluator::condition::{Context, KeyValue};
use policy::evaluator::document::{self, Statement};
use policy::evaluator::pattern::Pattern;
use policy::evaluator::{Decision, Request, evaluate};
use serde_json::{Map, Value, json};

use crate::tool;

/// What is asked: whether policies (and boundaries, if there are any) allow one concrete request.
#[derive(Debug, Clone)]
pub struct Question {
    /// Documents of the identity.
    pub policies: Vec<Value>,
    /// Documents of the permissions boundary.
    pub boundaries: Option<Vec<Value>>,
    /// `s3:GetObject`.
    pub action: String,
    /// One ARN, or `*` for an action that is about none.
    pub resource: String,
    /// Condition keys, each with a text or a list of texts.
    pub context: Map<String, Value>,
}

impl Question {
    fn json(&self) -> Value {
        let mut question = json!({
            "policies": self.policies,
            "action": self.action,
            "resource": self.resource,
            "context": self.context,
        });
        if let (Some(question), Some(boundaries)) = (question.as_object_mut(), &self.boundaries) {
            question.insert("boundaries".to_owned(), json!(boundaries));
        }
        question
    }
}

/// Whether the product's evaluator allows it.
///
/// # Errors
/// When a document is malformed, or the evaluator says that it depends: of a concrete request everything is known.
pub fn ours(question: &Question) -> Result<bool> {
    let identity = statements(&question.policies)?;
    let boundary = question.boundaries.as_deref().map(statements).transpose()?;
    let mut context = Context::default();
    for (key, value) in &question.context {
        let values = match value {
            Value::Array(values) => values.iter().map(text).collect::<Result<_>>()?,
            one => vec![text(one)?],
        };
        context.set(key, KeyValue::Values(values));
    }
    let request = Request {
        action: question.action.clone(),
        resource: vec![Pattern::literal(&question.resource)],
        context,
    };
    let identity: Vec<&Statement> = identity.iter().collect();
    let boundary: Option<Vec<&Statement>> = boundary.as_ref().map(|it| it.iter().collect());
    match evaluate(&identity, boundary.as_deref(), &request).decision {
        Decision::Allowed => Ok(true),
        Decision::Denied => Ok(false),
        Decision::Depends => bail!("depends: {}", question.json()),
    }
}

/// What the other evaluator answers to each question; `None` where it refuses the question.
///
/// # Errors
/// When the evaluator cannot be run.
pub fn theirs(questions: &[Question]) -> Result<Vec<Option<bool>>> {
    let file = tempfile::NamedTempFile::new()?;
    let asked: Vec<Value> = questions.iter().map(Question::json).collect();
    fs::write(file.path(), json!(asked).to_string())?;
    let answers: Vec<Value> = serde_json::from_str(&tool::node("simulate.mjs", file.path())?)?;
    Ok(answers
        .iter()
        .map(|it| it.as_str().map(|it| it == "Allowed"))
        .collect())
}

/// Asks both judges; gives how many questions both answered.
///
/// # Errors
/// Lists the questions that they answer differently.
pub fn agree(questions: &[Question]) -> Result<usize> {
    let theirs = theirs(questions)?;
    let mut answered = 0;
    let mut differ = Vec::new();
    for (question, theirs) in questions.iter().zip(theirs) {
        let Some(theirs) = theirs else { continue };
        answered += 1;
        let ours = ours(question)?;
        if ours != theirs {
            differ.push(format!("ours {ours}, theirs {theirs}: {}", question.json()));
        }
    }
    if differ.is_empty() {
        return Ok(answered);
    }
    let shown: Vec<_> = differ.iter().take(10).cloned().collect();
    Err(anyhow!(
        "{} of {answered} differ:\n{}",
        differ.len(),
        shown.join("\n")
    ))
}

fn statements(documents: &[Value]) -> Result<Vec<Statement>> {
    let mut all = Vec::new();
    for it in documents {
        all.extend(document::parse(&it.to_string())?);
    }
    Ok(all)
}

fn text(value: &Value) -> Result<Pattern> {
    let text = value
        .as_str()
        .context("values of condition keys are texts")?;
    Ok(Pattern::literal(text))
}
