//! Text whose pieces the template may compute: what names and ARNs are made of while a call is bound.
//!
//! A [`Text`] is flat: `Fn::Sub`, `Fn::Join` and Serverless strings are taken apart into [`Part`]s when they are read,
//! and one intrinsic is written again at the end ([`Text::to_expr`]). Knows no resources and no ARN formats.

use crate::expr::Expr;
use crate::presence::Presence;

/// A sequence of pieces. No two literals are adjacent, none is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Text {
    parts: Vec<Part>,
    when: Option<Presence>,
}

/// A piece of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Known text.
    Literal(String),
    /// Text that the template knows: `Ref`, `Fn::GetAtt`, `Fn::ImportValue`, or a Serverless variable as
    /// [`Expr::Text`] (`${self:custom.x}`).
    Template(Expr),
    /// Text that CloudFormation makes up when it names a resource: open, yet of one resource only.
    Generated,
    /// Text known only at run time.
    Any,
}

impl Text {
    fn of(part: Part) -> Self {
        Self {
            parts: vec![part],
            when: None,
        }
    }

    /// Known text.
    pub fn literal(text: &str) -> Self {
        let mut result = Self::default();
        result.push(Part::Literal(text.to_owned()));
        result
    }

    /// Known text in which `*` stands for any text.
    pub fn pattern(text: &str) -> Self {
        let mut result = Self::default();
        for (position, piece) in text.split('*').enumerate() {
            if position > 0 {
                result.push(Part::Any);
            }
            result.push(Part::Literal(piece.to_owned()));
        }
        result
    }

    /// Text known only at run time.
    pub fn any() -> Self {
        Self::of(Part::Any)
    }

    /// Text that CloudFormation makes up.
    pub fn generated() -> Self {
        Self::of(Part::Generated)
    }

    /// One expression of the template.
    pub fn template(expr: Expr) -> Self {
        Self::of(Part::Template(expr))
    }

    /// A `Ref` to a pseudo parameter, a parameter or a resource.
    pub fn reference(name: &str) -> Self {
        Self::template(Expr::reference(name))
    }

    /// The condition without which the text must not be used: it stands for nothing then, perhaps for the empty text.
    pub fn when(&self) -> Option<&Presence> {
        self.when.as_ref()
    }

    /// The same text, to be used under a condition only.
    #[must_use]
    pub fn only_when(mut self, when: Option<Presence>) -> Self {
        self.when = self.when.or(when);
        self
    }

    /// The pieces.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it is the empty text.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Appends a piece, keeping the invariants.
    pub fn push(&mut self, part: Part) {
        match (self.parts.last_mut(), part) {
            (_, Part::Literal(text)) if text.is_empty() => {}
            (Some(Part::Literal(last)), Part::Literal(text)) => last.push_str(&text),
            (Some(Part::Any), Part::Any) => {}
            (Some(Part::Generated), Part::Generated) => {}
            (_, part) => self.parts.push(part),
        }
    }

    /// Appends another text.
    pub fn extend(&mut self, other: &Self) {
        for part in &other.parts {
            self.push(part.clone());
        }
        if self.when.is_none() {
            self.when.clone_from(&other.when);
        }
    }

    /// This text followed by another.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.extend(other);
        self
    }

    /// This text followed by known text.
    #[must_use]
    pub fn then_literal(mut self, text: &str) -> Self {
        self.push(Part::Literal(text.to_owned()));
        self
    }

    /// The text, when all of it is known.
    pub fn as_literal(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The expression, when it is nothing but one.
    pub fn as_template(&self) -> Option<&Expr> {
        match self.parts.as_slice() {
            [Part::Template(expr)] => Some(expr),
            _ => None,
        }
    }

    /// The known text it begins with.
    pub fn leading_literal(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// Whether any piece is known only at run time.
    pub fn has_unknown(&self) -> bool {
        self.parts.contains(&Part::Any)
    }

    /// Whether it is wholly known at deployment.
    pub fn is_known(&self) -> bool {
        !self.has_unknown()
    }

    /// Whether nothing at all is known of it.
    pub fn is_any(&self) -> bool {
        matches!(self.parts.as_slice(), [Part::Any])
    }

    /// Splits at the first occurrence of a separator in known text.
    ///
    /// A piece that is not known text may hide a separator: expressions of the template are taken to hold none (they
    /// name one thing), run-time pieces may, so that the split of `<unknown>/x` is (`<unknown>`, `x`).
    pub fn split_once(&self, separator: char) -> Option<(Self, Self)> {
        let mut before = Self::default();
        let mut parts = self.parts.iter();
        while let Some(part) = parts.next() {
            if let Part::Literal(text) = part
                && let Some((left, right)) = text.split_once(separator)
            {
                before.push(Part::Literal(left.to_owned()));
                let mut after = Self::literal(right);
                parts.for_each(|part| after.push(part.clone()));
                let when = self.when.clone();
                return Some((before.only_when(when.clone()), after.only_when(when)));
            }
            before.push(part.clone());
        }
        None
    }

    /// Splits at every occurrence of a separator in known text; see [`Text::split_once`].
    pub fn split(&self, separator: char) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut rest = self.clone();
        while let Some((before, after)) = rest.split_once(separator) {
            pieces.push(before);
            rest = after;
        }
        pieces.push(rest);
        pieces
    }

    /// Without a known prefix, if it begins with it.
    pub fn strip_prefix(&self, prefix: &str) -> Option<Self> {
        let mut parts = self.parts.iter();
        let Some(Part::Literal(first)) = parts.next() else {
            return prefix.is_empty().then(|| self.clone());
        };
        let mut rest = Self::literal(first.strip_prefix(prefix)?);
        parts.for_each(|part| rest.push(part.clone()));
        Some(rest.only_when(self.when.clone()))
    }

    /// The resource string of a statement: an expression as it stands, plain text, or one `Fn::Sub`.
    ///
    /// Run-time pieces become `*`. Characters of known text that IAM or the template would read as syntax (`*`, and
    /// `$` before `{`) become `?`, which matches any one character: at most too wide, never too narrow.
    pub fn to_expr(&self) -> Expr {
        match self.parts.as_slice() {
            [Part::Template(expr)] => return expr.clone(),
            parts if parts.iter().all(is_plain) => return Expr::Text(self.plain()),
            _ => {}
        }
        let mut text = String::new();
        let mut variables: Vec<(String, Expr)> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Literal(literal) => text.push_str(&neutral(literal)),
                Part::Any | Part::Generated => text.push('*'),
                Part::Template(expr) => text.push_str(&placeholder(expr, &mut variables)),
            }
        }
        let argument = if variables.is_empty() {
            Expr::Text(text)
        } else {
            Expr::List(vec![Expr::Text(text), Expr::Map(variables)])
        };
        Expr::Call("Fn::Sub".to_owned(), Box::new(argument))
    }

    fn plain(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Literal(text) => neutral(text),
                Part::Any | Part::Generated => "*".to_owned(),
                Part::Template(expr) => expr.as_text().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// How a person would write it: `arn:aws:s3:::${Bucket}/*`.
    pub fn display(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Literal(text) => text.clone(),
                Part::Any | Part::Generated => "*".to_owned(),
                Part::Template(expr) => match expr {
                    Expr::Text(text) => text.clone(),
                    expr => inline(expr).unwrap_or_else(|| expr.to_json().to_string()),
                },
            })
            .collect()
    }
}

