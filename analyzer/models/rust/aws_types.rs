pub struct SdkConfig;
impl SdkConfig {
    pub fn builder() { native::config() }
}
