//! From PATH to the templates to look at.
//!
//! Files are read below one root: the repository that PATH lies in, or PATH itself outside of any. All paths inside
//! are relative to that root; [`Project::shown`] makes them relative to PATH, which is how people and programs see them.

use crate::arguments::Input;
use crate::below;
use crate::config::{self, Config};
use crate::detached;
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::revision;
use crate::stated;
use analyzer::project::{DiskFiles, Files};
use policy::template::given::Given;
use policy::template::reading::ReadError;
use policy::template::{Template, discovery, reading};
use rayon::prelude::*;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Folders that hold no templates somebody wrote, whatever `.gitignore` says.
const SKIPPED: &[&str] = &[
    "node_modules",
    ".git",
    ".aws-sam",
    ".serverless",
    "target",
    "cdk.out",
    ".venv",
    "venv",
    "__pycache__",
];

/// What PATH leads to.
pub(crate) struct Project {
    /// The folder that files are read below.
    pub(crate) root: PathBuf,
    /// Its files: those on disk, or those of an earlier revision; with what the configuration states about them.
    pub(crate) files: Box<dyn Files>,
    /// Its configuration.
    pub(crate) config: Config,
    /// The folder that results are relative to, relative to the root.
    base: String,
    /// The templates, sorted by path.
    pub(crate) templates: Vec<Template>,
    /// Templates that could not be read.
    pub(crate) unreadable: Vec<ReadError>,
}

/// Opens what PATH names.
pub(crate) fn open(input: &Input) -> Result<Project, Failure> {
    let (mut project, path) = place(input)?;
    let disk = Box::new(DiskFiles::new(&project.root));
    let (files, mistakes) = stated::files(disk, &project.config);
    if let Some(mistake) = mistakes.into_iter().next() {
        return Err(mistake.into());
    }
    project.files = Box::new(files);
    let given = Given::from(&input.deployment);
    if let Some(resolved) = &input.deployment.resolved {
        let name = project.service(input, &path);
        let bytes =
            std::fs::read(resolved).map_err(|_| Failure::NoPath(resolved.display().to_string()))?;
        project.templates.push(reading::read_bytes(
            project.files.as_ref(),
            &name,
            bytes,
            &given,
        )?);
    } else if let Some(entry) = &input.entry {
        project
            .templates
            .push(detached::entry_template(&project, &path, entry)?);
    } else if path.is_file() && detached::is_source(&path) {
        project.templates.push(detached::entry_template(
            &project,
            &path,
            &file_name(&path),
        )?);
    } else if path.is_file() {
        let name = relative(&project.root, &path);
        project
            .templates
            .push(reading::read_given(project.files.as_ref(), &name, &given)?);
    } else {
        let candidates = candidates(&project.root, &path);
        project.read_all(input, &given, candidates)?;
    }
    let is_whole = input.template.is_empty() && project.config.path.parent() == Some(&path);
    stated::handlers(&mut project, is_whole)?;
    Ok(project)
}

/// Opens what PATH names as it was at a revision. No template there then is no failure: everything is new.
pub(crate) fn open_at(input: &Input, revision: &str) -> Result<Project, Failure> {
    let (mut project, path) = place(input)?;
    let files = revision::open(&project.root, revision)?;
    let inside = relative(&project.root, &path);
    let candidates: Vec<String> = files
        .below(&inside)
        .filter(|it| !it.split('/').any(|name| SKIPPED.contains(&name)))
        .map(str::to_owned)
        .collect();
    // What is stated of the code of today need not fit the code of then.
    let (files, _) = stated::files(Box::new(files), &project.config);
    project.files = Box::new(files);
    let opened = if input.entry.is_some() || path.is_file() && detached::is_source(&path) {
        let entry = input.entry.clone().unwrap_or_else(|| file_name(&path));
        detached::entry_template(&project, &path, &entry).map(|it| project.templates.push(it))
    } else {
        project.read_all(input, &Given::from(&input.deployment), candidates)
    };
    match opened {
        Ok(()) | Err(Failure::NoTemplate(_) | Failure::Entry(_)) => Ok(project),
        Err(failure) => Err(failure),
    }
}

