//! The review of a function's declared role against what its code needs: findings that people act on.
//!
//! A review compares two lists, the statements that the template's role grants today ([`crate::declared`]) and the
//! grants that the code needs ([`crate::synth`]). It changes nothing and prints nothing; places are those of the
//! template and the sources.

mod case;
mod delegated;
mod escalation;
mod excess;
mod matching;
mod need;
mod openness;
mod sensitive;
mod sharing;
mod statement;
mod visibility;
mod whole;
mod wide;
mod wildcard;

use crate::binding::declared::Declared;
use crate::declared::{Located, Permissions, permissions};
use crate::expr::Expr;
use crate::grants::{Evidence, Grant};
use crate::synth::Synthesis;
use crate::template::Function;

pub mod rule;
pub mod verify;

pub use self::rule::Rule;

pub use self::case::words;

use case::Case;
use need::Need;
use sharing::Sharing;

/// How much harm a finding stands for, if it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// To be known, nothing to be done at once.
    Info,
    /// Housekeeping: the role says more than it has to.
    Low,
    /// The role reaches things it should not, or a part of the function will fail.
    Medium,
    /// The function fails, or whoever takes it over reaches far beyond it.
    High,
}

impl Severity {
    /// All, mildest first.
    pub const ALL: [Self; 4] = [Self::Info, Self::Low, Self::Medium, Self::High];

    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// How sure it is that a finding is right. Apart from [`Severity`]: a small thing can be certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A hint: what it rests on could not be seen completely.
    Low,
    /// Likely.
    Medium,
    /// It follows from what is written.
    High,
}

impl Confidence {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Which kind of file a place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A deployment template, or a file that it includes.
    Template,
    /// The declaration of the function that a finding is about, in a template.
    Function,
    /// Source code.
    Source,
    /// The configuration of this tool.
    Config,
}

/// A place that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What kind of file it is in.
    pub kind: PlaceKind,
    /// The file, relative to the project root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters of the line belong to it; 0 where only the beginning is known.
    pub length: u32,
    /// What is to be seen there, in a few words: `granted here`, `called here`.
    pub label: String,
}

/// Somebody's word that a finding is all right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acceptance {
    /// Why; never empty.
    pub reason: String,
    /// Who says so.
    pub by: AcceptedBy,
}

/// Where an acceptance is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AcceptedBy {
    /// A row of the configuration.
    Config,
    /// A comment in the template or the source.
    Comment,
    /// The baseline: it was there when the baseline was written.
    Baseline,
}

impl AcceptedBy {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Comment => "comment",
            Self::Baseline => "baseline",
        }
    }
}

/// One thing to act on.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What kind of thing.
    pub rule: Rule,
    /// How much harm, if it is right.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What is wrong, in one sentence without a final period.
    pub message: String,
    /// Where: the primary place first. Never empty.
    pub places: Vec<Place>,
    /// What to do about it, in one sentence without a final period.
    pub remedy: String,
    /// The template, relative to the project root.
    pub template: String,
    /// The function, by its name in the template; `None` for what is about a whole template, a role that several functions
    /// share, or the configuration.
    pub function: Option<String>,
    /// The role, for what is about one that several functions share.
    pub role: Option<CommonRole>,
    /// The action it is about, as written in the policy or as needed: `s3:*`, `dynamodb:PutItem`. Several are separated by
    /// a comma and a blank.
    pub action: Option<String>,
    /// The resource it is about, as an expression of the template; a list of several that one statement names.
    pub resource: Option<Expr>,
    /// The calls that make it true, for what the code needs.
    pub evidence: Vec<Evidence>,
    /// Pages that say more, for what is published.
    pub references: Vec<String>,
    /// Somebody's word that it is all right. Accepted findings are counted and listed, and fail nothing.
    pub accepted: Option<Acceptance>,
}

/// A role that several functions run under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonRole {
    /// In a sentence: ``the role `FieldRole` ``, `the role of the service`.
    pub name: String,
    /// All functions under it, by name, in the template's order.
    pub functions: Vec<String>,
}

