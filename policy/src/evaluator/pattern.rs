//! Patterns over texts and template expressions: IAM globs whose pieces may be names that only a deployment knows.
//!
//! `arn:aws:s3:::${Bucket}/*.json` is a pattern with one *name* (`${Bucket}`: some fixed text, the same wherever it
//! stands) and one `*`. Two questions are asked of two patterns: does one match everything the other does, and do they
//! have anything in common.

/// One position of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// This character.
    Char(char),
    /// Any one character: `?`.
    One,
    /// Any text, the empty one too: `*`.
    Any,
    /// A fixed text that only a deployment knows: the value of a parameter, an import, an account.
    Name(String),
    /// The name that CloudFormation makes for a resource of the template, by its logical id. It differs from the names of
    /// all other resources and from everything that is spelled out.
    Own(String),
    /// A policy variable, `${key}` or `${key, 'default'}`: replaced by the value of a condition key of the request.
    Variable(String),
}

/// A sequence of symbols; no two [`Symbol::Any`] are adjacent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern {
    symbols: Vec<Symbol>,
}

impl Pattern {
    /// A pattern as policies write it: `*` and `?` are wildcards.
    pub fn glob(text: &str) -> Self {
        let mut pattern = Self::default();
        for character in text.chars() {
            pattern.push(match character {
                '*' => Symbol::Any,
                '?' => Symbol::One,
                character => Symbol::Char(character),
            });
        }
        pattern
    }

    /// A pattern with policy variables: `${aws:username}` is one, `${*}`, `${?}` and `${$}` are the characters.
    pub fn glob_with_variables(text: &str) -> Self {
        let mut pattern = Self::default();
        let mut rest = text;
        while let Some((before, inner)) = rest.split_once("${") {
            let Some((name, after)) = inner.split_once('}') else {
                break;
            };
            pattern.extend(&Self::glob(before));
            pattern.push(match name {
                "*" => Symbol::Char('*'),
                "?" => Symbol::Char('?'),
                "$" => Symbol::Char('$'),
                name => Symbol::Variable(name.to_owned()),
            });
            rest = after;
        }
        pattern.extend(&Self::glob(rest));
        pattern
    }

    /// Appends another pattern.
    pub fn extend(&mut self, other: &Self) {
        for symbol in &other.symbols {
            self.push(symbol.clone());
        }
    }

    /// The same symbols with wildcards read as the characters they are written with.
    #[must_use]
    pub(crate) fn without_wildcards(&self) -> Self {
        let plain = |symbol: &Symbol| match symbol {
            Symbol::Any => Symbol::Char('*'),
            Symbol::One => Symbol::Char('?'),
            symbol => symbol.clone(),
        };
        Self {
            symbols: self.symbols.iter().map(plain).collect(),
        }
    }

    /// Split at the first five colons: the parts of an ARN. `None` when there are fewer.
    fn arn_parts(&self) -> Option<[Self; 6]> {
        let mut parts: Vec<Self> = vec![Self::default()];
        for symbol in &self.symbols {
            if *symbol == Symbol::Char(':') && parts.len() < 6 {
                parts.push(Self::default());
            } else if let Some(last) = parts.last_mut() {
                last.symbols.push(symbol.clone());
            }
        }
        parts.try_into().ok()
    }

    /// The parts of an ARN as a policy may write them: missing parts at the end are `*`.
    fn completed_arn_parts(&self) -> Option<[Self; 6]> {
        let is_arn = self.symbols.starts_with(&Self::literal("arn:").symbols);
        let mut whole = self.clone();
        let colons = self
            .symbols
            .iter()
            .filter(|it| **it == Symbol::Char(':'))
            .count();
        for _ in colons.min(5)..5 {
            whole.symbols.extend([Symbol::Char(':'), Symbol::Any]);
        }
        is_arn.then_some(whole)?.arn_parts()
    }

    /// One text, in which no character is a wildcard.
    pub fn literal(text: &str) -> Self {
        Self {
            symbols: text.chars().map(Symbol::Char).collect(),
        }
    }

    /// Any text.
    pub fn any() -> Self {
        Self {
            symbols: vec![Symbol::Any],
        }
    }

    /// Appends a symbol, keeping the invariant.
    pub fn push(&mut self, symbol: Symbol) {
        if symbol != Symbol::Any || self.symbols.last() != Some(&Symbol::Any) {
            self.symbols.push(symbol);
        }
    }

    /// The symbols.
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// Whether it is `*`.
    pub fn is_any(&self) -> bool {
        self.symbols == [Symbol::Any]
    }

    /// The same pattern with ASCII letters in lower case: how actions and condition keys are compared.
    #[must_use]
    pub fn lower_case(&self) -> Self {
        let lower = |symbol: &Symbol| match symbol {
            Symbol::Char(character) => Symbol::Char(character.to_ascii_lowercase()),
            symbol => symbol.clone(),
        };
        Self {
            symbols: self.symbols.iter().map(lower).collect(),
        }
    }

