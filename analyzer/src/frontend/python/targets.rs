//! Assignments: targets, unpacking, augmented and annotated forms.

use super::lowering::Lowering;
use super::syntax::{Field, Kind, field, kind};
use crate::facts::Reason;
use crate::ir::{Block, Constant, Expr, ExprId, Operator, Place, Stmt, VarId};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// `a = v`, `a = b = v`, `a: T = v`, `a: T`.
    pub(super) fn assignment(&mut self, node: Node<'t>, out: &mut Block) {
        let mut targets = Vec::new();
        let mut last = node;
        let value = loop {
            targets.extend(field(last, Field::Left));
            match field(last, Field::Right) {
                Some(right) if kind(right) == Kind::Assignment => last = right,
                right => break right,
            }
        };
        let Some(value) = value else {
            return;
        };
        if kind(value) == Kind::AugmentedAssignment {
            return self.augmented_assignment(value, out);
        }
        let value = self.expr(value);
        let value = self.typed(node, value);
        if let [target] = targets.as_slice() {
            return self.assign_to(*target, value, out);
        }
        self.at(node);
        let slot = self.temporary(value, out);
        for target in targets {
            self.at(target);
            let value = self.builder.read_slot(slot);
            self.assign_to(target, value, out);
        }
    }

    /// The value of an assignment with the type that is declared for it.
    pub(super) fn typed(&mut self, assignment: Node<'t>, value: ExprId) -> ExprId {
        let hint = field(assignment, Field::Type).and_then(|hint| self.annotation(hint));
        match hint {
            Some(hint) => self.add(assignment, Expr::Typed { value, hint }),
            None => value,
        }
    }

    /// Assigns a value to a target.
    pub(super) fn assign_to(&mut self, target: Node<'t>, value: ExprId, out: &mut Block) {
        self.deeper(target, |lowering| {
            lowering.assign_to_kind(target, value, out);
        });
    }

    fn assign_to_kind(&mut self, target: Node<'t>, value: ExprId, out: &mut Block) {
        let place = match kind(target) {
            Kind::Identifier => self.place(self.text_of(target)),
            Kind::Attribute => self.attribute_place(target),
            Kind::Subscript => self.subscript_place(target),
            Kind::Tuple
            | Kind::List
            | Kind::TuplePattern
            | Kind::ListPattern
            | Kind::PatternList
            | Kind::ExpressionList => {
                self.at(target);
                let slot = self.temporary(value, out);
                return self.unpack(target, slot, out);
            }
            Kind::ParenthesizedExpression
            | Kind::AsPatternTarget
            | Kind::ListSplatPattern
            | Kind::ListSplat
            | Kind::Type => {
                match self.first(target) {
                    Some(inner) => self.assign_to(inner, value, out),
                    None => out.push(Stmt::Expr(value)),
                }
                return;
            }
            _ => {
                out.push(Stmt::Expr(value));
                return;
            }
        };
        let assigned = self.add(target, Expr::Assign { place, value });
        out.push(Stmt::Expr(assigned));
    }

    /// Assigns the elements of what a slot holds.
    pub(super) fn unpack(&mut self, target: Node<'t>, slot: VarId, out: &mut Block) {
        let parts = self.named(target);
        let star = parts
            .iter()
            .position(|part| matches!(kind(*part), Kind::ListSplatPattern | Kind::ListSplat));
        for (at, part) in parts.iter().enumerate() {
            let element = match star {
                Some(star) if at == star => self.rest_of(*part, slot, at),
                Some(star) if at > star => self.element_from_end(*part, slot, parts.len() - at),
                _ => self.element(*part, slot, at.to_string()),
            };
            self.assign_to(*part, element, out);
        }
    }

    fn element(&mut self, node: Node<'t>, list: VarId, index: String) -> ExprId {
        self.at(node);
        let object = self.builder.read_slot(list);
        let index = self.constant(node, Constant::Number(index));
        self.builder.expr(Expr::Index { object, index })
    }

    fn element_from_end(&mut self, node: Node<'t>, list: VarId, back: usize) -> ExprId {
        self.element(node, list, format!("-{back}"))
    }

    /// What a starred target gets; elements that belong to targets after it are not left out.
    fn rest_of(&mut self, node: Node<'t>, list: VarId, from: usize) -> ExprId {
        self.at(node);
        let object = self.builder.read_slot(list);
        self.builder.expr(Expr::Rest {
            object,
            from: u32::try_from(from).unwrap_or(u32::MAX),
            keys: Vec::new(),
        })
    }

    fn attribute_place(&mut self, target: Node<'t>) -> Place {
        let object = self.expr_in(target, Field::Object);
        Place::Field {
            object,
            name: self.attribute_name(target),
        }
    }

    fn subscript_place(&mut self, target: Node<'t>) -> Place {
        let object = self.expr_in(target, Field::Value);
        let index = self.index(target);
        Place::Index { object, index }
    }

    /// The index of a subscript that is assigned to; a slice is an unknown position.
    fn index(&mut self, subscript: Node<'t>) -> ExprId {
        let parts = self.subscripts(subscript);
        match parts.as_slice() {
            [only] if kind(*only) == Kind::Slice => {
                self.add(*only, Expr::Unknown(Reason::Computed))
            }
            [only] => self.expr(*only),
            _ => self.list_of(subscript, &parts),
        }
    }

    /// `x += v` is `x = x + v`; where `v` is a display, `x` changes in place. That a list changes in place when `v` is
    /// anything else, seen through other names, is lost.
    pub(super) fn augmented_assignment(&mut self, node: Node<'t>, out: &mut Block) {
        let (Some(target), Some(right)) = (field(node, Field::Left), field(node, Field::Right))
        else {
            return;
        };
        let operator = field(node, Field::Operator).map_or("", |operator| operator.kind());
        if let Some(method) = in_place(operator, kind(right)) {
            return self.change_in_place(node, method, out);
        }
        let operator = operator_of(operator.trim_end_matches('='));
        let (place, current) = match kind(target) {
            Kind::Attribute => self.attribute_twice(target, out),
            Kind::Subscript => self.subscript_twice(target, out),
            Kind::Identifier => {
                let current = self.read(target);
                (self.place(self.text_of(target)), current)
            }
            _ => {
                let value = self.expr(right);
                return self.assign_to(target, value, out);
            }
        };
        let right = self.expr(right);
        let value = self.add(
            node,
            Expr::Binary {
                operator,
                left: current,
                right,
            },
        );
        let assigned = self.add(node, Expr::Assign { place, value });
        out.push(Stmt::Expr(assigned));
    }

    /// `del x[k]` is the method call that Python makes of it; what else is deleted is not used any more.
    pub(super) fn delete_statement(&mut self, node: Node<'t>, out: &mut Block) {
        for target in self.named(node) {
            match kind(target) {
                Kind::ExpressionList | Kind::Tuple | Kind::PatternList => {
                    self.deeper(target, |lowering| lowering.delete_statement(target, out));
                }
                Kind::Subscript => {
                    let object = self.expr_in(target, Field::Value);
                    let index = self.index(target);
                    self.method_call(target, object, "__delitem__", index, out);
                }
                _ => {}
            }
        }
    }

    fn change_in_place(&mut self, node: Node<'t>, method: &str, out: &mut Block) {
        let object = self.expr_in(node, Field::Left);
        let right = self.expr_in(node, Field::Right);
        self.method_call(node, object, method, right, out);
    }

    fn method_call(
        &mut self,
        node: Node<'t>,
        object: ExprId,
        method: &str,
        argument: ExprId,
        out: &mut Block,
    ) {
        let callee = self.add(
            node,
            Expr::Field {
                object,
                name: method.to_owned(),
            },
        );
        let arguments = super::calls::positional(vec![argument]);
        let call = self.add(
            node,
            Expr::Call {
                callee,
                arguments,
                new: false,
            },
        );
        out.push(Stmt::Expr(call));
    }

    fn attribute_twice(&mut self, target: Node<'t>, out: &mut Block) -> (Place, ExprId) {
        let name = self.attribute_name(target);
        let (object, again) = self.twice(field(target, Field::Object), target, out);
        let current = self.builder.field(again, name.clone());
        (Place::Field { object, name }, current)
    }

    fn subscript_twice(&mut self, target: Node<'t>, out: &mut Block) -> (Place, ExprId) {
        let (object, again) = self.twice(field(target, Field::Value), target, out);
        let index = self.index(target);
        self.at(target);
        let slot = self.temporary(index, out);
        let index = self.builder.read_slot(slot);
        let index_again = self.builder.read_slot(slot);
        let current = self.builder.expr(Expr::Index {
            object: again,
            index: index_again,
        });
        (Place::Index { object, index }, current)
    }

    /// Two reads of one value: of a name by name, of anything else through a slot.
    fn twice(
        &mut self,
        node: Option<Node<'t>>,
        around: Node<'t>,
        out: &mut Block,
    ) -> (ExprId, ExprId) {
        match node {
            Some(name) if kind(name) == Kind::Identifier => (self.read(name), self.read(name)),
            _ => {
                let value = match node {
                    Some(node) => self.expr(node),
                    None => self.computed(around),
                };
                self.at(around);
                let slot = self.temporary(value, out);
                (self.builder.read_slot(slot), self.builder.read_slot(slot))
            }
        }
    }
}

/// The method that an augmented assignment of a display stands for: its kind says what the target is.
fn in_place(operator: &str, right: Kind) -> Option<&'static str> {
    match (operator, right) {
        ("+=", Kind::List | Kind::ListComprehension) => Some("extend"),
        ("|=", Kind::Dictionary | Kind::DictionaryComprehension) => Some("update"),
        _ => None,
    }
}

/// The operation that an operator stands for.
pub(super) fn operator_of(text: &str) -> Operator {
    match text {
        "+" => Operator::Add,
        "%" => Operator::Percent,
        "|" => Operator::Or,
        "&" => Operator::And,
        "==" | "is" => Operator::Equal,
        "!=" | "<>" | "is not" => Operator::NotEqual,
        "in" => Operator::In,
        "<" | "<=" | ">" | ">=" => Operator::Compare,
        _ => Operator::Other,
    }
}
