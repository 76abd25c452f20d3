// An application: routes are functions, state is known by its declared type.

pub struct Rocket;
impl Rocket {
    pub fn mount(self, base: B, routes: R) -> Self { self }
    pub fn register(self, base: B, catchers: C) -> Self { self }
    pub fn manage(self, state: S) -> Self { self }
    pub fn attach(self, fairing: F) -> Self { self }
    pub fn configure(self, config: C) -> Self { self }
    pub fn ignite(self) -> Self { self }
    pub fn launch(self) -> Self { self }
}

pub fn build() { Rocket {} }
pub fn custom(config: C) { Rocket {} }
pub fn ignite() { Rocket {} }
