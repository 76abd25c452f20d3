//! Truth and equality of abstract values: which branches can be taken.

use super::store::ObjectKind;
use super::value::{Atom, ObjectId, Value};
use super::{Frame, Interpreter, Site};
use crate::ir::{ExprId, Module, Over};

/// Values of more pairs of atoms are not compared: they may be equal or not.
pub(crate) const MAX_COMPARED: usize = 256;

/// Three-valued truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// Certainly.
    True,
    /// Certainly not.
    False,
    /// Either, or not known.
    Either,
}

impl Truth {
    /// Either of two.
    pub(crate) fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Either }
    }

    /// The opposite.
    pub(crate) fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Either => Self::Either,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl<'m> Interpreter<'m> {
    /// Evaluates a condition.
    pub(crate) fn test(&mut self, frame: &mut Frame<'m>, expr: ExprId) -> Truth {
        let value = self.eval(frame, expr);
        self.truth_in(frame.module, value)
    }

    /// The truth of a value in a module: there are languages in which every object is true.
    pub(crate) fn truth_in(&self, module: &Module, value: Value) -> Truth {
        let truth = self.truth(value);
        if truth != Truth::Either || module.language.has_false_objects() {
            return truth;
        }
        let atoms = self.pool.atoms(value);
        let truths = atoms.iter().map(|atom| match atom {
            Atom::Object(_) => Truth::True,
            atom => self.truth_of(atom),
        });
        truths.reduce(Truth::join).unwrap_or(Truth::Either)
    }

    /// The truth of a value. A value that was never reached says nothing.
    pub(crate) fn truth(&self, value: Value) -> Truth {
        let atoms = self.pool.atoms(value);
        atoms
            .iter()
            .map(|atom| self.truth_of(atom))
            .reduce(Truth::join)
            .unwrap_or(Truth::Either)
    }

    /// The truth of one atom.
    pub(crate) fn truth_of(&self, atom: &Atom) -> Truth {
        match atom {
            Atom::Null | Atom::Absent => Truth::False,
            Atom::Bool(value) => Truth::from(*value),
            Atom::Number(text) => Truth::from(!matches!(text.as_ref(), "0" | "0.0" | "-0")),
            Atom::Text(text) => match text.as_literal() {
                Some(text) => Truth::from(!text.is_empty()),
                None if text.is_certainly_not_empty() => Truth::True,
                None => Truth::Either,
            },
            Atom::Object(object) => match self.store.get(*object).kind {
                ObjectKind::Instance(_) | ObjectKind::Class(..) => Truth::True,
                ObjectKind::Record | ObjectKind::List => Truth::Either,
            },
            Atom::Function(_)
            | Atom::Bound(_)
            | Atom::Module(_)
            | Atom::Namespace(_)
            | Atom::Super(..)
            | Atom::Native(_)
            | Atom::Environment
            | Atom::Settings(_)
            | Atom::Sdk(_) => Truth::True,
            // Credentials that a call gave are there.
            Atom::Symbol(symbol) if symbol.is_given_credentials() => Truth::True,
            // What unseen code gives may be anything, also when it was given functions.
            Atom::Wrapped(_) | Atom::Library(_) | Atom::Symbol(_) | Atom::Unknown(_) => {
                Truth::Either
            }
        }
    }

    /// Whether two values are equal.
    pub(crate) fn equal(&self, left: Value, right: Value) -> Truth {
        let (left, right) = (self.pool.atoms(left), self.pool.atoms(right));
        if left.len() * right.len() > MAX_COMPARED {
            return Truth::Either;
        }
        let pairs = left
            .iter()
            .flat_map(|left| right.iter().map(move |right| self.equal_atoms(left, right)));
        pairs.reduce(Truth::join).unwrap_or(Truth::Either)
    }

    /// Whether a list has an element, a record a key, a text a part. Of empty lists and records it is not known: code that
    /// cannot be seen may fill them.
    pub(crate) fn contains(&mut self, site: Site, whole: Value, part: Value) -> Truth {
        if let (Some(Atom::Text(whole)), Some(Atom::Text(part))) =
            (self.pool.single(whole), self.pool.single(part))
        {
            return match (whole.as_literal(), part.as_literal()) {
                (Some(whole), Some(part)) => Truth::from(whole.contains(part)),
                _ => Truth::Either,
            };
        }
        let elements = self.known_elements(site, whole, Over::Elements);
        let elements = elements.filter(|elements| !elements.is_empty());
        let Some(elements) = elements else {
            return Truth::Either;
        };
        let truths: Vec<Truth> = elements
            .into_iter()
            .map(|element| self.equal(element, part))
            .collect();
        if truths.contains(&Truth::True) {
            Truth::True
        } else if truths.contains(&Truth::Either) {
            Truth::Either
        } else {
            Truth::False
        }
    }

    /// Whether a value is nothing.
    pub(crate) fn is_null(&self, value: Value) -> Truth {
        let atoms = self.pool.atoms(value);
        let is_null = |atom: &Atom| match atom {
            Atom::Null | Atom::Absent => Truth::True,
            Atom::Library(_) | Atom::Symbol(_) | Atom::Unknown(_) => Truth::Either,
            Atom::Text(text) if text.as_hole().is_some() => Truth::Either,
            _ => Truth::False,
        };
        atoms
            .iter()
            .map(is_null)
            .reduce(Truth::join)
            .unwrap_or(Truth::Either)
    }
}

impl Interpreter<'_> {
    /// Whether two atoms are equal.
    pub(crate) fn equal_atoms(&self, left: &Atom, right: &Atom) -> Truth {
        match (left, right) {
            (Atom::Object(left), Atom::Object(right)) => self.same_object(*left, *right),
            _ => equal_atoms(left, right),
        }
    }

    /// Classes and the only instances of classes are what they are; other objects may be several at run time.
    fn same_object(&self, left: ObjectId, right: ObjectId) -> Truth {
        let single = |object| {
            matches!(self.store.get(object).kind, ObjectKind::Class(..)) || self.is_unit(object)
        };
        if single(left) && single(right) {
            Truth::from(left == right)
        } else {
            Truth::Either
        }
    }
}

fn equal_atoms(left: &Atom, right: &Atom) -> Truth {
    match (left, right) {
        (Atom::Text(left), Atom::Text(right)) => match (left.as_literal(), right.as_literal()) {
            (Some(left), Some(right)) => Truth::from(left == right),
            _ => Truth::Either,
        },
        (Atom::Number(left), Atom::Number(right)) => Truth::from(left == right),
        (Atom::Bool(left), Atom::Bool(right)) => Truth::from(left == right),
        (Atom::Null | Atom::Absent, Atom::Null | Atom::Absent) => Truth::True,
        (Atom::Null | Atom::Absent, Atom::Text(text))
        | (Atom::Text(text), Atom::Null | Atom::Absent) => {
            if text.as_hole().is_some() {
                Truth::Either
            } else {
                Truth::False
            }
        }
        (Atom::Null | Atom::Absent, other) | (other, Atom::Null | Atom::Absent) => match other {
            Atom::Library(_) | Atom::Symbol(_) | Atom::Unknown(_) => Truth::Either,
            _ => Truth::False,
        },
        _ => Truth::Either,
    }
}
