// A configuration merged from several sources; what the environment gives is known by name.

pub struct Figment { found: P }

impl Figment {
    pub fn new() -> Figment { Figment { found: None } }
    pub fn from(provider: P) -> Figment { Figment { found: provider.found } }
    pub fn merge(self, provider: P) -> Figment { Figment { found: native::or_default(provider.found, self.found) } }
    pub fn admerge(self, provider: P) -> Figment { Figment { found: native::or_default(provider.found, self.found) } }
    pub fn join(self, provider: P) -> Figment { Figment { found: native::or_default(provider.found, self.found) } }
    pub fn adjoin(self, provider: P) -> Figment { Figment { found: native::or_default(provider.found, self.found) } }
    pub fn select(self, profile: P) -> Figment { self }
    pub fn focus(self, key: P) -> Figment { self }
    pub fn extract(&self) { self.found }
    pub fn extract_lossy(&self) { self.found }
}
