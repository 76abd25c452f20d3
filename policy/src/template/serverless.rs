//! Serverless Framework services.

mod event;
mod extension;
pub(crate) mod naming;
pub(crate) mod role;
mod variable;
mod variables;

use super::cloudformation::{self, Declared};
use super::constant::Constants;
use super::expression::expression;
use super::given::Given;
use super::{Function, Kind, Place, Platform, Resource, Template, TemplateProblem};
use super::{code, lambda, path, trigger};
use crate::expr::Expr;
use crate::markup::{Content, Node, NodeId, Tree};
use analyzer::project::Files;
pub(crate) use extension::COMPILED_CHANGES;
use naming::{function_logical_id, normalized};
use variables::Variables;

/// Reads a service's configuration. [`Template::document`] has its variables resolved.
pub(crate) fn read(
    files: &dyn Files,
    path: &str,
    tree: &Tree,
    root: NodeId,
    given: &Given,
) -> Template {
    let mut problems = Vec::new();
    let raw = expression(tree, root, &mut problems);
    let variables = Variables::new(files, path::parent(path), &raw, given);
    let document = variables.resolve(&raw);
    let resources = resources(tree, root, &document);
    let sections = sections(&document);
    let template_parameters = sections
        .iter()
        .flat_map(|it| cloudformation::parameters(it))
        .collect();
    let mut template = Template {
        path: path.to_owned(),
        kind: Kind::Serverless,
        functions: Vec::new(),
        resources,
        parameters: template_parameters,
        document,
        problems,
    };
    let service = Service {
        files,
        variables: &variables,
        document: &template.document,
        declared: Declared {
            path,
            resources: &template.resources,
            constants: Constants {
                parameters: &template.parameters,
                document: &template.document,
            },
        },
    };
    let mut functions = Vec::new();
    let constructed = construct_functions(&template.document);
    let constructed = constructed
        .iter()
        .map(|(name, declaration)| (name.as_str(), declaration));
    for (name, declaration) in keyed(template.document.get("functions"))
        .into_iter()
        .chain(constructed)
    {
        let at = place(tree, root, name);
        match declaration {
            Expr::Map(_) => functions.push(service.function(name, declaration, at)),
            _ => template.problems.push(TemplateProblem {
                kind: "bad-function".to_owned(),
                at,
                message: format!("function `{name}` is no mapping; give it a `handler`"),
            }),
        }
    }
    let found = variables.problems().into_iter();
    template
        .problems
        .extend(found.map(|problem| placed(tree, problem)));
    trigger::attach(&mut functions, &template.resources);
    attach_state_machines(&mut functions, &template.document);
    template.functions = functions;
    template
}

/// A problem of a variable at the first text that holds what its message names first.
fn placed(tree: &Tree, problem: TemplateProblem) -> TemplateProblem {
    let named = problem.message.split('`').nth(1).unwrap_or_default();
    let holds =
        |node: &&Node| matches!(&node.content, Content::Scalar(text, _) if text.contains(named));
    let node = tree.nodes().find(holds).filter(|_| !named.is_empty());
    TemplateProblem {
        at: node.map_or(problem.at, |node| node.at),
        ..problem
    }
}

/// The entries of a mapping, or of every mapping of a list.
fn keyed(section: Option<&Expr>) -> Vec<(&str, &Expr)> {
    let section = section.unwrap_or(&Expr::Null);
    section
        .entries()
        .iter()
        .chain(section.items().iter().flat_map(Expr::entries))
        .map(|(key, value)| (key.as_str(), value))
        .collect()
}

/// The templates under `resources`: one, or a list of them.
fn sections(document: &Expr) -> Vec<&Expr> {
    match document.get("resources") {
        Some(Expr::List(items)) => items.iter().collect(),
        Some(section) => vec![section],
        None => Vec::new(),
    }
}

fn resources(tree: &Tree, root: NodeId, document: &Expr) -> Vec<Resource> {
    let written = tree.at(root, &["resources"]);
    let section_nodes: Vec<NodeId> = match written {
        Some(node) if !tree.items(node).is_empty() => tree.items(node).to_vec(),
        Some(node) => vec![node],
        None => Vec::new(),
    };
    let place = |id: &str| {
        let key = section_nodes
            .iter()
            .find_map(|section| tree.entry(tree.at(*section, &["Resources"])?, id));
        let fallback = || tree.entry(root, "resources");
        key.or_else(fallback)
            .map_or(Place::default(), |(key, _)| tree.node(key).at)
    };
    sections(document)
        .into_iter()
        .filter_map(|section| section.get("Resources"))
        .flat_map(Expr::entries)
        .filter_map(|(id, declaration)| {
            cloudformation::resource(id, declaration, &Expr::Null, place(id))
        })
        .collect()
}

