//! The site registry: where people write, and how to tell there what they are writing and to whom.
//!
//! One table, [`sites.toml`](https://docs.rs/crate/sincerely/latest/source/src/sites/sites.toml), is the only source for the
//! manifests, the background and the content script. Selectors classify; they are never needed to find a box, so a
//! site that changes its markup falls back to the general judgement.

use serde::{Serialize, Serializer};

use crate::asset::{self, Part};
use crate::draft::Kind;
use crate::text::{length, token, utf16};

include!(concat!(env!("OUT_DIR"), "/sites.rs"));

/// A site of the registry, by its place in [`SITES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Site(u16);

impl Site {
    /// The site with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::find(|row| row.id == id)
    }

    /// The site at an address: among those whose host fits, the one with the longest fitting path.
    ///
    /// ```
    /// # use sincerely::sites::Site;
    /// let id = |url| Site::at(url).map(Site::id);
    /// assert_eq!(id("https://www.linkedin.com/feed/"), Some("linkedin"));
    /// assert_eq!(id("https://www.linkedin.com/sales/home"), Some("linkedin-sales"));
    /// assert_eq!(id("https://example.org/"), None);
    /// assert_eq!(id("http://x.com.evil.example/"), None);
    /// ```
    pub fn at(url: &str) -> Option<Self> {
        let address = Address::parse(url)?;
        SITES
            .iter()
            .enumerate()
            .filter(|(_, row)| row.matches.iter().any(|pattern| address.fits(pattern)))
            .filter_map(|(index, row)| Some((index, row.path_len(address.path)?)))
            .max_by_key(|(index, len)| (*len, std::cmp::Reverse(*index)))
            .map(|(index, _)| Self(index as u16))
    }

    /// Every site, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SITES.len()).map(|index| Self(index as u16))
    }

    fn find(wanted: impl Fn(&SiteRow) -> bool) -> Option<Self> {
        SITES.iter().position(wanted).map(|index| Self(index as u16))
    }

    /// Its entry.
    pub fn row(self) -> &'static SiteRow {
        // A `Site` is only ever made from a position in this table.
        &SITES[usize::from(self.0)]
    }

    /// Its id, as in the contract.
    pub fn id(self) -> &'static str {
        self.row().id
    }
}

impl Serialize for Site {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// One entry of the registry.
#[derive(Debug, Serialize)]
pub struct SiteRow {
    /// Stable, lower case.
    pub id: &'static str,
    /// As people call it.
    pub name: &'static str,
    /// Sites of one brand share one switch.
    pub brand: &'static str,
    /// Whether it is on before anybody chose.
    pub on: bool,
    /// Match patterns of its origins; empty for software that anybody hosts.
    pub matches: &'static [&'static str],
    /// Beginnings of the path that make an address this site rather than another on the same host.
    pub paths: &'static [&'static str],
    /// A selector that recognises self-hosted software by its page; empty where the host says it.
    pub probe: &'static str,
    /// Whether composers stand in frames of the same origin.
    pub frames: bool,
    /// Its composers, specific ones first.
    pub boxes: &'static [Composer],
    /// Where [`composers`](Self::composers) lies in its table, in bytes.
    #[serde(skip)]
    at: (usize, usize),
}

impl SiteRow {
    /// How to recognise its composers and what stands around them: JSON, a list of what `src/sites/compile.rs` calls a
    /// composer. Selectors are for browsers only, so they lie outside of the module.
    pub fn composers(&self) -> &'static str {
        let (from, to) = self.at;
        let table = asset::part(Part::Composers);
        // Cut where the build script joined it.
        table.get(from..to).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or("[]")
    }

    /// How much of the path it claims; `None` when the path is not one of its own.
    fn path_len(&self, path: &str) -> Option<usize> {
        if self.paths.is_empty() {
            return Some(0);
        }
        self.paths.iter().filter(|p| path.starts_with(**p)).map(|p| p.len()).max()
    }
}

/// One kind of composer, as the judge needs to know it. How it is recognised in a page stands in the same entry and goes to
/// the content script as it is: see [`SiteRow::composers`].
#[derive(Debug, Serialize)]
pub struct Composer {
    /// Names the row within its site.
    pub name: &'static str,
    /// What is written in it.
    pub kind: Kind,
    /// How long it may be.
    pub limit: Option<Limit>,
}

