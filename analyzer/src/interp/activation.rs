//! Activations: running a function once per set of arguments and place it is called from.
//!
//! An activation is keyed by closure, receiver, arguments and call site. A function that is run in too many ways gets one
//! summary activation whose parameters are cells, joined over all further calls: less precise, never less complete.

use super::store::CellId;
use super::value::{ActivationId, Atom, Closure, ModuleId, Value};
use super::{Frame, Interpreter, Site};
use crate::facts::{ProblemKind, Reason};
use crate::ir::{ExprId, FunctionId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many activations a function gets before further calls share one.
const MAX_PER_FUNCTION: usize = 64;
/// How often a function can be inside of itself before further calls share one.
const MAX_RECURSION: u32 = 3;
/// The same for functions of models: a container that makes what something needs is as deep inside of itself as things need
/// each other.
const MAX_RECURSION_OF_MODELS: u32 = 16;

/// What tells activations apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ActivationKey {
    pub(crate) closure: Closure,
    pub(crate) receiver: Value,
    pub(crate) arguments: Rc<[Value]>,
    /// The place of the call; `None` for module bodies and summaries.
    pub(crate) called_at: Option<(ModuleId, ExprId)>,
    pub(crate) summary: bool,
}

/// How much a function has been activated.
#[derive(Debug, Default)]
pub(crate) struct Made {
    made: usize,
    running: u32,
}

/// One function under one set of arguments.
#[derive(Debug)]
pub(crate) struct Activation {
    pub(crate) key: ActivationKey,
    /// Parameter cells of a summary: receiver first, then arguments.
    pub(crate) inputs: Vec<CellId>,
    /// What it returns.
    pub(crate) returns: CellId,
    /// What it yields.
    pub(crate) yields: CellId,
    pub(crate) running: bool,
    pub(crate) ran: bool,
    /// AWS calls of the last run.
    pub(crate) calls: BTreeMap<(ExprId, &'static str, &'static str), super::sdk::RecordedCall>,
    /// Activations it called in the last run, with the place.
    pub(crate) callees: BTreeSet<(ActivationId, ExprId)>,
    /// What could not be followed in the last run.
    pub(crate) problems: BTreeSet<(ModuleId, ExprId, ProblemKind, String)>,
}

impl<'m> Interpreter<'m> {
    /// Calls a function of the program; `arguments` are in the order of its parameters, [`Value::NEVER`] where none was
    /// given.
    pub(crate) fn activate(
        &mut self,
        site: Option<Site>,
        closure: Closure,
        receiver: Value,
        arguments: Rc<[Value]>,
    ) -> Value {
        let Some(id) = self.activation(site, closure, receiver, Rc::clone(&arguments)) else {
            return self.unknown(Reason::Budget);
        };
        if let Some(site) = site
            && let Some(caller) = self.activations.get_mut(site.activation.0 as usize)
        {
            caller.callees.insert((id, site.expr));
        }
        self.keep_for_generator(closure, &arguments);
        self.run_if_new(id);
        self.result_of(id, site)
    }

    /// A generator runs while its caller goes on: what it is given is known to others from then on.
    fn keep_for_generator(&mut self, closure: Closure, arguments: &[Value]) {
        let is_generator = self
            .function(closure)
            .is_some_and(|function| function.generator);
        if is_generator {
            for object in arguments.iter().flat_map(|value| self.pool.objects(*value)) {
                self.store.escapes(object);
            }
        }
    }

    fn run_if_new(&mut self, id: ActivationId) {
        let Some(activation) = self.activations.get(id.0 as usize) else {
            return;
        };
        if activation.ran || activation.running {
            return;
        }
        if self.depth >= self.budget.depth {
            self.store.mark_due(id);
            return;
        }
        self.run(id);
    }

