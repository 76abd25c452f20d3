//! Patterns: what they test about a value, and which parts of it they bind.
//!
//! `Some(p)` is `p` on a value that is not null; `Ok(p)` is `p` on any value, since the value of an `Ok(())` is null too;
//! what is in an `Err` is not known, and whether there is one neither.

use super::exprs::member_name;
use super::functions::prelude_variant_of;
use super::lower::{Lowering, name};
use super::paths::{is_camel, is_constant, segments};
use crate::facts::Reason;
use crate::ir::{Block, ChoiceOperator, Constant, Expr, ExprId, Operator, VarId};
use syn::{Lit, Pat};

/// A value inside the one that a pattern looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Access {
    root: VarId,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Field(String),
    Index(i64),
    Rest(u32),
    /// Into something nothing is known about.
    Lost,
}

/// What a pattern demands.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// Nothing.
    Always,
    /// Something that is not followed.
    Maybe,
    /// The value is null.
    Null(Access),
    /// It is not.
    NotNull(Access),
    /// It equals a literal.
    Literal(Access, Lit),
    /// It equals a constant.
    Constant(Access, Vec<String>),
    /// It is an instance of a class or variant.
    Is(Access, Vec<String>),
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
}

/// What a name is bound to.
#[derive(Debug, Clone)]
enum Source {
    Part(Access),
    Either(Test, Box<Self>, Box<Self>),
}

#[derive(Debug, Clone)]
struct Bound {
    name: String,
    span: proc_macro2::Span,
    source: Source,
}

/// A pattern, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Matched {
    /// What it demands.
    pub(super) test: Test,
    bound: Vec<Bound>,
}

impl Matched {
    /// It matches whatever comes.
    pub(super) fn always(&self) -> bool {
        matches!(self.test, Test::Always)
    }
}

impl Access {
    /// The value of a slot.
    pub(super) fn slot(root: VarId) -> Self {
        Self {
            root,
            steps: Vec::new(),
        }
    }

    fn to(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            root: self.root,
            steps,
        }
    }
}

impl Test {
    fn all(tests: Vec<Self>) -> Self {
        let mut tests: Vec<_> = tests
            .into_iter()
            .filter(|test| !matches!(test, Self::Always))
            .collect();
        match (tests.len(), tests.pop()) {
            (_, None) => Self::Always,
            (1, Some(test)) => test,
            (_, Some(last)) => {
                tests.push(last);
                Self::All(tests)
            }
        }
    }
}

impl Lowering {
    /// Takes a pattern apart.
    pub(super) fn pattern(&mut self, pat: &Pat, access: &Access) -> Matched {
        let mut bound = Vec::new();
        let test = self.test(pat, access, &mut bound);
        Matched { test, bound }
    }

    /// Binds the names of a pattern that is known to match the value of a slot.
    pub(super) fn destructure(&mut self, pat: &Pat, var: VarId, out: &mut Block) {
        self.destructure_at(pat, &Access::slot(var), out);
    }

    /// Binds the names of a pattern that is known to match.
    pub(super) fn destructure_at(&mut self, pat: &Pat, access: &Access, out: &mut Block) {
        let matched = self.pattern(pat, access);
        self.emit_bindings(&matched, out);
    }

    /// Declares the names of a pattern without a value.
    pub(super) fn declare_pattern(&mut self, pat: &Pat) {
        let matched = self.pattern(pat, &Access::slot(VarId(0)));
        for bound in matched.bound {
            self.b.declare(&bound.name);
        }
    }

    /// Adds the assignments of the names that a pattern binds.
    pub(super) fn emit_bindings(&mut self, matched: &Matched, out: &mut Block) {
        for bound in &matched.bound {
            self.at(bound.span);
            let value = self.emit_source(&bound.source);
            let var = self.b.declare(&bound.name);
            self.set(var, value, out);
        }
    }

    fn test(&mut self, pat: &Pat, access: &Access, bound: &mut Vec<Bound>) -> Test {
        self.nest(|lowering| lowering.test_nested(pat, access, bound))
            .unwrap_or(Test::Maybe)
    }

