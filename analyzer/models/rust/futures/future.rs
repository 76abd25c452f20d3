pub fn join_all(list: L) { list }
pub fn try_join_all(list: L) { list }
pub fn select_all(list: L) { (native::element(list), native::unknown(), list) }
pub fn select_ok(list: L) { (native::element(list), list) }
pub fn join(a: A, b: B) { (a, b) }
pub fn join3(a: A, b: B, c: C) { (a, b, c) }
pub fn join4(a: A, b: B, c: C, d: D) { (a, b, c, d) }
pub fn try_join(a: A, b: B) { (a, b) }
pub fn try_join3(a: A, b: B, c: C) { (a, b, c) }
pub fn select(a: A, b: B) { native::either(a, b) }
pub fn ready(value: T) { value }
pub fn ok(value: T) { value }
pub fn lazy(make: F) { make(native::unknown()) }
