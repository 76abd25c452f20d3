//! Folders that a file adds to `sys.path`, where they can be told without running it.
//!
//! Follows string constants, `__file__`, `os.path` and `pathlib` expressions and names assigned once in the file; all
//! else adds nothing.

use super::names::walk;
use super::paths::{join, parent};
use super::source::decode;
use super::syntax::{self, Field, Kind, field, kind};
use crate::frontend::parsing::Parsed;
use crate::project::{Entry, Files};
use tree_sitter::Node;

/// Folders that `file` adds to the search path.
pub(super) fn added_folders(files: &dyn Files, entry: &Entry, file: &str) -> Vec<String> {
    let Some(bytes) = files.read(file) else {
        return Vec::new();
    };
    let text = decode(&bytes);
    if !text.contains("sys.path") && !text.contains("addsitedir") {
        return Vec::new();
    }
    let Some(Parsed { tree, .. }) = syntax::parse(&text) else {
        return Vec::new();
    };
    let scan = Scan {
        text: &text,
        file,
        entry,
        root: tree.root_node(),
    };
    scan.folders()
}

struct Scan<'t> {
    text: &'t str,
    file: &'t str,
    entry: &'t Entry,
    root: Node<'t>,
}

/// A path: below a folder of the project, or not yet placed.
#[derive(Clone)]
enum Place {
    /// A file or folder of the project.
    Known(String),
    /// Text that was not joined to anything.
    Text(String),
}

/// How deeply path expressions may nest.
const MAX_DEPTH: u32 = 12;

impl<'t> Scan<'t> {
    fn folders(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(self.root, |node| {
            if kind(node) == Kind::Call {
                self.added_by(node, &mut found);
            }
            true
        });
        found
    }

    fn added_by(&self, call: Node<'t>, found: &mut Vec<String>) {
        let callee = field(call, Field::Function).map_or("", |callee| self.text_of(callee));
        let at = match callee {
            "sys.path.append" | "path.append" | "site.addsitedir" => 0,
            "sys.path.insert" | "path.insert" => 1,
            _ => return,
        };
        let folder = self
            .argument(call, at)
            .and_then(|folder| self.place(folder, MAX_DEPTH));
        match folder {
            Some(Place::Known(path)) => found.push(path),
            Some(Place::Text(text)) => found.extend(self.placed(&text)),
            None => {}
        }
    }

    /// Folders that a path means at run time: the task's folder and the layers.
    fn placed(&self, text: &str) -> Vec<String> {
        if let Some(rest) = text.strip_prefix("/opt/") {
            let layers = self.entry.layers.iter();
            return layers.filter_map(|layer| join(layer, rest)).collect();
        }
        let relative = text.strip_prefix("/var/task").unwrap_or(text);
        if text.starts_with('/') && relative == text {
            return Vec::new();
        }
        join(&self.entry.code_root, relative).into_iter().collect()
    }

    fn place(&self, node: Node<'t>, depth: u32) -> Option<Place> {
        let depth = depth.checked_sub(1)?;
        match kind(node) {
            Kind::String => Some(Place::Text(self.string(node)?.to_owned())),
            Kind::Identifier if self.text_of(node) == "__file__" => {
                Some(Place::Known(self.file.to_owned()))
            }
            Kind::Identifier => self.place(self.assigned(self.text_of(node))?, depth),
            Kind::ParenthesizedExpression => self.place(node.named_child(0)?, depth),
            Kind::Attribute => {
                let object = self.place(field(node, Field::Object)?, depth)?;
                match self.text_of(field(node, Field::Attribute)?) {
                    "parent" => up(object),
                    _ => None,
                }
            }
            Kind::Subscript => self.subscript(node, depth),
            Kind::BinaryOperator => {
                let left = self.place(field(node, Field::Left)?, depth)?;
                let right = self.place(field(node, Field::Right)?, depth)?;
                attach(left, right)
            }
            Kind::Call => self.call(node, depth),
            _ => None,
        }
    }

