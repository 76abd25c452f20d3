//! Functions that models are written with: what cannot be said in the language of a model itself.
//!
//! Models import them from `__native__` (Python), `#native` (JavaScript) or `native` (Rust).

use super::arguments::Arguments;
use super::conditions::Truth;
use super::methods::record;
use super::sdk::{self, Dialect};
use super::store::ObjectKind;
use super::text::{Hole, Text};
use super::value::{Atom, Bound, Root, Symbol, Value};
use super::{Interpreter, Site, opaque};
use crate::facts::{ProblemKind, Reason, Step};
use crate::ir::Over;
use std::rc::Rc;

/// A function of the interpreter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Native {
    /// Does nothing, gives nothing.
    Nothing,
    /// `client(dialect, service, credentials, region)`: a client.
    Client,
    /// `resource(service, credentials, region)`: a boto3 resource.
    Resource,
    /// `call(service, operation, params)`: an AWS call; its result.
    Call,
    /// `call_with(client, operation, params)`: an AWS call of a client.
    CallWith,
    /// `command(service, operation, params)`: a command to send.
    Command,
    /// `config()`: SDK configuration with this function's credentials.
    Config,
    /// `own()`: this function's credentials.
    Own,
    /// `foreign()`: somebody else's credentials.
    Foreign,
    /// `unknown()`: anything.
    Unknown,
    /// `environ(name, default)`: an environment variable.
    Environ,
    /// `event()`: the event.
    Event,
    /// `context()`: the Lambda context.
    Context,
    /// `region()`, the region the code runs in.
    Region,
    /// `account()`: the account it runs in.
    Account,
    /// `either(a, b, …)`: one of them.
    Either,
    /// `either` for an option with a default.
    OrDefault,
    /// `element(list)`: any element.
    Element,
    /// `keys(record)`.
    Keys,
    /// `values(record)`.
    Values,
    /// `entries(record)`.
    Entries,
    /// `from_entries(list)`: a record of pairs.
    FromEntries,
    /// `merge(target, source, …)`: copies fields into the first.
    Merge,
    /// `list_of(element)`: a list of any number of it.
    ListOf,
    /// `concat_lists(a, b, …)`.
    ConcatLists,
    /// `text(a, b, …)`: the text of values, one after the other.
    Text,
    /// `opaque(…)`: hands values to code that cannot be seen.
    Opaque,
    /// `get(object, name, default)`: a field by name.
    Get,
    /// `set(object, name, value)`.
    Set,
    /// `apply(function, list, record)`: calls with spread arguments.
    Apply,
    /// `partial(function, list, record)`: a function with arguments bound.
    Partial,
    /// `import(name)`: a module by name.
    Import,
    /// `is_instance(value, class)`.
    IsInstance,
    /// `super(class, receiver)`.
    Super,
    /// `slice(list or text, …)`.
    Slice,
    /// `export_star(exports, module)`.
    ExportStar,
    /// `type_of(value)`.
    TypeOf,
    /// `data(text)`: what was written as text: known by its origin only.
    Data,
    /// `class_of(value)`: its class.
    ClassOf,
    /// `stars(module)`: a module whose names are all imported.
    ImportStar,
    /// `surely_starts_with(value, prefix)`: whether it is a text of which it is known; no where it is not.
    SurelyStartsWith,
    /// `%unit(value)`: classes without fields become their one instance.
    Unit,
    /// `%iterated(value)`: what a loop runs over, where maps give pairs.
    Iterated,
    /// `is_list(value)`.
    IsList,
    /// `report(message)`: something that a model cannot say as calls.
    Report,
    /// `signed(service, method)`: a request that the program signs itself.
    Signed,
    /// `run(functions, …)`: calls functions with unknown arguments and gives their results.
    Run,
}

