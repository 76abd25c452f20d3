//! From a handler's source code to the AWS calls it can make.
//!
//! One front end a language lowers source files to one IR ([`ir`]); one abstract interpreter runs it from the handler;
//! the result is [`facts`]. Knows no templates, no IAM, prints nothing, exits nothing.

pub mod facts;
#[cfg(test)]
mod fixture;
pub mod frontend;
pub(crate) mod interp;
pub mod ir;
mod modules;
pub mod project;
#[cfg(test)]
mod tests;

use facts::{Analysis, Location, Problem, ProblemKind};
use frontend::EntryPoint;
use interp::{Budget, Interpreter};
use modules::{ModuleSource, front_end};
use project::{Entry, Files, Language, Runtime};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Stack of a thread that interprets: nesting of user code is bounded, and this is enough for the bound.
pub const STACK_BYTES: usize = 512 << 20;

/// The functions of one repository: sources are read and lowered once, whatever number of functions they belong to.
pub struct Project<'f> {
    source: ModuleSource<'f>,
}

impl<'f> Project<'f> {
    /// A project of these files.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            source: ModuleSource::new(files),
        }
    }

    /// Analyses one entry point, on a thread of its own.
    ///
    /// Never fails: whatever cannot be followed is a problem in the result. The language is `None` when no source file was
    /// found for the entry.
    pub fn analyze(&self, entry: &Entry) -> (Option<Language>, Analysis) {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, || self.analyze_here(entry));
            thread
                .ok()
                .and_then(|thread| thread.join().ok())
                .unwrap_or_else(|| (None, stopped(&entry.code_root)))
        })
    }

    /// Like [`Project::analyze`], on this thread, which must have a stack of [`STACK_BYTES`]: for pools of threads.
    pub fn analyze_here(&self, entry: &Entry) -> (Option<Language>, Analysis) {
        match self.locate(entry) {
            Ok(point) => {
                let export = point.export.as_deref().unwrap_or("main");
                // What is shared with other analyses, sources that are lowered, is complete or not there.
                let run = AssertUnwindSafe(|| self.interpret(entry, &point));
                let analysis = Analysis {
                    start: Some(format!("{}:{export}", point.file)),
                    ..catch_unwind(run).unwrap_or_else(|_| stopped(&point.file))
                };
                (Some(point.language), analysis)
            }
            Err(analysis) => (None, analysis),
        }
    }

    /// What a file exports, as data, with what could not be followed on the way: a configuration that is a program.
    ///
    /// Values that are no data (functions, what libraries make) are unknown, values that depend on how it is run are one of
    /// several or have holes. `None` where the file cannot be read or exports nothing. Errs on the side of several values.
    pub fn evaluate(&self, file: &str) -> Option<facts::Argument> {
        let run = || {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let entry = Entry {
                code_root: folder.to_owned(),
                handler: String::new(),
                runtime: Runtime::Node,
                entry_points: Vec::new(),
                binaries: Vec::new(),
                layers: Vec::new(),
            };
            let point = EntryPoint {
                file: file.to_owned(),
                language: modules::language_of(file)?,
                export: None,
            };
            Interpreter::new(&self.source, &entry, Budget::HANDLER).evaluate(&point)
        };
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            let thread = thread.spawn_scoped(scope, run).ok()?;
            thread.join().ok().flatten()
        })
    }

    fn locate(&self, entry: &Entry) -> Result<EntryPoint, Analysis> {
        let language = match entry.runtime {
            Runtime::Python => Language::Python,
            Runtime::Node => Language::JavaScript,
            Runtime::Provided => Language::Rust,
        };
        front_end(language)
            .locate(self.source.project(), entry)
            .map_err(|missing| {
                let suggestion = missing
                    .nearest
                    .map(|name| format!(": did you mean `{name}`?"))
                    .unwrap_or_default();
                let problem = Problem {
                    at: Location {
                        file: entry.code_root.clone(),
                        line: 1,
                        column: 1,
                    },
                    kind: ProblemKind::HandlerNotFound,
                    message: format!("{}{suggestion}", missing.message),
                };
                Analysis {
                    problems: vec![problem],
                    ..Analysis::default()
                }
            })
    }

    fn interpret(&self, entry: &Entry, point: &EntryPoint) -> Analysis {
        let mut interpreter = Interpreter::new(&self.source, entry, Budget::HANDLER);
        interpreter.analyze(point);
        interpreter.results()
    }
}

/// Analyses one entry point of a project that is used once.
pub fn analyze(files: &dyn Files, entry: &Entry) -> (Option<Language>, Analysis) {
    Project::new(files).analyze(entry)
}

fn stopped(file: &str) -> Analysis {
    let problem = Problem {
        at: Location {
            file: file.to_owned(),
            line: 1,
            column: 1,
        },
        kind: ProblemKind::Budget,
        message: "the analysis of this function broke off: nothing is known about its calls"
            .to_owned(),
    };
    Analysis {
        problems: vec![problem],
        ..Analysis::default()
    }
}
