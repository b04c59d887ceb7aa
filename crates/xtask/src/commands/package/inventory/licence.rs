//! Which licences may be inside the product: the rules of CONTRIBUTING.md.

use spdx::{Expression, LicenseReq, ParseMode};

use super::{Component, Kind};

/// MIT-0 and the LLVM exception only grant more than the licences they vary.
const CODE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];
const FONTS: &[&str] = &["OFL-1.1"];
/// What compilers put into every program: Rust's own library, the beginning of every program of mingw-w64, whose licence wants a
/// notice, and parts of GCC, whose exception leaves the program its licence.
const RUNTIMES: &[&str] = &["Apache-2.0", "MIT", "ZPL-2.1"];
/// The licence of GCC's libraries.
pub(super) const LIBGCC: &str = "GPL-3.0-or-later WITH GCC-exception-3.1";
/// How SPDX calls the dedication of SQLite.
const DEDICATIONS: &[&str] = &["blessing"];
const EXCEPTIONS: &[&str] = &["LLVM-exception"];

/// Says what is wrong with the licence of a part.
pub(super) fn problem(component: &Component) -> Option<String> {
    let name = format!("{} {}: {}", component.name, component.version, component.licence);
    match Expression::parse_mode(&component.licence, ParseMode::LAX) {
        Err(error) => Some(format!("{name} ({})", error.reason)),
        Ok(expression) if expression.evaluate(|wanted| is_allowed(wanted, component.kind)) => None,
        Ok(_) => Some(name),
    }
}

/// Older manifests write `MIT/Apache-2.0`.
pub(super) fn canonical(expression: &str) -> String {
    Expression::canonicalize(expression).ok().flatten().unwrap_or_else(|| expression.to_owned())
}

/// The full names of the licences an expression names and the texts of those, for parts that come without them.
pub(super) fn standard_texts(expression: &str) -> Vec<String> {
    let Ok(expression) = Expression::parse_mode(expression, ParseMode::LAX) else { return Vec::new() };
    expression.requirements().flat_map(|wanted| standard_text(&wanted.req)).map(str::to_owned).collect()
}

fn standard_text(wanted: &LicenseReq) -> Vec<&'static str> {
    let Some(id) = wanted.license.id() else { return Vec::new() };
    if is_libgcc(wanted) {
        let exception = wanted.addition.as_ref().and_then(|addition| addition.id());
        return exception.map(|exception| exception.text()).into_iter().chain([id.text()]).collect();
    }
    if CODE.contains(&id.name) || DEDICATIONS.contains(&id.name) { vec![id.text()] } else { Vec::new() }
}

fn is_libgcc(wanted: &LicenseReq) -> bool {
    wanted.to_string() == LIBGCC
}

fn is_allowed(wanted: &LicenseReq, kind: Kind) -> bool {
    let list = match kind {
        Kind::Code => CODE,
        Kind::Font => FONTS,
        Kind::PublicDomain => DEDICATIONS,
        Kind::Runtime if is_libgcc(wanted) => return true,
        Kind::Runtime => RUNTIMES,
    };
    let known_exception = match &wanted.addition {
        None => true,
        Some(addition) => addition.id().is_some_and(|id| EXCEPTIONS.contains(&id.name)),
    };
    known_exception && wanted.license.id().is_some_and(|id| list.contains(&id.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_judged() {
        for (expression, kind, good) in [
            ("MIT", Kind::Code, true),
            ("MIT/Apache-2.0", Kind::Code, true),
            ("Apache-2.0 / MIT / MPL-2.0", Kind::Code, true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Kind::Code, true),
            ("Apache-2.0 WITH LLVM-exception", Kind::Code, true),
            ("GPL-3.0-only OR MIT", Kind::Code, true),
            ("CC0-1.0 OR MIT-0 OR Apache-2.0", Kind::Code, true),
            ("Unlicense OR MIT", Kind::Code, true),
            ("CC0-1.0", Kind::Code, false),
            ("Unlicense", Kind::Code, false),
            ("BSL-1.0", Kind::Code, false),
            ("MIT AND GPL-3.0-only", Kind::Code, false),
            ("LGPL-2.1-or-later", Kind::Code, false),
            ("GPL-2.0-only WITH Classpath-exception-2.0", Kind::Code, false),
            ("OFL-1.1", Kind::Code, false),
            ("OFL-1.1", Kind::Font, true),
            ("MIT", Kind::PublicDomain, false),
            ("blessing", Kind::PublicDomain, true),
            ("ZPL-2.1", Kind::Code, false),
            ("ZPL-2.1", Kind::Runtime, true),
            (LIBGCC, Kind::Code, false),
            (LIBGCC, Kind::Runtime, true),
            ("GPL-3.0-or-later", Kind::Runtime, false),
            ("GPL-3.0-or-later WITH Classpath-exception-2.0", Kind::Runtime, false),
            ("MPL-2.0", Kind::Runtime, false),
            ("no licence", Kind::Code, false),
            ("", Kind::Code, false),
        ] {
            let component = Component {
                name: "part".into(),
                version: "1".into(),
                purl: String::new(),
                licence: expression.into(),
                kind,
                hash: None,
                texts: Vec::new(),
                needs: Vec::new(),
            };
            assert_eq!(problem(&component).is_none(), good, "{expression}");
        }
    }

    #[test]
    fn expressions_become_canonical() {
        for (given, expected) in [
            ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
            ("ISC", "ISC"),
            ("Apache-2.0 / MIT", "Apache-2.0 OR MIT"),
        ] {
            assert_eq!(canonical(given), expected);
        }
    }

    #[test]
    fn parts_without_texts_get_the_standard_ones() {
        assert!(standard_texts("MIT")[0].contains("Permission is hereby granted"));
        assert_eq!(standard_texts("MIT/Apache-2.0").len(), 2);
        assert!(standard_texts("GPL-3.0-only").is_empty());
        assert!(standard_texts("GPL-3.0-or-later").is_empty());
    }
}
