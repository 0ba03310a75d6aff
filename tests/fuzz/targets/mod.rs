//! What is fuzzed: by libFuzzer through `main.rs` of the package around this, and on any compiler by `tests/fuzzed.rs`.

mod check;
mod contract;
mod history;
mod mix;
mod phrases;
#[path = "../../contract/mod.rs"]
mod report;
mod settings;
mod utf16;

/// Something that must answer to any bytes.
pub struct Target {
    /// As `build.sh fuzz` calls it.
    pub name: &'static str,
    /// What is done with the bytes; a panic is a finding.
    pub run: fn(&[u8]),
    /// Inputs that get somewhere, to begin from.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: [Target; 7] = [
    Target { name: "check", run: check::run, seeds: check::seeds },
    Target { name: "contract", run: contract::run, seeds: contract::seeds },
    Target { name: "history", run: history::run, seeds: history::seeds },
    Target { name: "mix", run: mix::run, seeds: mix::seeds },
    Target { name: "phrases", run: phrases::run, seeds: phrases::seeds },
    Target { name: "settings", run: settings::run, seeds: settings::seeds },
    Target { name: "utf16", run: utf16::run, seeds: utf16::seeds },
];

/// Texts as seeds.
fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Bytes that were stored, with the checksum they ought to have: else no change would get past it.
fn sealed(bytes: &[u8], key: &[u8; 16]) -> Vec<u8> {
    use std::hash::Hasher;
    let mut hasher = siphasher::sip::SipHasher13::new_with_key(key);
    hasher.write(bytes);
    [bytes, &hasher.finish().to_le_bytes()].concat()
}

/// The same without its checksum.
fn opened(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len().saturating_sub(8));
    bytes
}
