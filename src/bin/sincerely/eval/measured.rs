//! What is measured of a tool's answers, the engine's own or those of a tool beside it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measure::{self, Estimate, F1, Share};
use super::rows::{FAMILIES, Row};

/// What a tool says of a message; what it does not say is not measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// That it says anything at all; for the engine, that the level is not quiet.
    pub noticed: Option<bool>,
    pub warned: Option<bool>,
    /// In the order of [`FAMILIES`].
    pub predicted: Option<[bool; FAMILIES.len()]>,
    pub scores: [Option<f64>; FAMILIES.len()],
    /// Whether scores are meant as probabilities.
    pub calibrated: bool,
}

/// What is looked for: a family, or any of them.
#[derive(Clone, Copy)]
enum Target {
    Family(usize),
    Any,
}

impl Target {
    const ALL: [Self; FAMILIES.len() + 1] =
        [Self::Family(0), Self::Family(1), Self::Family(2), Self::Family(3), Self::Any];

    fn name(self) -> &'static str {
        match self {
            Self::Family(index) => FAMILIES[index].name(),
            Self::Any => "any",
        }
    }

    fn is_in(self, row: &Row) -> bool {
        match self {
            Self::Family(index) => row.has(FAMILIES[index]),
            Self::Any => row.labels.as_ref().is_some_and(|labels| !labels.is_empty()),
        }
    }

    fn score(self, said: &Said) -> Option<f64> {
        match self {
            Self::Family(index) => said.scores[index],
            Self::Any => said.scores.iter().flatten().copied().max_by(f64::total_cmp),
        }
    }

    fn is_predicted(self, said: &Said) -> Option<bool> {
        match self {
            Self::Family(index) => said.predicted.map(|families| families[index]),
            Self::Any => said.noticed,
        }
    }
}

/// Everything that is measured of one tool.
#[derive(Serialize)]
pub struct Measured {
    pub rows: usize,
    /// Human rows on which something is said: of all sets, of private talk, of each set.
    pub alarms: Alarmed,
    pub alarms_by_language: Alarmed,
    pub alarms_by_writer: Alarmed,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native: Option<Fairness>,
    /// Per family and for any of them, over all sets.
    pub families: BTreeMap<&'static str, Detection>,
    /// Per set and family.
    pub sets: BTreeMap<String, BTreeMap<&'static str, Recall>>,
    /// Precision and recall of what is predicted as it comes, over the labelled rows of each set and of all.
    pub f1: BTreeMap<String, BTreeMap<&'static str, F1>>,
}

pub type Alarmed = BTreeMap<String, Alarms>;

/// Human rows on which something is said.
#[derive(Serialize)]
pub struct Alarms {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warned: Option<Share>,
    pub rows: usize,
}

/// Sentences by learners of English beside the same sentences corrected by a native speaker.
#[derive(Serialize)]
pub struct Fairness {
    /// Alarms on non-native rows less those on native ones.
    pub difference: Estimate,
    /// Pairs in which something is said of one sentence only.
    pub only_native: usize,
    pub only_non_native: usize,
    pub both: usize,
    pub pairs: usize,
}

#[derive(Serialize)]
pub struct Detection {
    /// The scores that 1 % and 0.1 % of all human rows exceed.
    pub threshold_1: Option<f64>,
    pub threshold_01: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration_error: Option<f64>,
    #[serde(flatten)]
    pub recall: Recall,
}

#[derive(Serialize)]
pub struct Recall {
    pub rows: usize,
    /// As it comes: anything said, and with a finding of this family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predicted: Option<Share>,
    /// By the score, where 1 % and 0.1 % of all human rows exceed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_1: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_01: Option<Share>,
    /// Against all human rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auc: Option<Estimate>,
}

type Answered<'a> = (&'a Row, &'a Said);

