//! Why a command gives up, and the exit status that says so.

use crate::config::ConfigError;
use crate::output;
use policy::template::reading::ReadError;
use std::process::ExitCode;

/// Exit status: what was asked for was found, and something is to be said about it (differences, findings).
pub(crate) const FINDINGS: u8 = 1;
/// Exit status: wrong usage or configuration.
const USAGE: u8 = 2;
/// Exit status: what was asked for could not be analysed.
pub(crate) const NOT_ANALYSED: u8 = 3;

/// A command gave up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Wrong usage.
    #[error("{0}")]
    Usage(String),
    /// A mistake in the configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// PATH does not exist.
    #[error("no such file or folder: `{0}`")]
    NoPath(String),
    /// PATH holds no template.
    #[error(
        "no template found in `{0}`; name a SAM, CloudFormation or Serverless template, or a source file with `--entry FILE:FUNCTION`"
    )]
    NoTemplate(String),
    /// No template declares a function.
    #[error("no Lambda function is declared in {0}")]
    NoFunctions(String),
    /// A template could not be read.
    #[error(transparent)]
    Template(#[from] ReadError),
    /// A function that was asked for does not exist.
    #[error("no function `{name}`{hint}")]
    NoFunction {
        /// As asked for.
        name: String,
        /// `; did you mean ..?`, or nothing.
        hint: String,
    },
    /// No grant is what was asked for.
    #[error("`{function}` needs no `{action}`{hint}")]
    NoGrant {
        /// The function.
        function: String,
        /// As asked for.
        action: String,
        /// `; did you mean ..?`, or nothing.
        hint: String,
    },
    /// A source file that was asked for does not exist or is in no supported language.
    #[error("{0}")]
    Entry(String),
    /// A file of saved results could not be read.
    #[error("cannot read `{path}` as results of `synth` or `report`: {cause}")]
    Saved {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
    /// An earlier revision could not be read.
    #[error("cannot read revision `{revision}`: {cause}")]
    Revision {
        /// As asked for.
        revision: String,
        /// What git says.
        cause: String,
    },
    /// The system gives no threads to analyse with.
    #[error("cannot start the threads of the analysis: {0}; allow the process more memory")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Every function failed; each has been reported.
    #[error("no function could be analysed")]
    NothingAnalysed,
    /// Writing failed.
    #[error("cannot write `{path}`: {cause}")]
    Write {
        /// The file.
        path: String,
        /// What the system says.
        cause: std::io::Error,
    },
}

impl Failure {
    /// Says it on stderr and gives the exit status.
    pub(crate) fn report(&self) -> ExitCode {
        output::note(&format!("error: {self}"));
        ExitCode::from(match self {
            Self::Usage(_) | Self::Config(_) => USAGE,
            _ => NOT_ANALYSED,
        })
    }
}

/// Prints what clap says: help and version on stdout with success, errors on stderr with [`USAGE`].
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        output::note(text.to_string().trim_end());
        ExitCode::from(USAGE)
    } else {
        output::result(text.to_string().trim_end());
        ExitCode::SUCCESS
    }
}
