//! `sincerely eval`: what the engine catches and whom it disturbs, on labelled messages.

mod measure;
mod off_topic;
mod print;
mod repeats;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use measure::{F1, Share};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sincerely::report::Scores;
use sincerely::{Draft, Engine, Family, Kind, Level};

/// Families that labels name.
const FAMILIES: [Family; 4] = [Family::Templated, Family::Automated, Family::Promotional, Family::OffTopic];

#[derive(clap::Args)]
pub struct Arguments {
    /// A folder of `*.jsonl`, or one such file: a Draft a line, with `labels` (`[]`: a person talking; null: not counted).
    data: PathBuf,
    /// How to print the measurements.
    #[arg(long, default_value = "text")]
    format: Format,
    /// A JSON file of the same form as `--format json` prints, with the least a measurement may be (or, for alarms, the most).
    /// Exit status 1 when one is missed.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
    /// Show what each rule finds instead, by label.
    #[arg(long, conflicts_with_all = ["list", "floor"])]
    rules: bool,
    /// Print texts instead: `alarms`, `misses`, or those in which a rule (by its id) found something.
    #[arg(long, value_name = "WHICH")]
    list: Option<String>,
    /// Measure instead how well copies of what was sent before are noticed. Exit status 1 when a bar is missed.
    #[arg(long, conflicts_with_all = ["list", "floor", "rules"])]
    repeats: bool,
    /// Measure instead how well replies that take up what they answer are told from those that do not. Exit status 1 when a
    /// bar is missed.
    #[arg(long, conflicts_with_all = ["list", "floor", "rules", "repeats"])]
    off_topic: bool,
    /// How many texts to print.
    #[arg(long, default_value_t = 40)]
    most: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A labelled message.
#[derive(Deserialize)]
struct Row {
    #[serde(flatten)]
    draft: Draft,
    labels: Option<Vec<Family>>,
    /// As the row says it, also for languages that are not spoken.
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    native: Option<bool>,
}

/// A row with what the engine said.
struct Judged {
    set: String,
    row: Row,
    level: Level,
    scores: Scores,
    /// Rules that found something, with the first quotation.
    findings: Vec<(String, Family, String)>,
}

impl Judged {
    fn new(engine: &Engine, set: &str, row: Row) -> Self {
        // Languages are judged as they are detected: that is what happens to a person.
        let report = engine.check(&Draft { lang: None, ..row.draft.clone() });
        let findings = report.findings.into_iter().chain(report.personal);
        Self {
            set: set.to_owned(),
            row,
            level: report.level,
            scores: report.scores,
            findings: findings.map(|f| (f.rule.into_owned(), f.family, f.quote)).collect(),
        }
    }

    fn is_noticed(&self) -> bool {
        self.level > Level::Quiet
    }

    fn is_predicted(&self, family: Family) -> bool {
        self.is_noticed() && self.findings.iter().any(|(_, of, _)| *of == family)
    }

    fn has(&self, family: Family) -> bool {
        self.row.labels.as_ref().is_some_and(|labels| labels.contains(&family))
    }

    fn is_human(&self) -> bool {
        self.row.labels.as_ref().is_some_and(Vec::is_empty)
    }

