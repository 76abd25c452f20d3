//! Calls: who is meant, and what happens.

use super::arguments::Arguments;
use super::store::ObjectKind;
use super::value::{Atom, Bound, Closure, Value};
use super::{Frame, Interpreter, Site, methods, natives, opaque, sdk};
use crate::facts::Reason;
use crate::ir::{Argument, Expr, ExprId};
use std::rc::Rc;

impl<'m> Interpreter<'m> {
    /// Evaluates a call expression.
    pub(crate) fn call_expr(
        &mut self,
        frame: &mut Frame<'m>,
        id: ExprId,
        callee: ExprId,
        arguments: &'m [Argument],
        new: bool,
    ) -> Value {
        let module = frame.module;
        let (receiver, name, callee) = match module.expr(callee) {
            Expr::Field { object, name } if !new => {
                (self.eval(frame, *object), Some(name.as_str()), Value::NEVER)
            }
            Expr::Index { object, index } if !new => {
                let object = self.eval(frame, *object);
                let index = self.eval(frame, *index);
                let callee = self.read_index(frame.site(callee), object, index);
                (object, None, callee)
            }
            _ => (Value::NEVER, None, self.eval(frame, callee)),
        };
        let arguments = self.arguments(frame, id, arguments);
        let site = frame.site(id);
        let target = if name.is_some() { receiver } else { callee };
        if self.is_unreached(site, target, &arguments) {
            return Value::NEVER;
        }
        let target = self.reached(target);
        match name {
            Some(name) => self.call_methods(site, target, name, &arguments),
            None if new => self.construct(site, target, &arguments),
            None => self.call(site, target, receiver, &arguments),
        }
    }

    /// Whether a call is not reached yet. What stays so is looked at again once everything else is known.
    fn is_unreached(&mut self, site: Site, target: Value, arguments: &Arguments) -> bool {
        if target != Value::NEVER && !arguments.any_never() {
            return false;
        }
        if self.lenient {
            return false;
        }
        self.skipped.insert(site.activation);
        true
    }

    fn reached(&mut self, value: Value) -> Value {
        if value == Value::NEVER {
            self.unknown(Reason::Missing)
        } else {
            value
        }
    }

    /// Calls a method on each thing the receiver can be.
    pub(crate) fn call_methods(
        &mut self,
        site: Site,
        receiver: Value,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        let receiver = self.pool.not_null(receiver);
        let mut result = Value::NEVER;
        let mut sdk_things = Vec::new();
        for atom in self.pool.atoms(receiver) {
            if let Atom::Sdk(object) = atom {
                sdk_things.push(object);
                continue;
            }
            let value = self.call_method(site, &atom, name, arguments);
            result = self.pool.join(result, value);
        }
        let value = sdk::call_methods(self, site, &sdk_things, name, arguments);
        self.pool.join(result, value)
    }

    /// Calls a method.
    pub(crate) fn call_method(
        &mut self,
        site: Site,
        receiver: &Atom,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        match receiver {
            Atom::Object(object) => {
                self.call_object_method(site, receiver, *object, name, arguments)
            }
            Atom::Sdk(object) => sdk::call_method(self, site, object, name, arguments),
            Atom::Super(..) | Atom::Module(_) | Atom::Namespace(_) | Atom::Library(_) => {
                let this = self.pool.one(receiver.clone());
                let member = self.read_field(site, this, name);
                let this = match receiver {
                    Atom::Super(_, receiver) => *receiver,
                    _ => Value::NEVER,
                };
                self.call(site, member, this, arguments)
            }
            Atom::Function(closure) => match self.function_property(site, *closure, name) {
                Some(member) => {
                    let this = self.pool.one(receiver.clone());
                    self.call(site, member, this, arguments)
                }
                None => methods::call(self, site, receiver, name, arguments),
            },
            _ => methods::call(self, site, receiver, name, arguments),
        }
    }

