//! `check` on any bytes: as a draft in JSON, and as plain text of every kind.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sincerely::{Draft, Engine, Kind};

#[path = "../../contract/mod.rs"]
mod contract;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(draft) = serde_json::from_slice::<Draft>(bytes) {
        judge(&draft);
    }
    let text = String::from_utf8_lossy(bytes);
    let kinds = Kind::ALL.into_iter().map(Some);
    for kind in kinds.chain([None]) {
        judge(&Draft { kind, ..Draft::new(text.clone()) });
    }
});

fn judge(draft: &Draft) {
    contract::hold(draft, &ENGINE.check(draft));
}
