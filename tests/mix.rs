//! What "My mix" promises: it counts what a message is, once, keeps no words, and survives any bytes and any clock.

use proptest::prelude::*;
use sincerely::mix::{Act, FORMAT, MOST_BYTES, MOST_ROWS, MOST_WEEKS, Mix, Sent};
use sincerely::stored::StoredError;
use sincerely::text::Reading;
use sincerely::{Draft, Engine, Kind};

/// A Saturday.
const NOW: u64 = 1_763_769_600_000;
const DAY: u64 = 24 * 60 * 60 * 1000;
const WEEK: u64 = 7 * DAY;

fn sent(act: Act, key: &str, now: u64) -> Sent<'_> {
    Sent { act, key, nudged: false, changed: false, now, number: 0 }
}

#[test]
fn what_a_message_is() {
    use Kind::{Comment, Message, Post, Reply};
    let engine = Engine::default();
    for (text, kind, parent, turns, act) in [
        ("The otters were asleep holding hands this morning.", Post, None, 0, Act::Other),
        ("Has anybody seen otters hold hands in the wild?", Post, None, 0, Act::Question),
        ("They do it so that they don't drift apart.", Reply, Some("Why do otters hold hands?"), 0, Act::Answer),
        ("On Friday, then, at the old pond.", Message, None, 2, Act::Answer),
        ("Which of the ponds do you mean, the old one?", Message, Some("See you at the pond"), 1, Act::Question),
        ("It is described here: https://pond.example/pumps", Reply, Some("How do the pumps work?"), 0, Act::Answer),
        ("A fine piece on otters https://paper.example/otters", Post, None, 0, Act::Sharing),
        ("This made me think of the pond.", Post, Some("Otters hold hands"), 0, Act::Sharing),
        ("This interview made my day https://paper.example/otters", Post, None, 0, Act::Sharing),
        ("I put my notes on otters into my new article https://ponds.example/otters", Post, None, 0, Act::OwnLink),
        ("In meinem Beitrag steht, wie Otter schlafen: https://teich.example/otter", Post, None, 0, Act::OwnLink),
        ("Lovely song. I also make videos about old lathes, check out my channel.", Comment, None, 0, Act::OwnLink),
        ("\"Why do they sleep?\" he wrote, and that was all.", Post, None, 0, Act::Other),
        (
            "Limited time offer! Get 50% off today only. Use code SAVE50 at checkout. Buy now: https://shop.example/sale",
            Post,
            None,
            0,
            Act::Promotion,
        ),
        ("The river was high today. Thoughts?", Post, None, 0, Act::Other),
    ] {
        let draft = Draft { parent: parent.map(str::to_owned), turns, ..Draft::new(text).kind(kind) };
        let report = engine.check(&draft);
        let found = Act::of(&draft, &Reading::new(text), &report);
        let promotional = act == Act::OwnLink && found == Act::Promotion;
        assert!(found == act || promotional, "{text}: {found:?}, not {act:?}");
    }
}

#[test]
fn counts_by_week_and_site() {
    let mut mix = Mix::default();
    for (act, key, now) in [
        (Act::Answer, "x", NOW - 2 * WEEK),
        (Act::Answer, "x", NOW),
        (Act::Question, "x", NOW + DAY),
        (Act::Promotion, "linkedin", NOW),
        // Monday begins another week.
        (Act::Other, "example.org", NOW + 2 * DAY),
    ] {
        assert!(mix.count(&sent(act, key, now)));
    }
    assert!(mix.count(&Sent { nudged: true, changed: true, ..sent(Act::Answer, "x", NOW) }));
    assert!(mix.count(&Sent { nudged: true, ..sent(Act::Answer, "x", NOW) }));
    let summary = mix.summary(NOW + 3 * DAY);
    assert_eq!(summary.counts, [4, 1, 0, 0, 1, 1]);
    let sites: Vec<_> = summary.sites.iter().map(|site| (site.name.as_str(), site.counts)).collect();
    assert_eq!(
        sites,
        [("X", [4, 1, 0, 0, 0, 0]), ("LinkedIn", [0, 0, 0, 0, 1, 0]), ("example.org", [0, 0, 0, 0, 0, 1])]
    );
    let weeks: Vec<_> = summary.weeks.iter().map(|week| week.counts.iter().sum::<u32>()).collect();
    assert_eq!(weeks, [1, 0, 5, 1]);
    assert_eq!(summary.weeks[2].start, NOW - 5 * DAY, "its Monday");
    assert_eq!((summary.nudged, summary.changed), (2, 1));

    mix.erase("x");
    let summary = mix.summary(NOW + 3 * DAY);
    assert_eq!((summary.counts, summary.sites.len(), summary.nudged), ([0, 0, 0, 0, 1, 1], 2, 0));
    mix.erase("nowhere");
    mix.erase("linkedin");
    mix.erase("example.org");
    assert!(mix.is_empty());
}

