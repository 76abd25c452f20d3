//! The abstract interpreter: runs the IR on abstract values, from a handler, and notes every AWS call on the way.
//!
//! A function under one set of arguments, called from one place, is an *activation*: it is run once and its result
//! remembered. Locals are flow-sensitive; fields and variables that inner functions use live in the [`store`], whose cells
//! only grow and make their readers due again. The analysis ends when nothing is due: a fixed point, reached whatever the
//! order of evaluation, and bounded by [`Budget`].
//!
//! It names no language. Differences between languages are the front ends' business; what libraries do is written in
//! models (sources that are interpreted like any other), and the SDKs' client shapes stand in [`sdk`], a file a dialect.

pub(crate) mod activation;
pub(crate) mod arguments;
pub(crate) mod bounds;
pub(crate) mod calls;
pub(crate) mod classes;
pub(crate) mod conditions;
pub(crate) mod entry;
pub(crate) mod exported;
pub(crate) mod expressions;
pub(crate) mod fields;
pub(crate) mod hints;
pub(crate) mod iteration;
pub(crate) mod methods;
pub(crate) mod modules;
pub(crate) mod narrowing;
pub(crate) mod natives;
pub(crate) mod opaque;
pub(crate) mod results;
pub(crate) mod sdk;
pub(crate) mod spelling;
pub(crate) mod statements;
pub(crate) mod store;
pub(crate) mod text;
pub(crate) mod traits;
pub(crate) mod value;
pub(crate) mod versions;

use crate::facts::{Location, Problem, ProblemKind, Reason};
use crate::ir::{ExprId, Function, Module, Span, VarId};
use crate::modules::ModuleSource;
use crate::project::Entry;
use activation::{Activation, ActivationKey};
use catalog::Catalog;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::rc::Rc;
use store::{Birth, CellId, ObjectKind, Store};
use value::{ActivationId, Atom, ModuleId, ObjectId, Pool, Value};

/// Bounds of one analysis. Hitting one is reported, never silent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    /// Expressions evaluated.
    pub(crate) steps: u64,
    /// Atoms of values gone through: an expression on large values costs more than one on small ones.
    pub(crate) work: u64,
    /// Activations made.
    pub(crate) activations: usize,
    /// Nested activations; deeper ones are run later, from the top.
    pub(crate) depth: usize,
}

impl Budget {
    /// What a handler gets.
    pub(crate) const HANDLER: Self = Self {
        steps: 2_000_000,
        work: 400_000_000,
        activations: 60_000,
        depth: 60,
    };
}

/// One analysis.
pub(crate) struct Interpreter<'m> {
    pub(crate) source: &'m ModuleSource<'m>,
    pub(crate) entry: &'m Entry,
    pub(crate) catalog: Catalog,
    pub(crate) pool: Pool,
    pub(crate) store: Store,
    pub(crate) activations: Vec<Activation>,
    pub(crate) activation_ids: FxHashMap<ActivationKey, ActivationId>,
    pub(crate) per_function: FxHashMap<(ModuleId, crate::ir::FunctionId), activation::Made>,
    pub(crate) modules: Vec<modules::Loaded<'m>>,
    pub(crate) module_ids: FxHashMap<*const Module, ModuleId>,
    pub(crate) imports: FxHashMap<(ModuleId, Rc<str>), modules::Import>,
    /// Modules whose names a module has too.
    pub(crate) stars: FxHashMap<ModuleId, CellId>,
    /// Modules that a name is being looked for in.
    pub(crate) searched: BTreeSet<ModuleId>,
    pub(crate) extensions: FxHashMap<Rc<str>, CellId>,
    /// What the program puts on functions, by function.
    pub(crate) function_properties: FxHashMap<value::Closure, ObjectId>,
    pub(crate) problems: BTreeSet<Problem>,
    pub(crate) depth: usize,
    pub(crate) steps: u64,
    pub(crate) budget: Budget,
    /// Where the budget was used up.
    pub(crate) stopped_at: Option<(ModuleId, ExprId)>,
    /// Values that are never reached are taken as unknown: set once the first fixed point is there, for code whose
    /// values the analysis lost.
    pub(crate) lenient: bool,
    pub(crate) skipped: BTreeSet<ActivationId>,
    pub(crate) spelled: spelling::Spelled,
    /// The program is run where its files are: paths that it makes of its own place are known.
    pub(crate) is_run_in_place: bool,
    pub(crate) root: ActivationId,
    pub(crate) start: Option<entry::Start>,
}

/// A place of evaluation: where calls are made and objects are born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Site {
    /// By which activation.
    pub(crate) activation: ActivationId,
    /// Of which module.
    pub(crate) module: ModuleId,
    /// By which expression.
    pub(crate) expr: ExprId,
    /// In which round of unrolled loops.
    pub(crate) round: u32,
    /// In which branch.
    pub(crate) branch: u32,
}

