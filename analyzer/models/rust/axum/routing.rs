pub struct MethodRouter;
impl MethodRouter {
    pub fn get(self, handler: H) -> Self { native::run(handler); self }
    pub fn post(self, handler: H) -> Self { native::run(handler); self }
    pub fn put(self, handler: H) -> Self { native::run(handler); self }
    pub fn patch(self, handler: H) -> Self { native::run(handler); self }
    pub fn delete(self, handler: H) -> Self { native::run(handler); self }
    pub fn head(self, handler: H) -> Self { native::run(handler); self }
    pub fn options(self, handler: H) -> Self { native::run(handler); self }
    pub fn trace(self, handler: H) -> Self { native::run(handler); self }
    pub fn on(self, filter: F, handler: H) -> Self { native::run(handler); self }
    pub fn fallback(self, handler: H) -> Self { native::run(handler); self }
    pub fn layer(self, layer: L) -> Self { self }
    pub fn route_layer(self, layer: L) -> Self { self }
    pub fn with_state(self, state: S) -> Self { self }
    pub fn call(self, request: R) {}
}

pub fn get(handler: H) { native::run(handler); MethodRouter {} }
pub fn post(handler: H) { native::run(handler); MethodRouter {} }
pub fn put(handler: H) { native::run(handler); MethodRouter {} }
pub fn patch(handler: H) { native::run(handler); MethodRouter {} }
pub fn delete(handler: H) { native::run(handler); MethodRouter {} }
pub fn head(handler: H) { native::run(handler); MethodRouter {} }
pub fn options(handler: H) { native::run(handler); MethodRouter {} }
pub fn trace(handler: H) { native::run(handler); MethodRouter {} }
pub fn any(handler: H) { native::run(handler); MethodRouter {} }
pub fn on(filter: F, handler: H) { native::run(handler); MethodRouter {} }
pub fn get_service(service: S) { service }
pub fn post_service(service: S) { service }
pub fn any_service(service: S) { service }
