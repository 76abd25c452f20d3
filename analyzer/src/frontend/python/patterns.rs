//! The `match` statement: patterns become tests and bindings.
//!
//! Whether a value is a sequence of the right length is not tested: such a pattern matches maybe.

use super::control::Arm;
use super::expressions::{member_name, number};
use super::lowering::{Lowering, specifier};
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, ChoiceOperator, Constant, Expr, ExprId, Operator, Stmt, VarId};
use tree_sitter::Node;

/// The value a pattern looks at: a slot, and the way into what it holds.
#[derive(Clone)]
struct Subject<'t> {
    slot: VarId,
    path: Vec<Step<'t>>,
}

/// A step into a value.
#[derive(Clone)]
enum Step<'t> {
    /// An element of a sequence; counted from the end when negative.
    Element(i64),
    /// What follows so many elements.
    Following(u32),
    /// The value of a key, which is an expression.
    Key(Node<'t>),
    /// The attribute of this name.
    Attribute(&'t str),
    /// A mapping without these keys.
    Without(Vec<String>),
}

/// What a pattern comes to.
#[derive(Default)]
struct Lowered {
    /// `None` holds always.
    test: Option<ExprId>,
    /// Captures, when it holds.
    bindings: Block,
}

impl<'t> Lowering<'t> {
    pub(super) fn match_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(body) = field(node, Field::Body) else {
            return;
        };
        let mut subjects = self.named(node);
        subjects.retain(|part| *part != body);
        let value = match subjects.as_slice() {
            [only] => self.expr(*only),
            _ => self.list_of(node, &subjects),
        };
        self.at(node);
        let slot = self.temporary(value, out);
        let mut arms = Vec::new();
        for case in self.named(body) {
            if kind(case) == Kind::CaseClause {
                arms.push(self.case(case, slot));
            }
        }
        self.chain(node, arms, Block::new(), out);
    }

    fn case(&mut self, case: Node<'t>, slot: VarId) -> Arm {
        let mut patterns = self.named(case);
        patterns.retain(|part| kind(*part) == Kind::CasePattern);
        let subject = Subject {
            slot,
            path: Vec::new(),
        };
        let Lowered { test, bindings } = match patterns.as_slice() {
            [only] => self.pattern(*only, &subject),
            many => self.sequence(case, many, &subject),
        };
        let guard = field(case, Field::Guard).and_then(|guard| self.first(guard));
        let (test, mut body) = match guard {
            None => (test, bindings),
            Some(guard) => {
                let guarded = self.expr(guard);
                let guarded = self.after(guard, bindings, guarded);
                let test = match test {
                    Some(test) => self.both(case, test, guarded),
                    None => guarded,
                };
                (Some(test), Block::new())
            }
        };
        if let Some(block) = field(case, Field::Consequence) {
            self.block(block, &mut body);
        }
        Arm { test, body }
    }

    fn pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        self.deeper(node, |lowering| lowering.pattern_of_kind(node, subject))
            .unwrap_or_else(|| self.perhaps(node))
    }

    fn perhaps(&mut self, node: Node<'t>) -> Lowered {
        Lowered {
            test: Some(self.computed(node)),
            bindings: Block::new(),
        }
    }

    fn pattern_of_kind(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        match kind(node) {
            Kind::CasePattern => match self.first(node) {
                None => Lowered::default(),
                Some(inner) => self.pattern(inner, subject),
            },
            Kind::AsPattern => self.as_pattern(node, subject),
            Kind::DottedName => self.name_pattern(node, subject),
            Kind::UnionPattern => self.union_pattern(node, subject),
            Kind::ListPattern | Kind::TuplePattern => {
                let parts = self.named(node);
                match parts.as_slice() {
                    [only] if is_group(node, self.text_of(node), *only) => {
                        self.pattern(*only, subject)
                    }
                    parts => self.sequence(node, parts, subject),
                }
            }
            Kind::DictPattern => self.dict_pattern(node, subject),
            Kind::ClassPattern => self.class_pattern(node, subject),
            Kind::ComplexPattern => self.perhaps(node),
            Kind::Integer | Kind::Float if is_negative(node) => {
                let number = Constant::Number(format!("-{}", number(self.text_of(node))));
                let number = self.constant(node, number);
                self.equals(node, subject, number)
            }
            Kind::Other => Lowered::default(),
            _ => {
                let value = self.expr(node);
                self.equals(node, subject, value)
            }
        }
    }

    fn equals(&mut self, node: Node<'t>, subject: &Subject<'t>, value: ExprId) -> Lowered {
        let left = self.subject(node, subject);
        let test = self.add(
            node,
            Expr::Binary {
                operator: Operator::Equal,
                left,
                right: value,
            },
        );
        Lowered {
            test: Some(test),
            bindings: Block::new(),
        }
    }

    fn as_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        let parts = self.named(node);
        let [inner, name] = parts.as_slice() else {
            return self.perhaps(node);
        };
        let mut lowered = self.pattern(*inner, subject);
        self.capture(*name, subject, &mut lowered.bindings);
        lowered
    }

    /// A name is captured, a dotted name is a value.
    fn name_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        if node.named_child_count() == 1 {
            let mut lowered = Lowered::default();
            self.capture(node, subject, &mut lowered.bindings);
            return lowered;
        }
        let value = self.dotted_name(node);
        self.equals(node, subject, value)
    }

    fn capture(&mut self, name: Node<'t>, subject: &Subject<'t>, out: &mut Block) {
        let text = self.text_of(name);
        if text.trim_start_matches('*').trim() == "_" {
            return;
        }
        let value = self.subject(name, subject);
        let place = self.place(text);
        let assigned = self.add(name, Expr::Assign { place, value });
        out.push(Stmt::Expr(assigned));
    }

    fn dotted_name(&mut self, node: Node<'t>) -> ExprId {
        let names = self.named(node);
        let Some((first, rest)) = names.split_first() else {
            return self.computed(node);
        };
        let mut value = self.read(*first);
        for name in rest {
            let name = member_name(self.text_of(*name)).to_owned();
            value = self.add(
                node,
                Expr::Field {
                    object: value,
                    name,
                },
            );
        }
        value
    }

    fn union_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        let mut result: Option<Lowered> = None;
        for part in self.named(node) {
            let next = self.pattern(part, subject);
            result = Some(match result {
                None => next,
                Some(before) => self.either(node, before, next),
            });
        }
        // `_` among the alternatives is no node.
        let irrefutable = self.text_of(node).split('|').any(|part| part.trim() == "_");
        match result {
            Some(lowered) if !irrefutable => lowered,
            _ => Lowered::default(),
        }
    }

    fn either(&mut self, node: Node<'t>, left: Lowered, right: Lowered) -> Lowered {
        let test = match (left.test, right.test) {
            (Some(left), Some(right)) => Some(self.add(
                node,
                Expr::Choice {
                    operator: ChoiceOperator::Or,
                    left,
                    right,
                },
            )),
            _ => None,
        };
        let bindings = if left.bindings.is_empty() && right.bindings.is_empty() {
            Block::new()
        } else {
            vec![Stmt::If {
                test: self.computed(node),
                then: left.bindings,
                otherwise: right.bindings,
            }]
        };
        Lowered { test, bindings }
    }

    fn sequence(&mut self, node: Node<'t>, parts: &[Node<'t>], subject: &Subject<'t>) -> Lowered {
        let mut result = self.perhaps(node);
        let star = parts
            .iter()
            .position(|part| self.splat_name(*part).is_some());
        for (at, part) in parts.iter().enumerate() {
            let at_number = i64::try_from(at).unwrap_or(i64::MAX);
            let from_end = i64::try_from(parts.len() - at).unwrap_or(i64::MAX);
            match self.splat_name(*part) {
                Some(name) => {
                    let from = u32::try_from(at).unwrap_or(u32::MAX);
                    let rest = subject.step(Step::Following(from));
                    self.capture(name, &rest, &mut result.bindings);
                }
                None => {
                    let index = if star.is_some_and(|star| at > star) {
                        -from_end
                    } else {
                        at_number
                    };
                    let element = subject.step(Step::Element(index));
                    self.and_pattern(*part, &element, &mut result);
                }
            }
        }
        result
    }

    /// The name after the star of `*rest` or `**rest`, or the pattern itself where that is `_`.
    fn splat_name(&self, node: Node<'t>) -> Option<Node<'t>> {
        let node = match kind(node) {
            Kind::CasePattern => self.first(node)?,
            _ => node,
        };
        match kind(node) {
            Kind::SplatPattern => Some(self.first(node).unwrap_or(node)),
            _ => None,
        }
    }

    fn and_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>, result: &mut Lowered) {
        let next = self.pattern(node, subject);
        result.test = match (result.test, next.test) {
            (Some(before), Some(test)) => Some(self.both(node, before, test)),
            (before, test) => before.or(test),
        };
        result.bindings.extend(next.bindings);
    }

    fn dict_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        let mut result = Lowered::default();
        let mut keys = Vec::new();
        let mut key = None;
        for part in self.named(node) {
            if let Some(name) = self.splat_name(part) {
                let rest = subject.step(Step::Without(keys.clone()));
                self.capture(name, &rest, &mut result.bindings);
                continue;
            }
            let Some(known) = key.take() else {
                keys.extend(self.plain_text(part));
                key = Some(part);
                continue;
            };
            self.has_key(known, subject, &mut result);
            self.and_pattern(part, &subject.step(Step::Key(known)), &mut result);
        }
        if result.test.is_none() {
            result.test = Some(self.computed(node));
        }
        result
    }

    fn has_key(&mut self, key: Node<'t>, subject: &Subject<'t>, result: &mut Lowered) {
        let left = self.key(key);
        let right = self.subject(key, subject);
        let test = self.add(
            key,
            Expr::Binary {
                operator: Operator::In,
                left,
                right,
            },
        );
        result.test = Some(match result.test {
            Some(before) => self.both(key, before, test),
            None => test,
        });
    }

    fn key(&mut self, node: Node<'t>) -> ExprId {
        match kind(node) {
            Kind::DottedName => self.dotted_name(node),
            _ => self.expr(node),
        }
    }

    fn class_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>) -> Lowered {
        let parts = self.named(node);
        let Some((name, parts)) = parts.split_first() else {
            return self.perhaps(node);
        };
        let class_name = specifier(self.text_of(*name));
        let value = self.subject(node, subject);
        let class = self.dotted_name(*name);
        let test = self.add(node, Expr::Is { value, class });
        let mut result = Lowered {
            test: Some(test),
            bindings: Block::new(),
        };
        for (at, part) in parts.iter().enumerate() {
            let inner = self
                .first(*part)
                .filter(|inner| kind(*inner) == Kind::KeywordPattern);
            if let Some(keyword) = inner {
                self.keyword_pattern(keyword, subject, &mut result);
                continue;
            }
            // The language's own types match themselves; positions of others are taken as fields in order.
            let subject = if matches_itself(&class_name) {
                subject.clone()
            } else {
                subject.step(Step::Element(i64::try_from(at).unwrap_or(i64::MAX)))
            };
            self.and_pattern(*part, &subject, &mut result);
        }
        result
    }

    fn keyword_pattern(&mut self, node: Node<'t>, subject: &Subject<'t>, result: &mut Lowered) {
        let parts = self.named(node);
        // `x=_` has no node for its pattern.
        if let [name, pattern] = parts.as_slice() {
            let subject = subject.step(Step::Attribute(self.text_of(*name)));
            self.and_pattern(*pattern, &subject, result);
        }
    }

    /// A read of the value a pattern looks at.
    fn subject(&mut self, node: Node<'t>, subject: &Subject<'t>) -> ExprId {
        let mut object = self.add(node, Expr::Local(subject.slot));
        for step in &subject.path {
            let expr = match step {
                Step::Element(index) => Expr::Index {
                    object,
                    index: self.constant(node, Constant::Number(index.to_string())),
                },
                Step::Key(key) => Expr::Index {
                    object,
                    index: self.key(*key),
                },
                Step::Attribute(name) => Expr::Field {
                    object,
                    name: (*name).to_owned(),
                },
                Step::Following(from) => Expr::Rest {
                    object,
                    from: *from,
                    keys: Vec::new(),
                },
                Step::Without(keys) => Expr::Rest {
                    object,
                    from: 0,
                    keys: keys.clone(),
                },
            };
            object = self.add(node, expr);
        }
        object
    }
}

impl<'t> Subject<'t> {
    fn step(&self, step: Step<'t>) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self {
            slot: self.slot,
            path,
        }
    }
}

/// Whether a pattern in parentheses is a group, not a tuple of one.
fn is_group(node: Node<'_>, text: &str, only: Node<'_>) -> bool {
    let last = node
        .child_count()
        .checked_sub(2)
        .and_then(|at| node.child(at));
    text.starts_with('(') && last == Some(only)
}

/// Whether a number in a pattern has a minus before it.
fn is_negative(number: Node<'_>) -> bool {
    number
        .prev_sibling()
        .is_some_and(|before| before.kind() == "-")
}

fn matches_itself(class: &str) -> bool {
    matches!(
        class,
        "str"
            | "int"
            | "float"
            | "bool"
            | "bytes"
            | "bytearray"
            | "dict"
            | "list"
            | "tuple"
            | "set"
            | "frozenset"
    )
}
