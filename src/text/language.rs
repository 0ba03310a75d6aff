//! Which language a message is in.  (placeholder until the study lands)
use serde::{Deserialize, Serialize};

/// Languages the engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English
    En,
    /// Spanish
    Es,
    /// German
    De,
    /// French
    Fr,
    /// Portuguese
    Pt,
    /// Italian
    It,
    /// Dutch
    Nl,
}
impl Language {
    /// all
    pub const ALL: [Self; 7] = [Self::En, Self::Es, Self::De, Self::Fr, Self::Pt, Self::It, Self::Nl];
    /// ISO 639-1
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Pt => "pt",
            Self::It => "it",
            Self::Nl => "nl",
        }
    }
    /// from
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }
}
/// r
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// s
    Spoken(Language),
    /// o
    Other,
    /// m
    Mixed(Language, Language),
    /// u
    Unknown,
}
/// i
#[derive(Clone, Debug, Default)]
pub struct Identifier {}
impl Identifier {
    /// n
    pub fn new() -> Self {
        Self {}
    }
    /// w
    pub fn word(&mut self, _w: &str) {}
    /// e
    pub fn sentence_end(&mut self) {}
    /// f
    pub fn finish(&self) -> Identified {
        Identified::Unknown
    }
}
