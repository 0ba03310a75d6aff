//! What every language owes its readers: words of its own, enough of them, and a calm tone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// What one language's file holds, and what must not be said in it.
struct Case {
    ui: Language,
    file: &'static str,
    /// Blame, orders and claims about who wrote a text, as whole words.
    never: &'static str,
    /// Beginnings of words that may only stand where a text is *likened* to something.
    machine: &'static [&'static str],
    likened: &'static [&'static str],
}

const CASES: [Case; 7] = [
    Case {
        ui: Language::En,
        file: include_str!("en.toml"),
        never: "ai bot bots robot spam spammer lazy fake wrong bad boring fault mistake must should wrote written generated",
        machine: &["machine", "automat", "app", "program"],
        likened: &["reads like", "sounds like"],
    },
    Case {
        ui: Language::De,
        file: include_str!("de.toml"),
        never: "ki bot bots roboter spam faul falsch schlecht schuld fehler langweilig musst solltest geschrieben verfasst generiert",
        machine: &["maschine", "automat", "app", "programm"],
        likened: &["liest sich", "klingt"],
    },
    Case {
        ui: Language::Es,
        file: include_str!("es.toml"),
        never: "ia bot bots robot spam vago vaga perezoso falso mal malo error culpa aburrido debes deberías escrito generado",
        machine: &["máquina", "automátic", "app", "aplicaci", "programa"],
        likened: &["suena", "parece"],
    },
    Case {
        ui: Language::Fr,
        file: include_str!("fr.toml"),
        never: "ia bot bots robot spam paresseux faux mauvais mal faute erreur ennuyeux dois devrais écrit généré votre vos",
        machine: &["machine", "automat", "app", "programme"],
        likened: &["se lit", "on dirait", "on croirait"],
    },
    Case {
        ui: Language::It,
        file: include_str!("it.toml"),
        never: "ia bot robot spam pigro pigra falso sbagliato male colpa errore noioso devi dovresti scritto generato",
        machine: &["macchin", "automatic", "app", "programma"],
        likened: &["suona", "sembra"],
    },
    Case {
        ui: Language::Nl,
        file: include_str!("nl.toml"),
        never: "ai bot bots robot spam lui nep fout slecht schuld saai moet moeten geschreven gegenereerd",
        machine: &["machine", "automat", "app", "programma"],
        likened: &["leest", "klinkt"],
    },
    Case {
        ui: Language::Pt,
        file: include_str!("pt.toml"),
        never: "ia bot bots robô spam preguiçoso falso errado ruim mal culpa erro chato deve deveria escrito gerado",
        machine: &["máquina", "automátic", "app", "aplicativo", "programa"],
        likened: &["soa", "parece"],
    },
];

/// The lists of a file by their place in it; a text that stands alone is a list of one.
fn lists(file: &str) -> BTreeMap<String, Vec<String>> {
    fn walk(path: String, value: &toml::Value, lists: &mut BTreeMap<String, Vec<String>>) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value {
            toml::Value::String(text) => lists.entry(path).or_default().push(text.clone()),
            toml::Value::Array(values) if values.iter().all(toml::Value::is_str) => {
                let texts = values.iter().filter_map(toml::Value::as_str).map(str::to_owned);
                lists.entry(path).or_default().extend(texts);
            }
            toml::Value::Array(values) => {
                values.iter().enumerate().for_each(|(index, value)| walk(below(&index.to_string()), value, lists));
            }
            toml::Value::Table(table) => table.iter().for_each(|(key, value)| walk(below(key), value, lists)),
            _ => {}
        }
    }
    let mut lists = BTreeMap::new();
    walk(String::new(), &toml::Value::Table(toml::from_str(file).expect("the build has read it")), &mut lists);
    lists
}

/// Families, kinds and what is lacking are names, not words.
fn is_said(path: &str) -> bool {
    ![".families", ".kinds", ".lacks"].iter().any(|key| path.ends_with(key))
}

