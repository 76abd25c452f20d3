//! The strings, written as words: `s3:GetObject` is `s3`, `:`, `Get`, `Object`. `src/spelling.rs` reads it.
//!
//! A group is [`GROUP`] strings one after the other, each a count of words and their codes. Codes below [`LONG`] are one
//! byte and belong to the most frequent words; the others take two.

use std::collections::HashMap;

use crate::block::varint;

/// Strings in a group; `GROUP` in src/spelling.rs.
const GROUP: usize = 8;

/// The first byte of a code of two; `LONG` in src/spelling.rs.
const LONG: usize = 192;

pub(crate) struct Spelled {
    pub(crate) groups: Vec<Vec<u8>>,
    /// Where each word ends in `words`.
    pub(crate) word_ends: Vec<u32>,
    pub(crate) words: String,
}

pub(crate) fn spell(strings: &[String]) -> Spelled {
    let split: Vec<Vec<&str>> = strings.iter().map(|text| words(text)).collect();
    let ranked = by_frequency(&split);
    let codes: HashMap<&str, usize> = ranked.iter().copied().zip(0..).collect();
    let groups = split
        .chunks(GROUP)
        .map(|chunk| {
            let mut group = Vec::new();
            for words in chunk {
                varint(&mut group, words.len() as u32);
                words.iter().for_each(|word| push(&mut group, codes[word]));
            }
            group
        })
        .collect();
    let mut spelled = Spelled {
        groups,
        word_ends: Vec::new(),
        words: String::new(),
    };
    for word in ranked {
        spelled.words.push_str(word);
        spelled.word_ends.push(spelled.words.len() as u32);
    }
    spelled
}

fn push(group: &mut Vec<u8>, code: usize) {
    let Some(above) = code.checked_sub(LONG) else {
        group.push(code as u8);
        return;
    };
    assert!(LONG + above / 256 < 256, "too many words");
    group.push((LONG + above / 256) as u8);
    group.push((above % 256) as u8);
}

fn by_frequency<'a>(split: &[Vec<&'a str>]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in split.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut ranked: Vec<(&str, u32)> = counts.into_iter().collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    ranked.into_iter().map(|(word, _)| word).collect()
}

/// A text cut before each capital that begins a word, and between letters, digits and everything else.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for pair in 1..letters.len() {
        let (at, letter) = letters[pair];
        let before = letters[pair - 1].1;
        let after = letters.get(pair + 1).map(|(_, letter)| *letter);
        let begins = letter.is_ascii_uppercase()
            && (!before.is_ascii_uppercase() || after.is_some_and(|it| it.is_ascii_lowercase()));
        if class(before) != class(letter) || (class(letter) == 0 && begins) {
            words.push(&text[start..at]);
            start = at;
        }
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

fn class(letter: char) -> u8 {
    match letter {
        _ if letter.is_ascii_alphabetic() => 0,
        _ if letter.is_ascii_digit() => 1,
        _ => 2,
    }
}
