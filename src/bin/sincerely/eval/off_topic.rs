//! `sincerely eval --off-topic`: how well the engine tells a reply that takes up what it answers from one that does not.
//!
//! - The same human reply under its own parent and under five parents of other replies of its set, drawn at random.
//! - The same pitch under a request for it, under the other requests of its language, and under the parents of that
//!   language in the data; the pairs were written for this and stand in `training/relation/asked.tsv`.
//! - Human replies under their own parents that are nudged for passing them by, or said to tell them over again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;
use sincerely::{Draft, Engine, Family, Kind, Level, Report};

use super::measure::{self, Share};
use super::repeats::{Random, median};
use super::{Barred, rows};

/// Language, request, pitch.
const ASKED: &str = include_str!("../../../../training/relation/asked.tsv");
const OTHERS: usize = 5;
/// Fewer replies than this make no line of their own.
const FEWEST_REPLIES: usize = 100;
const RESTATES: &str = "automated/restates-parent";

/// A line of the table.
#[derive(Serialize)]
struct Line {
    what: String,
    /// Replies, pitches or rows.
    of: usize,
    value: f64,
    bar: Option<f64>,
    /// Whether the bar is the most it may be.
    most: bool,
}

impl Line {
    fn is_missed(&self) -> bool {
        measure::misses(self.value, self.bar, self.most)
    }
}

/// Everything that is measured.
#[derive(Serialize)]
pub struct OffTopic {
    lines: Vec<Line>,
    /// Microseconds that a parent of 280 characters adds to a judgement.
    parent: f64,
}

impl Barred for OffTopic {
    fn missed(&self) -> Vec<String> {
        let missed = self.lines.iter().filter(|line| line.is_missed());
        missed.map(|line| format!("{}: {:.4}", line.what, line.value)).collect()
    }

    fn print(&self) {
        println!("{:<74}{:>7}{:>10}{:>10}", "", "of", "", "bar");
        for line in &self.lines {
            let sign = if line.most { "≤" } else { "≥" };
            let bar = line.bar.map_or(String::new(), |bar| format!("{sign} {bar}"));
            let missed = if line.is_missed() { "  MISSED" } else { "" };
            println!("{:<74}{:>7}{:>10.4}{bar:>10}{missed}", line.what, line.of, line.value);
        }
        println!("\nA parent of 280 characters takes {:.1} µs", self.parent);
    }
}

/// A reply and what it answers.
#[derive(Clone)]
struct Reply {
    draft: Draft,
    language: String,
    labels: Option<Vec<Family>>,
}

impl Reply {
    fn parent(&self) -> &str {
        self.draft.parent.as_deref().unwrap_or_default()
    }

    fn is_human(&self) -> bool {
        self.labels.as_ref().is_some_and(Vec::is_empty)
    }

    fn is_off_topic(&self) -> bool {
        self.labels.as_ref().is_some_and(|labels| labels.contains(&Family::OffTopic))
    }

    fn under(&self, parent: &str) -> Draft {
        Draft { parent: Some(parent.to_owned()), ..self.draft.clone() }
    }
}

fn score(engine: &Engine, drafts: &[Draft]) -> Vec<f64> {
    drafts.par_iter().map(|draft| engine.check(draft).scores.off_topic).collect()
}

/// How often the score of a wrong parent is above that of the own one.
fn auc(engine: &Engine, own: &[Draft], others: &[Draft]) -> f64 {
    measure::auc(&score(engine, others), &score(engine, own)).map_or(0.0, |area| area.value)
}

fn is_nudged(report: &Report) -> bool {
    report.level > Level::Quiet && report.findings.iter().any(|finding| finding.family == Family::OffTopic)
}

