//! One line of JSON as a draft, or what is wrong with it and where.

use serde::de::IgnoredAny;
use sincerely::Draft;

/// Why something is no draft.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub error: String,
    /// The path of the wrong field, as in `origin.typed`, where one is to blame.
    pub field: Option<String>,
}

impl Problem {
    pub fn new(error: impl Into<String>) -> Self {
        Self { error: error.into(), field: None }
    }
}

/// Reads a draft from one line of JSON. Half of a surrogate pair, which JavaScript writes when a text was cut inside an
/// emoji, counts as U+FFFD, as it does between JavaScript and wasm: spans stay where they are.
///
/// # Errors
///
/// When the line is not UTF-8, not JSON, not an object or has a field of the wrong type.
pub fn draft(line: &[u8]) -> Result<Draft, Problem> {
    let line = std::str::from_utf8(line).map_err(|error| not_utf8(line, &error))?;
    if !line.trim_start().starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(line) {
            Ok(_) => Problem::new("a draft is an object, as in {\"text\": \"…\"}"),
            Err(error) => Problem::new(message(&error)),
        });
    }
    // The path of a field costs time and is only wanted when something is wrong.
    serde_json::from_str(line).or_else(|_| located(&with_whole_surrogates(line)))
}

/// Says which byte of a text is not UTF-8.
pub fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> Problem {
    let at = error.valid_up_to();
    let byte = bytes.get(at).copied().unwrap_or_default();
    Problem::new(format!("not UTF-8: 0x{byte:02x} at byte offset {at}"))
}

/// Reads a draft, keeping track of where it is.
fn located(line: &str) -> Result<Draft, Problem> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let draft = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let missing = inner.to_string();
        let missing = missing.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let field = match (path.as_str(), missing) {
            (".", missing) => missing.map(str::to_owned),
            (_, Some(missing)) => Some(format!("{path}.{missing}")),
            (_, None) => Some(path),
        };
        Problem { error: message(&inner), field }
    })?;
    deserializer.end().map_err(|error| Problem::new(message(&error)))?;
    Ok(draft)
}

/// What serde says, without the line of the one line it knows.
fn message(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match said.strip_suffix(&format!(" at line {} column {}", error.line(), error.column())) {
        Some(what) => format!("{what} at column {}", error.column()),
        None => said,
    }
}

/// The same JSON with each escaped half of a surrogate pair made U+FFFD.
fn with_whole_surrogates(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let (keep, length) = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (true, 12),
            (Some(0xd800..=0xdfff), _) => (false, 6),
            // The escaped character may itself be a backslash.
            _ => (true, 1 + escape.chars().nth(1).map_or(0, char::len_utf8)),
        };
        let (escape, after) = escape.split_at(length);
        whole.push_str(if keep { escape } else { "\\ufffd" });
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// The code unit of an escape `\uXXXX` that begins a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_names_its_field() {
        let table: &[(&str, &str, Option<&str>)] = &[
            ("{}", "missing field `text` at column 2", Some("text")),
            (r#"{"text": 3}"#, "invalid type: integer `3`, expected a string at column 10", Some("text")),
            (r#"{"text": null}"#, "invalid type: null, expected a string at column 13", Some("text")),
            (r#"{"text": "a", "kind": 4}"#, "invalid type: integer `4`, expected a string at column 23", Some("kind")),
            (r#"{"text": "a", "turns": -1}"#, "invalid value: integer `-1`, expected u32 at column 25", Some("turns")),
            (
                r#"{"text": "a", "origin": {"typed": "x"}}"#,
                "invalid type: string \"x\", expected u32 at column 37",
                Some("origin.typed"),
            ),
            (r#"{"text": "a"} {"text": "b"}"#, "trailing characters at column 15", None),
            (r#"["a"]"#, "a draft is an object, as in {\"text\": \"…\"}", None),
            ("null", "a draft is an object, as in {\"text\": \"…\"}", None),
            ("hello", "expected value at column 1", None),
            ("", "EOF while parsing a value at column 0", None),
        ];
        for (line, error, field) in table {
            let problem = draft(line.as_bytes()).expect_err(line);
            assert_eq!((problem.error.as_str(), problem.field.as_deref()), (*error, *field), "{line}");
        }
        assert_eq!(draft(b"{\"text\": \"a\xff\"}").expect_err("a bad byte").error, "not UTF-8: 0xff at byte offset 11");
    }

    #[test]
    fn a_right_line_is_a_draft() {
        let table = [
            (r#"{"text": "a"}"#, "a"),
            (r#" {"text": "a", "unknown": [{"deep": 1}], "kind": "new", "turns": null}  "#, "a"),
            (r#"{"text": "\ud83d\ude00"}"#, "😀"),
            // Half a pair, high, low, in the wrong order, at the end, before another escape; and what only looks like it.
            (r#"{"text": "a\ud83d b"}"#, "a\u{fffd} b"),
            (r#"{"text": "a\ude00b"}"#, "a\u{fffd}b"),
            (r#"{"text": "\ude00\ud83d"}"#, "\u{fffd}\u{fffd}"),
            (r#"{"text": "a\uD83D"}"#, "a\u{fffd}"),
            (r#"{"text": "\ud83d\n\ud83d\ud83d\ude00"}"#, "\u{fffd}\n\u{fffd}😀"),
            (r#"{"text": "\\ud83d \ud83d"}"#, "\\ud83d \u{fffd}"),
            ("{\"text\": \"\\u00e9\", \"parent\": \"\\ud83d\"}", "é"),
        ];
        for (line, text) in table {
            assert_eq!(draft(line.as_bytes()).map(|draft| draft.text).as_deref(), Ok(text), "{line}");
        }
    }

    #[test]
    fn a_bad_escape_stays_bad() {
        for line in [r#"{"text": "\ud83d \x"}"#, r#"{"text": "\u12"}"#, r#"{"text": "\ud83"#, "{\"text\": \"\\"] {
            assert!(draft(line.as_bytes()).is_err(), "{line}");
        }
    }
}
