// HTTP events: the handler gets the request.

pub fn service_fn(handler: F) { handler }

pub fn run(handler: F) { handler(native::event()) }

pub fn run_with_streaming_response(handler: F) { handler(native::event()) }

pub fn run_concurrent(handler: F) { handler(native::event()) }
