//! `sincerely check`: drafts in, reports out.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use rayon::ThreadPool;
use serde::Serialize;
use sincerely::relation::History;
use sincerely::settings::{self, Loaded};
use sincerely::{Draft, Engine, Level, Report, Settings};

use crate::history;
use crate::in_order::in_order;
use crate::lines::{Piece, Pieces};
use crate::parse::{self, Problem};
use crate::progress::Progress;
use crate::show;
use crate::terminal::{Color, Format, Page};

/// No message of a person is longer; whoever sends one has mistaken the file.
const LONGEST: usize = 16 << 20;

/// Judge drafts
///
/// Without --jsonl each FILE, or standard input, is one draft of plain text. With it, or with a name that ends in .jsonl,
/// every line is a draft as a JSON object:
///
///   {"text": "…", "kind": "invite", "recipient": "Anna Berg"}
///
/// Only "text" is required; the others are site, kind (post, reply, comment, message, invite, email), recipient, subject,
/// parent, turns, origin, lang, ui, variant and now. Every line gets one line of JSON in its place: a report, or
/// {"error": "…", "line": 3, "field": "text"} where it is no draft. Blank lines get none.
///
/// Spans are counted in UTF-16 code units, as JavaScript counts them. A byte order mark is no part of the text.
#[derive(clap::Args)]
#[command(after_help = "Exit status: 0 all quiet, 1 something noticed, 2 bad input (which wins)", after_long_help = HELP)]
pub struct Arguments {
    /// Read JSON Lines: every line is a draft
    #[arg(long)]
    jsonl: bool,
    /// What to print [default: text on a terminal, else json]
    #[arg(long)]
    format: Option<Format>,
    /// Keep to these settings, as the extension exports them
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Compare with what was sent before, as `sincerely history` keeps it; a draft without "now" is compared without a clock
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// How soon to speak [default: as in the settings, else normal]
    #[arg(long, value_name = "S")]
    sensitivity: Option<Sensitivity>,
    /// Exit with 0, not 1, when something is noticed: for what takes 1 for a failure, as Spark's pipe does
    #[arg(long)]
    exit_zero: bool,
    /// How many threads to use [default: RAYON_NUM_THREADS, else one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Files to read; `-`, or none, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

const HELP: &str = "\
Exit status:
  0  all quiet
  1  something was noticed (0 with --exit-zero)
  2  something could not be read, or was no draft; the rest was answered

Examples:
  echo \"I'd like to add you to my professional network on LinkedIn.\" | sincerely check
  sincerely check --format text letter.txt reply.txt
  sincerely check drafts.jsonl > reports.jsonl
  zcat drafts.jsonl.gz | sincerely check --jsonl | jq -r 'select(.level != \"quiet\") | .nudge.title'";

/// How soon to speak.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Sensitivity {
    /// Only where it is plain.
    Calm,
    /// As the extension does.
    Normal,
    /// Also where it is likely.
    Strict,
}

/// The person's settings; a flag has the last word.
fn settings(arguments: &Arguments) -> Result<Settings> {
    let mut settings = match &arguments.settings {
        Some(path) => load(path)?,
        None => Settings::default(),
    };
    if let Some(sensitivity) = arguments.sensitivity {
        settings.sensitivity = match sensitivity {
            Sensitivity::Calm => settings::Sensitivity::Calm,
            Sensitivity::Normal => settings::Sensitivity::Normal,
            Sensitivity::Strict => settings::Sensitivity::Strict,
        };
    }
    Ok(settings)
}

/// Settings from a file. A browser can do without a damaged part; here it is an error, since nobody would see it missing.
fn load(path: &Path) -> Result<Settings> {
    let name = path.display();
    let json = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(&json);
    ensure!(json.trim_start().starts_with('{'), "{name} has no settings: they are a JSON object");
    let loaded: Loaded = serde_json::from_str(json).with_context(|| format!("{name} has no settings"))?;
    if !loaded.problems.is_empty() {
        bail!("{name}: cannot be read: {}", loaded.problems.join(", "));
    }
    if loaded.newer {
        let _ =
            writeln!(io::stderr(), "sincerely: {name} is of a newer version; what this one does not know is left out");
    }
    Ok(loaded.settings)
}

