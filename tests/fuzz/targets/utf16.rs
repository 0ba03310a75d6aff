//! Offsets in bytes become the offsets that a browser counts.

use sincerely::text::utf16::{self, Utf16};

/// The text behind the offsets that are asked for.
const OFFSETS: usize = 8;

pub fn run(bytes: &[u8]) {
    let (asked, text) = bytes.split_at(bytes.len().min(OFFSETS));
    let text = String::from_utf8_lossy(text);
    let offsets = || asked.iter().map(|byte| usize::from(*byte));
    let map = Utf16::new(&text, offsets());
    for offset in offsets().filter(|offset| *offset <= text.len()) {
        let whole = (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let counted = text[..whole].encode_utf16().count();
        assert_eq!(map.offset(offset), counted, "{offset} in {text:?}");
        assert_eq!(utf16::len(&text[..whole]), counted);
    }
}

pub fn seeds() -> Vec<Vec<u8>> {
    super::bytes(&[
        "\0\x01\x02\x03\x04\x05\x06\x07plain text",
        "\x01\x02\x04\x06\x08\x09\x0a\x0ca\u{e9}\u{20ac}\u{1f600}e\u{301}z",
    ])
}