    fn is_private(&self) -> bool {
        self.row.draft.kind.is_some_and(Kind::is_private)
    }
}

/// Everything that is measured.
#[derive(Serialize)]
struct Measured {
    rows: usize,
    /// Human rows that are noticed or warned of.
    alarms: BTreeMap<String, Alarms>,
    alarms_by_language: BTreeMap<String, Alarms>,
    alarms_by_writer: BTreeMap<String, Alarms>,
    families: BTreeMap<&'static str, Detection>,
    /// Per set and family.
    sets: BTreeMap<String, BTreeMap<&'static str, Recall>>,
    /// Precision and recall at the shipped thresholds, over rows with any label or none.
    f1: BTreeMap<String, BTreeMap<&'static str, F1>>,
}

#[derive(Serialize)]
struct Alarms {
    noticed: Share,
    warned: Share,
}

#[derive(Serialize)]
struct Detection {
    /// The thresholds that 1 % and 0.1 % of all human rows exceed.
    threshold_1: f64,
    threshold_01: f64,
    auc: f64,
    calibration_error: f64,
    recall: Recall,
}

#[derive(Serialize)]
struct Recall {
    /// At the shipped thresholds: noticed at all, and with a finding of this family.
    noticed: Share,
    predicted: Share,
    /// By the score, where 1 % and 0.1 % of all human rows exceed it.
    at_1: Share,
    at_01: Share,
    auc: f64,
}

/// Measures.
///
/// # Errors
///
/// When the data or the floor cannot be read.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.repeats {
        let repeats = repeats::measure(&arguments.data)?;
        match arguments.format {
            Format::Json => println!("{:#}", serde_json::to_value(&repeats)?),
            Format::Text => repeats.print(),
        }
        let missed = repeats.missed();
        missed.iter().for_each(|line| eprintln!("{line}"));
        return Ok(ExitCode::from(u8::from(!missed.is_empty())));
    }
    if arguments.off_topic {
        let off_topic = off_topic::measure(&arguments.data)?;
        match arguments.format {
            Format::Json => println!("{:#}", serde_json::to_value(&off_topic)?),
            Format::Text => off_topic.print(),
        }
        let missed = off_topic.missed();
        missed.iter().for_each(|line| eprintln!("{line}"));
        return Ok(ExitCode::from(u8::from(!missed.is_empty())));
    }
    let judged = judge(&arguments.data)?;
    if let Some(which) = &arguments.list {
        print::list(&judged, which, arguments.most);
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.rules {
        print::rules(&judged);
        return Ok(ExitCode::SUCCESS);
    }
    let measured = measure_all(&judged);
    let json = serde_json::to_value(&measured)?;
    match arguments.format {
        Format::Json => println!("{json:#}"),
        Format::Text => print::text(&measured),
    }
    let Some(path) = &arguments.floor else { return Ok(ExitCode::SUCCESS) };
    let floor = std::fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display()))?;
    let floor = serde_json::from_str(&floor).with_context(|| format!("{} is not JSON", path.display()))?;
    let missed = below(&json, &floor, "");
    missed.iter().for_each(|line| eprintln!("{line}"));
    Ok(ExitCode::from(u8::from(!missed.is_empty())))
}

fn judge(data: &Path) -> Result<Vec<Judged>> {
    let engine = Engine::default();
    let mut judged = Vec::new();
    for path in files(data)? {
        let set = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let rows = read(&path)?;
        judged.par_extend(rows.into_par_iter().map(|row| Judged::new(&engine, &set, row)));
    }
    Ok(judged)
}

fn files(data: &Path) -> Result<Vec<PathBuf>> {
    if data.is_file() {
        return Ok(vec![data.to_owned()]);
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(data)
        .with_context(|| format!("cannot open {}", data.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        bail!("there is no *.jsonl in {}", data.display());
    }
    Ok(paths)
}

fn read(path: &Path) -> Result<Vec<Row>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    BufReader::new(file)
        .lines()
        .enumerate()
        .map(|(index, line)| serde_json::from_str(&line?).with_context(|| format!("{}:{}", path.display(), index + 1)))
        .collect()
}

fn measure_all(judged: &[Judged]) -> Measured {
    let human: Vec<&Judged> = judged.iter().filter(|j| j.is_human()).collect();
    let mut sets: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for one in judged {
        sets.entry(&one.set).or_default().push(one);
    }
    let negatives = FAMILIES.map(|family| human.iter().map(|j| j.scores.get(family)).collect::<Vec<_>>());
    let limits = negatives.each_ref().map(|n| (measure::threshold(n, 0.01), measure::threshold(n, 0.001)));

    let recall = |rows: &[&Judged], index: usize| {
        let family = FAMILIES[index];
        let own: Vec<&&Judged> = rows.iter().filter(|j| j.has(family)).collect();
        let scores: Vec<f64> = own.iter().map(|j| j.scores.get(family)).collect();
        (!own.is_empty()).then(|| Recall {
            noticed: Share::of(own.iter().map(|j| j.is_noticed())),
            predicted: Share::of(own.iter().map(|j| j.is_predicted(family))),
            at_1: Share::of(scores.iter().map(|s| *s > limits[index].0)),
            at_01: Share::of(scores.iter().map(|s| *s > limits[index].1)),
            auc: measure::auc(&scores, &negatives[index]),
        })
    };
    let by_family = |rows: &[&Judged]| -> BTreeMap<&'static str, Recall> {
        (0..FAMILIES.len()).filter_map(|i| Some((FAMILIES[i].name(), recall(rows, i)?))).collect()
    };
    let all: Vec<&Judged> = judged.iter().collect();
    let families = (0..FAMILIES.len())
        .filter_map(|i| {
            let family = FAMILIES[i];
            let labelled = judged.iter().filter(|j| j.row.labels.is_some());
            let pairs: Vec<(f64, bool)> = labelled.map(|j| (j.scores.get(family), j.has(family))).collect();
            let recall = recall(&all, i)?;
            Some((
                family.name(),
                Detection {
                    threshold_1: limits[i].0,
                    threshold_01: limits[i].1,
                    auc: recall.auc,
                    calibration_error: measure::calibration_error(&pairs),
                    recall,
                },
            ))
        })
        .collect();

    let alarms = |rows: &[&Judged]| Alarms {
        noticed: Share::of(rows.iter().map(|j| j.is_noticed())),
        warned: Share::of(rows.iter().map(|j| j.level == Level::Warn)),
    };
    let grouped = |name: &dyn Fn(&Judged) -> Option<String>| -> BTreeMap<String, Alarms> {
        let mut groups: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
        for one in &human {
            if let Some(name) = name(one) {
                groups.entry(name).or_default().push(one);
            }
        }
        groups.into_iter().map(|(name, rows)| (name, alarms(&rows))).collect()
    };
    let mut by_set = grouped(&|j| Some(j.set.clone()));
    by_set.insert("all".into(), alarms(&human));
    by_set.insert("private".into(), alarms(&human.iter().copied().filter(|j| j.is_private()).collect::<Vec<_>>()));
    Measured {
        rows: judged.len(),
        alarms: by_set,
        alarms_by_language: grouped(&|j| Some(j.row.lang.clone().unwrap_or_else(|| "unknown".into()))),
        alarms_by_writer: grouped(&|j| j.row.native.map(|n| if n { "native" } else { "non-native" }.into())),
        families,
        sets: sets
            .iter()
            .map(|(set, rows)| ((*set).to_owned(), by_family(rows)))
            .filter(|(_, f)| !f.is_empty())
            .collect(),
        f1: sets
            .iter()
            .map(|(set, rows)| ((*set).to_owned(), f1_by_family(rows)))
            .filter(|(_, families)| !families.is_empty())
            .collect(),
    }
}

