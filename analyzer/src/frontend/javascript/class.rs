//! Classes: members, fields, static parts, `super`.
//!
//! Methods are members. Instance fields are assigned by the class's initializer. Static fields and blocks run after the
//! class exists, as assignments to it, because they may name it.

use super::decorator::undecorated;
use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Argument, ArgumentKind, Block, Class, Expr, ExprId, FunctionId, Item, Member, MemberKind,
    Place, Stmt, VarId,
};
use tree_sitter::Node;

/// The name under which a class body reads its own class; no name of a source text.
const OWN_CLASS: &str = "%class";

/// Where a decorated class keeps what its constructor is to be given.
const INJECTED: &str = "__injected";

/// The parts of a class body by how they are lowered.
#[derive(Default)]
pub(super) struct Parts<'t> {
    methods: Vec<Node<'t>>,
    fields: Vec<Node<'t>>,
    /// Static fields, blocks and accessors in order.
    statics: Vec<Node<'t>>,
    constructor: Option<Node<'t>>,
    /// Decorators with what they stand on; `None` for those of the class itself.
    pub(super) decorators: Vec<(Node<'t>, Option<Node<'t>>)>,
}

impl<'t> Lowering<'t> {
    /// Lowers a class declaration; its name is declared. `outer` are decorators that stand before an `export`.
    pub(super) fn class_declaration(
        &mut self,
        node: Node<'t>,
        outer: &[Node<'t>],
        out: &mut Block,
    ) {
        let name = self.child(node, Field::Name).map(|name| self.text(name));
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            let value = self.class_expression(node, "default");
            return out.push(Stmt::Expr(value));
        };
        let var = self.own_slot(name).unwrap_or_else(|| self.declare(name));
        self.builder.push_scope();
        self.builder.alias(OWN_CLASS, var);
        let (class, parts) = self.class_value(node, name, outer);
        self.at(node);
        let assigned = self.assign_name(name, class);
        out.push(Stmt::Expr(assigned));
        self.complete_class(parts, out);
        self.builder.pop_scope();
    }

    /// Lowers a class expression.
    pub(super) fn class_expression(&mut self, node: Node<'t>, name: &str) -> ExprId {
        let own = self.child(node, Field::Name).map(|name| self.text(name));
        self.builder.push_scope();
        let var = match own {
            Some(own) => self.builder.declare(own),
            None => self.builder.temporary(),
        };
        self.builder.alias(OWN_CLASS, var);
        let (class, parts) = self.class_value(node, own.unwrap_or(name), &[]);
        self.at(node);
        let assigned = self.builder.assign(Place::Local(var), class);
        let mut rest = Block::new();
        self.complete_class(parts, &mut rest);
        self.builder.pop_scope();
        if rest.is_empty() {
            return assigned;
        }
        rest.insert(0, Stmt::Expr(assigned));
        self.at(node);
        let result = self.builder.read_slot(var);
        self.builder.expr(Expr::Do { body: rest, result })
    }

