//! The identifier beside two other programs, on sentences written for measuring (training/language/measure): none was
//! trained on. whichlang is the lightest oracle that is right on short texts, but answers one of sixteen languages
//! whatever it is given; whatlang knows seventy and says when it is sure, which on short texts is seldom.

use sincerely::text::language::{Identified, Identifier, Language};

const SPOKEN: &str = include_str!("../training/language/measure/spoken.tsv");
const DUTCH: &str = include_str!("../training/language/measure/nl.txt");
const OTHER: &str = include_str!("../training/language/measure/other.tsv");
const MIXED: &str = include_str!("../training/language/measure/mixed.tsv");

fn identify(text: &str) -> Identified {
    let mut identifier = Identifier::new();
    text.split_whitespace().for_each(|word| identifier.word(word));
    identifier.finish()
}

fn language(three_letters: &str) -> Option<Language> {
    let pairs = [
        ("eng", Language::En),
        ("spa", Language::Es),
        ("deu", Language::De),
        ("fra", Language::Fr),
        ("por", Language::Pt),
        ("ita", Language::It),
        ("nld", Language::Nl),
    ];
    pairs.into_iter().find(|(code, _)| *code == three_letters).map(|(_, language)| language)
}

/// `code<TAB>text` lines.
fn labelled(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter_map(|line| line.split_once('\t'))
}

fn spoken() -> impl Iterator<Item = (Language, &'static str)> {
    let six = labelled(SPOKEN).filter_map(|(code, text)| Some((Language::from_code(code)?, text)));
    six.chain(DUTCH.lines().map(|text| (Language::Nl, text)))
}

/// Asserts that `hits` of `all` reach `floor` percent and says what was missed.
#[track_caller]
fn at_least(floor: usize, hits: usize, all: usize, missed: &[String]) {
    assert!(hits * 100 >= floor * all, "{hits} of {all}, less than {floor} %:\n{}", missed.join("\n"));
}

/// Measured: 238 of 240 where both answer; the floor leaves room for seven more.
#[test]
fn agrees_with_whichlang_on_spoken_languages() {
    let (mut both, mut agree, mut missed) = (0, 0, Vec::new());
    for (_, text) in spoken() {
        let oracle = language(whichlang::detect_language(text).three_letter_code());
        if let (Identified::Spoken(ours), Some(oracle)) = (identify(text), oracle) {
            both += 1;
            if ours == oracle {
                agree += 1;
            } else {
                missed.push(format!("{ours:?} not {oracle:?}: {text}"));
            }
        }
    }
    assert!(both >= 220, "only {both} texts were answered by both");
    at_least(96, agree, both, &missed);
}

/// Of the texts whatlang is sure are in a language the engine does not speak; measured: 68 of 68.
#[test]
fn agrees_with_whatlang_on_other_languages() {
    let (mut sure, mut agree, mut missed) = (0, 0, Vec::new());
    for (code, text) in labelled(OTHER) {
        let Some(oracle) = whatlang::detect(text).filter(whatlang::Info::is_reliable) else {
            continue;
        };
        if language(oracle.lang().code()).is_some() {
            continue;
        }
        sure += 1;
        match identify(text) {
            Identified::Spoken(l) => missed.push(format!("{code} called {l:?}: {text}")),
            _ => agree += 1,
        }
    }
    assert!(sure >= 40, "whatlang was sure of {sure} only");
    at_least(95, agree, sure, &missed);
}

/// The labels themselves, from six words on. Measured: 218 of 220, and 208 of 218 other texts not called spoken.
#[test]
fn is_right_about_the_labels() {
    let (mut all, mut right, mut missed) = (0, 0, Vec::new());
    for (expected, text) in spoken().filter(|(_, text)| text.split_whitespace().count() >= 6) {
        all += 1;
        match identify(text) {
            Identified::Spoken(l) if l == expected => right += 1,
            answer => missed.push(format!("{expected:?} called {answer:?}: {text}")),
        }
    }
    at_least(96, right, all, &missed);

    let others: Vec<_> = labelled(OTHER).collect();
    let missed: Vec<_> = others
        .iter()
        .filter(|(_, text)| matches!(identify(text), Identified::Spoken(_)))
        .map(|(code, text)| format!("{code}: {text}"))
        .collect();
    at_least(92, others.len() - missed.len(), others.len(), &missed);
}

#[test]
fn finds_two_languages() {
    let (mut all, mut right, mut missed) = (0, 0, Vec::new());
    for (pair, text) in labelled(MIXED) {
        all += 1;
        match identify(text) {
            Identified::Mixed(a, b) if pair.contains(a.code()) && pair.contains(b.code()) => right += 1,
            answer => missed.push(format!("{pair} called {answer:?}: {text}")),
        }
    }
    at_least(85, right, all, &missed);
}
