//! Every kind of problem: files → place and code, in strict and in lenient mode.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use harness::{listed, load, tree};
use help_content::{Problem, Severity, Strictness};

const HEAD: &str = "---\ntitle: T\ndescription: D\nupdated: 2026-11-20\n---\n";
const HOME: &str = "---\ntitle: Home\n---\n";
const SECTION: &str = "---\ntitle: S\nicon: wrench\nsummary: Words\n---\n";
const CLEAN: &[&str] = &[];

/// A tree in which nothing is wrong.
fn sound() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for language in ["ru", "en"] {
        files.insert(format!("{language}/index.md"), HOME.into());
        files.insert(format!("{language}/a/_section.md"), SECTION.into());
        files.insert(format!("{language}/a/one.md"), HEAD.into());
    }
    files
}

/// Changes the sound tree (`None` takes a file away) and compares the problems of both modes.
fn check_bytes(changes: &[(&str, Option<&[u8]>)], strict: &[&str], lenient: &[&str]) {
    let mut files = sound();
    for &(path, bytes) in changes {
        match bytes {
            Some(bytes) => files.insert(path.to_owned(), bytes.to_vec()),
            None => files.remove(path),
        };
    }
    let files: Vec<(&str, &Vec<u8>)> = files.iter().map(|(path, bytes)| (path.as_str(), bytes)).collect();
    let folder = tree(&files);
    check_folder(folder.path(), strict, lenient);
}

fn check_folder(folder: &Path, strict: &[&str], lenient: &[&str]) {
    let modes =
        [(Strictness::Strict, strict, Severity::Error), (Strictness::Lenient, lenient, Severity::Warning)];
    for (strictness, expected, severity) in modes {
        let (_, problems) = load(folder, strictness);
        assert_eq!(listed(&problems), expected, "{strictness:?}");
        for problem in &problems {
            assert_eq!(problem.severity, severity, "{problem}");
            assert!(!problem.message.is_empty() && !problem.help.is_empty(), "says too little: {problem}");
        }
    }
}

/// [`check_bytes`] for files that are text.
fn check(changes: &[(&str, &str)], strict: &[&str], lenient: &[&str]) {
    let changes: Vec<_> = changes.iter().map(|(path, text)| (*path, Some(text.as_bytes()))).collect();
    check_bytes(&changes, strict, lenient);
}

/// [`check`] for the text of `ru/a/one.md`, which begins on line 6; both modes say the same.
fn check_text(text: &str, expected: &[&str]) {
    check(&[("ru/a/one.md", &format!("{HEAD}{text}"))], expected, expected);
}

#[test]
fn a_sound_tree_has_no_problems() {
    check(&[], CLEAN, CLEAN);
}

#[test]
fn front_matter() {
    let one = "ru/a/one.md";
    check(
        &[(one, "---\ntitle: T\n")],
        &[
            "ru/a/one.md:1 front-matter",
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:1 missing-key",
        ],
        &["ru/a/one.md:1 front-matter"],
    );
    check(
        &[(one, "---\ntitle: T\ndescription: a: b\nupdated: 2026-11-20\n---\n")],
        &[
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:3 front-matter",
        ],
        &["ru/a/one.md:3 front-matter"],
    );
    check(
        &[(
            one,
            "---\ntitle: [T]\ndescription: D\nupdated: 20.11.2026\norder: first\nkeywords: [[x]]\n---\n",
        )],
        &[
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:1 missing-key",
            "ru/a/one.md:2 front-matter",
            "ru/a/one.md:4 front-matter",
            "ru/a/one.md:5 front-matter",
            "ru/a/one.md:6 front-matter",
        ],
        &[
            "ru/a/one.md:2 front-matter",
            "ru/a/one.md:4 front-matter",
            "ru/a/one.md:5 front-matter",
            "ru/a/one.md:6 front-matter",
        ],
    );
    check(
        &[("en/index.md", "---\ntitle: Home\nquick: yes please\n---\n")],
        &["en/index.md:3 front-matter"],
        CLEAN,
    );
}