/// The state of one run of an activation.
pub(crate) struct Frame<'m> {
    pub(crate) activation: ActivationId,
    pub(crate) module_id: ModuleId,
    pub(crate) module: &'m Module,
    pub(crate) function: &'m Function,
    pub(crate) locals: Vec<Value>,
    /// Nothing after this point is reached.
    pub(crate) dead: bool,
    pub(crate) targets: Vec<statements::JumpTarget>,
    pub(crate) handlers: Vec<Vec<Value>>,
    pub(crate) branch: u32,
    pub(crate) next_branch: u32,
    pub(crate) round: u32,
    /// How often each local was written: tells whether a narrowed one was.
    pub(crate) writes: Vec<u32>,
    /// Which records were read as a whole, and which of their fields were written.
    pub(crate) touched: versions::Touched,
}

impl<'m> Frame<'m> {
    /// The site of an expression.
    pub(crate) fn site(&self, expr: ExprId) -> Site {
        Site {
            activation: self.activation,
            module: self.module_id,
            expr,
            round: self.round,
            branch: self.branch,
        }
    }
}

impl<'m> Interpreter<'m> {
    /// A fresh analysis.
    pub(crate) fn new(source: &'m ModuleSource<'m>, entry: &'m Entry, budget: Budget) -> Self {
        Self {
            source,
            entry,
            catalog: Catalog::embedded(),
            pool: Pool::new(),
            store: Store::default(),
            activations: Vec::new(),
            activation_ids: FxHashMap::default(),
            per_function: FxHashMap::default(),
            modules: Vec::new(),
            module_ids: FxHashMap::default(),
            imports: FxHashMap::default(),
            stars: FxHashMap::default(),
            searched: BTreeSet::new(),
            extensions: FxHashMap::default(),
            function_properties: FxHashMap::default(),
            problems: BTreeSet::new(),
            depth: 0,
            steps: 0,
            budget,
            stopped_at: None,
            lenient: false,
            skipped: BTreeSet::new(),
            spelled: spelling::Spelled::default(),
            is_run_in_place: false,
            root: ActivationId::NONE,
            start: None,
        }
    }

    /// Runs what is due until nothing is: the fixed point.
    pub(crate) fn settle(&mut self) {
        self.run_due();
        if !self.skipped.is_empty() {
            self.lenient = true;
            for activation in std::mem::take(&mut self.skipped) {
                self.store.mark_due(activation);
            }
            self.run_due();
        }
    }

    fn run_due(&mut self) {
        while let Some(activation) = self.store.next_due() {
            if self.out_of_budget() {
                return;
            }
            self.run(activation);
        }
    }

    /// Whether the budget is used up.
    pub(crate) fn out_of_budget(&self) -> bool {
        self.steps > self.budget.steps || self.pool.work() > self.budget.work
    }

    /// Whether the budget is used up at a place; the first one is remembered.
    pub(crate) fn stops_at(&mut self, site: Site) -> bool {
        let stops = self.out_of_budget();
        if stops && self.stopped_at.is_none() {
            self.stopped_at = Some((site.module, site.expr));
        }
        stops
    }

    /// Where a site stands in the source.
    pub(crate) fn location(&self, module: ModuleId, span: Span) -> Location {
        let file = self
            .modules
            .get(module.0 as usize)
            .map(|loaded| loaded.module.path.clone())
            .unwrap_or_default();
        Location {
            file,
            line: span.line,
            column: span.column,
        }
    }

    /// Notes something that could not be followed.
    pub(crate) fn problem(&mut self, site: Site, kind: ProblemKind, message: impl Into<String>) {
        let message = message.into();
        if let Some(activation) = self.activations.get_mut(site.activation.0 as usize) {
            activation
                .problems
                .insert((site.module, site.expr, kind, message));
        }
    }

    /// A record made at a site.
    pub(crate) fn new_record(&mut self, site: Site, nth: u32) -> ObjectId {
        self.new_object(site, nth, ObjectKind::Record)
    }

    /// A list made at a site, with these elements.
    pub(crate) fn new_list(&mut self, site: Site, nth: u32, items: &[Value]) -> Value {
        let list = self.new_object(site, nth, ObjectKind::List);
        for (index, item) in items.iter().enumerate() {
            let cell = self.store.field(list, &index.to_string());
            self.store.write(&mut self.pool, cell, *item);
        }
        self.pool.one(Atom::Object(list))
    }

    /// A list with an unknown number of elements, made at a site.
    pub(crate) fn new_list_of(&mut self, site: Site, nth: u32, element: Value) -> Value {
        let list = self.new_object(site, nth, ObjectKind::List);
        let rest = self.store.get(list).rest;
        self.store.write(&mut self.pool, rest, element);
        self.pool.one(Atom::Object(list))
    }

    /// An object made at a site; `nth` tells several at one site apart.
    pub(crate) fn new_object(&mut self, site: Site, nth: u32, kind: ObjectKind) -> ObjectId {
        let nth = nth.wrapping_add(site.round.wrapping_mul(64));
        self.store.object(
            Birth {
                activation: site.activation,
                expr: site.expr,
                nth,
            },
            site.branch,
            kind,
        )
    }

    /// The value of nothing known, for a reason.
    pub(crate) fn unknown(&mut self, reason: Reason) -> Value {
        self.pool.unknown(reason)
    }

    /// The cell of a variable.
    pub(crate) fn variable(&mut self, activation: ActivationId, var: VarId) -> CellId {
        self.store.variable(activation, var.0)
    }
}
