//! What the end-to-end tests share: the corpus, the tools of others, the built binary, and what a grant means once a
//! stack is deployed.
//!
//! Nothing here looks into the product's crates but [`judge`], which holds its evaluator against another: the tests see what a
//! user sees.

pub mod corpus;
pub mod deployed;
pub mod fixture;
pub mod judge;
pub mod product;
pub mod tool;
