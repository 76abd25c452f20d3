pub fn ready(value: T) { value }
