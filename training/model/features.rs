//! What the judge sees of each message: drafts in, features out, JSON Lines, for `train.py`. With `--hash`: words in, the
//! hash of each out.

use std::io::{BufRead, Write};

use sincerely::model::features::{self, Feature};
use sincerely::text::Reading;
use sincerely::{Draft, Engine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let hash = std::env::args().any(|argument| argument == "--hash");
    let engine = Engine::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if hash {
            writeln!(out, "{}", features::word_hash(line.as_bytes()))?;
            continue;
        }
        let draft: Draft = serde_json::from_str(&line)?;
        let reading = Reading::new(&draft.text);
        let (mut grams, mut words, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        features::each(&reading, false, |feature| match feature {
            Feature::Token => {}
            Feature::Gram(hash) => grams.push(hash),
            Feature::Word(hash) => words.push(hash),
            Feature::Pair(hash) => pairs.push(hash),
        });
        let tokens: Vec<&str> =
            reading.tokens().iter().take(features::MOST_TOKENS).map(|t| reading.folded(t)).collect();
        let seen = serde_json::json!({
            "grams": grams, "words": words, "pairs": pairs, "tokens": tokens, "styles": features::styles(&reading),
            "inputs": engine.signals(&draft).inputs(),
        });
        serde_json::to_writer(&mut out, &seen)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
