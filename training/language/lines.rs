//! Reads texts from standard input, one a line, and prints what each is in: `en`, `other`, `en+de`, `unknown`, then
//! the lead.

use sincerely::text::language::{Identified, Identifier};
use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let mut identifier = Identifier::new();
        line.split_whitespace().for_each(|word| identifier.word(word));
        let answer = match identifier.finish() {
            Identified::Spoken(l) => l.code().to_string(),
            Identified::Mixed(a, b) => format!("{}+{}", a.code(), b.code()),
            Identified::Other => "other".into(),
            Identified::Unknown => "unknown".into(),
        };
        println!("{answer} {}", identifier.lead());
    }
}
