//! What commands tell from git: real repositories in temporary folders.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod changed;
mod diff;
mod repository;
mod whole;
