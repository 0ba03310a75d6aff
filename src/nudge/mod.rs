//! What is said to the person, in seven languages. The words stand in one file a language beside this one; here is only
//! the choice among them.

mod relation;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::asset::{self, Part};
use crate::draft::{Draft, Kind};
use crate::relation::Reader;
use crate::report::{Family, Finding, Nudge};
use crate::text::language::Language;

use relation::Relations;
pub(crate) use relation::{compose_repeated, passes_by_reason, repeated_reason, slots_reason};

include!(concat!(env!("OUT_DIR"), "/nudge.rs"));

/// The words of one interface language.
struct Words {
    reasons: Texts,
    /// By [`TITLED`].
    titles: [Texts; 5],
    /// Quoting, pasted, plain.
    bodies: [Texts; 3],
    /// By [`ASKS`].
    asks: [Texts; ASKS.len()],
    relations: Relations,
}

/// The phrasings of one thing.
type Texts = &'static [&'static str];

impl Words {
    /// Reads them from the table that `compile.rs` writes: a language is a paragraph, a list a line, a text a column.
    fn read(ui: Language) -> Self {
        let table = std::str::from_utf8(asset::part(Part::Nudge)).unwrap_or_default();
        let mut lines = table.split("\n\n").nth(ui as usize).unwrap_or_default().split('\n');
        // Kept as long as the instance, like the table they point into.
        let mut next = || -> Texts { lines.next().unwrap_or_default().split('\t').collect::<Vec<_>>().leak() };
        let reasons = next();
        let titles = std::array::from_fn(|_| next());
        let bodies = std::array::from_fn(|_| next());
        let asks = std::array::from_fn(|_| next());
        Self { reasons, titles, bodies, asks, relations: Relations::read(next) }
    }
}

/// Questions for some families and kinds; empty lists fit all. The texts are in [`Words`].
struct Ask {
    families: &'static [Family],
    kinds: &'static [Kind],
    /// Whether the reader's name must be known.
    named: bool,
    lacks: Option<Lack>,
}

/// What a question is for that is asked only where it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lack {
    /// A question to the reader.
    Question,
    /// Something of the writer's own.
    Oneself,
}

impl Lack {
    fn of(self, reader: Reader) -> bool {
        match self {
            Self::Question => !reader.asked,
            Self::Oneself => !reader.oneself,
        }
    }
}

const TITLED: [Family; 5] =
    [Family::Templated, Family::Automated, Family::Promotional, Family::Repeated, Family::OffTopic];

/// The words quoted in a nudge are cut after this many.
const QUOTED_WORDS: usize = 8;

fn words(ui: Language) -> &'static Words {
    static WORDS: [OnceLock<Words>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    // `Language` counts its variants in the order in which the build reads the files; a test holds them together.
    WORDS[ui as usize].get_or_init(|| Words::read(ui))
}

/// Why a check counts, in the language of the interface.
pub fn reason(ui: Language, reason: Reason) -> &'static str {
    words(ui).reasons.get(reason as usize).copied().unwrap_or_default()
}

/// The name of an interface language in itself.
#[cfg(feature = "cli")]
pub fn language_name(ui: Language) -> &'static str {
    INTERFACES[ui as usize].0
}

/// Keys and texts of the extension's pages, sorted by key; the packager writes `_locales` from them.
#[cfg(feature = "cli")]
pub fn interface(ui: Language) -> &'static [(&'static str, &'static str)] {
    INTERFACES[ui as usize].1
}

/// Says the first finding, whose family is the strongest, and asks for what the reader does not get.
pub(crate) fn compose(draft: &Draft, finding: &Finding, reader: Reader) -> Nudge {
    let words = words(draft.ui.unwrap_or(Language::En));
    let pick = |texts| pick(draft, texts);
    let title =
        TITLED.iter().position(|family| *family == finding.family).map_or("", |index| pick(words.titles[index]));
    let quote = shorten(&finding.quote);
    let [quoting, pasted, plain] = words.bodies;
    let body = match () {
        () if quote.is_empty() => pick(plain),
        () if draft.origin.mostly_pasted() => pick(pasted),
        () => pick(quoting),
    };
    let name = draft.recipient.as_deref().and_then(first_name);
    let ask = ASKS.iter().position(|ask| {
        (ask.families.is_empty() || ask.families.contains(&finding.family))
            && (ask.kinds.is_empty() || draft.kind.is_some_and(|kind| ask.kinds.contains(&kind)))
            && (!ask.named || name.is_some())
            && ask.lacks.is_none_or(|lack| lack.of(reader))
    });
    Nudge {
        title: title.to_owned(),
        body: body.replace("{reason}", &finding.reason).replace("{quote}", &quote),
        ask: ask.map_or("", |index| pick(words.asks[index])).replace("{name}", name.unwrap_or_default()),
    }
}

/// One of several phrasings: the shell counts on, so that none comes twice running.
fn pick(draft: &Draft, texts: Texts) -> &'static str {
    texts.get(draft.variant as usize % texts.len().max(1)).copied().unwrap_or_default()
}

/// The first words of a quotation, on one line.
fn shorten(quote: &str) -> String {
    let mut words = quote.split_whitespace();
    let mut short = words.by_ref().take(QUOTED_WORDS).collect::<Vec<_>>().join(" ");
    // A single "word" can be a whole address or a script without spaces.
    if let Some((cut, _)) = short.char_indices().nth(80) {
        short.truncate(cut);
        short.push('…');
    } else if words.next().is_some() {
        short.push('…');
    }
    short
}

/// What one calls the person behind a display name: the first word that is a name, without title, emoji or handle sign.
///
/// ```
/// # use sincerely::nudge::first_name;
/// assert_eq!(first_name("Dr. Anna Berg (she/her)"), Some("Anna"));
/// assert_eq!(first_name("Berg, Anna"), Some("Anna"));
/// assert_eq!(first_name("@anna_berg"), Some("anna_berg"));
/// assert_eq!(first_name("🚀🚀"), None);
/// ```
pub fn first_name(display: &str) -> Option<&str> {
    const TITLES: [&str; 17] = [
        "dr", "prof", "mr", "mrs", "ms", "miss", "sir", "herr", "frau", "hr", "fr", "mme", "m", "sr", "sra", "dott",
        "ing",
    ];
    let display = display.split(['(', '|', '•', '·', '[', '\n']).next()?;
    // "Berg, Anna": the part after the comma, unless it is a title as in "Anna Berg, PhD".
    let (before, after) = display.split_once(',').unwrap_or((display, ""));
    let after_is_name = before.split_whitespace().count() == 1
        && after.split_whitespace().next().is_some_and(|w| w.chars().filter(|c| c.is_uppercase()).count() == 1);
    let part = if after_is_name { after } else { before };
    part.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).find(|word| {
        word.chars().any(char::is_alphabetic)
            && word.chars().count() <= 40
            && !TITLES.contains(&word.to_lowercase().as_str())
    })
}
