//! Arguments of a call, and how they reach parameters.

use super::store::{ObjectKind, Store};
use super::value::{Atom, ObjectId, Value};
use super::{Frame, Interpreter, Site};
use crate::ir::{Argument, ArgumentKind, ExprId, Function, Over, ParamKind};
use std::rc::Rc;

/// Evaluated arguments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    /// By position.
    pub(crate) positional: Vec<Value>,
    /// What further positional arguments can be, when their number is not known.
    pub(crate) rest: Option<Value>,
    /// By name.
    pub(crate) named: Vec<(Rc<str>, Value)>,
    /// Records whose fields are passed by name.
    pub(crate) spreads: Vec<Value>,
}

impl Arguments {
    /// Positional ones only.
    pub(crate) fn positional(values: impl Into<Vec<Value>>) -> Self {
        Self {
            positional: values.into(),
            ..Self::default()
        }
    }

    /// The argument at a position; with an unknown number of them, what it may be.
    pub(crate) fn at(&self, position: usize) -> Option<Value> {
        self.positional.get(position).copied().or(self.rest)
    }

    /// The argument at a position or by name.
    pub(crate) fn get(&self, position: usize, name: &str) -> Option<Value> {
        self.at(position).or_else(|| self.by_name(name))
    }

    /// The argument by name.
    pub(crate) fn by_name(&self, name: &str) -> Option<Value> {
        self.named
            .iter()
            .find(|(known, _)| known.as_ref() == name)
            .map(|(_, value)| *value)
    }

    /// Everything that is passed.
    pub(crate) fn all(&self) -> impl Iterator<Item = Value> {
        let named = self.named.iter().map(|(_, value)| *value);
        self.positional
            .iter()
            .copied()
            .chain(self.rest)
            .chain(named)
            .chain(self.spreads.iter().copied())
    }

    /// Whether one of them is not reached yet.
    pub(crate) fn any_never(&self) -> bool {
        self.all().any(|value| value == Value::NEVER)
    }

    /// Without the first positional one.
    pub(crate) fn shifted(&self) -> Self {
        let positional = self.positional.iter().skip(1).copied().collect();
        Self {
            positional,
            ..self.clone()
        }
    }
}

impl<'m> Interpreter<'m> {
    /// Evaluates arguments in order.
    pub(crate) fn arguments(
        &mut self,
        frame: &mut Frame<'m>,
        id: ExprId,
        arguments: &'m [Argument],
    ) -> Arguments {
        let mut result = Arguments::default();
        for argument in arguments {
            let value = self.eval(frame, argument.value);
            self.observe(frame, value);
            let site = frame.site(id);
            match &argument.kind {
                ArgumentKind::Positional => match result.rest {
                    Some(rest) => result.rest = Some(self.pool.join(rest, value)),
                    None => result.positional.push(value),
                },
                ArgumentKind::Named(name) => result.named.push((name.as_str().into(), value)),
                ArgumentKind::Spread => match (
                    self.known_elements(site, value, Over::Elements),
                    result.rest,
                ) {
                    (Some(elements), None) => result.positional.extend(elements),
                    (_, rest) => {
                        let element = self.element(site, value, Over::Elements);
                        result.rest =
                            Some(rest.map_or(element, |rest| self.pool.join(rest, element)));
                    }
                },
                ArgumentKind::NamedSpread => result.spreads.push(value),
            }
        }
        result
    }

