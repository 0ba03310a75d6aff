//! A report for people: the draft with the words underlined, the reasons beside them, and what to ask oneself.
//!
//! annotate-snippets draws the underlines and finds room for the reasons. It draws code, though, where lines are short and
//! meant to stay: so the draft is broken into rows here, and the words that stand in two rows become two marks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annotate_snippets::renderer::AnsiColor;
use annotate_snippets::{AnnotationKind, Group, Level as Heading, Message, Renderer, Snippet};
use sincerely::report::{Finding, QuietBecause};
use sincerely::{Level, Report};

use crate::terminal::{Page, columns, rows, visible, wrapped};

/// Places underlined at most; the rest are counted.
const MOST_MARKS: usize = 24;
/// Rows shown of one place at most.
const MOST_ROWS: usize = 4;
/// Findings named below the draft at most.
const MOST_SOURCES: usize = 8;
/// The drawer's own idea of a terminal, wide enough that it never cuts a row: they are broken already.
const UNCUT: usize = 1000;
/// What stands left of the draft.
const GUTTER: usize = " | ".len();
/// A reason narrower than this is never broken.
const NARROW: usize = 24;
/// Instead of rows that are left out.
const ELLIPSIS: &str = "…";

/// The report of one draft as text, ending with a newline. `place` is where the draft was found, when that needs saying;
/// then another draft may follow, and a drawing is set apart from it by an empty line.
pub fn report(text: &str, report: &Report, place: Option<&str>, page: Page) -> String {
    let gap = if place.is_some() { "\n" } else { "" };
    let place = place.map(|place| format!("{}: ", visible(place))).unwrap_or_default();
    if report.level == Level::Quiet {
        return format!("{place}quiet{}\n", report.quiet_because.map_or("", why_quiet));
    }
    let heading = match report.level {
        Level::Warn => Heading::WARNING.with_name("warn"),
        _ => Heading::INFO.with_name("hint"),
    };
    let title = report.nudge.as_ref().map_or("noticed", |nudge| &nudge.title);
    let mut group = Group::with_title(heading.primary_title(visible(title)));

    let drawing = Drawing::new(text, report, page);
    if let Some(snippet) = drawing.snippet() {
        group = group.element(snippet);
    }
    group = group.elements(notes(report, drawing.left_out, page));
    let renderer = match page.color {
        true => Renderer::styled().context(AnsiColor::Green.on_default()),
        false => Renderer::plain(),
    };
    let drawn = renderer.term_width(UNCUT).render(&[group]);
    // Rows end where their text does, not where it was padded to.
    drawn.lines().fold(place, |all, line| all + line.trim_end() + "\n") + gap
}

fn why_quiet(because: QuietBecause) -> &'static str {
    match because {
        QuietBecause::TooShort => ": too short to tell",
        QuietBecause::Language => ": in a language that is not known here",
        QuietBecause::Mixed => ": in several languages",
        QuietBecause::Conversation => ": the two of you are talking",
        QuietBecause::Ignored => ": what there is, you asked not to be told",
        QuietBecause::Snoozed => ": snoozed",
    }
}

/// What is said below the draft.
fn notes(report: &Report, left_out: usize, page: Page) -> Vec<Message<'static>> {
    let note = |name: &'static str, text: &str| {
        let room = page.width.saturating_sub(GUTTER + "= : ".len() + name.len());
        let heading = if name.is_empty() { Heading::NOTE.no_name() } else { Heading::NOTE.with_name(name) };
        heading.message(wrapped(text, room).join("\n"))
    };
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(note("", &format!("and {left_out} more places")));
    }
    for finding in report.findings.iter().filter(|finding| finding.spans.is_empty()) {
        notes.push(note("", &finding.reason));
    }
    for finding in report.personal.iter().filter(|finding| finding.spans.is_empty()) {
        notes.push(note("personal", &finding.reason));
    }
    if let Some(nudge) = &report.nudge {
        notes.push(note("", &nudge.body));
        notes.push(note("ask", &nudge.ask));
    }
    for finding in report.findings.iter().take(MOST_SOURCES) {
        notes.push(note("rule", &format!("{} ({})", finding.rule, finding.source)));
    }
    notes
}

