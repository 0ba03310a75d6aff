//! Evidence → scores → level. Every threshold of the engine stands here and nowhere else.

use std::cmp::Reverse;

use crate::draft::{Draft, Kind};
use crate::model::judge::{self, Wording};
use crate::model::{FamilySignals, Signals};
use crate::order::{distinct, of_share, sorted};
use crate::relation::{Answer, Reader};
use crate::report::{Family, Level, QuietBecause, Scores};
use crate::rules::{Detector, ENTRIES, Entry, EntryLang, Gate};
use crate::settings::Settings;
use crate::text::language::{Identified, Language};
use crate::text::token::Token;
use crate::text::{Reading, Stretches};

/// Under this many words only whole stock lines, placeholders and residue count.
const FEWEST_WORDS: usize = 4;
/// A phrase in another spoken language than the draft's counts when it has at least this many words: shorter ones mean
/// something else there (Dutch "tag je", German "die").
const FOREIGN_PHRASE_WORDS: usize = 3;
/// The share of the message that a [`Gate::Coverage`] phrase must make up, with its kind.
const COVERAGE: f64 = 0.6;
/// The share that makes a stock line the whole text.
const WHOLE: f64 = 0.8;
/// A [`Gate::Cluster`] needs so many different phrases of its family …
const CLUSTER: usize = 3;
/// … or one fewer in at most this many words each.
const CLUSTER_WORDS_EACH: usize = 20;
/// Words of somebody else, quoted, weigh this much.
const QUOTED: f64 = 0.2;
/// The other person has written so often that this is a conversation.
const CONVERSATION_TURNS: u32 = 3;
/// What a pitch is to a [`Gate::Joined`] phrase.
const PITCH: f64 = 0.6;

/// What is known of a draft when its evidence is weighed.
pub struct Context<'a> {
    /// As it was asked about.
    pub draft: &'a Draft,
    /// As it was read.
    pub reading: &'a Reading<'a>,
    /// Its language, by the caller's word or the reader's.
    pub language: Identified,
    /// The person's wishes.
    pub settings: &'a Settings,
    /// What it has to do with what it answers.
    pub answer: Option<Answer>,
}

/// An entry of the catalogue found in a draft.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Which.
    pub entry: &'static Entry,
    /// Where, in bytes: sorted, apart, on character boundaries.
    pub spans: Vec<(u32, u32)>,
    /// How much it counts here, 0..1.
    pub weight: f64,
}

impl Evidence {
    /// Evidence before anything was weighed.
    pub fn new(entry: &'static Entry, spans: Vec<(u32, u32)>) -> Self {
        Self { entry, spans, weight: f64::from(entry.weight) }
    }

    fn family(&self) -> Family {
        self.entry.rule().family
    }
}

/// The judgement of one draft.
#[derive(Debug)]
pub struct Verdict {
    /// How loudly to speak.
    pub level: Level,
    /// Why not, where there is a reason.
    pub quiet_because: Option<QuietBecause>,
    /// Per family.
    pub scores: Scores,
    /// What counted, strongest family first.
    pub findings: Vec<Evidence>,
    /// Whether something counted for each of [`Family::WORDS`], spoken of or not.
    pub noticed: [bool; 3],
    /// What speaks for the draft.
    pub personal: Vec<Evidence>,
    /// What it has for its reader.
    pub reader: Reader,
}

/// What the judge is told of the evidence, family by family as in [`Family::WORDS`].
pub fn signals(context: &Context<'_>, found: Vec<Evidence>) -> Signals {
    let message = Message::new(context);
    let fitting = found.into_iter().filter(|e| fits_language(context, &message, e)).collect();
    let (personal, evidence) = sides(context, fitting);
    admitted(context, &message, evidence, &personal).1
}

/// What speaks for the draft, a rule once, and what speaks against it; what is quoted counts little on either side.
fn sides(context: &Context<'_>, mut evidence: Vec<Evidence>) -> (Vec<Evidence>, Vec<Evidence>) {
    evidence.iter_mut().for_each(|e| discount_quoted(context, e));
    let (personal, evidence): (Vec<_>, Vec<_>) = evidence.into_iter().partition(|e| e.family() == Family::Personal);
    (one_per_rule(personal), evidence)
}

