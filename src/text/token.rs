//! Splitting a draft into tokens, once, left to right, in time linear in its length.
//!
//! A token keeps two things: where it stands in the draft (bytes), and how it is spelled for comparing (see
//! [`fold`]). Punctuation makes no tokens; it is kept as the [`Gap`] before the next one, because a phrase
//! that runs across the end of a sentence is not that phrase.

use super::fold;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, possibly with digits, apostrophes or underscores inside (`don't`, `b2b`, `first_name`).
    Word,
    /// Begins with a digit (`24`, `1,000`, `10k`, `2nd`).
    Number,
    /// An address, with or without its scheme (`https://a.example/b`, `bit.ly/x`).
    Url,
    /// `name@host`.
    Email,
    /// `@name`.
    Mention,
    /// `#tag`.
    Hashtag,
    /// One emoji sequence.
    Emoji,
    /// A sign that is read as a word: `$ € £ % & + =`.
    Symbol,
}

/// The strongest separation between a token and the one before it. Ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// White space or a hyphen at most.
    Space,
    /// A comma, colon, dash, bracket or quotation mark.
    Clause,
    /// The end of a sentence.
    Sentence,
    /// A line break.
    Line,
}

/// One token of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the draft.
    pub start: u32,
    /// One past the last byte in the draft.
    pub end: u32,
    /// First byte in [`Tokens::folded`].
    pub fold_start: u32,
    /// One past the last byte in [`Tokens::folded`].
    pub fold_end: u32,
    /// What it is.
    pub kind: Kind,
    /// What separates it from the token before.
    pub gap: Gap,
    /// Begins with a capital.
    pub capital: bool,
    /// Two or more letters, all of them capitals.
    pub shouted: bool,
    /// Stands inside quotation marks, a quoted line or a code fence: somebody else's words.
    pub quoted: bool,
    /// A question mark ends the sentence after this token.
    pub asked: bool,
    /// An exclamation mark follows this token.
    pub exclaimed: bool,
    /// Letters of several scripts were mixed and read as Latin.
    pub disguised: bool,
}

impl Token {
    /// Whether the token is something a person reads as a word.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Where it stands in the draft, in bytes.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// All tokens of a text and their folded spellings.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// In reading order.
    pub tokens: Vec<Token>,
    /// The folded spellings, one after the other.
    pub folded: String,
    /// How many letters are Latin, and how many are not.
    pub latin: u32,
    /// See [`Tokens::latin`].
    pub other_script: u32,
}

impl Tokens {
    /// The same as [`Tokens::folded`], in bytes: nothing has to be asked about characters.
    pub fn folded_bytes(&self, token: &Token) -> &[u8] {
        self.folded.as_bytes().get(token.fold_start as usize..token.fold_end as usize).unwrap_or_default()
    }

    /// The folded spelling of a token of this text.
    pub fn folded(&self, token: &Token) -> &str {
        // The offsets were made by `split` on character boundaries of this very string.
        self.folded.get(token.fold_start as usize..token.fold_end as usize).unwrap_or_default()
    }
}

/// Addresses longer than this are cut: nothing in them is needed, and looking further could cost quadratic time.
const LONGEST_HOST: usize = 255;

/// Endings that make `word.word` an address when no path follows. Short words of some language (`it`, `me`, `is`, `no`)
/// are left out: `know.it` is a forgotten space.
const ENDINGS: [&str; 36] = [
    "agency", "app", "beer", "biz", "blog", "ca", "club", "co", "com", "de", "dev", "eu", "fm", "fr", "gg", "info",
    "io", "li", "live", "ly", "net", "news", "nl", "online", "org", "page", "pl", "pro", "shop", "site", "store",
    "tech", "tv", "uk", "us", "xyz",
];

/// More endings that count when a path follows (`t.me/x`, `goo.gl/x`).
const ENDINGS_WITH_PATH: [&str; 14] =
    ["ai", "at", "be", "ch", "es", "gl", "gd", "im", "is", "it", "link", "me", "to", "tt"];