/// A place in the draft.
struct Mark<'r> {
    range: Range<usize>,
    kind: AnnotationKind,
    finding: &'r Finding,
    /// Whether the finding has no place before this one.
    first: bool,
}

/// The part of a place that stands in one row.
struct Piece<'m> {
    mark: &'m Mark<'m>,
    range: Range<usize>,
    /// Whether no other part follows: that one has the label.
    last: bool,
}

/// The rows of the draft that have something to show, and what to draw there.
struct Drawing {
    source: String,
    annotations: Vec<(AnnotationKind, Range<usize>, Option<String>)>,
    left_out: usize,
}

impl Drawing {
    fn new(text: &str, report: &Report, page: Page) -> Self {
        let (marks, left_out) = marks(text, report);
        // Room is left for the reasons beside the words.
        let rows = rows(text, page.width * 3 / 5);
        let mut drawing = Self { source: String::new(), annotations: Vec::new(), left_out };
        let mut shown = BTreeSet::new();
        let mut pieces: BTreeMap<usize, Vec<Piece<'_>>> = BTreeMap::new();
        for mark in &marks {
            let touched: Vec<(usize, Range<usize>)> = touched(text, &rows, &mark.range).collect();
            let Some((first, last)) = touched.first().zip(touched.last()) else { continue };
            shown.extend(first.0.saturating_sub(1)..=first.0);
            shown.extend(last.0..=(last.0 + 1).min(rows.len() - 1));
            let skipped = MOST_ROWS - 1..touched.len() - 1;
            for (index, (row, range)) in touched.iter().enumerate().filter(|(index, _)| !skipped.contains(index)) {
                let piece = Piece { mark, range: range.clone(), last: index + 1 == touched.len() };
                shown.insert(*row);
                pieces.entry(*row).or_default().push(piece);
            }
        }
        let mut next = 0;
        for row in shown {
            if row > next && !text[rows[next].start..rows[row].start].trim().is_empty() {
                drawing.push_row(ELLIPSIS);
            }
            next = row + 1;
            let range = rows[row].clone();
            let begin = drawing.source.len();
            for piece in pieces.remove(&row).unwrap_or_default() {
                let from = visible(&text[range.start..piece.range.start]);
                let to = visible(&text[range.start..piece.range.end]);
                let label = piece.last.then(|| label(piece.mark, &text[piece.range.clone()], &text[range.clone()]));
                drawing.annotate(piece.mark.kind, begin, (&from, &to), label, page);
            }
            drawing.push_row(&visible(&text[range]));
        }
        if next > 0 && rows[next..].iter().any(|row| !text[row.clone()].trim().is_empty()) {
            drawing.push_row(ELLIPSIS);
        }
        drawing
    }

    fn push_row(&mut self, row: &str) {
        self.source.push_str(row.trim_end());
        self.source.push('\n');
    }

    /// Marks the part of a row between two of its beginnings. A label that does not fit beside its words becomes several
    /// on the same words, which are drawn below one another.
    fn annotate(&mut self, kind: AnnotationKind, row: usize, ends: (&str, &str), label: Option<String>, page: Page) {
        let span = row + ends.0.len()..row + ends.1.len();
        if span.is_empty() {
            return;
        }
        let room = |before: &str| page.width.saturating_sub(GUTTER + columns(before) + 1);
        let Some(label) = label else { return self.annotations.push((kind, span, None)) };
        let width = columns(&label);
        if width <= room(ends.1).max(NARROW) {
            return self.annotations.push((kind, span, Some(label)));
        }
        let width = room(ends.0).min(NARROW.max(width * 3 / 5));
        for line in wrapped(&label, width) {
            self.annotations.push((kind, span.clone(), Some(line)));
        }
    }

    fn snippet(&self) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
        let annotations =
            self.annotations.iter().map(|(kind, span, label)| kind.span(span.clone()).label(label.as_deref()));
        let snippet = Snippet::source(self.source.trim_end_matches('\n')).line_numbering(false).fold(false);
        (!self.annotations.is_empty()).then(|| snippet.annotations(annotations))
    }
}

