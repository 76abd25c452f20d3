//! From the fixed point to facts: the calls of activations that the entry reaches, with how it gets there. What their parameters
//! are, [`spelling`](super::spelling) writes down.
//!
//! A call inside of a library model stands, for the reader, where the program called into the library.

use super::Interpreter;
use super::sdk::RecordedCall;
use super::value::{ActivationId, ModuleId, Value};
use crate::facts::{Analysis, Argument, Call, Credentials, Frame, Location, Problem, ProblemKind};
use crate::ir::ExprId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// How many places of the program are told for one call inside of a model.
const MAX_PLACES: usize = 64;
/// How many activations of models are gone through to find them.
const MAX_WALKED: usize = 1_000;

/// How the entry reaches activations.
#[derive(Debug, Default)]
struct Parents {
    /// First: from which one, at which expression.
    first: FxHashMap<ActivationId, (ActivationId, ExprId)>,
    /// All ways into activations of models, which several places of the program share.
    all: FxHashMap<ActivationId, Vec<(ActivationId, ExprId)>>,
}

impl Parents {
    fn get(&self, id: &ActivationId) -> Option<&(ActivationId, ExprId)> {
        self.first.get(id)
    }
}

impl<'m> Interpreter<'m> {
    /// The facts.
    pub(crate) fn results(&mut self) -> Analysis {
        let (order, parents) = self.reached_activations();
        let mut analysis = Analysis::default();
        for id in order {
            self.collect(id, &parents, &mut analysis);
        }
        if self.out_of_budget() {
            let at = self.stop();
            let message = "the analysis stopped at its budget while it ran this: what is listed is what was found until then, \
                           state the rest with hints"
                .to_owned();
            analysis.problems.push(Problem {
                at,
                kind: ProblemKind::Budget,
                message,
            });
        }
        analysis.problems.extend(self.problems.iter().cloned());
        for loaded in self.modules.iter().filter(|loaded| loaded.model.is_none()) {
            let ran = self
                .activations
                .get(loaded.body.0 as usize)
                .is_some_and(|activation| activation.ran);
            if ran {
                analysis.files.push(loaded.module.path.clone());
                analysis
                    .problems
                    .extend(loaded.module.problems.iter().cloned());
            }
        }
        super::hints::apply(self, &mut analysis);
        analysis.calls.sort_by(|left, right| {
            (
                &left.site,
                &left.service,
                &left.operation,
                &left.chain,
                &left.arguments,
            )
                .cmp(&(
                    &right.site,
                    &right.service,
                    &right.operation,
                    &right.chain,
                    &right.arguments,
                ))
        });
        analysis.calls.dedup();
        analysis.problems.sort();
        analysis.problems.dedup();
        analysis.files.sort();
        analysis.files.dedup();
        analysis
    }

    /// Where the budget was used up: in the program, or at its start where that was in a model.
    fn stop(&self) -> Location {
        let start = self
            .start
            .as_ref()
            .map_or(ModuleId::NONE, |start| start.module);
        match self.stopped_at {
            Some((module, expr)) if !self.is_model_module(module) => {
                let span = self
                    .modules
                    .get(module.0 as usize)
                    .map(|loaded| loaded.module.span(expr))
                    .unwrap_or_default();
                self.location(module, span)
            }
            _ => self.location(start, crate::ir::Span { line: 1, column: 1 }),
        }
    }

    fn reached_activations(&self) -> (Vec<ActivationId>, Parents) {
        let mut order = vec![self.root];
        let mut parents = Parents::default();
        let mut queue = VecDeque::from([self.root]);
        while let Some(id) = queue.pop_front() {
            let Some(activation) = self.activations.get(id.0 as usize) else {
                continue;
            };
            for (callee, expr) in &activation.callees {
                if *callee != self.root && !parents.first.contains_key(callee) {
                    parents.first.insert(*callee, (id, *expr));
                    order.push(*callee);
                    queue.push_back(*callee);
                }
                if self.is_model(*callee) {
                    parents.all.entry(*callee).or_default().push((id, *expr));
                }
            }
        }
        (order, parents)
    }

    fn collect(&mut self, id: ActivationId, parents: &Parents, analysis: &mut Analysis) {
        let Some(activation) = self.activations.get(id.0 as usize) else {
            return;
        };
        let calls = activation.calls.clone();
        let problems = activation.problems.clone();
        if calls.is_empty() && problems.is_empty() {
            return;
        }
        let places = self.user_places(id, parents);
        for ((expr, service, operation), call) in calls {
            let (site, chain) = match places.first() {
                Some((first, at)) => (
                    self.place_in_program(*first, *at),
                    self.chain(*first, parents),
                ),
                None => (self.user_place(id, expr, parents), self.chain(id, parents)),
            };
            let call = self.call_fact(service, operation, &call, site, chain);
            for (caller, at) in places.iter().skip(1) {
                analysis.calls.push(Call {
                    site: self.place_in_program(*caller, *at),
                    chain: self.chain(*caller, parents),
                    ..call.clone()
                });
            }
            analysis.calls.push(call);
        }
        for (_, expr, kind, message) in problems {
            let mut places: Vec<Location> = places
                .iter()
                .map(|(caller, at)| self.place_in_program(*caller, *at))
                .collect();
            if places.is_empty() {
                places.push(self.user_place(id, expr, parents));
            }
            for at in places {
                let message = message.clone();
                analysis.problems.push(Problem { at, kind, message });
            }
        }
    }

