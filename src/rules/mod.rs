//! The catalogue: what is constant in form letters, machine posts and advertisements, and rare in careful human writing.
//!
//! The tables (`*.toml` beside this file) say what to look for and why; `build.rs` checks them and turns them into two
//! automata that are embedded and used in place:
//!
//! * phrases, in the small language of `phrase.rs`, become the keys of one [finite state transducer][fst], walked from
//!   each word of the draft;
//! * patterns (merge fields, spintax and the like: things that begin with punctuation) become one deterministic
//!   automaton, tried only where such a first character stands; a second one searches addresses.
//!
//! What cannot be written either way is found by code, in [`structure`]. This module reports *hits*: what occurs, and
//! where. Whether a hit counts is for [`verdict`](crate::verdict) to say.

mod alphabet;
mod matcher;
#[cfg(test)]
mod phrase;
pub mod structure;

use std::ops::Range;

pub use matcher::{Hit, Matcher};

use crate::draft::Kind;
use crate::nudge::Reason;
use crate::report::Family;
use crate::text::language::Language;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A check: phrases and patterns with one reason.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`; stable, shown to people, kept in their settings.
    pub id: &'static str,
    /// What it speaks for.
    pub family: Family,
    /// What must come along for a hit to count.
    pub gate: Gate,
    /// Whether it suffices alone, in any language and in the shortest text: an unfilled placeholder, a tool's residue.
    pub hard: bool,
    /// The kinds of message in which it counts; empty for all.
    pub kinds: &'static [Kind],
    /// Why it counts, and also which rules say the same thing twice: one reason is one signal.
    pub reason: Reason,
    /// Where that is known from.
    pub source: &'static str,
    /// Its sections by language, in [`ENTRIES`].
    pub entries: Range<u16>,
}

impl Rule {
    /// Its sections by language.
    pub fn entries(&self) -> &'static [Entry] {
        let range = usize::from(self.entries.start)..usize::from(self.entries.end);
        ENTRIES.get(range).unwrap_or_default()
    }
}

/// The part of a rule for one language.
#[derive(Debug)]
pub struct Entry {
    /// Index in [`RULES`].
    pub rule: u16,
    /// The language of its phrases.
    pub lang: EntryLang,
    /// The estimated share of messages with a hit, in this language, that are of the family, 0..1.
    pub weight: f32,
    /// Where it is known from, if elsewhere than its rule.
    pub source: Option<&'static str>,
    /// A text in which it counts.
    pub example: &'static str,
    /// A text that comes close and in which it does not.
    pub near_miss: &'static str,
    #[cfg(test)]
    phrases: &'static [&'static str],
}

impl Entry {
    /// The rule it belongs to.
    pub fn rule(&self) -> &'static Rule {
        // Written by the build next to the table it points into.
        &RULES[usize::from(self.rule)]
    }
}

/// The language of an [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryLang {
    /// Signs, names of tools, residue: the same everywhere.
    Any,
    /// One of the languages the engine speaks.
    Spoken(Language),
    /// A language of which only whole stock texts are known; its ISO 639-1 code.
    Foreign(&'static str),
}

impl EntryLang {
    /// The ISO 639-1 code, or `any`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Spoken(language) => language.code(),
            Self::Foreign(code) => code,
        }
    }
}

/// What must come along for a hit to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    None,
    /// It is nearly the whole message.
    Coverage,
    /// Several of its kind stand close together.
    Cluster,
    /// A pitch, a link or a placeholder stands beside it.
    Joined,
}
