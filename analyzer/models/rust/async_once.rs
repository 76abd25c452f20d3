pub struct AsyncOnce { held: T }
impl AsyncOnce {
    pub fn new(value: T) -> Self { AsyncOnce { held: value } }
    pub fn get(&self) { self.held }
}
