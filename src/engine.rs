//! The one path every draft takes: read → evidence → verdict → nudge. Nothing is kept between calls.

use std::borrow::Cow;

use crate::draft::Draft;
use crate::model::Signals;
use crate::nudge;
use crate::order::sorted;
use crate::policy::{Held, Policy};
use crate::relation::{self, Answer, History, Place};
use crate::report::{Finding, Level, Report};
use crate::rules::{ENTRIES, Hit, Matcher, structure};
use crate::settings::Settings;
use crate::text::Reading;
use crate::text::language::{Identified, Language};
use crate::text::unmask::Unmasked;
use crate::text::utf16::Utf16;
use crate::verdict::{self, Context, Evidence};

/// The judge. Cheap to make, safe to share between threads.
///
/// ```
/// use sincerely::{Draft, Engine, Level};
///
/// let engine = Engine::default();
/// let report = engine.check(&Draft::new("Hi, I'd like to add you to my professional network on LinkedIn."));
/// assert_eq!(report.level, Level::Warn);
/// assert_eq!(report.findings[0].quote, "I'd like to add you to my professional network on LinkedIn");
///
/// let report = engine.check(&Draft::new("Hi Anna, how did your talk on otters go yesterday?"));
/// assert_eq!(report.level, Level::Quiet);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Engine {
    matcher: Matcher,
    held: Held,
}

impl Engine {
    /// A judge that keeps to a person's settings.
    pub fn new(settings: Settings) -> Self {
        Self::governed(settings, Policy::default())
    }

    /// A judge that keeps to a person's settings where an organisation has its say.
    pub fn governed(own: Settings, policy: Policy) -> Self {
        Self { matcher: Matcher::new(), held: Held::new(own, policy) }
    }

    /// What is the person's own of its settings, and what is not.
    pub fn held(&self) -> &Held {
        &self.held
    }

    /// The settings it keeps to.
    pub fn settings(&self) -> &Settings {
        self.held.settings()
    }

    /// Judges one draft. The same draft and settings always give the same report; the time is linear in the text.
    pub fn check(&self, draft: &Draft) -> Report {
        self.judge(draft, None)
    }

    /// Judges one draft beside what was sent before.
    ///
    /// ```
    /// use sincerely::relation::{History, Place};
    /// use sincerely::text::Reading;
    /// use sincerely::{Draft, Engine, Kind, Level};
    ///
    /// let to = |name: &str, text: &str, now| Draft {
    ///     recipient: Some(name.into()),
    ///     now: Some(now),
    ///     ..Draft::new(text).kind(Kind::Message)
    /// };
    /// let mut history = History::new([7; 16]);
    /// let sent = to("Anna Berg", "Hi Anna, are you coming to the otter talk at Acme on Friday?", 0);
    /// history.remember(&Reading::new(&sent.text), &Place::of(&sent));
    ///
    /// let draft = to("Bob Cole", "Hi Bob, are you coming to the otter talk at Acme on Friday?", 3_600_000);
    /// let report = Engine::default().check_with(&draft, &history);
    /// assert_eq!((report.level, report.findings[0].rule.as_ref()), (Level::Hint, "repeated/again"));
    /// assert_eq!(report.findings[0].reason, "You sent nearly this an hour ago.");
    /// ```
    pub fn check_with(&self, draft: &Draft, history: &History) -> Report {
        self.judge(draft, Some((history, Place::of(draft))))
    }

