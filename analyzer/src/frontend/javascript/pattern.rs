//! Assignment to names, fields and destructuring patterns, in declarations and expressions alike: names are declared
//! before (see the scopes), so binding is assigning.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{
    Block, ChoiceOperator, Constant, Expr, ExprId, Member, MemberKind, Operator, Place, Stmt, VarId,
};
use tree_sitter::Node;

/// What a pattern is matched with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    /// A value that can be read once.
    Value(ExprId),
    /// A slot of the current function.
    Slot(VarId),
}

/// What an assignment writes to, ready to be read too.
enum Target {
    Name(String),
    Field(Object, String),
    Index(Object, VarId),
}

/// An object that can be read more than once.
#[derive(Clone)]
enum Object {
    Name(String),
    This,
    Slot(VarId),
}

impl<'t> Lowering<'t> {
    /// The slot of a name when it belongs to the current function.
    pub(super) fn own_slot(&self, name: &str) -> Option<VarId> {
        match self.builder.resolve(name) {
            Binding::Local(var) => Some(var),
            _ => None,
        }
    }

    /// Assigns a value to a pattern.
    pub(super) fn bind(&mut self, pattern: Node<'t>, bound: Bound, out: &mut Block) {
        let lowered = self.nested(pattern, |this| this.bind_pattern(pattern, bound, out));
        if lowered.is_none() {
            let value = self.once(bound);
            out.push(Stmt::Expr(value));
        }
    }

    fn bind_pattern(&mut self, pattern: Node<'t>, bound: Bound, out: &mut Block) {
        self.at(pattern);
        match self.kind(pattern) {
            Kind::ObjectPattern => self.bind_object(pattern, bound, out),
            Kind::ArrayPattern => self.bind_array(pattern, bound, out),
            Kind::AssignmentPattern | Kind::ObjectAssignmentPattern => {
                self.bind_default(pattern, bound, out);
            }
            Kind::ParenthesizedExpression | Kind::NonNullExpression => match self.first(pattern) {
                Some(inner) => self.bind(inner, bound, out),
                None => {
                    let value = self.once(bound);
                    out.push(Stmt::Expr(value));
                }
            },
            _ => {
                let value = self.once(bound);
                let assigned = self.assign_to(pattern, value);
                out.push(Stmt::Expr(assigned));
            }
        }
    }

    fn once(&mut self, bound: Bound) -> ExprId {
        match bound {
            Bound::Value(value) => value,
            Bound::Slot(var) => self.builder.read_slot(var),
        }
    }

    /// Puts a value into a slot, to read it more than once.
    fn slot(&mut self, bound: Bound, out: &mut Block) -> VarId {
        match bound {
            Bound::Slot(var) => var,
            Bound::Value(value) => {
                let var = self.builder.temporary();
                let assigned = self.builder.assign(Place::Local(var), value);
                out.push(Stmt::Expr(assigned));
                var
            }
        }
    }

    /// A value, or a default where it is null.
    fn bind_default(&mut self, pattern: Node<'t>, bound: Bound, out: &mut Block) {
        let value = self.once(bound);
        let Some(left) = self.child(pattern, Field::Left) else {
            return out.push(Stmt::Expr(value));
        };
        let right = match self.child(pattern, Field::Right) {
            Some(right) => self.named_value(right, self.text(left)),
            None => self.builder.unknown(Reason::Missing),
        };
        self.at(pattern);
        let value = self.builder.expr(Expr::Choice {
            operator: ChoiceOperator::Coalesce,
            left: value,
            right,
        });
        self.bind(left, Bound::Value(value), out);
    }

    fn bind_object(&mut self, pattern: Node<'t>, bound: Bound, out: &mut Block) {
        let properties = self.named(pattern);
        let bound = match properties.as_slice() {
            [only] if self.kind(*only) != Kind::RestPattern => bound,
            _ => Bound::Slot(self.slot(bound, out)),
        };
        let mut keys = Vec::new();
        for property in properties {
            self.at(property);
            match self.kind(property) {
                Kind::PairPattern => self.bind_pair(property, bound, &mut keys, out),
                Kind::RestPattern => {
                    let object = self.once(bound);
                    let rest = self.builder.expr(Expr::Rest {
                        object,
                        from: 0,
                        keys: keys.clone(),
                    });
                    if let Some(target) = self.first(property) {
                        self.bind(target, Bound::Value(rest), out);
                    }
                }
                _ => {
                    let left = self.child(property, Field::Left).unwrap_or(property);
                    let name = self.text(left).to_owned();
                    keys.push(name.clone());
                    let object = self.once(bound);
                    let value = self.builder.field(object, name);
                    self.bind(property, Bound::Value(value), out);
                }
            }
        }
    }

    fn bind_pair(
        &mut self,
        property: Node<'t>,
        bound: Bound,
        keys: &mut Vec<String>,
        out: &mut Block,
    ) {
        let (Some(key), Some(target)) = (
            self.child(property, Field::Key),
            self.child(property, Field::Value),
        ) else {
            return;
        };
        let object = self.once(bound);
        let value = match self.property_name(key) {
            Some(name) => {
                keys.push(name.clone());
                self.builder.field(object, name)
            }
            None => {
                let index = self.computed_key(key);
                self.builder.expr(Expr::Index { object, index })
            }
        };
        self.bind(target, Bound::Value(value), out);
    }

    fn bind_array(&mut self, pattern: Node<'t>, bound: Bound, out: &mut Block) {
        let parts = self.children(pattern);
        let bound = match parts.iter().filter(|part| part.is_named()).count() {
            1 => bound,
            _ => Bound::Slot(self.slot(bound, out)),
        };
        let mut position = 0u32;
        for part in parts {
            if !part.is_named() {
                position += u32::from(part.kind() == ",");
                continue;
            }
            self.at(part);
            let object = self.once(bound);
            if self.kind(part) == Kind::RestPattern {
                let rest = self.builder.expr(Expr::Rest {
                    object,
                    from: position,
                    keys: Vec::new(),
                });
                if let Some(target) = self.first(part) {
                    self.bind(target, Bound::Value(rest), out);
                }
                continue;
            }
            let number = Constant::Number(position.to_string());
            let index = self.builder.expr(Expr::Constant(number));
            let value = self.builder.expr(Expr::Index { object, index });
            self.bind(part, Bound::Value(value), out);
        }
    }

    /// Assigns to something that is no pattern: a name, a field or a computed key.
    fn assign_to(&mut self, target: Node<'t>, value: ExprId) -> ExprId {
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
