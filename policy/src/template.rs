//! Deployment templates: what they declare about functions and resources, whatever their format.
//!
//! The readers (one file a format) fill this model; nothing here knows source code or IAM.

mod cloudformation;
mod code;
mod constant;
pub mod dependency;
pub mod discovery;
pub(crate) mod expression;
mod foreach;
pub mod given;
mod image;
mod lambda;
mod path;
mod program;
pub mod reading;
pub mod reference;
mod sam;
mod sam_event;
pub(crate) mod serverless;
mod trigger;

use crate::expr::Expr;
use std::collections::BTreeMap;

/// The format of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// AWS SAM.
    Sam,
    /// Plain CloudFormation.
    CloudFormation,
    /// Serverless Framework.
    Serverless,
}

impl Kind {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sam => "sam",
            Self::CloudFormation => "cloudformation",
            Self::Serverless => "serverless",
        }
    }
}

/// One template as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Path relative to the project root, with `/`.
    pub path: String,
    /// Its format.
    pub kind: Kind,
    /// The functions it declares, in order.
    pub functions: Vec<Function>,
    /// All resources by logical id (for Serverless: those under `resources.Resources`), in order. Functions of SAM and
    /// CloudFormation are here too.
    pub resources: Vec<Resource>,
    /// Parameters with their defaults.
    pub parameters: BTreeMap<String, Parameter>,
    /// The whole document, globals not merged: mappings, conditions, custom sections.
    pub document: Expr,
    /// What was not understood.
    pub problems: Vec<TemplateProblem>,
}

impl Template {
    /// Whether it is no file: a function was named without a template.
    pub fn is_detached(&self) -> bool {
        self.resources.is_empty() && self.document.entries().is_empty()
    }

    /// The role resource that an expression refers to: only by its ARN, nothing more complicated.
    pub fn role(&self, role: &Expr) -> Option<&Resource> {
        let is_simple = matches!(role, Expr::Call(name, _) if name == "Fn::GetAtt" || name == "Fn::Sub" || name == "Ref");
        let [reference] = reference::references(role)
            .try_into()
            .ok()
            .filter(|_: &[_; 1]| is_simple)?;
        let found = self.resources.iter().find(|it| it.id == reference.id);
        found.filter(|it| it.kind == "AWS::IAM::Role")
    }
}

/// A parameter of a template.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// `String`, `AWS::SSM::Parameter::Value<String>`, …
    pub kind: String,
    /// Its default, if any.
    pub default: Option<Expr>,
}

/// A resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Logical id.
    pub id: String,
    /// `AWS::DynamoDB::Table`, `AWS::Serverless::Function`, …
    pub kind: String,
    /// Its properties, SAM globals merged in for the kinds they apply to.
    pub properties: Expr,
    /// Name of the condition that may leave it out.
    pub condition: Option<String>,
    /// What stands beside type and properties: `DependsOn`, `Metadata`, `Connectors`, `DeletionPolicy`, …
    pub attributes: Expr,
    /// Where it stands.
    pub at: Place,
}

/// A place in a template: 1-based line and column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A Lambda function as declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Logical id (SAM, CloudFormation) or key under `functions` (Serverless).
    pub name: String,
    /// Logical id of the compiled `AWS::Lambda::Function` (`HelloLambdaFunction` for Serverless `hello`).
    pub logical_id: String,
    /// `FunctionName` as written, or the name the framework will make; `None` when CloudFormation generates it.
    pub function_name: Option<Expr>,
    /// `python3.12`, `nodejs20.x`, `provided.al2023`; `None` for images and what is not written.
    pub runtime: Option<String>,
    /// The handler string.
    pub handler: Option<String>,
    /// Folder that the code is packaged from, relative to the project root; `None` when it is not in the repository
    /// (inline code, a bucket, an image).
    pub code_root: Option<String>,
    /// Source text of `Code.ZipFile` / `InlineCode`.
    pub inline_code: Option<String>,
    /// Entry files of a build section, relative to the code root.
    pub entry_points: Vec<String>,
    /// Cargo binaries it may be built from, most specific first.
    pub binaries: Vec<String>,
    /// Folders of layers declared in the same template, relative to the project root.
    pub layers: Vec<String>,
    /// ARNs or references of all layers, as written.
    pub layer_references: Vec<Expr>,
    /// Environment variables, globals merged.
    pub environment: BTreeMap<String, Expr>,
    /// What invokes it.
    pub triggers: Vec<Trigger>,
    /// What Lambda itself does for it beyond running code.
    pub platform: Platform,
    /// The role it runs under, as declared.
    pub role: DeclaredRole,
    /// Name of the condition that may leave it out.
    pub condition: Option<String>,
    /// Where it stands.
    pub at: Place,
}

