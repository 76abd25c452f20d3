//! What a template declares, seen from a value: which resource an expression or a name means, and its name and ARN.
//!
//! Names and ARNs come in two ways: by reference (`Fn::GetAtt`), or spelled out from the resource's name, for where a
//! reference would close a circle or an ARN has to be taken apart.

use super::arn::{Format, SLASHED};
use super::resolve::{self, Defaults, canonical};
use super::resource_types::{Gives, ResourceType, resource_type};
use super::text::Text;
use crate::expr::Expr;
use crate::template::{Kind, Resource, Template, dependency};
use std::collections::{BTreeMap, BTreeSet};

/// A template with its resources indexed. Functions that only the framework compiles count as resources too.
#[derive(Debug)]
pub struct Declared<'a> {
    /// The template.
    pub template: &'a Template,
    /// Which resources need which.
    pub dependencies: dependency::Graph<'a>,
    resources: BTreeMap<&'a str, &'a Resource>,
    compiled: BTreeMap<String, Resource>,
    /// The ARN formats of its resources' types, taken apart.
    formats: BTreeMap<&'static str, Format>,
}

impl<'a> Declared<'a> {
    /// Indexes a template.
    pub fn new(template: &'a Template) -> Self {
        let resources = template
            .resources
            .iter()
            .map(|it| (it.id.as_str(), it))
            .collect();
        let mut declared = Self {
            template,
            dependencies: dependency::graph(template),
            resources,
            compiled: compiled_resources(template),
            formats: BTreeMap::new(),
        };
        let rows: BTreeSet<&'static str> = declared.typed().map(|(_, row)| row.arn).collect();
        declared.formats = rows.into_iter().map(|it| (it, Format::new(it))).collect();
        declared
    }

