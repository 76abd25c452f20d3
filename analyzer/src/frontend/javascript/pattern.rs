//! Destructuring patterns, in declarations and assignments alike: names are declared before (see the scopes), so binding
//! is assigning.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{Block, ChoiceOperator, Constant, Expr, ExprId, Place, Stmt, VarId};
use tree_sitter::Node;

/// What a pattern is matched with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    /// A value that can be read once.
    Value(ExprId),
    /// A slot of the current function.
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
    pub(super) fn slot(&mut self, bound: Bound, out: &mut Block) -> VarId {
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
}
