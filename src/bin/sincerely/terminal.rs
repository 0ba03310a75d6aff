//! What may be printed where: width, colours, and characters that a terminal would obey instead of showing.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The width of a page when it does not go to a terminal.
const PAGE: usize = 80;
/// Narrower than this nothing can be laid out; wider than this nobody likes to read.
const WIDTHS: Range<usize> = 40..121;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    Always,
    Never,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One object a line.
    Json,
    /// For people.
    Text,
}

/// How to lay out text.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// In columns.
    pub width: usize,
    pub color: bool,
}

impl Page {
    /// As standard output can show it.
    pub fn of_stdout(color: Color) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width = terminal_size::terminal_size_of(std::io::stdout()).map_or(PAGE, |(width, _)| usize::from(width.0));
        Self {
            width: width.clamp(WIDTHS.start, WIDTHS.end - 1),
            color: color.applies(terminal, |name| std::env::var_os(name)),
        }
    }
}

impl Color {
    /// Whether to use colours, by the conventions of <https://no-color.org>.
    fn applies(self, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => terminal && !set("NO_COLOR") && variable("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

/// Text as it can be shown on one line: what would move the cursor, change colours or turn the direction of other text is
/// replaced; what joins pictographs is left out, because terminals disagree how wide the joined ones are.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push_str("    "),
            '\0'..='\x1f' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(' ')),
            '\x7f' => shown.push('␡'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => shown.push('\u{fffd}'),
            '\u{200d}'..='\u{200f}' | '\u{61c}' | '\u{fe0f}' => {}
            '\u{2028}' | '\u{2029}' => shown.push(' '),
            c if c.is_control() => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

/// The columns that a text takes once it is [`visible`].
pub fn columns(text: &str) -> usize {
    visible(text).chars().map(cells).sum()
}

fn cells(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// The byte ranges of a text's rows: one for each of its lines, several where a line is wider than `width`, which then
/// breaks at spaces where it can. Line ends are outside the rows, spaces at a break are not.
pub fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut begin = 0;
    for line in text.split('\n') {
        let content = line.strip_suffix('\r').unwrap_or(line);
        wrap(content, begin, width, &mut rows);
        begin += line.len() + 1;
    }
    rows
}

fn wrap(line: &str, begin: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = 0;
    let mut taken = 0;
    // Where the row could end, and the columns up to there.
    let mut space: Option<(usize, usize)> = None;
    for (at, c) in line.char_indices() {
        let wide = columns(c.encode_utf8(&mut [0; 4]));
        if taken + wide > width && at > row && !c.is_whitespace() {
            let (end, columns) = space.take().unwrap_or((at, taken));
            rows.push(begin + row..begin + end);
            row = end;
            taken -= columns;
        }
        taken += wide;
        if c.is_whitespace() {
            space = Some((at + c.len_utf8(), taken));
        }
    }
    rows.push(begin + row..begin + line.len());
}

/// Text broken into lines of at most `width` columns.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    rows(text, width).into_iter().map(|row| visible(text[row].trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_flag_then_the_environment_then_the_terminal() {
        use Color::{Always, Auto, Never};
        let table = [
            // flag, terminal, NO_COLOR, TERM, whether
            (Auto, true, None, Some("xterm"), true),
            (Auto, true, None, None, true),
            (Auto, true, Some("1"), Some("xterm"), false),
            (Auto, true, Some(""), Some("xterm"), true),
            (Auto, true, None, Some("dumb"), false),
            (Auto, false, None, Some("xterm"), false),
            (Always, false, Some("1"), Some("dumb"), true),
            (Never, true, None, Some("xterm"), false),
        ];
        for (flag, terminal, no_color, term, expected) in table {
            let variable = |name: &str| if name == "NO_COLOR" { no_color } else { term }.map(OsString::from);
            assert_eq!(flag.applies(terminal, variable), expected, "{flag:?} {terminal} {no_color:?} {term:?}");
        }
    }

    #[test]
    fn rows_fit_and_lose_nothing() {
        let table: &[(&str, usize, &[&str])] = &[
            ("", 10, &[""]),
            ("one two three", 8, &["one two ", "three"]),
            ("one two", 7, &["one two"]),
            ("one two ", 7, &["one two "]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("ab abcdefgh", 3, &["ab ", "abc", "def", "gh"]),
            ("a\r\nb\n\nc\n", 9, &["a", "b", "", "c", ""]),
            // Two columns each; a mark that takes none stays with its letter.
            ("日本語", 4, &["日本", "語"]),
            ("ae\u{301}e", 2, &["ae\u{301}", "e"]),
            ("\t\ta", 8, &["\t\t", "a"]),
        ];
        for (text, width, expected) in table {
            let rows: Vec<&str> = rows(text, *width).into_iter().map(|row| &text[row]).collect();
            assert_eq!(rows, *expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        let table = [
            ("plain é 日本 😀", "plain é 日本 😀"),
            ("\x1b[31mred\x07", "␛[31mred␇"),
            ("a\tb\r", "a    b␍"),
            ("\u{9b}31m\u{202e}x\u{2066}", "\u{fffd}31m\u{fffd}x\u{fffd}"),
            ("👨\u{200d}👩 ❤\u{fe0f}\u{200f}", "👨👩 ❤"),
        ];
        for (text, expected) in table {
            assert_eq!(visible(text), expected);
        }
    }
}