/// The evidence that counts, a rule once, and all of it in numbers.
fn admitted(
    context: &Context<'_>,
    message: &Message,
    evidence: Vec<Evidence>,
    personal: &[Evidence],
) -> (Vec<Evidence>, Signals) {
    let found = one_per_rule(evidence.clone());
    let admitted = one_per_rule(admit(context, message, evidence));
    let of = |family: Family, evidence: &[Evidence]| {
        let own = || evidence.iter().filter(|e| e.family() == family);
        let signals = signals_of(own());
        FamilySignals {
            strength: strength(&signals),
            reasons: signals.len(),
            plain: signals.iter().filter(|weight| **weight >= thresholds::SIGNAL).count(),
            coverage: message.coverage(context, own()),
        }
    };
    let hard = |e: &&Evidence| e.entry.rule().hard && e.weight >= thresholds::HARD;
    let signals = Signals {
        admitted: Family::WORDS.map(|family| of(family, &admitted)),
        found: Family::WORDS.map(|family| of(family, &found)),
        hard: Family::WORDS.map(|family| admitted.iter().filter(hard).any(|e| e.family() == family)),
        personal: of(Family::Personal, personal),
        words: message.words,
    };
    (admitted, signals)
}

/// One reason is one signal, however many phrases say it: each reason's greatest weight.
fn signals_of<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> Vec<f64> {
    let mut signals = sorted(evidence.map(|e| (e.entry.rule().reason, Reverse(of_share(e.weight)))));
    signals.dedup_by_key(|(reason, _)| *reason);
    signals.into_iter().map(|(_, Reverse(weight))| f64::from_bits(weight)).collect()
}

/// What several signals amount to together, as −ln of the doubt that is left: 0 for none.
fn strength(signals: &[f64]) -> f64 {
    -signals.iter().map(|weight| libm::log(1.0 - weight)).sum::<f64>()
}

/// Weighs the evidence.
pub fn decide(context: &Context<'_>, found: Vec<Evidence>) -> Verdict {
    let message = Message::new(context);
    let (fitting, ignored): (Vec<_>, Vec<_>) = found
        .into_iter()
        .filter(|e| fits_language(context, &message, e))
        .partition(|e| !context.settings.ignores(e.entry.rule().id, quotes(context, e).into_iter()));
    let (personal, evidence) = sides(context, fitting);
    let credit = credit(&personal);

    let weigh = |evidence: Vec<Evidence>, wording: Option<&Wording>| {
        let (admitted, signals) = admitted(context, &message, evidence, &personal);
        let probabilities = judge::probabilities(&signals, wording);
        let judged: [Judged; 3] = std::array::from_fn(|f| {
            let family = Family::WORDS[f];
            let probability = at_odds(probabilities[f], thresholds::odds(family, context.draft.kind));
            Judged::new(context, family, &signals, credit, probability)
        });
        (admitted, judged)
    };
    let wording = speaks(context).then(|| Wording::new(context.reading));
    let (mut admitted, mut judged) = weigh(evidence, wording.as_ref());
    let (most, why) = limit(context, &message, &admitted);
    // Before the weightiest words are added: they are nobody's stock phrase.
    let reader = reader(context, &admitted);
    if let Some(wording) = &wording {
        let words: Vec<_> = judged.iter().filter_map(|one| weightiest(context, wording, one, &admitted)).collect();
        admitted.extend(words);
    }
    let noticed = Family::WORDS.map(|family| admitted.iter().any(|e| e.family() == family));
    for (one, noticed) in judged.iter_mut().zip(noticed) {
        // What cannot be shown is not said.
        if !noticed {
            one.level = Level::Quiet;
        }
    }
    let strongest = |judged: &[Judged; 3]| judged.iter().map(|j| j.level).max().unwrap_or_default();
    let wanted = strongest(&judged);
    let level = wanted.min(most);

    let mut scores = Scores::default();
    judged.iter().for_each(|j| scores.set(j.family, j.score));
    let doubt: f64 = personal.iter().map(|e| 1.0 - e.weight).product();
    scores.set(Family::OneWay, reader.one_way(doubt));

    let quiet_because = match level {
        Level::Quiet if wanted > most => why,
        Level::Quiet if message.words < FEWEST_WORDS => Some(QuietBecause::TooShort),
        Level::Quiet if strongest(&weigh(ignored, None).1) > Level::Quiet => Some(QuietBecause::Ignored),
        Level::Quiet => unspoken(context.language),
        Level::Hint | Level::Warn => None,
    };
    let findings = in_order(level, judged, admitted);
    Verdict { level, quiet_because, scores, findings, noticed, personal, reader }
}

