//! The phrase automaton: a minimal acyclic graph whose edges are words, kinds of words, gaps and ends of sentences.
//!
//! It is stored so that the compression of the package makes it small and opening it costs little, numbers little-endian:
//!
//! ```text
//! words:  in byte order: count (4 bytes), length of what follows of all (4); of each how much it shares with the one
//!         before (1 each), and how long its rest is (1 each); the rests
//! states: count (4), number of edges (4), targets before sources and the root last;
//!         of each the number of its edges (2 each); of each 0 or 1 + the set of entries whose phrase ends here (2 each)
//! edges:  by state and label; of each the label (2 each); number of targets that are named (4); of each edge how its
//!         target is told (1 each); the named targets (2 each)
//! ```
//!
//! A target is told in one of four ways. It may be the one of the edge before, or the one of the last edge with that
//! label. It may be fresh: states wait, in order, until one above them takes them, as in reverse Polish notation, and a
//! state takes those that came last. Only what is none of these is named. Against distances of four bytes each that
//! saves 50 kB of a compressed package, and words by what they share 18.
//!
//! The method that makes it minimal is that of Daciuk, Mihov, Watson and Watson, “Incremental Construction of Minimal
//! Acyclic Finite-State Automata”, Computational Linguistics 26(1), 2000; see `weave.rs`.

use std::ops::Range;

use super::alphabet::{FRESH, KNOWN, NAMED, REST, SAME, WORDS};

/// A state of the automaton.
pub type State = u32;

/// The automaton, ready to be walked.
pub struct Graph {
    words: Words,
    /// Of each state, where its edges begin; one more at the end.
    edges: Vec<u32>,
    /// Sorted within each state.
    labels: &'static [[u8; 2]],
    /// The state that each edge leads to.
    targets: Vec<u16>,
    /// Of each state, 0 or 1 + the set of entries.
    ends: &'static [[u8; 2]],
    /// The root has thousands of edges: the target of each label, or [`NOWHERE`].
    starts: Vec<State>,
}

/// No state.
const NOWHERE: State = State::MAX;
/// With fewer edges than this looking at each is quicker than halving.
const FEW_EDGES: usize = 12;

impl Graph {
    /// Opens what `weave.rs` wrote; `None` for anything else.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let mut file = File(bytes);
        let words = Words::open(&mut file)?;
        let states = file.number()?;
        let count = file.number()?;
        let counts = file.array::<2>(states)?;
        let ends = file.array::<2>(states)?;
        let labels = file.array::<2>(count)?;
        let named = file.number()?;
        let ways = file.array::<1>(count)?;
        let named = file.array::<2>(named)?;
        let mut edges = Vec::with_capacity(states + 1);
        let mut reached = 0;
        edges.push(0);
        edges.extend(counts.iter().map(|own| {
            reached += u32::from(u16::from_le_bytes(*own));
            reached
        }));
        if reached as usize != count || !file.0.is_empty() {
            return None;
        }
        let targets = targets(counts, labels, ways, named)?;
        let mut graph = Self { words, edges, labels, targets, ends, starts: Vec::new() };
        let root = u32::try_from(states.checked_sub(1)?).ok()?;
        let mut starts = Vec::new();
        for (label, target) in graph.edges_of(root) {
            starts.resize(usize::from(label), NOWHERE);
            starts.push(target);
        }
        graph.starts = starts;
        Some(graph)
    }

    /// Where every phrase begins.
    pub fn root(&self) -> State {
        self.ends.len() as State - 1
    }

    /// The state one edge on.
    pub fn step(&self, from: State, label: u16) -> Option<State> {
        if from == self.root() {
            return self.starts.get(usize::from(label)).copied().filter(|state| *state != NOWHERE);
        }
        let range = self.range_of(from);
        let labels = self.labels.get(range.clone()).unwrap_or_default();
        let found = if labels.len() < FEW_EDGES {
            labels.iter().position(|other| *other == label.to_le_bytes())
        } else {
            labels.binary_search_by_key(&label, |other| u16::from_le_bytes(*other)).ok()
        };
        self.targets.get(range.start + found?).copied().map(State::from)
    }

    /// Whether there are marks, classes or gaps among the edges.
    pub fn has_signs(&self, state: State) -> bool {
        self.signs(state).next().is_some()
    }

    /// The edges that are marks, classes and gaps: they come before words.
    pub fn signs(&self, from: State) -> impl Iterator<Item = (u16, State)> + '_ {
        self.edges_of(from).take_while(|(label, _)| *label < WORDS)
    }

    /// The set of entries of which a phrase ends here.
    pub fn set(&self, state: State) -> Option<usize> {
        u16::from_le_bytes(*self.ends.get(state as usize)?).checked_sub(1).map(usize::from)
    }

    /// The labels of the words and beginnings of words that a folded token is.
    pub fn words(&self, token: &str, found: impl FnMut(u16)) {
        self.words.find(token.as_bytes(), found);
    }

    /// The edges of a state, by label.
    fn edges_of(&self, state: State) -> impl Iterator<Item = (u16, State)> + '_ {
        let range = self.range_of(state);
        let labels = self.labels.get(range.clone()).unwrap_or_default().iter().map(|label| u16::from_le_bytes(*label));
        let targets = self.targets.get(range).unwrap_or_default().iter();
        labels.zip(targets.copied().map(State::from))
    }

    fn range_of(&self, state: State) -> Range<usize> {
        let bound = |index: usize| self.edges.get(index).map_or(0, |edge| *edge as usize);
        bound(state as usize)..bound(state as usize + 1)
    }
}

