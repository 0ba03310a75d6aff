//! What a draft stands next to: what was said before, what it answers ([`Answer`]), and who reads it ([`Reader`]).
//!
//! # Said before
//!
//! A form letter changes a name, a company, a link; a text posted everywhere is cut or gets a sentence. To notice that
//! without keeping a word of it, a [`History`] keeps for each message that was sent two bytes for each word: a part of a
//! hash ([SipHash-1-3](https://doi.org/10.1007/978-3-642-34931-7_28)) keyed with a salt that never leaves the machine.
//! Their sequence keeps the order. Of more than 144 words, those with the lowest hash are kept (Broder's sampling of
//! shingles, ["On the resemblance and containment of documents"](https://doi.org/10.1109/SEQUEN.1997.666900), 1997): the
//! same words of every copy.
//!
//! A draft is laid beside each remembered message by local alignment (Smith and Waterman,
//! ["Identification of common molecular subsequences"](https://doi.org/10.1016/0022-2836(81)90087-5), 1981). A word in common
//! is worth `-log2` of the share of messages that have it, six bits at most; a word without partner costs one bit. The
//! similarity is that score, divided by what the shorter of the two texts would score with itself plus ten bits: a cut
//! or an addition costs nothing, and a few common words prove nothing. What the two share in any order bounds the score
//! from above, so that only few messages have to be aligned.
//!
//! On messages of 8 to 60 words this notices 99.9 % of copies with a quarter of their words replaced and 84 % with two
//! in five (containment of hashed word trigrams: 9–70 % and 1 %), all that were cut or had names, company and link
//! changed, and takes 0.01 % of unrelated messages of other sources for a copy; `sincerely eval --repeats` measures it.
//! In wasm a look among 2,000 messages of 25 words takes 37 µs, of 50 words 120 µs.

mod align;
mod fingerprint;
mod history;
mod meaning;
mod parent;
mod reader;

use std::borrow::Cow;

pub use history::{FORMAT, History, MOST_BYTES, MOST_DAYS, MOST_MESSAGES};
pub use parent::Answer;
pub use reader::Reader;

use crate::draft::{Draft, Kind};
use crate::nudge;
use crate::order::distinct;
use crate::report::{Family, Finding, Level, Nudge, QuietBecause, Report};
use crate::rules::{Detector, Hit};
use crate::sites::SITES;
use crate::text::language::Language;
use crate::text::utf16::Utf16;
use crate::verdict::{self, Context, repeated as thresholds};

/// Where a text goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// The brand, or the host outside the registry.
    pub key: Option<&'a str>,
    /// What it is there.
    pub kind: Option<Kind>,
    /// The display name of the one person it is for.
    pub recipient: Option<&'a str>,
    /// What it answers.
    pub parent: Option<&'a str>,
    /// A number of this sending, by which a second report of it is known.
    pub sending: Option<u32>,
    /// Milliseconds since 1970.
    pub now: Option<u64>,
}

impl<'a> Place<'a> {
    /// The place of a draft.
    pub fn of(draft: &'a Draft) -> Self {
        Self {
            key: draft.site.map(|site| site.row().brand),
            kind: draft.kind,
            recipient: draft.recipient.as_deref(),
            parent: draft.parent.as_deref(),
            sending: None,
            now: draft.now,
        }
    }
}

/// What is known of earlier copies of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// How nearly the most similar one is the same, 0..1, not calibrated.
    pub similarity: f64,
    /// How many copies count: people other than the one it is for, in private; each sending elsewhere.
    pub earlier: u32,
    /// All of them went in private to somebody known.
    pub people: bool,
    /// All of them are of the last seven days.
    pub week: bool,
    /// All of them are of the last month.
    pub month: bool,
    /// The brand or host of the latest.
    pub key: Option<String>,
    /// Milliseconds since the latest, to ten minutes; absent without a clock.
    pub age: Option<u64>,
    /// None of them was sent at this brand, and all in public.
    pub cross_post: bool,
    /// In how many places a name or another few words differ, when that is all that differs.
    pub slots: Option<u32>,
    /// The parts of the draft that stayed the same, in bytes: sorted, apart.
    pub spans: Vec<(u32, u32)>,
}

/// A remembered message that is nearly the draft.
struct Copy {
    index: usize,
    similarity: f64,
    key: Option<String>,
    kind: Option<Kind>,
    recipient: Option<u32>,
    age: Option<u64>,
    /// Sent in the same place within the last minutes.
    is_retry: bool,
}

