//! Methods of lists, and what they mean on data that may be a list.

use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::store::ObjectKind;
use crate::interp::text::{Hole, Text};
use crate::interp::value::{Atom, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::Over;

/// What a method does with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    /// A list of what the callback gives for each element.
    Map,
    /// Calls the callback for each element; gives nothing.
    Each,
    /// Calls the callback for each element; gives the list.
    Filter,
    /// Calls the callback for each element; gives an element.
    Find,
    /// Calls the callback for each element; gives a boolean or number.
    Test,
    /// Folds with an accumulator.
    Fold,
    /// Adds its arguments.
    Add,
    /// Adds the elements of its argument.
    Extend,
    /// Gives an element.
    Element,
    /// Gives the list (order and selection are not tracked).
    Keep,
    /// A new list with the elements of its arguments too.
    Concat,
    /// Text of the elements with a separator.
    Join,
    /// Pairs of position and element.
    Entries,
    /// A list of lists of elements.
    Chunks,
    /// A number or boolean.
    Scalar,
}

fn action(name: &str) -> Option<Action> {
    Some(match name {
        "map" | "flatMap" | "flat_map" | "filter_map" | "then_map" | "map_while" => Action::Map,
        "forEach" | "for_each" | "try_for_each" | "for_each_concurrent" | "eachAsync" => {
            Action::Each
        }
        "filter" | "sort" | "sort_by" | "sort_by_key" | "sorted" | "take_while" | "skip_while"
        | "retain" | "inspect" | "toSorted" | "unique" | "dedup_by_key" => Action::Filter,
        "find" | "findLast" | "max_by_key" | "min_by_key" | "find_map" | "max_by" | "min_by" => {
            Action::Find
        }
        "some" | "every" | "any" | "all" | "position" | "findIndex" => Action::Test,
        "reduce" | "fold" | "reduceRight" | "try_fold" => Action::Fold,
        "push" | "append" | "add" | "unshift" | "push_back" | "push_front" | "insert"
        | "appendleft" | "put_nowait" => Action::Add,
        "extend" | "extend_from_slice" | "update" => Action::Extend,
        "pop" | "shift" | "first" | "last" | "at" | "next" | "nth" | "pop_front" | "pop_back"
        | "popleft" | "get" | "popitem" | "item" | "remove" => Action::Element,
        "slice" | "splice" | "reverse" | "flat" | "values" | "iter" | "into_iter" | "iter_mut"
        | "collect" | "copy" | "rev" | "skip" | "take" | "step_by" | "toReversed" | "to_vec"
        | "drain" | "buffer_unordered" | "buffered" | "try_collect" | "tolist" | "dedup"
        | "peekable" | "chars" | "unwrap" | "clear" | "__delitem__" => Action::Keep,
        "concat" | "chain" | "union" => Action::Concat,
        "join" => Action::Join,
        "entries" | "enumerate" | "items" | "zip" => Action::Entries,
        "chunks" | "windows" | "chunks_exact" | "chunk" => Action::Chunks,
        "includes" | "indexOf" | "contains" | "count" | "len" | "index" | "is_empty"
        | "lastIndexOf" | "issubset" => Action::Scalar,
        _ => return None,
    })
}

/// Whether lists have the method.
pub(super) fn is_method(name: &str) -> bool {
    action(name).is_some()
}

