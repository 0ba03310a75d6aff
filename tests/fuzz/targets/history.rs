//! Stored fingerprints: damaged or made up, they are refused, or they are a history like any other.

use sincerely::relation::{History, MOST_BYTES, MOST_MESSAGES, Place};
use sincerely::text::Reading;
use sincerely::{Draft, Kind};

const TEXT: &str = "The otters at the old harbour were asleep this morning and held hands while the tide went out.";

fn sent(now: u64) -> Draft {
    Draft { recipient: Some("Anna Berg".into()), now: Some(now), ..Draft::new(TEXT).kind(Kind::Message) }
}

pub fn run(bytes: &[u8]) {
    let _ = History::from_bytes(bytes);
    let salt = bytes.get(5..21).and_then(|salt| salt.try_into().ok()).unwrap_or_default();
    let Ok(mut history) = History::from_bytes(&super::sealed(bytes, &salt)) else { return };
    let reading = Reading::new(TEXT);
    for now in [0, 1_763_769_600_000, u64::MAX] {
        let draft = sent(now);
        let place = Place { key: Some("otters.example"), ..Place::of(&draft) };
        if let Some(repeat) = history.look(&reading, &place) {
            assert!((0.0..=1.0).contains(&repeat.similarity));
            assert!(
                repeat.spans.iter().all(|(from, to)| TEXT.get(*from as usize..*to as usize).is_some()),
                "{repeat:?}"
            );
        }
        history.remember(&reading, &place);
        assert!(history.len() <= MOST_MESSAGES);
        let stored = history.to_bytes();
        assert!(stored.len() <= MOST_BYTES);
        assert_eq!(History::from_bytes(&stored).as_ref(), Ok(&history));
    }
    history.erase("otters.example");
    assert!(history.counts().iter().all(|(key, _)| *key != Some("otters.example")));
    history.erase_all();
    assert!(history.is_empty());
}

pub fn seeds() -> Vec<Vec<u8>> {
    let mut history = History::new([7; 16]);
    let empty = history.to_bytes();
    for (number, key) in ["x", "linkedin", "otters.example"].into_iter().enumerate() {
        let draft = sent(1_763_769_600_000 + number as u64 * 3_600_000);
        history.remember(&Reading::new(TEXT), &Place { key: Some(key), ..Place::of(&draft) });
    }
    [empty, history.to_bytes()].map(super::opened).to_vec()
}
