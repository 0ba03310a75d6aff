//! Walks the phrase automaton from every word, and tries the pattern automata where they can begin.

use std::sync::LazyLock;

use regex_automata::dfa::sparse::DFA;
use regex_automata::dfa::{Automaton, OverlappingState};
use regex_automata::{Anchored, Input};

use super::alphabet::{ASKED, BEGIN, CLASS, CLOSE, COLON, END, GAPS, OPEN, STOP, WIDE_GAPS, WORDS};
use super::graph::{Edges, Graph, State};
use super::{LINK_ENTRIES, PATTERN_ENTRIES, PATTERN_STARTS, SETS};
use crate::asset::{self, Part};
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

/// The automata, ready for use. Cheap to make: they are spread out once.
#[derive(Clone, Copy)]
pub struct Matcher {
    phrases: &'static Graph,
}

/// A pattern is not followed further than this many bytes: no merge field is longer, and cost stays linear.
const LONGEST_PATTERN: usize = 200;
/// Of an address no more than this is looked at.
const LONGEST_ADDRESS: usize = 1024;

static PHRASES: LazyLock<Graph> = LazyLock::new(|| whole(Graph::open(asset::part(Part::Phrases))));
// Opened when a text first has something to try them on: checking the bytes of both costs as much as opening the phrases.
static PATTERNS: LazyLock<DFA<&[u8]>> = LazyLock::new(|| dfa(Part::Patterns));
static LINKS: LazyLock<DFA<&[u8]>> = LazyLock::new(|| dfa(Part::Links));

fn dfa(part: Part) -> DFA<&'static [u8]> {
    whole(DFA::from_bytes(asset::part(part)).map(|(dfa, _)| dfa).ok())
}

fn whole<T>(table: Option<T>) -> T {
    #[expect(clippy::expect_used, reason = "the fingerprint says that the bytes are those of this build")]
    table.expect("the tables are installed and whole")
}

impl Matcher {
    /// Opens the phrases.
    pub fn new() -> Self {
        Self { phrases: &PHRASES }
    }

    /// Every hit in a reading, in no particular order, the same place possibly several times.
    pub fn find(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        self.find_phrases(reading, hits);
        self.find_patterns(reading.text(), hits);
        self.find_links(reading, hits);
    }

    fn find_phrases(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        find_phrases(self.phrases, reading, hits);
    }

    fn find_patterns(&self, text: &str, hits: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        for (start, byte) in bytes.iter().enumerate() {
            if !PATTERN_STARTS[usize::from(*byte)] {
                continue;
            }
            let end = bytes.len().min(start + LONGEST_PATTERN);
            let input = Input::new(bytes).span(start..end).anchored(Anchored::Yes);
            all_matches(&PATTERNS, &input, |pattern, end| {
                hits.push(Hit { entry: PATTERN_ENTRIES[pattern], start: start as u32, end: end as u32, tokens: 0 });
            });
        }
    }