/// Calls a method of a list.
pub(super) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    list: ObjectId,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let this = interp.pool.one(Atom::Object(list));
    let action = action(name)?;
    match action {
        Action::Add => {
            // What is put in somewhere comes last, behind where.
            let skipped = match name {
                "insert" => arguments.positional.len().saturating_sub(1),
                _ => 0,
            };
            let added = arguments.positional.iter().skip(skipped);
            for value in added.chain(&arguments.rest) {
                interp.append(this, *value);
            }
            if matches!(name, "insert" | "unshift" | "push_front" | "appendleft") {
                interp.mix(site, list);
            }
            Some(this)
        }
        Action::Extend => {
            let more = arguments.at(0)?;
            let element = interp.element(site, more, Over::Elements);
            interp.append(this, element);
            Some(this)
        }
        Action::Concat => {
            let mut lists = vec![this];
            for (nth, value) in (0..).zip(arguments.positional.clone()) {
                lists.push(as_list(interp, site, nth, value));
            }
            if let Some(rest) = arguments.rest {
                let any = as_list(interp, site, u32::MAX - 70_000, rest);
                let element = interp.element(site, any, Over::Elements);
                lists.push(interp.new_list_of(site, 68, element));
            }
            Some(interp.join_lists(site, &lists))
        }
        Action::Join => Some(join(interp, site, this, arguments)),
        Action::Scalar if matches!(name, "includes" | "contains") => {
            let truth = interp.contains(site, this, arguments.at(0)?);
            Some(interp.truth_value(truth))
        }
        Action::Element if matches!(name, "at" | "last") => {
            match (end_position(interp, name, arguments), arguments.at(0)) {
                (Some(back), _) => Some(interp.element_from_end(site, list, back)),
                (None, Some(position)) => Some(interp.read_index(site, this, position)),
                (None, None) => visit(interp, site, this, action, arguments),
            }
        }
        Action::Keep if matches!(name, "rev" | "toReversed") => {
            match interp.known_elements(site, this, Over::Elements) {
                Some(mut elements) => {
                    elements.reverse();
                    Some(interp.new_list(site, 66, &elements))
                }
                None => Some(this),
            }
        }
        Action::Keep if name == "reverse" => {
            interp.mix(site, list);
            Some(this)
        }
        // What order the elements have then, and which are left, is not tracked.
        Action::Filter if name.contains("sort") => {
            visit(interp, site, this, action, arguments)?;
            interp.mix(site, list);
            Some(this)
        }
        Action::Filter if matches!(name, "filter" | "take_while" | "skip_while") => {
            visit(interp, site, this, action, arguments)?;
            let element = interp.element(site, this, Over::Elements);
            Some(interp.new_list_of(site, 67, element))
        }
        Action::Keep if name == "slice" => {
            let mut all = arguments.clone();
            all.positional.insert(0, this);
            Some(super::super::natives::slice(interp, site, &all))
        }
        Action::Map => {
            let elements = interp.known_elements(site, this, Over::Elements);
            let Some(elements) = elements else {
                return visit(interp, site, this, action, arguments);
            };
            let function = arguments.at(0)?;
            let mapped: Vec<Value> = elements
                .iter()
                .enumerate()
                .map(|(index, element)| {
                    let site = Site {
                        round: site
                            .round
                            .wrapping_mul(31)
                            .wrapping_add(index_u32(index) + 1),
                        ..site
                    };
                    let index = interp.pool.one(Atom::Number(index.to_string().into()));
                    interp.call(
                        site,
                        function,
                        Value::NEVER,
                        &Arguments::positional([*element, index, this]),
                    )
                })
                .collect();
            Some(interp.new_list(site, 43, &mapped))
        }
        Action::Element | Action::Keep if takes_out(name) => {
            let result = visit(interp, site, this, action, arguments);
            interp.take_out(site, list, None);
            result
        }
        _ => visit(interp, site, this, action, arguments),
    }
}

/// Whether a method leaves less of the list than there was.
fn takes_out(name: &str) -> bool {
    matches!(
        name,
        "pop"
            | "shift"
            | "popleft"
            | "pop_front"
            | "pop_back"
            | "popitem"
            | "remove"
            | "splice"
            | "drain"
            | "clear"
            | "__delitem__"
    )
}

/// The position from the end that a method means.
fn end_position(interp: &Interpreter<'_>, name: &str, arguments: &Arguments) -> Option<i64> {
    match (name, arguments.at(0)) {
        ("last", None) => Some(-1),
        ("at", Some(at)) => match interp.pool.single(at)? {
            Atom::Number(text) => text.parse().ok().filter(|at| *at < 0),
            _ => None,
        },
        _ => None,
    }
}

/// What `concat` adds for an argument: its elements, or itself when it is no list.
fn as_list(interp: &mut Interpreter<'_>, site: Site, nth: u32, value: Value) -> Value {
    let atoms = interp.pool.atoms(value);
    let (mut items, mut lists) = (Value::NEVER, Value::NEVER);
    for atom in atoms {
        let is_item = match &atom {
            Atom::Object(object) => interp.store.get(*object).kind != ObjectKind::List,
            Atom::Text(_) | Atom::Number(_) | Atom::Bool(_) | Atom::Function(_) => true,
            Atom::Bound(_) | Atom::Sdk(_) => true,
            _ => false,
        };
        let one = interp.pool.one(atom);
        let kept = if is_item { &mut items } else { &mut lists };
        *kept = interp.pool.join(*kept, one);
    }
    if items == Value::NEVER {
        return lists;
    }
    let list = interp.new_list(site, 70_000 + nth, &[items]);
    interp.pool.join(list, lists)
}

