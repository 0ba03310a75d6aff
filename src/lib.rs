//! Sincerely
pub mod asset;
pub mod draft;
mod engine;
pub mod mix;
pub mod model;
pub mod nudge;
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