impl Measured {
    pub fn new(answered: &[Answered]) -> Self {
        let human: Vec<Answered> = answered.iter().copied().filter(|(row, _)| row.is_human()).collect();
        let labelled: Vec<Answered> = answered.iter().copied().filter(|(row, _)| row.labels.is_some()).collect();
        let sets = grouped(&labelled, |row| Some(row.set.clone()));
        let targets: Vec<(Target, Bar)> =
            Target::ALL.into_iter().filter_map(|target| Some((target, Bar::new(target, &human)?))).collect();

        let mut alarms = alarmed(&human, |row| Some(row.set.clone()));
        alarms.insert("all".into(), Alarms::new(&human));
        let private: Vec<Answered> = human.iter().copied().filter(|(row, _)| row.is_private()).collect();
        alarms.insert("private".into(), Alarms::new(&private));

        let recalls = |rows: &[Answered]| -> BTreeMap<&'static str, Recall> {
            let families = targets.iter().filter(|(target, _)| matches!(target, Target::Family(_)));
            families.filter_map(|(target, bar)| Some((target.name(), bar.recall(*target, rows)?))).collect()
        };
        let mut f1s: BTreeMap<String, _> = sets.iter().map(|(set, rows)| (set.clone(), f1s(rows))).collect();
        f1s.insert("all".into(), f1s_of_all(&labelled));
        f1s.retain(|_, families| !families.is_empty());
        Self {
            rows: answered.len(),
            alarms,
            alarms_by_language: alarmed(&human, |row| Some(row.lang.clone().unwrap_or_else(|| "unknown".into()))),
            alarms_by_writer: alarmed(&human, |row| {
                row.native.map(|native| if native { "native" } else { "non-native" }.into())
            }),
            native: Fairness::new(&human),
            families: targets
                .iter()
                .filter_map(|(target, bar)| Some((target.name(), bar.detection(*target, &labelled)?)))
                .collect(),
            sets: sets
                .iter()
                .map(|(set, rows)| (set.clone(), recalls(rows)))
                .filter(|(_, families)| !families.is_empty())
                .collect(),
            f1: f1s,
        }
    }
}

fn grouped<'a>(rows: &[Answered<'a>], name: impl Fn(&Row) -> Option<String>) -> BTreeMap<String, Vec<Answered<'a>>> {
    let mut groups: BTreeMap<String, Vec<Answered>> = BTreeMap::new();
    for one in rows {
        if let Some(name) = name(one.0) {
            groups.entry(name).or_default().push(*one);
        }
    }
    groups
}

fn alarmed(human: &[Answered], name: impl Fn(&Row) -> Option<String>) -> Alarmed {
    grouped(human, name).into_iter().map(|(name, rows)| (name, Alarms::new(&rows))).collect()
}

impl Alarms {
    fn new(rows: &[Answered]) -> Self {
        Self { noticed: share(rows, |said| said.noticed), warned: share(rows, |said| said.warned), rows: rows.len() }
    }
}

/// None where a tool does not say.
fn share(rows: &[Answered], what: impl Fn(&Said) -> Option<bool>) -> Option<Share> {
    let said: Vec<bool> = rows.iter().filter_map(|(_, said)| what(said)).collect();
    (said.len() == rows.len()).then(|| Share::of(said.into_iter()))
}

impl Fairness {
    fn new(human: &[Answered]) -> Option<Self> {
        let writers = |native: bool| {
            let rows: Vec<Answered> = human.iter().copied().filter(|(row, _)| row.native == Some(native)).collect();
            share(&rows, |said| said.noticed).filter(|share| share.whole > 0)
        };
        let mut fairness = Self {
            difference: measure::difference(writers(false)?, writers(true)?),
            only_native: 0,
            only_non_native: 0,
            both: 0,
            pairs: 0,
        };
        let name = |row: &Row| row.pair.as_ref().map(|pair| format!("{} {pair}", row.set));
        for rows in grouped(human, name).into_values() {
            let noticed = |native: bool| {
                let mut own = rows.iter().filter(|(row, _)| row.native == Some(native)).peekable();
                own.peek()?;
                Some(own.any(|(_, said)| said.noticed == Some(true)))
            };
            let (Some(native), Some(non_native)) = (noticed(true), noticed(false)) else { continue };
            fairness.pairs += 1;
            fairness.both += usize::from(native && non_native);
            fairness.only_native += usize::from(native && !non_native);
            fairness.only_non_native += usize::from(non_native && !native);
        }
        Some(fairness)
    }
}

