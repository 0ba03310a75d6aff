//! What `sincerely eval` promises: figures that can be counted by hand, floors, and other tools asked beside the engine.

#![cfg(feature = "cli")]

mod common;

use std::path::PathBuf;
use std::process::Command;

use common::{REAL, Run, STOCK};
use serde_json::{Value, json};

/// A folder of one test's own, with labelled messages; gone with it.
struct Data(PathBuf);

impl Data {
    /// 200 rows by people, of which one is a stock text, and three templated rows, of which two are.
    fn new(test: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("eval-{test}"));
        let _ = std::fs::remove_dir_all(&root);
        let data = Self(root);
        let talk = (0..200).map(|number| match number {
            7 => json!({"text": STOCK, "labels": [], "lang": "en", "native": false, "pair": 7, "kind": "message"}),
            8 => json!({"text": REAL, "labels": [], "lang": "en", "native": true, "pair": 7, "kind": "message"}),
            9 => json!({"text": REAL, "labels": [], "lang": "cy", "native": false, "pair": 9}),
            _ => json!({"text": REAL, "labels": [], "lang": "en"}),
        });
        data.write("talk/people.jsonl", talk);
        let letters = [STOCK, STOCK, REAL].map(|text| json!({"text": text, "labels": ["templated"], "lang": "en"}));
        let unlabelled = json!({"text": STOCK, "labels": null});
        data.write("letters/forms.jsonl", letters.into_iter().chain([unlabelled]));
        data
    }

    fn write(&self, name: &str, rows: impl IntoIterator<Item = Value>) -> String {
        let lines: Vec<String> = rows.into_iter().map(|row| row.to_string() + "\n").collect();
        self.file(name, &lines.concat())
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, content).expect("a file");
        path.to_str().expect("a plain path").to_owned()
    }

    /// Runs `sincerely eval` on both folders.
    #[track_caller]
    fn eval(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_sincerely"))
            .current_dir(&self.0)
            .args(["eval", "talk", "letters"])
            .args(arguments)
            .output()
            .expect("it runs");
        output.into()
    }

    /// A score for every labelled row in the order of reading: people's 0, 0.001, …, 0.199, then those given.
    fn scores(&self, letters: [f64; 3], line: impl Fn(f64) -> Value) -> String {
        let people = (0..200).map(|number| f64::from(number) / 1000.0);
        self.write("scores.jsonl", people.chain(letters).map(line))
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Run {
    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).expect("JSON")
    }
}

/// The numbers at pointers, to three decimals.
#[track_caller]
fn assert_figures(measured: &Value, expected: &[(&str, f64)]) {
    for (pointer, figure) in expected {
        let found = measured.pointer(pointer).and_then(Value::as_f64);
        let found = found.unwrap_or_else(|| panic!("there is no {pointer} in {measured:#}"));
        assert!((found - figure).abs() < 0.0005, "{pointer}: {found}, not {figure}");
    }
}

