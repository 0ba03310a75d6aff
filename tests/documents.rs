//! What the documents name is there: files, links, tasks of `build.sh` and subcommands.

use std::path::Path;

const DOCUMENTS: [&str; 4] = ["README.md", "PRIVACY.md", "SECURITY.md", "CHANGELOG.md"];

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
        for path in links.chain(files) {
            assert!(root.join(path).exists(), "{document} names {path}");
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
