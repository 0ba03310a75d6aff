//! Two sequences of words laid beside each other.

use std::ops::Range;

/// What a word without a partner costs, in half bits.
const MISS: i32 = 2;
/// A piece apart from the best one is a part that stayed the same from this score on, in half bits: three words or so.
const PIECE: i32 = 24;

/// The score of the best local alignment, in half bits: the worth of the words that agree, in the same order, less
/// [`MISS`] for each word passed over, from the best beginning to the best end.
pub fn score(a: &[u16], b: &[u16], weights: &[u8], row: &mut Vec<i32>) -> i32 {
    row.clear();
    row.resize(b.len(), 0);
    let mut best = 0;
    for &x in a {
        let worth = worth(weights, x);
        let (mut diagonal, mut left) = (0, 0);
        for (cell, &y) in row.iter_mut().zip(b) {
            let above = *cell;
            let here = step(diagonal, above, left, x == y, worth);
            (diagonal, left, *cell) = (above, here, here);
            best = best.max(here);
        }
    }
    best
}

#[inline]
fn step(diagonal: i32, above: i32, left: i32, same: bool, worth: i32) -> i32 {
    let through = if same { diagonal + worth } else { diagonal - MISS };
    through.max(above.max(left) - MISS).max(0)
}

fn worth(weights: &[u8], word: u16) -> i32 {
    weights.get(usize::from(word)).copied().map_or(0, i32::from)
}

/// The pairs of words that agree, in order: those of the best local alignment, and of the best ones before and after it.
pub fn pairs(a: &[u16], b: &[u16], weights: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    piece(a, b, weights, 0..a.len(), 0..b.len(), 0, &mut found);
    found
}

fn piece(
    a: &[u16],
    b: &[u16],
    weights: &[u8],
    rows: Range<usize>,
    columns: Range<usize>,
    least: i32,
    found: &mut Vec<(usize, usize)>,
) {
    let (xs, ys) = (&a[rows.clone()], &b[columns.clone()]);
    let width = ys.len() + 1;
    let mut cells = vec![0i32; (xs.len() + 1) * width];
    let mut best = (least, 0, 0);
    for (i, &x) in xs.iter().enumerate() {
        let worth = worth(weights, x);
        for (j, &y) in ys.iter().enumerate() {
            let at = i * width + j;
            let here = step(cells[at], cells[at + 1], cells[at + width], x == y, worth);
            cells[at + width + 1] = here;
            if here > best.0 {
                best = (here, i + 1, j + 1);
            }
        }
    }
    let (_, mut i, mut j) = best;
    if (i, j) == (0, 0) {
        return;
    }
    let (last_row, last_column) = (rows.start + i, columns.start + j);
    let mut own = Vec::new();
    while i > 0 && j > 0 && cells[i * width + j] > 0 {
        let here = cells[i * width + j];
        let same = xs[i - 1] == ys[j - 1];
        let diagonal = cells[(i - 1) * width + j - 1];
        if same && here == diagonal + worth(weights, xs[i - 1]) {
            own.push((rows.start + i - 1, columns.start + j - 1));
            (i, j) = (i - 1, j - 1);
        } else if !same && here == diagonal - MISS {
            (i, j) = (i - 1, j - 1);
        } else if here == cells[(i - 1) * width + j] - MISS {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    own.reverse();
    drop(cells);
    // Each piece takes at least one pair away, and pieces are few: no message is deep enough to matter for the stack.
    piece(a, b, weights, rows.start..rows.start + i, columns.start..columns.start + j, PIECE, found);
    found.append(&mut own);
    piece(a, b, weights, last_row..rows.end, last_column..columns.end, PIECE, found);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u16> {
        text.bytes().map(u16::from).collect()
    }

    #[test]
    fn lays_words_beside_each_other() {
        let weights = vec![10u8; 256];
        for (a, b, score_of, agree) in [
            ("abcdefgh", "abcdefgh", 80, "abcdefgh"),
            ("abcdefgh", "abcXefgh", 68, "abcefgh"),
            ("abcdefgh", "abcXYefgh", 66, "abcefgh"),
            ("abcdefgh", "xxabcdefghyy", 80, "abcdefgh"),
            ("abcdefgh", "hgfedcba", 10, "a"),
            ("abcd", "wxyz", 0, ""),
            ("", "abc", 0, ""),
            // Too far apart for one piece, each long enough for a piece of its own.
            ("abcdefgh", "abcd--------------------------efgh", 40, "abcdefgh"),
        ] {
            let (x, y) = (words(a), words(b));
            let mut row = Vec::new();
            assert_eq!(score(&x, &y, &weights, &mut row), score_of, "{a} {b}");
            assert_eq!(score(&y, &x, &weights, &mut row), score_of, "{b} {a}");
            let pairs = pairs(&x, &y, &weights);
            assert!(pairs.iter().all(|(i, j)| x[*i] == y[*j]));
            assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1), "{a} {b}");
            let agreed: String = pairs.iter().map(|(i, _)| a.as_bytes()[*i] as char).collect();
            assert_eq!(agreed.len(), agree.len(), "{a} {b}: {agreed}");
        }
    }
}
