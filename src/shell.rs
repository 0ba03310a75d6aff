//! What the thin shell in the browser asks, and what it is told to show. The shell reads a box and draws a card; which
//! card, and whether one at all, is decided here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::draft::{Draft, Kind, Origin};
use crate::engine::Engine;
use crate::mix::{self, Act, Mix};
use crate::order::distinct;
use crate::relation::{self, History};
use crate::report::{Family, Finding, Level, QuietBecause, Report};
use crate::settings::{Change, Settings, Snooze, Unheeded};
use crate::sites::{Composer, Site};
use crate::stored::StoredError;
use crate::text::Reading;
use crate::text::language::Language;
use crate::verdict::repeated::{FEWEST_WORDS, MOST_INSERTED};

/// One look at a box.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Look {
    /// The page, as the browser knows it (not as the page says).
    pub url: String,
    /// The software an unknown host runs on, as its page shows: an id of the registry.
    #[serde(default)]
    pub software: Option<String>,
    /// What the person wrote.
    pub text: String,
    /// The name of the registry's row that fits the box, if one does.
    #[serde(default)]
    pub row: Option<String>,
    /// What the box looks like, for when none does.
    #[serde(default)]
    pub shape: Shape,
    /// See [`Draft::recipient`].
    #[serde(default)]
    pub recipient: Option<String>,
    /// See [`Draft::subject`].
    #[serde(default)]
    pub subject: Option<String>,
    /// See [`Draft::parent`].
    #[serde(default)]
    pub parent: Option<String>,
    /// See [`Draft::turns`].
    #[serde(default)]
    pub turns: u32,
    /// See [`Draft::origin`].
    #[serde(default)]
    pub origin: Origin,
    /// See [`Draft::variant`].
    #[serde(default)]
    pub variant: u32,
    /// A language tag of the browser's interface, as in `pt-BR`.
    #[serde(default)]
    pub ui: Option<String>,
    /// Milliseconds since 1970.
    #[serde(default)]
    pub now: Option<u64>,
    /// What was shown for this draft before; handed back as it came.
    #[serde(default)]
    pub shown: Option<Shown>,
    /// In a private window: neither remembered nor compared.
    #[serde(default)]
    pub private: bool,
    /// The person asked for silence in this tab.
    #[serde(default)]
    pub snoozed: bool,
    /// Minutes from local time to UTC, as `Date.getTimezoneOffset()` has them.
    #[serde(default)]
    pub zone: i32,
    /// The number of a sending, the same when the shell reports it again; 0 for none.
    #[serde(default)]
    pub number: u32,
}

impl Look {
    /// Whether the text may be laid beside what was sent and what is ignored. A page can fill its own box, before it has the
    /// focus too, and watch whether a nudge appears: what nobody typed or pasted is judged for itself.
    fn is_own(&self) -> bool {
        let known = self.origin.typed.saturating_add(self.origin.pasted);
        let length = self.text.encode_utf16().count() as u32;
        known > 0 && length.saturating_sub(known) <= MOST_INSERTED
    }
}

/// What can be seen of a box without knowing its site.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shape {
    /// A subject line stands in the same form or dialog.
    pub subject: bool,
    /// It stands inside, or directly after, an article or a comment.
    pub article: bool,
    /// Enter sends, as far as one can see: one line, no other send control.
    pub chat: bool,
}

impl Shape {
    /// The kind a box of this shape usually is.
    fn kind(self) -> Kind {
        match self {
            Self { subject: true, .. } => Kind::Email,
            Self { article: true, .. } => Kind::Comment,
            Self { chat: true, .. } => Kind::Message,
            Self { .. } => Kind::Post,
        }
    }
}

/// What was shown for a draft; the shell keeps it with the box and hands it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// How loudly; quiet when it has gone since.
    pub level: Level,
    /// The finding that was spoken of.
    pub rule: String,
    /// Which phrasing was used, kept while the judgement stays.
    pub variant: u32,
    /// The person said "not this time".
    #[serde(default)]
    pub dismissed: bool,
}

/// What follows from a sending.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Noted {
    /// There is something new to store of the memory.
    pub fresh: bool,
    /// Of the settings.
    pub change: Option<Change>,
}

/// What to show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Nothing when quiet or dismissed: whatever is shown goes away.
    pub card: Option<Card>,
    /// To be handed back with the next look at the same draft.
    pub shown: Option<Shown>,
    /// The card says something that was not on screen before: the shell announces it and counts `variant` on.
    pub fresh: bool,
    /// Why it is quiet, for the popup.
    pub quiet_because: Option<QuietBecause>,
}

/// What was sent, as far as the person lets it be remembered. The shell stores both values as bytes.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Absent until it is switched on for the first time.
    pub history: Option<History>,
    /// Empty until it is switched on.
    pub mix: Mix,
}

