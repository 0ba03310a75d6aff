//! What it is built from keeps to `deny.toml`: licences, bans and sources of every package in the lock files.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, Licensee};

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// None for those of this repository.
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
    source: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rules() -> Rules {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    toml::from_str(&text).expect("the rules")
}

/// Every package of a lock file, those for other machines too, without asking the network.
fn packages(manifest: &Path) -> Vec<Package> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features", "--manifest-path"])
        .arg(manifest)
        .output()
        .expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice::<Metadata>(&told.stdout).expect("metadata").packages
}

/// What is wrong with a package.
fn faults(rules: &Rules, package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    if rules.bans.deny.iter().any(|banned| banned.name == package.name) {
        faults.push("is banned".to_owned());
    }
    if let Some(source) = &package.source {
        let known = |registry: &String| source.strip_prefix("registry+") == Some(registry);
        if !rules.sources.allow_registry.iter().any(known) {
            faults.push(format!("comes from {source}"));
        }
        faults.extend(unlicensed(rules, package));
    } else {
        // A requirement that anything fulfils, in our own manifests.
        let wild = package.dependencies.iter().filter(|one| one.req == "*" && one.source.is_some());
        faults.extend(wild.map(|one| format!("takes any {}", one.name)));
    }
    faults
}

fn unlicensed(rules: &Rules, package: &Package) -> Option<String> {
    // Older packages write a stroke for "or".
    let license = package.license.as_deref().unwrap_or_default().replace('/', " OR ");
    let excepted = rules.licenses.exceptions.iter().filter(|one| one.name == package.name).flat_map(|one| &one.allow);
    let allowed: Vec<Licensee> =
        rules.licenses.allow.iter().chain(excepted).map(|id| Licensee::parse(id).expect("a licence of SPDX")).collect();
    let fits = Expression::parse(&license)
        .is_ok_and(|all| all.evaluate(|one| allowed.iter().any(|licensee| licensee.satisfies(one))));
    (!fits).then(|| format!("is licensed as {license:?}"))
}

#[test]
fn every_package_keeps_to_the_rules() {
    let rules = rules();
    let mut wrong = Vec::new();
    for (manifest, least) in [("Cargo.toml", 100), ("extension/bindgen/Cargo.toml", 20), ("tests/fuzz/Cargo.toml", 50)]
    {
        let manifest: PathBuf = root().join(manifest);
        if !manifest.exists() {
            continue; // The crate as it is published has neither the extension nor the fuzzer.
        }
        let packages = packages(&manifest);
        assert!(packages.len() > least, "{} packages of {}", packages.len(), manifest.display());
        for package in &packages {
            let name = format!("{} {}", package.name, package.version);
            wrong.extend(faults(&rules, package).into_iter().map(|fault| format!("{name} {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_find_what_they_are_for() {
    let rules = rules();
    let package = |name: &str, license: &str, source: &str| Package {
        name: name.into(),
        version: "1.0.0".into(),
        license: Some(license.into()),
        source: Some(source.into()),
        dependencies: Vec::new(),
    };
    let index = "registry+https://github.com/rust-lang/crates.io-index";
    for (package, fine) in [
        (package("otter", "MIT/Apache-2.0", index), true),
        (package("otter", "GPL-3.0-only OR MIT", index), true),
        (package("otter", "GPL-3.0-only", index), false),
        (package("otter", "MIT AND GPL-3.0-only", index), false),
        (package("otter", "", index), false),
        (package("cssparser", "MPL-2.0", index), true),
        (package("otter", "MPL-2.0", index), false),
        (package("reqwest", "MIT", index), false),
        (package("otter", "MIT", "git+https://github.com/otter/otter"), false),
        (package("otter", "MIT", "registry+https://otter.example/index"), false),
    ] {
        assert_eq!(faults(&rules, &package).is_empty(), fine, "{} {:?}", package.name, package.license);
    }
}
