//! Labelled messages: reading them, and a part of them for slow tools.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sincerely::{Draft, Family, Kind};

/// Families that labels name.
pub const FAMILIES: [Family; 4] = [Family::Templated, Family::Automated, Family::Promotional, Family::OffTopic];

/// A labelled message.
#[derive(Deserialize)]
pub struct Row {
    #[serde(flatten)]
    pub draft: Draft,
    pub labels: Option<Vec<Family>>,
    /// As the row says it, also for languages that are not spoken.
    #[serde(default)]
    pub lang: Option<String>,
    /// Whether English is the writer's first language.
    #[serde(default)]
    pub native: Option<bool>,
    /// What joins a learner's sentence and its correction.
    #[serde(default)]
    pub pair: Option<serde_json::Value>,
    /// The name of its file.
    #[serde(skip)]
    pub set: String,
}

impl Row {
    pub fn has(&self, family: Family) -> bool {
        self.labels.as_ref().is_some_and(|labels| labels.contains(&family))
    }

    pub fn is_human(&self) -> bool {
        self.labels.as_ref().is_some_and(Vec::is_empty)
    }

    pub fn is_private(&self) -> bool {
        self.draft.kind.is_some_and(Kind::is_private)
    }

    /// What is asked about it. Languages are judged as they are detected: that is what happens to a person.
    pub fn question(&self) -> Draft {
        Draft { lang: None, ..self.draft.clone() }
    }
}

/// A file of labelled messages.
pub struct Set {
    pub name: String,
    /// The name of the folder it is in; none for a file that was named itself.
    pub folder: Option<String>,
    pub path: PathBuf,
}

/// The `*.jsonl` in folders, and files named themselves.
///
/// # Errors
///
/// When a folder cannot be read or holds none, or two sets have one name.
pub fn sets(data: &[PathBuf]) -> Result<Vec<Set>> {
    let mut sets: Vec<Set> = Vec::new();
    for place in data {
        let folder = place.is_dir().then(|| name(place, Path::file_name));
        for path in files(place)? {
            let name = name(&path, Path::file_stem);
            if let Some(other) = sets.iter().find(|set| set.name == name) {
                bail!("two sets are named {name}: {} and {}", other.path.display(), path.display());
            }
            sets.push(Set { name, folder: folder.clone(), path });
        }
    }
    Ok(sets)
}

fn name(path: &Path, part: impl Fn(&Path) -> Option<&std::ffi::OsStr>) -> String {
    part(path).unwrap_or_default().to_string_lossy().into_owned()
}

fn files(place: &Path) -> Result<Vec<PathBuf>> {
    if place.is_file() {
        return Ok(vec![place.to_owned()]);
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(place)
        .with_context(|| format!("cannot open {}", place.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        bail!("there is no *.jsonl in {}", place.display());
    }
    Ok(paths)
}

/// The rows of a set.
///
/// # Errors
///
/// When the file cannot be read or a line is no labelled message.
pub fn read(set: &Set) -> Result<Vec<Row>> {
    let path = &set.path;
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let rows = BufReader::new(file).lines().enumerate().map(|(index, line)| {
        let row = serde_json::from_str::<Row>(&line?);
        let row = row.with_context(|| format!("{}:{}", path.display(), index + 1))?;
        Ok(Row { set: set.name.clone(), ..row })
    });
    rows.collect()
}

/// The numbers of at most `most` rows with labels, spread over the sets and what their rows are labelled: small groups whole, of
/// the others equally many, evenly spaced. The same rows every time.
pub fn sample(rows: &[&Row], most: usize) -> Vec<usize> {
    let mut groups: BTreeMap<(&str, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(labels) = &row.labels {
            let labels = labels.iter().map(|family| family.name()).collect();
            groups.entry((&row.set, labels)).or_default().push(index);
        }
    }
    let taken = |each: usize| groups.values().map(|group| group.len().min(each)).sum::<usize>();
    let largest = groups.values().map(Vec::len).max().unwrap_or_default();
    let each = (0..=largest).rev().find(|each| taken(*each) <= most).unwrap_or_default();
    let spaced = |group: &Vec<usize>| {
        let count = group.len().min(each);
        (0..count).map(|n| group[n * group.len() / count]).collect::<Vec<_>>()
    };
    let mut sample: Vec<usize> = groups.values().flat_map(spaced).collect();
    sample.sort_unstable();
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(set: &str, labels: Option<Vec<Family>>) -> Row {
        let draft = Draft::new("any");
        Row { draft, labels, lang: None, native: None, pair: None, set: set.into() }
    }

    #[test]
    fn samples_take_small_groups_whole_and_spread_over_large_ones() {
        let mut rows: Vec<Row> = (0..100).map(|_| row("large", Some(vec![]))).collect();
        rows.extend((0..3).map(|_| row("large", Some(vec![Family::Templated]))));
        rows.extend((0..20).map(|_| row("other", Some(vec![]))));
        rows.extend((0..50).map(|_| row("other", None)));
        let rows: Vec<&Row> = rows.iter().collect();
        for (most, expected) in [
            (0, vec![]),
            (2, vec![]),
            (3, vec![0, 100, 103]),
            (11, vec![0, 25, 50, 75, 100, 101, 102, 103, 108, 113, 118]),
            (1000, (0..123).collect()),
        ] {
            assert_eq!(sample(&rows, most), expected, "{most}");
        }
        assert_eq!(sample(&[], 10), Vec::<usize>::new());
    }
}
