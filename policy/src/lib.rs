//! Templates, binding, grants and policy documents.
//!
//! Reads deployment templates into one model, fills the holes of the analyzer's calls from it, and turns calls into
//! grants, policies and template edits. Parses no programming language and prints nothing.

pub mod binding;
pub mod declared;
pub mod detached;
pub mod document;
pub mod edit;
pub mod entry;
pub mod evaluator;
pub mod expr;
pub mod grants;
pub mod markup;
pub mod platform;
pub mod presence;
pub mod provided;
pub mod review;
pub mod synth;
pub mod template;
