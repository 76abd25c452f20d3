pub fn take(value: T) { value }
pub fn replace(value: T, with: U) { value }
