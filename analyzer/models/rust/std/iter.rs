pub fn once(value: T) { [value] }
pub fn empty() { [] }
pub fn repeat(value: T) { native::list_of(value) }
pub fn zip(left: L, right: R) { native::list_of((native::element(left), native::element(right))) }
