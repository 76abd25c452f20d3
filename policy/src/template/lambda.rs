//! What all formats say about a Lambda function in the same words.

use super::cloudformation::Declared;
use super::reference::references;
use super::trigger::{names, select};
use super::{Function, Platform, Resource, TemplateProblem, code, image, path};
use crate::expr::Expr;
use analyzer::project::Files;
use std::collections::{BTreeMap, BTreeSet};

/// A function with everything but its code, its role and what formats spell differently.
pub(crate) fn function(
    files: &dyn Files,
    declared: &Declared<'_>,
    resource: &Resource,
) -> Function {
    let properties = &resource.properties;
    let text = |key: &str| {
        properties
            .get(key)
            .and_then(|it| declared.constants.text(it))
    };
    let layer_references = properties
        .get("Layers")
        .map_or(&[][..], Expr::items)
        .to_vec();
    Function {
        name: resource.id.clone(),
        logical_id: resource.id.clone(),
        function_name: properties.get("FunctionName").cloned(),
        runtime: text("Runtime"),
        handler: text("Handler").or_else(|| image_command(properties)),
        code_root: None,
        inline_code: None,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: layers(files, declared, &layer_references),
        layer_references,
        environment: environment(properties.at(&["Environment", "Variables"])),
        triggers: Vec::new(),
        platform: platform(properties),
        role: super::DeclaredRole::Implicit,
        condition: resource.condition.clone(),
        at: resource.at,
    }
}

/// Environment variables; anything but a mapping declares none.
pub(crate) fn environment(variables: Option<&Expr>) -> BTreeMap<String, Expr> {
    variables
        .map_or(&[][..], Expr::entries)
        .iter()
        .cloned()
        .collect()
}

fn image_command(properties: &Expr) -> Option<String> {
    let command = properties.at(&["ImageConfig", "Command"])?;
    command.items().first()?.as_text().map(str::to_owned)
}

/// What the properties of a compiled function, and those that SAM spells alike, ask of Lambda.
pub(crate) fn platform(properties: &Expr) -> Platform {
    let present = |path: &[&str]| properties.at(path).filter(|it| **it != Expr::Null).cloned();
    Platform {
        vpc: present(&["VpcConfig"]),
        file_systems: select(properties, "FileSystemConfigs.[].Arn")
            .into_iter()
            .cloned()
            .collect(),
        kms_key: present(&["KmsKeyArn"]),
        log_group: present(&["LoggingConfig", "LogGroup"]),
        durable: properties.get("DurableConfig").is_some(),
        dead_letter: present(&["DeadLetterConfig", "TargetArn"]),
        tracing: properties.at(&["TracingConfig", "Mode"]).and_then(active),
        destinations: Vec::new(),
    }
}

/// A tracing mode, unless it says that there is none.
pub(crate) fn active(mode: &Expr) -> Option<Expr> {
    match mode {
        Expr::Null | Expr::Bool(false) => None,
        Expr::Text(text) if text == "PassThrough" || text == "Disabled" => None,
        mode => Some(mode.clone()),
    }
}