#[test]
fn every_language_has_the_same_slots_and_three_phrasings_of_each() {
    for case in &CASES {
        for (path, texts) in lists(case.file) {
            let parts: Vec<&str> = path.split('.').collect();
            let varied = match parts[..] {
                ["titles" | "asks", ..] => is_said(&path),
                // Where nothing can be quoted the reason stands alone.
                ["bodies", key] => key != "plain",
                ["relations", key] => ["titles_", "asks_", "passes_by"].iter().any(|begin| key.starts_with(begin)),
                _ => false,
            };
            let different: BTreeSet<_> = texts.iter().collect();
            assert_eq!(different.len(), texts.len(), "{:?} {path}: {texts:?}", case.ui);
            assert!(!varied || texts.len() >= 3, "{:?} {path}: {texts:?}", case.ui);
        }
    }
}

#[test]
fn the_table_holds_what_the_files_say() {
    for case in &CASES {
        let lists = lists(case.file);
        let same = |path: String, texts: Texts| assert_eq!(lists[&path], texts, "{:?} {path}", case.ui);
        let words = words(case.ui);
        words.relations.named().into_iter().for_each(|(name, texts)| same(format!("relations.{name}"), texts));
        TITLED.iter().zip(words.titles).for_each(|(family, texts)| same(format!("titles.{}", family.name()), texts));
        ["quoting", "pasted", "plain"]
            .iter()
            .zip(words.bodies)
            .for_each(|(key, texts)| same(format!("bodies.{key}"), texts));
        words.asks.iter().enumerate().for_each(|(index, texts)| same(format!("asks.{index}.texts"), texts));
        let reasons: Vec<&String> =
            lists.iter().filter(|(path, _)| path.starts_with("reasons.")).flat_map(|(_, texts)| texts).collect();
        assert_eq!(reasons, words.reasons, "{:?}", case.ui);
        assert_eq!(language_name(case.ui), lists["name"][0]);
    }
}

