//! Build time only: reads the site table, refuses bad hosts, routes and selectors, and writes it as Rust.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Composer {
    name: String,
    kind: String,
    #[serde(default)]
    editor: String,
    find: String,
    #[serde(default)]
    not: String,
    #[serde(default)]
    inside: String,
    #[serde(default)]
    with: Option<Lookup>,
    #[serde(default)]
    without: Option<Lookup>,
    #[serde(default)]
    routes: Vec<String>,
    #[serde(default)]
    parent: Vec<Lookup>,
    #[serde(default)]
    author: Vec<Lookup>,
    #[serde(default)]
    recipient: Vec<Lookup>,
    #[serde(default)]
    subject: Vec<Lookup>,
    #[serde(default)]
    received: Vec<Lookup>,
    #[serde(default)]
    send: Vec<Lookup>,
    #[serde(default = "no_key")]
    send_key: String,
    #[serde(default)]
    drop: String,
    limit: Option<Limit>,
}

fn no_key() -> String {
    "none".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lookup {
    #[serde(default)]
    inside: String,
    find: String,
    #[serde(default = "first")]
    pick: String,
    #[serde(default)]
    minus: String,
    #[serde(default)]
    attribute: String,
    #[serde(default)]
    extract: String,
    #[serde(default)]
    texts: Vec<String>,
}

fn first() -> String {
    "first".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    most: u32,
    #[serde(default = "utf16")]
    count: String,
}

fn utf16() -> String {
    "utf16".into()
}

/// Compiles the table into the source of `SITES`.
///
/// # Errors
///
/// `file:line: reason` for the first bad entry.
pub fn compile(path: &Path) -> Result<(String, PathBuf), String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let error = |at: usize, why: &str| {
        let line = text[..at.min(text.len())].matches('\n').count() + 1;
        format!("{}:{line}: {why}", path.display())
    };
    let file: File = toml::from_str(&text).map_err(|e| error(e.span().unwrap_or_default().start, e.message()))?;
    let mut ids = BTreeSet::new();
    let mut rows = Vec::new();
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
        rows.push(format!(
            "SiteRow{{id:{:?},name:{:?},brand:{:?},on:{},matches:&{:?},paths:&{:?},probe:{:?},frames:{},boxes:&[{}]}}",
            site.id,
            site.name,
            site.brand.as_ref().unwrap_or(&site.id),
            site.on,
            site.matches,
            site.paths,
            site.probe,
            site.frames,
            boxes.join(",")
        ));
    }
    let source = format!(
        "/// Every site, in the order of the table.\npub static SITES: [SiteRow; {}] = [{}];\n",
        rows.len(),
        rows.join(",\n")
    );
    Ok((source, path.to_owned()))
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
    for selector in [&composer.find, &composer.not, &composer.inside, &composer.drop] {
        check_selector(selector)?;
    }
    if let Some(route) = composer.routes.iter().find(|route| !route.starts_with('/')) {
        return Err(format!("the route `{route}` does not begin with `/`"));
    }
    let lookup = |lookup: &Lookup| -> Result<String, String> {
        one_of(&lookup.pick, &PICKS)?;
        for selector in [&lookup.inside, &lookup.find, &lookup.minus] {
            check_selector(selector)?;
        }
        regex_syntax::parse(&lookup.extract).map_err(|e| e.to_string())?;
        Ok(format!(
            "Lookup{{inside:{:?},find:{:?},pick:Pick::{},minus:{:?},attribute:{:?},extract:{:?},texts:&{:?}}}",
            lookup.inside,
            lookup.find,
            pascal(&lookup.pick),
            lookup.minus,
            lookup.attribute,
            lookup.extract,
            lookup.texts
        ))
    };
    let lookups = |list: &[Lookup]| -> Result<String, String> {
        let rows: Result<Vec<String>, String> = list.iter().map(lookup).collect();
        Ok(format!("&[{}]", rows?.join(",")))
    };
    let optional = |one: &Option<Lookup>| lookups(one.as_slice());
    let limit = match &composer.limit {
        None => "None".into(),
        Some(limit) => {
            one_of(&limit.count, &COUNTS)?;
            format!("Some(Limit{{most:{},count:Count::{}}})", limit.most, pascal(&limit.count))
        }
    };
    Ok(format!(
        "Composer{{name:{:?},kind:Kind::{},editor:{:?},find:{:?},not:{:?},inside:{:?},with:{},without:{},routes:&{:?},parent:{},author:{},\
         recipient:{},subject:{},received:{},send:{},send_key:SendKey::{},drop:{:?},limit:{limit}}}",
        composer.name,
        pascal(&composer.kind),
        composer.editor,
        composer.find,
        composer.not,
        composer.inside,
        optional(&composer.with)?,
        optional(&composer.without)?,
        composer.routes,
        lookups(&composer.parent)?,
        lookups(&composer.author)?,
        lookups(&composer.recipient)?,
        lookups(&composer.subject)?,
        lookups(&composer.received)?,
        lookups(&composer.send)?,
        pascal(&composer.send_key),
        composer.drop,
    ))
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
