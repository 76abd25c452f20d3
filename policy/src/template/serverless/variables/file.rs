//! `${file(..)}`: values from other files. Programs are not run: what they export is followed as far as the analyzer can.

use super::{Found, Unknown, Variables};
use crate::expr::Expr;
use crate::template::expression::expression;
use crate::template::path::join;
use crate::template::program;
use crate::template::reading::parse;

impl Variables<'_> {
    pub(super) fn file(&self, path: &str, address: &str, unknown: Unknown, steps: usize) -> Found {
        let found = self
            .load(path)
            .map(|content| self.lookup(&content, address, unknown, steps));
        match found {
            Some(Some(value)) if program::is_lost(&value) => self.kept(path, address, unknown),
            Some(Some(Expr::Null) | None) => Found::Missing,
            Some(Some(value)) => Found::Value(value),
            None => self.kept(path, address, unknown),
        }
    }

    fn kept(&self, path: &str, address: &str, unknown: Unknown) -> Found {
        let colon = if address.is_empty() { "" } else { ":" };
        self.later(&format!("file({path}){colon}{address}"), unknown)
    }

    /// The content of a YAML or JSON file, what a program exports, text for other kinds; `None` when it is missing or cannot be
    /// followed.
    pub(super) fn load(&self, path: &str) -> Option<Expr> {
        let joined = join(self.folder, path)?;
        if let Some(loaded) = self.loaded.borrow().get(&joined) {
            return loaded.clone();
        }
        let content = self.read(&joined);
        self.loaded.borrow_mut().insert(joined, content.clone());
        content
    }

    fn read(&self, path: &str) -> Option<Expr> {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if matches!(extension, "js" | "cjs" | "mjs" | "ts") {
            let exported = program::exported(self.files, path);
            if exported.is_none() {
                self.problem(
                    "unresolved-file",
                    format!("`{path}` has to be run to be read; what it gives is kept as text"),
                );
            }
            return self.parsed(path, &exported?);
        }
        let text = self
            .files
            .read(path)
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text else {
            self.problem(
                "missing-file",
                format!("`{path}` is not there or not readable; what it gives is kept as text"),
            );
            return None;
        };
        if !matches!(extension, "yml" | "yaml" | "json") {
            return Some(Expr::Text(text));
        }
        self.parsed(path, &text)
    }

    fn parsed(&self, path: &str, text: &str) -> Option<Expr> {
        let tree = match parse(path, text) {
            Ok(tree) => tree,
            Err(error) => {
                let message = format!(
                    "`{path}`:{}:{}: {}",
                    error.at.line, error.at.column, error.message
                );
                self.problem("bad-file", message);
                return None;
            }
        };
        let mut problems = Vec::new();
        let content = tree
            .documents
            .first()
            .map(|root| expression(&tree, *root, &mut problems));
        for problem in problems {
            self.problem(
                &problem.kind,
                format!("`{path}`:{}: {}", problem.at.line, problem.message),
            );
        }
        content
    }
}
