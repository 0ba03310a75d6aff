//! Which language a short message is in: one of the seven the engine speaks, another one, two at once, or too little
//! to tell.
//!
//! # Method
//!
//! A word is folded to the letters a–z, so that `manana` and `mañana` look alike, and its features are looked up in one
//! small table: its three- and four-letter sequences with the word's boundaries, the whole word when it has three to ten
//! letters, and each accent together with the letter under it. An entry holds eight weights of four bits, one for each
//! language and one for "another language"; they are added up. That is a multinomial logistic regression, and a unit is
//! a fifth of a natural log odds. Everything is integer arithmetic: the same answer on every machine.
//!
//! Beside the plain sum runs the best *path*: the language of each word when a change of language costs
//! `CHANGE` units (Viterbi's algorithm, carrying word counts in place of back pointers). Two spoken languages that
//! both have a fair share of the best path make a text [`Identified::Mixed`]; a quoted title does not.
//!
//! Text in another script is decided by counting letters.
//!
//! # Cost
//!
//! Linear in the text, no allocation, two table look-ups a letter. At most [`LONGEST`] characters of a text are read
//! (the first ones), so a megabyte costs no more than four kilobytes do.
//!
//! # Source and figures
//!
//! The asset `language.bin` is made by `training/language/train.py` from message catalogues, word lists and messages
//! under MIT, Apache-2.0, BSD and CC BY 4.0 licences (`training/language/SOURCES.md`). On text it was not trained on,
//! from six words on: right for 98–99.5 % of tweets in es, fr, pt, it and en (95 % of the German set, whose rows are
//! English or mixed now and then), 98 % of Singapore English text messages, 99 % of Dutch messages; 1 % of Wikipedia-like
//! sentences and 2 % of tweets in other languages are taken for a spoken one. Catalan (9 %) and above all Galician (40 %
//! of short messages) are the neighbours it confuses. Asset and code add 24 kB to a compressed wasm, 280 characters
//! take 2 µs. All of it: `training/language/REPORT.md`.

use serde::{Deserialize, Serialize};

/// Languages the engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// German.
    De,
    /// French.
    Fr,
    /// Portuguese, of Portugal and of Brazil.
    Pt,
    /// Italian.
    It,
    /// Dutch.
    Nl,
}

impl Language {
    /// In the order of the asset's weights.
    pub const ALL: [Language; 7] =
        [Language::En, Language::Es, Language::De, Language::Fr, Language::Pt, Language::It, Language::Nl];

    /// ISO 639-1 code, lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Es => "es",
            Language::De => "de",
            Language::Fr => "fr",
            Language::Pt => "pt",
            Language::It => "it",
            Language::Nl => "nl",
        }
    }

    /// The language of an ISO 639-1 code, with or without a region (`pt`, `pt-BR`, `PT_br`).
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }
}

/// What [`Identifier::finish`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Identified {
    /// One language, and the engine speaks it.
    Spoken(Language),
    /// A language or a script the engine does not speak.
    Other,
    /// Two spoken languages, both substantial; the one with more words first.
    Mixed(Language, Language),
    /// Too little to tell, or two languages equally likely.
    Unknown,
}

/// Characters of a text that are read.
pub const LONGEST: u16 = 4096;

/// Lanes of scores: [`Language::ALL`], then "another language".
const LANES: usize = 8;
const OTHER: usize = 7;

/// What "another language" must be ahead by before it wins: people who install the extension mostly write what it
/// speaks. On the development half, from four words on, 0 / 9 units found 96.7 / 98.6 % of the texts in a spoken
/// language and took 0.4 / 1.1 % of the others for one.
const RESERVE: i32 = 9;

/// Price of a change of language from one word to the next, about four natural log odds.
const CHANGE: i32 = 20;

/// A second language is substantial with this many words … (With these four numbers 85 % of 1,500 pairs of tweets of
/// 6 to 14 words, joined without a mark, were found, and 6 of 5,000 single messages; four of those held two languages.)
const MIXED_WORDS: u16 = 5;
/// … and this share of all words, in percent …
const MIXED_SHARE: u32 = 30;
/// … in a text both languages together explain to this share, in percent …
const MIXED_COVER: u32 = 70;
/// … when two languages are better than the best single one by this much.
const MIXED_GAIN: i32 = 10;

