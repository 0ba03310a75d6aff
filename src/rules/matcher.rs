//! Walks the phrase automaton from every word, and tries the pattern automata where they can begin.

use fst::raw::{Fst, Node};
use regex_automata::dfa::sparse::DFA;
use regex_automata::dfa::{Automaton, OverlappingState};
use regex_automata::{Anchored, Input};

use super::alphabet::{ASKED, BEGIN, CLASS, CLOSE, COLON, COUNT, END, GAP, NEXT, OPEN, REST, STOP, WIDE_GAP};
use super::{LINK_ENTRIES, PATTERN_ENTRIES, PATTERN_STARTS, SETS};
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

/// A place where an entry of the tables occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Index in [`ENTRIES`](super::ENTRIES).
    pub entry: u16,
    /// First byte in the draft.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Tokens it spans; 0 for a pattern.
    pub tokens: u16,
}

/// The embedded automata, ready for use. Cheap to make: nothing is built, only headers are read.
#[derive(Clone)]
pub struct Matcher {
    phrases: Fst<&'static [u8]>,
    patterns: DFA<&'static [u8]>,
    links: DFA<&'static [u8]>,
}

/// A pattern is not followed further than this many bytes: no merge field is longer, and cost stays linear.
const LONGEST_PATTERN: usize = 200;

static PHRASES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.fst"));
static PATTERNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns.dfa"));
static LINKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/links.dfa"));

impl Matcher {
    /// Opens the embedded tables.
    #[expect(clippy::expect_used, reason = "the bytes were written by this crate's own build")]
    pub fn new() -> Self {
        Self {
            phrases: Fst::new(PHRASES).expect("the embedded phrase automaton is whole"),
            patterns: DFA::from_bytes(PATTERNS).expect("the embedded patterns are whole").0,
            links: DFA::from_bytes(LINKS).expect("the embedded link patterns are whole").0,
        }
    }

    /// Every hit in a reading, in no particular order, the same place possibly several times.
    pub fn find(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        self.find_phrases(reading, hits);
        self.find_patterns(reading.text(), hits);
        self.find_links(reading, hits);
    }

    fn find_phrases(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        let root = self.phrases.root();
        let mut walk = Walk { fst: &self.phrases, reading, first: 0, hits };
        if let Some(index) = root.find_input(BEGIN) {
            let step = root.transition(index);
            walk.first = reading.opening();
            walk.item(walk.fst.node(step.addr), step.out.value(), walk.first);
        }
        let open = root.find_input(OPEN).map(|index| root.transition(index));
        for first in 0..reading.tokens().len() {
            walk.first = first;
            walk.item(root, 0, first);
            if let Some(step) = open.filter(|_| opens_sentence(reading, first)) {
                walk.item(walk.fst.node(step.addr), step.out.value(), first);
            }
        }
    }

    fn find_patterns(&self, text: &str, hits: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        for (start, byte) in bytes.iter().enumerate() {
            if !PATTERN_STARTS[usize::from(*byte)] {
                continue;
            }
            let end = bytes.len().min(start + LONGEST_PATTERN);
            let input = Input::new(bytes).span(start..end).anchored(Anchored::Yes);
            all_matches(&self.patterns, &input, |pattern, end| {
                hits.push(Hit { entry: PATTERN_ENTRIES[pattern], start: start as u32, end: end as u32, tokens: 0 });
            });
        }
    }

    fn find_links(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        for token in reading.tokens().iter().filter(|t| t.kind == Kind::Url) {
            let address = reading.folded(token).as_bytes();
            let input = Input::new(&address[..address.len().min(1024)]);
            all_matches(&self.links, &input, |pattern, _| {
                hits.push(Hit { entry: LINK_ENTRIES[pattern], start: token.start, end: token.end, tokens: 1 });
            });
        }
    }
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").finish_non_exhaustive()
    }
}

impl Default for Matcher {
    fn default() -> Self {
        Self::new()
    }
}

/// Reports each pattern that matches with each end of it. An automaton that gives up (it never does: these have neither
/// quit bytes nor a cache) reports what it has.
fn all_matches(dfa: &DFA<&'static [u8]>, input: &Input<'_>, mut found: impl FnMut(usize, usize)) {
    let mut state = OverlappingState::start();
    while dfa.try_search_overlapping_fwd(input, &mut state).is_ok() {
        let Some(half) = state.get_match() else { break };
        found(half.pattern().as_usize(), half.offset());
    }
}

/// Whether a sentence begins with a token: after the end of one, after decoration, after whom it is addressed to.
fn opens_sentence(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens();
    let after_decoration = || at.checked_sub(1).is_some_and(|before| tokens[before].kind == Kind::Emoji);
    at == reading.opening() || tokens[at].gap >= Gap::Sentence || after_decoration()
}