/// Whether the judge knows the language well enough to have an opinion of the wording.
fn speaks(context: &Context<'_>) -> bool {
    !matches!(context.language, Identified::Other)
}

/// The words that weigh most for a family that is spoken of for more than the rules' sake, as evidence.
fn weightiest(context: &Context<'_>, wording: &Wording, judged: &Judged, admitted: &[Evidence]) -> Option<Evidence> {
    const MOST_WORDS: usize = 5;
    const TELLING: usize = 5;
    let detector = match judged.family {
        Family::Templated => Detector::TemplatedWording,
        Family::Automated => Detector::AutomatedWording,
        Family::Promotional => Detector::PromotionalWording,
        _ => return None,
    };
    let entry =
        ENTRIES.get(usize::from(detector.entry())).filter(|_| judged.level > Level::Quiet && !judged.by_rules)?;
    if context.settings.ignores(entry.rule().id, std::iter::empty()) {
        return None;
    }
    let tokens = context.reading.tokens();
    let named: Stretches =
        admitted.iter().filter(|e| e.family() == judged.family).flat_map(|e| e.spans.iter().copied()).collect();
    let mut telling: Vec<&Token> = wording
        .weightiest(judged.family as usize)
        .into_iter()
        .filter_map(|token| tokens.get(token))
        .filter(|token| token.is_wordlike() && !named.hold(token))
        .collect();
    // "The", "for": they weigh something, but tell nobody anything.
    if telling.iter().any(|token| context.reading.folded(token).len() >= TELLING) {
        telling.retain(|token| context.reading.folded(token).len() >= TELLING);
    }
    let mut spans: Vec<(u32, u32)> =
        telling.into_iter().take(MOST_WORDS).map(|token| (token.start, token.end)).collect();
    spans.sort_unstable();
    (!spans.is_empty()).then(|| Evidence::new(entry, spans))
}

/// What the gates need to know of the message as a whole.
struct Message {
    words: usize,
    /// Words that are neither greeting nor name: what a stock text is measured against.
    core: usize,
}

impl Message {
    fn new(context: &Context<'_>) -> Self {
        let reading = context.reading;
        let core = reading.tokens().iter().filter(|t| t.is_wordlike() && !reading.is_greeting(t)).count();
        Self { words: reading.words(), core: core.max(1) }
    }

    /// The share of the message's words that some spans cover, 0..1.
    fn coverage<'e>(&self, context: &Context<'_>, evidence: impl Iterator<Item = &'e Evidence>) -> f64 {
        let spans: Stretches = evidence.flat_map(|e| e.spans.iter().copied()).collect();
        let own = |token: &&Token| token.is_wordlike() && !context.reading.is_greeting(token);
        let covered: usize = spans.iter().map(|span| context.reading.within(span).iter().filter(own).count()).sum();
        covered as f64 / self.core as f64
    }
}

/// The words of each place of a piece of evidence.
fn quotes<'a>(context: &Context<'a>, evidence: &Evidence) -> Vec<&'a str> {
    let text = context.reading.text();
    evidence.spans.iter().filter_map(|(start, end)| text.get(*start as usize..*end as usize)).collect()
}