/// The lead a verdict needs is the larger of these: flat, and shared out over the words. One word needs 20 units
/// (odds of 55 to 1), four need 5, six or more 3 (1.8 to 1: by then a wrong language seldom leads at all).
const LEAD: i32 = 3;
const LEAD_OF_ONE: i32 = 20;

/// Feed it the words of a text (no URLs, mentions, hashtags: the caller leaves them out), then ask.
///
/// ```
/// use sincerely::text::language::{Identified, Identifier, Language};
///
/// let mut identifier = Identifier::new();
/// for word in "que tal como estas manana".split_whitespace() {
///     identifier.word(word);
/// }
/// assert_eq!(identifier.finish(), Identified::Spoken(Language::Es));
/// ```
#[derive(Clone, Debug)]
pub struct Identifier {
    /// Plain sums: the whole text in one language.
    sums: [i32; LANES],
    /// Score of the best path that ends in each language …
    paths: [i32; LANES],
    /// … and the words it gave to each.
    given: [[u16; LANES]; LANES],
    /// Words with at least one Latin letter.
    words: u16,
    /// Latin letters, and letters of other scripts by the room they take.
    latin: u32,
    foreign: u32,
    /// Characters that will still be read.
    left: u16,
}

impl Default for Identifier {
    fn default() -> Self {
        Self::new()
    }
}

impl Identifier {
    /// One that has read nothing yet.
    pub const fn new() -> Self {
        Self {
            sums: [0; LANES],
            paths: [0; LANES],
            given: [[0; LANES]; LANES],
            words: 0,
            latin: 0,
            foreign: 0,
            left: LONGEST,
        }
    }

    /// Reads one word. Punctuation, digits and emoji around or inside it do no harm.
    #[inline]
    pub fn word(&mut self, word: &str) {
        let mut votes = Votes::default();
        let mut part = Part::default();
        let mut latin = 0;
        for c in word.chars() {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            match Glyph::of(c) {
                Glyph::Letter(symbol) => {
                    latin += 1;
                    part.letter(symbol, &mut votes);
                }
                Glyph::Latin { base, mark, second, two_letters } => {
                    latin += 1;
                    part.letter(base, &mut votes);
                    part.mark(base, mark, &mut votes);
                    if two_letters {
                        part.letter(second, &mut votes);
                    } else {
                        part.mark(base, second, &mut votes);
                    }
                }
                Glyph::Mark(mark) => part.mark(part.previous, mark, &mut votes),
                Glyph::Apostrophe => part.apostrophe = true,
                Glyph::Nothing => {}
                Glyph::Foreign(room) => {
                    self.foreign += room;
                    part.close(&mut votes);
                }
                Glyph::Break => part.close(&mut votes),
            }
        }
        part.close(&mut votes);
        if latin > 0 {
            self.latin += latin;
            self.words += 1;
            self.count(&votes.totals());
        }
    }

    /// Adds a word's scores to the sums and to every path.
    fn count(&mut self, scores: &[i32; LANES]) {
        let best = self.best_path();
        let (changed, history) = (self.paths[best] - CHANGE, self.given[best]);
        for (given, path) in self.given.iter_mut().zip(&self.paths) {
            *given = if *path < changed { history } else { *given };
        }
        for ((sum, path), score) in self.sums.iter_mut().zip(&mut self.paths).zip(scores) {
            *sum += score;
            *path = (*path).max(changed) + score;
        }
        for (lane, given) in self.given.iter_mut().enumerate() {
            given[lane] += 1;
        }
    }

    /// The first lane with the highest path.
    fn best_path(&self) -> usize {
        let (mut best, mut highest) = (0, self.paths[0]);
        for (lane, &score) in self.paths.iter().enumerate() {
            (best, highest) = if score > highest { (lane, score) } else { (best, highest) };
        }
        best
    }

