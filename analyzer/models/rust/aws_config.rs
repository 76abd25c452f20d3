// Configuration: the default chain is this function's own credentials; assuming a role is a call.

pub fn load_from_env() { native::config() }
pub fn load_defaults(version: V) { native::config() }
pub fn from_env() { native::config() }
pub fn defaults(version: V) { native::config() }

pub struct SdkConfig;
impl SdkConfig {
    pub fn builder() { native::config() }
}
pub struct ConfigLoader;
impl ConfigLoader {
    pub fn default() { native::config() }
}

pub struct Region;
impl Region {
    pub fn new(name: N) { name }
    pub fn from_static(name: N) { name }
}

pub mod meta {
    pub mod region {
        pub struct RegionProviderChain;
        impl RegionProviderChain {
            pub fn default_provider() { native::region() }
            pub fn first_try(name: N) { native::either(name, native::region()) }
        }
        pub struct ProvideRegion;
    }
}

pub mod default_provider {
    pub mod credentials {
        pub struct DefaultCredentialsChain;
        impl DefaultCredentialsChain {
            pub fn builder() { native::own() }
        }
        pub fn default_provider() { native::own() }
    }
}

pub mod sts {
    pub struct AssumeRoleProvider { role: R }
    impl AssumeRoleProvider {
        pub fn builder(role: R) -> Self { AssumeRoleProvider { role } }
        pub fn session_name(self, name: N) -> Self { self }
        pub fn region(self, region: N) -> Self { self }
        pub fn external_id(self, id: N) -> Self { self }
        pub fn session_length(self, length: N) -> Self { self }
        pub fn policy(self, policy: N) -> Self { self }
        pub fn configure(self, config: C) -> Self { self }
        pub fn build(self) {
            native::call("sts", "AssumeRole", AssumeRoleParams { RoleArn: self.role });
            native::foreign()
        }
        pub fn build_from_provider(self, provider: P) { self.build() }
    }
    pub struct AssumeRoleParams { RoleArn: R }
}