    /// The resource with this logical id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources
            .get(id)
            .copied()
            .or_else(|| self.compiled.get(id))
    }

    /// All resources of known types, in the order of their ids.
    pub fn typed(&self) -> impl Iterator<Item = (&Resource, &'static ResourceType)> {
        let declared = self.resources.values().copied();
        declared
            .chain(self.compiled.values())
            .filter_map(|resource| Some((resource, resource_type(&resource.kind)?)))
    }

    /// The resource that an expression names, and how. `None` for what else a resource gives: an output of a nested stack
    /// is a value that only the deployment knows, like that of a parameter.
    pub fn meant_by(&self, expr: &Expr) -> Option<(&Resource, Gives)> {
        let (id, attribute) = reference(expr)?;
        // To SAM, `Ref` of `Fn.Alias` or `Fn.Version` is the ARN of what it makes beside the function.
        if let (Some((owner, _)), None) = (id.split_once('.'), attribute) {
            return Some((self.resource(owner)?, Gives::OtherArn));
        }
        let resource = self.resource(id)?;
        let row = resource_type(&resource.kind)?;
        let gives = match attribute {
            None => row.reference,
            Some(attribute) => row.attribute(attribute),
        };
        (gives != Gives::Other).then_some((resource, gives))
    }

    /// The resources of the types with this ARN format whose name is this text.
    ///
    /// Texts are compared after everything the document tells is put in; where no resource has the name as written,
    /// parameters are taken at their defaults.
    pub fn named(&self, format: &Format, name: &Text) -> Vec<&Resource> {
        if name.has_unknown() || name.is_empty() {
            return Vec::new();
        }
        for defaults in [Defaults::Ignored, Defaults::Used] {
            let wanted = canonical(self, name, defaults);
            let found: Vec<_> = self
                .typed()
                .filter(|(_, row)| {
                    let base = self.formats.get(row.arn);
                    base.is_some_and(|base| format.begins_with(base))
                })
                .filter(|(resource, row)| {
                    self.given_names(resource, row)
                        .iter()
                        .any(|given| canonical(self, given, defaults) == wanted)
                })
                .map(|(resource, _)| resource)
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The name a resource is declared with, as written; empty when CloudFormation makes one.
    pub fn given_names(&self, resource: &Resource, row: &ResourceType) -> Vec<Text> {
        let property = row.name_property.and_then(|path| {
            path.split('.')
                .try_fold(&resource.properties, |value, key| value.get(key))
        });
        property
            .map(|name| resolve::texts(self, name))
            .unwrap_or_default()
    }

    /// The text that fills the last placeholder of a resource's ARN format, by reference if that can be.
    pub fn name_of(&self, resource: &Resource, row: &ResourceType) -> Text {
        if row.reference == Gives::Name {
            return Text::reference(&resource.id);
        }
        match row.attribute_giving(Gives::Name) {
            Some(attribute) => Text::template(Expr::get_att(&resource.id, attribute)),
            None => self.spelled_name(resource, row),
        }
    }

    /// A resource's ARN by reference.
    pub fn arn_of(&self, resource: &Resource, row: &ResourceType) -> Text {
        if row.reference == Gives::Arn {
            return Text::reference(&resource.id);
        }
        match row.attribute_giving(Gives::Arn) {
            Some(attribute) => Text::template(Expr::get_att(&resource.id, attribute)),
            None => self.arn_with_name(row, &self.name_of(resource, row)),
        }
    }

    /// A resource's ARN without any reference to it.
    pub fn spelled_arn(&self, resource: &Resource, row: &ResourceType) -> Text {
        self.arn_with_name(row, &self.spelled_name(resource, row))
    }

    pub(crate) fn arn_with_name(&self, row: &ResourceType, name: &Text) -> Text {
        if row.arn.ends_with("WithoutLeadingSlash}") {
            return Format::new(row.arn).with_name(&self.path(name));
        }
        Format::new(row.arn).with_name(name)
    }

    /// A slash-separated name for an ARN format that has the leading slash of its own.
    ///
    /// Whether a name by reference begins with a slash is told from what it stands for; where nothing tells, the
    /// result matches both.
    pub fn path(&self, text: &Text) -> Text {
        if let Some(rest) = text.strip_prefix("/") {
            return rest;
        }
        let Some(expr) = text.as_template() else {
            return text.clone();
        };
        let stands_for = match self.meant_by(expr) {
            Some((resource, _)) => resource_type(&resource.kind)
                .and_then(|row| self.given_names(resource, row).into_iter().next())
                // Names that CloudFormation makes have no slash.
                .unwrap_or_else(|| Text::literal(&resource.id)),
            None => canonical(self, text, Defaults::Used),
        };
        match stands_for.leading_literal().chars().next() {
            Some('/') => Text::literal(SLASHED).then(text),
            Some(_) => text.clone(),
            None => Text::literal(SLASHED).then(&Text::any()).then(text),
        }
    }

    /// A resource's name without any reference to it.
    ///
    /// A name that CloudFormation makes begins with the stack's name and the logical id; buckets have it in lower
    /// case, and long ids are cut, so the pattern may match a few resources more.
    pub fn spelled_name(&self, resource: &Resource, row: &ResourceType) -> Text {
        if let [name] = self.given_names(resource, row).as_slice() {
            return name.clone();
        }
        if row.name_property.is_none() {
            return Text::any();
        }
        let mut id: String = resource.id.chars().take(LONGEST_ID).collect();
        if id.len() == resource.id.len() {
            id.push('-');
        }
        if lower_case_names(row) {
            let id = format!("-{}", id.to_lowercase());
            return Text::generated().then_literal(&id).then(&Text::generated());
        }
        Text::reference("AWS::StackName")
            .then_literal(&format!("-{id}"))
            .then(&Text::generated())
    }

    /// An ARN or a name given by reference, spelled out so that it can be taken apart.
    pub fn spelled_out(&self, expr: &Expr) -> Option<Text> {
        let (resource, gives) = self.meant_by(expr)?;
        let row = resource_type(&resource.kind)?;
        match gives {
            Gives::Arn => Some(Format::new(row.arn).with_name(&self.name_of(resource, row))),
            _ => None,
        }
    }
}

/// As many characters of a logical id survive in every generated name.
const LONGEST_ID: usize = 24;

/// Types whose names may hold no capitals.
fn lower_case_names(row: &ResourceType) -> bool {
    row.arn.contains(":s3:::") || row.arn.contains(":rds:") || row.arn.contains(":redshift:")
}

/// The logical id and attribute that a `Ref` or `Fn::GetAtt` names. `Ref` of `Fn.Alias` is an attribute to SAM.
pub fn reference(expr: &Expr) -> Option<(&str, Option<&str>)> {
    let Expr::Call(name, argument) = expr else {
        return None;
    };
    match (name.as_str(), argument.as_ref()) {
        ("Ref", Expr::Text(id)) => Some((id, None)),
        ("Fn::GetAtt", Expr::Text(path)) => path.split_once('.').map(|(id, rest)| (id, Some(rest))),
        ("Fn::GetAtt", Expr::List(items)) => match items.as_slice() {
            [Expr::Text(id), Expr::Text(attribute)] => Some((id, Some(attribute))),
            _ => None,
        },
        _ => None,
    }
}

/// Resources that a framework makes and that templates refer to by their fixed logical ids.
fn compiled_resources(template: &Template) -> BTreeMap<String, Resource> {
    let fixed: &[(&str, &str)] = match template.kind {
        Kind::Sam => &[
            ("ServerlessRestApi", "AWS::ApiGateway::RestApi"),
            ("ServerlessHttpApi", "AWS::ApiGatewayV2::Api"),
        ],
        Kind::Serverless => &[
            ("ApiGatewayRestApi", "AWS::ApiGateway::RestApi"),
            ("HttpApi", "AWS::ApiGatewayV2::Api"),
            ("WebsocketsApi", "AWS::ApiGatewayV2::Api"),
            ("ServerlessDeploymentBucket", "AWS::S3::Bucket"),
        ],
        Kind::CloudFormation => &[],
    };
    let plain = |id: &str, kind: &str, properties: Expr| Resource {
        id: id.to_owned(),
        kind: kind.to_owned(),
        properties,
        condition: None,
        attributes: Expr::Null,
        at: crate::template::Place::default(),
    };
    let mut compiled: BTreeMap<String, Resource> = fixed
        .iter()
        .map(|(id, kind)| ((*id).to_owned(), plain(id, kind, Expr::Map(Vec::new()))))
        .collect();
    for function in &template.functions {
        let name = function.function_name.clone();
        let properties = name
            .map(|name| ("FunctionName".to_owned(), name))
            .into_iter()
            .collect();
        compiled.insert(
            function.logical_id.clone(),
            plain(
                &function.logical_id,
                "AWS::Lambda::Function",
                Expr::Map(properties),
            ),
        );
    }
    compiled.retain(|id, _| template.resources.iter().all(|resource| resource.id != *id));
    compiled
}
