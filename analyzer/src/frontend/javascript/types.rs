//! What TypeScript adds: types are erased but for hints; enums and namespaces are values.

use super::lower::Lowering;
use super::scope::ExportScope;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{
    Block, ChoiceOperator, Constant, Entry, Expr, ExprId, Param, ParamKind, Place, Stmt, VarId,
};
use std::collections::HashMap;
use tree_sitter::Node;

/// Alternatives of a union looked at for a hint.
const MAX_UNION: usize = 8;

/// The variable that holds the namespace whose body is at hand; no name of a source text.
const NAMESPACE: &str = "%namespace";

impl<'t> Lowering<'t> {
    /// The hint that a type gives: a class or library type in scope that it names.
    pub(super) fn hint_of(&mut self, node: Option<Node<'t>>) -> Option<ExprId> {
        let named = self.named_type(node?)?;
        let name = self.leftmost(named);
        let by_types_only = self.unread.contains(name) || self.hinting.contains(name);
        let hint = self.hint_named(named);
        if by_types_only {
            self.hinting.insert(name);
        }
        hint
    }

    fn hint_named(&mut self, named: Node<'t>) -> Option<ExprId> {
        self.at(named);
        match self.kind(named) {
            Kind::NestedTypeIdentifier => {
                let module = self.child(named, Field::Module)?;
                if self.is_free(self.leftmost(module)) {
                    return None;
                }
                Some(self.qualified(named))
            }
            _ => {
                let name = self.text(named);
                (!self.is_free(name)).then(|| self.read(name))
            }
        }
    }

    /// A value with a hint, if there is one.
    pub(super) fn typed(&mut self, value: ExprId, hint: Option<ExprId>) -> ExprId {
        match hint {
            Some(hint) => self.builder.expr(Expr::Typed { value, hint }),
            None => value,
        }
    }