    pub(crate) fn judge(&self, draft: &Draft, before: Option<(&History, Place<'_>)>) -> Report {
        let reading = Reading::new(&draft.text);
        let context = self.context(draft, &reading);
        let mut report = self.weigh(&context, self.hits(&reading));
        if let Some((history, place)) = before {
            relation::add(&context, history, &place, &mut report);
        }
        report
    }

    /// What hits come to, beside what the draft answers.
    fn weigh(&self, context: &Context<'_>, mut hits: Vec<Hit>) -> Report {
        hits.extend(relation::restating(context));
        let verdict = verdict::decide(context, collect(hits));
        let noticed = verdict.noticed;
        let mut report = self.report(context, verdict);
        if let Some(answer) = context.answer {
            relation::add_off_topic(context, answer, noticed, &mut report);
        }
        report
    }

    /// What the rules have to say of a draft, in numbers: what the judge's trainer reads.
    pub fn signals(&self, draft: &Draft) -> Signals {
        let reading = Reading::new(&draft.text);
        let context = self.context(draft, &reading);
        verdict::signals(&context, collect(self.hits(&reading)))
    }

    fn context<'a>(&'a self, draft: &'a Draft, reading: &'a Reading<'a>) -> Context<'a> {
        let language = draft.lang.map_or_else(|| reading.language(), Identified::Spoken);
        let answer = Answer::new(draft, reading);
        Context { draft, reading, language, settings: self.settings(), answer }
    }

    /// Every hit of the catalogue, in the draft as it stands and with disguised words undone.
    fn hits(&self, reading: &Reading<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.matcher.find(reading, &mut hits);
        structure::find(reading, &mut hits);
        if let Some(unmasked) = reading.unmasked() {
            self.hits_unmasked(&unmasked, &mut hits);
        }
        hits
    }

    #[inline(never)]
    fn hits_unmasked(&self, unmasked: &Unmasked, hits: &mut Vec<Hit>) {
        let again = Reading::new(&unmasked.text);
        let mut found = Vec::new();
        self.matcher.find(&again, &mut found);
        hits.extend(found.into_iter().filter_map(|hit| {
            let (start, end) = unmasked.original(hit.start, hit.end)?;
            Some(Hit { start, end, ..hit })
        }));
    }

    fn report(&self, context: &Context<'_>, verdict: verdict::Verdict) -> Report {
        let text = context.reading.text();
        let all = || verdict.findings.iter().chain(&verdict.personal);
        let bytes = all().flat_map(|e| &e.spans).flat_map(|(start, end)| [*start as usize, *end as usize]);
        let utf16 = Utf16::new(text, bytes);
        let finding = |evidence: &Evidence| finding(context, &utf16, evidence);
        let findings: Vec<Finding> = verdict.findings.iter().map(finding).collect();
        let spoken = findings.first().filter(|_| verdict.level > Level::Quiet);
        Report {
            level: verdict.level,
            quiet_because: verdict.quiet_because,
            language: match context.language {
                Identified::Spoken(language) => Some(language),
                _ => None,
            },
            scores: verdict.scores,
            nudge: spoken.map(|finding| nudge::compose(context.draft, finding, verdict.reader)),
            personal: verdict.personal.iter().map(finding).collect(),
            findings,
        }
    }
}

/// Evidence as it is told.
#[inline(never)]
fn finding(context: &Context<'_>, utf16: &Utf16, evidence: &Evidence) -> Finding {
    let rule = evidence.entry.rule();
    let spelled = |(start, end): &(u32, u32)| context.reading.text().get(*start as usize..*end as usize);
    let offsets = |(start, end): &(u32, u32)| [utf16.offset(*start as usize), utf16.offset(*end as usize)];
    Finding {
        rule: Cow::Borrowed(rule.id),
        family: rule.family,
        spans: evidence.spans.iter().map(offsets).collect(),
        quote: evidence.spans.first().and_then(spelled).unwrap_or_default().to_owned(),
        reason: Cow::Borrowed(nudge::reason(context.draft.ui.unwrap_or(Language::En), rule.reason)),
        source: Cow::Borrowed(evidence.entry.source.unwrap_or(rule.source)),
    }
}

/// Hits of one entry become one piece of evidence with all its places.
fn collect(hits: Vec<Hit>) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for hit in sorted(hits) {
        let Some(entry) = ENTRIES.get(usize::from(hit.entry)) else { continue };
        match evidence.last_mut() {
            Some(last) if std::ptr::eq(last.entry, entry) => match last.spans.last_mut() {
                Some((_, end)) if hit.start < *end => *end = hit.end.max(*end),
                _ => last.spans.push((hit.start, hit.end)),
            },
            _ => evidence.push(Evidence::new(entry, vec![(hit.start, hit.end)])),
        }
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::report::Family;
    use crate::rules::Entry;

    const FAMILIES: [Family; 6] =
        [Family::Templated, Family::Automated, Family::Promotional, Family::Repeated, Family::OffTopic, Family::OneWay];

    /// Once the listing of another family decided whether a reply counted as a pitch.
    const FOUND: [&str; 2] = [
        "Thanks for the follow! What's the biggest obstacle standing between you and your goals?",
        "Hi there, I'm a motivated graduate with a passion for excellence. I believe my skills align with your company's \
         values. Would you have 15 min to discuss potential opportunities?",
    ];

    /// The same text and evidence, and one sign of real talk more: whatever the rules know, on any of its words.
    #[test]
    fn one_more_sign_of_real_talk_never_raises_anything() {
        let engine = Engine::default();
        let is_personal = |entry: &Entry| entry.rule().family == Family::Personal;
        let personal: Vec<u16> =
            (0..).zip(&ENTRIES).filter(|(_, entry)| is_personal(entry)).map(|(at, _)| at).collect();
        let examples = ENTRIES.iter().map(|entry| entry.example).chain(FOUND);
        // Two examples make a text in which several families have something to say.
        let next = examples.clone().cycle().skip(97);
        let texts = examples.clone().zip(next).flat_map(|(one, other)| [one.to_owned(), format!("{one} {other}")]);
        let parents = [None, Some("Can anyone recommend a quiet place to watch otters in May?")];
        let kinds = [None, Some(Kind::Post), Some(Kind::Comment), Some(Kind::Message)];
        let places = parents.into_iter().flat_map(|parent| kinds.map(|kind| (parent, kind)));
        let (mut tried, mut lowered, mut raised) = (0, 0, Vec::new());
        for (text, (parent, kind)) in texts.flat_map(|text| places.clone().map(move |place| (text.clone(), place))) {
            let draft = Draft { kind, parent: parent.map(str::to_owned), ..Draft::new(text) };
            let reading = Reading::new(&draft.text);
            let context = engine.context(&draft, &reading);
            let hits = engine.hits(&reading);
            let without = engine.weigh(&context, hits.clone());
            let tokens = reading.tokens();
            for token in tokens.iter().step_by(tokens.len() / 4 + 1) {
                tried += 1;
                let entry = personal[tried % personal.len()];
                let sign = Hit { entry, start: token.start, end: token.end, tokens: 1 };
                let with = engine.weigh(&context, hits.iter().copied().chain([sign]).collect());
                lowered += usize::from(with.level < without.level);
                let higher = |family: &Family| with.scores.get(*family) > without.scores.get(*family);
                let higher: Vec<Family> = FAMILIES.into_iter().filter(higher).collect();
                if with.level > without.level || !higher.is_empty() {
                    let rule = ENTRIES[usize::from(entry)].rule().id;
                    raised.push(format!("{higher:?} {:?} → {:?} by {rule}: {draft:?}", without.level, with.level));
                }
            }
        }
        assert!(lowered > 1_000, "it counts for something: {lowered} of {tried}");
        assert!(raised.is_empty(), "{} of {tried}:\n{}", raised.len(), raised.join("\n"));
    }
}
