//! The `sincerely` command: the engine for files and pipes.

mod check;
mod eval;
mod history;
mod in_order;
mod lines;
mod parse;
mod progress;
mod rules;
mod show;
mod terminal;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use terminal::Color;

/// Notices when a social draft reads like a form letter, a machine or an advertisement, and asks one human question.
///
/// Everything happens on this machine. It speaks about how a text will read, never about who or what wrote it.
#[derive(Parser)]
#[command(name = "sincerely", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

const EXAMPLES: &str = "\
Examples:
  echo \"I'd like to add you to my professional network.\" | sincerely check
  sincerely check drafts.jsonl > reports.jsonl
  sincerely rules invitation";

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Rules(rules::Arguments),
    History(history::Arguments),
    /// Measure the engine on labelled messages (JSON Lines)
    Eval(eval::Arguments),
    /// Print the tables that a module for browsers needs beside it, as bytes
    #[command(hide = true)]
    Tables,
    /// Print what makes a shell complete this command
    ///
    /// For example, in ~/.bashrc:  source <(sincerely completions bash)
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        // Nobody reads any more, as under `| head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "sincerely: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.command {
        Command::Check(command) => check::run(command, arguments.color),
        Command::Rules(command) => rules::run(command, arguments.color),
        Command::History(command) => history::run(command),
        Command::Eval(command) => eval::run(command),
        Command::Tables => {
            io::stdout().write_all(sincerely::asset::FILE)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "sincerely", &mut script);
            io::stdout().write_all(&script)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
