//! Which resources a deployment must make before which: the graph that must not get a circle.

use super::reference::references;
use super::{Resource, Template, TriggerKind};
use crate::expr::Expr;
use std::collections::{BTreeMap, BTreeSet};

/// Who depends on whom, by logical id.
#[derive(Debug, Clone, Default)]
pub struct Graph<'a> {
    edges: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// The graph of a template. A SAM function does not depend on the sources of its own events; a bucket or a user pool that
/// SAM wires to a function depends on the function, and so does an API that SAM writes from the events of functions; of one that
/// the template spells out only the integrations depend on it.
pub fn graph(template: &Template) -> Graph<'_> {
    let mut graph = Graph::default();
    for resource in &template.resources {
        graph.add_resource(resource);
    }
    for function in &template.functions {
        for trigger in &function.triggers {
            let is_wired = |id: &str| match trigger.kind {
                TriggerKind::S3 | TriggerKind::Cognito => true,
                // An integration names the API and the function; the API names neither.
                TriggerKind::Http => trigger.is_event && is_written_by_sam(template, id),
                _ => false,
            };
            for reference in trigger.source.iter().flat_map(references) {
                if is_wired(reference.id) {
                    graph.add(reference.id, &function.logical_id);
                }
            }
        }
    }
    graph
}

/// Whether an API is made of the events that name it: SAM's own types, and the ones that it adds unasked.
fn is_written_by_sam(template: &Template, id: &str) -> bool {
    let declared = template.resources.iter().find(|resource| resource.id == id);
    declared.is_none_or(|resource| resource.kind.starts_with("AWS::Serverless::"))
}

/// Whether making `from` needs `to`, directly or through others: a reference from `to` back to `from` would be a circle.
///
/// With an S3 event of the bucket `Uploads` on the function `Thumbs`, `depends_on(template, "Uploads", "Thumbs")` holds, so
/// the role of `Thumbs` must not refer to `Uploads`.
pub fn depends_on(template: &Template, from: &str, to: &str) -> bool {
    graph(template).reaches(from, to)
}

impl<'a> Graph<'a> {
    /// Pseudo parameters need nothing and nothing makes them.
    fn add(&mut self, from: &'a str, to: &'a str) {
        if ![from, to].iter().any(|id| id.starts_with("AWS::")) {
            self.edges.entry(from).or_default().insert(to);
        }
    }

    fn add_resource(&mut self, resource: &'a Resource) {
        let is_sam = resource.kind.starts_with("AWS::Serverless::");
        for (key, value) in resource.properties.entries() {
            if !(is_sam && key == "Events") {
                self.add_references(&resource.id, value);
            }
        }
        let depends = resource.attributes.get("DependsOn").unwrap_or(&Expr::Null);
        let ids = depends
            .items()
            .iter()
            .chain([depends])
            .filter_map(Expr::as_text);
        for id in ids {
            self.add(&resource.id, id);
        }
    }

    fn add_references(&mut self, from: &'a str, value: &'a Expr) {
        for reference in references(value) {
            self.add(from, reference.id);
        }
    }

    /// Resources that need themselves through others.
    pub fn circles(&self) -> BTreeSet<String> {
        self.edges
            .iter()
            .filter(|(id, next)| {
                next.iter()
                    .any(|next| self.edges.contains_key(next) && self.reaches(next, id))
            })
            .map(|(id, _)| (*id).to_owned())
            .collect()
    }

    /// Whether a path leads from one resource to another; every resource reaches itself.
    pub fn reaches(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            for next in self.edges.get(id).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        false
    }
}
