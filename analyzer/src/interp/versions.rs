//! Versions of records: flow-sensitive writes over a store that only grows.
//!
//! `params.Bucket = b` after `params` was handed to a call must not change what that call was given. A record that only
//! the locals of the activation that made it know is therefore not written in place: the local gets a new record, a copy
//! with the field replaced, and who was given the old one keeps it. The new record is made by the assignment (one for each
//! place and round), so there are boundedly many and the store still only grows.
//!
//! In place is written what was not read as a whole before and has no value under that name, so that a record built up
//! field by field stays one record; what escaped (some cell holds it: a field, a variable of a closure, a result); and
//! what is held in too many versions or has too many fields. What a callee keeps escapes by being kept; a callee that
//! reads it after its caller went on (a thread) reads the version of the call. Errs on the side of more values.

use super::store::{CellId, ObjectKind};
use super::value::{Atom, ObjectId, Value};
use super::{Frame, Interpreter, Site};
use crate::ir::{Expr, ExprId, VarId};
use rustc_hash::FxHashSet;

/// Records with more fields are written in place.
const MAX_FIELDS: usize = 48;
/// Locals that may hold more versions of a record are written in place.
const MAX_VERSIONS: usize = 6;

/// What one run of an activation did with records so far. Only grows: it says what may have happened.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    observed: FxHashSet<ObjectId>,
    written: FxHashSet<CellId>,
}

impl<'m> Interpreter<'m> {
    /// Notes that records are read as a whole.
    pub(crate) fn observe(&self, frame: &mut Frame<'m>, value: Value) {
        for object in self.pool.objects(value) {
            if self.store.get(object).born.0 == frame.activation {
                frame.touched.observed.insert(object);
            }
        }
    }

    /// Notes that a field is written.
    pub(crate) fn touch(&mut self, frame: &mut Frame<'m>, object: ObjectId, name: &str) {
        let cell = self.store.field(object, name);
        frame.touched.written.insert(cell);
    }

    /// What an assignment to a field of `target` writes to: itself, or new versions of the records in it, which the local
    /// that `holder` names then holds.
    pub(crate) fn writable(
        &mut self,
        frame: &mut Frame<'m>,
        site: Site,
        holder: ExprId,
        target: Value,
        name: &str,
    ) -> Value {
        let Expr::Local(holder) = frame.module.expr(holder) else {
            return target;
        };
        let atoms = self.pool.atoms(target);
        let mut old = Vec::new();
        for atom in &atoms {
            if let Atom::Object(object) = atom
                && atoms.len() <= MAX_VERSIONS
                && !frame.is_shared(*holder)
                && self.needs_version(frame, *object, name)
            {
                old.push(*object);
            }
        }
        let written = if old.is_empty() {
            target
        } else {
            self.renew(frame, site, *holder, &old, name)
        };
        for object in self.pool.objects(written) {
            if self.store.get(object).kind == ObjectKind::Record {
                self.touch(frame, object, name);
            }
        }
        written
    }

    fn needs_version(&mut self, frame: &Frame<'m>, object: ObjectId, name: &str) -> bool {
        let record = self.store.get(object);
        let touched = frame.touched.observed.contains(&object)
            || record
                .fields
                .get(name)
                .is_some_and(|cell| frame.touched.written.contains(cell));
        touched
            && record.kind == ObjectKind::Record
            && record.fields.len() <= MAX_FIELDS
            && self.store.is_private(object, frame.activation)
    }

    /// Puts a copy of records in their place, without the field that is about to be written.
    fn renew(
        &mut self,
        frame: &mut Frame<'m>,
        site: Site,
        holder: VarId,
        old: &[ObjectId],
        without: &str,
    ) -> Value {
        let new = self.new_record(site, 0);
        let copied = old.iter().filter(|object| **object != new);
        let copied: Vec<Atom> = copied.map(|object| Atom::Object(*object)).collect();
        let copied = self.pool.any(copied);
        self.spread_without(site, new, copied, &[without]);
        let new = self.pool.one(Atom::Object(new));
        let is_old = |atom: &Atom| matches!(atom, Atom::Object(object) if old.contains(object));
        for slot in 0..frame.locals.len() {
            let value = frame.locals.get(slot).copied().unwrap_or(Value::NEVER);
            if !self.pool.has(value, is_old) {
                continue;
            }
            let var = VarId(u32::try_from(slot).unwrap_or(u32::MAX));
            // Another local may hold the same record, or an earlier one that was made at the same place.
            let kept = if var == holder {
                self.pool.without(value, is_old)
            } else {
                value
            };
            let renewed = self.pool.join(kept, new);
            self.write_local(frame, var, renewed);
        }
        self.read_local(frame, holder)
    }
}