/// The project that PATH lies in, with nothing read, and PATH itself.
fn place(input: &Input) -> Result<(Project, PathBuf), Failure> {
    let given = Path::new(&input.path);
    let path = given
        .canonicalize()
        .map_err(|_| Failure::NoPath(input.path.clone()))?;
    let folder = if path.is_dir() {
        path.clone()
    } else {
        parent(&path)
    };
    let root = root_of(&path, &folder);
    let project = Project {
        base: relative(&root, &folder),
        files: Box::new(DiskFiles::new(&root)),
        config: config::load(&root, &folder, input.config.as_deref())?,
        root,
        templates: Vec::new(),
        unreadable: Vec::new(),
    };
    Ok((project, path))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

impl Project {
    /// A path of the project as it is shown: relative to PATH.
    pub(crate) fn shown(&self, path: &str) -> String {
        if self.base.is_empty() {
            return path.to_owned();
        }
        let mut base = self.base.split('/').peekable();
        let mut rest = path.split('/').peekable();
        while base.peek().is_some() && base.peek() == rest.peek() {
            base.next();
            rest.next();
        }
        let up = base.map(|_| "..");
        up.chain(rest).collect::<Vec<_>>().join("/")
    }

    /// A path relative to the folder of PATH as a path of the project; `None` when it leaves the root.
    pub(crate) fn inside(&self, path: &Path) -> Option<String> {
        let joined = self.root.join(&self.base).join(path).canonicalize().ok()?;
        joined
            .starts_with(&self.root)
            .then(|| relative(&self.root, &joined))
    }

    /// The file of the service that a resolved configuration was made of.
    fn service(&self, input: &Input, path: &Path) -> String {
        if path.is_file() {
            return relative(&self.root, path);
        }
        let folder = relative(&self.root, path);
        let inside = |name: &str| match folder.as_str() {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let usual = ["yml", "yaml", "json", "ts", "js", "cjs", "mjs"];
        let usual = usual.map(|extension| inside(&format!("serverless.{extension}")));
        let named = input.template.first().map(|name| inside(name));
        named
            .or_else(|| usual.into_iter().find(|name| self.files.is_file(name)))
            .unwrap_or_else(|| inside("serverless.yml"))
    }

    fn read_all(
        &mut self,
        input: &Input,
        given: &Given,
        candidates: Vec<String>,
    ) -> Result<(), Failure> {
        let files = self.files.as_ref();
        let read: Vec<_> = if input.template.is_empty() {
            let paths = may_be_templates(candidates);
            let read = |path: &String| reading::read_if_template(files, path, given);
            paths.par_iter().filter_map(read).collect()
        } else {
            let mut paths = templates(files, candidates);
            let shown: Vec<String> = paths.iter().map(|path| self.shown(path)).collect();
            for name in &input.template {
                if !shown.contains(name) {
                    let hint = nearest(name, shown.iter().map(String::as_str));
                    return Err(Failure::Usage(format!("no template `{name}`{hint}")));
                }
            }
            paths.retain(|path| input.template.contains(&self.shown(path)));
            let read = |path: &String| reading::read_given(files, path, given);
            paths.par_iter().map(read).collect()
        };
        for result in read {
            match result {
                Ok(template) => self.templates.push(template),
                Err(error) => self.unreadable.push(error),
            }
        }
        match (self.templates.is_empty(), self.unreadable.pop()) {
            (true, Some(error)) => Err(Failure::Template(error)),
            (true, None) => Err(Failure::NoTemplate(input.path.clone())),
            (false, error) => {
                self.unreadable.extend(error);
                Ok(())
            }
        }
    }
}

/// The files below a folder on disk that the repository does not ignore.
fn candidates(root: &Path, folder: &Path) -> Vec<String> {
    // A folder that is ignored and asked for is walked by itself.
    let files = below(root, folder).or_else(|| below(folder, folder));
    let files = files.unwrap_or_default();
    files.iter().map(|path| relative(root, path)).collect()
}

/// What is below a folder, for all that the ignore files from `top` on say; `None` when they ignore the folder itself.
fn below(top: &Path, folder: &Path) -> Option<Vec<PathBuf>> {
    let is_skipped = |path: &Path| path.iter().any(|it| SKIPPED.iter().any(|name| it == *name));
    let reached = Cell::new(top == folder);
    let mut files = below::files(top, &|path| {
        reached.set(reached.get() || path == folder);
        match path.strip_prefix(folder) {
            Ok(rest) => !is_skipped(rest),
            Err(_) => folder.starts_with(path),
        }
    });
    files.retain(|path| path.starts_with(folder));
    reached.get().then_some(files)
}

/// Those of some files that may be templates, sorted.
fn may_be_templates(mut paths: Vec<String>) -> Vec<String> {
    paths.retain(|path| discovery::may_be_template(path));
    paths.sort();
    paths
}

/// Those of some files that are templates, sorted.
fn templates(files: &dyn Files, paths: Vec<String>) -> Vec<String> {
    let paths = may_be_templates(paths);
    let is_template = |path: &String| {
        files
            .read(path)
            .is_some_and(|it| discovery::is_template(path, &it))
    };
    paths.into_par_iter().filter(is_template).collect()
}

/// The repository that PATH lies in. Outside of any: PATH, or for a file the working directory above it (a template's
/// code may lie beside its folder), else the file's folder.
fn root_of(path: &Path, folder: &Path) -> PathBuf {
    let repository = folder.ancestors().find(|it| it.join(".git").exists());
    let here = std::env::current_dir()
        .and_then(|it| it.canonicalize())
        .ok();
    let here = here
        .as_deref()
        .filter(|here| path.is_file() && folder.starts_with(here));
    repository.or(here).unwrap_or(folder).to_path_buf()
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

fn relative(root: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = rest
        .components()
        .map(|it| it.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
