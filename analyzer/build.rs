//! Lists the library models below `models/` in one sorted table: language, name, source text.

#![expect(
    clippy::expect_used,
    reason = "a build script that cannot work stops the build"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=models");
    let root =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("models");
    let mut models = Vec::new();
    for language in ["javascript", "python", "rust"] {
        collect(
            &root.join(language),
            &root.join(language),
            language,
            &mut models,
        );
    }
    models.sort();
    let mut table = String::from("static MODELS: &[(&str, &str, &str)] = &[\n");
    for (language, name, path) in models {
        writeln!(
            table,
            "    ({language:?}, {name:?}, include_str!({path:?})),"
        )
        .expect("writing to a string");
    }
    table.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo"));
    fs::write(out.join("models.rs"), table).expect("the output folder can be written");
}

fn collect(root: &Path, folder: &Path, language: &str, models: &mut Vec<(String, String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, language, models);
            continue;
        }
        let Ok(relative) = path.strip_prefix(root) else {
            continue;
        };
        let stem = relative.with_extension("");
        let parts: Vec<_> = stem
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        let name = match language {
            "python" => parts.join(".").trim_end_matches(".__init__").to_owned(),
            "rust" => parts.join("."),
            _ => parts.join("/"),
        };
        models.push((
            language.to_owned(),
            name,
            path.to_string_lossy().into_owned(),
        ));
    }
}