/// Needs no `Fn::Sub`: known text, a wildcard, or a variable that the framework replaces before CloudFormation.
fn is_plain(part: &Part) -> bool {
    matches!(
        part,
        Part::Literal(_) | Part::Any | Part::Generated | Part::Template(Expr::Text(_))
    )
}

/// Known text without characters that have a meaning in a resource or in `Fn::Sub`.
fn neutral(literal: &str) -> String {
    literal.replace("${", "?{").replace('*', "?")
}

/// What stands for an expression inside of a `Fn::Sub`; adds to its variables when it has no short form.
fn placeholder(expr: &Expr, variables: &mut Vec<(String, Expr)>) -> String {
    if let Some(short) = inline(expr) {
        return short;
    }
    let known = variables
        .iter()
        .find(|(_, value)| value == expr)
        .map(|(name, _)| name.clone());
    let name = known.unwrap_or_else(|| {
        let name = match variables.len() {
            0 => "Value".to_owned(),
            n => format!("Value{}", n + 1),
        };
        variables.push((name.clone(), expr.clone()));
        name
    });
    format!("${{{name}}}")
}

/// The short form of an expression inside of a `Fn::Sub`: `${Orders}`, `${Orders.Arn}`, a Serverless variable.
fn inline(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Text(text) => Some(text.clone()),
        Expr::Call(name, argument) if name == "Ref" => {
            Some(format!("${{{}}}", argument.as_text()?))
        }
        Expr::Call(name, argument) if name == "Fn::GetAtt" => match argument.as_ref() {
            Expr::Text(path) => Some(format!("${{{path}}}")),
            Expr::List(path) => {
                let path: Option<Vec<&str>> = path.iter().map(Expr::as_text).collect();
                Some(format!("${{{}}}", path?.join(".")))
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_expression_stands_alone() {
        let text = Text::template(Expr::get_att("Orders", "Arn"));
        assert_eq!(
            text.to_expr().to_json(),
            json!({"Fn::GetAtt": ["Orders", "Arn"]})
        );
    }

    #[test]
    fn pieces_become_one_sub() {
        let text = Text::template(Expr::get_att("Orders", "Arn"))
            .then_literal("/index/")
            .then(&Text::any());
        assert_eq!(
            text.to_expr().to_json(),
            json!({"Fn::Sub": "${Orders.Arn}/index/*"})
        );
    }

    #[test]
    fn expressions_without_a_short_form_become_variables() {
        let import = Expr::Call("Fn::ImportValue".into(), Box::new(Expr::text("Bucket")));
        let text = Text::literal("arn:aws:s3:::")
            .then(&Text::template(import))
            .then_literal("/*");
        assert_eq!(
            text.to_expr().to_json(),
            json!({"Fn::Sub": ["arn:aws:s3:::${Value}/?", {"Value": {"Fn::ImportValue": "Bucket"}}]})
        );
    }

    #[test]
    fn syntax_in_known_text_is_neutral() {
        let text = Text::literal("a*b${c}").then(&Text::any());
        assert_eq!(text.to_expr(), Expr::text("a?b?{c}*"));
    }

    #[test]
    fn serverless_variables_need_no_sub() {
        let text = Text::literal("t-").then(&Text::template(Expr::text("${self:stage}")));
        assert_eq!(text.to_expr(), Expr::text("t-${self:stage}"));
        let text = Text::reference("AWS::Region").then(&text);
        assert_eq!(
            text.to_expr().to_json(),
            json!({"Fn::Sub": "${AWS::Region}t-${self:stage}"})
        );
    }

    #[test]
    fn splits_at_known_separators() {
        let text = Text::literal("bucket/")
            .then(&Text::any())
            .then_literal("/x");
        let (bucket, key) = text.split_once('/').unwrap();
        assert_eq!(bucket.as_literal(), Some("bucket"));
        assert_eq!(key.display(), "*/x");
        assert_eq!(text.split('/').len(), 3);
        assert_eq!(text.strip_prefix("buck").unwrap().display(), "et/*/x");
    }
}
