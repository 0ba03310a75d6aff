//! The report: measurements as Markdown, the same for the same answers.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::Serialize;

use super::measure::{Estimate, Share};
use super::measured::{self, Alarmed, Alarms, Detection, Measured, Recall};
use super::rows::Set;

/// Everything that a report says.
#[derive(Serialize)]
pub struct Document {
    #[serde(skip)]
    note: Option<String>,
    /// The sets, in the order of the report.
    #[serde(skip)]
    order: Vec<String>,
    /// Of several folders, the one each set is in.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    folders: BTreeMap<String, String>,
    #[serde(flatten)]
    measured: Measured,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<Beside>,
}

/// The engine and other tools on the same rows.
#[derive(Serialize)]
pub struct Beside {
    pub rows: usize,
    /// Out of so many that have labels.
    pub of: usize,
    /// The engine first.
    pub tools: Vec<Compared>,
    /// Tools that could not be had.
    pub missing: Vec<String>,
}

/// A tool that was asked.
#[derive(Serialize)]
pub struct Compared {
    pub name: String,
    #[serde(flatten)]
    pub measured: Measured,
}

/// The name in the report, the key and what there is of each group of rows.
type Groups<'m, T> = Vec<(String, &'m str, &'m T)>;

impl Document {
    pub fn new(note: Option<String>, sets: &[Set], measured: Measured, beside: Option<Beside>) -> Self {
        let mut folders: BTreeMap<String, String> =
            sets.iter().filter_map(|set| Some((set.name.clone(), set.folder.clone()?))).collect();
        if sets.iter().all(|set| set.folder == sets[0].folder) {
            folders.clear();
        }
        Self { note, order: sets.iter().map(|set| set.name.clone()).collect(), folders, measured, beside }
    }

    /// A set as the report names it.
    fn name(&self, set: &str) -> String {
        self.folders.get(set).map_or_else(|| set.to_owned(), |folder| format!("{set} ({folder})"))
    }

    /// What there is for each set, in the order of the report; what is no set comes first.
    fn in_order<'m, T>(&self, groups: &'m BTreeMap<String, T>) -> Groups<'m, T> {
        let others = groups.iter().filter(|(name, _)| !self.order.contains(name));
        let others = others.map(|(name, group)| (format!("**{name}**"), name.as_str(), group));
        let sets = self.order.iter().filter_map(|set| groups.get_key_value(set));
        others.chain(sets.map(|(name, group)| (self.name(name), name.as_str(), group))).collect()
    }
}

const WORDS: &str = "\
**Noticed**: anything is said at all (of Sincerely, that the level is not quiet). **Of its family**: noticed, with a finding of
the family that the row is labelled with. **At 1 %** and **at 0.1 %**: the family's score is above the one that so many of all
human rows exceed. **AUC**: the probability that a row of the family has a higher score than a human one. **Calibration
error**: how far probabilities are from shares, on average (ten bins). **any**: labelled with any family, by the highest score.
Human rows are those labelled with no family. Shares are in per cent, with 95 % intervals in brackets: Wilson's for shares,
Newcombe's for differences and for AUC; that of F1 follows from the share that is hit of all rows that are predicted or true.
";

impl Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = &self.measured;
        writeln!(f, "# What Sincerely catches and whom it disturbs\n")?;
        if let Some(note) = &self.note {
            writeln!(f, "{}\n", note.trim())?;
        }
        let human = measured.alarms.get("all").map_or(0, |alarms| alarms.rows);
        let sets = self.order.len();
        writeln!(f, "{} messages in {sets} sets, {human} of them by people who talk.\n\n{WORDS}", measured.rows)?;
        self.caught(f)?;
        self.disturbed(f)?;
        self.beside.as_ref().map_or(Ok(()), |beside| self.compared(f, beside))
    }
}

