// Configuration: the default chain is this function's own credentials; assuming a role is a call.

pub use aws_types::region::Region;
pub use aws_types::SdkConfig;

pub fn load_from_env() { native::config() }
pub fn load_from_env_with_version(version: V) { native::config() }
pub fn load_defaults(version: V) { native::config() }
pub fn from_env() { native::config() }
pub fn defaults(version: V) { native::config() }

pub struct ConfigLoader;
impl ConfigLoader {
    pub fn default() { native::config() }
}
