// Environment variables and arguments.

pub fn var(name: N) { native::environ(name) }
pub fn var_os(name: N) { native::environ(name) }
pub fn args() { native::list_of(native::unknown()) }
