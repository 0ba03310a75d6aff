//! `sincerely eval --repeats`: how well copies of what was sent are noticed, and how often something else is taken for one.
//!
//! Each round draws half of the sets for the history (400 human messages of 8 to 60 words) and the other half for unrelated
//! messages. Copies are messages of the history, edited; a word is replaced by a word of an unrelated message. A message
//! with half of its word trigrams in the history is no unrelated one and left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;
use sincerely::Kind;
use sincerely::relation::{History, Place};
use sincerely::text::Reading;

use super::measure::{Share, misses};
use super::{Barred, rows};

const ROUNDS: u64 = 5;
const HISTORY: usize = 400;
const UNRELATED: usize = 1_500;
const OF_ONE_SOURCE: usize = 150;
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=60;
const LONG: usize = 600;
const SHORT: usize = 280;
const DAY: u64 = 24 * 60 * 60 * 1000;
const HOUR: u64 = DAY / 24;
const NOW: u64 = 20_000 * DAY;
const LATER: u64 = NOW + 100 * DAY;

/// A line of the table.
#[derive(Serialize)]
pub struct Line {
    what: String,
    noticed: Share,
    /// The least it may be, or the most where that is wanted.
    bar: Option<f64>,
    most: bool,
}

impl Line {
    fn is_missed(&self) -> bool {
        misses(self.noticed.value(), self.bar, self.most)
    }
}

/// Everything that is measured.
#[derive(Serialize)]
pub struct Repeats {
    lines: Vec<Line>,
    /// Microseconds, the median: a look among 2,000 remembered messages, and taking them up from bytes.
    look: f64,
    load: f64,
    /// Bytes stored for a message of the history, on average.
    bytes: f64,
}

impl Barred for Repeats {
    fn missed(&self) -> Vec<String> {
        let missed = self.lines.iter().filter(|line| line.is_missed());
        missed.map(|line| format!("{}: {:.4}, the bar is {:?}", line.what, line.noticed.value(), line.bar)).collect()
    }

    fn print(&self) {
        println!("{:<62}{:>8}{:>26}{:>10}", "What", "messages", "noticed [95 % interval]", "bar");
        for line in &self.lines {
            let Line { what, noticed, bar, most } = line;
            let share =
                format!("{:.2} % [{:.2}, {:.2}]", 100.0 * noticed.value(), 100.0 * noticed.low, 100.0 * noticed.high);
            let sign = if *most { "≤" } else { "≥" };
            let bar = bar.map_or(String::new(), |bar| format!("{sign} {} %", 100.0 * bar));
            println!(
                "{what:<62}{:>8}{share:>26}{bar:>10}{}",
                noticed.whole,
                if line.is_missed() { "  MISSED" } else { "" }
            );
        }
        println!(
            "\nA look among 2,000 remembered: {:.0} µs; loading them: {:.0} µs; {:.0} bytes a message",
            self.look, self.load, self.bytes
        );
    }
}

/// [SplitMix64](https://doi.org/10.1145/2714064.2660195): the same draws on every machine.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

fn place(now: u64) -> Place<'static> {
    Place { key: Some("x"), kind: Some(Kind::Post), now: Some(now), ..Place::default() }
}

/// Messages that were sent an hour apart.
fn history<'t>(texts: impl Iterator<Item = &'t str>) -> History {
    let mut history = History::new(*b"any salt will do");
    for (hours, text) in (0..).zip(texts) {
        // At the same time it would be a retry.
        history.remember(&Reading::new(text), &place(NOW + hours * HOUR));
    }
    history
}

fn earlier(history: &History, text: &str) -> u32 {
    history.look(&Reading::new(text), &place(LATER)).map_or(0, |repeat| repeat.earlier)
}

fn noticed(history: &History, texts: &[String]) -> Vec<bool> {
    texts.par_iter().map(|text| earlier(history, text) > 0).collect()
}

type Trigrams = BTreeSet<[String; 3]>;