    fn test_nested(&mut self, pat: &Pat, access: &Access, bound: &mut Vec<Bound>) -> Test {
        match pat {
            Pat::Wild(_) | Pat::Rest(_) => Test::Always,
            Pat::Paren(inner) => self.test(&inner.pat, access, bound),
            Pat::Reference(inner) => self.test(&inner.pat, access, bound),
            Pat::Type(inner) => self.test(&inner.pat, access, bound),
            Pat::Lit(literal) => Test::Literal(access.clone(), literal.lit.clone()),
            Pat::Ident(pat) => self.ident(pat, access, bound),
            Pat::Path(path) if path.qself.is_none() => path_test(segments(&path.path), access),
            Pat::Or(pat) => self.alternatives_of(pat, access, bound),
            Pat::Tuple(pat) => {
                let tests = self.sequence(pat.elems.iter(), access, bound);
                Test::all(tests)
            }
            Pat::Slice(pat) => {
                let mut tests = self.sequence(pat.elems.iter(), access, bound);
                let any_length = matches!(pat.elems.first(), Some(first) if pat.elems.len() == 1 && is_rest(first));
                if !any_length {
                    tests.insert(0, Test::Maybe);
                }
                Test::all(tests)
            }
            Pat::TupleStruct(pat) if pat.qself.is_none() => self.tuple_struct(pat, access, bound),
            Pat::Struct(pat) if pat.qself.is_none() => {
                let mut tests = vec![Test::Is(access.clone(), segments(&pat.path))];
                for field in &pat.fields {
                    let part = access.to(Step::Field(member_name(&field.member)));
                    tests.push(self.test(&field.pat, &part, bound));
                }
                Test::all(tests)
            }
            Pat::Guard(guarded) => {
                let test = self.test(&guarded.pat, access, bound);
                Test::all(vec![test, Test::Maybe])
            }
            _ => Test::Maybe,
        }
    }

    fn ident(&mut self, pat: &syn::PatIdent, access: &Access, bound: &mut Vec<Bound>) -> Test {
        let own = name(&pat.ident);
        let plain = pat.subpat.is_none() && pat.by_ref.is_none() && pat.mutability.is_none();
        if plain && is_camel(&own) {
            return path_test(vec![own], access);
        }
        bound.push(Bound {
            name: own,
            span: pat.ident.span(),
            source: Source::Part(access.clone()),
        });
        match &pat.subpat {
            Some((_, inner)) if matches!(**inner, Pat::Rest(_)) => Test::Always,
            Some((_, inner)) => self.test(inner, access, bound),
            None => Test::Always,
        }
    }

