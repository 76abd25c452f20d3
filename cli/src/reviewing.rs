//! The review of a project's functions, with what people accepted.

use crate::acceptance::{self, Comments};
use crate::baseline::Baseline;
use crate::failure::Failure;
use crate::functions::{self, Tailored};
use crate::project::Project;
use policy::binding::declared::Declared;
use policy::declared::Located;
use policy::review::{Finding, FunctionReview, Subject, review};

/// Reviews of functions.
#[derive(Debug)]
pub(crate) struct Reviewed {
    /// One for each function, in the order of the templates and their functions.
    pub(crate) functions: Vec<FunctionReview>,
    /// What is about no function: acceptances that accept nothing.
    pub(crate) others: Vec<Finding>,
    /// Entries of the baseline that no finding has any more.
    pub(crate) stale_baseline: usize,
}

impl Reviewed {
    /// All findings, those of functions first.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let functions = self.functions.iter().flat_map(|it| &it.findings);
        functions.chain(&self.others)
    }
}

/// Analyses and reviews; only functions that are asked for are in the result, but all are looked at, since functions may
/// share roles.
pub(crate) fn reviewed<'a>(
    project: &'a Project,
    names: &[String],
    baseline: Option<&Baseline>,
) -> Result<(Vec<Tailored<'a>>, Reviewed), Failure> {
    functions::check_names(project, names)?;
    let mut tailored = functions::tailor(project, &[])?;
    let comments = Comments::read(project, &tailored)?;
    let mut reviews: Vec<Vec<FunctionReview>> = tailored
        .iter()
        .map(|it| template_review(project, it))
        .collect();
    let findings = reviews.iter_mut().flatten().flat_map(|it| &mut it.findings);
    let mut findings: Vec<&mut Finding> = findings.collect();
    let (others, stale_baseline) = acceptance::apply(project, &comments, baseline, &mut findings);
    let reviewed = Reviewed {
        functions: only_asked(names, &mut tailored, reviews),
        others: if names.is_empty() { others } else { Vec::new() },
        stale_baseline,
    };
    Ok((tailored, reviewed))
}

/// The same as it is, nothing accepted, and nothing said about names that do not exist: for an earlier state.
pub(crate) fn unaccepted<'a>(
    project: &'a Project,
    names: &[String],
) -> (Vec<Tailored<'a>>, Vec<FunctionReview>) {
    let mut tailored = functions::tailor_existing(project, &[]);
    let reviews = tailored.iter().map(|it| template_review(project, it));
    let reviews = reviews.collect();
    let asked = only_asked(names, &mut tailored, reviews);
    (tailored, asked)
}

/// Leaves what is asked for; all of it, if nothing is named.
fn only_asked(
    names: &[String],
    tailored: &mut Vec<Tailored<'_>>,
    mut reviews: Vec<Vec<FunctionReview>>,
) -> Vec<FunctionReview> {
    let is_asked = |name: &String| names.is_empty() || names.contains(name);
    for (it, reviews) in tailored.iter_mut().zip(&mut reviews) {
        hand_on(reviews, is_asked);
        it.functions
            .retain(|function| is_asked(&function.function.name));
        reviews.retain(|review| is_asked(&review.function));
    }
    tailored.retain(|it| !it.functions.is_empty());
    reviews.into_iter().flatten().collect()
}

/// Findings about shared roles, which stand with the first function under the role, are given to the first that is asked for.
fn hand_on(reviews: &mut [FunctionReview], is_asked: impl Fn(&String) -> bool) {
    let dropped = reviews.iter_mut().filter(|it| !is_asked(&it.function));
    let orphans: Vec<Finding> = dropped
        .flat_map(|it| std::mem::take(&mut it.findings))
        .collect();
    for finding in orphans {
        let under = finding.role.as_ref().map_or(&[][..], |it| &it.functions);
        if let Some(heir) = under.iter().find(|it| is_asked(it))
            && let Some(review) = reviews.iter_mut().find(|it| it.function == *heir)
        {
            review.findings.push(finding);
        }
    }
}

/// Reviews of a template's functions, nothing accepted.
pub(crate) fn template_review(project: &Project, it: &Tailored<'_>) -> Vec<FunctionReview> {
    let bytes = project.files.read(&it.template.path).unwrap_or_default();
    let located = Located::new(it.template, String::from_utf8_lossy(&bytes).into_owned());
    let declared = Declared::new(it.template);
    let subjects: Vec<Subject<'_>> = it
        .functions
        .iter()
        .map(|function| Subject {
            function: function.function,
            synthesis: &function.synthesis,
        })
        .collect();
    if it.template.is_detached() {
        return subjects.iter().map(|it| unreviewed(*it)).collect();
    }
    review(&declared, &located, &subjects)
}

/// A function without a template has no role to review.
fn unreviewed(subject: Subject<'_>) -> FunctionReview {
    FunctionReview {
        function: subject.function.name.clone(),
        declared: policy::declared::Permissions::default(),
        needed: subject.synthesis.grants.clone(),
        missing: Vec::new(),
        excess: Vec::new(),
        behind: Vec::new(),
        findings: Vec::new(),
    }
}