/// The places of all findings, and how many there are beyond what is shown.
fn marks<'r>(text: &str, report: &'r Report) -> (Vec<Mark<'r>>, usize) {
    let findings = report.findings.iter().map(|finding| (AnnotationKind::Primary, finding));
    let personal = report.personal.iter().map(|finding| (AnnotationKind::Context, finding));
    let mut places: Vec<_> = findings
        .chain(personal)
        .flat_map(|(kind, finding)| {
            finding.spans.iter().enumerate().map(move |(index, span)| (index, kind, finding, *span))
        })
        .collect();
    // The first place of every finding before the second of any.
    places.sort_by_key(|(index, ..)| *index);
    let left_out = places.len().saturating_sub(MOST_MARKS);
    places.truncate(MOST_MARKS);
    let bytes = byte_offsets(text, places.iter().flat_map(|(.., span)| *span));
    let marks = places.into_iter().map(|(index, kind, finding, [start, end])| Mark {
        range: bytes[&start]..bytes[&end].max(bytes[&start]),
        kind,
        finding,
        first: index == 0,
    });
    (marks.collect(), left_out)
}

/// The reason at the first place of a finding, the name of its rule at the others.
fn label(mark: &Mark<'_>, words: &str, row: &str) -> String {
    let rule = mark.finding.rule.rsplit('/').next().unwrap_or_default();
    let said = if mark.first { &*mark.finding.reason } else { rule };
    // A terminal that sets text from right to left moves the words of the row away from their underlines.
    let label = if row.chars().any(is_right_to_left) { format!("“{words}”: {said}") } else { said.to_owned() };
    visible(&label)
}

/// Hebrew, Arabic and their neighbours.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')
}

/// The rows that a range of the text touches, with its part there; spaces at the ends of a part belong to no mark.
fn touched<'a>(
    text: &'a str,
    rows: &'a [Range<usize>],
    range: &'a Range<usize>,
) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
    let first = rows.partition_point(|row| row.end <= range.start);
    rows.iter().enumerate().skip(first).take_while(|(_, row)| row.start < range.end).filter_map(|(index, row)| {
        let (start, end) = (row.start.max(range.start), row.end.min(range.end));
        let part = text.get(start..end)?;
        let start = end - part.trim_start().len();
        let part = start..start + part.trim().len();
        (!part.is_empty()).then_some((index, part))
    })
}

/// The byte offsets of some offsets in UTF-16 code units. One inside a character counts as its beginning, one beyond the
/// end as the end.
fn byte_offsets(text: &str, units: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut bytes: BTreeMap<usize, usize> = units.map(|unit| (unit, text.len())).collect();
    let mut chars = text.char_indices();
    let mut unit = 0;
    let mut current = chars.next();
    for (wanted, byte) in &mut bytes {
        while let Some((at, c)) = current {
            *byte = at;
            if unit + c.len_utf16() > *wanted {
                break;
            }
            unit += c.len_utf16();
            current = chars.next();
            *byte = text.len();
        }
    }
    bytes
}

