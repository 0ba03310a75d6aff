//! What the statistical judge sees of a text: letter sequences, words, word pairs and runs of forms, each as a number, and a
//! few counts of style. The trainer reads exactly these (`training/model`), so there is one implementation; it only takes
//! texts in capitals as they stand (see [`is_shouted`]).
//!
//! Left out on purpose: perplexity, richness of vocabulary and typing errors. They tell who learned the language late, not
//! who sends a form letter (Liang et al. 2023, <https://doi.org/10.1016/j.patter.2023.100779>).

use crate::text::Reading;
use crate::text::hash::Hash;
use crate::text::language::{Identified, Language};
use crate::text::token::{Gap, Kind, Token};

/// Letter sequences of two to so many bytes of the folded spelling with a blank on either side.
const LONGEST_GRAM: usize = 5;
/// Before the first word of a sentence.
const NOTHING: u32 = 0x2E;
/// In a run of forms: a word with a capital inside a sentence, and a word with a digit.
const NAME: u32 = 0x4E41_4D45;
const CODE: u32 = 0x434F_4445;
/// A word of at most so many bytes is one of those that hold sentences together, more often than not. With five, or with three
/// letters as the ending, what was learnt went over to other sources less well.
const LONGEST_SHORT: usize = 4;
/// Words in capitals that are no more than a shout, or a few names.
const LONGEST_SHOUT: usize = 7;
/// Bytes of a word's ending.
const ENDING: usize = 2;
/// Only so many tokens are looked at: what a text is shows by then, and cost stays bounded.
pub const MOST_TOKENS: usize = 600;

/// The style counts, in this order.
pub const STYLES: [&str; 24] = [
    "words",
    "word_length",
    "sentences",
    "lines",
    "capitals",
    "shouted",
    "exclamations",
    "questions",
    "emoji",
    "links",
    "mentions",
    "hashtags",
    "numbers",
    "money",
    "percent",
    "first_person",
    "second_person",
    "first_plural",
    "quoted",
    "colons",
    "ends_in_link",
    "ends_in_hashtag",
    "opens_with_mention",
    "opens_small",
];

/// What stands for a token in word features: itself, or its kind where the particular one says nothing in general.
fn word(token: &Token, folded: &[u8]) -> u32 {
    let seed = Hash::new(0x57);
    match token.kind {
        Kind::Word | Kind::Symbol | Kind::Emoji => return word_hash(folded),
        Kind::Number => seed.bytes(b"<number>").byte(folded.len().min(4) as u8),
        Kind::Url | Kind::Email => seed.bytes(b"<link>"),
        Kind::Mention => seed.bytes(b"<mention>"),
        Kind::Hashtag => seed.bytes(b"<hashtag>"),
    }
    .finish()
}

/// The hash of a folded word.
pub fn word_hash(folded: &[u8]) -> u32 {
    Hash::new(0x57).bytes(folded).finish()
}

/// What [`each`] comes across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// The next token; what follows is of it.
    Token,
    /// The hash of a letter sequence.
    Gram(u32),
    /// The hash of a word.
    Word(u32),
    /// The hash of a pair of neighbours, or of the forms of three.
    Pair(u32),
}

/// Calls back with every feature, token by token. With `shouted` no capital makes a name.
pub fn each(reading: &Reading<'_>, shouted: bool, mut feature: impl FnMut(Feature)) {
    let mut before = None;
    let mut forms = [NOTHING; 2];
    let mut blanked = Vec::new();
    for token in reading.tokens().iter().take(MOST_TOKENS) {
        feature(Feature::Token);
        let folded = reading.folded_bytes(token);
        if matches!(token.kind, Kind::Word | Kind::Hashtag) {
            let signs = folded.iter().take_while(|byte| **byte == b'#').count();
            blanked.clear();
            blanked.push(b' ');
            blanked.extend_from_slice(&folded[signs..]);
            blanked.push(b' ');
            grams(&blanked, |hash| feature(Feature::Gram(hash)));
        }
        let own = word(token, folded);
        feature(Feature::Word(own));
        if token.gap >= Gap::Sentence {
            before = None;
            forms = [NOTHING; 2];
        }
        let pair = Hash::new(before.unwrap_or(NOTHING)).bytes(&own.to_le_bytes());
        feature(Feature::Pair(pair.finish()));
        let form = form(token, folded, own, shouted);
        let run = Hash::new(forms[0]).bytes(&forms[1].to_le_bytes()).bytes(&form.to_le_bytes());
        feature(Feature::Pair(run.finish()));
        before = Some(own);
        forms = [forms[1], form];
    }
}

/// Whether most words, and more than a shout's, are in capitals. The trainer does not ask: the few texts it has of that sort,
/// put so, cost the others (AI replies 55 → 52 % at 1 %, X promotions 81 → 79).
pub fn is_shouted(reading: &Reading<'_>) -> bool {
    let words = reading.tokens().iter().take(MOST_TOKENS).filter(|token| token.kind == Kind::Word);
    let (all, shouted) = words.fold((0, 0), |(all, shouted), token| (all + 1, shouted + usize::from(token.shouted)));
    shouted > LONGEST_SHOUT && 2 * shouted > all
}

/// What stands for a word in a run of forms, which says how people speak and not of what: a short word for itself, for a
/// longer one its ending, for one with a capital inside a sentence that it is a name, for one with a digit that it is a code.
fn form(token: &Token, folded: &[u8], own: u32, shouted: bool) -> u32 {
    if token.kind != Kind::Word {
        own
    } else if token.capital && !shouted && token.gap < Gap::Sentence {
        NAME
    } else if folded.iter().any(u8::is_ascii_digit) {
        CODE
    } else if folded.len() <= LONGEST_SHORT {
        own
    } else {
        Hash::new(0x99).bytes(&folded[folded.len() - ENDING..]).finish()
    }
}

