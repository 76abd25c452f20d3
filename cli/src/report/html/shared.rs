//! Roles that several functions share: who runs under each, and what is found about it.

use super::figures::tags;
use super::finding::{self, prose};
use crate::report::view::{Review, RoleView};
use maud::{Markup, html};

/// The section; nothing, where each function has a role of its own.
pub(super) fn sections(review: &Review<'_>) -> Markup {
    html! {
        @if !review.roles.is_empty() {
            section #roles aria-labelledby="roles-heading" {
                h2 #roles-heading { "Shared roles" }
                p.lead { "What is found about a role that several functions run under, judged by what all of them need." }
                @for it in &review.roles { (section(it)) }
            }
        }
    }
}

fn section(it: &RoleView<'_>) -> Markup {
    html! {
        article.role id=(it.anchor) aria-labelledby={ (it.anchor) "-name" } {
            h3 id={ (it.anchor) "-name" } { a href={ "#" (it.anchor) } { (prose(&it.label)) } " " (tags(&it.findings)) }
            p.where {
                @if !it.unit.is_empty() { (it.unit) " · " }
                (it.template.path) ", used by "
                @for (at, (anchor, name)) in it.functions.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "#" (anchor) } { (name) }
                }
            }
            (finding::list(it.sources, &it.findings))
        }
    }
}
