//! The report as one HTML file that needs nothing else: no network, no other file, and for reading no script either.
//!
//! The page is complete as written. The script adds filters, the map's picture and the choice of colours; a policy in the
//! page forbids every other script, so that text from sources could not run even if it came through unescaped.

mod figures;
mod finding;
mod function;
mod map;
mod role;
mod shared;

use super::view::{Review, counted};
use super::visible::visible;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// SHA-256 of [`SCRIPT`] in Base64: the only script that the page's policy lets run. A test compares it.
const SCRIPT_HASH: &str = "5GI+JdPmjSMa2QCZnhS1kpJzQthK1kIvM2YVgWi2ono=";

/// On pages with more functions than this, what stands below a function's name, and the map as a table, is for the script to
/// fill in when somebody looks there: for browsers that run it, it is text in a `noscript` until then, which costs them next
/// to nothing.
const READ_AT_ONCE: usize = 100;

/// The page.
pub(crate) fn html(review: &Review<'_>, title: &str) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{SCRIPT_HASH}'"
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="iam-tailor";
                title { (title) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to content" }
                header {
                    div.bar {
                        h1 { (title) }
                        (contents(review))
                        button #theme type="button" hidden { "Colours: system" }
                    }
                }
                main #main {
                    (figures::overview(review))
                    (figures::findings(review))
                    (shared::sections(review))
                    (map::section(review))
                    (figures::index(review))
                    (function::sections(review))
                }
                (sign_off(review))
                script type="application/json" id="map-data" { (PreEscaped(island(&map::data(review)))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    visible(&page.into_string()).into_owned()
}

/// Markup that a browser reads at once, or, on a large page, when it is asked for.
fn unread(review: &Review<'_>, markup: Markup) -> Markup {
    html! {
        @if review.functions.len() > READ_AT_ONCE { noscript { (markup) } } @else { (markup) }
    }
}

fn contents(review: &Review<'_>) -> Markup {
    html! {
        nav aria-label="Report" {
            a href="#overview" { "Overview" }
            @if review.has_findings() { a href="#findings" { "Findings" } }
            @if !review.roles.is_empty() { a href="#roles" { "Shared roles" } }
            a href="#map" { "Map" }
            a href="#functions" { "Functions" }
        }
    }
}

/// Where a printed report is signed. On screen it says what the report rests on.
fn sign_off(review: &Review<'_>) -> Markup {
    html! {
        footer {
            p {
                "Made by iam-tailor from source code and templates alone, for "
                (counted(review.functions.len(), "function"))
                ". Resource policies and service control policies were not read."
            }
            dl.sign {
                @for label in ["Reviewed by", "Date", "Signature"] { div { dt { (label) } dd {} } }
            }
        }
    }
}

/// JSON that can stand inside of a `script` element: nothing in it ends or opens one.
fn island(json: &serde_json::Value) -> String {
    let json = json.to_string();
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_lets_the_script_run() {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(SCRIPT));
        assert_eq!(
            SCRIPT_HASH, hash,
            "page.js changed: write the new hash into SCRIPT_HASH"
        );
    }

    #[test]
    fn an_island_ends_no_script() {
        let json = island(&serde_json::json!(["</script><!--&"]));
        assert!(!json.contains(['<', '>', '&']));
    }
}
