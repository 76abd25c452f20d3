//! Reading a call's abstract arguments: the values at a catalog path, and whether a condition on parameters holds.

use analyzer::facts::{Argument, Hole, Pattern, Piece, Step};
use catalog::{Path, Segment, When};

/// What stands at a path of the arguments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found<'a> {
    /// A value: never [`Argument::OneOf`], [`Argument::Null`] or [`Argument::Unknown`].
    Value(&'a Argument),
    /// A key of a map.
    Key(&'a str),
    /// A key of a map that is known in part only: never one of the variants that a value is not.
    ComputedKey(&'a Argument),
    /// No value.
    Absent,
    /// Perhaps a value, not known which.
    Unknown,
}

/// Whether something holds in no run, in some, or in every one that reaches the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Never.
    No,
    /// Not decided by what is known.
    Maybe,
    /// Always.
    Yes,
}

/// Everything that can stand at a path.
pub fn at<'a>(arguments: &'a Argument, segments: &[Segment]) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    collect(arguments, segments, &mut found);
    found
}

/// Whether a condition of the catalog holds; no condition always does.
pub fn holds(arguments: &Argument, when: Option<&When>) -> Holds {
    when.map_or(Holds::Yes, |when| decide(arguments, when))
}

fn collect<'a>(argument: &'a Argument, segments: &[Segment], found: &mut Vec<Found<'a>>) {
    match argument {
        Argument::OneOf(several) => {
            several
                .iter()
                .for_each(|argument| collect(argument, segments, found));
            return;
        }
        Argument::Null => return found.push(Found::Absent),
        Argument::Unknown(_) => return found.push(Found::Unknown),
        _ => {}
    }
    let Some((segment, rest)) = segments.split_first() else {
        return found.push(Found::Value(argument));
    };
    match (segment, argument) {
        (
            Segment::Member(name),
            Argument::Record {
                fields,
                computed,
                open,
            },
        ) => match fields.get(*name) {
            Some(field) => {
                collect(&field.value, rest, found);
                if field.optional {
                    found.push(Found::Absent);
                }
            }
            None if *open || !computed.is_empty() => found.push(Found::Unknown),
            None => found.push(Found::Absent),
        },
        (Segment::Keys, Argument::Text(pattern)) if let Some(given) = left_over(pattern) => {
            // What is not known of the earlier call is not known of its own arguments either, and counts there.
            let mut earlier = Vec::new();
            collect(given, segments, &mut earlier);
            let known = |found: &Found<'_>| *found != Found::Unknown;
            if earlier.iter().any(known) {
                earlier.retain(known);
            }
            found.extend(earlier);
        }
        (
            Segment::Keys,
            Argument::Record {
                fields,
                computed,
                open,
            },
        ) => {
            found.extend(fields.keys().map(|key| Found::Key(key)));
            found.extend(computed.iter().map(|(key, _)| match key {
                Argument::Text(_) | Argument::OneOf(_) => Found::ComputedKey(key),
                _ => Found::Unknown,
            }));
            if *open {
                found.push(Found::Unknown);
            }
        }
        (
            Segment::Values,
            Argument::Record {
                fields,
                computed,
                open,
            },
        ) => {
            fields
                .values()
                .for_each(|field| collect(&field.value, rest, found));
            computed
                .iter()
                .for_each(|(_, value)| collect(value, rest, found));
            if *open {
                found.push(Found::Unknown);
            }
        }
        (
            Segment::Each,
            Argument::List {
                items,
                rest: further,
            },
        ) => {
            items.iter().for_each(|item| collect(item, rest, found));
            if let Some(further) = further {
                collect(further, rest, found);
            }
        }
        // One value where a list of values is meant.
        (Segment::Each, argument) => collect(argument, rest, found),
        _ => found.push(Found::Unknown),
    }
}

/// What a batch call leaves undone, to be sent again: the requests among which it was.
/// Source: DynamoDB API reference, `UnprocessedItems` and `UnprocessedKeys` have the form of `RequestItems`.
fn left_over(pattern: &Pattern) -> Option<&Argument> {
    let [
        Piece::Hole(Hole::Output {
            arguments, path, ..
        }),
    ] = pattern.0.as_slice()
    else {
        return None;
    };
    let [Step::Field(field)] = path.as_slice() else {
        return None;
    };
    let (Argument::Record { fields, .. }, true) = (
        arguments.as_ref(),
        matches!(field.as_str(), "UnprocessedItems" | "UnprocessedKeys"),
    ) else {
        return None;
    };
    fields.get("RequestItems").map(|field| &field.value)
}

