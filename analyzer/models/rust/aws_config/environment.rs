// Lambda puts this function's credentials and region in the environment.

pub struct EnvironmentVariableCredentialsProvider;
impl EnvironmentVariableCredentialsProvider {
    pub fn new() { native::own() }
}

pub struct EnvironmentVariableRegionProvider;
impl EnvironmentVariableRegionProvider {
    pub fn new() { native::region() }
}
