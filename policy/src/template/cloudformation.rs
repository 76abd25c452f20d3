//! SAM and CloudFormation templates.

use super::constant::Constants;
use super::expression::expression;
use super::{
    DeclaredRole, Kind, Parameter, Place, Resource, Template, TemplateProblem, foreach, lambda,
    path, sam, trigger,
};
use crate::expr::Expr;
use crate::markup::{NodeId, Tree};
use analyzer::project::Files;
use std::collections::BTreeMap;

/// Reads a document that has `Resources`.
pub(crate) fn read(files: &dyn Files, path: &str, tree: &Tree, root: NodeId) -> Template {
    let mut problems = Vec::new();
    let document = expression(tree, root, &mut problems);
    let kind = kind(&document);
    let parameters = parameters(&document);
    let globals = document.get("Globals").cloned().unwrap_or(Expr::Null);
    let constants = Constants {
        parameters: &parameters,
        document: &document,
    };
    let resources = resources(tree, root, &constants, &globals);
    let mut template = Template {
        path: path.to_owned(),
        kind,
        functions: Vec::new(),
        resources,
        parameters,
        document,
        problems,
    };
    template.functions = functions(
        files,
        &mut template.problems,
        &Declared {
            path,
            resources: &template.resources,
            constants: Constants {
                parameters: &template.parameters,
                document: &template.document,
            },
        },
    );
    trigger::attach(&mut template.functions, &template.resources);
    template
}

/// What a function is read against.
pub(crate) struct Declared<'a> {
    /// The template's path.
    pub(crate) path: &'a str,
    /// Its resources.
    pub(crate) resources: &'a [Resource],
    /// Its defaults and mappings.
    pub(crate) constants: Constants<'a>,
}

impl Declared<'_> {
    /// The folder that paths in the template are relative to.
    pub(crate) fn folder(&self) -> &str {
        path::parent(self.path)
    }
}

/// SAM when it says so or uses its types.
fn kind(document: &Expr) -> Kind {
    let transforms = document.get("Transform").map(|it| it.to_json().to_string());
    let is_sam = transforms.is_some_and(|text| text.contains("AWS::Serverless"))
        || document
            .get("Resources")
            .map_or(&[][..], Expr::entries)
            .iter()
            .filter_map(|(_, resource)| resource.get("Type")?.as_text())
            .any(|kind| kind.starts_with("AWS::Serverless::"));
    if is_sam {
        Kind::Sam
    } else {
        Kind::CloudFormation
    }
}

pub(crate) fn parameters(document: &Expr) -> BTreeMap<String, Parameter> {
    let declared = document.get("Parameters").map_or(&[][..], Expr::entries);
    declared
        .iter()
        .map(|(name, value)| {
            let kind = value.get("Type").and_then(Expr::as_text);
            let parameter = Parameter {
                kind: kind.unwrap_or("String").to_owned(),
                default: value.get("Default").cloned(),
            };
            (name.clone(), parameter)
        })
        .collect()
}

/// The resources of a document with their places; SAM globals are merged in, loops are unrolled.
fn resources(
    tree: &Tree,
    root: NodeId,
    constants: &Constants<'_>,
    globals: &Expr,
) -> Vec<Resource> {
    let section = tree.at(root, &["Resources"]);
    let place = |id: &str| {
        let key = section.and_then(|section| tree.entry(section, id));
        key.map_or(Place::default(), |(key, _)| tree.node(key).at)
    };
    let declared = constants.document.get("Resources").unwrap_or(&Expr::Null);
    foreach::unrolled(declared, constants)
        .iter()
        .filter_map(|it| resource(&it.id, &it.value, globals, place(&it.written)))
        .collect()
}

/// A declaration under `Resources`; nothing when it has no type.
pub(crate) fn resource(
    id: &str,
    declaration: &Expr,
    globals: &Expr,
    at: Place,
) -> Option<Resource> {
    let kind = declaration.get("Type")?.as_text()?;
    let own = declaration
        .get("Properties")
        .cloned()
        .unwrap_or(Expr::Map(Vec::new()));
    let attributes = declaration
        .entries()
        .iter()
        .filter(|(key, _)| key != "Properties" && key != "Type")
        .cloned()
        .collect();
    Some(Resource {
        id: id.to_owned(),
        kind: kind.to_owned(),
        properties: sam::with_globals(kind, own, globals),
        condition: declaration.get("Condition").and_then(condition_name),
        attributes: Expr::Map(attributes),
        at,
    })
}

fn condition_name(condition: &Expr) -> Option<String> {
    match condition {
        Expr::Text(name) => Some(name.clone()),
        Expr::Call(_, argument) => argument.as_text().map(str::to_owned),
        _ => None,
    }
}

fn functions(
    files: &dyn Files,
    problems: &mut Vec<TemplateProblem>,
    declared: &Declared<'_>,
) -> Vec<super::Function> {
    let mut functions = Vec::new();
    for resource in declared.resources {
        let function = match resource.kind.as_str() {
            "AWS::Serverless::Function" => sam::function(files, problems, declared, resource),
            "AWS::Lambda::Function" => function(files, problems, declared, resource),
            _ => continue,
        };
        functions.push(function);
    }
    functions
}

/// An `AWS::Lambda::Function`.
fn function(
    files: &dyn Files,
    problems: &mut Vec<TemplateProblem>,
    declared: &Declared<'_>,
    resource: &Resource,
) -> super::Function {
    let mut function = lambda::function(files, declared, resource);
    let properties = &resource.properties;
    function.role = match properties.get("Role") {
        Some(role) => DeclaredRole::Role(role.clone()),
        None => DeclaredRole::Implicit,
    };
    let code = properties.get("Code").unwrap_or(&Expr::Null);
    lambda::locate_code(files, problems, declared, resource, code, &mut function);
    for other in declared.resources {
        if other.kind == "AWS::Lambda::EventInvokeConfig" {
            lambda::add_destinations(&mut function, other, declared.resources);
        }
    }
    function
}
