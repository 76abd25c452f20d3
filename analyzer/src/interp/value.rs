//! Abstract values: what an expression can be, as a bounded set of atoms.
//!
//! A [`Value`] is the number of a set in the [`Pool`]; equal sets have equal numbers, so values are compared, hashed and
//! copied for nothing. The empty set is "never" (code not reached yet). Joins only grow; a set that would grow past its
//! bound is widened: texts first, then everything becomes unknown. Widening loses precision, never an atom that calls
//! could be made on.

use super::text::Text;
use crate::facts::{Reason, Step};
use crate::ir::FunctionId;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// At most so many texts in one value.
const MAX_TEXTS: usize = 24;
/// At most so many atoms in one value.
const MAX_ATOMS: usize = 96;

/// A set of atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Value(u32);

impl Value {
    /// No value: not reached.
    pub(crate) const NEVER: Self = Self(0);
}

/// The number of an atom in the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AtomId(u32);

/// Names an object of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ObjectId(pub(crate) u32);

/// Names an activation: one function under one set of arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ActivationId(pub(crate) u32);

impl ActivationId {
    /// No activation.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// Names a loaded module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModuleId(pub(crate) u32);

impl ModuleId {
    /// No module: the entry itself.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// One possible value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    /// Nothing: `None`, `null`, `undefined`, `()`.
    Null,
    /// In a field: the field may be absent. Read as [`Atom::Null`].
    Absent,
    /// A boolean.
    Bool(bool),
    /// A number, as written.
    Number(Rc<str>),
    /// A string.
    Text(Text),
    /// Something in the store: record, list, instance, class.
    Object(ObjectId),
    /// A closure.
    Function(Closure),
    /// A method taken off its object: calling it calls the method.
    Bound(Rc<Bound>),
    /// A module seen by its variables.
    Module(ModuleId),
    /// A folder of modules.
    Namespace(Rc<str>),
    /// `super()` of a class for a receiver.
    Super(ObjectId, Value),
    /// A member of a library, by path: `boto3.client`, `@aws-sdk/client-s3.S3Client`. Without a model it is opaque.
    Library(Rc<str>),
    /// A function of the interpreter that models are written with.
    Native(super::natives::Native),
    /// Data known by where it comes from: the event, the context, the result of a call.
    Symbol(Symbol),
    /// The process environment.
    Environment,
    /// A record that a library fills from the environment: a field is the variable of its name in capitals, behind this.
    Settings(Rc<str>),
    /// An SDK thing: client, command, resource, builder, …
    Sdk(Rc<super::sdk::SdkObject>),
    /// A value that unknown code made out of these functions: a wrapped handler.
    Wrapped(Value),
    /// Anything that is no client and no function of the program.
    Unknown(Reason),
}

/// A function with its environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Closure {
    /// Its module.
    pub(crate) module: ModuleId,
    /// The function.
    pub(crate) function: FunctionId,
    /// The activation it was made in; [`ActivationId::NONE`] for module bodies.
    pub(crate) environment: ActivationId,
    /// A method taken off its class: the first positional argument is the receiver.
    pub(crate) unbound: bool,
}

/// A method of a receiver.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Bound {
    /// A function of the program with its receiver.
    Method(Value, Closure),
    /// A builtin or SDK method, by name.
    Builtin(Atom, Rc<str>),
    /// Any callable with arguments to put in front (`partial`, `bind`): the callable and a list and record of arguments.
    Partial(Value, Value, Value),
}

/// Data known by its origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol {
    /// Where it starts.
    pub(crate) root: Root,
    /// Steps from there.
    pub(crate) path: Rc<[Step]>,
}

/// Where symbolic data starts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Root {
    /// The event.
    Event,
    /// The Lambda context.
    Context,
    /// The result of an AWS call.
    Output(Rc<Output>),
}

/// An AWS call whose result is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Output {
    /// botocore service id.
    pub(crate) service: &'static str,
    /// API operation name.
    pub(crate) operation: &'static str,
    /// Its parameters.
    pub(crate) params: Value,
}

impl Symbol {
    /// What stands under a key that is known.
    pub(crate) fn under(&self, key: &str) -> Self {
        let Ok(place) = key.parse::<i32>() else {
            return self.step(Step::Field(key.to_owned()));
        };
        match self.path.split_last() {
            Some((Step::Part(separator, None), whole)) => Self {
                root: self.root.clone(),
                path: whole.into(),
            }
            .step(Step::Part(*separator, Some(place))),
            _ => self.step(Step::Any),
        }
    }

    /// Whether it is the list of the parts of a text: an element of it is told by its place.
    pub(crate) fn is_parts(&self) -> bool {
        matches!(self.path.last(), Some(Step::Part(_, None)))
    }

