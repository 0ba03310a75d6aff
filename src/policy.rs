//! What an organisation lays down where it manages a browser: what holds until a person chooses, and what nobody there can
//! change. Pure: the shell reads it from where the browser keeps it, `storage.managed`.
//!
//! It may say where drafts are read, how loudly, and that nothing is remembered. What a person does about a nudge stays the
//! person's: silences, phrases, checks, boxes and languages are none of its business. Nor can it switch on what remembers,
//! counts or takes along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::value::{Error as Unreadable, StringDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::settings::{Adopted, Change, Luggage, Place, Sensitivity, Settings, Stored, Switch, Why};
use crate::sites::{self, Site};

/// What is laid down. Each part of it that cannot be read costs that part only, and is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    paused: Option<bool>,
    sensitivity: Option<Sensitivity>,
    pause_sending: Option<bool>,
    history: Option<bool>,
    mix: Option<bool>,
    sync: Option<bool>,
    /// By brand or host.
    sites: BTreeMap<String, bool>,
    locked: Vec<Switch>,
    locked_sites: BTreeSet<String>,
    problems: Vec<String>,
}

impl<'de> Deserialize<'de> for Policy {
    /// Fails only when the value is no map at all.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(Reader)? {
            Value::Map(entries) => Ok(Self::read(entries)),
            _ => Err(serde::de::Error::custom("a policy is a map")),
        }
    }
}

/// What an administrator may have written. By hand: with types of its own each part would put 5 kB into the module.
enum Value {
    Switch(bool),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    Other,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what an organisation lays down")
    }

    fn visit_bool<E>(self, on: bool) -> Result<Value, E> {
        Ok(Value::Switch(on))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}

impl Policy {
    fn read(entries: Vec<(String, Value)>) -> Self {
        let mut policy = Self::default();
        let mut locked = Vec::new();
        for (name, value) in entries {
            let understood = match (&*name, value) {
                ("paused", Value::Switch(on)) => policy.paused.replace(on).is_none(),
                ("pause_sending", Value::Switch(on)) => policy.pause_sending.replace(on).is_none(),
                // Only a person may put these on.
                ("history", Value::Switch(false)) => policy.history.replace(false).is_none(),
                ("mix", Value::Switch(false)) => policy.mix.replace(false).is_none(),
                ("sync", Value::Switch(false)) => policy.sync.replace(false).is_none(),
                ("sensitivity", Value::Text(text)) => {
                    policy.sensitivity = Sensitivity::deserialize(StringDeserializer::<Unreadable>::new(text)).ok();
                    policy.sensitivity.is_some()
                }
                ("sites", Value::Map(sites)) => {
                    sites.into_iter().for_each(|(name, on)| policy.take_site(&name, &on));
                    true
                }
                ("locked", Value::List(names)) => {
                    locked = names;
                    true
                }
                _ => false,
            };
            if !understood {
                policy.problems.push(name);
            }
        }
        // What is locked is looked up in the rest, whichever stands first.
        for name in locked {
            policy.lock(if let Value::Text(name) = name { name } else { String::new() });
        }
        policy
    }

    fn take_site(&mut self, name: &str, on: &Value) {
        let (Some(key), &Value::Switch(on)) = (site_key(name), on) else {
            return self.problems.push(format!("sites.{name}"));
        };
        // Two names of one site that contradict each other: where in doubt, it does not read.
        if self.sites.get(&key).is_some_and(|known| *known != on) {
            self.problems.push(format!("sites.{name}"));
            self.sites.insert(key, false);
        } else {
            self.sites.insert(key, on);
        }
    }

    fn lock(&mut self, name: String) {
        if name == "sites" && !self.sites.is_empty() {
            return self.locked_sites.extend(self.sites.keys().cloned());
        }
        let site = name.strip_prefix("sites.").and_then(site_key).filter(|key| self.sites.contains_key(key));
        let switch = Switch::ALL.into_iter().find(|switch| switch.name() == name && self.has(*switch));
        match (site, switch) {
            (Some(key), _) => _ = self.locked_sites.insert(key),
            (None, Some(switch)) => self.locked.push(switch),
            // Nothing is laid down of it.
            (None, None) => self.problems.push(format!("locked.{name}")),
        }
    }

