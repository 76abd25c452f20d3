//! `explain`

use crate::arguments::Explain;
use crate::failure::Failure;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    let _ = arguments;
    Err(Failure::Usage("not available".to_owned()))
}
