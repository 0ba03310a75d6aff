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
//!         target is told (1 each); the named targets (2 each) as they come
//! ```
//!
//! A target is told in one of four ways, the edges of a state from the last to the first. It may be the one of the edge told
//! just before, or the one of the last edge with that label. It may be fresh: states wait on a stack until one above them
//! takes them, as in reverse Polish notation. Only what is none of these is named. Against distances of four bytes each that
//! saves 50 kB of a compressed package, and words by what they share 18.
//!
//! The method that makes it minimal is that of Daciuk, Mihov, Watson and Watson, “Incremental Construction of Minimal
//! Acyclic Finite-State Automata”, Computational Linguistics 26(1), 2000; see `weave.rs`.

use super::alphabet::{FRESH, KNOWN, NAMED, REST, SAME, WORDS};
use crate::text::hash::Hash;

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
        for (label, target) in graph.edges(root).iter() {
            starts.resize(usize::from(label), NOWHERE);
            starts.push(target);
        }
        graph.starts = starts;
        Some(graph)
    }

    /// The state one edge on from the root.
    pub fn start(&self, label: u16) -> Option<State> {
        self.starts.get(usize::from(label)).copied().filter(|state| *state != NOWHERE)
    }

    /// The edges of a state, by label.
    pub fn edges(&self, state: State) -> Edges<'_> {
        let bound = |index: usize| self.edges.get(index).map_or(0, |edge| *edge as usize);
        let range = bound(state as usize)..bound(state as usize + 1);
        let labels = self.labels.get(range.clone()).unwrap_or_default();
        Edges { labels, targets: self.targets.get(range).unwrap_or_default() }
    }

    /// The set of entries of which a phrase ends here.
    pub fn set(&self, state: State) -> Option<usize> {
        u16::from_le_bytes(*self.ends.get(state as usize)?).checked_sub(1).map(usize::from)
    }

    /// The labels of the words and beginnings of words that a folded token is.
    pub fn words(&self, token: &[u8], found: impl FnMut(u16)) {
        self.words.find(token, found);
    }
}

/// The edges of one state.
#[derive(Clone, Copy)]
pub struct Edges<'g> {
    /// Sorted.
    labels: &'static [[u8; 2]],
    targets: &'g [u16],
}

impl<'g> Edges<'g> {
    /// The state one edge on.
    #[inline]
    pub fn step(&self, label: u16) -> Option<State> {
        let found = if self.labels.len() < FEW_EDGES {
            self.labels.iter().position(|other| *other == label.to_le_bytes())
        } else {
            self.labels.binary_search_by_key(&label, |other| u16::from_le_bytes(*other)).ok()
        };
        self.targets.get(found?).copied().map(State::from)
    }

    /// Whether no phrase goes on here.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether there are marks, classes or gaps among them.
    #[inline]
    pub fn has_signs(&self) -> bool {
        self.labels.first().is_some_and(|label| u16::from_le_bytes(*label) < WORDS)
    }

    /// The marks, classes and gaps: they come before words.
    pub fn signs(self) -> impl Iterator<Item = (u16, State)> + use<'g> {
        self.iter().take_while(|(label, _)| *label < WORDS)
    }

    fn iter(self) -> impl Iterator<Item = (u16, State)> + use<'g> {
        let labels = self.labels.iter().map(|label| u16::from_le_bytes(*label));
        labels.zip(self.targets.iter().copied().map(State::from))
    }
}

/// The targets of all edges, told as the head of this file says. Every one comes before its source, so that walking ends.
fn targets(counts: &[[u8; 2]], labels: &[[u8; 2]], ways: &[[u8; 1]], named: &[[u8; 2]]) -> Option<Vec<u16>> {
    let counts = counts.get(..usize::from(u16::MAX)).unwrap_or(counts);
    let mut targets = vec![0; labels.len()];
    let mut named = named.iter();
    let mut waiting: Vec<u16> = Vec::new();
    let mut last: Box<[u16; 1 << 16]> = vec![0; 1 << 16].try_into().ok()?;
    let mut begin = 0;
    for (state, own) in (0u16..).zip(counts) {
        let range = begin..begin + usize::from(u16::from_le_bytes(*own));
        begin = range.end;
        let own = targets.get_mut(range.clone())?.iter_mut().zip(labels.get(range.clone())?).zip(ways.get(range)?);
        let mut after = None;
        for ((target, label), [way]) in own.rev() {
            let last = &mut last[usize::from(u16::from_le_bytes(*label))];
            *target = match *way {
                FRESH => waiting.pop()?,
                SAME => after?,
                KNOWN => *last,
                NAMED => u16::from_le_bytes(*named.next()?),
                _ => return None,
            };
            if *target >= state {
                return None;
            }
            (*last, after) = (*target, Some(*target));
        }
        waiting.push(state);
    }
    Some(targets)
}

