//! The files around one that is lowered, and what was found in them: each is looked for and read once, whatever number of
//! functions and files ask for it.

use crate::project::Files;
use elsa::sync::FrozenMap;
use toml::Value;
use toml::de::{DeTable, DeValue};

/// The files of a project, and what front ends have found in them.
pub struct Surroundings<'f> {
    /// The files of the project.
    pub files: &'f dyn Files,
    found: FrozenMap<String, Vec<FoundText>>,
    tables: FrozenMap<String, Box<Option<Value>>>,
}

/// A source text found by a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// What it is part of, in the terms of the front end.
    pub part_of: String,
    /// Its path.
    pub path: String,
    /// The text.
    pub text: String,
}

impl<'f> Surroundings<'f> {
    /// Nothing is searched yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            found: FrozenMap::new(),
            tables: FrozenMap::new(),
        }
    }

    /// The result of a search, which is made once for each `key`.
    pub fn found(&self, key: &str, search: impl FnOnce() -> Vec<FoundText>) -> &[FoundText] {
        match self.found.get(key) {
            Some(found) => found,
            None => self.found.insert(key.to_owned(), search()),
        }
    }
    /// A TOML file, as far as it parses. Numbers and dates are all `false`: they say nothing about where code is.
    pub(super) fn table(&self, path: &str) -> Option<&Value> {
        let table = match self.tables.get(path) {
            Some(table) => table,
            None => {
                let table = self.files.read(path).map(|bytes| {
                    let text = String::from_utf8_lossy(&bytes);
                    let (table, _) = DeTable::parse_recoverable(&text);
                    plain(&DeValue::Table(table.into_inner()))
                });
                self.tables.insert(path.to_owned(), Box::new(table))
            }
        };
        table.as_ref()
    }
}

fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Array(items) => {
            Value::Array(items.iter().map(|item| plain(item.get_ref())).collect())
        }
        DeValue::Table(table) => Value::Table(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())))
                .collect(),
        ),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => Value::Boolean(false),
    }
}
