//! `diff`: shows what `apply` would change.

use crate::arguments::{Edit, Format};
use crate::edits::{self, Edited};
use crate::failure::{FINDINGS, Failure};
use crate::output;
use crate::style::Style;
use crate::wire;
use std::process::ExitCode;

/// Runs the command: exit status 0 when nothing differs, 1 when something does.
pub(crate) fn run(arguments: &Edit) -> Result<ExitCode, Failure> {
    let (project, edited) = edits::edits(arguments)?;
    match arguments.format {
        Format::Json => output::result(&wire::edit::document(&project, &edited)),
        Format::Text => {
            let style = Style::of_stdout();
            for it in edited.iter().filter(|it| it.differs()) {
                output::result(coloured(&it.diff(&project), style).trim_end_matches('\n'));
            }
        }
    }
    edits::note_omissions(&project, &edited);
    let differs = edited.iter().any(Edited::differs);
    Ok(if differs {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

fn coloured(diff: &str, style: Style) -> String {
    let paint = |line: &str| match line.as_bytes().first() {
        Some(b'+') => style.green(line),
        Some(b'-') => style.red(line),
        Some(b'@') => style.dim(line),
        _ => line.to_owned(),
    };
    diff.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{}\n", paint(line)),
            None => paint(line),
        })
        .collect()
}