    /// The text, when it is one text.
    pub fn as_text(&self) -> Option<String> {
        let text = |symbol: &Symbol| match symbol {
            Symbol::Char(character) => Some(*character),
            _ => None,
        };
        self.symbols.iter().map(text).collect()
    }

    /// Whether every text that `narrow` matches is matched by this. May say no where it does (a name could hold
    /// anything), never yes where it does not.
    pub fn covers(&self, narrow: &Self) -> bool {
        let width = narrow.symbols.len() + 1;
        // Row by row over this pattern: which prefixes of `narrow` are matched so far.
        let mut row = vec![false; width];
        if let Some(first) = row.first_mut() {
            *first = true;
        }
        for symbol in &self.symbols {
            let mut next = vec![false; width];
            let mut reached = false;
            for (position, slot) in next.iter_mut().enumerate() {
                let here = row.get(position).copied().unwrap_or(false);
                let before = position.checked_sub(1);
                *slot = match symbol {
                    Symbol::Any => {
                        reached |= here;
                        reached
                    }
                    symbol => before.is_some_and(|before| {
                        let matched = row.get(before).copied().unwrap_or(false);
                        matched
                            && narrow
                                .symbols
                                .get(before)
                                .is_some_and(|it| takes(symbol, it))
                    }),
                };
            }
            row = next;
        }
        row.last().copied().unwrap_or(false)
    }

    /// Whether some text may be matched by both. May say yes where there is none (names are only told apart from
    /// nothing), never no where there is one.
    pub fn meets(&self, other: &Self) -> bool {
        let width = other.symbols.len() + 1;
        let mut row = vec![false; width];
        if let Some(first) = row.first_mut() {
            *first = true;
        }
        spread(&mut row, other);
        for symbol in &self.symbols {
            let mut next = vec![false; width];
            for (position, reached) in row.iter().enumerate() {
                if !*reached {
                    continue;
                }
                if is_open(symbol) {
                    next.iter_mut().skip(position).for_each(|slot| *slot = true);
                    break;
                }
                match other.symbols.get(position) {
                    Some(theirs) if is_open(theirs) => {
                        mark(&mut next, position);
                        mark(&mut next, position + 1);
                    }
                    Some(theirs) if shares(symbol, theirs) => mark(&mut next, position + 1),
                    _ => {}
                }
            }
            spread(&mut next, other);
            row = next;
        }
        row.last().copied().unwrap_or(false)
    }
}

/// Whether a pattern of ARNs matches every ARN that another stands for. Wildcards do not reach over the first five
/// colons; parts that a policy leaves out at the end are `*`.
pub(crate) fn arn_covers(wide: &Pattern, narrow: &Pattern) -> bool {
    match (wide.completed_arn_parts(), narrow.arn_parts()) {
        (Some(wide), Some(narrow)) => wide.iter().zip(&narrow).all(|(a, b)| a.covers(b)),
        _ => wide.covers(narrow),
    }
}

/// Whether two patterns of ARNs have one in common, see [`arn_covers`].
pub(crate) fn arn_meets(a: &Pattern, b: &Pattern) -> bool {
    match (a.completed_arn_parts(), b.arn_parts()) {
        (Some(a), Some(b)) => a.iter().zip(&b).all(|(a, b)| a.meets(b)),
        _ => a.meets(b),
    }
}

fn mark(row: &mut [bool], position: usize) {
    if let Some(slot) = row.get_mut(position) {
        *slot = true;
    }
}

/// What matches nothing may be skipped.
fn spread(row: &mut [bool], other: &Pattern) {
    for (position, symbol) in other.symbols.iter().enumerate() {
        if is_open(symbol) && row.get(position) == Some(&true) {
            mark(row, position + 1);
        }
    }
}

/// Stands for texts of any length, as far as one can tell.
fn is_open(symbol: &Symbol) -> bool {
    matches!(symbol, Symbol::Any | Symbol::Name(_) | Symbol::Variable(_))
}

/// Whether one symbol other than `*` matches everything that another stands for.
fn takes(wide: &Symbol, narrow: &Symbol) -> bool {
    match (wide, narrow) {
        (Symbol::One, Symbol::Char(_) | Symbol::One) => true,
        (Symbol::Variable(_), _) => false,
        (wide, narrow) => wide == narrow,
    }
}

/// Whether two symbols of one character have one in common.
fn shares(a: &Symbol, b: &Symbol) -> bool {
    let is_one = |it: &Symbol| matches!(it, Symbol::Char(_) | Symbol::One);
    a == b || is_one(a) && is_one(b) && (*a == Symbol::One || *b == Symbol::One)
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for symbol in &self.symbols {
            match symbol {
                Symbol::Char(character) => write!(f, "{character}")?,
                Symbol::One => write!(f, "?")?,
                Symbol::Any => write!(f, "*")?,
                Symbol::Name(name) | Symbol::Own(name) | Symbol::Variable(name) => {
                    write!(f, "${{{name}}}")?;
                }
            }
        }
        Ok(())
    }
}