impl Document {
    fn caught(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let measured = &self.measured;
        let cells = |recall: &Recall| {
            let shares = [recall.noticed, recall.predicted, recall.at_1, recall.at_01].map(share);
            [vec![recall.rows.to_string()], shares.to_vec(), vec![estimate(recall.auc)]].concat()
        };
        let columns = ["rows", "noticed", "of its family", "at 1 %", "at 0.1 %", "AUC"];

        let mut table = Table::new(["family"].into_iter().chain(columns).chain(["calibration error"]));
        for (family, Detection { recall, calibration_error, .. }) in ordered(&measured.families) {
            table.push([vec![family.to_owned()], cells(recall), vec![number(*calibration_error, 4)]].concat());
        }
        writeln!(f, "## What it catches\n\n{table}")?;

        let mut table = Table::new(["set", "family"].into_iter().chain(columns));
        for (name, _, families) in self.in_order(&measured.sets) {
            for (family, recall) in ordered(families) {
                table.push([vec![name.clone(), family.to_owned()], cells(recall)].concat());
            }
        }
        writeln!(f, "### By set\n\n{table}")?;

        let mut table = Table::new(["set", "family", "precision", "recall", "F1"]);
        for (name, _, families) in self.in_order(&measured.f1) {
            for (family, f1) in ordered(families) {
                let [precision, recall] = [f1.precision, f1.recall].map(|part| share(Some(part)));
                table.push(vec![name.clone(), family.to_owned(), precision, recall, estimate(Some(f1.f1))]);
            }
        }
        writeln!(f, "### Precision and recall as it comes\n\nOf sets that have human rows too.\n\n{table}")?;

        let mut table = Table::new(["family", "1 %", "0.1 %"]);
        for (family, detection) in ordered(&measured.families) {
            let [at_1, at_01] = [detection.threshold_1, detection.threshold_01].map(|score| number(score, 3));
            table.push(vec![family.to_owned(), at_1, at_01]);
        }
        writeln!(f, "### The scores that so many human rows exceed\n\n{table}")
    }

    fn disturbed(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let measured = &self.measured;
        writeln!(f, "## Whom it disturbs\n\nHuman rows; counts in parentheses.\n")?;
        for (title, groups) in self.alarmed(measured) {
            let mut table = Table::new([title, "rows", "noticed", "warned"]);
            for (name, _, alarms) in groups {
                table.push(vec![name, alarms.rows.to_string(), counted(alarms.noticed), counted(alarms.warned)]);
            }
            table.write_unless_empty(f)?;
        }
        let Some(fairness) = &measured.native else { return Ok(()) };
        let Estimate { value, low, high } = fairness.difference;
        // Adding zero makes a rounded −0 a 0.
        let [value, low, high] = [value, low, high].map(|part| (10_000.0 * part).round() / 100.0 + 0.0);
        writeln!(f, "Non-native less native writers: {value:+.2} [{low:+.2}, {high:+.2}] percentage points.")?;
        if fairness.pairs > 0 {
            writeln!(
                f,
                "Of {} pairs of a learner's sentence and its correction {} are noticed in both, {} only as the learner wrote it,\n\
                {} only as it was corrected.",
                fairness.pairs, fairness.both, fairness.only_non_native, fairness.only_native
            )?;
        }
        writeln!(f)
    }

    /// Alarms by what rows are told apart by.
    fn alarmed<'m>(&self, measured: &'m Measured) -> [(&'static str, Groups<'m, Alarms>); 3] {
        let plain =
            |groups: &'m Alarmed| groups.iter().map(|(key, alarms)| (key.clone(), key.as_str(), alarms)).collect();
        [
            ("set", self.in_order(&measured.alarms)),
            ("language", plain(&measured.alarms_by_language)),
            ("writer of English", plain(&measured.alarms_by_writer)),
        ]
    }

    fn compared(&self, f: &mut fmt::Formatter, beside: &Beside) -> fmt::Result {
        writeln!(f, "## Beside other tools\n")?;
        if beside.rows == beside.of {
            writeln!(f, "All {} labelled rows, asked of every tool.", beside.rows)?;
        } else {
            writeln!(
                f,
                "{} of the {} labelled rows, the same for every tool and for Sincerely here: small groups of a set with the same\n\
                labels whole, of the others equally many, evenly spaced. So shares differ from those above.",
                beside.rows, beside.of
            )?;
        }
        if !beside.missing.is_empty() {
            writeln!(f, "Missing where this was written: {}.", beside.missing.join(", "))?;
        }
        let names: Vec<&str> = beside.tools.iter().map(|tool| tool.name.as_str()).collect();
        let columns = |first: &[&'static str]| Table::new(first.iter().chain(&names).copied());

        writeln!(f, "\n### What each disturbs\n\nHuman rows on which it says anything, as it comes.\n")?;
        let alarmed: Vec<_> = beside.tools.iter().map(|tool| self.alarmed(&tool.measured)).collect();
        for (index, (title, groups)) in alarmed[0].iter().enumerate() {
            let mut table = columns(&[title, "rows"]);
            // Every tool was asked about the same rows: it has the same groups.
            for (row, (name, _, alarms)) in groups.iter().enumerate() {
                let shares = alarmed.iter().map(|tool| share(tool[index].1[row].2.noticed));
                table.push([name.clone(), alarms.rows.to_string()].into_iter().chain(shares).collect());
            }
            table.write_unless_empty(f)?;
        }

        for (title, cell) in CAUGHT {
            let mut table = columns(&["set", "family", "rows"]);
            for (name, key, families) in self.in_order(&beside.by_set()) {
                for (family, rows) in ordered(families) {
                    let cells = beside.tools.iter().map(|tool| tool.recall(key, family).map_or(MISSING.into(), cell));
                    table.push([name.clone(), family.into(), rows.to_string()].into_iter().chain(cells).collect());
                }
            }
            writeln!(f, "### {title}\n\n{table}")?;
        }

        let mut table = columns(&["family"]);
        for family in measured::families() {
            let error = |tool: &Compared| tool.measured.families.get(family)?.calibration_error;
            let errors = beside.tools.iter().map(|tool| number(error(tool), 4));
            table.push([family.to_owned()].into_iter().chain(errors).collect());
        }
        writeln!(f, "### Calibration error\n\nOf tools whose scores are probabilities.\n\n{table}")
    }
}

