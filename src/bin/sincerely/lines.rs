//! Reading a stream of lines in pieces of bounded size, so that memory stays flat however long the stream is.

use std::io::{self, ErrorKind, Read};

/// How much is asked for at a time, and so about the most that one piece holds.
const READ: usize = 256 * 1024;
/// Lines in one piece at most: short lines make long answers.
const MOST_LINES: usize = 1024;

/// Some lines of a stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Whole lines, the last perhaps without its newline, and the number of the first, counted from 1.
    Lines { first: u64, bytes: Vec<u8> },
    /// A line longer than the caller wants to hold; its content is gone.
    TooLong { line: u64 },
}

/// The pieces of a stream, in order. Whatever one read returns is handed on as far as it makes whole lines: a slow
/// producer gets its answers at once, a fast one is read in large pieces.
pub struct Pieces<R> {
    input: R,
    /// Where a read puts its bytes.
    fresh: Box<[u8]>,
    /// What was read and not handed on, from `start`; up to `searched` it holds no newline.
    buffer: Vec<u8>,
    start: usize,
    searched: usize,
    /// The number of the line at `start`.
    line: u64,
    longest: usize,
    skipping: bool,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// Reads lines of up to about `longest` bytes.
    pub fn new(input: R, longest: usize) -> Self {
        Self {
            input,
            fresh: vec![0; READ].into(),
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            line: 1,
            longest,
            skipping: false,
            ended: false,
        }
    }

    /// The end of the lines that are complete, and how many they are.
    fn complete(&self) -> Option<(usize, usize)> {
        let fresh = self.buffer.get(self.searched..)?;
        let newlines = fresh.iter().enumerate().filter(|(_, byte)| **byte == b'\n').take(MOST_LINES);
        newlines.enumerate().last().map(|(count, (at, _))| (self.searched + at + 1, count + 1))
    }

    fn take(&mut self, end: usize, lines: usize) -> Option<Piece> {
        let first = self.line;
        self.line += lines as u64;
        let bytes = self.buffer.get(self.start..end).unwrap_or_default().to_vec();
        self.start = end;
        self.searched = end;
        if std::mem::take(&mut self.skipping) {
            return Some(Piece::TooLong { line: first });
        }
        Some(Piece::Lines { first, bytes })
    }

    /// Reads once; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.searched = self.buffer.len();
        let count = loop {
            match self.input.read(&mut self.fresh) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.buffer.extend_from_slice(self.fresh.get(..count).unwrap_or_default());
        Ok(count > 0)
    }

    fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        loop {
            if self.skipping {
                match self.buffer.iter().position(|byte| *byte == b'\n') {
                    Some(at) => return Ok(self.take(at + 1, 1)),
                    None => self.buffer.clear(),
                }
            } else if let Some((end, lines)) = self.complete() {
                return Ok(self.take(end, lines));
            } else if self.buffer.len() - self.start > self.longest {
                self.skipping = true;
                self.buffer.clear();
                self.start = 0;
            }
            if !self.fill()? {
                self.ended = true;
                let rest = self.buffer.len();
                return Ok(if rest > 0 || self.skipping { self.take(rest, 1) } else { None });
            }
        }
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let piece = self.next_piece();
        self.ended |= piece.is_err();
        piece.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out its bytes a few at a time.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    /// Each line with its number; a line too long as `None`.
    fn numbered(pieces: Pieces<Trickle<'_>>) -> Vec<(u64, Option<String>)> {
        let mut lines = Vec::new();
        for piece in pieces {
            match piece.expect("a slice reads") {
                Piece::TooLong { line } => lines.push((line, None)),
                Piece::Lines { first, bytes } => {
                    let text = String::from_utf8(bytes).expect("text");
                    lines.extend((first..).zip(text.lines().map(|line| Some(line.to_owned()))));
                }
            }
        }
        lines
    }

    #[test]
    fn every_line_comes_once_in_order_with_its_number() {
        let long = "x".repeat(50);
        let many = (1..=5000).map(|n| n.to_string()).collect::<Vec<_>>().join("\n");
        let cases = [
            String::new(),
            "\n".into(),
            "a".into(),
            "a\n".into(),
            "a\nb".into(),
            "\n\na\n\nb\n\n".into(),
            many,
            format!("a\n{long}\nb\n"),
            long.clone(),
            format!("{long}\n"),
            format!("{long}\n{long}\nb"),
        ];
        for text in &cases {
            for step in [1, 2, 7, 1 << 20] {
                let expected: Vec<(u64, Option<String>)> =
                    (1..).zip(text.lines().map(|line| Some(line.to_owned()))).collect();
                assert_eq!(numbered(Pieces::new(Trickle(text.as_bytes(), step), 1000)), expected, "{step}: {text:.40}");
            }
            // Byte by byte, what is over the limit is dropped before its end is seen.
            let expected: Vec<(u64, Option<String>)> =
                (1..).zip(text.lines().map(|line| (line.len() <= 20).then(|| line.to_owned()))).collect();
            assert_eq!(numbered(Pieces::new(Trickle(text.as_bytes(), 1), 20)), expected, "limited: {text:.40}");
        }
    }

    #[test]
    fn whole_lines_are_handed_on_before_more_is_read() {
        let mut pieces = Pieces::new(Trickle(b"a\nb", 2), 1000);
        assert_eq!(pieces.next().map(Result::ok), Some(Some(Piece::Lines { first: 1, bytes: b"a\n".to_vec() })));
    }

    #[test]
    fn no_piece_has_too_many_lines() {
        let text = "\n".repeat(3 * MOST_LINES + 1);
        let sizes: Vec<usize> = Pieces::new(text.as_bytes(), 1000)
            .map(|piece| match piece {
                Ok(Piece::Lines { bytes, .. }) => bytes.len(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(sizes, [MOST_LINES, MOST_LINES, MOST_LINES, 1]);
    }
}
