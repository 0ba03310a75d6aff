//! Build time only: the tables that are kept apart from the code, in one file.
//!
//! `b"SINC"`, a fingerprint of all that follows (eight bytes, little-endian), then each part: its length (four bytes,
//! little-endian) and its bytes.

/// What the file begins with, and the whole file: a module reads only the file that was built with it.
///
/// # Errors
///
/// When a part is larger than its length can say.
pub fn pack<const N: usize>(parts: [&[u8]; N]) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut body = Vec::new();
    for part in parts {
        body.extend(u32::try_from(part.len()).map_err(|e| e.to_string())?.to_le_bytes());
        body.extend(part);
    }
    // FNV-1a: the same with every compiler, since the module may be built by another one than the command.
    let fingerprint = body
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let head = [b"SINC".as_slice(), &fingerprint.to_le_bytes()].concat();
    let file = [head.as_slice(), &body].concat();
    Ok((head, file))
}
