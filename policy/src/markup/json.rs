//! JSON text into a [`Tree`]. Strict: no comments, no trailing commas.

use super::{Content, Layout, Lines, MAX_DEPTH, Node, NodeId, Style, SyntaxError, Tree};
use crate::template::Place;
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

/// Parses a text. A byte order mark is skipped; spans count from the start of `text` all the same.
pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
    let content = text.trim_start_matches('\u{feff}');
    let parsed = parse_to_ast(content, &collect(), &strict()).map_err(|error| SyntaxError {
        at: Place {
            line: u32::try_from(error.line_display()).unwrap_or(u32::MAX),
            column: u32::try_from(error.column_display()).unwrap_or(u32::MAX),
        },
        message: format!("not valid JSON: {}", lower_first(&error.kind().to_string())),
    })?;
    let mut builder = Builder {
        tree: Tree::default(),
        lines: Lines::new(content),
        base: text.len() - content.len(),
    };
    if let Some(value) = &parsed.value {
        let root = builder.value(value, 0)?;
        builder.tree.documents.push(root);
    }
    Ok(builder.tree)
}

fn collect() -> CollectOptions {
    CollectOptions {
        comments: CommentCollectionStrategy::Off,
        tokens: false,
    }
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

struct Builder<'a> {
    tree: Tree,
    lines: Lines<'a>,
    base: usize,
}

impl Builder<'_> {
    fn value(&mut self, value: &Value<'_>, depth: usize) -> Result<NodeId, SyntaxError> {
        let (start, end) = (value.start(), value.end());
        if depth > MAX_DEPTH {
            return Err(SyntaxError {
                at: self.lines.place(start),
                message: format!("nested more than {MAX_DEPTH} levels deep"),
            });
        }
        let content = match value {
            Value::StringLit(text) => Content::Scalar(text.value.to_string(), Style::Double),
            Value::NumberLit(number) => Content::Scalar(number.value.to_owned(), Style::Plain),
            Value::BooleanLit(boolean) => Content::Scalar(boolean.value.to_string(), Style::Plain),
            Value::NullKeyword(_) => Content::Scalar("null".to_owned(), Style::Plain),
            Value::Array(array) => Content::Sequence(
                array
                    .elements
                    .iter()
                    .map(|item| self.value(item, depth + 1))
                    .collect::<Result<_, _>>()?,
                Layout::Flow,
            ),
            Value::Object(object) => {
                let mut entries = Vec::with_capacity(object.properties.len());
                for property in &object.properties {
                    let key = self.key(&property.name);
                    entries.push((key, self.value(&property.value, depth + 1)?));
                }
                Content::Mapping(entries, Layout::Flow)
            }
        };
        Ok(self.push(content, start, end))
    }

    fn key(&mut self, name: &ObjectPropName<'_>) -> NodeId {
        let content = Content::Scalar(name.as_str().to_owned(), Style::Double);
        self.push(content, name.start(), name.end())
    }

    fn push(&mut self, content: Content, start: usize, end: usize) -> NodeId {
        self.tree.push(Node {
            content,
            tag: None,
            anchored: false,
            span: self.base + start..self.base + end,
            at: self.lines.place(start),
        })
    }
}
