//! What is printed to be read by those who write rules: what each finds, and texts.

use std::collections::BTreeMap;

use sincerely::{Family, Level};

use super::Judged;
use super::rows::FAMILIES;

/// What each rule finds.
pub fn rules(judged: &[Judged]) {
    let mut counts: BTreeMap<&str, [usize; FAMILIES.len() + 2]> = BTreeMap::new();
    for one in judged {
        for (rule, _, _) in &one.findings {
            let [human, unlabelled, labelled @ ..] = counts.entry(rule).or_default();
            *human += usize::from(one.row.is_human());
            *unlabelled += usize::from(one.row.labels.is_none());
            for (count, family) in labelled.iter_mut().zip(FAMILIES) {
                *count += usize::from(one.row.has(family));
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
        "alarms" => one.row.is_human() && one.level > Level::Quiet,
        "misses" => one.row.labels.as_ref().is_some_and(|l| !l.is_empty()) && one.level == Level::Quiet,
        rule => one.findings.iter().any(|(id, _, _)| id == rule),
    };
    for one in judged.iter().filter(wanted).take(most) {
        let Judged { row, level, .. } = one;
        let labels: Vec<&str> = row.labels.iter().flatten().map(|f| f.name()).collect();
        println!("[{} {} {level:?}] {}", row.set, labels.join("+"), row.draft.text.replace('\n', " ⏎ "));
        for (rule, _, quote) in &one.findings {
            println!("    {rule} “{quote}”");
        }
    }
}
