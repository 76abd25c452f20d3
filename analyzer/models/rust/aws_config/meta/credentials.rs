pub struct CredentialsProviderChain;
impl CredentialsProviderChain {
    pub fn default_provider() { native::own() }
    pub fn first_try(name: N, provider: P) { provider }
}

pub fn provide_credentials_fn(provide: F) { provide() }