/// What a score is held against: the scores of all human rows.
struct Bar {
    negatives: Vec<f64>,
    at_1: Option<f64>,
    at_01: Option<f64>,
}

impl Bar {
    /// None where the tool has no such score.
    fn new(target: Target, human: &[Answered]) -> Option<Self> {
        let negatives: Option<Vec<f64>> = human.iter().map(|(_, said)| target.score(said)).collect();
        let negatives = negatives?;
        let (at_1, at_01) = (measure::threshold(&negatives, 0.01), measure::threshold(&negatives, 0.001));
        Some(Self { negatives, at_1, at_01 })
    }

    /// None where no row is of the family.
    fn recall(&self, target: Target, rows: &[Answered]) -> Option<Recall> {
        let own: Vec<Answered> = rows.iter().copied().filter(|(row, _)| target.is_in(row)).collect();
        let scores: Option<Vec<f64>> = own.iter().map(|(_, said)| target.score(said)).collect();
        let scores = scores.filter(|scores| !scores.is_empty())?;
        Some(Recall {
            rows: own.len(),
            noticed: share(&own, |said| said.noticed),
            predicted: share(&own, |said| target.is_predicted(said)),
            at_1: self.at_1.map(|bar| Share::of(scores.iter().map(|score| *score > bar))),
            at_01: self.at_01.map(|bar| Share::of(scores.iter().map(|score| *score > bar))),
            auc: measure::auc(&scores, &self.negatives),
        })
    }

    fn detection(&self, target: Target, labelled: &[Answered]) -> Option<Detection> {
        let recall = self.recall(target, labelled)?;
        let calibrated = labelled.iter().all(|(_, said)| said.calibrated);
        let pairs = labelled.iter().map(|(row, said)| Some((target.score(said)?, target.is_in(row))));
        let pairs: Option<Vec<(f64, bool)>> = pairs.collect();
        Some(Detection {
            threshold_1: self.at_1,
            threshold_01: self.at_01,
            calibration_error: pairs.filter(|_| calibrated).map(|pairs| measure::calibration_error(&pairs)),
            recall,
        })
    }
}

/// Only where there are human rows too: without both there is no precision to speak of.
fn f1s(labelled: &[Answered]) -> BTreeMap<&'static str, F1> {
    if labelled.iter().any(|(row, _)| row.is_human()) {
        f1s_of(labelled, &Target::ALL[..FAMILIES.len()])
    } else {
        BTreeMap::new()
    }
}

fn f1s_of_all(labelled: &[Answered]) -> BTreeMap<&'static str, F1> {
    f1s_of(labelled, &Target::ALL)
}

fn f1s_of(labelled: &[Answered], targets: &[Target]) -> BTreeMap<&'static str, F1> {
    let f1 = |target: &Target| {
        labelled.iter().any(|(row, _)| target.is_in(row)).then_some(())?;
        let pairs = labelled.iter().map(|(row, said)| Some((target.is_predicted(said)?, target.is_in(row))));
        let pairs: Vec<(bool, bool)> = pairs.collect::<Option<_>>()?;
        Some((target.name(), measure::f1(pairs.into_iter())))
    };
    targets.iter().filter_map(f1).collect()
}

/// The names that [`Measured`] may have for what is looked for, in the order of reading.
pub fn families() -> impl Iterator<Item = &'static str> {
    Target::ALL.into_iter().map(Target::name)
}
