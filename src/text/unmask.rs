//! A second reading for disguised words: `f r e e`, `fr33`, `c-l-i-c-k`, whole words in look-alike letters.
//!
//! Most drafts have none and pay one glance. A draft that has some is read again with them undone, and the rules are tried
//! on both readings; an innocent `b2b` read as something else matches nothing.

use super::fold;
use super::token::{Kind, Tokens};

/// A text with its disguises undone, and the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmasked {
    /// The text to read.
    pub text: String,
    /// Where pieces begin here and in the original, and whether the piece was changed; sorted.
    pieces: Vec<(u32, u32, bool)>,
    original_len: u32,
}

/// Bytes of a character.
const LONGEST_LETTER: usize = 4;

/// Fewer single letters in a row than this are initials or a list.
const SHORTEST_SPELLING: usize = 4;

/// The text with disguised words undone; `None` when there are none.
pub fn unmask(text: &str, tokens: &Tokens) -> Option<Unmasked> {
    let first = (0..tokens.tokens.len()).find(|index| !is_plain(tokens, *index))?;
    unmask_from(text, tokens, first)
}

/// Whether a word stands alone, holds no digit and is spelled in one script, as most are: it is no disguise.
#[inline]
fn is_plain(tokens: &Tokens, index: usize) -> bool {
    let list = &tokens.tokens;
    let Some(token) = list.get(index) else { return true };
    let joined = list.get(index + 1).is_some_and(|next| next.start == token.end);
    let folded = tokens.folded_bytes(token);
    let letters = folded.len() > 1 && folded[0].is_ascii() || folded.len() > LONGEST_LETTER;
    token.kind == Kind::Word && tokens.other_script == 0 && !joined && letters && !has_digit(folded)
}

fn has_digit(folded: &[u8]) -> bool {
    folded.iter().any(u8::is_ascii_digit)
}

/// The text with disguised words undone from the first token on that may be one.
#[inline(never)]
fn unmask_from(text: &str, tokens: &Tokens, first: usize) -> Option<Unmasked> {
    let mut out = Unmasked { text: String::new(), pieces: Vec::new(), original_len: text.len() as u32 };
    let mostly_latin = tokens.latin > tokens.other_script;
    let list = &tokens.tokens;
    let mut copied = 0usize;
    let mut index = first;
    while let Some(token) = list.get(index) {
        if is_plain(tokens, index) {
            index += 1;
            continue;
        }
        let spelled = spelled_out(text, tokens, index);
        let (until, plain) = if spelled >= SHORTEST_SPELLING {
            let letters: String = list[index..index + spelled].iter().map(|t| tokens.folded(t)).collect();
            (index + spelled, Some(letters))
        } else if token.kind == Kind::Word || token.kind == Kind::Number {
            let chunk = chunk(text, tokens, index);
            let plain = if chunk > index + 1 || has_digit(tokens.folded_bytes(token)) {
                leet(&text[token.start as usize..list[chunk - 1].end as usize])
            } else if mostly_latin && tokens.other_script > 0 {
                lookalike_word(&text[token.range()])
            } else {
                None
            };
            (chunk, plain)
        } else {
            (index + 1, None)
        };
        if let Some(plain) = plain {
            let (start, end) = (token.start as usize, list[until - 1].end as usize);
            out.piece(copied, false);
            out.text.push_str(&text[copied..start]);
            out.piece(start, true);
            out.text.push_str(&plain);
            copied = end;
        }
        index = until.max(index + 1);
    }
    if copied == 0 {
        return None;
    }
    out.piece(copied, false);
    out.text.push_str(&text[copied..]);
    Some(out)
}

impl Unmasked {
    fn piece(&mut self, original: usize, changed: bool) {
        self.pieces.push((self.text.len() as u32, original as u32, changed));
    }

    /// The range of the original text behind a byte range of this one; `None` when nothing in it was disguised.
    pub fn original(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let first = self.pieces.partition_point(|p| p.0 <= start).checked_sub(1)?;
        let last = self.pieces.partition_point(|p| p.0 < end).checked_sub(1)?;
        if !self.pieces.get(first..=last)?.iter().any(|p| p.2) {
            return None;
        }
        let (from, original_from, changed) = *self.pieces.get(first)?;
        let original_start = if changed { original_from } else { original_from + (start - from) };
        let (from, original_from, changed) = *self.pieces.get(last)?;
        let original_end = if changed {
            self.pieces.get(last + 1).map_or(self.original_len, |p| p.1)
        } else {
            original_from + (end - from)
        };
        Some((original_start, original_end))
    }
}

