//! The functions of a project, analysed.

use crate::failure::Failure;
use crate::inline::Inline;
use crate::nearest::nearest;
use crate::output;
use crate::project::Project;
use analyzer::facts::{Analysis, Location};
use analyzer::project::{Entry, Language, MemoryFiles};
use policy::binding::declared::Declared;
use policy::document::parts::{LARGEST_INLINE, deployed_length};
use policy::entry::{self, NoEntry};
use policy::synth::{self, Status, Synthesis, Unresolved, Written};
use policy::template::{Function, Template};
use rayon::prelude::*;

/// A template with its functions' results, in the order of the template.
#[derive(Debug)]
pub(crate) struct Tailored<'a> {
    /// The template.
    pub(crate) template: &'a Template,
    /// Its functions.
    pub(crate) functions: Vec<TailoredFunction<'a>>,
}

/// A function's result.
#[derive(Debug)]
pub(crate) struct TailoredFunction<'a> {
    /// As declared.
    pub(crate) function: &'a Function,
    /// What its code is written in, if it was found.
    pub(crate) language: Option<Language>,
    /// Where it starts: `src/app.py:handler`, or the handler as written where that was not found.
    pub(crate) handler: String,
    /// What it needs.
    pub(crate) synthesis: Synthesis,
    /// What its code does.
    analysis: Analysis,
}

impl TailoredFunction<'_> {
    /// What it needs by another state of its template.
    pub(crate) fn synthesis_in(&self, declared: &Declared<'_>) -> Option<Synthesis> {
        let mut functions = declared.template.functions.iter();
        let function = functions.find(|it| it.name == self.function.name)?;
        Some(synth::synthesize(
            declared,
            function,
            self.language,
            &self.analysis,
        ))
    }

    /// The source files that it loads; none for code that stands in the template.
    pub(crate) fn loaded(&self) -> &[String] {
        match self.function.inline_code {
            Some(_) => &[],
            None => &self.analysis.files,
        }
    }

    /// The entry as it is shown: its file relative to PATH.
    pub(crate) fn shown_handler(&self, project: &Project) -> String {
        match self.handler.split_once(':') {
            Some((file, function)) => format!("{}:{function}", project.shown(file)),
            None => self.handler.clone(),
        }
    }
}

/// Analyses the functions of a project; only those named, if any are. Order and content do not depend on timing.
pub(crate) fn tailor<'a>(
    project: &'a Project,
    names: &[String],
) -> Result<Vec<Tailored<'a>>, Failure> {
    check_names(project, names)?;
    for error in &project.unreadable {
        output::note(&format!("warning: {error}"));
    }
    for template in &project.templates {
        for problem in &template.problems {
            let place = format!(
                "{}:{}:{}",
                project.shown(&template.path),
                problem.at.line,
                problem.at.column
            );
            output::note(&format!(
                "warning[{}]: {}\n  --> {place}",
                problem.kind, problem.message
            ));
        }
    }
    Ok(tailor_existing(project, names))
}

/// Like [`tailor`], and says nothing about names or templates: for an earlier state, where they may be missing.
pub(crate) fn tailor_existing<'a>(project: &'a Project, names: &[String]) -> Vec<Tailored<'a>> {
    let mut work: Vec<(usize, &Function)> = Vec::new();
    for (index, template) in project.templates.iter().enumerate() {
        let asked = |function: &&Function| names.is_empty() || names.contains(&function.name);
        work.extend(
            template
                .functions
                .iter()
                .filter(asked)
                .map(|function| (index, function)),
        );
    }
    let declared: Vec<Declared<'_>> = project.templates.iter().map(Declared::new).collect();
    let analyzer = analyzer::Project::new(project.files.as_ref());
    let done: Vec<(usize, TailoredFunction<'_>)> = work
        .par_iter()
        .filter_map(|(index, function)| {
            Some((
                *index,
                tailor_one(project, &analyzer, declared.get(*index)?, function),
            ))
        })
        .collect();
    let mut tailored: Vec<Tailored<'a>> = project
        .templates
        .iter()
        .map(|template| Tailored {
            template,
            functions: Vec::new(),
        })
        .collect();
    for (index, function) in done {
        if let Some(slot) = tailored.get_mut(index) {
            slot.functions.push(function);
        }
    }
    tailored.retain(|it| !it.functions.is_empty());
    tailored
}

