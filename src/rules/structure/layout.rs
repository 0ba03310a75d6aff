//! How a text is laid out: lists, lines that open with pictographs, one sentence to a paragraph, rows of hashtags,
//! formatting marks, words that come round again.

use super::{contrast, hit};
use crate::model::features::word_hash;
use crate::rules::{Detector, Hit};
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

#[inline(never)]
pub(super) fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let tokens = reading.tokens();
    if tokens.iter().filter(|token| token.gap == Gap::Line).count() + 1 >= SHORTEST_LIST {
        in_lines(reading, hits);
    }
    hits.extend(hashtag_row(reading));
    if tokens.iter().filter(|token| token.gap >= Gap::Sentence).count() + 1 >= SAME_BEGINNINGS {
        hits.extend(same_beginning(reading));
    }
    hits.extend(looped(reading));
    hits.extend(dash_pair(reading));
    if reading.text().bytes().any(|byte| matches!(byte, b'#' | b'*' | b'-')) {
        markdown(reading, hits);
    }
}

/// What takes several lines.
#[inline(never)]
fn in_lines(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let lines: Vec<&[Token]> = reading.tokens().chunk_by(|_, next| next.gap != Gap::Line).collect();
    hits.extend(list(reading, &lines));
    hits.extend(emoji_list(&lines));
    hits.extend(one_line_paragraphs(reading, &lines));
}

/// Fewer lines are no list.
const SHORTEST_LIST: usize = 3;
/// A line of more words has something to tell.
const LONGEST_ITEM: usize = 14;

/// What stands before the first token of a line.
fn lead<'t>(reading: &Reading<'t>, line: &[Token]) -> &'t str {
    let start = line.first().map_or(0, |t| t.start as usize);
    let before = reading.text().get(..start).unwrap_or_default();
    before.rsplit(['\n', '\r']).next().unwrap_or_default().trim()
}

/// Short numbered or bulleted lines under each other.
fn list(reading: &Reading<'_>, lines: &[&[Token]]) -> Option<Hit> {
    let is_item = |line: &&[Token]| {
        let numbered = line.first().is_some_and(|t| t.kind == Kind::Number && t.end - t.start <= 2)
            && line.get(1).is_some_and(|t| {
                let between = reading.text().get(line[0].end as usize..t.start as usize).unwrap_or_default();
                between.trim_start().starts_with(['.', ')', '\u{FE0F}', '\u{20E3}', ':'])
            });
        let bulleted = matches!(lead(reading, line), "-" | "*" | "•" | "–" | "·" | "‣" | "◦")
            || line.first().is_some_and(|t| {
                t.kind == Kind::Emoji
                    && matches!(reading.folded(t), "→" | "➡" | "✔" | "✅" | "▪" | "▫" | "►" | "▶" | "☑" | "➤")
            });
        let words = line.iter().filter(|t| t.is_wordlike()).count();
        (numbered || bulleted) && words <= LONGEST_ITEM
    };
    run(lines, is_item).and_then(|run| over(Detector::TidyList, run))
}

/// Lines that open with a pictograph.
fn emoji_list(lines: &[&[Token]]) -> Option<Hit> {
    let opens = |line: &&[Token]| line.first().is_some_and(|t| t.kind == Kind::Emoji) && line.len() > 1;
    run(lines, opens).and_then(|run| over(Detector::EmojiList, run))
}

/// The first run of at least [`SHORTEST_LIST`] lines that fit.
fn run<'l, 't>(lines: &'l [&'t [Token]], fits: impl Fn(&&[Token]) -> bool) -> Option<&'l [&'t [Token]]> {
    if lines.len() < SHORTEST_LIST {
        return None;
    }
    lines.chunk_by(|a, b| fits(a) == fits(b)).find(|run| run.len() >= SHORTEST_LIST && run.first().is_some_and(&fits))
}

