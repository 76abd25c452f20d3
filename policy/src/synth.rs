//! One function from its template and the analysis of its code to its grants and its policy.

use crate::binding::declared::Declared;
use crate::binding::{self, scope::Scope};
use crate::detached;
use crate::document::{self, Policy, Statement};
use crate::grants::{self, Grant};
use crate::platform;
use crate::presence::under;
use crate::template::Function;
use analyzer::facts::Analysis;
use analyzer::project::Language;

/// How much of a function is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything reachable was followed.
    Complete,
    /// Something was not: see [`Synthesis::unresolved`].
    Partial,
    /// No code that this tool reads.
    Unsupported,
}

impl Status {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Something that could not be followed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// Source file or template, relative to the project root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Stable id: `dynamic-operation`, `unknown-permissions`, `unsupported-runtime`.
    pub kind: String,
    /// One sentence: what, and the way out.
    pub message: String,
}

/// What a function needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Synthesis {
    /// How much of it is understood.
    pub status: Status,
    /// Everything it needs, sorted by action and resource.
    pub grants: Vec<Grant>,
    /// What could not be followed, sorted.
    pub unresolved: Vec<Unresolved>,
}

/// Which grants a written policy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// What the framework does not grant by itself.
    Needed,
    /// Everything, what the framework grants too.
    Everything,
}

/// Works out what a function needs. `language` is what its code was found to be written in.
pub fn synthesize(
    declared: &Declared<'_>,
    function: &Function,
    language: Option<Language>,
    analysis: &Analysis,
) -> Synthesis {
    let scope = Scope::new(declared, function);
    let is_detached = declared.template.is_detached();
    let mut unresolved: Vec<Unresolved> = analysis.problems.iter().map(problem).collect();
    let mut found = platform::grants(&scope);
    for call in &analysis.calls {
        let bound = binding::bind(&scope, call);
        found.extend(bound.grants);
        unresolved.extend(bound.gaps.into_iter().map(|gap| Unresolved {
            file: gap.file,
            line: gap.line,
            kind: gap.kind.to_owned(),
            message: gap.message,
        }));
    }
    if is_detached {
        detached::detach(&mut found);
    }
    unresolved.sort();
    unresolved.dedup();
    let status = match language {
        None => Status::Unsupported,
        Some(_) if unresolved.is_empty() => Status::Complete,
        Some(_) => Status::Partial,
    };
    Synthesis {
        status,
        grants: grants::merge(found),
        unresolved,
    }
}

fn problem(problem: &analyzer::facts::Problem) -> Unresolved {
    Unresolved {
        file: problem.at.file.clone(),
        line: problem.at.line,
        kind: problem.kind.id().to_owned(),
        message: problem.message.clone(),
    }
}

impl Synthesis {
    /// The grants that a statement of the policy was made of.
    pub fn grants_of<'a>(&'a self, statement: &'a Statement) -> impl Iterator<Item = &'a Grant> {
        self.grants.iter().filter(|grant| {
            let resource = under(grant.only_if.as_ref(), grant.resource.clone());
            let condition =
                (!grant.condition.is_empty()).then(|| document::condition_expr(&grant.condition));
            statement.actions.contains(&grant.action)
                && statement.resources.contains(&resource)
                && statement.condition == condition
        })
    }

    /// The policy that the function's role is to have.
    pub fn policy(&self, written: Written) -> Policy {
        document::group(self.grants.iter().filter(|grant| match written {
            Written::Everything => true,
            Written::Needed => !grant.provided,
        }))
    }
}
