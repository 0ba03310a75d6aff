//! Evidence in the shape of a message rather than in its words.
//!
//! Each detector serves one rule of the tables, which says what it weighs and why; here stands only how it is found.
//! Shapes are weak evidence: but for those of feeds and apps they count in clusters only, beside phrases or each other.

mod contrast;
mod feed;
mod layout;

use std::cmp::Reverse;

use super::{Detector, ENTRIES, EntryLang, Gate, Hit, pitch, skeleton};
use crate::nudge::Reason;
use crate::order::{distinct, sorted};
use crate::report::Family;
use crate::text::Reading;
use crate::text::language::Identified;
use crate::text::token::Token;

/// Every structural hit. `hits` holds what the phrases and patterns found, and is added to.
///
/// The parts are never inlined, and what few texts ask for is a function of its own: browsers compile a function when it is first
/// called, and joined these are one that takes 6 ms.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    if hits.iter().any(|hit| is_habit(hit) || is_abstract(hit)) {
        habits(reading, hits);
    }
    contrast::find(reading, hits);
    feed::find(reading, hits);
    layout::find(reading, hits);
    skeleton::find(reading, hits);
    pitch::find(reading, hits);
}

/// Lets habits count where there are many, and each of them once.
#[inline(never)]
fn habits(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    thin_out(reading, hits);
    settle(hits);
    density(reading, hits);
}

/// Whether a phrase of this language means here what it means in its own.
fn is_spoken_in(reading: &Reading<'_>, lang: EntryLang) -> bool {
    match (lang, reading.language()) {
        (EntryLang::Spoken(phrase), Identified::Spoken(text)) => phrase == text,
        (EntryLang::Spoken(phrase), Identified::Mixed(a, b)) => phrase == a || phrase == b,
        _ => true,
    }
}

/// So many different words for ideas …
const ABSTRACT: usize = 3;
/// … that make up at least this share of the words make a text abstract. Of 44,956 human messages 18 are; of 1,000 posts
/// that one model wrote 650.
const ABSTRACT_SHARE: f64 = 0.07;
/// So many, with this share, are evidence beside other habits. Fewer are anybody's words and no evidence at all.
const FEW_ABSTRACT: usize = 2;
/// See [`FEW_ABSTRACT`].
const FEW_ABSTRACT_SHARE: f64 = 0.085;
/// Words that begin with the same letters are one word: "inspire", "inspiring".
const SAME_STEM: usize = 6;

/// Whether a hit is a word for an idea in general.
fn is_abstract(hit: &Hit) -> bool {
    ENTRIES.get(usize::from(hit.entry)).is_some_and(|entry| entry.rule().reason == Reason::AbstractWords)
}

/// Lets words for ideas in general count only where they stand close together.
fn thin_out(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let entry = |hit: &Hit| ENTRIES.get(usize::from(hit.entry));
    let here: Vec<Hit> = hits
        .iter()
        .copied()
        .filter(|hit| is_abstract(hit) && entry(hit).is_some_and(|e| is_spoken_in(reading, e.lang)))
        .collect();
    let here = most_of_one_language(here);
    let words = here
        .iter()
        .filter_map(|hit| reading.within(hit.start..hit.end).first())
        .map(|token| reading.folded(token).as_bytes());
    let stems = distinct(words.map(|word| &word[..word.len().min(SAME_STEM)]));
    let share = stems.len() as f64 / reading.words().max(1) as f64;
    let dense = stems.len() >= ABSTRACT && share >= ABSTRACT_SHARE;
    if dense || stems.len() < FEW_ABSTRACT || share < FEW_ABSTRACT_SHARE {
        hits.retain(|hit| !is_abstract(hit));
    }
    if dense {
        let entry = Detector::AbstractDensity.entry();
        hits.extend(here.into_iter().map(|hit| Hit { entry, ..hit }));
    }
}

/// The hits of the language that has most of them: where the text's own is not known, words of several do not add up.
fn most_of_one_language(hits: Vec<Hit>) -> Vec<Hit> {
    let of = |entry: u16| hits.iter().filter(|hit| hit.entry == entry).count();
    let most = hits.iter().map(|hit| hit.entry).max_by_key(|entry| (of(*entry), std::cmp::Reverse(*entry)));
    hits.into_iter().filter(|hit| Some(hit.entry) == most).collect()
}

/// Whether a hit is a habit: evidence of this family that counts in clusters only.
fn is_habit(hit: &Hit) -> bool {
    ENTRIES.get(usize::from(hit.entry)).is_some_and(|entry| {
        let rule = entry.rule();
        rule.family == Family::Automated && rule.gate == Gate::Cluster
    })
}

/// Where habits overlap ("inspiring" in "truly inspiring"), only the first and longest stays: the same words are not two
/// pieces of evidence.
fn settle(hits: &mut Vec<Hit>) {
    let found = hits.iter().filter(|hit| is_habit(hit)).map(|hit| (hit.start, Reverse(hit.end), hit.entry, hit.tokens));
    let in_order = sorted(found).into_iter();
    let habits = in_order.map(|(start, Reverse(end), entry, tokens)| Hit { entry, start, end, tokens });
    let mut kept: Option<Hit> = None;
    let apart: Vec<Hit> = habits
        .filter(|hit| {
            let apart = kept.is_none_or(|kept| hit.start >= kept.end || hit.entry == kept.entry);
            if apart {
                kept = Some(Hit { end: hit.end.max(kept.map_or(0, |kept| kept.end)), ..*hit });
            }
            apart
        })
        .collect();
    hits.retain(|hit| !is_habit(hit));
    hits.extend(apart);
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
/// Fewer than one to so many words are what any long text has, and no evidence.
const SPARSE_WORDS_EACH: usize = 40;
/// Or fewer, when they make up so much of the message (3 of 44,956).
const COVERING: usize = 2;
/// … and it is no shorter than this; short praise is a matter of stock phrases.
const COVERING_FROM: usize = 8;
/// The share of the words that is much.
const COVERED: f64 = 0.4;

/// Many different habits in few words, each of which counts for little alone.
fn density(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let mut habits: Vec<(u32, u32)> = hits
        .iter()
        .filter(|hit| is_habit(hit) && !is_abstract(hit))
        .filter(|hit| ENTRIES.get(usize::from(hit.entry)).is_some_and(|entry| is_spoken_in(reading, entry.lang)))
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
    let quoted = habits.iter().filter_map(|(start, end)| reading.text().get(*start as usize..*end as usize));
    let different = distinct(quoted.map(str::to_lowercase));
    let covered = habits.iter().map(words).sum::<usize>() as f64;
    let dense = different.len() >= DENSE && reading.words() <= different.len() * DENSE_WORDS_EACH;
    if reading.words() > different.len() * SPARSE_WORDS_EACH {
        hits.retain(|hit| !is_habit(hit));
        return;
    }
    let covering = different.len() >= COVERING && covered >= COVERED * reading.words() as f64;
    if dense || (covering && reading.words() >= COVERING_FROM) {
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
            ("At last it is warm! https://a.example/x", &[]),
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