/// Source text in a template: plain, or the text of a `Fn::Sub` or a `Fn::Join` of lines.
pub(crate) fn inline_text(code: &Expr) -> Option<String> {
    match code {
        Expr::Text(text) => Some(text.clone()),
        Expr::Call(name, argument) => match (name.as_str(), argument.as_ref()) {
            ("Fn::Sub", Expr::Text(text)) => Some(text.clone()),
            ("Fn::Sub", Expr::List(parts)) => parts.first()?.as_text().map(str::to_owned),
            ("Fn::Join", Expr::List(parts)) => {
                let lines: Option<Vec<_>> =
                    parts.get(1)?.items().iter().map(Expr::as_text).collect();
                Some(lines?.join(parts.first()?.as_text()?))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Fills in where the code is and which binaries it may be, from a `CodeUri` or `Code`.
pub(crate) fn locate_code(
    files: &dyn Files,
    problems: &mut Vec<TemplateProblem>,
    declared: &Declared<'_>,
    resource: &Resource,
    code: &Expr,
    function: &mut Function,
) {
    if let Some(text) = code.get("ZipFile").and_then(inline_text) {
        function.inline_code = Some(text);
    }
    let is_image = code.get("ImageUri").is_some()
        || resource
            .properties
            .get("PackageType")
            .and_then(Expr::as_text)
            == Some("Image");
    if function.inline_code.is_some() || is_image {
        return;
    }
    let local = declared
        .constants
        .text(code)
        .filter(|text| !text.starts_with("s3://"));
    match &local {
        Some(text) => {
            function.code_root = code::folder(files, declared.folder(), text);
            if function.code_root.is_none() {
                let message = format!(
                    "code `{text}` of `{}` lies outside of the project",
                    resource.id
                );
                problems.push(problem("outside", resource, message));
            }
        }
        None => guess(files, problems, declared, resource, code, function),
    }
    function.binaries = binaries(function, local.as_deref());
}

fn guess(
    files: &dyn Files,
    problems: &mut Vec<TemplateProblem>,
    declared: &Declared<'_>,
    resource: &Resource,
    code: &Expr,
    function: &mut Function,
) {
    let key = ["S3Key", "Key"].iter().find_map(|key| code.get(key));
    let key = key.and_then(|key| declared.constants.text(key).or_else(|| inline_text(key)));
    let handler = function.handler.clone().unwrap_or_default();
    let key = key.or_else(|| declared.constants.text(code));
    function.code_root = code::guess(files, declared.folder(), key.as_deref(), &handler)
        .filter(|guess| guess.by_name || !is_shared_handler(declared, resource, &handler))
        .map(|guess| guess.folder);
    if function.code_root.is_none() {
        let message = format!(
            "the code of `{}` is an object in a bucket and no single folder here holds its handler `{handler}`; give its \
             folder as a local path",
            resource.id
        );
        problems.push(problem("missing-code", resource, message));
    }
}

/// Whether another function of the template has the same handler string: then nothing tells whose code a folder holds.
fn is_shared_handler(declared: &Declared<'_>, resource: &Resource, handler: &str) -> bool {
    declared.resources.iter().any(|other| {
        other.id != resource.id
            && other.properties.get("Handler").and_then(Expr::as_text) == Some(handler)
    })
}

fn problem(kind: &str, resource: &Resource, message: String) -> TemplateProblem {
    TemplateProblem {
        kind: kind.to_owned(),
        at: resource.at,
        message,
    }
}

/// Fills in what the Dockerfile of an image says.
pub(crate) fn fill_from_image(
    files: &dyn Files,
    context: &str,
    dockerfile: &str,
    function: &mut Function,
) {
    let image = image::image(files, context, dockerfile, function.handler.as_deref());
    function.runtime = function.runtime.take().or(image.runtime);
    function.handler = image.handler;
    function.code_root = image.code_root;
    if function.runtime.as_deref() == Some("provided") {
        function.binaries = binaries(function, None);
    }
}

/// Names that the Cargo binary of a function may have, most specific first; none for runtimes that are not `provided`.
pub(crate) fn binaries(function: &Function, code: Option<&str>) -> Vec<String> {
    if !function
        .runtime
        .as_deref()
        .is_none_or(|it| it.starts_with("provided") || it == "rust")
    {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    names.extend(
        code.and_then(code::cargo_artifact)
            .map(|(_, name)| name.to_owned()),
    );
    let handler = function
        .handler
        .as_deref()
        .filter(|it| !matches!(*it, "bootstrap" | "provided"));
    names.extend(
        handler
            .into_iter()
            .flat_map(|it| it.rsplit('.'))
            .map(str::to_owned),
    );
    names.extend(
        function
            .code_root
            .as_deref()
            .map(path::file_name)
            .map(str::to_owned),
    );
    names.extend(crate_names(&function.name));
    names.retain(|name| !name.is_empty());
    remove_repeated(&mut names);
    names
}

/// Keeps the first of equal names.
pub(crate) fn remove_repeated(names: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
}

/// `PutItemFunction` as `put-item-function`, `put_item_function`, `put-item`, `put_item`.
fn crate_names(logical_id: &str) -> Vec<String> {
    let mut words = String::new();
    for (at, character) in logical_id.char_indices() {
        if character.is_uppercase() && at > 0 && !words.ends_with('-') {
            words.push('-');
        }
        words.extend(character.to_lowercase());
    }
    let short = words
        .trim_end_matches("-function")
        .trim_end_matches("-lambda")
        .to_owned();
    [words, short]
        .into_iter()
        .flat_map(|name| [name.clone(), name.replace('-', "_")])
        .collect()
}

/// Folders of the layers that the template itself declares.
pub(crate) fn layers(files: &dyn Files, declared: &Declared<'_>, layers: &[Expr]) -> Vec<String> {
    let ids: Vec<&str> = layers.iter().flat_map(references).map(|it| it.id).collect();
    declared
        .resources
        .iter()
        .filter(|it| ids.contains(&it.id.as_str()))
        .filter_map(|it| match it.kind.as_str() {
            "AWS::Serverless::LayerVersion" => it.properties.get("ContentUri"),
            "AWS::Lambda::LayerVersion" => it.properties.get("Content"),
            _ => None,
        })
        .filter_map(|content| declared.constants.text(content))
        .filter(|content| !content.starts_with("s3://"))
        .filter_map(|content| code::folder(files, declared.folder(), &content))
        .flat_map(|content| code::layer_folders(files, &content))
        .collect()
}

/// Adds the destinations of an `AWS::Lambda::EventInvokeConfig` to the function it names.
pub(crate) fn add_destinations(function: &mut Function, config: &Resource, resources: &[Resource]) {
    let Some(target) = config.properties.get("FunctionName") else {
        return;
    };
    if names(function, target, resources, 4) {
        let destinations = select(&config.properties, "DestinationConfig.*.Destination");
        function
            .platform
            .destinations
            .extend(destinations.into_iter().cloned());
    }
}
