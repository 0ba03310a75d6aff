//! Whether a reply takes up what it answers.
//!
//! # Method
//!
//! Three of five honest replies share no content word with what they answer, so words in common are one sign of several:
//!
//! - beginnings of words in common, the rarer the more (a cosine with weights by frequency; Salton and Buckley,
//!   ["Term-weighting approaches"](https://doi.org/10.1016/0306-4573(88)90021-0), 1988), names and numbers among them;
//! - nearness in meaning, of the sums of short word vectors ([`meaning`]);
//! - the moves of talk that come in pairs (Schegloff and Sacks,
//!   ["Opening up closings"](https://doi.org/10.1515/semi.1973.8.4.289), 1973): "yes" after a question, a number after "how
//!   many", "I" after "you", "welcome" after "thanks".
//!
//! They are weighed as in a logistic regression, with weights set by hand in round numbers. `sincerely eval --off-topic`
//! measures. Of the same human reply under its own parent and under another the score has the own one first in 72 cases of
//! 100 (0.66 to 0.68 for words in common alone, weighed by frequency); of the same pitch under a request for it and under
//! another post in 94. The human replies of the same three sources were looked at to choose the signs and to round their
//! weights, so the first figure is what it is at home.
//!
//! In another language than its parent a reply shares no words with it, whatever it says: then nothing is claimed.

use std::cmp::Reverse;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::meaning::{self, DIMENSIONS, Meaning};
use crate::asset::{self, Part};
use crate::draft::{Draft, Kind};
use crate::order::sorted;
use crate::text::Reading;
use crate::text::language::{Identified, Language};
use crate::text::token::{self, Gap, Token};

/// So much of the parent is read, in bytes: a reply answers a few lines, and cost stays bounded.
const MOST_PARENT: usize = 4_096;
/// So many tokens of the draft.
const MOST_TOKENS: usize = 600;

/// What a draft has to do with its parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The log odds that it was written under something else, when that is as likely as not beforehand.
    pub doubt: f64,
    /// The parent asks for somebody or something that one could offer.
    pub seeks: bool,
    /// Where the draft only tells the parent over again, in bytes.
    pub restates: Option<(u32, u32)>,
}

impl Answer {
    /// Compares a draft with its parent; `None` without one, or where nothing can be said.
    pub fn new(draft: &Draft, reading: &Reading<'_>) -> Option<Self> {
        let parent = draft.parent.as_deref().filter(|_| !matches!(draft.kind, Some(Kind::Post | Kind::Invite)))?;
        Self::to(parent, reading)
    }

    #[inline(never)]
    fn to(parent: &str, reading: &Reading<'_>) -> Option<Self> {
        let parent = Reading::new(beginning(parent));
        let language = common_language(reading.language(), parent.language())?;
        let (parent, own) = (Side::new(&parent, language), Side::new(reading, language));
        if parent.words == 0 || own.words == 0 {
            return None;
        }
        let overlap = Overlap::new(&parent, &own);
        let restates = overlap.restates(&parent, &own).then_some(own.span).flatten();
        Some(Self { doubt: doubt(&parent, &own, &overlap), seeks: parent.has(Role::Seek), restates })
    }

    /// Whether the draft gives what the parent asks for.
    pub fn is_sought(&self) -> bool {
        self.seeks && self.doubt < 0.0
    }
}

/// As much of a parent as is read.
fn beginning(parent: &str) -> &str {
    let most = (0..=MOST_PARENT.min(parent.len())).rev().find(|end| parent.is_char_boundary(*end));
    parent.get(..most.unwrap_or_default()).unwrap_or_default()
}

/// The language in which both can be compared: words of different languages do not meet.
fn common_language(a: Identified, b: Identified) -> Option<Language> {
    match (a, b) {
        (Identified::Spoken(a), Identified::Spoken(b)) => (a == b).then_some(a),
        (Identified::Spoken(one), Identified::Unknown) | (Identified::Unknown, Identified::Spoken(one)) => Some(one),
        (Identified::Unknown, Identified::Unknown) => Some(Language::En),
        _ => None,
    }
}

