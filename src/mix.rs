//! "My mix": how a person writes, from counts alone. A value as [`History`](crate::relation::History) is one: it becomes
//! bytes and comes back from them. It holds how many messages of each kind went to each site in each week, and no text.

use std::fmt;

use serde::Serialize;

use crate::draft::{Draft, Kind};
use crate::report::{Family, Level, Report};
use crate::stored::{self, Sealed, StoredError};
use crate::text::Reading;
use crate::text::token::{Gap, Kind as Token};

/// The format this version writes. Every format ever written can be read.
pub const FORMAT: u8 = 1;
/// For how many weeks counts are kept: half a year.
pub const MOST_WEEKS: u16 = 26;
/// The most rows, each a site in a week; the oldest go first.
pub const MOST_ROWS: usize = 1_000;
/// The most bytes [`Mix::to_bytes`] gives.
pub const MOST_BYTES: usize = 90_000;

const MAGIC: [u8; 4] = *b"smix";
/// Nothing in here is secret: the checksum only tells whether the bytes are whole.
const KEY: [u8; 16] = [0; 16];
/// Messages that are known by their number, so that one the shell reports again is counted once.
const RECENT: usize = 32;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// What a message mostly is. Each counts as one of them, the first that fits in this order: promotion, one's own link,
/// others' work, question, answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// It answers somebody.
    Answer,
    /// It asks something.
    Question,
    /// It passes on a link or a post of others.
    Sharing,
    /// It points to the writer's own work, page or shop.
    OwnLink,
    /// The judge reads it as an advertisement.
    Promotion,
    /// Something else: a thought, news, a picture's caption.
    Other,
}

impl Act {
    /// All of them, in the order in which they are counted and shown.
    pub const ALL: [Self; 6] =
        [Self::Answer, Self::Question, Self::Sharing, Self::OwnLink, Self::Promotion, Self::Other];

    /// What a draft mostly is, as it was read and with what the judge says of it.
    pub fn of(draft: &Draft, reading: &Reading<'_>, report: &Report) -> Self {
        let answers = draft.turns > 0
            || matches!(draft.kind, Some(Kind::Reply | Kind::Comment))
            || (draft.parent.is_some() && draft.kind != Some(Kind::Post));
        // A post with a parent quotes it.
        let shares = reading.has_link() || (draft.parent.is_some() && draft.kind == Some(Kind::Post));
        let found = |rules: &[&str]| report.findings.iter().any(|finding| rules.contains(&finding.rule.as_ref()));
        let spoken = report.level > Level::Quiet;
        let asks = reading.tokens().iter().any(|token| token.asked && !token.quoted);
        match () {
            () if spoken && report.findings.iter().any(|finding| finding.family == Family::Promotional) => {
                Self::Promotion
            }
            () if found(&OWN_CHANNEL) || (reading.has_link() && (found(&OWN) || names_own_work(reading))) => {
                Self::OwnLink
            }
            // A link under somebody's words is mostly what they asked for.
            () if shares && !answers => Self::Sharing,
            () if asks && !found(&BAIT) => Self::Question,
            () if answers => Self::Answer,
            () => Self::Other,
        }
    }
}

/// Rules that find one's own page without a link, and one's own work beside one.
const OWN_CHANNEL: [&str; 2] = ["promotional/own-channel", "promotional/plug-under-others"];
const OWN: [&str; 5] = [
    "promotional/own-work",
    "promotional/newsletter",
    "promotional/announcement",
    "promotional/brand-voice",
    "promotional/our-things",
];
/// Questions that are put for reach.
const BAIT: [&str; 3] = ["promotional/engagement-bait", "promotional/stock-question", "templated/soft-ask"];

/// "My", "our" and the work that may follow within three words, folded, in the languages the engine speaks.
const MINE: &str = " my our mein meine meinen meinem meiner unser unsere unseren unserem unserer mi mis nuestro nuestra \
    nuestros nuestras mon ma mes notre nos meu minha meus minhas nosso nossa nossos nossas mio mia miei mie nostro nostra \
    nostri nostre mijn ons onze ";
const WORK: &str = " album app article articulo articolo artigo artikel aufsatz beitrag blog blogpost boek book boutique \
    buch cancion canzone chanson channel course cours curso corso kurs cursus entry essay folge episode episodio aflevering \
    film game guide interview kanal libro livre livro lied lijst list newsletter nieuwsbrief page pagina paper piece podcast \
    post progetto project projekt projeto projet proyecto repo roman seite shop show site song story studie study talk text \
    thread tienda loja negozio tool tutorial video vortrag website winkel write-up ";

