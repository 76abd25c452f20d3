// Tables on S3, whose files the library reads and writes by itself.

pub fn report() { native::report("`deltalake` reads and writes tables by itself: state what it needs with a hint"); native::unknown() }

pub fn open_table(uri: U) { report() }
pub fn open_table_with_version(uri: U, version: V) { report() }
pub fn open_table_with_storage_options(uri: U, options: O) { report() }

pub struct DeltaTableBuilder;
impl DeltaTableBuilder {
    pub fn from_uri(uri: U) { report() }
    pub fn from_valid_uri(uri: U) { report() }
}

pub struct DeltaOps;
impl DeltaOps {
    pub fn try_from_uri(uri: U) { report() }
    pub fn try_from_uri_with_storage_options(uri: U, options: O) { report() }
}