/// Native functions by the names that models and front ends use.
const NAMES: &[(&str, Native)] = &[
    ("nothing", Native::Nothing),
    ("client", Native::Client),
    ("resource", Native::Resource),
    ("call", Native::Call),
    ("call_with", Native::CallWith),
    ("command", Native::Command),
    ("config", Native::Config),
    ("own", Native::Own),
    ("foreign", Native::Foreign),
    ("unknown", Native::Unknown),
    ("environ", Native::Environ),
    ("event", Native::Event),
    ("context", Native::Context),
    ("region", Native::Region),
    ("account", Native::Account),
    ("either", Native::Either),
    ("or_default", Native::OrDefault),
    ("element", Native::Element),
    ("keys", Native::Keys),
    ("values", Native::Values),
    ("entries", Native::Entries),
    ("from_entries", Native::FromEntries),
    ("merge", Native::Merge),
    ("list_of", Native::ListOf),
    ("concat_lists", Native::ConcatLists),
    ("text", Native::Text),
    ("opaque", Native::Opaque),
    ("get", Native::Get),
    ("set", Native::Set),
    ("apply", Native::Apply),
    ("partial", Native::Partial),
    ("import_module", Native::Import),
    ("is_instance", Native::IsInstance),
    ("super", Native::Super),
    ("%slice", Native::Slice),
    ("%export_star", Native::ExportStar),
    ("%import_star", Native::ImportStar),
    ("%typeof", Native::TypeOf),
    ("data", Native::Data),
    ("class_of", Native::ClassOf),
    ("surely_starts_with", Native::SurelyStartsWith),
    ("%unit", Native::Unit),
    ("%iterated", Native::Iterated),
    ("is_list", Native::IsList),
    ("report", Native::Report),
    ("signed", Native::Signed),
    ("run", Native::Run),
];

impl Native {
    /// The native function of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, native)| *native)
    }
}

/// Calls a native function.
pub(crate) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    native: Native,
    arguments: &Arguments,
) -> Value {
    let arg = |position: usize| arguments.at(position).unwrap_or(Value::NEVER);
    match native {
        Native::Nothing => interp.pool.null(),
        Native::Own => interp.pool.one(Atom::Native(Native::Own)),
        Native::Foreign | Native::Unknown => interp.unknown(Reason::External),
        Native::Client
        | Native::Resource
        | Native::Call
        | Native::CallWith
        | Native::Command
        | Native::Config => aws(interp, site, native, arguments),
        Native::Environ => environ(interp, arg(0), arg(1)),
        Native::Event => interp.pool.one(Atom::Symbol(Symbol::new(Root::Event))),
        Native::Context => interp.pool.one(Atom::Symbol(Symbol::new(Root::Context))),
        Native::Region => interp.pool.one(Atom::Text(Text::hole(Hole::Region))),
        Native::Account => interp.pool.one(Atom::Text(Text::hole(Hole::Account))),
        Native::Either => interp.pool.join_all(arguments.all()),
        Native::OrDefault => interp.or_default(arg(0), arg(1)),
        Native::Element => interp.element(site, arg(0), Over::Elements),
        Native::Keys | Native::Values | Native::Entries => listing(interp, site, native, arg(0)),
        Native::FromEntries => from_entries(interp, site, arg(0)),
        Native::Merge => {
            for atom in interp.pool.atoms(arg(0)) {
                if let Atom::Object(target) = atom {
                    for source in arguments
                        .positional
                        .iter()
                        .skip(1)
                        .copied()
                        .chain(arguments.rest)
                        .collect::<Vec<_>>()
                    {
                        interp.spread_into(site, target, source);
                    }
                }
            }
            arg(0)
        }
        Native::ListOf => interp.new_list_of(site, 30, arg(0)),
        Native::ConcatLists => interp.join_lists(site, &arguments.positional),
        Native::Text => interp.concat(&arguments.positional),
        Native::Opaque => opaque::call(interp, site, "", arguments),
        Native::Get => get(interp, site, arguments),
        Native::Set => {
            interp.write_index(site, arg(0), arg(1), arg(2));
            interp.pool.null()
        }
        Native::Apply => apply(interp, site, arguments),
        Native::Partial => {
            let named = interp
                .pool
                .without(arg(2), |atom| matches!(atom, Atom::Null));
            interp
                .pool
                .one(Atom::Bound(Rc::new(Bound::Partial(arg(0), arg(1), named))))
        }
        Native::Import => import(interp, site, arg(0)),
        Native::IsInstance => {
            let truth = interp.is_instance(site, arg(0), arg(1));
            interp.truth_value(truth)
        }
        Native::Super => super_of(interp, arg(0), arg(1)),
        Native::Slice => slice(interp, arguments),
        Native::ExportStar => export_star(interp, site, arg(0), arg(1)),
        Native::ImportStar => {
            interp.import_star(site, arg(0));
            interp.pool.null()
        }
        Native::TypeOf => type_of(interp, arg(0)),
        Native::Data => data(interp, arg(0)),
        Native::ClassOf => class_of(interp, arg(0)),
        Native::SurelyStartsWith => {
            let surely = surely_starts_with(interp, arg(0), arg(1));
            interp.pool.one(Atom::Bool(surely))
        }
        Native::IsList => is_list(interp, arg(0)),
        Native::Signed => sdk::signed::request(interp, site, arg(0), arg(1)),
        Native::Report => {
            for text in interp.texts(arg(0)) {
                if let Some(message) = text.as_literal() {
                    interp.problem(site, ProblemKind::OpaqueLibrary, message);
                }
            }
            interp.pool.null()
        }
        Native::Unit => interp.unit(arg(0)),
        Native::Iterated => iterated(interp, site, arg(0)),
        Native::Run => {
            for value in arguments.all().collect::<Vec<_>>() {
                opaque::run_with_unknown(interp, site, value);
            }
            interp.unknown(Reason::Computed)
        }
    }
}

