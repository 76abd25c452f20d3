//! What binding knows while it works on one function: the template and the function.

use super::declared::Declared;
use super::resolve;
use super::resource_types::{ResourceType, resource_type};
use super::text::Text;
use crate::template::{Function, Kind, Resource};

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

    /// Whether a reference to a resource in the function's role would close a circle.
    pub fn is_circular(&self, id: &str) -> bool {
        self.declared
            .dependencies
            .reaches(id, &self.function.logical_id)
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
