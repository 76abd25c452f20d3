//! Lowering and interpretation of one rust source.

#![no_main]

use analyzer::project::Runtime;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &[u8]| fuzz::analyze_source("src/main.rs", Runtime::Provided, source));
