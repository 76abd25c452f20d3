//! What the fuzz targets share: a project in memory, from one source or from many.
//!
//! `tests/fuzz/run [SECONDS]` runs each target in turn, from the seeds in `seeds/`, under limits of time and memory. An input that breaks a
//! target becomes a test beside the code that it broke.

use analyzer::Project;
use analyzer::facts::Analysis;
use analyzer::project::{Entry, MemoryFiles, Runtime};

/// Analyses one source as the handler's file; twice, since the same input must give the same result.
pub fn analyze_source(path: &str, runtime: Runtime, source: &[u8]) {
    let mut files = MemoryFiles::default();
    files.0.insert(path.to_owned(), source.to_vec());
    if runtime == Runtime::Provided {
        files.0.insert(
            "Cargo.toml".to_owned(),
            b"[package]\nname = \"app\"\nedition = \"2024\"\n".to_vec(),
        );
    }
    let entry = entry(runtime);
    let first = analyze(&files, &entry);
    assert_eq!(first, analyze(&files, &entry), "two results of one input");
}

/// Analyses a project written as one text, with `//- /path` before each file; the handler is `app.handler`.
pub fn analyze_files(text: &str, runtime: Runtime) {
    let mut files = MemoryFiles::default();
    let mut path = String::from("app.py");
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("//- /") {
            Some(next) => path = next.trim().to_owned(),
            None => files
                .0
                .entry(path.clone())
                .or_default()
                .extend_from_slice(line.as_bytes()),
        }
    }
    analyze(&files, &entry(runtime));
}

fn analyze(files: &MemoryFiles, entry: &Entry) -> Analysis {
    Project::new(files).analyze(entry).1
}

fn entry(runtime: Runtime) -> Entry {
    Entry {
        code_root: String::new(),
        handler: "app.handler".to_owned(),
        runtime,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: Vec::new(),
    }
}
