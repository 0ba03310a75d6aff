//! The bytes between and beside words in the phrase automaton's keys; shared by the compiler and the matcher.
//!
//! A key is a sequence of items joined by [`NEXT`]: folded words as they are, everything else as one of these bytes. None
//! of them can occur inside a folded token.

/// Between two items.
#[allow(dead_code, reason = "read by the compiler only")]
pub const NEXT: u8 = b' ';
/// At the end of a word's beginning: the rest of the token does not matter.
pub const REST: u8 = 0x01;
/// A sentence or line may end here.
pub const STOP: u8 = 0x02;
/// Only at the beginning of the message.
pub const BEGIN: u8 = 0x03;
/// Only at the end of the message.
pub const END: u8 = 0x04;
/// Only at the beginning of a sentence.
pub const OPEN: u8 = 0x07;
/// Only where a sentence ends.
pub const CLOSE: u8 = 0x08;
/// Only where a question mark ends it.
pub const ASKED: u8 = 0x09;
/// Only where a colon, a bar or a dash follows.
pub const COLON: u8 = 0x0A;
/// Up to as many tokens of the same sentence as the next byte says.
#[allow(dead_code, reason = "read by the compiler only")]
pub const GAP: u8 = 0x05;
/// Up to as many tokens as the next byte says, over the ends of sentences too.
#[allow(dead_code, reason = "read by the compiler only")]
pub const WIDE_GAP: u8 = 0x06;
/// Added to the count after [`GAP`] and [`WIDE_GAP`], so that it is never one of these bytes.
#[allow(dead_code, reason = "read by the compiler only")]
pub const COUNT: u8 = 0x40;
/// The first of the token classes, in the order of [`CLASSES`].
pub const CLASS: u8 = 0x10;

/// How phrases write the classes, as in `only <num> left`.
#[allow(dead_code, reason = "read by the compiler only, which the build script includes")]
pub const CLASSES: [&str; 11] =
    ["word", "num", "url", "email", "mention", "hashtag", "emoji", "name", "code", "money", "percent"];

/// In the automaton a word, class or mark is one edge: a byte above as it is, a gap by its length from here, …
pub const GAPS: u16 = 0x20;
/// … a wide gap by its length from here, …
pub const WIDE_GAPS: u16 = 0x40;
/// … and words, in byte order, from here.
pub const WORDS: u16 = 0x60;

/// How the target of an edge is told: it is the next state that waits to be taken, …
pub const FRESH: u8 = 0;
/// … the target of the edge after, …
pub const SAME: u8 = 1;
/// … the target of the last edge with this label, …
pub const KNOWN: u8 = 2;
/// … or it is named.
pub const NAMED: u8 = 3;
