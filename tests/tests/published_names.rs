//! Every operation, paginator and waiter of the SDKs' packages that the tests install is answered under its own name.
//!
//! Read from the packages themselves: JavaScript v3 clients and the document client, all of JavaScript v2, Rust crates.
//! `policy/catalog/generator/published.py` does the same for the packages that are not installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::{corpus, product, tool};

/// A name as code writes it, and the operation that must be found, if it has the same name.
struct Name {
    query: String,
    operation: Option<String>,
}

impl Name {
    fn new(query: String, operation: Option<&str>) -> Self {
        Self {
            query,
            operation: operation.map(str::to_owned),
        }
    }
}

/// What JavaScript v2 still has, and AWS has taken away: meetings and messaging of Chime moved to services of their own,
/// DataSync Discovery ended.
const GONE: [(&str, &[&str]); 2] = [
    (
        "AWS.Chime.",
        &[
            "AppInstanceStreamingConfigurations",
            "AttendeeTags",
            "MeetingTags",
            "listMeetings",
            "tagAttendee",
            "tagMeeting",
        ],
    ),
    (
        "AWS.DataSync.",
        &["StorageSystem", "DiscoveryJob", "generateRecommendations"],
    ),
];

#[test]
fn javascript_v3_names_are_answered() -> Result<()> {
    let mut names = Vec::new();
    let mut packages = 0;
    for modules in node_modules()? {
        for package in folders(&modules.join("@aws-sdk"))? {
            let folder = file_name(&package);
            if !folder.starts_with("client-") && folder != "lib-dynamodb" {
                continue;
            }
            packages += 1;
            let exported = |kind: &str| exports(&package.join("dist-types").join(kind));
            for command in exported("commands")? {
                let stem = command.strip_suffix("Command").unwrap_or(&command);
                let own = folder.starts_with("client-").then_some(stem);
                names.push(Name::new(format!("@aws-sdk/{folder} {command}"), own));
            }
            for paginator in exported("pagination")? {
                if let Some(stem) = paginator.strip_suffix("Paginator") {
                    let own = folder.starts_with("client-").then_some(stem);
                    names.push(Name::new(format!("@aws-sdk/{folder} paginate{stem}"), own));
                }
            }
            for waiter in exported("waiters")? {
                let until = waiter.replacen("waitFor", "waitUntil", 1);
                names.push(Name::new(format!("@aws-sdk/{folder} {waiter}"), None));
                names.push(Name::new(format!("@aws-sdk/{folder} {until}"), None));
            }
        }
    }
    ensure!(packages > 20, "only {packages} packages");
    answered(&names)
}

#[test]
fn javascript_v2_names_are_answered() -> Result<()> {
    let mut names = Vec::new();
    let apis = tool::cache()?.join("node/node_modules/aws-sdk/apis");
    let files: Vec<String> = entries(&apis)?.iter().map(|it| file_name(it)).collect();
    let metadata = json(&apis.join("metadata.json"))?;
    for (key, service) in metadata.as_object().context("an object")? {
        let prefix = service["prefix"].as_str().unwrap_or(key);
        let base = format!("{prefix}-2");
        let newest = files
            .iter()
            .filter(|name| name.starts_with(&base) && name.ends_with(".min.json"))
            .max();
        let (Some(newest), Some(class)) = (newest, service["name"].as_str()) else {
            continue;
        };
        let model = json(&apis.join(newest))?;
        for operation in model["operations"]
            .as_object()
            .context("operations")?
            .keys()
        {
            let method = lower_first(operation);
            names.push(Name::new(format!("AWS.{class}.{method}"), Some(operation)));
        }
        let waiters = apis.join(newest.replace(".min.json", ".waiters2.json"));
        if waiters.exists() {
            for waiter in json(&waiters)?["waiters"]
                .as_object()
                .context("waiters")?
                .keys()
            {
                names.push(Name::new(
                    format!("AWS.{class} {}", lower_first(waiter)),
                    None,
                ));
            }
        }
    }
    names.retain(|name| {
        !GONE.iter().any(|(class, parts)| {
            name.query.starts_with(class) && parts.iter().any(|part| name.query.contains(part))
        })
    });
    ensure!(names.len() > 15_000, "only {} names", names.len());
    answered(&names)
}

