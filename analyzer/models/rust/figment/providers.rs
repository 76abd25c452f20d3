pub struct Env { found: P }

impl Env {
    pub fn raw() -> Env { Env { found: native::settings("") } }
    pub fn prefixed(prefix: P) -> Env { Env { found: native::settings(prefix) } }
    pub fn only(self, keys: P) -> Env { self }
    pub fn ignore(self, keys: P) -> Env { self }
    pub fn split(self, separator: P) -> Env { self }
    pub fn global(self) -> Env { self }
    pub fn profile(self, profile: P) -> Env { self }
    pub fn lowercase(self, lowercase: P) -> Env { self }
}

// What files and literals hold is not known by name.
pub struct Given { found: P }
pub struct Json;
pub struct Toml;
pub struct Yaml;
pub struct Serialized;

impl Json {
    pub fn string(text: P) -> Given { Given { found: None } }
    pub fn file(path: P) -> Given { Given { found: None } }
}

impl Toml {
    pub fn string(text: P) -> Given { Given { found: None } }
    pub fn file(path: P) -> Given { Given { found: None } }
}

impl Yaml {
    pub fn string(text: P) -> Given { Given { found: None } }
    pub fn file(path: P) -> Given { Given { found: None } }
}

impl Serialized {
    pub fn defaults(value: P) -> Given { Given { found: None } }
    pub fn default(key: P, value: V) -> Given { Given { found: None } }
    pub fn global(key: P, value: V) -> Given { Given { found: None } }
}
