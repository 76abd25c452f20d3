//! The template readers: any text under the names that templates have.

#![no_main]

use analyzer::project::MemoryFiles;
use libfuzzer_sys::fuzz_target;
use policy::template::{discovery, reading};

fuzz_target!(|text: &[u8]| {
    for path in ["template.yaml", "template.json", "serverless.yml"] {
        let mut files = MemoryFiles::default();
        files.0.insert(path.to_owned(), text.to_vec());
        discovery::discover(&files, "");
        let first = reading::read(&files, path).ok();
        assert_eq!(
            first,
            reading::read(&files, path).ok(),
            "two readings of one template"
        );
    }
});
