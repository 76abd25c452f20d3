pub use rusoto_credential::*;
