//! Sincerely
pub mod draft;
mod engine;
pub mod nudge;
pub mod report;
pub mod rules;
pub mod settings;
pub mod sites;
pub mod text;
mod verdict;

pub use draft::{Draft, Kind};
pub use engine::Engine;
pub use report::{Family, Level, Report};
