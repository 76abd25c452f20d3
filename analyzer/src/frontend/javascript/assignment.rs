//! Assignments as expressions and statements: names, fields, compound operators, members of prototypes.

use super::lower::Lowering;
use super::pattern::Bound;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Block, ChoiceOperator, Expr, ExprId, Member, MemberKind, Operator, Place, Stmt, VarId,
};
use tree_sitter::Node;

/// What an assignment writes to, ready to be read too.
enum Target {
    Name(String),
    Field(Object, String),
    Index(Object, VarId),
}

/// An object that can be read more than once.
enum Object {
    Name(String),
    This,
    Slot(VarId),
}

impl<'t> Lowering<'t> {
    /// Assigns to something that is no pattern: a name, a field or a computed key.
    pub(super) fn assign_to(&mut self, target: Node<'t>, value: ExprId) -> ExprId {
        self.at(target);
        match self.kind(target) {
            Kind::Identifier | Kind::ShorthandPropertyIdentifierPattern => {
                self.assign_name(self.text(target), value)
            }
            Kind::MemberExpression | Kind::SubscriptExpression => {
                if self.is_module_exports(target) {
                    return self.builder.assign(Place::Exports, value);
                }
                if self.is_ignored_this(target) {
                    return value;
                }
                match self.member_place(target) {
                    Some(place) => self.builder.assign(place, value),
                    None => value,
                }
            }
            _ => value,
        }
    }

    /// `this.x = …` at the top level of a module.
    fn is_ignored_this(&self, target: Node<'t>) -> bool {
        let object = self.child(target, Field::Object);
        object.is_some_and(|object| self.kind(object) == Kind::This) && self.is_free("this")
    }

    fn member_place(&mut self, target: Node<'t>) -> Option<Place> {
        let object = self.field_value(target, Field::Object);
        if let Some(name) = self.member_name(target) {
            return Some(Place::Field { object, name });
        }
        let index = self.field_value(target, Field::Index);
        Some(Place::Index { object, index })
    }

    /// Lowers an assignment in statement position.
    pub(super) fn assignment_statement(&mut self, node: Node<'t>, out: &mut Block) {
        if self.prototype_member(node, out).is_some() {
            return;
        }
        let Some((left, right)) = self.sides(node) else {
            return;
        };
        match self.peel(left) {
            pattern if matches!(self.kind(pattern), Kind::ObjectPattern | Kind::ArrayPattern) => {
                let value = self.expression(right);
                self.at(node);
                self.bind(pattern, Bound::Value(value), out);
            }
            _ => {
                let value = self.expression(node);
                out.push(Stmt::Expr(value));
            }
        }
    }

    fn sides(&self, node: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
        Some((
            self.child(node, Field::Left)?,
            self.child(node, Field::Right)?,
        ))
    }

    /// Lowers an assignment as an expression.
    pub(super) fn assignment(&mut self, node: Node<'t>) -> ExprId {
        let Some((left, right)) = self.sides(node) else {
            return self.parts(node);
        };
        let left = self.peel(left);
        match self.kind(left) {
            Kind::ObjectPattern | Kind::ArrayPattern => {
                let mut body = Block::new();
                let value = self.expression(right);
                self.at(node);
                let slot = self.slot(Bound::Value(value), &mut body);
                self.bind(left, Bound::Slot(slot), &mut body);
                self.at(node);
                let result = self.builder.read_slot(slot);
                self.builder.expr(Expr::Do { body, result })
            }
            _ => {
                let mut body = Block::new();
                if let Some(slot) = self.prototype_member(node, &mut body) {
                    let result = self.builder.read_slot(slot);
                    return self.builder.expr(Expr::Do { body, result });
                }
                let name = self.member_name(left);
                let name = name.as_deref().unwrap_or(self.text(left));
                let value = self.named_value(right, name);
                self.assign_to(left, value)
            }
        }
    }

    /// Lowers `Foo.prototype.bar = …` and `Foo.prototype = { … }`; gives the slot of what was assigned.
    fn prototype_member(&mut self, node: Node<'t>, out: &mut Block) -> Option<VarId> {
        let (left, right) = self.sides(node)?;
        if self.kind(left) != Kind::MemberExpression {
            return None;
        }
        let name = self.member_name(left)?;
        let object = self.child(left, Field::Object)?;
        if self.kind(object) != Kind::MemberExpression
            || self.member_name(object).as_deref() != Some("prototype")
        {
            return None;
        }
        let class = self.child(object, Field::Object)?;
        let shown = format!("{}.{name}", self.text(class));
        let value = self.named_value(right, &shown);
        self.at(node);
        let slot = self.slot(Bound::Value(value), out);
        let class = self.expression(class);
        self.at(node);
        let value = self.builder.read_slot(slot);
        out.push(Stmt::Extend {
            class,
            implements: None,
            members: vec![Member {
                name,
                kind: MemberKind::Method,
                value,
            }],
        });
        Some(slot)
    }