impl Copy {
    fn is_private(&self) -> bool {
        self.kind.is_some_and(Kind::is_private)
    }
}

/// What the copies of a draft come to.
struct Found<'c> {
    best: &'c Copy,
    earlier: u32,
    last: &'c Copy,
    people: bool,
    week: bool,
    month: bool,
    cross_post: bool,
}

/// Counts the copies that count. They come most similar first. Where it is not known who a private message was for, each
/// sending counts: nobody writes eight words twice to one person.
fn count<'c>(copies: &'c [Copy], place: &Place<'_>, recipient: Option<u32>) -> Option<Found<'c>> {
    const WEEK: u64 = 7 * 24 * 60 * 60 * 1000;
    const MONTH: u64 = 31 * 24 * 60 * 60 * 1000;
    let to_the_same = |copy: &Copy| {
        let private = copy.is_private() && place.kind.is_some_and(Kind::is_private);
        private && recipient.is_some() && copy.recipient == recipient
    };
    let counted: Vec<&Copy> = copies.iter().filter(|copy| !copy.is_retry && !to_the_same(copy)).collect();
    let people = distinct(counted.iter().filter(|c| c.is_private()).filter_map(|c| c.recipient));
    let others = counted.iter().filter(|copy| !copy.is_private() || copy.recipient.is_none()).count();
    let latest = |a: &&&Copy, b: &&&Copy| b.age.cmp(&a.age).then(a.index.cmp(&b.index));
    let last: &Copy = counted.iter().max_by(latest)?;
    let within = |most: u64| counted.iter().all(|copy| copy.age.is_some_and(|age| age <= most));
    let elsewhere = |copy: &&Copy| copy.key.is_some() && copy.key.as_deref() != place.key && !copy.is_private();
    Some(Found {
        best: counted.first()?,
        earlier: (people.len() + others) as u32,
        last,
        people: others == 0,
        week: within(WEEK),
        month: within(MONTH),
        cross_post: place.key.is_some() && !place.kind.is_some_and(Kind::is_private) && counted.iter().all(elsewhere),
    })
}

/// Adds to the report of a draft what the history knows of it.
#[inline(never)]
pub(crate) fn add(context: &Context<'_>, history: &History, place: &Place<'_>, report: &mut Report) {
    let draft = context.draft;
    // A page can fill its own box and watch whether a nudge appears: it must not learn what was written elsewhere.
    if draft.origin.inserted > thresholds::MOST_INSERTED {
        return;
    }
    let Some(repeat) = history.look(context.reading, place) else { return };
    report.scores.set(Family::Repeated, thresholds::probability(repeat.similarity));

    let (heard, ignored): (Vec<Finding>, Vec<Finding>) = findings(context, &repeat)
        .into_iter()
        .partition(|finding| !context.settings.ignores(&finding.rule, std::iter::once(finding.quote.as_str())));
    // The first finding is what the others explain: without it there is nothing to say.
    let heard = if heard.first().is_some_and(|finding| finding.rule != SLOTS) { heard } else { Vec::new() };
    let wanted = thresholds::level(repeat.earlier, context.settings.sensitivity);
    let nudge = heard.first().map(|finding| nudge::compose_repeated(draft, finding, &repeat));
    say(context, report, Said { family: Family::Repeated, wanted, heard, ignored, nudge });
}

/// What a relation has to say.
struct Said {
    family: Family,
    wanted: Level,
    heard: Vec<Finding>,
    ignored: Vec<Finding>,
    nudge: Option<Nudge>,
}

/// Puts it into the report, before what is said already where it weighs more. Whether it leads.
fn say(context: &Context<'_>, report: &mut Report, said: Said) -> bool {
    let Said { family, wanted, heard, ignored, nudge } = said;
    let score = report.scores.get(family);
    let (most, why) = verdict::limit_of_relations(context);
    let level = if heard.is_empty() { Level::Quiet } else { wanted.min(most) };
    if level == Level::Quiet {
        if report.level == Level::Quiet {
            let because = if heard.is_empty() && !ignored.is_empty() { Some(QuietBecause::Ignored) } else { why };
            if wanted > level {
                report.quiet_because = report.quiet_because.or(because);
            }
            report.findings.extend(heard);
        }
        return false;
    }
    let lead = report.findings.first().filter(|_| report.level > Level::Quiet);
    let leads = match lead {
        Some(lead) => (level, score) >= (report.level, report.scores.get(lead.family)),
        None => true,
    };
    // What only was noticed is not spoken of beside what is.
    let others = if report.level > Level::Quiet { std::mem::take(&mut report.findings) } else { Vec::new() };
    if leads {
        report.nudge = nudge;
        report.findings = heard.into_iter().chain(others).collect();
    } else {
        report.findings = others.into_iter().chain(heard).collect();
    }
    report.level = report.level.max(level);
    report.quiet_because = None;
    leads
}