fn over(detector: Detector, run: &[&[Token]]) -> Option<Hit> {
    let (first, last) = (run.first()?.first()?, run.last()?.last()?);
    let tokens = run.iter().map(|line| line.len()).sum::<usize>() as u16;
    Some(Hit { entry: detector.entry(), start: first.start, end: last.end, tokens })
}

/// So many paragraphs of one short sentence each are a rhythm.
const SHORTEST_RHYTHM: usize = 4;

/// One short sentence to a paragraph, with an empty line after each.
fn one_line_paragraphs(reading: &Reading<'_>, lines: &[&[Token]]) -> Option<Hit> {
    if lines.len() < SHORTEST_RHYTHM {
        return None;
    }
    let text = reading.text();
    let apart = |a: &[Token], b: &[Token]| {
        let (Some(last), Some(first)) = (a.last(), b.first()) else { return false };
        let between = text.get(last.end as usize..first.start as usize).unwrap_or_default();
        between.bytes().filter(|b| *b == b'\n').count() >= 2
    };
    let short = |line: &[Token]| {
        let sentences = 1 + line.iter().skip(1).filter(|t| t.gap == Gap::Sentence).count();
        let words = line.iter().filter(|t| t.is_wordlike()).count();
        sentences <= 2 && (1..=LONGEST_ITEM).contains(&words)
    };
    let rhythm = lines
        .chunk_by(|a, b| short(a) && short(b) && apart(a, b))
        .find(|run| run.len() >= SHORTEST_RHYTHM && run.iter().all(|line| short(line)))?;
    over(Detector::OneLineParagraphs, rhythm)
}

/// So many hashtags in a row at the end.
const LONGEST_ROW: usize = 4;

fn hashtag_row(reading: &Reading<'_>) -> Option<Hit> {
    let tokens = reading.tokens();
    let last = tokens.iter().rposition(|t| !matches!(t.kind, Kind::Url | Kind::Emoji))?;
    let first = tokens[..=last].iter().rposition(|t| t.kind != Kind::Hashtag).map_or(0, |i| i + 1);
    let row = tokens.get(first..=last)?;
    if row.len() < LONGEST_ROW { None } else { hit(Detector::HashtagRow, row) }
}

/// So many sentences or lines in a row.
const SAME_BEGINNINGS: usize = 3;
/// Words with which sentences begin in any case, folded.
const COMMON_BEGINNINGS: [&str; 44] = [
    "i", "i'm", "we", "he", "she", "it", "it's", "they", "the", "a", "an", "and", "but", "so", "this", "that", "there",
    "yo", "el", "la", "los", "es", "y", "ich", "er", "sie", "es", "der", "die", "das", "und", "je", "il", "elle", "le",
    "les", "et", "eu", "o", "e", "io", "ik", "de", "het",
];

/// Sentences in a row that begin with the same word, and are no more than a few words long.
#[inline(never)]
fn same_beginning(reading: &Reading<'_>) -> Option<Hit> {
    let sentences: Vec<&[Token]> = reading.tokens().chunk_by(|_, next| next.gap < Gap::Sentence).collect();
    let opening = |sentence: &[Token]| {
        let word = sentence.iter().find(|t| t.kind != Kind::Emoji)?;
        let fits = word.kind == Kind::Word && sentence.len() >= 2 && sentence.len() <= LONGEST_ITEM;
        fits.then(|| reading.folded(word))
    };
    let alike = |a: &&[Token], b: &&[Token]| {
        opening(a).is_some_and(|word| opening(b) == Some(word) && !COMMON_BEGINNINGS.contains(&word))
    };
    let run = sentences.chunk_by(alike).find(|run| run.len() >= SAME_BEGINNINGS)?;
    over(Detector::SameBeginning, run)
}

/// So many words in the same order …
const LOOP_WORDS: usize = 8;
/// … come round so many times.
const LOOP_TIMES: usize = 3;

