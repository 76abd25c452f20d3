//! What handlers do, one pattern a test, by topic.

mod clients;
mod python_libraries;
