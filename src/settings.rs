//! What a person chose: one value, versioned, changed only through [`Change`]. Pure: storing it is the shell's work.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::draft::Kind;
use crate::report::{Family, Level};
use crate::sites::{Address, SITES, Site, SiteRow, is_host};
use crate::text::fold;
use crate::text::language::Language;

/// The format this version writes. Formats are only ever added to: an older reader ignores what it does not know.
pub const FORMAT: u32 = 1;

/// Every choice of a person. Words are stored in one place only: [`ignored`](Settings::ignored).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// The format in which it was stored.
    pub version: u32,
    /// Nothing is shown anywhere.
    pub paused: bool,
    /// How much evidence a nudge needs.
    pub sensitivity: Sensitivity,
    /// Switches by brand, or by host for a site outside the registry. Absent means as the registry has it.
    pub sites: BTreeMap<String, bool>,
    /// Boxes that are left alone, as `key/box`.
    pub boxes_off: BTreeSet<String>,
    /// Checks that are switched off, by rule id.
    pub rules_off: BTreeSet<String>,
    /// Phrases never to be told of again, as they were quoted.
    pub ignored: BTreeSet<String>,
    /// Languages in which nothing is judged.
    pub languages_off: BTreeSet<Language>,
    /// Silences that end by themselves.
    pub snoozes: Vec<Snooze>,
    /// Fingerprints of what is sent are remembered and drafts compared with them.
    pub history: bool,
    /// What is sent is counted, for "My mix".
    pub mix: bool,
    /// At a warning the first press of send opens the card, and the second sends.
    pub pause_sending: bool,
    /// The switches go along to the person's other browsers; phrases and what is remembered never do.
    pub sync: bool,
    /// Nudges that were set aside or sent past, by family and kind: those that come to nothing become quieter.
    pub unheeded: Vec<Unheeded>,
    /// Names of switches that were set by hand, whatever to: what an organisation suggests holds for the rest.
    pub chosen: BTreeSet<String>,
}

/// What is on or off, or a matter of degree, for every site alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// See [`Settings::paused`].
    Paused,
    /// See [`Settings::sensitivity`].
    Sensitivity,
    /// See [`Settings::pause_sending`].
    PauseSending,
    /// See [`Settings::history`].
    History,
    /// See [`Settings::mix`].
    Mix,
    /// See [`Settings::sync`].
    Sync,
}

impl Switch {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Paused, Self::Sensitivity, Self::PauseSending, Self::History, Self::Mix, Self::Sync];

    /// As it is stored, and as a policy names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Sensitivity => "sensitivity",
            Self::PauseSending => "pause_sending",
            Self::History => "history",
            Self::Mix => "mix",
            Self::Sync => "sync",
        }
    }
}

/// How often in a row nudges of one sort came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unheeded {
    /// What they said.
    pub family: Family,
    /// Where they stood.
    pub kind: Kind,
    /// In a row.
    pub times: u32,
    /// The last time, in ms since 1970.
    pub last: u64,
}

impl Unheeded {
    /// After so many a warning of the sort is a hint.
    pub const ENOUGH: u32 = 3;
    /// In ms; then the sort is as new.
    const LASTS: u64 = 30 * 24 * 60 * 60 * 1000;

    fn is_of(&self, family: Family, kind: Kind) -> bool {
        (self.family, self.kind) == (family, kind)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: FORMAT,
            paused: false,
            sensitivity: Sensitivity::default(),
            sites: BTreeMap::new(),
            boxes_off: BTreeSet::new(),
            rules_off: BTreeSet::new(),
            ignored: BTreeSet::new(),
            languages_off: BTreeSet::new(),
            snoozes: Vec::new(),
            history: false,
            mix: false,
            pause_sending: false,
            sync: false,
            unheeded: Vec::new(),
            chosen: BTreeSet::new(),
        }
    }
}

/// How much evidence a nudge needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Warnings only, no hints.
    Calm,
    /// The measured thresholds.
    #[default]
    Normal,
    /// Lower thresholds: more is noticed, more of it wrongly.
    Strict,
}

impl Sensitivity {
    /// The lowest level that is shown.
    pub(crate) fn floor(self) -> Level {
        match self {
            Self::Calm => Level::Warn,
            Self::Normal | Self::Strict => Level::Hint,
        }
    }
}

