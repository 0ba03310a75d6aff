//! The statistical judge.

pub mod features;
