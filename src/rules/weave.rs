//! Build time only: keys of phrases → the minimal automaton that `graph.rs` reads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::alphabet::{
    ASKED, BEGIN, CLOSE, COLON, COUNT, END, FRESH, GAP, GAPS, KNOWN, NAMED, NEXT, OPEN, SAME, STOP, WIDE_GAP,
    WIDE_GAPS, WORDS,
};

/// The automaton that accepts these keys, each with its set of entries.
///
/// # Errors
///
/// When there are more words than labels, or more of anything else than its number can say.
pub fn weave(keys: &BTreeMap<Vec<u8>, u32>) -> Result<Vec<u8>, String> {
    let words: BTreeSet<&[u8]> = keys.keys().flat_map(|key| items(key)).filter(|item| sign(item).is_none()).collect();
    if words.len() > usize::from(u16::MAX - WORDS) {
        return Err(format!("{} words are more than the automaton has labels for", words.len()));
    }
    let numbers: HashMap<&[u8], u16> = words.iter().copied().zip(WORDS..).collect();
    let mut phrases: Vec<(Vec<u16>, u32)> = keys
        .iter()
        .map(|(key, set)| (items(key).map(|item| sign(item).unwrap_or_else(|| numbers[item])).collect(), *set))
        .collect();
    phrases.sort_unstable();

    let too_long = |_| "a word is longer than its length can say".to_owned();
    let befores = std::iter::once::<&[u8]>(&[]).chain(words.iter().copied());
    let shared: Vec<usize> = words
        .iter()
        .zip(befores)
        .map(|(word, before)| word.iter().zip(before).take_while(|(a, b)| a == b).count())
        .collect();
    let rests: Vec<&[u8]> = words.iter().zip(&shared).map(|(word, shared)| &word[*shared..]).collect();
    let mut bytes = Vec::new();
    bytes.extend((words.len() as u32).to_le_bytes());
    bytes.extend((rests.iter().map(|rest| rest.len()).sum::<usize>() as u32).to_le_bytes());
    for length in shared.iter().copied().chain(rests.iter().map(|rest| rest.len())) {
        bytes.push(u8::try_from(length).map_err(too_long)?);
    }
    rests.iter().for_each(|rest| bytes.extend(*rest));
    Weaver::default().weave(&phrases).write(&mut bytes)?;
    Ok(bytes)
}

/// The items of a key: what stands between spaces, marks at the beginning and the end of it apart.
fn items(key: &[u8]) -> impl Iterator<Item = &[u8]> {
    key.split(|byte| *byte == NEXT).flat_map(|part| {
        let begins = usize::from(matches!(part.first(), Some(&(BEGIN | OPEN))));
        let marks = part.iter().rev().take_while(|b| matches!(**b, STOP | END | CLOSE | ASKED | COLON)).count();
        let ends = (part.len() - marks).max(begins);
        let single = |range: std::ops::Range<usize>| range.map(move |at| &part[at..=at]);
        single(0..begins).chain((begins < ends).then(|| &part[begins..ends])).chain(single(ends..part.len()))
    })
}

/// The label of an item that is no word.
fn sign(item: &[u8]) -> Option<u16> {
    match item {
        [byte] if *byte < 0x20 => Some(u16::from(*byte)),
        [GAP, most] => Some(GAPS + u16::from(most - COUNT)),
        [WIDE_GAP, most] => Some(WIDE_GAPS + u16::from(most - COUNT)),
        _ => None,
    }
}

/// A state: the set that ends here plus 1 or 0, and the edges.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct State {
    end: u32,
    edges: Vec<(u16, u32)>,
}

#[derive(Default)]
struct Weaver {
    /// Those that will not change any more, with their numbers.
    done: HashMap<State, u32>,
    states: Vec<State>,
    /// The states along the last phrase, with the label that leads on; from the root.
    open: Vec<(State, u16)>,
}

impl Weaver {
    /// `phrases` in order.
    fn weave(mut self, phrases: &[(Vec<u16>, u32)]) -> Self {
        self.open.push(Default::default());
        let mut before: &[u16] = &[];
        for (phrase, set) in phrases {
            let shared = before.iter().zip(phrase).take_while(|(a, b)| a == b).count();
            self.close(shared);
            for label in &phrase[shared..] {
                if let Some((_, next)) = self.open.last_mut() {
                    *next = *label;
                }
                self.open.push(Default::default());
            }
            if let Some((state, _)) = self.open.last_mut() {
                state.end = set + 1;
            }
            before = phrase;
        }
        self.close(0);
        self.states.extend(self.open.pop().map(|(root, _)| root));
        self
    }

    /// Finishes the states beyond the first `keep` edges of the last phrase.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep + 1
            && let Some((state, _)) = self.open.pop()
        {
            let number = *self.done.entry(state).or_insert_with_key(|state| {
                self.states.push(state.clone());
                self.states.len() as u32 - 1
            });
            if let Some((before, label)) = self.open.last_mut() {
                before.edges.push((*label, number));
            }
        }
    }

    fn write(&self, bytes: &mut Vec<u8>) -> Result<(), String> {
        let short = |number: usize| u16::try_from(number).map_err(|_| format!("{number} of one kind are too many"));
        let edges = || self.states.iter().enumerate().flat_map(|(at, state)| state.edges.iter().map(move |e| (at, e)));
        bytes.extend(u32::from(short(self.states.len())?).to_le_bytes());
        bytes.extend((edges().count() as u32).to_le_bytes());
        for state in &self.states {
            bytes.extend(short(state.edges.len())?.to_le_bytes());
        }
        for state in &self.states {
            bytes.extend(short(state.end as usize)?.to_le_bytes());
        }
        edges().for_each(|(_, (label, _))| bytes.extend(label.to_le_bytes()));
        let (ways, named) = self.ways();
        bytes.extend((named.len() as u32).to_le_bytes());
        bytes.extend(ways);
        for target in named {
            bytes.extend(short(target as usize)?.to_le_bytes());
        }
        Ok(())
    }

    /// How each edge's target is told, and those that have to be named.
    fn ways(&self) -> (Vec<u8>, Vec<u32>) {
        let (mut ways, mut named) = (Vec::new(), Vec::new());
        let mut waiting: Vec<u32> = Vec::new();
        let mut last = HashMap::new();
        for (at, state) in self.states.iter().enumerate() {
            // Children are finished in the order of their labels, so the last edge takes what has waited least.
            let own: BTreeSet<u32> = state.edges.iter().map(|(_, target)| *target).collect();
            let first = waiting.len() - waiting.iter().rev().take_while(|waits| own.contains(waits)).count();
            let mut seen = BTreeSet::new();
            let taken = state.edges.iter().rev().map(|(_, target)| *target).filter(|target| seen.insert(*target));
            let in_order =
                taken.filter(|target| waiting[first..].contains(target)).eq(waiting[first..].iter().rev().copied());
            let mut fresh: BTreeSet<u32> = if in_order { waiting.drain(first..).collect() } else { BTreeSet::new() };
            let mut after = None;
            let begin = ways.len();
            for (label, target) in state.edges.iter().rev() {
                let known = last.insert(*label, *target) == Some(*target);
                ways.push(match () {
                    () if fresh.remove(target) => FRESH,
                    () if after == Some(*target) => SAME,
                    () if known => KNOWN,
                    () => {
                        named.push(*target);
                        NAMED
                    }
                });
                after = Some(*target);
            }
            ways[begin..].reverse();
            waiting.push(at as u32);
        }
        (ways, named)
    }
}
