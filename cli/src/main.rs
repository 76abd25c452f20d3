//! The `iam-tailor` command line.

fn main() {}