/// Measures.
///
/// # Errors
///
/// When the data cannot be read.
pub fn measure(places: &[PathBuf]) -> Result<OffTopic> {
    let engine = Engine::default();
    let mut sets: BTreeMap<String, Vec<Reply>> = BTreeMap::new();
    for set in rows::sets(places)? {
        for row in rows::read(&set)? {
            let draft = Draft { lang: None, ..row.draft };
            if draft.parent.as_ref().is_some_and(|parent| !parent.trim().is_empty()) {
                let reply = Reply { draft, language: row.lang.unwrap_or_default(), labels: row.labels };
                sets.entry(set.name.clone()).or_default().push(reply);
            }
        }
    }
    let human: BTreeMap<&str, Vec<&Reply>> = sets
        .iter()
        .map(|(set, replies)| (set.as_str(), replies.iter().filter(|reply| reply.is_human()).collect()))
        .collect();
    let mut lines = Vec::new();
    let mut line = |what: &str, of: usize, value: f64, bar: Option<f64>, most: bool| {
        lines.push(Line { what: what.to_owned(), of, value, bar, most });
    };

    let (mut areas, mut replies) = (Vec::new(), 0);
    for (set, own) in human.iter().filter(|(set, own)| own.len() >= FEWEST_REPLIES && **set != "authored") {
        let random = &mut Random::new(0);
        let others: Vec<Draft> = own.iter().flat_map(|reply| under_others(reply, own, random)).collect();
        let own: Vec<Draft> = own.iter().map(|reply| reply.draft.clone()).collect();
        let area = auc(&engine, &own, &others);
        line(&format!("human replies, another parent against their own: AUC, {set}"), own.len(), area, None, false);
        areas.push(area);
        replies += own.len();
    }
    let mean = areas.iter().sum::<f64>() / areas.len().max(1) as f64;
    line("human replies, another parent against their own: mean AUC", replies, mean, Some(0.72), false);

    let pitches: Vec<Reply> = ASKED.lines().filter_map(pitch).collect();
    let own: Vec<Draft> = pitches.iter().map(|pitch| pitch.draft.clone()).collect();
    let of_language = |language: &str| pitches.iter().filter(|pitch| pitch.language == language).collect::<Vec<_>>();
    let random = &mut Random::new(0);
    let asked: Vec<Draft> =
        pitches.iter().flat_map(|pitch| under_others(pitch, &of_language(&pitch.language), random)).collect();
    line(
        "pitches, another request against the one for it: AUC",
        own.len(),
        auc(&engine, &own, &asked),
        Some(0.85),
        false,
    );
    let posts: Vec<Draft> = pitches
        .iter()
        .flat_map(|pitch| {
            let there: Vec<&Reply> =
                human.values().flatten().copied().filter(|r| r.language == pitch.language).collect();
            under_others(pitch, &there, random)
        })
        .collect();
    line(
        "pitches, a post of the data against the request for it: AUC",
        own.len(),
        auc(&engine, &own, &posts),
        Some(0.85),
        false,
    );

    let all: Vec<&&Reply> = human.values().flatten().collect();
    let reports: Vec<Report> = all.par_iter().map(|reply| engine.check(&reply.draft)).collect();
    let share = |holds: &dyn Fn(&Report) -> bool| Share::of(reports.iter().map(holds)).value();
    line("human replies nudged for passing by their parent: share", all.len(), share(&is_nudged), Some(0.002), true);
    let restates = |report: &Report| report.findings.iter().any(|finding| finding.rule == RESTATES);
    line("human replies said to tell their parent over again: share", all.len(), share(&restates), Some(0.001), true);
    if let Some(authored) = sets.get("authored") {
        let labelled: Vec<&Reply> = authored.iter().filter(|reply| reply.labels.is_some()).collect();
        let predicted: Vec<(bool, bool)> =
            labelled.iter().map(|reply| (is_nudged(&engine.check(&reply.draft)), reply.is_off_topic())).collect();
        let count = |wanted: (bool, bool)| predicted.iter().filter(|pair| **pair == wanted).count() as f64;
        let hits = count((true, true));
        let f1 = 2.0 * hits / (2.0 * hits + count((true, false)) + count((false, true))).max(1.0);
        line("off_topic, authored: F1", labelled.len(), f1, Some(0.7), false);
    }
    Ok(OffTopic { lines, parent: time(&engine) })
}

fn pitch(line: &str) -> Option<Reply> {
    let mut parts = line.split('\t');
    let (language, parent, text) = (parts.next()?, parts.next()?, parts.next()?);
    let draft = Draft { parent: Some(parent.to_owned()), ..Draft::new(text).kind(Kind::Comment) };
    Some(Reply { draft, language: language.to_owned(), labels: None })
}

/// The same reply under some parents of others.
fn under_others(reply: &Reply, others: &[&Reply], random: &mut Random) -> Vec<Draft> {
    let mut drawn = BTreeSet::new();
    for _ in 0..OTHERS {
        if !others.is_empty() {
            drawn.insert(random.pick(others).parent());
        }
    }
    drawn.into_iter().filter(|parent| *parent != reply.parent()).map(|parent| reply.under(parent)).collect()
}

/// What a parent of 280 characters adds, in microseconds: the median over pairs of judgements.
fn time(engine: &Engine) -> f64 {
    const PARENT: &str = "Honestly the best part of the trip was getting lost in the old town and ending up in a tiny café \
        where nobody spoke English. We pointed at things, laughed a lot and had the best soup of my life. Would do it \
        again tomorrow, no map, no plan. Who is coming with me next time, and where should we go?";
    let without =
        Draft::new("I would come along, I know a place in Porto where the soup is even better.").kind(Kind::Reply);
    let with = Draft { parent: Some(PARENT.to_owned()), ..without.clone() };
    let timed = |draft: &Draft| {
        let start = Instant::now();
        std::hint::black_box(engine.check(std::hint::black_box(draft)));
        start.elapsed().as_secs_f64() * 1e6
    };
    median((0..4_001).map(|_| timed(&with) - timed(&without)).collect())
}
