//! The catalogue: what is constant in form letters, machine posts and advertisements, and rare in careful human writing.
//!
//! The tables (`*.toml` beside this file) say what to look for and why; `build.rs` checks them and turns them into two
//! automata that are embedded and used in place:
//!
//! * phrases, in the small language of `phrase.rs`, become one acyclic automaton over words (`graph.rs`), walked
//!   from each word of the draft;
//! * patterns (merge fields, spintax and the like: things that begin with punctuation) become one deterministic
//!   automaton, tried only where such a first character stands; a second one searches addresses.
//!
//! What cannot be written either way is found by code, in [`structure`]. This module reports *hits*: what occurs, and
//! where. Whether a hit counts is for `verdict.rs` to say.

mod alphabet;
mod blank;
mod graph;
mod matcher;
#[cfg(test)]
mod phrase;
mod pitch;
mod skeleton;
pub mod structure;
#[cfg(test)]
mod weave;

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
    /// A text in which it counts; for people and tests, not for browsers.
    #[cfg(feature = "cli")]
    pub example: &'static str,
    /// A text that comes close and in which it does not.
    #[cfg(feature = "cli")]
    pub near_miss: &'static str,
    #[cfg(test)]
    phrases: &'static [&'static str],
    #[cfg(test)]
    patterns: &'static [&'static str],
    #[cfg(test)]
    links: &'static [&'static str],
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

#[cfg(test)]
mod tests {
    use super::alphabet::{ASKED, BEGIN, CLASS, CLOSE, COLON, COUNT, END, GAP, NEXT, OPEN, REST, STOP, WIDE_GAP};
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::text::token::Kind;
    use crate::text::{Reading, fold};

    /// More expansions of one phrase than this say nothing new.
    const MOST_KEYS: usize = 60;

    /// A text that a key describes: classes and gaps filled with a sample.
    fn sample(key: &[u8]) -> String {
        const SAMPLES: [&str; 11] = [
            "thing",
            "7",
            "https://a.example/b",
            "a@b.example",
            "@someone",
            "#tag",
            "🎉",
            "Anna",
            "SAVE20",
            "$7",
            "7%",
        ];
        let mut text = Vec::new();
        let mut bytes = key.iter();
        while let Some(byte) = bytes.next() {
            match *byte {
                NEXT => text.push(b' '),
                REST => text.extend(b"x"),
                STOP => text.extend(b"."),
                BEGIN | END | OPEN => {}
                CLOSE => text.extend(b"."),
                ASKED => text.extend(b"?"),
                COLON => text.extend(b":"),
                GAP | WIDE_GAP => {
                    let most = bytes.next().map_or(0, |count| count - COUNT);
                    text.extend(vec!["filler"; usize::from(most)].join(" ").bytes());
                }
                class if usize::from(class.wrapping_sub(CLASS)) < SAMPLES.len() => {
                    text.extend(SAMPLES[usize::from(class - CLASS)].bytes());
                }
                byte => text.push(byte),
            }
        }
        String::from_utf8(text).expect("keys are text and the signs above")
    }

    /// Texts in which an expression occurs, made from it; none for one that cannot be turned round.
    fn made_from(expression: &str, before: &str, after: &str) -> Vec<String> {
        const EACH: usize = 8;
        let mut runner = TestRunner::deterministic();
        let Ok(made) = proptest::string::string_regex(expression.trim_start_matches('^')) else { return Vec::new() };
        (0..EACH)
            .filter_map(|_| Some(made.new_tree(&mut runner).ok()?.current()))
            .map(|inside| format!("{before}{inside}{after}"))
            .collect()
    }

    /// What the embedded automata find in every example and near miss, and in texts made from them, `regex` finds too, and
    /// nothing else.
    #[test]
    fn patterns_and_links_find_what_regex_finds() {
        let compiled = |pattern: &&str| {
            regex::bytes::RegexBuilder::new(pattern).unicode(false).case_insensitive(true).build().expect("well formed")
        };
        let oracles: Vec<[Vec<regex::bytes::Regex>; 2]> = ENTRIES
            .iter()
            .map(|entry| [entry.patterns, entry.links].map(|list| list.iter().map(compiled).collect()))
            .collect();
        let matcher = Matcher::new();
        let mut found = [0; 2];
        let given = ENTRIES.iter().flat_map(|entry| [entry.example.to_owned(), entry.near_miss.to_owned()]);
        let in_text = |pattern: &&str| made_from(pattern, "Hi ", " there");
        let in_links = |link: &&str| made_from(link, "see https://", " soon");
        let made = ENTRIES
            .iter()
            .flat_map(|entry| entry.patterns.iter().flat_map(in_text).chain(entry.links.iter().flat_map(in_links)));
        for text in given.chain(made) {
            let text = text.as_str();
            let reading = Reading::new(text);
            let addresses: Vec<_> = reading.tokens().iter().filter(|token| token.kind == Kind::Url).collect();
            let mut hits = Vec::new();
            matcher.find(&reading, &mut hits);
            for (index, [patterns, links]) in oracles.iter().enumerate() {
                let own = |tokens: u16| {
                    hits.iter().filter(move |hit| usize::from(hit.entry) == index && hit.tokens == tokens)
                };
                if !patterns.is_empty() {
                    let first =
                        patterns.iter().filter_map(|oracle| oracle.find(text.as_bytes())).map(|m| m.start()).min();
                    let ours = own(0).map(|hit| hit.start as usize).min();
                    assert_eq!(ours, first, "{} in “{text}”", ENTRIES[index].rule().id);
                    found[0] += usize::from(first.is_some());
                }
                for address in addresses.iter().filter(|_| !links.is_empty()) {
                    let theirs = links.iter().any(|oracle| oracle.is_match(reading.folded(address).as_bytes()));
                    let ours = own(1).any(|hit| hit.start == address.start);
                    assert!(!theirs || ours, "{} in “{text}”", ENTRIES[index].rule().id);
                    assert!(
                        theirs || !ours || !ENTRIES[index].phrases.is_empty(),
                        "{} in “{text}”",
                        ENTRIES[index].rule().id
                    );
                    found[1] += usize::from(theirs);
                }
            }
        }
        assert!(found.iter().all(|count| *count > 100), "{found:?}: too few to mean anything");
    }

