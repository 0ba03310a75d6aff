//! Build time only: reads the site table, refuses bad hosts, routes and selectors, and writes it as Rust.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::compile_rules::pascal;

const KINDS: [&str; 6] = ["post", "reply", "comment", "message", "invite", "email"];
const COUNTS: [&str; 3] = ["utf16", "graphemes", "twitter"];
const KEYS: [&str; 3] = ["none", "enter", "ctrl-enter"];
const PICKS: [&str; 5] = ["first", "last", "before", "after", "around"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    site: Vec<Spanned<Site>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Site {
    id: String,
    name: String,
    brand: Option<String>,
    #[serde(default)]
    on: bool,
    matches: Vec<String>,
    #[serde(default)]
    paths: Vec<String>,
    #[serde(default)]
    probe: String,
    #[serde(default)]
    frames: bool,
    #[serde(default, rename = "box")]
    boxes: Vec<Spanned<Composer>>,
}

/// How to recognise one kind of composer, and what stands around it. The first row that fits is taken.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Composer {
    /// Names the row within its site.
    name: String,
    /// What is written in it.
    kind: String,
    /// The editor the site uses there, for the tests.
    #[serde(default)]
    editor: String,
    /// Matches the focused editable itself.
    find: String,
    /// Must match neither the editable nor an element around it.
    #[serde(default)]
    not: String,
    /// Must match an element around it, through shadow roots and frames of the same origin. Look-ups begin there.
    #[serde(default)]
    inside: String,
    /// Must be found.
    with: Option<Lookup>,
    /// Must not be found.
    without: Option<Lookup>,
    /// Paths on which it counts, with `*` for one part; empty for all.
    #[serde(default)]
    routes: Vec<String>,
    /// The text it answers: the first look-up that finds something.
    #[serde(default)]
    parent: Vec<Lookup>,
    /// Who wrote that.
    #[serde(default)]
    author: Vec<Lookup>,
    /// The one person it is for.
    #[serde(default)]
    recipient: Vec<Lookup>,
    /// The subject line.
    #[serde(default)]
    subject: Vec<Lookup>,
    /// Messages the other person has written in this thread.
    #[serde(default)]
    received: Vec<Lookup>,
    /// The controls that send.
    #[serde(default)]
    send: Vec<Lookup>,
    /// The key that sends: none, Enter (Shift+Enter breaks the line), or Ctrl+Enter and Command+Enter.
    #[serde(default = "no_key")]
    send_key: String,
    /// For a draft of several editables: the element that holds them; `find` then says which of those inside belong to it.
    #[serde(default)]
    join: String,
    /// Parts of the editable that are not the person's own: quoted mail, signatures.
    #[serde(default)]
    drop: String,
    limit: Option<Limit>,
}

fn no_key() -> String {
    "none".into()
}

/// A way from the editable to something near it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Lookup {
    /// The element around the editable to search in; empty for the row's `inside`, or the document.
    #[serde(default)]
    inside: String,
    /// What to search for.
    find: String,
    /// Which of several: the first or last in document order, the last before the editable, the first after it; or the
    /// nearest around it, the editable itself among them.
    #[serde(default = "first")]
    pick: String,
    /// Parts of it to leave out.
    #[serde(default)]
    minus: String,
    /// The attribute to read; empty for its text.
    #[serde(default)]
    attribute: String,
    /// A regular expression whose first group is the wanted part; empty for all of it.
    #[serde(default)]
    extract: String,
    /// Its visible text must be one of these; empty for any. A fallback where nothing better is known: sites translate.
    #[serde(default)]
    texts: Vec<String>,
}

fn first() -> String {
    "first".into()
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    most: u32,
    #[serde(default = "utf16")]
    count: String,
}

fn utf16() -> String {
    "utf16".into()
}

/// A compiled table.
pub struct Sites {
    /// The source of `SITES`.
    pub source: String,
    /// For each site the list of its composers as JSON, one after the other.
    pub composers: Vec<u8>,
}