/// How many single-letter tokens follow each other from `index`, always apart by the same one character.
fn spelled_out(text: &str, tokens: &Tokens, index: usize) -> usize {
    let list = &tokens.tokens;
    let single = |i: usize| list.get(i).is_some_and(|t| t.kind == Kind::Word && tokens.folded(t).chars().count() == 1);
    if !single(index) {
        return 0;
    }
    let between = |i: usize| text.get(list.get(i)?.end as usize..list.get(i + 1)?.start as usize);
    let Some(separator) = between(index).filter(|s| s.chars().count() == 1 && !s.contains(['\n', ','])) else {
        return 1;
    };
    let mut count = 1;
    while single(index + count) && between(index + count - 1) == Some(separator) {
        count += 1;
    }
    count
}

/// One past the last token that touches the token `index` without any white space: `c@sh`, `fr€e`, `$ave`.
fn chunk(text: &str, tokens: &Tokens, index: usize) -> usize {
    let list = &tokens.tokens;
    let mut until = index + 1;
    while let (Some(last), Some(next)) = (list.get(until - 1), list.get(until)) {
        let sign = matches!(next.kind, Kind::Symbol | Kind::Mention) || list[until - 1].kind == Kind::Symbol;
        if next.start != last.end || !(sign || next.is_wordlike()) || text.get(last.range()).is_none() {
            break;
        }
        until += 1;
    }
    until
}

/// Digits and signs between or before letters, read as the letters they look like; `None` when none do.
fn leet(chunk: &str) -> Option<String> {
    let chars: Vec<char> = chunk.chars().collect();
    let letters = chars.iter().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || !(4..=40).contains(&chars.len()) {
        return None;
    }
    let counts = chars.iter().any(|c| matches!(c, '2' | '6' | '8' | '9'));
    let mut changed = false;
    let mut out = String::with_capacity(chunk.len());
    for (index, &c) in chars.iter().enumerate() {
        let vowel_next = chars.get(index + 1).is_some_and(|c| "aeiou3014@".contains(c.to_ascii_lowercase()));
        let letter = match c {
            '0' => 'o',
            // "cl1ck" is an i, "c1ick" an l.
            '1' if vowel_next || index == 0 => 'l',
            '1' => 'i',
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            _ => {
                out.push(c);
                continue;
            }
        };
        let letter_follows = chars[index + 1..].iter().any(|c| c.is_alphabetic());
        // A digit at the end beside other digits counts things: "covid19".
        if !letter_follows && counts {
            out.push(c);
            continue;
        }
        changed = true;
        out.push(letter);
    }
    changed.then_some(out)
}

/// A word all of whose letters look Latin and are not: `сору` in Cyrillic.
fn lookalike_word(word: &str) -> Option<String> {
    word.chars().map(|c| if c.is_ascii() { None } else { fold::lookalike(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::split;

    fn unmasked(text: &str) -> Option<Unmasked> {
        unmask(text, &split(text))
    }

    #[test]
    fn undoes_disguises() {
        for (typed, plain) in [
            ("get it f r e e now", "get it free now"),
            ("c-l-i-c-k here", "click here"),
            ("F.R.E.E money", "free money"),
            ("fr33 m0ney", "free money"),
            ("cl1ck the l1nk", "click the link"),
            ("free c@sh, $ave now", "free cash, $ave now"),
            ("please \u{441}\u{43E}\u{440}\u{443} that", "please copy that"),
        ] {
            assert_eq!(unmasked(typed).map(|u| u.text).as_deref(), Some(plain), "{typed}");
        }
    }

    #[test]
    fn leaves_ordinary_words() {
        for text in [
            "",
            "plain words",
            "plan B is a go",
            "I saw a U F",
            "10k at 3pm",
            "the b2b mp3",
            "привет мир",
            "1 2 3 4 5",
            "a, b, c, d, e",
        ] {
            assert_eq!(unmasked(text), None, "{text}");
        }
    }

    #[test]
    fn finds_the_way_back() {
        let text = "now f r e e m0ney here";
        let plain = unmasked(text).expect("disguised");
        assert_eq!(plain.text, "now free money here");
        let back = |needle: &str| {
            let at = plain.text.find(needle).expect("present") as u32;
            plain.original(at, at + needle.len() as u32).map(|(a, b)| &text[a as usize..b as usize])
        };
        assert_eq!(back("free"), Some("f r e e"));
        assert_eq!(back("free money"), Some("f r e e m0ney"));
        assert_eq!(back("now free"), Some("now f r e e"));
        assert_eq!(back("here"), None);
    }
}
