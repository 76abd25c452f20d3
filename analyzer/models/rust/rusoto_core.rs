// What the crates of all services share.

pub use rusoto_credential::*;
