// Services: a function, or an instance whose method `call` is one; layers wrap them.

pub fn service_fn(handler: F) { handler }

pub struct ServiceBuilder { wrap: W }
impl ServiceBuilder {
    pub fn new() -> Self { ServiceBuilder { wrap: |service| service } }
    pub fn layer(self, layer: L) -> Self {
        let wrap = self.wrap;
        ServiceBuilder { wrap: |service| wrap(layer.layer(service)) }
    }
    pub fn layer_fn(self, layer: L) -> Self {
        let wrap = self.wrap;
        ServiceBuilder { wrap: |service| wrap(layer(service)) }
    }
    pub fn map_request(self, change: F) -> Self { change(native::unknown()); self }
    pub fn map_response(self, change: F) -> Self { change(native::unknown()); self }
    pub fn service(self, service: S) { let wrap = self.wrap; wrap(service) }
    pub fn service_fn(self, service: S) { let wrap = self.wrap; wrap(service) }
    pub fn __getattr__(self, name: N) { |value| self }
}

pub fn layer_fn(wrap: W) { LayerFn { wrap } }

pub struct LayerFn { wrap: W }
impl LayerFn {
    pub fn layer(&self, service: S) { let wrap = self.wrap; wrap(service) }
}

// A layer that hands requests on as they are. Its setters give itself; what they are given may be called.
pub struct Passing;
impl Passing {
    pub fn layer(&self, service: S) { service }
    pub fn __getattr__(self, name: N) { |value| { native::run(value); self } }
}
