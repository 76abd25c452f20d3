//! Packs the library models below `models/`, the texts of a language as one, beside a sorted table of where each is: language,
//! name, start and end.

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
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo"));
    let mut table = String::from("static MODELS: &[(&str, &str, usize, usize)] = &[\n");
    let mut packed = String::from("static PACKED: &[(&str, &[u8])] = &[\n");
    for language in ["javascript", "python", "rust"] {
        let mut models = Vec::new();
        let folder = root.join(language);
        collect(&folder, &folder, language, &mut models);
        models.sort();
        let mut texts = String::new();
        for (name, path) in models {
            let start = texts.len();
            texts.push_str(&fs::read_to_string(path).expect("a model can be read"));
            let end = texts.len();
            writeln!(table, "    ({language:?}, {name:?}, {start}, {end}),")
                .expect("writing to a string");
        }
        let bytes = miniz_oxide::deflate::compress_to_vec(texts.as_bytes(), 9);
        let file = out.join(format!("{language}.packed"));
        fs::write(&file, bytes).expect("the output folder can be written");
        writeln!(packed, "    ({language:?}, include_bytes!({file:?})),")
            .expect("writing to a string");
    }
    fs::write(out.join("models.rs"), table + "];\n" + &packed + "];\n")
        .expect("the output folder can be written");
}

fn collect(root: &Path, folder: &Path, language: &str, models: &mut Vec<(String, PathBuf)>) {
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
        models.push((name, path));
    }
}
