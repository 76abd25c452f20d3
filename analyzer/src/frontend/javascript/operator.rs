//! Operators, and the chains that grow to the left: `a + b + c`, `a.b().c()`.
//!
//! Such a chain is as deep a tree as it is long. It is lowered from its innermost part outwards, and every few links
//! its value is put into a temporary, so that neither lowering nor interpreting it recurses deeply.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Argument, ArgumentKind, Block, ChoiceOperator, Constant, Expr, ExprId, Operator, Place, Stmt,
};
use tree_sitter::Node;

/// Links of a chain that are nested into each other.
const LINKS: usize = 24;

impl<'t> Lowering<'t> {
    /// Lowers a chain of calls, members and binary operations.
    pub(super) fn spine(&mut self, node: Node<'t>) -> ExprId {
        let mut links = Vec::new();
        let mut rest = Some(node);
        while let Some(link) = rest.filter(|rest| self.is_link(*rest)) {
            links.push(link);
            rest = self.inner(link);
        }
        let mut value = match rest {
            Some(innermost) => self.innermost(innermost),
            None => self.builder.unknown(Reason::Missing),
        };
        let mut body = Block::new();
        for (index, link) in links.into_iter().rev().enumerate() {
            if index > 0 && index % LINKS == 0 {
                let slot = self.builder.temporary();
                let assigned = self.builder.assign(Place::Local(slot), value);
                body.push(Stmt::Expr(assigned));
                value = self.builder.read_slot(slot);
            }
            value = self.link(link, value);
        }
        if body.is_empty() {
            return value;
        }
        self.at(node);
        self.builder.expr(Expr::Do {
            body,
            result: value,
        })
    }

    fn is_link(&self, node: Node<'t>) -> bool {
        match self.kind(node) {
            Kind::CallExpression => {
                self.import_call(node).is_none()
                    && !self.is_super_call(node)
                    && !self.is_helper_call(node)
            }
            Kind::MemberExpression | Kind::SubscriptExpression => !self.is_module_exports(node),
            Kind::BinaryExpression | Kind::NonNullExpression | Kind::AwaitExpression => true,
            Kind::ParenthesizedExpression => self.inner(node).is_some(),
            _ => false,
        }
    }

