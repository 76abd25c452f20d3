//! Hint comments: any text after the marker, beside a call that takes one.

#![no_main]

use analyzer::project::Runtime;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|hint: &str| {
    let hint = hint.replace(['\n', '\r'], " ");
    let source = format!(
        "import boto3\ndef handler(event, context):\n    # iam-tailor: {hint}\n    getattr(boto3.client('s3'), event['o'])()\n"
    );
    fuzz::analyze_source("app.py", Runtime::Python, source.as_bytes());
});