/// Where a function stands; the `functions` section when it is in a file of its own.
pub(crate) fn place(tree: &Tree, root: NodeId, name: &str) -> Place {
    let Some((section, functions)) = tree.entry(root, "functions") else {
        return Place { line: 1, column: 1 };
    };
    let direct = tree.entry(functions, name);
    let in_list = || {
        tree.items(functions)
            .iter()
            .find_map(|item| tree.entry(*item, name))
    };
    let key = direct.or_else(in_list).map_or(section, |(key, _)| key);
    tree.node(key).at
}

struct Service<'a> {
    files: &'a dyn Files,
    variables: &'a Variables<'a>,
    document: &'a Expr,
    declared: Declared<'a>,
}

impl Service<'_> {
    fn function(&self, name: &str, declaration: &Expr, at: Place) -> Function {
        let text = |value: Option<&Expr>| value.and_then(|value| self.variables.constant(value));
        let layer_references = self
            .own_or_provided(declaration, "layers")
            .map_or(&[][..], Expr::items)
            .to_vec();
        let mut function = Function {
            name: name.to_owned(),
            logical_id: function_logical_id(name),
            function_name: self.function_name(name, declaration),
            runtime: text(self.runtime(declaration)),
            handler: text(declaration.get("handler"))
                .map(|handler| self.served_application(&handler).unwrap_or(handler))
                .or_else(|| text(self.image_command(declaration))),
            code_root: None,
            inline_code: None,
            entry_points: Vec::new(),
            binaries: Vec::new(),
            layers: self.layers(&layer_references),
            layer_references,
            environment: lambda::environment(self.document.at(&["provider", "environment"])),
            triggers: self.triggers(declaration, at),
            platform: self.platform(declaration),
            role: role::declared(self.document, declaration),
            condition: declaration
                .get("condition")
                .and_then(Expr::as_text)
                .map(str::to_owned),
            at,
        };
        function
            .environment
            .extend(lambda::environment(declaration.get("environment")));
        extension::apply(self.document, &mut function);
        self.locate_code(declaration, &mut function);
        function
    }

    fn own_or_provided<'a>(&'a self, declaration: &'a Expr, key: &str) -> Option<&'a Expr> {
        declaration
            .get(key)
            .or_else(|| self.document.at(&["provider", key]))
    }

    /// The application that the handler of the WSGI plugin serves; the plugin adds that file to the package.
    fn served_application(&self, handler: &str) -> Option<String> {
        let added = matches!(handler, "wsgi_handler.handler" | "wsgi.handler");
        let application = self.document.at(&["custom", "wsgi", "app"])?;
        added.then(|| self.variables.constant(application))?
    }

    /// The provider's runtime does not hold for images.
    fn runtime<'a>(&'a self, declaration: &'a Expr) -> Option<&'a Expr> {
        match declaration.get("image") {
            Some(_) => declaration.get("runtime"),
            None => self.own_or_provided(declaration, "runtime"),
        }
    }

    fn function_name(&self, name: &str, declaration: &Expr) -> Option<Expr> {
        if let Some(own) = declaration.get("name") {
            return Some(own.clone());
        }
        let service = match self.document.get("service")? {
            Expr::Text(service) => service,
            service => service.get("name")?.as_text()?,
        };
        let stage = self
            .variables
            .resolve(&Expr::text("${self:provider.stage}"));
        Some(Expr::text(format!("{service}-{}-{name}", stage.as_text()?)))
    }

    fn image_command<'a>(&self, declaration: &'a Expr) -> Option<&'a Expr> {
        declaration.at(&["image", "command"])?.items().first()
    }

    fn triggers(&self, declaration: &Expr, at: Place) -> Vec<super::Trigger> {
        let events = declaration.get("events").map_or(&[][..], Expr::items);
        let url = declaration
            .get("url")
            .filter(|url| !matches!(url, Expr::Bool(false) | Expr::Null));
        events
            .iter()
            .filter_map(|event| event::trigger(event, self.declared.resources, at))
            .chain(url.map(|url| event::function_url(url, at)))
            .collect()
    }

    fn platform(&self, declaration: &Expr) -> Platform {
        let present = |value: Option<&Expr>| {
            value
                .filter(|it| !matches!(it, Expr::Null | Expr::Bool(false)))
                .cloned()
        };
        let tracing = declaration
            .get("tracing")
            .or(self.document.at(&["provider", "tracing", "lambda"]));
        let destinations = declaration
            .get("destinations")
            .map_or(&[][..], Expr::entries);
        Platform {
            vpc: present(self.own_or_provided(declaration, "vpc")),
            tracing: tracing.and_then(lambda::active),
            dead_letter: present(declaration.get("onError")),
            destinations: destinations
                .iter()
                .filter(|(side, _)| side == "onSuccess" || side == "onFailure")
                .map(|(_, target)| self.destination(target))
                .collect(),
            file_systems: declaration
                .at(&["fileSystemConfig", "arn"])
                .cloned()
                .into_iter()
                .collect(),
            kms_key: present(self.own_or_provided(declaration, "kmsKeyArn")),
            log_group: present(declaration.at(&["logs", "logGroup"])),
            durable: declaration.get("durableConfig").is_some(),
        }
    }

    /// A destination is an ARN, alone or under `arn`, or the name of a function of the service.
    fn destination(&self, target: &Expr) -> Expr {
        let target = target.get("arn").unwrap_or(target);
        let functions = keyed(self.document.get("functions"));
        match target.as_text() {
            Some(name) if functions.iter().any(|(key, _)| *key == name) => {
                Expr::get_att(&function_logical_id(name), "Arn")
            }
            _ => target.clone(),
        }
    }

    fn layers(&self, references: &[Expr]) -> Vec<String> {
        let ids: Vec<&str> = references
            .iter()
            .flat_map(super::reference::references)
            .map(|it| it.id)
            .collect();
        keyed(self.document.get("layers"))
            .into_iter()
            .filter(|(name, _)| ids.contains(&format!("{}LambdaLayer", normalized(name)).as_str()))
            .filter_map(|(_, layer)| self.variables.constant(layer.get("path")?))
            .filter_map(|content| code::folder(self.files, self.declared.folder(), &content))
            .flat_map(|content| code::layer_folders(self.files, &content))
            .collect()
    }

    fn locate_code(&self, declaration: &Expr, function: &mut Function) {
        let folder = self.declared.folder();
        if let Some(image) = declaration.get("image") {
            if let Some((context, dockerfile)) = self.image_files(image) {
                lambda::fill_from_image(self.files, &context, &dockerfile, function);
            }
            return;
        }
        let module = declaration
            .get("module")
            .and_then(|it| self.variables.constant(it));
        function.code_root = path::join(folder, module.as_deref().unwrap_or("."));
        let artifact = declaration
            .at(&["package", "artifact"])
            .and_then(|it| self.variables.constant(it));
        function.binaries = lambda::binaries(function, artifact.as_deref());
    }

    /// The folder that an image of the service is built from, and its Dockerfile.
    fn image_files(&self, image: &Expr) -> Option<(String, String)> {
        let name = image.as_text().or_else(|| image.get("name")?.as_text())?;
        let image = self.document.at(&["provider", "ecr", "images", name])?;
        let context = self
            .variables
            .constant(image.get("path").unwrap_or(image))?;
        let dockerfile = image
            .get("file")
            .and_then(|file| self.variables.constant(file));
        let context = path::join(self.declared.folder(), &context)?;
        Some((
            context,
            dockerfile.unwrap_or_else(|| "Dockerfile".to_owned()),
        ))
    }
}

