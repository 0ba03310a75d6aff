//! Build time only: reads the files of words, checks them against each other and the rules, and writes them as tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::compile_rules::pascal;

/// Interface languages, English first: it is what the others are checked against.
const LANGUAGES: [&str; 7] = ["en", "es", "de", "fr", "pt", "it", "nl"];
const TITLED: [&str; 5] = ["templated", "automated", "promotional", "repeated", "off_topic"];
const BODIES: [&str; 3] = ["quoting", "pasted", "plain"];

/// The texts of `[relations]`: how many of each at least and at most, what they must name, and how long they may be.
const RELATIONS: [(&str, usize, usize, &[&str], usize); 24] = [
    ("passes_by", 3, 9, &["{name}"], RELATION_WORDS),
    ("passes_by_unnamed", 3, 9, &[], RELATION_WORDS),
    ("titles_often", 2, 9, &[], TITLE_WORDS),
    ("titles_cross_post", 2, 9, &[], TITLE_WORDS),
    ("asks_person", 2, 9, &["{name}"], ASK_WORDS),
    ("asks_private", 2, 9, &[], ASK_WORDS),
    ("asks_public", 2, 9, &[], ASK_WORDS),
    ("asks_cross_post", 2, 9, &["{site}"], ASK_WORDS),
    ("on", 1, 1, &["{site}"], 3),
    ("again", 1, 1, &["{on}", "{when}"], RELATION_WORDS),
    ("times", 1, 1, &["{nth}", "{within}", "{on}", "{when}"], RELATION_WORDS),
    ("often", 1, 1, &["{count}", "{within}", "{on}", "{when}"], RELATION_WORDS),
    ("people", 1, 1, &["{count}", "{within}", "{on}", "{when}"], RELATION_WORDS),
    ("cross_post", 1, 1, &["{site}", "{when}"], RELATION_WORDS),
    // For one and for more: the seven languages have no third form for counts of this size.
    ("slots", 2, 2, &["{on}", "{when}"], RELATION_WORDS),
    // From the third time to the tenth.
    ("nth", 8, 8, &[], 2),
    ("within", 4, 4, &[], 4),
    ("ago_now", 1, 1, &[], 5),
    ("ago_before", 1, 1, &[], 5),
    ("ago_minutes", 1, 1, &["{count}"], 5),
    ("ago_hours", 2, 2, &[], 5),
    ("ago_days", 2, 2, &[], 5),
    ("ago_weeks", 2, 2, &[], 5),
    ("ago_months", 2, 2, &[], 5),
];

/// A first nudge is understood at a glance or not at all.
const TITLE_WORDS: usize = 8;
const REASON_WORDS: usize = 20;
const ASK_WORDS: usize = 18;
/// Beside the words noticed and the reason: together at most thirty.
const BODY_WORDS: usize = 2;
/// With what is put in, no longer than a reason: a time has five words, a place three.
const RELATION_WORDS: usize = 17;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    reasons: BTreeMap<String, String>,
    titles: BTreeMap<String, Vec<String>>,
    bodies: BTreeMap<String, Vec<String>>,
    asks: Vec<Ask>,
    relations: BTreeMap<String, Texts>,
    ui: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    fn list(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    #[serde(default)]
    families: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    named: bool,
    lacks: Option<Lack>,
    texts: Vec<String>,
}

/// Named as in `mod.rs`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Lack {
    Question,
    Oneself,
}

impl Ask {
    fn misnamed(&self) -> impl Iterator<Item = &String> {
        self.texts.iter().filter(|text| text.contains("{name}") != self.named)
    }
}

/// What the files of words compile to.
pub struct Compiled {
    pub source: String,
    /// The texts: a language is a paragraph, a list a line, a text a column.
    pub texts: String,
    pub files: Vec<PathBuf>,
}

