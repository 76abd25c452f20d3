pub fn default_provider() { native::region() }
