//! The store: cells that only grow, and objects made of cells.
//!
//! A cell remembers which activations read it; when it grows, they are due to run again. That makes the whole analysis a
//! fixed point over the store, whatever the order in which code happens to be run. Updates are weak: a field that is
//! written twice holds both values; an object that only locals know gets a new version instead (see
//! [`versions`](super::versions)). Errs on the side of more values.

use super::value::ModuleId;
use super::value::{ActivationId, Atom, ObjectId, Pool, Value};
use crate::ir::{ClassId, ExprId, MemberKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Names a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellId(u32);

#[derive(Debug)]
struct Cell {
    value: Value,
    readers: FxHashSet<ActivationId>,
    /// Who read it last: reads come in rows.
    reader: ActivationId,
    /// The object whose content this is a part of.
    owner: Option<ObjectId>,
    /// The cell that it has become one with.
    merged_into: Option<CellId>,
}

/// An object: named fields, fields under partly known keys, and a cell for everything else.
#[derive(Debug)]
pub(crate) struct Object {
    /// What it is.
    pub(crate) kind: ObjectKind,
    /// Fields by name; the elements of a list by position.
    pub(crate) fields: BTreeMap<Rc<str>, CellId>,
    /// Fields whose key is a value known in part.
    pub(crate) keyed: Vec<(Value, CellId)>,
    /// Values under keys not known at all; further elements of a list.
    pub(crate) rest: CellId,
    /// All that the other cells hold: what reads under an unknown key see, without going through all fields.
    any: CellId,
    /// What `any` does not hold yet: it is put there when somebody reads it for the first time, which for most objects
    /// nobody does. `None` from then on.
    unread: Option<Vec<Value>>,
    /// For classes: what the members are.
    pub(crate) members: BTreeMap<Rc<str>, MemberKind>,
    /// The activation and branch it was made in.
    pub(crate) born: (ActivationId, u32),
    /// Activations that listed the fields: due again when there is a new one.
    shape_readers: FxHashSet<ActivationId>,
    /// Some cell holds it, or held it once: others than the locals of the activation that made it may know it.
    escaped: bool,
    /// Activations that took it for private: due again when it escapes.
    private_to: FxHashSet<ActivationId>,
}

/// What an object is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    /// Object literal, dictionary, map, exports.
    Record,
    /// List, tuple, set.
    List,
    /// Instance of the class that is this object.
    Instance(ObjectId),
    /// A class.
    Class(ModuleId, ClassId),
}

/// Where an object is made: equal places give the same object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Birth {
    /// By which activation.
    pub(crate) activation: ActivationId,
    /// By which expression.
    pub(crate) expr: ExprId,
    /// Which of several at one expression (rounds of an unrolled loop, parameters).
    pub(crate) nth: u32,
}

/// Cells and objects of one analysis.
#[derive(Debug, Default)]
pub(crate) struct Store {
    cells: Vec<Cell>,
    objects: Vec<Object>,
    births: FxHashMap<Birth, ObjectId>,
    variables: FxHashMap<(ActivationId, u32), CellId>,
    due: BTreeSet<ActivationId>,
}

impl Store {
    /// A new cell, empty.
    pub(crate) fn cell(&mut self) -> CellId {
        self.cell_of(None)
    }

