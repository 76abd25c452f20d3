//! The files of an earlier revision, read out of git without touching the working tree.
//!
//! `git ls-tree` says what there is, and one `git cat-file --batch` gives contents when they are asked for. Neither runs
//! hooks or filters of the repository, neither writes, and neither fetches. Symbolic links and submodules do not exist here.

use crate::failure::Failure;
use analyzer::project::Files;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// The tree of a commit.
#[derive(Debug)]
pub(crate) struct RevisionFiles {
    /// Object names by path.
    blobs: BTreeMap<String, String>,
    /// By folder: names in it, and whether each is a folder.
    folders: BTreeMap<String, BTreeMap<String, bool>>,
    contents: Mutex<Contents>,
}

/// The running `git cat-file --batch`.
#[derive(Debug)]
struct Contents {
    process: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl RevisionFiles {
    /// The files at and below a path; all for the empty one.
    pub(crate) fn below(&self, path: &str) -> impl Iterator<Item = &str> {
        let all = self.blobs.keys().map(String::as_str);
        all.filter(move |it| match it.strip_prefix(path) {
            Some(rest) => path.is_empty() || rest.is_empty() || rest.starts_with('/'),
            None => false,
        })
    }
}

/// Opens a revision of the repository at a root.
pub(crate) fn open(root: &Path, revision: &str) -> Result<RevisionFiles, Failure> {
    let failed = |cause: String| Failure::Revision {
        revision: revision.to_owned(),
        cause,
    };
    let named = format!("{revision}^{{commit}}");
    let commit = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ],
    );
    let commit = commit.map_err(|it| {
        failed(if it.is_empty() {
            "git knows no such commit".to_owned()
        } else {
            it
        })
    })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let listing = git(root, &["ls-tree", "-r", "-z", "--full-tree", &commit]).map_err(failed)?;
    let blobs: BTreeMap<String, String> =
        listing.split(|byte| *byte == 0).filter_map(blob).collect();
    let mut folders: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    for path in blobs.keys() {
        let (mut path, mut is_folder) = (path.as_str(), false);
        while !path.is_empty() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders
                .entry(folder.to_owned())
                .or_default()
                .insert(name.to_owned(), is_folder);
            (path, is_folder) = (folder, true);
        }
    }
    let contents = contents(root).map_err(|it| failed(it.to_string()))?;
    Ok(RevisionFiles {
        blobs,
        folders,
        contents: Mutex::new(contents),
    })
}

/// A line of `ls-tree`: `100644 blob 1234…\tsrc/app.py`.
fn blob(line: &[u8]) -> Option<(String, String)> {
    let line = std::str::from_utf8(line).ok()?;
    let (facts, path) = line.split_once('\t')?;
    match facts.split(' ').collect::<Vec<_>>().as_slice() {
        ["100644" | "100755", "blob", object] => Some((path.to_owned(), (*object).to_owned())),
        _ => None,
    }
}

fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = command(root).args(arguments).output();
    let output = output.map_err(|it| format!("cannot run git: {it}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

fn contents(root: &Path) -> std::io::Result<Contents> {
    let mut process = command(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(ask), Some(answer)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(std::io::Error::other("git has no pipes"));
    };
    Ok(Contents {
        process,
        ask,
        answer: BufReader::new(answer),
    })
}

impl Contents {
    fn read(&mut self, object: &str) -> Option<Vec<u8>> {
        writeln!(self.ask, "{object}").ok()?;
        self.ask.flush().ok()?;
        let mut head = String::new();
        self.answer.read_line(&mut head).ok()?;
        let size: usize = head.trim_end().rsplit_once(" blob ")?.1.parse().ok()?;
        let mut bytes = vec![0; size];
        self.answer.read_exact(&mut bytes).ok()?;
        self.answer.read_exact(&mut [0]).ok()?;
        Some(bytes)
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Files for RevisionFiles {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let object = self.blobs.get(path)?;
        self.contents.lock().ok()?.read(object)
    }

    fn is_file(&self, path: &str) -> bool {
        self.blobs.contains_key(path)
    }

    fn list(&self, path: &str) -> Vec<(String, bool)> {
        let names = self
            .folders
            .get(path.trim_end_matches('/'))
            .into_iter()
            .flatten();
        names
            .map(|(name, is_folder)| (name.clone(), *is_folder))
            .collect()
    }
}
