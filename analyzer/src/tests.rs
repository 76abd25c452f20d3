//! What handlers do, one pattern a test, by topic.

mod clients;
mod confusions;
mod damaged;
mod hints;
mod javascript_databases;
mod javascript_injection;
mod javascript_libraries;
mod javascript_mail;
mod javascript_middleware;
mod javascript_operations;
mod narrowing;
mod python_clients;
mod python_handlers;
mod python_libraries;
mod python_operations;
mod python_unseen;
mod python_values;
mod records;
mod rust_clients;
mod rust_handlers;
mod rust_libraries;
mod rust_macros;
mod rust_operations;
mod rust_values;
mod twins;
mod unseen;