/// What is wrong with a draft, as text, ending with a newline.
pub fn problem(place: &str, error: &str) -> String {
    format!("{}: error: {}\n", visible(place), visible(error))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sincerely::Family;
    use sincerely::report::{Nudge, Scores};

    use super::*;

    const PAGE: Page = Page { width: 80, color: false };

    /// The places of some words, counted in UTF-16 by the standard library.
    fn spans(text: &str, words: &str) -> Vec<[usize; 2]> {
        let units = |bytes: usize| text[..bytes].encode_utf16().count();
        text.match_indices(words).map(|(at, words)| [units(at), units(at + words.len())]).collect()
    }

    fn finding(text: &str, words: &str, rule: &'static str, reason: &'static str) -> Finding {
        let family = if rule.starts_with("personal") { Family::Personal } else { Family::Templated };
        let spans = if words.is_empty() { Vec::new() } else { spans(text, words) };
        Finding {
            rule: rule.into(),
            family,
            spans,
            quote: words.into(),
            reason: reason.into(),
            source: "a source".into(),
        }
    }

    fn noticed(findings: Vec<Finding>, personal: Vec<Finding>) -> Report {
        let nudge = Nudge { title: "A title".into(), body: "A body.".into(), ask: "A question?".into() };
        let (level, scores) = (Level::Warn, Scores::default());
        Report { level, quiet_because: None, language: None, scores, findings, personal, nudge: Some(nudge) }
    }

    /// The part of a drawing that shows the draft.
    fn drawn(text: &str, shown: &Report) -> String {
        let whole = report(text, shown, None, PAGE);
        let rows = whole.lines().skip(2).take_while(|line| !line.starts_with(" =")).collect::<Vec<_>>().join("\n");
        rows.trim_end_matches(" |").trim_end().to_owned()
    }

    const WHY: &str = "The network's own stock invitation, the same in everyone's inbox.";

    #[test]
    fn words_are_underlined_and_reasons_stand_beside_them() {
        // Text, words, reason, drawing.
        let table = [
            ("Great post!", "Great post", "Stock.", " | Great post!\n | ^^^^^^^^^^ Stock."),
            (
                "Well, great post",
                "great post",
                WHY,
                " | Well, great post\n |       ^^^^^^^^^^\n |       |\n \
                 |       The network's own stock invitation, the\n |       same in everyone's inbox.",
            ),
            // Wide, joined, combining and invisible characters before the words.
            (
                "👉👨\u{200d}👩 cafe\u{301} ❤\u{fe0f} hi",
                "hi",
                "Why.",
                " | 👉👨👩 cafe\u{301} ❤ hi\n |               ^^ Why.",
            ),
            ("a\tb", "b", "Why.", " | a    b\n |      ^ Why."),
            ("one\r\ntwo\r\nthree\r\nfour\r\n", "two", "Why.", " | one\n | two\n | ^^^ Why.\n | three\n | …"),
            ("\x1b[31mred", "red", "Why.", " | ␛[31mred\n |      ^^^ Why."),
            ("שלום לך", "לך", "Why.", " | שלום לך\n |      ^^ “לך”: Why."),
            ("שלום {{name}}", "{{name}}", "Why.", " | שלום {{name}}\n |      ^^^^^^^^ “{{name}}”: Why."),
            // Over the end of a line and of a row.
            ("one\ntwo three", "one\ntwo", "Why.", " | one\n | ^^^\n | two three\n | ^^^ Why."),
            (
                "Hi, I'd like to add you to my professional network on LinkedIn.",
                "I'd like to add you to my professional network on LinkedIn",
                WHY,
                " | Hi, I'd like to add you to my professional\n |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n \
                 | network on LinkedIn.\n | ^^^^^^^^^^^^^^^^^^^\n | |\n \
                 | The network's own stock invitation, the\n | same in everyone's inbox.",
            ),
        ];
        for (text, words, reason, expected) in table {
            let shown = noticed(vec![finding(text, words, "templated/a", reason)], vec![]);
            assert_eq!(drawn(text, &shown), expected, "{text:?}");
        }
    }

    #[test]
    fn the_whole_report() {
        let text = "Dear {{name}}, how did your talk on otters go? Yours, {{me}}";
        let shown = noticed(
            vec![
                finding(text, "{{name}}", "templated/merge-field", "A blank."),
                finding(text, "", "templated/no-name", "It names nobody."),
            ],
            vec![finding(text, "how did your talk on otters go?", "personal/question", "A question one can answer.")],
        );
        let expected = "letter.txt: warn: A title
 |
 | Dear {{name}}, how did your talk on otters go?
 |      ^^^^^^^^  ------------------------------- A question one can answer.
 |      |
 |      A blank.
 | Yours, {{me}}
 |
 = It names nobody.
 = A body.
 = ask: A question?
 = rule: templated/merge-field (a source)
 = rule: templated/no-name (a source)

";
        assert_eq!(report(text, &shown, Some("letter.txt"), PAGE), expected);
        let colored = report(text, &shown, None, Page { color: true, ..PAGE });
        assert!(colored.contains("\x1b[32m") && !colored.contains("\x1b]"), "{colored:?}");
    }

    #[test]
    fn a_quiet_draft_is_one_line() {
        let mut quiet = noticed(vec![], vec![]);
        quiet.level = Level::Quiet;
        assert_eq!(report("hm", &quiet, None, PAGE), "quiet\n");
        quiet.quiet_because = Some(QuietBecause::TooShort);
        assert_eq!(report("hm", &quiet, Some("a\x1b.txt"), PAGE), "a␛.txt: quiet: too short to tell\n");
    }

    #[test]
    fn a_long_draft_is_shown_where_there_is_something() {
        let filler = "nothing to see here\n".repeat(1000);
        let text = format!("{filler}Great post!\n{filler}{}\n{filler}", "word ".repeat(500));
        let words = "word ".repeat(500);
        let shown = noticed(
            vec![
                finding(&text, "Great post", "templated/a", "Stock."),
                finding(&text, words.trim_end(), "templated/b", "Long."),
                finding(&text, "see", "templated/c", "Seen."),
            ],
            vec![],
        );
        let whole = report(&text, &shown, None, PAGE);
        assert!(whole.lines().count() < 120, "{whole}");
        assert!(
            whole.contains(
                "\n | …\n | nothing to see here\n | Great post!\n | ^^^^^^^^^^ Stock.\n | nothing to see here\n | …\n"
            ),
            "{whole}"
        );
        assert!(whole.contains("\n = and 2978 more places\n"), "{whole}");
        // One line without a space, a megabyte long.
        let text = "x".repeat(1 << 20);
        let mut shown = noticed(vec![finding(&text, "", "templated/a", "Long.")], vec![]);
        shown.findings[0].spans = vec![[1000, 1 << 20]];
        assert!(report(&text, &shown, None, PAGE).lines().count() < 20);
    }

    #[test]
    fn offsets_in_utf16_become_bytes() {
        let text = "a😀é\u{301}";
        let table = [(0, 0), (1, 1), (2, 1), (3, 5), (4, 7), (5, 9), (6, 9), (900, 9)];
        let bytes = byte_offsets(text, table.iter().rev().map(|(unit, _)| *unit));
        assert_eq!(bytes.into_iter().collect::<Vec<_>>(), table);
        assert_eq!(byte_offsets("", [0].into_iter())[&0], 0);
    }

    /// The characters that stand above an underline.
    fn underlined(drawn: &str) -> String {
        let rows: Vec<&str> = drawn.lines().filter_map(|line| line.strip_prefix(" |")).collect();
        let mut words = String::new();
        for pair in rows.windows(2) {
            let marks: Vec<bool> = pair[1].chars().take_while(|c| " ^".contains(*c)).map(|c| c == '^').collect();
            let mut column = 0;
            for c in pair[0].chars() {
                if marks.get(column) == Some(&true) {
                    words.push(c);
                }
                column += columns(c.encode_utf8(&mut [0; 4]));
            }
        }
        words
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_words_are_underlined_within_the_page(
            // A mark follows a letter: alone on a row it has no column to stand above an underline.
            text in "([a-zéß日👉 \n\t]|e\u{301}|word |\r\n|👨\u{200d}👩|❤\u{fe0f}){0,120}",
            ends in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            // A mark of no width alone has no place of its own.
            bounds.retain(|at| text[*at..].chars().next().is_none_or(|c| columns(&c.to_string()) > 0));
            let (a, b) = (*ends.0.get(&bounds), *ends.1.get(&bounds));
            let range = a.min(b)..a.max(b);
            let units = |bytes: usize| text[..bytes].encode_utf16().count();
            let mut one = finding(&text, "", "templated/a", "Because.");
            one.spans = vec![[units(range.start), units(range.end)]];
            let shown = noticed(vec![one], vec![]);
            let drawn = drawn(&text, &shown);
            prop_assert!(drawn.lines().all(|line| columns(line) <= PAGE.width), "{}", drawn);
            let bare = |text: &str| visible(text).chars().filter(|c| !c.is_whitespace() && columns(&c.to_string()) > 0 && !"␊␍".contains(*c)).collect::<String>();
            let words = &text[range];
            if !drawn.contains('…') {
                prop_assert_eq!(bare(&underlined(&drawn)), bare(words), "{}", drawn);
            }
        }

        #[test]
        fn nothing_makes_the_drawing_panic(text in any::<String>(), spans in prop::collection::vec(any::<(u8, u8)>(), 0..40)) {
            let findings = spans.chunks(3).map(|spans| {
                let mut one = finding(&text, "", "templated/a", WHY);
                one.spans = spans.iter().map(|(a, b)| [usize::from(*a), usize::from(*b)]).collect();
                one
            });
            let mut shown = noticed(findings.collect(), vec![]);
            shown.personal = shown.findings.clone();
            let whole = report(&text, &shown, None, PAGE);
            prop_assert!(!whole.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
