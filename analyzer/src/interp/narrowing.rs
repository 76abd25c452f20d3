//! What a condition says of the locals that it tests: `if op in ("get", "put")` leaves these two values of `op`.
//!
//! A local keeps what it was narrowed to until both ways meet again; where one way ends (return, throw, continue), the
//! other one keeps it. Only conditions on locals narrow: fields may have changed in between. Errs on the side of more
//! values.

use super::conditions::{MAX_COMPARED, Truth};
use super::value::{Atom, Value};
use super::{Frame, Interpreter};
use crate::ir::{ArgumentKind, ChoiceOperator, Expr, ExprId, Item, Operator, Over, VarId};

/// Conditions are looked into so deep.
const MAX_DEPTH: u32 = 6;

/// Locals that were narrowed, with what they were before.
#[derive(Debug, Default)]
pub(crate) struct Narrowed(Vec<(VarId, Value, u32)>);

impl Narrowed {
    /// Notes what a local is, unless that is noted already.
    pub(crate) fn note(&mut self, frame: &Frame<'_>, var: VarId) {
        let slot = var.0 as usize;
        if let (Some(value), Some(writes)) = (frame.locals.get(slot), frame.writes.get(slot))
            && self.0.iter().all(|(known, ..)| *known != var)
        {
            self.0.push((var, *value, *writes));
        }
    }

    /// Gives locals back what they were, where they were not written since.
    pub(crate) fn forget(self, frame: &mut Frame<'_>) {
        for (var, value, writes) in self.0 {
            let slot = var.0 as usize;
            if frame.writes.get(slot) == Some(&writes)
                && let Some(local) = frame.locals.get_mut(slot)
            {
                *local = value;
            }
        }
    }
}

impl<'m> Interpreter<'m> {
    /// Narrows locals by a condition that holds, or does not.
    pub(crate) fn assume(
        &mut self,
        frame: &mut Frame<'m>,
        condition: Option<ExprId>,
        holds: bool,
        narrowed: &mut Narrowed,
    ) {
        if let Some(condition) = condition {
            self.assume_at(frame, condition, holds, narrowed, MAX_DEPTH);
        }
    }

