//! A running hash of bytes: [FNV-1a] with a final mix, so that the low bits can be used alone.
//!
//! [FNV-1a]: http://www.isthe.com/chongo/tech/comp/fnv/

/// The bytes so far.
#[derive(Clone, Copy)]
pub struct Hash(u32);

impl Hash {
    /// Of no bytes; each seed makes a function of its own.
    pub const fn new(seed: u32) -> Self {
        Self(0x811C_9DC5 ^ seed)
    }

    /// One byte on.
    pub const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    /// Some bytes on.
    pub fn bytes(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, byte| hash.byte(*byte))
    }

    /// The hash of all of them.
    pub const fn finish(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2C1B_3C6D);
        mixed ^ (mixed >> 13)
    }
}
