pub struct Poll;
impl Poll {
    pub fn Ready(value: T) { value }
}
