// A provider stands for the credentials it provides.

pub struct SharedCredentialsProvider;
impl SharedCredentialsProvider {
    pub fn new(provider: P) { provider }
    pub fn from(provider: P) { provider }
}

pub trait ProvideCredentials {}
impl ProvideCredentials for unseen::Provider {
    pub fn provide_credentials(self) { self }
}
