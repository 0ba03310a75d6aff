//! What the engine is asked: one draft and what is known about where it stands.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::sites::Site;
use crate::text::language::Language;

/// A draft, judged whole. Only [`text`](Draft::text) is required.
///
/// Unknown fields are ignored, missing or `null` ones have defaults, and unknown values of `site`, `kind`, `lang` and `ui`
/// count as absent, so that an older engine can read a newer caller. A wrong type is an error.
///
/// ```
/// use sincerely::{Draft, Kind};
///
/// let draft: Draft = serde_json::from_str(r#"{"text": "Hi Anna", "kind": "invite", "site": "not-yet-known"}"#)?;
/// assert_eq!(draft.kind, Some(Kind::Invite));
/// assert_eq!(draft.site, None);
/// assert!(serde_json::from_str::<Draft>(r#"{"text": 3}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Draft {
    /// The words of the person.
    pub text: String,
    /// Where it will be sent, an id of the site registry.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// What it will be there.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The display name of the one person it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The subject line of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The post or message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Messages the other person has already written in this thread.
    #[serde(default, deserialize_with = "or_default")]
    pub turns: u32,
    /// How its characters arrived.
    #[serde(default, deserialize_with = "or_default")]
    pub origin: Origin,
    /// Its language, where the caller knows; otherwise it is detected.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    /// The language of reasons and nudge; English by default.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub ui: Option<Language>,
    /// Which phrasing of the nudge; the shell counts it on, so that the same sentence never comes twice running.
    #[serde(default, deserialize_with = "or_default")]
    pub variant: u32,
    /// Milliseconds since 1970, for the history and snoozes; without it neither applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<u64>,
}

impl Draft {
    /// A draft of which nothing but the text is known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same draft as another kind of message.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }
}

/// What a draft is where it will be sent. Sites' finer kinds map here: a quote, a caption, a pin is a post; an answer is a
/// comment; a direct or chat message is a message; an InMail is an e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// To whoever follows.
    Post,
    /// Under a post of somebody, to that person.
    Reply,
    /// Under a post of somebody, in a list of comments.
    Comment,
    /// In private, to one person or a few.
    Message,
    /// The note that goes with a request to connect.
    Invite,
    /// A mail, or what stands for one.
    Email,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Post, Self::Reply, Self::Comment, Self::Message, Self::Invite, Self::Email];

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Message => "message",
            Self::Invite => "invite",
            Self::Email => "email",
        }
    }

    /// Whether it goes to somebody in particular rather than to an audience.
    pub fn is_addressed(self) -> bool {
        self != Self::Post
    }

    /// Whether only the addressed people see it.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Message | Self::Invite | Self::Email)
    }
}

impl Known for Kind {
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Characters of a draft by how they arrived, in UTF-16 code units. Dictation and composition count as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, remote = "Self")]
pub struct Origin {
    /// Key by key.
    pub typed: u32,
    /// From the clipboard, or dropped.
    pub pasted: u32,
    /// By another tool, without an event of the person's.
    pub inserted: u32,
}

impl Origin {
    /// Whether most of the text was pasted or inserted.
    pub fn mostly_pasted(self) -> bool {
        u64::from(self.pasted) + u64::from(self.inserted) > u64::from(self.typed)
    }
}

/// Derived code takes `["hi"]` for `{"text": "hi"}`; the contract knows objects only.
macro_rules! objects_only {
    ($($kind:ident),*) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $kind;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$kind, A::Error> {
                        // The derived, inherent function of that name.
                        $kind::deserialize(MapAccessDeserializer::new(map))
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $kind::serialize(self, serializer)
            }
        }
    )*};
}
objects_only!(Draft, Origin);

/// A value with a name; an unknown name counts as absent.
pub(crate) trait Known: Sized {
    fn from_name(name: &str) -> Option<Self>;
}

impl Known for Language {
    fn from_name(name: &str) -> Option<Self> {
        Self::from_code(name)
    }
}

impl Known for Site {
    fn from_name(name: &str) -> Option<Self> {
        Self::from_id(name)
    }
}

fn known<'de, D: Deserializer<'de>, T: Known>(deserializer: D) -> Result<Option<T>, D::Error> {
    let name: Option<String> = Option::deserialize(deserializer)?;
    Ok(name.as_deref().and_then(T::from_name))
}

fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_contract_allows_and_nothing_else() {
        for (json, readable) in [
            (r#"{"text": "hi"}"#, true),
            (r#"{"text": "hi", "site": null, "turns": null, "origin": null, "now": null, "future": [1]}"#, true),
            (r#"{"text": "hi", "site": "nowhere", "kind": "poem", "lang": "tlh", "ui": "tlh"}"#, true),
            (r#"{"text": "hi", "origin": {"pasted": 3}}"#, true),
            (r#"{}"#, false),
            (r#"["hi"]"#, false),
            (r#"{"text": null}"#, false),
            (r#"{"text": "hi", "kind": 3}"#, false),
            (r#"{"text": "hi", "turns": -1}"#, false),
            (r#"{"text": "hi", "origin": [1, 2, 3]}"#, false),
            (r#"{"text": "hi", "origin": {"typed": "1"}}"#, false),
            (r#"{"text": "hi", "recipient": {}}"#, false),
        ] {
            let draft: Result<Draft, _> = serde_json::from_str(json);
            assert_eq!(draft.is_ok(), readable, "{json}: {draft:?}");
        }
    }

    #[test]
    fn survives_a_round_trip() {
        let json = r#"{"text":"hi","site":"x","kind":"post","turns":2,"origin":{"typed":1,"pasted":0,"inserted":1},"lang":"de","variant":0}"#;
        let draft: Draft = serde_json::from_str(json).expect("as the contract says");
        assert_eq!(serde_json::to_string(&draft).expect("plain values"), json);
    }
}
