//! What the counter and the warehouse share: the shelf of tools, the papers, the way to the workshop.

pub mod papers;
pub mod shelf;
pub mod workshop;

pub use lambda_runtime::Error;

/// A setting of the deployment; its absence is a broken deployment.
pub fn setting(name: &str) -> Result<String, Error> {
    std::env::var(name).map_err(|_| format!("the setting {name} is missing").into())
}