fn decide(arguments: &Argument, when: &When) -> Holds {
    match when {
        When::Present(path) => present(arguments, *path),
        When::Absent(path) => not(present(arguments, *path)),
        When::Equals(path, text) => compare(
            arguments,
            *path,
            |value| value == *text,
            |pattern| could_be(pattern, text),
        ),
        When::StartsWith(path, text) => compare(
            arguments,
            *path,
            |value| value.starts_with(text),
            |pattern| match pattern.0.first() {
                Some(Piece::Literal(first)) if first.len() >= text.len() => {
                    if first.starts_with(text) {
                        Holds::Yes
                    } else {
                        Holds::No
                    }
                }
                Some(Piece::Literal(first)) if !text.starts_with(first.as_str()) => Holds::No,
                _ => Holds::Maybe,
            },
        ),
        When::Contains(path, text) => contains(arguments, *path, text),
        When::FirstWord(path, word) => compare(
            arguments,
            *path,
            |value| first_word(value).eq_ignore_ascii_case(word),
            |pattern| match pattern.0.first() {
                Some(Piece::Literal(first)) if first.trim_start().contains(char::is_whitespace) => {
                    if first_word(first).eq_ignore_ascii_case(word) {
                        Holds::Yes
                    } else {
                        Holds::No
                    }
                }
                _ => Holds::Maybe,
            },
        ),
        When::All(parts) => parts
            .iter()
            .map(|part| decide(arguments, part))
            .min_by_key(|holds| *holds as u8)
            .unwrap_or(Holds::Yes),
        When::Any(parts) => parts
            .iter()
            .map(|part| decide(arguments, part))
            .max_by_key(|holds| *holds as u8)
            .unwrap_or(Holds::No),
        When::Not(inner) => not(decide(arguments, inner)),
    }
}

fn not(holds: Holds) -> Holds {
    match holds {
        Holds::No => Holds::Yes,
        Holds::Maybe => Holds::Maybe,
        Holds::Yes => Holds::No,
    }
}

fn present(arguments: &Argument, path: Path) -> Holds {
    summary(
        at(arguments, &path.segments())
            .iter()
            .map(|found| match found {
                Found::Absent => Holds::No,
                Found::Unknown => Holds::Maybe,
                Found::Key(_) | Found::ComputedKey(_) => Holds::Yes,
                Found::Value(Argument::List { items, rest }) if items.is_empty() => match rest {
                    Some(_) => Holds::Maybe,
                    None => Holds::No,
                },
                Found::Value(Argument::Record {
                    fields,
                    computed,
                    open,
                }) if fields.is_empty() && computed.is_empty() => {
                    if *open {
                        Holds::Maybe
                    } else {
                        Holds::No
                    }
                }
                Found::Value(_) => Holds::Yes,
            }),
    )
}

fn compare(
    arguments: &Argument,
    path: Path,
    known: impl Fn(&str) -> bool,
    shaped: impl Fn(&Pattern) -> Holds,
) -> Holds {
    let decided = |value: &str| if known(value) { Holds::Yes } else { Holds::No };
    summary(
        at(arguments, &path.segments())
            .iter()
            .map(|found| match found {
                Found::Absent => Holds::No,
                Found::Unknown | Found::ComputedKey(_) => Holds::Maybe,
                Found::Key(key) => decided(key),
                Found::Value(Argument::Text(pattern)) => match pattern.as_literal() {
                    Some(text) => decided(text),
                    None => shaped(pattern),
                },
                Found::Value(Argument::Number(text)) => decided(text),
                Found::Value(Argument::Bool(value)) => {
                    decided(if *value { "true" } else { "false" })
                }
                Found::Value(_) => Holds::Maybe,
            }),
    )
}

/// Whether a text has a part. A hole between known pieces is taken to be a name that does not bring it along; a text of
/// which nothing is known may, except a parameter (`versionId=`), which only code that wants it writes. Where an SDK also takes the text as a record of its parts (`CopySource`), the part is the
/// field of its name.
fn contains(arguments: &Argument, path: Path, text: &str) -> Holds {
    let found = at(arguments, &path.segments());
    let records = found
        .iter()
        .all(|found| matches!(found, Found::Value(Argument::Record { .. })));
    if records && !found.is_empty() {
        let part = text.trim_end_matches('=');
        return summary(found.iter().map(|found| {
            match found {
                Found::Value(Argument::Record { fields, open, .. }) => {
                    match fields
                        .iter()
                        .find(|(name, _)| name.eq_ignore_ascii_case(part))
                    {
                        Some((_, field)) if field.optional => Holds::Maybe,
                        Some(_) => Holds::Yes,
                        None if *open => Holds::Maybe,
                        None => Holds::No,
                    }
                }
                _ => Holds::Maybe,
            }
        }));
    }
    compare(
        arguments,
        path,
        |value| value.contains(text),
        |pattern| {
            let mut literals = pattern.0.iter().filter_map(|piece| match piece {
                Piece::Literal(literal) => Some(literal),
                _ => None,
            });
            match literals.clone().next() {
                None if text.ends_with('=') => Holds::No,
                None => Holds::Maybe,
                Some(_) if literals.any(|literal| literal.contains(text)) => Holds::Yes,
                Some(_) => Holds::No,
            }
        },
    )
}

/// One verdict for several values: all agree, or it is not decided. No value at all is no.
fn summary(mut verdicts: impl Iterator<Item = Holds>) -> Holds {
    let Some(first) = verdicts.next() else {
        return Holds::No;
    };
    if verdicts.all(|verdict| verdict == first) {
        first
    } else {
        Holds::Maybe
    }
}

