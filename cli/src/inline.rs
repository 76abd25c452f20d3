//! Where code that stands in a template stands there.
//!
//! Inline code is analysed as the file that it is deployed as. Its lines are those of the template where it is written as a
//! block; where it is written otherwise (quoted, joined from pieces) everything in it is at the function.

use analyzer::facts::Location;

/// A piece of inline code in its template.
pub(crate) struct Inline {
    /// The place of the function.
    function: Location,
    /// How many lines of the template are before it, and how far it is indented.
    block: Option<(u32, u32)>,
}

/// Code begins at most this many lines below its function's name.
const MOST: usize = 1000;

impl Inline {
    /// Looks for code from its function on.
    pub(crate) fn new(template: &str, function: Location, code: &str) -> Self {
        let first = usize::try_from(function.line).unwrap_or(usize::MAX);
        let code: Vec<&str> = code.lines().map(str::trim).collect();
        let lines = template.lines().skip(first).take(MOST + code.len());
        let lines: Vec<&str> = lines.collect();
        let is_here = |at: &usize| {
            let there = lines.get(*at..).unwrap_or_default();
            there.len() >= code.len() && there.iter().zip(&code).all(|(a, b)| a.trim() == *b)
        };
        let at = (0..lines.len()).find(is_here).filter(|_| code.len() > 1);
        let block = at.and_then(|at| {
            let indents = lines.get(at..at + code.len())?.iter();
            let indents = indents.filter(|it| !it.trim().is_empty());
            let indent = indents.map(|it| it.len() - it.trim_start().len()).min()?;
            Some((u32::try_from(first + at).ok()?, u32::try_from(indent).ok()?))
        });
        Self { function, block }
    }

    /// A place in the code as a place in the template.
    pub(crate) fn place(&self, inside: &Location) -> Location {
        match self.block {
            Some((before, indent)) => Location {
                file: self.function.file.clone(),
                line: inside.line.max(1).saturating_add(before),
                column: inside.column.saturating_add(indent),
            },
            None => self.function.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(template: &str, code: &str, line: u32, column: u32) -> (u32, u32) {
        let at = |line, column| Location {
            file: "t.yaml".to_owned(),
            line,
            column,
        };
        let found = Inline::new(template, at(1, 3), code).place(&at(line, column));
        (found.line, found.column)
    }

    #[test]
    fn lines_of_a_block_are_the_templates() {
        let template =
            "  Fn:\n    ZipFile: |\n      import boto3\n\n      def f():\n        pass\n";
        let code = "import boto3\n\ndef f():\n  pass\n";
        assert_eq!(place(template, code, 3, 1), (5, 7));
        assert_eq!(place(template, code, 4, 3), (6, 9));
    }

    #[test]
    fn code_that_is_no_block_is_at_the_function() {
        let template = "  Fn:\n    ZipFile: \"import boto3\\nx()\"\n";
        assert_eq!(place(template, "import boto3\nx()", 2, 1), (1, 3));
    }
}
