//! Twins: one scenario written in Python, JavaScript, TypeScript and Rust makes the same calls with the same parameters.
//!
//! A file of `twins/` states the calls once, in lines that start with `expect`, and has the four programs below, told apart
//! by the extensions of their files. A Rust program gets its usual frame where it has no `main`.

use crate::fixture::difference;
use std::fmt::Write;

const FRAME: &str = "
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
";
const IMPORTS: &str = "use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::Value;
";

/// One test a scenario, and their names.
macro_rules! twins {
    ($($name:ident,)+) => {
        $(
            #[test]
            fn $name() {
                check(include_str!(concat!("twins/", stringify!($name), ".txt")));
            }
        )+

        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

twins! {
    address_taken_apart,
    alias_of_a_function,
    answer_to_a_connection,
    batch_of_two_tables,
    branch_that_never_runs,
    calls_at_the_same_time,
    client_in_a_field,
    client_made_on_first_use,
    client_passed_three_calls_down,
    closure_keeps_the_client,
    code_at_load,
    copy_between_buckets,
    emulator_at_development,
    environment_with_a_default,
    inherited_methods,
    key_with_prefix_and_suffix,
    keys_from_the_event,
    loop_over_names,
    name_bound_twice,
    name_read_from_a_parameter,
    names_by_kind,
    names_from_pieces,
    names_in_another_file,
    object_that_a_service_reads,
    one_of_two_buckets,
    only_written_about,
    operation_as_a_value,
    operation_from_a_known_table,
    own_types_with_names_of_operations,
    paginator,
    parameters_added_step_by_step,
    place_of_an_event_record,
    presigned,
    query_on_an_index,
    queue_looked_up_by_name,
    recursion_over_pages,
    role_handed_to_a_service,
    role_of_another_account,
    routes_in_a_table,
    second_try_after_an_error,
    secret_of_a_data_call,
    shared_module_of_many_commands,
    statement_in_partiql,
    tags_on_creation,
    the_function_itself,
    transaction,
    two_calls_of_one_operation,
    two_implementations_of_one_interface,
    unused_client,
    waiter,
    who_am_i,
    wrapped_handler,
}

#[test]
fn every_scenario_is_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/twins");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let listed: Vec<_> = NAMES.iter().map(|name| format!("{name}.txt")).collect();
    assert_eq!(listed, found);
}

#[track_caller]
fn check(scenario: &str) {
    let (head, programs) = scenario.split_once("//- /").unwrap();
    let expected: Vec<&str> = head
        .lines()
        .filter_map(|line| line.strip_prefix("expect "))
        .filter(|line| *line != "nothing")
        .collect();
    assert!(head.contains("expect "), "the scenario expects something");
    let mut failed = String::new();
    for (language, extensions) in [
        ("Python", &[".py"][..]),
        ("JavaScript", &[".mjs", ".js"]),
        ("TypeScript", &[".ts"]),
        ("Rust", &[".rs", ".toml"]),
    ] {
        let program = program(programs, extensions);
        assert!(!program.is_empty(), "no program in {language}");
        if let Some(found) = difference(&program, &expected) {
            let _ = writeln!(failed, "--- {language}\n{found}");
        }
    }
    assert!(failed.is_empty(), "expected: {expected:#?}\n{failed}");
}

/// The files of one language, as a fixture.
fn program(programs: &str, extensions: &[&str]) -> String {
    let mut fixture = String::new();
    for file in programs.split("//- /") {
        let (path, text) = file.split_once('\n').unwrap();
        let path = path.trim();
        if !extensions.iter().any(|extension| path.ends_with(extension)) {
            continue;
        }
        let is_root = path == "src/main.rs";
        let imports = if is_root { IMPORTS } else { "" };
        let frame = if is_root && !text.contains("fn main") {
            FRAME
        } else {
            ""
        };
        let _ = writeln!(fixture, "//- /{path}\n{imports}{text}{frame}");
    }
    fixture
}
