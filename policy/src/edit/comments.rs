//! Comments above statements that say where in the code they come from.
//!
//! A pass of its own over finished text: it adds lines that are nothing but a comment, so no value can change.

use super::serverless;
use super::source::Source;
use crate::markup::{Content, Layout, NodeId};
use crate::template::{DeclaredRole, Kind, Template};
use std::collections::BTreeMap;

/// What our comments begin with: one that stands there already is written anew.
const OPENING: &str = "# from ";

/// Puts comments above the statements of functions. `sources` has by function and statement id what to say; `template` is read
/// from `text`. JSON has no comments, and statements in braces have no line for one: they stay.
///
/// With `{"Save": {"DynamodbOrders": "src/app.py:7 dynamodb:PutItem"}}`, the line `- Sid: DynamodbOrders` of the function's
/// policies gets `# from src/app.py:7 dynamodb:PutItem` above it.
pub fn annotated(
    text: &str,
    template: &Template,
    sources: &BTreeMap<String, BTreeMap<String, String>>,
) -> String {
    let Ok(source) = Source::new(&template.path, text.to_owned()) else {
        return text.to_owned();
    };
    let mut comments: BTreeMap<usize, String> = BTreeMap::new();
    for (function, statements) in sources {
        for place in places(&source, template, function) {
            if let Some(node) = source.node(&place) {
                collect(&source, node, statements, &mut comments);
            }
        }
    }
    let next = inserted(&source, &comments);
    match source.edited(next) {
        Ok(next) if next.documents == source.documents => next.text,
        _ => text.to_owned(),
    }
}

/// Where the statements of a function may stand.
fn places(source: &Source, template: &Template, name: &str) -> Vec<Vec<String>> {
    let Some(function) = template.functions.iter().find(|it| it.name == name) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    let resources: Vec<String> = match template.kind {
        Kind::Serverless => {
            places.extend(serverless::function_path(source, name));
            let site = serverless::site(source, template, function);
            site.map(|it| it.resources).unwrap_or_default()
        }
        Kind::Sam | Kind::CloudFormation => vec!["Resources".to_owned()],
    };
    let base = function.logical_id.strip_suffix("LambdaFunction");
    let base = base.unwrap_or(&function.logical_id);
    let mut ids = vec![function.logical_id.clone()];
    ids.extend((2..12).map(|number| format!("{base}Policy{number}")));
    if let DeclaredRole::Role(role) = &function.role {
        ids.extend(template.role(role).map(|it| it.id.clone()));
    }
    let below = |id: String| resources.iter().cloned().chain([id]).collect();
    places.extend(ids.into_iter().map(below));
    places
}

/// The comment of each line that starts a statement, by the line's offset.
fn collect(
    source: &Source,
    id: NodeId,
    statements: &BTreeMap<String, String>,
    comments: &mut BTreeMap<usize, String>,
) {
    let node = source.tree.node(id);
    match &node.content {
        Content::Sequence(items, _) => items
            .iter()
            .for_each(|item| collect(source, *item, statements, comments)),
        Content::Mapping(entries, layout) => {
            let sid = source.tree.entry(id, "Sid");
            let said = sid
                .and_then(|(_, sid)| source.tree.text(sid))
                .and_then(|sid| statements.get(sid));
            let before = source.text.get(..node.span.start).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let margin = before.get(line..).unwrap_or_default();
            if let (Some(said), Layout::Block, "-") = (said, layout, margin.trim()) {
                comments.insert(line, said.clone());
            }
            for (_, value) in entries {
                collect(source, *value, statements, comments);
            }
        }
        Content::Scalar(..) | Content::Alias(_) => {}
    }
}

fn inserted(source: &Source, comments: &BTreeMap<usize, String>) -> String {
    let mut out = String::new();
    let mut copied = 0;
    for (line, comment) in comments {
        let before = source.text.get(copied..*line).unwrap_or_default();
        let last = before.trim_end_matches(['\r', '\n']);
        let last_line = last.rsplit('\n').next().unwrap_or_default();
        let is_ours = last_line.trim_start().starts_with(OPENING);
        let kept = if is_ours {
            before.len() - (before.len() - last.len()) - last_line.len()
        } else {
            before.len()
        };
        out.push_str(before.get(..kept).unwrap_or_default());
        let rest = source.text.get(*line..).unwrap_or_default();
        let margin: String = rest.chars().take_while(|it| *it == ' ').collect();
        out.push_str(&format!(
            "{margin}{OPENING}{comment}{}",
            source.idiom.newline
        ));
        copied = *line;
    }
    out.push_str(source.text.get(copied..).unwrap_or_default());
    out
}