/// Only for sets that have rows of the family and human rows: without both there is no precision to speak of.
fn f1_by_family(rows: &[&Judged]) -> BTreeMap<&'static str, F1> {
    let labelled = || rows.iter().filter(|j| j.row.labels.is_some());
    FAMILIES
        .into_iter()
        .filter(|family| labelled().any(|j| j.has(*family)) && labelled().any(|j| j.is_human()))
        .map(|family| (family.name(), measure::f1(labelled().map(|j| (j.is_predicted(family), j.has(family))))))
        .collect()
}

/// The measurements that miss their floor, one line each. Under `alarms…` a floor is the most, elsewhere the least; a share is
/// compared by its value.
fn below(measured: &serde_json::Value, floor: &serde_json::Value, path: &str) -> Vec<String> {
    use serde_json::Value;
    let number = |value: &Value| match value {
        Value::Object(map) if map.contains_key("whole") => {
            let get = |key| map.get(key).and_then(Value::as_f64).unwrap_or_default();
            Some(get("part") / get("whole").max(1.0))
        }
        value => value.as_f64(),
    };
    match (floor, number(measured), number(floor)) {
        (_, Some(is), Some(bar)) => {
            let most = path.starts_with("alarms") || path.ends_with("calibration_error");
            let missed = if most { is > bar } else { is < bar };
            let word = if most { "at most" } else { "at least" };
            missed.then(|| format!("{path}: {is:.4}, must be {word} {bar}")).into_iter().collect()
        }
        (Value::Object(parts), _, _) => parts
            .iter()
            .flat_map(|(key, part)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match measured.get(key) {
                    Some(measured) => below(measured, part, &path),
                    None => vec![format!("{path}: was not measured")],
                }
            })
            .collect(),
        _ => vec![format!("{path}: cannot be compared")],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::below;

    #[test]
    fn floors() {
        let measured =
            json!({"alarms": {"all": {"noticed": {"part": 1, "whole": 100}}}, "families": {"templated": {"auc": 0.9}}});
        for (floor, missed) in [
            (json!({}), 0),
            (json!({"alarms": {"all": {"noticed": 0.01}}}), 0),
            (json!({"alarms": {"all": {"noticed": 0.009}}}), 1),
            (json!({"families": {"templated": {"auc": 0.9}}}), 0),
            (json!({"families": {"templated": {"auc": 0.91}}}), 1),
            (json!({"families": {"nothing": {"auc": 0.5}}}), 1),
            (json!({"families": {"templated": {"auc": "high"}}}), 1),
        ] {
            assert_eq!(below(&measured, &floor, "").len(), missed, "{floor}");
        }
    }
}
