//! Build time only: reads the rule tables, refuses bad ones with file and line, and writes the automata.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use regex_automata::dfa::{StartKind, dense};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind, dfa::Automaton};
use serde::Deserialize;
use toml::Spanned;

use super::fold_table::fold_str;
use super::phrase;

/// Languages a table may name. The first seven are spoken; the rest contribute hard evidence only.
const SPOKEN: [&str; 7] = ["en", "es", "de", "fr", "pt", "it", "nl"];
const FOREIGN: [&str; 5] = ["pl", "ru", "tr", "sv", "id"];
const FAMILIES: [&str; 4] = ["templated", "automated", "promotional", "personal"];
const GATES: [&str; 4] = ["none", "coverage", "cluster", "joined"];
const KINDS: [&str; 6] = ["post", "reply", "comment", "message", "invite", "email"];
/// A longer key is a mistake: no stock line is matched word by word over a whole page.
const LONGEST_KEY: usize = 240;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    weight: f32,
    #[serde(default = "none")]
    gate: String,
    #[serde(default)]
    hard: bool,
    #[serde(default)]
    kinds: Vec<String>,
    reason: String,
    source: String,
    #[serde(default)]
    detector: Option<String>,
    // One section a language; named fields, so that an unknown language is an error at its place.
    any: Option<RawEntry>,
    en: Option<RawEntry>,
    es: Option<RawEntry>,
    de: Option<RawEntry>,
    fr: Option<RawEntry>,
    pt: Option<RawEntry>,
    it: Option<RawEntry>,
    nl: Option<RawEntry>,
    pl: Option<RawEntry>,
    ru: Option<RawEntry>,
    tr: Option<RawEntry>,
    sv: Option<RawEntry>,
    id_: Option<RawEntry>,
}

fn none() -> String {
    "none".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    /// Regular expressions tried where their first, non-alphanumeric byte stands.
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    /// Regular expressions searched in addresses only.
    #[serde(default)]
    links: Vec<Spanned<String>>,
    example: String,
    near_miss: String,
    weight: Option<f32>,
    source: Option<String>,
}

/// Where a table entry stands, for errors.
struct Place<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Place<'_> {
    fn error(&self, at: &Range<usize>, why: impl std::fmt::Display) -> String {
        let line = self.text[..at.start.min(self.text.len())].matches('\n').count() + 1;
        format!("{}:{line}: {why}", self.path.display())
    }
}

/// What the tables compile to.
pub struct Compiled {
    pub source: String,
    pub phrases: Vec<u8>,
    pub patterns: Vec<u8>,
    pub links: Vec<u8>,
    pub reasons: BTreeSet<String>,
    pub files: Vec<PathBuf>,
}

/// Compiles every `*.toml` under a folder.
///
/// # Errors
///
/// `file:line: reason` for the first bad entry.
pub fn compile(folder: &Path) -> Result<Compiled, String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();

    let mut tables = Tables::default();
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let place = Place { path, text: &text };
        let file: File = toml::from_str(&text).map_err(|e| place.error(&e.span().unwrap_or_default(), e.message()))?;
        for rule in file.rule {
            tables.add(&place, rule)?;
        }
    }
    tables.finish(files)
}

#[derive(Default)]
struct Tables {
    ids: BTreeMap<String, String>,
    reasons: BTreeSet<String>,
    detectors: BTreeMap<String, u16>,
    rules: Vec<String>,
    entries: Vec<String>,
    /// Folded key → the entries it belongs to.
    keys: BTreeMap<Vec<u8>, BTreeSet<u16>>,
    patterns: Vec<(String, u16)>,
    links: Vec<(String, u16)>,
}

