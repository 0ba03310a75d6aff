//! How far a long piece of work has come, where somebody can see it.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// For work whose size is known.
const BYTES: &str = "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";
/// For work whose end is not; the number after the colon is that of decimals.
const MESSAGES: &str = "{spinner} {human_pos} messages, {per_sec:0}";

/// Progress on standard error.
pub struct Progress {
    since: Instant,
    /// Hidden at first, so that it knows its speed when it appears; absent where nobody would see it.
    bar: Option<ProgressBar>,
    hidden: bool,
    /// Counted in bytes; otherwise in messages.
    in_bytes: bool,
}

impl Progress {
    /// For work on so many bytes, if that is known. Shown only when standard error is a terminal that the answers do not
    /// go to as well.
    pub fn new(size: Option<u64>) -> Self {
        let wanted = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        let style = ProgressStyle::with_template(if size.is_some() { BYTES } else { MESSAGES });
        let bar = style.ok().filter(|_| wanted).map(|style| {
            let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::hidden());
            bar.set_style(style);
            bar
        });
        Self { since: Instant::now(), bar, hidden: true, in_bytes: size.is_some() }
    }

    /// So much more is done.
    pub fn advance(&mut self, bytes: u64, messages: u64) {
        let Some(bar) = &self.bar else { return };
        if self.hidden && self.since.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            self.hidden = false;
        }
        bar.inc(if self.in_bytes { bytes } else { messages });
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
