//! From a handler's source code to the AWS calls it can make.
//!
//! One front end a language lowers source files to one IR ([`ir`]); one abstract interpreter runs it from the handler;
//! the result is [`facts`]. Knows no templates, no IAM, prints nothing, exits nothing.

pub mod facts;
pub mod frontend;
pub mod ir;
pub mod project;

use facts::Analysis;
use project::{Entry, Files, Language};

/// Analyses one entry point.
///
/// Never fails: whatever cannot be followed is a problem in the result. The language is `None` when no source file
/// was found for the entry.
pub fn analyze(files: &dyn Files, entry: &Entry) -> (Option<Language>, Analysis) {
    let _ = (files, entry);
    (None, Analysis::default())
}
