//! Running statements: branches fork the locals and join them again, loops run to a fixed point.

use super::conditions::Truth;
use super::value::Value;
use super::{Frame, Interpreter};
use crate::ir::{Block, ExprId, Handler, Over, Stmt, VarId};

/// Rounds of a loop before it is taken to be stable. Locals only grow within a loop, by bounded sets; this bounds the
/// pathological rest. Errs on the side of missing values that only appear in later rounds.
const MAX_ROUNDS: usize = 12;

/// A loop, switch or labelled statement that break and continue can leave.
#[derive(Debug)]
pub(crate) struct JumpTarget {
    label: Option<String>,
    /// `continue` can mean it.
    is_loop: bool,
    breaks: Option<Vec<Value>>,
    continues: Option<Vec<Value>>,
}

impl<'m> Interpreter<'m> {
    /// Runs a block.
    pub(crate) fn block(&mut self, frame: &mut Frame<'m>, block: &'m Block) {
        for stmt in block {
            if frame.dead {
                return;
            }
            self.statement(frame, stmt);
        }
    }

    fn statement(&mut self, frame: &mut Frame<'m>, stmt: &'m Stmt) {
        match stmt {
            Stmt::Expr(expr) => {
                self.eval(frame, *expr);
            }
            Stmt::If {
                test,
                then,
                otherwise,
            } => {
                let truth = self.test(frame, *test);
                self.branches(
                    frame,
                    truth,
                    Some(*test),
                    |interp, frame| interp.block(frame, then),
                    |interp, frame| {
                        interp.block(frame, otherwise);
                    },
                );
            }
            Stmt::Loop {
                label,
                body,
                update,
            } => self.repeat(frame, label.as_ref(), |interp, frame| {
                interp.block(frame, body);
                interp.resume_continues(frame);
                interp.block(frame, update);
            }),
            Stmt::ForEach {
                label,
                var,
                iterable,
                over,
                body,
            } => {
                self.for_each(frame, label.as_ref(), *var, *iterable, *over, body);
            }
            Stmt::Switch { subject, cases } => self.switch(frame, *subject, cases),
            Stmt::Return(value) => {
                let value = match value {
                    Some(value) => self.eval(frame, *value),
                    None => self.pool.null(),
                };
                self.return_value(frame, value);
                frame.dead = true;
            }
            Stmt::Throw(value) => {
                if let Some(value) = value {
                    self.eval(frame, *value);
                }
                frame.dead = true;
            }
            Stmt::Break(label) => self.jump(frame, label.as_ref(), Jump::Break),
            Stmt::Continue(label) => self.jump(frame, label.as_ref(), Jump::Continue),
            Stmt::Try {
                body,
                handlers,
                otherwise,
                finally,
            } => self.try_block(frame, body, handlers, otherwise, finally),
            Stmt::Extend {
                class,
                implements,
                members,
            } => self.extend(frame, *class, *implements, members),
        }
    }