/// Refuses names of functions that do not exist, and projects without functions.
pub(crate) fn check_names(project: &Project, names: &[String]) -> Result<(), Failure> {
    let all: Vec<&str> = project
        .templates
        .iter()
        .flat_map(|template| {
            template
                .functions
                .iter()
                .map(|function| function.name.as_str())
        })
        .collect();
    if all.is_empty() {
        let paths: Vec<_> = project
            .templates
            .iter()
            .map(|it| format!("`{}`", project.shown(&it.path)))
            .collect();
        return Err(Failure::NoFunctions(paths.join(", ")));
    }
    for name in names {
        if !all.contains(&name.as_str()) {
            let hint = nearest(name, all.iter().copied());
            return Err(Failure::NoFunction {
                name: name.clone(),
                hint,
            });
        }
    }
    Ok(())
}

fn tailor_one<'a>(
    project: &Project,
    analyzer: &analyzer::Project<'_>,
    declared: &Declared<'_>,
    function: &'a Function,
) -> TailoredFunction<'a> {
    let written = function.handler.clone().unwrap_or_default();
    let entry = match entry::entry(project.files.as_ref(), function) {
        Ok(entry) => entry,
        Err(cause) => return unsupported(declared, function, &cause, written),
    };
    let (language, mut analysis) = match &function.inline_code {
        Some(code) => inline_analysis(project, declared.template, function, &entry, code),
        None => analyzer.analyze_here(&entry),
    };
    if language.is_none() {
        // What is wrong is what the template says, so that is the place to show.
        let place = place(declared.template, function);
        analysis
            .problems
            .iter_mut()
            .for_each(|problem| problem.at = place.clone());
    }
    let synthesis = synth::synthesize(declared, function, language, &analysis);
    let handler = analysis.start.clone().unwrap_or(written);
    TailoredFunction {
        function,
        language,
        handler,
        synthesis,
        analysis,
    }
}

fn unsupported<'a>(
    declared: &Declared<'_>,
    function: &'a Function,
    cause: &NoEntry,
    handler: String,
) -> TailoredFunction<'a> {
    let mut synthesis = synth::synthesize(declared, function, None, &Analysis::default());
    synthesis.unresolved.push(Unresolved {
        file: declared.template.path.clone(),
        line: function.at.line,
        kind: cause.id().to_owned(),
        message: cause.to_string(),
    });
    TailoredFunction {
        function,
        language: None,
        handler,
        synthesis,
        analysis: Analysis::default(),
    }
}

/// Code that stands in the template: analysed as the file it is deployed as, and shown where it stands.
fn inline_analysis(
    project: &Project,
    template: &Template,
    function: &Function,
    entry: &Entry,
    code: &str,
) -> (Option<Language>, Analysis) {
    let file = entry::inline_file(entry.runtime);
    let files = MemoryFiles([(file.to_owned(), code.as_bytes().to_vec())].into());
    let (language, mut analysis) = analyzer::Project::new(&files).analyze_here(entry);
    let text = project.files.read(&template.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let inline = Inline::new(&text, place(template, function), code);
    for call in &mut analysis.calls {
        call.site = inline.place(&call.site);
        for frame in &mut call.chain {
            frame.called_at = inline.place(&frame.called_at);
        }
    }
    for problem in &mut analysis.problems {
        problem.at = inline.place(&problem.at);
    }
    analysis.start = None;
    (language, analysis)
}

fn place(template: &Template, function: &Function) -> Location {
    Location {
        file: template.path.clone(),
        line: function.at.line,
        column: function.at.column,
    }
}

/// Whether any function was understood at all.
pub(crate) fn any_analysed(tailored: &[Tailored<'_>]) -> bool {
    tailored
        .iter()
        .flat_map(|it| &it.functions)
        .any(|function| function.synthesis.status != Status::Unsupported)
}

/// Says on stderr which policies are too large for a role.
pub(crate) fn note_sizes(tailored: &[Tailored<'_>], written: Written) {
    for function in tailored.iter().flat_map(|it| &it.functions) {
        let size = deployed_length(&function.synthesis.policy(written));
        if size > LARGEST_INLINE {
            output::note(&format!(
                "warning: the policy of `{}` has about {size} characters, a role's inline policies may have {LARGEST_INLINE}: \
                 `apply` writes the rest as managed policies",
                function.function.name
            ));
        }
    }
}

/// Says on stderr why functions were not understood.
pub(crate) fn note_unresolved(project: &Project, tailored: &[Tailored<'_>]) {
    for function in tailored.iter().flat_map(|it| &it.functions) {
        for it in &function.synthesis.unresolved {
            let place = format!("{}:{}", project.shown(&it.file), it.line);
            output::note(&format!(
                "error[{}]: {}\n  --> {place}",
                it.kind, it.message
            ));
        }
    }
}