/// Every word of the phrases in byte order, and every beginning of a word with [`REST`] after it; found by their hashes.
struct Words {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    /// At the hash of each word or after it, 1 + its index; 0 where there is none. At most half full.
    slots: Vec<u16>,
    /// A bit at the hash of each beginning: most words have none among theirs, and one look says so.
    begin: Vec<u64>,
}

impl Words {
    fn open(file: &mut File) -> Option<Self> {
        let count = file.number()?;
        let length = file.number()?;
        let shared = file.array::<1>(count)?;
        let lengths = file.array::<1>(count)?;
        let (mut rests, rest) = file.0.split_at_checked(length)?;
        file.0 = rest;
        if count >= usize::from(u16::MAX) {
            return None;
        }
        let size = (2 * count).next_power_of_two();
        let mut words = Self {
            bytes: Vec::with_capacity(4 * length),
            starts: Vec::with_capacity(count + 1),
            slots: vec![0; size],
            begin: vec![0; size.div_ceil(64)],
        };
        // Of each beginning of the word before: what two words share is not hashed twice.
        let mut hashes = [Hash::new(0); 1 + 2 * u8::MAX as usize];
        let mut before = 0;
        words.starts.push(0);
        for (index, ([shared], [length])) in (1..).zip(shared.iter().zip(lengths)) {
            let start = words.bytes.len();
            let (shared, length) = (usize::from(*shared), usize::from(*length));
            if before + shared > start {
                return None;
            }
            words.bytes.extend_from_within(before..before + shared);
            let (own, after) = rests.split_at_checked(length)?;
            words.bytes.extend_from_slice(own);
            rests = after;
            words.starts.push(u32::try_from(words.bytes.len()).ok()?);
            before = start;
            for (at, byte) in (shared..).zip(own) {
                hashes[at + 1] = hashes[at].byte(*byte);
            }
            let place = |hash: Hash| hash.finish() as usize % size;
            let mut slot = place(hashes[shared + length]);
            while words.slots[slot] != 0 {
                slot = (slot + 1) % size;
            }
            words.slots[slot] = index;
            // The last byte is never one that the word before has too: the words are all different, and in order.
            if own.last() == Some(&REST) {
                let bit = place(hashes[shared + length - 1]);
                words.begin[bit / 64] |= 1 << (bit % 64);
            }
        }
        rests.is_empty().then_some(words)
    }

    fn word(&self, index: usize) -> &[u8] {
        let bound = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        self.bytes.get(bound(index)..bound(index + 1)).unwrap_or_default()
    }

    /// The labels of a token: of the beginnings it has, the shortest first, and of the word it is.
    fn find(&self, token: &[u8], mut found: impl FnMut(u16)) {
        let mut hash = Hash::new(0);
        for (at, byte) in token.iter().enumerate() {
            hash = hash.byte(*byte);
            let bit = hash.finish() as usize % self.slots.len();
            if self.begin[bit / 64] >> (bit % 64) & 1 == 1 {
                let beginning = &token[..=at];
                let label = self.label(hash.byte(REST), |word| word.split_last() == Some((&REST, beginning)));
                label.into_iter().for_each(&mut found);
            }
        }
        self.label(hash, |word| word == token).into_iter().for_each(found);
    }

    fn label(&self, hash: Hash, is: impl Fn(&[u8]) -> bool) -> Option<u16> {
        let size = self.slots.len();
        let mut slot = hash.finish() as usize % size;
        loop {
            let index = self.slots[slot].checked_sub(1)?;
            if is(self.word(usize::from(index))) {
                return Some(WORDS + index);
            }
            slot = (slot + 1) % size;
        }
    }
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
