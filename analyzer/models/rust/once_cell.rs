pub mod sync {
    pub struct Lazy;
    impl Lazy {
        pub fn new(make: F) { make() }
    }
    pub struct OnceCell { held: T }
    impl OnceCell {
        pub fn new() -> Self { OnceCell {} }
        pub fn get_or_init(&self, make: F) { make() }
        pub fn get_or_try_init(&self, make: F) { make() }
        pub fn get(&self) { self.held }
        pub fn set(&mut self, value: T) { self.held = value; }
    }
}
