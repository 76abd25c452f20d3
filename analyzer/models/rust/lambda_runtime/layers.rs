use tower::Passing;

pub struct TracingLayer;
impl TracingLayer {
    pub fn new() { Passing {} }
}

pub struct OpenTelemetryLayer;
impl OpenTelemetryLayer {
    pub fn new(flush: F) { flush(); Passing {} }
}
