//! Results saved by earlier runs, of this repository or of others.

use super::distinct::distinct;
use crate::failure::Failure;
use crate::wire::synth::Document;
use std::path::Path;

/// A document with the name its repository has in a report; this run's own needs none.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The repository's name, or nothing.
    pub(crate) name: String,
    /// Its results.
    pub(crate) document: Document,
}

/// Whether a file holds results rather than a template or sources. Says no to what cannot be read.
pub(crate) fn is_saved(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json")
        && path.is_file()
        && std::fs::read(path).is_ok_and(|bytes| looks_saved(&bytes))
}

/// Results begin with their version; no template does.
fn looks_saved(bytes: &[u8]) -> bool {
    let start: String = bytes
        .iter()
        .take(64)
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| char::from(*byte))
        .collect();
    start.starts_with("{\"version\":1,\"templates\":")
}

/// Reads saved results; of several, each is named by what tells its path from the others.
pub(crate) fn read(paths: &[&String]) -> Result<Vec<Unit>, Failure> {
    let documents = paths.iter().map(|it| document(it));
    let documents: Vec<Document> = documents.collect::<Result<_, _>>()?;
    let names: Vec<String> = paths
        .iter()
        .map(|it| it.strip_suffix(".json").unwrap_or(it).to_owned())
        .collect();
    let names = match names.as_slice() {
        [_] => vec![String::new()],
        names => distinct(names),
    };
    let units = names.into_iter().zip(documents);
    Ok(units
        .map(|(name, document)| Unit { name, document })
        .collect())
}

/// Reads one file of results.
pub(crate) fn document(path: &str) -> Result<Document, Failure> {
    let unreadable = |cause: String| Failure::Saved {
        path: path.to_owned(),
        cause,
    };
    let bytes = std::fs::read(path).map_err(|it| unreadable(it.to_string()))?;
    let document: Document =
        serde_json::from_slice(&bytes).map_err(|it| unreadable(it.to_string()))?;
    if document.version != 1 {
        return Err(unreadable(format!(
            "version {} is not known",
            document.version
        )));
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_from_templates() {
        assert!(looks_saved(b"{\"version\":1,\"templates\":[]}"));
        assert!(looks_saved(b"{\n  \"version\": 1,\n  \"templates\": []}"));
        assert!(!looks_saved(
            b"{\"AWSTemplateFormatVersion\": \"2010-09-09\"}"
        ));
    }
}
