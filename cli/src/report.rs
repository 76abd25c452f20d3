//! Review reports: one document (this run's or saved ones) turned into what people and other tools read.
//!
//! `view` arranges a document's facts once, and each format (one file each) only writes them down. Nothing here analyses or
//! judges, and nothing depends on when, where or by whom a report is made: the same documents give the same bytes.

mod change;
mod condition;
pub(crate) mod csv;
pub(crate) mod distinct;
mod duty;
pub(crate) mod html;
pub(crate) mod level;
pub(crate) mod markdown;
mod reach;
pub(crate) mod sarif;
pub(crate) mod saved;
pub(crate) mod subject;
pub(crate) mod view;
pub(crate) mod visible;
