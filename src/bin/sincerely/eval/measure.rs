//! The arithmetic of measuring: no files, no engine.

use serde::Serialize;

/// The quantile of the normal distribution that 95 % intervals are made with.
const Z: f64 = 1.959_964;

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

/// A figure that is no share, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// The difference of two shares of different rows (Newcombe 1998, method 10:
/// <https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I>).
pub fn difference(one: Share, other: Share) -> Estimate {
    let value = one.value() - other.value();
    let below = (one.value() - one.low).hypot(other.high - other.value());
    let above = (one.high - one.value()).hypot(other.value() - other.low);
    Estimate { value, low: value - below, high: value + above }
}

/// The threshold that at most a share `rate` of the negatives' scores exceed; none without negatives.
pub fn threshold(negatives: &[f64], rate: f64) -> Option<f64> {
    let mut sorted = negatives.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let allowed = (rate * sorted.len() as f64).floor() as usize;
    sorted.get(allowed).copied()
}

/// The probability that a positive scores higher than a negative, ties counting half (Mann–Whitney), and the interval of
/// those values that the estimate does not refute (Newcombe 2006, method 5: <https://doi.org/10.1002/sim.2324>; right also
/// where nothing overlaps). None without rows on both sides.
pub fn auc(positives: &[f64], negatives: &[f64]) -> Option<Estimate> {
    let value = area(positives, negatives)?;
    let (p, n) = (positives.len() as f64, negatives.len() as f64);
    let half = (p + n) / 2.0 - 1.0;
    let refuted = |truth: f64| {
        let spread = 1.0 + half * (1.0 - truth) / (2.0 - truth) + half * truth / (1.0 + truth);
        (truth - value).abs() > Z * (truth * (1.0 - truth) * spread / (p * n)).sqrt()
    };
    let border = |mut outside: f64, mut inside: f64| {
        for _ in 0..60 {
            let middle = f64::midpoint(outside, inside);
            *(if refuted(middle) { &mut outside } else { &mut inside }) = middle;
        }
        inside
    };
    Some(Estimate { value, low: border(0.0, value), high: border(1.0, value) })
}

fn area(positives: &[f64], negatives: &[f64]) -> Option<f64> {
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
    (p * n > 0.0).then(|| (rank_sum - p * (p + 1.0) / 2.0) / (p * n))
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
    pub precision: Share,
    pub recall: Share,
    /// With the interval of the share that was hit of all rows that are predicted or true, of which it is a function.
    pub f1: Estimate,
}

/// From pairs of (predicted, true).
pub fn f1(rows: impl Iterator<Item = (bool, bool)>) -> F1 {
    let (mut hit, mut alarm, mut miss) = (0, 0, 0);
    for row in rows {
        match row {
            (true, true) => hit += 1,
            (true, false) => alarm += 1,
            (false, true) => miss += 1,
            (false, false) => {}
        }
    }
    let jaccard = Share::new(hit, hit + alarm + miss);
    let mean = |jaccard: f64| 2.0 * jaccard / (1.0 + jaccard);
    F1 {
        precision: Share::new(hit, hit + alarm),
        recall: Share::new(hit, hit + miss),
        f1: Estimate { value: mean(jaccard.value()), low: mean(jaccard.low), high: mean(jaccard.high) },
    }
}

/// Whether a value misses its bar: the least it may be, or the most.
pub fn misses(value: f64, bar: Option<f64>, most: bool) -> bool {
    bar.is_some_and(|bar| if most { value > bar } else { value < bar })
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
        let limit = threshold(&negatives, 0.01).expect("there are some");
        assert_eq!(negatives.iter().filter(|s| **s > limit).count(), 10);
        // Ties may not slip over it.
        let limit = threshold(&[0.5; 100], 0.01).expect("there are some");
        assert_eq!([0.5; 100].iter().filter(|s| **s > limit).count(), 0);
        assert_eq!(threshold(&[], 0.01), None);
    }

    #[test]
    fn areas() {
        for (positives, negatives, expected) in [
            (&[0.9, 0.8][..], &[0.1, 0.2][..], Some(1.0)),
            (&[0.1], &[0.9], Some(0.0)),
            (&[0.5, 0.5], &[0.5], Some(0.5)),
            // Of six pairs two are right and one is a tie.
            (&[0.2, 0.6, 0.9], &[0.6, 0.7], Some(2.5 / 6.0)),
            (&[], &[0.5], None),
            (&[0.5], &[], None),
        ] {
            let auc = auc(positives, negatives);
            assert_eq!(auc.map(|a| (a.value * 1e9).round()), expected.map(|e: f64| (e * 1e9).round()), "{positives:?}");
            assert!(auc.is_none_or(|a| 0.0 <= a.low && a.low <= a.value && a.value <= a.high && a.high <= 1.0));
        }
    }

    #[test]
    fn intervals_of_areas_narrow_and_keep_their_side() {
        let few = auc(&[0.9; 5], &[0.1; 5]).expect("both sides");
        let many = auc(&[0.9; 500], &[0.1; 500]).expect("both sides");
        assert!((few.high, many.high) == (1.0, 1.0) && few.low > 0.5 && few.low < many.low && many.low > 0.99);
        let even = auc(&[0.5; 50], &[0.5; 50]).expect("both sides");
        assert!(close(even.high + even.low, 1.0) && even.low < 0.5, "{even:?}");
    }

    #[test]
    fn differences_match_published_ones() {
        // Newcombe 1998, table II, method 10.
        for (one, other, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((0, 10), (0, 20), -0.1611, 0.2775),
        ] {
            let found = difference(Share::new(one.0, one.1), Share::new(other.0, other.1));
            assert!(close(found.low, low) && close(found.high, high), "{found:?}");
        }
    }

    #[test]
    fn calibration_is_the_distance_from_honesty() {
        let honest: Vec<(f64, bool)> = (0..100).map(|i| (0.25, i % 4 == 0)).collect();
        assert!(close(calibration_error(&honest), 0.0));
        assert!(close(calibration_error(&[(0.9, false), (0.9, true)]), 0.4));
    }

    #[test]
    fn harmonic_means() {
        let found = f1([(true, true), (true, false), (false, true), (false, false)].into_iter());
        assert_eq!((found.precision, found.recall), (Share::new(1, 2), Share::new(1, 2)));
        assert!(close(found.f1.value, 0.5) && found.f1.low < 0.5 && found.f1.high > 0.5);
        assert_eq!(f1(std::iter::once((false, false))).f1.value, 0.0);
    }
}
