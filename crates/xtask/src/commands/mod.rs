//! One file per command; each has `run`, and `Options` where there are any.

pub(crate) mod bench_start;
pub(crate) mod bindings;
pub(crate) mod eval;
pub(crate) mod icons;
pub(crate) mod licences;
pub(crate) mod package;
pub(crate) mod package_test;
pub(crate) mod policies;
pub(crate) mod run;
pub(crate) mod screenshots;
pub(crate) mod shot;
pub(crate) mod test;
