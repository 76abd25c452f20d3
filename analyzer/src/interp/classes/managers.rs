//! Context managers: what `with` blocks start and end with.

use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};

impl<'m> Interpreter<'m> {
    /// What a context manager gives its block.
    pub(crate) fn enter(&mut self, site: Site, manager: Value) -> Value {
        self.manager_method(site, manager, &["__enter__", "__aenter__"])
    }

    /// Leaves a context manager's block.
    pub(crate) fn leave(&mut self, site: Site, manager: Value) {
        self.manager_method(site, manager, &["__exit__", "__aexit__"]);
    }

    fn manager_method(&mut self, site: Site, manager: Value, names: &[&str]) -> Value {
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(manager) {
            let method = match &atom {
                Atom::Object(object) => names
                    .iter()
                    .find(|name| self.has_member(site, *object, name)),
                _ => None,
            };
            let value = match method {
                Some(method) => {
                    let unknown = self.unknown(Reason::Computed);
                    let arguments = Arguments {
                        rest: Some(unknown),
                        ..Arguments::default()
                    };
                    self.call_method(site, &atom, method, &arguments)
                }
                None => self.pool.one(atom),
            };
            result = self.pool.join(result, value);
        }
        result
    }
}
