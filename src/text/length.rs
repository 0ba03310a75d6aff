//! How long a draft is, as the sites count it. Both ways of counting follow the tokens of the draft: an emoji sequence is one
//! sign, and an address may have a length of its own.

use super::fold;
use super::token::{Kind, Token};

/// Characters as [twitter-text 3](https://github.com/twitter/twitter-text/blob/master/config/v3.json) weighs them: Latin,
/// Cyrillic, Hebrew, Arabic, Thai and the usual punctuation one, everything else and emoji sequences two, addresses 23.
pub fn weighted(text: &str, tokens: &[Token]) -> usize {
    let between = |stretch: &str| {
        let mut chars = stretch.chars().peekable();
        let mut sum = 0;
        let mut letter = false;
        while let Some(c) = chars.next() {
            // Counted as composed, as nearly every pair of a letter and a mark can be.
            let composed = letter && matches!(c, '\u{300}'..='\u{36F}');
            letter = c.is_alphabetic() || composed;
            let before = sum;
            sum += if composed { 0 } else { weight(c) };
            if chars.next_if_eq(&'\u{FE0F}').is_some() | chars.next_if_eq(&'\u{20E3}').is_some() {
                sum = before + 2;
            }
        }
        sum
    };
    count(text, tokens, between, |kind| if kind == Kind::Url { Some(23) } else { (kind == Kind::Emoji).then_some(2) })
}

/// What a person sees as one character, by [UAX 29](https://www.unicode.org/reports/tr29/) without its tables: marks of the
/// scripts people post in, joiners and parts of Korean syllables belong to what they follow.
pub fn graphemes(text: &str, tokens: &[Token]) -> usize {
    count(
        text,
        tokens,
        |stretch| stretch.chars().filter(|c| !extends(*c)).count(),
        |kind| (kind == Kind::Emoji).then_some(1),
    )
}

/// Some kinds of tokens count as a whole, and everything between them by itself.
fn count(
    text: &str,
    tokens: &[Token],
    between: impl Fn(&str) -> usize,
    whole: impl Fn(Kind) -> Option<usize>,
) -> usize {
    let mut sum = 0;
    let mut at = 0;
    for (token, length) in tokens.iter().filter_map(|token| Some((token, whole(token.kind)?))) {
        // Tokens stand in the text they were made of, in order.
        sum += text.get(at..token.start as usize).map_or(0, &between) + length;
        at = token.end as usize;
    }
    sum + text.get(at..).map_or(0, &between)
}

fn weight(c: char) -> usize {
    match c {
        '\0'..='\u{10FF}' | '\u{2000}'..='\u{200D}' | '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}' => 1,
        _ => 2,
    }
}

/// Whether a character belongs to the one before it.
fn extends(c: char) -> bool {
    fold::is_mark(c)
        || matches!(c,
            '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
            | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{93C}' | '\u{93E}'..='\u{94F}' | '\u{981}'..='\u{983}' | '\u{9BC}'
            | '\u{9BE}'..='\u{9CD}' | '\u{B82}' | '\u{BBE}'..='\u{BCD}' | '\u{E31}' | '\u{E34}'..='\u{E3A}'
            | '\u{E47}'..='\u{E4E}' | '\u{1160}'..='\u{11FF}' | '\u{200C}' | '\u{200D}' | '\u{3099}' | '\u{309A}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::split;

    /// Text, what twitter-text 3.1.0 says of it, and what `Intl.Segmenter` counts.
    const CASES: [(&str, usize, usize); 28] = [
        ("", 0, 0),
        ("How was the pond?", 17, 17),
        ("Größe: für Ängström", 19, 19),
        ("e\u{301}te\u{301}", 3, 3),
        ("otters 可愛いですね", 19, 13),
        ("コツメカワウソ", 14, 7),
        ("안녕하세요", 10, 5),
        ("שלום אנה", 8, 8),
        ("ок, привет", 10, 10),
        ("well “quoted” – said — so…", 27, 26),
        ("1€ = 2£", 8, 7),
        ("😀", 2, 1),
        ("😀😀", 4, 2),
        ("👍🏽", 2, 1),
        ("👩\u{200D}👩\u{200D}👧\u{200D}👦", 2, 1),
        ("🇦🇹🇩🇪", 4, 2),
        ("1\u{FE0F}\u{20E3} and #\u{FE0F}\u{20E3}", 9, 7),
        ("❤\u{FE0F}", 2, 1),
        ("❤", 2, 1),
        ("→ ☕ ♥ ✓", 11, 7),
        ("© ™ ‼", 7, 5),
        ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2, 1),
        ("https://otters.com", 23, 18),
        ("See https://otters.com/a/very/long/path?with=a&query=too.", 28, 57),
        ("otters.com/pond and bit.ly/x", 51, 28),
        ("anna@otters.com", 15, 15),
        ("@anna #otters", 13, 13),
        ("line\none\n\ntwo", 13, 13),
    ];

    #[test]
    fn counts_as_the_sites_do() {
        for (text, twitter, segments) in CASES {
            let tokens = split(text).tokens;
            assert_eq!((weighted(text, &tokens), graphemes(text, &tokens)), (twitter, segments), "{text:?}");
        }
    }
}
