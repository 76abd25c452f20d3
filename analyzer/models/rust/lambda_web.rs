// Web frameworks behind Lambda: the application is built, then asked for responses.

pub use lambda_http;
pub use lambda_runtime;
pub use lambda_runtime::Error as LambdaError;

pub fn is_running_on_lambda() -> bool { native::unknown() }
pub fn run_hyper_on_lambda(service: S) { service(native::event()) }
pub fn run_actix_on_lambda(factory: F) { native::run(factory) }
pub fn launch_rocket_on_lambda(rocket: R) {}
pub fn run_warp_on_lambda(service: S) { service(native::event()) }