    /// What the words so far are in.
    pub fn finish(&self) -> Identified {
        if self.foreign > 0 && self.foreign >= self.latin {
            return Identified::Other;
        }
        if let Some((first, second)) = self.mixed() {
            return Identified::Mixed(first, second);
        }
        let (winner, lead) = self.winner();
        if lead < self.lead_needed() {
            return Identified::Unknown;
        }
        match Language::ALL.get(winner) {
            Some(&language) => Identified::Spoken(language),
            None => Identified::Other,
        }
    }

    /// How far the likeliest single language, "another" included, is ahead of the next, in fifths of a natural log
    /// odds. Of texts called a spoken language with a lead of 10 or more, over 99 in 100 were in it.
    pub fn lead(&self) -> u32 {
        self.winner().1.unsigned_abs()
    }

    /// The leading lane of the plain sums and its lead over the second.
    fn winner(&self) -> (usize, i32) {
        let mut sums = self.sums;
        sums[OTHER] -= RESERVE;
        let (mut winner, mut first, mut second) = (OTHER, i32::MIN, i32::MIN);
        for (lane, &sum) in sums.iter().enumerate() {
            if sum > first {
                (winner, second, first) = (lane, first, sum);
            } else if sum > second {
                second = sum;
            }
        }
        (winner, first - second)
    }

    fn lead_needed(&self) -> i32 {
        LEAD.max(LEAD_OF_ONE / i32::from(self.words.max(1)))
    }

    /// Two spoken languages that share the best path, the larger first.
    fn mixed(&self) -> Option<(Language, Language)> {
        let best = self.best_path();
        let (score, words) = (self.paths[best], self.given[best]);
        let (mut first, mut second) = (Language::En, Language::Es);
        let (mut most, mut more) = (0, 0);
        for (&language, &n) in Language::ALL.iter().zip(&words) {
            if n > most {
                (second, more) = (first, most);
                (first, most) = (language, n);
            } else if n > more {
                (second, more) = (language, n);
            }
        }
        let single = self.sums.iter().copied().max()?;
        let all = u32::from(self.words);
        let substantial = more >= MIXED_WORDS
            && u32::from(more) * 100 >= all * MIXED_SHARE
            && (u32::from(most) + u32::from(more)) * 100 >= all * MIXED_COVER
            && score - single >= MIXED_GAIN;
        substantial.then_some((first, second))
    }
}

/// A letter in five bits: 1 to 26 for a–z; 0 is the boundary of a word.
type Symbol = u8;
const BOUNDARY: Symbol = 0;
const APOSTROPHE: Symbol = 27;

/// Symbols of one run of letters that are read.
const LONGEST_PART: u8 = 24;
/// Lengths at which a whole word is a feature.
const WHOLE: std::ops::RangeInclusive<u8> = 3..=10;

/// What a character is to the identifier.
enum Glyph {
    Letter(Symbol),
    /// A letter beyond ASCII: base letter, class of its mark, and a second base (`ß`, `æ`) or a second mark (`ấ`).
    Latin {
        base: Symbol,
        mark: u8,
        second: u8,
        two_letters: bool,
    },
    /// A combining mark of a known class.
    Mark(u8),
    Apostrophe,
    /// Invisible: joiners, soft hyphens, marks without a class.
    Nothing,
    /// A letter of another script, by how many Latin letters it is worth.
    Foreign(u32),
    Break,
}

impl Glyph {
    #[inline]
    fn of(c: char) -> Glyph {
        let code = u32::from(c);
        if code < 0x80 {
            return Glyph::ascii(code);
        }
        Glyph::beyond(code)
    }

    #[inline]
    fn ascii(code: u32) -> Glyph {
        match (code | 0x20) as u8 {
            low @ b'a'..=b'z' if code >= 0x41 => Glyph::Letter(low - b'a' + 1),
            _ if code == 0x27 || code == 0x60 => Glyph::Apostrophe,
            _ => Glyph::Break,
        }
    }

