//! Functions that models are written with: what cannot be said in the language of a model itself.
//!
//! Models import them from `__native__` (Python), `#native` (JavaScript) or `native` (Rust).

mod aws;
mod collections;
mod kinds;
mod reflection;

use super::arguments::Arguments;
use super::sdk;
use super::text::{Hole, Text};
use super::value::{Atom, Bound, Root, Symbol, Value};
use super::{Interpreter, Site, opaque};
use crate::facts::{ProblemKind, Reason};
use crate::ir::Over;
use aws::{aws, environ, settings};
pub(crate) use collections::slice;
use collections::{from_entries, get, iterated, listing};
use kinds::{
    class_of, data, is_list, parameter_names, surely_ends_with, surely_starts_with, type_of,
};
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
    /// `settings(prefix)`: a record of environment variables, see [`Atom::Settings`].
    Settings,
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
    /// `path(text)`: a path without the segments that say nothing.
    Path,
    /// `working_folder()`: the folder that the program runs in, where it is known.
    WorkingFolder,
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
    /// `%import_type(name)`: a module of which types are wanted only.
    ImportType,
    /// `export_star(exports, module)`.
    ExportStar,
    /// `type_of(value)`.
    TypeOf,
    /// `data(text)`: what was written as text: known by its origin only.
    Data,
    /// `class_of(value)`: its class.
    ClassOf,
    /// `globals()`: the variables of the module that calls it.
    Globals,
    /// `eval(source)`: the variable of the module that calls it.
    Eval,
    /// `own_module(name)`: a module of the program.
    OwnModule,
    /// `parameter_names(function)`: what a function or a constructor calls what it takes.
    ParameterNames,
    /// `stars(module)`: a module whose names are all imported.
    ImportStar,
    /// `surely_starts_with(value, prefix)`: whether it is a text of which it is known; no where it is not.
    SurelyStartsWith,
    /// `surely_ends_with(value, suffix)`: the same of its end.
    SurelyEndsWith,
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
    ("settings", Native::Settings),
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
    ("path", Native::Path),
    ("working_folder", Native::WorkingFolder),
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
    ("%import_type", Native::ImportType),
    ("%import_star", Native::ImportStar),
    ("%typeof", Native::TypeOf),
    ("data", Native::Data),
    ("class_of", Native::ClassOf),
    ("globals", Native::Globals),
    ("eval", Native::Eval),
    ("own_module", Native::OwnModule),
    ("parameter_names", Native::ParameterNames),
    ("surely_starts_with", Native::SurelyStartsWith),
    ("surely_ends_with", Native::SurelyEndsWith),
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
        Native::Settings => settings(interp, arg(0)),
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
        Native::Path => {
            let texts = interp.texts(arg(0));
            let paths = texts.iter().map(Text::normalized_path);
            interp.pool.any(paths.map(Atom::Text))
        }
        Native::WorkingFolder => match interp.working_folder() {
            Some(folder) => interp.pool.one(Atom::Text(folder)),
            None => interp.unknown(Reason::External),
        },
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
        Native::Slice => slice(interp, site, arguments),
        Native::ImportType => match literal(interp, arg(0)) {
            Some(name) => interp.import_type(site, &name),
            None => interp.unknown(Reason::Missing),
        },
        Native::ExportStar => export_star(interp, site, arg(0), arg(1)),
        Native::ImportStar => {
            interp.import_star(site, arg(0));
            interp.pool.null()
        }
        Native::TypeOf => type_of(interp, arg(0)),
        Native::Data => data(interp, arg(0)),
        Native::ClassOf => class_of(interp, arg(0)),
        Native::Globals => reflection::globals(interp, site),
        Native::Eval => reflection::eval(interp, site, arg(0)),
        Native::OwnModule => reflection::own_module(interp, arg(0)),
        Native::ParameterNames => parameter_names(interp, site, arg(0)),
        Native::SurelyStartsWith => {
            let surely = surely_starts_with(interp, arg(0), arg(1));
            interp.pool.one(Atom::Bool(surely))
        }
        Native::SurelyEndsWith => {
            let surely = surely_ends_with(interp, arg(0), arg(1));
            interp.pool.one(Atom::Bool(surely))
        }
        Native::IsList => is_list(interp, arg(0)),
        Native::Signed => sdk::signed::request(interp, site, arg(0), arg(1), arg(2)),
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
            Some(name) => match interp.own_module(name) {
                Some(module) => interp.pool.one(Atom::Module(module)),
                None => interp.import(site, name),
            },
            None => match interp.import_fitting(site, &text) {
                Some(modules) => modules,
                None => {
                    interp.problem(
                    site,
                    ProblemKind::Unsupported,
                    "the module imported here is not known when the code is read: import it by a constant name",
                );
                    interp.unknown(Reason::Missing)
                }
            },
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