#[test]
fn rust_names_are_answered() -> Result<()> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
        .context("no home")?;
    let mut names = Vec::new();
    let mut crates = 0;
    let locked = locked_crates()?;
    for registry in folders(&home.join("registry/src"))? {
        for folder in folders(&registry)? {
            let Some(name) = locked.get(&file_name(&folder)) else {
                continue;
            };
            crates += 1;
            let name = name.replace('-', "_");
            for stem in stems(&folder.join("src/operation"))? {
                names.push(Name::new(format!("{name}::{stem}"), Some(&stem)));
                names.push(Name::new(format!("{name}::Client::{stem}"), Some(&stem)));
            }
            for stem in stems(&folder.join("src/waiters"))? {
                if stem != "matchers" {
                    names.push(Name::new(format!("{name} wait_until_{stem}"), None));
                }
            }
        }
    }
    ensure!(crates >= locked.len(), "only {crates} of {locked:?}");
    answered(&names)
}

/// The SDK's crates that the corpus is built with: folder of the registry to name.
fn locked_crates() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for service in folders(&corpus::root().join("corpus"))? {
        let lock = service.join("Cargo.lock");
        if !lock.exists() {
            continue;
        }
        let lock = fs::read_to_string(lock)?;
        let value =
            |line: &str, key: &str| Some(line.strip_prefix(key)?.trim_matches('"').to_owned());
        let mut lines = lock.lines();
        while let Some(line) = lines.next() {
            let Some(name) = value(line, "name = ").filter(|it| it.starts_with("aws-sdk-")) else {
                continue;
            };
            let version = lines.next().and_then(|line| value(line, "version = "));
            found.insert(format!("{name}-{}", version.context("a version")?), name);
        }
    }
    ensure!(!found.is_empty(), "the corpus has no crates of the SDK");
    Ok(found)
}

fn answered(names: &[Name]) -> Result<()> {
    let queries: Vec<String> = names.iter().map(|name| name.query.clone()).collect();
    let mut wrong = Vec::new();
    for (name, answer) in names.iter().zip(product::look_up(&queries)?) {
        let found = answer.get("operation").and_then(Value::as_str);
        let found_name = found.and_then(|it| it.split_once(':')).map(|it| it.1);
        let right = match (&name.operation, found_name) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(wanted), Some(found)) => folded(wanted) == folded(found),
        };
        if !right {
            wrong.push(format!("{}: {found:?}", name.query));
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        names.len(),
        wrong.join("\n")
    );
    Ok(())
}

fn folded(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|it| it.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The modules that an index file exports: `export * from "./GetObjectCommand";`.
fn exports(folder: &Path) -> Result<Vec<String>> {
    let index = folder.join("index.d.ts");
    if !index.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(index)?;
    let names = text.lines().filter_map(|line| {
        let name = line.strip_prefix("export * from \"./")?;
        name.strip_suffix("\";").map(str::to_owned)
    });
    Ok(names.collect())
}

/// The Rust files of a folder, without their ending.
fn stems(folder: &Path) -> Result<Vec<String>> {
    let files = if folder.exists() {
        entries(folder)?
    } else {
        Vec::new()
    };
    let stems = files
        .iter()
        .filter_map(|file| file_name(file).strip_suffix(".rs").map(str::to_owned));
    Ok(stems.collect())
}

/// Where the tests' own tools and the corpus have their packages.
fn node_modules() -> Result<Vec<PathBuf>> {
    let mut roots = folders(&tool::cache()?.join("corpus"))?;
    roots.push(tool::cache()?.join("node"));
    let modules = roots.into_iter().map(|root| root.join("node_modules"));
    Ok(modules.filter(|it| it.join("@aws-sdk").exists()).collect())
}

fn folders(of: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(of)?.into_iter().filter(|it| it.is_dir()).collect())
}

fn entries(of: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(of).with_context(|| of.display().to_string())? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

fn json(path: &Path) -> Result<Value> {
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}
