//! Escapes in strings and templates.

/// Resolves the escapes of a string or template.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('v') => out.push('\u{b}'),
            Some('0') if !chars.peek().is_some_and(char::is_ascii_digit) => out.push('\0'),
            Some('\r') => {
                chars.next_if_eq(&'\n');
            }
            Some('\n' | '\u{2028}' | '\u{2029}') | None => {}
            Some('x') => out.push(code_point(&mut chars, 2)),
            Some('u') => out.push(unicode_escape(&mut chars)),
            Some(other) => out.push(other),
        }
    }
    out
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// What follows `\u`, surrogate pairs put together.
fn unicode_escape(chars: &mut Chars<'_>) -> char {
    if chars.next_if_eq(&'{').is_some() {
        let digits: String = std::iter::from_fn(|| chars.next_if(|char| *char != '}')).collect();
        chars.next();
        let value = u32::from_str_radix(&digits, 16).ok();
        return value
            .and_then(char::from_u32)
            .unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    let high = hex(chars, 4);
    if !(0xD800..0xDC00).contains(&high) {
        return char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    let mut ahead = chars.clone();
    if ahead.next() != Some('\\') || ahead.next() != Some('u') {
        return char::REPLACEMENT_CHARACTER;
    }
    let low = hex(&mut ahead, 4);
    if !(0xDC00..0xE000).contains(&low) {
        return char::REPLACEMENT_CHARACTER;
    }
    *chars = ahead;
    let value = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn code_point(chars: &mut Chars<'_>, digits: usize) -> char {
    char::from_u32(hex(chars, digits)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn hex(chars: &mut Chars<'_>, digits: usize) -> u32 {
    let mut value = 0;
    for _ in 0..digits {
        let Some(digit) = chars.peek().and_then(|char| char.to_digit(16)) else {
            break;
        };
        chars.next();
        value = value * 16 + digit;
    }
    value
}
