//! Classes.
//!
//! Members whose names the class body itself does not mention keep their values; the others, and all that is assigned
//! under conditions, live in slots of the enclosing function that are filled before the class is made.

use super::calls::CLASS_CELL;
use super::expressions::member_name;
use super::functions::First;
use super::lowering::{ClassBody, Frame, Lowering};
use super::names::mentioned_names;
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Class, Expr, ExprId, Member, MemberKind, Place, VarId};
use std::collections::HashMap;
use tree_sitter::Node;

/// What a class body adds up to.
#[derive(Default)]
struct Content {
    /// Run before the class is made.
    before: Block,
    members: Vec<Member>,
    fields: Vec<String>,
}

impl<'t> Lowering<'t> {
    /// A `class`, without its decorators.
    pub(super) fn class(&mut self, node: Node<'t>) -> ExprId {
        let name = self.definition_name(node);
        let bases = self.bases(node);
        let text = self.text_of(node);
        let cell = (text.contains("super") || text.contains(CLASS_CELL)).then(|| {
            self.at(node);
            self.builder.push_scope();
            self.declare_hidden(CLASS_CELL)
        });
        let content = self.class_body(node, name);
        let span = self.span(node);
        let class = self.builder.class(Class {
            name: name.to_owned(),
            bases,
            members: content.members,
            initializer: None,
            fields: content.fields,
            span,
        });
        let mut value = self.add(node, Expr::Class(class));
        if let Some(cell) = cell {
            self.builder.pop_scope();
            let place = Place::Local(cell);
            value = self.add(node, Expr::Assign { place, value });
        }
        self.after(node, content.before, value)
    }

    fn bases(&mut self, node: Node<'t>) -> Vec<ExprId> {
        let Some(list) = field(node, Field::Superclasses) else {
            return Vec::new();
        };
        let mut bases = Vec::new();
        for base in self.named(list) {
            match kind(base) {
                Kind::KeywordArgument | Kind::ListSplat | Kind::DictionarySplat => {}
                // `Repository[Order]` is `Repository`.
                Kind::Subscript => {
                    let generic = field(base, Field::Value).unwrap_or(base);
                    bases.push(self.expr(generic));
                }
                _ => bases.push(self.expr(base)),
            }
        }
        bases
    }

    fn class_body(&mut self, node: Node<'t>, name: &'t str) -> Content {
        let mut content = Content::default();
        let Some(body) = field(node, Field::Body) else {
            return content;
        };
        let qualified = match self.frames.last() {
            Some(Frame::Class(outer)) => format!("{}.{name}", outer.qualified),
            _ => name.to_owned(),
        };
        let mentioned = self.body_mentions(body);
        self.builder.push_class_scope();
        self.frames.push(Frame::Class(ClassBody {
            qualified,
            mentioned,
            slots: Vec::new(),
        }));
        for statement in self.named(body) {
            self.deeper(statement, |lowering| {
                lowering.class_statement(statement, &mut content);
            });
        }
        let slots = match self.frames.pop() {
            Some(Frame::Class(class)) => class.slots,
            _ => Vec::new(),
        };
        self.builder.pop_scope();
        for (name, slot, kind) in slots {
            self.at(node);
            let value = self.builder.read_slot(slot);
            push_member(&mut content.members, name, kind, value);
        }
        content
    }