    fn class_value(
        &mut self,
        node: Node<'t>,
        name: &str,
        outer: &[Node<'t>],
    ) -> (ExprId, Parts<'t>) {
        let bases = self.bases(node);
        let mut parts = self.class_parts(node);
        parts
            .decorators
            .extend(outer.iter().map(|decorator| (*decorator, None)));
        let mut members = Vec::new();
        let in_constructor = parts
            .constructor
            .is_some_and(|node| self.has_properties(node));
        let mut initializer = None;
        if !in_constructor && !parts.fields.is_empty() {
            initializer = Some(self.initializer(node, name, &parts.fields));
        }
        for method in &parts.methods {
            let fields = match parts.constructor == Some(*method) && in_constructor {
                true => parts.fields.as_slice(),
                false => &[],
            };
            let Some(member) = self.method(*method, name, fields) else {
                continue;
            };
            let decorated = parts.decorators.iter().any(|(_, on)| *on == Some(*method));
            members.extend(decorated.then(|| Member {
                name: undecorated(&member.name),
                ..member.clone()
            }));
            members.push(member);
        }
        self.at(node);
        let class = Class {
            name: name.to_owned(),
            bases,
            members,
            initializer,
            fields: Vec::new(),
            span: self.span(node),
        };
        let id = self.builder.class(class);
        (self.builder.expr(Expr::Class(id)), parts)
    }

    fn bases(&mut self, node: Node<'t>) -> Vec<ExprId> {
        let parts = self.named(node);
        let heritage = parts
            .into_iter()
            .find(|part| self.kind(*part) == Kind::ClassHeritage);
        let Some(heritage) = heritage else {
            return Vec::new();
        };
        let mut bases = Vec::new();
        for part in self.named(heritage) {
            match self.kind(part) {
                Kind::ExtendsClause => {
                    for base in self.in_field(part, Field::Value) {
                        bases.push(self.expression(base));
                    }
                }
                Kind::Other => {}
                _ => bases.push(self.expression(part)),
            }
        }
        bases
    }

    fn class_parts(&mut self, node: Node<'t>) -> Parts<'t> {
        let mut parts = Parts::default();
        for decorator in self.in_field(node, Field::Decorator) {
            parts.decorators.push((decorator, None));
        }
        let Some(body) = self.child(node, Field::Body) else {
            return parts;
        };
        let mut pending = Vec::new();
        for part in self.named(body) {
            match self.kind(part) {
                Kind::Decorator => {
                    pending.push(part);
                    continue;
                }
                Kind::MethodDefinition => self.sort_method(part, &mut parts),
                Kind::FieldDefinition | Kind::PublicFieldDefinition => {
                    self.sort_field(part, &mut parts);
                }
                Kind::ClassStaticBlock => parts.statics.push(part),
                _ => {}
            }
            let own = self.in_field(part, Field::Decorator);
            for decorator in pending.drain(..).chain(own) {
                parts.decorators.push((decorator, Some(part)));
            }
        }
        parts
    }

    fn sort_method(&mut self, part: Node<'t>, parts: &mut Parts<'t>) {
        let is_static = self.is_static(part);
        let accessor = self.has_keyword(part, "get") || self.has_keyword(part, "set");
        if is_static && (accessor || self.has_keyword(part, "static get")) {
            return parts.statics.push(part);
        }
        let name = self.child(part, Field::Name);
        if !is_static && name.is_some_and(|name| self.text(name) == "constructor") {
            parts.constructor = Some(part);
        }
        parts.methods.push(part);
    }

    fn sort_field(&mut self, part: Node<'t>, parts: &mut Parts<'t>) {
        if self.has_keyword(part, "declare") || self.has_keyword(part, "abstract") {
            return;
        }
        match self.is_static(part) {
            true => parts.statics.push(part),
            false => parts.fields.push(part),
        }
    }

    fn is_static(&mut self, part: Node<'t>) -> bool {
        self.has_keyword(part, "static") || self.has_keyword(part, "static get")
    }

    /// Whether a constructor has parameters that are fields too: then the fields that have values are assigned after
    /// those, in the constructor instead of the initializer.
    fn has_properties(&mut self, constructor: Node<'t>) -> bool {
        let Some(list) = self.child(constructor, Field::Parameters) else {
            return false;
        };
        let parameters = self.named(list);
        parameters
            .into_iter()
            .any(|parameter| self.is_property(parameter))
    }

    fn initializer(&mut self, node: Node<'t>, name: &str, fields: &[Node<'t>]) -> FunctionId {
        self.at(node);
        let id = self.builder.open_function(&format!("{name}.<fields>"));
        self.builder.receiver("this");
        let mut body = Block::new();
        self.assign_fields(fields, name, &mut body);
        self.builder.close_function(Vec::new(), body);
        id
    }

    fn assign_fields(&mut self, fields: &[Node<'t>], class: &str, out: &mut Block) {
        for field in fields {
            let value = self.field_initial(*field, class);
            self.at(*field);
            let object = self.read_this();
            out.extend(self.assign_member(*field, object, value));
        }
    }

    /// The value a field starts with. One that a decorator fills is only known by its type.
    fn field_initial(&mut self, field: Node<'t>, class: &str) -> ExprId {
        let name = self.member_key(field).map(|key| self.text(key));
        if let Some(value) = self.child(field, Field::Value) {
            let name = format!("{class}.{}", name.unwrap_or_default());
            let value = self.named_value(value, &name);
            let hint = self.hint_of(self.child(field, Field::Type));
            self.at(field);
            return self.typed(value, hint);
        }
        let hint = self.hint_of(self.child(field, Field::Type));
        self.at(field);
        if hint.is_none() || self.in_field(field, Field::Decorator).is_empty() {
            return self.builder.null();
        }
        let value = self.builder.unknown(Reason::External);
        self.typed(value, hint)
    }

    /// The name of a member of a class body.
    pub(super) fn member_key(&self, part: Node<'t>) -> Option<Node<'t>> {
        self.child(part, Field::Name)
            .or_else(|| self.child(part, Field::Property))
    }

    fn assign_member(&mut self, part: Node<'t>, object: ExprId, value: ExprId) -> Option<Stmt> {
        let key = self.member_key(part)?;
        let place = match self.property_name(key) {
            Some(name) => Place::Field { object, name },
            None => {
                let index = self.computed_key(key);
                Place::Index { object, index }
            }
        };
        self.at(part);
        Some(Stmt::Expr(self.builder.assign(place, value)))
    }

    fn method(&mut self, part: Node<'t>, class: &str, fields: &[Node<'t>]) -> Option<Member> {
        let key = self.child(part, Field::Name)?;
        let name = match self.property_name(key) {
            Some(name) => name,
            None => self.text(key).to_owned(),
        };
        let shown = format!("{class}.{name}");
        let value = self.function_with(part, &shown, |this, out| {
            this.assign_fields(fields, class, out);
        });
        let kind = if self.is_static(part) {
            MemberKind::Static
        } else if self.has_keyword(part, "get") {
            MemberKind::Getter
        } else if self.has_keyword(part, "set") {
            MemberKind::Setter
        } else {
            MemberKind::Method
        };
        Some(Member { name, kind, value })
    }

    /// Runs what a class does once it exists: static fields and blocks, decorators.
    fn complete_class(&mut self, parts: Parts<'t>, out: &mut Block) {
        if !parts.statics.is_empty() {
            self.builder.push_scope();
            if let Some(var) = self.own_slot(OWN_CLASS) {
                self.builder.alias("this", var);
            }
            for part in &parts.statics {
                self.static_part(*part, out);
            }
            self.builder.pop_scope();
        }
        if let Some(class) = self.own_class_slot() {
            self.note_injected(&parts, class, out);
            for method in &parts.methods {
                self.decorate_parameters(*method, class, out);
            }
        }
        self.decorate(&parts.decorators, out);
    }

    /// Keeps with a decorated class the types of its constructor's parameters, as `emitDecoratorMetadata` does: what a
    /// container hands to it.
    fn note_injected(&mut self, parts: &Parts<'t>, class: VarId, out: &mut Block) {
        let decorated = parts.decorators.iter().any(|(_, on)| on.is_none());
        let list = parts
            .constructor
            .filter(|_| decorated)
            .and_then(|constructor| self.child(constructor, Field::Parameters));
        let Some(list) = list else {
            return;
        };
        let mut types = Vec::new();
        for parameter in self.named(list) {
            let hint = self.hint_of(self.child(parameter, Field::Type));
            types.push(Item::One(hint.unwrap_or_else(|| self.builder.null())));
        }
        if types.is_empty() {
            return;
        }
        self.at(list);
        let value = self.builder.expr(Expr::List(types));
        let place = Place::Field {
            object: self.builder.read_slot(class),
            name: INJECTED.to_owned(),
        };
        let assigned = self.builder.assign(place, value);
        out.push(Stmt::Expr(assigned));
    }

    fn static_part(&mut self, part: Node<'t>, out: &mut Block) {
        let value = match self.kind(part) {
            Kind::ClassStaticBlock => {
                if let Some(body) = self.child(part, Field::Body) {
                    let statements = self.named(body);
                    self.hoist_variables(&statements, out);
                    self.block(&statements, out);
                }
                return;
            }
            Kind::MethodDefinition => match self.static_accessor(part) {
                Some(value) => value,
                None => return,
            },
            _ => self.field_initial(part, "static"),
        };
        self.at(part);
        let object = self.builder.read(OWN_CLASS);
        out.extend(self.assign_member(part, object, value));
    }

    /// A static getter is called at once, a static setter left out.
    fn static_accessor(&mut self, part: Node<'t>) -> Option<ExprId> {
        if self.has_keyword(part, "set") {
            return None;
        }
        let name = self.child(part, Field::Name).map(|name| self.text(name));
        let function = self.function(part, name.unwrap_or_default());
        self.at(part);
        let callee = self.builder.field(function, "call");
        let class = self.builder.read(OWN_CLASS);
        Some(self.call_with(callee, vec![class]))
    }

    /// The slot of the class whose body is at hand.
    pub(super) fn read_own_class(&mut self) -> ExprId {
        if self.is_free(OWN_CLASS) {
            return self.builder.null();
        }
        self.builder.read(OWN_CLASS)
    }

    /// The slot of the class that was just made in the current function.
    pub(super) fn own_class_slot(&self) -> Option<VarId> {
        self.own_slot(OWN_CLASS)
    }

    /// A call with positional arguments.
    pub(super) fn call_with(&mut self, callee: ExprId, values: Vec<ExprId>) -> ExprId {
        let arguments = values
            .into_iter()
            .map(|value| Argument {
                kind: ArgumentKind::Positional,
                value,
            })
            .collect();
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// Whether a call is `super(…)`.
    pub(super) fn is_super_call(&self, call: Node<'t>) -> bool {
        let function = self.child(call, Field::Function);
        function.is_some_and(|function| self.kind(function) == Kind::Super)
    }

    /// `super(…)`: the constructor of the base class on this instance.
    pub(super) fn super_call(&mut self, call: Node<'t>) -> ExprId {
        let base = self.super_object(call);
        let callee = self.builder.field(base, "constructor");
        let arguments = self.arguments(self.child(call, Field::Arguments));
        self.at(call);
        self.builder.expr(Expr::Call {
            callee,
            arguments,
            new: false,
        })
    }

    /// `super`: the base class seen from this class, with this instance as receiver.
    pub(super) fn super_object(&mut self, node: Node<'t>) -> ExprId {
        self.at(node);
        let callee = self.builder.expr(Expr::Builtin("super".to_owned()));
        let class = self.read_own_class();
        let this = self.read_this();
        self.call_with(callee, vec![class, this])
    }
}
