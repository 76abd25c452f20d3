// Credentials of an assumed role: the assuming is this function's, what is done with them is not.

pub struct AssumeRoleProvider { role: R }
impl AssumeRoleProvider {
    pub fn builder(role: R) -> Self { AssumeRoleProvider { role } }
    pub fn build(self) {
        native::call("sts", "AssumeRole", AssumeRoleParams { RoleArn: self.role });
        native::foreign()
    }
    pub fn build_from_provider(self, provider: P) { self.build() }
    pub fn __getattr__(self, name: N) { |value| self }
}

pub struct AssumeRoleParams { RoleArn: R }
