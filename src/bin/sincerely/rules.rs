//! `sincerely rules`: the catalogue.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use annotate_snippets::renderer::{AnsiColor, Style};
use anyhow::Result;
use serde::Serialize;
use sincerely::nudge;
use sincerely::rules::{ENTRIES, Entry, Gate, RULES, Rule};
use sincerely::text::language::Language;

use crate::terminal::{Color, Format, Page, columns, wrapped};

/// List what is looked for, why, and where that is known from
///
/// For every rule: its family; its weight, the estimated share of messages with a hit that are of the family; its gate,
/// what must come along for a hit to count (coverage: it is nearly the whole message; cluster: several of its kind stand
/// close together; joined: a pitch, a link or a placeholder stands beside it); the kinds of message in which it counts;
/// the reason a person is given and its source; and for each language a text in which it counts and one that comes close.
#[derive(clap::Args)]
#[command(after_help = "Exit status: 0 something is listed, 1 nothing fits, 2 bad arguments")]
pub struct Arguments {
    /// What to print [default: text on a terminal, else json]
    #[arg(long)]
    format: Option<Format>,
    /// Only what is known in this language; `any` for what is the same in all
    #[arg(long, value_name = "L", value_parser = language)]
    lang: Option<String>,
    /// Only rules with this in their id or reason
    filter: Option<String>,
}

fn language(code: &str) -> Result<String, String> {
    let mut known: Vec<&str> = ENTRIES.iter().map(|entry| entry.lang.code()).collect();
    known.extend(Language::ALL.map(Language::code));
    known.sort_unstable();
    known.dedup();
    match known.contains(&code) {
        true => Ok(code.to_owned()),
        false => Err(format!("known are {}", known.join(", "))),
    }
}

/// Prints the catalogue.
///
/// # Errors
///
/// When standard output cannot be written to.
pub fn run(arguments: &Arguments, color: Color) -> Result<ExitCode> {
    let listed: Vec<Listed> = RULES.iter().filter_map(|rule| Listed::new(rule, arguments)).collect();
    let text = match arguments.format {
        Some(format) => format == Format::Text,
        None => io::stdout().is_terminal(),
    };
    let mut output = String::new();
    for one in &listed {
        if text {
            one.write(Page::of_stdout(color), &mut output);
        } else {
            output.push_str(&serde_json::to_string(one)?);
            output.push('\n');
        }
    }
    io::stdout().write_all(output.as_bytes())?;
    Ok(if listed.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A rule as it is listed.
#[derive(Serialize)]
struct Listed {
    id: &'static str,
    family: &'static str,
    /// Whether it suffices alone, in any language and the shortest text.
    hard: bool,
    gate: &'static str,
    kinds: Vec<&'static str>,
    reason: &'static str,
    /// Under which the reason stands in the files of words.
    reason_key: &'static str,
    source: &'static str,
    entries: Vec<ListedEntry>,
}

/// Its part for one language.
#[derive(Serialize)]
struct ListedEntry {
    lang: &'static str,
    weight: f64,
    source: Option<&'static str>,
    example: &'static str,
    near_miss: &'static str,
}

impl Listed {
    /// `None` when it is not asked for.
    fn new(rule: &'static Rule, arguments: &Arguments) -> Option<Self> {
        let reason = nudge::reason(Language::En, rule.reason);
        let fits = arguments.filter.as_ref().is_none_or(|filter| {
            let filter = filter.to_lowercase();
            rule.id.contains(&filter) || reason.to_lowercase().contains(&filter)
        });
        let wanted = |entry: &&Entry| arguments.lang.as_ref().is_none_or(|lang| entry.lang.code() == lang);
        let entries: Vec<ListedEntry> = rule.entries().iter().filter(wanted).map(ListedEntry::new).collect();
        (fits && !entries.is_empty()).then(|| Self {
            id: rule.id,
            family: rule.family.name(),
            hard: rule.hard,
            gate: gate_name(rule.gate),
            kinds: rule.kinds.iter().map(|kind| kind.name()).collect(),
            reason,
            reason_key: rule.reason.key(),
            source: rule.source,
            entries,
        })
    }

    fn write(&self, page: Page, output: &mut String) {
        let strong = if page.color { AnsiColor::BrightBlue.on_default().bold() } else { Style::new() };
        let kinds = if self.kinds.is_empty() { "all".to_owned() } else { self.kinds.join(", ") };
        let gate = if self.hard { "none, and suffices alone" } else { self.gate };
        *output += &format!("{strong}{}{strong:#}\n", self.id);
        field("reason", self.reason, page, output);
        field("source", self.source, page, output);
        field("gate", gate, page, output);
        field("kinds", &kinds, page, output);
        for entry in &self.entries {
            field(entry.lang, &format!("weight {}", entry.weight), page, output);
            if let Some(source) = entry.source {
                field("source", source, page, output);
            }
            field("example", entry.example, page, output);
            field("near miss", entry.near_miss, page, output);
        }
        output.push('\n');
    }
}

impl ListedEntry {
    fn new(entry: &'static Entry) -> Self {
        Self {
            lang: entry.lang.code(),
            // As the table has it: 0.97, not the nearest value of half the precision.
            weight: (f64::from(entry.weight) * 1000.0).round() / 1000.0,
            source: entry.source,
            example: entry.example,
            near_miss: entry.near_miss,
        }
    }
}

fn gate_name(gate: Gate) -> &'static str {
    match gate {
        Gate::None => "none",
        Gate::Coverage => "coverage",
        Gate::Cluster => "cluster",
        Gate::Joined => "joined",
    }
}

/// A name and a text of several rows beside it.
fn field(name: &str, text: &str, page: Page, output: &mut String) {
    const INDENT: usize = 13;
    for (index, row) in wrapped(text, page.width - INDENT).into_iter().enumerate() {
        let name = if index == 0 { name } else { "" };
        let padding = " ".repeat(INDENT.saturating_sub(2 + columns(name)));
        *output += &format!("  {name}{padding}{row}\n");
    }
}
