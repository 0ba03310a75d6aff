// Reads JSON lines {"text":..} on stdin, writes {"lingua":[code,conf,margin],"whatlang":..,"whichlang":..} lines.
use std::io::{self, BufRead, Write};
use lingua::{LanguageDetectorBuilder, IsoCode639_1};
fn main() {
    let det = LanguageDetectorBuilder::from_all_languages().with_preloaded_language_models().build();
    let out = io::stdout(); let mut out = io::BufWriter::new(out.lock());
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let t = v["text"].as_str().unwrap();
        let c = det.compute_language_confidence_values(t);
        let (l, p) = c.first().map(|(l,p)| (l.iso_code_639_1(), *p)).unwrap_or((IsoCode639_1::LA, 0.0));
        let wl = whatlang::detect(t).map(|i| (i.lang().code().to_string(), i.confidence(), i.is_reliable()));
        let wc = whichlang::detect_language(t);
        writeln!(out, "{}", serde_json::json!({"lingua": format!("{}", l).to_lowercase(), "lingua_p": p,
          "whatlang": wl.as_ref().map(|w| w.0.clone()), "whatlang_ok": wl.as_ref().map(|w| w.2), "whichlang": wc.three_letter_code()})).unwrap();
    }
}