    fn call_object_method(
        &mut self,
        site: Site,
        receiver: &Atom,
        object: super::value::ObjectId,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        let this = self.pool.one(receiver.clone());
        let member = match self.store.kind(object) {
            ObjectKind::Record if self.is_map_method(site, name) => {
                return methods::call(self, site, receiver, name, arguments);
            }
            ObjectKind::Record | ObjectKind::List => {
                let cell = self.store.field(object, name);
                let value = self.store.read(cell, site.activation);
                let callable = self.pool.without(value, |atom| !is_callable(atom));
                if callable == Value::NEVER && methods::is_method(name) {
                    return methods::call(self, site, receiver, name, arguments);
                }
                let callable = if callable == Value::NEVER {
                    self.read_field(site, this, name)
                } else {
                    callable
                };
                self.pool.not_null(callable)
            }
            ObjectKind::Instance(class) => match self.find_method(site, object, class, name) {
                Some(member) => member,
                None => return self.call_unknown_method(site, receiver, name, arguments),
            },
            ObjectKind::Class(..) => match self.find_static(site, object, name) {
                Some(member) => member,
                // Derived, not written.
                None if name == "default" => {
                    return self.instantiate(site, object, &Arguments::default());
                }
                None => return self.call_unknown_method(site, receiver, name, arguments),
            },
        };
        self.call(site, member, this, arguments)
    }

    /// A method that no class of the receiver defines: an extension, a method everything has, or one of a base class
    /// that cannot be seen.
    fn call_unknown_method(
        &mut self,
        site: Site,
        receiver: &Atom,
        name: &str,
        arguments: &Arguments,
    ) -> Value {
        if let Some(extension) = self.extension(site, name) {
            let this = self.pool.one(receiver.clone());
            return self.call(site, extension, this, arguments);
        }
        if let Atom::Object(object) = receiver
            && let ObjectKind::Instance(class) = self.store.kind(*object)
        {
            let used = self.methods_for_base(site, *object, class);
            opaque::run_with_unknown(self, site, used);
        }
        methods::call(self, site, receiver, name, arguments)
    }

    /// Calls each thing a value can be.
    pub(crate) fn call(
        &mut self,
        site: Site,
        callee: Value,
        receiver: Value,
        arguments: &Arguments,
    ) -> Value {
        let callee = self.pool.not_null(callee);
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(callee) {
            let value = self.call_one(site, &atom, receiver, arguments);
            result = self.pool.join(result, value);
        }
        result
    }

    fn call_one(
        &mut self,
        site: Site,
        callee: &Atom,
        receiver: Value,
        arguments: &Arguments,
    ) -> Value {
        match callee {
            Atom::Function(closure) if closure.unbound && receiver_is_class(self, receiver) => {
                let this = arguments.at(0).unwrap_or(Value::NEVER);
                self.call_closure(site, *closure, this, &arguments.shifted())
            }
            Atom::Function(closure) => self.call_closure(site, *closure, receiver, arguments),
            Atom::Bound(bound) => match bound.as_ref() {
                Bound::Method(this, closure) => self.call_closure(site, *closure, *this, arguments),
                Bound::Builtin(atom, name) => self.call_method(site, atom, name, arguments),
                Bound::Partial(callee, positional, named) => {
                    self.call_partial(site, *callee, *positional, *named, arguments)
                }
            },
            Atom::Object(object) => match self.store.kind(*object) {
                ObjectKind::Class(..) => self.instantiate(site, *object, arguments),
                ObjectKind::Instance(class) => {
                    // What makes an instance callable: of Python, and of services in Rust.
                    let member = ["__call__", "call"]
                        .into_iter()
                        .find(|name| self.has_member(site, *object, name))
                        .and_then(|name| self.find_method(site, *object, class, name));
                    match member {
                        Some(member) => {
                            let this = self.pool.one(callee.clone());
                            self.call(site, member, this, arguments)
                        }
                        None => opaque::call(self, site, "", arguments),
                    }
                }
                ObjectKind::Record | ObjectKind::List => opaque::call(self, site, "", arguments),
            },
            Atom::Native(native) => natives::call(self, site, *native, arguments),
            Atom::Sdk(object) => sdk::call(self, site, object, arguments),
            Atom::Library(path) => opaque::call(self, site, path, arguments),
            Atom::Null | Atom::Absent => Value::NEVER,
            Atom::Wrapped(functions) => opaque::call_wrapped(self, site, *functions, arguments),
            Atom::Symbol(_) => {
                opaque::call(self, site, "", arguments);
                self.unknown(Reason::Computed)
            }
            _ => opaque::call(self, site, "", arguments),
        }
    }

