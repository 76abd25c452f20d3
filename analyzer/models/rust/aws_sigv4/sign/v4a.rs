pub struct SigningParams;
impl SigningParams {
    pub fn builder() { Builder {} }
}

pub struct Builder { service: S }
impl Builder {
    pub fn name(self, name: N) -> Self { self.service = name; self }
    pub fn service_name(self, name: N) -> Self { self.service = name; self }
    pub fn __getattr__(self, name: N) { |value| self }
}
