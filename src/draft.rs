//! What the engine is asked: one draft and what is known about where it stands.

use serde::{Deserialize, Deserializer, Serialize};

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
#[serde(default)]
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

/// A value with a name; an unknown name counts as absent.
pub(crate) trait Known: Sized {
    fn from_name(name: &str) -> Option<Self>;
}

impl Known for Language {
    /// Also the primary part of a tag, as in `de-AT`.
    fn from_name(name: &str) -> Option<Self> {
        Self::from_code(name.split(['-', '_']).next().unwrap_or(name))
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
