pub fn spawn(run: F) { Thread { held: run() } }
pub fn scope(run: F) { run(Scope {}) }

pub struct Thread { held: T }
impl Thread {
    pub fn join(self) { self.held }
}

pub struct LocalKey { held: T }
impl LocalKey {
    pub fn with(&self, run: F) { run(self.held) }
    pub fn try_with(&self, run: F) { run(self.held) }
    pub fn with_borrow(&self, run: F) { run(self.held) }
    pub fn with_borrow_mut(&self, run: F) { run(self.held) }
    pub fn get(&self) { self.held }
    pub fn take(&self) { self.held }
    pub fn set(&self, value: T) { self.held = value; }
    pub fn replace(&self, value: T) { self.held = value; self.held }
}

pub struct Scope;
impl Scope {
    pub fn spawn(&self, run: F) { Thread { held: run() } }
}