    /// Whether it is the credentials that a call for credentials gives: each has them under this name.
    pub(crate) fn is_given_credentials(&self) -> bool {
        matches!(self.root, Root::Output(_))
            && matches!(self.path.last(), Some(Step::Field(name)) if name == "Credentials")
    }

    /// A root without steps.
    pub(crate) fn new(root: Root) -> Self {
        Self {
            root,
            path: Rc::from([]),
        }
    }

    /// One step further; paths are bounded, a longer one repeats its last step.
    pub(crate) fn step(&self, step: Step) -> Self {
        const MAX_STEPS: usize = 8;
        if self.path.len() >= MAX_STEPS {
            return self.clone();
        }
        let path: Vec<_> = self.path.iter().cloned().chain([step]).collect();
        Self {
            root: self.root.clone(),
            path: path.into(),
        }
    }
}

/// All atoms and sets of one analysis.
#[derive(Debug)]
pub(crate) struct Pool {
    atoms: Vec<Atom>,
    atom_ids: FxHashMap<Atom, AtomId>,
    /// The value that is one atom, by atom; [`Value::NEVER`] where none was asked for.
    singles: Vec<Value>,
    sets: Vec<Rc<[AtomId]>>,
    set_ids: FxHashMap<Rc<[AtomId]>, Value>,
    joins: FxHashMap<(Value, Value), Value>,
    /// Values without [`Atom::Absent`].
    present: FxHashMap<Value, Value>,
    /// How many atoms were gone through.
    work: std::cell::Cell<u64>,
}

impl Pool {
    /// An empty pool.
    pub(crate) fn new() -> Self {
        let empty: Rc<[AtomId]> = Rc::from([]);
        Self {
            atoms: Vec::new(),
            atom_ids: FxHashMap::default(),
            singles: Vec::new(),
            sets: vec![Rc::clone(&empty)],
            set_ids: FxHashMap::from_iter([(empty, Value::NEVER)]),
            joins: FxHashMap::default(),
            present: FxHashMap::default(),
            work: std::cell::Cell::new(0),
        }
    }

    /// The value that is this one atom.
    pub(crate) fn one(&mut self, atom: Atom) -> Value {
        let id = self.intern(atom);
        if let Some(known) = self.singles.get(id.0 as usize)
            && *known != Value::NEVER
        {
            return *known;
        }
        let value = self.set(Rc::from([id]));
        if let Some(single) = self.singles.get_mut(id.0 as usize) {
            *single = value;
        }
        value
    }

    /// The value that is one of these atoms, widened where they are too many.
    pub(crate) fn any(&mut self, atoms: impl IntoIterator<Item = Atom>) -> Value {
        let mut ids: Vec<AtomId> = atoms.into_iter().map(|atom| self.intern(atom)).collect();
        ids.sort_unstable();
        ids.dedup();
        self.bounded(ids)
    }

    /// Nothing.
    pub(crate) fn null(&mut self) -> Value {
        self.one(Atom::Null)
    }

    /// Anything.
    pub(crate) fn unknown(&mut self, reason: Reason) -> Value {
        self.one(Atom::Unknown(reason))
    }

    /// A known string.
    pub(crate) fn text(&mut self, text: &str) -> Value {
        self.one(Atom::Text(Text::literal(text)))
    }

    /// Either value.
    pub(crate) fn join(&mut self, left: Value, right: Value) -> Value {
        if left == right || right == Value::NEVER {
            return left;
        }
        if left == Value::NEVER {
            return right;
        }
        let key = if left < right {
            (left, right)
        } else {
            (right, left)
        };
        if let Some(known) = self.joins.get(&key) {
            return *known;
        }
        let mut ids: Vec<AtomId> = self
            .ids(left)
            .iter()
            .chain(self.ids(right).iter())
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let joined = self.bounded(ids);
        self.joins.insert(key, joined);
        joined
    }

    /// One of these values.
    pub(crate) fn join_all(&mut self, values: impl IntoIterator<Item = Value>) -> Value {
        values
            .into_iter()
            .fold(Value::NEVER, |all, value| self.join(all, value))
    }

    /// The atoms of a value.
    pub(crate) fn atoms(&self, value: Value) -> Vec<Atom> {
        self.ids(value)
            .iter()
            .filter_map(|id| self.atoms.get(id.0 as usize))
            .cloned()
            .collect()
    }

    /// The atoms of a value that satisfy a test.
    pub(crate) fn atoms_that(&self, value: Value, test: impl Fn(&Atom) -> bool) -> Vec<Atom> {
        let atoms = self.ids(value);
        let atoms = atoms.iter().filter_map(|id| self.atoms.get(id.0 as usize));
        atoms.filter(|atom| test(atom)).cloned().collect()
    }

