//! Several files that import each other: resolution, packages, configuration files of each language.

#![no_main]

use analyzer::project::Runtime;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for runtime in [Runtime::Python, Runtime::Node, Runtime::Provided] {
        fuzz::analyze_files(text, runtime);
    }
});