#[test]
fn the_engine_is_measured_as_one_counts_by_hand() {
    let data = Data::new("engine");
    let measured = data.eval(&["--format", "json"]).json();
    assert_figures(
        &measured,
        &[
            ("/rows", 204.0),
            ("/alarms/all/noticed/part", 1.0),
            ("/alarms/all/noticed/whole", 200.0),
            // Wilson's interval of 1 in 200.
            ("/alarms/all/noticed/low", 0.000_883),
            ("/alarms/all/noticed/high", 0.027_78),
            ("/alarms/private/noticed/part", 1.0),
            ("/alarms/private/noticed/whole", 2.0),
            ("/alarms/people/warned/part", 1.0),
            ("/alarms_by_language/en/noticed/whole", 199.0),
            ("/alarms_by_language/cy/noticed/part", 0.0),
            ("/alarms_by_writer/native/noticed/part", 0.0),
            ("/alarms_by_writer/native/noticed/whole", 1.0),
            ("/alarms_by_writer/non-native/noticed/part", 1.0),
            ("/alarms_by_writer/non-native/noticed/whole", 2.0),
            ("/native/difference/value", 0.5),
            // The sentence 9 has no correction.
            ("/native/pairs", 1.0),
            ("/native/only_non_native", 1.0),
            ("/native/only_native", 0.0),
            ("/sets/forms/templated/rows", 3.0),
            ("/sets/forms/templated/noticed/part", 2.0),
            ("/sets/forms/templated/predicted/part", 2.0),
            ("/sets/forms/templated/predicted/low", 0.207_7),
            ("/sets/forms/templated/predicted/high", 0.938_5),
            // Two rows of people may be above: one has the score of the two letters, 198 that of the third.
            ("/sets/forms/templated/at_1/part", 2.0),
            ("/sets/forms/templated/at_01/part", 0.0),
            // Of 600 pairs 2 × 199 are right; 2 with the stock text among the people and 199 of the third are ties.
            ("/families/templated/auc/value", (398.0 + 1.0 + 99.5) / 600.0),
            ("/families/any/predicted/part", 2.0),
            ("/f1/all/templated/precision/part", 2.0),
            ("/f1/all/templated/precision/whole", 3.0),
            ("/f1/all/templated/recall/whole", 3.0),
            ("/f1/all/templated/f1/value", 2.0 / 3.0),
            // From 2 hits of 4 rows that are predicted or true.
            ("/f1/all/templated/f1/low", 0.261),
            ("/f1/all/templated/f1/high", 0.919),
        ],
    );
    assert_eq!(measured.pointer("/f1/forms"), None, "a set without people has no precision to speak of");
    assert_eq!(measured.pointer("/families/promotional"), None, "no row is of it");
    assert_eq!(measured["folders"], json!({"forms": "letters", "people": "talk"}));
}

#[test]
fn other_tools_are_measured_by_their_scores() {
    let data = Data::new("scores");
    // Under 1 % of 200 two may be above the threshold, which then is 0.197: a tie with it is no catch.
    data.scores([0.1975, 0.197, 0.05], |score| json!({"scores": {"templated": score}, "noticed": score > 0.15}));
    let measured = data.eval(&["--format", "json", "--beside", "fixed=cat scores.jsonl"]).json();
    let tool = &measured["beside"]["tools"][1];
    assert_eq!(tool["name"], "fixed");
    assert_figures(
        tool,
        &[
            ("/rows", 203.0),
            ("/families/templated/threshold_1", 0.197),
            ("/families/templated/threshold_01", 0.199),
            ("/families/templated/at_1/part", 1.0),
            ("/families/templated/at_01/part", 0.0),
            ("/families/templated/noticed/part", 2.0),
            // They beat 198, 197 and 50 of the people, the second and the third tie with one.
            ("/families/templated/auc/value", (198.0 + 197.5 + 50.5) / 600.0),
            // Below 0.1 scores sum up to 5 for one letter, from there to 0.2 to 15.3445 for two.
            ("/families/templated/calibration_error", (4.0 + 13.3445) / 203.0),
            ("/alarms/all/noticed/part", 49.0),
            ("/alarms/people/noticed/whole", 200.0),
            ("/f1/all/any/precision/whole", 51.0),
        ],
    );
    assert_eq!(tool.pointer("/families/promotional"), None);
    assert_eq!(tool.pointer("/alarms/all/warned"), None, "it does not say");
    // The engine beside it is asked about the same rows.
    assert_figures(&measured, &[("/beside/tools/0/families/templated/predicted/part", 2.0), ("/beside/rows", 203.0)]);

    // One score is no probability; a tool that does not say what it would do is not asked whom it disturbs.
    data.scores([9.0, 8.0, -1.0], |score| json!({ "score": score }));
    let measured = data.eval(&["--format", "json", "--beside", "fixed=cat scores.jsonl"]).json();
    let tool = &measured["beside"]["tools"][1];
    assert_figures(tool, &[("/families/templated/at_01/part", 2.0), ("/families/any/auc/value", 2.0 / 3.0)]);
    for nothing in ["/families/templated/calibration_error", "/families/templated/noticed", "/alarms/all/noticed"] {
        assert_eq!(tool.pointer(nothing), None, "{nothing}");
    }
}

