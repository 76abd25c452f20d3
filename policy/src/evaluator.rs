//! IAM's decision: whether policies allow a request.
//!
//! Works on policies whose resources are patterns over texts and template expressions, and on requests whose resource is
//! one text or a pattern itself ("any object of this bucket"). The answer has three values: what holds for every text
//! a pattern can be, what holds for none, and what depends. Knows no templates and no source code.

pub mod condition;
pub mod decision;
pub mod document;
mod operator;
pub mod pattern;
pub mod truth;

pub use self::decision::{Deciding, Decision, Request, Verdict, evaluate};

#[cfg(test)]
mod tests;