    /// Lowers `a += b`, `a ||= b` and their like.
    pub(super) fn compound(&mut self, node: Node<'t>) -> ExprId {
        let Some((left, right)) = self.sides(node) else {
            return self.parts(node);
        };
        let operator = self
            .child(node, Field::Operator)
            .map(|operator| self.text(operator))
            .unwrap_or_default();
        let mut body = Block::new();
        let Some(target) = self.reusable(left, &mut body) else {
            return self.expression(right);
        };
        let read = self.read_target(&target);
        let right = self.named_value(right, self.text(left));
        self.at(node);
        let value = match operator {
            "||=" => self.choice(ChoiceOperator::Or, read, right),
            "&&=" => self.choice(ChoiceOperator::And, read, right),
            "??=" => self.choice(ChoiceOperator::Coalesce, read, right),
            "+=" => self.binary(Operator::Add, read, right),
            _ => self.binary(Operator::Other, read, right),
        };
        self.write_target(node, target, value, body)
    }

    /// Lowers `a++` and `--a`: what comes out is not followed.
    pub(super) fn update(&mut self, node: Node<'t>) -> ExprId {
        let Some(argument) = self.child(node, Field::Argument) else {
            return self.parts(node);
        };
        let mut body = Block::new();
        let Some(target) = self.reusable(argument, &mut body) else {
            return self.expression(argument);
        };
        self.at(node);
        let value = self.builder.unknown(Reason::Computed);
        self.write_target(node, target, value, body)
    }

    fn choice(&mut self, operator: ChoiceOperator, left: ExprId, right: ExprId) -> ExprId {
        self.builder.expr(Expr::Choice {
            operator,
            left,
            right,
        })
    }

    fn binary(&mut self, operator: Operator, left: ExprId, right: ExprId) -> ExprId {
        self.builder.expr(Expr::Binary {
            operator,
            left,
            right,
        })
    }

    /// The target of an assignment with its object evaluated once, in `out`.
    fn reusable(&mut self, node: Node<'t>, out: &mut Block) -> Option<Target> {
        let node = self.peel(node);
        match self.kind(node) {
            Kind::Identifier => Some(Target::Name(self.text(node).to_owned())),
            Kind::MemberExpression | Kind::SubscriptExpression => {
                let object = self.reusable_object(self.child(node, Field::Object)?, out);
                if let Some(name) = self.member_name(node) {
                    return Some(Target::Field(object, name));
                }
                let index = self.field_value(node, Field::Index);
                let slot = self.slot(Bound::Value(index), out);
                Some(Target::Index(object, slot))
            }
            _ => None,
        }
    }

    fn reusable_object(&mut self, node: Node<'t>, out: &mut Block) -> Object {
        match self.kind(node) {
            Kind::Identifier => Object::Name(self.text(node).to_owned()),
            Kind::This => Object::This,
            _ => {
                let value = self.expression(node);
                Object::Slot(self.slot(Bound::Value(value), out))
            }
        }
    }

    fn read_object(&mut self, object: &Object) -> ExprId {
        match object {
            Object::Name(name) => self.read(name),
            Object::This => self.read_this(),
            Object::Slot(var) => self.builder.read_slot(*var),
        }
    }

    fn read_target(&mut self, target: &Target) -> ExprId {
        match target {
            Target::Name(name) => self.read(name),
            Target::Field(object, name) => {
                let object = self.read_object(object);
                self.builder.field(object, name.clone())
            }
            Target::Index(object, slot) => {
                let object = self.read_object(object);
                let index = self.builder.read_slot(*slot);
                self.builder.expr(Expr::Index { object, index })
            }
        }
    }

    fn write_target(
        &mut self,
        node: Node<'t>,
        target: Target,
        value: ExprId,
        body: Block,
    ) -> ExprId {
        self.at(node);
        let result = match target {
            Target::Name(name) => self.assign_name(&name, value),
            Target::Field(object, name) => {
                let object = self.read_object(&object);
                self.builder.assign(Place::Field { object, name }, value)
            }
            Target::Index(object, slot) => {
                let object = self.read_object(&object);
                let index = self.builder.read_slot(slot);
                self.builder.assign(Place::Index { object, index }, value)
            }
        };
        if body.is_empty() {
            return result;
        }
        self.builder.expr(Expr::Do { body, result })
    }
}
