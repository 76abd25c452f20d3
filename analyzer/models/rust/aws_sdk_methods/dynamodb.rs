// Methods that the extension trait of `dynomite` adds.

pub fn scan_pages(client: C, input: I) { client.scan(input) }
pub fn query_pages(client: C, input: I) { client.query(input) }
pub fn list_tables_pages(client: C, input: I) { client.list_tables(input) }
pub fn list_backups_pages(client: C, input: I) { client.list_backups(input) }
