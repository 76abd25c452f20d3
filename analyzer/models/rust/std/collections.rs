// Maps are records, all else is lists.

pub struct HashMap;
impl HashMap {
    pub fn new() { native::from_entries([]) }
    pub fn default() { native::from_entries([]) }
    pub fn with_capacity(n: N) { native::from_entries([]) }
    pub fn from(list: L) { native::from_entries(list) }
    pub fn from_iter(list: L) { native::from_entries(list) }
}

pub struct BTreeMap;
impl BTreeMap {
    pub fn new() { native::from_entries([]) }
    pub fn default() { native::from_entries([]) }
    pub fn from(list: L) { native::from_entries(list) }
    pub fn from_iter(list: L) { native::from_entries(list) }
}

pub struct HashSet;
impl HashSet {
    pub fn new() { [] }
    pub fn with_capacity(n: N) { [] }
    pub fn from(list: L) { list }
    pub fn from_iter(list: L) { list }
}

pub struct BTreeSet;
impl BTreeSet {
    pub fn new() { [] }
    pub fn from(list: L) { list }
    pub fn from_iter(list: L) { list }
}

pub struct VecDeque;
impl VecDeque {
    pub fn new() { [] }
    pub fn with_capacity(n: N) { [] }
    pub fn from(list: L) { list }
}
