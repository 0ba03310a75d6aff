//! Measurements as text.

use std::collections::BTreeMap;

use sincerely::{Family, Level};

use super::measure::Share;
use super::{Alarms, FAMILIES, Judged, Measured};

pub fn text(measured: &Measured) {
    println!("{} messages. Shares with their 95 % intervals.\n", measured.rows);
    for (title, groups) in [
        ("Alarms on human messages, by set", &measured.alarms),
        ("by language", &measured.alarms_by_language),
        ("by writer of English", &measured.alarms_by_writer),
    ] {
        alarms(title, groups);
    }
    println!(
        "{:<34}{:>22}{:>22}{:>22}{:>22}{:>8}",
        "Recall, by set and family", "noticed", "of this family", "at 1 % alarms", "at 0.1 % alarms", "AUC"
    );
    for (set, families) in &measured.sets {
        for (family, recall) in families {
            println!(
                "{:<34}{:>22}{:>22}{:>22}{:>22}{:>8.3}",
                format!("{set} {family}"),
                share(recall.noticed),
                share(recall.predicted),
                share(recall.at_1),
                share(recall.at_01),
                recall.auc
            );
        }
    }
    println!("\n{:<34}{:>12}{:>12}{:>12}", "At the shipped thresholds", "precision", "recall", "F1");
    for (set, families) in &measured.f1 {
        for (family, f1) in families {
            println!("{:<34}{:>12.3}{:>12.3}{:>12.3}", format!("{set} {family}"), f1.precision, f1.recall, f1.f1);
        }
    }
    println!(
        "\n{:<34}{:>12}{:>22}{:>22}{:>22}",
        "All sets", "AUC", "calibration error", "threshold at 1 %", "threshold at 0.1 %"
    );
    for (family, detection) in &measured.families {
        println!(
            "{family:<34}{:>12.3}{:>22.4}{:>22.3}{:>22.3}",
            detection.auc, detection.calibration_error, detection.threshold_1, detection.threshold_01
        );
    }
}

fn alarms(title: &str, groups: &BTreeMap<String, Alarms>) {
    if groups.is_empty() {
        return;
    }
    println!("{title:<34}{:>8}{:>26}{:>26}", "rows", "hint or warn", "warn");
    for (name, alarms) in groups {
        println!("{name:<34}{:>8}{:>26}{:>26}", alarms.noticed.whole, counted(alarms.noticed), counted(alarms.warned));
    }
    println!();
}

fn share(share: Share) -> String {
    format!("{:.1} % [{:.1}, {:.1}]", 100.0 * share.value(), 100.0 * share.low, 100.0 * share.high)
}

fn counted(share: Share) -> String {
    format!("{} {:.2} % [{:.2}, {:.2}]", share.part, 100.0 * share.value(), 100.0 * share.low, 100.0 * share.high)
}

/// What each rule finds.
pub fn rules(judged: &[Judged]) {
    let mut counts: BTreeMap<&str, [usize; FAMILIES.len() + 2]> = BTreeMap::new();
    for one in judged {
        for (rule, _, _) in &one.findings {
            let [human, unlabelled, labelled @ ..] = counts.entry(rule).or_default();
            *human += usize::from(one.is_human());
            *unlabelled += usize::from(one.row.labels.is_none());
            for (count, family) in labelled.iter_mut().zip(FAMILIES) {
                *count += usize::from(one.has(family));
            }
        }
    }
    print!("{:<48}{:>12}{:>12}", "rule", "human", "unlabelled");
    println!("{}", FAMILIES.map(|f: Family| format!("{:>12}", f.name())).concat());
    for (rule, counts) in counts {
        println!("{rule:<48}{}", counts.map(|count| format!("{count:>12}")).concat());
    }
}

/// Texts to read.
pub fn list(judged: &[Judged], which: &str, most: usize) {
    let wanted = |one: &&Judged| match which {
        "alarms" => one.is_human() && one.is_noticed(),
        "misses" => one.row.labels.as_ref().is_some_and(|l| !l.is_empty()) && one.level == Level::Quiet,
        rule => one.findings.iter().any(|(id, _, _)| id == rule),
    };
    for one in judged.iter().filter(wanted).take(most) {
        let labels: Vec<&str> = one.row.labels.iter().flatten().map(|f| f.name()).collect();
        println!("[{} {} {:?}] {}", one.set, labels.join("+"), one.level, one.row.draft.text.replace('\n', " ⏎ "));
        for (rule, _, quote) in &one.findings {
            println!("    {rule} “{quote}”");
        }
    }
}
