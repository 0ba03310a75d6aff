//! The phrase automaton: a minimal acyclic graph whose edges are words, kinds of words, gaps and ends of sentences.
//!
//! It is stored as whole numbers (unsigned LEB128) that compress well, and spread out once when it is first used:
//!
//! ```text
//! words:  count, then for each in byte order: bytes shared with the one before, bytes that follow, these bytes
//! states: count, then for each, targets before sources and the root last:
//!         0 or 1 + the set of entries whose phrase ends here, number of targets, and for each target
//!         how many states back it lies, number of labels, the labels in order as differences
//! ```
//!
//! The method that makes it minimal is that of Daciuk, Mihov, Watson and Watson, “Incremental Construction of Minimal
//! Acyclic Finite-State Automata”, Computational Linguistics 26(1), 2000; see `weave.rs`.

use super::alphabet::{REST, WORDS};

/// A state of the automaton.
pub type State = u32;

/// The automaton, ready to be walked.
pub struct Graph {
    words: Words,
    /// Of each state, where its edges begin; one more at the end.
    edges: Vec<u32>,
    /// Sorted within each state.
    labels: Vec<u16>,
    targets: Vec<State>,
    /// Of each state, 0 or 1 + the set of entries.
    ends: Vec<u32>,
    /// The root has thousands of edges: the target of each label, or [`NOWHERE`].
    starts: Vec<State>,
}

/// No state.
const NOWHERE: State = State::MAX;
/// With fewer edges than this looking at each is quicker than halving.
const FEW_EDGES: usize = 12;

impl Graph {
    /// Reads what `weave.rs` wrote; `None` for anything else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut numbers = Numbers(bytes);
        let words = Words::decode(&mut numbers)?;
        let count = numbers.next()?;
        let mut graph = Self {
            words,
            edges: vec![0],
            labels: Vec::new(),
            targets: Vec::new(),
            ends: Vec::new(),
            starts: Vec::new(),
        };
        let mut edges: Vec<(u16, State)> = Vec::new();
        for state in 0..count {
            graph.ends.push(numbers.next()?);
            edges.clear();
            for _ in 0..numbers.next()? {
                let target = state.checked_sub(numbers.next()?)?;
                let mut label = 0u16;
                for _ in 0..numbers.next()? {
                    label = label.checked_add(u16::try_from(numbers.next()?).ok()?)?;
                    edges.push((label, target));
                }
            }
            edges.sort_unstable();
            graph.labels.extend(edges.iter().map(|(label, _)| label));
            graph.targets.extend(edges.iter().map(|(_, target)| target));
            graph.edges.push(u32::try_from(graph.labels.len()).ok()?);
        }
        let most = edges.last().map_or(0, |(label, _)| usize::from(*label));
        graph.starts = vec![NOWHERE; most + 1];
        edges.iter().for_each(|(label, target)| graph.starts[usize::from(*label)] = *target);
        (count > 0).then_some(graph)
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
        let (first, labels) = self.edges_of(from);
        let found = if labels.len() < FEW_EDGES {
            labels.iter().position(|other| *other == label)
        } else {
            labels.binary_search(&label).ok()
        };
        found.and_then(|index| self.targets.get(first + index)).copied()
    }

    /// The edges whose label is below `end`, in order: marks, classes and gaps come before words.
    pub fn signs(&self, from: State, end: u16) -> impl Iterator<Item = (u16, State)> + '_ {
        let (first, labels) = self.edges_of(from);
        let targets = self.targets.get(first..).unwrap_or_default();
        labels.iter().copied().zip(targets.iter().copied()).take_while(move |(label, _)| *label < end)
    }

    /// The set of entries of which a phrase ends here.
    pub fn set(&self, state: State) -> Option<usize> {
        self.ends.get(state as usize)?.checked_sub(1).map(|set| set as usize)
    }

    /// The labels of the words and beginnings of words that a folded token is.
    pub fn words(&self, token: &str, found: impl FnMut(u16)) {
        self.words.find(token.as_bytes(), found);
    }

    fn edges_of(&self, state: State) -> (usize, &[u16]) {
        let bound = |index: usize| self.edges.get(index).map_or(0, |edge| *edge as usize);
        let range = bound(state as usize)..bound(state as usize + 1);
        (range.start, self.labels.get(range).unwrap_or_default())
    }
}

/// Every word of the phrases in byte order, and every beginning of a word with [`REST`] after it.
struct Words {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    /// The first word that begins with each byte, and one past the last.
    by_byte: [u16; 257],
}

impl Words {
    fn decode(numbers: &mut Numbers<'_>) -> Option<Self> {
        let mut words = Self { bytes: Vec::new(), starts: vec![0], by_byte: [0; 257] };
        let mut before = 0;
        for _ in 0..numbers.next()? {
            let shared = numbers.next()? as usize;
            let own = numbers.next()? as usize;
            let (rest, after) = numbers.0.split_at_checked(own)?;
            let start = words.bytes.len();
            words.bytes.get(before..before + shared)?;
            words.bytes.extend_from_within(before..before + shared);
            words.bytes.extend_from_slice(rest);
            numbers.0 = after;
            before = start;
            words.starts.push(u32::try_from(words.bytes.len()).ok()?);
            let first = *words.bytes.get(start)?;
            words.by_byte[usize::from(first) + 1] += 1;
        }
        for byte in 1..words.by_byte.len() {
            words.by_byte[byte] += words.by_byte[byte - 1];
        }
        Some(words)
    }

    fn word(&self, index: usize) -> &[u8] {
        let bound = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        self.bytes.get(bound(index)..bound(index + 1)).unwrap_or_default()
    }

    /// Narrows the words down byte by byte: those that share a beginning stand together, that beginning itself first, then
    /// it with [`REST`], which is less than any byte of a word.
    fn find(&self, token: &[u8], mut found: impl FnMut(u16)) {
        let Some(first) = token.first() else { return };
        let mut range =
            usize::from(self.by_byte[usize::from(*first)])..usize::from(self.by_byte[usize::from(*first) + 1]);
        let label = |index: usize| WORDS + index as u16;
        for depth in 1..=token.len() {
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

/// The first index of a range of which a condition, true up to some index, is no longer true.
fn partition_point(mut range: std::ops::Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
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

/// Unsigned LEB128, one after the other.
struct Numbers<'b>(&'b [u8]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}