#[test]
fn a_tool_sees_drafts_and_nothing_else() {
    let data = Data::new("drafts");
    let beside = r#"counts=tee seen.jsonl | sed 's/.*/{"score": 1}/'"#;
    data.eval(&["--format", "json", "--beside", beside, "--sample", "5"]).json();
    let seen = std::fs::read_to_string(data.0.join("seen.jsonl")).expect("it was asked");
    let seen: Vec<Value> = seen.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    // Two of the people, evenly spaced, and as many of the letters.
    let texts: Vec<&str> = seen.iter().filter_map(|draft| draft["text"].as_str()).collect();
    assert_eq!(texts, [REAL, REAL, STOCK, STOCK]);
    for key in ["labels", "lang", "native", "pair", "set"] {
        assert!(seen.iter().all(|draft| draft.get(key).is_none()), "{key} in {seen:?}");
    }
}

#[test]
fn a_tool_that_fails_is_named_with_what_happened() {
    let data = Data::new("failures");
    data.scores([0.0; 3], |score| json!({ "score": score }));
    for (command, complaint) in [
        ("exit 3", "answered 0 of 203 messages (exit status: 3)"),
        ("no-such-command-anywhere", "answered 0 of 203 messages (exit status: 127)"),
        ("head -n 5 scores.jsonl", "answered 5 of 203 messages"),
        ("cat scores.jsonl; exit 3", "answered everything, but failed (exit status: 3)"),
        ("kill -9 $$", "answered 0 of 203 messages (signal: 9"),
        ("yes '{\"score\": 1}'", "more than the 203 answers that were asked for"),
        ("head -n 1 scores.jsonl; echo hello; exec sleep 1000", "answer 2: "),
        ("yes '{}'", "answer 1: neither `score` nor `scores`"),
        ("yes '{\"scores\": {\"rude\": 1}}'", "answer 1: no score of a family"),
    ] {
        let run = data.eval(&["--beside", &format!("poor tool={command}")]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}");
        let expected = format!("sincerely: poor tool (`{command}`): {complaint}");
        assert!(run.err.contains(&expected), "{}, not {expected}", run.err);
    }
}

