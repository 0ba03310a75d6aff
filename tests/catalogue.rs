//! The rule tables keep their own promises: every example fires, every near miss does not.

use sincerely::rules::{ENTRIES, Entry};
use sincerely::settings::{Settings, Snooze};
use sincerely::{Draft, Engine};

/// The example as the kind of message in which the rule counts, while nothing may be said. What it answers stands before "↩".
fn draft(entry: &Entry, text: &str) -> Draft {
    let (parent, text) = text.split_once(" ↩ ").map_or((None, text), |(parent, text)| (Some(parent.to_owned()), text));
    let mut draft = Draft { parent, ..Draft::new(text) };
    draft.now = Some(0);
    match entry.rule().kinds {
        [kind, ..] => draft.kind(*kind),
        [] => draft,
    }
}

/// A quiet report names everything that counted; one that speaks names only the families it speaks of.
fn silenced() -> Engine {
    let silence = Snooze { key: None, until: 1 };
    Engine::new(Settings { snoozes: vec![silence], ..Settings::default() })
}

fn fires(engine: &Engine, entry: &Entry, text: &str) -> bool {
    let report = engine.check(&draft(entry, text));
    report.findings.iter().chain(&report.personal).any(|finding| finding.rule == entry.rule().id)
}

#[test]
fn every_example_fires_and_every_near_miss_does_not() {
    let engine = silenced();
    let mut wrong = Vec::new();
    for entry in &ENTRIES {
        let name = format!("{} [{}]", entry.rule().id, entry.lang.code());
        if !fires(&engine, entry, entry.example) {
            wrong.push(format!("{name}: the example does not fire: {}", entry.example));
        }
        if fires(&engine, entry, entry.near_miss) {
            wrong.push(format!("{name}: the near miss fires: {}", entry.near_miss));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ENTRIES.len() * 2, wrong.join("\n"));
}
