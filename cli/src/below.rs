//! The files below a folder, for all that the repository's ignore files say.
//!
//! `.gitignore` counts as git reads it, and `.ignore` goes before it. What a user's own settings of git ignore, or files outside
//! of the folder say, does not count. Symbolic links are not followed.

use gix_ignore::Search;
use gix_ignore::glob::pattern::Case;
use gix_ignore::search::Ignore;
use std::path::{Path, PathBuf};

/// Folders this deep below the first are not looked into.
const DEEPEST: usize = 256;

/// Larger ignore files are none.
const LARGEST: u64 = 1 << 20;

/// What the ignore files on the way to a folder say.
#[derive(Default)]
struct Rules {
    /// Of `.ignore`.
    own: Search,
    /// Of `.gitignore`; those above a repository within the repository do not count in it.
    git: Search,
}

/// The files below `top` that are not ignored, in those folders that `enters` lets in.
pub(crate) fn files(top: &Path, enters: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(top, top, 0, &mut Rules::default(), enters, &mut found);
    found
}

fn walk(
    top: &Path,
    folder: &Path,
    depth: usize,
    rules: &mut Rules,
    enters: &dyn Fn(&Path) -> bool,
    found: &mut Vec<PathBuf>,
) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let is_repository = depth > 0 && folder.join(".git").exists();
    let outer = is_repository.then(|| std::mem::take(&mut rules.git));
    let (own, git) = (rules.own.patterns.len(), rules.git.patterns.len());
    add(&mut rules.own, top, &folder.join(".ignore"));
    add(&mut rules.git, top, &folder.join(".gitignore"));
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        if rules.ignore(top, &path, kind.is_dir()) {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST && enters(&path) {
            walk(top, &path, depth + 1, rules, enters, found);
        } else if kind.is_file() {
            found.push(path);
        }
    }
    rules.own.patterns.truncate(own);
    rules.git.patterns.truncate(git);
    if let Some(outer) = outer {
        rules.git = outer;
    }
}

/// Adds what an ignore file says, if there is one that can be read.
fn add(rules: &mut Search, top: &Path, file: &Path) {
    let is_rules = |it: std::fs::Metadata| it.is_file() && it.len() <= LARGEST;
    if file.symlink_metadata().is_ok_and(is_rules)
        && let Ok(text) = std::fs::read(file)
    {
        // Only a folder whose name is no path of git has no patterns.
        let _ = rules.add_patterns_buffer(&text, file, Some(top), Ignore::default());
    }
}

impl Rules {
    /// Whether something is ignored: the last pattern that fits says so.
    fn ignore(&self, top: &Path, path: &Path, is_folder: bool) -> bool {
        let Some(name) = path.strip_prefix(top).ok().and_then(Path::to_str) else {
            return false;
        };
        let name = name.replace('\\', "/");
        let fitting = |rules: &Search| {
            let fits = rules.pattern_matching_relative_path(
                name.as_str().into(),
                Some(is_folder),
                Case::Sensitive,
            );
            fits.map(|it| !it.pattern.is_negative())
        };
        fitting(&self.own)
            .or_else(|| fitting(&self.git))
            .unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {

    use std::fs;

    /// Paths of the files found below a folder of these files, sorted.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let room = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = room.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut found: Vec<String> = super::files(room.path(), &|_| true)
            .iter()
            .map(|it| it.strip_prefix(room.path()).unwrap().display().to_string())
            .filter(|it| it.ends_with(".yml"))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn patterns_are_those_of_git() {
        let files = [
            (
                ".gitignore",
                "/out\n*.tmp.yml\nbuilt/\n**/made/*.yml\n!keep.tmp.yml\n\\!a.yml\n# b.yml\n",
            ),
            ("a.yml", ""),
            ("!a.yml", ""),
            ("b.yml", ""),
            ("c.tmp.yml", ""),
            ("keep.tmp.yml", ""),
            ("out/d.yml", ""),
            ("in/out/e.yml", ""),
            ("in/built/f.yml", ""),
            ("in/made/g.yml", ""),
            ("in/made/deep/h.yml", ""),
        ];
        let expected = [
            "a.yml",
            "b.yml",
            "in/made/deep/h.yml",
            "in/out/e.yml",
            "keep.tmp.yml",
        ];
        assert_eq!(found(&files), expected);
    }

    #[test]
    fn the_nearest_file_counts_and_only_below_it() {
        let files = [
            (".gitignore", "x.yml\n"),
            ("a/.gitignore", "!x.yml\ny.yml\n/z.yml\n"),
            ("a/x.yml", ""),
            ("a/y.yml", ""),
            ("a/b/y.yml", ""),
            ("a/b/z.yml", ""),
            ("a/z.yml", ""),
            ("c/x.yml", ""),
            ("c/y.yml", ""),
        ];
        assert_eq!(found(&files), ["a/b/z.yml", "a/x.yml", "c/y.yml"]);
    }

    #[test]
    fn files_of_other_repositories_say_nothing_and_ignore_files_go_before() {
        let files = [
            (".gitignore", "x.yml\ny.yml\n"),
            (".ignore", "!y.yml\nw.yml\n"),
            ("inner/.git/config", ""),
            ("inner/x.yml", ""),
            ("inner/w.yml", ""),
            ("x.yml", ""),
            ("y.yml", ""),
        ];
        assert_eq!(found(&files), ["inner/x.yml", "y.yml"]);
    }
}
