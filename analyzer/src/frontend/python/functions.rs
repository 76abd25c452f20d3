//! Functions, lambdas, parameters, decorators.

use super::lowering::{Frame, Lowering, class_alias};
use super::names::{mentioned_names, push_targets};
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Expr, ExprId, FunctionId, MemberKind, Param, ParamKind, Stmt};
use tree_sitter::Node;

/// A parameter as written.
struct Written<'t> {
    /// Its name, or the pattern it is taken apart by (Python 2).
    target: Node<'t>,
    kind: ParamKind,
    default: Option<Node<'t>>,
    annotation: Option<Node<'t>>,
}

/// What the first parameter of a function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// The instance or class it is called on.
    Receiver,
    /// A parameter like the others.
    Parameter,
}

/// A definition with what its decorators say.
pub(super) struct Decorated<'t> {
    /// The `def` or `class`.
    pub(super) definition: Node<'t>,
    /// Decorators that are calls, outermost first.
    pub(super) decorators: Vec<Node<'t>>,
    /// What kind of member it is in a class; `None` for one that leaves no member (a deleter).
    pub(super) member: Option<MemberKind>,
}

impl<'t> Lowering<'t> {
    /// `def`, `class`, with or without decorators, as a statement.
    pub(super) fn definition(&mut self, node: Node<'t>, out: &mut Block) {
        let decorated = self.decorated(node);
        let Some(member) = decorated.member else {
            return;
        };
        let name = self.definition_name(decorated.definition);
        let value = self.defined(&decorated);
        let place = match self.frames.last() {
            Some(Frame::Class(_)) => crate::ir::Place::Local(self.class_slot(name, member)),
            _ => self.place(name),
        };
        let assigned = self.add(decorated.definition, Expr::Assign { place, value });
        out.push(Stmt::Expr(assigned));
    }