    #[test]
    fn every_phrase_fires_in_a_carrier_sentence() {
        let matcher = Matcher::new();
        let mut silent = Vec::new();
        for (index, entry) in ENTRIES.iter().enumerate() {
            for phrase in entry.phrases {
                let keys = phrase::keys(phrase, fold::string).expect("the build accepted it");
                for key in keys.iter().step_by(keys.len().div_ceil(MOST_KEYS)) {
                    let before = match key.first() {
                        Some(&BEGIN) => "",
                        Some(&OPEN) => "Well then. ",
                        _ => "Well then, ",
                    };
                    let after = match () {
                        () if key.contains(&END) => "",
                        () if matches!(key.last(), Some(&CLOSE | &ASKED)) => " Or so",
                        () => " or so",
                    };
                    let text = format!("{before}{}{after}", sample(key));
                    let mut hits = Vec::new();
                    matcher.find(&Reading::new(&text), &mut hits);
                    if !hits.iter().any(|hit| usize::from(hit.entry) == index) {
                        silent.push(format!("{} [{}] `{phrase}`: {text}", entry.rule().id, entry.lang.code()));
                    }
                }
            }
        }
        assert!(silent.is_empty(), "{} silent:\n{}", silent.len(), silent.join("\n"));
    }

    #[test]
    fn phrases_keep_to_their_sentence() {
        let table = [
            // phrase, text, whether it occurs
            ("thanks for following! check out", "Thanks for following! Check out my site", true),
            ("thanks for following! check out", "thanks for following, check out my site", true),
            ("click here", "I heard a click. Here we go", false),
            ("click here", "CLICK 👉 HERE", true),
            ("win .. prize", "win a big prize", true),
            ("win .. prize", "we win. A prize is rare", false),
            ("win ...6 prize", "we win. A prize is rare", true),
            ("markier*", "Markiere jemanden", true),
            ("^dear sir", "@someone 🎉 Dear Sir", true),
            ("^dear sir", "oh dear sir", false),
            ("great post$", "Great post! 🔥🔥", true),
            ("great post$", "Great post about otters", false),
            (".shop our", "Big news. Shop our sale", true),
            (".shop our", "🎉 shop our sale", true),
            (".shop our", "@someone shop our sale", true),
            (".shop our", "I shop our way", false),
            ("buy now<end>", "you should buy now!", true),
            ("buy now<end>", "you should buy now 🎉", true),
            ("buy now<end>", "what would you buy now that it rains", false),
            (".thoughts<asked>", "That was it. Thoughts?", true),
            (".thoughts<asked>", "Any thoughts?", false),
            (".thoughts<asked>", "Thoughts of you", false),
            ("was it ..3<asked>", "was it?", true),
            ("was it ..3<asked>", "was it a good day?", true),
            ("was it ..3<asked>", "was it a very good day out?", false),
            ("was it ..3<asked>", "as was it. Good?", false),
            ("agree<asked> comment", "agree? Comment below", true),
            ("agree<asked> comment", "agree. Comment below", false),
            ("only <money> left", "only $3 left", true),
            ("only <money> left", "only 3 € left", true),
            ("only <money> left", "only R$ 3 left", true),
            ("only <money> left", "only 3 left", false),
            ("<percent> off", "now 30% off", true),
            ("<percent> off", "now 30 percent off", true),
            ("<percent> off", "now 30 off", false),
            ("only <num> left", "only 3 left", true),
            ("only <num> left", "only three left", false),
            ("^the result<asked>", "The result? Wet socks.", true),
            ("^the result<asked>", "The result was wet socks, wasn't it?", false),
            ("^new post :: ..6 <url>$", "New post: on otters https://a.example/b", true),
            ("^new post :: ..6 <url>$", "New post – on otters https://a.example/b", true),
            ("^new post :: ..6 <url>$", "New post on otters https://a.example/b", false),
        ];
        for (pattern, text, expected) in table {
            let keys = phrase::keys(pattern, fold::string).expect("well formed");
            let automaton = weave::weave(&keys.into_iter().map(|key| (key, 0)).collect()).expect("few words");
            let found = matcher::occurs(automaton, text);
            assert_eq!(found, expected, "`{pattern}` in “{text}”");
        }
    }
}
