// Tasks run where they are spawned; cells and channels hold what they are given.

pub fn spawn(task: T) { task }
