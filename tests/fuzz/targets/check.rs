//! `check` on any text, as every kind of message.

use std::sync::LazyLock;

use sincerely::{Draft, Engine, Kind};

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let kinds = Kind::ALL.into_iter().map(Some);
    for kind in kinds.chain([None]) {
        let draft = Draft { kind, ..Draft::new(text.clone()) };
        super::report::hold(&draft, &ENGINE.check(&draft));
    }
}

pub fn seeds() -> Vec<Vec<u8>> {
    sincerely::rules::ENTRIES.iter().map(|entry| entry.example.as_bytes().to_vec()).collect()
}
