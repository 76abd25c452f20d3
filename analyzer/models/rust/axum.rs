// A router runs whichever of its handlers a request asks for; what they extract is known by its declared type.

pub struct Router { routes: R }
impl Router {
    pub fn new() -> Self { Router { routes: [] } }
    pub fn default() -> Self { Router { routes: [] } }
    pub fn route(self, path: P, handlers: H) -> Self { self.routes.push(handlers); self }
    pub fn route_service(self, path: P, service: S) -> Self { self.routes.push(service); self }
    pub fn nest(self, path: P, router: R) -> Self { self.routes.push(router); self }
    pub fn nest_service(self, path: P, service: S) -> Self { self.routes.push(service); self }
    pub fn merge(self, router: R) -> Self { self.routes.push(router); self }
    pub fn fallback(self, handler: H) -> Self { native::run(handler); self }
    pub fn fallback_service(self, service: S) -> Self { self.routes.push(service); self }
    pub fn method_not_allowed_fallback(self, handler: H) -> Self { native::run(handler); self }
    pub fn with_state(self, state: S) -> Self { self }
    pub fn layer(self, layer: L) -> Self { self.routes.push(layer.layer(|request| ())); self }
    pub fn route_layer(self, layer: L) -> Self { self.layer(layer) }
    pub fn into_make_service(self) -> Self { self }
    pub fn into_service(self) -> Self { self }
    pub fn call(self, request: R) {
        for route in self.routes {
            route(request);
        }
    }
}

pub struct Extension(T);
impl Extension {
    pub fn layer(&self, service: S) { service }
}

pub fn serve(listener: L, service: S) { service(native::unknown()) }
