//! The start of an analysis: Lambda loads the handler's module and calls the handler.

use super::activation::ActivationKey;
use super::arguments::Arguments;
use super::natives::Native;
use super::value::{ActivationId, Atom, Closure, ModuleId, Root, Symbol, Value};
use super::{Interpreter, Site};
use crate::facts::{ProblemKind, Reason};
use crate::frontend::EntryPoint;
use crate::ir::{Exports, ExprId, FunctionId};
use std::rc::Rc;

/// What an analysis starts from.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    /// The handler's module.
    pub(crate) module: ModuleId,
    /// The path of fields that leads to the handler.
    pub(crate) export: Option<String>,
}

impl<'m> Interpreter<'m> {
    /// Analyses an entry point to the fixed point. False when its file cannot be read.
    pub(crate) fn analyze(&mut self, entry: &EntryPoint) -> bool {
        let Some(module) = self.load(&entry.file) else {
            return false;
        };
        self.start = Some(Start {
            module,
            export: entry.export.clone(),
        });
        let closure = Closure {
            module: ModuleId::NONE,
            function: FunctionId::BODY,
            environment: ActivationId::NONE,
            unbound: false,
        };
        let key = ActivationKey {
            closure,
            receiver: Value::NEVER,
            arguments: Rc::from([]),
            called_at: None,
            summary: false,
        };
        let root = self.add_activation(key);
        self.root = root;
        self.store.mark_due(root);
        self.settle();
        true
    }

    /// Loads the module and calls the handler.
    pub(crate) fn run_entry(&mut self, id: ActivationId) {
        let Some(start) = self.start.clone() else {
            return;
        };
        let site = Site {
            activation: id,
            module: start.module,
            expr: ExprId(0),
            round: 0,
            branch: 0,
        };
        let mut handler = self.module_value(site, start.module);
        let Some(export) = start.export else { return };
        let mut receiver = Value::NEVER;
        for name in export.split('.') {
            receiver = handler;
            handler = self.read_field(site, handler, name);
        }
        self.call_handler(site, handler, receiver);
    }

    fn call_handler(&mut self, site: Site, handler: Value, receiver: Value) {
        let event = self.pool.one(Atom::Symbol(Symbol::new(Root::Event)));
        let context = self.pool.one(Atom::Symbol(Symbol::new(Root::Context)));
        let handler = self
            .pool
            .without(handler, |atom| matches!(atom, Atom::Null | Atom::Absent));
        if handler == Value::NEVER {
            self.problem(
                site,
                ProblemKind::HandlerNotFound,
                "the handler has no value when the module is loaded: name the function to analyse in the template or the configuration",
            );
            return;
        }
        let unseen = |atom: &Atom| {
            matches!(
                atom,
                Atom::Library(_) | Atom::Unknown(Reason::External | Reason::Missing)
            )
        };
        if self.pool.has(handler, unseen) {
            self.problem(
                site,
                ProblemKind::OpaqueLibrary,
                "the handler is made by a library whose code cannot be seen: name the function it runs in the configuration",
            );
        }
        let mut arguments = Arguments::positional([event, context]);
        // A module that exports a value is one whose handler may answer through a callback.
        let calls_back = self
            .modules
            .get(site.module.0 as usize)
            .is_some_and(|loaded| loaded.module.exports == Exports::Cell);
        if calls_back {
            let callback = self.pool.one(Atom::Native(Native::Nothing));
            arguments.positional.push(callback);
        }
        self.call(site, handler, receiver, &arguments);
    }
}