    /// Calls a function of the program.
    pub(crate) fn call_closure(
        &mut self,
        site: Site,
        closure: Closure,
        receiver: Value,
        arguments: &Arguments,
    ) -> Value {
        let Some(function) = self.function(closure) else {
            return Value::NEVER;
        };
        let mut receiver = receiver;
        let mut arguments = std::borrow::Cow::Borrowed(arguments);
        if function.receiver.is_none() {
            receiver = Value::NEVER;
        } else if receiver == Value::NEVER {
            if closure.unbound {
                receiver = arguments.at(0).unwrap_or(Value::NEVER);
                arguments = std::borrow::Cow::Owned(arguments.shifted());
            } else {
                receiver = self.pool.null();
            }
        }
        let values = self.bind(site, function, &arguments);
        let closure = Closure {
            unbound: false,
            ..closure
        };
        self.activate(Some(site), closure, receiver, values)
    }

    fn call_partial(
        &mut self,
        site: Site,
        callee: Value,
        positional: Value,
        named: Value,
        arguments: &Arguments,
    ) -> Value {
        let first = self
            .known_elements(site, positional, crate::ir::Over::Elements)
            .unwrap_or_default();
        let mut all = arguments.clone();
        all.positional = first.into_iter().chain(all.positional).collect();
        if named != Value::NEVER {
            all.spreads.push(named);
        }
        self.call(site, callee, Value::NEVER, &all)
    }

    /// `new X(…)`.
    pub(crate) fn construct(&mut self, site: Site, callee: Value, arguments: &Arguments) -> Value {
        let callee = self.pool.not_null(callee);
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(callee) {
            let value = match &atom {
                Atom::Function(closure) => {
                    let record = self.new_record(site, 1);
                    let prototype = self.prototype_of(site, *closure);
                    self.spread_into(site, record, prototype);
                    let this = self.pool.one(Atom::Object(record));
                    let returned = self.call_closure(site, *closure, this, arguments);
                    let objects = self.pool.without(returned, |atom| {
                        !matches!(atom, Atom::Object(_) | Atom::Sdk(_))
                    });
                    self.pool.join(this, objects)
                }
                other => self.call_one(site, other, Value::NEVER, arguments),
            };
            result = self.pool.join(result, value);
        }
        result
    }

    /// A bound method.
    pub(crate) fn bound(&mut self, receiver: Value, closure: Closure) -> Value {
        let closure = Closure {
            unbound: false,
            ..closure
        };
        self.pool
            .one(Atom::Bound(Rc::new(Bound::Method(receiver, closure))))
    }
}

fn is_callable(atom: &Atom) -> bool {
    !matches!(
        atom,
        Atom::Null | Atom::Absent | Atom::Text(_) | Atom::Number(_) | Atom::Bool(_)
    )
}

fn receiver_is_class(interp: &Interpreter<'_>, receiver: Value) -> bool {
    receiver == Value::NEVER
        || interp.pool.has(receiver, |atom| {
            matches!(atom, Atom::Object(object) if matches!(interp.store.get(*object).kind, ObjectKind::Class(..)))
        })
        || interp.pool.has(receiver, |atom| matches!(atom, Atom::Module(_)))
}
