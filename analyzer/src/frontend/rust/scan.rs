//! One pass over the text before it is parsed: hint comments, and how deep a parser will have to recurse.
//!
//! Knows just enough of the lexical grammar to tell comments, strings and brackets apart. Says nothing about validity.

use crate::ir::{HintComment, Span};

/// What a pass over the text finds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Comments that address the analysis, in order.
    pub(super) hints: Vec<HintComment>,
    /// Deepest nesting of brackets.
    pub(super) nesting: usize,
    /// Most tokens between two places where a parser is certain to be back at a list of things (`;`, `,`, a brace).
    pub(super) longest_run: usize,
}

/// Scans a source text.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        chars: text.chars().collect(),
        position: 0,
        line: 1,
        column: 1,
        code_on_line: false,
        depth: 0,
        run: 0,
        found: Scan::default(),
    };
    while scanner.step() {}
    scanner.found
}

struct Scanner {
    chars: Vec<char>,
    position: usize,
    line: u32,
    column: u32,
    code_on_line: bool,
    depth: usize,
    run: usize,
    found: Scan,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.position + ahead).copied()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek(0)?;
        self.position += 1;
        if next == '\n' {
            self.line += 1;
            self.column = 1;
            self.code_on_line = false;
        } else {
            self.column += 1;
        }
        Some(next)
    }

    fn step(&mut self) -> bool {
        let Some(next) = self.peek(0) else {
            return false;
        };
        match (next, self.peek(1)) {
            ('/', Some('/')) => self.line_comment(),
            ('/', Some('*')) => self.block_comment(),
            (space, _) if space.is_whitespace() => {
                self.bump();
            }
            _ => self.code(next),
        }
        true
    }

    fn code(&mut self, next: char) {
        self.code_on_line = true;
        self.run += 1;
        match next {
            '"' => self.string(),
            '\'' => self.quote(),
            word if word.is_alphabetic() || word == '_' => self.word(),
            digit if digit.is_ascii_digit() => self.skip_word(),
            _ => {
                self.bump();
                self.punctuation(next);
            }
        }
        self.found.longest_run = self.found.longest_run.max(self.run);
    }

    fn punctuation(&mut self, mark: char) {
        match mark {
            '(' | '[' | '{' => {
                self.depth += 1;
                self.found.nesting = self.found.nesting.max(self.depth);
            }
            ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if matches!(mark, ';' | ',' | '{' | '}') {
            self.run = 0;
        }
    }

    fn word(&mut self) {
        let start = self.position;
        self.skip_word();
        let raw = self
            .chars
            .get(start..self.position)
            .is_some_and(|word| matches!(word, ['r'] | ['b', 'r'] | ['c', 'r']));
        let mut hashes = 0;
        while self.peek(hashes) == Some('#') {
            hashes += 1;
        }
        if raw && self.peek(hashes) == Some('"') {
            self.raw_string(hashes);
        }
    }

    fn skip_word(&mut self) {
        while self
            .peek(0)
            .is_some_and(|next| next.is_alphanumeric() || next == '_')
        {
            self.bump();
        }
    }

    fn string(&mut self) {
        self.bump();
        while let Some(next) = self.bump() {
            match next {
                '\\' => {
                    self.bump();
                }
                '"' => return,
                _ => {}
            }
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        for _ in 0..=hashes {
            self.bump();
        }
        while let Some(next) = self.bump() {
            if next == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                for _ in 0..hashes {
                    self.bump();
                }
                return;
            }
        }
    }

    /// A character literal or a lifetime.
    fn quote(&mut self) {
        self.bump();
        match (self.peek(0), self.peek(1)) {
            (Some('\\'), _) => {
                self.bump();
                self.bump();
                while self
                    .peek(0)
                    .is_some_and(|next| next != '\'' && next != '\n')
                {
                    self.bump();
                }
                self.bump();
            }
            (Some(_), Some('\'')) => {
                self.bump();
                self.bump();
            }
            _ => {}
        }
    }

    fn line_comment(&mut self) {
        let at = self.here();
        let own_line = !self.code_on_line;
        let mut text = String::new();
        while self.peek(0).is_some_and(|next| next != '\n') {
            text.extend(self.bump());
        }
        self.comment(at, own_line, text.trim_start_matches("//"));
    }

    fn block_comment(&mut self) {
        let at = self.here();
        let own_line = !self.code_on_line;
        let mut text = String::new();
        let mut depth = 0usize;
        while let Some(next) = self.bump() {
            match (next, self.peek(0)) {
                ('/', Some('*')) => {
                    self.bump();
                    depth += 1;
                }
                ('*', Some('/')) => {
                    self.bump();
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => text.push(next),
            }
        }
        self.comment(at, own_line, &text);
    }

    fn comment(&mut self, at: Span, own_line: bool, text: &str) {
        if let Some(hint) = text.trim().strip_prefix("iam-tailor:") {
            self.found.hints.push(HintComment {
                at,
                own_line,
                text: hint.trim().to_owned(),
            });
        }
    }

    fn here(&self) -> Span {
        Span {
            line: self.line,
            column: self.column,
        }
    }
}
