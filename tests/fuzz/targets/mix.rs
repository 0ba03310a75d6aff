//! Stored counts: damaged or made up, they are refused, or they are a mix like any other.

use sincerely::mix::{Act, MOST_BYTES, Mix, Sent};

fn sent(now: u64, number: u32) -> Sent<'static> {
    Sent { act: Act::Answer, key: "otters.example", nudged: true, changed: true, now, number }
}

pub fn run(bytes: &[u8]) {
    let _ = Mix::from_bytes(bytes);
    let Ok(mut mix) = Mix::from_bytes(&super::sealed(bytes, &[0; 16])) else { return };
    for (number, now) in (1..).zip([1_763_769_600_000, 0, u64::MAX]) {
        let before = mix.summary(now);
        assert_eq!(before.counts.iter().sum::<u32>(), before.weeks.iter().flat_map(|week| week.counts).sum::<u32>());
        mix.count(&sent(now, number));
        assert!(!mix.count(&sent(now, number)), "reported again");
        let stored = mix.to_bytes();
        assert!(stored.len() <= MOST_BYTES);
        assert_eq!(Mix::from_bytes(&stored).as_ref(), Ok(&mix));
    }
    mix.erase("otters.example");
    assert!(mix.summary(1_763_769_600_000).sites.iter().all(|site| site.key != "otters.example"));
}

pub fn seeds() -> Vec<Vec<u8>> {
    let mut mix = Mix::default();
    let empty = mix.to_bytes();
    for number in 1..5 {
        mix.count(&sent(1_763_769_600_000 + u64::from(number) * 1_000_000_000, number));
    }
    [empty, mix.to_bytes()].map(super::opened).to_vec()
}
