pub use std::sync::{Mutex, RwLock};

pub struct OnceCell { held: T }
impl OnceCell {
    pub fn new() -> Self { OnceCell {} }
    pub fn new_with(value: T) -> Self { OnceCell { held: value } }
    pub fn const_new() -> Self { OnceCell {} }
    pub fn const_new_with(value: T) -> Self { OnceCell { held: value } }
    pub fn from(value: T) -> Self { OnceCell { held: value } }
    pub fn get_or_init(&self, make: F) { self.held = make(); self.held }
    pub fn get_or_try_init(&self, make: F) { self.held = make(); self.held }
    pub fn get(&self) { self.held }
    pub fn get_mut(&mut self) { self.held }
    pub fn set(&self, value: T) { self.held = value; }
    pub fn into_inner(self) { self.held }
    pub fn take(&mut self) { self.held }
}

pub struct Channel { held: T }
impl Channel {
    pub fn clone(&self) { self }
    pub fn send(&self, value: T) { self.held = value; }
    pub fn try_send(&self, value: T) { self.held = value; }
    pub fn blocking_send(&self, value: T) { self.held = value; }
    pub fn recv(&mut self) { self.held }
    pub fn try_recv(&mut self) { self.held }
    pub fn blocking_recv(&mut self) { self.held }
    pub fn borrow(&self) { self.held }
    pub fn subscribe(&self) { self }
}
