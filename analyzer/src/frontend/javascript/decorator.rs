//! Decorators, run after the class is made, in the manner of TypeScript's `experimentalDecorators`: a member's decorator
//! gets class, name and a descriptor, whose `value` may be replaced; a class's decorator gets the class. A property has no
//! descriptor, and its decorator gets the declared type besides, which `emitDecoratorMetadata` would keep.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Block, ChoiceOperator, Constant, Expr, ExprId, Member, MemberKind, Place, Stmt, VarId,
};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Runs the decorators of a class and its members.
    pub(super) fn decorate(
        &mut self,
        decorators: &[(Node<'t>, Option<Node<'t>>)],
        out: &mut Block,
    ) {
        let Some(class) = self.own_class_slot() else {
            return;
        };
        let mut current: Vec<(Node<'t>, VarId)> = Vec::new();
        for (decorator, on) in decorators.iter().rev() {
            let Some(member) = on else {
                self.decorate_class(*decorator, class, out);
                continue;
            };
            let held = current.iter().find(|(known, _)| known == member);
            let held = held.map(|(_, held)| *held);
            let held = self.decorate_member(*decorator, *member, (class, held), out);
            current.extend(held.map(|held| (*member, held)));
        }
    }

    fn decorator_value(&mut self, decorator: Node<'t>) -> ExprId {
        match self.first(decorator) {
            Some(inner) => self.expression(inner),
            None => self.builder.unknown(Reason::Missing),
        }
    }

    /// What a decorator of a class gives replaces the class, unless it gives nothing.
    fn decorate_class(&mut self, decorator: Node<'t>, class: VarId, out: &mut Block) {
        let callee = self.decorator_value(decorator);
        self.at(decorator);
        let argument = self.builder.read_slot(class);
        let left = self.call_with(callee, vec![argument]);
        let right = self.builder.read_slot(class);
        let value = self.builder.expr(Expr::Choice {
            operator: ChoiceOperator::Coalesce,
            left,
            right,
        });
        let assigned = self.builder.assign(Place::Local(class), value);
        out.push(Stmt::Expr(assigned));
    }

    /// Runs a decorator of a member. `held` is where the method is that an inner decorator left; gives where this one
    /// leaves it.
    fn decorate_member(
        &mut self,
        decorator: Node<'t>,
        member: Node<'t>,
        (class, held): (VarId, Option<VarId>),
        out: &mut Block,
    ) -> Option<VarId> {
        let callee = self.decorator_value(decorator);
        self.at(decorator);
        let name = self
            .member_key(member)
            .and_then(|key| self.property_name(key))
            .unwrap_or_default();
        let target = self.builder.read_slot(class);
        let text = self.builder.text(name.clone());
        if self.kind(member) != Kind::MethodDefinition || name == "constructor" {
            let mut arguments = vec![target, text];
            if let Some(hint) = self.hint_of(self.child(member, Field::Type)) {
                arguments.extend([self.builder.null(), hint]);
            }
            let call = self.call_with(callee, arguments);
            out.push(Stmt::Expr(call));
            return None;
        }
        let is_first = held.is_none();
        let held = held.unwrap_or_else(|| self.builder.temporary());
        if is_first {
            let object = self.builder.read_slot(class);
            let method = self.builder.field(object, undecorated(&name));
            self.assign_slot(held, method, out);
        }
        let descriptor = self.descriptor(held, out);
        let argument = self.builder.read_slot(descriptor);
        let call = self.call_with(callee, vec![target, text, argument]);
        let given = self.builder.temporary();
        self.assign_slot(given, call, out);
        let value = self.redefined(held, descriptor, given);
        self.assign_slot(held, value, out);
        let class = self.builder.read_slot(class);
        let value = self.builder.read_slot(held);
        out.push(Stmt::Extend {
            class,
            implements: None,
            members: vec![Member {
                name,
                kind: MemberKind::Method,
                value,
            }],
        });
        Some(held)
    }

    pub(super) fn assign_slot(&mut self, slot: VarId, value: ExprId, out: &mut Block) {
        let assigned = self.builder.assign(Place::Local(slot), value);
        out.push(Stmt::Expr(assigned));
    }

    /// A slot with the descriptor of a method: what is read from its `value` is the method, what is written is kept
    /// apart.
    pub(super) fn descriptor(&mut self, method: VarId, out: &mut Block) -> VarId {
        let slot = self.builder.temporary();
        let maker = Expr::Builtin("MethodDescriptor".to_owned());
        let maker = self.builder.expr(maker);
        let method = self.builder.read_slot(method);
        let descriptor = self.call_with(maker, vec![method]);
        self.assign_slot(slot, descriptor, out);
        slot
    }

    /// The method becomes what its descriptor or the descriptor that the decorator gave holds, or stays: the decorator
    /// may be code that cannot be seen.
    pub(super) fn redefined(&mut self, held: VarId, descriptor: VarId, given: VarId) -> ExprId {
        let test = self.builder.unknown(Reason::Computed);
        let descriptor = self.builder.read_slot(descriptor);
        let left = self.builder.field(descriptor, "written");
        let given = self.builder.read_slot(given);
        let right = self.builder.field(given, "value");
        let then = self.builder.expr(Expr::Choice {
            operator: ChoiceOperator::Coalesce,
            left,
            right,
        });
        let otherwise = self.builder.read_slot(held);
        self.builder.expr(Expr::Conditional {
            test,
            then,
            otherwise,
        })
    }

    /// Runs the decorators of a method's parameters.
    pub(super) fn decorate_parameters(&mut self, method: Node<'t>, class: VarId, out: &mut Block) {
        let Some(list) = self.child(method, Field::Parameters) else {
            return;
        };
        let name = self
            .member_key(method)
            .and_then(|key| self.property_name(key))
            .unwrap_or_default();
        for (index, parameter) in self.named(list).into_iter().enumerate() {
            for decorator in self.in_field(parameter, Field::Decorator) {
                let callee = self.decorator_value(decorator);
                self.at(decorator);
                let target = self.builder.read_slot(class);
                let text = self.builder.text(name.clone());
                let number = Constant::Number(index.to_string());
                let index = self.builder.expr(Expr::Constant(number));
                let call = self.call_with(callee, vec![target, text, index]);
                out.push(Stmt::Expr(call));
            }
        }
    }
}

/// The name under which a class keeps a method as it is written, without its decorators.
pub(super) fn undecorated(name: &str) -> String {
    format!("%undecorated {name}")
}