impl Memory {
    /// Takes up what was stored. What cannot be read begins anew, and its name is in the list: `history_damaged`,
    /// `history_newer`, `mix_damaged` or `mix_newer`, where the shell sets the original aside.
    pub fn load(history: Option<&[u8]>, mix: Option<&[u8]>) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let mut note = |what: &str, error: StoredError| problems.push(format!("{what}_{}", error.name()));
        let history = history.and_then(|bytes| History::from_bytes(bytes).map_err(|error| note("history", error)).ok());
        let mix = mix.and_then(|bytes| Mix::from_bytes(bytes).map_err(|error| note("mix", error)).ok());
        (Self { history, mix: mix.unwrap_or_default() }, problems)
    }

    /// Forgets one of the two values: what was sent at a brand or host, or without a key everything.
    pub fn erase(&mut self, what: Erase, key: Option<&str>) {
        match (what, key) {
            // With the salt: the next message begins a history that has nothing of this one.
            (Erase::History, None) => self.history = None,
            (Erase::History, Some(key)) => self.history.iter_mut().for_each(|history| history.erase(key)),
            (Erase::Mix, None) => self.mix = Mix::default(),
            (Erase::Mix, Some(key)) => self.mix.erase(key),
        }
    }
}

/// What a person wants forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// The fingerprints.
    History,
    /// The counts.
    Mix,
}

/// What the pages show of the memory.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remembered {
    /// See [`Settings::history`].
    pub history_on: bool,
    /// How many messages are remembered of each site.
    pub sites: Vec<SiteCount>,
    /// See [`Settings::mix`].
    pub mix_on: bool,
    /// The counts.
    pub mix: mix::Summary,
}

/// How many messages are remembered of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteCount {
    /// The brand, or the host outside the registry.
    pub key: String,
    /// As people call it.
    pub name: String,
    /// Messages.
    pub count: u32,
}

/// The chip and its card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// `hint` or `warn`.
    pub level: Level,
    /// The word families spoken of, strongest first. Relations are left out: the page can read what the host element says.
    pub families: Vec<Family>,
    /// See [`Nudge`](crate::report::Nudge).
    pub title: String,
    /// See [`Nudge`](crate::report::Nudge).
    pub body: String,
    /// See [`Nudge`](crate::report::Nudge).
    pub ask: String,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What is personal.
    pub personal: Vec<Finding>,
    /// How much longer the draft is than the site usually takes.
    pub over: u32,
    /// The language of the draft, for a report of a mistake.
    pub language: Option<Language>,
    /// The first press of send opens this card.
    pub pause: bool,
    /// What the person can do about it.
    pub choices: Vec<Choice>,
}

/// One thing a person can do about a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is done.
    pub action: Action,
    /// About which of its findings, where it is about one.
    pub finding: Option<usize>,
}

/// What a person can do about a card. Each has its own scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Nothing more of this draft.
    NotNow,
    /// Nothing more of these words, anywhere.
    Ignore,
    /// Nothing more of this check, anywhere.
    RuleOff,
    /// Silence everywhere for an hour.
    SnoozeHour,
    /// Silence everywhere until midnight.
    SnoozeToday,
    /// Silence in this tab.
    SnoozeTab,
    /// Nothing more in this box.
    BoxOff,
    /// Nothing more on this site.
    SiteOff,
    /// A report of a mistake, for the person to copy.
    Wrong,
}

/// What a choice comes to, and what takes it back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chosen {
    /// Of the settings.
    pub changes: Vec<Change>,
    /// In this order.
    pub undo: Vec<Change>,
    /// The tab falls silent; the shell knows which one.
    pub tab: bool,
}

impl Engine {
    /// Looks at a box beside what was sent before, and says what to show.
    pub fn look(&self, look: Look, memory: &Memory) -> Answer {
        let history = self.history(&look, memory);
        let forgetful = (!look.is_own()).then(|| self.forgetful());
        let judge = forgetful.as_ref().unwrap_or(self);
        let silent = |quiet_because| Answer { card: None, shown: None, fresh: false, quiet_because };
        let before = look.shown.clone();
        if look.snoozed {
            return Answer { shown: before, ..silent(Some(QuietBecause::Snoozed)) };
        }
        let Some(Boxed { key, row, mut draft }) = self.draft(look) else {
            return silent(None);
        };
        let check = |draft: &Draft| {
            let place = relation::Place { key: Some(&key), ..relation::Place::of(draft) };
            let mut report = judge.judge(draft, history.map(|history| (history, place)));
            if let (Some(lead), Some(kind), Some(now)) = (report.findings.first(), draft.kind, draft.now)
                && self.settings().unheeded(lead.family, kind, now) >= Unheeded::ENOUGH
            {
                report.level = report.level.min(Level::Hint);
            }
            report
        };
        let report = check(&draft);
        let Some(lead) = report.findings.first().filter(|_| report.level > Level::Quiet) else {
            // The judgement changed to quiet; a dismissal still holds for the rest of this draft.
            let shown = before.map(|shown| Shown { level: Level::Quiet, ..shown });
            return Answer { shown, ..silent(report.quiet_because) };
        };
        let same = before.as_ref().filter(|shown| shown.rule == lead.rule && shown.level == report.level);
        let variant = same.map_or(draft.variant, |shown| shown.variant);
        let dismissed = before.as_ref().is_some_and(|shown| shown.dismissed);
        let shown = Shown { level: report.level, rule: lead.rule.clone().into_owned(), variant, dismissed };
        let fresh = same.is_none() && !dismissed;
        // A judgement that stays keeps its words: they do not change under the reader.
        let report = if variant == draft.variant {
            report
        } else {
            draft.variant = variant;
            check(&draft)
        };
        // Outside the registry nobody knows what sends.
        let pause = self.settings().pause_sending && report.level == Level::Warn && row.is_some();
        let over = row.and_then(|row| row.limit).map_or(0, |limit| limit.over(&draft.text));
        let may_leave = self.held().may_leave(&key);
        let card = if dismissed { None } else { card(report, pause, over, may_leave) };
        Answer { card, shown: Some(shown), fresh, quiet_because: None }
    }

