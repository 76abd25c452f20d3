//! Lowering and interpretation of one python source.

#![no_main]

use analyzer::project::Runtime;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &[u8]| fuzz::analyze_source("app.py", Runtime::Python, source));
