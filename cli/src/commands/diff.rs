//! `diff`

use crate::arguments::Edit;
use crate::failure::Failure;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Edit) -> Result<ExitCode, Failure> {
    let _ = arguments;
    Err(Failure::Usage("not available".to_owned()))
}
