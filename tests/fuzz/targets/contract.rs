//! Whatever a page or a program sends as a draft, or as a look at a box, is understood or refused.

use std::sync::LazyLock;

use sincerely::settings::Change;
use sincerely::shell::{Look, Memory};
use sincerely::{Draft, Engine, Family, Level, Report, Settings};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let on = Settings::default().change(Change::History { on: true }, 0).change(Change::Mix { on: true }, 0);
    Engine::new(on)
});

pub fn run(bytes: &[u8]) {
    if let Ok(draft) = serde_json::from_slice::<Draft>(bytes) {
        let report = ENGINE.check(&draft);
        super::report::hold(&draft, &report);
        let told = serde_json::to_vec(&report).expect("plain values");
        assert_eq!(serde_json::from_slice::<Report>(&told).expect("its own words"), report);
        let again = serde_json::to_vec(&draft).expect("plain values");
        assert_eq!(serde_json::from_slice::<Draft>(&again).expect("its own words"), draft);
    }
    if let Ok(look) = serde_json::from_slice::<Look>(bytes) {
        let mut memory = Memory::default();
        for sent in [false, true] {
            let answer = ENGINE.look(look.clone(), &memory);
            if let Some(card) = answer.card {
                assert!(card.level > Level::Quiet && !card.title.is_empty() && !card.findings.is_empty());
                assert!(
                    card.families.iter().all(|family| Family::WORDS.contains(family)),
                    "the page is told: {card:?}"
                );
                assert!(!answer.shown.expect("it is handed back").dismissed);
            }
            if !sent {
                memory.history = Some(sincerely::relation::History::new([1; 16]));
                assert!(!ENGINE.sent(Look { private: true, ..look.clone() }, &mut memory));
                ENGINE.sent(look.clone(), &mut memory);
            }
        }
    }
}

pub fn seeds() -> Vec<Vec<u8>> {
    super::bytes(&[
        r#"{"text": "Hi {{first_name}}, I came across your profile.", "site": "linkedin", "kind": "invite", "recipient": "Anna Berg",
            "parent": "Does anybody know why otters hold hands?", "turns": 1, "origin": {"typed": 2, "pasted": 40, "inserted": 0},
            "lang": "en", "ui": "de", "variant": 3, "now": 1763769600000, "subject": "Otters"}"#,
        r#"{"url": "https://x.com/home", "text": "Use code SAVE50 at checkout. Buy now: https://shop.example/sale", "row": "post",
            "shape": {"subject": false, "article": false, "chat": true}, "origin": {"typed": 64}, "ui": "pt-BR", "now": 1763769600000,
            "shown": {"level": "warn", "rule": "promotional/offer", "variant": 2, "dismissed": false}, "private": false, "number": 7}"#,
        r#"{"url": "https://otters.example/contact", "text": "The otters at the old harbour were asleep this morning and held hands.",
            "origin": {"typed": 71}, "now": 1763769600000}"#,
    ])
}