/// A site's limit for one draft.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Limit {
    /// The most it takes.
    pub most: u32,
    /// In what.
    pub count: Count,
}

impl Limit {
    /// How much of a text is too much.
    pub fn over(self, text: &str) -> u32 {
        let tokens = || token::split(text).tokens;
        let length = match self.count {
            Count::Utf16 => utf16::len(text),
            Count::Graphemes => length::graphemes(text, &tokens()),
            Count::Twitter => length::weighted(text, &tokens()),
        };
        // A text that long has other troubles.
        u32::try_from(length).unwrap_or(u32::MAX).saturating_sub(self.most)
    }
}

/// What a site counts.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// UTF-16 code units.
    Utf16,
    /// What a person sees as one character.
    Graphemes,
    /// [twitter-text 3](https://github.com/twitter/twitter-text): wide scripts and emoji count two, an address 23.
    Twitter,
}

/// The parts of an https address that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'u> {
    /// Lower-case host as the browser gives it, without port.
    pub host: &'u str,
    /// Begins with `/`.
    pub path: &'u str,
}

impl<'u> Address<'u> {
    /// Takes an https address apart, or one of a developer's own machine; `None` for everything else.
    pub fn parse(url: &'u str) -> Option<Self> {
        let local = || {
            url.strip_prefix("http://").filter(|rest| rest.starts_with("localhost:") || rest.starts_with("localhost/"))
        };
        let rest = url.strip_prefix("https://").or_else(local)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let host = authority.rsplit('@').next()?;
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        let path = path.split(['?', '#']).next().filter(|p| !p.is_empty()).unwrap_or("/");
        is_host(host).then_some(Self { host, path })
    }

    /// Whether the host fits a match pattern of the registry.
    fn fits(&self, pattern: &str) -> bool {
        let Some(host) = pattern.strip_prefix("https://").and_then(|p| p.strip_suffix("/*")) else {
            return false;
        };
        match host.strip_prefix("*.") {
            Some(base) => self.host == base || self.host.strip_suffix(base).is_some_and(|sub| sub.ends_with('.')),
            None => self.host == host,
        }
    }
}

/// No name of a host is longer (RFC 1035).
pub(crate) const LONGEST_HOST: usize = 253;

/// Whether this is the name of one host, as a browser spells it.
pub(crate) fn is_host(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    name.len() <= LONGEST_HOST && name.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
}

/// Whether a switch of the registry is kept under this.
pub(crate) fn is_brand(name: &str) -> bool {
    SITES.iter().any(|row| row.brand == name && !row.matches.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_apart() {
        for (url, expected) in [
            ("https://x.com/home", Some(("x.com", "/home"))),
            ("https://x.com", Some(("x.com", "/"))),
            ("https://x.com?a=/b", Some(("x.com", "/"))),
            ("https://user:pw@x.com:8443/a?b#c", Some(("x.com", "/a"))),
            ("http://x.com/", None),
            ("http://localhost:8080/a", Some(("localhost", "/a"))),
            ("http://localhosts.example/a", None),
            ("about:blank", None),
            ("https:///path", None),
            ("https://[::1]/path", None),
            ("", None),
        ] {
            assert_eq!(Address::parse(url).map(|a| (a.host, a.path)), expected, "{url}");
        }
    }

    #[test]
    fn a_limit_is_counted_as_the_site_does() {
        let over = |count, most, text: &str| Limit { most, count }.over(text);
        let text = "可愛い 👩\u{200D}👩\u{200D}👧 https://otters.com/a/long/path";
        assert_eq!(over(Count::Utf16, 30, text), 13);
        assert_eq!(over(Count::Graphemes, 30, text), 6);
        assert_eq!(over(Count::Twitter, 30, text), 3);
        assert_eq!(over(Count::Twitter, 33, text), 0);
        assert_eq!(over(Count::Utf16, 100, text), 0);
    }

    #[test]
    fn knows_subdomains_from_look_alikes() {
        let address = |host| Address { host, path: "/" };
        let pattern = "https://*.facebook.com/*";
        assert!(address("facebook.com").fits(pattern));
        assert!(address("m.facebook.com").fits(pattern));
        assert!(!address("notfacebook.com").fits(pattern));
        assert!(!address("facebook.com.example.org").fits(pattern));
    }
}