    /// What a choice of a card comes to. The card is made once more from the look, so that nobody can choose what it does not
    /// offer.
    pub fn choose(&self, mut look: Look, choice: Choice, memory: &Memory) -> Option<Chosen> {
        const HOUR: u64 = 60 * 60 * 1000;
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let (now, zone, private) = (look.now?, i64::from(look.zone) * 60 * 1000, look.private);
        if let Some(shown) = &mut look.shown {
            shown.dismissed = false;
        }
        let Boxed { key, row, draft } = self.draft(look.clone())?;
        let card = self.look(look, memory).card.filter(|card| card.choices.contains(&choice))?;
        let finding = card.findings.get(choice.finding.unwrap_or_default())?;
        let until_midnight = || {
            let local = i64::try_from(now).unwrap_or(i64::MAX).saturating_sub(zone);
            now.saturating_add((DAY - local.rem_euclid(DAY)) as u64)
        };
        let changes = match choice.action {
            // In private windows nothing is remembered, not even what was set aside.
            Action::NotNow if private => Vec::new(),
            Action::NotNow => vec![self.settings().unheeded_once_more(finding.family, draft.kind?, now)],
            Action::Ignore => {
                let utf16: Vec<u16> = draft.text.encode_utf16().collect();
                let words = |[start, end]: &[usize; 2]| String::from_utf16(utf16.get(*start..*end)?).ok();
                let phrases = distinct(finding.spans.iter().filter_map(words));
                phrases.into_iter().map(|phrase| Change::Ignore { phrase, on: true }).collect()
            }
            Action::RuleOff => vec![Change::Rule { id: finding.rule.clone().into_owned(), on: false }],
            Action::SnoozeHour => vec![Change::Snooze { key: None, until: Some(now.saturating_add(HOUR)) }],
            Action::SnoozeToday => vec![Change::Snooze { key: None, until: Some(until_midnight()) }],
            Action::BoxOff => vec![Change::Box { key, name: box_name(row).to_owned(), on: false }],
            Action::SiteOff => vec![Change::Site { key, on: false }],
            Action::SnoozeTab | Action::Wrong => Vec::new(),
        };
        let undo = changes.iter().filter_map(|change| self.held().own().inverse(change)).collect();
        Some(Chosen { changes, undo, tab: choice.action == Action::SnoozeTab })
    }

    /// Whether a nudge came to anything, told by what was sent after it: unchanged it counts, changed it is forgotten.
    pub fn heeded(&self, sent: &Look) -> Option<Change> {
        let shown = sent.shown.as_ref().filter(|shown| !sent.private && !shown.dismissed)?;
        let family = Family::ALL.into_iter().find(|family| shown.rule.split('/').next() == Some(family.name()))?;
        let Boxed { draft, .. } = self.draft(sent.clone())?;
        let (kind, now) = (draft.kind?, draft.now?);
        match shown.level {
            Level::Quiet if self.settings().unheeded(family, kind, now) == 0 => None,
            Level::Quiet => Some(Change::Unheeded { family, kind, times: 0, last: None }),
            _ => Some(self.settings().unheeded_once_more(family, kind, now)),
        }
    }

    /// Remembers and counts what a box held when it was sent, as far as the person has switched that on. Says whether there
    /// is something new to store.
    pub fn sent(&self, sent: Look, memory: &mut Memory) -> bool {
        let Settings { history, mix, .. } = *self.settings();
        if sent.private || !(history || mix) {
            return false;
        }
        let (nudged, number) = (sent.shown.is_some(), sent.number);
        let before = self.history(&sent, memory);
        let Some(Boxed { key, draft, .. }) = self.draft(sent) else { return false };
        let sending = (number != 0).then_some(number);
        let place = relation::Place { key: Some(&key), sending, ..relation::Place::of(&draft) };
        // Judged beside what was there before it.
        let report = mix.then(|| self.judge(&draft, before.map(|history| (history, place))));
        let reading = Reading::new(&draft.text);
        let remembered = memory.history.as_mut().filter(|_| history).map(|history| history.remember(&reading, &place));
        // Long enough, and yet not remembered: the same in the same place within minutes, a retry.
        let retried = remembered == Some(false) && reading.words() >= FEWEST_WORDS;
        let counted = match (report, draft.now) {
            (Some(report), Some(now)) if !retried && !draft.text.trim().is_empty() => {
                let act = Act::of(&draft, &reading, &report);
                let changed = report.level == Level::Quiet;
                memory.mix.count(&mix::Sent { act, key: &key, nudged, changed, now, number })
            }
            _ => false,
        };
        counted || remembered == Some(true)
    }

    /// The same, without what the person ignores.
    fn forgetful(&self) -> Self {
        let (ignored, rules_off) = (BTreeSet::new(), BTreeSet::new());
        Self::new(Settings { ignored, rules_off, ..self.settings().clone() })
    }

