//! Which files are templates, told from their content.

use crate::markup::{NodeId, Tree};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// SAM or CloudFormation.
    Resources,
}

/// What a parsed document is; `None` for anything that is not a template.
pub fn document_kind(tree: &Tree, root: NodeId) -> Option<DocumentKind> {
    let resources = tree.at(root, &["Resources"]);
    let has_types = resources.is_some_and(|resources| {
        tree.entries(resources).iter().any(|(_, resource)| {
            tree.at(*resource, &["Type"])
                .and_then(|kind| tree.text(kind))
                .is_some_and(|kind| kind.contains("::"))
        })
    });
    let has_version = tree.at(root, &["AWSTemplateFormatVersion"]).is_some() && resources.is_some();
    (has_types || has_version).then_some(DocumentKind::Resources)
}
