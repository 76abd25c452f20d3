//! Methods of records: dictionaries, maps, plain objects.

use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::store::Store;
use crate::interp::value::{Atom, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::Over;

/// Whether records have the method.
pub(super) fn is_method(name: &str) -> bool {
    matches!(
        name,
        "get"
            | "set"
            | "keys"
            | "values"
            | "items"
            | "entries"
            | "update"
            | "setdefault"
            | "pop"
            | "has"
            | "contains_key"
            | "insert"
            | "copy"
            | "delete"
            | "forEach"
            | "iter"
            | "into_iter"
            | "remove"
            | "clear"
            | "popitem"
            | "entry"
            | "or_insert"
            | "or_insert_with"
            | "or_default"
            | "get_mut"
            | "get_or_insert_with"
            | "__contains__"
            | "__delitem__"
    )
}

/// Calls a method of a record.
pub(super) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    record: ObjectId,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let result = call_kept(interp, site, record, name, arguments);
    if matches!(
        name,
        "pop" | "remove" | "popitem" | "delete" | "clear" | "__delitem__"
    ) {
        let key = arguments.at(0).map(|key| interp.texts(key));
        let only = key.as_deref().and_then(|keys| match keys {
            [only] => only.as_literal(),
            _ => None,
        });
        interp.take_out(site, record, only);
    }
    result
}

fn call_kept(
    interp: &mut Interpreter<'_>,
    site: Site,
    record: ObjectId,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let this = interp.pool.one(Atom::Object(record));
    match name {
        "get" | "pop" | "remove" | "setdefault" | "get_mut" | "entry" => {
            let key = arguments.at(0)?;
            let value = interp.read_index(site, this, key);
            let may_miss = name != "entry" && interp.may_miss(this, key);
            let Some(default) = arguments.get(1, "default") else {
                // Where keys are no attributes, asking by a method is asking whether there is one.
                let asks = interp.is_map_method(site, name);
                return Some(match may_miss {
                    true if asks => {
                        let null = interp.pool.null();
                        interp.pool.join(value, null)
                    }
                    true => interp.or_nothing(value),
                    false => value,
                });
            };
            if name == "setdefault" {
                interp.write_index(site, this, key, default);
            }
            let certain = !may_miss
                && Store::is_certain(&interp.pool, value)
                && !interp.pool.has(value, |atom| *atom == Atom::Null);
            Some(if certain {
                value
            } else {
                interp.or_default(value, default)
            })
        }
        "set" | "insert" => {
            let (key, value) = (arguments.at(0)?, arguments.at(1)?);
            interp.write_index(site, this, key, value);
            Some(this)
        }
        "update" => {
            for value in arguments.positional.clone() {
                interp.spread_into(site, record, value);
            }
            let named = Arguments {
                positional: Vec::new(),
                ..arguments.clone()
            };
            if !named.named.is_empty() || !named.spreads.is_empty() {
                let named = interp.named_record(site, &named, 48);
                interp.spread_into(site, record, named);
            }
            Some(interp.pool.null())
        }
        "keys" => {
            let keys = interp.known_elements(site, this, Over::Keys);
            Some(match keys {
                Some(keys) => interp.new_list(site, 49, &keys),
                None => {
                    let key = interp.key(site, record);
                    interp.new_list_of(site, 49, key)
                }
            })
        }
        "values" | "into_values" | "values_mut" => Some(values(interp, site, record)),
        "items" | "entries" | "iter" | "into_iter" | "iter_mut" => {
            Some(entries(interp, site, record))
        }
        "copy" => {
            let copy = interp.new_record(site, 50);
            interp.spread_into(site, copy, this);
            Some(interp.pool.one(Atom::Object(copy)))
        }
        "forEach" => {
            let value = interp.any_value(site, record);
            let key = interp.key(site, record);
            let function = arguments.at(0)?;
            interp.call(
                site,
                function,
                Value::NEVER,
                &Arguments::positional([value, key, this]),
            );
            Some(interp.pool.null())
        }
        "clear" | "__delitem__" => Some(interp.pool.null()),
        "has" | "contains_key" | "delete" | "__contains__" => {
            Some(interp.unknown(Reason::Computed))
        }
        _ => None,
    }
}

/// The values of a record, as a list.
pub(crate) fn values(interp: &mut Interpreter<'_>, site: Site, record: ObjectId) -> Value {
    let this = interp.pool.one(Atom::Object(record));
    if interp.known_elements(site, this, Over::Keys).is_some() {
        let values: Vec<Value> = interp
            .store
            .fields(record, site.activation)
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        return interp.new_list(site, 51, &values);
    }
    let value = interp.any_value(site, record);
    interp.new_list_of(site, 52, value)
}

/// Pairs of key and value of a record, as a list.
pub(crate) fn entries(interp: &mut Interpreter<'_>, site: Site, record: ObjectId) -> Value {
    let this = interp.pool.one(Atom::Object(record));
    let Some(keys) = interp.known_elements(site, this, Over::Keys) else {
        let (key, value) = (interp.key(site, record), interp.any_value(site, record));
        let pair = interp.new_list(site, 53, &[key, value]);
        return interp.new_list_of(site, 54, pair);
    };
    let values = interp.store.fields(record, site.activation);
    let mut pairs = Vec::new();
    for (index, (key, (_, value))) in keys.iter().zip(values).enumerate() {
        let round = site
            .round
            .wrapping_mul(31)
            .wrapping_add(u32::try_from(index).unwrap_or_default())
            .wrapping_add(1);
        pairs.push(interp.new_list(Site { round, ..site }, 55, &[*key, value]));
    }
    interp.new_list(site, 56, &pairs)
}
