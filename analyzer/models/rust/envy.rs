// A configuration read from environment variables of its fields' names.

pub struct Prefixed { prefix: P }

pub fn from_env() { native::settings("") }

pub fn prefixed(prefix: P) -> Prefixed { Prefixed { prefix: prefix } }

impl Prefixed {
    pub fn from_env(&self) { native::settings(self.prefix) }
}
