//! YAML text into a [`Tree`], from the events of `saphyr-parser`.

use super::{Content, Layout, Lines, MAX_DEPTH, Node, NodeId, Style, SyntaxError, Tree};
use crate::template::Place;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, SpannedEventReceiver};
use std::collections::BTreeMap;
use std::ops::Range;

/// This many places are read that are not indented as the standard wants and as common readers do not mind.
const MAX_JOINED: usize = 200;

/// What the parser says about a quoted scalar whose lines are not indented more than its key.
const SCALAR_NOT_INDENTED: &str = "invalid indentation in quoted scalar";

/// What it says about a line inside of brackets or braces that is not.
const FLOW_NOT_INDENTED: &[&str] = &[
    "invalid indentation",
    "invalid indentation in flow construct",
];

/// What it says about a tab between a key's colon and its value, which YAML allows.
const TAB_AFTER_COLON: &str = "':' must be followed by a valid YAML whitespace";

/// Parses every document of a text. A byte order mark is skipped; spans count from the start of `text` all the same.
pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
    let mut content = text.trim_start_matches('\u{feff}').to_owned();
    for _ in 0..MAX_JOINED {
        match parse_strictly(text, &content) {
            Err(error) => content = joined(&content, &error).ok_or_else(|| syntax_error(&error))?,
            Ok(result) => return result,
        }
    }
    parse_strictly(text, &content).map_err(|error| syntax_error(&error))?
}

/// The text with the lines that an error is about put into one line of the same length: line ends read as blanks there.
fn joined(content: &str, error: &ScanError) -> Option<String> {
    let at = Offsets::new(content, 0).byte(*error.marker());
    if error.info() == SCALAR_NOT_INDENTED {
        return joined_scalar(content, at);
    }
    if error.info() == TAB_AFTER_COLON {
        return without_tabs(content, at);
    }
    if !FLOW_NOT_INDENTED.contains(&error.info()) {
        return None;
    }
    let (before, after) = content.split_at_checked(at)?;
    let (lines, margin) = before.rsplit_once('\n')?;
    let previous = lines.rsplit('\n').next()?;
    let is_joinable = margin.trim().is_empty() && !previous.contains('#');
    let (lines, blanks) = match lines.strip_suffix('\r') {
        Some(lines) => (lines, "  "),
        None => (lines, " "),
    };
    is_joinable.then(|| format!("{lines}{blanks}{margin}{after}"))
}

/// The tabs that separate a value at a place from what is before it, as blanks.
fn without_tabs(content: &str, at: usize) -> Option<String> {
    let (before, after) = content.split_at_checked(at)?;
    let key = before.trim_end_matches([' ', '\t']);
    let gap = before.len() - key.len();
    let has_tab = before.get(key.len()..)?.contains('\t');
    has_tab.then(|| format!("{key}{}{after}", " ".repeat(gap)))
}

fn joined_scalar(content: &str, at: usize) -> Option<String> {
    let (before, rest) = content.split_at_checked(at)?;
    let style = match rest.chars().next()? {
        '"' => Style::Double,
        '\'' => Style::Single,
        _ => return None,
    };
    let (scalar, after) = rest.split_at_checked(quoted_length(rest, style)?)?;
    let is_broken = scalar.contains('\n') && !scalar.contains("\\\n");
    is_broken.then(|| format!("{before}{}{after}", scalar.replace(['\n', '\r'], " ")))
}

/// Parses `content`, which is `text` without its byte order mark, byte for byte the same but for line ends in scalars.
fn parse_strictly(text: &str, content: &str) -> Result<Result<Tree, SyntaxError>, ScanError> {
    let mut builder = Builder {
        tree: Tree::default(),
        offsets: Offsets::new(content, text.len() - content.len()),
        lines: Lines::new(text),
        text,
        open: Vec::new(),
        anchors: BTreeMap::new(),
        too_deep: None,
    };
    Parser::new_from_str(content).load(&mut builder, true)?;
    Ok(match builder.too_deep {
        Some(at) => Err(SyntaxError {
            at,
            message: format!("nested more than {MAX_DEPTH} levels deep"),
        }),
        None => Ok(builder.tree),
    })
}

