//! Literals: strings, numbers, templates, objects and lists.

use super::escape::unescape;
use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{Argument, ArgumentKind, Constant, Entry, Expr, ExprId, Item};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// The value of a string literal.
    pub(super) fn string(&self, node: Node<'t>) -> String {
        let text = self.text(node);
        let inner = text
            .strip_prefix(['"', '\''])
            .and_then(|text| text.strip_suffix(['"', '\'']))
            .unwrap_or(text);
        unescape(inner)
    }

    /// Lowers a number.
    pub(super) fn number(&mut self, node: Node<'t>) -> ExprId {
        let text = normal_number(self.text(node));
        self.builder.expr(Expr::Constant(Constant::Number(text)))
    }

    /// The name of a property where it is known.
    pub(super) fn property_name(&self, key: Node<'t>) -> Option<String> {
        match self.kind(key) {
            Kind::String => Some(self.string(key)),
            Kind::Number => Some(normal_number(self.text(key))),
            Kind::ComputedPropertyName => {
                let inner = self.first(key)?;
                match self.kind(inner) {
                    Kind::String => Some(self.string(inner)),
                    Kind::TemplateString => self.plain_template(inner),
                    _ => None,
                }
            }
            _ => Some(self.text(key).to_owned()),
        }
    }

    /// Lowers the expression of a computed property name.
    pub(super) fn computed_key(&mut self, key: Node<'t>) -> ExprId {
        match self.first(key) {
            Some(inner) => self.expression(inner),
            None => self.builder.unknown(Reason::Missing),
        }
    }

    /// The text of a template without substitutions.
    pub(super) fn plain_template(&self, node: Node<'t>) -> Option<String> {
        let count = u32::try_from(node.named_child_count()).unwrap_or(u32::MAX);
        let mut children = (0..count).filter_map(|index| node.named_child(index));
        if children.any(|child| self.kind(child) == Kind::TemplateSubstitution) {
            return None;
        }
        let text = self.text(node);
        let inner = text
            .strip_prefix('`')
            .and_then(|text| text.strip_suffix('`'));
        inner.map(unescape)
    }

    /// Lowers a template literal.
    pub(super) fn template(&mut self, node: Node<'t>) -> ExprId {
        let (texts, values) = self.template_parts(node);
        self.at(node);
        if values.is_empty() {
            return self.builder.text(texts.concat());
        }
        let mut parts = Vec::with_capacity(texts.len() + values.len());
        let mut values = values.into_iter();
        for text in texts {
            if !text.is_empty() {
                parts.push(self.builder.text(text));
            }
            parts.extend(values.next());
        }
        self.builder.expr(Expr::Text(parts))
    }

    /// Lowers a template handed to a function.
    pub(super) fn tagged_template(&mut self, callee: ExprId, template: Node<'t>) -> ExprId {
        let (texts, values) = self.template_parts(template);
        self.at(template);
        let items = texts
            .into_iter()
            .map(|text| Item::One(self.builder.text(text)))
            .collect();
        let texts = self.builder.expr(Expr::List(items));
        let arguments = std::iter::once(texts)
            .chain(values)
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

    /// The texts of a template and the values between them: one text more than values.
    fn template_parts(&mut self, node: Node<'t>) -> (Vec<String>, Vec<ExprId>) {
        let mut texts = Vec::new();
        let mut values = Vec::new();
        let mut from = node.start_byte() + 1;
        for child in self.named(node) {
            if self.kind(child) != Kind::TemplateSubstitution {
                continue;
            }
            texts.push(unescape(self.source.between(from, child.start_byte())));
            from = child.end_byte();
            values.push(match self.first(child) {
                Some(inner) => self.expression(inner),
                None => self.builder.unknown(Reason::Missing),
            });
        }
        let end = node.end_byte().saturating_sub(1);
        texts.push(unescape(self.source.between(from, end)));
        (texts, values)
    }

    /// Lowers a list.
    pub(super) fn list(&mut self, node: Node<'t>) -> ExprId {
        let mut items = Vec::new();
        let mut hole = true;
        for part in self.children(node) {
            if part.is_named() {
                hole = false;
                items.push(self.item(part));
            } else if part.kind() == "," && std::mem::replace(&mut hole, true) {
                items.push(Item::One(self.builder.null()));
            }
        }
        self.at(node);
        self.builder.expr(Expr::List(items))
    }

    fn item(&mut self, node: Node<'t>) -> Item {
        match self.spread(node) {
            Some(value) => Item::Spread(value),
            None => Item::One(self.expression(node)),
        }
    }

    /// Lowers what stands behind `...`.
    pub(super) fn spread(&mut self, node: Node<'t>) -> Option<ExprId> {
        if self.kind(node) != Kind::SpreadElement {
            return None;
        }
        let inner = self.first(node)?;
        Some(self.expression(inner))
    }

    /// Lowers an object literal.
    pub(super) fn object(&mut self, node: Node<'t>) -> ExprId {
        let mut entries = Vec::new();
        for part in self.named(node) {
            entries.extend(self.entry(part));
        }
        self.at(node);
        self.builder.expr(Expr::Record(entries))
    }

    fn entry(&mut self, part: Node<'t>) -> Option<Entry> {
        self.at(part);
        match self.kind(part) {
            Kind::Pair => {
                let key = self.child(part, Field::Key)?;
                let value = self.child(part, Field::Value)?;
                Some(match self.property_name(key) {
                    Some(name) => Entry::Field(name.clone(), self.named_value(value, &name)),
                    None => {
                        let key = self.computed_key(key);
                        Entry::Computed(key, self.expression(value))
                    }
                })
            }
            Kind::ShorthandPropertyIdentifier | Kind::Identifier => {
                let name = self.text(part);
                Some(Entry::Field(name.to_owned(), self.read(name)))
            }
            Kind::SpreadElement => self.spread(part).map(Entry::Spread),
            Kind::MethodDefinition => self.method_entry(part),
            _ => {
                let value = self.parts(part);
                Some(Entry::Spread(value))
            }
        }
    }

    /// A method of an object literal; a getter is called at once, a setter is left out.
    fn method_entry(&mut self, part: Node<'t>) -> Option<Entry> {
        let key = self.child(part, Field::Name)?;
        let name = self.property_name(key);
        let computed = match name {
            Some(_) => None,
            None => Some(self.computed_key(key)),
        };
        let shown = name.as_deref().unwrap_or("<computed>");
        let function = self.function(part, shown);
        self.at(part);
        let value = if self.has_keyword(part, "get") {
            self.builder.expr(Expr::Call {
                callee: function,
                arguments: Vec::new(),
                new: false,
            })
        } else if self.has_keyword(part, "set") {
            return None;
        } else {
            function
        };
        Some(match (name, computed) {
            (Some(name), _) => Entry::Field(name, value),
            (None, Some(key)) => Entry::Computed(key, value),
            (None, None) => return None,
        })
    }
}

/// A number as a decimal without separators where it is an integer, else as written without separators.
pub(super) fn normal_number(text: &str) -> String {
    let text = text.replace('_', "");
    let digits = text.strip_suffix('n').unwrap_or(&text);
    let lower = digits.to_ascii_lowercase();
    let radix = match lower.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    if radix != 0 {
        let value = lower.get(2..).map(|rest| u128::from_str_radix(rest, radix));
        return match value {
            Some(Ok(value)) => value.to_string(),
            _ => text,
        };
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return normal_integer(digits);
    }
    match digits.parse::<f64>() {
        Ok(value) if value.fract() == 0.0 && value.abs() < 9e15 => format!("{value:.0}"),
        _ => digits.to_owned(),
    }
}

fn normal_integer(digits: &str) -> String {
    let stripped = digits.trim_start_matches('0');
    let is_octal = stripped.len() < digits.len() && digits.bytes().all(|byte| byte < b'8');
    if is_octal && let Ok(value) = u128::from_str_radix(digits, 8) {
        return value.to_string();
    }
    match stripped {
        "" => "0".to_owned(),
        stripped => stripped.to_owned(),
    }
}
