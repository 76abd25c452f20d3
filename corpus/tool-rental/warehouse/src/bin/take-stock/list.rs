//! The stock list as a file.

use rental::shelf::Tool;

pub fn name(day: &str) -> String {
    format!("stock/{day}.csv")
}

pub fn write(tools: &[Tool]) -> String {
    let mut text = String::from("tool;customer\n");
    for tool in tools {
        text.push_str(&format!(
            "{};{}\n",
            tool.name,
            tool.customer.as_deref().unwrap_or("-")
        ));
    }
    text
}