#[test]
fn a_floor_decides_the_exit_status() {
    let data = Data::new("floor");
    for (name, floor, code, complaint) in [
        ("met.toml", "[sets.forms.templated]\npredicted = 0.66\n[alarms.all]\nnoticed = 0.005", 0, ""),
        (
            "recall.toml",
            "sets.forms.templated.predicted = 0.67",
            1,
            "sets.forms.templated.predicted: 0.6667, must be at least 0.67",
        ),
        ("alarms.toml", "alarms.people.noticed = 0.004", 1, "alarms.people.noticed: 0.0050, must be at most 0.004"),
        ("gone.toml", "sets.gone.templated.at_1 = 0", 1, "sets.gone: was not measured"),
        ("met.json", r#"{"families": {"any": {"auc": 0.8}}}"#, 0, ""),
        ("below.json", r#"{"families": {"any": {"auc": 0.999}}}"#, 1, "families.any.auc: "),
        ("broken.toml", "alarms = ", 2, "broken.toml is not TOML"),
        ("broken.json", "alarms = 1", 2, "broken.json is not JSON"),
    ] {
        data.file(name, floor);
        let run = data.eval(&["--floor", name, "--format", "json"]);
        assert_eq!(run.code, code, "{name}: {}", run.err);
        assert!(
            if complaint.is_empty() { run.err.is_empty() } else { run.err.contains(complaint) },
            "{name}: {}",
            run.err
        );
        assert_eq!(run.out.is_empty(), code == 2, "{name}: what was measured is printed all the same");
    }
    assert_eq!(data.eval(&["--floor", "nowhere.toml"]).code, 2);
}

#[test]
fn the_report_is_the_same_every_time_and_says_what_is_missing() {
    let data = Data::new("report");
    data.file("note.md", "A note of *how*.\n");
    data.scores([0.5, 0.4, 0.3], |score| json!({"scores": {"templated": score}, "noticed": score >= 0.5}));
    let arguments = ["--note", "note.md", "--beside", "a|b=cat scores.jsonl", "--beside", "gone="];
    let printed = data.eval(&arguments);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    for name in ["one.md", "two.md"] {
        let run = data.eval(&[&arguments[..], &["--report", name]].concat());
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        assert_eq!(std::fs::read_to_string(data.0.join(name)).expect("written"), printed.out);
    }
    for line in [
        "A note of *how*.",
        "204 messages in 2 sets, 200 of them by people who talk.",
        "Missing where this was written: gone.",
        "Of 1 pairs of a learner's sentence and its correction 0 are noticed in both, 1 only as the learner wrote it,",
        "All 203 labelled rows, asked of every tool.",
    ] {
        assert!(printed.out.contains(line), "no “{line}” in {}", printed.out);
    }
    // What stands in a table, whatever its layout.
    let rows: Vec<Vec<&str>> = printed
        .out
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").map(str::trim).collect()))
        .collect();
    for row in [
        vec!["people (talk)", "200", "0.50 [0.09, 2.78] (1)", "0.50 [0.09, 2.78] (1)"],
        vec!["set", "rows", "Sincerely", "a\\|b"],
        vec!["**all**", "200", "0.5 [0.1, 2.8]", "0.0 [0.0, 1.9]"],
        vec!["forms (letters)", "templated", "3", "66.7 [20.8, 93.9]", "100.0 [43.9, 100.0]"],
        vec!["forms (letters)", "templated", "3", "66.7 [20.8, 93.9]", "33.3 [6.1, 79.2]"],
    ] {
        assert!(rows.contains(&row), "no {row:?} in {}", printed.out);
    }
    let lengths = |table: &[&str]| table.iter().map(|line| line.chars().count()).collect::<Vec<_>>();
    let lines: Vec<&str> = printed.out.lines().collect();
    for table in lines.split(|line| !line.starts_with('|')) {
        assert!(lengths(table).windows(2).all(|pair| pair[0] == pair[1]), "{table:#?}");
    }
}

#[test]
fn data_that_cannot_be_measured_is_said() {
    let data = Data::new("data");
    data.write("again/forms.jsonl", [json!({"text": STOCK, "labels": []})]);
    data.write("broken/one.jsonl", [json!({"text": STOCK, "labels": []}), json!({"text": STOCK, "labels": ["rude"]})]);
    std::fs::create_dir_all(data.0.join("empty")).expect("a folder");
    for (more, complaint) in [
        ("again", "two sets are named forms: letters/forms.jsonl and again/forms.jsonl"),
        ("broken", "broken/one.jsonl:2"),
        ("empty", "there is no *.jsonl in empty"),
        ("nowhere", "cannot open nowhere"),
    ] {
        let run = data.eval(&[more]);
        assert!(run.code == 2 && run.err.contains(complaint), "{more}: {}", run.err);
    }
    let nobody = data.write("nobody.jsonl", [json!({"text": STOCK, "labels": ["templated"]})]);
    let run = Command::new(env!("CARGO_BIN_EXE_sincerely")).args(["eval", &nobody, "--format", "json"]).output();
    let measured: Value = serde_json::from_slice(&run.expect("it runs").stdout).expect("JSON");
    assert_figures(&measured, &[("/sets/nobody/templated/noticed/part", 1.0)]);
    assert_eq!(measured.pointer("/sets/nobody/templated/at_1"), None, "there is nothing to hold a score against");
}