    /// The values of a function's parameters, in order; [`Value::NEVER`] where nothing is passed.
    pub(crate) fn bind(
        &mut self,
        site: Site,
        function: &Function,
        arguments: &Arguments,
    ) -> Rc<[Value]> {
        let mut positional = 0;
        let mut used: Vec<&str> = Vec::new();
        let mut values = Vec::with_capacity(function.params.len());
        for (index, param) in function.params.iter().enumerate() {
            let name = function
                .variables
                .get(param.var.0 as usize)
                .map_or("", |variable| variable.name.as_str());
            let nth = 8 + u32::try_from(index).unwrap_or_default();
            let value = match param.kind {
                ParamKind::Plain => {
                    let given = arguments.positional.get(positional).copied();
                    positional += 1;
                    used.push(name);
                    given
                        .or(arguments.rest)
                        .unwrap_or_else(|| self.named_argument(site, arguments, name))
                }
                ParamKind::NamedOnly => {
                    used.push(name);
                    self.named_argument(site, arguments, name)
                }
                ParamKind::Rest => self.rest_argument(site, arguments, positional, nth),
                ParamKind::NamedRest => self.named_rest(site, arguments, &used, nth),
            };
            values.push(value);
        }
        values.into()
    }

    /// A named argument, given by name or inside a spread record.
    pub(crate) fn named_argument(
        &mut self,
        site: Site,
        arguments: &Arguments,
        name: &str,
    ) -> Value {
        if let Some(value) = arguments.by_name(name) {
            return value;
        }
        let mut found = Value::NEVER;
        for spread in &arguments.spreads {
            let value = self.field_or_absent(site, *spread, name);
            found = self.pool.join(found, value);
        }
        if self.pool.single(found) == Some(&Atom::Absent) {
            Value::NEVER
        } else {
            found
        }
    }

    fn rest_argument(&mut self, site: Site, arguments: &Arguments, from: usize, nth: u32) -> Value {
        let items: Vec<Value> = arguments.positional.iter().skip(from).copied().collect();
        let list = self.new_object(site, nth, ObjectKind::List);
        for (index, item) in items.iter().enumerate() {
            let cell = self.store.field(list, &index.to_string());
            self.store.write(&mut self.pool, cell, *item);
        }
        if let Some(more) = arguments.rest {
            let rest = self.store.get(list).rest;
            self.store.write(&mut self.pool, rest, more);
        }
        self.pool.one(Atom::Object(list))
    }

    fn named_rest(&mut self, site: Site, arguments: &Arguments, used: &[&str], nth: u32) -> Value {
        let record = self.new_record(site, nth);
        self.fill_record(site, record, arguments, used);
        self.pool.one(Atom::Object(record))
    }

    /// The named arguments as a record: how SDK methods take their parameters.
    pub(crate) fn named_record(&mut self, site: Site, arguments: &Arguments, nth: u32) -> Value {
        if let ([], [spread]) = (arguments.named.as_slice(), arguments.spreads.as_slice()) {
            return *spread;
        }
        let record = self.new_record(site, nth);
        self.fill_record(site, record, arguments, &[]);
        self.pool.one(Atom::Object(record))
    }

    fn fill_record(
        &mut self,
        site: Site,
        record: ObjectId,
        arguments: &Arguments,
        without: &[&str],
    ) {
        for spread in &arguments.spreads {
            self.spread_without(site, record, *spread, without);
        }
        for (name, value) in &arguments.named {
            if !without.contains(&name.as_ref()) {
                self.define_field(record, name, *value);
            }
        }
    }

    /// A field for a call that distinguishes absent from null.
    pub(crate) fn field_or_absent(&mut self, site: Site, object: Value, name: &str) -> Value {
        let mut found = Value::NEVER;
        for atom in self.pool.atoms(object) {
            let value = match atom {
                Atom::Object(object) => {
                    let cell = self.store.field(object, name);
                    let value = self.store.read(cell, site.activation);
                    let rest = self.store.rest(object, site.activation);
                    if Store::is_certain(&self.pool, value) {
                        value
                    } else {
                        let absent = self.pool.one(Atom::Absent);
                        self.pool.join_all([value, rest, absent])
                    }
                }
                Atom::Null | Atom::Absent => self.pool.one(Atom::Absent),
                other => {
                    let object = self.pool.one(other);
                    let value = self.read_field(site, object, name);
                    let absent = self.pool.one(Atom::Absent);
                    self.pool.join(value, absent)
                }
            };
            found = self.pool.join(found, value);
        }
        found
    }
}
