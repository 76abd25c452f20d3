//! The reviews of the functions of a project: what each declared role grants against what the code needs.

use crate::functions::Tailored;
use crate::project::Project;
use policy::binding::declared::Declared;
use policy::declared::Located;
use policy::review::{self, FunctionReview, Subject};

/// Reviews functions, in order. A function without a template has no declared role and no review.
pub(crate) fn reviews(project: &Project, tailored: &[Tailored<'_>]) -> Vec<Option<FunctionReview>> {
    tailored
        .iter()
        .flat_map(|it| template_reviews(project, it))
        .collect()
}

fn template_reviews(project: &Project, it: &Tailored<'_>) -> Vec<Option<FunctionReview>> {
    if it.template.is_detached() {
        return it.functions.iter().map(|_| None).collect();
    }
    let bytes = project.files.read(&it.template.path).unwrap_or_default();
    let located = Located::new(it.template, String::from_utf8_lossy(&bytes).into_owned());
    let subjects: Vec<Subject<'_>> = it
        .functions
        .iter()
        .map(|it| Subject {
            function: it.function,
            synthesis: &it.synthesis,
        })
        .collect();
    let reviews = review::review(&Declared::new(it.template), &located, &subjects);
    reviews.into_iter().map(Some).collect()
}
