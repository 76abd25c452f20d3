pub struct Data;
impl Data {
    pub fn new(value: T) { value }
    pub fn from(value: T) { value }
}

pub struct ServiceConfig;
impl ServiceConfig {
    pub fn service(&self, service: S) -> Self { native::run(service); self }
    pub fn route(&self, path: P, route: R) -> Self { self }
    pub fn app_data(&self, data: D) -> Self { self }
    pub fn data(&self, data: D) -> Self { self }
    pub fn default_service(&self, service: S) -> Self { native::run(service); self }
    pub fn configure(&self, register: F) -> Self { register(self); self }
}

pub struct Route;
impl Route {
    pub fn to(self, handler: H) -> Self { native::run(handler); self }
    pub fn service(self, service: S) -> Self { native::run(service); self }
    pub fn route(self, route: R) -> Self { self }
    pub fn wrap(self, middleware: M) -> Self { native::run(middleware); self }
    pub fn app_data(self, data: D) -> Self { self }
    pub fn configure(self, register: F) -> Self { register(ServiceConfig {}); self }
    pub fn __getattr__(self, name: N) { |value| self }
}

pub fn get() { Route {} }
pub fn post() { Route {} }
pub fn put() { Route {} }
pub fn patch() { Route {} }
pub fn delete() { Route {} }
pub fn head() { Route {} }
pub fn method(m: M) { Route {} }
pub fn route() { Route {} }
pub fn to(handler: H) { native::run(handler); Route {} }
pub fn resource(path: P) { Route {} }
pub fn scope(path: P) { Route {} }
pub fn block(run: F) { run() }
