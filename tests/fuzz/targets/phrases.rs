//! The compiler of the rule tables: any phrase is turned into keys or refused, and its keys into an automaton.

use std::collections::BTreeMap;

use sincerely::text::fold;

#[path = "../../../src/rules/alphabet.rs"]
#[allow(dead_code, reason = "the matcher reads the rest")]
mod alphabet;
#[path = "../../../src/rules/phrase.rs"]
mod phrase;
#[path = "../../../src/rules/weave.rs"]
mod weave;

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut all = BTreeMap::new();
    for (entry, line) in (0..).zip(text.lines()) {
        match phrase::keys(line, fold::string) {
            Ok(keys) => keys.into_iter().for_each(|key| {
                assert!(!key.is_empty(), "it would be found everywhere: {line:?}");
                all.insert(key, entry);
            }),
            Err(why) => assert!(!why.is_empty()),
        }
    }
    let _ = weave::weave(&all);
}

pub fn seeds() -> Vec<Vec<u8>> {
    super::bytes(&[
        "thanks for (the follow|following)\n(so much|) markier*",
        "only <num> left\nfor <money>\n<percent> off<end>",
        "win .. prize\ngiveaway ...12 follow\nwas it ..6<asked>",
        "^new post ::\n.shop our\ngreat post$\nthanks! check out",
    ])
}