/// Splits a text.
///
/// ```
/// use sincerely::text::token::{split, Kind};
/// let split = split("Thanks @anna! See https://a.example/x 🎉");
/// let kinds: Vec<Kind> = split.tokens.iter().map(|t| t.kind).collect();
/// assert_eq!(kinds, [Kind::Word, Kind::Mention, Kind::Word, Kind::Url, Kind::Emoji]);
/// ```
pub fn split(text: &str) -> Tokens {
    let mut splitter = Splitter {
        text,
        bytes: text.as_bytes(),
        pos: 0,
        gap: Gap::Line,
        out: Tokens {
            tokens: Vec::with_capacity(text.len() / 5 + 1),
            folded: String::with_capacity(text.len() + 8),
            ..Tokens::default()
        },
        quotes: Vec::new(),
    };
    splitter.run();
    mark_quoted(text, &mut splitter.out.tokens, &splitter.quotes);
    splitter.out
}

/// How a quotation mark can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    Open,
    Close,
    Either,
    Fence,
}

struct Splitter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    gap: Gap,
    out: Tokens,
    quotes: Vec<(u32, Quote)>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        while let Some(&b) = self.bytes.get(self.pos) {
            match b {
                b' ' | b'\t' | b'-' => self.pos += 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.word(),
                b'\n' | b'\r' => self.skip(1, Gap::Line),
                b'.' | b'!' | b'?' => self.stop(b),
                b'@' => self.tagged(Kind::Mention),
                b'#' => self.tagged(Kind::Hashtag),
                b'$' | b'%' | b'&' | b'+' | b'=' => self.symbol(1),
                b'"' => self.quote(1, Quote::Either),
                b'`' if self.bytes[self.pos..].starts_with(b"```") => self.quote(3, Quote::Fence),
                0..=0x7F => self.skip(1, Gap::Clause),
                _ => self.beyond_ascii(),
            }
        }
    }

    fn skip(&mut self, bytes: usize, gap: Gap) {
        self.pos += bytes;
        self.gap = self.gap.max(gap);
    }

    fn quote(&mut self, bytes: usize, quote: Quote) {
        self.quotes.push((self.pos as u32, quote));
        self.skip(bytes, Gap::Clause);
    }

    /// The character at a byte position.
    fn char_at(&self, pos: usize) -> Option<char> {
        self.text.get(pos..)?.chars().next()
    }

    /// `.`, `!` and `?` end a sentence when no letter or digit follows at once (`3.5`, `a.m.`).
    fn stop(&mut self, mark: u8) {
        self.pos += 1;
        if let Some(last) = self.out.tokens.last_mut() {
            last.asked |= mark == b'?';
            last.exclaimed |= mark == b'!';
        }
        let inside = mark == b'.' && self.bytes.get(self.pos).is_some_and(u8::is_ascii_alphanumeric);
        self.gap = self.gap.max(if inside { Gap::Clause } else { Gap::Sentence });
    }

    fn beyond_ascii(&mut self) {
        let Some(c) = self.char_at(self.pos) else {
            // Not reached: the position only moves by whole characters. Moving on keeps the loop finite regardless.
            self.pos += 1;
            return;
        };
        let len = c.len_utf8();
        match c {
            _ if fold::is_invisible(c) || fold::is_mark(c) => self.pos += len,
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.skip(len, Gap::Line),
            _ if c.is_whitespace() || matches!(c, '\u{2010}' | '\u{2011}') => self.pos += len,
            '…' | '。' | '．' => self.skip(len, Gap::Sentence),
            '！' | '？' | '⁉' | '‼' => {
                if let Some(last) = self.out.tokens.last_mut() {
                    last.asked |= matches!(c, '？' | '⁉');
                    last.exclaimed |= matches!(c, '！' | '‼');
                }
                self.skip(len, Gap::Sentence);
            }
            '“' | '„' | '«' => self.quote(len, if c == '“' { Quote::Either } else { Quote::Open }),
            '”' | '»' => self.quote(len, Quote::Close),
            '€' | '£' | '¥' | '₹' | '₺' | '₽' | '₿' => self.symbol(len),
            _ if is_emoji(c) => self.emoji(),
            _ if c.is_alphanumeric() => self.word(),
            _ => self.skip(len, Gap::Clause),
        }
    }

    /// Appends a token whose folded spelling already stands at the end of `folded`.
    fn push(&mut self, kind: Kind, start: usize, fold_start: usize) {
        self.out.tokens.push(Token {
            start: start as u32,
            end: self.pos as u32,
            fold_start: fold_start as u32,
            fold_end: self.out.folded.len() as u32,
            kind,
            gap: self.gap,
            capital: false,
            shouted: false,
            quoted: false,
            asked: false,
            exclaimed: false,
            disguised: false,
        });
        self.gap = Gap::Space;
    }

    fn symbol(&mut self, len: usize) {
        let (start, fold_start) = (self.pos, self.out.folded.len());
        self.out.folded.push_str(&self.text[start..start + len]);
        self.pos += len;
        self.push(Kind::Symbol, start, fold_start);
    }

    fn emoji(&mut self) {
        let (start, fold_start) = (self.pos, self.out.folded.len());
        let mut chars = self.text[start..].chars().peekable();
        let mut regional = 0;
        let mut joined = true;
        while let Some(&c) = chars.peek() {
            let is_regional = matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
            let belongs = match c {
                '\u{200D}' => {
                    joined = true;
                    true
                }
                '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => true,
                _ if is_regional && regional == 1 => {
                    regional = 2;
                    true
                }
                _ if joined && is_emoji(c) => {
                    joined = false;
                    regional = u8::from(is_regional);
                    true
                }
                _ => false,
            };
            if !belongs {
                break;
            }
            self.pos += c.len_utf8();
            // The skin tone and the presentation make no other sign of it.
            if is_emoji(c) && !matches!(c, '\u{1F3FB}'..='\u{1F3FF}') {
                self.out.folded.push(c);
            }
            chars.next();
        }
        self.push(Kind::Emoji, start, fold_start);
    }

    /// `@name` and `#tag`; a lone sign is punctuation.
    fn tagged(&mut self, kind: Kind) {
        let (start, fold_start) = (self.pos, self.out.folded.len());
        self.out.folded.push(char::from(self.bytes[start]));
        self.pos += 1;
        let dots = kind == Kind::Mention;
        while let Some(c) = self.char_at(self.pos) {
            let next = self.bytes.get(self.pos + 1);
            let inside = c.is_alphanumeric()
                || c == '_'
                || fold::is_mark(c)
                || (dots && matches!(c, '.' | '-') && next.is_some_and(u8::is_ascii_alphanumeric))
                || (dots && c == '@' && next.is_some_and(u8::is_ascii_alphanumeric));
            if !inside {
                break;
            }
            fold::push(c, &mut self.out.folded);
            self.pos += c.len_utf8();
        }
        if self.pos == start + 1 {
            self.out.folded.truncate(fold_start);
            self.gap = self.gap.max(Gap::Clause);
            return;
        }
        self.push(kind, start, fold_start);
    }

    /// A word, a number, or, when it turns out so, an address.
    fn word(&mut self) {
        let (start, fold_start) = (self.pos, self.out.folded.len());
        let (mut latin, mut other, mut upper, mut lower, mut digits) = (0u32, 0u32, 0u32, 0u32, 0u32);
        let mut wide = false;
        while let Some(&b) = self.bytes.get(self.pos) {
            match b {
                b'a'..=b'z' => {
                    // Most of most words: taken together.
                    let small = self.bytes[self.pos..].iter().take_while(|b| b.is_ascii_lowercase()).count();
                    self.out.folded.push_str(&self.text[self.pos..self.pos + small]);
                    lower += small as u32;
                    latin += small as u32;
                    self.pos += small;
                }
                b'A'..=b'Z' => {
                    upper += 1;
                    latin += 1;
                    self.out.folded.push(char::from(b.to_ascii_lowercase()));
                    self.pos += 1;
                }
                b'0'..=b'9' => {
                    digits += 1;
                    self.out.folded.push(char::from(b));
                    self.pos += 1;
                }
                b'\'' | b'_' if self.goes_on(self.pos + 1) => {
                    self.out.folded.push(char::from(b));
                    self.pos += 1;
                }
                b'.' | b',' | b':' if digits > 0 && latin + other == 0 && self.is_digit(self.pos + 1) => {
                    self.out.folded.push(char::from(b));
                    self.pos += 1;
                }
                0..=0x7F => break,
                _ => {
                    let Some(c) = self.char_at(self.pos) else { break };
                    let apostrophe = matches!(c, '’' | 'ʼ') && self.goes_on(self.pos + c.len_utf8());
                    if c.is_alphanumeric() {
                        wide = true;
                        if c.is_uppercase() {
                            upper += 1;
                        } else if c.is_lowercase() {
                            lower += 1;
                        }
                        if c.is_numeric() {
                            digits += 1;
                        } else if fold::plain(c).is_some() || u32::from(c) < 0x250 {
                            latin += 1;
                        } else {
                            other += 1;
                        }
                    } else if !apostrophe && !fold::is_mark(c) && !fold::is_invisible(c) {
                        break;
                    }
                    fold::push(c, &mut self.out.folded);
                    self.pos += c.len_utf8();
                }
            }
        }
        if !wide && let Some((kind, end)) = self.address(start) {
            self.pos = end;
            self.out.folded.truncate(fold_start);
            let spelled = self.text[start..end].to_ascii_lowercase();
            let bare = ["https://", "http://", "www."]
                .iter()
                .fold(spelled.as_str(), |rest, prefix| rest.strip_prefix(prefix).unwrap_or(rest));
            self.out.folded.push_str(bare);
            self.push(kind, start, fold_start);
            return;
        }
        // Two scripts in one word are a disguise ("frее" with Cyrillic е), never a language.
        let disguised = latin > 0 && other > 0 && self.undisguise(start, fold_start);
        self.out.latin += latin;
        self.out.other_script += if disguised { 0 } else { other };
        let number = self.bytes[start].is_ascii_digit() && latin + other <= 3;
        self.push(if number { Kind::Number } else { Kind::Word }, start, fold_start);
        if let Some(token) = self.out.tokens.last_mut() {
            token.capital = self.text[start..].starts_with(char::is_uppercase);
            token.shouted = upper >= 2 && lower == 0;
            token.disguised = disguised;
        }
    }

    /// Whether a letter or digit stands at a byte position.
    fn goes_on(&self, pos: usize) -> bool {
        match self.bytes.get(pos) {
            Some(b) if b.is_ascii() => b.is_ascii_alphanumeric(),
            Some(_) => self.char_at(pos).is_some_and(char::is_alphanumeric),
            None => false,
        }
    }

    fn is_digit(&self, pos: usize) -> bool {
        self.bytes.get(pos).is_some_and(u8::is_ascii_digit)
    }

    /// Re-folds the word from `start` with look-alikes read as Latin; false when some letter has no Latin look.
    fn undisguise(&mut self, start: usize, fold_start: usize) -> bool {
        let mut folded = String::new();
        for c in self.text[start..self.pos].chars() {
            match fold::lookalike(c) {
                Some(letter) => folded.push(letter),
                None => fold::push(c, &mut folded),
            }
        }
        let plain = folded.is_ascii();
        if plain {
            self.out.folded.truncate(fold_start);
            self.out.folded.push_str(&folded);
        }
        plain
    }

    /// Whether the word from `start` to here is the beginning of an address, and where that ends.
    fn address(&self, start: usize) -> Option<(Kind, usize)> {
        let rest = &self.bytes[self.pos..];
        let head = &self.bytes[start..self.pos];
        match rest.first()? {
            b':' if rest.starts_with(b"://")
                && (head.eq_ignore_ascii_case(b"http") || head.eq_ignore_ascii_case(b"https")) =>
            {
                Some((Kind::Url, self.address_end(self.pos + 3)))
            }
            b'@' | b'.' | b'-' | b'+' => self.bare_address(start),
            _ => None,
        }
    }

    /// `name@host.tld`, `host.tld` and `host.tld/path` without a scheme.
    fn bare_address(&self, start: usize) -> Option<(Kind, usize)> {
        let window = &self.bytes[start..self.bytes.len().min(start + LONGEST_HOST)];
        let host_len = window
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'@' | b'_' | b'+')))
            .unwrap_or(window.len());
        let host = window.get(..host_len)?;
        let host = host.strip_suffix(b".").unwrap_or(host);
        let host = std::str::from_utf8(host).ok()?;
        if let Some((name, domain)) = host.split_once('@') {
            let (label, ending) = domain.rsplit_once('.')?;
            let plausible = !name.is_empty() && !label.is_empty() && ending.len() >= 2 && !domain.contains('@');
            return plausible.then_some((Kind::Email, start + host.len()));
        }
        let (label, ending) = host.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        let known = |list: &[&str]| list.contains(&ending.as_str());
        let has_path = self.bytes.get(start + host.len()) == Some(&b'/') && self.goes_on(start + host.len() + 1);
        let plausible = label.split('.').all(|part| !part.is_empty())
            && (known(&ENDINGS)
                || (has_path && known(&ENDINGS_WITH_PATH))
                || label.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www.")))
            && label.bytes().any(|b| b.is_ascii_alphabetic());
        plausible.then(|| (Kind::Url, self.address_end(start + host.len())))
    }

    /// The end of an address: white space, a bracket that was not opened inside, trailing punctuation left out.
    fn address_end(&self, from: usize) -> usize {
        let mut open = 0i32;
        let mut end = self.text.len();
        for (offset, c) in self.text[from..].char_indices() {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '»' | '”' | '“') || open < 0 || is_emoji(c)
            {
                end = from + offset;
                break;
            }
        }
        self.text[..end].trim_end_matches(['.', ',', '!', '?', ';', ':', '\'', '’', ']', '}', '…']).len().max(from)
    }
}

