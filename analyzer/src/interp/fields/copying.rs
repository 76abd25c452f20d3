//! Copying fields and elements of one value into another: spreads, and what is left of a value.

use crate::facts::{Reason, Step};
use crate::interp::bounds::Bounds;
use crate::interp::store::ObjectKind;
use crate::interp::value::{Atom, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::Over;
use std::rc::Rc;

impl<'m> Interpreter<'m> {
    /// Copies all fields of a value into a record.
    pub(crate) fn spread_into(&mut self, site: Site, record: ObjectId, value: Value) {
        self.spread_without(site, record, value, &[]);
    }

    /// Copies fields of a value into a record, except some.
    pub(crate) fn spread_without(
        &mut self,
        site: Site,
        record: ObjectId,
        value: Value,
        without: &[&str],
    ) {
        let atoms = self.pool.atoms(value);
        let sources = atoms.len();
        let mut seen: Vec<(Rc<str>, usize, Value)> = Vec::new();
        for atom in atoms {
            match atom {
                Atom::Object(source) => {
                    for (name, value) in self.store.fields(source, site.activation) {
                        match seen.iter_mut().find(|(known, ..)| *known == name) {
                            Some((_, count, known)) => {
                                *count += 1;
                                *known = self.pool.join(*known, value);
                            }
                            None => seen.push((name, 1, value)),
                        }
                    }
                    for (key, value) in self.store.keyed_fields(source, site.activation) {
                        self.write_keyed(record, key, value);
                    }
                    let more = self.store.rest(source, site.activation);
                    self.widen_record(record, more);
                }
                Atom::Null | Atom::Absent | Atom::Bool(_) => {}
                other => {
                    if other == Atom::Environment {
                        let environment = self.pool.one(Atom::Environment);
                        self.add_star(record, environment);
                    }
                    let any = match other {
                        Atom::Symbol(symbol) => self.pool.one(Atom::Symbol(symbol.step(Step::Any))),
                        _ => self.unknown(Reason::Computed),
                    };
                    self.widen_record(record, any);
                    self.doubt_flags(site, record);
                }
            }
        }
        for (name, count, value) in seen {
            if without.contains(&name.as_ref()) {
                continue;
            }
            let cell = self.store.field(record, &name);
            let overrides = self.store.peek(cell) != Value::NEVER;
            let value = if count < sources && !overrides {
                let absent = self.pool.one(Atom::Absent);
                self.pool.join(value, absent)
            } else {
                value
            };
            self.store.write(&mut self.pool, cell, value);
        }
    }

    /// What is known of a record's flags after something was copied over it that may have fields of these names. Names and
    /// objects are taken to stay: who copies over a default of these means the same thing.
    fn doubt_flags(&mut self, site: Site, record: ObjectId) {
        for (name, value) in self.store.fields(record, site.activation) {
            let atoms = self.pool.atoms(value);
            let is_flag = |atom: &Atom| match atom {
                Atom::Null | Atom::Bool(_) | Atom::Number(_) => true,
                Atom::Text(text) => text.as_literal().is_some_and(|text| text.is_empty()),
                _ => false,
            };
            if !atoms.is_empty() && atoms.iter().all(is_flag) {
                let unknown = self.unknown(Reason::Computed);
                self.define_field(record, &name, unknown);
            }
        }
    }

    fn widen_record(&mut self, record: ObjectId, value: Value) {
        let rest = self.store.get(record).rest;
        self.store.write(&mut self.pool, rest, value);
    }

    /// What is left of a value after leading elements or named fields.
    pub(crate) fn rest_of(
        &mut self,
        site: Site,
        object: Value,
        from: u32,
        keys: &[String],
    ) -> Value {
        let is_record = |interp: &Self, atom: &Atom| matches!(atom, Atom::Object(object) if interp.store.get(*object).kind == ObjectKind::Record);
        let atoms = self.pool.atoms(object);
        if atoms.iter().any(|atom| is_record(self, atom)) {
            let record = self.new_record(site, 0);
            let without: Vec<&str> = keys.iter().map(String::as_str).collect();
            self.spread_without(site, record, object, &without);
            return self.pool.one(Atom::Object(record));
        }
        if let Some(elements) = self.known_elements(site, object, Over::Elements) {
            let items: Vec<Value> = elements.into_iter().skip(from as usize).collect();
            return self.new_list(site, 0, &items);
        }
        if atoms.iter().all(|atom| matches!(atom, Atom::Object(_))) {
            let element = self.element(site, object, Over::Elements);
            return self.new_list_of(site, 1, element);
        }
        let mut result = Value::NEVER;
        for atom in atoms {
            let rest = match atom {
                Atom::Text(text) => {
                    let bounds = Bounds {
                        start: Some(i64::from(from)),
                        stop: None,
                    };
                    self.pool.one(Atom::Text(bounds.of_text(&text)))
                }
                Atom::Object(_) => self.unknown(Reason::Computed),
                other => self.pool.one(other),
            };
            result = self.pool.join(result, rest);
        }
        result
    }
}
