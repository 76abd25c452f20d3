// HTTP events: the handler gets the request.

pub use lambda_runtime;
pub use lambda_runtime::{LambdaEvent, Runtime};
pub use tower;
pub use tower::service_fn;

pub fn run(handler: F) { handler(native::event()) }

pub fn run_with_streaming_response(handler: F) { handler(native::event()) }

pub fn run_concurrent(handler: F) { handler(native::event()) }

pub struct Adapter;
impl Adapter {
    pub fn from(handler: F) { handler }
}
