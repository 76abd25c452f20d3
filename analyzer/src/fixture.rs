//! Fixtures of tests: several files in one text, with what is expected under the line it is about.
//!
//! ```text
//! //- /app.py handler:app.handler
//! import boto3
//! def handler(event, context):
//!     boto3.client("s3").get_object(Bucket="in", Key="a/" + event["id"])
//!     #^ s3:GetObject Bucket=in Key=a/{event id}
//! ```
//! A comment that starts with `^` (after `#`, `//`) lists the calls made by the nearest line above that is not such a comment; lines
//! without one make none. Parameters that are not named are not compared. `problems:` in the header lists the expected
//! kinds of problems.

use crate::Project;
use crate::facts::{Analysis, Argument, Call, Credentials, Hole, Pattern, Piece, Step};
use crate::project::{Entry, MemoryFiles, Runtime};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Runs a fixture and compares the calls with the carets.
#[track_caller]
pub(crate) fn check(fixture: &str) {
    let (files, entry, expected) = parse(fixture);
    let (_, analysis) = Project::new(&files).analyze(&entry);
    let mut wanted = Vec::new();
    for (path, bytes) in &files.0 {
        expectations(path, &String::from_utf8_lossy(bytes), &mut wanted);
    }
    let found: Vec<String> = analysis
        .calls
        .iter()
        .map(|call| {
            let head = format!("{}:{} {}", call.site.file, call.site.line, operation(call));
            render(call, &head, &wanted)
        })
        .collect();
    let (mut wanted, mut found): (Vec<_>, Vec<_>) =
        (wanted.into_iter().map(|(line, _)| line).collect(), found);
    wanted.sort();
    wanted.dedup();
    found.sort();
    found.dedup();
    let mut kinds: Vec<_> = analysis
        .problems
        .iter()
        .map(|problem| problem.kind.id().to_owned())
        .collect();
    kinds.sort();
    kinds.dedup();
    let detail = explain(&analysis);
    assert!(
        wanted == found,
        "expected:\n  {}\nfound:\n  {}\n{detail}",
        wanted.join("\n  "),
        found.join("\n  ")
    );
    assert!(
        kinds == expected,
        "expected problems {expected:?}, found {kinds:?}\n{detail}"
    );
}

/// Runs a fixture and compares the calls with a list that says nothing of places; gives what differs.
pub(crate) fn difference(fixture: &str, expected: &[&str]) -> Option<String> {
    let (files, entry, _) = parse(fixture);
    let (_, analysis) = Project::new(&files).analyze(&entry);
    let mut wanted = Vec::new();
    for line in expected {
        let (operation, rest) = line.split_once(' ').unwrap_or((line, ""));
        wanted.push(((*line).to_owned(), (operation.to_owned(), names(rest))));
    }
    let rendered = analysis.calls.iter().flat_map(|call| {
        let head = operation(call);
        alternatives(&render(call, &head, &wanted))
    });
    let found: BTreeSet<String> = rendered.collect();
    let expected = expected.iter().flat_map(|line| alternatives(line));
    let expected: BTreeSet<String> = expected.collect();
    // Rust's types of events write the names of fields in their own way.
    let found: BTreeSet<String> = found
        .iter()
        .map(|line| line.replace("<event.records", "<event.Records"))
        .collect();
    (found != expected || !analysis.problems.is_empty()).then(|| explain(&analysis))
}