/// Emoji and the pictographs people use as such. Digits, `#` and `*` are not, though Unicode lists them.
pub fn is_emoji(c: char) -> bool {
    matches!(u32::from(c),
        0x1F000..=0x1F0FF | 0x1F18E | 0x1F191..=0x1F19A | 0x1F1E6..=0x1F1FF | 0x1F200..=0x1FAFF
        | 0x2190..=0x21FF | 0x231A..=0x23FF | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF
        | 0x3030 | 0x303D | 0x3297 | 0x3299)
}

/// Marks tokens between paired quotation marks (three tokens or more: shorter ones are emphasis or a title), on lines
/// that begin with `>`, and in code fences.
fn mark_quoted(text: &str, tokens: &mut [Token], quotes: &[(u32, Quote)]) {
    let mut open: Option<(u32, Quote)> = None;
    for &(at, quote) in quotes {
        match open {
            None if quote != Quote::Close => open = Some((at, quote)),
            Some((from, opened)) if (opened == Quote::Fence) == (quote == Quote::Fence) && quote != Quote::Open => {
                let first = tokens.partition_point(|t| t.start < from);
                let last = tokens.partition_point(|t| t.start < at);
                if let Some(inside) = tokens.get_mut(first..last)
                    && inside.len() >= 3
                {
                    inside.iter_mut().for_each(|t| t.quoted = true);
                }
                open = None;
            }
            _ => {}
        }
    }
    let mut quoting = false;
    for token in tokens {
        if token.gap == Gap::Line {
            let before = &text[..token.start as usize];
            let line = before.rfind(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).unwrap_or(0);
            quoting = before[line..].trim_start().starts_with('>');
        }
        token.quoted |= quoting;
    }
}