    fn result_of(&mut self, id: ActivationId, site: Option<Site>) -> Value {
        let reader = site.map_or(ActivationId::NONE, |site| site.activation);
        let Some(activation) = self.activations.get(id.0 as usize) else {
            return Value::NEVER;
        };
        let (returns, yields, closure) = (
            activation.returns,
            activation.yields,
            activation.key.closure,
        );
        let generator = self
            .function(closure)
            .is_some_and(|function| function.generator);
        let returned = self.store.read(returns, reader);
        if !generator {
            return returned;
        }
        let yielded = self.store.read(yields, reader);
        match site {
            Some(site) => self.new_list_of(site, 63, yielded),
            None => returned,
        }
    }

    fn activation(
        &mut self,
        site: Option<Site>,
        closure: Closure,
        receiver: Value,
        arguments: Rc<[Value]>,
    ) -> Option<ActivationId> {
        let called_at = site.map(|site| (site.module, site.expr));
        let key = ActivationKey {
            closure,
            receiver,
            arguments: Rc::clone(&arguments),
            called_at,
            summary: false,
        };
        if let Some(id) = self.activation_ids.get(&key) {
            return Some(*id);
        }
        let deepest = if self.is_model_module(closure.module) {
            MAX_RECURSION_OF_MODELS
        } else {
            MAX_RECURSION
        };
        let made = self
            .per_function
            .entry((closure.module, closure.function))
            .or_default();
        if made.made < MAX_PER_FUNCTION && made.running < deepest {
            made.made += 1;
            return self.new_activation(key, Vec::new());
        }
        let home = Closure {
            environment: closure.environment,
            ..closure
        };
        let none: Rc<[Value]> = Rc::from([]);
        let key = ActivationKey {
            closure: home,
            receiver: Value::NEVER,
            arguments: none,
            called_at: None,
            summary: true,
        };
        let id = match self.activation_ids.get(&key) {
            Some(id) => *id,
            None => {
                let inputs = (0..=arguments.len()).map(|_| self.store.cell()).collect();
                self.new_activation(key, inputs)?
            }
        };
        let inputs = self
            .activations
            .get(id.0 as usize)
            .map(|activation| activation.inputs.clone())
            .unwrap_or_default();
        for (cell, value) in inputs
            .into_iter()
            .zip(std::iter::once(receiver).chain(arguments.iter().copied()))
        {
            self.store.write(&mut self.pool, cell, value);
        }
        Some(id)
    }

    fn new_activation(&mut self, key: ActivationKey, inputs: Vec<CellId>) -> Option<ActivationId> {
        if self.activations.len() >= self.budget.activations {
            self.steps = u64::MAX;
            return None;
        }
        let id = self.add_activation(key);
        if let Some(activation) = self.activations.get_mut(id.0 as usize) {
            activation.inputs = inputs;
        }
        Some(id)
    }

    /// Adds an activation that has not run.
    pub(crate) fn add_activation(&mut self, key: ActivationKey) -> ActivationId {
        let id = ActivationId(u32::try_from(self.activations.len()).unwrap_or(u32::MAX - 1));
        let (returns, yields) = (self.store.cell(), self.store.cell());
        self.activation_ids.insert(key.clone(), id);
        self.activations.push(Activation {
            key,
            inputs: Vec::new(),
            returns,
            yields,
            running: false,
            ran: false,
            calls: BTreeMap::new(),
            callees: BTreeSet::new(),
            problems: BTreeSet::new(),
        });
        id
    }

    /// Runs an activation, again or for the first time.
    pub(crate) fn run(&mut self, id: ActivationId) {
        let Some(activation) = self.activations.get_mut(id.0 as usize) else {
            return;
        };
        if activation.running {
            self.store.mark_due(id);
            return;
        }
        activation.running = true;
        activation.ran = true;
        activation.calls.clear();
        activation.callees.clear();
        activation.problems.clear();
        let key = activation.key.clone();
        let inputs = activation.inputs.clone();
        self.store.starts(id);
        self.depth += 1;
        self.nesting(&key, 1);
        self.run_body(id, &key, &inputs);
        self.nesting(&key, -1);
        self.depth -= 1;
        if let Some(activation) = self.activations.get_mut(id.0 as usize) {
            activation.running = false;
        }
    }