/// The same on data that may be a list.
pub(super) fn visit_data(
    interp: &mut Interpreter<'_>,
    site: Site,
    receiver: &Atom,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let action = action(name)?;
    let takes_function = matches!(
        action,
        Action::Map
            | Action::Each
            | Action::Filter
            | Action::Find
            | Action::Test
            | Action::Fold
            | Action::Entries
            | Action::Chunks
    );
    if name == "items" || name == "entries" || (!takes_function && action != Action::Keep) {
        return None;
    }
    let this = interp.pool.one(receiver.clone());
    visit(interp, site, this, action, arguments)
}

fn visit(
    interp: &mut Interpreter<'_>,
    site: Site,
    this: Value,
    action: Action,
    arguments: &Arguments,
) -> Option<Value> {
    let element = interp.element(site, this, Over::Elements);
    let index = interp.unknown(Reason::Computed);
    let with_element = Arguments::positional([element, index, this]);
    Some(match action {
        Action::Map => {
            let mapped = call_if_any(interp, site, element, arguments.at(0)?, &with_element);
            interp.new_list_of(site, 44, mapped)
        }
        Action::Each => {
            call_last(interp, site, element, arguments, &with_element);
            interp.pool.null()
        }
        Action::Filter => {
            call_last(interp, site, element, arguments, &with_element);
            this
        }
        Action::Find => {
            call_last(interp, site, element, arguments, &with_element);
            let null = interp.pool.null();
            interp.pool.join(element, null)
        }
        Action::Test => {
            call_last(interp, site, element, arguments, &with_element);
            interp.unknown(Reason::Computed)
        }
        Action::Fold => fold(interp, site, element, arguments),
        Action::Element => {
            let null = interp.pool.null();
            interp.pool.join(element, null)
        }
        Action::Entries => {
            let other = match arguments.at(0) {
                Some(other) => interp.element(site, other, Over::Elements),
                None => index,
            };
            let pair = if arguments.at(0).is_some() {
                [element, other]
            } else {
                [other, element]
            };
            let pair = interp.new_list(site, 45, &pair);
            interp.new_list_of(site, 46, pair)
        }
        Action::Chunks => interp.new_list_of(site, 47, this),
        Action::Scalar => interp.unknown(Reason::Computed),
        Action::Keep | Action::Add | Action::Extend | Action::Concat | Action::Join => this,
    })
}

fn call_if_any(
    interp: &mut Interpreter<'_>,
    site: Site,
    element: Value,
    function: Value,
    arguments: &Arguments,
) -> Value {
    if element == Value::NEVER {
        Value::NEVER
    } else {
        interp.call(site, function, Value::NEVER, arguments)
    }
}

fn call_last(
    interp: &mut Interpreter<'_>,
    site: Site,
    element: Value,
    arguments: &Arguments,
    with: &Arguments,
) {
    for function in arguments.all().collect::<Vec<_>>() {
        if interp.pool.has(function, |atom| {
            matches!(atom, Atom::Function(_) | Atom::Bound(_))
        }) {
            call_if_any(interp, site, element, function, with);
        }
    }
}

fn fold(interp: &mut Interpreter<'_>, site: Site, element: Value, arguments: &Arguments) -> Value {
    let is_function = |atom: &Atom| matches!(atom, Atom::Function(_) | Atom::Bound(_));
    let (function, start) = match (arguments.at(0), arguments.at(1)) {
        (Some(first), Some(second)) if interp.pool.has(second, is_function) => (second, first),
        (Some(first), Some(second)) => (first, second),
        (Some(first), None) => (first, element),
        _ => return interp.unknown(Reason::Computed),
    };
    let mut accumulator = start;
    for _ in 0..4 {
        let next = interp.call(
            site,
            function,
            Value::NEVER,
            &Arguments::positional([accumulator, element]),
        );
        let joined = interp.pool.join(accumulator, next);
        if joined == accumulator {
            break;
        }
        accumulator = joined;
    }
    accumulator
}

fn join(interp: &mut Interpreter<'_>, site: Site, list: Value, arguments: &Arguments) -> Value {
    let separator = arguments.at(0).unwrap_or_else(|| interp.pool.text(","));
    join_with(interp, site, separator, list)
}

/// The text of a list's elements with a separator between them.
pub(super) fn join_with(
    interp: &mut Interpreter<'_>,
    site: Site,
    separator: Value,
    list: Value,
) -> Value {
    let Some(elements) = interp.known_elements(site, list, Over::Elements) else {
        return interp
            .pool
            .one(Atom::Text(Text::hole(Hole::Unknown(Reason::Computed))));
    };
    let mut parts = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            parts.push(separator);
        }
        parts.push(*element);
    }
    interp.concat(&parts)
}

fn index_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1)
}