fn parse(fixture: &str) -> (MemoryFiles, Entry, Vec<String>) {
    let mut files = MemoryFiles::default();
    let mut handler = String::new();
    let mut problems = Vec::new();
    let mut path = String::new();
    let mut first = String::new();
    let mut layers = Vec::new();
    for line in fixture.lines() {
        let Some(header) = line.trim().strip_prefix("//- /") else {
            let file = files.0.entry(path.clone()).or_default();
            file.extend_from_slice(line.as_bytes());
            file.push(b'\n');
            continue;
        };
        let mut words = header.split_whitespace();
        path = words.next().unwrap_or_default().to_owned();
        files.0.insert(path.clone(), Vec::new());
        if first.is_empty() {
            first.clone_from(&path);
        }
        for word in words {
            match word.split_once(':') {
                Some(("handler", name)) => name.clone_into(&mut handler),
                Some(("problems", list)) => problems = list.split(',').map(str::to_owned).collect(),
                Some(("layer", folder)) => layers.push(folder.to_owned()),
                _ => panic!("unknown word `{word}` in a fixture's header"),
            }
        }
    }
    files.0.remove("");
    let runtime = match first.rsplit_once('.').map(|(_, extension)| extension) {
        Some("py") => Runtime::Python,
        Some("rs" | "toml") => Runtime::Provided,
        _ => Runtime::Node,
    };
    if runtime == Runtime::Provided && !files.0.contains_key("Cargo.toml") {
        files.0.insert(
            "Cargo.toml".to_owned(),
            b"[package]\nname = \"app\"\nedition = \"2024\"\n".to_vec(),
        );
    }
    if handler.is_empty() {
        let stem = first
            .rsplit_once('.')
            .map_or(first.as_str(), |(stem, _)| stem);
        handler = format!("{stem}.handler");
    }
    let entry = Entry {
        code_root: String::new(),
        handler,
        runtime,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers,
    };
    problems.sort();
    (files, entry, problems)
}

/// Expected calls, as `path:line service:Operation Name=value …`, with the names that are compared.
fn expectations(path: &str, text: &str, out: &mut Vec<(String, (String, Vec<String>))>) {
    let mut about = 0;
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        let comment = trimmed
            .strip_prefix("//")
            .or_else(|| trimmed.strip_prefix('#'))
            .map(str::trim_start);
        match comment.and_then(|comment| comment.strip_prefix('^')) {
            Some(expected) => {
                for one in expected
                    .split(';')
                    .map(str::trim)
                    .filter(|one| !one.is_empty())
                {
                    let (operation, rest) = one.split_once(' ').unwrap_or((one, ""));
                    out.push((
                        format!("{path}:{about} {one}"),
                        (format!("{path}:{about} {operation}"), names(rest)),
                    ));
                }
            }
            None => about = index + 1,
        }
    }
}

/// One line for each of the values that its last parameter may have; `a|b` and two calls say the same.
fn alternatives(line: &str) -> Vec<String> {
    let Some((before, values)) = line.rsplit_once('=') else {
        return vec![line.to_owned()];
    };
    let mut values: Vec<_> = values.split('|').collect();
    if values.len() > 1 {
        values.retain(|value| *value != "-");
    }
    let lines = values.iter().map(|value| format!("{before}={value}"));
    lines.collect()
}

/// The names of the parameters that are compared.
fn names(expected: &str) -> Vec<String> {
    let words = expected.split_whitespace();
    words
        .filter_map(|word| Some(word.split_once('=')?.0.to_owned()))
        .filter(|name| !name.is_empty())
        .collect()
}

fn operation(call: &Call) -> String {
    let foreign = match call.credentials {
        Credentials::Foreign => "foreign!",
        _ => "",
    };
    format!("{foreign}{}:{}", call.service, call.operation)
}

fn render(call: &Call, head: &str, wanted: &[(String, (String, Vec<String>))]) -> String {
    let candidates: Vec<String> = wanted
        .iter()
        .filter(|(_, (operation, _))| operation == head)
        .map(|(line, (_, names))| {
            let mut text = head.to_owned();
            for name in names {
                let _ = write!(text, " {name}={}", parameter(&call.arguments, name));
            }
            if *line == text {
                text
            } else {
                format!("{text} ")
            }
        })
        .collect();
    candidates
        .iter()
        .find(|text| !text.ends_with(' '))
        .or(candidates.first())
        .cloned()
        .unwrap_or_else(|| head.to_owned())
        .trim_end()
        .to_owned()
}

