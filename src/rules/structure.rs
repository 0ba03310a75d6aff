//! Evidence in the shape of a message rather than in its words.

use super::Hit;
use crate::text::Reading;

/// Every structural hit.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    super::skeleton::find(reading, hits);
}
