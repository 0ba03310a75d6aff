//! What the `sincerely` command promises: answers in order, errors in place, exit codes, quiet ends.

#![cfg(feature = "cli")]
#![allow(clippy::type_complexity, reason = "tables of cases")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};

use common::{REAL, Run, STOCK};
use serde_json::{Value, json};

impl Run {
    #[track_caller]
    fn values(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The level or, where there is an error, its line.
    #[track_caller]
    fn gist(&self) -> Vec<String> {
        let gist = |value: Value| match value.get("error") {
            Some(_) => format!("error {} {}", value["line"], value["field"]),
            None => value["level"].as_str().expect("a level").to_owned(),
        };
        self.values().into_iter().map(gist).collect()
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sincerely"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("RAYON_NUM_THREADS");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Feeds a process from a thread of its own, so that neither side waits for the other.
fn feed(mut pipe: ChildStdin, input: Vec<u8>) {
    std::thread::spawn(move || {
        // A process that has heard enough closes the pipe.
        let _ = pipe.write_all(&input);
    });
}

#[track_caller]
fn finish(mut command: Command, input: impl Into<Vec<u8>>) -> Run {
    let mut child = command.spawn().expect("it starts");
    feed(child.stdin.take().expect("a pipe"), input.into());
    let output = child.wait_with_output().expect("it ends");
    output.into()
}

#[track_caller]
fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
    finish(command(arguments), input)
}

/// A folder of one test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("a file");
        path.to_str().expect("a plain path").to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain path").to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The finding whose quotation begins so.
#[track_caller]
fn found<'v>(report: &'v Value, words: &str) -> &'v Value {
    let quotes = |finding: &&Value| finding["quote"].as_str().is_some_and(|quote| quote.starts_with(words));
    report["findings"].as_array().and_then(|list| list.iter().find(quotes)).expect(words)
}

fn draft(text: &str) -> String {
    json!({ "text": text }).to_string()
}

