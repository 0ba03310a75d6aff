//! Tells whether a draft reads like a form letter, like something a machine posted, or like nothing but an advertisement.
//!
//! ```
//! use sincerely::{Draft, Engine, Kind, Level};
//!
//! let draft = Draft { kind: Some(Kind::Message), ..Draft::new("Hi {{first_name}}, I love what {{company}} does!") };
//! let report = Engine::default().check(&draft);
//! assert_eq!(report.level, Level::Warn);
//! assert_eq!(report.findings[0].quote, "{{first_name}}");
//! let nudge = report.nudge.expect("a warning has words");
//! assert!(nudge.ask.ends_with('?'));
//! ```
//!
//! The way of a draft, which is also a way through the code:
//!
//! 1. [`draft`] is what is asked, [`report`] what is answered: plain values, the same as JSON.
//! 2. [`Engine`] takes every draft along one path and keeps nothing between calls.
//! 3. [`text`] reads it once: words, links, lines, language, offsets as browsers count them.
//! 4. [`rules`] is the catalogue of what is constant in such texts, and [`model`] weighs the words themselves.
//! 5. [`relation`] lays the draft beside what it answers, whom it is for, and what was sent before.
//! 6. `verdict` makes scores and a level of the evidence; thresholds are there and nowhere else.
//! 7. [`nudge`] finds the words for a person, in seven languages.
//!
//! Around it: [`settings`] is what a person chose and [`policy`] what an organisation laid down, [`sites`] where people write,
//! [`shell`] what the extension asks and shows, [`mix`] the counts of what was sent, [`stored`] what its bytes have in common,
//! and [`asset`] the tables that lie beside the module. Nothing here knows a file, and only `wasm` knows a browser.

pub mod asset;
pub mod draft;
mod engine;
pub mod mix;
pub mod model;
pub mod nudge;
mod order;
pub mod policy;
pub mod relation;
pub mod report;
pub mod rules;
pub mod settings;
pub mod shell;
pub mod sites;
pub mod stored;
pub mod text;
mod verdict;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use draft::{Draft, Kind};
pub use engine::Engine;
pub use report::{Family, Level, Report};
pub use settings::Settings;
