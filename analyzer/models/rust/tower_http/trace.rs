pub use tower_http::layer::PassingLayer as TraceLayer;
