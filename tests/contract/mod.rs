//! What every report keeps to, whatever was asked: shared by the tests and the fuzzer.

use sincerely::report::Finding;
use sincerely::{Draft, Level, Report};

/// # Panics
///
/// When the report breaks one of them.
pub fn hold(draft: &Draft, report: &Report) {
    let units: Vec<u16> = draft.text.encode_utf16().collect();
    for finding in report.findings.iter().chain(&report.personal) {
        spans_hold(finding, &units);
        assert!(!finding.rule.is_empty() && !finding.reason.is_empty() && !finding.source.is_empty(), "{finding:?}");
    }
    assert_eq!(report.nudge.is_none(), report.level == Level::Quiet, "words for what is said, none for silence");
    if let Some(nudge) = &report.nudge {
        assert!(report.findings.iter().any(|finding| !finding.spans.is_empty()), "said without evidence: {report:?}");
        assert!(!nudge.title.is_empty() && !nudge.body.is_empty() && !nudge.ask.is_empty(), "{nudge:?}");
        assert_eq!(report.quiet_because, None);
    }
    let scores = report.scores;
    let all =
        [scores.templated, scores.automated, scores.promotional, scores.repeated, scores.off_topic, scores.one_way];
    assert!(all.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
}

/// Inside the text, on character boundaries, sorted, apart, and the first is the quote.
fn spans_hold(finding: &Finding, units: &[u16]) {
    let splits = |at: usize| {
        at > 0 && at < units.len() && (0xD800..0xDC00).contains(&units[at - 1]) && (0xDC00..0xE000).contains(&units[at])
    };
    let mut reached = 0;
    for (index, &[start, end]) in finding.spans.iter().enumerate() {
        assert!(start < end && end <= units.len(), "outside: {finding:?} of {}", units.len());
        assert!(index == 0 || start >= reached, "not in order: {finding:?}");
        assert!(!splits(start) && !splits(end), "inside a character: {finding:?}");
        reached = end;
    }
    let quote = finding.spans.first().map(|&[start, end]| String::from_utf16_lossy(&units[start..end]));
    assert_eq!(finding.quote, quote.unwrap_or_default());
}