/// A silence that ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// The brand or host; absent for everywhere.
    #[serde(default)]
    pub key: Option<String>,
    /// Milliseconds since 1970.
    pub until: u64,
}

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A site's switch, by its key.
    Site {
        /// Brand or host.
        key: String,
        /// The new position.
        on: bool,
    },
    /// A site's switch goes back to where the registry has it.
    SiteDefault {
        /// Brand or host.
        key: String,
    },
    /// Everything.
    Paused {
        /// The new position.
        on: bool,
    },
    /// How much evidence a nudge needs.
    Sensitivity {
        /// The new value.
        to: Sensitivity,
    },
    /// One check.
    Rule {
        /// `family/name`.
        id: String,
        /// The new position.
        on: bool,
    },
    /// One phrase.
    Ignore {
        /// As it was quoted.
        phrase: String,
        /// Whether it is ignored from now on.
        on: bool,
    },
    /// One box of a site.
    Box {
        /// Brand or host.
        key: String,
        /// The name of the registry's row, or of the structure.
        name: String,
        /// The new position.
        on: bool,
    },
    /// One language.
    Language {
        /// Which.
        language: Language,
        /// The new position.
        on: bool,
    },
    /// A silence; `until` absent ends it.
    Snooze {
        /// Brand or host; absent for everywhere.
        key: Option<String>,
        /// Milliseconds since 1970.
        until: Option<u64>,
    },
    /// Remembering what is sent.
    History {
        /// The new position.
        on: bool,
    },
    /// Counting what is sent.
    Mix {
        /// The new position.
        on: bool,
    },
    /// The card before the first press of send.
    PauseSending {
        /// The new position.
        on: bool,
    },
    /// Taking the switches along.
    Sync {
        /// The new position.
        on: bool,
    },
    /// How often in a row a sort of nudge came to nothing; never is as if it were new.
    Unheeded {
        /// What the nudges said.
        family: Family,
        /// Where they stood.
        kind: Kind,
        /// In a row.
        times: u32,
        /// The last time; by default now.
        last: Option<u64>,
    },
    /// Everything as it began, but for what is remembered and counted.
    Reset,
}

impl Change {
    /// Which switch it sets, if it is one for every site alike.
    pub(crate) fn switch(&self) -> Option<Switch> {
        Some(match self {
            Self::Paused { .. } => Switch::Paused,
            Self::Sensitivity { .. } => Switch::Sensitivity,
            Self::PauseSending { .. } => Switch::PauseSending,
            Self::History { .. } => Switch::History,
            Self::Mix { .. } => Switch::Mix,
            Self::Sync { .. } => Switch::Sync,
            _ => return None,
        })
    }
}

/// A change as it crosses: serde's own way with a tagged enum puts 35 kB into the module, this one 4.
#[derive(Default, Serialize, Deserialize)]
struct Fields {
    set: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Sensitivity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phrase: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<Family>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<u64>,
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = |name: &'static str| Fields { set: Cow::Borrowed(name), ..Fields::default() };
        let switch = |name, on: bool| Fields { on: Some(on), ..set(name) };
        match self.clone() {
            Self::Site { key, on } => Fields { key: Some(key), ..switch("site", on) },
            Self::SiteDefault { key } => Fields { key: Some(key), ..set("site_default") },
            Self::Paused { on } => switch("paused", on),
            Self::Sensitivity { to } => Fields { to: Some(to), ..set("sensitivity") },
            Self::Rule { id, on } => Fields { id: Some(id), ..switch("rule", on) },
            Self::Ignore { phrase, on } => Fields { phrase: Some(phrase), ..switch("ignore", on) },
            Self::Box { key, name, on } => Fields { key: Some(key), name: Some(name), ..switch("box", on) },
            Self::Language { language, on } => Fields { language: Some(language), ..switch("language", on) },
            Self::Snooze { key, until } => Fields { key, until, ..set("snooze") },
            Self::History { on } => switch("history", on),
            Self::Mix { on } => switch("mix", on),
            Self::PauseSending { on } => switch("pause_sending", on),
            Self::Sync { on } => switch("sync", on),
            Self::Unheeded { family, kind, times, last } => {
                Fields { family: Some(family), kind: Some(kind), times: Some(times), last, ..set("unheeded") }
            }
            Self::Reset => set("reset"),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn need<T, E: serde::de::Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
            value.ok_or_else(|| E::missing_field(name))
        }
        let fields = Fields::deserialize(deserializer)?;
        let Fields { set, key, on, to, id, phrase, name, language, until, family, kind, times, last } = fields;
        let on = need::<bool, D::Error>(on, "on");
        Ok(match &*set {
            "site" => Self::Site { key: need(key, "key")?, on: on? },
            "paused" => Self::Paused { on: on? },
            "sensitivity" => Self::Sensitivity { to: need(to, "to")? },
            "rule" => Self::Rule { id: need(id, "id")?, on: on? },
            "ignore" => Self::Ignore { phrase: need(phrase, "phrase")?, on: on? },
            "box" => Self::Box { key: need(key, "key")?, name: need(name, "name")?, on: on? },
            "language" => Self::Language { language: need(language, "language")?, on: on? },
            "snooze" => Self::Snooze { key, until },
            "history" => Self::History { on: on? },
            "mix" => Self::Mix { on: on? },
            "site_default" => Self::SiteDefault { key: need(key, "key")? },
            "pause_sending" => Self::PauseSending { on: on? },
            "sync" => Self::Sync { on: on? },
            "unheeded" => {
                let (family, kind) = (need(family, "family")?, need(kind, "kind")?);
                Self::Unheeded { family, kind, times: need(times, "times")?, last }
            }
            "reset" => Self::Reset,
            _ => return Err(serde::de::Error::custom(format_args!("`{set}` cannot be set"))),
        })
    }
}

