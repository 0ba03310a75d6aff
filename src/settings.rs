//! placeholder
use crate::sites::Site;
/// s
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitivity {
    /// c
    Calm,
    /// n
    #[default]
    Normal,
    /// s
    Strict,
}
impl Sensitivity {
    pub(crate) fn floor(self) -> crate::report::Level {
        if self == Self::Calm { crate::report::Level::Warn } else { crate::report::Level::Quiet }
    }
}
/// s
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// s
    pub sensitivity: Sensitivity,
}
impl Settings {
    pub(crate) fn ignores(&self, _rule: &str, _quotes: Vec<&str>) -> bool {
        false
    }
    pub(crate) fn is_snoozed(&self, _site: Option<Site>, _now: Option<u64>) -> bool {
        false
    }
}
