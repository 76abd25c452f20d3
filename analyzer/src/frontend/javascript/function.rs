//! Functions of all kinds, and their parameters.

use super::lower::Lowering;
use super::pattern::Bound;
use super::syntax::{Field, Kind};
use crate::ir::{Block, Expr, ExprId, Param, ParamKind, Place, Stmt, VarId};
use tree_sitter::Node;

/// A parameter with its slot, before its default is lowered.
struct Slot<'t> {
    var: VarId,
    kind: ParamKind,
    /// The pattern to take it apart with.
    pattern: Option<Node<'t>>,
    default: Option<Node<'t>>,
    hint: Option<Node<'t>>,
    /// Also a field of `this` (TypeScript's parameter properties).
    property: Option<String>,
}

impl<'t> Lowering<'t> {
    /// Lowers a function expression; one with a name of its own sees itself.
    pub(super) fn function_expression(&mut self, node: Node<'t>, name: &str) -> ExprId {
        let Some(own) = self.child(node, Field::Name) else {
            return self.function(node, name);
        };
        let own = self.text(own);
        self.builder.push_scope();
        let var = self.builder.declare(own);
        let function = self.function(node, own);
        self.builder.pop_scope();
        self.at(node);
        self.builder.assign(Place::Local(var), function)
    }

    /// Lowers a function under a name.
    pub(super) fn function(&mut self, node: Node<'t>, name: &str) -> ExprId {
        self.function_with(node, name, |_, _| {})
    }

    /// Lowers a function, or nothing beyond the limit of nesting; `start` adds to the start of its body, before the parameters are declared.
    pub(super) fn function_with(
        &mut self,
        node: Node<'t>,
        name: &str,
        start: impl FnOnce(&mut Self, &mut Block),
    ) -> ExprId {
        self.nested(node, |this| this.open_function(node, name, start))
            .unwrap_or_else(|| self.beyond_budget())
    }

    fn open_function(
        &mut self,
        node: Node<'t>,
        name: &str,
        start: impl FnOnce(&mut Self, &mut Block),
    ) -> ExprId {
        self.at(node);
        let id = self.builder.open_function(name);
        let targets = std::mem::take(&mut self.targets);
        if self.kind(node) != Kind::ArrowFunction {
            self.builder.receiver("this");
            if self.is_generator(node) {
                self.builder.mark_generator();
            }
        }
        let mut first = Block::new();
        start(self, &mut first);
        let slots = self.parameters(node);
        let mut body = self.parameter_properties(&slots);
        body.extend(first);
        let mut params = self.fill(slots, &mut body);
        params.extend(self.all_arguments(node, &params));
        self.function_body(node, &mut body);
        self.targets = targets;
        self.builder.close_function(params, body);
        self.at(node);
        self.builder.expr(Expr::Function(id))
    }

    /// `arguments` of a function without parameters: all that it is called with, the way wrappers hand it on.
    fn all_arguments(&mut self, node: Node<'t>, params: &[Param]) -> Option<Param> {
        let has_own = self.kind(node) != Kind::ArrowFunction;
        if !has_own || !params.is_empty() || !self.text(node).contains("arguments") {
            return None;
        }
        Some(Param {
            var: self.builder.declare("arguments"),
            kind: ParamKind::Rest,
            default: None,
            hint: None,
        })
    }

    fn is_generator(&mut self, node: Node<'t>) -> bool {
        if self.yield_is_await() {
            return false;
        }
        match self.kind(node) {
            Kind::GeneratorFunction | Kind::GeneratorFunctionDeclaration => true,
            Kind::MethodDefinition => self.has_keyword(node, "*"),
            _ => false,
        }
    }

    fn function_body(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(body) = self.child(node, Field::Body) else {
            return;
        };
        if self.kind(body) != Kind::StatementBlock {
            let value = self.expression(body);
            return out.push(Stmt::Return(Some(value)));
        }
        let statements = self.named(body);
        self.hoist_variables(&statements, out);
        self.declare_block(&statements);
        self.hoist_functions(&statements, out);
        self.statements(&statements, out);
    }

    /// Declares the parameters of a function.
    fn parameters(&mut self, node: Node<'t>) -> Vec<Slot<'t>> {
        if let Some(only) = self.child(node, Field::Parameter) {
            return vec![self.parameter(only)];
        }
        let Some(list) = self.child(node, Field::Parameters) else {
            return Vec::new();
        };
        let mut slots = Vec::new();
        for part in self.named(list) {
            if !self.is_this_parameter(part) {
                slots.push(self.parameter(part));
            }
        }
        slots
    }

    /// TypeScript's `this: T`, which is erased.
    fn is_this_parameter(&self, part: Node<'t>) -> bool {
        let pattern = self.child(part, Field::Pattern);
        pattern.is_some_and(|pattern| self.kind(pattern) == Kind::This)
    }

    fn parameter(&mut self, part: Node<'t>) -> Slot<'t> {
        let mut pattern = part;
        let mut slot = Slot {
            var: VarId(0),
            kind: ParamKind::Plain,
            pattern: None,
            default: None,
            hint: None,
            property: None,
        };
        if let Some(inner) = self.child(part, Field::Pattern) {
            slot.hint = self.child(part, Field::Type);
            slot.default = self.child(part, Field::Value);
            if self.is_property(part) {
                slot.property = Some(self.text(inner).to_owned());
            }
            pattern = inner;
        }
        if self.kind(pattern) == Kind::AssignmentPattern {
            slot.default = self.child(pattern, Field::Right);
            pattern = self.child(pattern, Field::Left).unwrap_or(pattern);
        }
        if self.kind(pattern) == Kind::RestPattern {
            slot.kind = ParamKind::Rest;
            pattern = self.first(pattern).unwrap_or(pattern);
        }
        if self.kind(pattern) == Kind::Identifier {
            slot.var = self.builder.declare(self.text(pattern));
        } else {
            slot.var = self.builder.temporary();
            slot.pattern = Some(pattern);
            self.declare_pattern(pattern);
        }
        slot
    }

    /// Whether a parameter is a field of `this` too.
    pub(super) fn is_property(&mut self, part: Node<'t>) -> bool {
        self.children(part).iter().any(|child| {
            self.grammar.kind(*child) == Kind::AccessibilityModifier || child.kind() == "readonly"
        })
    }

    /// Assigns the parameters that are fields too.
    fn parameter_properties(&mut self, slots: &[Slot<'t>]) -> Block {
        let mut body = Block::new();
        for slot in slots {
            let Some(name) = slot.property.clone() else {
                continue;
            };
            let object = self.read_this();
            let value = self.builder.read_slot(slot.var);
            let place = Place::Field { object, name };
            let assigned = self.builder.assign(place, value);
            body.push(Stmt::Expr(assigned));
        }
        body
    }

    /// Lowers defaults and hints, and takes destructured parameters apart in `body`.
    fn fill(&mut self, slots: Vec<Slot<'t>>, body: &mut Block) -> Vec<Param> {
        let mut params = Vec::new();
        for slot in slots {
            let default = slot.default.map(|default| self.expression(default));
            let hint = self.hint_of(slot.hint);
            if let Some(pattern) = slot.pattern {
                self.bind(pattern, Bound::Slot(slot.var), body);
            }
            params.push(Param {
                var: slot.var,
                kind: slot.kind,
                default,
                hint,
            });
        }
        params
    }
}