    /// What a draft is laid beside, if at all.
    fn history<'m>(&self, look: &Look, memory: &'m Memory) -> Option<&'m History> {
        memory.history.as_ref().filter(|_| self.settings().history && !look.private && look.is_own())
    }

    /// What is remembered and counted, for the pages.
    pub fn remembered(&self, memory: &Memory, now: u64) -> Remembered {
        let counts = memory.history.as_ref().map(History::counts).unwrap_or_default();
        let site = |(key, count): (Option<&str>, usize)| SiteCount {
            key: key.unwrap_or_default().to_owned(),
            name: key.map(relation::place_name).unwrap_or_default().to_owned(),
            count: count as u32,
        };
        Remembered {
            history_on: self.settings().history,
            sites: counts.into_iter().map(site).collect(),
            mix_on: self.settings().mix,
            mix: memory.mix.summary(now),
        }
    }

    /// What the browser's own buttons and menus say.
    pub fn signs(&self, now: u64) -> Signs {
        let everywhere = |snooze: &&Snooze| snooze.key.is_none() && snooze.until > now;
        let until = self.settings().snoozes.iter().find(everywhere).map(|snooze| snooze.until);
        let state = if self.settings().paused { Some(State::Paused) } else { until.map(|_| State::Snoozed) };
        let mut registered = self.settings().registrations();
        registered.retain(|one| self.held().may_leave(&one.id));
        Signs { state, until, may_leave: registered.into_iter().flat_map(|one| one.matches).collect() }
    }

    /// The draft in a box; `None` where it is off.
    fn draft(&self, look: Look) -> Option<Boxed> {
        let place = self.settings().place(&look.url).filter(|place| place.on)?;
        let site = place.site.or_else(|| software(look.software.as_deref()));
        let row = look.row.as_deref().and_then(|name| site.and_then(|site| row(site, name)));
        if self.settings().is_box_off(&place.key, box_name(row)) {
            return None;
        }
        let draft = Draft {
            site,
            kind: Some(row.map_or_else(|| look.shape.kind(), |row| row.kind)),
            recipient: look.recipient,
            subject: look.subject,
            parent: look.parent,
            turns: look.turns,
            origin: look.origin,
            ui: look.ui.as_deref().and_then(crate::draft::Known::from_name),
            variant: look.variant,
            now: look.now,
            ..Draft::new(look.text)
        };
        Some(Boxed { key: place.key, row, draft })
    }
}

/// What the browser's own buttons and menus say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signs {
    /// Why nothing is said anywhere, if that is so.
    pub state: Option<State>,
    /// When a silence everywhere ends, in ms since 1970.
    pub until: Option<u64>,
    /// Match patterns of the sites that the person can switch off.
    pub may_leave: Vec<String>,
}

/// Why nothing is said anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Until somebody ends it.
    Paused,
    /// It ends by itself.
    Snoozed,
}

/// A draft where it stands.
struct Boxed {
    /// The brand or host.
    key: String,
    row: Option<&'static Composer>,
    draft: Draft,
}

/// What a box is called in the settings.
fn box_name(row: Option<&Composer>) -> &'static str {
    row.map_or("general", |row| row.name)
}

fn card(report: Report, pause: bool, over: u32, may_leave: bool) -> Option<Card> {
    let nudge = report.nudge?;
    let mut families: Vec<Family> = Vec::new();
    for finding in &report.findings {
        if Family::WORDS.contains(&finding.family) && !families.contains(&finding.family) {
            families.push(finding.family);
        }
    }
    Some(Card {
        level: report.level,
        families,
        title: nudge.title,
        body: nudge.body,
        ask: nudge.ask,
        choices: choices(&report.findings, may_leave),
        findings: report.findings,
        personal: report.personal,
        over,
        language: report.language,
        pause,
    })
}

/// What can be done about some findings, in the order in which it is offered.
fn choices(findings: &[Finding], may_leave: bool) -> Vec<Choice> {
    use Action::{BoxOff, Ignore, NotNow, RuleOff, SiteOff, SnoozeHour, SnoozeTab, SnoozeToday, Wrong};
    // Single words that weigh are no phrase, and of what was sent before no words are kept.
    let is_phrase = |finding: &Finding| {
        Family::WORDS.contains(&finding.family) && !finding.quote.is_empty() && !finding.rule.ends_with("/wording")
    };
    let about = findings.iter().enumerate().flat_map(|(index, finding)| {
        let one = |action| Choice { action, finding: Some(index) };
        is_phrase(finding).then(|| one(Ignore)).into_iter().chain([one(RuleOff)])
    });
    let all = |action| Choice { action, finding: None };
    let others = [SnoozeHour, SnoozeToday, SnoozeTab, BoxOff, SiteOff, Wrong];
    let others = others.into_iter().filter(|action| may_leave || *action != SiteOff).map(all);
    std::iter::once(all(NotNow)).chain(about).chain(others).collect()
}

fn row(site: Site, name: &str) -> Option<&'static Composer> {
    site.row().boxes.iter().find(|row| row.name == name)
}

/// What the content script is told about the page it runs in.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Whether drafts are judged here now.
    pub on: bool,
    /// The switch it belongs to.
    pub key: String,
    /// As people call it.
    pub name: String,
    /// The composers the registry knows here, specific ones first, as JSON: [`crate::sites::SiteRow::composers`].
    pub boxes: &'static str,
    /// A selector of what is nobody's own words in any box.
    pub drop: &'static str,
    /// The software of an unknown host, as it was named.
    pub software: Option<Site>,
    /// What an unknown host may run on, and how its page shows it.
    pub probes: Vec<Probe>,
}

/// A selector that recognises self-hosted software by its page.
#[derive(Clone, Debug, Serialize)]
pub struct Probe {
    /// The software.
    pub site: Site,
    /// The selector.
    pub probe: &'static str,
}