/// Whether a phrase of this language means in this draft what it means in its own.
fn fits_language(context: &Context<'_>, message: &Message, evidence: &Evidence) -> bool {
    let longest = || {
        let words =
            |span: &(u32, u32)| context.reading.within(span.0..span.1).iter().filter(|t| t.is_wordlike()).count();
        evidence.spans.iter().map(words).max().unwrap_or_default()
    };
    let whole = || message.coverage(context, std::iter::once(evidence)) >= WHOLE;
    match (evidence.entry.lang, context.language) {
        _ if evidence.entry.rule().hard => true,
        (EntryLang::Any, Identified::Other) => false,
        (EntryLang::Any, _) => true,
        // A language that is not spoken is never identified as itself; only its whole stock texts are known.
        (EntryLang::Foreign(_), _) => whole(),
        (EntryLang::Spoken(_), Identified::Other) => whole(),
        (EntryLang::Spoken(_), Identified::Unknown) => true,
        (EntryLang::Spoken(phrase), Identified::Spoken(text)) => phrase == text || longest() >= FOREIGN_PHRASE_WORDS,
        (EntryLang::Spoken(phrase), Identified::Mixed(a, b)) => phrase == a || phrase == b,
    }
}

/// Lowers the weight of what stands wholly in quotation marks.
fn discount_quoted(context: &Context<'_>, evidence: &mut Evidence) {
    let quoted = |(start, end): &(u32, u32)| {
        let tokens = context.reading.within(*start..*end);
        !tokens.is_empty() && tokens.iter().all(|t| t.quoted)
    };
    if evidence.spans.iter().all(quoted) {
        evidence.weight *= QUOTED;
    }
}

/// The evidence whose gate is open.
fn admit(context: &Context<'_>, message: &Message, evidence: Vec<Evidence>) -> Vec<Evidence> {
    let gated = |e: &&Evidence, gate: Gate| e.entry.rule().gate == gate;
    let stock = message.coverage(
        context,
        evidence.iter().filter(|e| e.family() == Family::Templated && e.entry.rule().gate != Gate::Cluster),
    );
    let pitched = evidence.iter().any(|e| {
        let rule = e.entry.rule();
        rule.hard || (rule.gate == Gate::None && e.family() == Family::Promotional && e.weight >= PITCH)
    });
    // A letter with a link asks for something; people who post share links.
    let linked = |family: Family| {
        context.reading.has_link() && !(family == Family::Templated && context.draft.kind == Some(Kind::Post))
    };
    let clustered = Family::WORDS.map(|family| {
        let habits = evidence.iter().filter(|e| gated(e, Gate::Cluster) && e.family() == family);
        let phrases = distinct(habits.flat_map(|e| quotes(context, e)).map(str::to_lowercase));
        phrases.len() >= CLUSTER
            || (phrases.len() + 1 == CLUSTER && message.words <= phrases.len() * CLUSTER_WORDS_EACH)
    });
    let open = |e: &Evidence| {
        let rule = e.entry.rule();
        let kind_fits = rule.kinds.is_empty() || context.draft.kind.is_some_and(|kind| rule.kinds.contains(&kind));
        kind_fits
            && match rule.gate {
                Gate::None => true,
                Gate::Coverage => stock >= COVERAGE,
                Gate::Cluster => {
                    Family::WORDS.iter().zip(clustered).any(|(family, dense)| dense && *family == rule.family)
                }
                Gate::Joined => pitched || linked(rule.family),
            }
    };
    evidence.into_iter().filter(open).collect()
}

/// A rule with phrases in several languages is one check: its strongest entry stands for it, with all places.
fn one_per_rule(evidence: Vec<Evidence>) -> Vec<Evidence> {
    let mut rules: Vec<Evidence> = Vec::with_capacity(evidence.len());
    for mut e in evidence {
        match rules.binary_search_by_key(&e.entry.rule, |kept| kept.entry.rule) {
            Err(at) => rules.insert(at, e),
            Ok(at) => {
                let kept = &mut rules[at];
                if e.weight > kept.weight {
                    std::mem::swap(kept, &mut e);
                }
                kept.spans.append(&mut e.spans);
            }
        }
    }
    for e in &mut rules {
        e.spans.sort_unstable();
        e.spans.dedup_by(|next, kept| {
            let overlaps = next.0 < kept.1;
            if overlaps {
                kept.1 = kept.1.max(next.1);
            }
            overlaps
        });
    }
    rules
}