#[test]
fn keys() {
    let one = "ru/a/one.md";
    check(&[(one, "Text\n")], &["ru/a/one.md:1 missing-key"; 3], CLEAN);
    check(
        &[(one, "---\ntitle: T\ndescription: D\ntittle: X\nupdated: 2026-11-20\nlayout : y\n---\n")],
        &["ru/a/one.md:4 unknown-key", "ru/a/one.md:6 unknown-key"],
        CLEAN,
    );
    check(
        &[("ru/a/_section.md", "---\ntitle: S\nname: x\n---\n")],
        &[
            "ru/a/_section.md:1 missing-key",
            "ru/a/_section.md:1 missing-key",
            "ru/a/_section.md:3 unknown-key",
        ],
        CLEAN,
    );
    check(
        &[("ru/index.md", "---\nname: x\n---\n")],
        &["ru/index.md:1 missing-key", "ru/index.md:2 unknown-key"],
        CLEAN,
    );
    let values = "---\ntitle: T\ndescription: D\nupdated: 2026-11-20\naudience: [users]\nplatforms: [ios, symbian]\n---\n";
    check(
        &[(one, values)],
        &["ru/a/one.md:5 unknown-value", "ru/a/one.md:6 unknown-value"],
        &["ru/a/one.md:5 unknown-value", "ru/a/one.md:6 unknown-value"],
    );
}

#[test]
fn headings() {
    check_text("## A\n\n## A\n", &["ru/a/one.md:8 duplicate-anchor"]);
    check_text("## A {#x}\n## B {#x}\n", &["ru/a/one.md:7 duplicate-anchor"]);
    check_text("### A\n", &["ru/a/one.md:6 heading-level"]);
    check_text("text\n\n# A\n", &["ru/a/one.md:8 heading-level"]);
    check(&[("ru/a/one.md", &format!("{HEAD}# A\n"))], &["ru/a/one.md:6 heading-level"], CLEAN);
    check_text("## A {colour=red}\n", &["ru/a/one.md:6 heading-attribute"]);
    check_text("\n## A {platform=ios,phone}\n", &["ru/a/one.md:7 unknown-value"]);
}

#[test]
fn links() {
    check_text("[a](two.md)\n", &["ru/a/one.md:6 broken-link"]);
    check_text(
        "text\n[a](_section.md) [b](../b/_section.md) [c](../index.md)\n",
        &["ru/a/one.md:7 broken-link"],
    );
    check_text("[a](one.md#x) [b](#y)\n\n## X\n", &["ru/a/one.md:6 broken-anchor"]);
    check_text("[a](#x)\n", &["ru/a/one.md:6 broken-anchor"]);
    check_text("[a](../../../x.md)\n", &["ru/a/one.md:6 link-outside"]);
    check_text("[a](javascript:alert(1))\n", &["ru/a/one.md:6 forbidden-link"]);
    check_text("[](one.md)\n", &["ru/a/one.md:6 empty-link"]);
    let home = "---\ntitle: Home\nquick:\n  - label: L\n    article: a/two\nsupport:\n  - label: L\n    article: a/one\n---\n[x](#y)\n";
    check(
        &[("ru/index.md", home)],
        &["ru/index.md:3 broken-link", "ru/index.md:10 broken-anchor"],
        &["ru/index.md:10 broken-anchor"],
    );
}

#[test]
fn related_articles() {
    let related =
        |ids: &str| format!("---\ntitle: T\ndescription: D\nupdated: 2026-11-20\nrelated: [{ids}]\n---\n");
    let wrong = &["ru/a/one.md:5 broken-related"];
    check(&[("ru/a/one.md", &related("a/two"))], wrong, wrong);
    check(&[("ru/a/one.md", &related("a/one"))], wrong, wrong);
    check(&[("ru/a/one.md", &related("index"))], wrong, CLEAN);
    check(&[("ru/a/one.md", &related("a/_section"))], wrong, wrong);
}

#[test]
fn callouts_and_nesting() {
    check_text("> [!DANGER]\n> x\n", &["ru/a/one.md:6 unknown-callout"]);
    check_text(&format!("text\n\n{} deep\n", ">".repeat(40)), &["ru/a/one.md:8 too-deep"]);
    check_text(&format!("text\n\n{}x\n", "<div>".repeat(300)), &["ru/a/one.md:8 too-deep"]);
}

#[test]
fn pictures() {
    check_text("![a](no.svg)\n", &["ru/a/one.md:6 missing-picture"]);
    check_text("![a](https://example.com/a.png)\n", &["ru/a/one.md:6 remote-picture"]);
    let with = |name, bytes: &[u8], text: &str, expected: &[&str]| {
        let text = format!("{HEAD}{text}");
        check_bytes(&[(name, Some(bytes)), ("ru/a/one.md", Some(text.as_bytes()))], expected, expected);
    };
    with("ru/a/p.svg", b"<svg></svg>", "![a](p.svg)\n", CLEAN);
    with("ru/a/p.svg", b"<svg></svg>", "![](p.svg)\n", &["ru/a/one.md:6 missing-alt"]);
    with(
        "ru/a/p.svg",
        b"<svg onload=''/>",
        "![a](p.svg)\n",
        &["ru/a/one.md:6 missing-picture", "ru/a/p.svg bad-picture"],
    );
    with("ru/a/p.svg", b"\xff", "", &["ru/a/p.svg bad-picture"]);
    with("ru/a/p.png", b"GIF89a\x01\0\x01\0\0\0\0", "", &["ru/a/p.png bad-picture"]);
    with("ru/a/p.gif", b"GIF89a\x01\0\x01\0\0\0\0", "![a](p.gif)\n", CLEAN);
}