#[test]
fn every_line_is_answered_or_its_error_is() {
    let (stock, real) = (draft(STOCK), draft(REAL));
    let table: Vec<(&str, Vec<u8>, Vec<&str>, i32)> = vec![
        ("empty", "".into(), vec![], 0),
        ("blank lines only", "\n \r\n\t\n".into(), vec![], 0),
        ("quiet", format!("{real}\n").into(), vec!["quiet"], 0),
        ("noticed", format!("{real}\n{stock}\n").into(), vec!["quiet", "warn"], 1),
        ("no final newline", format!("{stock}\n{real}").into(), vec!["warn", "quiet"], 1),
        ("CRLF", format!("{stock}\r\n\r\n{real}\r\n3\r\n").into(), vec!["warn", "quiet", "error 4 null"], 2),
        ("byte order mark", format!("\u{feff}{stock}\n").into(), vec!["warn"], 1),
        ("a second mark", format!("{real}\n\u{feff}{stock}\n").into(), vec!["quiet", "error 2 null"], 2),
        (
            "blank lines count",
            format!("\n\n{{}}\n\n{stock}\n[]").into(),
            vec!["error 3 \"text\"", "warn", "error 6 null"],
            2,
        ),
        ("bad input wins", format!("{stock}\n{{\"text\": 3}}").into(), vec!["warn", "error 2 \"text\""], 2),
        (
            "unknown fields",
            r#"{"text": "Hi", "x": {"y": [1]}, "site": "nowhere", "kind": "poem"}"#.into(),
            vec!["quiet"],
            0,
        ),
        ("null fields", r#"{"text": "Hi", "kind": null, "turns": null, "origin": null}"#.into(), vec!["quiet"], 0),
        (
            "wrong types",
            "{\"text\": \"a\", \"turns\": \"2\"}\n{\"text\": \"a\", \"origin\": {\"pasted\": 1.5}}".into(),
            vec!["error 1 \"turns\"", "error 2 \"origin.pasted\""],
            2,
        ),
        (
            "not an object",
            "null\n\"text\"\n[\"text\"]\n{\"text\"".into(),
            vec!["error 1 null", "error 2 null", "error 3 null", "error 4 null"],
            2,
        ),
        ("two on a line", format!("{real} {real}\n{real}").into(), vec!["error 1 null", "quiet"], 2),
        ("not UTF-8", [b"{\"text\": \"\xff\"}\n", real.as_bytes()].concat(), vec!["error 1 null", "quiet"], 2),
        (
            "NUL",
            format!("{{\"text\": \"a\0b\"}}\n\0\n{}\n{real}", draft("a\0b")).into(),
            vec!["error 1 \"text\"", "error 2 null", "quiet", "quiet"],
            2,
        ),
        ("half a surrogate pair", format!(r#"{{"text": "{STOCK} \ud83d"}}"#).into(), vec!["warn"], 1),
    ];
    for threads in ["1", "2"] {
        for (name, input, gist, code) in &table {
            let run = run(&["check", "--jsonl", "--threads", threads], input.clone());
            assert_eq!(
                (run.gist(), run.code),
                (gist.iter().map(|s| s.to_string()).collect(), *code),
                "{name}: {}",
                run.out
            );
            assert_eq!(run.err.is_empty(), *code != 2, "{name}: {}", run.err);
        }
    }
}

#[test]
fn noticing_need_not_be_failing() {
    for (input, code) in [(draft(STOCK), 0), (draft(REAL), 0), (format!("{}\n3", draft(STOCK)), 2)] {
        assert_eq!(run(&["check", "--jsonl", "--exit-zero"], input.clone()).code, code, "{input}");
    }
}

#[test]
fn an_error_says_what_and_where() {
    let run = run(&["check", "--jsonl"], format!("{}\n\n{{\"text\": 3}}\n{{}}\n", draft(REAL)));
    let expected = json!([
        { "error": "invalid type: integer `3`, expected a string at column 10", "line": 3, "field": "text" },
        { "error": "missing field `text` at column 2", "line": 4, "field": "text" },
    ]);
    assert_eq!(Value::from(run.values().split_off(1)), expected);
    assert!(run.err.contains("2 of 3 lines") && run.err.contains("<stdin>:3 (text: "), "{}", run.err);
}

#[test]
fn a_file_is_one_draft() {
    let folder = Folder::new("one_draft");
    let stock = folder.file("stock.txt", STOCK);
    let real = folder.file("real.txt", REAL);
    let lines = folder.file("drafts.JSONL", format!("{}\n{}\n", draft(STOCK), draft(REAL)));
    let binary = folder.file("binary.txt", b"Hi Anna\xff\xfe");
    let marked = folder.file("marked.txt", format!("\u{feff}{STOCK}\r\n"));
    let empty = folder.file("empty.txt", "");
    let nul = folder.file("nul.txt", "a\0b c d e f");
    let not_json = folder.file("object.json", draft(STOCK));
    let absent = folder.path("absent.txt");
    let folder_itself = folder.path("");
    let table: Vec<(Vec<&str>, &str, Vec<&str>, i32, &str)> = vec![
        (vec![], REAL, vec!["quiet"], 0, ""),
        (vec![], "", vec!["quiet"], 0, ""),
        (vec!["-"], STOCK, vec!["warn"], 1, ""),
        (vec![&stock, &real], "", vec!["warn", "quiet"], 1, ""),
        (vec![&real, "-", &stock], STOCK, vec!["quiet", "warn", "warn"], 1, ""),
        (vec![&lines, &real], "", vec!["warn", "quiet", "quiet"], 1, ""),
        (vec![&empty, &nul], "", vec!["quiet", "quiet"], 0, ""),
        (vec![&marked], "", vec!["warn"], 1, ""),
        // The same file as a line, too.
        (vec![&not_json, "--jsonl"], "", vec!["warn"], 1, ""),
        (vec![&absent], "", vec!["error null null"], 2, "absent.txt"),
        (vec![&stock, &absent, &real], "", vec!["warn", "error null null", "quiet"], 2, "absent.txt"),
        (vec!["--jsonl", &absent, &lines], "", vec!["warn", "quiet"], 2, "absent.txt"),
        (
            vec![&binary, &stock],
            "",
            vec!["error null null", "warn"],
            2,
            "binary.txt is not UTF-8: 0xff at byte offset 7",
        ),
        (vec![&folder_itself], "", vec!["error null null"], 2, "one_draft"),
    ];
    for (arguments, input, gist, code, complaint) in &table {
        let run = run(&[&["check"], arguments.as_slice()].concat(), *input);
        assert_eq!((run.gist(), run.code), (gist.iter().map(|s| s.to_string()).collect(), *code), "{arguments:?}");
        assert_eq!(run.err.is_empty(), complaint.is_empty(), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(complaint), "{arguments:?}: {}", run.err);
    }
    // The mark is no part of the text, so that spans are those of what one sees.
    let marked = run(&["check", &marked], "").values();
    assert_eq!(found(&marked[0], "I'd like to add")["spans"], json!([[4, 62]]));
}

#[test]
fn answers_come_in_the_order_of_the_lines() {
    let count = 20_000;
    // Long and short, noticed and quiet, good and bad, so that no two threads take the same time.
    let mut input = String::new();
    for n in 0..count {
        match n % 7 {
            0 => input += "no draft",
            1 => input += &draft(&format!("{n} {}", "otters, ".repeat(n % 300))),
            _ => input += &draft(&format!("{}{STOCK}", "é".repeat(n % 50))),
        }
        input += "\n";
    }
    for threads in ["1", "2", "5"] {
        let run = run(&["check", "--jsonl", "--threads", threads], input.clone());
        let values = run.values();
        assert_eq!((run.code, values.len()), (2, count));
        for (n, value) in values.iter().enumerate() {
            match n % 7 {
                0 => assert_eq!(value["line"], n + 1),
                1 => assert_ne!(value["level"], "warn", "line {}", n + 1),
                _ => assert_eq!(found(value, "I'd like to add")["spans"][0][0], n % 50 + 4, "line {}", n + 1),
            }
        }
    }
}

/// The words of a span, by the standard library's own UTF-16.
fn quoted(text: &str, span: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let end = |index: usize| usize::try_from(span[index].as_u64().expect("a number")).expect("small");
    String::from_utf16(&units[end(0)..end(1)]).expect("no half characters")
}

#[test]
fn spans_count_utf16_code_units() {
    let before = [
        "",
        "plain ",
        "é ",
        "e\u{301} ",
        "日本語 ",
        "👉 ",
        "👨\u{200d}👩\u{200d}👧 ",
        "❤\u{fe0f} ",
        "שלום ",
        "a\r\n\r\n\t",
        "𝒳 \u{feff}x ",
    ];
    let texts: Vec<String> = before.iter().map(|before| format!("{before}Hi {{{{first_name}}}}! {before}")).collect();
    let input = texts.iter().map(|text| draft(text)).collect::<Vec<_>>().join("\n");
    let values = run(&["check", "--jsonl"], input).values();
    assert_eq!(values.len(), texts.len());
    for (text, value) in texts.iter().zip(&values) {
        let finding = found(value, "{{first_name}}");
        assert_eq!(quoted(text, &finding["spans"][0]), "{{first_name}}", "{text:?}");
    }
}

#[test]
fn text_shows_what_was_noticed() {
    let folder = Folder::new("text");
    let stock = folder.file("stock.txt", format!("👉 {STOCK}\n"));
    let real = folder.file("real.txt", "hm");
    let lines = folder.file("drafts.jsonl", format!("{}\n\n{{}}\n{}\n", draft("hm"), draft(STOCK)));
    let one = run(&["check", "--format", "text", &stock], "");
    assert_eq!(one.code, 1);
    // The words over two rows, the second with what follows the first's underline.
    assert!(one.out.starts_with("warn: "), "{}", one.out);
    assert!(one.out.contains("\n | 👉 Hi, I'd like to add you to my professional\n |        ^^^^"), "{}", one.out);
    assert!(one.out.contains("\n = rule: templated/stock-invitation ("), "{}", one.out);
    assert!(one.out.lines().all(|line| line.chars().count() <= 80), "{}", one.out);

    let two = run(&["check", "--format", "text", &real, &stock], "");
    assert!(two.out.starts_with(&format!("{real}: quiet: too short to tell\n{stock}: warn: ")), "{}", two.out);

    let many = run(&["check", "--format", "text", &lines], "");
    let heads: Vec<&str> = many.out.lines().filter_map(|line| line.strip_prefix(&format!("{lines}:"))).collect();
    assert_eq!(heads[..2], ["1: quiet: too short to tell", "3: error: text: missing field `text` at column 2"]);
    assert!(heads[2].starts_with("4: warn: "), "{heads:?}");
    assert_eq!((heads.len(), many.code), (3, 2));

    // What is not UTF-8 is complained of once, on standard error.
    let bad = run(&["check", "--format", "text"], b"\xff".to_vec());
    assert_eq!((bad.code, bad.out.as_str()), (2, ""));
    assert_eq!(bad.err, "sincerely: <stdin> is not UTF-8: 0xff at byte offset 0\n");
}

#[test]
fn nothing_in_a_draft_is_obeyed_by_the_terminal() {
    let text = format!("\x1b]0;owned\x07\x1b[31m\u{9b}32m\u{202e} {STOCK} \x1b[2J\r\x08");
    for format in ["text", "json"] {
        let out = run(&["check", "--format", format], text.clone()).out;
        assert!(out.contains("professional network"), "{out}");
        let obeyed = |c: char| {
            (c.is_control() && c != '\n' && c != '\u{9b}') || (format == "text" && "\u{9b}\u{202e}".contains(c))
        };
        assert!(!out.contains(obeyed), "{out:?}");
    }
}

#[test]
fn colours_only_when_wanted() {
    // (arguments, NO_COLOR, whether); standard output is a pipe here.
    let table: [(&[&str], Option<&str>, bool); 6] = [
        (&[], None, false),
        (&["--color", "auto"], None, false),
        (&["--color", "always"], None, true),
        (&["--color", "always"], Some("1"), true),
        (&["--color", "never"], None, false),
        (&["--color", "auto"], Some("1"), false),
    ];
    for (arguments, no_color, expected) in table {
        for job in [&["check", "--format", "text"][..], &["rules", "--format", "text"]] {
            let mut command = command(&[job, arguments].concat());
            if let Some(value) = no_color {
                command.env("NO_COLOR", value);
            }
            let run = finish(command, STOCK);
            assert_eq!(run.out.contains('\x1b'), expected, "{job:?} {arguments:?} {no_color:?}");
        }
    }
    let json = run(&["check", "--color", "always"], STOCK);
    assert!(!json.out.contains('\x1b'));
}

#[test]
fn sensitivity_moves_the_line() {
    let levels =
        |text: &str| ["calm", "normal", "strict"].map(|s| run(&["check", "--sensitivity", s], text).gist().remove(0));
    assert_eq!(levels(STOCK), ["warn"; 3]);
    assert_eq!(levels(REAL), ["quiet"; 3]);
}

#[test]
fn settings_are_kept_to_or_refused() {
    let folder = Folder::new("settings");
    // (content, answer to a stock invitation or what the refusal says)
    let table: [(&str, Result<(&str, Value), &str>); 9] = [
        ("{}", Ok(("warn", Value::Null))),
        (r#"{"unknown": 1}"#, Ok(("warn", Value::Null))),
        (r#"{"rules_off": ["templated/other"]}"#, Ok(("warn", Value::Null))),
        (r#"{"rules_off": ["templated/stock-invitation"]}"#, Ok(("quiet", "ignored".into()))),
        ("\u{feff}{}", Ok(("warn", Value::Null))),
        (r#"{"sensitivity": "loud", "sites": []}"#, Err("sensitivity, sites")),
        (r#"{"version": 99, "rules_off": ["templated/stock-invitation"]}"#, Ok(("quiet", "ignored".into()))),
        ("[]", Err("object")),
        ("{\n\"paused\": tru}", Err("line 2")),
    ];
    for (content, expected) in &table {
        let file = folder.file("settings.json", content);
        let run = run(&["check", "--settings", &file], STOCK);
        match expected {
            Ok((level, because)) => {
                let report = &run.values()[0];
                assert_eq!((report["level"].as_str(), &report["quiet_because"]), (Some(*level), because), "{content}");
                assert_eq!(run.code, i32::from(*level != "quiet"), "{content}");
            }
            Err(said) => {
                assert_eq!((run.code, run.out.as_str()), (2, ""), "{content}");
                assert!(run.err.contains(said) && run.err.contains("settings.json"), "{content}: {}", run.err);
            }
        }
    }
    let absent = run(&["check", "--settings", &folder.path("absent.json")], STOCK);
    assert_eq!((absent.code, absent.out.as_str()), (2, ""));
    assert!(absent.err.contains("cannot read") && absent.err.contains("absent.json"), "{}", absent.err);
}

#[test]
fn wrong_arguments_are_refused() {
    let table: [(&[&str], &str); 6] = [
        (&["check", "--sensitivity", "loud"], "calm, normal, strict"),
        (&["check", "--format", "yaml"], "json, text"),
        (&["check", "--threads", "0"], "--threads"),
        (&["check", "--nonsense"], "--nonsense"),
        (&["rules", "--lang", "xx"], "any, "),
        (&["nonsense"], "nonsense"),
    ];
    for (arguments, said) in table {
        let run = run(arguments, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
}

/// A process whose answers are read one by one.
struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<std::process::ChildStdout>,
}

impl Talk {
    fn new(arguments: &[&str]) -> Self {
        let mut child = command(arguments).spawn().expect("it starts");
        let (input, output) = (child.stdin.take(), child.stdout.take().expect("a pipe"));
        Self { child, input, output: BufReader::new(output) }
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("UTF-8");
        line
    }
}

#[test]
fn a_line_is_answered_before_the_next_comes() {
    for threads in ["1", "3"] {
        let mut talk = Talk::new(&["check", "--jsonl", "--threads", threads]);
        for (text, level) in [(STOCK, "warn"), (REAL, "quiet"), (STOCK, "warn")] {
            let pipe = talk.input.as_mut().expect("open");
            writeln!(pipe, "{}", draft(text)).expect("it reads");
            pipe.flush().expect("it reads");
            assert!(talk.answer().starts_with(&format!("{{\"level\":\"{level}\"")));
        }
        drop(talk.input.take());
        assert_eq!((talk.answer().as_str(), talk.child.wait().expect("it ends").code()), ("", Some(1)));
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let lines = format!("{}\n", draft(STOCK)).repeat(200_000);
    for arguments in
        [&["check", "--jsonl"][..], &["check", "--jsonl", "--format", "text"], &["check", "--jsonl", "--threads", "1"]]
    {
        let mut talk = Talk::new(arguments);
        feed(talk.input.take().expect("a pipe"), lines.clone().into());
        assert!(!talk.answer().is_empty());
        drop(talk.output);
        let mut said = String::new();
        talk.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        assert_eq!((talk.child.wait().expect("it ends").code(), said.as_str()), (Some(1), ""), "{arguments:?}");
    }
    for arguments in [&["rules"][..], &["completions", "zsh"]] {
        let mut talk = Talk::new(arguments);
        drop(talk.output);
        assert_eq!(talk.child.wait().expect("it ends").code(), Some(0), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let mut command = command(&["check"]);
    command.stdout(std::fs::File::options().write(true).open("/dev/full").expect("Linux has it"));
    let run = finish(command, REAL);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot write"), "{}", run.err);
}

#[test]
fn long_drafts_take_bounded_time_and_longer_ones_are_refused() {
    let megabyte = format!("{}{STOCK}", "All work and no play {{name}} makes 👉 a dull day. ".repeat(20_000));
    let started = std::time::Instant::now();
    for arguments in [&["check"][..], &["check", "--format", "text"]] {
        let run = run(arguments, megabyte.clone());
        assert_eq!(run.code, 1);
        assert!(arguments.len() == 1 || run.out.lines().count() < 150, "{}", run.out.lines().count());
    }
    let run_jsonl = run(&["check", "--jsonl"], draft(&megabyte));
    assert_eq!(run_jsonl.gist(), ["warn"]);
    // Seconds in a debug build on a busy machine; hours if anything were quadratic.
    assert!(started.elapsed().as_secs() < 100, "{:?}", started.elapsed());

    let too_long = "x".repeat((16 << 20) + 1);
    let run_long = run(&["check"], too_long.clone());
    assert_eq!((run_long.gist(), run_long.code), (vec!["error null null".to_owned()], 2));
    // A long line is refused whether it ends or not, and its neighbours are answered.
    let lines = format!("{}\n{}\n{}\n{}", draft(STOCK), draft(&too_long), draft(REAL), too_long);
    let run_lines = run(&["check", "--jsonl"], lines);
    assert_eq!(run_lines.gist(), ["warn", "error 2 null", "quiet", "error 4 null"]);
}

#[test]
fn the_catalogue_is_listed() {
    use sincerely::rules::{ENTRIES, RULES};
    let all = run(&["rules"], "");
    let values = all.values();
    assert_eq!((all.code, values.len()), (0, RULES.len()));
    let entries: usize = values.iter().filter_map(|rule| Some(rule["entries"].as_array()?.len())).sum();
    assert_eq!(entries, ENTRIES.len());
    for (rule, value) in RULES.iter().zip(&values) {
        assert_eq!((value["id"].as_str(), value["family"].as_str()), (Some(rule.id), Some(rule.family.name())));
        assert!(value["entries"][0]["example"].is_string() && value["reason"].is_string(), "{value}");
        assert!(
            (value["entries"][0]["weight"].as_f64().expect("a number") - f64::from(rule.entries()[0].weight)).abs()
                < 1e-3
        );
    }
    let text = run(&["rules", "--format", "text"], "").out;
    assert!(RULES.iter().all(|rule| text.lines().any(|line| line == rule.id)), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");

    let ids = |arguments: &[&str]| -> Vec<String> {
        let run = run(arguments, "");
        assert_eq!(run.code, i32::from(run.out.is_empty()), "{arguments:?}");
        run.values().iter().filter_map(|rule| rule["id"].as_str().map(str::to_owned)).collect()
    };
    assert!(ids(&["rules", "Merge-Field"]).iter().all(|id| id.contains("merge-field")));
    assert_eq!(ids(&["rules", "templated/merge-field"]), ["templated/merge-field"]);
    assert!(ids(&["rules", "--lang", "any"]).contains(&"templated/merge-field".to_owned()));
    assert!(!ids(&["rules", "--lang", "en"]).contains(&"templated/merge-field".to_owned()));
    assert!(ids(&["rules", "no such rule"]).is_empty());
}

#[test]
fn help_says_what_there_is() {
    let table: [(&[&str], &[&str]); 6] = [
        (&["--version"], &[concat!("sincerely ", env!("CARGO_PKG_VERSION"))]),
        (&["--help"], &["check", "rules", "eval", "completions", "Examples:"]),
        (&["check", "-h"], &["--jsonl", "--sensitivity", "--threads", "Exit status"]),
        (&["check", "--help"], &["Examples:", "UTF-16", "Blank lines", "--color"]),
        (&["rules", "--help"], &["--lang", "FILTER"]),
        (&["completions", "bash"], &["_sincerely()", "--sensitivity"]),
    ];
    for (arguments, words) in table {
        let run = run(arguments, "");
        assert_eq!(run.code, 0, "{arguments:?}");
        for word in words {
            assert!(run.out.contains(word), "{arguments:?} does not say {word}:\n{}", run.out);
        }
    }
    assert_eq!(run(&[], "").code, 2);
}

#[test]
fn a_history_is_made_looked_at_and_erased() {
    let folder = Folder::new("history");
    let history = folder.path("sent.history");
    let line = "The otters are back in the old harbour and they brought three cubs along";
    let at = |now: u64| json!({"text": line, "site": "x", "kind": "post", "now": now}).to_string();
    let day = 24 * 60 * 60 * 1000;
    assert_eq!(run(&["check", "--history", &history], line).code, 2, "there is none yet");
    let remember = |input: String| run(&["history", "remember", &history], input);
    assert_eq!(remember(at(0)).code, 0);
    let check = |text: String| run(&["check", "--jsonl", "--history", &history], text);
    assert_eq!((check(at(day)).gist(), check(at(60_000)).gist()), (vec!["hint".into()], vec!["quiet".into()]));
    assert_eq!(remember(format!("{}\n\n", at(day))).code, 0);
    let answer = check(at(2 * day));
    assert_eq!((answer.gist(), answer.code), (vec!["warn".into()], 1));
    assert_eq!(
        found(&answer.values()[0], "The otters")["reason"],
        "This would be the third time this week; the last was on X a day ago."
    );
    // Plain text has no clock; what is remembered counts all the same.
    assert_eq!(run(&["check", "--history", &history], line).gist(), ["warn"]);
    assert_eq!(run(&["history", "show", &history], "").out, "     2  x\n");
    let bad = remember(format!("{}\n{{}}", at(9 * day)));
    assert!(bad.code == 2 && bad.err.contains("-:2: missing field"), "{}", bad.err);
    assert_eq!(run(&["history", "show", &history], "").out, "     2  x\n", "a bad line changes nothing");
    assert_eq!(run(&["history", "erase", &history, "x"], "").code, 0);
    assert_eq!(check(at(2 * day)).gist(), ["quiet"]);

    let broken = folder.file("broken", &std::fs::read(&history).expect("stored")[..20]);
    let answer = run(&["check", "--history", &broken], line);
    assert!(answer.code == 2 && answer.err.contains("damaged"), "{}", answer.err);
}
