pub use tower::layer_fn;