fn trigrams(text: &str) -> Trigrams {
    let reading = Reading::new(text);
    let words: Vec<&str> = reading.tokens().iter().filter(|t| t.is_wordlike()).map(|t| reading.folded(t)).collect();
    words.windows(3).map(|w| [w[0].to_owned(), w[1].to_owned(), w[2].to_owned()]).collect()
}

/// The share of the smaller set that is in the other.
fn containment(a: &Trigrams, b: &Trigrams) -> f64 {
    a.intersection(b).count() as f64 / a.len().min(b.len()).max(1) as f64
}

/// The texts that no text of a history half contains.
fn apart<'t>(texts: &[&'t str], history: &[&str]) -> Vec<&'t str> {
    let known: Vec<Trigrams> = history.iter().map(|text| trigrams(text)).collect();
    let is_apart = |text: &&&str| {
        let own = trigrams(text);
        known.iter().all(|other| containment(&own, other) < 0.5)
    };
    texts.par_iter().filter(is_apart).copied().collect()
}

struct Data {
    /// Human messages of 8 to 60 words, by set.
    human: BTreeMap<String, Vec<String>>,
    /// Messages of more than [`LONG`] characters.
    long: Vec<String>,
    /// By kind.
    templates: BTreeMap<Option<Kind>, Vec<String>>,
    /// Posts of one person.
    author: Vec<String>,
}

fn data(places: &[PathBuf]) -> Result<Data> {
    let mut data = Data { human: BTreeMap::new(), long: vec![], templates: BTreeMap::new(), author: vec![] };
    let mut seen = BTreeSet::new();
    for set in rows::sets(places)? {
        for row in rows::read(&set)? {
            let (text, kind) = (row.draft.text, row.draft.kind);
            if !seen.insert(text.clone()) {
                continue;
            }
            let words = Reading::new(&text).words();
            if text.chars().count() >= LONG {
                data.long.push(text.clone());
            }
            match set.name.as_str() {
                "templates" if words >= *LENGTHS.start() => data.templates.entry(kind).or_default().push(text),
                "linkedin_creator" if words >= *LENGTHS.start() => data.author.push(text),
                _ if row.labels.is_some_and(|labels| labels.is_empty()) && LENGTHS.contains(&words) => {
                    data.human.entry(set.name.clone()).or_default().push(text);
                }
                _ => {}
            }
        }
    }
    Ok(data)
}

const NAMES: [&str; 10] =
    ["Anna", "Bob", "Chloé", "Dmitri", "Elena", "Farouk", "Giulia", "Hiroshi", "Ingrid Larsen", "José"];
const COMPANIES: [&str; 10] = [
    "Acme",
    "Globex",
    "Initech",
    "Umbrella Health",
    "Stark Industries",
    "Wayne",
    "Wonka Foods",
    "Cyberdyne Systems",
    "Hooli",
    "Tyrell",
];

fn link(random: &mut Random) -> String {
    format!("https://{}.example/{}", random.pick(&["a", "go", "meet"]), random.below(100_000))
}

/// A message to somebody of some company, with a link.
fn addressed(text: &str, random: &mut Random) -> String {
    let (name, company) = (random.pick(&NAMES), random.pick(&COMPANIES));
    format!("Hi {name}, {text} Best wishes to everybody at {company}! {}", link(random))
}

/// A template with its slots filled; those that are no name, company or link always in the same way.
fn filled(template: &str, random: &mut Random) -> String {
    let (name, company) = (*random.pick(&NAMES), *random.pick(&COMPANIES));
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['[', '{', '<']) {
        let (before, slot) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = slot.find([']', '}', '>']) else { break };
        let label = slot[..end].to_lowercase();
        let link = link(random);
        let filling = match () {
            () if label.contains("name") || label.contains("nombre") => name,
            () if label.contains("company") || label.contains("firm") => company,
            () if label.contains("link") || label.contains("url") => &link,
            () => "logistics",
        };
        out.push_str(filling);
        rest = slot[end..].trim_start_matches([']', '}', '>']);
    }
    out + rest
}