    /// The objects among the atoms of a value.
    pub(crate) fn objects(&self, value: Value) -> Vec<ObjectId> {
        let mut objects = Vec::new();
        self.each_object(value, |object| objects.push(object));
        objects
    }

    /// Goes through the objects among the atoms of a value.
    pub(crate) fn each_object(&self, value: Value, mut with: impl FnMut(ObjectId)) {
        let atoms = self.ids(value);
        let atoms = atoms.iter().filter_map(|id| self.atoms.get(id.0 as usize));
        for atom in atoms {
            if let Atom::Object(object) = atom {
                with(*object);
            }
        }
    }

    /// The only atom of a value.
    pub(crate) fn single(&self, value: Value) -> Option<&Atom> {
        match self.sets.get(value.0 as usize).map(AsRef::as_ref) {
            Some([id]) => self.atoms.get(id.0 as usize),
            _ => None,
        }
    }

    /// Whether some atom of a value satisfies a test.
    pub(crate) fn has(&self, value: Value, test: impl Fn(&Atom) -> bool) -> bool {
        self.ids(value)
            .iter()
            .filter_map(|id| self.atoms.get(id.0 as usize))
            .any(test)
    }

    /// The value without the atoms that satisfy a test.
    pub(crate) fn without(&mut self, value: Value, test: impl Fn(&Atom) -> bool) -> Value {
        if !self.has(value, &test) {
            return value;
        }
        let ids = self.ids(value);
        let kept: Vec<AtomId> = ids
            .iter()
            .copied()
            .filter(|id| {
                self.atoms
                    .get(id.0 as usize)
                    .is_some_and(|atom| !test(atom))
            })
            .collect();
        self.set(kept.into())
    }

    /// The value without what says that it may be absent.
    pub(crate) fn present(&mut self, value: Value) -> Value {
        if let Some(known) = self.present.get(&value) {
            return *known;
        }
        let present = self.without(value, |atom| *atom == Atom::Absent);
        self.present.insert(value, present);
        present
    }

    /// A field's content as a read gives it: what may be absent may be null.
    pub(crate) fn present_or_null(&mut self, value: Value) -> Value {
        let present = self.present(value);
        if present == value {
            return value;
        }
        let null = self.null();
        self.join(present, null)
    }

    /// The value without null and absent, unless that is all it is.
    pub(crate) fn not_null(&mut self, value: Value) -> Value {
        let rest = self.without(value, |atom| matches!(atom, Atom::Null | Atom::Absent));
        if rest == Value::NEVER { value } else { rest }
    }

    /// How many atoms of values were gone through.
    pub(crate) fn work(&self) -> u64 {
        self.work.get()
    }

    fn ids(&self, value: Value) -> Rc<[AtomId]> {
        let Some(ids) = self.sets.get(value.0 as usize) else {
            return Rc::from([]);
        };
        self.work.set(self.work.get() + ids.len() as u64);
        Rc::clone(ids)
    }

    fn intern(&mut self, atom: Atom) -> AtomId {
        if let Some(id) = self.atom_ids.get(&atom) {
            return *id;
        }
        let id = AtomId(u32::try_from(self.atoms.len()).unwrap_or(u32::MAX));
        self.atoms.push(atom.clone());
        self.singles.push(Value::NEVER);
        self.atom_ids.insert(atom, id);
        id
    }

    fn set(&mut self, ids: Rc<[AtomId]>) -> Value {
        if let Some(value) = self.set_ids.get(&ids) {
            return *value;
        }
        let value = Value(u32::try_from(self.sets.len()).unwrap_or(u32::MAX));
        self.sets.push(Rc::clone(&ids));
        self.set_ids.insert(ids, value);
        value
    }

    fn bounded(&mut self, ids: Vec<AtomId>) -> Value {
        let is_text = |pool: &Self, id: &AtomId| {
            matches!(
                pool.atoms.get(id.0 as usize),
                Some(Atom::Text(_) | Atom::Number(_) | Atom::Symbol(_))
            )
        };
        let widened = self.intern(Atom::Unknown(Reason::Widened));
        let texts = ids.iter().filter(|id| is_text(self, id)).count();
        // What was widened stays so: it takes in every text that comes after.
        let absorbed = texts > 0 && ids.contains(&widened);
        if texts <= MAX_TEXTS && ids.len() <= MAX_ATOMS && !absorbed {
            return self.set(ids.into());
        }
        let mut kept: Vec<AtomId> = ids.into_iter().filter(|id| !is_text(self, id)).collect();
        kept.truncate(MAX_ATOMS);
        kept.push(widened);
        kept.sort_unstable();
        kept.dedup();
        self.set(kept.into())
    }
}