/// What mail programs put around quoted mail and signatures; boxes of any site may hold a pasted one.
const QUOTED: &str = "blockquote[type=\"cite\"],.gmail_quote,.gmail_signature,.gmail_signature_prefix,.moz-cite-prefix,\
                      .moz-signature,.yahoo_quoted,.protonmail_quote,.protonmail_signature_block";

/// What the content script needs to know at an address; `None` where it has no business. The software is what its page
/// showed to be an unknown host's.
pub fn page(settings: &Settings, url: &str, software: Option<&str>) -> Option<Page> {
    let place = settings.place(url)?;
    let software = place.site.is_none().then(|| self::software(software)).flatten();
    let site = place.site.or(software);
    Some(Page {
        on: place.on,
        key: place.key,
        name: place.name,
        boxes: site.map_or("[]", |site| site.row().composers()),
        drop: QUOTED,
        software,
        probes: if site.is_none() { probes().collect() } else { Vec::new() },
    })
}

fn probes() -> impl Iterator<Item = Probe> {
    Site::all().map(|site| Probe { site, probe: site.row().probe }).filter(|one| !one.probe.is_empty())
}

/// Software that anybody may host.
fn software(id: Option<&str>) -> Option<Site> {
    probes().map(|one| one.site).find(|site| Some(site.id()) == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOCK: &str = "Hi Anna, I'd like to add you to my professional network on LinkedIn.";

    fn invite(text: &str, shown: Option<Shown>, variant: u32) -> Look {
        Look {
            url: "https://www.linkedin.com/in/anna/".into(),
            text: text.into(),
            row: Some("invite".into()),
            recipient: Some("Anna Berg".into()),
            origin: Origin { typed: 0, pasted: text.len() as u32, inserted: 0 },
            variant,
            shown,
            ..Look::default()
        }
    }

    #[test]
    fn a_nudge_keeps_its_words_while_the_judgement_stays() {
        let engine = Engine::default();
        let first = engine.look(invite(STOCK, None, 4), &Memory::default());
        let card = first.card.expect("a stock invitation");
        assert_eq!((card.level, first.fresh), (Level::Warn, true));
        assert!(card.ask.contains("Anna"), "{}", card.ask);
        let again = engine.look(invite(&format!("{STOCK} Best"), first.shown, 5), &Memory::default());
        assert!(!again.fresh);
        assert_eq!(again.card.map(|c| (c.title, c.ask)), Some((card.title, card.ask)));
    }

    #[test]
    fn software_is_known_by_its_page_and_only_where_no_host_is() {
        let settings = Settings::default().change(Change::Site { key: "otters.example".into(), on: true }, 0);
        let at = |url: &str, software: Option<&str>| {
            let page = page(&settings, url, software).expect("an address");
            (page.software.map(Site::id), page.boxes != "[]", page.probes.iter().any(|one| one.site.id() == "mastodon"))
        };
        let unknown = "https://otters.example/home";
        assert_eq!(at(unknown, None), (None, false, true));
        assert_eq!(at(unknown, Some("mastodon")), (Some("mastodon"), true, false));
        assert_eq!(at(unknown, Some("linkedin")), (None, false, true), "nobody hosts that");
        assert_eq!(at("https://x.com/home", Some("mastodon")), (None, true, false), "it is known by its host");

        let engine = Engine::new(settings.clone());
        let look = |software: Option<&str>, row: &str| Look {
            url: unknown.into(),
            software: software.map(str::to_owned),
            row: Some(row.into()),
            ..invite(STOCK, None, 0)
        };
        let drafted =
            |look: Look| engine.draft(look).map(|Boxed { key, draft, .. }| (key, draft.site.map(Site::id), draft.kind));
        let key = || "otters.example".to_owned();
        let reply = drafted(look(Some("mastodon"), "reply"));
        assert_eq!(reply, Some((key(), Some("mastodon"), Some(Kind::Reply))));
        assert_eq!(drafted(look(None, "reply")), Some((key(), None, Some(Kind::Post))));
    }

    #[test]
    fn a_draft_over_the_limit_is_told_so() {
        let over = |text: &str| {
            let answer = Engine::default().look(invite(text, None, 0), &Memory::default());
            answer.card.expect("a stock invitation").over
        };
        assert_eq!(over(STOCK), 0);
        assert_eq!(over(&format!("{STOCK:<200}!")), 1, "LinkedIn takes 200");
    }

    #[test]
    fn not_this_time_holds_for_the_draft() {
        let engine = Engine::default();
        let shown = engine
            .look(invite(STOCK, None, 0), &Memory::default())
            .shown
            .map(|shown| Shown { dismissed: true, ..shown });
        let again = engine.look(invite(STOCK, shown, 1), &Memory::default());
        assert_eq!((again.card.is_none(), again.fresh), (true, false));
        let quiet = engine
            .look(invite("How was the otter talk yesterday, did it go well?", again.shown, 1), &Memory::default());
        assert!(quiet.shown.is_some_and(|shown| shown.dismissed));
    }

    fn chosen(engine: &Engine, look: &Look, action: Action, finding: Option<usize>) -> Option<Chosen> {
        engine.choose(look.clone(), Choice { action, finding }, &Memory::default())
    }

    #[test]
    fn every_choice_is_offered_and_silences_what_it_says() {
        let look = Look { now: Some(DAY / 2), ..invite(STOCK, None, 0) };
        let engine = Engine::default();
        let card = engine.look(look.clone(), &Memory::default()).card.expect("a stock invitation");
        assert_eq!(card.choices.first().map(|choice| choice.action), Some(Action::NotNow));
        for choice in &card.choices {
            let Chosen { changes, undo, tab } =
                engine.choose(look.clone(), *choice, &Memory::default()).expect("offered");
            assert_eq!(undo.len(), changes.len(), "{choice:?}");
            let after = changes.iter().fold(Settings::default(), |settings, change| settings.change(change.clone(), 1));
            let before = undo.into_iter().fold(after.clone(), |settings, change| settings.change(change, 1));
            assert_eq!(before, Settings::default(), "{choice:?}");
            let gone = Engine::new(after).look(Look { snoozed: tab, ..look.clone() }, &Memory::default());
            let silenced = match choice.action {
                // The content script sets the draft aside, and nothing follows from a report.
                Action::NotNow | Action::Wrong => gone.card.is_some(),
                Action::Ignore | Action::RuleOff => {
                    let rule = &card.findings[choice.finding.expect("about one")].rule;
                    gone.card.is_none_or(|gone| gone.findings.iter().all(|finding| finding.rule != *rule))
                }
                _ => gone.card.is_none(),
            };
            assert!(silenced, "{choice:?}");
        }
    }

    #[test]
    fn nothing_can_be_chosen_that_the_card_does_not_offer() {
        let engine = Engine::default();
        let look = Look { now: Some(1), ..invite(STOCK, None, 0) };
        let quiet = Look { text: "How was the otter talk yesterday, did it go well?".into(), ..look.clone() };
        let off = Look { url: "https://example.org/".into(), ..look.clone() };
        for action in [Action::NotNow, Action::SiteOff, Action::SnoozeHour] {
            assert!(chosen(&engine, &look, action, None).is_some(), "{action:?}");
            assert_eq!(chosen(&engine, &quiet, action, None), None, "{action:?}");
            assert_eq!(chosen(&engine, &off, action, None), None, "{action:?}");
        }
        for (action, finding) in [(Action::RuleOff, None), (Action::RuleOff, Some(9)), (Action::SiteOff, Some(0))] {
            assert_eq!(chosen(&engine, &look, action, finding), None, "{action:?} {finding:?}");
        }
        // A draft that was set aside still has its card.
        let shown = Shown { level: Level::Warn, rule: String::new(), variant: 0, dismissed: true };
        assert!(chosen(&engine, &Look { shown: Some(shown), ..look.clone() }, Action::NotNow, None).is_some());
        let private = Look { private: true, ..look };
        assert_eq!(chosen(&engine, &private, Action::NotNow, None).map(|chosen| chosen.changes), Some(vec![]));
    }

    #[test]
    fn today_ends_at_local_midnight() {
        const HOUR: u64 = DAY / 24;
        for (hour, zone, until) in [
            (10, 0, 24),
            (10, -120, 22),
            // In New York it is still the day before.
            (3, 300, 5),
            (5, 300, 29),
            (23, -330, 42),
        ] {
            let until = if zone == -330 { until * HOUR + HOUR / 2 } else { until * HOUR };
            let look = Look { now: Some(hour * HOUR), zone, ..invite(STOCK, None, 0) };
            let chosen = chosen(&Engine::default(), &look, Action::SnoozeToday, None).expect("offered");
            assert_eq!(chosen.changes, [Change::Snooze { key: None, until: Some(until) }], "{hour} {zone}");
        }
    }

    #[test]
    fn what_comes_to_nothing_three_times_becomes_quieter() {
        let look = |now| Look { now: Some(now), ..invite(STOCK, None, 0) };
        let level = |settings: &Settings, look: Look| {
            Engine::new(settings.clone()).look(look, &Memory::default()).card.map(|card| card.level)
        };
        let send = |settings: Settings, now, level, dismissed| {
            let shown = Shown { level, rule: "templated/stock-invitation".into(), variant: 0, dismissed };
            let change = Engine::new(settings.clone()).heeded(&Look { shown: Some(shown), ..look(now) });
            change.map_or(settings.clone(), |change| settings.change(change, now))
        };
        let mut settings = Settings::default();
        for now in 1..=3 {
            assert_eq!(level(&settings, look(now)), Some(Level::Warn), "{now}");
            settings = send(settings, now, Level::Warn, false);
            assert_eq!(send(settings.clone(), now, Level::Warn, true), settings, "set aside: counted when it was");
        }
        assert_eq!(level(&settings, look(4)), Some(Level::Hint));
        assert_eq!(level(&settings, Look { row: None, ..look(4) }), Some(Level::Warn), "another kind of message");
        assert_eq!(level(&settings, look(31 * DAY)), Some(Level::Warn));
        assert_eq!(
            level(&send(settings, 5, Level::Quiet, false), look(6)),
            Some(Level::Warn),
            "changed before it was sent"
        );
        assert_eq!(send(Settings::default(), 5, Level::Quiet, false), Settings::default());
    }

    #[test]
    fn sending_pauses_only_on_request_and_where_it_is_known() {
        let pause = |on, look: Look| {
            let settings = Settings::default().change(Change::PauseSending { on }, 0);
            Engine::new(settings).look(look, &Memory::default()).card.is_some_and(|card| card.pause)
        };
        assert!(pause(true, invite(STOCK, None, 0)));
        assert!(!pause(false, invite(STOCK, None, 0)));
        assert!(!pause(true, Look { row: None, ..invite(STOCK, None, 0) }));
        let hint = Look { row: None, ..invite("Hi {{first_name}}", None, 0) };
        assert!(!pause(true, hint));
    }

    const LINE: &str = "Are you coming to the otter talk in the old harbour on Friday?";

    fn message(url: &str, recipient: &str, now: u64) -> Look {
        Look {
            url: url.into(),
            recipient: Some(recipient.into()),
            row: None,
            shape: Shape { chat: true, ..Shape::default() },
            now: Some(now),
            ..invite(LINE, None, 0)
        }
    }

    /// With both switches on.
    fn remembering(change: Option<Change>) -> (Engine, Memory) {
        let on = [Change::History { on: true }, Change::Mix { on: true }].into_iter().chain(change);
        let settings = on.fold(Settings::default(), |settings, change| settings.change(change, 0));
        (Engine::new(settings), Memory { history: Some(History::new([7; 16])), mix: Mix::default() })
    }

    #[test]
    fn remembers_what_was_sent_where_it_is_on() {
        let (engine, mut memory) = remembering(None);
        assert!(!engine.sent(message("https://example.org/", "Anna", 0), &mut memory), "off");
        assert!(engine.remembered(&memory, 0).sites.is_empty());
        assert!(engine.sent(message("https://x.com/messages", "Anna", 0), &mut memory));
        let look = message("https://www.linkedin.com/messaging/", "Bob", 3_600_000);
        assert_eq!(engine.look(look.clone(), &Memory::default()).card, None);
        let card = engine.look(look.clone(), &memory).card.expect("a second person");
        assert_eq!((card.level, card.families), (Level::Hint, vec![]), "the page is not told of relations");
        assert_eq!(card.findings[0].reason, "You sent nearly this on X an hour ago.");
        // A host outside the registry is known by itself.
        let (engine, _) = remembering(Some(Change::Site { key: "example.org".into(), on: true }));
        assert!(engine.sent(message("https://example.org/", "Cleo", 7_200_000), &mut memory));
        let remembered = engine.remembered(&memory, 7_200_000);
        let sites: Vec<_> =
            remembered.sites.iter().map(|site| (site.key.as_str(), site.name.as_str(), site.count)).collect();
        assert_eq!(sites, [("x", "X", 1), ("example.org", "example.org", 1)]);
        assert_eq!(remembered.mix.counts.iter().sum::<u32>(), 2);
        memory.erase(Erase::History, Some("x"));
        let card = engine.look(look.clone(), &memory).card.expect("the other one is still known");
        assert!(card.findings[0].reason.contains("example.org"), "{}", card.findings[0].reason);
        memory.erase(Erase::History, Some("example.org"));
        assert_eq!(engine.look(look, &memory).card, None);
        memory.erase(Erase::History, None);
        memory.erase(Erase::Mix, Some("x"));
        let remembered = engine.remembered(&memory, 7_200_000);
        assert_eq!((remembered.sites.len(), remembered.mix.sites.len(), memory.history), (0, 1, None));
    }

    #[test]
    fn what_is_off_remembers_and_compares_nothing() {
        let at = || message("https://x.com/messages", "Anna", 0);
        let again = || message("https://x.com/messages", "Bob", 3_600_000);
        for (name, sent, look, change) in [
            ("a private window", Look { private: true, ..at() }, Look { private: true, ..again() }, None),
            ("both switches", at(), again(), Some([Change::History { on: false }, Change::Mix { on: false }])),
        ] {
            let (engine, mut memory) = remembering(None);
            assert!(engine.sent(at(), &mut memory) && engine.look(again(), &memory).card.is_some(), "{name}");
            let settings =
                change.into_iter().flatten().fold(engine.settings().clone(), |s, change| s.change(change, 0));
            let engine = Engine::new(settings);
            let before = memory.mix.clone();
            assert!(!engine.sent(sent, &mut memory), "{name}");
            assert_eq!((engine.look(look, &memory).card, &memory.mix), (None, &before), "{name}");
        }
    }

    #[test]
    fn what_is_ignored_is_ignored_only_where_somebody_wrote() {
        let found = Engine::default().check(&Draft::new(STOCK)).findings;
        let off = |settings: Settings, rule| settings.change(Change::Rule { id: rule, on: false }, 0);
        let settings = found.into_iter().map(|one| one.rule.into_owned()).fold(Settings::default(), off);
        let engine = Engine::new(settings);
        let length = STOCK.len() as u32;
        let origin = |typed, pasted, inserted| Origin { typed, pasted, inserted };
        for (origin, shown) in [
            (origin(length, 0, 0), false),
            (origin(0, length, 0), false),
            (origin(length - MOST_INSERTED, 0, MOST_INSERTED), false),
            (origin(0, 0, length), true),
            (origin(10, 0, length - 10), true),
        ] {
            let url = "https://www.linkedin.com/in/anna/".into();
            let look = Look { url, text: STOCK.into(), origin, ..Look::default() };
            assert_eq!(engine.look(look, &Memory::default()).card.is_some(), shown, "{origin:?}");
        }
    }

    #[test]
    fn what_nobody_typed_or_pasted_is_not_compared() {
        let (engine, mut memory) = remembering(None);
        assert!(engine.sent(message("https://x.com/messages", "Anna", 0), &mut memory));
        let length = LINE.len() as u32;
        for (origin, compared) in [
            (Origin { typed: length, pasted: 0, inserted: 0 }, true),
            (Origin { typed: length - 8, pasted: 0, inserted: 8 }, true),
            (Origin { typed: 0, pasted: 0, inserted: length }, false),
            // It stood there before the box had the focus.
            (Origin::default(), false),
        ] {
            let look = Look { origin, ..message("https://x.com/messages", "Bob", 3_600_000) };
            assert_eq!(engine.look(look, &memory).card.is_some(), compared, "{origin:?}");
        }
    }

    #[test]
    fn a_change_after_a_nudge_is_counted() {
        let (engine, mut memory) = remembering(None);
        let shown = engine.look(invite(STOCK, None, 0), &memory).shown;
        let better = "Hi Anna, how was the otter talk yesterday, did it go well?";
        let gone = engine.look(invite(better, shown.clone(), 0), &memory).shown;
        assert!(gone.as_ref().is_some_and(|shown| shown.level == Level::Quiet && !shown.dismissed));
        for (number, text, shown) in [(1, better, gone), (2, STOCK, shown), (3, better, None)] {
            let sent = Look { number, now: Some(DAY * u64::from(number)), ..invite(text, shown, 0) };
            assert!(engine.sent(sent.clone(), &mut memory));
            assert!(!engine.sent(sent, &mut memory), "reported again");
        }
        let retry = Look { number: 4, now: Some(3 * DAY + 60_000), ..invite(better, None, 0) };
        assert!(!engine.sent(retry, &mut memory), "once more within minutes");
        let mix = engine.remembered(&memory, 3 * DAY).mix;
        assert_eq!((mix.counts.iter().sum::<u32>(), mix.nudged, mix.changed), (3, 2, 1));
    }

    const DAY: u64 = 24 * 60 * 60 * 1000;

    #[test]
    fn what_cannot_be_read_is_named() {
        let (mut memory, problems) = Memory::load(None, None);
        assert_eq!((memory.history.is_none(), problems), (true, vec![]));
        memory.history = Some(History::new([1; 16]));
        let history = memory.history.as_ref().map(History::to_bytes).unwrap_or_default();
        let (loaded, problems) = Memory::load(Some(&history), Some(&memory.mix.to_bytes()));
        assert_eq!((loaded.history, problems), (memory.history, vec![]));
        let (loaded, problems) = Memory::load(Some(b"sinc\x09"), Some(b"rubbish"));
        assert_eq!((loaded.history, problems), (None, vec!["history_newer".to_owned(), "mix_damaged".to_owned()]));
    }

    #[test]
    fn the_browsers_buttons_say_why_nothing_is_said() {
        let snooze = |key: Option<&str>| Change::Snooze { key: key.map(str::to_owned), until: Some(100) };
        for (changes, now, state, until) in [
            (vec![], 1, None, None),
            (vec![snooze(None)], 99, Some(State::Snoozed), Some(100)),
            (vec![snooze(None)], 100, None, None),
            (vec![snooze(Some("x"))], 1, None, None),
            // The pause outlasts the silence, whose end is still to be heard of.
            (vec![snooze(None), Change::Paused { on: true }], 1, Some(State::Paused), Some(100)),
        ] {
            let settings =
                changes.iter().cloned().fold(Settings::default(), |settings, change| settings.change(change, 0));
            let Signs { state: found, until: end, may_leave } = Engine::new(settings).signs(now);
            assert_eq!((found, end), (state, until), "{changes:?} at {now}");
            assert_eq!(may_leave.is_empty(), state == Some(State::Paused), "what is off is not switched off");
        }
    }

    #[test]
    fn what_an_organisation_has_fixed_nobody_is_offered_to_switch_off() {
        for (locked, offered) in [(true, false), (false, true)] {
            let locked = if locked { vec!["sites"] } else { vec![] };
            let policy = serde_json::json!({"sites": {"linkedin": true}, "locked": locked});
            let policy = serde_json::from_value(policy).expect("a map");
            let engine = Engine::governed(Settings::default(), policy);
            let card = engine.look(invite(STOCK, None, 0), &Memory::default()).card.expect("a card");
            assert_eq!(card.choices.iter().any(|choice| choice.action == Action::SiteOff), offered);
            let patterns = engine.signs(0).may_leave;
            assert_eq!(patterns.iter().any(|pattern| pattern.contains("linkedin")), offered, "{patterns:?}");
            assert!(patterns.iter().any(|pattern| pattern.contains("x.com")));
        }
    }

    #[test]
    fn says_nothing_where_it_is_off() {
        let off = |change| {
            Engine::new(Settings::default().change(change, 0)).look(invite(STOCK, None, 0), &Memory::default())
        };
        for change in [
            Change::Site { key: "linkedin".into(), on: false },
            Change::Paused { on: true },
            Change::Box { key: "linkedin".into(), name: "invite".into(), on: false },
            Change::Rule { id: "templated/stock-invitation".into(), on: false },
        ] {
            assert_eq!(off(change.clone()).card, None, "{change:?}");
        }
        let elsewhere = Look { url: "https://example.org/".into(), ..invite(STOCK, None, 0) };
        assert_eq!(Engine::default().look(elsewhere, &Memory::default()).card, None);
    }
}
