//! Expressions: names, members, calls, and what is transparent (await, parentheses, type assertions).

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{Argument, ArgumentKind, Block, Constant, Expr, ExprId, Stmt};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers an expression.
    pub(super) fn expression(&mut self, node: Node<'t>) -> ExprId {
        match self.nested(node, |this| this.expression_of(node)) {
            Some(value) => value,
            None => self.beyond_budget(),
        }
    }

    /// Lowers the expression in a field.
    pub(super) fn field_value(&mut self, node: Node<'t>, field: Field) -> ExprId {
        match self.child(node, field) {
            Some(value) => self.expression(value),
            None => self.builder.unknown(Reason::Missing),
        }
    }

    fn expression_of(&mut self, node: Node<'t>) -> ExprId {
        self.at(node);
        match self.kind(node) {
            Kind::Identifier => self.read(self.text(node)),
            Kind::This => self.read_this(),
            Kind::Undefined | Kind::Null => self.builder.null(),
            Kind::True => self.builder.expr(Expr::Constant(Constant::Bool(true))),
            Kind::False => self.builder.expr(Expr::Constant(Constant::Bool(false))),
            Kind::String => {
                let text = self.string(node);
                self.builder.text(text)
            }
            Kind::Number => self.number(node),
            Kind::TemplateString => self.template(node),
            Kind::Regex => match plain_pattern(self.text(node)) {
                Some(text) => self.builder.text(text),
                None => self.builder.unknown(Reason::Computed),
            },
            Kind::Array => self.list(node),
            Kind::Object => self.object(node),
            Kind::CallExpression
            | Kind::MemberExpression
            | Kind::SubscriptExpression
            | Kind::BinaryExpression
            | Kind::NonNullExpression => self.spine(node),
            Kind::NewExpression => self.new_expression(node),
            Kind::ArrowFunction | Kind::FunctionExpression | Kind::GeneratorFunction => {
                self.function_expression(node, "<closure>")
            }
            Kind::Class => self.class_expression(node, "<class>"),
            Kind::AssignmentExpression => self.assignment(node),
            Kind::AugmentedAssignmentExpression => self.compound(node),
            Kind::UpdateExpression => self.update(node),
            Kind::UnaryExpression => self.unary(node),
            Kind::TernaryExpression => self.ternary(node),
            Kind::SequenceExpression => self.sequence(node),
            Kind::YieldExpression => self.yield_expression(node),
            Kind::AsExpression | Kind::SatisfiesExpression => self.as_expression(node),
            Kind::TypeAssertion => self.type_assertion(node),
            Kind::AwaitExpression
            | Kind::ParenthesizedExpression
            | Kind::InstantiationExpression => match self.first(node) {
                Some(inner) => self.expression(inner),
                None => self.builder.unknown(Reason::Missing),
            },
            Kind::PrivatePropertyIdentifier | Kind::PropertyIdentifier => {
                let text = self.text(node).to_owned();
                self.builder.text(text)
            }
            Kind::JsxElement | Kind::JsxSelfClosingElement => self.markup(node),
            Kind::MetaProperty => self.meta_property(node),
            Kind::Super => self.super_object(node),
            Kind::Import => self.builder.expr(Expr::Builtin("import".to_owned())),
            Kind::Comment | Kind::TypeArguments | Kind::TypeAnnotation | Kind::Token => {
                self.builder.unknown(Reason::Missing)
            }
            _ => self.parts(node),
        }
    }

    /// Lowers the parts of something that has no meaning of its own, for their effects: text that does not parse.
    pub(super) fn parts(&mut self, node: Node<'t>) -> ExprId {
        let reason = match self.kind(node) {
            Kind::Error => Reason::Missing,
            _ => Reason::External,
        };
        let mut body = Block::new();
        for part in self.named(node) {
            if self.is_value(part) {
                let value = self.expression(part);
                body.push(Stmt::Expr(value));
            }
        }
        self.at(node);
        let result = self.builder.unknown(reason);
        if body.is_empty() {
            return result;
        }
        self.builder.expr(Expr::Do { body, result })
    }

    /// Whether a part of misread text is worth evaluating.
    fn is_value(&self, node: Node<'t>) -> bool {
        match self.kind(node) {
            Kind::Other => node.named_child_count() > 0,
            Kind::PropertyIdentifier
            | Kind::TypeIdentifier
            | Kind::PredefinedType
            | Kind::TypeAnnotation
            | Kind::TypeArguments
            | Kind::String
            | Kind::Number
            | Kind::Comment => false,
            _ => true,
        }
    }

    /// Parentheses and assertions taken off the target of an assignment.
    pub(super) fn peel(&self, node: Node<'t>) -> Node<'t> {
        let mut node = node;
        while matches!(
            self.kind(node),
            Kind::ParenthesizedExpression
                | Kind::NonNullExpression
                | Kind::AsExpression
                | Kind::SatisfiesExpression
        ) {
            match self.first(node) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node
    }

    /// Lowers a value that takes the name it is given, if it is a function or class without one.
    pub(super) fn named_value(&mut self, node: Node<'t>, name: &str) -> ExprId {
        match self.kind(node) {
            Kind::ArrowFunction | Kind::FunctionExpression | Kind::GeneratorFunction => {
                self.function_expression(node, name)
            }
            Kind::Class => self
                .nested(node, |this| this.class_expression(node, name))
                .unwrap_or_else(|| self.beyond_budget()),
            _ => self.expression(node),
        }
    }

    /// The field that a member or subscript expression names, where it is known.
    pub(super) fn member_name(&self, node: Node<'t>) -> Option<String> {
        if let Some(property) = self.child(node, Field::Property) {
            return Some(self.text(property).to_owned());
        }
        let index = self.child(node, Field::Index)?;
        let text = match self.kind(index) {
            Kind::String => self.string(index),
            Kind::TemplateString => self.plain_template(index)?,
            _ => return None,
        };
        text.parse::<u64>().is_err().then_some(text)
    }

    /// `module.exports`, with `module` not declared by the file.
    pub(super) fn is_module_exports(&self, node: Node<'t>) -> bool {
        let Some(object) = self.child(node, Field::Object) else {
            return false;
        };
        self.kind(object) == Kind::Identifier
            && self.text(object) == "module"
            && self.is_free("module")
            && self.member_name(node).as_deref() == Some("exports")
    }

    /// `require("m")` and `import("m")` of a constant.
    pub(super) fn import_call(&self, call: Node<'t>) -> Option<String> {
        let function = self.child(call, Field::Function)?;
        match self.kind(function) {
            Kind::Import => {}
            Kind::Identifier if self.text(function) == "require" && self.is_free("require") => {}
            _ => return None,
        }
        let arguments = self.child(call, Field::Arguments)?;
        let specifier = self.first(arguments)?;
        match self.kind(specifier) {
            Kind::String => Some(self.string(specifier)),
            Kind::TemplateString => self.plain_template(specifier),
            _ => None,
        }
    }

    /// Lowers the arguments of a call.
    pub(super) fn arguments(&mut self, node: Option<Node<'t>>) -> Vec<Argument> {
        let Some(node) = node else {
            return Vec::new();
        };
        let mut arguments = Vec::new();
        for part in self.named(node) {
            let argument = match self.spread(part) {
                Some(value) => Argument {
                    kind: ArgumentKind::Spread,
                    value,
                },
                None => Argument {
                    kind: ArgumentKind::Positional,
                    value: self.expression(part),
                },
            };
            arguments.push(argument);
        }
        arguments
    }

    fn new_expression(&mut self, node: Node<'t>) -> ExprId {
        let callee = self.field_value(node, Field::Constructor);
        let arguments = self.arguments(self.child(node, Field::Arguments));
        self.at(node);
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: true,
        })
    }

    pub(super) fn sequence(&mut self, node: Node<'t>) -> ExprId {
        let mut parts = self.named(node);
        let last = parts.pop();
        let mut body = Block::new();
        for part in parts {
            let value = self.expression(part);
            body.push(Stmt::Expr(value));
        }
        if let (Some(only), true) = (last, body.is_empty()) {
            return self.expression(only);
        }
        let result = match last {
            Some(last) => self.expression(last),
            None => self.builder.unknown(Reason::Missing),
        };
        self.at(node);
        self.builder.expr(Expr::Do { body, result })
    }

    fn yield_expression(&mut self, node: Node<'t>) -> ExprId {
        let value = match self.first(node) {
            Some(value) => self.expression(value),
            None => self.builder.null(),
        };
        if self.yield_is_await() {
            return value;
        }
        let each = self.has_keyword(node, "*");
        self.at(node);
        self.builder.expr(Expr::Yield { value, each })
    }

    /// `new.target` is not followed; `import.meta` is a builtin.
    fn meta_property(&mut self, node: Node<'t>) -> ExprId {
        if self.text(node).starts_with("import") {
            self.builder.expr(Expr::Builtin("import.meta".to_owned()))
        } else {
            self.builder.unknown(Reason::Computed)
        }
    }
}

/// The text that a regular expression stands for: `/\\/g`. `None` for one that stands for several.
fn plain_pattern(source: &str) -> Option<String> {
    let (pattern, flags) = source.strip_prefix('/')?.rsplit_once('/')?;
    if pattern.is_empty() || flags.contains('i') {
        return None;
    }
    let mut text = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let escaped = characters.next().filter(|it| !it.is_alphanumeric());
                text.push(escaped?);
            }
            '.' | '^' | '$' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => {
                return None;
            }
            character => text.push(character),
        }
    }
    Some(text)
}
