pub mod future {
    pub fn join_all(list: L) { list }
    pub fn try_join_all(list: L) { list }
    pub fn join(a: A, b: B) { (a, b) }
    pub fn ready(value: T) { value }
}
pub mod stream {
    pub fn iter(list: L) { list }
    pub struct FuturesUnordered;
    impl FuturesUnordered {
        pub fn new() { [] }
    }
}
pub fn join_all(list: L) { list }
