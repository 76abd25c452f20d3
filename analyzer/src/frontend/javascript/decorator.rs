//! Decorators, run after the class is made, in the manner of TypeScript's `experimentalDecorators`: a member's decorator
//! gets class, name and a descriptor, whose `value` may be replaced; a class's decorator gets the class.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Block, ChoiceOperator, Constant, Entry, Expr, ExprId, Member, MemberKind, Place, Stmt, VarId,
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
        for (decorator, on) in decorators.iter().rev() {
            match on {
                None => self.decorate_class(*decorator, class, out),
                Some(member) => self.decorate_member(*decorator, *member, class, out),
            }
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

    fn decorate_member(
        &mut self,
        decorator: Node<'t>,
        member: Node<'t>,
        class: VarId,
        out: &mut Block,
    ) {
        let callee = self.decorator_value(decorator);
        self.at(decorator);
        let name = self
            .member_key(member)
            .and_then(|key| self.property_name(key))
            .unwrap_or_default();
        let target = self.builder.read_slot(class);
        let text = self.builder.text(name.clone());
        if self.kind(member) != Kind::MethodDefinition || name == "constructor" {
            let call = self.call_with(callee, vec![target, text]);
            return out.push(Stmt::Expr(call));
        }
        let descriptor = self.descriptor(class, &name, out);
        let argument = self.builder.read_slot(descriptor);
        let call = self.call_with(callee, vec![target, text, argument]);
        out.push(Stmt::Expr(call));
        self.redefine(class, name, descriptor, out);
    }

    /// A slot with the descriptor of a method.
    fn descriptor(&mut self, class: VarId, name: &str, out: &mut Block) -> VarId {
        let slot = self.builder.temporary();
        let class = self.builder.read_slot(class);
        let method = self.builder.field(class, name);
        let entry = Entry::Field("value".to_owned(), method);
        let record = self.builder.expr(Expr::Record(vec![entry]));
        let assigned = self.builder.assign(Place::Local(slot), record);
        out.push(Stmt::Expr(assigned));
        slot
    }

    /// The method becomes what its descriptor holds after the decorator ran, or stays: the decorator may be code that
    /// cannot be seen.
    fn redefine(&mut self, class: VarId, name: String, descriptor: VarId, out: &mut Block) {
        let test = self.builder.unknown(Reason::Computed);
        let descriptor = self.builder.read_slot(descriptor);
        let then = self.builder.field(descriptor, "value");
        let object = self.builder.read_slot(class);
        let otherwise = self.builder.field(object, name.clone());
        let value = self.builder.expr(Expr::Conditional {
            test,
            then,
            otherwise,
        });
        let class = self.builder.read_slot(class);
        out.push(Stmt::Extend {
            class,
            implements: None,
            members: vec![Member {
                name,
                kind: MemberKind::Method,
                value,
            }],
        });
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
