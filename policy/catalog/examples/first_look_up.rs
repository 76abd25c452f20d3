//! How long the first look-up takes in a process that has just begun: opening costs nothing, so that is all there is.
//!
//!     cargo run --release -p catalog --example first_look_up
//!
//! Each figure is of processes of their own, since a second look-up finds what the first one has spelled out.

#![expect(clippy::print_stdout, reason = "a measurement says what it measured")]

use std::hint::black_box;
use std::io::{Error, Result};
use std::process::Command;
use std::time::{Duration, Instant};

use catalog::{Catalog, Sdk};

const PROCESSES: usize = 200;

/// What is looked up, by the word that asks a process for it.
const LOOK_UPS: [(&str, fn(), &str); 4] = [
    (
        "permissions",
        permissions,
        "what a call needs, as the analysis asks",
    ),
    ("names", names, "package and command of JavaScript v3"),
    (
        "text",
        text,
        "an operation by a free text, as `catalog op` asks",
    ),
    ("reasons", reasons, "the reasons of a reviewed answer"),
];

fn main() -> Result<()> {
    if let Some(word) = std::env::args().nth(1) {
        if let Some((_, look_up, _)) = LOOK_UPS.iter().find(|it| it.0 == word) {
            let start = Instant::now();
            look_up();
            println!("{}", start.elapsed().as_nanos());
        }
        return Ok(());
    }
    println!("{} bytes", Catalog::embedded().size());
    println!("| first look-up | least | median | most of {PROCESSES} |\n|---|---|---|---|");
    for (word, _, title) in LOOK_UPS {
        let mut times = (0..PROCESSES)
            .map(|_| in_a_process(word))
            .collect::<Result<Vec<Duration>>>()?;
        times.sort();
        if let ([least, .., most], Some(median)) = (times.as_slice(), times.get(PROCESSES / 2)) {
            println!("| {title} | {least:?} | {median:?} | {most:?} |");
        }
    }
    Ok(())
}

fn in_a_process(word: &str) -> Result<Duration> {
    let output = Command::new(std::env::current_exe()?).arg(word).output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let nanoseconds = printed.trim().parse().map_err(Error::other)?;
    Ok(Duration::from_nanos(nanoseconds))
}

fn permissions() {
    let service = Catalog::embedded().service("dynamodb");
    black_box(
        service
            .and_then(|it| it.operation("PutItem"))
            .map(|it| it.permissions()),
    );
}

fn names() {
    let service = Catalog::embedded().service_named(Sdk::JavaScriptV3, "@aws-sdk/client-sfn");
    black_box(
        service.and_then(|it| it.operation_named(Sdk::JavaScriptV3, "StartExecutionCommand")),
    );
}

fn text() {
    black_box(
        Catalog::embedded()
            .known_operation("aws_sdk_dynamodb::Client::put_item")
            .map(|it| it.permissions()),
    );
}

fn reasons() {
    let service = Catalog::embedded().service("lambda");
    black_box(
        service
            .and_then(|it| it.operation("Invoke"))
            .map(|it| it.reasons()),
    );
}
