pub struct DefaultCredentialsChain;
impl DefaultCredentialsChain {
    pub fn builder() { Builder {} }
}

pub struct Builder;
impl Builder {
    pub fn build(self) { native::own() }
    pub fn __getattr__(self, name: N) { |value| self }
}

pub fn default_provider() { native::own() }
