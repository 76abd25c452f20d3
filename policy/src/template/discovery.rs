//! Which files are templates, told from their content.

use super::path::{file_name, join};
use super::reading;
use crate::markup::{NodeId, SyntaxError, Tree};
use analyzer::project::Files;

/// Folders that hold no templates somebody wrote.
const SKIPPED: &[&str] = &[
    "node_modules",
    ".git",
    ".aws-sam",
    ".serverless",
    "target",
    "cdk.out",
    ".venv",
    "venv",
    "__pycache__",
    "dist",
    "build",
];

/// A search looks at this many folders.
const MAX_FOLDERS: usize = 50_000;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// SAM or CloudFormation: it has `Resources`.
    Resources,
    /// A Serverless Framework service.
    Service,
}

/// Templates at and below a folder, sorted.
pub fn discover(files: &dyn Files, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut next = 0;
    while let Some(folder) = folders.get(next).cloned() {
        next += 1;
        for (name, is_folder) in files.list(&folder) {
            let Some(path) = join(&folder, &name) else {
                continue;
            };
            if is_folder {
                if !SKIPPED.contains(&name.as_str()) && folders.len() < MAX_FOLDERS {
                    folders.push(path);
                }
            } else if may_be_template(&path)
                && files
                    .read(&path)
                    .is_some_and(|bytes| is_template(&path, &bytes))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Whether a file is worth reading to find out, told from its name alone.
pub fn may_be_template(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(extension, "yaml" | "yml" | "json" | "template") || is_program(path)
}

/// Whether a file is a template. One that names AWS resource types but cannot be parsed counts, so that its error is seen.
pub fn is_template(path: &str, bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    has_words(path, text)
        && (is_program(path) || is_parsed(path, text, &reading::parse(path, text)))
}

/// Whether a text has the words without which it is no template.
pub(crate) fn has_words(path: &str, text: &str) -> bool {
    let all = |words: &[&str]| words.iter().all(|word| text.contains(word));
    if is_program(path) {
        return all(&["service", "provider", "functions", "export"]);
    }
    all(&["AWS::", "Resources"]) || all(&["provider", "service"])
}

/// Whether a text that has the words is a template, by how it parses.
pub(crate) fn is_parsed(path: &str, text: &str, parsed: &Result<Tree, SyntaxError>) -> bool {
    match parsed {
        Ok(tree) => tree
            .documents
            .iter()
            .any(|root| document_kind(tree, *root).is_some()),
        Err(_) => {
            text.contains("AWSTemplateFormatVersion")
                || text.contains("AWS::Serverless-")
                || is_usual_name(path)
        }
    }
}

/// A Serverless configuration that is a program.
pub(crate) fn is_program(path: &str) -> bool {
    matches!(
        file_name(path),
        "serverless.ts" | "serverless.js" | "serverless.cjs" | "serverless.mjs"
    )
}

fn is_usual_name(path: &str) -> bool {
    matches!(
        file_name(path).rsplit_once('.'),
        Some(("serverless" | "template", _))
    )
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
    let says_so = |key| tree.at(root, &[key]).is_some();
    let has_version =
        resources.is_some() && (says_so("AWSTemplateFormatVersion") || says_so("Transform"));
    if has_types || has_version {
        return Some(DocumentKind::Resources);
    }
    let provider = tree.at(root, &["provider"])?;
    let name = tree
        .at(provider, &["name"])
        .and_then(|name| tree.text(name));
    let is_aws = name
        .or(tree.text(provider))
        .is_none_or(|name| name == "aws" || name.starts_with("${"));
    let has_functions = tree.at(root, &["functions"]).is_some();
    let is_service = tree.at(root, &["service"]).is_some() || has_functions && name.is_some();
    (is_aws && is_service).then_some(DocumentKind::Service)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::tests::project;

    #[test]
    fn templates_are_told_by_content() {
        let files = project(
            "//- /a/template.yaml\nResources: {X: {Type: AWS::S3::Bucket}}\n\
             //- /a/values.yaml\nResources: [cpu]\nx: AWS::\n\
             //- /b/serverless.yml\nservice: x\nprovider: {name: aws}\n\
             //- /b/other.yml\nservice: x\nprovider: {name: google}\n\
             //- /b/functions.yml\na: {handler: x.y}\n\
             //- /c/broken.json\n{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Resources\": {\"X\": {\"Type\": \"AWS::S3::Bucket\",}}}\n\
             //- /c/template.json\n{\"Resources\": {\"X\": {\"Type\": \"AWS::S3::Bucket\",}}}\n\
             //- /d/serverless.ts\nexport = {service: 'x', provider: {}, functions: {}}\n\
             //- /d/types/serverless.ts\nexport type X = 1\n\
             //- /node_modules/x/template.yaml\nResources: {X: {Type: AWS::S3::Bucket}}\n",
        );
        assert_eq!(
            discover(&files, ""),
            [
                "a/template.yaml",
                "b/serverless.yml",
                "c/broken.json",
                "c/template.json",
                "d/serverless.ts"
            ]
        );
    }
}
