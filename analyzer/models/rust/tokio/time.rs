pub fn sleep(time: T) {}
pub fn timeout(time: T, task: F) { task }
pub fn timeout_at(time: T, task: F) { task }