#[test]
fn places_of_files() {
    check(
        &[("notes.md", ""), ("fr/a/one.md", "")],
        &["fr/a/one.md no-language", "notes.md no-language"],
        &["fr/a/one.md no-language", "notes.md no-language"],
    );
    check(
        &[("ru/a/Two_2.md", HEAD), ("en/a/Two_2.md", HEAD)],
        &["en/a/Two_2.md invalid-id", "ru/a/Two_2.md invalid-id"],
        CLEAN,
    );
    check(
        &[("ru/b/one.md", HEAD), ("en/b/one.md", HEAD)],
        &["en/b/one.md no-section", "ru/b/one.md no-section"],
        CLEAN,
    );
    check(
        &[("ru/a/two.md", HEAD), ("ru/b/_section.md", SECTION)],
        &["ru/a/two.md missing-translation", "ru/b/_section.md missing-translation"],
        CLEAN,
    );
    check_bytes(&[("ru/index.md", None)], &["ru/index.md no-home"], CLEAN);
    check(&[("ru/a/one.markdown", HEAD)], &["ru/a/one.md duplicate-id"], &["ru/a/one.md duplicate-id"]);
    let deep = format!("{}x.md", "d/".repeat(40));
    let kept = format!("{}x.md", "d/".repeat(20));
    let folder = tree(&[(deep.as_str(), "deep"), (kept.as_str(), "kept")]);
    let expected = format!("{} folder-too-deep", ["d"; 25].join("/"));
    let (corpus, problems) = load(folder.path(), Strictness::Lenient);
    assert_eq!((listed(&problems), corpus.languages[0].articles.len()), (vec![expected], 1));
}

#[test]
fn encodings_and_sizes() {
    let wrong = [HEAD.as_bytes(), b"a\nb \xff c\n"].concat();
    check_bytes(&[("ru/a/one.md", Some(&wrong))], &["ru/a/one.md:7 encoding"], &["ru/a/one.md:7 encoding"]);
    let long = vec![b'a'; (8 << 20) + 1];
    check_bytes(&[("ru/a/two.md", Some(&long))], &["ru/a/two.md too-large"], &["ru/a/two.md too-large"]);
    let large = vec![b'a'; (16 << 20) + 1];
    check_bytes(&[("ru/a/p.png", Some(&large))], &["ru/a/p.png too-large"], &["ru/a/p.png too-large"]);
}

#[test]
fn synonyms() {
    let list = |bytes: &[u8], expected: &[&str]| {
        check_bytes(&[("synonyms.yaml", Some(bytes))], expected, expected);
    };
    list("same: [[учётка, аккаунт]]\nmeans:\n  комп: [компьютер]\n".as_bytes(), CLEAN);
    list(b"", CLEAN);
    list(b"same:\n- [a, b\n- c\n", &["synonyms.yaml:2 bad-synonyms"]);
    list(b"means:\n  a: [b]\n  a: [c]\n", &["synonyms.yaml:3 bad-synonyms"]);
    list(b"same: [[a, b]]\nsmae:\n- [c, d]\n", &["synonyms.yaml:3 unknown-key"]);
    list(
        b"same:\n- [a]\n- [b, '']\n- [c, c]\n",
        &[
            "synonyms.yaml:2 bad-synonyms",
            "synonyms.yaml:3 bad-synonyms",
            "synonyms.yaml:4 duplicate-synonym",
        ],
    );
    list(b"same:\n- [a, one two three four five six]\n", &["synonyms.yaml:2 bad-synonyms"]);
    list(format!("same:\n- [a, {}]\n", "b".repeat(101)).as_bytes(), &["synonyms.yaml:2 bad-synonyms"]);
    list(format!("same:\n- [a, {} b c d e]\n", "b".repeat(92)).as_bytes(), CLEAN);
    let groups = |count| (0..count).map(|n| format!("- [a{n}, b{n}]\n")).collect::<String>();
    list(format!("same:\n{}", groups(5_000)).as_bytes(), CLEAN);
    list(format!("same:\n{}", groups(6_000)).as_bytes(), &["synonyms.yaml:5002 too-many-synonyms"]);
    list(b"# \xff\nsame:\n- [a, b]\n", &["synonyms.yaml:1 encoding"]);
    list(&vec![b'#'; (1 << 20) + 1], &["synonyms.yaml too-large"]);
    // Only the one at the root is the list; others are no part of the content, as any YAML.
    check(&[("ru/a/synonyms.yaml", "["), ("other.yaml", "[")], CLEAN, CLEAN);
}

