// Providers of credentials: those that find the function's own, and those that are given some.

pub use rusoto_credential::own::Own as ChainProvider;
pub use rusoto_credential::own::Own as ContainerProvider;
pub use rusoto_credential::own::Own as DefaultCredentialsProvider;
pub use rusoto_credential::own::Own as EnvironmentProvider;
pub use rusoto_credential::own::Own as InstanceMetadataProvider;

pub struct AutoRefreshingProvider;
impl AutoRefreshingProvider {
    pub fn new(provider: P) { provider }
}

pub struct StaticProvider;
impl StaticProvider {
    pub fn new(key: K, secret: S, token: T, valid: V) { native::foreign() }
    pub fn new_minimal(key: K, secret: S) { native::foreign() }
    pub fn from(credentials: C) { native::foreign() }
}
