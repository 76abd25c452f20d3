//! What binding knows while it works on one function: the template and the function.

use super::declared::Declared;
use super::resolve;
use super::resource_types::{ResourceType, resource_type};
use super::text::Text;
use crate::expr::Expr;
use crate::template::{DeclaredRole, Function, Kind, Resource, TriggerKind};

/// One function in its template.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The template's resources.
    pub declared: &'a Declared<'a>,
    /// The function.
    pub function: &'a Function,
}

impl<'a> Scope<'a> {
    /// The scope of a function.
    pub fn new(declared: &'a Declared<'a>, function: &'a Function) -> Self {
        Self { declared, function }
    }

    /// Whether a reference to a resource in the function's role would close a circle: the resource needs the function, or the
    /// role that the function runs under (a key that lets it in, a role that it may assume).
    pub fn is_circular(&self, id: &str) -> bool {
        let role = match &self.function.role {
            DeclaredRole::Role(role) => self.declared.template.role(role),
            _ => None,
        };
        let own = [
            Some(self.function.logical_id.as_str()),
            role.map(|it| it.id.as_str()),
        ];
        own.into_iter()
            .flatten()
            .any(|own| self.declared.dependencies.reaches(id, own))
    }

    /// The ARN of a resource: by reference where the template then still deploys, else spelled out.
    pub fn arn_of(&self, resource: &Resource, row: &ResourceType) -> Text {
        if self.is_circular(&resource.id) {
            self.declared.spelled_arn(resource, row)
        } else {
            self.declared.arn_of(resource, row)
        }
    }

    /// The name of a resource, see [`Scope::arn_of`].
    pub fn name_of(&self, resource: &Resource, row: &ResourceType) -> Text {
        if self.is_circular(&resource.id) {
            self.declared.spelled_name(resource, row)
        } else {
            self.declared.name_of(resource, row)
        }
    }

    /// The function's own name without a reference to it.
    pub fn own_name(&self) -> Text {
        if self.declared.template.is_detached() {
            return Text::any();
        }
        let given = self.function.function_name.as_ref();
        let texts = given
            .map(|name| resolve::texts(self.declared, name))
            .unwrap_or_default();
        if let [name] = texts.as_slice() {
            return name.clone();
        }
        let resource = self.declared.resource(&self.function.logical_id);
        match resource.and_then(|it| Some((it, resource_type(&it.kind)?))) {
            Some((resource, row)) => self.declared.spelled_name(resource, row),
            None => Text::any(),
        }
    }

    /// The function's own ARN without a reference to it.
    pub fn own_arn(&self) -> Text {
        resource_type("AWS::Lambda::Function").map_or_else(Text::any, |row| {
            super::arn::Format::new(row.arn).with_name(&self.own_name())
        })
    }

    /// The WebSocket API whose connections the function can post to: the only one that the template declares.
    ///
    /// The address of the API is no parameter of the call, so this takes it that a service posts to connections of
    /// its own API.
    pub fn connection_api(&self) -> Option<Text> {
        let declared = self.declared.typed().filter(|(resource, _)| {
            resource.kind == "AWS::ApiGatewayV2::Api"
                && resource
                    .properties
                    .get("ProtocolType")
                    .and_then(Expr::as_text)
                    == Some("WEBSOCKET")
        });
        let mut apis: Vec<Text> = declared
            .map(|(resource, row)| self.name_of(resource, row))
            .collect();
        let functions = &self.declared.template.functions;
        let is_framework = self.is_serverless()
            && functions
                .iter()
                .flat_map(|function| &function.triggers)
                .any(|trigger| trigger.kind == TriggerKind::WebSocket);
        if is_framework {
            apis.push(Text::reference("WebsocketsApi"));
        }
        apis.sort();
        apis.dedup();
        match apis.as_slice() {
            [api] => Some(api.clone()),
            _ => None,
        }
    }

    /// The condition that may leave a resource out while the function is there; `None` where the resource is always
    /// there, or stands under the function's own condition.
    pub fn condition_of(&self, id: &str) -> Option<&str> {
        let condition = self.declared.resource(id)?.condition.as_deref()?;
        (self.function.condition.as_deref() != Some(condition)).then_some(condition)
    }

    /// Whether the template is one of the Serverless Framework.
    pub fn is_serverless(&self) -> bool {
        self.declared.template.kind == Kind::Serverless
    }
}
