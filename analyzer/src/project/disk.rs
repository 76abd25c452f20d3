//! The files on disk below a root.
//!
//! Looking for a module probes very many paths, so each folder is listed once and probes are answered from the listings;
//! the file system is asked again only where a symbolic link is on the way. What changes on disk after a folder was
//! listed may be missed.

use super::Files;
use elsa::sync::FrozenMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

/// Larger files are never code or templates that somebody wrote; for an analysis they are not there.
const LARGEST: u64 = 64 << 20;

/// Files on disk below a root. Symbolic links that lead out of the root do not exist for it, nor does what is neither a file
/// nor a folder.
pub struct DiskFiles {
    root: PathBuf,
    folders: FrozenMap<String, Box<Folder>>,
}

/// A folder that was listed.
struct Folder {
    /// Where it is, without links.
    target: PathBuf,
    /// What it holds, sorted by name.
    entries: Vec<(String, Kind)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
}

impl DiskFiles {
    /// The tree below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self {
            root: root.canonicalize().unwrap_or(root),
            folders: FrozenMap::new(),
        }
    }

    /// The listing of a folder, if it is one. Looks at the folders around it first: below one that is not there, nothing is
    /// asked of the file system.
    fn folder(&self, path: &str) -> Option<&Folder> {
        if let Some(folder) = self.folders.get(path) {
            return Some(folder);
        }
        if !is_plain(path) {
            return self.list_at(path, self.target(path)?);
        }
        let mut folder = match self.folders.get("") {
            Some(folder) => folder,
            None => self.list_at("", self.root.clone())?,
        };
        let mut start = 0;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let inner = path.get(..start + name.len())?;
            start = inner.len() + 1;
            folder = match (self.folders.get(inner), folder.kind(name)) {
                (Some(known), _) => known,
                (None, Some(Kind::Folder)) => self.list_at(inner, folder.target.join(name))?,
                (None, Some(Kind::Link)) => self.list_at(inner, self.target(inner)?)?,
                _ => return None,
            };
        }
        Some(folder)
    }

    fn list_at(&self, path: &str, target: PathBuf) -> Option<&Folder> {
        let mut entries: Vec<(String, Kind)> = std::fs::read_dir(&target)
            .ok()?
            .flatten()
            .filter_map(|entry| {
                let kind = kind_of(entry.file_type().ok()?)?;
                Some((entry.file_name().into_string().ok()?, kind))
            })
            .collect();
        entries.sort_by(|(left, _), (right, _)| left.cmp(right));
        let folder = Folder { target, entries };
        Some(self.folders.insert(path.to_owned(), Box::new(folder)))
    }

    /// Where a file is, without links.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if !is_plain(path) {
            return self.target(path).filter(|it| it.is_file());
        }
        let folder = self.folder(folder)?;
        match folder.kind(name)? {
            Kind::File => Some(folder.target.join(name)),
            Kind::Link => self.target(path).filter(|it| it.is_file()),
            Kind::Folder => None,
        }
    }

    /// What a path leads to, unless that is out of the root.
    fn target(&self, path: &str) -> Option<PathBuf> {
        let target = self.root.join(path).canonicalize().ok()?;
        target.starts_with(&self.root).then_some(target)
    }
}

impl Folder {
    fn kind(&self, name: &str) -> Option<Kind> {
        let by_name = |(known, _): &(String, Kind)| known.as_str().cmp(name);
        let found = self.entries.binary_search_by(by_name).ok()?;
        self.entries.get(found).map(|(_, kind)| *kind)
    }
}

/// Whether a path is made of names alone.
fn is_plain(path: &str) -> bool {
    path.is_empty() || path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn kind_of(kind: FileType) -> Option<Kind> {
    if kind.is_symlink() {
        Some(Kind::Link)
    } else if kind.is_dir() {
        Some(Kind::Folder)
    } else {
        kind.is_file().then_some(Kind::File)
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let is_small = |path: &Path| path.metadata().is_ok_and(|it| it.len() <= LARGEST);
        let path = self.file(path).filter(|path| is_small(path))?;
        std::fs::read(path).ok()
    }

    fn is_file(&self, path: &str) -> bool {
        self.file(path).is_some()
    }

    fn list(&self, path: &str) -> Vec<(String, bool)> {
        let Some(folder) = self.folder(path) else {
            return Vec::new();
        };
        let entry = |(name, kind): &(String, Kind)| {
            let is_folder = match kind {
                Kind::File => false,
                Kind::Folder => true,
                Kind::Link => {
                    let inside = self.root.join(path).join(name).canonicalize().ok()?;
                    inside.starts_with(&self.root).then(|| inside.is_dir())?
                }
            };
            Some((name.clone(), is_folder))
        };
        folder.entries.iter().filter_map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> (tempfile::TempDir, DiskFiles) {
        let room = tempfile::tempdir().unwrap();
        let root = room.path().join("root");
        std::fs::create_dir_all(root.join("src/inner")).unwrap();
        std::fs::write(root.join("src/app.py"), "code").unwrap();
        std::fs::write(root.join("src/inner/deep.py"), "deep").unwrap();
        std::fs::write(room.path().join("outside.py"), "secret").unwrap();
        let files = DiskFiles::new(&root);
        (room, files)
    }

    #[test]
    fn files_and_folders() {
        let (_room, files) = tree();
        assert!(files.is_file("src/app.py"));
        assert!(!files.is_file("src"));
        assert!(!files.is_file("src/app.py/x"));
        assert!(!files.is_file("none/app.py"));
        assert!(files.is_file("src/../src/app.py"));
        assert_eq!(
            files.read("src/inner/deep.py").as_deref(),
            Some(&b"deep"[..])
        );
        assert_eq!(files.read("src/inner"), None);
        let entries = [("app.py".to_owned(), false), ("inner".to_owned(), true)];
        assert_eq!(files.list("src"), entries);
        assert_eq!(files.list("").len(), 1);
        assert!(files.list("src/app.py").is_empty());
        assert!(files.list("none").is_empty());
    }

    #[test]
    fn nothing_outside_of_the_root_is_there() {
        let (room, files) = tree();
        let absolute = room.path().join("outside.py");
        for path in [
            "../outside.py",
            "src/../../outside.py",
            absolute.to_str().unwrap(),
            "",
        ] {
            assert!(!files.is_file(path), "{path}");
            assert_eq!(files.read(path), None, "{path}");
        }
        assert!(files.list("..").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_count_as_what_they_lead_to_below_the_root() {
        use std::os::unix::fs::symlink;
        let (room, files) = tree();
        let root = room.path().join("root");
        symlink("src/app.py", root.join("inside.py")).unwrap();
        symlink("src", root.join("sources")).unwrap();
        symlink("../outside.py", root.join("outside.py")).unwrap();
        symlink("..", root.join("up")).unwrap();
        symlink("circle", root.join("circle")).unwrap();
        assert_eq!(files.read("inside.py").as_deref(), Some(&b"code"[..]));
        assert_eq!(
            files.read("sources/inner/deep.py").as_deref(),
            Some(&b"deep"[..])
        );
        for path in [
            "outside.py",
            "up/outside.py",
            "up/root/src/app.py",
            "circle",
            "circle/a",
        ] {
            assert!(!files.is_file(path), "{path}");
            assert_eq!(files.read(path), None, "{path}");
        }
        let names: Vec<_> = files.list("").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["inside.py", "sources", "src"]);
        assert_eq!(files.list("sources").len(), 2);
    }
}