/// Whether a pattern with holes can be exactly this text, judged by its known ends.
fn could_be(pattern: &Pattern, text: &str) -> Holds {
    let fits = |piece: Option<&Piece>, test: fn(&str, &str) -> bool| match piece {
        Some(Piece::Literal(literal)) => test(text, literal),
        _ => true,
    };
    if fits(pattern.0.first(), |text, end| text.starts_with(end))
        && fits(pattern.0.last(), |text, end| text.ends_with(end))
    {
        Holds::Maybe
    } else {
        Holds::No
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzer::facts::{Field, Hole, Reason};

    fn text(value: &str) -> Argument {
        Argument::Text(Pattern::literal(value))
    }

    fn record(fields: &[(&str, Argument)], open: bool) -> Argument {
        Argument::Record {
            fields: fields
                .iter()
                .map(|(name, value)| {
                    (
                        (*name).to_owned(),
                        Field {
                            value: value.clone(),
                            optional: false,
                        },
                    )
                })
                .collect(),
            computed: Vec::new(),
            open,
        }
    }

    #[test]
    fn absent_unknown_and_optional_are_told_apart() {
        let present = When::Present(Path("Role"));
        assert_eq!(holds(&record(&[], false), Some(&present)), Holds::No);
        assert_eq!(holds(&record(&[], true), Some(&present)), Holds::Maybe);
        assert_eq!(
            holds(&record(&[("Role", text("r"))], false), Some(&present)),
            Holds::Yes
        );
        assert_eq!(
            holds(&record(&[("Role", Argument::Null)], false), Some(&present)),
            Holds::No
        );
        assert_eq!(
            holds(&Argument::Unknown(Reason::External), Some(&present)),
            Holds::Maybe
        );
        let optional = Argument::Record {
            fields: [(
                "Role".to_owned(),
                Field {
                    value: text("r"),
                    optional: true,
                },
            )]
            .into(),
            computed: Vec::new(),
            open: false,
        };
        assert_eq!(holds(&optional, Some(&present)), Holds::Maybe);
        assert_eq!(
            holds(&optional, Some(&When::Absent(Path("Role")))),
            Holds::Maybe
        );
    }

    #[test]
    fn an_empty_list_is_not_present() {
        let tags = Argument::List {
            items: Vec::new(),
            rest: None,
        };
        let arguments = record(&[("Tags", tags)], false);
        assert_eq!(
            holds(&arguments, Some(&When::Present(Path("Tags")))),
            Holds::No
        );
    }

    #[test]
    fn shapes_decide_what_they_can() {
        let pattern = Pattern(vec![
            Piece::Literal("select * from ".into()),
            Piece::Hole(Hole::Env("T".into())),
        ]);
        let arguments = record(&[("Statement", Argument::Text(pattern))], false);
        let word = |word| When::FirstWord(Path("Statement"), word);
        assert_eq!(holds(&arguments, Some(&word("SELECT"))), Holds::Yes);
        assert_eq!(holds(&arguments, Some(&word("INSERT"))), Holds::No);
        let starts = |text| When::StartsWith(Path("Statement"), text);
        assert_eq!(holds(&arguments, Some(&starts("select"))), Holds::Yes);
        assert_eq!(
            holds(&arguments, Some(&starts("select * from t"))),
            Holds::Maybe
        );
        assert_eq!(holds(&arguments, Some(&starts("x"))), Holds::No);
        let equals = When::Equals(Path("Statement"), "delete");
        assert_eq!(holds(&arguments, Some(&equals)), Holds::No);
    }

    #[test]
    fn paths_go_through_lists_and_maps() {
        let put = record(&[("TableName", text("a"))], false);
        let items = Argument::List {
            items: vec![record(&[("Put", put)], false)],
            rest: Some(Box::new(Argument::Unknown(Reason::External))),
        };
        let arguments = record(&[("TransactItems", items)], false);
        let found = at(
            &arguments,
            &Path("TransactItems[].Put.TableName").segments(),
        );
        assert_eq!(found, [Found::Value(&text("a")), Found::Unknown]);
        let arguments = record(
            &[("RequestItems", record(&[("t1", text("x"))], true))],
            false,
        );
        let found = at(&arguments, &Path("RequestItems{}").segments());
        assert_eq!(found, [Found::Key("t1"), Found::Unknown]);
    }

    #[test]
    fn what_a_batch_left_is_of_its_tables() {
        let given = record(
            &[("RequestItems", record(&[("t1", text("x"))], false))],
            false,
        );
        let left = Argument::Text(Pattern(vec![Piece::Hole(Hole::Output {
            service: "dynamodb".into(),
            operation: "BatchWriteItem".into(),
            arguments: given.into(),
            path: vec![Step::Field("UnprocessedItems".into())],
        })]));
        let arguments = record(&[("RequestItems", left)], false);
        let found = at(&arguments, &Path("RequestItems{}").segments());
        assert_eq!(found, [Found::Key("t1")]);
    }
}
