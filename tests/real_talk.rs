//! Whole texts: a sentence of real talk behind a message makes it no worse. That the same evidence with one sign of real talk
//! more is never judged worse is tested in `src/engine.rs`; a sentence is also more words, which the judge of the wording reads.

use std::path::Path;

use serde::Deserialize;
use sincerely::rules::{ENTRIES, EntryLang};
use sincerely::{Draft, Engine, Family};

#[derive(Deserialize)]
struct Own {
    #[serde(flatten)]
    draft: Draft,
    lang: Option<String>,
}

fn own_texts() -> Vec<Own> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/texts");
    let mut files: Vec<_> = folder.read_dir().expect("own texts").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let read = |path: &_| std::fs::read_to_string(path).expect("UTF-8");
    let texts: Vec<String> = files.iter().map(read).collect();
    texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).expect("a row")).collect()
}

#[test]
fn a_sentence_of_real_talk_makes_hardly_any_text_worse() {
    let engine = Engine::default();
    let talk = |lang: &str| -> Vec<&str> {
        let spoken = |entry: &EntryLang| matches!(entry, EntryLang::Spoken(language) if language.code() == lang);
        let personal = ENTRIES.iter().filter(|e| e.rule().family == Family::Personal && spoken(&e.lang));
        personal.filter_map(|entry| entry.example.split(" ↩ ").last()).collect()
    };
    let (mut pairs, mut louder, mut likelier, mut softer) = (0, 0, 0, 0);
    for (number, Own { draft, lang }) in own_texts().into_iter().enumerate() {
        let sentences = talk(lang.as_deref().unwrap_or_default());
        let Some(sentence) = sentences.get(number % sentences.len().max(1)) else { continue };
        let without = Draft { lang: None, ..draft };
        let with = Draft { text: format!("{} {sentence}", without.text), ..without.clone() };
        let (without, with) = (engine.check(&without), engine.check(&with));
        let turned = |family: Family| with.scores.get(family) >= 0.5 && without.scores.get(family) < 0.5;
        pairs += 1;
        louder += usize::from(with.level > without.level);
        softer += usize::from(with.level < without.level);
        likelier += usize::from(Family::WORDS.into_iter().any(turned));
    }
    println!("{pairs} pairs: {louder} louder, {likelier} more likely than not, {softer} softer");
    assert!(pairs > 20_000, "{pairs} pairs");
    assert!(louder * 100 <= pairs && likelier * 100 <= pairs, "{louder} louder, {likelier} likelier of {pairs}");
    assert!(softer * 10 > pairs, "and it counts for something: {softer} softer");
}