/// What a stored value turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Loaded {
    /// What could be read; defaults for the rest.
    pub settings: Settings,
    /// The names of parts that could not be read.
    pub problems: Vec<&'static str>,
    /// The value was written by a newer version; the shell keeps the original beside ours.
    pub newer: bool,
}

/// A stored value as it may be: any part of it missing, or something else.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// What a file calls itself, so that no other one is taken for it.
    sincerely: Part<String>,
    version: Part<u32>,
    paused: Part<bool>,
    sensitivity: Part<Sensitivity>,
    sites: Part<BTreeMap<String, bool>>,
    boxes_off: Part<BTreeSet<String>>,
    rules_off: Part<BTreeSet<String>>,
    ignored: Part<BTreeSet<String>>,
    languages_off: Part<BTreeSet<Language>>,
    snoozes: Part<Vec<Snooze>>,
    history: Part<bool>,
    mix: Part<bool>,
    pause_sending: Part<bool>,
    sync: Part<bool>,
    unheeded: Part<Vec<Unheeded>>,
    chosen: Part<BTreeSet<String>>,
}

impl Stored {
    /// What can be read, with one's own for what is missing: a damaged part costs that part only.
    fn over(self, own: Settings) -> Loaded {
        let mut problems = Vec::new();
        let version = self.version.or("version", FORMAT, &mut problems);
        let settings = Settings {
            version: FORMAT,
            paused: self.paused.or("paused", own.paused, &mut problems),
            sensitivity: self.sensitivity.or("sensitivity", own.sensitivity, &mut problems),
            sites: self.sites.or("sites", own.sites, &mut problems),
            boxes_off: self.boxes_off.or("boxes_off", own.boxes_off, &mut problems),
            rules_off: self.rules_off.or("rules_off", own.rules_off, &mut problems),
            ignored: self.ignored.or("ignored", own.ignored, &mut problems),
            languages_off: self.languages_off.or("languages_off", own.languages_off, &mut problems),
            snoozes: self.snoozes.or("snoozes", own.snoozes, &mut problems),
            history: self.history.or("history", own.history, &mut problems),
            mix: self.mix.or("mix", own.mix, &mut problems),
            pause_sending: self.pause_sending.or("pause_sending", own.pause_sending, &mut problems),
            sync: self.sync.or("sync", own.sync, &mut problems),
            unheeded: self.unheeded.or("unheeded", own.unheeded, &mut problems),
            chosen: self.chosen.or("chosen", own.chosen, &mut problems),
        };
        Loaded { settings, problems, newer: version > FORMAT }
    }
}

impl<'de> Deserialize<'de> for Loaded {
    /// Reads what can be read. Fails only when the value is no map at all.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Stored::deserialize(deserializer)?.over(Settings::default()))
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// It is something else.
    Foreign,
    /// A newer version wrote it.
    Newer,
    /// A part cannot be what it says.
    Damaged,
}

/// What came of reading a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Adopted {
    /// One's own with what the file has; absent when it is refused.
    pub settings: Option<Settings>,
    /// Why it is.
    pub refused: Option<Refused>,
    /// Which part is to blame.
    pub part: Option<&'static str>,
}

impl Adopted {
    /// Refuses a file.
    pub fn refused(why: Refused, part: Option<&'static str>) -> Self {
        Self { settings: None, refused: Some(why), part }
    }
}

/// What of the settings goes elsewhere: the only list of it. What is remembered and counted, silences, and how nudges were
/// heeded have no business there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Luggage<'s> {
    /// What a file calls itself.
    sincerely: &'static str,
    version: u32,
    sensitivity: Sensitivity,
    sites: &'s BTreeMap<String, bool>,
    boxes_off: &'s BTreeSet<String>,
    rules_off: &'s BTreeSet<String>,
    languages_off: &'s BTreeSet<Language>,
    pause_sending: bool,
    /// Into a file only.
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'s BTreeSet<String>>,
}

impl Luggage<'_> {
    /// One's own settings with what came along.
    fn unpacked(self, own: &Settings) -> Settings {
        let Self {
            sincerely: _,
            version,
            sensitivity,
            sites,
            boxes_off,
            rules_off,
            languages_off,
            pause_sending,
            ignored,
        } = self;
        Settings {
            version,
            sensitivity,
            sites: sites.clone(),
            boxes_off: boxes_off.clone(),
            rules_off: rules_off.clone(),
            languages_off: languages_off.clone(),
            pause_sending,
            ignored: ignored.unwrap_or(&own.ignored).clone(),
            ..own.clone()
        }
    }
}

/// A part of a stored value, read if it can be.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Part<T> {
    Good(T),
    Bad(IgnoredAny),
    #[default]
    Missing,
}

impl<T> Part<T> {
    fn or(self, name: &'static str, default: T, problems: &mut Vec<&'static str>) -> T {
        match self {
            Self::Good(value) => value,
            Self::Missing => default,
            Self::Bad(_) => {
                problems.push(name);
                default
            }
        }
    }
}

