//! The `iam-tailor` command line.

mod acceptance;
mod arguments;
mod baseline;
mod below;
mod commands;
mod config;
mod detached;
mod edits;
mod failure;
mod functions;
mod inline;
mod nearest;
mod output;
mod project;
mod report;
mod reviewing;
mod revision;
mod snippet;
mod stated;
mod style;
mod whole;
mod wire;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return failure::usage(&error),
    };
    match threads().and_then(|()| commands::run(arguments)) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

/// Functions are analysed on the threads of the global pool, which need the analyzer's stack.
fn threads() -> Result<(), failure::Failure> {
    rayon::ThreadPoolBuilder::new()
        .stack_size(analyzer::STACK_BYTES)
        .build_global()?;
    Ok(())
}
