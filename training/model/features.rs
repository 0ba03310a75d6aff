//! What the statistical judge and the rules see of each message: JSON Lines in, JSON Lines out, for `train.py`.

use std::io::{BufRead, Write};

use sincerely::model::features;
use sincerely::text::Reading;
use sincerely::{Draft, Engine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let draft: Draft = serde_json::from_str(&line?)?;
        let reading = Reading::new(&draft.text);
        let (mut grams, mut words) = (Vec::new(), Vec::new());
        features::each(&reading, |is_word, hash| if is_word { words.push(hash) } else { grams.push(hash) });
        let tokens: Vec<&str> =
            reading.tokens().iter().take(features::MOST_TOKENS).map(|t| reading.folded(t)).collect();
        let report = engine.check(&Draft { lang: None, ..draft.clone() });
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({
                "grams": grams, "words": words, "tokens": tokens, "styles": features::styles(&reading), "report": report,
            }),
        )?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