    /// Names that statements of the body mention more often than they bind them.
    fn body_mentions(&self, body: Node<'t>) -> std::collections::HashSet<&'t str> {
        let mut counts: HashMap<&'t str, u32> = HashMap::new();
        for name in mentioned_names(body, self.text) {
            *counts.entry(name).or_default() += 1;
        }
        counts.retain(|_, count| *count > 1);
        counts.into_keys().collect()
    }

    fn class_statement(&mut self, node: Node<'t>, content: &mut Content) {
        match kind(node) {
            Kind::ExpressionStatement => self.class_expression_statement(node, content),
            Kind::FunctionDefinition | Kind::ClassDefinition | Kind::DecoratedDefinition => {
                self.class_definition(node, content);
            }
            _ => self.statement(node, &mut content.before),
        }
    }

    fn class_expression_statement(&mut self, node: Node<'t>, content: &mut Content) {
        let assignment = self
            .first(node)
            .filter(|only| kind(*only) == Kind::Assignment);
        let Some(assignment) = assignment else {
            return self.statement(node, &mut content.before);
        };
        let Some(target) = field(assignment, Field::Left) else {
            return;
        };
        let name = self.text_of(target);
        if let Some(annotation) = field(assignment, Field::Type)
            && kind(target) == Kind::Identifier
            && declares_field(self.text_of(annotation))
            && !content.fields.iter().any(|field| field == name)
        {
            content.fields.push(name.to_owned());
        }
        let value =
            field(assignment, Field::Right).filter(|right| kind(*right) != Kind::Assignment);
        match value {
            Some(value) if kind(target) == Kind::Identifier && !self.in_slot(name) => {
                let (member, value) = self.attribute_value(value);
                let value = self.typed(assignment, value);
                push_member(&mut content.members, name, member, value);
            }
            _ => self.statement(node, &mut content.before),
        }
    }

    /// The value of a class attribute and what member that makes it: functions become methods when read from an
    /// instance, `property(f)` a getter.
    fn attribute_value(&mut self, value: Node<'t>) -> (MemberKind, ExprId) {
        if kind(value) == Kind::Lambda {
            return (MemberKind::Method, self.lambda(value, First::Receiver));
        }
        match self.property_getter(value) {
            Some(getter) if kind(getter) == Kind::Lambda => {
                (MemberKind::Getter, self.lambda(getter, First::Receiver))
            }
            Some(getter) => (MemberKind::Getter, self.expr(getter)),
            None => (MemberKind::Static, self.expr(value)),
        }
    }

    /// The function in `property(function, …)`.
    fn property_getter(&self, value: Node<'t>) -> Option<Node<'t>> {
        let callee = field(value, Field::Function).filter(|_| kind(value) == Kind::Call)?;
        if self.text_of(callee) != "property" {
            return None;
        }
        let first = self.first(field(value, Field::Arguments)?)?;
        match kind(first) {
            Kind::KeywordArgument => field(first, Field::Value),
            _ => Some(first),
        }
    }

    fn class_definition(&mut self, node: Node<'t>, content: &mut Content) {
        let decorated = self.decorated(node);
        let Some(member) = decorated.member else {
            return;
        };
        let name = self.definition_name(decorated.definition);
        if self.in_slot(name) && !matches!(member, MemberKind::Getter | MemberKind::Setter) {
            return self.definition(node, &mut content.before);
        }
        let value = self.defined(&decorated);
        push_member(&mut content.members, name, member, value);
    }

    /// Whether a name of the current class body lives in a slot.
    fn in_slot(&self, name: &str) -> bool {
        match self.frames.last() {
            Some(Frame::Class(class)) => class.mentioned.contains(name),
            _ => false,
        }
    }

    /// The slot of a name of the current class body; what is assigned last says what member it is.
    pub(super) fn class_slot(&mut self, name: &'t str, member: MemberKind) -> VarId {
        if let Some(slot) = self.builder.declared_here(name) {
            if let Some(Frame::Class(class)) = self.frames.last_mut()
                && let Some(known) = class.slots.iter_mut().find(|(known, ..)| *known == name)
            {
                known.2 = member;
            }
            return slot;
        }
        let slot = self.declare_hidden(name);
        if let Some(Frame::Class(class)) = self.frames.last_mut() {
            class.slots.push((name, slot, member));
        }
        slot
    }
}

/// Adds a member; it takes the place of an earlier one of its name, but for the two halves of a property.
fn push_member(members: &mut Vec<Member>, name: &str, kind: MemberKind, value: ExprId) {
    let name = member_name(name);
    members.retain(|member| {
        member.name != name
            || matches!(
                (member.kind, kind),
                (MemberKind::Getter, MemberKind::Setter) | (MemberKind::Setter, MemberKind::Getter)
            )
    });
    members.push(Member {
        name: name.to_owned(),
        kind,
        value,
    });
}

/// Whether an annotation in a class body makes the name a field of instances.
fn declares_field(annotation: &str) -> bool {
    let annotation = annotation.trim_matches(['"', '\'']);
    let last = annotation.split('[').next().unwrap_or(annotation);
    !matches!(last.rsplit('.').next(), Some("ClassVar" | "KW_ONLY"))
}