/// How much evidence of real talk takes from soft evidence, 0..1: several kinds of it help, never wholly.
fn credit(personal: &[Evidence]) -> f64 {
    const MOST: f64 = 0.6;
    let doubt: f64 = personal.iter().map(|e| 1.0 - e.weight).product();
    (1.0 - doubt) * MOST
}

/// A probability where what it is of is so many times as likely.
fn at_odds(probability: f64, odds: f64) -> f64 {
    probability * odds / (probability * odds + 1.0 - probability)
}

/// One word family's case.
#[derive(Clone, Copy)]
struct Judged {
    family: Family,
    level: Level,
    score: f64,
    /// Whether the rules' own certainty is enough for a level.
    by_rules: bool,
}

impl Judged {
    fn new(context: &Context<'_>, family: Family, signals: &Signals, credit: f64, probability: f64) -> Self {
        let own = &signals.admitted[family as usize];
        let hard = signals.hard[family as usize];
        let certainty = 1.0 - libm::exp(-own.strength);
        let rules = if hard { certainty } else { certainty * (1.0 - credit) };
        let enough = match family {
            // A form letter is mostly form.
            Family::Templated => own.coverage >= thresholds::STOCK_SHARE || own.plain >= 2,
            Family::Promotional => own.plain >= 2,
            _ => true,
        };
        let pasted = context.draft.origin.mostly_pasted();
        let asked = thresholds::of(family, context.draft.kind, pasted, context.settings.sensitivity);
        let likely = if own.reasons == 0 { asked.alone } else { asked.likely };
        let by_rules = hard || (enough && rules >= asked.hint);
        // Who was asked for an offer is not announced for making one.
        let sought = family == Family::Promotional && context.answer.as_ref().is_some_and(Answer::is_sought);
        let announced = own.plain >= asked.announced || context.reading.has_link();
        let level = match () {
            () if hard => Level::Warn,
            () if enough && rules >= asked.warn && probability >= asked.likely && announced && !sought => Level::Warn,
            () if by_rules && probability >= asked.possible => Level::Hint,
            () if probability >= likely => Level::Hint,
            () => Level::Quiet,
        };
        let floor = context.settings.sensitivity.floor();
        let score = if hard { probability.max(certainty) } else { probability };
        Self { family, level: if level < floor { Level::Quiet } else { level }, score, by_rules }
    }
}

mod thresholds {
    use crate::draft::Kind;
    use crate::report::Family;
    use crate::settings::Sensitivity;

    /// Hard evidence that is somebody else's words, quoted, falls below this.
    pub const HARD: f64 = 0.5;
    /// A signal that may be one of two.
    pub const SIGNAL: f64 = 0.5;
    /// The share of a message that stock phrases must cover when there is only one of them.
    pub const STOCK_SHARE: f64 = 0.3;

    /// More than any probability.
    const NEVER: f64 = 2.0;

    /// What a level asks for: of the rules' certainty, and of the probability that the judge puts on everything together.
    pub struct Asked {
        /// Of the rules, for a warning, …
        pub warn: f64,
        /// … and for a hint.
        pub hint: f64,
        /// Of the probability, where the rules are certain enough for a hint, …
        pub possible: f64,
        /// … where they are not but have something to say, and for every warning, …
        pub likely: f64,
        /// … and where only the wording speaks.
        pub alone: f64,
        /// So many plain signals a warning asks for where there is no link.
        pub announced: usize,
    }

    /// How many times as likely a message of a kind is of a family as its wording and the rules say, which know no kind: who
    /// answers or comments rarely polishes and rarely advertises, so what does is the likelier of the family. Set so that as
    /// large a share of human posts, replies and comments has high scores.
    pub fn odds(family: Family, kind: Option<Kind>) -> f64 {
        match (family, kind) {
            (Family::Automated, Some(Kind::Reply | Kind::Comment)) | (Family::Promotional, Some(Kind::Comment)) => 2.2,
            _ => 1.0,
        }
    }