fn names_own_work(reading: &Reading<'_>) -> bool {
    let is_one_of = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let tokens = reading.tokens();
    tokens.iter().enumerate().any(|(index, token)| {
        token.kind == Token::Word && !token.quoted && is_one_of(MINE, reading.folded(token)) && {
            let next = tokens[index + 1..].iter().take(3).take_while(|next| next.gap < Gap::Sentence);
            next.filter(|next| next.kind == Token::Word).any(|next| is_one_of(WORK, reading.folded(next)))
        }
    })
}

/// A message that was sent, as far as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// What it mostly is.
    pub act: Act,
    /// The brand, or the host outside the registry.
    pub key: &'a str,
    /// Something was shown while it was written.
    pub nudged: bool,
    /// Something was shown, and nothing any more when it was sent.
    pub changed: bool,
    /// Milliseconds since 1970.
    pub now: u64,
    /// A number the shell gave it, the same when it reports it again; 0 for none.
    pub number: u32,
}

/// Counts of what was sent. See the [module](self).
///
/// ```
/// use sincerely::mix::{Act, Mix, Sent};
///
/// let mut mix = Mix::default();
/// let sent = Sent { act: Act::Answer, key: "x", nudged: false, changed: false, now: 1_763_769_600_000, number: 7 };
/// assert!(mix.count(&sent));
/// assert!(!mix.count(&sent), "reported again");
/// assert_eq!(Mix::from_bytes(&mix.to_bytes()), Ok(mix));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Mix {
    /// Brands and hosts; a row names its own by its place here.
    keys: Vec<String>,
    rows: Vec<Row>,
    /// Numbers of the last messages, oldest first.
    recent: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row {
    /// Weeks since the one of 1 January 1970, Monday to Sunday as ISO 8601 has them, in UTC.
    week: u16,
    key: u8,
    acts: [u16; Act::ALL.len()],
    nudged: u16,
    changed: u16,
}

impl fmt::Debug for Mix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mix").field("keys", &self.keys).field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// What a person is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The order of all counts below.
    pub acts: [Act; Act::ALL.len()],
    /// All that is counted.
    pub counts: Counts,
    /// By brand or host.
    pub sites: Vec<SiteCounts>,
    /// By week without a gap, from the first that has any to this one.
    pub weeks: Vec<WeekCounts>,
    /// Messages before which something was shown.
    pub nudged: u32,
    /// Those of them that were changed until nothing was shown any more.
    pub changed: u32,
}

/// One count for each of [`Act::ALL`].
pub type Counts = [u32; Act::ALL.len()];

/// The counts of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteCounts {
    /// The brand, or the host outside the registry.
    pub key: String,
    /// As people call it.
    pub name: String,
    /// See [`Counts`].
    pub counts: Counts,
}

/// The counts of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekCounts {
    /// Its Monday at midnight UTC, in milliseconds since 1970.
    pub start: u64,
    /// See [`Counts`].
    pub counts: Counts,
}

impl Mix {
    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Counts a message. Says whether it did: not one that was counted already.
    pub fn count(&mut self, sent: &Sent<'_>) -> bool {
        if sent.number != 0 {
            if self.recent.contains(&sent.number) {
                return false;
            }
            self.recent.push(sent.number);
            self.recent.drain(..self.recent.len().saturating_sub(RECENT));
        }
        let week = week(sent.now);
        self.prune(week);
        let Some(key) = stored::place_of(&mut self.keys, sent.key) else { return false };
        let index = self.rows.iter().position(|row| (row.week, row.key) == (week, key)).unwrap_or_else(|| {
            self.rows.push(Row { week, key, ..Row::default() });
            self.rows.len() - 1
        });
        let row = &mut self.rows[index];
        let act = &mut row.acts[sent.act as usize];
        *act = act.saturating_add(1);
        row.nudged = row.nudged.saturating_add(sent.nudged.into());
        row.changed = row.changed.saturating_add((sent.nudged && sent.changed).into());
        true
    }