    /// `Path(__file__).parents[1]`, `os.environ["LAMBDA_TASK_ROOT"]`.
    fn subscript(&self, node: Node<'t>, depth: u32) -> Option<Place> {
        let value = field(node, Field::Value)?;
        if self.text_of(value) == "os.environ" {
            return self.task_root(node);
        }
        if kind(value) != Kind::Attribute
            || self.text_of(field(value, Field::Attribute)?) != "parents"
        {
            return None;
        }
        let index = node.named_child(1)?;
        let steps: u32 = self.text_of(index).parse().ok()?;
        let mut place = self.place(field(value, Field::Object)?, depth)?;
        for _ in 0..=steps.min(MAX_DEPTH) {
            place = up(place)?;
        }
        Some(place)
    }

    fn call(&self, node: Node<'t>, depth: u32) -> Option<Place> {
        let callee = field(node, Field::Function)?;
        let name = self.text_of(callee).rsplit('.').next()?;
        let argument = || {
            self.argument(node, 0)
                .and_then(|first| self.place(first, depth))
        };
        match name {
            "dirname" => up(argument()?),
            "abspath" | "realpath" | "normpath" | "str" | "Path" | "PurePath" | "fspath" => {
                argument()
            }
            "getcwd" | "cwd" => Some(Place::Known(self.entry.code_root.clone())),
            "get" | "getenv" => self.task_root(node),
            "join" | "joinpath" => {
                let parts = self
                    .arguments(node)
                    .into_iter()
                    .map(|part| self.place(part, depth));
                let object = match name {
                    "joinpath" => Some(self.place(field(callee, Field::Object)?, depth)),
                    _ => None,
                };
                let mut parts = object.into_iter().chain(parts);
                let first = parts.next()??;
                parts.try_fold(first, |place, part| attach(place, part?))
            }
            "resolve" | "absolute" | "as_posix" | "expanduser" => {
                self.place(field(callee, Field::Object)?, depth)
            }
            _ => None,
        }
    }

    fn task_root(&self, node: Node<'t>) -> Option<Place> {
        self.text_of(node)
            .contains("LAMBDA_TASK_ROOT")
            .then(|| Place::Known(self.entry.code_root.clone()))
    }

    /// What a name is assigned at the top level.
    fn assigned(&self, name: &str) -> Option<Node<'t>> {
        let mut value = None;
        walk(self.root, |node| {
            if kind(node) == Kind::Assignment
                && value.is_none()
                && field(node, Field::Left).is_some_and(|left| self.text_of(left) == name)
            {
                value = field(node, Field::Right);
            }
            kind(node) != Kind::FunctionDefinition
        });
        value
    }

    fn arguments(&self, call: Node<'t>) -> Vec<Node<'t>> {
        let Some(list) = field(call, Field::Arguments) else {
            return Vec::new();
        };
        let mut cursor = list.walk();
        list.named_children(&mut cursor)
            .filter(|argument| kind(*argument) != Kind::Comment)
            .collect()
    }

    fn argument(&self, call: Node<'t>, at: usize) -> Option<Node<'t>> {
        self.arguments(call).get(at).copied()
    }

    fn string(&self, node: Node<'t>) -> Option<&'t str> {
        let text = self.text_of(node).trim_start_matches(['r', 'R', 'u', 'U']);
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(text.trim_matches(quote))
    }

    fn text_of(&self, node: Node<'_>) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }
}

fn up(place: Place) -> Option<Place> {
    match place {
        Place::Known(path) if path.is_empty() => None,
        Place::Known(path) => Some(Place::Known(parent(&path).to_owned())),
        Place::Text(_) => None,
    }
}

fn attach(left: Place, right: Place) -> Option<Place> {
    let Place::Text(right) = right else {
        return None;
    };
    match left {
        Place::Known(path) => join(&path, &right).map(Place::Known),
        Place::Text(left) => Some(Place::Text(format!(
            "{}/{right}",
            left.trim_end_matches('/')
        ))),
    }
}