    fn assume_at(
        &mut self,
        frame: &mut Frame<'m>,
        condition: ExprId,
        holds: bool,
        narrowed: &mut Narrowed,
        depth: u32,
    ) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        match frame.module.expr(condition) {
            Expr::Not(inner) => self.assume_at(frame, *inner, !holds, narrowed, depth),
            Expr::Choice {
                operator,
                left,
                right,
            } if *operator
                == if holds {
                    ChoiceOperator::And
                } else {
                    ChoiceOperator::Or
                } =>
            {
                self.assume_at(frame, *left, holds, narrowed, depth);
                self.assume_at(frame, *right, holds, narrowed, depth);
            }
            Expr::Binary {
                operator,
                left,
                right,
            } => {
                let equal = match operator {
                    Operator::Equal | Operator::In => holds,
                    Operator::NotEqual => !holds,
                    _ => return,
                };
                let Some(var) = self.narrowable(frame, *left) else {
                    return;
                };
                let options = if *operator == Operator::In {
                    self.options(frame, *right)
                } else {
                    self.plain(frame, *right).map(|value| vec![value])
                };
                if let Some(options) = options {
                    self.narrow_to(frame, var, &options, equal, narrowed);
                }
            }
            Expr::Call {
                callee, arguments, ..
            } => {
                let (Expr::Field { object, name }, [argument]) =
                    (frame.module.expr(*callee), arguments.as_slice())
                else {
                    return;
                };
                if !matches!(name.as_str(), "includes" | "contains" | "has")
                    || argument.kind != ArgumentKind::Positional
                {
                    return;
                }
                if let Some(var) = self.narrowable(frame, argument.value)
                    && let Some(options) = self.options(frame, *object)
                {
                    self.narrow_to(frame, var, &options, holds, narrowed);
                }
            }
            Expr::Local(_) | Expr::Assign { .. } => {
                if let Some(var) = self.narrowable(frame, condition) {
                    let value = self.read_local(frame, var);
                    let against = Truth::from(!holds);
                    let module = frame.module;
                    let mut kept = value;
                    for atom in self.pool.atoms(value) {
                        let one = self.pool.one(atom.clone());
                        if self.truth_in(module, one) == against {
                            kept = self.pool.without(kept, |known| *known == atom);
                        }
                    }
                    self.narrow(frame, var, kept, narrowed);
                }
            }
            _ => {}
        }
    }

    /// The local that an expression is, where narrowing it is of use.
    pub(crate) fn narrowable(&self, frame: &Frame<'m>, expr: ExprId) -> Option<VarId> {
        let var = match frame.module.expr(expr) {
            Expr::Local(var) => *var,
            Expr::Assign {
                place: crate::ir::Place::Local(var),
                ..
            } => *var,
            Expr::Typed { value, .. } => return self.narrowable(frame, *value),
            _ => return None,
        };
        let variable = frame.function.variables.get(var.0 as usize)?;
        (!variable.written_inside).then_some(var)
    }

    fn narrow_to(
        &mut self,
        frame: &mut Frame<'m>,
        var: VarId,
        options: &[Value],
        equal: bool,
        narrowed: &mut Narrowed,
    ) {
        let value = self.read_local(frame, var);
        let mut kept = Value::NEVER;
        if equal {
            for option in options {
                let one = self.only(value, *option);
                kept = self.pool.join(kept, one);
            }
        } else {
            kept = value;
            for atom in self.pool.atoms(value) {
                let one = self.pool.one(atom.clone());
                if options
                    .iter()
                    .any(|option| self.equal(one, *option) == Truth::True)
                {
                    kept = self.pool.without(kept, |known| *known == atom);
                }
            }
        }
        self.narrow(frame, var, kept, narrowed);
    }

    fn narrow(&mut self, frame: &mut Frame<'m>, var: VarId, kept: Value, narrowed: &mut Narrowed) {
        let slot = var.0 as usize;
        if kept == Value::NEVER || frame.locals.get(slot) == Some(&kept) {
            return;
        }
        narrowed.note(frame, var);
        if let Some(local) = frame.locals.get_mut(slot) {
            *local = kept;
        }
    }

    /// What a value is where it equals another: of atoms that are known, those that can be equal; for what is not known
    /// the other. [`Value::NEVER`] where the two cannot be equal.
    pub(crate) fn only(&mut self, value: Value, other: Value) -> Value {
        let mut result = Value::NEVER;
        let (atoms, others) = (self.pool.atoms(value), self.pool.atoms(other));
        if atoms.len() * others.len() > MAX_COMPARED {
            return value;
        }
        for atom in atoms {
            for known in &others {
                let kept = match self.equal_atoms(&atom, known) {
                    Truth::False => continue,
                    Truth::True => &atom,
                    Truth::Either if is_plain(known) => known,
                    Truth::Either => &atom,
                };
                let one = self.pool.one(kept.clone());
                result = self.pool.join(result, one);
            }
        }
        result
    }

    /// The value of an expression that does nothing but read.
    fn plain(&mut self, frame: &Frame<'m>, expr: ExprId) -> Option<Value> {
        match frame.module.expr(expr) {
            Expr::Constant(constant) => Some(self.constant(constant)),
            Expr::Local(var) => Some(self.read_local(frame, *var)),
            Expr::Outer { levels, var } => Some(self.read_outer(frame, *levels, *var)),
            Expr::Field { object, name } => {
                let object = self.plain(frame, *object)?;
                Some(self.read_field(frame.site(expr), object, name))
            }
            _ => None,
        }
    }

    /// The elements of a list, or keys of a record, that an expression gives by reading only.
    fn options(&mut self, frame: &Frame<'m>, expr: ExprId) -> Option<Vec<Value>> {
        if let Expr::List(items) = frame.module.expr(expr) {
            return items
                .iter()
                .map(|item| match item {
                    Item::One(item) => self.plain(frame, *item),
                    Item::Spread(_) => None,
                })
                .collect();
        }
        let value = self.plain(frame, expr)?;
        let elements = self.known_elements(frame.site(expr), value, Over::Elements)?;
        (!elements.is_empty()).then_some(elements)
    }
}

/// Whether an atom is a constant, which is all that what equals it can be.
fn is_plain(atom: &Atom) -> bool {
    match atom {
        Atom::Text(text) => text.as_literal().is_some(),
        Atom::Number(_) | Atom::Bool(_) | Atom::Null => true,
        _ => false,
    }
}