/// A permission that the code needs and the role does not give.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// What is needed.
    pub grant: Grant,
    /// Index into [`Permissions::statements`] of the statement that denies it, if one does.
    pub denied_by: Option<usize>,
    /// Whether the permissions boundary is what forbids it.
    pub in_boundary: bool,
}

/// A permission that the role gives and the code does not use.
#[derive(Debug, Clone, PartialEq)]
pub struct Excess {
    /// The action as written: `s3:*`, `s3:GetObject`.
    pub action: String,
    /// The resource as written.
    pub resource: Expr,
    /// Index into [`Permissions::statements`].
    pub statement: usize,
    /// How it is more than needed.
    pub kind: ExcessKind,
}

/// A permission that the role gives and no code calls, and that a service may use for the code: whoever takes it away has to
/// know whether it does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// What the template says: an action as written, or the name of the managed policy that it is in.
    pub written: String,
    /// The action of the call behind which it may be used: `athena:StartQueryExecution`.
    pub call: String,
}

/// How a granted permission is more than needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExcessKind {
    /// No call needs any of it.
    Unused,
    /// Calls need some of the actions that a pattern names (`s3:*`), not all.
    WideAction,
    /// Calls need the action on some of what the resource matches, not on all.
    WideResource,
}

/// The review of one function.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionReview {
    /// The function, by its name in the template.
    pub function: String,
    /// What its role grants today.
    pub declared: Permissions,
    /// What its code needs, frameworks' own grants included.
    pub needed: Vec<Grant>,
    /// Needed and not granted.
    pub missing: Vec<Missing>,
    /// Granted and not needed.
    pub excess: Vec<Excess>,
    /// Granted, not called, and perhaps used by a service: sorted, each once.
    pub behind: Vec<Behind>,
    /// What to act on, worst first.
    pub findings: Vec<Finding>,
}

/// A function with what its code needs.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// As declared.
    pub function: &'a Function,
    /// What it needs.
    pub synthesis: &'a Synthesis,
}

/// Reviews functions of one template, in their order.
///
/// A role that several functions share is judged by what all of them need; so pass all functions of the template, even
/// where only some are asked for. A role with a function that is not among the subjects is not said to have too much.
pub fn review(
    declared: &Declared<'_>,
    located: &Located,
    subjects: &[Subject<'_>],
) -> Vec<FunctionReview> {
    let permissions: Vec<Permissions> = subjects
        .iter()
        .map(|it| permissions(declared, located, it.function, &it.synthesis.grants))
        .collect();
    let needs: Vec<Vec<Need>> = subjects
        .iter()
        .map(|it| need::needs(declared, &it.synthesis.grants))
        .collect();
    let cases: Vec<Case<'_>> = subjects
        .iter()
        .zip(&permissions)
        .zip(&needs)
        .map(|((subject, permissions), needs)| Case {
            declared,
            located,
            subject: *subject,
            permissions,
            needs,
        })
        .collect();
    cases
        .iter()
        .map(|case| function_review(case, &sharing::of(case, &cases)))
        .collect()
}

fn function_review(case: &Case<'_>, sharing: &Sharing<'_>) -> FunctionReview {
    let missing = need::missing(case);
    let (excess, behind) = excess::excess(case);
    let mut findings = Vec::new();
    need::findings(case, &missing, &mut findings);
    statement::findings(case, sharing, &mut findings);
    sensitive::findings(case, sharing, &mut findings);
    escalation::findings(case, sharing, &mut findings);
    visibility::findings(case, sharing, &mut findings);
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    FunctionReview {
        function: case.subject.function.name.clone(),
        declared: case.permissions.clone(),
        needed: case.subject.synthesis.grants.clone(),
        missing,
        excess,
        behind,
        findings,
    }
}

/// Worst first, then by rule and place.
fn order(finding: &Finding) -> impl Ord {
    (
        std::cmp::Reverse(finding.severity),
        finding.rule,
        finding.places.clone(),
        finding.action.clone(),
    )
}

#[cfg(test)]
mod tests;