/// The targets of all edges, told as the head of this file says. Every one comes before its source, so that walking ends.
fn targets(counts: &[[u8; 2]], labels: &[[u8; 2]], ways: &[[u8; 1]], named: &[[u8; 2]]) -> Option<Vec<u16>> {
    let counts = counts.get(..usize::from(u16::MAX)).unwrap_or(counts);
    let mut targets: Vec<u16> = Vec::with_capacity(labels.len());
    let mut named = named.iter().map(|target| u16::from_le_bytes(*target));
    let mut waiting: Vec<u16> = Vec::new();
    let mut last = vec![0; 1 << 16];
    for (state, own) in (0u16..).zip(counts) {
        let range = targets.len()..targets.len() + usize::from(u16::from_le_bytes(*own));
        let (labels, ways) = (labels.get(range.clone())?, ways.get(range)?);
        let taken = ways.iter().filter(|way| **way == [FRESH]).count();
        let left = waiting.len().checked_sub(taken)?;
        let mut fresh = left;
        let mut before = None;
        for (label, [way]) in labels.iter().zip(ways) {
            let last = last.get_mut(usize::from(u16::from_le_bytes(*label)))?;
            let target = match *way {
                FRESH => {
                    fresh += 1;
                    *waiting.get(fresh - 1)?
                }
                SAME => before?,
                KNOWN => *last,
                NAMED => named.next()?,
                _ => return None,
            };
            if target >= state {
                return None;
            }
            targets.push(target);
            (*last, before) = (target, Some(target));
        }
        waiting.truncate(left);
        waiting.push(state);
    }
    Some(targets)
}

/// Every word of the phrases in byte order, and every beginning of a word with [`REST`] after it.
struct Words {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    /// The first word that begins with each two bytes (one byte and 0 for a word of one), and one past the last.
    by_pair: Vec<u16>,
}

impl Words {
    fn open(file: &mut File) -> Option<Self> {
        let count = file.number()?;
        let length = file.number()?;
        let shared = file.array::<1>(count)?;
        let lengths = file.array::<1>(count)?;
        let (mut rests, rest) = file.0.split_at_checked(length)?;
        file.0 = rest;
        let mut bytes: Vec<u8> = Vec::with_capacity(4 * length);
        let mut starts = Vec::with_capacity(count + 1);
        let mut by_pair = vec![0u16; (1 << 16) + 1];
        let mut before = 0;
        starts.push(0);
        for ([shared], [length]) in shared.iter().zip(lengths) {
            let start = bytes.len();
            let common = before..before + usize::from(*shared);
            if common.end > start {
                return None;
            }
            bytes.extend_from_within(common);
            let (own, after) = rests.split_at_checked(usize::from(*length))?;
            bytes.extend(own);
            rests = after;
            let word = bytes.get(start..)?;
            by_pair[pair(*word.first()?, word.get(1).copied()) + 1] += 1;
            starts.push(u32::try_from(bytes.len()).ok()?);
            before = start;
        }
        for pair in 1..by_pair.len() {
            by_pair[pair] += by_pair[pair - 1];
        }
        rests.is_empty().then_some(Self { bytes, starts, by_pair })
    }

    fn word(&self, index: usize) -> &[u8] {
        let bound = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        self.bytes.get(bound(index)..bound(index + 1)).unwrap_or_default()
    }

    /// Narrows the words down byte by byte: those that share a beginning stand together, that beginning itself first, then
    /// it with [`REST`], which is less than any byte of a word.
    fn find(&self, token: &[u8], mut found: impl FnMut(u16)) {
        let Some(first) = token.first() else { return };
        let label = |index: usize| WORDS + index as u16;
        let of = |second: Option<u8>| {
            let pair = pair(*first, second);
            usize::from(self.by_pair[pair])..usize::from(self.by_pair[pair + 1])
        };
        of(Some(REST)).for_each(|index| found(label(index)));
        let mut range = of(token.get(1).copied());
        if token.len() == 1 {
            range.for_each(|index| found(label(index)));
            return;
        }
        for depth in 2..=token.len() {
            if range.is_empty() {
                return;
            }
            if self.word(range.start).len() == depth {
                if depth == token.len() {
                    found(label(range.start));
                }
                range.start += 1;
            }
            if !range.is_empty() && self.word(range.start).get(depth) == Some(&REST) {
                found(label(range.start));
                range.start += 1;
            }
            let Some(byte) = token.get(depth) else { return };
            let at = |index: usize| self.word(index).get(depth);
            let start = partition_point(range.clone(), |index| at(index) < Some(byte));
            range = start..partition_point(start..range.end, |index| at(index) <= Some(byte));
        }
    }
}

/// Two bytes as one number.
fn pair(first: u8, second: Option<u8>) -> usize {
    usize::from(first) << 8 | usize::from(second.unwrap_or(0))
}

/// The first index of a range of which a condition, true up to some index, is no longer true.
fn partition_point(mut range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    while !range.is_empty() {
        let middle = range.start + range.len() / 2;
        if holds(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
}

/// What is still to be read.
struct File(&'static [u8]);

impl File {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    fn array<const N: usize>(&mut self, count: usize) -> Option<&'static [[u8; N]]> {
        let (array, rest) = self.0.split_at_checked(count.checked_mul(N)?)?;
        self.0 = rest;
        Some(array.as_chunks::<N>().0)
    }
}
