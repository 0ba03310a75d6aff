//! What a judgement costs natively: `cargo bench --bench native`, a line of JSON a measurement.
//!
//! Neither criterion nor divan tells the 99th percentile of single calls, so every call is timed on its own. No text comes
//! twice. Beside it, for scale, what only checking that the same bytes are UTF-8 costs.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use allocation_counter::measure;
use hdrhistogram::Histogram;
use serde_json::json;
use sincerely::{Draft, Engine, Kind};

/// Own sentences by language and by whether there is something to notice in them.
type Sentences = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// A text of so many characters that no other number gives.
fn text(sentences: &[String], characters: usize, number: usize) -> String {
    let mut text = format!("{number}: ");
    let mut at = number;
    while text.chars().count() < characters {
        at = (at * 31 + 7) % 100_003;
        text.push_str(&sentences[at % sentences.len()]);
        text.push(' ');
    }
    text.chars().take(characters).collect()
}

fn drafts(sentences: &[String], characters: usize, count: usize) -> Vec<Draft> {
    (0..count).map(|number| Draft::new(text(sentences, characters, number)).kind(Kind::Post)).collect()
}

/// Times each call, in nanoseconds.
fn times<T>(items: &[T], mut work: impl FnMut(&T)) -> Histogram<u64> {
    // Up to a minute.
    let mut times = Histogram::new_with_max(60_000_000_000, 3).expect("three digits are allowed");
    for item in items {
        let start = Instant::now();
        work(black_box(item));
        times.saturating_record(u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX));
    }
    times
}

fn bytes(drafts: &[Draft]) -> f64 {
    drafts.iter().map(|draft| draft.text.len()).sum::<usize>() as f64
}

/// Megabytes a second, by the median: on a machine with other work the mean tells of that.
fn megabytes_a_second(drafts: &[Draft], times: &Histogram<u64>) -> f64 {
    bytes(drafts) / drafts.len() as f64 / times.value_at_quantile(0.5) as f64 * 1000.0
}

fn main() {
    let all: Sentences = serde_json::from_str(include_str!("texts.json")).expect("our own file");
    let engine = Engine::default();
    engine.check(&Draft::new("The tables are opened once."));
    for (language, textures) in &all {
        for (texture, sentences) in textures {
            for (characters, count) in [(40, 4000), (280, 2000), (3000, 300), (50_000, 20)] {
                let drafts = drafts(sentences, characters, count);
                let whole = times(&drafts, |draft| _ = black_box(engine.check(draft)));
                let rules = times(&drafts, |draft| _ = black_box(engine.signals(draft)));
                let floor = times(&drafts, |draft| _ = black_box(std::str::from_utf8(draft.text.as_bytes())));
                let used = measure(|| _ = black_box(engine.check(&drafts[0])));
                let line = json!({
                    "language": language,
                    "texture": texture,
                    "characters": characters,
                    "median_us": whole.value_at_quantile(0.5) as f64 / 1000.0,
                    "p99_us": whole.value_at_quantile(0.99) as f64 / 1000.0,
                    "megabytes_a_second": megabytes_a_second(&drafts, &whole),
                    "rules_alone_megabytes_a_second": megabytes_a_second(&drafts, &rules),
                    "utf8_megabytes_a_second": megabytes_a_second(&drafts, &floor),
                    "allocations": used.count_total,
                    "allocated_bytes_at_most": used.bytes_max,
                });
                println!("{line}");
            }
        }
    }
}