fn aws(interp: &mut Interpreter<'_>, site: Site, native: Native, arguments: &Arguments) -> Value {
    let arg = |position: usize| arguments.at(position).unwrap_or(Value::NEVER);
    match native {
        Native::Config => sdk::one(
            interp,
            sdk::SdkObject::Config {
                foreign: false,
                region: Value::NEVER,
            },
        ),
        Native::Client => {
            let dialect = match literal(interp, arg(0)).as_deref() {
                Some("javascript-v2") => Dialect::JavaScriptV2,
                Some("javascript-v3") => Dialect::JavaScriptV3,
                Some("rust") => Dialect::Rust,
                _ => Dialect::Boto,
            };
            let foreign = sdk::is_foreign(interp, site, arg(2));
            let region = known_region(interp, arg(3));
            sdk::make_client(interp, dialect, arg(1), foreign, region)
        }
        Native::Resource => {
            let foreign = sdk::is_foreign(interp, site, arg(1));
            let region = known_region(interp, arg(2));
            sdk::boto::make_resource(interp, arg(0), foreign, region)
        }
        Native::CallWith => {
            let client = client_in(interp, site, arg(0));
            let Some(client) = client else {
                return interp.unknown(Reason::External);
            };
            let operation =
                literal(interp, arg(1)).and_then(|name| client.service.operation(&name));
            match operation {
                Some(operation) => sdk::record(interp, site, Some(client), operation, arg(2)),
                None => interp.unknown(Reason::External),
            }
        }
        _ => {
            let service = literal(interp, arg(0)).and_then(|name| interp.catalog.service(&name));
            let operation = service
                .zip(literal(interp, arg(1)))
                .and_then(|(service, name)| service.operation(&name));
            let Some(operation) = operation else {
                interp.problem(
                    site,
                    ProblemKind::UnknownOperation,
                    "the model of a library names an unknown operation",
                );
                return interp.unknown(Reason::External);
            };
            let params = if arg(2) == Value::NEVER {
                sdk::empty_record(interp, site)
            } else {
                arg(2)
            };
            if native == Native::Command {
                return sdk::one(interp, sdk::SdkObject::Command(operation, params));
            }
            sdk::record(interp, site, None, operation, params)
        }
    }
}

/// The client in a value: itself, or held by a document client around it.
fn client_in(interp: &mut Interpreter<'_>, site: Site, value: Value) -> Option<sdk::Client> {
    let mut held = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        match &atom {
            Atom::Sdk(object) => {
                if let sdk::SdkObject::Client(client) = object.as_ref() {
                    return Some(*client);
                }
            }
            Atom::Object(_) => {
                for name in ["client", "service"] {
                    let object = interp.pool.one(atom.clone());
                    let inner = interp.read_field(site, object, name);
                    held = interp.pool.join(held, inner);
                }
            }
            _ => {}
        }
    }
    interp
        .pool
        .atoms(held)
        .into_iter()
        .find_map(|atom| match atom {
            Atom::Sdk(object) => match object.as_ref() {
                sdk::SdkObject::Client(client) => Some(*client),
                _ => None,
            },
            _ => None,
        })
}

/// The text that `typeof` gives, where all that the value can be agrees on it.
fn type_of(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let atoms = interp.pool.atoms(value);
    let mut names = atoms.iter().map(|atom| match atom {
        Atom::Text(_) => Some("string"),
        Atom::Number(_) => Some("number"),
        Atom::Bool(_) => Some("boolean"),
        Atom::Function(_) | Atom::Bound(_) | Atom::Native(_) => Some("function"),
        Atom::Object(object) => match interp.store.kind(*object) {
            ObjectKind::Record | ObjectKind::List => Some("object"),
            ObjectKind::Class(..) => Some("function"),
            ObjectKind::Instance(_) => None,
        },
        _ => None,
    });
    match names.next().flatten() {
        Some(first) if names.all(|name| name == Some(first)) => interp.pool.text(first),
        _ => interp.unknown(Reason::Computed),
    }
}