#[test]
fn a_message_reported_again_counts_once() {
    let mut mix = Mix::default();
    let one = Sent { number: 5, ..sent(Act::Answer, "x", NOW) };
    assert!(mix.count(&one));
    assert!(!mix.count(&one));
    assert!(mix.count(&Sent { number: 6, ..one }));
    // Also by a background that started anew meanwhile.
    let mut again = Mix::from_bytes(&mix.to_bytes()).expect("its own bytes");
    assert!(!again.count(&one));
    assert_eq!(again.summary(NOW).counts[0], 2);
}

#[test]
fn stays_within_its_bounds_whatever_the_clock_says() {
    let mut mix = Mix::default();
    for week in 0..60 {
        for site in 0..60 {
            let key = format!("{}{site}.example", "a".repeat(240));
            mix.count(&Sent { number: week * 60 + site + 1, ..sent(Act::Other, &key, NOW + u64::from(week) * WEEK) });
        }
    }
    let last = NOW + 59 * WEEK;
    let summary = mix.summary(last);
    assert!(summary.weeks.len() <= usize::from(MOST_WEEKS), "{}", summary.weeks.len());
    assert!(mix.to_bytes().len() <= MOST_BYTES, "{}", mix.to_bytes().len());
    assert!(summary.counts.iter().sum::<u32>() <= MOST_ROWS as u32);

    // Set back: what was counted is still there, and all of it is of "this" week.
    let mut mix = Mix::default();
    mix.count(&sent(Act::Answer, "x", last));
    mix.count(&sent(Act::Answer, "x", NOW));
    let summary = mix.summary(NOW);
    assert_eq!((summary.counts[0], summary.weeks.len()), (2, 1));
    assert!(mix.count(&sent(Act::Answer, "x", u64::MAX)));
    assert!(mix.count(&sent(Act::Answer, "x", 0)));
    assert_eq!(Mix::default().summary(0).weeks, []);
}

/// Format 1 as it was once written: it must be readable for ever.
const FORMAT_1: &str = "736d69780101070000000101780100640b00010000000000000000000000010001004578c1c99dbbe612";

#[test]
fn older_newer_and_damaged() {
    let mut mix = Mix::default();
    mix.count(&Sent { nudged: true, changed: true, number: 7, ..sent(Act::Answer, "x", NOW) });
    let bytes = mix.to_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, FORMAT_1, "the format changed: keep this one readable, count it on, add another sample");
    let mut newer = bytes.clone();
    newer[4] = FORMAT + 1;
    for (name, bytes, error) in [
        ("newer", newer, StoredError::Newer(FORMAT + 1)),
        ("empty", vec![], StoredError::Foreign),
        ("cut", bytes[..bytes.len() - 1].to_vec(), StoredError::Corrupt),
        ("only the beginning", b"smix\x01".to_vec(), StoredError::Corrupt),
        ("a history", b"sinc\x01".to_vec(), StoredError::Foreign),
    ] {
        assert_eq!(Mix::from_bytes(&bytes), Err(error), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_bytes_are_a_mix_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200), now in any::<u64>()) {
        for bytes in [bytes.clone(), [b"smix\x01", bytes.as_slice()].concat()] {
            if let Ok(mix) = Mix::from_bytes(&bytes) {
                mix.summary(now);
            }
        }
    }

    #[test]
    fn any_counts_survive_storing(
        list in prop::collection::vec((0usize..6, "\\PC{0,300}", any::<u64>(), any::<bool>(), any::<u32>()), 0..20),
        now in any::<u64>(),
    ) {
        let mut mix = Mix::default();
        for (act, key, now, nudged, number) in &list {
            mix.count(&Sent { act: Act::ALL[*act], key, nudged: *nudged, changed: *nudged, now: *now, number: *number });
        }
        let summary = mix.summary(now);
        prop_assert!(summary.changed <= summary.nudged && summary.nudged <= summary.counts.iter().sum());
        let bytes = mix.to_bytes();
        prop_assert_eq!(Mix::from_bytes(&bytes), Ok(mix));
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            prop_assert!(Mix::from_bytes(&changed).is_err());
        }
    }
}
