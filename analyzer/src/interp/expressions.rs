//! Evaluating expressions.

use super::arguments::Arguments;
use super::conditions::Truth;
use super::store::ObjectKind;
use super::text::{Hole, Piece, Text};
use super::value::{ActivationId, Atom, Closure, Value};
use super::{Frame, Interpreter, Site};
use crate::facts::Reason;
use crate::ir::{
    ChoiceOperator, Constant, Entry, Exports, Expr, ExprId, FunctionId, Item, Module, Operator,
    Over, Place, VarId,
};
use std::rc::Rc;

/// At most so many texts come out of one concatenation.
const MAX_COMBINATIONS: usize = 24;

/// Whether a function that is called as a plain value takes its receiver as the first argument: in languages whose
/// modules are seen by their variables, not where the call says what `this` is.
fn takes_receiver_first(module: &Module, function: FunctionId) -> bool {
    module.exports == Exports::Variables && module.function(function).receiver.is_some()
}

impl<'m> Interpreter<'m> {
    /// The value of an expression.
    pub(crate) fn eval(&mut self, frame: &mut Frame<'m>, id: ExprId) -> Value {
        self.steps += 1;
        if frame.dead {
            return Value::NEVER;
        }
        let site = frame.site(id);
        if self.stops_at(site) {
            return self.unknown(Reason::Budget);
        }
        let module = frame.module;
        match module.expr(id) {
            Expr::Constant(constant) => self.constant(constant),
            Expr::Text(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.eval(frame, *part)).collect();
                self.concat(&values)
            }
            Expr::Local(var) => self.read_local(frame, *var),
            Expr::Outer { levels, var } => self.read_outer(frame, *levels, *var),
            Expr::Builtin(name) => self.builtin(site, name),
            Expr::Import(specifier) => self.import(site, specifier),
            Expr::Exports => self.exports(frame),
            Expr::Field { object, name } => {
                let object = self.eval(frame, *object);
                self.read_field(site, object, name)
            }
            Expr::Index { object, index } => {
                let object = self.eval(frame, *object);
                let index = self.eval(frame, *index);
                let value = self.read_index(site, object, index);
                let language = frame.module.language;
                if language.has_missing_elements() && self.may_miss(object, index) {
                    return self.or_nothing(value);
                }
                value
            }
            Expr::Rest { object, from, keys } => {
                let object = self.eval(frame, *object);
                self.rest_of(site, object, *from, keys)
            }
            Expr::Call {
                callee,
                arguments,
                new,
            } => self.call_expr(frame, id, *callee, arguments, *new),
            Expr::Function(function) => self.pool.one(Atom::Function(Closure {
                module: frame.module_id,
                function: *function,
                environment: frame.activation,
                unbound: takes_receiver_first(module, *function),
            })),
            Expr::Class(class) => self.make_class(frame, id, *class),
            Expr::Record(entries) => self.record(frame, site, entries),
            Expr::List(items) => self.list(frame, site, items),
            Expr::Binary {
                operator,
                left,
                right,
            } => {
                let left = self.eval(frame, *left);
                let right = self.eval(frame, *right);
                self.binary(site, *operator, left, right)
            }
            Expr::Not(value) => {
                let truth = self.test(frame, *value).not();
                self.truth_value(truth)
            }
            Expr::Choice {
                operator,
                left,
                right,
            } => self.choice(frame, *operator, *left, *right),
            Expr::Conditional {
                test,
                then,
                otherwise,
            } => {
                let truth = self.test(frame, *test);
                let (mut first, mut second) = (Value::NEVER, Value::NEVER);
                self.branches(
                    frame,
                    truth,
                    Some(*test),
                    |interp, frame| first = interp.eval(frame, *then),
                    |interp, frame| second = interp.eval(frame, *otherwise),
                );
                self.pool.join(first, second)
            }
            Expr::Is { value, class } => {
                let value = self.eval(frame, *value);
                let class = self.eval(frame, *class);
                let truth = self.is_instance(site, value, class);
                self.truth_value(truth)
            }
            Expr::Typed { value, hint } => {
                let value = self.eval(frame, *value);
                self.typed(frame, value, *hint)
            }
            Expr::Implementors(class) => {
                let class = self.eval(frame, *class);
                self.implementors(site, class)
            }
            Expr::Assign { place, value } => {
                let value = self.eval(frame, *value);
                self.assign(frame, site, place, value);
                value
            }
            Expr::Append { list, value } => {
                let value = self.eval(frame, *value);
                let list = self.read_local(frame, *list);
                self.append(list, value);
                list
            }
            Expr::Do { body, result } => {
                self.block(frame, body);
                self.eval(frame, *result)
            }
            Expr::Yield { value, each } => {
                let value = self.eval(frame, *value);
                let value = if *each {
                    self.element(site, value, Over::Elements)
                } else {
                    value
                };
                self.yield_value(frame, value);
                self.unknown(Reason::Computed)
            }
            Expr::Enter(value) => {
                let value = self.eval(frame, *value);
                self.enter(site, value)
            }
            Expr::Exit(value) => {
                let value = self.eval(frame, *value);
                self.leave(site, value);
                self.pool.null()
            }
            Expr::Unknown(reason) => self.unknown(*reason),
        }
    }

    /// A literal.
    pub(crate) fn constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::Null => self.pool.null(),
            Constant::Bool(value) => self.pool.one(Atom::Bool(*value)),
            Constant::Number(text) => self.pool.one(Atom::Number(text.as_str().into())),
            Constant::Text(text) => self.pool.text(text),
        }
    }

    /// A truth as a value.
    pub(crate) fn truth_value(&mut self, truth: Truth) -> Value {
        match truth {
            Truth::True => self.pool.one(Atom::Bool(true)),
            Truth::False => self.pool.one(Atom::Bool(false)),
            Truth::Either => self.pool.any([Atom::Bool(true), Atom::Bool(false)]),
        }
    }

    /// Reads a slot of an enclosing function.
    pub(crate) fn read_outer(&mut self, frame: &Frame<'m>, levels: u32, var: VarId) -> Value {
        let Some(activation) = self.outer_activation(frame, levels) else {
            return Value::NEVER;
        };
        let cell = self.variable(activation, var);
        self.store.read(cell, frame.activation)
    }

    fn outer_activation(&self, frame: &Frame<'m>, levels: u32) -> Option<ActivationId> {
        let mut activation = frame.activation;
        for _ in 0..levels {
            activation = self
                .activations
                .get(activation.0 as usize)?
                .key
                .closure
                .environment;
        }
        (activation != ActivationId::NONE).then_some(activation)
    }

    /// Assigns to a place.
    pub(crate) fn assign(
        &mut self,
        frame: &mut Frame<'m>,
        site: Site,
        place: &'m Place,
        value: Value,
    ) {
        match place {
            Place::Local(var) => self.write_local(frame, *var, value),
            Place::Outer { levels, var } => {
                let Some(activation) = self.outer_activation(frame, *levels) else {
                    return;
                };
                let cell = self.variable(activation, *var);
                self.store.write(&mut self.pool, cell, value);
            }
            Place::Field { object, name } => {
                let target = self.eval(frame, *object);
                let target = self.writable(frame, site, *object, target, name);
                self.write_field(site, target, name, value);
            }
            Place::Index { object, index } => {
                let target = self.eval(frame, *object);
                let index = self.eval(frame, *index);
                let target = match self.only_key(index) {
                    Some(name) => self.writable(frame, site, *object, target, &name),
                    None => target,
                };
                self.write_index(site, target, index, value);
            }
            Place::Exports => self.set_exports(frame, value),
        }
    }

    fn choice(
        &mut self,
        frame: &mut Frame<'m>,
        operator: ChoiceOperator,
        left: ExprId,
        right: ExprId,
    ) -> Value {
        let condition = left;
        let left = self.eval(frame, left);
        let takes_right = match operator {
            ChoiceOperator::Or => self.truth_in(frame.module, left).not(),
            ChoiceOperator::And => self.truth_in(frame.module, left),
            ChoiceOperator::Coalesce => self.is_null(left),
        };
        let mut value = Value::NEVER;
        match (takes_right, operator) {
            // The left side decides what is evaluated on the right: it holds there, or does not.
            (Truth::Either, ChoiceOperator::Or) => self.branches(
                frame,
                Truth::Either,
                Some(condition),
                |_, _| {},
                |interp, frame| value = interp.eval(frame, right),
            ),
            (_, ChoiceOperator::And) => self.branches(
                frame,
                takes_right,
                Some(condition),
                |interp, frame| value = interp.eval(frame, right),
                |_, _| {},
            ),
            _ => self.branches(
                frame,
                takes_right,
                None,
                |interp, frame| value = interp.eval(frame, right),
                |_, _| {},
            ),
        }
        match (takes_right, operator) {
            (Truth::True, _) => value,
            (Truth::False, _) => left,
            (Truth::Either, ChoiceOperator::And) => {
                let falsy = self
                    .pool
                    .without(left, |atom| !matches!(atom, Atom::Null | Atom::Bool(false)));
                // Which of the falsy values an undecided one is does not matter.
                match falsy {
                    Value::NEVER => self.or_nothing(value),
                    falsy => self.pool.join(falsy, value),
                }
            }
            (Truth::Either, _) => self.or_default(left, value),
        }
    }

    /// A value or nothing. Texts are taken to be there: who looks a name up or makes it on a condition hands it on.
    pub(crate) fn or_nothing(&mut self, value: Value) -> Value {
        if !self.pool.has(value, |atom| !matches!(atom, Atom::Text(_))) {
            return value;
        }
        let null = self.pool.null();
        self.pool.join(value, null)
    }

    /// `left` where it is something, else `default`. An environment variable keeps its default with it.
    pub(crate) fn or_default(&mut self, left: Value, default: Value) -> Value {
        if left != Value::NEVER && self.truth(left) == Truth::True {
            return left;
        }
        let left = self.pool.without(left, |atom| {
            matches!(atom, Atom::Null | Atom::Absent | Atom::Bool(false))
        });
        if let (Some(Atom::Text(env)), Some(Atom::Text(text))) =
            (self.pool.single(left), self.pool.single(default))
            && let Some(name) = env.as_env()
        {
            // Nothing is named by an empty text.
            if text.as_literal() == Some("") {
                return left;
            }
            let hole = Hole::EnvOr(Rc::clone(name), text.clone());
            return self.pool.one(Atom::Text(Text::hole(hole)));
        }
        self.pool.join(left, default)
    }

    fn record(&mut self, frame: &mut Frame<'m>, site: Site, entries: &'m [Entry]) -> Value {
        let record = self.new_record(site, 0);
        for entry in entries {
            match entry {
                Entry::Field(name, value) => {
                    let value = self.eval(frame, *value);
                    self.define_field(record, name, value);
                    self.touch(frame, record, name);
                }
                Entry::Computed(key, value) => {
                    let key = self.eval(frame, *key);
                    let value = self.eval(frame, *value);
                    self.define_key(record, key, value);
                }
                Entry::Spread(value) => {
                    let value = self.eval(frame, *value);
                    self.observe(frame, value);
                    self.spread_into(site, record, value);
                }
            }
        }
        self.pool.one(Atom::Object(record))
    }

    fn list(&mut self, frame: &mut Frame<'m>, site: Site, items: &'m [Item]) -> Value {
        let list = self.new_object(site, 0, ObjectKind::List);
        let mut position = Some(0_usize);
        for item in items {
            let (value, spread) = match item {
                Item::One(value) => (self.eval(frame, *value), false),
                Item::Spread(value) => (self.eval(frame, *value), true),
            };
            let elements = if spread {
                self.known_elements(site, value, Over::Elements)
            } else {
                Some(vec![value])
            };
            match (elements, position) {
                (Some(elements), Some(start)) => {
                    for (index, element) in elements.iter().enumerate() {
                        let cell = self.store.field(list, &(start + index).to_string());
                        self.store.write(&mut self.pool, cell, *element);
                    }
                    position = Some(start + elements.len());
                }
                (elements, _) => {
                    let element = match elements {
                        Some(elements) => self.pool.join_all(elements),
                        None => self.element(site, value, Over::Elements),
                    };
                    let rest = self.store.get(list).rest;
                    self.store.write(&mut self.pool, rest, element);
                    position = None;
                }
            }
        }
        self.pool.one(Atom::Object(list))
    }

    /// A binary operation.
    pub(crate) fn binary(
        &mut self,
        site: Site,
        operator: Operator,
        left: Value,
        right: Value,
    ) -> Value {
        if let Some(method) = own_method(operator)
            && let Some(result) = self.operator_of_class(site, method, left, right)
        {
            return result;
        }
        match operator {
            Operator::Add => self.add(site, left, right),
            Operator::Equal => {
                let truth = self.equal(left, right);
                self.truth_value(truth)
            }
            Operator::NotEqual => {
                let truth = self.equal(left, right).not();
                self.truth_value(truth)
            }
            Operator::Percent if self.pool.has(left, |atom| matches!(atom, Atom::Text(_))) => {
                self.percent_format(site, left, right)
            }
            Operator::Or if self.pool.has(left, |atom| matches!(atom, Atom::Object(_))) => {
                let merged = self.new_record(site, 0);
                self.spread_into(site, merged, left);
                self.spread_into(site, merged, right);
                self.pool.one(Atom::Object(merged))
            }
            Operator::In => {
                let truth = self.contains(site, right, left);
                self.truth_value(truth)
            }
            Operator::Compare => self.truth_value(Truth::Either),
            Operator::Percent | Operator::Or | Operator::And | Operator::Other => {
                self.unknown(Reason::Computed)
            }
        }
    }

    /// What an operator means where it is a method of the left side's class; `None` where the left side may be anything else.
    fn operator_of_class(
        &mut self,
        site: Site,
        method: &str,
        left: Value,
        right: Value,
    ) -> Option<Value> {
        let instances = self.pool.atoms(left);
        let is_own = |interp: &mut Self, atom: &Atom| match atom {
            Atom::Object(object) => interp.has_member(site, *object, method),
            _ => false,
        };
        if instances.is_empty() || !instances.iter().all(|atom| is_own(self, atom)) {
            return None;
        }
        let arguments = Arguments::positional([right]);
        Some(self.call_methods(site, left, method, &arguments))
    }

    fn add(&mut self, site: Site, left: Value, right: Value) -> Value {
        let is_text = |atom: &Atom| matches!(atom, Atom::Text(_));
        let is_list = |atom: &Atom| matches!(atom, Atom::Object(_));
        if self.pool.has(left, is_text) || self.pool.has(right, is_text) {
            return self.concat(&[left, right]);
        }
        if self.pool.has(left, is_list) && self.pool.has(right, is_list) {
            return self.join_lists(site, &[left, right]);
        }
        let is_symbol = |atom: &Atom| matches!(atom, Atom::Symbol(_));
        if self.pool.has(left, is_symbol) && self.pool.has(right, is_symbol) {
            return self.concat(&[left, right]);
        }
        self.sum(left, right)
    }

    /// The sum of two whole numbers.
    fn sum(&mut self, left: Value, right: Value) -> Value {
        let whole = |interp: &Self, value| match interp.pool.single(value) {
            Some(Atom::Number(text)) => text.parse::<i64>().ok(),
            _ => None,
        };
        let sum = whole(self, left)
            .zip(whole(self, right))
            .and_then(|(left, right)| left.checked_add(right));
        match sum {
            Some(sum) => self.pool.one(Atom::Number(sum.to_string().into())),
            None => self.unknown(Reason::Computed),
        }
    }

    /// The text of values, one after the other: every combination of what each can be, up to a bound.
    pub(crate) fn concat(&mut self, parts: &[Value]) -> Value {
        if parts.contains(&Value::NEVER) {
            return Value::NEVER;
        }
        let mut results: Vec<Text> = vec![Text::literal("")];
        for part in parts {
            let texts = self.texts(*part);
            if results.len() * texts.len() > MAX_COMBINATIONS {
                let hole = Text::hole(Hole::Unknown(Reason::Widened));
                results = results.iter().map(|text| text.concat(&hole)).collect();
                continue;
            }
            results = results
                .iter()
                .flat_map(|text| texts.iter().map(move |more| text.concat(more)))
                .collect();
        }
        self.pool.any(results.into_iter().map(Atom::Text))
    }

    /// What a value is as text: one pattern for each way it can look. Never empty for a value that is reached.
    pub(crate) fn texts(&mut self, value: Value) -> Vec<Text> {
        let value = self.pool.not_null(value);
        let mut texts: Vec<Text> = self.pool.atoms(value).iter().map(Self::text_of).collect();
        texts.sort();
        texts.dedup();
        texts
    }

    fn text_of(atom: &Atom) -> Text {
        match atom {
            Atom::Text(text) => text.clone(),
            Atom::Number(text) => Text::literal(text),
            Atom::Bool(value) => Text::literal(if *value { "true" } else { "false" }),
            Atom::Symbol(symbol) => Text::hole(Hole::Symbol(symbol.clone())),
            Atom::Unknown(reason) => Text::hole(Hole::Unknown(*reason)),
            _ => Text::new([Piece::Hole(Hole::Unknown(Reason::Computed))]),
        }
    }
}

/// The method by which a class gives an operator its own meaning.
fn own_method(operator: Operator) -> Option<&'static str> {
    match operator {
        Operator::And => Some("__and__"),
        Operator::Or => Some("__or__"),
        _ => None,
    }
}