#[test]
fn the_drafts_to_play_with_show_what_they_are_for() {
    let engine = crate::Engine::default();
    for ui in Language::ALL {
        for (key, kind, family) in [
            ("draft_letter", Kind::Message, Some(Family::Templated)),
            ("draft_ad", Kind::Post, Some(Family::Promotional)),
            ("draft_person", Kind::Message, None),
        ] {
            let (_, text) = interface(ui).iter().find(|(known, _)| *known == key).expect("a text of the pages");
            let report = engine.check(&Draft { ui: Some(ui), ..Draft::new(*text).kind(kind) });
            let lead = report.findings.first().map(|finding| finding.family).filter(|_| report.nudge.is_some());
            assert_eq!((lead, report.language), (family, Some(ui)), "{ui:?} {text}: {report:?}");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english: BTreeSet<String> = lists(CASES[0].file).into_values().flatten().collect();
    for case in &CASES[1..] {
        for (path, texts) in lists(case.file) {
            for text in texts {
                let bare = ["{quote}", "{reason}"].iter().fold(text.clone(), |text, blank| text.replace(blank, ""));
                let shared = path == "ui.extension_name" || !is_said(&path) || !bare.contains(char::is_alphabetic);
                assert!(shared || !english.contains(&text), "{:?} {path}: {text}", case.ui);
            }
        }
    }
}

#[test]
fn the_words_are_calm_and_accuse_nobody() {
    for case in &CASES {
        let never: BTreeSet<&str> = case.never.split(' ').collect();
        for (path, texts) in lists(case.file) {
            for text in texts {
                let at = format!("{:?} {path}: {text}", case.ui);
                assert!(!text.contains(['!', '¡']), "{at}");
                // Reasons name the formulas of the trade, and apps and assistants by what is left of them.
                if path.starts_with("reasons.") || !is_said(&path) {
                    continue;
                }
                let lower = text.to_lowercase();
                let mut heard = lower.split(|c: char| !c.is_alphanumeric());
                assert!(heard.clone().all(|word| !never.contains(word)), "{at}");
                let machine = heard.any(|word| case.machine.iter().any(|m| word.starts_with(m)));
                assert!(!machine || case.likened.iter().any(|like| lower.contains(like)), "{at}");
            }
        }
    }
}

#[test]
fn a_question_names_who_is_known_and_never_comes_twice_running() {
    for case in &CASES {
        let mut asked = BTreeSet::new();
        for family in TITLED {
            let finding = Finding {
                rule: Cow::Borrowed("family/name"),
                family,
                spans: vec![[0, 3]],
                quote: "so und so".into(),
                reason: Cow::Borrowed("Reason."),
                source: Cow::Borrowed(""),
            };
            for kind in Kind::ALL.into_iter().map(Some).chain([None]) {
                let all = Reader { asked: true, addressed: true, named: true, oneself: true, taken_up: true };
                for (recipient, reader) in
                    [None, Some("Anna Berg")].into_iter().flat_map(|r| [(r, all), (r, Reader::default())])
                {
                    let mut last: Option<Nudge> = None;
                    for variant in 0..7 {
                        let (ui, recipient) = (Some(case.ui), recipient.map(str::to_owned));
                        let draft = Draft { kind, recipient, ui, variant, ..Draft::new("so und so") };
                        let nudge = compose(&draft, &finding, reader);
                        let at = format!("{:?} {family:?} {kind:?} {variant}: {nudge:?}", case.ui);
                        assert!(nudge.ask.ends_with('?') && !nudge.body.contains('{'), "{at}");
                        assert_eq!(nudge.ask.contains("Anna"), draft.recipient.is_some(), "{at}");
                        assert!(!nudge.ask.contains(['{', '}']), "{at}");
                        let fresh = last.is_none_or(|last| {
                            last.ask != nudge.ask && last.title != nudge.title && last.body != nudge.body
                        });
                        assert!(fresh, "{at}");
                        asked.insert(nudge.ask.replace("Anna", "{name}"));
                        last = Some(nudge);
                    }
                }
            }
        }
        let unheard: Vec<_> =
            words(case.ui).asks.iter().copied().flatten().filter(|text| !asked.contains(**text)).collect();
        assert!(unheard.is_empty(), "{:?}: no draft is asked {unheard:?}", case.ui);
    }
}

#[test]
fn who_asked_nothing_is_told_so_and_who_asked_is_not() {
    let finding = Finding {
        rule: Cow::Borrowed("templated/name"),
        family: Family::Templated,
        spans: vec![],
        quote: String::new(),
        reason: Cow::Borrowed("Reason."),
        source: Cow::Borrowed(""),
    };
    let draft = Draft { recipient: Some("Anna Berg".into()), ..Draft::new("so").kind(Kind::Message) };
    let nothing = compose(&draft, &finding, Reader::default());
    assert_eq!(nothing.ask, "You haven't asked Anna anything yet. What would you like to know?");
    let asked = compose(&draft, &finding, Reader { asked: true, ..Reader::default() });
    assert_eq!(asked.ask, "What would you say to Anna over a coffee?");
}

#[test]
fn what_passes_by_is_said_by_name_in_several_ways() {
    for case in &CASES {
        let reason = |recipient: Option<&str>, variant| {
            let recipient = recipient.map(str::to_owned);
            passes_by_reason(&Draft { recipient, variant, ui: Some(case.ui), ..Draft::default() })
        };
        for variant in 0..5 {
            let (named, unnamed) = (reason(Some("Maria Paz"), variant), reason(None, variant));
            assert!(named.contains("Maria") && !named.contains("Paz") && named.ends_with('.'), "{named}");
            assert!(!unnamed.contains(['{', '}']) && unnamed != reason(None, variant + 1), "{unnamed}");
        }
    }
}