    /// Set on human messages, see `training/REPORT.md`. In private the wording alone says nothing, and an advertisement
    /// must be plainer; under what somebody else has made it need not be so plain.
    pub fn of(family: Family, kind: Option<Kind>, pasted: bool, sensitivity: Sensitivity) -> Asked {
        let (warn, hint) = match sensitivity {
            // What was pasted into a letter had been written before.
            Sensitivity::Calm | Sensitivity::Normal if pasted && family == Family::Templated => (0.88, 0.72),
            Sensitivity::Calm | Sensitivity::Normal => (0.93, 0.8),
            Sensitivity::Strict => (0.85, 0.65),
        };
        let private = kind.is_some_and(Kind::is_private);
        let (possible, likely, alone) = match (family, private) {
            (Family::Templated, false) => (0.5, 0.9, 0.97),
            (Family::Automated, false) => (0.6, 0.88, 0.92),
            (Family::Templated | Family::Automated, true) => (0.5, 0.9, NEVER),
            (_, false) if kind == Some(Kind::Comment) => (0.5, 0.69, 0.78),
            (_, false) => (0.755, 0.755, 0.92),
            (_, true) => (0.6, 0.95, NEVER),
        };
        let ease = |probability: f64| match sensitivity {
            Sensitivity::Calm | Sensitivity::Normal => probability,
            Sensitivity::Strict => probability * 0.8,
        };
        // Who tells somebody that this is on sale for only $4 announces nothing.
        let announced = if family == Family::Promotional && private { 3 } else { 0 };
        Asked { warn, hint, possible: ease(possible), likely: ease(likely), alone: ease(alone), announced }
    }
}

/// The loudest level the circumstances allow, and why it is not the loudest.
fn limit(context: &Context<'_>, message: &Message, admitted: &[Evidence]) -> (Level, Option<QuietBecause>) {
    let hard = admitted.iter().any(|e| e.entry.rule().hard);
    if context.settings.is_snoozed(context.draft.site, context.draft.now) {
        return (Level::Quiet, Some(QuietBecause::Snoozed));
    }
    if let Identified::Spoken(language) = context.language
        && context.settings.languages_off.contains(&language)
    {
        return (Level::Quiet, Some(QuietBecause::Language));
    }
    if message.words < FEWEST_WORDS {
        let covered = message.coverage(context, admitted.iter()) >= WHOLE;
        let most = match context.draft.kind {
            _ if !hard && !covered => Level::Quiet,
            Some(Kind::Post) => Level::Quiet,
            Some(kind) if hard && kind.is_private() => Level::Warn,
            _ => Level::Hint,
        };
        return (most, Some(QuietBecause::TooShort));
    }
    if context.draft.turns >= CONVERSATION_TURNS && !hard {
        return (Level::Quiet, Some(QuietBecause::Conversation));
    }
    (Level::Warn, None)
}

/// The same for what a draft stands next to, which needs no language.
pub fn limit_of_relations(context: &Context<'_>) -> (Level, Option<QuietBecause>) {
    limit(context, &Message::new(context), &[])
}

/// When something counts as sent before. Measured by `sincerely eval --repeats`.
pub mod repeated {
    use crate::report::Level;
    use crate::settings::Sensitivity;

    /// Shorter texts are repeated honestly: a third of the shortest lines people write are.
    pub const FEWEST_WORDS: usize = 8;
    /// From this similarity on two texts are nearly the same.
    pub const SAME: f64 = 0.43;
    /// More characters than this that no person typed or pasted may be a page asking what was written elsewhere.
    pub const MOST_INSERTED: u32 = 20;

    /// What a text of few and common words lacks, in half bits.
    const DOUBT: f64 = 20.0;

    /// How similar two texts are that share so much, when the lesser of them has so much, both in half bits.
    pub fn similarity(shared: u32, least: u32) -> f64 {
        f64::from(shared) / (f64::from(least) + DOUBT)
    }

    /// The probability that they are copies of one text.
    pub fn probability(similarity: f64) -> f64 {
        const SLOPE: f64 = 40.0;
        1.0 / (1.0 + libm::exp(-SLOPE * (similarity - SAME)))
    }