/// Where constructs of the Lift plugin declare functions, with what the plugin appends to the construct's name.
pub(crate) const CONSTRUCT_FUNCTIONS: &[(&str, &str)] =
    &[("worker", "Worker"), ("authorizer", "Authorizer")];

/// Functions that constructs of the Lift plugin declare: the worker of a queue, which polls it, and the authorizer of a
/// webhook.
fn construct_functions(document: &Expr) -> Vec<(String, Expr)> {
    let mut functions = Vec::new();
    for (name, construct) in keyed(document.get("constructs")) {
        for (key, suffix) in CONSTRUCT_FUNCTIONS {
            let Some(Expr::Map(entries)) = construct.get(key) else {
                continue;
            };
            let event = match *key {
                "worker" => {
                    let queue = Expr::text(format!("${{construct:{name}.queueArn}}"));
                    let source = Expr::Map(vec![("arn".to_owned(), queue)]);
                    Expr::Map(vec![("sqs".to_owned(), source)])
                }
                _ => Expr::text("httpApi"),
            };
            let events = ("events".to_owned(), Expr::List(vec![event]));
            let declaration = entries.iter().cloned().chain([events]).collect();
            functions.push((format!("{name}{suffix}"), Expr::Map(declaration)));
        }
    }
    functions
}

/// State machines of the step functions plugin name functions by key or by logical id.
fn attach_state_machines(functions: &mut [Function], document: &Expr) {
    for (name, machine) in keyed(document.at(&["stepFunctions", "stateMachines"])) {
        let named: Vec<_> = super::reference::references(machine)
            .iter()
            .map(|it| it.id.to_owned())
            .collect();
        for function in functions.iter_mut() {
            if named
                .iter()
                .any(|id| *id == function.name || *id == function.logical_id)
            {
                function.triggers.push(super::Trigger {
                    kind: super::TriggerKind::StateMachine,
                    source: Some(Expr::text(name)),
                    properties: machine.clone(),
                    at: function.at,
                    is_event: true,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
