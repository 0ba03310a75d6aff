//! The fitted judge: two small linear models, see `training/model/train.py`, which writes the file read here.
//!
//! ```text
//! for each family, little-endian f32:
//!     intercept, factors of the weights of sequences, words and pairs, weight of each style,
//!     then of the second stage: bias, weight of the first stage's logit / 4, weight of each of Signals::inputs
//! for each bucket of letter sequences, then of words, then of pairs, i8: its weight for each family
//! ```

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::features::{self, Feature, STYLES};
use super::{INPUTS, Signals};
use crate::asset::{self, Part};
use crate::order::{of_share, sorted};
use crate::text::Reading;

/// Of letter sequences.
const GRAMS: usize = 1 << 17;
/// Of words: apart from pairs, for they bear what the vectors say of them.
const WORDS: usize = 1 << 17;
/// Of pairs of words and runs of forms.
const PAIRS: usize = 1 << 18;
const FAMILIES: usize = 3;
/// A logit of the first stage is not believed beyond this.
const LOUDEST: f64 = 8.0;

/// A number for each family, as in [`Family::WORDS`](crate::Family::WORDS).
pub type PerFamily = [f64; FAMILIES];

struct Judge {
    families: [Weights; FAMILIES],
    /// The families' weights of one bucket, as two's complement, lie together: one look for all. Read where they lie.
    grams: &'static [[u8; FAMILIES]],
    words: &'static [[u8; FAMILIES]],
    pairs: &'static [[u8; FAMILIES]],
}

#[derive(Clone, Copy)]
struct Weights {
    intercept: f64,
    gram_factor: f64,
    word_factor: f64,
    pair_factor: f64,
    styles: [f64; STYLES.len()],
    bias: f64,
    first: f64,
    inputs: [f64; INPUTS],
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the fingerprint says that the bytes are those of this build")]
    Judge::open(asset::part(Part::Model)).expect("the model is installed and whole")
});

impl Judge {
    fn open(file: &'static [u8]) -> Option<Self> {
        let (numbers, weights) = file.split_at_checked(4 * FAMILIES * (4 + STYLES.len() + 2 + INPUTS))?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|bytes| f64::from(f32::from_le_bytes(*bytes)));
        let mut family = || {
            let [intercept, gram_factor, word_factor, pair_factor] = take(&mut numbers)?;
            let styles = take(&mut numbers)?;
            let [bias, first] = take(&mut numbers)?;
            let inputs = take(&mut numbers)?;
            Some(Weights { intercept, gram_factor, word_factor, pair_factor, styles, bias, first, inputs })
        };
        let families = [family()?, family()?, family()?];
        let (tables, rest) = weights.as_chunks::<FAMILIES>();
        let (grams, tables) = tables.split_at_checked(GRAMS)?;
        let (words, pairs) = tables.split_at_checked(WORDS)?;
        if pairs.len() != PAIRS || !rest.is_empty() {
            return None;
        }
        Some(Self { families, grams, words, pairs })
    }
}

fn take<const N: usize>(numbers: &mut impl Iterator<Item = f64>) -> Option<[f64; N]> {
    let mut taken = [0.0; N];
    for place in &mut taken {
        *place = numbers.next()?;
    }
    Some(taken)
}

/// What the wording of a text says for each family, as logits.
pub struct Wording {
    /// Of the text as a whole.
    pub logits: PerFamily,
    /// Of each token looked at: what it adds.
    tokens: Vec<[f32; FAMILIES]>,
}

impl Wording {
    /// Reads a text.
    pub fn new(reading: &Reading<'_>) -> Self {
        let judge = &*JUDGE;
        // Of each token: its letter sequences, itself, its pair and run.
        let mut sums: Vec<[[i32; FAMILIES]; 3]> = Vec::with_capacity(reading.tokens().len());
        let mut gram_count = 0;
        features::each(reading, features::is_shouted(reading), |feature| {
            let (kind, weights) = match feature {
                Feature::Token => return sums.push([[0; FAMILIES]; 3]),
                Feature::Gram(hash) => {
                    gram_count += 1;
                    (0, judge.grams.get(hash as usize % GRAMS))
                }
                Feature::Word(hash) => (1, judge.words.get(hash as usize % WORDS)),
                Feature::Pair(hash) => (2, judge.pairs.get(hash as usize % PAIRS)),
            };
            if let (Some(sums), Some(weights)) = (sums.last_mut(), weights) {
                sums[kind].iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(weight.cast_signed()));
            }
        });
        let styles = features::styles(reading);
        let root = |count: usize| libm::sqrt(count.max(1) as f64);
        // A word counts as two features, itself and its pair; runs of forms came later and do not dilute these.
        let (grams, words) = (root(gram_count), root(2 * sums.len()));
        let factors = judge
            .families
            .map(|family| [family.gram_factor / grams, family.word_factor / words, family.pair_factor / words]);
        let tokens: Vec<[f32; FAMILIES]> = sums
            .iter()
            .map(|sums| {
                std::array::from_fn(|f| {
                    sums.iter().zip(factors[f]).map(|(sum, factor)| f64::from(sum[f]) * factor).sum::<f64>() as f32
                })
            })
            .collect();
        let logits = std::array::from_fn(|f| {
            let family = &judge.families[f];
            let style: f64 = family.styles.iter().zip(styles).map(|(weight, style)| weight * f64::from(style)).sum();
            family.intercept + style + tokens.iter().map(|token| f64::from(token[f])).sum::<f64>()
        });
        Self { logits, tokens }
    }

    /// The tokens that speak for a family, the weightiest first; none that weighs little.
    pub fn weightiest(&self, family: usize) -> Vec<usize> {
        const LITTLE: f32 = 0.15;
        let weight = |weights: &[f32; FAMILIES]| weights.get(family).copied().filter(|weight| *weight >= LITTLE);
        let weighed = self.tokens.iter().enumerate().filter_map(|(token, weights)| Some((weight(weights)?, token)));
        let heaviest_first = sorted(weighed.map(|(weight, token)| (Reverse(of_share(weight.into())), token)));
        heaviest_first.into_iter().map(|(_, token)| token).collect()
    }
}

/// How likely a text is of each family, 0..1, by its wording (where the language is known) and by the rules.
pub fn probabilities(signals: &Signals, wording: Option<&Wording>) -> PerFamily {
    let inputs = signals.inputs();
    std::array::from_fn(|f| {
        let family = &JUDGE.families[f];
        let first = wording.map_or(0.0, |wording| wording.logits[f].clamp(-LOUDEST, LOUDEST) / 4.0);
        let rules: f64 = family.inputs.iter().zip(inputs).map(|(weight, input)| weight * input).sum();
        1.0 / (1.0 + libm::exp(-(family.bias + family.first * first + rules)))
    })
}
