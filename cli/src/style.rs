//! How human output looks: colours only on a terminal and never when `NO_COLOR` says so.

use policy::synth::Status;
use std::io::IsTerminal;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Plain text.
    Plain,
    /// ANSI colours.
    Coloured,
}

impl Style {
    /// What stdout wants.
    pub(crate) fn of_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if !refused && std::io::stdout().is_terminal() {
            Self::Coloured
        } else {
            Self::Plain
        }
    }

    /// How much of a function is understood.
    pub(crate) fn status(self, status: Status) -> String {
        match status {
            Status::Complete => self.green(status.id()),
            Status::Partial => self.yellow(status.id()),
            Status::Unsupported => self.red(status.id()),
        }
    }

    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Something that is fine.
    pub(crate) fn green(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// Something to look at.
    pub(crate) fn yellow(self, text: &str) -> String {
        self.paint("33", text)
    }

    /// Something wrong.
    pub(crate) fn red(self, text: &str) -> String {
        self.paint("31", text)
    }

    /// Something beside the point.
    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