fn syntax_error(error: &ScanError) -> SyntaxError {
    SyntaxError {
        at: place(*error.marker()),
        message: format!("not valid YAML: {}", error.info()),
    }
}

fn place(marker: Marker) -> Place {
    Place {
        line: u32::try_from(marker.line()).unwrap_or(u32::MAX),
        column: u32::try_from(marker.col() + 1).unwrap_or(u32::MAX),
    }
}

/// From character indexes, which the parser counts in, to byte offsets.
struct Offsets {
    /// Byte offset of every character and of the end; empty when all characters are single bytes.
    bytes: Vec<usize>,
    length: usize,
    base: usize,
}

impl Offsets {
    fn new(text: &str, base: usize) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Self {
            bytes,
            length: text.len(),
            base,
        }
    }

    fn byte(&self, marker: Marker) -> usize {
        let at = if self.bytes.is_empty() {
            marker.index().min(self.length)
        } else {
            self.bytes
                .get(marker.index())
                .copied()
                .unwrap_or(self.length)
        };
        self.base + at
    }
}

/// A collection that is not finished.
struct Open {
    id: NodeId,
    /// Children so far; for a mapping, keys and values in turn.
    children: Vec<NodeId>,
}

struct Builder<'a> {
    tree: Tree,
    offsets: Offsets,
    lines: Lines<'a>,
    text: &'a str,
    open: Vec<Open>,
    anchors: BTreeMap<usize, NodeId>,
    too_deep: Option<Place>,
}

impl<'input> SpannedEventReceiver<'input> for Builder<'_> {
    fn on_event(&mut self, event: Event<'input>, span: Span) {
        if self.too_deep.is_some() {
            return;
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let style = scalar_style(style);
                let content = Content::Scalar(text.into_owned(), style);
                let id = self.add(content, tag.map(|tag| local_name(&tag)), anchor, span);
                let range = self.tree.node(id).span.clone();
                self.tree.node_mut(id).span = scalar_span(self.text, range, style);
                self.finish(id);
            }
            Event::Alias(anchor) => {
                if let Some(target) = self.anchors.get(&anchor).copied() {
                    let id = self.add(Content::Alias(target), None, 0, span);
                    self.finish(id);
                }
            }
            Event::SequenceStart(anchor, tag) => {
                let layout = self.layout(span, '[');
                let has_properties = anchor != 0 || tag.is_some();
                let tag = tag.map(|tag| local_name(&tag));
                self.start(Content::Sequence(Vec::new(), layout), tag, anchor, span);
                if layout == Layout::Block && !has_properties {
                    self.move_to_dash();
                }
            }
            Event::MappingStart(anchor, tag) => {
                let layout = self.layout(span, '{');
                let tag = tag.map(|tag| local_name(&tag));
                self.start(Content::Mapping(Vec::new(), layout), tag, anchor, span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }
}

impl Builder<'_> {
    fn add(&mut self, content: Content, tag: Option<String>, anchor: usize, span: Span) -> NodeId {
        let id = self.tree.push(Node {
            content,
            tag: tag.filter(|tag| !tag.is_empty()),
            anchored: anchor != 0,
            span: self.trimmed(span),
            at: self.place(span),
        });
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        id
    }

    fn start(&mut self, content: Content, tag: Option<String>, anchor: usize, span: Span) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep = Some(self.place(span));
            return;
        }
        let id = self.add(content, tag, anchor, span);
        self.open.push(Open {
            id,
            children: Vec::new(),
        });
    }

    /// The parser starts a sequence that is not indented behind its first dash.
    fn move_to_dash(&mut self) {
        let Some(id) = self.open.last().map(|open| open.id) else {
            return;
        };
        let start = self.tree.node(id).span.start;
        let before = self.text.get(..start).unwrap_or_default();
        let is_at_dash = self
            .text
            .get(start..)
            .is_some_and(|rest| rest.starts_with('-'));
        let Some(before) = before.trim_end().strip_suffix('-').filter(|_| !is_at_dash) else {
            return;
        };
        let dash = before.len();
        let at = self.lines.place(dash);
        let node = self.tree.node_mut(id);
        node.span.start = dash;
        node.at = at;
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let mut end = open
            .children
            .last()
            .map_or(0, |child| self.tree.node(*child).span.end);
        let flow = match &self.tree.node(open.id).content {
            Content::Sequence(_, layout) | Content::Mapping(_, layout) => *layout == Layout::Flow,
            _ => false,
        };
        if flow {
            end = self.offsets.byte(span.start) + 1;
        }
        let node = self.tree.node_mut(open.id);
        node.span.end = node.span.end.max(end);
        match &mut node.content {
            Content::Sequence(items, _) => *items = open.children,
            Content::Mapping(entries, _) => {
                let mut children = open.children.into_iter();
                while let (Some(key), Some(value)) = (children.next(), children.next()) {
                    entries.push((key, value));
                }
            }
            _ => {}
        }
        self.finish(open.id);
    }

    /// Hands a finished node to the collection it stands in.
    fn finish(&mut self, id: NodeId) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(id);
        } else if !self.is_empty_document(id) {
            self.tree.documents.push(id);
        }
    }

    fn is_empty_document(&self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        matches!(&node.content, Content::Scalar(text, Style::Plain) if text.is_empty())
    }

    fn place(&self, span: Span) -> Place {
        self.lines.place(self.offsets.byte(span.start))
    }

    /// The bytes of a span without the white space (and, for block scalars, the comments) that the parser counts in.
    fn trimmed(&self, span: Span) -> Range<usize> {
        let start = self.offsets.byte(span.start);
        let end = self.offsets.byte(span.end).max(start);
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    /// A collection in flow style starts with its bracket, once its tag and anchor are skipped.
    fn layout(&self, span: Span, opening: char) -> Layout {
        let start = self.offsets.byte(span.start);
        let mut rest = self.text.get(start..).unwrap_or_default();
        while rest.starts_with(['!', '&']) {
            let property = rest.find([' ', '\n', '\r', '\t']).unwrap_or(rest.len());
            rest = rest.get(property..).unwrap_or_default().trim_start();
        }
        if rest.starts_with(opening) {
            Layout::Flow
        } else {
            Layout::Block
        }
    }
}

