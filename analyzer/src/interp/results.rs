//! From the fixed point to facts: the calls of activations that the entry reaches, with how it gets there and what their
//! parameters are.
//!
//! A call inside of a library model stands, for the reader, where the program called into the library.

use super::Interpreter;
use super::sdk::{Dialect, RecordedCall};
use super::store::{ObjectKind, Store};
use super::text::{self, Text};
use super::value::{ActivationId, Atom, ModuleId, ObjectId, Root, Symbol, Value};
use crate::facts::{
    Analysis, Argument, Call, Credentials, Field, Frame, Hole, Location, Pattern, Piece, Problem,
    ProblemKind, Reason, Step,
};
use crate::ir::ExprId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, VecDeque};

/// How far values are spelled out; what is beyond is any value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spelling {
    depth: usize,
    values: usize,
}

impl Spelling {
    /// Parameters of one call: as deep as fits. What is deep down in values that contain themselves must not take the room
    /// of the names beside it.
    const PARAMETERS: [Self; 4] = [
        Self::parameters(7),
        Self::parameters(5),
        Self::parameters(4),
        Self::parameters(3),
    ];
    /// What a module exports.
    pub(crate) const MODULE: Self = Self {
        depth: 40,
        values: 200_000,
    };

    const fn parameters(depth: usize) -> Self {
        let values = 2_000;
        Self { depth, values }
    }
}

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
        let region = (call.region != Value::NEVER).then(|| self.parameters(call.region));
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

    /// A value of which all is wanted.
    pub(crate) fn spelled_out(&mut self, value: Value) -> Argument {
        self.spelling = Spelling::MODULE;
        self.spelled_out = 0;
        self.argument(value, 0)
    }

    /// Parameters of a call as a tree that is as deep as fits.
    fn parameters(&mut self, value: Value) -> Argument {
        let mut argument = Argument::Unknown(Reason::Widened);
        for spelling in Spelling::PARAMETERS {
            self.spelling = spelling;
            self.spelled_out = 0;
            argument = self.argument(value, 0);
            if self.spelled_out <= spelling.values {
                break;
            }
        }
        argument
    }

    /// A value as a bounded tree.
    fn argument(&mut self, value: Value, depth: usize) -> Argument {
        self.spelled_out += 1;
        if self.spelled_out > self.spelling.values {
            return Argument::Unknown(Reason::Widened);
        }
        let mut arguments: Vec<Argument> = Vec::new();
        for atom in self.pool.atoms(value) {
            let argument = self.atom_argument(&atom, depth);
            if !arguments.contains(&argument) {
                arguments.push(argument);
            }
        }
        arguments.sort();
        match arguments.len() {
            0 => Argument::Unknown(Reason::Computed),
            1 => arguments.swap_remove(0),
            _ => Argument::OneOf(arguments),
        }
    }

    fn atom_argument(&mut self, atom: &Atom, depth: usize) -> Argument {
        match atom {
            Atom::Null | Atom::Absent => Argument::Null,
            Atom::Bool(value) => Argument::Bool(*value),
            Atom::Number(text) => Argument::Number(text.to_string()),
            Atom::Text(text) => Argument::Text(self.pattern(text, depth)),
            Atom::Symbol(symbol) => Argument::Text(Pattern::hole(self.symbol_hole(symbol, depth))),
            Atom::Object(object) => self.object_argument(*object, depth),
            Atom::Sdk(object) => match object.as_ref() {
                super::sdk::SdkObject::Structure(record) => self.argument(*record, depth),
                super::sdk::SdkObject::Member(Dialect::Rust, _, path) => Argument::Text(
                    Pattern::literal(path.rsplit('.').next().unwrap_or_default()),
                ),
                super::sdk::SdkObject::Command(_, params) => self.argument(*params, depth),
                _ => Argument::Unknown(Reason::Computed),
            },
            Atom::Unknown(reason) => Argument::Unknown(*reason),
            _ => Argument::Unknown(Reason::Computed),
        }
    }

    fn object_argument(&mut self, object: ObjectId, depth: usize) -> Argument {
        if depth >= self.spelling.depth {
            return Argument::Unknown(Reason::Widened);
        }
        match self.store.kind(object) {
            ObjectKind::List => self.list_argument(object, depth),
            ObjectKind::Record | ObjectKind::Instance(_) => self.record_argument(object, depth),
            ObjectKind::Class(..) => Argument::Unknown(Reason::Computed),
        }
    }

    fn list_argument(&mut self, object: ObjectId, depth: usize) -> Argument {
        let mut fields = self.store.fields(object, self.root);
        fields.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
        let items = fields
            .into_iter()
            .map(|(_, value)| self.argument(value, depth + 1))
            .collect();
        let rest = self.store.rest(object, self.root);
        let rest = (rest != Value::NEVER).then(|| Box::new(self.argument(rest, depth + 1)));
        Argument::List { items, rest }
    }

    fn record_argument(&mut self, object: ObjectId, depth: usize) -> Argument {
        let mut fields = BTreeMap::new();
        for (name, value) in self.store.fields(object, self.root) {
            let optional = !Store::is_certain(&self.pool, value);
            let present = self.pool.without(value, |atom| *atom == Atom::Absent);
            if present == Value::NEVER {
                continue;
            }
            let value = self.argument(present, depth + 1);
            fields.insert(name.to_string(), Field { value, optional });
        }
        let keyed = self.store.keyed_fields(object, self.root);
        let computed = keyed
            .into_iter()
            .map(|(key, value)| {
                (
                    self.argument(key, depth + 1),
                    self.argument(value, depth + 1),
                )
            })
            .collect();
        let open = self.store.rest(object, self.root) != Value::NEVER;
        Argument::Record {
            fields,
            computed,
            open,
        }
    }

    fn pattern(&mut self, text: &Text, depth: usize) -> Pattern {
        let pieces = text
            .pieces()
            .iter()
            .map(|piece| match piece {
                text::Piece::Literal(text) => Piece::Literal(text.to_string()),
                text::Piece::Hole(hole) => Piece::Hole(self.hole(hole, depth)),
            })
            .collect();
        Pattern(pieces)
    }

    fn hole(&mut self, hole: &text::Hole, depth: usize) -> Hole {
        match hole {
            text::Hole::Env(name) => Hole::Env(name.to_string()),
            text::Hole::EnvOr(name, default) => Hole::EnvOr {
                name: name.to_string(),
                default: Box::new(self.pattern(default, depth + 1)),
            },
            text::Hole::Symbol(symbol) => self.symbol_hole(symbol, depth),
            text::Hole::Account => Hole::Account,
            text::Hole::Region => Hole::Region,
            text::Hole::Unknown(reason) => Hole::Unknown(*reason),
        }
    }

    fn symbol_hole(&mut self, symbol: &Symbol, depth: usize) -> Hole {
        match &symbol.root {
            Root::Event => Hole::Event(symbol.path.to_vec()),
            Root::Context => Hole::Context(context_property(&symbol.path)),
            Root::Output(output) => {
                let arguments = if depth + 2 >= self.spelling.depth {
                    Argument::Unknown(Reason::Widened)
                } else {
                    self.argument(output.params, depth + 2)
                };
                Hole::Output {
                    service: output.service.to_owned(),
                    operation: output.operation.to_owned(),
                    arguments: Box::new(arguments),
                    path: symbol.path.iter().map(api_step).collect(),
                }
            }
        }
    }
}

/// A context property in the one spelling of facts.
fn context_property(path: &[Step]) -> String {
    let Some(Step::Field(name)) = path.last() else {
        return String::new();
    };
    let mut snake = String::new();
    for (index, char) in name.chars().enumerate() {
        if char.is_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

/// A step with its name as the API writes it: result fields are read in snake case by some SDKs.
fn api_step(step: &Step) -> Step {
    match step {
        Step::Field(name) if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
            Step::Field(super::sdk::rust::pascal_case(name))
        }
        step => step.clone(),
    }
}