/// Reads, judges and prints.
///
/// # Errors
///
/// When the settings cannot be read, or standard output cannot be written to, other than because nobody reads it any more.
pub fn run(arguments: &Arguments, color: Color) -> Result<ExitCode> {
    let inputs = inputs(arguments);
    let format = match arguments.format {
        Some(format) => format,
        None if io::stdout().is_terminal() => Format::Text,
        None => Format::Json,
    };
    let judge = Judge {
        engine: Engine::new(settings(arguments)?),
        history: arguments.history.as_deref().map(history::load).transpose()?,
        page: (format == Format::Text).then(|| Page::of_stdout(color)),
        named: inputs.len() > 1,
    };
    if inputs.iter().any(|input| input.path.is_none()) && io::stdin().is_terminal() && io::stderr().is_terminal() {
        let what = if arguments.jsonl { "drafts, one a line" } else { "a draft" };
        let _ = writeln!(io::stderr(), "sincerely: reading {what}, from the terminal; Ctrl-D ends it");
    }
    let pool = pool(arguments.threads, &inputs)?;
    let mut progress = Progress::new(size(&inputs));
    let mut out = io::stdout();
    let (tally, written) = check(&inputs, &judge, &pool, &mut progress, &mut out);
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.context("cannot write the answers")?,
    }
    if let Some(first) = &tally.first_wrong
        && tally.wrong_lines > 0
    {
        progress.say(&format!("not drafts: {} of {} lines, the first {first}", tally.wrong_lines, tally.lines));
    }
    Ok(tally.exit_code(arguments.exit_zero))
}

/// A pool with no more threads than there is work for.
fn pool(threads: Option<u16>, inputs: &[Input]) -> Result<ThreadPool> {
    // To rayon, 0 means what the environment says, or all cores.
    let mut threads = usize::from(threads.unwrap_or(0));
    if inputs.len() == 1 && inputs.iter().all(|input| !input.jsonl) {
        threads = 1;
    }
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")
}

/// The core: everything but the process around it.
fn check(
    inputs: &[Input],
    judge: &Judge,
    pool: &ThreadPool,
    progress: &mut Progress,
    out: &mut (impl Write + Send),
) -> (Tally, io::Result<()>) {
    let mut tally = Tally::default();
    let written = in_order(
        pool,
        Jobs::new(inputs),
        |job| judge.answer(job),
        |answer| {
            tally.add(&answer);
            for complaint in &answer.complaints {
                progress.say(complaint);
            }
            progress.advance(answer.bytes, answer.messages);
            out.write_all(&answer.output)?;
            out.flush()
        },
    );
    (tally, written)
}

/// A file or standard input.
#[derive(Debug)]
struct Input {
    /// `None` for standard input.
    path: Option<PathBuf>,
    /// Whether each line is a draft.
    jsonl: bool,
}

fn inputs(arguments: &Arguments) -> Vec<Input> {
    let input = |path: &Path| {
        let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"));
        Input { path: (path != Path::new("-")).then(|| path.to_owned()), jsonl: arguments.jsonl || named }
    };
    match arguments.files.as_slice() {
        [] => vec![input(Path::new("-"))],
        files => files.iter().map(|file| input(file)).collect(),
    }
}

/// The bytes of all inputs, when they are files of known size.
fn size(inputs: &[Input]) -> Option<u64> {
    let size = |input: &Input| {
        // Standard input may be a file, too; where there is no such path, its size is not known.
        let path = input.path.as_deref().unwrap_or(Path::new("/dev/stdin"));
        let metadata = std::fs::metadata(path).ok()?;
        metadata.is_file().then_some(metadata.len())
    };
    inputs.iter().map(size).sum()
}

impl Input {
    fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string())
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match &self.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        })
    }

    /// All of it as text, without its byte order mark.
    fn read(&self) -> Result<String, Problem> {
        let unreadable = |error: io::Error| Problem::new(format!("cannot read {}: {error}", self.name()));
        let mut bytes = Vec::new();
        self.open().map_err(unreadable)?.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > LONGEST {
            return Err(Problem::new(format!("{} is {}", self.name(), too_long().error)));
        }
        let text = std::str::from_utf8(&bytes)
            .map_err(|error| Problem::new(format!("{} is {}", self.name(), parse::not_utf8(&bytes, &error).error)))?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
    }
}

fn too_long() -> Problem {
    Problem::new(format!("longer than {} MiB, which is no message", LONGEST >> 20))
}

/// What one thread does at a time.
enum Job<'a> {
    /// Some lines of an input, or that they cannot be read.
    Piece(&'a Input, io::Result<Piece>),
    /// An input that is one draft. It is read by whoever judges it.
    Whole(&'a Input),
}

/// The jobs of some inputs, in order.
struct Jobs<'a> {
    inputs: std::slice::Iter<'a, Input>,
    open: Option<(&'a Input, Pieces<Box<dyn Read + Send>>)>,
}

impl<'a> Jobs<'a> {
    fn new(inputs: &'a [Input]) -> Self {
        Self { inputs: inputs.iter(), open: None }
    }
}

impl<'a> Iterator for Jobs<'a> {
    type Item = Job<'a>;

    fn next(&mut self) -> Option<Job<'a>> {
        loop {
            if let Some((input, pieces)) = &mut self.open
                && let Some(piece) = pieces.next()
            {
                return Some(Job::Piece(input, piece));
            }
            self.open = None;
            let input = self.inputs.next()?;
            if !input.jsonl {
                return Some(Job::Whole(input));
            }
            match input.open() {
                Ok(file) => self.open = Some((input, Pieces::new(file, LONGEST))),
                Err(error) => return Some(Job::Piece(input, Err(error))),
            }
        }
    }
}

