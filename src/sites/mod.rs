//! The site registry: where people write, and how to tell there what they are writing and to whom.
//!
//! One table, [`sites.toml`](https://docs.rs/crate/sincerely/latest/source/src/sites/sites.toml), is the only source for the
//! manifests, the background and the content script. Selectors classify; they are never needed to find a box, so a
//! site that changes its markup falls back to the general judgement.

use serde::{Serialize, Serializer};

use crate::draft::Kind;

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
}

impl SiteRow {
    /// How much of the path it claims; `None` when the path is not one of its own.
    fn path_len(&self, path: &str) -> Option<usize> {
        if self.paths.is_empty() {
            return Some(0);
        }
        self.paths.iter().filter(|p| path.starts_with(**p)).map(|p| p.len()).max()
    }
}

/// How to recognise one kind of composer, and what stands around it. The first row that fits is taken.
#[derive(Debug, Serialize)]
pub struct Composer {
    /// Names the row within its site.
    pub name: &'static str,
    /// What is written in it.
    pub kind: Kind,
    /// The editor the site uses there, for the tests.
    pub editor: &'static str,
    /// Matches the focused editable itself.
    pub find: &'static str,
    /// Must match neither the editable nor an element around it.
    pub not: &'static str,
    /// Must match an element around it, through shadow roots and frames of the same origin. Look-ups begin there.
    pub inside: &'static str,
    /// Must be found; one at most.
    pub with: &'static [Lookup],
    /// Must not be found; one at most.
    pub without: &'static [Lookup],
    /// Paths on which it counts, with `*`; empty for all.
    pub routes: &'static [&'static str],
    /// The text it answers: the first look-up that finds something.
    pub parent: &'static [Lookup],
    /// Who wrote that.
    pub author: &'static [Lookup],
    /// The one person it is for.
    pub recipient: &'static [Lookup],
    /// The subject line.
    pub subject: &'static [Lookup],
    /// Messages the other person has written in this thread.
    pub received: &'static [Lookup],
    /// The controls that send.
    pub send: &'static [Lookup],
    /// The key that sends.
    pub send_key: SendKey,
    /// Parts of the editable that are not the person's own: quoted mail, signatures.
    pub drop: &'static str,
    /// How long it may be.
    pub limit: Option<Limit>,
}

/// A way from the editable to something near it.
#[derive(Debug, Serialize)]
pub struct Lookup {
    /// The element around the editable to search in; empty for the row's `inside`, or the document.
    pub inside: &'static str,
    /// What to search for.
    pub find: &'static str,
    /// Which of several.
    pub pick: Pick,
    /// Parts of it to leave out.
    pub minus: &'static str,
    /// The attribute to read; empty for its text.
    pub attribute: &'static str,
    /// A regular expression whose first group is the wanted part; empty for all of it.
    pub extract: &'static str,
    /// Its visible text must be one of these; empty for any. In English: a fallback where nothing better is known.
    pub texts: &'static [&'static str],
}

/// Which of several elements a [`Lookup`] means.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// The first in document order.
    First,
    /// The last.
    Last,
    /// The last before the editable.
    Before,
    /// The first after it.
    After,
    /// The nearest around it, or itself.
    Around,
}

/// The key that sends a draft.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SendKey {
    /// None: only the control does.
    None,
    /// Enter; Shift+Enter breaks the line.
    Enter,
    /// Ctrl+Enter or Command+Enter.
    CtrlEnter,
}

/// A site's limit for one draft.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Limit {
    /// The most it takes.
    pub most: u32,
    /// In what.
    pub count: Count,
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
        (!host.is_empty()).then_some(Self { host, path })
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
            ("", None),
        ] {
            assert_eq!(Address::parse(url).map(|a| (a.host, a.path)), expected, "{url}");
        }
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
