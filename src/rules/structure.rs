//! Evidence in the shape of a message rather than in its words.

use super::{Hit, pitch};
use crate::text::Reading;

/// Every structural hit.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    pitch::find(reading, hits);
}
