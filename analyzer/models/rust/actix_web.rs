// Applications register services and state; what handlers extract is known by its declared type.

pub struct App { routes: R }
impl App {
    pub fn new() -> Self { App {} }
    pub fn app_data(self, data: D) -> Self { self }
    pub fn data(self, data: D) -> Self { self }
    pub fn data_factory(self, make: F) -> Self { make(); self }
    pub fn configure(self, register: F) -> Self { register(web::ServiceConfig {}); self }
    pub fn service(self, service: S) -> Self { native::run(service); self }
    pub fn route(self, path: P, route: R) -> Self { self }
    pub fn default_service(self, service: S) -> Self { native::run(service); self }
    pub fn wrap(self, middleware: M) -> Self { native::run(middleware); self }
    pub fn wrap_fn(self, middleware: M) -> Self { native::run(middleware); self }
}

pub struct HttpServer;
impl HttpServer {
    pub fn new(factory: F) -> Self { factory(); HttpServer {} }
    pub fn __getattr__(self, name: N) { |value| self }
}