impl<'de> Deserialize<'de> for Settings {
    /// As [`Loaded`], but a damaged part is an error that names it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let loaded = Loaded::deserialize(deserializer)?;
        match loaded.problems.first() {
            None => Ok(loaded.settings),
            Some(part) => Err(serde::de::Error::custom(format_args!("`{part}` cannot be read"))),
        }
    }
}

/// What is known of an address a person looks at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The registry's entry, if it has one.
    pub site: Option<Site>,
    /// The brand, or the host outside the registry; what a switch is kept under.
    pub key: String,
    /// As people call it.
    pub name: String,
    /// Whether drafts are judged there now.
    pub on: bool,
    /// Why, or why not.
    pub why: Why,
    /// Match patterns of all its origins: what a permission is asked for.
    pub origins: Vec<String>,
}

/// Why a site is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody chose; the registry says so.
    Default,
    /// The person chose.
    Chosen,
    /// Everything is paused.
    Paused,
    /// An organisation says so, and the person can choose.
    Suggested,
    /// An organisation says so.
    Fixed,
}

/// Scripts to inject, as the browser's `scripting` interface wants them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// The brand or host.
    pub id: String,
    /// Match patterns.
    pub matches: Vec<String>,
    /// Also in frames.
    pub all_frames: bool,
    /// Also in frames that a page of the site made itself (`blob:`, `about:`).
    pub match_origin_as_fallback: bool,
}

impl Settings {
    /// The settings after one choice. `now` (ms since 1970) lets silences that are over be forgotten.
    #[must_use]
    pub fn change(mut self, change: Change, now: u64) -> Self {
        fn set<T: Ord>(set: &mut BTreeSet<T>, value: T, present: bool) {
            if present {
                set.insert(value);
            } else {
                set.remove(&value);
            }
        }
        self.chosen.extend(change.switch().map(|switch| switch.name().to_owned()));
        match change {
            Change::Site { key, on } => {
                self.sites.insert(key, on);
            }
            Change::Paused { on } => self.paused = on,
            Change::Sensitivity { to } => self.sensitivity = to,
            Change::Rule { id, on } => set(&mut self.rules_off, id, !on),
            Change::Ignore { phrase, on } => {
                // Two spellings of one phrase are one entry.
                self.ignored.retain(|known| !same_phrase(known, &phrase));
                set(&mut self.ignored, phrase, on);
            }
            Change::Box { key, name, on } => set(&mut self.boxes_off, format!("{key}/{name}"), !on),
            Change::Language { language, on } => set(&mut self.languages_off, language, !on),
            Change::Snooze { key, until } => {
                self.snoozes.retain(|snooze| snooze.key != key);
                self.snoozes.extend(until.map(|until| Snooze { key, until }));
            }
            Change::History { on } => self.history = on,
            Change::Mix { on } => self.mix = on,
            Change::SiteDefault { key } => {
                self.sites.remove(&key);
            }
            Change::PauseSending { on } => self.pause_sending = on,
            Change::Sync { on } => self.sync = on,
            Change::Unheeded { family, kind, times, last } => {
                self.unheeded.retain(|known| !known.is_of(family, kind));
                self.unheeded.push(Unheeded { family, kind, times, last: last.unwrap_or(now) });
            }
            Change::Reset => {
                self.chosen.retain(|name| [Switch::History.name(), Switch::Mix.name()].contains(&&**name));
                self = Self { history: self.history, mix: self.mix, chosen: self.chosen, ..Self::default() };
            }
        }
        self.snoozes.retain(|snooze| snooze.until > now);
        self.unheeded.retain(|known| known.times > 0 && now.saturating_sub(known.last) < Unheeded::LASTS);
        self.version = FORMAT;
        self
    }

    /// Whether a switch is where the person has put it.
    pub(crate) fn has_chosen(&self, switch: Switch) -> bool {
        let first = Self::default();
        // What was stored before choices were noted differs where there was one.
        self.chosen.contains(switch.name())
            || match switch {
                Switch::Paused => self.paused != first.paused,
                Switch::Sensitivity => self.sensitivity != first.sensitivity,
                Switch::PauseSending => self.pause_sending != first.pause_sending,
                Switch::History => self.history != first.history,
                Switch::Mix => self.mix != first.mix,
                Switch::Sync => self.sync != first.sync,
            }
    }