    /// The part of a link that is evaluated first.
    fn inner(&self, link: Node<'t>) -> Option<Node<'t>> {
        match self.kind(link) {
            Kind::CallExpression => self.child(link, Field::Function),
            Kind::BinaryExpression => self.child(link, Field::Left),
            Kind::MemberExpression | Kind::SubscriptExpression => self.child(link, Field::Object),
            _ => self.first(link),
        }
    }

    /// Lowers what a chain starts with.
    fn innermost(&mut self, node: Node<'t>) -> ExprId {
        self.at(node);
        match self.kind(node) {
            Kind::CallExpression => match self.import_call(node) {
                Some(specifier) => self.builder.expr(Expr::Import(specifier)),
                None if self.is_helper_call(node) => self.helper_call(node),
                None => self.super_call(node),
            },
            Kind::MemberExpression | Kind::SubscriptExpression => self.builder.expr(Expr::Exports),
            _ => self.expression(node),
        }
    }

    /// Lowers one link over the value of its inner part.
    fn link(&mut self, node: Node<'t>, inner: ExprId) -> ExprId {
        match self.kind(node) {
            Kind::CallExpression => self.call(node, inner),
            Kind::BinaryExpression => self.binary_expression(node, inner),
            Kind::MemberExpression | Kind::SubscriptExpression => self.member(node, inner),
            _ => inner,
        }
    }

    fn call(&mut self, node: Node<'t>, callee: ExprId) -> ExprId {
        let arguments = self.child(node, Field::Arguments);
        if let Some(template) = arguments.filter(|node| self.kind(*node) == Kind::TemplateString) {
            return self.tagged_template(callee, template);
        }
        if self.is_awaited(node)
            && let Some(awaited) = arguments.filter(|node| self.first(*node).is_some())
        {
            return self.sequence(awaited);
        }
        let taken = self.child(node, Field::Function);
        let arguments = match taken.and_then(|function| self.end_taken_off(function)) {
            Some(position) => {
                self.at(node);
                let position = self
                    .builder
                    .expr(Expr::Constant(Constant::Number(position.to_owned())));
                vec![Argument {
                    value: position,
                    kind: ArgumentKind::Positional,
                }]
            }
            None => self.arguments(arguments),
        };
        self.at(node);
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// The position of the element that is taken off a list which nothing else has: `arn.split(":").pop()` is its last.
    fn end_taken_off(&self, function: Node<'t>) -> Option<&'static str> {
        let position = match self
            .child(function, Field::Property)
            .map(|it| self.text(it))?
        {
            "pop" => "-1",
            "shift" => "0",
            _ => return None,
        };
        let call = function.parent()?;
        let arguments = self.child(call, Field::Arguments)?;
        let made = self.child(function, Field::Object)?;
        let maker = self.child(made, Field::Function)?;
        let name = self.child(maker, Field::Property).map(|it| self.text(it))?;
        let is_fresh = matches!(name, "split" | "map" | "filter" | "slice" | "concat");
        (is_fresh && self.first(arguments).is_none()).then_some(position)
    }

    /// `await (value)` looks like a call of a function `await`; what compilers write for an imported function,
    /// `await (0, module.name)(argument)`, like the call of what a call with two arguments gives.
    fn is_awaited(&self, call: Node<'t>) -> bool {
        let function = self.child(call, Field::Function);
        function.is_some_and(|function| self.text(function) == "await")
    }

    fn member(&mut self, node: Node<'t>, object: ExprId) -> ExprId {
        if let Some(name) = self.member_name(node) {
            self.at(node);
            let is_end = self.end_taken_off(node).is_some();
            let name = if is_end { "at".to_owned() } else { name };
            return self.builder.field(object, name);
        }
        let index = self.field_value(node, Field::Index);
        self.at(node);
        self.builder.expr(Expr::Index { object, index })
    }

    fn binary_expression(&mut self, node: Node<'t>, left: ExprId) -> ExprId {
        if self.is_annotation(node) {
            return left;
        }
        let right = self.field_value(node, Field::Right);
        let operator = self.child(node, Field::Operator);
        let operator = operator
            .map(|operator| self.text(operator))
            .unwrap_or_default();
        self.at(node);
        let expr = match operator {
            "||" => choice(ChoiceOperator::Or, left, right),
            "&&" => choice(ChoiceOperator::And, left, right),
            "??" => choice(ChoiceOperator::Coalesce, left, right),
            "instanceof" => Expr::Is {
                value: left,
                class: right,
            },
            _ => Expr::Binary {
                operator: binary_operator(operator),
                left,
                right,
            },
        };
        self.builder.expr(expr)
    }

    /// `0 && (…)`: how bundlers tell Node the names of exports; it never runs.
    fn is_annotation(&self, node: Node<'t>) -> bool {
        let left = self.child(node, Field::Left);
        let operator = self.child(node, Field::Operator);
        left.is_some_and(|left| self.kind(left) == Kind::Number && self.text(left) == "0")
            && operator.is_some_and(|operator| self.text(operator) == "&&")
    }

    /// Lowers an operator with one operand.
    pub(super) fn unary(&mut self, node: Node<'t>) -> ExprId {
        let Some(argument) = self.child(node, Field::Argument) else {
            return self.parts(node);
        };
        let operator = self.child(node, Field::Operator);
        let operator = operator
            .map(|operator| self.text(operator))
            .unwrap_or_default();
        if operator == "delete" {
            return self.delete(node, argument);
        }
        if operator == "void" && self.kind(argument) == Kind::Number {
            return self.builder.null();
        }
        let value = self.expression(argument);
        self.at(node);
        match operator {
            "!" => self.builder.expr(Expr::Not(value)),
            "typeof" => self.type_of(value),
            "-" => self.negative(argument, value),
            "void" => {
                let result = self.builder.null();
                self.after(value, result)
            }
            _ => {
                let result = self.builder.unknown(Reason::Computed);
                self.after(value, result)
            }
        }
    }

    /// Evaluates a value for effect, then gives another.
    fn after(&mut self, value: ExprId, result: ExprId) -> ExprId {
        self.builder.expr(Expr::Do {
            body: vec![Stmt::Expr(value)],
            result,
        })
    }

    fn type_of(&mut self, value: ExprId) -> ExprId {
        let callee = self.builder.expr(Expr::Builtin("%typeof".to_owned()));
        self.builder.expr(Expr::Call {
            callee,
            arguments: vec![crate::ir::Argument {
                kind: crate::ir::ArgumentKind::Positional,
                value,
            }],
            new: false,
        })
    }

    fn negative(&mut self, argument: Node<'t>, value: ExprId) -> ExprId {
        if self.kind(argument) == Kind::Number {
            let text = format!("-{}", super::literal::normal_number(self.text(argument)));
            return self.builder.expr(Expr::Constant(Constant::Number(text)));
        }
        let result = self.builder.unknown(Reason::Computed);
        self.after(value, result)
    }

    /// `delete a.b` leaves nothing in `a.b`; by a computed key, perhaps nothing in any element.
    fn delete(&mut self, node: Node<'t>, argument: Node<'t>) -> ExprId {
        let member = self.peel(argument);
        let object = self.child(member, Field::Object);
        let value = self.expression(object.unwrap_or(argument));
        self.at(node);
        let value = match self.member_name(member).filter(|_| object.is_some()) {
            Some(name) => {
                let null = self.builder.null();
                let place = Place::Field {
                    object: value,
                    name,
                };
                self.builder.assign(place, null)
            }
            None => match self
                .child(member, Field::Index)
                .filter(|_| object.is_some())
            {
                Some(index) => {
                    let index = self.expression(index);
                    let callee = self.builder.field(value, "__delitem__");
                    self.builder.expr(Expr::Call {
                        callee,
                        arguments: vec![Argument {
                            kind: ArgumentKind::Positional,
                            value: index,
                        }],
                        new: false,
                    })
                }
                None => value,
            },
        };
        self.at(node);
        let result = self.builder.expr(Expr::Constant(Constant::Bool(true)));
        self.after(value, result)
    }

    /// Lowers `a ? b : c`.
    pub(super) fn ternary(&mut self, node: Node<'t>) -> ExprId {
        let test = self.field_value(node, Field::Condition);
        let then = self.field_value(node, Field::Consequence);
        let otherwise = self.field_value(node, Field::Alternative);
        self.at(node);
        self.builder.expr(Expr::Conditional {
            test,
            then,
            otherwise,
        })
    }
}

fn choice(operator: ChoiceOperator, left: ExprId, right: ExprId) -> Expr {
    Expr::Choice {
        operator,
        left,
        right,
    }
}

fn binary_operator(text: &str) -> Operator {
    match text {
        "+" => Operator::Add,
        "==" | "===" => Operator::Equal,
        "!=" | "!==" => Operator::NotEqual,
        "in" => Operator::In,
        "<" | ">" | "<=" | ">=" => Operator::Compare,
        _ => Operator::Other,
    }
}
