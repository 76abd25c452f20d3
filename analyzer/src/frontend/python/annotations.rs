//! Type annotations, as expressions that evaluate to a class or library type.
//!
//! Read as text, so that quoted annotations need no second way. `Optional[X]`, `X | None`, `Annotated[X, …]` and their
//! kin mean `X`; containers, unions of several types and types of the language itself say nothing.

use super::lowering::Lowering;
use crate::ir::ExprId;
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// The type that an annotation names, when there is exactly one worth knowing.
    pub(super) fn annotation(&mut self, node: Node<'t>) -> Option<ExprId> {
        let path = named_type(self.text_of(node), MAX_PEELED)?;
        let mut names = path.split('.').map(str::trim);
        let first = names.next()?;
        self.at(node);
        let mut value = self.read_name(first);
        for name in names {
            value = self.builder.field(value, name);
        }
        Some(value)
    }
}

/// How many wrappers are taken off an annotation.
const MAX_PEELED: u32 = 8;

/// The dotted name of the one type that matters in an annotation.
fn named_type(text: &str, peel: u32) -> Option<&str> {
    let peel = peel.checked_sub(1)?;
    let text = unquoted(text.trim());
    let mut alternatives = split_outside_brackets(text, '|')
        .into_iter()
        .filter(|part| *part != "None");
    let only = alternatives.next()?;
    if alternatives.next().is_some() {
        return None;
    }
    if only.len() < text.len() {
        return named_type(only, peel);
    }
    let Some((wrapper, arguments)) = text.strip_suffix(']').and_then(|text| text.split_once('['))
    else {
        return is_path(text)
            .then_some(text)
            .filter(|path| !says_nothing(path));
    };
    let arguments = split_outside_brackets(arguments, ',');
    let wrapper = wrapper.trim();
    match wrapper.rsplit('.').next().unwrap_or(wrapper) {
        "Optional" | "Annotated" | "Final" | "InitVar" | "ClassVar" | "Required"
        | "NotRequired" | "Awaitable" => named_type(arguments.first()?, peel),
        "Union" => {
            let mut types = arguments
                .iter()
                .filter(|part| **part != "None" && !part.is_empty());
            let only = types.next()?;
            match types.next() {
                None => named_type(only, peel),
                Some(_) => None,
            }
        }
        _ => None,
    }
}

fn unquoted(text: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = text
            .strip_prefix(quote)
            .and_then(|text| text.strip_suffix(quote))
        {
            return inner.trim();
        }
    }
    text
}

fn is_path(text: &str) -> bool {
    text.split('.').all(|name| {
        let name = name.trim();
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Types of the language, of which knowing tells nothing about AWS.
fn says_nothing(path: &str) -> bool {
    matches!(
        path.rsplit('.').next().unwrap_or(path),
        "str"
            | "int"
            | "float"
            | "bool"
            | "bytes"
            | "complex"
            | "object"
            | "dict"
            | "list"
            | "tuple"
            | "set"
            | "frozenset"
            | "bytearray"
            | "type"
            | "None"
            | "Any"
            | "Dict"
            | "List"
            | "Tuple"
            | "Set"
            | "FrozenSet"
            | "Callable"
            | "Iterable"
            | "Iterator"
            | "Generator"
            | "Sequence"
            | "Mapping"
            | "MutableMapping"
            | "Type"
            | "True"
            | "False"
            | "Self"
            | "Never"
            | "NoReturn"
    )
}

fn split_outside_brackets(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_i32;
    text.split(|c: char| {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            _ => {}
        }
        c == separator && depth == 0
    })
    .map(str::trim)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(annotation: &str, expected: Option<&str>) {
        assert_eq!(named_type(annotation, MAX_PEELED), expected, "{annotation}");
    }

    #[test]
    fn wrappers_are_taken_off() {
        check("S3Client", Some("S3Client"));
        check("'S3Client'", Some("S3Client"));
        check("Optional[\"mypy.S3Client\"]", Some("mypy.S3Client"));
        check("S3Client | None", Some("S3Client"));
        check("'S3Client | None'", Some("S3Client"));
        check(
            "typing.Annotated[Optional[Table], Depends(get)]",
            Some("Table"),
        );
        check("Union[None, Table]", Some("Table"));
    }

    #[test]
    fn what_names_no_single_type_says_nothing() {
        check("list[S3Client]", None);
        check("A | B", None);
        check("Union[A, B]", None);
        check("dict", None);
        check("Dict[str, Any]", None);
        check("Callable[[A], B]", None);
        check("lambda: 1", None);
        check("", None);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("{}X{}", "Optional[".repeat(1000), "]".repeat(1000));
        check(&deep, None);
    }
}
