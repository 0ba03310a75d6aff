//! From bytes to UTF-16 code units, the unit of every span in the contract and of every offset in a browser.

use crate::order::distinct;

/// Byte offsets of one text, translated in a single pass.
#[derive(Clone, Debug)]
pub struct Utf16 {
    /// Byte offset and UTF-16 offset, sorted; empty when the text is ASCII and both are the same.
    known: Vec<(usize, usize)>,
}

impl Utf16 {
    /// Prepares the translation of some byte offsets of `text`. Offsets inside a character count as its beginning,
    /// offsets beyond the end as the end.
    pub fn new(text: &str, bytes: impl Iterator<Item = usize>) -> Self {
        if text.is_ascii() {
            return Self { known: Vec::new() };
        }
        let wanted = distinct(bytes);
        let mut known = Vec::with_capacity(wanted.len());
        let mut chars = text.char_indices().peekable();
        let mut units = 0;
        for byte in wanted {
            while let Some(&(at, c)) = chars.peek() {
                if at + c.len_utf8() > byte {
                    break;
                }
                units += c.len_utf16();
                chars.next();
            }
            known.push((byte, units));
        }
        Self { known }
    }

    /// The UTF-16 offset of one of the prepared byte offsets.
    pub fn offset(&self, byte: usize) -> usize {
        self.known
            .binary_search_by_key(&byte, |(known, _)| *known)
            .ok()
            .and_then(|index| self.known.get(index))
            .map_or(byte, |(_, units)| *units)
    }
}

/// The length of a text in UTF-16 code units.
pub fn len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_units() {
        // One byte, two bytes, three bytes, four bytes (a surrogate pair), a base letter with a combining mark.
        let text = "aé€😀e\u{301}z";
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let map = Utf16::new(text, bytes.iter().copied());
        let units: Vec<usize> = bytes.iter().map(|b| map.offset(*b)).collect();
        assert_eq!(units, [0, 1, 2, 3, 5, 6, 7, 8]);
        assert_eq!(len(text), 8);
    }

    #[test]
    fn ascii_is_itself() {
        let map = Utf16::new("plain", [0, 5].into_iter());
        assert_eq!((map.offset(0), map.offset(5)), (0, 5));
    }
}