    fn beyond(code: u32) -> Glyph {
        match code {
            // Blocks whose letters the asset describes.
            0xC0..=0x25F => Glyph::described(LETTERS[(code - 0xC0) as usize]),
            0x1E00..=0x1EFF => Glyph::described(LETTERS[(code - 0x1E00 + 0x1A0) as usize]),
            0xB4 | 0x2BC | 0x2018 | 0x2019 => Glyph::Apostrophe,
            0xAD | 0x200B..=0x200D | 0xFE0E | 0xFE0F => Glyph::Nothing,
            0x300..=0x36F => match mark_class(code) {
                0 => Glyph::Nothing,
                class => Glyph::Mark(class),
            },
            // Latin letters in fancy dress: circled, full width, mathematical bold and italic.
            0x24B6..=0x24E9 => Glyph::Letter(((code - 0x24B6) % 26 + 1) as Symbol),
            0xFF21..=0xFF5A => Glyph::ascii(code - 0xFEE0),
            0x1D400..=0x1D6A3 => Glyph::Letter(((code - 0x1D400) % 26 + 1) as Symbol),
            // Greek to Cherokee and beyond, without the phonetic extensions.
            0x370..=0x1CFF | 0x1F00..=0x1FFF | 0x2C00..=0x2C5F | 0x2C80..=0x2DFF | 0xA000..=0xA71F => Glyph::Foreign(1),
            0xA840..=0xABFF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10000..=0x1CFFF => Glyph::Foreign(1),
            // Kana, Han and Hangul say in one character what takes about three letters.
            0x3041..=0x30FF | 0x3105..=0x318F | 0x3400..=0x9FFF | 0xAC00..=0xD7A3 => Glyph::Foreign(3),
            0xFF66..=0xFF9D | 0x20000..=0x3FFFF => Glyph::Foreign(3),
            _ => Glyph::Break,
        }
    }

    /// base | second << 5 | mark << 10 | two letters << 15; zero is no letter.
    fn described(bits: u16) -> Glyph {
        if bits == 0 {
            return Glyph::Break;
        }
        Glyph::Latin {
            base: (bits & 31) as Symbol,
            second: (bits >> 5 & 31) as u8,
            mark: (bits >> 10 & 31) as u8,
            two_letters: bits >> 15 == 1,
        }
    }
}

/// Class of a combining mark (features.py, MARKS), 0 for none.
fn mark_class(code: u32) -> u8 {
    match code {
        0x300..=0x304 => (code - 0x300 + 1) as u8,
        0x306..=0x30C => (code - 0x306 + 6) as u8,
        0x31B => 13,
        0x323 => 14,
        0x326..=0x328 => (code - 0x326 + 15) as u8,
        0x331 => 18,
        _ => 0,
    }
}

/// One run of letters inside a word, read symbol by symbol.
#[derive(Default)]
struct Part {
    /// The last four symbols, newest lowest.
    last: u32,
    /// All symbols, while they fit.
    whole: u64,
    length: u8,
    previous: Symbol,
    before_previous: Symbol,
    /// An apostrophe was seen and counts if a letter follows.
    apostrophe: bool,
}

impl Part {
    #[inline]
    fn letter(&mut self, symbol: Symbol, votes: &mut Votes) {
        if self.apostrophe {
            self.apostrophe = false;
            if self.length > 0 {
                self.push(APOSTROPHE, votes);
            }
        }
        // "sooooo" reads as "soo".
        if self.previous != symbol || self.before_previous != symbol {
            self.push(symbol, votes);
        }
    }

    #[inline]
    fn push(&mut self, symbol: Symbol, votes: &mut Votes) {
        if self.length == LONGEST_PART {
            return;
        }
        self.length += 1;
        (self.before_previous, self.previous) = (self.previous, symbol);
        self.whole = self.whole << 5 | u64::from(symbol);
        self.sequences(symbol, votes);
    }

