//! What the documents name is there: files, links, tasks of `build.sh` and subcommands.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use sincerely::Settings;
use sincerely::policy::{Held, Policy};
use sincerely::sites::Site;

const DOCUMENTS: [&str; 6] =
    ["README.md", "PRIVACY.md", "SECURITY.md", "CHANGELOG.md", "docs/POLICY.md", "docs/store/README.md"];

/// The pieces of a text that stand between two marks.
fn between<'t>(text: &'t str, open: &'t str, close: char) -> impl Iterator<Item = &'t str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inner, _)| inner))
}

#[test]
fn what_the_documents_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let script = read("build.sh");
    let (mut paths, mut tasks) = (0, 0);
    for document in DOCUMENTS {
        let text = read(document);
        let links = between(&text, "](", ')').filter(|link| !link.contains("://"));
        let code = || text.split('`').skip(1).step_by(2).filter(|code| !code.contains('\n'));
        let files = code().filter(|code| ["src", "extension", "tests", "docs"].iter().any(|top| code.starts_with(top)));
        let folder = root.join(document).parent().expect("a folder").to_owned();
        let named = links.map(|link| folder.join(link)).chain(files.map(|file| root.join(file)));
        for path in named {
            assert!(path.exists(), "{document} names {}", path.display());
            paths += 1;
        }
        let commands = text.split("./build.sh ").skip(1).filter_map(|rest| rest.split([' ', '`', '\n', ':']).next());
        for task in commands.filter(|task| task.chars().all(|c| c.is_ascii_lowercase()) && !task.is_empty()) {
            assert!(script.contains(&format!("\ntask_{task}() {{")), "{document} names ./build.sh {task}");
            tasks += 1;
        }
    }
    assert!(paths > 10 && tasks > 5, "{paths} paths, {tasks} tasks");
}

#[test]
fn the_stores_are_told_what_the_package_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/store/descriptions.md")).expect("the descriptions");
    for file in root.join("src/nudge").read_dir().expect("the words").map(|file| file.expect("a file").path()) {
        if file.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        let words: toml::Table = toml::from_str(&std::fs::read_to_string(&file).expect("UTF-8")).expect("TOML");
        let say = |key: &str| words["ui"][key].as_str().expect("a word").to_owned();
        let summary = say("extension_description");
        assert!(summary.chars().count() <= 132, "{summary}");
        assert!(page.contains(&format!("**{}**: {summary}\n", say("extension_name"))), "{}", file.display());
        let language = file.file_stem().and_then(|stem| stem.to_str()).expect("a code");
        assert!(page.contains(&format!("(`{language}`)")), "{language}");
    }
}

#[test]
fn every_dependency_is_named_with_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let readme = read("README.md");
    let rust: toml::Table = toml::from_str(&read("Cargo.toml")).expect("TOML");
    let wasm = &rust["target"]["cfg(target_arch = \"wasm32\")"]["dependencies"];
    let tables = [&rust["dependencies"], &rust["build-dependencies"], &rust["dev-dependencies"], wasm];
    let mut names: Vec<String> =
        tables.into_iter().flat_map(|table| table.as_table().expect("a table").keys().cloned()).collect();
    let tools: serde_json::Value = serde_json::from_str(&read("extension/package.json")).expect("JSON");
    names.extend(tools["devDependencies"].as_object().expect("an object").keys().cloned());
    for name in &names {
        assert!(readme.contains(&format!("`{name}`")), "README.md does not say why {name} is there");
    }
    assert!(names.len() > 30, "{}", names.len());
}

/// What is laid down, wherever an example has it.
fn laid_down(example: &Value) -> Option<&Value> {
    match example.as_object() {
        Some(map) if map.contains_key("locked") => Some(example),
        Some(map) => map.values().find_map(laid_down),
        None => None,
    }
}

#[test]
fn the_examples_of_policies_are_read_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/POLICY.md")).expect("the page");
    let examples: Vec<Value> =
        between(&page, "```json\n", '`').map(|json| serde_json::from_str(json).expect("JSON")).collect();
    assert_eq!(examples.len(), 3);
    let first = laid_down(&examples[0]).expect("a policy");
    for example in &examples {
        let example = laid_down(example).expect("a policy");
        let policy: Policy = serde_json::from_value(example.clone()).expect("a map");
        assert_eq!((policy.problems(), example), (&[][..], first));
    }
    // Written otherwise elsewhere, but the same words.
    for (open, close) in [("```reg", "```"), ("```xml", "```")] {
        let other = page.split(open).nth(1).and_then(|rest| rest.split(close).next()).expect("an example");
        for word in [
            "linkedin",
            "facebook",
            "intranet.example.org",
            "sensitivity",
            "calm",
            "history",
            "mix",
            "sync",
            "sites.facebook",
        ] {
            assert!(other.contains(word), "{open} does not say {word}");
        }
    }
    let switches: BTreeSet<&str> =
        Site::all().map(Site::row).filter(|row| !row.matches.is_empty()).map(|row| row.brand).collect();
    let named = page.split("Switches: ").nth(1).and_then(|rest| rest.split(". A host").next()).expect("a list");
    assert_eq!(named.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>(), switches);
}

#[test]
fn chrome_is_told_of_every_part_of_a_policy_and_of_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = std::fs::read_to_string(root.join("extension/managed.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let properties = schema["properties"].as_object().expect("an object");
    let mut whole = serde_json::Map::new();
    for (name, part) in properties.iter().filter(|(name, _)| *name != "locked") {
        let value = match part["type"].as_str() {
            Some("boolean") => json!(false),
            Some("string") => part["enum"][0].clone(),
            Some("object") => json!({"x": false}),
            other => panic!("{name}: {other:?}"),
        };
        whole.insert(name.clone(), value);
    }
    whole.insert("locked".into(), whole.keys().cloned().collect());
    let policy: Policy = serde_json::from_value(whole.into()).expect("a map");
    assert_eq!(policy.problems(), [""; 0]);
    let held = Held::new(Settings::default(), policy);
    let laid_down = held.shown().laid_down;
    // All but sites and what is locked.
    assert_eq!((laid_down.switches.len(), laid_down.sites.len()), (properties.len() - 2, 1));
    assert!(laid_down.switches.values().chain(laid_down.sites.values()).all(|is_fixed| *is_fixed));
}
