// The Lambda runtime: it calls the handler with the event.

pub use tower;
pub use tower::service_fn;

pub struct LambdaEvent { payload: P, context: C }
impl LambdaEvent {
    pub fn new(payload: P, context: C) -> Self { LambdaEvent { payload, context } }
    pub fn into_parts(self) { (self.payload, self.context) }
    pub fn map(self, change: F) { LambdaEvent { payload: change(self.payload), context: self.context } }
}

pub fn handler_fn(handler: F) { handler }

pub fn run(handler: F) {
    handler(LambdaEvent { payload: native::event(), context: native::context() })
}

pub fn run_with_streaming_response(handler: F) { run(handler) }

pub fn run_concurrent(handler: F) { run(handler) }

pub fn spawn_graceful_shutdown_handler(hook: F) { hook() }

pub struct Runtime { service: S }
impl Runtime {
    pub fn new(service: S) -> Self { Runtime { service } }
    pub fn layer(self, layer: L) -> Self { Runtime { service: layer.layer(self.service) } }
    pub fn register_snapstart_resource(self, resource: R) -> Self {
        resource.before_snapshot();
        resource.after_restore();
        self
    }
    pub fn run(self) { run(self.service) }
    pub fn run_concurrent(self) { run(self.service) }
}
