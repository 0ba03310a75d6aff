//! What the thin shell in the browser asks, and what it is told to show. The shell reads a box and draws a card; which
//! card, and whether one at all, is decided here.

use serde::{Deserialize, Serialize};

use crate::draft::{Draft, Kind, Origin};
use crate::engine::Engine;
use crate::relation::{self, History};
use crate::report::{Family, Finding, Level, Report};
use crate::settings::Settings;
use crate::sites::{Composer, Site};
use crate::text::Reading;

/// One look at a box.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Look {
    /// The page, as the browser knows it (not as the page says).
    pub url: String,
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
    /// How loudly.
    pub level: Level,
    /// The finding that was spoken of.
    pub rule: String,
    /// Which phrasing was used, kept while the judgement stays.
    pub variant: u32,
    /// The person said "not this time".
    #[serde(default)]
    pub dismissed: bool,
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
    pub quiet_because: Option<crate::report::QuietBecause>,
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
}

impl Engine {
    /// Looks at a box and says what to show.
    pub fn look(&self, look: Look) -> Answer {
        self.look_with(look, None)
    }

    /// Looks at a box beside what was sent before.
    pub fn look_with(&self, look: Look, history: Option<&History>) -> Answer {
        let silent = |quiet_because| Answer { card: None, shown: None, fresh: false, quiet_because };
        let before = look.shown.clone();
        let Some((key, mut draft)) = self.draft(look) else {
            return silent(None);
        };
        let check = |draft: &Draft| {
            let place = relation::Place { key: Some(&key), ..relation::Place::of(draft) };
            self.judge(draft, history.map(|history| (history, place)))
        };
        let report = check(&draft);
        let Some(lead) = report.findings.first().filter(|_| report.level > Level::Quiet) else {
            // The judgement changed to quiet; a dismissal still holds for the rest of this draft.
            let dismissed = before.filter(|shown| shown.dismissed);
            return Answer { shown: dismissed, ..silent(report.quiet_because) };
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
        Answer { card: (!dismissed).then(|| card(report)).flatten(), shown: Some(shown), fresh, quiet_because: None }
    }

    /// Remembers what a box held when it was sent. Says whether there is something new to store: not where it is off, nor
    /// when [`History::remember`] says so.
    pub fn remember(&self, sent: Look, history: &mut History) -> bool {
        self.draft(sent).is_some_and(|(key, draft)| {
            let place = relation::Place { key: Some(&key), ..relation::Place::of(&draft) };
            history.remember(&Reading::new(&draft.text), &place)
        })
    }

    /// The draft in a box, and the brand or host it is at; `None` where it is off.
    fn draft(&self, look: Look) -> Option<(String, Draft)> {
        let place = self.settings().place(&look.url).filter(|place| place.on)?;
        let row = look.row.as_deref().and_then(|name| place.site.and_then(|site| row(site, name)));
        let name = row.map_or("general", |row| row.name);
        if self.settings().is_box_off(&place.key, name) {
            return None;
        }
        let draft = Draft {
            site: place.site,
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
        Some((place.key, draft))
    }
}

fn card(report: Report) -> Option<Card> {
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
        findings: report.findings,
        personal: report.personal,
    })
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
    /// The composers the registry knows here, specific ones first.
    pub boxes: &'static [Composer],
}

/// What the content script needs to know at an address; `None` where it has no business.
pub fn page(settings: &Settings, url: &str) -> Option<Page> {
    let place = settings.place(url)?;
    Some(Page {
        on: place.on,
        key: place.key,
        name: place.name,
        boxes: place.site.map_or(&[], |site| site.row().boxes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Change;

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
        let first = engine.look(invite(STOCK, None, 4));
        let card = first.card.expect("a stock invitation");
        assert_eq!((card.level, first.fresh), (Level::Warn, true));
        assert!(card.ask.contains("Anna"), "{}", card.ask);
        let again = engine.look(invite(&format!("{STOCK} Best"), first.shown, 5));
        assert!(!again.fresh);
        assert_eq!(again.card.map(|c| (c.title, c.ask)), Some((card.title, card.ask)));
    }

    #[test]
    fn not_this_time_holds_for_the_draft() {
        let engine = Engine::default();
        let shown = engine.look(invite(STOCK, None, 0)).shown.map(|shown| Shown { dismissed: true, ..shown });
        let again = engine.look(invite(STOCK, shown, 1));
        assert_eq!((again.card.is_none(), again.fresh), (true, false));
        let quiet = engine.look(invite("How was the otter talk yesterday, did it go well?", again.shown, 1));
        assert!(quiet.shown.is_some_and(|shown| shown.dismissed));
    }

    #[test]
    fn remembers_what_was_sent_where_it_is_on() {
        let engine = Engine::default();
        let mut history = History::new([7; 16]);
        let line = "Are you coming to the otter talk in the old harbour on Friday?";
        let at = |url: &str, recipient: &str, now| Look {
            url: url.into(),
            recipient: Some(recipient.into()),
            row: None,
            shape: Shape { chat: true, ..Shape::default() },
            now: Some(now),
            ..invite(line, None, 0)
        };
        assert!(!engine.remember(at("https://example.org/", "Anna", 0), &mut history), "off");
        assert!(history.is_empty());
        assert!(engine.remember(at("https://x.com/messages", "Anna", 0), &mut history));
        let look = at("https://www.linkedin.com/messaging/", "Bob", 3_600_000);
        assert_eq!(engine.look(look.clone()).card, None);
        let card = engine.look_with(look, Some(&history)).card.expect("a second person");
        assert_eq!((card.level, card.families), (Level::Hint, vec![]), "the page is not told of relations");
        assert_eq!(card.findings[0].reason, "You sent nearly this on X an hour ago.");
        // A host outside the registry is known by itself.
        let engine = Engine::new(Settings::default().change(Change::Site { key: "example.org".into(), on: true }, 0));
        assert!(engine.remember(at("https://example.org/", "Cleo", 7_200_000), &mut history));
        assert_eq!(history.counts(), [(Some("x"), 1), (Some("example.org"), 1)]);
    }

    #[test]
    fn says_nothing_where_it_is_off() {
        let off = |change| Engine::new(Settings::default().change(change, 0)).look(invite(STOCK, None, 0));
        for change in [
            Change::Site { key: "linkedin".into(), on: false },
            Change::Paused { on: true },
            Change::Box { key: "linkedin".into(), name: "invite".into(), on: false },
            Change::Rule { id: "templated/stock-invitation".into(), on: false },
        ] {
            assert_eq!(off(change.clone()).card, None, "{change:?}");
        }
        let elsewhere = Look { url: "https://example.org/".into(), ..invite(STOCK, None, 0) };
        assert_eq!(Engine::default().look(elsewhere).card, None);
    }
}