/// The parser starts a block scalar at its content and ends a quoted one after the comment that follows it.
fn scalar_span(text: &str, span: Range<usize>, style: Style) -> Range<usize> {
    match style {
        Style::Plain => span,
        Style::Block => block_header(text, span.start).unwrap_or(span.start)..span.end,
        Style::Single | Style::Double => {
            let source = text.get(span.clone()).unwrap_or_default();
            let end = quoted_length(source, style).map_or(span.end, |length| span.start + length);
            span.start..end
        }
    }
}

/// Where the `|` or `>` stands whose content starts at `content`; `None` when the span starts with it or before it.
fn block_header(text: &str, content: usize) -> Option<usize> {
    let before = text.get(..content)?;
    let line = before.get(..before.rfind('\n')?)?.trim_end();
    let line_start = line.rfind('\n').map_or(0, |at| at + 1);
    let (at, _) = line.get(line_start..)?.char_indices().find(|(at, _)| {
        let rest = line.get(line_start + at..).unwrap_or_default();
        rest.strip_prefix(['|', '>']).is_some_and(|rest| {
            let rest =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
            rest.is_empty() || (rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#'))
        })
    })?;
    Some(line_start + at)
}

/// Bytes up to the closing quote of a scalar that may have a tag and an anchor in front.
fn quoted_length(source: &str, style: Style) -> Option<usize> {
    let quote = if style == Style::Single { '\'' } else { '"' };
    let opening = source.find(quote)?;
    let mut characters = source
        .char_indices()
        .skip_while(|(at, _)| *at <= opening)
        .peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && style == Style::Double {
            characters.next();
        } else if character == quote {
            let doubled = characters.peek().is_some_and(|(_, next)| *next == quote);
            if style == Style::Double || !doubled {
                return Some(at + 1);
            }
            characters.next();
        }
    }
    None
}

fn local_name(tag: &saphyr_parser::Tag) -> String {
    if tag.is_yaml_core_schema() {
        String::new()
    } else {
        tag.suffix.clone()
    }
}

fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}