    fn nesting(&mut self, key: &ActivationKey, change: i32) {
        let made = self
            .per_function
            .entry((key.closure.module, key.closure.function))
            .or_default();
        made.running = made.running.saturating_add_signed(change);
    }

    fn run_body(&mut self, id: ActivationId, key: &ActivationKey, inputs: &[CellId]) {
        if key.closure.module == ModuleId::NONE {
            self.run_entry(id);
            return;
        }
        let Some(loaded) = self.modules.get(key.closure.module.0 as usize) else {
            return;
        };
        let module = loaded.module;
        let function = module.function(key.closure.function);
        let mut frame = Frame {
            activation: id,
            module_id: key.closure.module,
            module,
            function,
            locals: vec![Value::NEVER; function.variables.len()],
            dead: false,
            targets: Vec::new(),
            handlers: Vec::new(),
            branch: 0,
            next_branch: 1,
            round: 0,
            writes: vec![0; function.variables.len()],
            touched: super::versions::Touched::default(),
        };
        self.bind_parameters(&mut frame, key, inputs);
        self.block(&mut frame, &function.body);
        if !frame.dead && key.closure.function != FunctionId::BODY && !function.generator {
            let null = self.pool.null();
            self.return_value(&frame, null);
        }
    }

    fn bind_parameters(&mut self, frame: &mut Frame<'m>, key: &ActivationKey, inputs: &[CellId]) {
        let given: Vec<Value> = if key.summary {
            inputs
                .iter()
                .map(|cell| self.store.read(*cell, frame.activation))
                .collect()
        } else {
            std::iter::once(key.receiver)
                .chain(key.arguments.iter().copied())
                .collect()
        };
        let mut given = given.into_iter();
        let receiver = given.next().unwrap_or(Value::NEVER);
        if let Some(var) = frame.function.receiver {
            self.write_local(frame, var, receiver);
        }
        for param in &frame.function.params {
            let value = given.next().unwrap_or(Value::NEVER);
            let value = self.parameter_value(frame, param, value);
            self.write_local(frame, param.var, value);
        }
    }

    fn parameter_value(
        &mut self,
        frame: &mut Frame<'m>,
        param: &crate::ir::Param,
        given: Value,
    ) -> Value {
        let maybe_absent =
            given == Value::NEVER || self.pool.has(given, |atom| *atom == Atom::Absent);
        let present = self.pool.without(given, |atom| *atom == Atom::Absent);
        let value = match (maybe_absent, param.default) {
            (true, Some(default)) => {
                let default = self.eval(frame, default);
                self.pool.join(present, default)
            }
            (true, None) => {
                let null = self.pool.null();
                self.pool.join(present, null)
            }
            (false, _) => present,
        };
        match param.hint {
            Some(hint) => self.typed(frame, value, hint),
            None => value,
        }
    }

    /// Adds to what the running function returns.
    pub(crate) fn return_value(&mut self, frame: &Frame<'m>, value: Value) {
        let Some(cell) = self
            .activations
            .get(frame.activation.0 as usize)
            .map(|activation| activation.returns)
        else {
            return;
        };
        self.store.write(&mut self.pool, cell, value);
    }

    /// Adds to what the running generator yields.
    pub(crate) fn yield_value(&mut self, frame: &Frame<'m>, value: Value) {
        let Some(cell) = self
            .activations
            .get(frame.activation.0 as usize)
            .map(|activation| activation.yields)
        else {
            return;
        };
        self.store.write(&mut self.pool, cell, value);
    }

    /// The function of a closure.
    pub(crate) fn function(&self, closure: Closure) -> Option<&'m crate::ir::Function> {
        self.modules
            .get(closure.module.0 as usize)
            .map(|loaded| loaded.module.function(closure.function))
    }
}