/// What a word does in talk.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(super) enum Role {
    Yes,
    No,
    Who,
    Where,
    When,
    Why,
    HowMany,
    What,
    I,
    You,
    We,
    He,
    She,
    They,
    Thanks,
    Welcome,
    Sorry,
    Because,
    Time,
    Place,
    Count,
    Seek,
    But,
}

const ROLES: usize = Role::But as usize + 1;

impl Role {
    pub(super) const fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// What a folded word does, as bits; of "you've" what stands before the apostrophe does, where the whole is not known.
pub(super) fn roles(language: Language, folded: &str) -> u32 {
    does(vocabulary(language), folded)
}

fn does(vocabulary: &Vocabulary, folded: &str) -> u32 {
    let before = || folded.split_once('\'').and_then(|(before, _)| vocabulary.get(before));
    vocabulary.get(folded).or_else(before).copied().unwrap_or_default()
}

/// What the words of a language do, as bits.
type Vocabulary = FxHashMap<&'static str, u32>;

fn vocabulary(language: Language) -> &'static Vocabulary {
    static ALL: [OnceLock<Vocabulary>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    ALL[language as usize].get_or_init(|| {
        let mut all = Vocabulary::default();
        for (role, words) in talk(language).enumerate() {
            words.split(' ').for_each(|word| *all.entry(word).or_default() |= 1 << role);
        }
        all
    })
}

/// A beginning of a word: five letters, or a shorter word without its "s", as a number.
fn stem(folded: &str) -> u64 {
    const LETTERS: usize = 5;
    let mut cut = folded.char_indices().nth(LETTERS).map_or(folded.len(), |(at, _)| at);
    if cut == folded.len() && cut > 2 && folded.ends_with('s') {
        cut -= 1;
    }
    folded.as_bytes()[..cut].iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// One of the two texts, as far as it matters here.
struct Side {
    words: usize,
    /// Each beginning of a word once, in order, with what sharing it is worth and whether it is a name or a number.
    stems: Vec<Stem>,
    roles: u32,
    /// Of the first words.
    opening: u32,
    /// Of the sentences that ask.
    asking: u32,
    asks: bool,
    meaning: Meaning,
    /// From its first to its last word, in bytes.
    span: Option<(u32, u32)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    letters: u64,
    /// In bits, as [`meaning::add`] has it; of what is spelled alike the rarest comes first.
    rarity: Reverse<u8>,
    named: bool,
}

impl Side {
    fn new(reading: &Reading<'_>, language: Language) -> Self {
        let vocabulary = vocabulary(language);
        let tokens = reading.tokens();
        let tokens = &tokens[..tokens.len().min(MOST_TOKENS)];
        let mut side = Self {
            words: 0,
            stems: Vec::with_capacity(tokens.len()),
            roles: 0,
            opening: 0,
            asking: 0,
            asks: false,
            meaning: [0; DIMENSIONS],
            span: tokens.first().zip(tokens.last()).map(|(first, last)| (first.start, last.end)),
        };
        let mut sentence = 0;
        for token in tokens {
            if token.gap >= Gap::Sentence {
                sentence = 0;
            }
            sentence |= side.take(reading, token, vocabulary);
            if token.asked {
                side.asks = true;
                side.asking |= sentence;
            }
        }
        side.stems = sorted(side.stems);
        side.stems.dedup_by(|next, kept| {
            kept.named |= next.named && next.letters == kept.letters;
            next.letters == kept.letters
        });
        side
    }

    /// Notes a token; returns what it does.
    fn take(&mut self, reading: &Reading<'_>, token: &Token, vocabulary: &Vocabulary) -> u32 {
        // Data sets and some sites write "__name__" for somebody who is not to be named.
        let masked =
            reading.text().as_bytes().get(..token.start as usize).is_some_and(|before| before.ends_with(b"__"));
        let folded = match token.kind {
            _ if masked => return 0,
            token::Kind::Word | token::Kind::Number => reading.folded(token),
            token::Kind::Hashtag => reading.folded(token).trim_start_matches('#'),
            _ => return 0,
        };
        let number = token.kind == token::Kind::Number;
        let roles = does(vocabulary, folded) | if number { Role::Count.bit() } else { 0 };
        if self.words < 3 {
            self.opening |= roles;
        }
        self.words += 1;
        self.roles |= roles;
        // A letter or a figure is common, a number is not.
        let rarity = match folded.len() {
            1 => COMMON,
            _ if number => RARE,
            _ => self.mean(folded),
        };
        let named = rarity >= RARE && (number || (token.capital && token.gap < Gap::Sentence));
        self.stems.push(Stem { letters: stem(folded), rarity: Reverse(rarity), named });
        roles
    }

    /// Adds what a word means; says how rare it is. "l'avion" is an "avion".
    fn mean(&mut self, folded: &str) -> u8 {
        match meaning::add(&mut self.meaning, folded) {
            meaning::UNKNOWN if folded.contains('\'') => {
                let longest = folded.split('\'').max_by_key(|part| part.len()).unwrap_or_default();
                meaning::add(&mut self.meaning, longest)
            }
            rarity => rarity,
        }
    }

    fn has(&self, role: Role) -> bool {
        self.roles & role.bit() != 0
    }

    fn opens_with(&self, role: Role) -> bool {
        self.opening & role.bit() != 0
    }

    fn asks_for(&self, role: Role) -> bool {
        self.asking & role.bit() != 0
    }

    /// Whether a question is to be answered by yes or no.
    fn asks_whether(&self) -> bool {
        const OPEN: u32 = Role::Who.bit()
            | Role::Where.bit()
            | Role::When.bit()
            | Role::Why.bit()
            | Role::HowMany.bit()
            | Role::What.bit();
        self.asks && self.asking & OPEN == 0
    }
}

/// What the two have in common.
struct Overlap {
    /// Of the squared weights.
    shared: f64,
    parent: f64,
    own: f64,
    /// Words that are not common.
    rare: usize,
    rare_parent: usize,
    rare_own: usize,
    named: usize,
}

/// How rare a word must be to say something by itself: one in 20,000, in bits beyond one in 32.
const RARE: u8 = 6;
const COMMON: u8 = 1;

/// What sharing a word is worth: the commonest next to nothing.
fn worth(rarity: u8) -> f64 {
    let weight = (f64::from(rarity.min(12)) + 1.0) / 9.0;
    weight * weight
}

impl Overlap {
    fn new(parent: &Side, own: &Side) -> Self {
        let sum = |side: &Side| side.stems.iter().map(|stem| worth(stem.rarity.0)).sum();
        let rare = |side: &Side| side.stems.iter().filter(|stem| stem.rarity.0 >= RARE).count();
        let mut overlap = Self {
            shared: 0.0,
            parent: sum(parent),
            own: sum(own),
            rare: 0,
            rare_parent: rare(parent),
            rare_own: rare(own),
            named: 0,
        };
        let mut theirs = parent.stems.iter().peekable();
        for stem in &own.stems {
            while theirs.next_if(|other| other.letters < stem.letters).is_some() {}
            let Some(other) = theirs.next_if(|other| other.letters == stem.letters) else { continue };
            overlap.shared += worth(stem.rarity.0.min(other.rarity.0));
            overlap.rare += usize::from(stem.rarity.0 >= RARE && other.rarity.0 >= RARE);
            overlap.named += usize::from(stem.named && other.named);
        }
        overlap
    }

    /// The cosine of the weighted words.
    fn cosine(&self) -> f64 {
        self.shared / libm::sqrt((1.0 + self.parent) * (1.0 + self.own))
    }

    /// Whether one is the other over again, with nothing of its own: no question, no experience, no objection.
    fn restates(&self, parent: &Side, own: &Side) -> bool {
        const FEWEST_WORDS: usize = 10;
        const FEWEST_SHARED: usize = 4;
        const SHARE: f64 = 0.4;
        let share = self.rare as f64 / self.rare_own.max(self.rare_parent).max(1) as f64;
        parent.words >= FEWEST_WORDS
            && own.words >= FEWEST_WORDS
            && self.rare >= FEWEST_SHARED
            && share >= SHARE
            && !own.asks
            && !own.has(Role::I)
            && !own.has(Role::But)
            && !own.has(Role::No)
    }
}

/// The log odds that the two do not belong together. The weights were set by hand, in round numbers; on our own replies with
/// their own and other parents they are calibrated.
fn doubt(parent: &Side, own: &Side, overlap: &Overlap) -> f64 {
    use Role::{
        Because, Count, He, HowMany, I, No, Place, Seek, She, Sorry, Thanks, They, Time, We, Welcome, When, Where, Who,
        Why, Yes, You,
    };
    const BESIDE: f64 = 0.5;
    let answers = [
        parent.asks_for(HowMany) && own.has(Count),
        parent.asks_for(When) && (own.has(Time) || own.has(Count)),
        parent.asks_for(Where) && own.has(Place),
        parent.asks_for(Why) && own.has(Because),
        parent.asks_for(Who) && (own.has(He) || own.has(She)),
    ];
    let pairs = [
        parent.has(Thanks) && own.has(Welcome),
        parent.has(Sorry) && (own.has(Thanks) || own.has(Welcome)),
        parent.has(Seek) && own.opens_with(Thanks),
    ];
    let third = [He, She, They];
    let same = third.iter().any(|role| parent.has(*role) && own.has(*role));
    let stray = !same && overlap.named == 0 && third.iter().any(|role| own.has(*role));
    let room = libm::log(1.0 + overlap.rare_parent.min(overlap.rare_own) as f64);
    let signs = [
        (8.0, overlap.cosine()),
        (1.0, overlap.rare.min(3) as f64),
        (1.25, overlap.named.min(2) as f64),
        (1.5, meaning::nearness(&parent.meaning, &own.meaning)),
        // The more there is to take up, the more it says that nothing is.
        (-0.4, room),
    ];
    let moves = [
        (0.6, parent.asks_whether() && (own.opens_with(Yes) || own.opens_with(No))),
        (0.6, answers.contains(&true)),
        (0.6, pairs.contains(&true)),
        (0.1, parent.asks && parent.has(You) && (own.has(I) || own.has(We))),
        (0.2, (parent.has(I) || parent.has(We)) && own.has(You)),
        (0.9, same),
        (-0.3, stray),
        (-0.6, parent.asks && own.asks),
    ];
    let signs: f64 = signs.iter().map(|(weight, value)| weight * value).sum();
    let moves: f64 = moves.iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum();
    BESIDE - signs - moves
}

/// By language as in [`Language`], the words of each [`Role`], folded: a line each. It is a table and not code, since the
/// module is what a browser compiles.
fn talk(language: Language) -> impl Iterator<Item = &'static str> {
    let all = std::str::from_utf8(asset::part(Part::Talk)).unwrap_or_default();
    all.lines().skip(ROLES * language as usize).take(ROLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(parent: &str, text: &str) -> Option<Answer> {
        let draft = Draft { parent: Some(parent.to_owned()), ..Draft::new(text).kind(Kind::Reply) };
        Answer::new(&draft, &Reading::new(text))
    }

    #[test]
    fn tells_what_takes_up_the_parent_from_what_does_not() {
        for (parent, near, far) in [
            // Words, in any form.
            (
                "Our heron ate two goldfish this morning",
                "Herons love goldfish, put a net over it",
                "We sell shoes, look at our shop",
            ),
            ("Mia Torres won the county swimming race", "Well done Torres!", "Great news for everybody here"),
            // Meaning.
            (
                "The knee surgery went well, says my doctor",
                "Glad the hospital was kind, no running for those legs",
                "Glad the discount was kind, no shipping for those orders",
            ),
            // Moves that come in pairs.
            (
                "Did the parcel come in the end?",
                "Yes, at noon, a bit wet though",
                "Dinner, whatever they say, is at noon",
            ),
            ("How many of you are there?", "We will be seven with the baby", "We will be back with the baby"),
            ("Does he still sing?", "Only when she is out, says his wife", "Only when it rains, says the wife"),
            ("¿Cuántas sillas hacen falta?", "Con ocho alcanza", "Con gusto"),
            ("Warum ist der Laden zu?", "Weil die Chefin krank ist", "Ob die Chefin das weiß"),
        ] {
            let doubt = |text| answer(parent, text).expect(text).doubt;
            assert!(doubt(near) + 0.15 < doubt(far), "{parent}: {near} {:.2}, {far} {:.2}", doubt(near), doubt(far));
        }
    }

    #[test]
    fn nothing_is_claimed_where_nothing_can_be_known() {
        let parent = "Our heron ate two of the goldfish this morning, my daughter had given them names";
        for (parent, text) in [
            ("", "We sell shoes, look at our shop"),
            ("🎉🎉", "We sell shoes, look at our shop"),
            ("https://a.example/b", "We sell shoes, look at our shop"),
            (parent, ""),
            (parent, "@anna 🎉"),
            (parent, "Wir verkaufen Schuhe, schau dir doch einmal unseren Laden in der Stadt an"),
            (
                "今日は池の金魚を二匹食べられてしまいました。娘が名前をつけていた金魚です。",
                "We sell shoes, look at our shop in town, it is open",
            ),
        ] {
            assert_eq!(answer(parent, text), None, "{parent}: {text}");
        }
        let post = Draft { parent: Some(parent.into()), ..Draft::new("We sell shoes").kind(Kind::Post) };
        assert_eq!(Answer::new(&post, &Reading::new(&post.text)), None);
    }

    #[test]
    fn a_parent_of_any_length_is_read_to_a_bound() {
        let text = "Herons love goldfish, put a net over it";
        let line = "Our heron ate two göldfish this morning. ";
        let long = line.repeat(50_000);
        let bounded = line.repeat(MOST_PARENT / line.len() + 2);
        let close = |a: f64, b: f64| (a - b).abs() < 0.2;
        let (long, bounded) = (answer(&long, text).expect("spoken"), answer(&bounded, text).expect("spoken"));
        assert!(close(long.doubt, bounded.doubt), "{long:?} {bounded:?}");
        // Cut inside a letter of several bytes.
        for extra in 0..4 {
            let parent = format!("{}{}", "a".repeat(extra), "é ".repeat(MOST_PARENT));
            assert!(answer(&parent, text).is_none_or(|answer| answer.doubt.is_finite()));
        }
    }

    #[test]
    fn knows_who_seeks_and_what_only_tells_over_again() {
        for (parent, seeks) in [
            ("Can anyone recommend a plumber in Otley?", true),
            ("Suche jemanden, der Plattenspieler repariert", true),
            ("Je cherche un plombier", true),
            ("The plumber came and fixed it", false),
        ] {
            assert_eq!(answer(parent, "Otley 555").map(|a| a.seeks), Some(seeks), "{parent}");
        }
        let parent = "Our heron came back to the pond this morning and ate two of the goldfish my daughter named.";
        for (text, restates) in [
            ("The heron returned to the pond this morning and ate the two goldfish that your daughter named.", true),
            (
                "Did the heron really come back to the pond and eat the goldfish your daughter named this morning?",
                false,
            ),
            ("I saw a heron come back to a pond this morning and eat goldfish that my daughter named.", false),
            ("But the heron came to the pond this morning for goldfish, never for the names of your daughter.", false),
            ("Put a net over it, they come back every spring until there is nothing left to eat.", false),
        ] {
            assert_eq!(answer(parent, text).is_some_and(|a| a.restates.is_some()), restates, "{text}");
        }
    }

    #[test]
    fn the_words_of_talk_are_folded_words() {
        assert_eq!(Language::ALL.into_iter().flat_map(talk).count(), ROLES * Language::ALL.len());
        for words in Language::ALL.into_iter().flat_map(talk).flat_map(|words| words.split(' ')) {
            assert_eq!(words, crate::text::fold::string(words));
            assert_eq!(Reading::new(words).tokens().len(), 1, "{words:?}");
        }
    }
}
