//! The report as Markdown, for a comment under a pull request: what a change does to permissions, or what there is.

use super::change::{Change, Fate, RoleChange, changes};
use super::level::Level;
use super::saved::Unit;
use super::subject::short;
use super::view::{Severity, counted, named};
use super::visible::line;
use super::{condition, duty};
use crate::wire::review::WireFinding;
use crate::wire::synth::{Document, WireGrant, WireUnresolved};
use std::collections::{BTreeMap, BTreeSet};

/// Where comments end on GitHub, with room for what others put around them.
const LONGEST: usize = 60_000;

/// The comment. Without a base, every function is new.
pub(crate) fn markdown(units: &[Unit], base: Option<&Document>, title: &str) -> String {
    let nothing = Document::default();
    let mut touched: Vec<(&str, Change<'_>)> = Vec::new();
    let mut roles: Vec<(&str, RoleChange<'_>)> = Vec::new();
    for unit in units {
        let all = changes(base.unwrap_or(&nothing), &unit.document);
        touched.extend(all.functions.into_iter().map(|it| (unit.name.as_str(), it)));
        roles.extend(all.roles.into_iter().map(|it| (unit.name.as_str(), it)));
    }
    let mut text = format!(
        "## {}\n\n{}\n",
        plain(title),
        summary(&touched, &roles, base.is_some())
    );
    for (unit, role) in &roles {
        let section = role_section(unit, role);
        if text.len() + section.len() <= LONGEST / 2 {
            text.push_str(&section);
        }
    }
    for (position, (unit, change)) in touched.iter().enumerate() {
        let section = section(unit, change, base.is_some());
        if text.len() + section.len() > LONGEST {
            let left = counted(touched.len() - position, "more function");
            text.push_str(&format!(
                "\n{left}: too many for one comment; see the HTML report.\n"
            ));
            break;
        }
        text.push_str(&section);
    }
    let provided = provided(&touched);
    if text.len() + provided.len() <= LONGEST {
        text.push_str(&provided);
    }
    text
}

/// What the framework grants by itself, once for all functions that get the same.
fn provided(changes: &[(&str, Change<'_>)]) -> String {
    let mut by_actions: BTreeMap<BTreeSet<&str>, Vec<&str>> = BTreeMap::new();
    for (_, change) in changes {
        let provided = change.added.iter().filter(|it| it.provided);
        let actions: BTreeSet<&str> = provided.map(|it| it.action.as_str()).collect();
        if !actions.is_empty() {
            let functions = by_actions.entry(actions).or_default();
            functions.push(&change.function.name);
        }
    }
    if by_actions.is_empty() {
        return String::new();
    }
    let mut text = "\nThe framework grants besides:\n\n".to_owned();
    for (actions, functions) in by_actions {
        let actions: Vec<String> = actions.into_iter().map(code).collect();
        let functions = match functions.as_slice() {
            few if few.len() <= 5 => few.iter().map(|it| code(it)).collect::<Vec<_>>().join(", "),
            many => counted(many.len(), "function"),
        };
        text.push_str(&format!("- {functions}: {}\n", actions.join(", ")));
    }
    text
}

fn summary(
    changes: &[(&str, Change<'_>)],
    roles: &[(&str, RoleChange<'_>)],
    compared: bool,
) -> String {
    let fate = |fate: Fate| changes.iter().filter(|(_, it)| it.fate == fate).count();
    let sum =
        |count: fn(&Change<'_>) -> usize| changes.iter().map(|(_, it)| count(it)).sum::<usize>();
    let (added, removed) = (sum(|it| it.added.len()), sum(|it| it.removed.len()));
    let of_roles =
        |count: fn(&RoleChange<'_>) -> usize| roles.iter().map(|(_, it)| count(it)).sum::<usize>();
    let is_open = |it: &&&WireFinding| it.accepted.is_none();
    let findings = changes
        .iter()
        .flat_map(|(_, it)| &it.findings)
        .filter(is_open)
        .count()
        + roles
            .iter()
            .flat_map(|(_, it)| &it.findings)
            .filter(is_open)
            .count();
    if !compared {
        return format!(
            "{} with {} and {}.",
            counted(changes.len(), "function"),
            counted(added, "permission"),
            counted(findings, "finding")
        );
    }
    if changes.is_empty() && roles.is_empty() {
        return "No function's permissions change.".to_owned();
    }
    let mut parts = vec![format!(
        "**{} added, {removed} removed**",
        counted(added, "permission")
    )];
    for (count, words) in [
        (fate(Fate::Changed), "changed"),
        (fate(Fate::New), "new"),
        (fate(Fate::Gone), "gone"),
    ] {
        if count > 0 {
            parts.push(format!("{} {words}", counted(count, "function")));
        }
    }
    let resolved = sum(|it| it.resolved) + of_roles(|it| it.resolved);
    if findings + resolved > 0 {
        parts.push(format!(
            "{} new, {resolved} resolved",
            counted(findings, "finding")
        ));
    }
    format!("{}.", parts.join("; "))
}

/// What is found about a role that several functions share.
fn role_section(unit: &str, it: &RoleChange<'_>) -> String {
    let findings: Vec<_> = it
        .findings
        .iter()
        .filter(|it| it.accepted.is_none())
        .collect();
    if findings.is_empty() {
        return String::new();
    }
    let functions: Vec<String> = match it.role.functions.as_slice() {
        few if few.len() <= 8 => few.iter().map(|it| code(it)).collect(),
        many => vec![counted(many.len(), "function")],
    };
    let name = it.role.name.trim_start_matches("the ");
    let mut text = format!(
        "\n### Shared {}\n\n{}{}, used by {}\n",
        prose(name),
        place(unit),
        code(it.template),
        functions.join(", ")
    );
    for finding in findings {
        text.push_str(&format!("\n- {}", finding_line(finding)));
    }
    text + "\n"
}

fn place(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!("{} · ", code(unit))
    }
}

fn section<'a>(unit: &str, it: &Change<'a>, compared: bool) -> String {
    let unit = place(unit);
    let fate = match it.fate {
        Fate::New if compared => " (new)",
        Fate::Gone => " (gone)",
        _ => "",
    };
    let mut text = format!(
        "\n### {}{fate}\n\n{unit}{}, {}",
        code(&it.function.name),
        code(it.template),
        code(&it.function.handler)
    );
    match it.status_before {
        Some(before) => text.push_str(&format!(
            ", {} → **{}**\n",
            plain(before),
            plain(&it.function.status)
        )),
        None => text.push_str(&format!(", {}\n", plain(&it.function.status))),
    }
    let written = |grants: &[&'a WireGrant]| {
        grants
            .iter()
            .copied()
            .filter(|it| !it.provided)
            .collect::<Vec<_>>()
    };
    let (added, removed) = (written(&it.added), written(&it.removed));
    if !added.is_empty() || !removed.is_empty() {
        text.push_str("\n| | permission | access | on | because |\n|---|---|---|---|---|\n");
        text.push_str(&rows(if compared { "+" } else { "" }, &added));
        text.push_str(&rows("−", &removed));
    } else if !compared && it.function.unresolved.is_empty() {
        text.push_str(
            "\nNothing that was followed needs a permission beside what the framework grants.\n",
        );
    }
    if it.fate != Fate::Gone {
        for finding in it.findings.iter().filter(|it| it.accepted.is_none()) {
            text.push_str(&format!("\n- {}", finding_line(finding)));
        }
        let is_told = |gap: &&WireUnresolved| {
            it.findings
                .iter()
                .any(|it| it.message.contains(&gap.message))
        };
        for gap in it.function.unresolved.iter().filter(|it| !is_told(it)) {
            let place = code(&format!("{}:{}", gap.file, gap.line));
            text.push_str(&format!(
                "\n- not followed: {} ({place})",
                prose(&gap.message)
            ));
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// A row of the table.
struct Row {
    actions: Vec<String>,
    level: Level,
    targets: Vec<String>,
    because: String,
}

/// Rows of the table: grants that differ in their action alone are one, and of these what differs in its target alone.
fn rows(sign: &str, grants: &[&WireGrant]) -> String {
    let mut rows: Vec<Row> = Vec::new();
    for grant in grants {
        let (action, level) = (code(&grant.action), Level::of(&grant.action));
        let (target, because) = (target(grant), because(grant));
        let known = rows.iter_mut().find(|it| {
            (it.level, &it.because) == (level, &because) && it.targets == [target.as_str()]
        });
        match known {
            Some(it) if it.actions.contains(&action) => {}
            Some(it) => it.actions.push(action),
            None => rows.push(Row {
                actions: vec![action],
                level,
                targets: vec![target],
                because,
            }),
        }
    }
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        let known = merged.iter_mut().find(|it| {
            (&it.actions, it.level, &it.because) == (&row.actions, row.level, &row.because)
        });
        match known {
            Some(it) => it.targets.extend(row.targets),
            None => merged.push(row),
        }
    }
    merged.iter().map(|it| row(sign, it)).collect()
}

fn row(sign: &str, it: &Row) -> String {
    let level = if it.level == Level::Permissions {
        format!("**{}**", it.level.id())
    } else {
        it.level.id().to_owned()
    };
    format!(
        "| {sign} | {} | {level} | {} | {} |\n",
        it.actions.join(", "),
        it.targets.join("<br>"),
        it.because
    )
}

/// What a grant is on, and what limits it besides.
fn target(grant: &WireGrant) -> String {
    let open = if grant.bound {
        ""
    } else {
        " (open until run time)"
    };
    let resource = code(&short(&grant.resource)) + open;
    match condition::words(&grant.condition).as_str() {
        "" => resource,
        condition => format!("{resource} if {}", prose(condition)),
    }
}

fn because(grant: &WireGrant) -> String {
    let Some(first) = grant.evidence.first() else {
        return String::new();
    };
    let more = match grant.evidence.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let place = code(&format!("{}:{}", first.file, first.line));
    if grant.origin == "platform" {
        return format!("{place} for {}{more}", duty::words(&first.operation));
    }
    let chain = match first.chain.as_slice() {
        [] => String::new(),
        chain => format!(" in {}", code(&steps(chain))),
    };
    format!("{place}{chain}{more}")
}

/// A call chain; a step that is taken several times in a row (wrappers of wrappers) is told once.
fn steps(chain: &[String]) -> String {
    let runs = chain.chunk_by(|a, b| a == b).filter_map(|run| {
        let first = named(run.first()?);
        Some(match run.len() {
            1 => first.to_owned(),
            count => format!("{first} ×{count}"),
        })
    });
    runs.collect::<Vec<_>>().join(" > ")
}

fn finding_line(it: &WireFinding) -> String {
    let place = it.places.first();
    let place = place.map(|it| format!(" ({})", code(&format!("{}:{}", it.file, it.line))));
    format!(
        "**{}** {}: {}{}",
        Severity::of(&it.severity).id(),
        code(&it.rule),
        prose(&it.message),
        place.unwrap_or_default()
    )
}

/// A text as a code span, also inside of a table: fenced by more backticks than it holds.
fn code(text: &str) -> String {
    let text = line(text).replace('|', "\\|");
    let longest = text
        .split(|it| it != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text without any meaning as Markdown or HTML.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    for character in line(text).chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            // A mention would call somebody; the backslash is no part of a name.
            character
                if character.is_ascii_punctuation()
                    && !matches!(character, ',' | ';' | ':' | '\'' | '"' | '?' | '/' | '%') =>
            {
                escaped.push('\\');
                escaped.push(character);
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// A message: what stands in backticks is code, the rest has no meaning.
fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(position, part)| {
            if position % 2 == 1 {
                code(part)
            } else {
                plain(part)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_hold_what_they_are_given() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`x`"), "`` `x` ``");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn wrappers_of_wrappers_are_told_once() {
        let chain = ["wrapper", "wrapper", "handler"].map(str::to_owned);
        assert_eq!(steps(&chain), "wrapper ×2 > handler");
    }

    #[test]
    fn plain_text_means_nothing() {
        assert_eq!(
            plain("<b>*x*</b> | [a](b)"),
            "&lt;b\\>\\*x\\*&lt;/b\\> \\| \\[a\\]\\(b\\)"
        );
        assert_eq!(prose("the `a|b` of *x*"), "the `a\\|b` of \\*x\\*");
    }
}
