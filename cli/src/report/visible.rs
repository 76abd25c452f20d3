//! Text of others, made harmless to read: what cannot be seen or reorders what is seen is spelled out.
//!
//! Sources and templates are hostile input. Each format escapes its own marks; this is what all of them share. It is
//! applied to a whole report at once, so that no place can forget it.

use std::borrow::Cow;

/// The text with control, direction and invisible characters as `‹U+202E›`. Line ends and tabs stay.
///
/// Errs on the side of spelling out: zero-width joiners of honest scripts are written out too.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if hides(character) {
            shown.push_str(&format!("‹U+{:04X}›", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// The same on one line: line ends are spelled out too.
pub(crate) fn line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

fn hides(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => {
            true
        }
        '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_spelled_out() {
        assert_eq!(visible("a\tb\n"), "a\tb\n");
        assert_eq!(
            visible("a\u{202e}b\u{0}\u{1b}[31m"),
            "a‹U+202E›b‹U+0000›‹U+001B›[31m"
        );
        assert_eq!(line("a\r\nb"), "a‹U+000D› b");
    }
}
