//! Short vectors of common words, for how near two texts are in meaning.
//!
//! `words.bin`, made by `training/relation/vectors.py`, has a vector for each common beginning of a word (six letters) of
//! the seven languages: 32 numbers in four bytes, by product quantisation (Jégou, Douze and Schmid,
//! ["Product quantization for nearest neighbor search"](https://doi.org/10.1109/TPAMI.2010.57), 2011). What stands for a
//! beginning is eight bits of its hash (`vectors.py` has the same) within one of 4,096 buckets, so that one unknown word in 150 is taken for a known
//! one.
//!
//! ```text
//! vectors: count (4 bytes, little-endian); how many are in each bucket (1 each); their hashes (1 each); how rare
//!          the commonest word of each is (1 each), in bits beyond one in 32 words;
//!          of each part of the vector the codes (1 each); of each part 256 entries of 8 numbers (1 each, signed)
//! ```

use std::sync::LazyLock;

use crate::asset::{self, Part};
use crate::text::hash::Hash;

/// Numbers in a vector.
pub const DIMENSIONS: usize = 32;
const PARTS: usize = 4;
const WIDTH: usize = DIMENSIONS / PARTS;
const BUCKETS: usize = 1 << 12;
/// Letters of a word that count.
const LETTERS: usize = 6;

/// The sum of the vectors of some words.
pub type Meaning = [i32; DIMENSIONS];

struct Words {
    /// Where each bucket begins; one more at the end.
    starts: Vec<u16>,
    rests: &'static [u8],
    levels: &'static [u8],
    codes: [&'static [u8]; PARTS],
    books: [&'static [[u8; WIDTH]]; PARTS],
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| Words::open(asset::part(Part::Words)));

impl Words {
    /// Opens what `vectors.py` wrote; `None` for anything else.
    fn open(file: &'static [u8]) -> Option<Self> {
        let (count, rest) = file.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (counts, rest) = rest.split_at_checked(BUCKETS)?;
        let mut reached = 0u16;
        let mut starts = vec![0];
        for own in counts {
            reached = reached.checked_add(u16::from(*own))?;
            starts.push(reached);
        }
        let (rests, rest) = rest.split_at_checked(count)?;
        let (levels, mut rest) = rest.split_at_checked(count)?;
        let mut codes: [&[u8]; PARTS] = [&[]; PARTS];
        for part in &mut codes {
            (*part, rest) = rest.split_at_checked(count)?;
        }
        let mut books: [&[[u8; WIDTH]]; PARTS] = [&[]; PARTS];
        for book in &mut books {
            let (entries, after) = rest.split_at_checked(256 * WIDTH)?;
            (*book, rest) = (entries.as_chunks().0, after);
        }
        (usize::from(reached) == count && rest.is_empty()).then_some(Self { starts, rests, levels, codes, books })
    }

    fn index(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> 8) as usize & (BUCKETS - 1);
        let range = usize::from(*self.starts.get(bucket)?)..usize::from(*self.starts.get(bucket + 1)?);
        let at = self.rests.get(range.clone())?.iter().position(|rest| *rest == hash as u8)?;
        Some(range.start + at)
    }
}

/// How rare a word is that has no vector.
pub const UNKNOWN: u8 = 15;

/// Adds the vector of a folded word; says how rare the word is, in bits beyond one in 32 words, up to [`UNKNOWN`].
pub fn add(sum: &mut Meaning, folded: &str) -> u8 {
    let Some(words) = WORDS.as_ref() else { return UNKNOWN };
    let end = folded.char_indices().nth(LETTERS).map_or(folded.len(), |(at, _)| at);
    let hash = Hash::new(0).bytes(&folded.as_bytes()[..end]).finish();
    let Some(index) = words.index(hash) else { return UNKNOWN };
    for (part, (codes, book)) in words.codes.iter().zip(words.books).enumerate() {
        let Some(entry) = codes.get(index).and_then(|code| book.get(usize::from(*code))) else { continue };
        for (total, number) in sum.iter_mut().skip(part * WIDTH).zip(entry) {
            *total += i32::from(number.cast_signed());
        }
    }
    words.levels.get(index).copied().unwrap_or(UNKNOWN)
}

/// How near two sums are in meaning, -1..1; 0 when either has next to no meaning.
pub fn nearness(a: &Meaning, b: &Meaning) -> f64 {
    /// A sum no longer than this is that of words which say little.
    const LITTLE: f64 = 60.0;
    let dot = |a: &Meaning, b: &Meaning| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let length = |a: &Meaning| libm::sqrt(dot(a, a)) + LITTLE;
    dot(a, b) / (length(a) * length(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        let mut sum = [0; DIMENSIONS];
        text.split(' ').for_each(|word| _ = add(&mut sum, word));
        sum
    }

    #[test]
    fn the_table_is_whole() {
        assert!(WORDS.is_some());
        assert!(Words::open(&[]).is_none());
        assert!(Words::open(&asset::part(Part::Words)[1..]).is_none());
    }

    #[test]
    fn words_of_one_matter_are_near_in_any_language() {
        for (one, near, far) in [
            ("dog puppy", "cat animals", "price money"),
            ("train station", "bus tickets", "doctor hospital"),
            ("school teacher", "schule lehrer", "wasser strasse"),
            ("football team", "players game", "bread cake"),
            ("chicken cheese", "dinner food", "lawyer court"),
            ("madre padre", "hermano familia", "coche precio"),
        ] {
            let to = |other| nearness(&meaning(one), &meaning(other));
            assert!(to(near) > to(far) + 0.1, "{one}: {near} {:.2}, {far} {:.2}", to(near), to(far));
        }
        assert_eq!(nearness(&meaning("dog"), &meaning("")), 0.0);
        assert_eq!(meaning("zxqvwk"), [0; DIMENSIONS]);
    }
}
