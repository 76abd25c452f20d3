//! Snapshots of lowering, one a construct; and that no text makes it panic or run deep.

mod classes;
mod expressions;
mod functions;
mod limits;
mod modules;
mod statements;
mod syntax;
mod typescript;

use super::JavaScript;
use crate::frontend::FrontEnd;
use crate::ir::dump::dump;

fn lowered(path: &str, source: &str) -> String {
    dump(&JavaScript.lower(path, source.trim_start().as_bytes()))
}