    fn cell_of(&mut self, owner: Option<ObjectId>) -> CellId {
        let id = CellId(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
        self.cells.push(Cell {
            value: Value::NEVER,
            readers: FxHashSet::default(),
            reader: ActivationId::NONE,
            owner,
            merged_into: None,
        });
        id
    }

    /// The cell that a cell is by now.
    fn resolve(&self, mut cell: CellId) -> CellId {
        while let Some(next) = self
            .cells
            .get(cell.0 as usize)
            .and_then(|cell| cell.merged_into)
        {
            cell = next;
        }
        cell
    }

    /// Makes two cells one that holds what both hold.
    fn merge_cells(&mut self, pool: &mut Pool, kept: CellId, other: CellId) {
        let (kept, other) = (self.resolve(kept), self.resolve(other));
        if kept == other {
            return;
        }
        let joined = pool.join(self.peek(kept), self.peek(other));
        let Some(cell) = self.cells.get_mut(other.0 as usize) else {
            return;
        };
        cell.merged_into = Some(kept);
        let readers = std::mem::take(&mut cell.readers);
        if cell.value != joined {
            self.due.extend(readers.iter().copied());
        }
        let Some(cell) = self.cells.get_mut(kept.0 as usize) else {
            return;
        };
        if cell.value != joined {
            cell.value = joined;
            self.due.extend(cell.readers.iter().copied());
        }
        cell.readers.extend(readers);
    }

    /// Lets records and lists share what they hold under keys that are not known, and under `name`.
    ///
    /// What is written to one of very many objects, of which it is not known to which, is a cell each that holds the same
    /// and grows in as many steps; merging them bounds both. Fields of other names stay apart. Errs on the side of more
    /// values.
    pub(crate) fn merge(&mut self, pool: &mut Pool, objects: &[ObjectId], name: Option<&str>) {
        let Some((first, others)) = objects.split_first() else {
            return;
        };
        let named = name.map(|name| (name, self.field(*first, name)));
        let mut lacking = named.is_some_and(|(_, cell)| self.peek(cell) == Value::NEVER);
        for other in others {
            let (kept, merged) = (self.get(*first).rest, self.get(*other).rest);
            self.merge_cells(pool, kept, merged);
            if let (Some(kept), Some(merged)) =
                (self.all_of(pool, *first), self.all_of(pool, *other))
            {
                self.merge_cells(pool, kept, merged);
            }
            if let Some((name, kept)) = named {
                let merged = self.field(*other, name);
                lacking |= self.peek(merged) == Value::NEVER;
                self.merge_cells(pool, kept, merged);
            }
        }
        if let Some((_, cell)) = named
            && lacking
        {
            let absent = pool.one(Atom::Absent);
            self.write(pool, cell, absent);
        }
    }

    /// The content of a cell; `reader`, when it is one, will run again when it grows.
    pub(crate) fn read(&mut self, cell: CellId, reader: ActivationId) -> Value {
        let cell = self.resolve(cell);
        let Some(cell) = self.cells.get_mut(cell.0 as usize) else {
            return Value::NEVER;
        };
        if cell.reader != reader && reader != ActivationId::NONE {
            cell.readers.insert(reader);
            cell.reader = reader;
        }
        cell.value
    }

    /// The content of a cell, without a dependency.
    pub(crate) fn peek(&self, cell: CellId) -> Value {
        let cell = self.resolve(cell);
        self.cells
            .get(cell.0 as usize)
            .map_or(Value::NEVER, |cell| cell.value)
    }

    /// Adds a value to a cell.
    pub(crate) fn write(&mut self, pool: &mut Pool, cell: CellId, value: Value) {
        let cell = self.resolve(cell);
        let Some(cell) = self.cells.get_mut(cell.0 as usize) else {
            return;
        };
        let joined = pool.join(cell.value, value);
        if joined != cell.value {
            cell.value = joined;
            self.due.extend(cell.readers.iter().copied());
            let owner = cell.owner;
            pool.each_object(value, |object| self.escapes(object));
            let owner = owner.and_then(|owner| self.objects.get_mut(owner.0 as usize));
            match owner.map(|owner| (&mut owner.unread, owner.any)) {
                Some((Some(unread), _)) => unread.push(value),
                Some((None, any)) => self.write(pool, any, value),
                None => {}
            }
        }
    }

    /// The cell of all that an object holds, with all of it there.
    fn all_of(&mut self, pool: &mut Pool, object: ObjectId) -> Option<CellId> {
        let object = self.objects.get_mut(object.0 as usize)?;
        let any = object.any;
        for value in object.unread.take().unwrap_or_default() {
            self.write(pool, any, value);
        }
        Some(any)
    }

    /// Notes that others than the locals of one activation may know an object.
    pub(crate) fn escapes(&mut self, object: ObjectId) {
        let Some(object) = self.objects.get_mut(object.0 as usize) else {
            return;
        };
        if !object.escaped {
            object.escaped = true;
            self.due.extend(std::mem::take(&mut object.private_to));
        }
    }

    /// Whether only locals of the activation that made an object know it; `reader` will run again when that ends.
    pub(crate) fn is_private(&mut self, object: ObjectId, reader: ActivationId) -> bool {
        let Some(object) = self.objects.get_mut(object.0 as usize) else {
            return false;
        };
        if object.escaped || object.born.0 != reader {
            return false;
        }
        object.private_to.insert(reader);
        true
    }

    /// Takes the next activation that is due.
    pub(crate) fn next_due(&mut self) -> Option<ActivationId> {
        self.due.pop_first()
    }

    /// Marks an activation as due.
    pub(crate) fn mark_due(&mut self, activation: ActivationId) {
        self.due.insert(activation);
    }

    /// Takes back that an activation is due: it is about to run.
    pub(crate) fn starts(&mut self, activation: ActivationId) {
        self.due.remove(&activation);
    }

    /// The cell of a variable of an activation.
    pub(crate) fn variable(&mut self, activation: ActivationId, slot: u32) -> CellId {
        if let Some(cell) = self.variables.get(&(activation, slot)) {
            return *cell;
        }
        let cell = self.cell();
        self.variables.insert((activation, slot), cell);
        cell
    }

    /// The object made at a place, if it was.
    pub(crate) fn born_at(&self, birth: Birth) -> Option<ObjectId> {
        self.births.get(&birth).copied()
    }

    /// The object made at a place; the same place gives the same object, made once.
    pub(crate) fn object(&mut self, birth: Birth, branch: u32, kind: ObjectKind) -> ObjectId {
        if let Some(known) = self.births.get(&birth) {
            return *known;
        }
        let id = ObjectId(u32::try_from(self.objects.len()).unwrap_or(u32::MAX));
        let (rest, any) = (self.cell_of(Some(id)), self.cell());
        self.objects.push(Object {
            kind,
            fields: BTreeMap::new(),
            keyed: Vec::new(),
            rest,
            any,
            unread: Some(Vec::new()),
            members: BTreeMap::new(),
            born: (birth.activation, branch),
            shape_readers: FxHashSet::default(),
            escaped: false,
            private_to: FxHashSet::default(),
        });
        self.births.insert(birth, id);
        id
    }

    /// An object.
    #[expect(
        clippy::indexing_slicing,
        reason = "object ids are made by `object` only"
    )]
    pub(crate) fn get(&self, object: ObjectId) -> &Object {
        &self.objects[object.0 as usize]
    }

    /// What an object is.
    pub(crate) fn kind(&self, object: ObjectId) -> ObjectKind {
        self.get(object).kind.clone()
    }

    /// The cell of a named field, made when it is not there yet.
    pub(crate) fn field(&mut self, object: ObjectId, name: &str) -> CellId {
        if let Some(cell) = self.get(object).fields.get(name) {
            return *cell;
        }
        let cell = self.cell_of((!name.starts_with('%')).then_some(object));
        if let Some(object) = self.objects.get_mut(object.0 as usize) {
            object.fields.insert(name.into(), cell);
            self.due.extend(object.shape_readers.iter().copied());
        }
        cell
    }

    /// The cell of a partly known key.
    pub(crate) fn keyed(&mut self, object: ObjectId, key: Value) -> CellId {
        if let Some((_, cell)) = self
            .get(object)
            .keyed
            .iter()
            .find(|(known, _)| *known == key)
        {
            return *cell;
        }
        let cell = self.cell_of(Some(object));
        if let Some(object) = self.objects.get_mut(object.0 as usize) {
            object.keyed.push((key, cell));
            self.due.extend(object.shape_readers.iter().copied());
        }
        cell
    }

    /// Says what a member of a class is.
    pub(crate) fn set_member(&mut self, class: ObjectId, name: &str, kind: MemberKind) {
        let Some(object) = self.objects.get_mut(class.0 as usize) else {
            return;
        };
        match object.members.get_mut(name) {
            Some(known) => *known = kind,
            None => {
                object.members.insert(name.into(), kind);
            }
        }
    }

    /// Names of the fields that hold something, with their content; absent ones included as [`Atom::Absent`].
    pub(crate) fn fields(
        &mut self,
        object: ObjectId,
        reader: ActivationId,
    ) -> Vec<(Rc<str>, Value)> {
        let cells: Vec<(Rc<str>, CellId)> = self
            .get(object)
            .fields
            .iter()
            .map(|(name, cell)| (Rc::clone(name), *cell))
            .collect();
        self.reads_shape(object, reader);
        cells
            .into_iter()
            .map(|(name, cell)| (name, self.read(cell, reader)))
            .filter(|(name, value)| *value != Value::NEVER && !name.starts_with('%'))
            .collect()
    }

    /// The fields under partly known keys, with their content.
    pub(crate) fn keyed_fields(
        &mut self,
        object: ObjectId,
        reader: ActivationId,
    ) -> Vec<(Value, Value)> {
        self.reads_shape(object, reader);
        let cells = self.get(object).keyed.clone();
        cells
            .into_iter()
            .map(|(key, cell)| (key, self.read(cell, reader)))
            .collect()
    }

    /// Everything that an object holds, under whatever key.
    pub(crate) fn any(&mut self, pool: &mut Pool, object: ObjectId, reader: ActivationId) -> Value {
        match self.all_of(pool, object) {
            Some(any) => self.read(any, reader),
            None => Value::NEVER,
        }
    }

    /// What stands under keys not known at all.
    pub(crate) fn rest(&mut self, object: ObjectId, reader: ActivationId) -> Value {
        let rest = self.get(object).rest;
        self.read(rest, reader)
    }

    fn reads_shape(&mut self, object: ObjectId, reader: ActivationId) {
        if let Some(object) = self.objects.get_mut(object.0 as usize) {
            object.shape_readers.insert(reader);
        }
    }

    /// Whether the field is certainly there.
    pub(crate) fn is_certain(pool: &Pool, value: Value) -> bool {
        value != Value::NEVER && !pool.has(value, |atom| *atom == Atom::Absent)
    }
}