    /// How loudly to speak of so many earlier copies.
    pub fn level(earlier: u32, sensitivity: Sensitivity) -> Level {
        let level = match earlier {
            0 => Level::Quiet,
            1 => Level::Hint,
            _ => Level::Warn,
        };
        if level < sensitivity.floor() { Level::Quiet } else { level }
    }
}

/// When a reply counts as passing by what it answers. Measured by `sincerely eval --off-topic`.
pub mod off_topic {
    use crate::report::{Family, Level, Scores};

    /// From these log odds on a pitch passes its parent by.
    pub const PASSES: f64 = -0.4;
    /// What wording counts as a pitch or a form letter here …
    const PITCH: f64 = 0.7;
    /// … in private, where nobody advertises by answering.
    const PRIVATE_PITCH: f64 = 0.93;
    /// What makes it worth a warning.
    const PLAIN: f64 = 0.9;
    /// How often a reply has nothing to do with its parent, as log odds: in one of six of our own …
    const ANY: f64 = -1.5;
    /// … and more often than not where it is a pitch or a form letter (40 of 57).
    const PITCHED: f64 = 0.8;

    /// The probability that a reply passes its parent by.
    pub fn probability(doubt: f64, pitched: bool) -> f64 {
        1.0 / (1.0 + libm::exp(-(doubt + if pitched { PITCHED } else { ANY })))
    }

    /// How surely a draft is a pitch or a form letter, when something counts for that.
    pub fn pitch(scores: &Scores, noticed: [bool; 3], private: bool) -> Option<f64> {
        let least = if private { PRIVATE_PITCH } else { PITCH };
        let counts = |family: &Family| noticed[*family as usize];
        let pitched = [Family::Promotional, Family::Templated].into_iter().filter(counts);
        pitched.map(|family| scores.get(family)).filter(|score| *score >= least).max_by(f64::total_cmp)
    }

    /// How loudly to speak of a reply that passes its parent by and is a pitch, so surely, when its wording alone is worth
    /// a level.
    pub fn level(pitch: f64, private: bool, wording: Level) -> Level {
        if pitch >= PLAIN && !private && wording > Level::Quiet { Level::Warn } else { Level::Hint }
    }
}

/// Why nothing can be known of a text in no language that is spoken.
fn unspoken(language: Identified) -> Option<QuietBecause> {
    match language {
        Identified::Other => Some(QuietBecause::Language),
        Identified::Mixed(..) => Some(QuietBecause::Mixed),
        Identified::Spoken(_) | Identified::Unknown => None,
    }
}

/// The findings of the families that are spoken of, the strongest first; when nothing is said, whatever was noticed.
fn in_order(level: Level, judged: [Judged; 3], admitted: Vec<Evidence>) -> Vec<Evidence> {
    let place = |e: &Evidence| {
        let (at, one) = judged.iter().enumerate().find(|(_, one)| one.family == e.family())?;
        let spoken_of = level == Level::Quiet || one.level > Level::Quiet;
        spoken_of.then(|| (Reverse((one.level, of_share(one.score))), at))
    };
    let placed = admitted.iter().enumerate().filter_map(|(at, e)| Some((place(e)?, e, at)));
    let ordered = sorted(placed.map(|(place, e, at)| (place, Reverse(of_share(e.weight)), &e.spans, at)));
    ordered.into_iter().map(|(.., at)| admitted[at].clone()).collect()
}

/// What the draft has for its reader, apart from what counts against it.
fn reader(context: &Context<'_>, admitted: &[Evidence]) -> Reader {
    let language = match context.language {
        Identified::Spoken(language) | Identified::Mixed(language, _) => language,
        Identified::Other | Identified::Unknown => Language::En,
    };
    let name = context.draft.recipient.as_deref().and_then(crate::nudge::first_name);
    let stock: Stretches = admitted.iter().flat_map(|e| e.spans.iter().copied()).collect();
    let taken_up = context.answer.is_some_and(|answer| answer.doubt < 0.0);
    Reader { taken_up, ..Reader::new(context.reading, language, name, &stock) }
}