/// The same words again and again, as small language models and pasted spam have it.
fn looped(reading: &Reading<'_>) -> Option<Hit> {
    let words = || reading.tokens().iter().filter(|token| token.is_wordlike());
    let mut hashes: Vec<u32> = Vec::with_capacity(reading.tokens().len());
    hashes.extend(words().map(|token| word_hash(reading.folded_bytes(token))));
    // Most texts cannot hold a loop: it takes the place of so many different words. At least so many differ:
    let mut bits = [0u64; 8];
    hashes.iter().for_each(|hash| bits[*hash as usize % 8] |= 1 << (hash / 8 % 64));
    let least = bits.iter().map(|bits| bits.count_ones() as usize).sum::<usize>();
    if hashes.len() < LOOP_WORDS * LOOP_TIMES || hashes.len() - least < LOOP_WORDS * (LOOP_TIMES - 1) {
        return None;
    }
    let window = |at: u32| &hashes[at as usize..at as usize + LOOP_WORDS];
    // In order of what they hash to, windows of the same words stand beside each other.
    let mut windows: Vec<(u32, u32)> = Vec::with_capacity(hashes.len());
    windows.extend((0..=(hashes.len() - LOOP_WORDS) as u32).map(|at| {
        let key = window(at).iter().fold(0u32, |key, hash| key.rotate_left(5) ^ hash);
        (key, at)
    }));
    windows.sort_unstable();
    // "no no no no no" is a feeling.
    let varied = |at: u32| window(at).iter().any(|hash| *hash != hashes[at as usize]);
    let loops = windows.chunk_by(|(_, a), (_, b)| window(*a) == window(*b)).filter_map(|same| {
        let mut next = 0;
        let apart = same.iter().map(|(_, at)| *at).filter(|at| {
            let is_apart = *at >= next;
            next = if is_apart { *at + LOOP_WORDS as u32 } else { next };
            is_apart
        });
        apart.filter(|at| varied(*at)).nth(LOOP_TIMES - 1)
    });
    let at = loops.min()? as usize;
    let (first, last) = (words().nth(at)?, words().nth(at + LOOP_WORDS - 1)?);
    Some(Hit { entry: Detector::Loop.entry(), start: first.start, end: last.end, tokens: LOOP_WORDS as u16 })
}

/// So many em dashes set for effect.
const DASHES: usize = 2;
/// More words than this to a dash, and it is a writer's.
const WORDS_A_DASH: usize = 35;

fn dash_pair(reading: &Reading<'_>) -> Option<Hit> {
    let dashed: Vec<&Token> = contrast::dashes(reading).collect();
    let dense = dashed.len() >= DASHES && reading.words() <= dashed.len() * WORDS_A_DASH;
    let token = dashed.first().filter(|_| dense)?;
    Some(Hit { entry: Detector::DashPair.entry(), start: token.start, end: token.end, tokens: 1 })
}

/// Formatting marks: bold words, headings, rules, links. One alone is a habit of the keyboard.
#[inline(never)]
fn markdown(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    const FEWEST: usize = 2;
    let text = reading.text();
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let heading = bare.trim_start_matches('#');
        let rule = bare.len() >= 3 && (bare.bytes().all(|b| b == b'-') || bare.bytes().all(|b| b == b'*'));
        if rule || (heading.len() < bare.len() && bare.len() - heading.len() <= 4 && heading.starts_with(' ')) {
            marks.push((start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    // Looking for one byte is much quicker than for two, and hardly a text has it.
    let mut rest = if text.as_bytes().contains(&b'*') { 0 } else { text.len() };
    while let Some(open) = text.get(rest..).and_then(|t| t.find("**")).map(|i| rest + i) {
        let inside = open + 2;
        let line = text[inside..].split('\n').next().unwrap_or_default();
        match line.find("**") {
            Some(len) if len > 1 && !line.starts_with([' ', '*']) => {
                marks.push((open, inside + len + 2));
                rest = inside + len + 2;
            }
            _ => rest = inside,
        }
    }
    if marks.len() >= FEWEST {
        let entry = Detector::PlainMarkdown.entry();
        hits.extend(marks.into_iter().map(|(start, end)| Hit {
            entry,
            start: start as u32,
            end: end as u32,
            tokens: 0,
        }));
    }
}
