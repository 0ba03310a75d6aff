//! Compiles the tables beside the code: rules, words and sites. A bad table fails the build with file, line and reason.

#[path = "src/rules/alphabet.rs"]
mod alphabet;
#[path = "src/asset/pack.rs"]
mod asset;
#[path = "src/nudge/compile.rs"]
mod compile_nudge;
#[path = "src/rules/compile.rs"]
mod compile_rules;
#[path = "src/sites/compile.rs"]
mod compile_sites;
#[path = "src/text/fold_table.rs"]
mod fold_table;
#[path = "src/rules/phrase.rs"]
mod phrase;
#[path = "src/rules/weave.rs"]
mod weave;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Cargo shows what goes to standard error when a build script fails.
            eprintln!("\n{why}\n");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(out.join(name), bytes).map_err(|e| format!("{}: {e}", out.join(name).display()))
    };
    for code in [
        "build.rs",
        "src/text/fold_table.rs",
        "src/nudge/compile.rs",
        "src/rules/compile.rs",
        "src/rules/alphabet.rs",
        "src/rules/phrase.rs",
        "src/rules/weave.rs",
        "src/asset/pack.rs",
    ] {
        println!("cargo::rerun-if-changed={code}");
    }
    let watch = |folder: &str, files: &[PathBuf]| {
        println!("cargo::rerun-if-changed={folder}");
        files.iter().for_each(|file| println!("cargo::rerun-if-changed={}", relative(&root, file).display()));
    };

    write("fold.rs", fold_table::generate().as_bytes())?;

    let table = root.join("src/sites/sites.toml");
    let sites = compile_sites::compile(&table)?;
    watch("src/sites/compile.rs", &[table]);
    write("sites.rs", sites.source.as_bytes())?;

    let rules = compile_rules::compile(&root.join("src/rules"))?;
    watch("src/rules", &rules.files);
    write("rules.rs", rules.source.as_bytes())?;
    let model = root.join("src/model/model.bin");
    println!("cargo::rerun-if-changed=src/model/model.bin");
    let model = std::fs::read(&model).map_err(|e| format!("{}: {e}", model.display()))?;
    let words = root.join("src/relation/words.bin");
    println!("cargo::rerun-if-changed=src/relation/words.bin");
    let words = std::fs::read(&words).map_err(|e| format!("{}: {e}", words.display()))?;
    let talk = root.join("src/relation/talk.txt");
    println!("cargo::rerun-if-changed=src/relation/talk.txt");
    let talk = std::fs::read(&talk).map_err(|e| format!("{}: {e}", talk.display()))?;
    let nudge = compile_nudge::compile(&root.join("src/nudge"), &rules.reasons)?;
    watch("src/nudge", &nudge.files);
    write("nudge.rs", nudge.source.as_bytes())?;
    let nudge = nudge.texts.as_bytes();
    let (head, file) =
        asset::pack([&rules.phrases, &rules.patterns, &rules.links, &model, &words, &talk, &sites.composers, nudge])?;
    write("asset.head", &head)?;
    write("asset.bin", &file)
}

fn relative<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}
