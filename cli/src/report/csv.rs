//! Grants as a table for spreadsheets: one line a grant and call.

use super::level::Level;
use super::subject::short;
use super::view::Review;
use super::visible::line;

const COLUMNS: [&str; 15] = [
    "repository",
    "template",
    "function",
    "status",
    "action",
    "access",
    "resource",
    "condition",
    "origin",
    "bound",
    "written",
    "operation",
    "file",
    "line",
    "chain",
];

/// The table, with a heading.
pub(crate) fn csv(review: &Review<'_>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut write = |cells: &[String]| {
        // Writing into memory does not fail.
        let _ = writer.write_record(cells.iter().map(|it| cell(it)));
    };
    write(&COLUMNS.map(str::to_owned));
    for it in &review.functions {
        for grant in &it.result.grants {
            let condition = match &grant.condition {
                serde_json::Value::Object(it) if it.is_empty() => String::new(),
                condition => condition.to_string(),
            };
            for evidence in &grant.evidence {
                write(&[
                    it.unit.to_owned(),
                    it.template.path.clone(),
                    it.result.name.clone(),
                    it.result.status.clone(),
                    grant.action.clone(),
                    Level::of(&grant.action).id().to_owned(),
                    short(&grant.resource),
                    condition.clone(),
                    grant.origin.clone(),
                    grant.bound.to_string(),
                    (!grant.provided).to_string(),
                    evidence.operation.clone(),
                    evidence.file.clone(),
                    evidence.line.to_string(),
                    evidence.chain.join(" > "),
                ]);
            }
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: one that would start as such is quoted with an apostrophe, as
/// spreadsheets themselves do.
fn cell(text: &str) -> String {
    let text = line(text);
    if text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%'])
    {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("\t@SUM(1)"), "' @SUM(1)");
        assert_eq!(cell("!GetAtt Orders.Arn"), "!GetAtt Orders.Arn");
    }
}
