//! Code that cannot be seen: libraries without a model, values nothing is known about.
//!
//! What is handed to it may be called: every function among the arguments is run with unknown arguments. A client handed
//! to it may be used for anything: that is reported. Errs on the side of more calls, and of saying so.

use super::arguments::Arguments;
use super::sdk;
use super::store::ObjectKind;
use super::value::{Atom, Bound, Closure, ObjectId, Value};
use super::{Interpreter, Site};
use crate::facts::{ProblemKind, Reason};
use crate::ir::{MemberKind, ParamKind};
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// How many objects inside of arguments are searched for functions.
const MAX_SEARCHED: usize = 64;

/// Calls something that cannot be seen. `what` names it for messages; it is empty when that is not known.
pub(crate) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    what: &str,
    arguments: &Arguments,
) -> Value {
    let mut functions = Value::NEVER;
    let mut seen = FxHashSet::default();
    for value in arguments.all().collect::<Vec<_>>() {
        let found = functions_in(interp, site, what, value, &mut seen);
        functions = interp.pool.join(functions, found);
    }
    let given = run_with_unknown(interp, site, functions);
    let unknown = interp.unknown(Reason::External);
    if functions == Value::NEVER {
        return unknown;
    }
    let functions = interp.pool.join(functions, given);
    interp.pool.one(Atom::Wrapped(functions))
}

/// Calls what unknown code made out of functions: they run with these arguments, and with unknown ones.
pub(crate) fn call_wrapped(
    interp: &mut Interpreter<'_>,
    site: Site,
    functions: Value,
    arguments: &Arguments,
) -> Value {
    interp.call(site, functions, Value::NEVER, arguments);
    call(interp, site, "", arguments);
    interp.pool.one(Atom::Wrapped(functions))
}

/// An instance whose base class cannot be seen: the base may call any of its methods.
pub(crate) fn construct(
    interp: &mut Interpreter<'_>,
    site: Site,
    this: Value,
    object: ObjectId,
    arguments: &Arguments,
) {
    call(interp, site, "", arguments);
    let ObjectKind::Instance(class) = interp.store.kind(object) else {
        return;
    };
    let methods: Vec<(Rc<str>, MemberKind)> = interp
        .store
        .get(class)
        .members
        .iter()
        .map(|(name, kind)| (Rc::clone(name), *kind))
        .collect();
    for (name, kind) in methods {
        if kind == MemberKind::Method && name.as_ref() != "constructor" {
            let method = interp.read_field(site, this, &name);
            run_with_unknown(interp, site, method);
        }
    }
}

/// Runs functions with unknown arguments; those that have a default may also be left out. Gives the functions among
/// what they give.
pub(crate) fn run_with_unknown(
    interp: &mut Interpreter<'_>,
    site: Site,
    functions: Value,
) -> Value {
    let mut results = Value::NEVER;
    for atom in interp.pool.atoms(functions) {
        let result = match &atom {
            Atom::Function(closure) => {
                let receiver = interp.unknown(Reason::External);
                let arguments = unknown_arguments(interp, *closure);
                interp.call_closure(site, *closure, receiver, &arguments)
            }
            Atom::Bound(bound) => match bound.as_ref() {
                Bound::Method(receiver, closure) => {
                    let arguments = unknown_arguments(interp, *closure);
                    interp.call_closure(site, *closure, *receiver, &arguments)
                }
                Bound::Builtin(..) | Bound::Partial(..) => {
                    let unknown = interp.unknown(Reason::External);
                    let arguments = Arguments {
                        rest: Some(unknown),
                        ..Arguments::default()
                    };
                    let callee = interp.pool.one(atom);
                    interp.call(site, callee, Value::NEVER, &arguments)
                }
            },
            _ => Value::NEVER,
        };
        results = interp.pool.join(results, result);
    }
    interp.pool.without(results, |atom| {
        !matches!(atom, Atom::Function(_) | Atom::Bound(_))
    })
}

fn unknown_arguments(interp: &mut Interpreter<'_>, closure: Closure) -> Arguments {
    let unknown = interp.unknown(Reason::External);
    let absent = interp.pool.one(Atom::Absent);
    let optional = interp.pool.join(unknown, absent);
    let params = interp
        .function(closure)
        .map_or(&[][..], |function| function.params.as_slice());
    let positional = params
        .iter()
        .take_while(|param| param.kind == ParamKind::Plain)
        .map(|param| match param.default {
            Some(_) => optional,
            None => unknown,
        });
    Arguments {
        positional: positional.collect(),
        rest: Some(unknown),
        ..Arguments::default()
    }
}

/// The functions inside of a value; clients inside of it are reported.
fn functions_in(
    interp: &mut Interpreter<'_>,
    site: Site,
    what: &str,
    value: Value,
    seen: &mut FxHashSet<ObjectId>,
) -> Value {
    let mut functions = Value::NEVER;
    let may_hold_functions = |atom: &Atom| {
        matches!(
            atom,
            Atom::Function(_) | Atom::Bound(_) | Atom::Wrapped(_) | Atom::Object(_) | Atom::Sdk(_)
        )
    };
    for atom in interp.pool.atoms_that(value, may_hold_functions) {
        let found = match &atom {
            Atom::Function(_) | Atom::Bound(_) => interp.pool.one(atom.clone()),
            Atom::Wrapped(functions) => *functions,
            Atom::Object(object) if seen.len() < MAX_SEARCHED && seen.insert(*object) => {
                let held = match interp.store.kind(*object) {
                    ObjectKind::Record | ObjectKind::List => interp.any_value(site, *object),
                    ObjectKind::Instance(_) | ObjectKind::Class(..) => {
                        interp.methods_for_unseen(site, *object)
                    }
                };
                functions_in(interp, site, what, held, seen)
            }
            Atom::Sdk(object) => {
                if let Some(service) = sdk::escaping_service(object) {
                    let into = if what.is_empty() {
                        "code that is not known".to_owned()
                    } else {
                        format!("`{what}`")
                    };
                    interp.problem(
                        site,
                        ProblemKind::OpaqueLibrary,
                        format!(
                            "a client of {service} is handed to {into}, whose calls cannot be seen: \
                             state them with a hint beside the call"
                        ),
                    );
                }
                Value::NEVER
            }
            _ => Value::NEVER,
        };
        functions = interp.pool.join(functions, found);
    }
    functions
}