/// Evidence that a reply only tells its parent over again.
pub(crate) fn restating(context: &Context<'_>) -> Option<Hit> {
    let (start, end) = context.answer?.restates?;
    Some(Hit { entry: Detector::RestatesParent.entry(), start, end, tokens: 0 })
}

/// Adds to the report of a reply whether it takes up what it answers. Not to do so is no fault in talk: it is spoken of
/// only beside a pitch or a form letter.
#[inline(never)]
pub(crate) fn add_off_topic(context: &Context<'_>, answer: Answer, noticed: [bool; 3], report: &mut Report) {
    use verdict::off_topic as thresholds;
    let draft = context.draft;
    let private = draft.kind.is_some_and(Kind::is_private);
    let pitch = thresholds::pitch(&report.scores, noticed, private).filter(|_| answer.doubt >= thresholds::PASSES);
    let score = thresholds::probability(answer.doubt, pitch.is_some());
    report.scores.set(Family::OffTopic, score);
    let Some(pitch) = pitch else { return };
    let finding = Finding {
        rule: Cow::Borrowed(PASSES_BY),
        family: Family::OffTopic,
        spans: Vec::new(),
        quote: String::new(),
        reason: Cow::Owned(nudge::passes_by_reason(draft)),
        source: Cow::Borrowed("What the draft and the text it answers have in common, compared on this machine"),
    };
    if context.settings.ignores(PASSES_BY, std::iter::once("")) {
        return;
    }
    let was = report.level;
    let level = thresholds::level(pitch, private, was);
    let wanted = if level < context.settings.sensitivity.floor() { Level::Quiet } else { level };
    let nudge = Some(nudge::compose(draft, &finding, Reader::default()));
    let ask = nudge.as_ref().map(|nudge| nudge.ask.clone());
    let said = Said { family: Family::OffTopic, wanted, heard: vec![finding], ignored: Vec::new(), nudge };
    // What is said needs words that show it.
    let pitched = |finding: &&Finding| matches!(finding.family, Family::Promotional | Family::Templated);
    let shown: Vec<Finding> = report.findings.iter().filter(pitched).cloned().collect();
    // Whatever else is noticed, the question is about what it answers.
    if !say(context, report, said)
        && let (Some(nudge), Some(ask)) = (&mut report.nudge, ask)
    {
        nudge.ask = ask;
    }
    if was == Level::Quiet && report.level > was {
        report.findings.extend(shown);
    }
}

const PASSES_BY: &str = "off_topic/passes-by";
const AGAIN: &str = "repeated/again";
const CROSS_POST: &str = "repeated/cross-post";
const SLOTS: &str = "repeated/only-slots-differ";

fn findings(context: &Context<'_>, repeat: &Repeat) -> Vec<Finding> {
    let text = context.reading.text();
    let ui = context.draft.ui.unwrap_or(Language::En);
    let utf16 = Utf16::new(text, repeat.spans.iter().flat_map(|(start, end)| [*start as usize, *end as usize]));
    let spans: Vec<[usize; 2]> =
        repeat.spans.iter().map(|(start, end)| [utf16.offset(*start as usize), utf16.offset(*end as usize)]).collect();
    let first = repeat.spans.first().and_then(|(start, end)| text.get(*start as usize..*end as usize));
    let finding = |rule: &'static str, reason: String| Finding {
        rule: Cow::Borrowed(rule),
        family: Family::Repeated,
        spans: spans.clone(),
        quote: first.unwrap_or_default().to_owned(),
        reason: Cow::Owned(reason),
        source: Cow::Borrowed("What was sent before from this browser, remembered on this machine only"),
    };
    let rule = if repeat.cross_post { CROSS_POST } else { AGAIN };
    let slots = repeat.slots.map(|slots| finding(SLOTS, nudge::slots_reason(ui, repeat, slots)));
    std::iter::once(finding(rule, nudge::repeated_reason(ui, repeat))).chain(slots).collect()
}

/// What people call a brand or host.
pub(crate) fn place_name(key: &str) -> &str {
    SITES.iter().find(|row| row.brand == key).map_or(key, |row| row.name)
}