/// Letter sequences of one word, which comes with a blank before and after.
fn grams(word: &[u8], mut gram: impl FnMut(u32)) {
    for start in 0..word.len() - 1 {
        let mut hash = Hash::new(0).byte(word[start]);
        // The first one alone is none.
        for byte in word[start + 1..].iter().take(LONGEST_GRAM - 1) {
            hash = hash.byte(*byte);
            gram(hash.finish());
        }
    }
}

/// The counts of [`STYLES`], scaled to lie mostly between 0 and 1.
pub fn styles(reading: &Reading<'_>) -> [f32; STYLES.len()] {
    let tokens = reading.tokens();
    let tokens = tokens.get(..MOST_TOKENS).unwrap_or(tokens);
    let count = |wanted: &dyn Fn(&Token) -> bool| tokens.iter().filter(|t| wanted(t)).count() as f32;
    let kind = |kind: Kind| count(&|t| t.kind == kind);
    let words = count(&Token::is_wordlike);
    let per_word = |n: f32| n / words.max(4.0);
    let log = |n: f32| libm::logf(1.0 + n) / 4.0;
    let letters: usize = tokens.iter().filter(|t| t.kind == Kind::Word).map(|t| reading.folded_bytes(t).len()).sum();
    let language = match reading.language() {
        Identified::Spoken(language) | Identified::Mixed(language, _) => language,
        Identified::Other | Identified::Unknown => Language::En,
    };
    let pronouns = pronouns(language);
    let mut people = [0.0; 3];
    for token in tokens.iter().filter(|t| t.kind == Kind::Word) {
        let folded = reading.folded_bytes(token);
        let stem = folded.iter().position(|byte| *byte == b'\'').map_or(folded, |end| &folded[..end]);
        let is_stem = |word: &&str| word.as_bytes() == stem;
        people
            .iter_mut()
            .zip(pronouns)
            .filter(|(_, list)| list.iter().any(is_stem))
            .for_each(|(count, _)| *count += 1.0);
    }
    let flag = |yes: bool| f32::from(u8::from(yes));
    let symbol = |signs: &[&str]| count(&|t| t.kind == Kind::Symbol && signs.contains(&reading.folded(t)));
    let first_word = tokens.iter().find(|t| t.kind == Kind::Word);
    [
        log(words),
        letters as f32 / words.max(1.0) / 10.0,
        log(count(&|t| t.gap >= Gap::Sentence)),
        log(count(&|t| t.gap == Gap::Line)),
        per_word(count(&|t| t.kind == Kind::Word && t.capital && t.gap < Gap::Sentence)),
        per_word(count(&|t| t.shouted)),
        log(count(&|t| t.exclaimed)),
        log(count(&|t| t.asked)),
        log(kind(Kind::Emoji)),
        log(kind(Kind::Url)),
        log(kind(Kind::Mention)),
        log(kind(Kind::Hashtag)),
        log(kind(Kind::Number)),
        log(symbol(&["$", "€", "£", "¥", "₹"])),
        log(symbol(&["%"])),
        per_word(people[0]),
        per_word(people[1]),
        per_word(people[2]),
        per_word(count(&|t| t.quoted)),
        per_word(count(&|t| t.gap == Gap::Clause)),
        flag(tokens.last().is_some_and(|t| t.kind == Kind::Url)),
        flag(tokens.last().is_some_and(|t| t.kind == Kind::Hashtag)),
        flag(tokens.first().is_some_and(|t| t.kind == Kind::Mention)),
        flag(first_word.is_some_and(|t| !t.capital)),
    ]
}

/// I, you, we: folded words of each language that stand for the person writing, the person read to, and a firm.
fn pronouns(language: Language) -> [&'static [&'static str]; 3] {
    match language {
        Language::En => [&["i", "my", "me", "mine", "im"], &["you", "your", "u", "ur", "yours"], &["we", "our", "us"]],
        Language::Es => [
            &["yo", "mi", "mis", "me"],
            &["tu", "te", "ti", "tus", "usted", "su", "vos"],
            &["nosotros", "nuestro", "nuestra", "nos"],
        ],
        Language::De => [
            &["ich", "mein", "meine", "mir", "mich"],
            &["du", "dir", "dich", "dein", "deine", "sie", "ihr", "ihnen", "ihre", "euch"],
            &["wir", "uns", "unser", "unsere"],
        ],
        Language::Fr => [
            &["je", "j", "mon", "ma", "mes", "moi"],
            &["tu", "te", "ton", "ta", "tes", "vous", "votre", "vos", "toi"],
            &["nous", "notre", "nos"],
        ],
        Language::Pt => [
            &["eu", "meu", "minha", "mim", "me"],
            &["voce", "vc", "tu", "te", "seu", "sua", "teu", "tua"],
            &["nos", "nosso", "nossa", "gente"],
        ],
        Language::It => [
            &["io", "mio", "mia", "mi", "miei"],
            &["tu", "ti", "te", "tuo", "tua", "voi", "vi", "lei", "vostro"],
            &["noi", "nostro", "nostra", "ci"],
        ],
        Language::Nl => [
            &["ik", "mijn", "mij", "me", "mn"],
            &["je", "jij", "jou", "jouw", "u", "uw", "jullie"],
            &["wij", "we", "ons", "onze"],
        ],
    }
}