    /// What goes into a file; without the phrases, what goes along with the browser's own account.
    pub(crate) fn luggage(&self, with_phrases: bool) -> Luggage<'_> {
        Luggage {
            sincerely: "settings",
            version: self.version,
            sensitivity: self.sensitivity,
            sites: &self.sites,
            boxes_off: &self.boxes_off,
            rules_off: &self.rules_off,
            languages_off: &self.languages_off,
            pause_sending: self.pause_sending,
            ignored: with_phrases.then_some(&self.ignored),
        }
    }

    /// One's own settings with those of a file, or of another browser, from where no phrases come. All of it or nothing is
    /// taken; what is no [`Luggage`] stays as it is.
    pub fn adopt(&self, file: Stored, with_phrases: bool) -> Adopted {
        /// More than anybody chooses by hand; a list is read and stored as a whole.
        const MOST: usize = 5000;
        const LONGEST: usize = 2000;
        if !matches!(&file.sincerely, Part::Good(name) if name == "settings") {
            return Adopted::refused(Refused::Foreign, None);
        }
        let Loaded { settings, problems, newer } = file.over(self.clone());
        if newer {
            return Adopted::refused(Refused::Newer, None);
        }
        let are_texts = |texts: &BTreeSet<String>| {
            texts.len() <= MOST && texts.iter().all(|text| !text.trim().is_empty() && text.len() <= LONGEST)
        };
        let wrong = [
            ("sites", settings.sites.len() > MOST || !settings.sites.keys().all(|key| is_host(key))),
            ("boxes_off", !are_texts(&settings.boxes_off)),
            ("rules_off", !are_texts(&settings.rules_off)),
            ("ignored", !are_texts(&settings.ignored)),
        ];
        let wrong = wrong.into_iter().find(|(_, is_wrong)| *is_wrong).map(|(part, _)| part);
        if let Some(part) = problems.first().copied().or(wrong) {
            return Adopted::refused(Refused::Damaged, Some(part));
        }
        Adopted { settings: Some(settings.luggage(with_phrases).unpacked(self)), refused: None, part: None }
    }

    /// What takes a change back, made before the change.
    pub(crate) fn inverse(&self, change: &Change) -> Option<Change> {
        Some(match change.clone() {
            Change::Site { key, .. } => match self.sites.get(&key) {
                Some(&on) => Change::Site { key, on },
                None => Change::SiteDefault { key },
            },
            Change::Rule { id, .. } => Change::Rule { on: !self.rules_off.contains(&id), id },
            Change::Ignore { phrase, on } => Change::Ignore { phrase, on: !on },
            Change::Box { key, name, .. } => Change::Box { on: !self.is_box_off(&key, &name), key, name },
            Change::Snooze { key, .. } => {
                let until = self.snoozes.iter().find(|snooze| snooze.key == key).map(|snooze| snooze.until);
                Change::Snooze { key, until }
            }
            Change::Unheeded { family, kind, .. } => {
                let known = self.unheeded.iter().find(|known| known.is_of(family, kind));
                let (times, last) = known.map_or((0, None), |known| (known.times, Some(known.last)));
                Change::Unheeded { family, kind, times, last }
            }
            _ => return None,
        })
    }

    /// One more nudge of a sort that came to nothing.
    pub(crate) fn unheeded_once_more(&self, family: Family, kind: Kind, now: u64) -> Change {
        Change::Unheeded { family, kind, times: self.unheeded(family, kind, now).saturating_add(1), last: Some(now) }
    }

    /// How often in a row nudges of a sort came to nothing lately.
    pub(crate) fn unheeded(&self, family: Family, kind: Kind, now: u64) -> u32 {
        let lately = |known: &&Unheeded| known.is_of(family, kind) && now.saturating_sub(known.last) < Unheeded::LASTS;
        self.unheeded.iter().find(lately).map_or(0, |known| known.times)
    }

    /// What these settings say of an address; `None` where no extension can be switched on.
    pub fn place(&self, url: &str) -> Option<Place> {
        let address = Address::parse(url)?;
        let site = Site::at(url);
        let (key, name) = match site {
            Some(site) => (site.row().brand.to_owned(), site.row().name.to_owned()),
            None => (address.host.to_owned(), address.host.to_owned()),
        };
        let (on, why) = match self.sites.get(&key) {
            _ if self.paused => (false, Why::Paused),
            Some(on) => (*on, Why::Chosen),
            None => (site.is_some_and(|site| site.row().on), Why::Default),
        };
        let origins = origins(&key);
        Some(Place { site, key, name, on, why, origins })
    }

    /// The scripts to inject: one entry for every key that is on, none while paused.
    pub fn registrations(&self) -> Vec<Registration> {
        if self.paused {
            return Vec::new();
        }
        let brands: BTreeSet<&str> = SITES.iter().filter(|row| !row.matches.is_empty()).map(|row| row.brand).collect();
        // What was stored or brought along may be anything: one pattern that the browser refuses would cost all of them, and
        // one with a star would mean every site.
        let hosts = self.sites.keys().map(String::as_str).filter(|key| !brands.contains(key) && is_host(key));
        let by_default = |key: &str| of_brand(key).any(|row| row.on);
        brands
            .iter()
            .copied()
            .chain(hosts)
            .filter(|key| self.sites.get(*key).copied().unwrap_or_else(|| by_default(key)))
            .map(|key| {
                // Outside the registry nothing is known of the site's frames: an editor may stand in one.
                let frames = of_brand(key).next().is_none() || of_brand(key).any(|row| row.frames);
                Registration {
                    id: key.to_owned(),
                    matches: origins(key),
                    all_frames: frames,
                    match_origin_as_fallback: frames,
                }
            })
            .collect()
    }

    /// Whether a box of a site is left alone.
    pub fn is_box_off(&self, key: &str, name: &str) -> bool {
        self.boxes_off.contains(&format!("{key}/{name}"))
    }

    /// Whether a check, or every place where it found something, is to be passed over.
    pub(crate) fn ignores<'q>(&self, rule: &str, quotes: impl Iterator<Item = &'q str>) -> bool {
        let phrase_is_ignored = |quote: &str| self.ignored.iter().any(|phrase| has_words(phrase, quote));
        let mut quotes = quotes.peekable();
        // What is found in no particular place is no phrase.
        let mut are_ignored = || !self.ignored.is_empty() && quotes.peek().is_some() && quotes.all(phrase_is_ignored);
        self.rules_off.contains(rule) || are_ignored()
    }

    /// Whether there is silence now. Without a clock there is none.
    pub(crate) fn is_snoozed(&self, site: Option<Site>, now: Option<u64>) -> bool {
        let here = |key: &Option<String>| match key {
            None => true,
            Some(key) => site.is_some_and(|site| site.row().brand == key),
        };
        now.is_some_and(|now| self.snoozes.iter().any(|snooze| snooze.until > now && here(&snooze.key)))
    }
}

