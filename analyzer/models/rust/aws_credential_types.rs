pub struct Credentials;
impl Credentials {
    pub fn new(key: K, secret: S, token: T, expiry: E, provider: P) { native::foreign() }
    pub fn from_keys(key: K, secret: S, token: T) { native::foreign() }
    pub fn builder() { native::foreign() }
}