/// Whether a sentence ends before the token `at`.
fn closes_sentence(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens().get(at).is_none_or(|next| next.gap >= Gap::Sentence || next.kind == Kind::Emoji)
}

/// Whether a question ends before the token `at`.
fn asks(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|last| reading.tokens().get(last)).is_some_and(|last| last.asked)
}

/// Whether a colon, a bar or a dash stands between the tokens `at - 1` and `at`, or after the last one.
fn heads(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens();
    let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else { return false };
    let text = reading.text();
    let until = tokens.get(at).map_or(text.len(), |t| t.start as usize);
    let between = text.get(before.end as usize..until).unwrap_or_default();
    // Only what stands close by: a page of punctuation is no heading, and must not cost one look a phrase.
    between.chars().take(4).any(|c| matches!(c, ':' | '：' | '|' | '»' | '–' | '—')) || between.starts_with(" - ")
}

/// One walk through the automaton, from the token `first`.
struct Walk<'a, 'r> {
    fst: &'a Fst<&'static [u8]>,
    reading: &'a Reading<'r>,
    first: usize,
    hits: &'a mut Vec<Hit>,
}

impl<'a> Walk<'a, '_> {
    /// Follows one byte.
    fn step(&self, node: &Node<'a>, out: u64, byte: u8) -> Option<(Node<'a>, u64)> {
        let transition = node.transition(node.find_input(byte)?);
        Some((self.fst.node(transition.addr), out + transition.out.value()))
    }

    /// Before an item: the token `at` can begin it.
    fn item(&mut self, node: Node<'a>, out: u64, at: usize) {
        let Some(token) = self.reading.tokens().get(at) else { return };
        for class in classes(token) {
            if let Some((after, out)) = self.step(&node, out, CLASS + class) {
                self.token_end(after, out, at + 1);
            }
        }
        for (class, length) in [(MONEY, self.money(at)), (PERCENT, self.percent(at))] {
            if length > 0
                && let Some((after, out)) = self.step(&node, out, CLASS + class)
            {
                self.token_end(after, out, at + length);
            }
        }
        for (byte, wide) in [(GAP, false), (WIDE_GAP, true)] {
            if let Some((counts, out)) = self.step(&node, out, byte) {
                self.gap(&counts, out, at, wide);
            }
        }
        self.word(node, out, at, token);
        // A pictograph inside a phrase is decoration: "check 👉 out".
        if token.kind == Kind::Emoji && at > self.first && self.next_joins(at + 1) {
            self.item(node, out, at + 1);
        }
    }

    /// How many tokens from `at` are an amount of money: `$5`, `5 €`, `R$ 5`, `5 euros`; 0 for none.
    fn money(&self, at: usize) -> usize {
        let number = |at: usize| self.reading.tokens().get(at).is_some_and(|t| t.kind == Kind::Number);
        let spelled = |at: usize, list: &[&str]| self.spelled(at, list);
        match () {
            () if spelled(at, &CURRENCIES) && number(at + 1) => 2,
            () if number(at) && (spelled(at + 1, &CURRENCIES) || spelled(at + 1, &CURRENCY_WORDS)) => 2,
            () if spelled(at, &["r"]) && spelled(at + 1, &["$"]) && number(at + 2) => 3,
            () => 0,
        }
    }

    /// How many tokens from `at` are a percentage: `5 %`, `5 percent`, `5 por ciento`; 0 for none.
    fn percent(&self, at: usize) -> usize {
        let number = self.reading.tokens().get(at).is_some_and(|t| t.kind == Kind::Number);
        match () {
            () if number && self.spelled(at + 1, &["%", "percent", "prozent", "procent"]) => 2,
            () if number
                && self.spelled(at + 1, &["por", "pour", "per"])
                && self.spelled(at + 2, &["ciento", "cento", "cent"]) =>
            {
                3
            }
            () => 0,
        }
    }

    /// Whether the token `at` is one of some words.
    fn spelled(&self, at: usize, list: &[&str]) -> bool {
        self.reading.tokens().get(at).is_some_and(|token| list.contains(&self.reading.folded(token)))
    }

    /// Whether the token `at` belongs to the same sentence as the one before.
    fn next_joins(&self, at: usize) -> bool {
        self.reading.tokens().get(at).is_some_and(|t| t.gap < Gap::Sentence)
    }

    fn word(&mut self, mut node: Node<'a>, mut out: u64, at: usize, token: &Token) {
        for (index, byte) in self.reading.folded(token).bytes().enumerate() {
            if index > 0
                && let Some((rest, out)) = self.step(&node, out, REST)
            {
                self.token_end(rest, out, at + 1);
            }
            match self.step(&node, out, byte) {
                Some(next) => (node, out) = next,
                None => return,
            }
        }
        if let Some((rest, out)) = self.step(&node, out, REST) {
            self.token_end(rest, out, at + 1);
        }
        self.token_end(node, out, at + 1);
    }

    /// After an item that ended with the token before `at`.
    fn token_end(&mut self, node: Node<'a>, out: u64, at: usize) {
        if node.is_final() {
            self.hit(out + node.final_output().value(), at);
        }
        self.sentence_end(&node, out, at);
        if self.reading.closes(at)
            && let Some((end, out)) = self.step(&node, out, END)
        {
            self.hit(out + end.final_output().value(), at);
        }
        if self.next_joins(at)
            && let Some((next, out)) = self.step(&node, out, NEXT)
        {
            self.item(next, out, at);
        }
        if let Some((stop, out)) = self.step(&node, out, STOP)
            && let Some((next, out)) = self.step(&stop, out, NEXT)
        {
            self.item(next, out, at);
        }
    }

    /// Before the token `at`: a sentence, a question or a heading may end there.
    fn sentence_end(&mut self, node: &Node<'a>, out: u64, at: usize) {
        for byte in [CLOSE, ASKED, COLON] {
            let stands = || match byte {
                CLOSE => closes_sentence(self.reading, at),
                ASKED => asks(self.reading, at),
                _ => heads(self.reading, at),
            };
            if let Some((next, out)) = self.step(node, out, byte).filter(|_| stands()) {
                self.token_end(next, out, at);
            }
        }
    }

    /// Tries the rest of the phrase after 0, 1, … tokens, as many as each count allows.
    fn gap(&mut self, counts: &Node<'a>, out: u64, at: usize, wide: bool) {
        for transition in counts.transitions() {
            let (after, out) = (self.fst.node(transition.addr), out + transition.out.value());
            let next = self.step(&after, out, NEXT);
            for skipped in 0..=usize::from(transition.inp.saturating_sub(COUNT)) {
                if skipped > 0 {
                    self.sentence_end(&after, out, at + skipped);
                    if !wide && !self.next_joins(at + skipped) {
                        break;
                    }
                }
                if let Some((next, out)) = next {
                    self.item(next, out, at + skipped);
                }
            }
        }
    }

    fn hit(&mut self, set: u64, at: usize) {
        let tokens = self.reading.tokens();
        let (Some(first), Some(last)) = (tokens.get(self.first), at.checked_sub(1).and_then(|i| tokens.get(i))) else {
            return;
        };
        let entries = usize::try_from(set).ok().and_then(|set| SETS.get(set));
        for &entry in entries.copied().unwrap_or_default() {
            self.hits.push(Hit { entry, start: first.start, end: last.end, tokens: (at - self.first) as u16 });
        }
    }
}

