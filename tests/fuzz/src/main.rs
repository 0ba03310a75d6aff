//! libFuzzer's way in: one program, and FUZZ_TARGET names what is fuzzed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target};

#[path = "../targets/mod.rs"]
mod targets;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target = TARGETS.iter().find(|target| target.name == name);
    target.unwrap_or_else(|| panic!("FUZZ_TARGET is one of {:?}", TARGETS.map(|target| target.name)))
});

fuzz_target!(
    init: {
        // libFuzzer reads its folder after this.
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            for (number, seed) in (TARGET.seeds)().into_iter().enumerate() {
                std::fs::write(std::path::Path::new(&folder).join(format!("seed-{number}")), seed).expect("a folder");
            }
        }
    },
    |bytes: &[u8]| (TARGET.run)(bytes)
);
