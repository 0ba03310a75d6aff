//! Build time only: makes the table behind [`fold`](super::fold).
//!
//! The engine needs a small part of Unicode's NFKC casefolding: enough that `Ｆｒｅｅ`, `𝗙𝗿𝗲𝗲`, `FRÉÉ` and `free` are one
//! word. The full tables cost 49 kB after brotli; the part whose result is plain ASCII costs under three.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

/// Letters that decompose to nothing in Unicode, but that people type without their strokes and ligatures.
fn strokeless(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        '’' | '‘' | 'ʼ' | '＇' | '`' | '´' => "'",
        _ => return None,
    })
}

/// Compatibility decomposition without marks, lower case, repeated until nothing changes.
pub fn fold_char(c: char) -> String {
    let mut folded = c.to_string();
    loop {
        let mut next = String::new();
        for c in folded.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            match strokeless(c) {
                Some(plain) => next.push_str(plain),
                None => next.push(c),
            }
        }
        if next == folded {
            return folded;
        }
        folded = next;
    }
}

/// Folds a whole string the way the reader folds a token; for phrases in the rule tables.
pub fn fold_str(text: &str) -> String {
    // The reader knows the foldings into ASCII only: `й` stays one letter.
    let folded = |c: char| Some(fold_char(c)).filter(|folded| folded.is_ascii());
    text.chars().map(|c| folded(c).unwrap_or_else(|| c.to_lowercase().collect())).collect()
}

/// The generated source: `RUNS` (single characters), `LONG` (several), `LOOKALIKES` (Greek, Cyrillic, Armenian).
pub fn generate() -> String {
    let mut runs: Vec<(u32, u32, u8, u8)> = Vec::new();
    let mut long: Vec<(u32, String)> = Vec::new();
    for c in ('\u{80}'..=char::MAX).filter(|c| !('\u{2000}'..'\u{2070}').contains(c)) {
        let folded = fold_char(c);
        let plain = !folded.is_empty() && folded.bytes().all(|b| b.is_ascii_graphic());
        if !plain || (folded.len() > 1 && !folded.bytes().all(|b| b.is_ascii_alphanumeric())) {
            continue;
        }
        let code = u32::from(c);
        let [target] = folded.as_bytes() else {
            long.push((code, folded));
            continue;
        };
        match runs.last_mut() {
            // A run either repeats one letter (Āā Ăă …) or counts up (Ａ Ｂ Ｃ …); two entries fix which it is.
            Some((start, len, first, step))
                if code == *start + *len
                    && ((*len == 1 && (*target == *first || *target == *first + 1))
                        || u32::from(*target) == u32::from(*first) + u32::from(*step) * *len) =>
            {
                if *len == 1 {
                    *step = *target - *first;
                }
                *len += 1;
            }
            _ => runs.push((code, 1, *target, 0)),
        }
    }
    for quote in ['\u{2018}', '\u{2019}'] {
        runs.push((u32::from(quote), 1, b'\'', 0));
    }
    runs.sort_unstable();

    let mut source = String::new();
    let mut table = |name: &str, kind: &str, rows: Vec<String>| {
        writeln!(source, "static {name}: [{kind}; {}] = [{}];", rows.len(), rows.join(","))
            .expect("writing to a String cannot fail");
    };
    table(
        "RUNS",
        "Run",
        runs.iter()
            .map(|(start, len, first, step)| format!("Run{{start:{start},len:{len},first:{first},step:{step}}}"))
            .collect(),
    );
    table("LONG", "(u32,&str)", long.iter().map(|(code, folded)| format!("({code},{folded:?})")).collect());
    table(
        "LOOKALIKES",
        "(u32,u8)",
        ('\u{370}'..'\u{600}')
            .filter(|c| c.is_alphabetic())
            .filter_map(|c| {
                let skeleton: String = skeleton(&c.to_string()).collect();
                match skeleton.as_bytes() {
                    [b] if b.is_ascii_alphabetic() => Some(format!("({},{})", u32::from(c), b.to_ascii_lowercase())),
                    _ => None,
                }
            })
            .collect(),
    );
    source
}
