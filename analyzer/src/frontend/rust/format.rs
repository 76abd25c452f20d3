//! Format strings: `"{}-{name}-{0:?}"` to pieces.

/// A piece of a format string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Literal text.
    Text(String),
    /// The text of an argument.
    Argument {
        /// Which.
        which: Which,
        /// It is the text of the value itself; otherwise (`{:?}`, `{:04}`, `{:x}`) something computed from it.
        plain: bool,
    },
}

/// Which argument a placeholder means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Which {
    /// By position; placeholders without a name count up.
    Position(usize),
    /// By name: a named argument, or a variable in scope.
    Name(String),
}

/// Takes a format string apart. Never fails: what is no placeholder is text.
pub(super) fn pieces(format: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut next = 0;
    let mut chars = format.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '{' | '}' if chars.peek() == Some(&char) => {
                chars.next();
                text.push(char);
            }
            '{' => {
                let inside: String = chars.by_ref().take_while(|char| *char != '}').collect();
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(argument(&inside, &mut next));
            }
            other => text.push(other),
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

fn argument(inside: &str, next: &mut usize) -> Piece {
    let (name, spec) = inside.split_once(':').unwrap_or((inside, ""));
    let name = name.trim();
    if spec.contains(".*") {
        *next += 1;
    }
    let which = if name.is_empty() {
        *next += 1;
        Which::Position(*next - 1)
    } else {
        name.parse()
            .map_or_else(|_| Which::Name(name.to_owned()), Which::Position)
    };
    Piece::Argument {
        which,
        plain: spec.trim().is_empty(),
    }
}