/// The tables of what tools catch: a title and what stands in a cell.
const CAUGHT: [(&str, Cell); 4] = [
    ("What each catches at 1 % false alarms", |recall| share(recall.at_1)),
    ("What each catches at 0.1 % false alarms", |recall| share(recall.at_01)),
    ("What each notices as it comes", |recall| share(recall.noticed)),
    ("AUC", |recall| estimate(recall.auc)),
];
type Cell = fn(&Recall) -> String;
const ALL: &str = "all";

impl Beside {
    /// The rows of each family that were asked about, by set and in all.
    fn by_set(&self) -> BTreeMap<String, BTreeMap<&'static str, usize>> {
        let Some(Compared { measured, .. }) = self.tools.first() else { return BTreeMap::new() };
        let rows = |(family, recall): (&&'static str, &Recall)| (*family, recall.rows);
        let sets = measured.sets.iter().map(|(set, families)| (set.clone(), families.iter().map(rows).collect()));
        let all = measured.families.iter().map(|(family, detection)| (*family, detection.recall.rows));
        sets.chain([(ALL.to_owned(), all.collect())]).collect()
    }
}

impl Compared {
    fn recall(&self, set: &str, family: &str) -> Option<&Recall> {
        match set {
            ALL => self.measured.families.get(family).map(|detection| &detection.recall),
            set => self.measured.sets.get(set)?.get(family),
        }
    }
}

/// Where a tool does not say.
const MISSING: &str = "–";

fn share(share: Option<Share>) -> String {
    share.filter(|share| share.whole > 0).map_or(MISSING.into(), |share| {
        let [value, low, high] = [share.value(), share.low, share.high].map(|part| 100.0 * part);
        format!("{value:.1} [{low:.1}, {high:.1}]")
    })
}

/// For small shares.
fn counted(share: Option<Share>) -> String {
    share.filter(|share| share.whole > 0).map_or(MISSING.into(), |share| {
        let [value, low, high] = [share.value(), share.low, share.high].map(|part| 100.0 * part);
        format!("{value:.2} [{low:.2}, {high:.2}] ({})", share.part)
    })
}

fn estimate(estimate: Option<Estimate>) -> String {
    estimate.map_or(MISSING.into(), |Estimate { value, low, high }| format!("{value:.3} [{low:.3}, {high:.3}]"))
}

fn number(number: Option<f64>, decimals: usize) -> String {
    number.map_or(MISSING.into(), |number| format!("{number:.decimals$}"))
}

/// What there is of each family, in the order of reading.
fn ordered<'m, T>(families: &'m BTreeMap<&'static str, T>) -> impl Iterator<Item = (&'static str, &'m T)> {
    measured::families().filter_map(|family| Some((family, families.get(family)?)))
}

/// A table that is laid out to be read unrendered as well. The first column is of names, the rest of figures.
struct Table(Vec<Vec<String>>);

impl Table {
    fn new<'c>(columns: impl IntoIterator<Item = &'c str>) -> Self {
        Self(vec![columns.into_iter().map(str::to_owned).collect()])
    }

    fn push(&mut self, cells: Vec<String>) {
        self.0.push(cells);
    }

    fn write_unless_empty(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.0.len() > 1 { writeln!(f, "{self}") } else { Ok(()) }
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escaped = |cell: &String| cell.replace('|', "\\|");
        let lines: Vec<Vec<String>> = self.0.iter().map(|line| line.iter().map(escaped).collect()).collect();
        let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|c| c.chars().count()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default().max(3)).collect();
        for (number, line) in lines.iter().enumerate() {
            for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
                if column == 0 { write!(f, "| {cell:<width$} ")? } else { write!(f, "| {cell:>width$} ")? }
            }
            writeln!(f, "|")?;
            if number == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let rule = "-".repeat(width - 1);
                    if column == 0 { write!(f, "| {rule}- ")? } else { write!(f, "| {rule}: ")? }
                }
                writeln!(f, "|")?;
            }
        }
        Ok(())
    }
}
