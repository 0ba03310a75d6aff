//! `sincerely history`: what was sent before, in a file.

use std::collections::hash_map::RandomState;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use sincerely::relation::{History, Place};
use sincerely::text::Reading;

use crate::parse;

/// Keep fingerprints of what was sent, for `check --history`
///
/// The file has no text and no names: for each message the site, the kind, the time to ten minutes, and hashes of its words
/// and of whom it was for, keyed with a secret of that file. Messages of fewer than eight words are not kept, nor is the
/// same text in the same place a second time within ten minutes.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  sincerely history remember sent.history sent.jsonl
  sincerely check --history sent.history drafts.jsonl")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Add messages: drafts as JSON Lines, as `check` takes them; "now" is when it was sent, else the present
    Remember {
        /// The history; made when it is not there
        history: PathBuf,
        /// Files to read; `-`, or none, is standard input
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print how many messages are remembered of each site
    Show {
        /// The history
        history: PathBuf,
    },
    /// Forget everything, or what was sent at one site
    Erase {
        /// The history
        history: PathBuf,
        /// A site, as in a draft
        site: Option<String>,
    },
}

/// Changes or shows a history.
///
/// # Errors
///
/// When a file cannot be read or written, or a line is no draft. Then nothing is changed.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.action {
        Action::Remember { history: path, files } => {
            let mut history = if path.exists() { load(path)? } else { History::new(salt()) };
            let stdin = [PathBuf::from("-")];
            for file in if files.is_empty() { &stdin } else { files.as_slice() } {
                remember(&mut history, file)?;
            }
            store(path, &history)?;
        }
        Action::Show { history } => {
            let mut out = io::stdout();
            for (site, count) in load(history)?.counts() {
                writeln!(out, "{count:>6}  {}", site.unwrap_or("(no site)"))?;
            }
        }
        Action::Erase { history: path, site } => {
            let mut history = load(path)?;
            match site {
                Some(site) => history.erase(site),
                None => history.erase_all(),
            }
            store(path, &history)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn remember(history: &mut History, file: &Path) -> Result<()> {
    let name = file.display();
    let reader: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| format!("cannot read {name}"))?))
    };
    for (line, number) in reader.split(b'\n').zip(1..) {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        let line = line.strip_prefix("\u{feff}".as_bytes()).filter(|_| number == 1).unwrap_or(&line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let mut draft = match parse::draft(line) {
            Ok(draft) => draft,
            Err(problem) => bail!("{name}:{number}: {}", problem.error),
        };
        draft.now.get_or_insert_with(now);
        history.remember(&Reading::new(&draft.text), &Place::of(&draft));
    }
    Ok(())
}

/// Reads a history.
///
/// # Errors
///
/// When there is none, or it is damaged or of a newer version.
pub fn load(path: &Path) -> Result<History> {
    let name = path.display();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    History::from_bytes(&bytes).with_context(|| format!("cannot read {name}"))
}

/// Writes beside the old file first: whoever is interrupted keeps the old one.
fn store(path: &Path, history: &History) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let written = std::fs::write(&beside, history.to_bytes()).and_then(|()| std::fs::rename(&beside, path));
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// The standard library keys its hash maps from the system's randomness: what such a key makes of two numbers is as secret.
fn salt() -> [u8; 16] {
    let state = RandomState::new();
    let half = |n: u8| state.hash_one(n).to_le_bytes();
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&half(0));
    salt[8..].copy_from_slice(&half(1));
    salt
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
