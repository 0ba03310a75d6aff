//! What the engine answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use crate::text::language::Language;

/// The answer to one [`Draft`](crate::Draft).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Whether, and how loudly, to say something.
    pub level: Level,
    /// Why nothing is said although there was something, or nothing could be known.
    pub quiet_because: Option<QuietBecause>,
    /// The language of the draft; absent when it is none that the engine speaks, or too short to tell.
    pub language: Option<Language>,
    /// How strongly the draft reads like each family, calibrated.
    pub scores: Scores,
    /// What speaks for it, strongest family first, in reading order within one.
    pub findings: Vec<Finding>,
    /// What is personal in the draft.
    pub personal: Vec<Finding>,
    /// What to say to the person; absent when quiet.
    pub nudge: Option<Nudge>,
}

/// How loudly to speak. Ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing is shown.
    #[default]
    Quiet,
    /// A dot without text, never announced.
    Hint,
    /// A chip with a title, announced once.
    Warn,
}

/// Why a draft was left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietBecause {
    /// Fewer words than anything can be said about.
    TooShort,
    /// A language the engine does not speak.
    Language,
    /// Several languages in one text.
    Mixed,
    /// A live back-and-forth.
    Conversation,
    /// The person asked never to be told of this phrase or check.
    Ignored,
    /// The person asked for silence for a while.
    Snoozed,
}

/// What a draft can read like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// A form letter sent to many.
    Templated,
    /// Posted or written by a machine.
    Automated,
    /// An advertisement and nothing else.
    Promotional,
    /// Something this person has sent before.
    Repeated,
    /// A reply that has nothing to do with what it answers.
    OffTopic,
    /// Talking at, not with.
    OneWay,
    /// Evidence of real talk; speaks for the draft.
    Personal,
}

impl Family {
    /// The families about the words themselves.
    pub const WORDS: [Self; 3] = [Self::Templated, Self::Automated, Self::Promotional];

    /// Every family.
    pub const ALL: [Self; 7] = [
        Self::Templated,
        Self::Automated,
        Self::Promotional,
        Self::Repeated,
        Self::OffTopic,
        Self::OneWay,
        Self::Personal,
    ];

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Templated => "templated",
            Self::Automated => "automated",
            Self::Promotional => "promotional",
            Self::Repeated => "repeated",
            Self::OffTopic => "off_topic",
            Self::OneWay => "one_way",
            Self::Personal => "personal",
        }
    }
}

/// One score a family, 0..1, rounded to three decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// See [`Family::Templated`].
    pub templated: f64,
    /// See [`Family::Automated`].
    pub automated: f64,
    /// See [`Family::Promotional`].
    pub promotional: f64,
    /// See [`Family::Repeated`].
    pub repeated: f64,
    /// See [`Family::OffTopic`].
    pub off_topic: f64,
    /// See [`Family::OneWay`].
    pub one_way: f64,
}

impl Scores {
    /// The score of a family; 0 for [`Family::Personal`], which has none.
    pub fn get(&self, family: Family) -> f64 {
        match family {
            Family::Templated => self.templated,
            Family::Automated => self.automated,
            Family::Promotional => self.promotional,
            Family::Repeated => self.repeated,
            Family::OffTopic => self.off_topic,
            Family::OneWay => self.one_way,
            Family::Personal => 0.0,
        }
    }

    /// Sets the score of a family, clamped to 0..1 and rounded.
    pub fn set(&mut self, family: Family, score: f64) {
        let rounded = (score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        match family {
            Family::Templated => self.templated = rounded,
            Family::Automated => self.automated = rounded,
            Family::Promotional => self.promotional = rounded,
            Family::Repeated => self.repeated = rounded,
            Family::OffTopic => self.off_topic = rounded,
            Family::OneWay => self.one_way = rounded,
            Family::Personal => {}
        }
    }
}

/// One piece of evidence that a person can check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Which check found it, as `family/name`.
    #[serde(serialize_with = "known")]
    pub rule: Cow<'static, str>,
    /// The family it speaks for.
    pub family: Family,
    /// Where, in UTF-16 code units of the draft's text: half open, sorted, apart from each other, inside the text. Empty
    /// when the evidence is something missing.
    pub spans: Vec<[usize; 2]>,
    /// The text of the first span.
    pub quote: String,
    /// Why it counts, one sentence in the language of the interface.
    #[serde(serialize_with = "known")]
    pub reason: Cow<'static, str>,
    /// Where that is known from.
    #[serde(serialize_with = "known")]
    pub source: Cow<'static, str>,
}

/// Writes a text of the tables as the name of a variant, which is the same text in JSON; but `serde-wasm-bindgen` takes such a
/// name over to JavaScript once, and not anew for each finding: that is as dear there as it was to judge the draft.
#[expect(clippy::ptr_arg, reason = "serde hands over a reference to the field")]
fn known<S: Serializer>(text: &Cow<'static, str>, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        Cow::Borrowed(text) => serializer.serialize_unit_variant("Known", 0, text),
        Cow::Owned(text) => serializer.serialize_str(text),
    }
}

/// What the person is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nudge {
    /// What it reads like; eight words at most.
    pub title: String,
    /// The words noticed and why; thirty words at most.
    pub body: String,
    /// One question that helps to write to a human being; eighteen words at most.
    pub ask: String,
}