    fn has(&self, switch: Switch) -> bool {
        match switch {
            Switch::Paused => self.paused.is_some(),
            Switch::Sensitivity => self.sensitivity.is_some(),
            Switch::PauseSending => self.pause_sending.is_some(),
            Switch::History => self.history.is_some(),
            Switch::Mix => self.mix.is_some(),
            Switch::Sync => self.sync.is_some(),
        }
    }

    /// The names of parts that were passed over: they cannot be read, mean nothing, or are not for a policy to say.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    fn holds_for(&self, switch: Switch, own: &Settings) -> Option<Hold> {
        self.has(switch).then_some(())?;
        if self.locked.contains(&switch) {
            Some(Hold::Fixed)
        } else {
            (!own.has_chosen(switch)).then_some(Hold::Suggested)
        }
    }

    fn holds_at(&self, key: &str, own: &Settings) -> Option<Hold> {
        self.sites.get(key)?;
        if self.locked_sites.contains(key) {
            Some(Hold::Fixed)
        } else {
            (!own.sites.contains_key(key)).then_some(Hold::Suggested)
        }
    }

    /// A person's settings with what is laid down over what is locked, and beneath what was never chosen.
    fn over(&self, own: &Settings) -> Settings {
        fn put<T: Copy>(to: &mut T, laid_down: Option<T>, holds: bool) {
            if let Some(value) = laid_down.filter(|_| holds) {
                *to = value;
            }
        }
        let mut all = own.clone();
        let holds = |switch| self.holds_for(switch, own).is_some();
        put(&mut all.paused, self.paused, holds(Switch::Paused));
        put(&mut all.sensitivity, self.sensitivity, holds(Switch::Sensitivity));
        put(&mut all.pause_sending, self.pause_sending, holds(Switch::PauseSending));
        put(&mut all.history, self.history, holds(Switch::History));
        put(&mut all.mix, self.mix, holds(Switch::Mix));
        put(&mut all.sync, self.sync, holds(Switch::Sync));
        let sites = self.sites.iter().filter(|(key, _)| self.holds_at(key, own).is_some());
        all.sites.extend(sites.map(|(key, on)| (key.clone(), *on)));
        all
    }

    fn locks(&self, change: &Change) -> bool {
        match change {
            Change::Site { key, .. } | Change::SiteDefault { key } => self.locked_sites.contains(key),
            change => change.switch().is_some_and(|switch| self.locked.contains(&switch)),
        }
    }
}

/// What a switch is kept under: a brand of the registry, or a host; `None` for what is neither.
fn site_key(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase();
    if sites::is_brand(&name) {
        return Some(name);
    }
    if !sites::is_host(&name) || !name.contains('.') {
        return None;
    }
    let site = Site::at(&format!("https://{name}/"));
    Some(site.map_or(name, |site| site.row().brand.to_owned()))
}

/// How far something that is laid down holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    /// Nobody there can change it.
    Fixed,
    /// It holds until the person chooses.
    Suggested,
}

/// A person's own settings, and what of them holds where an organisation has its say.
#[derive(Clone, Debug, Default)]
pub struct Held {
    own: Settings,
    policy: Policy,
    /// Both together.
    settings: Settings,
}

impl Held {
    /// Both together.
    pub fn new(own: Settings, policy: Policy) -> Self {
        Self { settings: policy.over(&own), own, policy }
    }

    /// What holds.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The person's own.
    pub fn own(&self) -> &Settings {
        &self.own
    }

    /// The person's own settings after one choice; as they were, where it is not the person's to make.
    pub fn change(&self, change: Change, now: u64) -> Settings {
        if self.policy.locks(&change) { self.own.clone() } else { self.own.clone().change(change, now) }
    }

