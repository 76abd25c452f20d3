pub fn identity(value: T) { value }
