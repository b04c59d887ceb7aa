//! Suites that cross crates: `window` drives the built program in real windows, `tidy` checks the repository itself.
//! The suites of one crate lie with that crate.
