//! Expressions, but for calls, comprehensions and strings.

use super::functions::First;
use super::lowering::Lowering;
use super::syntax::{Field, Kind, field, kind};
use super::targets::operator_of;
use crate::facts::Reason;
use crate::ir::{
    Block, ChoiceOperator, Constant, Entry, Expr, ExprId, Item, Operator, Place, Stmt,
};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers an expression.
    pub(super) fn expr(&mut self, node: Node<'t>) -> ExprId {
        match self.deeper(node, |lowering| lowering.expr_of_kind(node)) {
            Some(id) => id,
            None => self.add(node, Expr::Unknown(Reason::Budget)),
        }
    }

    /// Lowers the expression in a field.
    pub(super) fn expr_in(&mut self, node: Node<'t>, name: Field) -> ExprId {
        match field(node, name) {
            Some(child) => self.expr(child),
            None => self.computed(node),
        }
    }

    fn expr_of_kind(&mut self, node: Node<'t>) -> ExprId {
        match kind(node) {
            Kind::Identifier => self.read(node),
            Kind::Attribute => self.attribute(node),
            Kind::Call => self.call(node),
            Kind::Subscript => self.subscript(node),
            Kind::String | Kind::ConcatenatedString => self.string(node),
            Kind::Integer | Kind::Float => {
                let number = Constant::Number(number(self.text_of(node)));
                self.constant(node, number)
            }
            Kind::True => self.constant(node, Constant::Bool(true)),
            Kind::False => self.constant(node, Constant::Bool(false)),
            Kind::None => self.constant(node, Constant::Null),
            Kind::ParenthesizedExpression
            | Kind::Await
            | Kind::AsPattern
            | Kind::Type
            | Kind::AsPatternTarget => self.inner(node),
            Kind::List
            | Kind::Tuple
            | Kind::Set
            | Kind::ExpressionList
            | Kind::PatternList
            | Kind::TuplePattern
            | Kind::ListPattern => {
                let parts = self.named(node);
                self.list_of(node, &parts)
            }
            Kind::Dictionary => self.dictionary(node),
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::GeneratorExpression
            | Kind::DictionaryComprehension => self.comprehension(node),
            Kind::BinaryOperator => self.binary(node),
            Kind::UnaryOperator => self.unary(node),
            Kind::BooleanOperator => self.boolean(node),
            Kind::NotOperator => {
                let value = self.expr_in(node, Field::Argument);
                self.add(node, Expr::Not(value))
            }
            Kind::ComparisonOperator => self.comparison(node),
            Kind::ConditionalExpression => self.conditional(node),
            Kind::Lambda => self.lambda(node, First::Parameter),
            Kind::NamedExpression => self.named_expression(node),
            Kind::Yield => self.yielded(node),
            Kind::Error => self.salvage(node),
            _ => self.computed(node),
        }
    }

    fn inner(&mut self, node: Node<'t>) -> ExprId {
        match self.first(node) {
            Some(inner) => self.expr(inner),
            None => self.computed(node),
        }
    }

    /// Evaluates what can be made out in a place that does not parse.
    fn salvage(&mut self, node: Node<'t>) -> ExprId {
        let mut body = Block::new();
        self.block(node, &mut body);
        let result = self.computed(node);
        self.add(node, Expr::Do { body, result })
    }

    fn attribute(&mut self, node: Node<'t>) -> ExprId {
        let object = self.expr_in(node, Field::Object);
        let name = self.attribute_name(node);
        self.add(node, Expr::Field { object, name })
    }

    /// The name after the dot; a constructor goes by one name in all languages.
    pub(super) fn attribute_name(&self, node: Node<'t>) -> String {
        let name = field(node, Field::Attribute).map_or("", |name| self.text_of(name));
        member_name(name).to_owned()
    }

    /// A list of expressions; a starred one gives its elements.
    pub(super) fn list_of(&mut self, node: Node<'t>, parts: &[Node<'t>]) -> ExprId {
        let items = parts.iter().map(|part| self.item(*part)).collect();
        self.add(node, Expr::List(items))
    }

    fn item(&mut self, node: Node<'t>) -> Item {
        let node = self.without_parentheses(node);
        match kind(node) {
            Kind::ListSplat | Kind::ListSplatPattern | Kind::ParenthesizedListSplat => {
                Item::Spread(self.inner(node))
            }
            _ => Item::One(self.expr(node)),
        }
    }

    fn dictionary(&mut self, node: Node<'t>) -> ExprId {
        let mut entries = Vec::new();
        for part in self.named(node) {
            match kind(part) {
                Kind::Pair => entries.push(self.pair(part)),
                Kind::DictionarySplat => entries.push(Entry::Spread(self.inner(part))),
                _ => {}
            }
        }
        self.add(node, Expr::Record(entries))
    }

    fn pair(&mut self, node: Node<'t>) -> Entry {
        let key = field(node, Field::Key).map(|key| (key, self.plain_text(key)));
        let value = self.expr_in(node, Field::Value);
        match key {
            Some((_, Some(name))) => Entry::Field(name, value),
            Some((key, None)) => Entry::Computed(self.expr(key), value),
            None => Entry::Computed(self.computed(node), value),
        }
    }

    fn binary(&mut self, node: Node<'t>) -> ExprId {
        let operator = field(node, Field::Operator).map_or("", |operator| operator.kind());
        let left = self.expr_in(node, Field::Left);
        let right = self.expr_in(node, Field::Right);
        self.add(
            node,
            Expr::Binary {
                operator: operator_of(operator),
                left,
                right,
            },
        )
    }

    fn unary(&mut self, node: Node<'t>) -> ExprId {
        let operator = field(node, Field::Operator).map_or("", |operator| operator.kind());
        if let Some(argument) = field(node, Field::Argument)
            && matches!(kind(argument), Kind::Integer | Kind::Float)
            && operator == "-"
        {
            let number = format!("-{}", number(self.text_of(argument)));
            return self.constant(node, Constant::Number(number));
        }
        let right = self.expr_in(node, Field::Argument);
        let left = self.constant(node, Constant::Number("0".to_owned()));
        self.add(
            node,
            Expr::Binary {
                operator: Operator::Other,
                left,
                right,
            },
        )
    }

    fn boolean(&mut self, node: Node<'t>) -> ExprId {
        let operator = match field(node, Field::Operator).map(|operator| operator.kind()) {
            Some("and") => ChoiceOperator::And,
            _ => ChoiceOperator::Or,
        };
        let left = self.expr_in(node, Field::Left);
        let right = self.expr_in(node, Field::Right);
        self.add(
            node,
            Expr::Choice {
                operator,
                left,
                right,
            },
        )
    }

    /// `a < b < c` is `a < (t = b) and t < c`.
    fn comparison(&mut self, node: Node<'t>) -> ExprId {
        let (operands, operators) = self.comparison_parts(node);
        let Some((first, rest)) = operands.split_first() else {
            return self.computed(node);
        };
        let mut left = self.expr(*first);
        let mut result = None;
        for (at, (operator, operand)) in operators.iter().zip(rest).enumerate() {
            let mut right = self.expr(*operand);
            let mut next = right;
            if at + 1 < rest.len() {
                self.at(*operand);
                let slot = self.builder.temporary();
                right = self.builder.assign(Place::Local(slot), right);
                next = self.builder.read_slot(slot);
            }
            let test = self.compare(node, operator, left, right);
            left = next;
            result = Some(match result {
                None => test,
                Some(before) => self.both(node, before, test),
            });
        }
        result.unwrap_or(left)
    }

    fn comparison_parts(&self, node: Node<'t>) -> (Vec<Node<'t>>, Vec<&'t str>) {
        let mut cursor = node.walk();
        let mut operands = Vec::new();
        let mut operators = Vec::new();
        for child in node.children(&mut cursor) {
            if !child.is_named() {
                operators.push(child.kind());
            } else if !child.is_extra() {
                operands.push(child);
            }
        }
        (operands, operators)
    }

    fn compare(&mut self, node: Node<'t>, operator: &str, left: ExprId, right: ExprId) -> ExprId {
        let negated = operator == "not in";
        let operator = operator_of(operator.trim_start_matches("not "));
        let test = self.add(
            node,
            Expr::Binary {
                operator,
                left,
                right,
            },
        );
        if negated {
            return self.add(node, Expr::Not(test));
        }
        test
    }

    /// `left and right`.
    pub(super) fn both(&mut self, node: Node<'_>, left: ExprId, right: ExprId) -> ExprId {
        self.add(
            node,
            Expr::Choice {
                operator: ChoiceOperator::And,
                left,
                right,
            },
        )
    }

    fn conditional(&mut self, node: Node<'t>) -> ExprId {
        let parts = self.named(node);
        let [then, test, otherwise] = parts.as_slice() else {
            return self.salvage(node);
        };
        let test = self.expr(*test);
        let then = self.expr(*then);
        let otherwise = self.expr(*otherwise);
        self.add(
            node,
            Expr::Conditional {
                test,
                then,
                otherwise,
            },
        )
    }

    fn named_expression(&mut self, node: Node<'t>) -> ExprId {
        let value = self.expr_in(node, Field::Value);
        let Some(name) = field(node, Field::Name) else {
            return value;
        };
        let place = self.place(self.text_of(name));
        self.add(node, Expr::Assign { place, value })
    }

    fn yielded(&mut self, node: Node<'t>) -> ExprId {
        self.builder.mark_generator();
        let each = {
            let mut cursor = node.walk();
            node.children(&mut cursor)
                .any(|child| child.kind() == "from")
        };
        let value = match self.first(node) {
            Some(value) => self.expr(value),
            None => self.constant(node, Constant::Null),
        };
        self.add(node, Expr::Yield { value, each })
    }

    fn subscript(&mut self, node: Node<'t>) -> ExprId {
        let object = self.expr_in(node, Field::Value);
        let parts = self.subscripts(node);
        let index = match parts.as_slice() {
            [only] if kind(*only) == Kind::Slice => return self.slice(node, *only, object),
            [only] => self.expr(*only),
            _ => self.list_of(node, &parts),
        };
        self.add(node, Expr::Index { object, index })
    }

    /// What stands between the brackets.
    pub(super) fn subscripts(&self, node: Node<'t>) -> Vec<Node<'t>> {
        let value = field(node, Field::Value);
        let mut parts = self.named(node);
        parts.retain(|part| Some(*part) != value);
        parts
    }

    /// `x[2:]` leaves out leading elements; other slices are calls of an intrinsic with start, stop and, where there
    /// is one, step.
    fn slice(&mut self, node: Node<'t>, slice: Node<'t>, object: ExprId) -> ExprId {
        let bounds = self.slice_bounds(slice);
        if let [Some(start), None] = bounds.as_slice()
            && kind(*start) == Kind::Integer
            && let Ok(from) = number(self.text_of(*start)).parse()
        {
            return self.add(
                node,
                Expr::Rest {
                    object,
                    from,
                    keys: Vec::new(),
                },
            );
        }
        let mut arguments = vec![object];
        for bound in bounds {
            arguments.push(match bound {
                Some(bound) => self.expr(bound),
                None => self.constant(slice, Constant::Null),
            });
        }
        self.intrinsic(node, "%slice", arguments)
    }

    /// Start and stop, and step when there is one.
    fn slice_bounds(&self, slice: Node<'t>) -> Vec<Option<Node<'t>>> {
        let mut bounds = vec![None];
        let mut cursor = slice.walk();
        for child in slice.children(&mut cursor) {
            if child.kind() == ":" {
                bounds.push(None);
            } else if child.is_named()
                && !child.is_extra()
                && let Some(last) = bounds.last_mut()
            {
                *last = Some(child);
            }
        }
        if let [_, _, None] = bounds.as_slice() {
            bounds.pop();
        }
        bounds
    }

    /// Statements to evaluate before an expression, if any.
    pub(super) fn after(&mut self, node: Node<'_>, body: Vec<Stmt>, result: ExprId) -> ExprId {
        if body.is_empty() {
            return result;
        }
        self.add(node, Expr::Do { body, result })
    }
}

/// The name of a member of a class: constructors have one name in all languages.
pub(super) fn member_name(name: &str) -> &str {
    match name {
        "__init__" => "constructor",
        name => name,
    }
}

/// A number as a decimal where it is an integer, else as written, without separators.
pub(super) fn number(text: &str) -> String {
    let plain = text.replace('_', "").to_ascii_lowercase();
    let digits = plain.strip_suffix('l').unwrap_or(&plain);
    let parsed = match digits.get(..2) {
        Some("0x") => digits.get(2..).map(|hex| u128::from_str_radix(hex, 16)),
        Some("0o") => digits.get(2..).map(|octal| u128::from_str_radix(octal, 8)),
        Some("0b") => digits
            .get(2..)
            .map(|binary| u128::from_str_radix(binary, 2)),
        _ => Some(digits.parse()),
    };
    match parsed {
        Some(Ok(number)) => number.to_string(),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_become_decimals() {
        assert_eq!(number("0x1F"), "31");
        assert_eq!(number("0b10"), "2");
        assert_eq!(number("0o17"), "15");
        assert_eq!(number("1_000"), "1000");
        assert_eq!(number("10L"), "10");
    }

    #[test]
    fn other_numbers_stay_as_written() {
        assert_eq!(number("1.5e3"), "1.5e3");
        assert_eq!(number("2j"), "2j");
    }
}
