//! `sincerely eval`: what the engine catches and whom it disturbs, on labelled messages, and what other tools do there.

mod beside;
mod floor;
mod measure;
mod measured;
mod off_topic;
mod print;
mod repeats;
mod report;
mod rows;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use beside::Tool;
use measured::{Measured, Said};
use rayon::prelude::*;
use report::{Beside, Compared, Document};
use rows::{FAMILIES, Row};
use sincerely::{Engine, Family, Level};

#[derive(clap::Args)]
pub struct Arguments {
    /// Folders of `*.jsonl`, or such files: a Draft a line, with `labels` (`[]`: a person talking; null: not counted). Of several
    /// folders the report names each set's own, so name them for what sets them apart.
    #[arg(required = true, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// How to print the measurements.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write the report to a file, as Markdown. The text is the same, and then not printed as well.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Markdown that the report begins with, under its title.
    #[arg(long, value_name = "FILE")]
    note: Option<PathBuf>,
    /// Measure another tool too: a shell command that reads drafts and answers each in order, JSON Lines both ways, with
    /// `{"scores": {"templated": 0.1, …}}` or one `{"score": 0.1}` for all families (higher: more likely), and with `"noticed": true`
    /// or false as it would come to a user. With no command the tool is named as missing. May be given several times.
    #[arg(long, value_name = "NAME=COMMAND")]
    beside: Vec<Tool>,
    /// How many messages the other tools are asked about at most: spread over the sets and labels, the same every time.
    #[arg(long, value_name = "ROWS", default_value_t = 3_000)]
    sample: usize,
    /// A file of the same form as `--format json` prints, or the same in TOML, with the least a measurement may be (or, for alarms,
    /// the most). Exit status 1 when one is missed.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
    /// Show what each rule finds instead, by label.
    #[arg(long, conflicts_with_all = ["list", "floor", "report", "beside"])]
    rules: bool,
    /// Print texts instead: `alarms`, `misses`, or those in which a rule (by its id) found something.
    #[arg(long, value_name = "WHICH", conflicts_with_all = ["floor", "report", "beside"])]
    list: Option<String>,
    /// Measure instead how well copies of what was sent before are noticed. Exit status 1 when a bar is missed.
    #[arg(long, conflicts_with_all = ["list", "floor", "rules", "report", "beside"])]
    repeats: bool,
    /// Measure instead how well replies that take up what they answer are told from those that do not. Exit status 1 when a
    /// bar is missed.
    #[arg(long, conflicts_with_all = ["list", "floor", "rules", "repeats", "report", "beside"])]
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

/// A row with what the engine said.
struct Judged {
    row: Row,
    level: Level,
    said: Said,
    /// Rules that found something, with the first quotation.
    findings: Vec<(String, Family, String)>,
}

impl Judged {
    fn new(engine: &Engine, row: Row) -> Self {
        let report = engine.check(&row.question());
        let noticed = report.level > Level::Quiet;
        let said = Said {
            noticed: Some(noticed),
            warned: Some(report.level == Level::Warn),
            predicted: Some(FAMILIES.map(|family| noticed && report.findings.iter().any(|f| f.family == family))),
            scores: FAMILIES.map(|family| Some(report.scores.get(family))),
            calibrated: true,
        };
        let findings = report.findings.into_iter().chain(report.personal);
        Self {
            row,
            level: report.level,
            said,
            findings: findings.map(|f| (f.rule.into_owned(), f.family, f.quote)).collect(),
        }
    }
}

/// Measurements with bars of their own.
trait Barred: serde::Serialize {
    fn print(&self);
    /// What misses its bar, a line each.
    fn missed(&self) -> Vec<String>;
}

impl Arguments {
    fn tell(&self, measured: &impl Barred) -> Result<ExitCode> {
        match self.format {
            Format::Json => println!("{:#}", serde_json::to_value(measured)?),
            Format::Text => measured.print(),
        }
        Ok(said_of(&measured.missed()))
    }
}

/// Measures.
///
/// # Errors
///
/// When the data, the note or the floor cannot be read, the report cannot be written, or a tool does not answer.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.repeats {
        return arguments.tell(&repeats::measure(&arguments.data)?);
    }
    if arguments.off_topic {
        return arguments.tell(&off_topic::measure(&arguments.data)?);
    }
    // A wrong name is better known before ten minutes of work.
    let floor = arguments.floor.as_deref().map(floor::read).transpose()?;
    let note = arguments
        .note
        .as_ref()
        .map(|path| std::fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display())));
    let note = note.transpose()?;
    let sets = rows::sets(&arguments.data)?;
    let mut judged = Vec::new();
    let engine = Engine::default();
    for set in &sets {
        judged.par_extend(rows::read(set)?.into_par_iter().map(|row| Judged::new(&engine, row)));
    }
    if let Some(which) = &arguments.list {
        print::list(&judged, which, arguments.most);
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.rules {
        print::rules(&judged);
        return Ok(ExitCode::SUCCESS);
    }
    let answered: Vec<(&Row, &Said)> = judged.iter().map(|one| (&one.row, &one.said)).collect();
    let beside = (!arguments.beside.is_empty()).then(|| compare(&answered, arguments)).transpose()?;
    let document = Document::new(note, &sets, Measured::new(&answered), beside);
    if let Some(path) = &arguments.report {
        std::fs::write(path, document.to_string()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let json = serde_json::to_value(&document)?;
    let mut out = std::io::stdout();
    match arguments.format {
        Format::Json => writeln!(out, "{json:#}")?,
        Format::Text if arguments.report.is_none() => write!(out, "{document}")?,
        Format::Text => {}
    }
    Ok(said_of(&floor.map(|floor| floor::missed(&json, &floor)).unwrap_or_default()))
}

/// Says what is missed, as the exit status does.
fn said_of(missed: &[String]) -> ExitCode {
    missed.iter().for_each(|line| eprintln!("{line}"));
    ExitCode::from(u8::from(!missed.is_empty()))
}

/// The engine and the other tools on the same part of the rows.
fn compare(answered: &[(&Row, &Said)], arguments: &Arguments) -> Result<Beside> {
    let rows: Vec<&Row> = answered.iter().map(|(row, _)| *row).collect();
    let sample: Vec<(&Row, &Said)> =
        rows::sample(&rows, arguments.sample).into_iter().map(|index| answered[index]).collect();
    let drafts: Vec<_> = sample.iter().map(|(row, _)| row.question()).collect();
    let mut tools = vec![Compared { name: "Sincerely".to_owned(), measured: Measured::new(&sample) }];
    let (missing, here): (Vec<&Tool>, Vec<&Tool>) = arguments.beside.iter().partition(|tool| tool.command.is_empty());
    for tool in here {
        let said = tool.ask(&drafts)?;
        let rows: Vec<(&Row, &Said)> = sample.iter().zip(&said).map(|((row, _), said)| (*row, said)).collect();
        tools.push(Compared { name: tool.name.clone(), measured: Measured::new(&rows) });
    }
    Ok(Beside {
        rows: sample.len(),
        of: answered.iter().filter(|(row, _)| row.labels.is_some()).count(),
        tools,
        missing: missing.into_iter().map(|tool| tool.name.clone()).collect(),
    })
}
