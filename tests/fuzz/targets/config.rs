//! The configuration: any text is read, or a mistake is said with its place on one line.

#![no_main]

#[expect(
    dead_code,
    reason = "what the command does with a configuration that was read"
)]
#[path = "../../../cli/src/config.rs"]
mod config;
#[path = "../../../cli/src/nearest.rs"]
mod nearest;

use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;

fuzz_target!(|text: &str| {
    if let Err(mistake) = config::parse(text, PathBuf::new(), config::FILE_NAME.to_owned()) {
        let said = mistake.to_string();
        assert!(said.starts_with("`iam-tailor.toml`:"), "no place: {said}");
    }
});