    /// The type name that a type comes down to.
    fn named_type(&mut self, node: Node<'t>) -> Option<Node<'t>> {
        let mut node = node;
        loop {
            node = match self.kind(node) {
                Kind::TypeAnnotation | Kind::ParenthesizedType | Kind::ReadonlyType => {
                    self.first(node)?
                }
                Kind::UnionType => self.only_alternative(node)?,
                Kind::GenericType => {
                    let name = self.child(node, Field::Name)?;
                    if !is_wrapper(self.text(name)) {
                        return Some(name);
                    }
                    let arguments = self.child(node, Field::TypeArguments)?;
                    self.first(arguments)?
                }
                Kind::TypeQuery => {
                    let inner = self.first(node)?;
                    return (self.kind(inner) == Kind::Identifier).then_some(inner);
                }
                Kind::TypeIdentifier | Kind::NestedTypeIdentifier => return Some(node),
                _ => return None,
            }
        }
    }

    /// The alternative of a union that is left without null and undefined.
    fn only_alternative(&mut self, union: Node<'t>) -> Option<Node<'t>> {
        let mut open = vec![union];
        let mut left = Vec::new();
        let mut seen = 0;
        while let Some(node) = open.pop() {
            seen += 1;
            if seen > MAX_UNION {
                return None;
            }
            match self.kind(node) {
                Kind::UnionType => open.extend(self.named(node)),
                Kind::LiteralType | Kind::PredefinedType if is_nothing(self.text(node)) => {}
                _ => left.push(node),
            }
        }
        match left.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The first name of a qualified name.
    fn leftmost(&self, node: Node<'t>) -> &'t str {
        let mut node = node;
        while let Some(inner) = self
            .child(node, Field::Object)
            .or_else(|| self.child(node, Field::Module))
        {
            node = inner;
        }
        self.text(node)
    }

    /// Reads a qualified name `A.B.C`.
    pub(super) fn qualified(&mut self, node: Node<'t>) -> ExprId {
        let mut names = Vec::new();
        let mut rest = node;
        while let Some(inner) = self
            .child(rest, Field::Object)
            .or_else(|| self.child(rest, Field::Module))
        {
            let last = self
                .child(rest, Field::Property)
                .or_else(|| self.child(rest, Field::Name));
            names.extend(last.map(|last| self.text(last)));
            rest = inner;
        }
        let value = self.read(self.text(rest));
        names
            .into_iter()
            .rev()
            .fold(value, |object, name| self.builder.field(object, name))
    }

    /// `value as T` and `value satisfies T`: the value, with T as hint.
    pub(super) fn as_expression(&mut self, node: Node<'t>) -> ExprId {
        let parts = self.named(node);
        let Some(value) = parts.first() else {
            return self.builder.unknown(Reason::Missing);
        };
        let value = self.expression(*value);
        let hint = self.hint_of(parts.get(1).copied());
        self.at(node);
        self.typed(value, hint)
    }

    /// `<T>value`.
    pub(super) fn type_assertion(&mut self, node: Node<'t>) -> ExprId {
        let parts = self.named(node);
        let [arguments, value] = parts.as_slice() else {
            return self.parts(node);
        };
        let value = self.expression(*value);
        let hint = self.hint_of(self.first(*arguments));
        self.at(node);
        self.typed(value, hint)
    }

    /// Lowers an enum: a record of its members. The way back from value to name is left out.
    pub(super) fn enumeration(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(name) = self.child(node, Field::Name).map(|name| self.text(name)) else {
            return;
        };
        let members = match self.child(node, Field::Body) {
            Some(body) => self.named(body),
            None => Vec::new(),
        };
        let mut entries = Vec::new();
        let mut known = HashMap::new();
        let mut next = Some(0i64);
        for member in members {
            self.at(member);
            let key = self.child(member, Field::Name).unwrap_or(member);
            let Some(key) = self.property_name(key) else {
                continue;
            };
            let value = self.child(member, Field::Value);
            let constant = match value {
                None => next.map(|number| Constant::Number(number.to_string())),
                Some(value) => self.enum_constant(value, &known),
            };
            next = constant.as_ref().and_then(following);
            let expr = match (&constant, value) {
                (Some(constant), _) => self.builder.expr(Expr::Constant(constant.clone())),
                (None, Some(value)) => self.expression(value),
                (None, None) => self.builder.unknown(Reason::Computed),
            };
            known.extend(constant.map(|constant| (key.clone(), constant)));
            entries.push(Entry::Field(key, expr));
        }
        self.at(node);
        let record = self.builder.expr(Expr::Record(entries));
        let assigned = self.assign_name(name, record);
        out.push(Stmt::Expr(assigned));
    }

    /// The value of an enum member that is a literal or an earlier member.
    fn enum_constant(
        &self,
        value: Node<'t>,
        known: &HashMap<String, Constant>,
    ) -> Option<Constant> {
        match self.kind(value) {
            Kind::String => Some(Constant::Text(self.string(value))),
            Kind::TemplateString => self.plain_template(value).map(Constant::Text),
            Kind::Number => Some(Constant::Number(super::literal::normal_number(
                self.text(value),
            ))),
            Kind::Identifier => known.get(self.text(value)).cloned(),
            _ => None,
        }
    }

    /// The name that a namespace declares: the first of `A.B.C`.
    pub(super) fn namespace_head(&self, node: Node<'t>) -> Option<&'t str> {
        let name = self.child(node, Field::Name)?;
        match self.kind(name) {
            Kind::String => None,
            _ => Some(self.leftmost(name)),
        }
    }

    /// Lowers a namespace: a record that a function run at once fills with what the body exports. One that adds
    /// to what has its name already fills that.
    pub(super) fn namespace(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(head) = self.namespace_head(node) else {
            return;
        };
        let Some(body) = self.child(node, Field::Body) else {
            return;
        };
        self.at(node);
        let fresh = self.builder.expr(Expr::Record(Vec::new()));
        let existing = match self.is_merged(head) {
            true => {
                let left = self.read(head);
                self.builder.expr(Expr::Choice {
                    operator: ChoiceOperator::Coalesce,
                    left,
                    right: fresh,
                })
            }
            false => fresh,
        };
        let name = self.child(node, Field::Name).map(|name| self.text(name));
        let names: Vec<_> = name.unwrap_or_default().split('.').map(str::trim).collect();
        let value = self.namespace_value(&names, body, existing);
        self.at(node);
        let assigned = self.assign_name(head, value);
        out.push(Stmt::Expr(assigned));
    }

    /// A call of the function that fills a namespace with the given names, one in the other.
    fn namespace_value(&mut self, names: &[&str], body: Node<'t>, existing: ExprId) -> ExprId {
        let Some((head, inner)) = names.split_first() else {
            return existing;
        };
        let id = self.builder.open_function(head);
        let var = self.builder.declare(NAMESPACE);
        let mut block = Block::new();
        if inner.is_empty() {
            self.namespace_body(body, &mut block);
        } else {
            self.inner_namespace(inner, body, var, &mut block);
        }
        let result = self.builder.read_slot(var);
        block.push(Stmt::Return(Some(result)));
        let param = Param {
            var,
            kind: ParamKind::Plain,
            default: None,
            hint: None,
        };
        self.builder.close_function(vec![param], block);
        let callee = self.builder.expr(Expr::Function(id));
        self.call_with(callee, vec![existing])
    }

    fn namespace_body(&mut self, body: Node<'t>, out: &mut Block) {
        let targets = std::mem::take(&mut self.targets);
        self.exports.push(ExportScope::namespace(NAMESPACE));
        let statements = self.named(body);
        self.hoist_variables(&statements, out);
        self.declare_block(&statements);
        self.note_exports(&statements);
        self.hoist_functions(&statements, out);
        self.statements(&statements, out);
        self.exports.pop();
        self.targets = targets;
    }

    fn inner_namespace(&mut self, names: &[&str], body: Node<'t>, var: VarId, out: &mut Block) {
        let Some(name) = names.first() else {
            return;
        };
        let outer = self.builder.read_slot(var);
        let left = self.builder.field(outer, *name);
        let right = self.builder.expr(Expr::Record(Vec::new()));
        let existing = self.builder.expr(Expr::Choice {
            operator: ChoiceOperator::Coalesce,
            left,
            right,
        });
        let value = self
            .nested(body, |this| this.namespace_value(names, body, existing))
            .unwrap_or_else(|| self.beyond_budget());
        let place = Place::Field {
            object: self.builder.read_slot(var),
            name: (*name).to_owned(),
        };
        let assigned = self.builder.assign(place, value);
        out.push(Stmt::Expr(assigned));
    }
}

/// Generic types that stand for what they are given.
fn is_wrapper(name: &str) -> bool {
    matches!(
        name,
        "Promise"
            | "PromiseLike"
            | "Awaited"
            | "Readonly"
            | "Partial"
            | "Required"
            | "NonNullable"
            | "InstanceType"
    )
}

fn is_nothing(text: &str) -> bool {
    matches!(text, "null" | "undefined" | "void" | "never")
}

fn following(constant: &Constant) -> Option<i64> {
    match constant {
        Constant::Number(text) => text.parse::<i64>().ok()?.checked_add(1),
        _ => None,
    }
}