/// How a template writes its first slot.
fn slot_style(template: &str) -> &str {
    template.find(['[', '{', '<']).map_or("", |at| {
        let end = template[at..].find(|c| !matches!(c, '[' | '{' | '<')).unwrap_or(0);
        &template[at..at + end]
    })
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The same text with some of its words replaced by others.
fn replaced(text: &str, share: f64, others: &[&str], random: &mut Random) -> String {
    let mut words = words(text);
    let mut order: Vec<usize> = (0..words.len()).collect();
    random.shuffle(&mut order);
    for at in order.into_iter().take((words.len() as f64 * share).round() as usize) {
        words[at] = others[random.below(others.len())];
    }
    words.join(" ")
}

fn first_characters(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

pub fn measure(places: &[PathBuf]) -> Result<Repeats> {
    let data = data(places)?;
    let sets: Vec<&String> = data.human.keys().collect();
    let mut results: Vec<(String, Vec<bool>, Option<f64>, bool)> = Vec::new();
    let add = &mut |what: &str, found: Vec<bool>, bar: Option<f64>, most: bool| match results
        .iter_mut()
        .find(|(known, ..)| known == what)
    {
        Some((_, all, ..)) => all.extend(found),
        None => results.push((what.to_owned(), found, bar, most)),
    };
    for round in 0..ROUNDS {
        let random = &mut Random(round);
        let mut order = sets.clone();
        random.shuffle(&mut order);
        let draw = |sets: &[&String], random: &mut Random| {
            let mut texts: Vec<&str> = sets.iter().flat_map(|set| &data.human[*set]).map(String::as_str).collect();
            random.shuffle(&mut texts);
            texts
        };
        let (ours, theirs) = order.split_at(order.len() / 2);
        let mut sent = draw(ours, random);
        sent.truncate(HISTORY);
        let unrelated = draw(theirs, random);
        let (unrelated, rest) = unrelated.split_at(UNRELATED.min(unrelated.len()));
        let others: Vec<&str> = rest.iter().take(4_000).flat_map(|text| words(text)).collect();
        let before = history(sent.iter().copied());

        let slots: Vec<(String, String)> =
            sent.iter().map(|text| (addressed(text, random), addressed(text, random))).collect();
        let with_slots = history(slots.iter().map(|(sent, _)| sent.as_str()));
        let again: Vec<String> = slots.into_iter().map(|(_, again)| again).collect();
        add("names, company and link changed", noticed(&with_slots, &again), Some(0.99), false);
        let templates: Vec<&String> = data.templates.values().flatten().collect();
        let found = templates.iter().map(|template| {
            let one = history(std::iter::once(filled(template, random).as_str()));
            earlier(&one, &filled(template, random)) > 0
        });
        add("the same of stock templates", found.collect(), Some(0.99), false);

        let mut edit = |what: &str, bar: Option<f64>, edit: &dyn Fn(&str, &mut Random) -> String| {
            let texts: Vec<String> = sent.iter().map(|text| edit(text, random)).collect();
            // Under eight words nothing counts.
            let texts: Vec<String> =
                texts.into_iter().filter(|t| Reading::new(t).words() >= *LENGTHS.start()).collect();
            add(what, noticed(&before, &texts), bar, false);
        };
        edit("sent again as it was", Some(0.99), &|text, _| text.to_owned());
        edit("cut to 70 %, a link added", Some(0.99), &|text, random| {
            let words = words(text);
            let kept = words[..(words.len() as f64 * 0.7).ceil() as usize].join(" ");
            format!("{kept} {}", link(random))
        });
        edit("a sentence added after it", Some(0.99), &|text, random| format!("{text} {}", random.pick(rest)));
        edit("a sentence added before it", Some(0.99), &|text, random| format!("{} {text}", random.pick(rest)));
        edit("a sentence added inside", Some(0.99), &|text, random| {
            let words = words(text);
            let at = random.below(words.len());
            format!("{} {} {}", words[..at].join(" "), random.pick(rest), words[at..].join(" "))
        });
        for (percent, bar) in [(10, 0.99), (25, 0.95), (40, 0.8), (50, 0.0)] {
            let share = f64::from(percent) / 100.0;
            let bar = (bar > 0.0).then_some(bar);
            edit(&format!("{percent} % of the words replaced"), bar, &|text, random| {
                replaced(text, share, &others, random)
            });
        }
        let mut long: Vec<&String> = data.long.iter().collect();
        random.shuffle(&mut long);
        long.retain(|text| Reading::new(&first_characters(text, SHORT)).words() >= *LENGTHS.start());
        long.truncate(HISTORY);
        let texts: Vec<String> = long.iter().map(|text| first_characters(text, LONG)).collect();
        let elsewhere = history(texts.iter().map(String::as_str));
        let cut: Vec<String> = texts.iter().map(|text| first_characters(text, SHORT)).collect();
        add("600 characters cut to 280", noticed(&elsewhere, &cut), Some(0.95), false);

        let other: Vec<String> = apart(unrelated, &sent).into_iter().map(str::to_owned).collect();
        add("ALARMS: unrelated messages of other sets", noticed(&before, &other), Some(0.002), true);
        for set in sets.iter().filter(|set| data.human[**set].len() >= HISTORY + OF_ONE_SOURCE) {
            let mut texts: Vec<&str> = data.human[*set].iter().map(String::as_str).collect();
            random.shuffle(&mut texts);
            let (sent, rest) = texts.split_at(HISTORY);
            let other: Vec<String> = apart(&rest[..OF_ONE_SOURCE], sent).into_iter().map(str::to_owned).collect();
            let found = noticed(&history(sent.iter().copied()), &other);
            add("alarms within one source", found.clone(), None, true);
            add(&format!("  {set}"), found, None, true);
        }
        let mut posts: Vec<&str> = data.author.iter().map(String::as_str).collect();
        random.shuffle(&mut posts);
        let (sent, rest) = posts.split_at(HISTORY.min(posts.len()));
        let other: Vec<String> = apart(rest, sent).into_iter().map(str::to_owned).collect();
        add("alarms within one author", noticed(&history(sent.iter().copied()), &other), None, true);
    }
    let random = &mut Random(0);
    for (kind, templates) in &data.templates {
        let kind = kind.map_or("other", Kind::name);
        let texts: Vec<String> = templates.iter().map(|template| filled(template, random)).collect();
        let sets: Vec<Trigrams> = texts.iter().map(|text| trigrams(text)).collect();
        for (index, text) in texts.iter().enumerate() {
            let is_other = |other: &usize| *other != index && containment(&sets[index], &sets[*other]) < 0.5;
            // Two ways of writing a slot are two tools; one way may be, or the variants of one.
            let (surely, maybe): (Vec<usize>, Vec<usize>) = (0..texts.len())
                .filter(is_other)
                .partition(|other| slot_style(&templates[index]) != slot_style(&templates[*other]));
            let mut pairs = |what: &str, others: &[usize], bar: Option<f64>| {
                let alarms = earlier(&history(others.iter().map(|other| texts[*other].as_str())), text) as usize;
                add(what, (0..others.len()).map(|pair| pair < alarms).collect(), bar, true);
            };
            pairs("pairs of stock texts of one kind, surely of two tools", &surely, Some(0.002));
            pairs("pairs of stock texts of one kind, perhaps variants of one", &maybe, None);
            pairs(&format!("  {kind}"), &[surely, maybe].concat(), None);
        }
    }

    let mut texts: Vec<&str> = data.human.values().flatten().map(String::as_str).collect();
    random.shuffle(&mut texts);
    let full = history(texts.iter().take(2_000).copied());
    let stored = full.to_bytes();
    let looks = texts.iter().rev().take(1_001).map(|text| {
        let reading = Reading::new(text);
        timed(|| full.look(&reading, &place(LATER)))
    });
    let look = median(looks.collect());
    let load = median((0..21).map(|_| timed(|| History::from_bytes(&stored))).collect());
    let bytes = stored.len() as f64 / full.len().max(1) as f64;
    let line = |(what, found, bar, most): (String, Vec<bool>, Option<f64>, bool)| Line {
        what,
        noticed: Share::of(found.into_iter()),
        bar,
        most,
    };
    Ok(Repeats { lines: results.into_iter().map(line).collect(), look, load, bytes })
}

/// Microseconds.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1e6
}

pub(super) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