/// What invokes a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// What kind.
    pub kind: TriggerKind,
    /// Reference to the source (queue ARN, stream ARN, bucket), as written, if any.
    pub source: Option<Expr>,
    /// The whole event declaration, for what is specific to a kind (an EventBridge pattern, filters, a failure destination).
    pub properties: Expr,
    /// Who makes the mapping's permissions: nothing to grant when the framework adds them by itself.
    pub at: Place,
    /// Whether it is an event of the function's own, so that the framework may write the function into the source; other
    /// triggers are resources that name both.
    pub is_event: bool,
}

/// The kinds of triggers that matter to permissions or to values in the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TriggerKind {
    /// An SQS queue, polled.
    Sqs,
    /// A Kinesis stream, polled.
    Kinesis,
    /// A DynamoDB stream, polled.
    DynamoDbStream,
    /// Amazon MSK, polled.
    Msk,
    /// Self-managed Kafka, polled.
    Kafka,
    /// Amazon MQ, polled.
    Mq,
    /// DocumentDB change stream, polled.
    DocumentDb,
    /// S3 notifications of a bucket.
    S3,
    /// An SNS topic.
    Sns,
    /// An EventBridge rule with a pattern.
    EventBridge,
    /// A schedule.
    Schedule,
    /// API Gateway, an HTTP API, a function URL, an ALB.
    Http,
    /// An API Gateway WebSocket route.
    WebSocket,
    /// A Cognito user pool trigger.
    Cognito,
    /// A CloudFront distribution: the function runs at the edge.
    CloudFront,
    /// CloudWatch Logs subscription.
    Logs,
    /// IoT rule.
    Iot,
    /// A custom resource of the same template.
    CustomResource,
    /// A state machine of the same template.
    StateMachine,
    /// Anything else.
    Other,
}

/// What Lambda itself needs of the role.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Platform {
    /// Runs in a VPC: the `VpcConfig` as written (it may be conditional).
    pub vpc: Option<Expr>,
    /// Active tracing (`Tracing: Active`).
    pub tracing: Option<Expr>,
    /// ARN of the dead-letter queue or topic.
    pub dead_letter: Option<Expr>,
    /// ARNs of asynchronous destinations, success and failure.
    pub destinations: Vec<Expr>,
    /// ARNs of mounted file systems' access points.
    pub file_systems: Vec<Expr>,
    /// Key that encrypts the environment.
    pub kms_key: Option<Expr>,
    /// Log group given in `LoggingConfig`, if any.
    pub log_group: Option<Expr>,
    /// Durable execution is configured.
    pub durable: bool,
}

/// The role a function is declared with.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum DeclaredRole {
    /// None written: the framework makes one (SAM: with `policies`; Serverless: the provider's).
    #[default]
    Implicit,
    /// SAM `Policies` of the function, each entry as written (managed policy names or ARNs, documents, policy templates).
    SamPolicies(Vec<Expr>),
    /// Serverless `iamRoleStatements` of the function (with the roles-per-function plugin), as written.
    ServerlessStatements {
        /// The statements.
        statements: Vec<Expr>,
        /// `iamRoleStatementsInherit` is set.
        inherit: bool,
    },
    /// An explicit role: an expression that refers to a role of the template or elsewhere.
    Role(Expr),
}

/// Something in a template that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateProblem {
    /// Stable id: `duplicate-logical-id`, `unknown-intrinsic`, `missing-file`, …
    pub kind: String,
    /// Where in the template.
    pub at: Place,
    /// One sentence: what and the way out.
    pub message: String,
}

#[cfg(test)]
pub(crate) mod tests;
