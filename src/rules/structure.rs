//! Evidence in the shape of a message rather than in its words.
//!
//! Each detector serves one rule of the tables, which says what it weighs and why; here stands only how it is found.
//! Shapes are weak evidence: but for those of feeds and apps they count in clusters only, beside phrases or each other.

mod contrast;
mod feed;
mod layout;

use super::{Detector, ENTRIES, EntryLang, Gate, Hit};
use crate::report::Family;
use crate::text::Reading;
use crate::text::language::Identified;
use crate::text::token::Token;

/// Every structural hit. `hits` holds what the phrases and patterns found, and is added to.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    settle(hits);
    density(reading, hits);
    contrast::find(reading, hits);
    feed::find(reading, hits);
    layout::find(reading, hits);
}

/// Whether a hit is a habit: evidence of this family that counts in clusters only.
fn is_habit(hit: &Hit) -> bool {
    ENTRIES.get(usize::from(hit.entry)).is_some_and(|entry| {
        let rule = entry.rule();
        rule.family == Family::Automated && rule.gate == Gate::Cluster
    })
}

/// Where one habit lies inside another ("inspiring" in "truly inspiring"), only the longer one stays: the same words are
/// not two pieces of evidence.
fn settle(hits: &mut Vec<Hit>) {
    let mut habits: Vec<Hit> = hits.iter().copied().filter(is_habit).collect();
    habits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.entry));
    let mut reached = 0;
    let mut kept: Option<Hit> = None;
    habits.retain(|hit| {
        let inside = hit.end <= reached && kept.is_none_or(|kept| kept.entry != hit.entry);
        if !inside {
            reached = reached.max(hit.end);
            kept = Some(*hit);
        }
        !inside
    });
    hits.retain(|hit| !is_habit(hit));
    hits.append(&mut habits);
}

/// The hit of a detector over some tokens; none over no tokens.
fn hit(detector: Detector, tokens: &[Token]) -> Option<Hit> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(Hit { entry: detector.entry(), start: first.start, end: last.end, tokens: tokens.len() as u16 })
}

/// So many different habits make a text dense …
const DENSE: usize = 3;
/// … when there is one to at most so many words. Of 44,956 human messages 2 are as dense; of 1,000 posts that one model wrote
/// 500.
const DENSE_WORDS_EACH: usize = 20;
/// Or fewer, when they make up so much of the message (3 of 44,956).
const COVERING: usize = 2;
/// The share of the words that is much.
const COVERED: f64 = 0.4;

/// Many different habits in few words, each of which counts for little alone.
fn density(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let spoken_here = |lang: EntryLang| match (lang, reading.language()) {
        (EntryLang::Spoken(phrase), Identified::Spoken(text)) => phrase == text,
        (EntryLang::Spoken(phrase), Identified::Mixed(a, b)) => phrase == a || phrase == b,
        _ => true,
    };
    let mut habits: Vec<(u32, u32)> = hits
        .iter()
        .filter(|hit| is_habit(hit))
        .filter(|hit| ENTRIES.get(usize::from(hit.entry)).is_some_and(|entry| spoken_here(entry.lang)))
        .map(|hit| (hit.start, hit.end))
        .collect();
    habits.sort_unstable();
    // What overlaps is one habit.
    habits.dedup_by(|next, kept| {
        let overlaps = next.0 < kept.1;
        if overlaps {
            kept.1 = kept.1.max(next.1);
        }
        overlaps
    });
    let words = |(start, end): &(u32, u32)| reading.within(*start..*end).iter().filter(|t| t.is_wordlike()).count();
    let mut different: Vec<String> = habits
        .iter()
        .filter_map(|(start, end)| reading.text().get(*start as usize..*end as usize))
        .map(str::to_lowercase)
        .collect();
    different.sort_unstable();
    different.dedup();
    let covered = habits.iter().map(words).sum::<usize>() as f64;
    let dense = different.len() >= DENSE && reading.words() <= different.len() * DENSE_WORDS_EACH;
    if dense || (different.len() >= COVERING && covered >= COVERED * reading.words() as f64) {
        let entry = Detector::ManyHabits.entry();
        hits.extend(habits.into_iter().map(|(start, end)| Hit { entry, start, end, tokens: 0 }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts which detectors fire in a text, by the id of their rule.
    #[track_caller]
    fn assert_found(text: &str, expected: &[&str]) {
        let mut hits = Vec::new();
        find(&Reading::new(text), &mut hits);
        let mut found: Vec<&str> = hits.iter().map(|hit| ENTRIES[usize::from(hit.entry)].rule().id).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, expected, "in “{text}”");
    }

    #[test]
    fn finds_shapes_and_leaves_their_neighbours() {
        for (text, expected) in [
            // Where a check-in app says it was, and where a person does.
            ("I'm at Rye Dock (Rye, East Sussex) https://a.example/x", &["automated/place-line"][..]),
            ("At Rye Dock — https://a.example/x", &["automated/place-line"]),
            ("With Ada and Bo at Rye Dock [pic] — https://a.example/x", &["automated/place-line"]),
            ("I'm at the dock https://a.example/x", &[]),
            ("At last! https://a.example/x", &[]),
            ("Lovely cake, go there (@ Rye Dock in Rye) https://a.example/x", &[]),
            // Headlines.
            ("Otters Return To The Upper Wharfe https://a.example/x", &["automated/headline-link"]),
            ("Otters return to the upper Wharfe https://a.example/x", &[]),
            ("My Otters Return To The Upper Wharfe https://a.example/x", &[]),
            ("Otters return to the upper Wharfe https://ift.tt/x", &["automated/headline-tracked-link"]),
            ("I saw otters on the upper Wharfe https://ift.tt/x", &[]),
            ("Council approves new bridge over the... https://a.example/x", &["automated/cut-headline"]),
            ("so I was thinking about the bridge... https://a.example/x", &[]),
            ("#FF @a @b @c @d", &["automated/follow-list"]),
            ("#FF @a, who taught me knots", &[]),
            // Contrasts.
            ("It isn't a garden — it's a letter.", &["automated/dashed-contrast"]),
            ("This is not a garden. It's a letter.", &["automated/contrast"]),
            ("No es una sopa — es un refugio.", &["automated/dashed-contrast"]),
            ("Das ist keine Suppe – es ist ein Zuhause.", &["automated/dashed-contrast"]),
            ("Ce n'est pas une soupe — c'est un refuge.", &["automated/dashed-contrast"]),
            ("Não é uma sopa — é um refúgio.", &["automated/dashed-contrast"]),
            ("Non è una zuppa — è un rifugio.", &["automated/dashed-contrast"]),
            ("Het is geen soep — het is een thuis.", &["automated/dashed-contrast"]),
            ("It isn't raining and it's warm.", &[]),
            ("Ich komme nicht heute, sondern morgen.", &[]),
            (
                "It isn't a wall — it's a door. And it's not a key — it's a hand.",
                &["automated/contrast-chain", "automated/dash-pair", "automated/dashed-contrast"],
            ),
        ] {
            assert_found(text, expected);
        }
    }

    #[test]
    fn layouts_need_several_lines() {
        for (text, expected) in [
            ("🌱 Rest\n🌱 Walk\n🌱 Read", &["automated/emoji-list"][..]),
            ("🌱 Rest is good", &[]),
            ("Three rules:\n\n1. Rest\n2. Walk\n3. Read", &["automated/tidy-list"]),
            ("1. Rest", &[]),
            ("You may rest. You may go. You may stay.", &["automated/same-beginning"]),
            ("You may rest. I must go. You may stay.", &[]),
        ] {
            assert_found(text, expected);
        }
    }
}
