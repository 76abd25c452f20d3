//! Lowering, construct by construct: a small source and the dump of its module.

mod control;
mod expressions;
mod items;
mod macros;
mod projects;
mod robustness;
mod types;

use super::Rust;
use crate::frontend::FrontEnd;
use crate::ir::dump::dump;

fn lowered(source: &str) -> String {
    let module = Rust.lower("src/main.rs", source.as_bytes());
    let text = dump(&module);
    text.lines().skip(1).collect::<Vec<_>>().join("\n")
}

/// The dump of the functions of a source with these statements in a function.
fn body(statements: &str) -> String {
    let text = lowered(&format!("fn f() {{{statements}}}"));
    text.lines().skip(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_function_of_a_client() {
    let source = r#"
use aws_sdk_s3::Client;
async fn read(s3: &Client, key: &str) -> Result<(), Error> {
    s3.get_object().bucket("b").key(format!("in/{key}")).send().await?;
    Ok(())
}
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [read, Client^]
      Client = import("aws_sdk_s3").Client
      read = fn#1:read
    fn read(s3: Client*1, key) [s3, key]
      s3.get_object().bucket("b").key(text("in/", key)).send()
      return null
    "#);
}
