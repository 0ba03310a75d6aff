//! The arithmetic of measuring: no files, no engine.

use serde::Serialize;

/// A share of a count with its 95 % interval ([Wilson's score interval]: right for small counts and for none).
///
/// [Wilson's score interval]: https://doi.org/10.1080/01621459.1927.10502953
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    pub part: usize,
    pub whole: usize,
    pub low: f64,
    pub high: f64,
}

impl Share {
    pub fn new(part: usize, whole: usize) -> Self {
        const Z: f64 = 1.959_964;
        let (n, p) = (whole.max(1) as f64, part as f64 / whole.max(1) as f64);
        let middle = p + Z * Z / (2.0 * n);
        let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        let (low, high) = ((middle - spread) / scale, (middle + spread) / scale);
        Self { part, whole, low: if part == 0 { 0.0 } else { low }, high: if part == whole { 1.0 } else { high } }
    }

    pub fn of(rows: impl Iterator<Item = bool>) -> Self {
        let (mut part, mut whole) = (0, 0);
        for row in rows {
            part += usize::from(row);
            whole += 1;
        }
        Self::new(part, whole)
    }

    /// 0..1; 0 of nothing.
    pub fn value(self) -> f64 {
        if self.whole == 0 { 0.0 } else { self.part as f64 / self.whole as f64 }
    }
}

/// The threshold that at most a share `rate` of the negatives' scores exceed.
pub fn threshold(negatives: &[f64], rate: f64) -> f64 {
    let mut sorted = negatives.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let allowed = (rate * sorted.len() as f64).floor() as usize;
    sorted.get(allowed).copied().unwrap_or(f64::NEG_INFINITY)
}

/// The probability that a positive scores higher than a negative, ties counting half (Mann–Whitney).
pub fn auc(positives: &[f64], negatives: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> =
        positives.iter().map(|s| (*s, true)).chain(negatives.iter().map(|s| (*s, false))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rank_sum = 0.0;
    let mut start = 0;
    while start < all.len() {
        let end = start + all[start..].iter().take_while(|(score, _)| *score == all[start].0).count();
        let rank = (start + end + 1) as f64 / 2.0;
        rank_sum += rank * all[start..end].iter().filter(|(_, positive)| *positive).count() as f64;
        start = end;
    }
    let (p, n) = (positives.len() as f64, negatives.len() as f64);
    if p * n == 0.0 { f64::NAN } else { (rank_sum - p * (p + 1.0) / 2.0) / (p * n) }
}

/// The expected calibration error: scores in ten equal bins, the mean distance between score and share of positives,
/// weighted by the bins' sizes (Guo et al. 2017, <https://arxiv.org/abs/1706.04599>).
pub fn calibration_error(rows: &[(f64, bool)]) -> f64 {
    const BINS: usize = 10;
    let mut bins = [(0usize, 0.0f64, 0usize); BINS];
    for (score, positive) in rows {
        let bin = ((score * BINS as f64) as usize).min(BINS - 1);
        bins[bin].0 += 1;
        bins[bin].1 += score;
        bins[bin].2 += usize::from(*positive);
    }
    let distance: f64 = bins.iter().map(|(_, scores, positives)| (scores - *positives as f64).abs()).sum();
    distance / rows.len().max(1) as f64
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct F1 {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// From pairs of (predicted, true).
pub fn f1(rows: impl Iterator<Item = (bool, bool)>) -> F1 {
    let (mut hit, mut alarm, mut miss) = (0.0, 0.0, 0.0);
    for row in rows {
        match row {
            (true, true) => hit += 1.0,
            (true, false) => alarm += 1.0,
            (false, true) => miss += 1.0,
            (false, false) => {}
        }
    }
    let ratio = |part: f64, whole: f64| if whole == 0.0 { 0.0 } else { part / whole };
    F1 {
        precision: ratio(hit, hit + alarm),
        recall: ratio(hit, hit + miss),
        f1: ratio(2.0 * hit, 2.0 * hit + alarm + miss),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-3
    }

    #[test]
    fn intervals_match_published_ones() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29, without continuity correction.
        for (part, whole, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let share = Share::new(part, whole);
            assert!(close(share.low, low) && close(share.high, high), "{share:?}");
        }
        assert_eq!(Share::new(0, 0).value(), 0.0);
    }

    #[test]
    fn thresholds_keep_to_their_rate() {
        let negatives: Vec<f64> = (0..1000).map(|i| f64::from(i) / 1000.0).collect();
        let limit = threshold(&negatives, 0.01);
        assert_eq!(negatives.iter().filter(|s| **s > limit).count(), 10);
        // Ties may not slip over it.
        let limit = threshold(&[0.5; 100], 0.01);
        assert_eq!([0.5; 100].iter().filter(|s| **s > limit).count(), 0);
        assert!(threshold(&[], 0.01).is_infinite());
    }

    #[test]
    fn areas() {
        assert_eq!(auc(&[0.9, 0.8], &[0.1, 0.2]), 1.0);
        assert_eq!(auc(&[0.1], &[0.9]), 0.0);
        assert_eq!(auc(&[0.5, 0.5], &[0.5]), 0.5);
        assert!(auc(&[], &[0.5]).is_nan());
    }

    #[test]
    fn calibration_is_the_distance_from_honesty() {
        let honest: Vec<(f64, bool)> = (0..100).map(|i| (0.25, i % 4 == 0)).collect();
        assert!(close(calibration_error(&honest), 0.0));
        assert!(close(calibration_error(&[(0.9, false), (0.9, true)]), 0.4));
        assert!(close(f1([(true, true), (true, false), (false, true), (false, false)].into_iter()).f1, 0.5));
    }
}
