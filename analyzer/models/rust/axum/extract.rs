pub use axum::Extension;