/// Signs of currencies.
const CURRENCIES: [&str; 7] = ["$", "€", "£", "¥", "₹", "₺", "₿"];
/// Words for currencies, after a number.
const CURRENCY_WORDS: [&str; 18] = [
    "usd", "eur", "gbp", "euro", "euros", "dollar", "dollars", "bucks", "pound", "pounds", "quid", "reais", "real",
    "pesos", "soles", "dolares", "usdt", "rs",
];
/// Indices of the classes that span several tokens.
const MONEY: u8 = 9;
/// See [`MONEY`].
const PERCENT: u8 = 10;

/// The classes a token belongs to, as indices of [`CLASSES`](super::alphabet::CLASSES).
fn classes(token: &Token) -> impl Iterator<Item = u8> {
    let own = match token.kind {
        Kind::Word => None,
        Kind::Number => Some(1),
        Kind::Url => Some(2),
        Kind::Email => Some(3),
        Kind::Mention => Some(4),
        Kind::Hashtag => Some(5),
        Kind::Emoji => Some(6),
        Kind::Symbol => None,
    };
    let name = (token.kind == Kind::Word && token.capital && !token.shouted).then_some(7);
    let code = (token.is_wordlike() && token.shouted).then_some(8);
    [Some(0), own, name, code].into_iter().flatten()
}

/// Whether any key of an automaton made on the spot occurs in a text.
#[cfg(test)]
pub(super) fn occurs(automaton: &[u8], text: &str) -> bool {
    let phrases = Fst::new(automaton.to_vec().leak() as &'static [u8]).expect("just built");
    let mut hits = Vec::new();
    Matcher { phrases, ..Matcher::new() }.find_phrases(&Reading::new(text), &mut hits);
    !hits.is_empty()
}
