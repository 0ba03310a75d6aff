//! What `wasm-bindgen --target web|bundler|nodejs --out-dir OUT IN` does, without that command's own dependencies,
//! and pinned by a lock file that is ours.

use std::{env, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [input, out, target] = args.as_slice() else {
        eprintln!("usage: bindgen MODULE.wasm OUT_DIR web|bundler|nodejs");
        return ExitCode::from(2);
    };
    match generate(input, out, target) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(input: &str, out: &str, target: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    match target {
        "web" => bindgen.web(true)?,
        "bundler" => bindgen.bundler(true)?,
        "nodejs" => bindgen.nodejs(true)?,
        other => return Err(format!("unknown target {other:?}").into()),
    };
    bindgen
        .input_path(input)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // After a trap an instance is not to be trusted, and a service worker cannot import the glue a second time
        .reset_state_function(true);
    Ok(bindgen.generate(out)?)
}