    /// Runs one of two continuations, or both from the same state.
    pub(crate) fn branches(
        &mut self,
        frame: &mut Frame<'m>,
        truth: Truth,
        condition: Option<ExprId>,
        then: impl FnOnce(&mut Self, &mut Frame<'m>),
        otherwise: impl FnOnce(&mut Self, &mut Frame<'m>),
    ) {
        match truth {
            Truth::True => then(self, frame),
            Truth::False => otherwise(self, frame),
            Truth::Either => {
                let before = frame.locals.clone();
                let branch = frame.branch;
                let mut narrowed = super::narrowing::Narrowed::default();
                frame.branch = frame.new_branch();
                self.assume(frame, condition, true, &mut narrowed);
                then(self, frame);
                let after_then = std::mem::replace(&mut frame.locals, before);
                let then_dead = std::mem::replace(&mut frame.dead, false);
                frame.branch = frame.new_branch();
                self.assume(frame, condition, false, &mut narrowed);
                otherwise(self, frame);
                frame.branch = branch;
                let both_go_on = !then_dead && !frame.dead;
                self.join_state(frame, &after_then, then_dead);
                if both_go_on {
                    narrowed.forget(frame);
                }
            }
        }
    }

    /// Joins another end of a branch into the current one.
    fn join_state(&mut self, frame: &mut Frame<'m>, other: &[Value], other_dead: bool) {
        match (frame.dead, other_dead) {
            (_, true) => {}
            (true, false) => {
                frame.locals = other.to_vec();
                frame.dead = false;
            }
            (false, false) => self.join_locals(&mut frame.locals, other),
        }
    }

    fn join_locals(&mut self, locals: &mut [Value], other: &[Value]) {
        for (local, other) in locals.iter_mut().zip(other) {
            if local != other {
                *local = self.pool.join(*local, *other);
            }
        }
    }

    fn repeat(
        &mut self,
        frame: &mut Frame<'m>,
        label: Option<&String>,
        mut round: impl FnMut(&mut Self, &mut Frame<'m>),
    ) {
        frame.targets.push(JumpTarget {
            label: label.cloned(),
            is_loop: true,
            breaks: None,
            continues: None,
        });
        let branch = frame.branch;
        frame.branch = frame.new_branch();
        for _ in 0..MAX_ROUNDS {
            let before = frame.locals.clone();
            round(self, frame);
            if frame.dead {
                frame.dead = false;
                frame.locals = before;
                break;
            }
            self.join_locals(&mut frame.locals, &before);
            if frame.locals == before {
                break;
            }
        }
        frame.branch = branch;
        // An endless loop is only left by break: what follows is reached with the states of the breaks.
        frame.dead = true;
        self.leave_target(frame);
    }

    fn for_each(
        &mut self,
        frame: &mut Frame<'m>,
        label: Option<&String>,
        var: VarId,
        iterable: ExprId,
        over: Over,
        body: &'m Block,
    ) {
        let value = self.eval(frame, iterable);
        let site = frame.site(iterable);
        frame.targets.push(JumpTarget {
            label: label.cloned(),
            is_loop: true,
            breaks: None,
            continues: None,
        });
        match self.known_elements(site, value, over) {
            Some(elements) => self.each_known(frame, var, &elements, body),
            None => {
                let element = self.element(site, value, over);
                self.each_any(frame, var, element, body);
            }
        }
        self.leave_target(frame);
    }

    fn each_known(
        &mut self,
        frame: &mut Frame<'m>,
        var: VarId,
        elements: &[Value],
        body: &'m Block,
    ) {
        let round = frame.round;
        for (index, element) in elements.iter().enumerate() {
            if frame.dead {
                break;
            }
            frame.round = round
                .wrapping_mul(31)
                .wrapping_add(u32::try_from(index).unwrap_or_default())
                .wrapping_add(1);
            self.write_local(frame, var, *element);
            self.block(frame, body);
            self.resume_continues(frame);
        }
        frame.round = round;
    }

    fn each_any(&mut self, frame: &mut Frame<'m>, var: VarId, element: Value, body: &'m Block) {
        if element == Value::NEVER {
            return;
        }
        let branch = frame.branch;
        frame.branch = frame.new_branch();
        for _ in 0..MAX_ROUNDS {
            let before = frame.locals.clone();
            self.write_local(frame, var, element);
            self.block(frame, body);
            self.resume_continues(frame);
            let dead = std::mem::replace(&mut frame.dead, false);
            if dead {
                frame.locals = before;
                break;
            }
            self.join_locals(&mut frame.locals, &before);
            if frame.locals == before {
                break;
            }
        }
        frame.branch = branch;
    }

    fn switch(
        &mut self,
        frame: &mut Frame<'m>,
        subject: ExprId,
        cases: &'m [(Option<ExprId>, Block)],
    ) {
        let narrowed = self.narrowable(frame, subject);
        let subject = self.eval(frame, subject);
        let mut entries: Vec<bool> = Vec::with_capacity(cases.len());
        let mut values = vec![Value::NEVER; cases.len()];
        let mut decided = false;
        for ((test, _), held) in cases.iter().zip(&mut values) {
            let enters = match test {
                Some(test) if !decided => {
                    let value = self.eval(frame, *test);
                    let truth = self.equal(subject, value);
                    decided = truth == Truth::True;
                    *held = self.only(subject, value);
                    truth != Truth::False
                }
                _ => false,
            };
            entries.push(enters);
        }
        if !decided {
            for ((test, _), enters) in cases.iter().zip(&mut entries) {
                *enters |= test.is_none();
            }
        }
        let no_default = !decided && cases.iter().all(|(test, _)| test.is_some());
        let mut before = super::narrowing::Narrowed::default();
        if let Some(var) = narrowed {
            before.note(frame, var);
        }
        let entries: Vec<_> = entries
            .into_iter()
            .zip(values)
            .map(|(enters, value)| enters.then_some((narrowed, value)))
            .collect();
        self.switch_bodies(frame, cases, &entries, no_default);
        before.forget(frame);
    }

    fn switch_bodies(
        &mut self,
        frame: &mut Frame<'m>,
        cases: &'m [(Option<ExprId>, Block)],
        entries: &[Option<(Option<VarId>, Value)>],
        may_skip: bool,
    ) {
        frame.targets.push(JumpTarget {
            label: None,
            is_loop: false,
            breaks: None,
            continues: None,
        });
        let start = frame.locals.clone();
        let branch = frame.branch;
        let single = entries.iter().flatten().count() == 1 && !may_skip;
        frame.dead = true;
        for ((_, body), enters) in cases.iter().zip(entries) {
            if let Some((var, value)) = enters {
                let mut entered = start.clone();
                if let Some(slot) = var.and_then(|var| entered.get_mut(var.0 as usize))
                    && *value != Value::NEVER
                {
                    *slot = *value;
                }
                self.join_state(frame, &entered, false);
            }
            if frame.dead {
                continue;
            }
            if !single {
                frame.branch = frame.new_branch();
            }
            self.block(frame, body);
        }
        frame.branch = branch;
        if may_skip {
            self.join_state(frame, &start, false);
        }
        self.leave_target(frame);
    }

    fn jump(&mut self, frame: &mut Frame<'m>, label: Option<&String>, jump: Jump) {
        let locals = frame.locals.clone();
        frame.dead = true;
        let target = frame
            .targets
            .iter_mut()
            .rev()
            .find(|target| match (label, jump) {
                (Some(label), _) => target.label.as_ref() == Some(label),
                (None, Jump::Break) => true,
                (None, Jump::Continue) => target.is_loop,
            });
        let Some(target) = target else { return };
        let state = match jump {
            Jump::Break => &mut target.breaks,
            Jump::Continue => &mut target.continues,
        };
        match state {
            Some(known) => {
                for (known, other) in known.iter_mut().zip(&locals) {
                    *known = self.pool.join(*known, *other);
                }
            }
            None => *state = Some(locals),
        }
    }

    fn resume_continues(&mut self, frame: &mut Frame<'m>) {
        let continues = frame
            .targets
            .last_mut()
            .and_then(|target| target.continues.take());
        if let Some(locals) = continues {
            self.join_state(frame, &locals, false);
        }
    }

    fn leave_target(&mut self, frame: &mut Frame<'m>) {
        let breaks = frame.targets.pop().and_then(|target| target.breaks);
        if let Some(locals) = breaks {
            self.join_state(frame, &locals, false);
        }
    }

    fn try_block(
        &mut self,
        frame: &mut Frame<'m>,
        body: &'m Block,
        handlers: &'m [Handler],
        otherwise: &'m Block,
        finally: &'m Block,
    ) {
        let branch = frame.branch;
        frame.handlers.push(frame.locals.clone());
        self.block(frame, body);
        let raised = frame.handlers.pop().unwrap_or_default();
        self.block(frame, otherwise);
        let (mut locals, mut dead) = (std::mem::take(&mut frame.locals), frame.dead);
        for handler in handlers {
            frame.locals.clone_from(&raised);
            frame.dead = false;
            frame.branch = frame.new_branch();
            if let Some(var) = handler.var {
                let error = self.unknown(crate::facts::Reason::Computed);
                self.write_local(frame, var, error);
            }
            self.block(frame, &handler.body);
            self.join_state(frame, &locals, dead);
            (locals, dead) = (std::mem::take(&mut frame.locals), frame.dead);
        }
        frame.branch = branch;
        frame.locals = locals;
        frame.dead = dead;
        if !finally.is_empty() {
            self.finally(frame, finally, &raised);
        }
    }

    /// The block runs after every way out, also the ones that leave the function.
    fn finally(&mut self, frame: &mut Frame<'m>, finally: &'m Block, raised: &[Value]) {
        let dead = std::mem::replace(&mut frame.dead, false);
        if frame.locals.is_empty() {
            frame.locals = raised.to_vec();
        }
        let mut locals = std::mem::take(&mut frame.locals);
        self.join_locals(&mut locals, raised);
        frame.locals = locals;
        self.block(frame, finally);
        frame.dead |= dead;
    }

    /// Writes a local slot, and the cell behind it where inner functions see it.
    pub(crate) fn write_local(&mut self, frame: &mut Frame<'m>, var: VarId, value: Value) {
        if let Some(slot) = frame.locals.get_mut(var.0 as usize) {
            *slot = value;
        }
        if let Some(writes) = frame.writes.get_mut(var.0 as usize) {
            *writes = writes.wrapping_add(1);
        }
        for raised in &mut frame.handlers {
            if let Some(slot) = raised.get_mut(var.0 as usize) {
                *slot = self.pool.join(*slot, value);
            }
        }
        if frame.is_shared(var) {
            let cell = self.variable(frame.activation, var);
            self.store.write(&mut self.pool, cell, value);
        }
    }

    /// Reads a local slot. One that inner functions write is read from its cell.
    pub(crate) fn read_local(&mut self, frame: &Frame<'m>, var: VarId) -> Value {
        let written_inside = frame
            .function
            .variables
            .get(var.0 as usize)
            .is_some_and(|variable| variable.written_inside);
        if written_inside {
            let cell = self.variable(frame.activation, var);
            return self.store.read(cell, frame.activation);
        }
        frame
            .locals
            .get(var.0 as usize)
            .copied()
            .unwrap_or(Value::NEVER)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Jump {
    Break,
    Continue,
}

impl Frame<'_> {
    fn new_branch(&mut self) -> u32 {
        self.next_branch += 1;
        self.next_branch
    }

    pub(crate) fn is_shared(&self, var: VarId) -> bool {
        let shared = self
            .function
            .variables
            .get(var.0 as usize)
            .is_some_and(|variable| variable.shared);
        shared
            || (self.function.parent.is_none()
                && self.module.exports == crate::ir::Exports::Variables)
    }
}
