//! `apply`: writes the tailored roles into the templates.

use crate::arguments::{Edit, Format};
use crate::edits::{self, Edited};
use crate::failure::Failure;
use crate::output;
use crate::project::Project;
use crate::{whole, wire};
use std::fs;
use std::io::{Error, ErrorKind, Result as IoResult};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command. Only templates that change are written, each as a whole or not at all.
pub(crate) fn run(arguments: &Edit) -> Result<ExitCode, Failure> {
    let (project, edited) = edits::edits(arguments)?;
    for it in edited.iter().filter(|it| it.differs()) {
        let path = project.root.join(&it.path);
        write(&path, &it.before, &it.plan.text).map_err(|cause| Failure::Write {
            path: project.shown(&it.path),
            cause,
        })?;
    }
    match arguments.format {
        Format::Json => output::result(&wire::edit::document(&project, &edited)),
        Format::Text => edited
            .iter()
            .for_each(|it| output::result(&line(&project, it))),
    }
    edits::note_omissions(&project, &edited);
    Ok(ExitCode::SUCCESS)
}

fn line(project: &Project, it: &Edited) -> String {
    let path = project.shown(&it.path);
    if !it.differs() {
        return format!("{path}: unchanged");
    }
    format!("{path}: wrote the roles of {}", it.plan.changed.join(", "))
}

/// Replaces the text of a file, unless somebody changed it since it was read.
fn write(path: &Path, before: &str, after: &str) -> IoResult<()> {
    let path = path.canonicalize()?;
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(Error::new(
            ErrorKind::PermissionDenied,
            "the file is read-only",
        ));
    }
    if fs::read(&path)? != before.as_bytes() {
        return Err(Error::other("the file was changed meanwhile; run again"));
    }
    whole::replace(&path, after, metadata.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("template.yaml");
        fs::write(&path, "theirs").unwrap();
        let error = write(&path, "read", "ours").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the file was changed meanwhile; run again"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        write(&path, "theirs", "ours").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "ours");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
