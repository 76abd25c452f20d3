// The Lambda runtime: it calls the handler with the event.

pub struct LambdaEvent { payload: P, context: C }
impl LambdaEvent {
    pub fn new(payload: P, context: C) { LambdaEvent { payload, context } }
    pub fn into_parts(self) { (self.payload, self.context) }
}

pub fn service_fn(handler: F) { handler }

pub fn run(handler: F) {
    handler(LambdaEvent { payload: native::event(), context: native::context() })
}

pub fn run_with_streaming_response(handler: F) { run(handler) }

pub fn run_concurrent(handler: F) { run(handler) }

pub mod streaming {
    pub fn channel() { (native::unknown(), native::unknown()) }
}