    /// The person's own settings with those of a file: see [`Settings::adopt`].
    pub fn adopt(&self, file: Stored, with_phrases: bool) -> Adopted {
        self.own.adopt(file, with_phrases)
    }

    /// See [`Settings::place`].
    pub fn place(&self, url: &str) -> Option<Place> {
        let place = self.settings.place(url)?;
        let why = match self.policy.holds_at(&place.key, &self.own) {
            _ if self.settings.paused => place.why,
            Some(Hold::Fixed) => Why::Fixed,
            Some(Hold::Suggested) => Why::Suggested,
            None => place.why,
        };
        Some(Place { why, ..place })
    }

    /// Whether the person can switch a site off.
    pub fn may_leave(&self, key: &str) -> bool {
        !self.policy.locked_sites.contains(key)
    }

    /// What of the person's own goes into a file, with the phrases; or without them along with the browser's own account, `None`
    /// where that is off.
    pub fn luggage(&self, with_phrases: bool) -> Option<Luggage<'_>> {
        (with_phrases || self.settings.sync).then(|| self.own.luggage(with_phrases))
    }

    /// What the pages show.
    pub fn shown(&self) -> Shown<'_> {
        let mut laid_down = LaidDown { problems: &self.policy.problems, ..LaidDown::default() };
        for switch in Switch::ALL {
            if let Some(hold) = self.policy.holds_for(switch, &self.own) {
                laid_down.switches.insert(switch.name().to_owned(), hold == Hold::Fixed);
            }
        }
        for key in self.policy.sites.keys() {
            if let Some(hold) = self.policy.holds_at(key, &self.own) {
                laid_down.sites.insert(key.clone(), hold == Hold::Fixed);
            }
        }
        Shown { settings: &self.settings, laid_down }
    }
}

/// What the pages show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown<'a> {
    /// What holds.
    pub settings: &'a Settings,
    /// What of it an organisation has laid down.
    pub laid_down: LaidDown<'a>,
}

