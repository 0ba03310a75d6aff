//! Whatever is asked, the report keeps to its contract. The fuzzer looks for exceptions with the same conditions.

use proptest::prelude::*;
use sincerely::rules::ENTRIES;
use sincerely::text::language::Language;
use sincerely::{Draft, Engine, Kind};

mod contract;

/// Characters that are long, invisible, combine, turn the direction or mean something to a pattern.
const ODD: &str =
    "😀\u{200D}👩🏽\u{301}\u{FE0F}\u{202E}\u{200B}\u{FEFF}\0\u{FFFD}İßﬁ𝓗שx{{}}[]<>%#@_*|\"“„«»'…¡¿?!.,\n\r\t ";

fn piece() -> impl Strategy<Value = String> {
    let examples: Vec<&str> = ENTRIES.iter().flat_map(|entry| [entry.example, entry.near_miss]).collect();
    let example = prop::sample::select(examples);
    let cut = (example.clone(), any::<(prop::sample::Index, prop::sample::Index)>()).prop_map(|(text, (a, b))| {
        let chars: Vec<char> = text.chars().collect();
        let (a, b) = (a.index(chars.len() + 1), b.index(chars.len() + 1));
        chars[a.min(b)..a.max(b)].iter().collect()
    });
    let odd = prop::sample::select(ODD.chars().collect::<Vec<_>>()).prop_map(String::from);
    prop_oneof![2 => example.prop_map(String::from), 3 => cut, 3 => odd, 1 => any::<String>(), 1 => "[a-z]{1,9}[ .]"]
}

fn draft() -> impl Strategy<Value = Draft> {
    let text = prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat());
    let kind = prop::option::of(prop::sample::select(Kind::ALL.as_slice()));
    let ui = prop::option::of(prop::sample::select(Language::ALL.as_slice()));
    let recipient = prop::option::of(any::<String>());
    (text, kind, ui, recipient, any::<u32>(), 0..5u32).prop_map(|(text, kind, ui, recipient, variant, turns)| Draft {
        kind,
        ui,
        recipient,
        variant,
        turns,
        ..Draft::new(text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_draft(draft in draft()) {
        contract::hold(&draft, &Engine::default().check(&draft));
    }
}