fn parameter(arguments: &Argument, path: &str) -> String {
    if let Argument::OneOf(options) = arguments
        && !path.is_empty()
    {
        let mut options: Vec<String> = options
            .iter()
            .map(|option| parameter(option, path))
            .collect();
        options.dedup();
        return options.join("|");
    }
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let inner = match arguments {
        whole if path.is_empty() => return show(whole),
        Argument::List { items, .. } => name.parse::<usize>().ok().and_then(|at| items.get(at)),
        // A setter that adds one element.
        one if name.parse::<usize>().is_ok() => Some(one),
        Argument::Record { fields, .. } => fields.get(name).map(|field| &field.value),
        _ => None,
    };
    inner.map_or_else(|| "-".to_owned(), |inner| parameter(inner, rest))
}

/// An argument as fixtures write it.
pub(crate) fn show(argument: &Argument) -> String {
    match argument {
        Argument::Null => "null".to_owned(),
        Argument::Bool(value) => value.to_string(),
        Argument::Number(text) => text.clone(),
        Argument::Text(pattern) => show_pattern(pattern),
        Argument::Record {
            fields,
            computed,
            open,
        } => {
            let mut parts: Vec<String> = fields
                .iter()
                .map(|(name, field)| {
                    format!(
                        "{name}{}:{}",
                        if field.optional { "?" } else { "" },
                        show(&field.value)
                    )
                })
                .collect();
            parts.extend(
                computed
                    .iter()
                    .map(|(key, value)| format!("[{}]:{}", show(key), show(value))),
            );
            if *open {
                parts.push("..".to_owned());
            }
            format!("{{{}}}", parts.join(","))
        }
        Argument::List { items, rest } => {
            let mut parts: Vec<String> = items.iter().map(show).collect();
            parts.extend(rest.iter().map(|rest| format!("{}*", show(rest))));
            format!("[{}]", parts.join(","))
        }
        Argument::OneOf(options) => options.iter().map(show).collect::<Vec<_>>().join("|"),
        Argument::Unknown(_) => "?".to_owned(),
    }
}

fn show_pattern(pattern: &Pattern) -> String {
    let pieces = pattern.0.iter().map(|piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Hole(hole) => show_hole(hole),
    });
    pieces.collect()
}

fn show_hole(hole: &Hole) -> String {
    match hole {
        Hole::Env(name) => format!("${name}"),
        Hole::EnvOr { name, default } => format!("${name}?{}", show_pattern(default)),
        Hole::Event(path) => format!("<event{}>", show_path(path)),
        Hole::Context(name) => format!("<context.{name}>"),
        Hole::Output {
            service,
            operation,
            path,
            ..
        } => format!("<{service}:{operation}{}>", show_path(path)),
        Hole::Account => "<account>".to_owned(),
        Hole::Region => "<region>".to_owned(),
        Hole::Partition => "<partition>".to_owned(),
        Hole::Unknown(_) => "?".to_owned(),
    }
}

fn show_path(path: &[Step]) -> String {
    path.iter()
        .map(|step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Any => "[]".to_owned(),
            Step::Part(separator, None) => format!("|{separator}"),
            Step::Part(separator, Some(place)) => format!("|{separator}{place}"),
        })
        .collect()
}

fn explain(analysis: &Analysis) -> String {
    let mut out = String::from("calls:\n");
    for call in &analysis.calls {
        let chain: Vec<_> = call
            .chain
            .iter()
            .map(|frame| frame.function.as_str())
            .collect();
        let _ = writeln!(
            out,
            "  {}:{}:{} {}:{} {} via {}",
            call.site.file,
            call.site.line,
            call.site.column,
            call.service,
            call.operation,
            show(&call.arguments),
            chain.join(" > ")
        );
    }
    out.push_str("problems:\n");
    for problem in &analysis.problems {
        let _ = writeln!(
            out,
            "  {}:{} {} {}",
            problem.at.file,
            problem.at.line,
            problem.kind.id(),
            problem.message
        );
    }
    out
}
