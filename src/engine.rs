//! The one path every draft takes: read → evidence → verdict → nudge. Nothing is kept between calls.

use std::borrow::Cow;

use crate::draft::Draft;
use crate::model::Signals;
use crate::nudge;
use crate::relation::{self, Answer, History, Place};
use crate::report::{Finding, Level, Report};
use crate::rules::{ENTRIES, Hit, Matcher, structure};
use crate::settings::Settings;
use crate::text::Reading;
use crate::text::language::{Identified, Language};
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
    settings: Settings,
}

impl Engine {
    /// A judge that keeps to a person's settings.
    pub fn new(settings: Settings) -> Self {
        Self { matcher: Matcher::new(), settings }
    }

    /// The settings it keeps to.
    pub fn settings(&self) -> &Settings {
        &self.settings
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
        let mut hits = self.hits(&reading);
        hits.extend(relation::restating(&context));
        let verdict = verdict::decide(&context, collect(hits));
        let mut report = self.report(&context, verdict);
        relation::add_off_topic(&context, &mut report);
        if let Some((history, place)) = before {
            relation::add(&context, history, &place, &mut report);
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
        Context { draft, reading, language, settings: &self.settings, answer }
    }

    /// Every hit of the catalogue, in the draft as it stands and with disguised words undone.
    fn hits(&self, reading: &Reading<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.matcher.find(reading, &mut hits);
        structure::find(reading, &mut hits);
        if let Some(unmasked) = reading.unmasked() {
            let again = Reading::new(&unmasked.text);
            let mut found = Vec::new();
            self.matcher.find(&again, &mut found);
            hits.extend(found.into_iter().filter_map(|hit| {
                let (start, end) = unmasked.original(hit.start, hit.end)?;
                Some(Hit { start, end, ..hit })
            }));
        }
        hits
    }

    fn report(&self, context: &Context<'_>, verdict: verdict::Verdict) -> Report {
        let text = context.reading.text();
        let all = || verdict.findings.iter().chain(&verdict.personal);
        let bytes = all().flat_map(|e| &e.spans).flat_map(|(start, end)| [*start as usize, *end as usize]);
        let utf16 = Utf16::new(text, bytes);
        let ui = context.draft.ui.unwrap_or(Language::En);
        let finding = |evidence: &Evidence| Finding {
            rule: Cow::Borrowed(evidence.entry.rule().id),
            family: evidence.entry.rule().family,
            spans: evidence
                .spans
                .iter()
                .map(|(start, end)| [utf16.offset(*start as usize), utf16.offset(*end as usize)])
                .collect(),
            quote: evidence
                .spans
                .first()
                .and_then(|(start, end)| text.get(*start as usize..*end as usize))
                .unwrap_or_default()
                .to_owned(),
            reason: Cow::Borrowed(nudge::reason(ui, evidence.entry.rule().reason)),
            source: Cow::Borrowed(evidence.entry.source.unwrap_or(evidence.entry.rule().source)),
        };
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

/// Hits of one entry become one piece of evidence with all its places.
fn collect(mut hits: Vec<Hit>) -> Vec<Evidence> {
    hits.sort_unstable_by_key(|hit| (hit.entry, hit.start, std::cmp::Reverse(hit.end)));
    let mut evidence: Vec<Evidence> = Vec::new();
    for hit in hits {
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
