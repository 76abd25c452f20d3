// Extensions: processors get the events, logs and telemetry of the function they run beside.

pub use tower;
pub use tower::service_fn;

pub fn run(processor: P) { processor(native::unknown()) }

pub struct SharedService;
impl SharedService {
    pub fn new(service: S) { service }
}

pub struct Extension;
impl Extension {
    pub fn new() -> Self { Extension {} }
    pub fn with_events_processor(self, processor: P) -> Self { processor(native::unknown()); self }
    pub fn with_logs_processor(self, processor: P) -> Self { processor(native::unknown()); self }
    pub fn with_telemetry_processor(self, processor: P) -> Self { processor(native::unknown()); self }
    pub fn register(self) -> Self { self }
    pub fn run(self) {}
    pub fn __getattr__(self, name: N) { |value| self }
}