/// Whether a value is a list: decided where every thing it can be is certainly one, or certainly none.
fn is_list(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let mut truth = None;
    for atom in interp.pool.atoms(value) {
        let one = match atom {
            Atom::Object(object) => Truth::from(interp.store.kind(object) == ObjectKind::List),
            Atom::Symbol(_) | Atom::Unknown(_) | Atom::Wrapped(_) | Atom::Library(_) => {
                Truth::Either
            }
            _ => Truth::False,
        };
        truth = match truth {
            None => Some(one),
            Some(known) if known == one => Some(known),
            Some(_) => Some(Truth::Either),
        };
    }
    interp.truth_value(truth.unwrap_or(Truth::Either))
}

/// `export * from other`: a module of the program is copied; of a library that is not, names are looked up when they are
/// asked for.
fn export_star(interp: &mut Interpreter<'_>, site: Site, exports: Value, other: Value) -> Value {
    let library = interp.pool.without(other, |atom| {
        !matches!(atom, Atom::Sdk(_) | Atom::Library(_))
    });
    let copied = interp.pool.without(other, |atom| {
        matches!(atom, Atom::Sdk(_) | Atom::Library(_))
    });
    for atom in interp.pool.atoms(exports) {
        if let Atom::Object(target) = atom {
            interp.spread_into(site, target, copied);
            interp.add_star(target, library);
        }
    }
    interp.pool.null()
}

fn literal(interp: &Interpreter<'_>, value: Value) -> Option<String> {
    match interp.pool.single(value) {
        Some(Atom::Text(text)) => text.as_literal().map(str::to_owned),
        _ => None,
    }
}

fn known_region(interp: &mut Interpreter<'_>, region: Value) -> Value {
    interp.pool.without(region, |atom| {
        matches!(atom, Atom::Null | Atom::Absent | Atom::Unknown(_))
    })
}

/// Whether some text that a value can be starts with a prefix, by the literal it starts with.
fn surely_starts_with(interp: &Interpreter<'_>, value: Value, prefix: Value) -> bool {
    let Some(prefix) = literal(interp, prefix) else {
        return false;
    };
    interp.pool.has(value, |atom| match atom {
        Atom::Text(text) => matches!(
            text.pieces().first(),
            Some(super::text::Piece::Literal(head)) if head.starts_with(&prefix)
        ),
        _ => false,
    })
}

fn environ(interp: &mut Interpreter<'_>, name: Value, default: Value) -> Value {
    let mut value = Value::NEVER;
    for text in interp.texts(name) {
        let one = match text.as_literal() {
            Some(name) => interp.environment_variable(name),
            None => interp.unknown(Reason::Computed),
        };
        value = interp.pool.join(value, one);
    }
    let default = interp
        .pool
        .without(default, |atom| matches!(atom, Atom::Null | Atom::Absent));
    if default == Value::NEVER {
        value
    } else {
        interp.or_default(value, default)
    }
}

fn listing(interp: &mut Interpreter<'_>, site: Site, native: Native, value: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let list = match (&atom, native) {
            (Atom::Object(object), Native::Values) => record::values(interp, site, *object),
            (Atom::Object(object), Native::Entries) => record::entries(interp, site, *object),
            (Atom::Object(object), _) => match interp.known_elements(site, value, Over::Keys) {
                Some(keys) => interp.new_list(site, 31, &keys),
                None => {
                    let key = interp.key(site, *object);
                    interp.new_list_of(site, 31, key)
                }
            },
            (Atom::Symbol(symbol), native) => {
                let value = interp.pool.one(Atom::Symbol(symbol.step(Step::Any)));
                let key = interp.unknown(Reason::Computed);
                let element = match native {
                    Native::Values => value,
                    Native::Entries => interp.new_list(site, 32, &[key, value]),
                    _ => key,
                };
                interp.new_list_of(site, 33, element)
            }
            _ => {
                let unknown = interp.unknown(Reason::Computed);
                interp.new_list_of(site, 33, unknown)
            }
        };
        result = interp.pool.join(result, list);
    }
    result
}

fn iterated(interp: &mut Interpreter<'_>, site: Site, value: Value) -> Value {
    let is_map = |interp: &Interpreter<'_>, atom: &Atom| matches!(atom, Atom::Object(object) if interp.store.get(*object).kind == ObjectKind::Record);
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let one = interp.pool.one(atom.clone());
        let one = if is_map(interp, &atom) {
            listing(interp, site, Native::Entries, one)
        } else {
            one
        };
        result = interp.pool.join(result, one);
    }
    result
}

