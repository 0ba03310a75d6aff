//! Whatever is asked, the report keeps to its contract. The fuzzer looks for exceptions with the same conditions.

use proptest::prelude::*;
use sincerely::draft::Origin;
use sincerely::relation::{History, Place};
use sincerely::rules::ENTRIES;
use sincerely::settings::{Change, Sensitivity, Settings};
use sincerely::sites::{SITES, Site};
use sincerely::text::language::Language;
use sincerely::text::utf16::Utf16;
use sincerely::text::{Reading, fold};
use sincerely::{Draft, Engine, Kind, Report};

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
    let lang = prop::option::of(prop::sample::select(Language::ALL.as_slice()));
    let sites: Vec<&str> = SITES.iter().map(|row| row.id).collect();
    let site = prop::option::of(prop::sample::select(sites).prop_map(Site::from_id));
    let words = || prop::option::of(prop::collection::vec(piece(), 0..4).prop_map(|pieces| pieces.concat()));
    let place = (kind, ui, lang, site, words(), words(), words());
    let origin = any::<(u32, u32, u32)>().prop_map(|(typed, pasted, inserted)| Origin { typed, pasted, inserted });
    (text, place, origin, any::<u32>(), 0..5u32, any::<Option<u64>>()).prop_map(
        |(text, place, origin, variant, turns, now)| {
            let (kind, ui, lang, site, recipient, subject, parent) = place;
            let site = site.flatten();
            Draft { text, site, kind, recipient, subject, parent, turns, origin, lang, ui, variant, now }
        },
    )
}

/// A judge that has something to be silent about.
fn choosy() -> Engine {
    let settings = Settings::default()
        .change(Change::Sensitivity { to: Sensitivity::Strict }, 0)
        .change(Change::Ignore { phrase: "Great post".into(), on: true }, 0)
        .change(Change::Rule { id: "promotional/stock-question".into(), on: false }, 0)
        .change(Change::Language { language: Language::De, on: false }, 0);
    Engine::new(settings)
}

/// The wording as a whole weighs enough here, and none of its words does: once that was a hint without words.
#[test]
fn what_cannot_be_shown_is_not_said() {
    let text = "Ik hfühl ich total, gönn dir, manchmal braucht man einfach so einen Tag{𞹧🈐ೝ \u{bd7}:²:AJe n'en sais pas plus \
        que toi, demande à Marta.";
    let draft = Draft { lang: Some(Language::Fr), ..Draft::new(text) };
    contract::hold(&draft, &choosy().check(&draft));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_contract_holds(draft in draft()) {
        for engine in [Engine::default(), choosy()] {
            contract::hold(&draft, &engine.check(&draft));
        }
    }

    #[test]
    fn beside_what_was_sent_before_too(drafts in prop::collection::vec(draft(), 1..4)) {
        let engine = Engine::default();
        let mut history = History::new([7; 16]);
        for sent in &drafts {
            history.remember(&Reading::new(&sent.text), &Place::of(sent));
        }
        for draft in &drafts {
            let report = engine.check_with(draft, &history);
            contract::hold(draft, &report);
            prop_assert_eq!(&report, &engine.check_with(draft, &history));
        }
        prop_assert_eq!(History::from_bytes(&history.to_bytes()), Ok(history));
    }

    #[test]
    fn the_same_draft_gets_the_same_report(draft in draft(), other in draft()) {
        let engine = Engine::default();
        let report = engine.check(&draft);
        engine.check(&other);
        prop_assert_eq!(&report, &engine.check(&draft));
        prop_assert_eq!(&report, &Engine::default().check(&draft));
        let sent: Draft = serde_json::from_str(&serde_json::to_string(&draft)?)?;
        prop_assert_eq!(&report, &engine.check(&sent));
        let heard: Report = serde_json::from_str(&serde_json::to_string(&report)?)?;
        prop_assert_eq!(report, heard);
    }

    #[test]
    fn a_normal_text_is_its_own_normal(draft in draft()) {
        let once = fold::string(&draft.text);
        prop_assert_eq!(&fold::string(&once), &once);
        let reading = Reading::new(&draft.text);
        // An address is compared as it stands.
        for token in reading.tokens().iter().filter(|token| token.is_wordlike()) {
            let folded = reading.folded(token);
            prop_assert_eq!(&fold::string(folded), folded);
        }
    }

    #[test]
    fn every_offset_is_the_one_a_browser_counts(text in any::<String>(), at in any::<prop::sample::Index>()) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = ends[at.index(ends.len())];
        let counted = text[..byte].encode_utf16().count();
        prop_assert_eq!(Utf16::new(&text, ends.into_iter()).offset(byte), counted);
        prop_assert_eq!(Utf16::new(&text, [byte].into_iter()).offset(byte), counted);
    }
}