impl Tables {
    fn add(&mut self, place: &Place, rule: Spanned<RawRule>) -> Result<(), String> {
        let span = rule.span();
        let rule = rule.into_inner();
        let fail = |why: String| Err(place.error(&span, why));
        let known = |value: &str, list: &[&str]| list.contains(&value);
        let Some((family, name)) = rule.id.split_once('/') else {
            return fail(format!("`{}` is not `family/name`", rule.id));
        };
        if !known(family, &FAMILIES)
            || name.is_empty()
            || !name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        {
            return fail(format!("`{}` is not one of {FAMILIES:?} and a name in lower case", rule.id));
        }
        if let Some(first) = self.ids.insert(rule.id.clone(), place.error(&span, "")) {
            return fail(format!("`{}` is already at {first}", rule.id));
        }
        if !(0.0..1.0).contains(&rule.weight) || rule.weight == 0.0 {
            return fail("the weight must be above 0 and below 1".into());
        }
        if !known(&rule.gate, &GATES) {
            return fail(format!("the gate must be one of {GATES:?}"));
        }
        if let Some(kind) = rule.kinds.iter().find(|kind| !known(kind, &KINDS)) {
            return fail(format!("there is no kind `{kind}`"));
        }
        if rule.source.trim().is_empty() {
            return fail("a rule names its source".into());
        }
        let rule_index = self.rules.len() as u16;
        if let Some(detector) = &rule.detector
            && self.detectors.insert(detector.clone(), self.entries.len() as u16).is_some()
        {
            return fail(format!("the detector `{detector}` serves two rules"));
        }
        let first_entry = self.entries.len();
        let RawRule { any, en, es, de, fr, pt, it, nl, pl, ru, tr, sv, id_, .. } = rule;
        let sections = [
            ("any", any),
            ("en", en),
            ("es", es),
            ("de", de),
            ("fr", fr),
            ("pt", pt),
            ("it", it),
            ("nl", nl),
            ("pl", pl),
            ("ru", ru),
            ("tr", tr),
            ("sv", sv),
            ("id", id_),
        ];
        for (lang, entry) in sections {
            if let Some(entry) = entry {
                self.add_entry(place, &span, rule_index, lang, rule.detector.is_some(), rule.weight, entry)?;
            }
        }
        if self.entries.len() == first_entry {
            return fail(format!("`{}` has no language section", rule.id));
        }
        let kinds = rule.kinds.iter().map(|k| format!("Kind::{}", pascal(k))).collect::<Vec<_>>().join(",");
        self.rules.push(format!(
            "Rule{{id:{:?},family:Family::{},gate:Gate::{},hard:{},kinds:&[{kinds}],reason:Reason::{},source:{:?},entries:{first_entry}..{}}}",
            rule.id, pascal(family), pascal(&rule.gate), rule.hard, pascal(&rule.reason), rule.source.trim(), self.entries.len(),
        ));
        self.reasons.insert(rule.reason);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one call; a struct would only rename the arguments")]
    fn add_entry(
        &mut self,
        place: &Place,
        rule_span: &Range<usize>,
        rule: u16,
        lang: &str,
        detected: bool,
        weight: f32,
        entry: RawEntry,
    ) -> Result<(), String> {
        let fail = |why: &str| Err(place.error(rule_span, format!("[rule.{lang}] {why}")));
        if entry.phrases.is_empty() && entry.patterns.is_empty() && entry.links.is_empty() && !detected {
            return fail("has neither phrases, patterns nor links");
        }
        if entry.example.trim().is_empty() || entry.near_miss.trim().is_empty() {
            return fail("needs an example and a near miss");
        }
        let weight = entry.weight.unwrap_or(weight);
        if !(0.0..1.0).contains(&weight) || weight == 0.0 {
            return fail("the weight must be above 0 and below 1");
        }
        let index = self.entries.len() as u16;
        for phrase in &entry.phrases {
            let keys = phrase::keys(phrase.get_ref(), fold_str)
                .map_err(|why| place.error(&phrase.span(), format!("`{}`: {why}", phrase.get_ref())))?;
            for key in keys {
                if key.len() > LONGEST_KEY {
                    return Err(place.error(&phrase.span(), format!("longer than {LONGEST_KEY} bytes")));
                }
                self.keys.entry(key).or_default().insert(index);
            }
        }
        for pattern in &entry.patterns {
            let dfa =
                automaton(std::slice::from_ref(pattern.get_ref())).map_err(|why| place.error(&pattern.span(), why))?;
            if first_bytes(&dfa).any(|b| b.is_ascii_alphanumeric() || b.is_ascii_whitespace() || !b.is_ascii()) {
                return Err(place
                    .error(&pattern.span(), "a pattern must begin with ASCII punctuation (words belong in phrases)"));
            }
            self.patterns.push((pattern.get_ref().clone(), index));
        }
        for link in &entry.links {
            automaton(std::slice::from_ref(link.get_ref())).map_err(|why| place.error(&link.span(), why))?;
            self.links.push((link.get_ref().clone(), index));
        }
        let lang = match lang {
            "any" => "EntryLang::Any".to_string(),
            code if SPOKEN.contains(&code) => format!("EntryLang::Spoken(Language::{})", pascal(code)),
            code if FOREIGN.contains(&code) => format!("EntryLang::Foreign({code:?})"),
            code => return fail(&format!("the language {code} is not listed")),
        };
        let texts = |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect::<Vec<_>>();
        let (phrases, patterns, links) = (texts(&entry.phrases), texts(&entry.patterns), texts(&entry.links));
        let source = entry.source.map_or("None".into(), |s| format!("Some({:?})", s.trim()));
        self.entries.push(format!(
            "Entry{{rule:{rule},lang:{lang},weight:{weight:?},source:{source},#[cfg(feature=\"cli\")]example:{:?},#[cfg(feature=\"cli\")]near_miss:{:?},#[cfg(test)]phrases:&{phrases:?},#[cfg(test)]patterns:&{patterns:?},#[cfg(test)]links:&{links:?}}}",
            entry.example.trim(), entry.near_miss.trim(),
        ));
        Ok(())
    }

    fn finish(self, files: Vec<PathBuf>) -> Result<Compiled, String> {
        // Most keys belong to one entry; a set is a number, so that equal endings still share states.
        let mut sets: Vec<&BTreeSet<u16>> = Vec::new();
        let mut numbers: BTreeMap<&BTreeSet<u16>, u32> = BTreeMap::new();
        let mut keys = BTreeMap::new();
        for (key, entries) in &self.keys {
            let number = *numbers.entry(entries).or_insert_with(|| {
                sets.push(entries);
                sets.len() as u32 - 1
            });
            keys.insert(key.clone(), number);
        }
        let phrases = super::weave::weave(&keys)?;

        let table = |name: &str, kind: &str, rows: &[String]| {
            format!(
                "/// From the tables under `src/rules/`.\npub static {name}: [{kind}; {}] = [{}];\n",
                rows.len(),
                rows.join(",\n")
            )
        };
        let numbers = |list: &[(String, u16)]| list.iter().map(|(_, entry)| entry.to_string()).collect::<Vec<_>>();
        let mut source = table("RULES", "Rule", &self.rules);
        source += &table("ENTRIES", "Entry", &self.entries);
        source += &table(
            "SETS",
            "&[u16]",
            &sets.iter().map(|set| format!("&{set:?}").replace('{', "[").replace('}', "]")).collect::<Vec<_>>(),
        );
        source += &table("PATTERN_ENTRIES", "u16", &numbers(&self.patterns));
        source += &table("LINK_ENTRIES", "u16", &numbers(&self.links));
        let names: Vec<String> = self.detectors.keys().map(|name| pascal(name)).collect();
        writeln!(source, "/// Rules whose evidence is found by code, see `structure.rs`.\n#[derive(Clone,Copy,Debug,PartialEq,Eq)]\npub enum Detector{{{}}}", names.iter().map(|n| format!("#[doc={n:?}]{n},")).collect::<String>()).expect("writing to a String cannot fail");
        writeln!(source, "impl Detector{{ /// The entry of the rule tables it serves.\npub fn entry(self)->u16{{match self{{{}}}}} }}", self.detectors.iter().map(|(name, entry)| format!("Self::{}=>{entry},", pascal(name))).collect::<String>()).expect("writing to a String cannot fail");

        let expressions = |list: &[(String, u16)]| list.iter().map(|(p, _)| p.clone()).collect::<Vec<_>>();
        let patterns = automaton(&expressions(&self.patterns))?;
        let starts: Vec<String> = {
            let first: BTreeSet<u8> = first_bytes(&patterns).collect();
            (0..=255u8).map(|b| first.contains(&b).to_string()).collect()
        };
        source += &table("PATTERN_STARTS", "bool", &starts);
        let links = automaton(&expressions(&self.links))?;
        let bytes =
            |dfa: &dense::DFA<Vec<u32>>| dfa.to_sparse().map(|s| s.to_bytes_little_endian()).map_err(|e| e.to_string());
        Ok(Compiled {
            source,
            phrases,
            patterns: bytes(&patterns)?,
            links: bytes(&links)?,
            reasons: self.reasons,
            files,
        })
    }
}

/// One automaton for several expressions, tried at one place: case-insensitive, bytes, every match reported. One that
/// searched by itself would be thirty times as large.
fn automaton(expressions: &[String]) -> Result<dense::DFA<Vec<u32>>, String> {
    dense::Builder::new()
        .configure(dense::Config::new().start_kind(StartKind::Anchored).match_kind(MatchKind::All).minimize(true))
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(true))
        .thompson(regex_automata::nfa::thompson::Config::new().utf8(false))
        .build_many(expressions)
        .map_err(|e| e.to_string())
}

/// The bytes with which an anchored match can begin.
fn first_bytes(dfa: &dense::DFA<Vec<u32>>) -> impl Iterator<Item = u8> + '_ {
    (0..=255u8).filter(|&b| {
        // After a space and after a letter: an expression may ask for a boundary before itself.
        [" ", "a"].iter().any(|before| {
            let input = Input::new(before).anchored(Anchored::Yes).span(1..1);
            dfa.start_state_forward(&input).is_ok_and(|start| !dfa.is_dead_state(dfa.next_state(start, b)))
        })
    })
}

/// `stock-invitation` → `StockInvitation`.
pub fn pascal(name: &str) -> String {
    name.split(['-', '_'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        })
        .collect()
}
