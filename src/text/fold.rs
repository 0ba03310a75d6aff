//! One spelling for one word: case, accents, full-width and mathematical letters, look-alikes.
//!
//! Folding is only for comparing. What a person reads, and every span, refers to the draft as it was typed.

/// Consecutive characters that fold to one ASCII character each: `first`, `first + step`, `first + 2 * step`, …
struct Run {
    start: u32,
    len: u16,
    first: u8,
    step: u8,
}

include!(concat!(env!("OUT_DIR"), "/fold.rs"));

/// Characters that show nothing: zero-width, bidirectional controls, soft hyphen, variation selectors, combining marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E01EF}')
}

/// Marks that attach to a Latin, Greek or Cyrillic letter.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// The plain ASCII reading of one character outside ASCII, if it has one.
pub fn plain(c: char) -> Option<Plain> {
    let code = u32::from(c);
    let index = RUNS.partition_point(|run| run.start <= code);
    if let Some(run) = index.checked_sub(1).and_then(|i| RUNS.get(i)) {
        let offset = code - run.start;
        if offset < u32::from(run.len) {
            // Both factors are small: a run never leaves ASCII.
            return Some(Plain::One(run.first + run.step * offset as u8));
        }
    }
    let index = LONG.binary_search_by_key(&code, |(code, _)| *code).ok()?;
    LONG.get(index).map(|(_, folded)| Plain::Several(folded))
}

/// What [`plain`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// One ASCII character.
    One(u8),
    /// Several, as in `ß` → `ss` or `㎏` → `kg`.
    Several(&'static str),
}

/// The Latin letter that a Greek, Cyrillic or Armenian one looks like ([UTS #39] skeletons), lower case.
///
/// [UTS #39]: https://www.unicode.org/reports/tr39/#Confusable_Detection
pub fn lookalike(c: char) -> Option<char> {
    let code = u32::from(c);
    let index = LOOKALIKES.binary_search_by_key(&code, |(code, _)| *code).ok()?;
    LOOKALIKES.get(index).map(|(_, letter)| char::from(*letter))
}

/// Appends the folded form of one character; nothing for marks and invisible characters.
pub fn push(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if is_invisible(c) || is_mark(c) {
        return;
    }
    match plain(c) {
        Some(Plain::One(b)) => out.push(char::from(b)),
        Some(Plain::Several(s)) => out.push_str(s),
        None => out.extend(c.to_lowercase()),
    }
}

/// Folds a whole string. Idempotent.
///
/// ```
/// use sincerely::text::fold;
/// assert_eq!(fold::string("Ｆ𝗿É\u{200B}e"), "free");
/// ```
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_people_do_to_letters() {
        for (typed, plain) in [
            ("FREE", "free"),
            ("ｆｒｅｅ", "free"),
            ("𝗙𝗥𝗘𝗘", "free"),
            ("𝒻𝓇𝑒𝑒", "free"),
            ("ⓕⓡⓔⓔ", "free"),
            ("fr\u{200B}e\u{AD}e", "free"),
            ("e\u{301}te\u{301}", "ete"),
            ("été", "ete"),
            ("Straße", "strasse"),
            ("ŁÓDŹ", "lodz"),
            ("I’d", "i'd"),
            ("ﬁnd", "find"),
            ("İstanbul", "istanbul"),
            ("Привет", "привет"),
            ("日本", "日本"),
        ] {
            assert_eq!(string(typed), plain, "{typed}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let mut once = String::new();
            push(c, &mut once);
            assert_eq!(string(&once), once, "{c:?}");
        }
    }

    #[test]
    fn lookalikes_are_letters_of_other_scripts() {
        assert_eq!(lookalike('а'), Some('a'));
        assert_eq!(lookalike('Ο'), Some('o'));
        assert_eq!(lookalike('a'), None);
        assert_eq!(lookalike('ж'), None);
    }
}
