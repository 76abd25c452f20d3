//! What loops see of a value.

use super::arguments::Arguments;
use super::store::{ObjectKind, Store};
use super::value::{Atom, ObjectId, Value};
use super::{Interpreter, Site, sdk};
use crate::facts::{Reason, Step};
use crate::ir::Over;
use std::rc::Rc;

/// Loops over at most so many known elements are run element by element.
const MAX_UNROLLED: usize = 16;

impl<'m> Interpreter<'m> {
    /// The elements of a value in order, when their number is known and small.
    pub(crate) fn known_elements(
        &mut self,
        site: Site,
        value: Value,
        over: Over,
    ) -> Option<Vec<Value>> {
        let Some(Atom::Object(object)) = self.pool.single(value) else {
            return None;
        };
        let object = *object;
        let rest = self.store.rest(object, site.activation);
        if rest != Value::NEVER || !self.store.keyed_fields(object, site.activation).is_empty() {
            return None;
        }
        let fields = self.store.fields(object, site.activation);
        let certain = fields
            .iter()
            .all(|(_, value)| Store::is_certain(&self.pool, *value));
        if fields.len() > MAX_UNROLLED || !certain {
            return None;
        }
        match (self.store.kind(object), over) {
            (ObjectKind::List, Over::Elements) => Some(in_order(fields)),
            (ObjectKind::Record, _) | (ObjectKind::List, Over::Keys) => Some(
                fields
                    .iter()
                    .map(|(name, _)| self.pool.text(name))
                    .collect(),
            ),
            (ObjectKind::Instance(_) | ObjectKind::Class(..), _) => None,
        }
    }

    /// Whether a value is a list and nothing else.
    pub(crate) fn is_list_value(&self, value: Value) -> bool {
        matches!(self.pool.single(value), Some(Atom::Object(object)) if self.store.get(*object).kind == ObjectKind::List)
    }

    /// The element of a list at a position from its end; any element where the length is not known.
    pub(crate) fn element_from_end(&mut self, site: Site, list: ObjectId, back: i64) -> Value {
        let value = self.pool.one(Atom::Object(list));
        if let Some(elements) = self.known_elements(site, value, Over::Elements) {
            let position = i64::try_from(elements.len()).unwrap_or(i64::MAX) + back;
            let element = usize::try_from(position)
                .ok()
                .and_then(|position| elements.get(position).copied());
            if let Some(element) = element {
                return element;
            }
        }
        self.any_value(site, list)
    }

    /// Any one element of a value; [`Value::NEVER`] when it has none.
    pub(crate) fn element(&mut self, site: Site, value: Value, over: Over) -> Value {
        let mut all = Value::NEVER;
        for atom in self.pool.atoms(value) {
            let element = self.element_of(site, &atom, over);
            all = self.pool.join(all, element);
        }
        all
    }

    fn element_of(&mut self, site: Site, atom: &Atom, over: Over) -> Value {
        match atom {
            Atom::Object(object) => match (self.store.kind(*object), over) {
                (ObjectKind::List, Over::Elements) => self.list_element(site, *object),
                (ObjectKind::Record, _) | (ObjectKind::List, Over::Keys) => self.key(site, *object),
                (ObjectKind::Instance(_), _) => self.iterated(site, atom, *object),
                // Iterating a class is iterating an enumeration: its values.
                (ObjectKind::Class(..), _) => self.any_value(site, *object),
            },
            Atom::Symbol(symbol) => {
                let symbol = symbol.step(Step::Any);
                self.pool.one(Atom::Symbol(symbol))
            }
            Atom::Sdk(object) => sdk::element(self, site, object),
            Atom::Null | Atom::Absent => Value::NEVER,
            Atom::Unknown(reason) => self.unknown(*reason),
            Atom::Wrapped(_) => self.pool.one(atom.clone()),
            _ => self.unknown(Reason::Computed),
        }
    }

    /// Any element of a list.
    fn list_element(&mut self, site: Site, list: ObjectId) -> Value {
        let all = self.store.any(&mut self.pool, list, site.activation);
        self.pool.present(all)
    }

    /// Any key of a record.
    pub(crate) fn key(&mut self, site: Site, record: ObjectId) -> Value {
        let mut all = Value::NEVER;
        for (name, _) in self.store.fields(record, site.activation) {
            let name = self.pool.text(&name);
            all = self.pool.join(all, name);
        }
        for (key, _) in self.store.keyed_fields(record, site.activation) {
            all = self.pool.join(all, key);
        }
        if self.store.rest(record, site.activation) != Value::NEVER {
            let unknown = self.unknown(Reason::Computed);
            all = self.pool.join(all, unknown);
        }
        all
    }

    fn iterated(&mut self, site: Site, atom: &Atom, object: ObjectId) -> Value {
        for method in ["__iter__", "__aiter__", "next", "__getitem__"] {
            if self.has_member(site, object, method) {
                let iterator = self.call_method(site, atom, method, &Arguments::default());
                if method == "next" || method == "__getitem__" {
                    return iterator;
                }
                let own = self.pool.one(atom.clone());
                if iterator == own {
                    return self.call_method(site, atom, "__next__", &Arguments::default());
                }
                return self.element(site, iterator, Over::Elements);
            }
        }
        self.unknown(Reason::Computed)
    }

    /// Appends to lists.
    pub(crate) fn append(&mut self, list: Value, value: Value) {
        for atom in self.pool.atoms(list) {
            if let Atom::Object(object) = atom {
                let rest = self.store.get(object).rest;
                self.store.write(&mut self.pool, rest, value);
            }
        }
    }

    /// One list with the elements of several, in order where it is known.
    pub(crate) fn join_lists(&mut self, site: Site, lists: &[Value]) -> Value {
        let mut items = Some(Vec::new());
        for list in lists {
            let known = self.known_elements(site, *list, Over::Elements);
            items = match (items, known) {
                (Some(mut items), Some(known)) => {
                    items.extend(known);
                    Some(items)
                }
                _ => None,
            };
        }
        if let Some(items) = items {
            return self.new_list(site, 0, &items);
        }
        let mut element = Value::NEVER;
        for list in lists {
            let one = self.element(site, *list, Over::Elements);
            element = self.pool.join(element, one);
        }
        self.new_list_of(site, 1, element)
    }
}

fn in_order(mut fields: Vec<(Rc<str>, Value)>) -> Vec<Value> {
    fields.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
    fields.into_iter().map(|(_, value)| value).collect()
}
