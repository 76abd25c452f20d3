//! Where modules come from: files of the project, lowered once each and shared by all analyses, and library models, which
//! are part of the program.

use crate::frontend::javascript::JavaScript;
use crate::frontend::python::Python;
use crate::frontend::rust::Rust;
use crate::frontend::{FrontEnd, Surroundings};
use crate::ir::Module;
use crate::project::{Files, Language};
use elsa::sync::FrozenMap;
use miniz_oxide::inflate::decompress_to_vec;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// Files larger than this are not analysed: generated bundles.
const MAX_FILE: usize = 8 * 1024 * 1024;

static LOWERED_MODELS: LazyLock<FrozenMap<(u8, String), Box<Module>>> =
    LazyLock::new(FrozenMap::new);

/// The texts of all models of a folder, unpacked when the first of them is asked for.
fn texts(folder: &str) -> &'static str {
    static UNPACKED: [OnceLock<String>; 3] = [const { OnceLock::new() }; 3];
    let mut rows = PACKED.iter().zip(&UNPACKED);
    let Some(((_, packed), unpacked)) = rows.find(|((name, _), _)| *name == folder) else {
        return "";
    };
    unpacked.get_or_init(|| {
        let bytes = decompress_to_vec(packed).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    })
}

/// The front end of a language.
pub(crate) fn front_end(language: Language) -> &'static dyn FrontEnd {
    match language {
        Language::Python => &Python,
        Language::JavaScript | Language::TypeScript => &JavaScript,
        Language::Rust => &Rust,
    }
}

/// The modules of one project.
pub(crate) struct ModuleSource<'f> {
    project: Surroundings<'f>,
    lowered: FrozenMap<String, Box<Module>>,
}

impl<'f> ModuleSource<'f> {
    /// Modules of these files.
    pub(crate) fn new(files: &'f dyn Files) -> Self {
        Self {
            project: Surroundings::new(files),
            lowered: FrozenMap::new(),
        }
    }

    /// The project that they are from.
    pub(crate) fn project(&self) -> &Surroundings<'f> {
        &self.project
    }

    /// A file of the project, lowered; `None` when it does not exist, is too large, or is of no known language.
    pub(crate) fn file(&self, path: &str) -> Option<&Module> {
        if let Some(module) = self.lowered.get(path) {
            return Some(module);
        }
        let language = language_of(path)?;
        let source = self
            .project
            .files
            .read(path)
            .filter(|source| source.len() <= MAX_FILE)?;
        let module = front_end(language).lower_in(&self.project, path, &source);
        Some(self.lowered.insert(path.to_owned(), Box::new(module)))
    }

    /// The model of a library.
    pub(crate) fn model(&self, name: ModelName<'_>) -> Option<&'f Module>
    where
        'static: 'f,
    {
        let (language, folder, place) = name.place()?;
        let key = (language as u8, name.name.to_owned());
        if let Some(module) = LOWERED_MODELS.get(&key) {
            return Some(module);
        }
        let path = format!("model:{}", name.name);
        let source = texts(folder).get(place)?;
        let module = front_end(language).lower(&path, source.as_bytes());
        Some(LOWERED_MODELS.insert(key, Box::new(module)))
    }
}

/// The language of a source file by its name.
pub(crate) fn language_of(path: &str) -> Option<Language> {
    let (_, extension) = path.rsplit_once('.')?;
    match extension {
        "py" => Some(Language::Python),
        "js" | "mjs" | "cjs" | "jsx" | "json" => Some(Language::JavaScript),
        "ts" | "mts" | "cts" | "tsx" => Some(Language::TypeScript),
        "rs" => Some(Language::Rust),
        _ => None,
    }
}

/// Names a model: a library in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ModelName<'n> {
    language: Language,
    name: &'n str,
}

impl<'n> ModelName<'n> {
    /// The model of a library of a language.
    pub(crate) fn new(language: Language, name: &'n str) -> Self {
        Self { language, name }
    }

    /// The model that defines the names which are in scope everywhere.
    pub(crate) fn builtins(language: Language) -> &'static str {
        match language {
            Language::Python => "builtins",
            Language::JavaScript | Language::TypeScript => "#globals",
            Language::Rust => "prelude",
        }
    }

    /// The language that a model is written in, for those that are looked up by name alone.
    pub(crate) fn language_of(name: &str) -> Language {
        let known = |language: Language| ModelName::new(language, name).place().is_some();
        [Language::Python, Language::JavaScript, Language::Rust]
            .into_iter()
            .find(|language| known(*language))
            .unwrap_or(Language::Python)
    }

    /// Its language, the folder that it is in, and where it is in the folder's texts.
    fn place(self) -> Option<(Language, &'static str, Range<usize>)> {
        let folder = match self.language {
            Language::Python => "python",
            Language::JavaScript | Language::TypeScript => "javascript",
            Language::Rust => "rust",
        };
        let found = MODELS
            .binary_search_by(|(known, name, ..)| (*known, *name).cmp(&(folder, self.name)))
            .ok()?;
        let (_, _, start, end) = MODELS.get(found)?;
        let language = if self.language == Language::TypeScript {
            Language::JavaScript
        } else {
            self.language
        };
        Some((language, folder, *start..*end))
    }
}
