//! What a person chose: one value, versioned, changed only through [`Change`]. Pure: storing it is the shell's work.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::report::Level;
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
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "set", rename_all = "snake_case")]
pub enum Change {
    /// A site's switch, by its key.
    Site {
        /// Brand or host.
        key: String,
        /// The new position.
        on: bool,
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
}

impl<'de> Deserialize<'de> for Change {
    /// Serde's own way with a tagged enum puts 35 kB into the module, this one 4.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            set: String,
            key: Option<String>,
            on: Option<bool>,
            to: Option<Sensitivity>,
            id: Option<String>,
            phrase: Option<String>,
            name: Option<String>,
            language: Option<Language>,
            until: Option<u64>,
        }
        fn need<T, E: serde::de::Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
            value.ok_or_else(|| E::missing_field(name))
        }
        let Fields { set, key, on, to, id, phrase, name, language, until } = Fields::deserialize(deserializer)?;
        let on = need::<bool, D::Error>(on, "on");
        Ok(match set.as_str() {
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

impl<'de> Deserialize<'de> for Loaded {
    /// Reads what can be read: a damaged part costs that part only. Fails only when the value is no map at all.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            #[serde(default)]
            version: Part<u32>,
            #[serde(default)]
            paused: Part<bool>,
            #[serde(default)]
            sensitivity: Part<Sensitivity>,
            #[serde(default)]
            sites: Part<BTreeMap<String, bool>>,
            #[serde(default)]
            boxes_off: Part<BTreeSet<String>>,
            #[serde(default)]
            rules_off: Part<BTreeSet<String>>,
            #[serde(default)]
            ignored: Part<BTreeSet<String>>,
            #[serde(default)]
            languages_off: Part<BTreeSet<Language>>,
            #[serde(default)]
            snoozes: Part<Vec<Snooze>>,
            #[serde(default)]
            history: Part<bool>,
            #[serde(default)]
            mix: Part<bool>,
        }
        let stored = Stored::deserialize(deserializer)?;
        let mut problems = Vec::new();
        let version = stored.version.or("version", FORMAT, &mut problems);
        let settings = Settings {
            version: FORMAT,
            paused: stored.paused.or("paused", false, &mut problems),
            sensitivity: stored.sensitivity.or("sensitivity", Sensitivity::Normal, &mut problems),
            sites: stored.sites.or("sites", BTreeMap::new(), &mut problems),
            boxes_off: stored.boxes_off.or("boxes_off", BTreeSet::new(), &mut problems),
            rules_off: stored.rules_off.or("rules_off", BTreeSet::new(), &mut problems),
            ignored: stored.ignored.or("ignored", BTreeSet::new(), &mut problems),
            languages_off: stored.languages_off.or("languages_off", BTreeSet::new(), &mut problems),
            snoozes: stored.snoozes.or("snoozes", Vec::new(), &mut problems),
            history: stored.history.or("history", false, &mut problems),
            mix: stored.mix.or("mix", false, &mut problems),
        };
        Ok(Self { settings, problems, newer: version > FORMAT })
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
        }
        self.snoozes.retain(|snooze| snooze.until > now);
        self.version = FORMAT;
        self
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
    pub(crate) fn ignores<'q>(&self, rule: &str, mut quotes: impl Iterator<Item = &'q str>) -> bool {
        let phrase_is_ignored = |quote: &str| self.ignored.iter().any(|phrase| same_phrase(phrase, quote));
        self.rules_off.contains(rule) || (!self.ignored.is_empty() && quotes.all(phrase_is_ignored))
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
        let settings = settings.change(ignore("great post", false), 0);
        assert_eq!(settings, Settings::default());
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
