//! What the values that a shell stores as bytes have in common: a name, a format, a checksum, and what can be wrong.

use std::fmt;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::sites::LONGEST_HOST;

/// Why bytes are not the value they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredError {
    /// They never were one.
    Foreign,
    /// A newer version wrote them, in this format: to be set aside, not overwritten.
    Newer(u8),
    /// They were one; some are missing or changed.
    Corrupt,
}

impl StoredError {
    /// What the shell files it under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newer(_) => "newer",
            Self::Foreign | Self::Corrupt => "damaged",
        }
    }
}

impl fmt::Display for StoredError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("something else"),
            Self::Newer(format) => write!(f, "of a newer version (format {format})"),
            Self::Corrupt => f.write_str("damaged"),
        }
    }
}

impl std::error::Error for StoredError {}

/// Bytes of a checksum.
const CHECKSUM: usize = 8;

/// Ends a value with its checksum.
pub(crate) fn seal(key: &[u8; 16], mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(key, &bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// What stands after the name and the format, in a format this version knows; the checksum is still to be looked at.
pub(crate) fn open(bytes: &[u8], magic: [u8; 4], format: u8) -> Result<Sealed<'_>, StoredError> {
    let rest = bytes.strip_prefix(&magic).ok_or(StoredError::Foreign)?;
    match rest.split_first() {
        Some((newer, _)) if *newer > format => Err(StoredError::Newer(*newer)),
        Some((found, rest)) if *found == format => {
            let (body, sum) = rest.split_last_chunk::<CHECKSUM>().ok_or(StoredError::Corrupt)?;
            let whole = bytes.get(..bytes.len() - CHECKSUM).unwrap_or_default();
            Ok(Sealed { whole, body: Bytes(body), sum: u64::from_le_bytes(*sum) })
        }
        _ => Err(StoredError::Corrupt),
    }
}

/// The place of a name in a list, at its end when it is new; `None` when the list is full or the name too long.
pub(crate) fn place_of(names: &mut Vec<String>, name: &str) -> Option<u8> {
    let index = names.iter().position(|known| known == name).or_else(|| {
        (names.len() < usize::from(u8::MAX) && name.len() <= LONGEST_HOST).then(|| {
            names.push(name.to_owned());
            names.len() - 1
        })
    })?;
    u8::try_from(index).ok()
}

/// Writes a list of names: how many, and of each how long it is and its bytes.
pub(crate) fn write_names(names: &[String], out: &mut Vec<u8>) {
    out.push(names.len() as u8);
    for name in names {
        out.push(name.len() as u8);
        out.extend(name.bytes());
    }
}

/// A value whose checksum may need a key from inside it.
pub(crate) struct Sealed<'b> {
    whole: &'b [u8],
    pub(crate) body: Bytes<'b>,
    sum: u64,
}

impl Sealed<'_> {
    pub(crate) fn is_whole(&self, key: &[u8; 16]) -> bool {
        self.sum == checksum(key, self.whole)
    }
}

fn checksum(key: &[u8; 16], bytes: &[u8]) -> u64 {
    let mut hasher = SipHasher13::new_with_key(key);
    hasher.write(bytes);
    hasher.finish()
}

/// Bytes still to be read.
pub(crate) struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    pub(crate) fn many(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.many(N)?.try_into().ok()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    /// What [`write_names`] wrote.
    pub(crate) fn names(&mut self) -> Option<Vec<String>> {
        (0..self.byte()?)
            .map(|_| {
                let len = self.byte()?;
                std::str::from_utf8(self.many(usize::from(len))?).ok().map(str::to_owned)
            })
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
