//! Reading a draft once. Everything after works on the [`Reading`].

pub mod fold;
pub mod hash;
pub mod language;
pub mod length;
pub mod token;
pub mod unmask;
pub mod utf16;

use std::ops::Range;

use language::{Identified, Identifier};
use token::{Gap, Kind, Token, Tokens};

/// A text and what was read in it.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    text: &'t str,
    tokens: Tokens,
    language: Identified,
    opening: usize,
    closing: usize,
    greeting_end: u32,
}

impl<'t> Reading<'t> {
    /// Reads a text.
    ///
    /// ```
    /// use sincerely::text::Reading;
    /// let reading = Reading::new("Don't miss it, @anna! 🎉");
    /// let words: Vec<&str> = reading.tokens().iter().map(|token| reading.folded(token)).collect();
    /// assert_eq!(words, ["don't", "miss", "it", "@anna", "🎉"]);
    /// ```
    pub fn new(text: &'t str) -> Self {
        let tokens = token::split(text);
        let mut identifier = Identifier::new();
        for token in &tokens.tokens {
            if token.kind == Kind::Word {
                identifier.word(&text[token.range()]);
            }
        }
        let opening = tokens
            .tokens
            .iter()
            .position(|t| !matches!(t.kind, Kind::Emoji | Kind::Mention))
            .unwrap_or(tokens.tokens.len());
        let closing = tokens.tokens.iter().rposition(|t| t.kind != Kind::Emoji).map_or(0, |last| last + 1);
        Self {
            text,
            language: identifier.finish(),
            greeting_end: greeting_end(&tokens, opening),
            tokens,
            opening,
            closing,
        }
    }

    /// The text as it was given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Its tokens in reading order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens.tokens
    }

    /// How a token is spelled for comparing.
    pub fn folded(&self, token: &Token) -> &str {
        self.tokens.folded(token)
    }

    /// The same in bytes, which is quicker.
    pub fn folded_bytes(&self, token: &Token) -> &[u8] {
        self.tokens.folded_bytes(token)
    }

    /// The language it seems to be in.
    pub fn language(&self) -> Identified {
        self.language
    }

    /// Words and numbers in it.
    pub fn words(&self) -> usize {
        self.tokens().iter().filter(|t| t.is_wordlike()).count()
    }

    /// The first token of the message proper, after names it is addressed to and decoration.
    pub fn opening(&self) -> usize {
        self.opening
    }

    /// Whether the message proper ends before the token `at`: only decoration follows.
    pub fn closes(&self, at: usize) -> bool {
        at >= self.closing
    }

    /// Whether most letters are of another script than Latin.
    pub fn is_foreign_script(&self) -> bool {
        self.tokens.other_script > self.tokens.latin
    }

    /// Whether a token belongs to the greeting that opens the message: up to the first name or comma after "hi".
    pub fn is_greeting(&self, token: &Token) -> bool {
        token.start < self.greeting_end
    }

    /// Whether an address stands in it.
    pub fn has_link(&self) -> bool {
        self.tokens().iter().any(|t| t.kind == Kind::Url)
    }

    /// The text with disguised words undone, when there are some.
    pub fn unmasked(&self) -> Option<unmask::Unmasked> {
        unmask::unmask(self.text, &self.tokens)
    }

    /// The tokens that begin within a byte range.
    pub fn within(&self, range: Range<u32>) -> &[Token] {
        let first = self.tokens().partition_point(|t| t.start < range.start);
        let last = self.tokens().partition_point(|t| t.start < range.end);
        self.tokens().get(first..last).unwrap_or_default()
    }
}

/// Stretches of a text in bytes, in order and apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretches(Vec<(u32, u32)>);

impl FromIterator<(u32, u32)> for Stretches {
    /// Joins those that overlap or touch; they may come in any order.
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(spans: I) -> Self {
        let mut spans: Vec<(u32, u32)> = spans.into_iter().collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let joined = next.0 <= last.1;
            last.1 = if joined { last.1.max(next.1) } else { last.1 };
            joined
        });
        Self(spans)
    }
}

impl Stretches {
    /// Whether a token stands in one of them, at least in part.
    pub fn hold(&self, token: &Token) -> bool {
        let next = self.0.partition_point(|(_, end)| *end <= token.start);
        self.0.get(next).is_some_and(|(start, _)| *start < token.end)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Range<u32>> {
        self.0.iter().map(|(start, end)| *start..*end)
    }
}

/// Words that open a message in the languages the engine speaks, folded. "Dear" words are followed by a name or a role.
const GREETINGS: [&str; 30] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "hiya",
    "morning",
    "greetings",
    "hola",
    "buenas",
    "estimado",
    "estimada",
    "querido",
    "querida",
    "hallo",
    "moin",
    "servus",
    "liebe",
    "lieber",
    "bonjour",
    "salut",
    "coucou",
    "cher",
    "chere",
    "ola",
    "oi",
    "caro",
    "cara",
    "ciao",
    "salve",
    "hoi",
];

/// The byte after the greeting: "Hi Anna," is form in every message, personal or not.
fn greeting_end(tokens: &Tokens, opening: usize) -> u32 {
    let list = &tokens.tokens;
    let Some(first) = list.get(opening).filter(|t| GREETINGS.contains(&tokens.folded(t))) else {
        return 0;
    };
    let named = list[opening + 1..]
        .iter()
        .take(3)
        .take_while(|t| t.gap == Gap::Space && t.kind == Kind::Word && t.capital)
        .last();
    named.unwrap_or(first).end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_what_stands_in_them_even_in_part() {
        let stretches: Stretches = [(20, 24), (0, 3), (2, 6), (6, 8), (21, 22)].into_iter().collect();
        assert_eq!(stretches.iter().collect::<Vec<_>>(), [0..8, 20..24]);
        let reading = Reading::new("One two three four five six");
        let held: Vec<_> = reading.tokens().iter().filter(|t| stretches.hold(t)).map(|t| reading.folded(t)).collect();
        assert_eq!(held, ["one", "two", "five"]);
    }
}
