//! Format strings.

use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::text::{Hole, Text};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};

impl Interpreter<'_> {
    /// `"%s/%s" % (a, b)`.
    pub(crate) fn percent_format(&mut self, site: Site, left: Value, right: Value) -> Value {
        let unknown = Text::hole(Hole::Unknown(Reason::Computed));
        let Some(Atom::Text(format)) = self.pool.single(left).cloned() else {
            return self.pool.one(Atom::Text(unknown));
        };
        let Some(literal) = format.as_literal().map(str::to_owned) else {
            return self.pool.one(Atom::Text(unknown));
        };
        let tuple = self.known_elements(site, right, crate::ir::Over::Elements);
        let is_record =
            self.pool.has(right, |atom| matches!(atom, Atom::Object(_))) && tuple.is_none();
        let mut given = tuple.unwrap_or_else(|| vec![right]).into_iter();
        let mut parts = Vec::new();
        let mut rest = literal.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            parts.push(self.pool.text(before));
            let end = after
                .find(|c: char| c.is_ascii_alphabetic() || c == '%' || c == '(')
                .unwrap_or(0);
            let conversion = after.get(end..).and_then(|tail| tail.chars().next());
            rest = after
                .get(end + conversion.map_or(0, char::len_utf8)..)
                .unwrap_or_default();
            match conversion {
                Some('%') => parts.push(self.pool.text("%")),
                Some('(') => {
                    let (name, tail) = rest.split_once(')').unwrap_or((rest, ""));
                    parts.push(self.read_field(site, right, name));
                    let end = tail
                        .find(|c: char| c.is_ascii_alphabetic())
                        .map_or(tail.len(), |end| end + 1);
                    rest = tail.get(end..).unwrap_or_default();
                }
                _ if is_record => parts.push(self.unknown(Reason::Computed)),
                _ => {
                    let value = given.next();
                    let value = value.unwrap_or_else(|| self.unknown(Reason::Computed));
                    parts.push(value);
                }
            }
        }
        parts.push(self.pool.text(rest));
        self.concat(&parts)
    }

    /// `"{}/{name}".format(a, name=b)`.
    pub(crate) fn format_braces(
        &mut self,
        site: Site,
        format: &Text,
        arguments: &Arguments,
    ) -> Value {
        let Some(mut rest) = format.as_literal() else {
            return self
                .pool
                .one(Atom::Text(Text::hole(Hole::Unknown(Reason::Computed))));
        };
        let mut parts = Vec::new();
        let mut next = 0;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(self.pool.text(&before.replace("}}", "}")));
            if let Some(after) = after.strip_prefix('{') {
                parts.push(self.pool.text("{"));
                rest = after;
                continue;
            }
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let field = field.split(['!', ':']).next().unwrap_or_default();
            parts.push(self.format_field(site, field, &mut next, arguments));
        }
        parts.push(self.pool.text(&rest.replace("}}", "}")));
        self.concat(&parts)
    }

    fn format_field(
        &mut self,
        site: Site,
        field: &str,
        next: &mut usize,
        arguments: &Arguments,
    ) -> Value {
        let plain = field.split(['.', '[']).next().unwrap_or_default();
        let value = match plain.parse::<usize>() {
            Ok(position) => arguments.at(position),
            Err(_) if plain.is_empty() => {
                *next += 1;
                arguments.at(*next - 1)
            }
            Err(_) => Some(self.named_argument(site, arguments, plain)),
        };
        match value {
            Some(value) if value != Value::NEVER && plain == field => value,
            _ => self.unknown(Reason::Computed),
        }
    }
}