    pub(super) fn definition_name(&self, definition: Node<'t>) -> &'t str {
        field(definition, Field::Name).map_or("", |name| self.text_of(name))
    }

    /// A definition's value, decorators applied.
    pub(super) fn defined(&mut self, decorated: &Decorated<'t>) -> ExprId {
        let definition = decorated.definition;
        let mut callees = Vec::new();
        for decorator in &decorated.decorators {
            callees.push((*decorator, self.expr(*decorator)));
        }
        let mut value = match kind(definition) {
            Kind::ClassDefinition => self.class(definition),
            _ => self.function(definition, decorated.member),
        };
        while let Some((decorator, callee)) = callees.pop() {
            value = self.add(
                decorator,
                Expr::Call {
                    callee,
                    arguments: super::calls::positional(vec![value]),
                    new: false,
                },
            );
        }
        value
    }

    /// Tells apart the decorators that say what kind of member a function is, those without effect, and the rest.
    pub(super) fn decorated(&mut self, node: Node<'t>) -> Decorated<'t> {
        let definition = match kind(node) {
            Kind::DecoratedDefinition => field(node, Field::Definition).unwrap_or(node),
            _ => node,
        };
        let in_class = matches!(self.frames.last(), Some(Frame::Class(_)));
        let name = self.definition_name(definition);
        let mut member = Some(match kind(definition) {
            Kind::ClassDefinition => MemberKind::Static,
            _ => method_kind(name),
        });
        let mut decorators = Vec::new();
        if definition != node {
            for decorator in self.named(node) {
                let Some(expr) = self
                    .first(decorator)
                    .filter(|_| kind(decorator) == Kind::Decorator)
                else {
                    continue;
                };
                match decorator_meaning(self.text_of(expr), name, in_class) {
                    Meaning::Nothing => {}
                    Meaning::Member(kind) => member = Some(kind),
                    Meaning::NoMember => member = None,
                    Meaning::Call => decorators.push(expr),
                }
            }
        }
        Decorated {
            definition,
            decorators,
            member,
        }
    }

    /// A `def`; as what member of a class, when it stands in one.
    fn function(&mut self, definition: Node<'t>, member: Option<MemberKind>) -> ExprId {
        let name = self.definition_name(definition);
        let (qualified, first) = match self.frames.last() {
            Some(Frame::Class(class)) if member == Some(MemberKind::Static) => {
                (format!("{}.{name}", class.qualified), First::Parameter)
            }
            Some(Frame::Class(class)) => (format!("{}.{name}", class.qualified), First::Receiver),
            _ => (name.to_owned(), First::Parameter),
        };
        let returns = field(definition, Field::ReturnType);
        let parameters = field(definition, Field::Parameters);
        let body = field(definition, Field::Body);
        self.at(definition);
        let function = self.callable(&qualified, parameters, first, |lowering, out| {
            let Some(body) = body else {
                return;
            };
            if !lowering.text_of(body).contains("yield")
                && let Some(Frame::Function { returns: slot, .. }) = lowering.frames.last_mut()
            {
                *slot = returns;
            }
            lowering.declare_locals(body);
            lowering.block(body, out);
        });
        self.add(definition, Expr::Function(function))
    }

    pub(super) fn lambda(&mut self, node: Node<'t>, first: First) -> ExprId {
        let parameters = field(node, Field::Parameters);
        let body = field(node, Field::Body);
        self.at(node);
        let function = self.callable("<lambda>", parameters, first, |lowering, out| {
            let Some(body) = body else {
                return;
            };
            lowering.declare_locals(body);
            let value = lowering.expr(body);
            out.push(Stmt::Return(Some(value)));
        });
        self.add(node, Expr::Function(function))
    }

    fn callable(
        &mut self,
        name: &str,
        parameters: Option<Node<'t>>,
        first: First,
        body: impl FnOnce(&mut Self, &mut Block),
    ) -> FunctionId {
        let scoped = self.show_class_names(parameters);
        let function = self.builder.open_function(name);
        let written = parameters.map_or_else(Vec::new, |list| self.written_parameters(list));
        let receiver = written
            .first()
            .filter(|param| {
                first == First::Receiver
                    && param.kind == ParamKind::Plain
                    && kind(param.target) == Kind::Identifier
            })
            .map(|param| self.text_of(param.target));
        self.frames.push(Frame::Function {
            receiver,
            returns: None,
        });
        let mut out = Block::new();
        let params = self.params(&written, receiver, &mut out);
        body(self, &mut out);
        self.frames.pop();
        self.builder.close_function(params, out);
        if scoped {
            self.builder.pop_scope();
        }
        function
    }

    /// Lets the signature of a method see the names of the class body it mentions. Says whether it opened a scope.
    fn show_class_names(&mut self, parameters: Option<Node<'t>>) -> bool {
        let (Some(Frame::Class(_)), Some(parameters)) = (self.frames.last(), parameters) else {
            return false;
        };
        let slots: Vec<_> = mentioned_names(parameters, self.text)
            .into_iter()
            .filter_map(|name| Some((class_alias(name), self.builder.declared_here(name)?)))
            .collect();
        if slots.is_empty() {
            return false;
        }
        self.builder.push_scope();
        for (alias, slot) in slots {
            self.builder.alias(&alias, slot);
        }
        true
    }

    /// Defaults and annotations come first: they do not see the parameters.
    fn params(
        &mut self,
        written: &[Written<'t>],
        receiver: Option<&'t str>,
        out: &mut Block,
    ) -> Vec<Param> {
        let outer = std::mem::replace(&mut self.in_signature, true);
        let signatures: Vec<_> = written
            .iter()
            .map(|param| {
                let default = param.default.map(|default| self.expr(default));
                let hint = param.annotation.and_then(|hint| self.annotation(hint));
                (default, hint)
            })
            .collect();
        self.in_signature = outer;
        let mut written = written.iter().zip(signatures);
        if let Some(name) = receiver {
            self.builder.receiver(name);
            written.next();
        }
        let mut params = Vec::new();
        let mut patterns = Vec::new();
        for (param, (default, hint)) in written {
            let var = if kind(param.target) == Kind::Identifier {
                self.builder.declare_in_function(self.text_of(param.target))
            } else {
                let var = self.builder.temporary();
                patterns.push((param.target, var));
                var
            };
            params.push(Param {
                var,
                kind: param.kind,
                default,
                hint,
            });
        }
        for (pattern, var) in patterns {
            let mut names = Vec::new();
            push_targets(pattern, self.text, &mut names);
            for name in names {
                self.builder.declare_in_function(name);
            }
            self.unpack(pattern, var, out);
        }
        params
    }

    fn written_parameters(&self, list: Node<'t>) -> Vec<Written<'t>> {
        let mut named_only = false;
        let mut written = Vec::new();
        for node in self.named(list) {
            if kind(node) == Kind::KeywordSeparator {
                named_only = true;
                continue;
            }
            let Some(mut param) = self.written_parameter(node) else {
                continue;
            };
            match param.kind {
                ParamKind::Rest => named_only = true,
                ParamKind::Plain if named_only => param.kind = ParamKind::NamedOnly,
                _ => {}
            }
            written.push(param);
        }
        written
    }

    fn written_parameter(&self, node: Node<'t>) -> Option<Written<'t>> {
        let (target, default, annotation) = match kind(node) {
            Kind::Identifier
            | Kind::TuplePattern
            | Kind::ListSplatPattern
            | Kind::DictionarySplatPattern => (node, None, None),
            Kind::DefaultParameter | Kind::TypedDefaultParameter => (
                field(node, Field::Name)?,
                field(node, Field::Value),
                field(node, Field::Type),
            ),
            Kind::TypedParameter => (self.first(node)?, None, field(node, Field::Type)),
            _ => return None,
        };
        let (target, kind) = match kind(target) {
            Kind::ListSplatPattern => (self.first(target)?, ParamKind::Rest),
            Kind::DictionarySplatPattern => (self.first(target)?, ParamKind::NamedRest),
            _ => (target, ParamKind::Plain),
        };
        Some(Written {
            target,
            kind,
            default,
            annotation,
        })
    }
}

enum Meaning {
    Nothing,
    Member(MemberKind),
    NoMember,
    Call,
}

/// What a decorator means, by its text and the name of what it decorates.
fn decorator_meaning(text: &str, name: &str, in_class: bool) -> Meaning {
    let last = text.rsplit('.').next().unwrap_or(text);
    match last {
        "override" | "final" | "overload" | "unique" | "total_ordering" | "runtime_checkable"
        | "abstractmethod" | "dataclass" => return Meaning::Nothing,
        _ if text.starts_with("dataclass(") || text.starts_with("dataclasses.dataclass(") => {
            return Meaning::Nothing;
        }
        _ if !in_class => return Meaning::Call,
        _ => {}
    }
    let accessor = text
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('.'));
    match (accessor, last) {
        (Some("setter"), _) => Meaning::Member(MemberKind::Setter),
        (Some("getter"), _) => Meaning::Member(MemberKind::Getter),
        (Some("deleter"), _) => Meaning::NoMember,
        (_, "property" | "cached_property" | "abstractproperty") => {
            Meaning::Member(MemberKind::Getter)
        }
        (_, "staticmethod" | "abstractstaticmethod") => Meaning::Member(MemberKind::Static),
        (_, "classmethod" | "abstractclassmethod") => Meaning::Member(MemberKind::ClassMethod),
        _ => Meaning::Call,
    }
}

/// What an undecorated function is in a class.
fn method_kind(name: &str) -> MemberKind {
    match name {
        "__new__" | "__init_subclass__" | "__class_getitem__" => MemberKind::ClassMethod,
        _ => MemberKind::Method,
    }
}
