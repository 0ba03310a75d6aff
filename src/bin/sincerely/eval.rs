//! `sincerely eval`: recall and false alarms on labelled messages, and what each rule does.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Deserialize;
use sincerely::{Draft, Engine, Family, Level, Report};

#[derive(clap::Args)]
pub struct Arguments {
    /// A folder of `*.jsonl`, or one such file.
    data: PathBuf,
    /// Show what each rule finds, by label, instead of the sets.
    #[arg(long)]
    rules: bool,
    /// Print up to N texts of this kind: `alarms`, `misses`, or a rule's id.
    #[arg(long, value_name = "KIND")]
    list: Option<String>,
    /// How many texts to print.
    #[arg(long, default_value_t = 40)]
    most: usize,
}

/// A labelled message.
#[derive(Deserialize)]
struct Row {
    #[serde(flatten)]
    draft: Draft,
    labels: Option<Vec<Family>>,
}

/// A row with the engine's answer.
struct Judged {
    set: String,
    row: Row,
    report: Report,
}

/// Measures.
///
/// # Errors
///
/// When the data cannot be read.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let engine = Engine::default();
    let mut judged = Vec::new();
    for path in sets(&arguments.data)? {
        let set = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let rows = read(&path)?;
        judged.par_extend(rows.into_par_iter().map(|row| {
            let report = engine.check(&row.draft);
            Judged { set: set.clone(), row, report }
        }));
    }
    match &arguments.list {
        Some(what) => list(&judged, what, arguments.most),
        None if arguments.rules => by_rule(&judged),
        None => by_set(&judged),
    }
    Ok(ExitCode::SUCCESS)
}

fn sets(data: &Path) -> Result<Vec<PathBuf>> {
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

fn noticed(judged: &Judged) -> bool {
    judged.report.level > Level::Quiet
}

fn predicted(judged: &Judged, family: Family) -> bool {
    noticed(judged) && judged.report.findings.iter().any(|f| f.family == family)
}

fn has_label(judged: &Judged, family: Family) -> bool {
    judged.row.labels.as_ref().is_some_and(|labels| labels.contains(&family))
}

fn is_human(judged: &Judged) -> bool {
    judged.row.labels.as_ref().is_some_and(Vec::is_empty)
}

fn by_set(judged: &[Judged]) {
    let mut sets: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for one in judged {
        sets.entry(&one.set).or_default().push(one);
    }
    println!(
        "{:<24}{:>7}  {:>18}{:>18}{:>18}{:>18}",
        "set", "human", "alarms", "templated", "automated", "promotional"
    );
    let mut all: Vec<&Judged> = Vec::new();
    for (set, rows) in &sets {
        print_line(set, rows);
        all.extend(rows);
    }
    print_line("all", &all);
}

fn print_line(name: &str, rows: &[&Judged]) {
    let human: Vec<_> = rows.iter().filter(|j| is_human(j)).collect();
    let alarms = human.iter().filter(|j| noticed(j)).count();
    let warns = human.iter().filter(|j| j.report.level == Level::Warn).count();
    let share = |part: usize, whole: usize| {
        if whole == 0 { String::new() } else { format!("{part} {:.2}%", 100.0 * part as f64 / whole as f64) }
    };
    print!("{name:<24}{:>7}  {:>12} ({warns:>3})", human.len(), share(alarms, human.len()));
    for family in Family::WORDS {
        let labelled: Vec<_> = rows.iter().filter(|j| has_label(j, family)).collect();
        let any = labelled.iter().filter(|j| noticed(j)).count();
        let own = labelled.iter().filter(|j| predicted(j, family)).count();
        print!(
            "{:>18}",
            if labelled.is_empty() { String::new() } else { format!("{} / {any}", share(own, labelled.len())) }
        );
    }
    println!();
}

fn by_rule(judged: &[Judged]) {
    let mut counts: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for one in judged {
        for finding in one.report.findings.iter().chain(&one.report.personal) {
            let row = counts.entry(&finding.rule).or_default();
            row[0] += usize::from(is_human(one));
            for (index, family) in Family::WORDS.into_iter().enumerate() {
                row[index + 1] += usize::from(has_label(one, family));
            }
            row[4] += usize::from(one.row.labels.is_none());
        }
    }
    println!("{:<48}{:>8}{:>11}{:>11}{:>13}{:>9}", "rule", "human", "templated", "automated", "promotional", "unknown");
    for (rule, [human, templated, automated, promotional, unknown]) in counts {
        println!("{rule:<48}{human:>8}{templated:>11}{automated:>11}{promotional:>13}{unknown:>9}");
    }
}

fn list(judged: &[Judged], what: &str, most: usize) {
    let wanted = |one: &&Judged| match what {
        "alarms" => is_human(one) && noticed(one),
        "misses" => one.row.labels.as_ref().is_some_and(|l| !l.is_empty()) && !noticed(one),
        rule => one.report.findings.iter().chain(&one.report.personal).any(|f| f.rule == rule),
    };
    for one in judged.iter().filter(wanted).take(most) {
        println!(
            "[{} {:?} {:?}] {}",
            one.set,
            one.row.labels,
            one.report.level,
            one.row.draft.text.replace('\n', " ⏎ ")
        );
        for finding in &one.report.findings {
            println!("    {} “{}”", finding.rule, finding.quote);
        }
    }
}
