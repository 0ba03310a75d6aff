//! Stored or imported settings: what can be read is read, and nothing of it reaches a browser that is no address.

use serde::Deserialize;
use sincerely::policy::{Held, Policy};
use sincerely::settings::{Change, Loaded, Settings};
use sincerely::{Draft, Engine};

/// A stored value, what a person does with it, a file that is read, and what an organisation lays down.
#[derive(Deserialize)]
struct Stored {
    settings: serde_json::Value,
    #[serde(default)]
    changes: Vec<serde_json::Value>,
    #[serde(default)]
    file: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    policy: serde_json::Map<String, serde_json::Value>,
}

pub fn run(bytes: &[u8]) {
    let Ok(Stored { settings, changes, file, policy }) = serde_json::from_slice(bytes) else { return };
    let Ok(Loaded { mut settings, .. }) = serde_json::from_value(settings) else { return };
    let policy: Policy = serde_json::from_value(policy.into()).expect("a map is always read");
    let fixed = |own: &Settings| {
        let held = Held::new(own.clone(), policy.clone());
        let shown = held.shown();
        let all = serde_json::to_value(shown.settings).expect("plain values");
        let switches = shown.laid_down.switches.into_iter().filter(|(_, is_fixed)| *is_fixed);
        let sites = shown.laid_down.sites.into_iter().filter(|(_, is_fixed)| *is_fixed);
        let switches: Vec<_> = switches.map(|(name, _)| (all[&name].clone(), name)).collect();
        let sites: Vec<_> = sites.map(|(key, _)| (all["sites"][&key].clone(), key)).collect();
        (switches, sites)
    };
    let before = fixed(&settings);
    for change in changes {
        match serde_json::from_value::<Change>(change) {
            Ok(change) => settings = Held::new(settings, policy.clone()).change(change, 1_763_769_600_000),
            Err(why) => assert!(!why.to_string().is_empty()),
        }
    }
    let read = |own: &Settings, file| {
        let file = serde_json::from_value(file).expect("a map is always read");
        Held::new(own.clone(), policy.clone()).adopt(file, true)
    };
    let adopted = read(&settings, file.into());
    assert_eq!(adopted.settings.is_none(), adopted.refused.is_some());
    if let Some(taken) = adopted.settings {
        assert_eq!((taken.history, taken.mix, taken.sync), (settings.history, settings.mix, settings.sync));
        let written =
            serde_json::to_value(Held::new(taken.clone(), policy.clone()).luggage(true)).expect("plain values");
        assert_eq!(read(&taken, written).settings.as_ref(), Some(&taken), "what was taken can be taken along");
        settings = taken;
    }
    assert_eq!(fixed(&settings), before, "what is fixed stays");
    let stored = serde_json::to_value(&settings).expect("plain values");
    assert_eq!(serde_json::from_value::<Settings>(stored).expect("its own words"), settings);
    let engine = Engine::governed(settings, policy);
    for registration in engine.settings().registrations() {
        assert!(!registration.matches.is_empty());
        for pattern in &registration.matches {
            let host =
                pattern.strip_prefix("https://").or(pattern.strip_prefix("http://localhost").map(|_| "localhost/*"));
            let host = host.and_then(|rest| rest.strip_suffix("/*")).unwrap_or_default();
            let host = host.strip_prefix("*.").unwrap_or(host);
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
            assert!(!host.is_empty() && host.chars().all(is_host), "no pattern of one site: {pattern}");
        }
    }
    for url in ["https://x.com/home", "https://otters.example/", "about:blank"] {
        engine.held().place(url);
    }
    let draft = Draft::new("Great post! Use code SAVE50 at checkout. Buy now: https://shop.example/sale");
    super::report::hold(&draft, &engine.check(&draft));
}

pub fn seeds() -> Vec<Vec<u8>> {
    super::bytes(&[
        r#"{"settings": {"version": 1, "paused": false, "sensitivity": "strict", "sites": {"x": true, "otters.example": true},
            "boxes_off": ["x/post"], "rules_off": ["promotional/offer"], "ignored": ["Great post"], "languages_off": ["de"],
            "snoozes": [{"key": "x", "until": 1763769700000}], "history": true, "mix": true}}"#,
        r#"{"settings": {}, "changes": [{"set": "site", "key": "otters.example", "on": true}, {"set": "paused", "on": false},
            {"set": "sensitivity", "to": "calm"}, {"set": "rule", "id": "a/b", "on": false}, {"set": "ignore", "phrase": "Great", "on": true},
            {"set": "box", "key": "x", "name": "post", "on": false}, {"set": "language", "language": "fr", "on": false},
            {"set": "snooze", "key": null, "until": 1763769700000}, {"set": "history", "on": true}, {"set": "mix", "on": true}]}"#,
        r#"{"settings": {"sites": {"x": true}}, "changes": [{"set": "sensitivity", "to": "normal"}, {"set": "site", "key": "x", "on": true}],
            "policy": {"sites": {"x": false, "www.linkedin.com": true, "*": true}, "paused": false, "sensitivity": "calm", "history": false,
            "locked": ["sites.x", "sensitivity", "paused"]}}"#,
        r#"{"settings": {"sites": {"x": true}}, "file": {"sincerely": "settings", "version": 1, "sites": {"otters.example": true, "x": false},
            "boxes_off": ["x/post"], "rules_off": ["a/b"], "ignored": ["great post"], "languages_off": ["de"], "sensitivity": "calm",
            "pause_sending": true}}"#,
        r#"{"settings": {"sites": {"*": true, "a b": true, "": true, "x.com/*": true}}}"#,
    ])
}