fn from_entries(interp: &mut Interpreter<'_>, site: Site, list: Value) -> Value {
    let target = interp.new_record(site, 34);
    let result = interp.pool.one(Atom::Object(target));
    let pairs = match interp.known_elements(site, list, Over::Elements) {
        Some(pairs) => pairs,
        None => vec![interp.element(site, list, Over::Elements)],
    };
    let (zero, one) = (
        interp.pool.one(Atom::Number("0".into())),
        interp.pool.one(Atom::Number("1".into())),
    );
    for pair in pairs {
        let is_record = interp.pool.has(pair, |atom| {
            matches!(atom, Atom::Object(object) if interp.store.get(*object).kind == ObjectKind::Record)
        });
        if is_record {
            interp.spread_into(site, target, pair);
            continue;
        }
        let (key, value) = (
            interp.read_index(site, pair, zero),
            interp.read_index(site, pair, one),
        );
        interp.define_key(target, key, value);
    }
    result
}

fn get(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    let (object, name) = (
        arguments.at(0).unwrap_or(Value::NEVER),
        arguments.at(1).unwrap_or(Value::NEVER),
    );
    let mut result = Value::NEVER;
    for text in interp.texts(name) {
        let value = match text.as_literal() {
            Some(name) => interp.read_field(site, object, name),
            None => {
                let name = interp.pool.one(Atom::Text(text));
                interp.read_index(site, object, name)
            }
        };
        result = interp.pool.join(result, value);
    }
    match arguments.at(2) {
        Some(default) if interp.truth(result) != Truth::True => interp.or_default(result, default),
        _ => result,
    }
}

fn apply(interp: &mut Interpreter<'_>, site: Site, arguments: &Arguments) -> Value {
    let function = arguments.at(0).unwrap_or(Value::NEVER);
    let list = arguments.at(1).unwrap_or(Value::NEVER);
    let mut spread = Arguments::default();
    match interp.known_elements(site, list, Over::Elements) {
        Some(items) => spread.positional = items,
        None => {
            let element = interp.element(site, list, Over::Elements);
            spread.rest = (element != Value::NEVER).then_some(element);
        }
    }
    if let Some(named) = arguments.at(2) {
        spread.spreads.push(named);
    }
    interp.call(site, function, Value::NEVER, &spread)
}

fn import(interp: &mut Interpreter<'_>, site: Site, name: Value) -> Value {
    let mut result = Value::NEVER;
    for text in interp.texts(name) {
        let module = match text.as_literal() {
            Some(name) => interp.import(site, name),
            None => {
                interp.problem(
                    site,
                    ProblemKind::Unsupported,
                    "the module imported here is not known when the code is read: import it by a constant name",
                );
                interp.unknown(Reason::Missing)
            }
        };
        result = interp.pool.join(result, module);
    }
    result
}

fn super_of(interp: &mut Interpreter<'_>, class: Value, receiver: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(class) {
        if let Atom::Object(class) = atom {
            let one = interp.pool.one(Atom::Super(class, receiver));
            result = interp.pool.join(result, one);
        }
    }
    if result == Value::NEVER {
        interp.unknown(Reason::External)
    } else {
        result
    }
}

fn slice(interp: &mut Interpreter<'_>, arguments: &Arguments) -> Value {
    let object = arguments.at(0).unwrap_or(Value::NEVER);
    let lists = interp
        .pool
        .without(object, |atom| matches!(atom, Atom::Text(_)));
    let text = if lists == object {
        Value::NEVER
    } else {
        interp.unknown(Reason::Computed)
    };
    interp.pool.join(lists, text)
}

fn data(interp: &mut Interpreter<'_>, text: Value) -> Value {
    let symbols = interp
        .pool
        .without(text, |atom| !matches!(atom, Atom::Symbol(_)));
    if symbols == text && text != Value::NEVER {
        return text;
    }
    let unknown = interp.unknown(Reason::Computed);
    interp.pool.join(symbols, unknown)
}

fn class_of(interp: &mut Interpreter<'_>, value: Value) -> Value {
    let mut result = Value::NEVER;
    for atom in interp.pool.atoms(value) {
        let class = match atom {
            Atom::Object(object) => match interp.store.kind(object) {
                ObjectKind::Instance(class) => interp.pool.one(Atom::Object(class)),
                _ => interp.unknown(Reason::Computed),
            },
            _ => interp.unknown(Reason::Computed),
        };
        result = interp.pool.join(result, class);
    }
    result
}