/// What came of a job.
#[derive(Default)]
struct Answer {
    output: Vec<u8>,
    /// For standard error.
    complaints: Vec<String>,
    noticed: bool,
    bytes: u64,
    messages: u64,
    lines: u64,
    wrong_lines: u64,
    first_wrong: Option<String>,
}

/// The error that stands in place of a report.
#[derive(Serialize)]
struct Wrong<'a> {
    error: &'a str,
    /// `null` when the draft was a whole file.
    line: Option<u64>,
    field: Option<&'a str>,
}

/// Turns jobs into answers.
struct Judge {
    engine: Engine,
    history: Option<History>,
    /// How to lay out text; JSON otherwise.
    page: Option<Page>,
    /// Whether the reader has to be told which file is spoken of.
    named: bool,
}

impl Judge {
    fn answer(&self, job: Job<'_>) -> Answer {
        let mut answer = Answer::default();
        match job {
            Job::Whole(input) => self.whole(input, &mut answer),
            Job::Piece(input, Ok(Piece::Lines { first, bytes })) => {
                answer.bytes = bytes.len() as u64;
                let lines = bytes.strip_suffix(b"\n").unwrap_or(&bytes).split(|byte| *byte == b'\n');
                (first..).zip(lines).for_each(|(number, line)| self.line(input, number, line, &mut answer));
            }
            Job::Piece(input, Ok(Piece::TooLong { line })) => self.wrong_line(input, line, too_long(), &mut answer),
            Job::Piece(input, Err(error)) => answer.complaints.push(format!("cannot read {}: {error}", input.name())),
        }
        answer
    }

    fn whole(&self, input: &Input, answer: &mut Answer) {
        let name = self.named.then(|| input.name());
        match input.read() {
            Ok(text) => {
                answer.bytes = text.len() as u64;
                self.report(&Draft::new(text), name.as_deref(), answer);
            }
            Err(problem) => {
                if self.page.is_none() {
                    write_json(&Wrong { error: &problem.error, line: None, field: None }, &mut answer.output);
                }
                answer.complaints.push(problem.error);
            }
        }
    }

    fn line(&self, input: &Input, number: u64, line: &[u8], answer: &mut Answer) {
        let line = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) } else { line };
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        let draft = if line.len() > LONGEST { Err(too_long()) } else { parse::draft(line) };
        match draft {
            Err(problem) => self.wrong_line(input, number, problem, answer),
            Ok(draft) => {
                answer.lines += 1;
                let place = self.page.map(|_| format!("{}:{number}", input.name()));
                self.report(&draft, place.as_deref(), answer);
            }
        }
    }

    fn wrong_line(&self, input: &Input, line: u64, problem: Problem, answer: &mut Answer) {
        let Problem { error, field } = &problem;
        let place = format!("{}:{line}", input.name());
        let named = field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default();
        if self.page.is_some() {
            answer.output.extend(show::problem(&place, &format!("{named}{error}")).bytes());
        } else {
            write_json(&Wrong { error, line: Some(line), field: field.as_deref() }, &mut answer.output);
        }
        answer.lines += 1;
        answer.wrong_lines += 1;
        answer.first_wrong.get_or_insert_with(|| format!("{place} ({named}{error})"));
    }

    fn report(&self, draft: &Draft, place: Option<&str>, answer: &mut Answer) {
        let report: Report = match &self.history {
            Some(history) => self.engine.check_with(draft, history),
            None => self.engine.check(draft),
        };
        answer.noticed |= report.level > Level::Quiet;
        answer.messages += 1;
        match self.page {
            Some(page) => answer.output.extend(show::report(&draft.text, &report, place, page).bytes()),
            None => write_json(&report, &mut answer.output),
        }
    }
}

fn write_json(value: &impl Serialize, output: &mut Vec<u8>) {
    // Neither a report nor an error has anything that JSON cannot say, and a vector takes what it is given.
    let _ = serde_json::to_writer(&mut *output, value);
    output.push(b'\n');
}

/// What all answers come to.
#[derive(Debug, Default)]
struct Tally {
    noticed: bool,
    failed: bool,
    lines: u64,
    wrong_lines: u64,
    first_wrong: Option<String>,
}

impl Tally {
    fn add(&mut self, answer: &Answer) {
        self.noticed |= answer.noticed;
        self.failed |= !answer.complaints.is_empty();
        self.lines += answer.lines;
        self.wrong_lines += answer.wrong_lines;
        if self.first_wrong.is_none() {
            self.first_wrong.clone_from(&answer.first_wrong);
        }
    }

    fn exit_code(&self, exit_zero: bool) -> ExitCode {
        ExitCode::from(match () {
            () if self.failed || self.wrong_lines > 0 => 2,
            () if self.noticed && !exit_zero => 1,
            () => 0,
        })
    }
}
