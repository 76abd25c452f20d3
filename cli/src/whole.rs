//! Writes files as a whole or not at all.
//!
//! The new text goes into a file beside the old one, which then takes its place: whoever reads sees one or the other. An
//! error leaves the old file and nothing beside it; so does being told to end (Ctrl-C), which waits for the file that is
//! being written. Being killed leaves the old file, and perhaps the unfinished new one under another name.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};
use std::fs::Permissions;
use std::io::{Error, Result, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// Writes a file that somebody asked for: made if it is not there, as private as the user wants files to be.
/// Where a link or a device is, the text goes to what it stands for.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if path.exists() && !path.is_file() {
        return std::fs::write(path, text);
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As private as the user's umask says, not as a temporary file is.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    put(&builder, &path, text, None)
}

/// Replaces the text of a file, which keeps its permissions.
pub(crate) fn replace(path: &Path, text: &str, permissions: Permissions) -> Result<()> {
    put(&tempfile::Builder::new(), path, text, Some(permissions))
}

fn put(
    builder: &tempfile::Builder<'_, '_>,
    path: &Path,
    text: &str,
    permissions: Option<Permissions>,
) -> Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    Signals::of_process()?.wait_for(|| {
        let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    })
}

/// How the process takes being told to end: at once, as ever, or when what it does is done.
struct Signals {
    at_once: Arc<AtomicBool>,
    /// The signal that came meanwhile; 0 for none.
    came: Arc<AtomicUsize>,
}

impl Signals {
    /// Those of this process, whose answers are set up when they are first asked for.
    fn of_process() -> Result<&'static Self> {
        static SIGNALS: OnceLock<std::result::Result<Signals, String>> = OnceLock::new();
        let set_up = SIGNALS.get_or_init(|| Self::set_up().map_err(|it| it.to_string()));
        set_up.as_ref().map_err(|it| Error::other(it.clone()))
    }

    fn set_up() -> Result<Self> {
        let signals = Self {
            at_once: Arc::new(AtomicBool::new(true)),
            came: Arc::default(),
        };
        for (signal, number) in [(SIGINT, SIGINT as usize), (SIGTERM, SIGTERM as usize)] {
            flag::register_conditional_default(signal, Arc::clone(&signals.at_once))?;
            flag::register_usize(signal, Arc::clone(&signals.came), number)?;
        }
        Ok(signals)
    }

    /// Does something that is not to be broken off; what was asked for meanwhile happens afterwards.
    fn wait_for(&self, work: impl FnOnce() -> Result<()>) -> Result<()> {
        self.at_once.store(false, Ordering::SeqCst);
        let done = work();
        self.at_once.store(true, Ordering::SeqCst);
        match self.came.load(Ordering::SeqCst) {
            0 => done,
            signal => {
                low_level::emulate_default_handler(i32::try_from(signal).unwrap_or(SIGTERM))?;
                done
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_made_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write(&path, "old").unwrap();
        write(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_take_its_place_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        put(&tempfile::Builder::new(), &path, "new", None).unwrap_err();
        assert!(path.is_dir());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