    fn sequence<'p>(
        &mut self,
        elements: impl ExactSizeIterator<Item = &'p Pat>,
        access: &Access,
        bound: &mut Vec<Bound>,
    ) -> Vec<Test> {
        let count = elements.len();
        let mut tests = Vec::new();
        let mut after_rest = false;
        for (position, element) in elements.enumerate() {
            let step = match (is_rest(element), after_rest) {
                (true, _) => Step::Rest(u32::try_from(position).unwrap_or(u32::MAX)),
                (false, false) => Step::Index(i64::try_from(position).unwrap_or(i64::MAX)),
                (false, true) => {
                    let from_end = i64::try_from(count - position).unwrap_or(i64::MAX);
                    Step::Index(-from_end)
                }
            };
            after_rest |= is_rest(element);
            tests.push(self.test(element, &access.to(step), bound));
        }
        tests
    }

    fn tuple_struct(
        &mut self,
        pat: &syn::PatTupleStruct,
        access: &Access,
        bound: &mut Vec<Bound>,
    ) -> Test {
        let path = segments(&pat.path);
        let first = pat.elems.first();
        match (prelude_variant_of(&path), first) {
            (Some("Some"), Some(inner)) => {
                let test = self.test(inner, access, bound);
                Test::all(vec![Test::NotNull(access.clone()), test])
            }
            (Some("Ok"), Some(inner)) => {
                let test = self.test(inner, access, bound);
                Test::all(vec![Test::Maybe, test])
            }
            (Some("Err"), Some(inner)) => {
                self.test(inner, &access.to(Step::Lost), bound);
                Test::Maybe
            }
            _ => {
                let mut tests = vec![Test::Is(access.clone(), path)];
                for (position, element) in pat.elems.iter().enumerate() {
                    if matches!(element, Pat::Rest(_)) {
                        break;
                    }
                    let part = access.to(Step::Field(position.to_string()));
                    tests.push(self.test(element, &part, bound));
                }
                Test::all(tests)
            }
        }
    }

    fn alternatives_of(
        &mut self,
        pat: &syn::PatOr,
        access: &Access,
        bound: &mut Vec<Bound>,
    ) -> Test {
        let mut cases = Vec::new();
        for case in &pat.cases {
            cases.push(self.pattern(case, access));
        }
        let names: Vec<_> = cases
            .first()
            .map(|case| {
                case.bound
                    .iter()
                    .map(|bound| (bound.name.clone(), bound.span))
                    .collect()
            })
            .unwrap_or_default();
        for (name, span) in names {
            if let Some(source) = either(&name, &cases) {
                bound.push(Bound { name, span, source });
            }
        }
        if cases.iter().any(Matched::always) {
            return Test::Always;
        }
        Test::Any(cases.into_iter().map(|case| case.test).collect())
    }

    /// Adds a test as an expression.
    pub(super) fn emit_test(&mut self, test: &Test) -> ExprId {
        match test {
            Test::Always => self.truth(true),
            Test::Maybe => self.maybe(),
            Test::Null(access) => {
                let left = self.emit_access(access);
                let right = self.b.null();
                self.equal(left, right)
            }
            Test::NotNull(access) => {
                let null = self.emit_test(&Test::Null(access.clone()));
                self.b.expr(Expr::Not(null))
            }
            Test::Literal(access, literal) => {
                let left = self.emit_access(access);
                let right = self.literal(literal);
                self.equal(left, right)
            }
            Test::Constant(access, path) => {
                let left = self.emit_access(access);
                let right = self.read_path(path);
                self.equal(left, right)
            }
            Test::Is(access, path) => {
                let value = self.emit_access(access);
                let class = self.read_type_path(path);
                self.b.expr(Expr::Is { value, class })
            }
            Test::All(tests) => self.joined(ChoiceOperator::And, tests),
            Test::Any(tests) => self.joined(ChoiceOperator::Or, tests),
        }
    }

    fn equal(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.b.expr(Expr::Binary {
            operator: Operator::Equal,
            left,
            right,
        })
    }

    fn joined(&mut self, operator: ChoiceOperator, tests: &[Test]) -> ExprId {
        let mut value = None;
        for test in tests {
            let right = self.emit_test(test);
            value = Some(match value {
                None => right,
                Some(left) => self.b.expr(Expr::Choice {
                    operator,
                    left,
                    right,
                }),
            });
        }
        value.unwrap_or_else(|| self.truth(operator == ChoiceOperator::And))
    }

    fn emit_source(&mut self, source: &Source) -> ExprId {
        match source {
            Source::Part(access) => self.emit_access(access),
            Source::Either(test, then, otherwise) => {
                let test = self.emit_test(test);
                let then = self.emit_source(then);
                let otherwise = self.emit_source(otherwise);
                self.b.expr(Expr::Conditional {
                    test,
                    then,
                    otherwise,
                })
            }
        }
    }

    fn emit_access(&mut self, access: &Access) -> ExprId {
        if access.steps.contains(&Step::Lost) {
            return self.b.unknown(Reason::Computed);
        }
        let mut value = self.b.read_slot(access.root);
        for step in &access.steps {
            value = match step {
                Step::Field(name) => self.b.field(value, name),
                Step::Index(position) => {
                    let index = self
                        .b
                        .expr(Expr::Constant(Constant::Number(position.to_string())));
                    self.b.expr(Expr::Index {
                        object: value,
                        index,
                    })
                }
                Step::Rest(from) => self.b.expr(Expr::Rest {
                    object: value,
                    from: *from,
                    keys: Vec::new(),
                }),
                Step::Lost => value,
            };
        }
        value
    }
}

fn path_test(path: Vec<String>, access: &Access) -> Test {
    match prelude_variant_of(&path) {
        Some("None") => return Test::Null(access.clone()),
        Some(_) => return Test::Maybe,
        None => {}
    }
    if path.last().is_some_and(|last| is_constant(last)) {
        return Test::Constant(access.clone(), path);
    }
    Test::Is(access.clone(), path)
}

/// What a name is bound to when one of several alternatives matched.
fn either(name: &str, cases: &[Matched]) -> Option<Source> {
    let mut source: Option<Source> = None;
    for case in cases.iter().rev() {
        let Some(bound) = case.bound.iter().find(|bound| bound.name == name) else {
            continue;
        };
        source = Some(match (&bound.source, source) {
            (own, None) => own.clone(),
            (Source::Part(own), Some(Source::Part(other))) if *own == other => Source::Part(other),
            (own, Some(other)) => {
                Source::Either(case.test.clone(), Box::new(own.clone()), Box::new(other))
            }
        });
    }
    source
}

fn is_rest(pat: &Pat) -> bool {
    match pat {
        Pat::Rest(_) => true,
        Pat::Ident(pat) => {
            matches!(&pat.subpat, Some((_, inner)) if matches!(**inner, Pat::Rest(_)))
        }
        _ => false,
    }
}