/// Compiles the table.
///
/// # Errors
///
/// `file:line: reason` for the first bad entry.
pub fn compile(path: &Path) -> Result<Sites, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let error = |at: usize, why: &str| {
        let line = text[..at.min(text.len())].matches('\n').count() + 1;
        format!("{}:{line}: {why}", path.display())
    };
    let file: File = toml::from_str(&text).map_err(|e| error(e.span().unwrap_or_default().start, e.message()))?;
    let mut ids = BTreeSet::new();
    let mut rows = Vec::new();
    let mut composers = Vec::new();
    for site in &file.site {
        let at = site.span().start;
        let site = site.get_ref();
        if !ids.insert(&site.id) || !is_name(&site.id) {
            return Err(error(at, &format!("`{}` is not a new name in lower case", site.id)));
        }
        if site.on && site.matches.is_empty() {
            return Err(error(at, "a site that is on by default needs `matches`"));
        }
        for pattern in &site.matches {
            check_pattern(pattern).map_err(|why| error(at, &format!("`{pattern}`: {why}")))?;
        }
        check_selector(&site.probe).map_err(|why| error(at, &why))?;
        let mut names = BTreeSet::new();
        let mut boxes = Vec::new();
        for composer in &site.boxes {
            let at = composer.span().start;
            let composer = composer.get_ref();
            if !names.insert(&composer.name) {
                return Err(error(at, &format!("the site has two boxes `{}`", composer.name)));
            }
            boxes.push(
                composer_source(composer).map_err(|why| error(at, &format!("{}/{}: {why}", site.id, composer.name)))?,
            );
        }
        let from = composers.len();
        let list: Vec<&Composer> = site.boxes.iter().map(Spanned::get_ref).collect();
        serde_json::to_writer(&mut composers, &list).map_err(|e| error(at, &e.to_string()))?;
        rows.push(format!(
            "SiteRow{{id:{:?},name:{:?},brand:{:?},on:{},matches:&{:?},paths:&{:?},probe:{:?},frames:{},boxes:&[{}],at:({from},{})}}",
            site.id,
            site.name,
            site.brand.as_ref().unwrap_or(&site.id),
            site.on,
            site.matches,
            site.paths,
            site.probe,
            site.frames,
            boxes.join(","),
            composers.len(),
        ));
    }
    let source = format!(
        "/// Every site, in the order of the table.\npub static SITES: [SiteRow; {}] = [{}];\n",
        rows.len(),
        rows.join(",\n")
    );
    Ok(Sites { source, composers })
}

fn composer_source(composer: &Composer) -> Result<String, String> {
    let one_of = |value: &str, list: &[&str]| -> Result<(), String> {
        list.contains(&value).then_some(()).ok_or_else(|| format!("`{value}` is not one of {list:?}"))
    };
    one_of(&composer.kind, &KINDS)?;
    one_of(&composer.send_key, &KEYS)?;
    if composer.find.is_empty() {
        return Err("`find` is empty".into());
    }
    for selector in [&composer.find, &composer.not, &composer.inside, &composer.join, &composer.drop] {
        check_selector(selector)?;
    }
    if let Some(route) = composer.routes.iter().find(|route| !route.starts_with('/')) {
        return Err(format!("the route `{route}` does not begin with `/`"));
    }
    let lookups = [
        &composer.parent,
        &composer.author,
        &composer.recipient,
        &composer.subject,
        &composer.received,
        &composer.send,
    ];
    for lookup in lookups.into_iter().flatten().chain(&composer.with).chain(&composer.without) {
        one_of(&lookup.pick, &PICKS)?;
        for selector in [&lookup.inside, &lookup.find, &lookup.minus] {
            check_selector(selector)?;
        }
        regex_syntax::parse(&lookup.extract).map_err(|e| e.to_string())?;
    }
    let limit = match &composer.limit {
        None => "None".into(),
        Some(limit) => {
            one_of(&limit.count, &COUNTS)?;
            format!("Some(Limit{{most:{},count:Count::{}}})", limit.most, pascal(&limit.count))
        }
    };
    Ok(format!("Composer{{name:{:?},kind:Kind::{},limit:{limit}}}", composer.name, pascal(&composer.kind)))
}

fn is_name(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// `https://host/*` or `https://*.host/*`: registration is by origin, so a pattern names no path.
fn check_pattern(pattern: &str) -> Result<(), String> {
    let host =
        pattern.strip_prefix("https://").and_then(|rest| rest.strip_suffix("/*")).ok_or("is not `https://host/*`")?;
    let host = host.strip_prefix("*.").unwrap_or(host);
    let label = |l: &str| !l.is_empty() && l.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if host.contains('.') && host.split('.').all(label) { Ok(()) } else { Err("is not a host in lower case".into()) }
}

fn check_selector(selector: &str) -> Result<(), String> {
    if selector.is_empty() {
        return Ok(());
    }
    scraper::Selector::parse(selector).map(|_| ()).map_err(|e| format!("the selector `{selector}`: {e}"))
}
