//! What the tests of the command share.

use std::process::Output;

pub const STOCK: &str = "Hi, I'd like to add you to my professional network on LinkedIn.";
pub const REAL: &str = "Hi Anna, how did your talk on otters go yesterday?";

/// What came of one run.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    #[track_caller]
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        Self { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}