/// What of a policy holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LaidDown<'a> {
    /// Whether nobody there can change it, by the name of a switch; else it holds until the person chooses.
    pub switches: BTreeMap<String, bool>,
    /// The same by brand or host.
    pub sites: BTreeMap<String, bool>,
    /// See [`Policy::problems`].
    pub problems: &'a [String],
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn policy(value: serde_json::Value) -> Policy {
        serde_json::from_value(value).expect("a map is always read")
    }

    #[test]
    fn a_bad_part_costs_that_part_and_is_named() {
        for (name, value, problems) in [
            ("nothing", json!({}), vec![]),
            (
                "all of it",
                json!({"paused": false, "sensitivity": "calm", "pause_sending": true, "history": false, "mix": false,
                "sync": false, "sites": {"x": false, "otters.example": true},
                "locked": ["paused", "sensitivity", "pause_sending", "history", "mix", "sync", "sites"]}),
                vec![],
            ),
            ("a name that is none", json!({"paused": true, "pawsed": true}), vec!["pawsed"]),
            (
                "wrong types",
                json!({"paused": "yes", "sites": ["x"], "locked": "sites"}),
                vec!["locked", "paused", "sites"],
            ),
            ("null is no value", json!({"history": null}), vec!["history"]),
            ("no degree", json!({"sensitivity": "loud"}), vec!["sensitivity"]),
            (
                "what only a person may put on",
                json!({"history": true, "mix": true, "sync": true}),
                vec!["history", "mix", "sync"],
            ),
            (
                "a site that is on and no site",
                json!({"sites": {"x": true, "linkedn": true, "*.example.org": true, "https://a.example": true}}),
                vec!["sites.*.example.org", "sites.https://a.example", "sites.linkedn"],
            ),
            ("a switch that is none", json!({"sites": {"x": "on", "facebook": false}}), vec!["sites.x"]),
            ("two names of a site", json!({"sites": {"linkedin": true, "www.linkedin.com": true}}), vec![]),
            (
                "two names that contradict each other",
                json!({"sites": {"linkedin": true, "www.linkedin.com": false}}),
                vec!["sites.www.linkedin.com"],
            ),
            (
                "nothing to lock",
                json!({"locked": ["sites", "history", "sites.x", "colour", 3], "history": true}),
                vec!["history", "locked.sites", "locked.history", "locked.sites.x", "locked.colour", "locked."],
            ),
        ] {
            assert_eq!(policy(value).problems(), problems, "{name}");
        }
        for value in [json!(3), json!(["x"]), json!("x")] {
            assert!(serde_json::from_value::<Policy>(value.clone()).is_err(), "{value}");
        }
    }

    #[test]
    fn a_suggestion_holds_until_somebody_chooses_and_what_is_locked_always() {
        let laid_down = |locked: &[&str]| {
            policy(json!({"sensitivity": "calm", "pause_sending": true, "history": false,
                "sites": {"x": false, "otters.example": true}, "locked": locked}))
        };
        let holds = |held: &Held| {
            let Settings { sensitivity, pause_sending, sites, .. } = held.settings();
            (*sensitivity, *pause_sending, sites.get("x").copied())
        };
        let chosen = [
            Change::Sensitivity { to: Sensitivity::Normal },
            Change::PauseSending { on: false },
            Change::Site { key: "x".into(), on: true },
        ];
        for (locked, before, after) in [
            (&[][..], (Sensitivity::Calm, true, Some(false)), (Sensitivity::Normal, false, Some(true))),
            (&["sensitivity"], (Sensitivity::Calm, true, Some(false)), (Sensitivity::Calm, false, Some(true))),
            (&["sites.x"], (Sensitivity::Calm, true, Some(false)), (Sensitivity::Normal, false, Some(false))),
            (
                &["sites", "pause_sending"],
                (Sensitivity::Calm, true, Some(false)),
                (Sensitivity::Normal, true, Some(false)),
            ),
        ] {
            let first = Held::new(Settings::default(), laid_down(locked));
            assert_eq!(holds(&first), before, "{locked:?}");
            let chosen = chosen
                .iter()
                .fold(first, |held, change| Held::new(held.change(change.clone(), 1), held.policy.clone()));
            assert_eq!(holds(&chosen), after, "{locked:?}");
            // Stored and read again, the choice of what it was in the beginning still is one.
            let stored = serde_json::to_value(chosen.own()).expect("plain values");
            let again = Held::new(serde_json::from_value(stored).expect("its own"), laid_down(locked));
            assert_eq!(holds(&again), after, "{locked:?}");
        }
        let reset = Settings::default().change(chosen[0].clone(), 1).change(Change::Reset, 2);
        assert_eq!(
            Held::new(reset, laid_down(&[])).settings().sensitivity,
            Sensitivity::Calm,
            "all is as in the beginning"
        );
    }

    #[test]
    fn what_was_remembered_before_it_was_forbidden_is_remembered_no_more() {
        let own = [Change::History { on: true }, Change::Mix { on: true }, Change::Sync { on: true }]
            .into_iter()
            .fold(Settings::default(), |settings, change| settings.change(change, 1));
        let all_off = json!({"history": false, "mix": false, "sync": false, "locked": ["history", "mix", "sync"]});
        let held = Held::new(own.clone(), policy(all_off));
        let Settings { history, mix, sync, .. } = *held.settings();
        assert_eq!((history, mix, sync, held.luggage(false)), (false, false, false, None));
        assert_eq!(held.change(Change::History { on: true }, 2), own, "nor can it be switched on");
        let suggested = Held::new(own, policy(json!({"history": false, "mix": false, "sync": false})));
        assert!(suggested.settings().history && suggested.luggage(false).is_some(), "the person has chosen");
    }

    #[test]
    fn the_person_is_told_whose_choice_it_is() {
        let laid_down = json!({"sites": {"www.linkedin.com": false, "discord": true, "Otters.example": true}, "sensitivity": "calm",
            "history": false, "locked": ["sites.linkedin", "history"], "colour": 1});
        let held = Held::new(Settings::default(), policy(laid_down.clone()));
        let why = |held: &Held, url| held.place(url).map(|place| (place.on, place.why));
        for (url, expected) in [
            ("https://www.linkedin.com/sales/home", Some((false, Why::Fixed))),
            ("https://discord.com/app", Some((true, Why::Suggested))),
            ("https://otters.example/", Some((true, Why::Suggested))),
            ("https://x.com/home", Some((true, Why::Default))),
            ("https://badgers.example/", Some((false, Why::Default))),
            ("about:blank", None),
        ] {
            assert_eq!(why(&held, url), expected, "{url}");
        }
        assert!(held.settings().registrations().iter().any(|one| one.id == "otters.example"));
        assert!(held.settings().registrations().iter().all(|one| one.id != "linkedin"));
        assert!(!held.may_leave("linkedin") && held.may_leave("discord") && held.may_leave("x"));
        let shown = held.shown().laid_down;
        assert_eq!(json!(shown.switches), json!({"history": true, "sensitivity": false}));
        assert_eq!(json!(shown.sites), json!({"discord": false, "linkedin": true, "otters.example": false}));
        assert_eq!(shown.problems, ["colour"]);
        // Once chosen it is the person's.
        let own = held.change(Change::Site { key: "discord".into(), on: true }, 1);
        let held = Held::new(own, policy(laid_down));
        assert_eq!(why(&held, "https://discord.com/app"), Some((true, Why::Chosen)));
        assert!(!held.shown().laid_down.sites.contains_key("discord"));
        let paused =
            Held::new(Settings::default(), policy(json!({"paused": true, "sites": {"x": true}, "locked": ["sites"]})));
        assert_eq!(why(&paused, "https://x.com/home"), Some((false, Why::Paused)));
    }

    #[test]
    fn only_the_own_choices_travel() {
        let held = Held::new(
            Settings::default()
                .change(Change::Ignore { phrase: "great post".into(), on: true }, 1)
                .change(Change::Sync { on: true }, 1),
            policy(json!({"sites": {"x": false}, "sensitivity": "strict", "locked": ["sites", "sensitivity"]})),
        );
        let (file, shared) = (json!(held.luggage(true)), json!(held.luggage(false)));
        assert_eq!(file["sensitivity"], "normal");
        assert_eq!((&file["sites"], &file["ignored"]), (&json!({}), &json!(["great post"])));
        assert_eq!((shared.get("ignored"), &shared["sincerely"]), (None, &json!("settings")));
        let names = |value: &serde_json::Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
        let travels = [
            "boxes_off",
            "languages_off",
            "pause_sending",
            "rules_off",
            "sensitivity",
            "sincerely",
            "sites",
            "version",
        ];
        assert_eq!(names(&shared), Some(travels.map(str::to_owned).to_vec()));
        // What is exported can be taken in again, whatever host it names.
        let own = Settings::default().change(Change::Site { key: "a_b.otters.example".into(), on: true }, 1);
        let file = json!(Held::new(own.clone(), Policy::default()).luggage(true));
        let taken = Held::default().adopt(serde_json::from_value(file).expect("a map"), true);
        assert_eq!(taken.settings.map(|settings| settings.sites), Some(own.sites));
        // No phrase comes from another browser, and none is lost to one.
        let there = json!({"sincerely": "settings", "ignored": ["click here"], "rules_off": ["a/b"]});
        let taken = held.adopt(serde_json::from_value(there).expect("a map"), false).settings.expect("a good one");
        assert_eq!((taken.ignored, taken.rules_off.len()), (held.own().ignored.clone(), 1));
    }
}
