//! What real handlers look like, a template with its code a test: what each line is granted stands under it.
//!
//! A file a topic. The caret fixtures beside the analyzer compare calls; these compare what comes out of all.

mod environment;
mod events;
mod javascript_handlers;
mod lookups;
mod partition_keys;
mod platform;
mod python_handlers;
mod python_resources;
mod rust_handlers;