    /// The places of the program that lead into an activation of a model, through other models; empty for activations of
    /// the program itself.
    fn user_places(&self, id: ActivationId, parents: &Parents) -> Vec<(ActivationId, ExprId)> {
        let mut places = Vec::new();
        let mut seen = FxHashSet::default();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if places.len() >= MAX_PLACES || seen.len() >= MAX_WALKED {
                break;
            }
            if !self.is_model(id) || !seen.insert(id) {
                continue;
            }
            for (caller, expr) in parents.all.get(&id).into_iter().flatten() {
                if self.is_model(*caller) {
                    next.push(*caller);
                } else if *caller != self.root {
                    places.push((*caller, *expr));
                } else {
                    places.extend(self.made_in_program(id, parents));
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Where an expression of an activation of the program stands.
    fn place_in_program(&self, id: ActivationId, expr: ExprId) -> Location {
        let module = self.module_of(id);
        let span = self
            .modules
            .get(module.0 as usize)
            .map(|loaded| loaded.module.span(expr))
            .unwrap_or_default();
        self.location(module, span)
    }

    fn call_fact(
        &mut self,
        service: &str,
        operation: &str,
        call: &RecordedCall,
        site: Location,
        chain: Vec<Frame>,
    ) -> Call {
        let region =
            (call.region != Value::NEVER).then(|| Argument::clone(&self.parameters(call.region)));
        let arguments = self.parameters(call.params);
        Call {
            service: service.to_owned(),
            operation: operation.to_owned(),
            arguments,
            site,
            chain,
            credentials: if call.foreign {
                Credentials::Foreign
            } else {
                Credentials::Own
            },
            region,
        }
    }

    fn module_of(&self, id: ActivationId) -> ModuleId {
        let module = self
            .activations
            .get(id.0 as usize)
            .map_or(ModuleId::NONE, |activation| activation.key.closure.module);
        if module == ModuleId::NONE {
            self.start.as_ref().map_or(module, |start| start.module)
        } else {
            module
        }
    }

    fn is_model(&self, id: ActivationId) -> bool {
        self.modules
            .get(self.module_of(id).0 as usize)
            .is_some_and(|loaded| loaded.model.is_some())
    }

    /// The activation that made the function which an activation runs.
    fn maker(&self, id: ActivationId) -> Option<ActivationId> {
        let activation = self.activations.get(id.0 as usize)?;
        let maker = activation.key.closure.environment;
        (maker != ActivationId::NONE && maker != id).then_some(maker)
    }

    /// The place of an expression, or where the program called into the model that it is part of. What a library keeps
    /// and runs later stands where the program made it.
    fn user_place(&self, id: ActivationId, expr: ExprId, parents: &Parents) -> Location {
        let mut walked = Vec::new();
        let place = self
            .caller_in_program(id, expr, parents, &mut walked)
            .or_else(|| {
                walked
                    .iter()
                    .find_map(|id| self.made_in_program(*id, parents))
            });
        let (id, expr) = place.unwrap_or((self.root, ExprId(0)));
        self.place_in_program(id, expr)
    }

    /// Where the program made the function that an activation of a model runs.
    fn made_in_program(
        &self,
        id: ActivationId,
        parents: &Parents,
    ) -> Option<(ActivationId, ExprId)> {
        let maker = self.maker(id)?;
        let made_in = self.activations.get(maker.0 as usize)?.key.closure.function;
        if made_in == crate::ir::FunctionId::BODY && self.is_model(maker) {
            return None;
        }
        self.caller_in_program(maker, ExprId(0), parents, &mut Vec::new())
    }

    /// The nearest expression of the program on the way to an activation; notes the activations of models on it.
    fn caller_in_program(
        &self,
        id: ActivationId,
        expr: ExprId,
        parents: &Parents,
        walked: &mut Vec<ActivationId>,
    ) -> Option<(ActivationId, ExprId)> {
        let (mut id, mut expr) = (id, expr);
        while self.is_model(id) {
            walked.push(id);
            let (parent, at) = *parents.get(&id)?;
            if parent == self.root {
                return None;
            }
            (id, expr) = (parent, at);
        }
        Some((id, expr))
    }

    fn chain(&self, id: ActivationId, parents: &Parents) -> Vec<Frame> {
        let mut frames = Vec::new();
        let mut current = id;
        loop {
            let parent = parents.get(&current);
            if current != self.root && !self.is_model(current) {
                frames.push(self.frame_fact(current, parent, parents));
            }
            match parent {
                Some((next, _)) => current = *next,
                None => break,
            }
        }
        frames.reverse();
        frames
    }

    fn frame_fact(
        &self,
        id: ActivationId,
        parent: Option<&(ActivationId, ExprId)>,
        parents: &Parents,
    ) -> Frame {
        let closure = self
            .activations
            .get(id.0 as usize)
            .map(|activation| activation.key.closure);
        let function = closure.and_then(|closure| self.function(closure));
        let name = function
            .map(|function| function.name.clone())
            .unwrap_or_default();
        let called_at = match parent {
            Some((parent, expr)) if *parent != self.root => {
                self.user_place(*parent, *expr, parents)
            }
            _ => self.location(
                self.module_of(id),
                function.map(|function| function.span).unwrap_or_default(),
            ),
        };
        Frame {
            function: name,
            called_at,
        }
    }
}