    fn find_links(&self, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
        for token in reading.tokens().iter().filter(|t| t.kind == Kind::Url) {
            let address = reading.folded_bytes(token);
            let address = &address[..address.len().min(LONGEST_ADDRESS)];
            for start in 0..address.len() {
                let end = address.len().min(start + LONGEST_PATTERN);
                let input = Input::new(address).span(start..end).anchored(Anchored::Yes);
                all_matches(&LINKS, &input, |pattern, _| {
                    hits.push(Hit { entry: LINK_ENTRIES[pattern], start: token.start, end: token.end, tokens: 1 });
                });
            }
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

fn find_phrases(graph: &Graph, reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let labels = Labels::new(graph, reading);
    let mut walk = Walk { graph, reading, labels: &labels, first: 0, hits };
    if let Some(begin) = graph.start(BEGIN.into()) {
        walk.first = reading.opening();
        walk.item(begin, walk.first);
    }
    let open = graph.start(OPEN.into());
    for first in 0..reading.tokens().len() {
        walk.first = first;
        walk.begin();
        if let Some(open) = open.filter(|_| opens_sentence(reading, first)) {
            walk.item(open, first);
        }
    }
}

/// What each token is to the automaton: the words, beginnings of words and classes it fits, with how many tokens each
/// spans.
struct Labels {
    of_tokens: Vec<u32>,
    labels: Vec<(u16, u8)>,
}

impl Labels {
    fn new(graph: &Graph, reading: &Reading<'_>) -> Self {
        let count = reading.tokens().len();
        let mut all = Self { of_tokens: Vec::with_capacity(count + 1), labels: Vec::with_capacity(3 * count) };
        all.of_tokens.push(0);
        for (at, token) in reading.tokens().iter().enumerate() {
            classes(token, |class| all.labels.push((u16::from(CLASS + class), 1)));
            if may_be_amount(token) {
                let amounts = [(MONEY, money(reading, at)), (PERCENT, percent(reading, at))];
                let amounts = amounts.into_iter().filter(|(_, length)| *length > 0);
                all.labels.extend(amounts.map(|(class, length)| (u16::from(CLASS + class), length)));
            }
            graph.words(reading.folded_bytes(token), |label| all.labels.push((label, 1)));
            all.of_tokens.push(all.labels.len() as u32);
        }
        all
    }

    fn of(&self, at: usize) -> &[(u16, u8)] {
        let bound = |at: usize| self.of_tokens.get(at).map_or(0, |bound| *bound as usize);
        self.labels.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }
}

/// One walk through the automaton, from the token `first`.
struct Walk<'a, 'r> {
    graph: &'a Graph,
    reading: &'a Reading<'r>,
    labels: &'a Labels,
    first: usize,
    hits: &'a mut Vec<Hit>,
}

impl Walk<'_, '_> {
    /// Before a phrase: the first token can begin it.
    fn begin(&mut self) {
        let labels = self.labels;
        for (label, length) in labels.of(self.first) {
            if let Some(after) = self.graph.start(*label) {
                self.token_end(after, self.first + usize::from(*length));
            }
        }
    }

    /// Before an item that is no phrase's first: the token `at` can begin it.
    fn item(&mut self, state: State, at: usize) {
        let edges = self.graph.edges(state);
        let Some(token) = self.reading.tokens().get(at).filter(|_| !edges.is_empty()) else { return };
        let signs = edges.has_signs();
        let labels = self.labels;
        for (label, length) in labels.of(at) {
            if (signs || *label >= WORDS)
                && let Some(after) = edges.step(*label)
            {
                self.token_end(after, at + usize::from(*length));
            }
        }
        if signs {
            self.gaps(edges, at);
        }
        // A pictograph inside a phrase is decoration: "check 👉 out".
        if token.kind == Kind::Emoji && at > self.first && self.next_joins(at + 1) {
            self.item(state, at + 1);
        }
    }

    /// Before an item: gaps.
    fn gaps(&mut self, edges: Edges<'_>, at: usize) {
        for (label, after) in edges.signs() {
            match label {
                WIDE_GAPS.. => self.gap(after, usize::from(label - WIDE_GAPS), at, true),
                GAPS.. => self.gap(after, usize::from(label - GAPS), at, false),
                _ => {}
            }
        }
    }

    /// Whether the token `at` belongs to the same sentence as the one before.
    fn next_joins(&self, at: usize) -> bool {
        self.reading.tokens().get(at).is_some_and(|t| t.gap < Gap::Sentence)
    }

    /// After an item that ended with the token before `at`.
    fn token_end(&mut self, state: State, at: usize) {
        self.hit(state, at);
        if self.next_joins(at) {
            self.item(state, at);
        }
        for (label, after) in self.graph.edges(state).signs() {
            match u8::try_from(label) {
                Ok(END) if self.reading.closes(at) => self.hit(after, at),
                Ok(STOP) => self.item(after, at),
                _ if self.stands(label, at) => self.token_end(after, at),
                _ => {}
            }
        }
    }

    /// Before the token `at`: a sentence, a question or a heading may end there.
    fn sentence_end(&mut self, state: State, at: usize) {
        for (label, after) in self.graph.edges(state).signs() {
            if self.stands(label, at) {
                self.token_end(after, at);
            }
        }
    }

    /// Whether the label is that of the end of a sentence, a question or a heading, and stands before the token `at`.
    fn stands(&self, label: u16, at: usize) -> bool {
        match u8::try_from(label) {
            Ok(CLOSE) => closes_sentence(self.reading, at),
            Ok(ASKED) => asks(self.reading, at),
            Ok(COLON) => heads(self.reading, at),
            _ => false,
        }
    }

    /// Tries the rest of the phrase after 0, 1, … tokens, `most` at most.
    fn gap(&mut self, after: State, most: usize, at: usize, wide: bool) {
        for skipped in 0..=most {
            if skipped > 0 {
                self.sentence_end(after, at + skipped);
                if !wide && !self.next_joins(at + skipped) {
                    break;
                }
            }
            self.item(after, at + skipped);
        }
    }

    fn hit(&mut self, state: State, at: usize) {
        let Some(entries) = self.graph.set(state).and_then(|set| SETS.get(set)) else { return };
        let tokens = self.reading.tokens();
        let (Some(first), Some(last)) = (tokens.get(self.first), at.checked_sub(1).and_then(|i| tokens.get(i))) else {
            return;
        };
        for &entry in *entries {
            self.hits.push(Hit { entry, start: first.start, end: last.end, tokens: (at - self.first) as u16 });
        }
    }
}

/// Whether an amount can begin with a token: most are words, and need no closer look.
fn may_be_amount(token: &Token) -> bool {
    // "R$ 5": the sign of the real is a letter and a sign.
    matches!(token.kind, Kind::Number | Kind::Symbol) || token.fold_end - token.fold_start == 1
}

/// How many tokens from `at` are an amount of money: `$5`, `5 €`, `R$ 5`, `5 euros`; 0 for none.
fn money(reading: &Reading<'_>, at: usize) -> u8 {
    let number = |at: usize| reading.tokens().get(at).is_some_and(|t| t.kind == Kind::Number);
    let spelled = |at: usize, list: &[&str]| spelled(reading, at, list);
    match () {
        () if spelled(at, &CURRENCIES) && number(at + 1) => 2,
        () if number(at) && (spelled(at + 1, &CURRENCIES) || spelled(at + 1, &CURRENCY_WORDS)) => 2,
        () if spelled(at, &["r"]) && spelled(at + 1, &["$"]) && number(at + 2) => 3,
        () => 0,
    }
}

/// How many tokens from `at` are a percentage: `5 %`, `5 percent`, `5 por ciento`; 0 for none.
fn percent(reading: &Reading<'_>, at: usize) -> u8 {
    let number = reading.tokens().get(at).is_some_and(|t| t.kind == Kind::Number);
    match () {
        () if number && spelled(reading, at + 1, &["%", "percent", "prozent", "procent"]) => 2,
        () if number
            && spelled(reading, at + 1, &["por", "pour", "per"])
            && spelled(reading, at + 2, &["ciento", "cento", "cent"]) =>
        {
            3
        }
        () => 0,
    }
}

/// Whether the token `at` is one of some words.
fn spelled(reading: &Reading<'_>, at: usize, list: &[&str]) -> bool {
    reading.tokens().get(at).is_some_and(|token| list.contains(&reading.folded(token)))
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
fn classes(token: &Token, mut class: impl FnMut(u8)) {
    class(0);
    match token.kind {
        Kind::Word if token.capital && !token.shouted => class(7),
        Kind::Word | Kind::Symbol => {}
        Kind::Number => class(1),
        Kind::Url => class(2),
        Kind::Email => class(3),
        Kind::Mention => class(4),
        Kind::Hashtag => class(5),
        Kind::Emoji => class(6),
    }
    if token.shouted && token.is_wordlike() {
        class(8);
    }
}

/// Whether any key of an automaton made on the spot occurs in a text.
#[cfg(test)]
pub(super) fn occurs(automaton: Vec<u8>, text: &str) -> bool {
    let phrases = Graph::open(automaton.leak()).expect("just built");
    let mut hits = Vec::new();
    find_phrases(&phrases, &Reading::new(text), &mut hits);
    !hits.is_empty()
}
