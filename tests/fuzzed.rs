//! The targets of the fuzzer on any compiler: what it once found, its seeds, and a few thousand changes of them.

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "fuzz/targets/mod.rs"]
mod targets;

use targets::{TARGETS, Target};

/// A finding is kept in `tests/fuzz/found/TARGET/`.
fn found(target: &Target) -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(target.name);
    let files = folder.read_dir().into_iter().flatten();
    files.map(|file| std::fs::read(file.expect("a file").path()).expect("it can be read")).collect()
}

#[test]
fn what_was_found_once_is_no_finding_any_more() {
    for target in &TARGETS {
        found(target).iter().for_each(|bytes| (target.run)(bytes));
    }
}

/// Takes bytes out, puts others in, or puts a part of another seed in.
fn change(bytes: &mut Vec<u8>, other: &[u8], (at, to, from, how): (Index, Index, Index, u8), fresh: &[u8]) {
    let (at, to) = (at.index(bytes.len() + 1), to.index(bytes.len() + 1));
    let (at, to) = (at.min(to), at.max(to));
    match how % 4 {
        0 => drop(bytes.drain(at..to)),
        1 => drop(bytes.splice(at..(at + fresh.len()).min(bytes.len()), fresh.iter().copied())),
        2 => drop(bytes.splice(at..at, fresh.iter().copied())),
        _ => drop(bytes.splice(at..to, other[from.index(other.len() + 1)..].iter().copied())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_seed_is_answered(
        target in 0..TARGETS.len(),
        seeds in any::<(Index, Index)>(),
        changes in prop::collection::vec((any::<(Index, Index, Index, u8)>(), prop::collection::vec(any::<u8>(), 0..6)), 0..6),
    ) {
        let target = &TARGETS[target];
        let all = (target.seeds)();
        let (mut bytes, other) = (seeds.0.get(&all).clone(), seeds.1.get(&all));
        changes.into_iter().for_each(|(where_, fresh)| change(&mut bytes, other, where_, &fresh));
        (target.run)(&bytes);
    }
}