    /// What there is to show at a time.
    pub fn summary(&self, now: u64) -> Summary {
        let this = week(now);
        let mut summary = Summary {
            acts: Act::ALL,
            counts: Counts::default(),
            sites: Vec::new(),
            weeks: Vec::new(),
            nudged: 0,
            changed: 0,
        };
        // After the clock was set back a row may lie ahead: it counts as of now.
        let rows: Vec<Row> = self.rows.iter().map(|row| Row { week: row.week.min(this), ..*row }).collect();
        let rows = rows.into_iter().filter(|row| this - row.week < MOST_WEEKS).collect::<Vec<_>>();
        if let Some(first) = rows.iter().map(|row| row.week).min() {
            summary.weeks =
                (first..=this).map(|week| WeekCounts { start: monday(week), counts: Counts::default() }).collect();
            for row in &rows {
                let name = &self.keys[usize::from(row.key)];
                let site = summary.sites.iter().position(|site| site.key == *name).unwrap_or_else(|| {
                    let title = crate::relation::place_name(name).to_owned();
                    summary.sites.push(SiteCounts { key: name.clone(), name: title, counts: Counts::default() });
                    summary.sites.len() - 1
                });
                let week = usize::from(row.week - first);
                for (index, count) in row.acts.into_iter().map(u32::from).enumerate() {
                    summary.counts[index] += count;
                    summary.sites[site].counts[index] += count;
                    summary.weeks[week].counts[index] += count;
                }
                summary.nudged += u32::from(row.nudged);
                summary.changed += u32::from(row.changed);
            }
        }
        summary
    }

    /// Forgets what was counted at a brand or host.
    pub fn erase(&mut self, key: &str) {
        let Some(gone) = self.keys.iter().position(|name| name == key) else { return };
        self.rows.retain(|row| usize::from(row.key) != gone);
        self.tidy();
    }

    /// The value as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(MAGIC);
        out.push(FORMAT);
        out.push(self.recent.len() as u8);
        self.recent.iter().for_each(|number| out.extend(number.to_le_bytes()));
        stored::write_names(&self.keys, &mut out);
        out.extend((self.rows.len() as u16).to_le_bytes());
        for row in &self.rows {
            out.extend(row.week.to_le_bytes());
            out.push(row.key);
            row.acts.iter().chain([&row.nudged, &row.changed]).for_each(|count| out.extend(count.to_le_bytes()));
        }
        stored::seal(&KEY, out)
    }

    /// The value that became these bytes.
    ///
    /// # Errors
    ///
    /// When they are of a newer version, damaged, or something else. The shell sets such bytes aside and says so.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredError> {
        Self::from_format_1(stored::open(bytes, MAGIC, FORMAT)?).ok_or(StoredError::Corrupt)
    }

    fn from_format_1(sealed: Sealed<'_>) -> Option<Self> {
        if !sealed.is_whole(&KEY) {
            return None;
        }
        let mut rest = sealed.body;
        let mut mix = Self::default();
        for _ in 0..rest.byte()? {
            mix.recent.push(u32::from_le_bytes(rest.take()?));
        }
        mix.keys = rest.names()?;
        for _ in 0..u16::from_le_bytes(rest.take()?) {
            let mut count = || rest.take().map(u16::from_le_bytes);
            let mut row = Row { week: count()?, ..Row::default() };
            row.key = rest.byte().filter(|key| usize::from(*key) < mix.keys.len())?;
            let mut count = || rest.take().map(u16::from_le_bytes);
            for act in &mut row.acts {
                *act = count()?;
            }
            (row.nudged, row.changed) = (count()?, count()?);
            mix.rows.push(row);
        }
        rest.is_empty().then_some(mix)
    }

    /// Forgets what is older than [`MOST_WEEKS`] and, oldest first, what is too much; leaves room for one row.
    fn prune(&mut self, this: u16) {
        self.rows.retain(|row| this.saturating_sub(row.week) < MOST_WEEKS);
        while self.rows.len() >= MOST_ROWS {
            let oldest = self.rows.iter().map(|row| row.week).min();
            self.rows.retain(|row| Some(row.week) != oldest);
        }
        self.tidy();
    }

    /// Forgets the keys that no row has.
    fn tidy(&mut self) {
        for index in (0..self.keys.len()).rev() {
            if self.rows.iter().all(|row| usize::from(row.key) != index) {
                self.keys.remove(index);
                self.rows.iter_mut().filter(|row| usize::from(row.key) > index).for_each(|row| row.key -= 1);
            }
        }
    }
}

/// 1 January 1970 was a Thursday.
const THURSDAY: u64 = 3;

fn week(now: u64) -> u16 {
    u16::try_from((now / DAY + THURSDAY) / 7).unwrap_or(u16::MAX)
}

fn monday(week: u16) -> u64 {
    (u64::from(week) * 7).saturating_sub(THURSDAY) * DAY
}
