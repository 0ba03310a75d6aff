//! The `sincerely` command: the engine for files and pipes.

mod eval;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the engine on labelled messages (JSON Lines).
    Eval(eval::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Eval(arguments) => match eval::run(&arguments) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("sincerely: {error:#}");
                ExitCode::from(2)
            }
        },
    }
}