    /// Looks up the sequences that end with `symbol`. `length` counts it already, but not the boundary before.
    #[inline]
    fn sequences(&mut self, symbol: Symbol, votes: &mut Votes) {
        self.last = (self.last << 5 | u32::from(symbol)) & 0xF_FFFF;
        if self.length >= 2 {
            votes.feature(Tag::Three, u64::from(self.last & 0x7FFF));
        }
        if self.length >= 3 {
            votes.feature(Tag::Four, u64::from(self.last));
        }
    }

    fn mark(&self, base: Symbol, class: u8, votes: &mut Votes) {
        if class != 0 && base != BOUNDARY {
            votes.feature(Tag::Mark, u64::from(base) << 5 | u64::from(class));
        }
    }

    /// The run is over: its last sequences, and the whole of it.
    #[inline]
    fn close(&mut self, votes: &mut Votes) {
        if self.length > 0 {
            if WHOLE.contains(&self.length) {
                votes.feature(Tag::Whole, self.whole);
            }
            self.length += 1;
            self.sequences(BOUNDARY, votes);
        }
        *self = Part::default();
    }
}

/// What kind of feature a key is; part of the key.
#[derive(Clone, Copy)]
enum Tag {
    Three = 1,
    Four = 2,
    Whole = 3,
    Mark = 4,
}

/// The weights of a word's features, added up.
///
/// Four-bit weights are added eight at once in the bytes of one integer; before a byte can overflow they are moved to
/// wider lanes.
#[derive(Default)]
struct Votes {
    bytes: u64,
    added: u8,
    wide: [i32; LANES],
}

/// Additions of at most 15 that fit a byte.
const ROOM: u8 = 17;
const EVERY_OTHER_NIBBLE: u32 = 0x0F0F_0F0F;

impl Votes {
    #[inline]
    fn feature(&mut self, tag: Tag, key: u64) {
        // Fibonacci hashing: the top bits of the product choose the slot, the next ones are the fingerprint. An empty
        // slot has fingerprint 0 and no weights, so a key whose print is 0 adds nothing.
        let hash = (key | (tag as u64) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOT_BITS - 8);
        let slot = (hash >> 8) as usize % SLOTS;
        if PRINTS[slot] == hash as u8 {
            self.add(WEIGHTS[slot]);
        }
    }

    #[inline]
    fn add(&mut self, weights: u32) {
        let even = u64::from(weights & EVERY_OTHER_NIBBLE);
        let odd = u64::from(weights >> 4 & EVERY_OTHER_NIBBLE);
        self.bytes += even | odd << 32;
        self.added += 1;
        if self.added == ROOM {
            self.widen();
        }
    }

    #[inline]
    fn widen(&mut self) {
        for (i, byte) in self.bytes.to_le_bytes().into_iter().enumerate() {
            // The low half holds the even lanes, the high half the odd ones.
            self.wide[(i % 4) * 2 + i / 4] += i32::from(byte);
        }
        (self.bytes, self.added) = (0, 0);
    }

    #[inline]
    fn totals(mut self) -> [i32; LANES] {
        self.widen();
        self.wide
    }
}

const SLOT_BITS: u32 = 13;
const SLOTS: usize = 1 << SLOT_BITS;
/// Code points U+00C0..U+0260 and U+1E00..U+1F00.
const LETTER_COUNT: usize = 0x1A0 + 0x100;

/// Letters, fingerprints, weights, in this order, little-endian; its length is checked here.
const ASSET: &[u8; LETTER_COUNT * 2 + SLOTS + SLOTS * 4] = include_bytes!("language.bin");

static LETTERS: [u16; LETTER_COUNT] = {
    let mut letters = [0; LETTER_COUNT];
    let mut i = 0;
    while i < LETTER_COUNT {
        letters[i] = u16::from_le_bytes([ASSET[2 * i], ASSET[2 * i + 1]]);
        i += 1;
    }
    letters
};

static PRINTS: [u8; SLOTS] = {
    let mut prints = [0; SLOTS];
    let mut i = 0;
    while i < SLOTS {
        prints[i] = ASSET[LETTER_COUNT * 2 + i];
        i += 1;
    }
    prints
};

