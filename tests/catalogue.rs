//! The rule tables keep their own promises: every example fires, every near miss does not.

use std::collections::BTreeSet;

use sincerely::rules::{ENTRIES, Entry};
use sincerely::settings::{Settings, Snooze};
use sincerely::{Draft, Engine, Kind, Level};

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

/// Services that are gone but whose traces are still pasted and replayed: what each left at the end of a text, and a person who
/// only talks of it or signs by hand.
const SERVICES: [(&str, &str); 8] = [
    (
        "Frost on the vines again this morning. Posted via HootSuite",
        "Has anybody still got a HootSuite login that works?",
    ),
    (
        "Frost on the vines again this morning. via TweetLater",
        "I planned that one with TweetLater, sorry if it sounded odd.",
    ),
    ("Frost on the vines again this morning. sent by SocialOomph", "SocialOomph wants a phone number now, does yours?"),
    ("Frost on the vines again this morning. Posted via Ping.fm", "My Ping.fm key was ping, of all things."),
    ("Frost on the vines again this morning. Posted using HelloTxt", "HelloTxt never did learn umlauts."),
    ("Frost on the vines again this morning. (via twitterfeed)", "I switched twitterfeed off in May, so this is me."),
    ("Frost on the vines again this morning. Shared via Google+", "Does anybody else still miss Google+?"),
    (
        "Frost on the vines again this morning. Published with WordPress Direct",
        "Is WordPress direct enough for a shop, or do I need a plugin?",
    ),
];

#[test]
fn what_old_services_leave_is_met_and_who_talks_of_them_is_not() {
    let engine = Engine::new(Settings::default());
    for (left, said) in SERVICES {
        let report = engine.check(&Draft::new(left));
        assert!(report.findings.iter().any(|finding| finding.rule == "automated/app-signature"), "{left}: {report:?}");
        assert_ne!(report.level, Level::Quiet, "{left}: {report:?}");
        assert_eq!(engine.check(&Draft::new(said)).level, Level::Quiet, "{said}");
    }
    let signed =
        "@marisol1 So sorry to hear that. Can you send us the address where it happens? I will look into it. ^RG";
    assert_eq!(
        engine.check(&Draft::new(signed).kind(Kind::Reply)).level,
        Level::Quiet,
        "who signs by hand is a person"
    );
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

/// What is found is silenced by its own words, as "never flag this phrase" keeps them: none of its phrases is left over.
#[test]
fn the_words_of_a_finding_silence_it() {
    let mut wrong = Vec::new();
    for entry in &ENTRIES {
        let draft = draft(entry, entry.example);
        let utf16: Vec<u16> = draft.text.encode_utf16().collect();
        let report = silenced().check(&draft);
        let Some(finding) = report.findings.iter().find(|finding| finding.rule == entry.rule().id) else { continue };
        if finding.spans.is_empty() || finding.rule.ends_with("/wording") {
            continue;
        }
        let mut settings = silenced().settings().clone();
        settings.ignored =
            finding.spans.iter().map(|[start, end]| String::from_utf16_lossy(&utf16[*start..*end])).collect();
        if fires(&Engine::new(settings.clone()), entry, entry.example) {
            wrong.push(format!("{} [{}] {:?}: {}", finding.rule, entry.lang.code(), settings.ignored, entry.example));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Rules to which it matters which letters are large: names, headlines, what is shouted.
const CASED: [&str; 9] = [
    "automated/cut-headline",
    "automated/game-share",
    "automated/headline-link",
    "automated/headline-tracked-link",
    "automated/place-line",
    "promotional/shouted-offer",
    "templated/bracket-blanks",
    "templated/pasted-testimonial",
    "promotional/testimonial",
];
/// What a machine writes is looked for as it stands: nobody who pastes it hides letters in it.
const AS_IT_STANDS: [&str; 4] = [
    "automated/chat-residue",
    "automated/instruction-blank",
    "automated/new-post-line",
    "promotional/contract-address",
];

/// Written otherwise: in capitals, in small letters, with something invisible inside every word. Addresses, tags and names
/// with an `@` stay whole: nothing leads anywhere that has such a character in it.
fn variants(text: &str) -> [(&'static str, String); 3] {
    let mut hidden = String::new();
    for (at, word) in text.split_inclusive(char::is_whitespace).map(|word| (word.trim_start(), word)) {
        let is_whole =
            at.starts_with(['#', '@']) || at.contains("://") || at.trim_end().trim_end_matches('.').contains('.');
        let mut before = ' ';
        for c in word.chars() {
            hidden.extend((before.is_alphabetic() && c.is_alphabetic() && !is_whole).then_some('\u{200B}'));
            hidden.push(c);
            before = c;
        }
    }
    [("capitals", text.to_uppercase()), ("small letters", text.to_lowercase()), ("zero width", hidden)]
}

#[test]
fn variants_of_every_example_fire_too() {
    let engine = silenced();
    let mut silent = Vec::new();
    let mut excepted = BTreeSet::new();
    for entry in &ENTRIES {
        let id = entry.rule().id;
        for (how, text) in variants(entry.example) {
            let fires = fires(&engine, entry, &text);
            let excepted_here: &[&str] = if how == "zero width" { &AS_IT_STANDS } else { &CASED };
            if !fires && excepted_here.contains(&id) {
                excepted.insert(id);
            } else if !fires {
                silent.push(format!("{id} [{}] in {how}: {text}", entry.lang.code()));
            }
        }
    }
    assert!(silent.is_empty(), "{} of {}:\n{}", silent.len(), ENTRIES.len() * 3, silent.join("\n"));
    assert_eq!(excepted.len(), CASED.len() + AS_IT_STANDS.len(), "an exception that is none: only {excepted:?}");
}
