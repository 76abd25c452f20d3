//! Why an answer is what it is, for people who check it.
//!
//! Only reviewed answers have a reason of their own: it stands with its source beside the row in `curated/`. All others follow
//! from the rule that [`crate::Basis`] names.

use crate::Operation;
use crate::packed::REASONS;

/// A reason behind a reviewed answer, and where it is written.
///
/// `lambda:Invoke` has "the action has another name than the operation", about the whole answer; of `lambda:CreateFunction`,
/// "a role is handed to the service" is about `iam:PassRole` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason, as a part of a sentence.
    pub text: &'static str,
    /// The page or the table of AWS's documentation that says so.
    pub source: &'static str,
    /// The actions it is the reason of; empty when it is about the answer as a whole.
    pub actions: Vec<&'static str>,
}

impl Operation {
    /// The reasons of a reviewed answer, that of the whole first; empty for an answer by rule.
    pub fn reasons(self) -> Vec<Reason> {
        let heading = self.service().id();
        let mut reasons: Vec<Reason> = REASONS
            .lines()
            .skip_while(|line| line.strip_prefix("service\t") != Some(heading))
            .skip(1)
            .take_while(|line| !line.starts_with("service\t"))
            .filter_map(|line| reason(line, self.name()))
            .collect();
        reasons.sort_by_key(|it| it.actions.len());
        reasons
    }
}

/// The reason in a line, if the line is about the operation.
fn reason(line: &'static str, operation: &str) -> Option<Reason> {
    let mut fields = line.split('\t');
    let (text, source) = (fields.next()?, fields.next()?);
    let actions = fields.next()?.split_whitespace().collect();
    let about = fields.next()?.split(' ').any(|it| it == operation);
    about.then_some(Reason {
        text,
        source,
        actions,
    })
}