fn of_brand(brand: &str) -> impl Iterator<Item = &'static SiteRow> {
    SITES.iter().filter(move |row| row.brand == brand)
}

/// Match patterns of a brand, or of a host outside the registry.
fn origins(key: &str) -> Vec<String> {
    let mut patterns: Vec<String> = of_brand(key).flat_map(|row| row.matches).map(ToString::to_string).collect();
    patterns.dedup();
    if patterns.is_empty() {
        // A developer's own machine has no certificate.
        let scheme = if key == "localhost" { "http" } else { "https" };
        patterns.push(format!("{scheme}://{key}/*"));
    }
    patterns
}

/// Whether the words of a quotation stand together in a phrase: what is shown as one may have been found as several, one
/// beside the other.
fn has_words(phrase: &str, quote: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold::string(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (all, some) = (words(phrase), words(quote));
    // Pictographs have no words.
    same_phrase(phrase, quote) || (!some.is_empty() && all.windows(some.len()).any(|part| part == some))
}

fn same_phrase(a: &str, b: &str) -> bool {
    let words = |text: &str| fold::string(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(json: &str) -> Loaded {
        serde_json::from_str(json).expect("a map is always read")
    }

    #[test]
    fn survives_a_round_trip() {
        let settings = Settings::default()
            .change(Change::Site { key: "linkedin".into(), on: false }, 0)
            .change(Change::Ignore { phrase: "Great post".into(), on: true }, 0)
            .change(Change::Snooze { key: None, until: Some(10) }, 0);
        let json = serde_json::to_string(&settings).expect("plain values");
        assert_eq!(load(&json), Loaded { settings, problems: vec![], newer: false });
    }

    #[test]
    fn a_change_is_read_as_it_is_written() {
        let key = || "x".to_owned();
        for change in [
            Change::Site { key: key(), on: false },
            Change::Paused { on: true },
            Change::Sensitivity { to: Sensitivity::Calm },
            Change::Rule { id: key(), on: true },
            Change::Ignore { phrase: key(), on: false },
            Change::Box { key: key(), name: key(), on: true },
            Change::Language { language: Language::De, on: false },
            Change::Snooze { key: None, until: Some(3) },
            Change::History { on: true },
            Change::Mix { on: false },
            Change::SiteDefault { key: key() },
            Change::PauseSending { on: true },
            Change::Sync { on: true },
            Change::Unheeded { family: Family::Templated, kind: Kind::Invite, times: 2, last: Some(7) },
            Change::Reset,
        ] {
            let json = serde_json::to_string(&change).expect("plain values");
            assert_eq!(serde_json::from_str::<Change>(&json).ok(), Some(change), "{json}");
        }
        for (json, why) in [
            (r#"{"set": "site", "on": true}"#, "missing field `key`"),
            (r#"{"set": "site", "key": 3, "on": true}"#, "invalid type"),
            (r#"{"set": "mix"}"#, "missing field `on`"),
            (r#"{"set": "colour", "on": true}"#, "`colour` cannot be set"),
            (r#"{"on": true}"#, "missing field `set`"),
        ] {
            let error = serde_json::from_str::<Change>(json).expect_err(json).to_string();
            assert!(error.contains(why), "{json}: {error}");
        }
    }

    #[test]
    fn a_damaged_part_costs_that_part_only() {
        for (json, problems) in [
            ("{}", vec![]),
            (r#"{"paused": true, "unknown": [1]}"#, vec![]),
            (r#"{"paused": true, "sites": 3}"#, vec!["sites"]),
            (
                r#"{"paused": true, "sensitivity": "loud", "snoozes": [{"until": "soon"}]}"#,
                vec!["sensitivity", "snoozes"],
            ),
            (r#"{"paused": true, "version": null}"#, vec!["version"]),
        ] {
            let loaded = load(json);
            assert_eq!(loaded.problems, problems, "{json}");
            assert_eq!(loaded.settings.paused, json.contains("true"), "{json}");
        }
        assert!(serde_json::from_str::<Loaded>("3").is_err());
        assert!(serde_json::from_str::<Settings>(r#"{"sites": 3}"#).is_err());
        assert!(load(r#"{"version": 99}"#).newer);
    }

    #[test]
    fn settings_of_an_older_version_are_read() {
        // As 0.1 wrote them before there were pauses and nudges that become quieter.
        let old = r#"{"version": 1, "paused": false, "sensitivity": "strict", "sites": {"x": false}, "boxes_off": ["linkedin/invite"],
            "rules_off": ["templated/bump"], "ignored": ["great post"], "languages_off": ["nl"],
            "snoozes": [{"key": null, "until": 5}], "history": true, "mix": true}"#;
        let Loaded { settings, problems, newer } = load(old);
        assert_eq!((problems, newer), (vec![], false));
        assert_eq!((settings.sites.get("x"), settings.history, settings.pause_sending), (Some(&false), true, false));
        assert_eq!(settings.snoozes, [Snooze { key: None, until: 5 }]);
    }

    #[test]
    fn a_file_is_taken_whole_or_refused_with_a_reason() {
        let own = [Change::Mix { on: true }, Change::Snooze { key: None, until: Some(9) }, Change::Sync { on: true }]
            .into_iter()
            .chain([Change::Site { key: "x".into(), on: false }, Change::Rule { id: "a/b".into(), on: false }])
            .fold(Settings::default(), |settings, change| settings.change(change, 1));
        let adopt = |json: &str| own.adopt(serde_json::from_str(json).expect("a map"), true);
        let file = r#"{"sincerely": "settings", "version": 1, "sites": {"otters.example": true}, "ignored": ["great post"],
            "history": true, "mix": false, "paused": true, "snoozes": [], "sync": false, "more": 1}"#;
        let taken = adopt(file).settings.expect("a good file");
        assert_eq!(taken.sites.keys().collect::<Vec<_>>(), ["otters.example"]);
        assert!(taken.ignored.contains("great post") && taken.rules_off.contains("a/b"), "what it lacks stays");
        assert_eq!((taken.history, taken.mix, taken.paused, taken.sync), (false, true, false, true));
        assert_eq!(taken.snoozes, own.snoozes);

        let long = format!(r#"{{"sincerely": "settings", "ignored": ["{}"]}}"#, "o".repeat(2001));
        let many: Vec<String> = (0..5001).map(|n| format!(r#""a/{n}""#)).collect();
        let many = format!(r#"{{"sincerely": "settings", "rules_off": [{}]}}"#, many.join(","));
        for (json, why, part) in [
            (r#"{"version": 1}"#, Refused::Foreign, None),
            (r#"{"sincerely": "history"}"#, Refused::Foreign, None),
            (r#"{"sincerely": {"settings": 1}}"#, Refused::Foreign, None),
            (r#"{"sincerely": "settings", "version": 99}"#, Refused::Newer, None),
            (r#"{"sincerely": "settings", "sites": []}"#, Refused::Damaged, Some("sites")),
            (r#"{"sincerely": "settings", "sites": {"*": true}}"#, Refused::Damaged, Some("sites")),
            (r#"{"sincerely": "settings", "sites": {"x.com/*": true}}"#, Refused::Damaged, Some("sites")),
            (r#"{"sincerely": "settings", "sensitivity": "loud"}"#, Refused::Damaged, Some("sensitivity")),
            (r#"{"sincerely": "settings", "ignored": [" "]}"#, Refused::Damaged, Some("ignored")),
            (&long, Refused::Damaged, Some("ignored")),
            (&many, Refused::Damaged, Some("rules_off")),
        ] {
            assert_eq!(adopt(json), Adopted::refused(why, part), "{}", &json[..json.len().min(80)]);
        }
    }

    #[test]
    fn a_switch_belongs_to_a_brand() {
        let settings = Settings::default();
        let on = |settings: &Settings, url| settings.place(url).map(|place| (place.key, place.on, place.why));
        let sales = "https://www.linkedin.com/sales/home";
        assert_eq!(on(&settings, sales), Some(("linkedin".into(), true, Why::Default)));
        assert_eq!(on(&settings, "https://mail.google.com/"), Some(("gmail".into(), false, Why::Default)));
        assert_eq!(on(&settings, "https://example.org/a"), Some(("example.org".into(), false, Why::Default)));
        assert_eq!(on(&settings, "about:blank"), None);
        let off = settings.clone().change(Change::Site { key: "linkedin".into(), on: false }, 0);
        assert_eq!(on(&off, sales), Some(("linkedin".into(), false, Why::Chosen)));
        assert!(off.registrations().iter().all(|r| r.id != "linkedin"));
        let added = settings.clone().change(Change::Site { key: "example.org".into(), on: true }, 0);
        let registered = added.registrations();
        assert!(registered.iter().any(|r| r.matches == ["https://example.org/*"] && r.match_origin_as_fallback));
        assert!(registered.iter().any(|r| r.id == "bluesky" && !r.all_frames), "it has no composers in frames");
        assert_eq!(registered.len(), settings.registrations().len() + 1);
        assert_eq!(settings.change(Change::Paused { on: true }, 0).registrations(), []);
    }

    #[test]
    fn only_hosts_are_registered() {
        for (key, registered) in [
            ("otters.example", true),
            ("xn--bcher-kva.example", true),
            ("10.0.0.1", true),
            ("[::1]", false),
            ("localhost", true),
            ("*", false),
            ("*.example", false),
            ("", false),
            ("a b", false),
            ("otters.example/contact", false),
            ("user@otters.example", false),
            ("otters..example", false),
        ] {
            let settings = Settings::default().change(Change::Site { key: key.into(), on: true }, 0);
            assert_eq!(settings.registrations().iter().any(|one| one.id == key), registered, "{key}");
        }
    }

    #[test]
    fn ignoring_knows_spellings_and_can_be_undone() {
        let ignore = |phrase: &str, on| Change::Ignore { phrase: phrase.into(), on };
        let settings = Settings::default().change(ignore("Great  POST", true), 0);
        assert!(settings.ignores("a/b", ["great post"].into_iter()));
        assert!(!settings.ignores("a/b", ["great post", "click here"].into_iter()));
        assert!(settings.ignores("a/b", ["Post!"].into_iter()), "a part of it");
        assert!(!settings.ignores("a/b", ["great posts"].into_iter()) && !settings.ignores("a/b", ["🔥"].into_iter()));
        assert!(!settings.ignores("a/b", std::iter::empty()), "no words are no phrase");
        let settings = settings.change(ignore("great post", false), 0);
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn what_can_be_chosen_in_a_card_can_be_taken_back() {
        let (key, name) = (|| "x".to_owned(), || "tweet".to_owned());
        let unheeded = |times, last| Change::Unheeded { family: Family::Templated, kind: Kind::Post, times, last };
        let chosen = [
            Change::Site { key: key(), on: true },
            Change::Snooze { key: None, until: Some(50) },
            unheeded(2, Some(1)),
        ];
        let some = chosen.into_iter().fold(Settings::default(), |settings, change| settings.change(change, 9));
        for before in [Settings::default(), some] {
            for change in [
                Change::Site { key: key(), on: false },
                Change::Rule { id: "a/b".into(), on: false },
                Change::Ignore { phrase: "great post".into(), on: true },
                Change::Box { key: key(), name: name(), on: false },
                Change::Snooze { key: None, until: Some(99) },
                before.unheeded_once_more(Family::Templated, Kind::Post, 10),
            ] {
                let back = before.inverse(&change).expect("it is in the card");
                let after = before.clone().change(change.clone(), 10);
                assert_ne!(after, before, "{change:?}");
                assert_eq!(after.change(back, 11), before, "{change:?}");
            }
        }
        assert_eq!(Settings::default().inverse(&Change::Paused { on: true }), None);
    }

    #[test]
    fn what_is_not_heeded_is_forgotten_in_time() {
        let (family, kind) = (Family::Promotional, Kind::Post);
        let once = |settings: Settings, now| {
            let change = settings.unheeded_once_more(family, kind, now);
            settings.change(change, now)
        };
        let settings = once(once(Settings::default(), 1), 2);
        assert_eq!(settings.unheeded(family, kind, 3), 2);
        assert_eq!(settings.unheeded(family, Kind::Message, 3), 0);
        assert_eq!(settings.unheeded(family, kind, 2 + Unheeded::LASTS), 0);
        assert_eq!(once(settings.clone(), 2 + Unheeded::LASTS).unheeded[0].times, 1, "it begins anew");
        let heeded = Change::Unheeded { family, kind, times: 0, last: None };
        assert_eq!(settings.change(heeded, 4), Settings::default());
    }

    #[test]
    fn a_reset_leaves_the_memory_to_its_own_switches() {
        let all = [Change::Paused { on: true }, Change::Site { key: "x".into(), on: false }, Change::Mix { on: true }];
        let settings = all.into_iter().fold(Settings::default(), |settings, change| settings.change(change, 0));
        assert_eq!(
            settings.change(Change::Reset, 0),
            Settings { mix: true, chosen: ["mix".into()].into(), ..Settings::default() }
        );
    }

    #[test]
    fn silences_end() {
        let x = Site::from_id("x");
        let settings = Settings::default().change(Change::Snooze { key: Some("x".into()), until: Some(100) }, 0);
        assert!(settings.is_snoozed(x, Some(99)));
        assert!(!settings.is_snoozed(x, Some(100)));
        assert!(!settings.is_snoozed(Site::from_id("linkedin"), Some(99)));
        assert!(!settings.is_snoozed(x, None));
        let later = settings.change(Change::Paused { on: false }, 100);
        assert_eq!(later.snoozes, []);
    }
}