static WEIGHTS: [u32; SLOTS] = {
    let mut weights = [0; SLOTS];
    let mut i = 0;
    while i < SLOTS {
        let at = LETTER_COUNT * 2 + SLOTS + 4 * i;
        weights[i] = u32::from_le_bytes([ASSET[at], ASSET[at + 1], ASSET[at + 2], ASSET[at + 3]]);
        i += 1;
    }
    weights
};

#[cfg(test)]
mod tests {
    use super::*;
    use Identified::{Mixed, Other, Spoken, Unknown};
    use Language::*;

    fn identify(text: &str) -> Identified {
        let mut identifier = Identifier::new();
        text.split_whitespace().for_each(|word| identifier.word(word));
        identifier.finish()
    }

    #[track_caller]
    fn check(cases: &[(&str, Identified)]) {
        for &(text, expected) in cases {
            assert_eq!(identify(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_the_seven_languages_and_their_neighbours() {
        check(&[
            ("anyone else feel like this week lasted a month?", Spoken(En)),
            ("ok lor then we go makan later, wait for me can?", Spoken(En)),
            ("u coming 2nite or wat, lemme kno asap", Spoken(En)),
            ("me encanta esta canción, la escucho todos los días", Spoken(Es)),
            ("adoro esta canção, ouço todos os dias sem parar", Spoken(Pt)),
            ("grazas polas mensaxes, xa vos direi mañá como foi todo", Other), // Galician
            ("m'encanta aquesta cançó, l'escolto cada dia amb els amics", Other), // Catalan
            ("j'adore cette chanson, je l'écoute tous les jours", Spoken(Fr)),
            ("adoro questa canzone, la ascolto tutti i giorni", Spoken(It)),
            ("ador acest cântec, îl ascult în fiecare zi cu prietenii mei", Other), // Romanian
            ("ich liebe dieses Lied und höre es jeden Tag", Spoken(De)),
            ("ik vind dit liedje zo mooi, ik luister er elke dag naar", Spoken(Nl)),
            ("ek is baie lief vir hierdie liedjie, ek luister elke dag daarna", Other), // Afrikaans
            ("jeg elsker denne sangen og hører på den hver eneste dag", Other),         // Norwegian
            ("gue suka banget lagu ini, tiap hari gue dengerin terus", Other),          // Indonesian
            ("gustong gusto ko ang kantang ito, araw araw kong pinapakinggan", Other),  // Tagalog
            ("uwielbiam tę piosenkę, słucham jej codziennie", Other),
            ("bu şarkıyı çok seviyorum, her gün dinliyorum", Other),
        ]);
    }

    #[test]
    fn reads_hurried_writing() {
        check(&[
            ("que tal como estas manana", Spoken(Es)),
            ("vc ta ai? to te esperando faz mais de uma hora", Spoken(Pt)),
            ("jsp pk il repond pas, ca me saoule", Spoken(Fr)),
            ("nn so piu cosa fare, xke fa cosi?", Spoken(It)),
            ("koennen wir uns morgen frueh kurz treffen?", Spoken(De)),
            ("NOOOOOO I CANT BELIEVEEEE THISSSS", Spoken(En)),
            ("𝗧𝗵𝗶𝘀 𝗶𝘀 𝗵𝗼𝘄 𝘄𝗲 𝗱𝗼 𝗶𝘁", Spoken(En)),
            ("ｔｈｉｓ ｉｓ ｈｏｗ ｗｅ ｄｏ ｉｔ", Spoken(En)),
            ("Grüße aus Köln 😀😀 war schön heute ❤️‍🔥!!!", Spoken(De)),
        ]);
    }

    #[test]
    fn loanwords_names_and_titles_do_not_turn_a_text() {
        check(&[
            ("das Meeting mit dem Sales Team war heute echt nice", Spoken(De)),
            ("gisteren Game of Thrones gekeken met Martínez en zijn vrouw", Spoken(Nl)),
            ("stasera aperitivo con il team marketing, feedback super positivo", Spoken(It)),
            ("had dinner with François and Giulia at Trattoria del Sole last night, so good", Spoken(En)),
        ]);
    }

    #[test]
    fn two_languages_are_mixed_only_when_both_are_substantial() {
        check(&[
            ("Danke an alle, die gestern da waren. Thank you all for coming to the show!", Mixed(En, De)),
            (
                "Merci à tous pour votre soutien. Grazie a tutti per il vostro aiuto e la vostra pazienza.",
                Mixed(It, Fr),
            ),
            ("Danke an alle, die gestern bei uns waren. Thank you!", Spoken(De)),
            ("c'est la vie, what can you do about it anyway", Spoken(En)),
        ]);
    }

    #[test]
    fn another_script_is_another_language_at_once() {
        check(&[
            ("привет как дела", Other),
            ("今日はいい天気ですね iPhone で撮りました", Other),
            ("مرحبا كيف حالك", Other),
            ("שלום מה שלומך", Other),
            ("안녕하세요", Other),
            ("สวัสดีครับ", Other),
            ("the word привет means hello in Russian, you know", Spoken(En)),
        ]);
    }

    #[test]
    fn too_little_is_unknown() {
        check(&[
            ("", Unknown),
            ("😂😂😂 🎉", Unknown),
            ("1234 -- 56 %", Unknown),
            ("''' '' '", Unknown),
            ("\u{301}\u{301}", Unknown),
            ("\0\0", Unknown),
            ("ok", Unknown),
            ("x", Unknown),
        ]);
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        let mut composed = Identifier::new();
        let mut decomposed = Identifier::new();
        for (c, d) in [("mañana", "man\u{303}ana"), ("größe", "gro\u{308}ße"), ("ấm", "a\u{302}\u{301}m")] {
            composed.word(c);
            decomposed.word(d);
        }
        assert_eq!(composed.sums, decomposed.sums);
    }

    #[test]
    fn punctuation_and_nul_around_words_change_nothing() {
        let plain = identify("das ist ja wirklich schön geworden");
        assert_eq!(identify("«das» (ist) ja\0 „wirklich“ *schön* geworden!!!"), plain);
        assert_eq!(plain, Spoken(De));
    }

    #[test]
    fn a_megabyte_is_read_to_its_limit_only() {
        for text in ["a".repeat(1 << 20), "\u{301}".repeat(1 << 19), "字".repeat(1 << 18), "é".repeat(1 << 19)] {
            let mut identifier = Identifier::new();
            identifier.word(&text);
            assert_eq!(identifier.left, 0);
            identifier.finish();
        }
        let mut identifier = Identifier::new();
        let long = "hello there my friend ".repeat(1 << 16);
        long.split_whitespace().for_each(|word| identifier.word(word));
        assert_eq!(identifier.finish(), Spoken(En));
        let read = identifier.sums;
        identifier.word("Straßenbahn");
        assert_eq!(identifier.sums, read);
    }

    #[test]
    fn every_character_is_read_without_a_panic() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let c = c.encode_utf8(&mut buffer);
            let mut identifier = Identifier::new();
            identifier.word(c);
            identifier.word(&["a", c, c, c, "b"].concat());
            identifier.finish();
        }
    }

    #[test]
    fn long_words_keep_their_sums_apart() {
        // More features than one byte lane holds: the slow sum of each part must agree.
        let word = "the-and-that-with-this-have-you-are-not-what";
        let mut together = Identifier::new();
        together.word(word);
        let mut apart = Identifier::new();
        word.split('-').for_each(|w| apart.word(w));
        assert_eq!(together.sums, apart.sums);
    }

    #[test]
    fn codes_go_there_and_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        for (code, language) in [("pt-BR", Some(Pt)), ("DE_at", Some(De)), ("EN", Some(En)), ("eng", None), ("", None)]
        {
            assert_eq!(Language::from_code(code), language, "{code}");
        }
    }

    #[test]
    fn the_table_has_no_weights_without_a_fingerprint() {
        // `Votes::feature` relies on it.
        for (print, weights) in PRINTS.iter().zip(&WEIGHTS) {
            assert!(*print != 0 || *weights == 0);
        }
    }
}
