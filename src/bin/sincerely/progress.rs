//! How far a long piece of work has come, where somebody can see it.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// For work whose size is known.
const BYTES: &str = "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";
/// For work whose end is not.
const MESSAGES: &str = "{spinner} {human_pos} messages, {per_sec}";

/// Progress on standard error.
pub struct Progress {
    since: Instant,
    wanted: bool,
    /// In bytes, when known.
    size: Option<u64>,
    bytes: u64,
    messages: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Shown only when standard error is a terminal that the answers do not go to as well.
    pub fn new(size: Option<u64>) -> Self {
        let wanted = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self { since: Instant::now(), wanted, size, bytes: 0, messages: 0, bar: None }
    }

    /// So much more is done.
    pub fn advance(&mut self, bytes: u64, messages: u64) {
        self.bytes += bytes;
        self.messages += messages;
        if self.wanted && self.bar.is_none() && self.since.elapsed() > PATIENCE {
            self.bar = Some(self.start());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(if self.size.is_some() { self.bytes } else { self.messages });
        }
    }

    fn start(&self) -> ProgressBar {
        let bar = match self.size {
            Some(size) => ProgressBar::new(size),
            None => ProgressBar::new_spinner(),
        };
        let template = if self.size.is_some() { BYTES } else { MESSAGES };
        match ProgressStyle::with_template(template) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
        .with_elapsed(self.since.elapsed())
    }

    /// Prints a line on standard error, above the bar. A closed standard error is nobody's loss.
    pub fn say(&self, line: &str) {
        let print = || _ = writeln!(std::io::stderr(), "sincerely: {line}");
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
