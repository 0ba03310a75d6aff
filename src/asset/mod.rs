//! The tables that are kept apart from the code, written by `build.rs` (see `pack.rs` for the format).
//!
//! A native build has them inside. In a browser they are a file beside the module, so that the module itself stays small
//! and compiles quickly; whoever makes an instance hands them over once with [`install`].

use std::sync::OnceLock;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The phrase automaton.
    Phrases,
    /// The automaton of the patterns.
    Patterns,
    /// The automaton of the patterns within addresses.
    Links,
    /// The fitted judge.
    Model,
    /// Vectors of common words.
    Words,
    /// What words do in talk.
    Talk,
    /// How composers are recognised.
    Composers,
    /// What people read, in every language of the interface.
    Nudge,
}

impl Part {
    const COUNT: usize = Self::Nudge as usize + 1;
}

/// What the file of this build begins with.
const HEADER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/asset.head"));

static ASSET: OnceLock<&'static [u8]> = OnceLock::new();

/// The file itself, as it is laid beside a module for browsers.
#[cfg(not(target_arch = "wasm32"))]
pub static FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/asset.bin"));

/// Hands over the file.
///
/// # Errors
///
/// When it is not the file that was built with this code.
pub fn install(file: &'static [u8]) -> Result<(), &'static str> {
    if !file.starts_with(HEADER) || parts(file).count() != Part::COUNT {
        return Err("the tables do not belong to this build");
    }
    // A second copy of the same file changes nothing.
    ASSET.get_or_init(|| file);
    Ok(())
}

/// Whether the tables are here.
pub fn is_installed() -> bool {
    #[cfg(not(target_arch = "wasm32"))]
    ASSET.get_or_init(|| FILE);
    ASSET.get().is_some()
}

/// A table; empty where none is installed.
pub(crate) fn part(part: Part) -> &'static [u8] {
    let file = if is_installed() { ASSET.get().copied() } else { None };
    file.and_then(|file| parts(file).nth(part as usize)).unwrap_or_default()
}

fn parts(file: &'static [u8]) -> impl Iterator<Item = &'static [u8]> {
    let mut rest = file.get(HEADER.len()..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_file_of_this_build_is_taken() {
        let mut other = FILE.to_vec();
        other[5] ^= 1;
        for (file, taken) in
            [(FILE, true), (&FILE[..FILE.len() - 1], false), (&FILE[1..], false), (&[], false), (other.leak(), false)]
        {
            assert_eq!(install(file).is_ok(), taken, "{} bytes", file.len());
        }
        assert!(is_installed());
        assert!(parts(FILE).all(|part| !part.is_empty()));
    }
}
