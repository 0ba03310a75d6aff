//! placeholder
use serde::{Serialize, Serializer};
/// A site of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Site(u8);
static IDS: [&str; 2] = ["x", "linkedin"];
impl Site {
    /// from
    pub fn from_id(id: &str) -> Option<Self> {
        IDS.iter().position(|i| *i == id).map(|i| Self(i as u8))
    }
    /// id
    pub fn id(self) -> &'static str {
        IDS[usize::from(self.0)]
    }
}
impl Serialize for Site {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.id())
    }
}