#[cfg(unix)]
#[test]
fn symbolic_links() {
    let folder = tree(&sound().iter().map(|(path, bytes)| (path.as_str(), bytes)).collect::<Vec<_>>());
    let outside = tree(&[("secret.md", "secret")]);
    for (target, link) in [
        (folder.path(), "ru/a/loop"),
        (&outside.path().join("secret.md"), "ru/a/two.md"),
        (Path::new("nowhere"), "ru/a/none.md"),
    ] {
        std::os::unix::fs::symlink(target, folder.path().join(link)).unwrap();
    }
    let expected = &["ru/a/loop symlink", "ru/a/none.md symlink", "ru/a/two.md symlink"];
    check_folder(folder.path(), expected, expected);
}

/// Permissions do not stop root, but a path too long for the system stops everyone.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read() {
    let folder = tree(&sound().iter().map(|(path, bytes)| (path.as_str(), bytes)).collect::<Vec<_>>());
    let script =
        "n=$(printf 'd%.0s' $(seq 250)); for i in $(seq 18); do mkdir $n && cd -P $n; done; echo x > x.md";
    let made =
        std::process::Command::new("sh").args(["-c", script]).current_dir(folder.path().join("ru")).status();
    assert!(made.unwrap().success());
    let (corpus, problems) = load(folder.path(), Strictness::Strict);
    let codes: BTreeSet<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!((codes, corpus.languages[0].articles.len()), (BTreeSet::from(["unreadable"]), 1));
}

#[test]
fn problems_are_sorted_and_read_like_a_compiler_s() {
    let folder = tree(&[("b.md", "[x](y.md)\n"), ("a.md", "text\n\n[x](y.md)\n[x](https://) [x](z.md)\n")]);
    let (_, problems) = load(folder.path(), Strictness::Lenient);
    assert_eq!(listed(&problems), ["a.md:3 broken-link", "a.md:4 broken-link", "b.md:1 broken-link"]);
    let shown = problems.iter().map(Problem::to_string).next().unwrap();
    assert_eq!(
        shown,
        "a.md:3: warning[broken-link]: broken link y.md: there is no such article\n    \
         help: check the spelling and the relative path; the file must exist in this language"
    );
}

/// Codes that the sources can give, found where problems are made.
fn codes_in(source: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for start in ["Problem::new(", ".problem(", ".report(", "code: \""] {
        for (at, _) in source.match_indices(start) {
            let rest = &source[at..];
            let statement = &rest[..rest.find(';').unwrap_or(rest.len())];
            let is_code =
                |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            let first = statement.split('"').skip(1).step_by(2).find(is_code);
            codes.extend(first.filter(|_| !statement.contains("broken.code")).map(ToOwned::to_owned));
        }
    }
    codes
}

/// Keeps the tables above and those of finders.rs complete: each code of the sources stands in one of them.
#[test]
fn every_code_is_covered() {
    const NOT_HERE: &[&str] = &["too-many-files"]; // 200,000 files; the unit test of `tree` has a lower limit.
    let mut codes = BTreeSet::new();
    for file in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")) {
        let file = file.unwrap();
        if file.file_type().is_file() {
            let source = std::fs::read_to_string(file.path()).unwrap();
            codes.extend(codes_in(source.split("#[cfg(test)]").next().unwrap()));
        }
    }
    assert!(codes.len() > 20, "the search finds too little: {codes:?}");
    let covered = |code: &String| {
        let here = concat!(include_str!("problems.rs"), include_str!("finders.rs"));
        NOT_HERE.contains(&code.as_str())
            || here.contains(&format!(" {code}\""))
            || here.contains(&format!("[\"{code}\"]"))
            || here.contains(&format!(", \"{code}\")"))
    };
    let missing: Vec<_> = codes.iter().filter(|code| !covered(code)).collect();
    assert!(missing.is_empty(), "no test expects {missing:?}");
}