/// Compiles `<language>.toml` for every interface language.
///
/// # Errors
///
/// `file:line: reason`, or `file: reason` where something is missing.
pub fn compile(folder: &Path, reasons: &BTreeSet<String>) -> Result<Compiled, String> {
    let mut files = Vec::new();
    let mut texts = Vec::new();
    let mut interfaces = String::new();
    let mut first: Option<(String, BTreeSet<String>)> = None;
    for language in LANGUAGES {
        let path = folder.join(format!("{language}.toml"));
        let fail = |why: String| Err(format!("{}: {why}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let file: File = toml::from_str(&text).map_err(|e| {
            let line = text[..e.span().unwrap_or_default().start].matches('\n').count() + 1;
            format!("{}:{line}: {}", path.display(), e.message())
        })?;
        if let Some(key) = reasons.iter().find(|key| !file.reasons.contains_key(*key)) {
            return fail(format!("[reasons] lacks `{key}`, which a rule names"));
        }
        if let Some(key) = file.reasons.keys().find(|key| !reasons.contains(*key)) {
            return fail(format!("[reasons] has `{key}`, which no rule names"));
        }
        if file.titles.len() != TITLED.len() || file.bodies.len() != BODIES.len() {
            return fail(format!("[titles] must have {TITLED:?} and [bodies] {BODIES:?}"));
        }
        if !file
            .asks
            .last()
            .is_some_and(|a| a.families.is_empty() && a.kinds.is_empty() && !a.named && a.lacks.is_none())
        {
            return fail("the last [[asks]] must fit everything".into());
        }
        let asks = file.asks.iter().flat_map(|a| &a.texts).map(|t| (t, ASK_WORDS));
        let titles = file.titles.values().flatten().map(|t| (t, TITLE_WORDS));
        let all = file.reasons.values().map(|t| (t, REASON_WORDS)).chain(asks).chain(titles);
        for (text, most) in all {
            if text.trim().is_empty() || text.split_whitespace().count() > most {
                return fail(format!("“{text}” must have 1 to {most} words"));
            }
        }
        for (key, text) in file.bodies.iter().flat_map(|(key, texts)| texts.iter().map(move |text| (key, text))) {
            let own = text.replace("{quote}", "").replace("{reason}", "");
            let own = own.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            if own > BODY_WORDS || !text.contains("{reason}") || text.contains("{quote}") == (key == "plain") {
                return fail(format!("“{text}” must have its blanks and at most {BODY_WORDS} words of its own"));
            }
        }
        if let Some(text) = file.asks.iter().flat_map(Ask::misnamed).next() {
            return fail(format!("“{text}” must have {{name}} where `named` says so, and only there"));
        }
        check_relations(&file.relations).map_err(|why| format!("{}: [relations] {why}", path.display()))?;
        let (asks, keys): (_, BTreeSet<String>) = (asks_source(&file.asks), file.ui.keys().cloned().collect());
        let (all_asks, all_keys) = first.get_or_insert_with(|| (asks.clone(), keys.clone()));
        if *all_asks != asks {
            return fail("[[asks]] must be for the same families and kinds as in English, in the same order".into());
        }
        if let Some(key) = all_keys.symmetric_difference(&keys).next() {
            return fail(format!("[ui] and that of English differ in `{key}`"));
        }
        texts.push(lists(&file).map_err(|why| format!("{}: {why}", path.display()))?);
        write!(interfaces, "({:?},&{:?}),", file.name, file.ui.iter().collect::<Vec<_>>())
            .map_err(|e| e.to_string())?;
        files.push(path);
    }
    let (asks, _) = first.unwrap_or_default();
    let variants: String = reasons.iter().map(|r| format!("#[doc={r:?}]{},", pascal(r))).collect();
    let keys: String = reasons.iter().map(|r| format!("{r:?},")).collect();
    let count = reasons.len();
    let source = format!(
        "/// Why a check counts: an index of the reasons in the files of words.\n\
         #[derive(Clone,Copy,Debug,PartialEq,Eq,Hash,PartialOrd,Ord)]\n#[repr(u16)]\npub enum Reason{{{variants}}}\n\
         impl Reason{{ /// Its key in the files of words.\npub fn key(self)->&'static str{{ const KEYS:[&str;{count}]=[{keys}]; KEYS[self as usize] }} }}\n\
         const ASKS:&[Ask]=&[{asks}];\n\
         /// The name of a language in itself, and the texts of its pages.\n\
         #[cfg(feature=\"cli\")]\nstatic INTERFACES:[(&str,&[(&str,&str)]);{}]=[{interfaces}];\n",
        LANGUAGES.len()
    );
    Ok(Compiled { source, texts: texts.join("\n\n"), files })
}

fn check_relations(relations: &BTreeMap<String, Texts>) -> Result<(), String> {
    if let Some(key) = relations.keys().find(|key| !RELATIONS.iter().any(|(known, ..)| known == key)) {
        return Err(format!("has `{key}`, which nothing asks for"));
    }
    for (key, least, most, names, words) in RELATIONS {
        let list = relations.get(key).ok_or(format!("lacks `{key}`"))?.list();
        if !(least..=most).contains(&list.len()) {
            return Err(format!("`{key}` must have {least} to {most} texts"));
        }
        for text in list {
            if text.trim().is_empty() || text.split_whitespace().count() > words {
                return Err(format!("`{key}`: “{text}” must have 1 to {words} words"));
            }
        }
        let lacks = |name: &&&str| !list.iter().all(|text| text.contains(**name));
        if let Some(name) = names.iter().find(lacks) {
            return Err(format!("`{key}` must name {name}"));
        }
    }
    Ok(())
}

/// For whom each question is, without its texts.
fn asks_source(asks: &[Ask]) -> String {
    let variants =
        |list: &[String], kind: &str| list.iter().map(|v| format!("{kind}::{},", pascal(v))).collect::<String>();
    asks.iter()
        .map(|ask| {
            format!(
                "Ask{{families:&[{}],kinds:&[{}],named:{},lacks:{}}},",
                variants(&ask.families, "Family"),
                variants(&ask.kinds, "Kind"),
                ask.named,
                ask.lacks.map_or("None".to_owned(), |lack| format!("Some(Lack::{lack:?})")),
            )
        })
        .collect()
}

/// The lists of one language, in the order in which `Words::read` takes them.
fn lists(file: &File) -> Result<String, String> {
    let reasons: Vec<String> = file.reasons.values().cloned().collect();
    let mut lists = vec![reasons.as_slice()];
    for (map, keys) in [(&file.titles, TITLED.as_slice()), (&file.bodies, &BODIES)] {
        for key in keys {
            let list = map.get(*key).filter(|list| !list.is_empty());
            lists.push(list.ok_or(format!("`{key}` is missing or empty"))?);
        }
    }
    lists.extend(file.asks.iter().map(|ask| ask.texts.as_slice()));
    lists.extend(RELATIONS.iter().map(|(key, ..)| file.relations[*key].list()));
    if let Some(text) = lists.iter().copied().flatten().find(|text| text.contains(['\n', '\t'])) {
        return Err(format!("“{text}” must stand on one line"));
    }
    Ok(lists.into_iter().map(|list| list.join("\t")).collect::<Vec<_>>().join("\n"))
}
