//! Replies beside what they answer: what is said of a pitch that passes by, and that talk is left alone.

use sincerely::settings::{Sensitivity, Settings};
use sincerely::text::language::Language;
use sincerely::{Draft, Engine, Family, Kind, Level, Report};

const PITCH: &str =
    "We do driveways! Resin, block paving, tarmac. Free quotes, 10 year guarantee, 15% off if you book this week.";
const ASKED: &str = "Can anyone recommend someone to redo our drive in Nuneaton?";
const UNASKED: &str = "Mum finished chemo today and rang the bell so hard it came off";

fn reply(parent: &str, text: &str) -> Draft {
    Draft { parent: Some(parent.into()), recipient: Some("Maria Paz".into()), ..Draft::new(text).kind(Kind::Comment) }
}

fn check(draft: &Draft) -> Report {
    Engine::default().check(draft)
}

fn passes_by(report: &Report) -> bool {
    report.findings.iter().any(|finding| finding.family == Family::OffTopic)
}

#[test]
fn a_pitch_is_off_topic_where_nobody_asked_for_it() {
    let (asked, unasked) = (check(&reply(ASKED, PITCH)), check(&reply(UNASKED, PITCH)));
    assert!(asked.scores.off_topic < 0.4 && unasked.scores.off_topic > 0.6, "{asked:?} {unasked:?}");
    assert!(!passes_by(&asked) && passes_by(&unasked));
    assert_eq!((asked.level, unasked.level), (Level::Hint, Level::Warn));
    let finding = unasked.findings.iter().find(|finding| finding.family == Family::OffTopic).expect("it passes by");
    assert_eq!(finding.reason, "This doesn't take up anything Maria said.");
    assert!(finding.spans.is_empty() && finding.quote.is_empty());
    assert_eq!(unasked.nudge.expect("it speaks").ask, "Which part of what Maria said would you like to answer?");
}

#[test]
fn talk_may_pass_by_whatever_it_likes() {
    for text in [
        "I had soup for lunch again and the bus was late",
        "Speaking of which, my sister has moved to Porto and I am jealous",
        "Congratulations, what a day",
        "lol same",
    ] {
        let report = check(&reply("Council approved the zebra crossing outside the school. Took six years.", text));
        assert_eq!((report.level, passes_by(&report)), (Level::Quiet, false), "{text}");
        assert!(report.scores.off_topic < 0.6, "{text}: {}", report.scores.off_topic);
    }
}

#[test]
fn it_is_said_in_every_language_and_never_twice_running() {
    for ui in Language::ALL {
        let mut last = None;
        for variant in 0..7 {
            let report = check(&Draft { ui: Some(ui), variant, ..reply(UNASKED, PITCH) });
            let reason = report.findings.iter().find(|f| f.family == Family::OffTopic).map(|f| f.reason.to_string());
            let nudge = report.nudge.expect("it speaks");
            assert!(reason.as_ref().is_some_and(|reason| reason.contains("Maria")), "{ui:?}: {reason:?}");
            assert_ne!(last, Some((reason.clone(), nudge.ask.clone())));
            last = Some((reason, nudge.ask));
        }
    }
}

#[test]
fn it_can_be_switched_off_and_follows_the_wishes_of_the_person() {
    let check = |settings: Settings| Engine::new(settings).check(&reply(UNASKED, PITCH));
    let off = check(Settings { rules_off: ["off_topic/passes-by".to_owned()].into(), ..Settings::default() });
    assert!(!passes_by(&off) && off.level == Level::Warn);
    let calm = check(Settings { sensitivity: Sensitivity::Calm, ..Settings::default() });
    assert!(passes_by(&calm));
}

#[test]
fn without_a_parent_or_in_another_language_the_score_is_nothing() {
    for draft in [
        Draft::new(PITCH).kind(Kind::Comment),
        reply("", PITCH),
        reply(UNASKED, PITCH).kind(Kind::Post),
        reply("Mama ist heute mit der Chemo fertig geworden und hat die Glocke geläutet, bis sie herunterfiel", PITCH),
    ] {
        let report = check(&draft);
        assert_eq!((report.scores.off_topic, passes_by(&report)), (0.0, false), "{draft:?}");
    }
}

#[test]
fn a_huge_parent_costs_no_more_than_a_long_one() {
    let huge = reply(&UNASKED.repeat(5_000), PITCH);
    let started = std::time::Instant::now();
    for _ in 0..20 {
        check(&huge);
    }
    // Reading all of it would take seconds; the bound is far from both.
    assert!(started.elapsed().as_millis() < 1_000);
}

#[test]
fn one_way_falls_with_what_one_could_answer() {
    let score = |text: &str| {
        check(&Draft { recipient: Some("Maria Paz".into()), ..Draft::new(text).kind(Kind::Message) }).scores.one_way
    };
    let texts = [
        "The new catalogue is out now with the models that people like and colours.",
        "The new catalogue is out now with the models that you like and colours.",
        "The new catalogue is out now. Which of your models was the blue one?",
        "I found the blue one in the new catalogue, Maria. Which of your models was it?",
    ];
    let scores = texts.map(score);
    assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{scores:?}");
    assert!(texts.iter().all(|text| check(&Draft::new(*text)).findings.iter().all(|f| f.family != Family::OneWay)));
}
