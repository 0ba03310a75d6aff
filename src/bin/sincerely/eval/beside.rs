//! Other tools, asked about the same messages: a command that reads drafts and answers each, JSON Lines both ways.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use sincerely::{Draft, Level};

use super::measured::Said;
use super::rows::FAMILIES;

/// A tool and what a shell runs for its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub name: String,
    /// Empty where the tool could not be had: the report says so.
    pub command: String,
}

impl FromStr for Tool {
    type Err = String;

    fn from_str(argument: &str) -> Result<Self, String> {
        match argument.split_once('=') {
            Some((name, command)) if !name.trim().is_empty() => {
                Ok(Self { name: name.trim().into(), command: command.trim().into() })
            }
            _ => Err("a tool is NAME=COMMAND".into()),
        }
    }
}

/// One line of a tool's answer. A Report of `sincerely check` is one too.
#[derive(Deserialize)]
struct Answer {
    /// One for all families, or one each, as probabilities; the higher, the more it looks like it.
    score: Option<f64>,
    scores: Option<BTreeMap<String, f64>>,
    noticed: Option<bool>,
    level: Option<Level>,
}

impl Answer {
    fn said(self) -> Result<Said> {
        let noticed = self.noticed.or(self.level.map(|level| level > Level::Quiet));
        let warned = self.level.map(|level| level == Level::Warn);
        let scores = match (&self.scores, self.score) {
            (Some(scores), _) => FAMILIES.map(|family| scores.get(family.name()).copied()),
            (None, Some(score)) => [Some(score); FAMILIES.len()],
            (None, None) => bail!("neither `score` nor `scores`"),
        };
        ensure!(scores.iter().any(Option::is_some), "no score of a family that labels name");
        let calibrated = self.scores.is_some() && scores.iter().flatten().all(|score| (0.0..=1.0).contains(score));
        Ok(Said { noticed, warned, predicted: None, scores, calibrated })
    }
}

impl Tool {
    /// Its answers, one a draft, in their order.
    ///
    /// # Errors
    ///
    /// When it cannot be started, fails, or does not answer each draft with one line that is understood.
    pub fn ask(&self, drafts: &[Draft]) -> Result<Vec<Said>> {
        self.answers(drafts).with_context(|| format!("{} (`{}`)", self.name, self.command))
    }

    fn answers(&self, drafts: &[Draft]) -> Result<Vec<Said>> {
        let mut question = Vec::new();
        for draft in drafts {
            serde_json::to_writer(&mut question, draft)?;
            question.push(b'\n');
        }
        let mut child = Command::new("sh")
            .args(["-c", &self.command])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start a shell")?;
        // From a thread of its own: a tool may answer before it has read everything. One that has heard enough closes the
        // pipe; that answers are missing is seen below.
        let stdin = child.stdin.take();
        std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&question)));
        let answers =
            child.stdout.take().map_or_else(|| Ok(Vec::new()), |pipe| read(BufReader::new(pipe), drafts.len()));
        if answers.is_err() {
            // It may go on for ever; its error is the one to tell.
            let _ = child.kill();
        }
        let status = child.wait()?;
        let answers = answers?;
        ensure!(
            answers.len() == drafts.len(),
            "answered {} of {} messages{}",
            answers.len(),
            drafts.len(),
            failure(status)
        );
        ensure!(status.success(), "answered everything, but failed{}", failure(status));
        Ok(answers)
    }
}

fn failure(status: ExitStatus) -> String {
    if status.success() { String::new() } else { format!(" ({status})") }
}

fn read(lines: impl BufRead, most: usize) -> Result<Vec<Said>> {
    let answer = |line: std::io::Result<String>| serde_json::from_str::<Answer>(&line?)?.said();
    let answers = lines.lines().enumerate().map(|(index, line)| {
        ensure!(index < most, "more than the {most} answers that were asked for");
        answer(line).with_context(|| format!("answer {}", index + 1))
    });
    answers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        let all = |score| [Some(score); FAMILIES.len()];
        for (line, noticed, scores, calibrated) in [
            (r#"{"score": 2}"#, None, all(2.0), false),
            (r#"{"score": 0.5, "noticed": false}"#, Some(false), all(0.5), false),
            (r#"{"scores": {"promotional": 0.5, "rude": 9}}"#, None, [None, None, Some(0.5), None], true),
            (r#"{"scores": {"templated": 1.5}}"#, None, [Some(1.5), None, None, None], false),
            (
                r#"{"scores": {"templated": 1}, "level": "hint", "findings": []}"#,
                Some(true),
                [Some(1.0), None, None, None],
                true,
            ),
        ] {
            let said = &read(line.as_bytes(), 1).expect(line)[0];
            assert_eq!((said.noticed, said.scores, said.calibrated), (noticed, scores, calibrated), "{line}");
        }
        for line in ["", "{}", "[]", "\n", r#"{"scores": {"rude": 1}}"#, r#"{"score": "high"}"#, "{\"score\":1} x"] {
            let read = read(format!("{{\"score\": 1}}\n{line}\n").as_bytes(), 2);
            assert!(format!("{:#}", read.expect_err(line)).starts_with("answer 2: "), "{line}");
        }
    }

    #[test]
    fn tools_are_named() {
        for (argument, name, command) in
            [("a=b", "a", "b"), ("a b = c --d=e ", "a b", "c --d=e"), ("gone=", "gone", "")]
        {
            assert_eq!(argument.parse(), Ok(Tool { name: name.into(), command: command.into() }));
        }
        for argument in ["", "a", "=b", " =b"] {
            assert!(argument.parse::<Tool>().is_err(), "{argument}");
        }
    }
}
