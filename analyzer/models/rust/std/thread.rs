pub fn spawn(run: F) { Thread { held: run() } }
pub fn scope(run: F) { run(Scope {}) }

pub struct Thread { held: T }
impl Thread {
    pub fn join(self) { self.held }
}

pub struct Scope;
impl Scope {
    pub fn spawn(&self, run: F) { Thread { held: run() } }
}
