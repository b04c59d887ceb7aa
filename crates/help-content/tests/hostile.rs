//! Input meant to crash or stall the loader: it must neither, and the other articles must come through.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use harness::{load, tree};
use help_content::{Corpus, Strictness};

/// Long enough for a slow machine; what hangs, hangs for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// Does the work in a thread of its own; a hang or a panic there fails the test.
fn watched<T: Send + 'static>(name: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::spawn(move || drop(sender.send(work())));
    match receiver.recv_timeout(PATIENCE) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name}: not done after {PATIENCE:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            panic!("{name}: {:?}", thread.join().unwrap_err().downcast_ref::<String>())
        }
    }
}

/// Loads the folder: `sound` must come through whole. Gives the lenient corpus and its codes.
fn load_watched(name: &str, root: &Path) -> (Corpus, BTreeSet<&'static str>) {
    let owned = root.to_owned();
    watched(name, move || {
        // What only the strict mode does depends on keys and files, not on long texts.
        let is_long = |path: PathBuf| path.metadata().is_ok_and(|file| file.len() > 300_000);
        if !is_long(owned.join("hostile.md")) {
            load(&owned, Strictness::Strict);
        }
        let (corpus, problems) = load(&owned, Strictness::Lenient);
        let sound =
            corpus.languages[0].articles.iter().find(|article| article.id.as_str() == "sound").unwrap();
        assert_eq!(sound.html.trim(), "<p>All is <b class=\"ui\">well</b>.</p>");
        (corpus, problems.into_iter().map(|problem| problem.code).collect())
    })
}

/// Loads `bytes` as `hostile.md` beside a sound article; the lenient mode must give these codes, and every part of `kept`.
fn check(name: &str, bytes: impl AsRef<[u8]>, codes: &[&str], kept: &[&str]) {
    let folder = tree(&[("sound.md", b"All is **well**.\n".as_slice()), ("hostile.md", bytes.as_ref())]);
    let (corpus, found) = load_watched(name, folder.path());
    assert_eq!(found, codes.iter().copied().collect(), "{name}");
    let article = corpus.languages[0].articles.iter().find(|article| article.id.as_str() == "hostile");
    let article = article.unwrap_or_else(|| panic!("{name}: the article is lost"));
    for words in kept {
        assert!(article.text.contains(words), "{name}: no {words:?} in the text");
        assert!(article.html.contains(words), "{name}: no {words:?} in the HTML");
    }
    for section in &article.sections {
        assert!(article.text.get(section.start..section.end).is_some(), "{name}: {section:?}");
    }
}

#[test]
fn endless_block_markers() {
    check("quotes", ">".repeat(100_000) + " end", &["too-deep"], &[]);
    check("spaced quotes", "> ".repeat(100_000) + "end", &["too-deep"], &["end"]);
    check("list in a line", "- ".repeat(100_000) + "end", &["too-deep"], &["end"]);
    check("numbers in a line", "1. ".repeat(100_000) + "end", &["too-deep"], &["end"]);
    let stairs: String = (0..1_000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    check("deep list", stairs + "\nend", &["too-deep"], &["end"]);
    let stairs: String = (0..1_000).map(|depth| format!("{}x\n", "> ".repeat(depth % 30))).collect();
    check("waves", stairs + "\nend", &[], &["end"]);
}

#[test]
fn endless_spans() {
    check("brackets", "[".repeat(200_000) + "end", &[], &["end"]);
    check(
        "closed brackets",
        "[".repeat(100_000) + "end" + &"](x)".repeat(100_000),
        &["broken-link"],
        &["end"],
    );
    check("pictures", "![".repeat(100_000) + "end", &[], &["end"]);
    check("stars", "*a ".repeat(200_000) + "end", &[], &["end"]);
    check("emphasis", "*a **b ".repeat(50_000) + "end" + &" c** d*".repeat(50_000), &["too-deep"], &["end"]);
    check("backticks", (1..1_500).map(|n| "`".repeat(n) + " ").collect::<String>() + "end", &[], &["end"]);
    check("underscores", "_".repeat(200_000) + " end", &[], &["end"]);
    check("entities", "&amp;&#0;&#xffffff;&nope; « ".repeat(50_000) + " end", &[], &["end"]);
    check(
        "special characters in a tag",
        format!("![{}](x.svg)\n\nend", "&".repeat(200_000)),
        &["missing-picture"],
        &["end"],
    );
    check("autolinks", "<a@b.c ".repeat(50_000) + "end", &[], &["end"]);
}

#[test]
fn endless_html() {
    check("divs", "<div>".repeat(200_000) + "end", &["too-deep"], &["end"]);
    check("divs by line", "<div>\n\n".repeat(200_000) + "end", &["too-deep"], &["end"]);
    check("divs that seem closed", "<div/>".repeat(100_000) + "end", &["too-deep"], &["end"]);
    check("divs closed by others", "<div></p></x>".repeat(50_000) + "end", &["too-deep"], &["end"]);
    check("divs closed in comments", "<div><!-- </div> -->".repeat(30_000) + "end", &["too-deep"], &["end"]);
    check("bold", "<b>".repeat(100_000) + "end", &["too-deep"], &["end"]);
    check("bold closed by others", "<b></i>".repeat(50_000) + "end", &["too-deep"], &["end"]);
    let reopened: String = (0..100).map(|n| format!("<b title={n}>")).collect();
    check(
        "bold reopened in every block",
        reopened + &"\n\n<p>x</p>".repeat(50_000) + "\n\nend",
        &["too-deep"],
        &["end"],
    );
    check("unfinished tags", "<div ".repeat(100_000) + "end", &[], &[]);
    check("comments", "<!-- ".repeat(100_000) + "end", &[], &[]);
    check("attributes", format!("<p {}>end", "a=b ".repeat(200_000)), &[], &["end"]);
    check(
        "list items nobody closes",
        "<ul>".to_owned() + &"<li>x\n".repeat(50_000) + "</ul>\n\nend",
        &[],
        &["end"],
    );
    check("plain elements", "<p><b>x</b></p>\n".repeat(50_000) + "\nend", &[], &["end"]);
}

#[test]
fn endless_rows_headings_and_notes() {
    check(
        "wide table",
        format!("{}|\n{}|\n{}|\n\nend", "|a".repeat(20_000), "|-".repeat(20_000), "|b".repeat(20_000)),
        &[],
        &["end"],
    );
    check(
        "padded table",
        format!("{}|\n{}|\n{}\nend", "|a".repeat(10_000), "|-".repeat(10_000), "|b\n".repeat(10_000)),
        &[],
        &[],
    );
    check("long table", "|a|\n|-|\n".to_owned() + &"|x|\n".repeat(50_000) + "\nend", &[], &["end"]);
    check("equal headings", "## a\n".repeat(40_000) + "\nend", &["duplicate-anchor"], &["end"]);
    check(
        "platforms",
        "## a {platform=ios}\n### b {platform=web}\n".repeat(10_000) + "\nend",
        &["duplicate-anchor"],
        &["end"],
    );
    let notes: String = (0..30_000).map(|n| format!("[^n{n}]\n\n[^n{n}]: x\n\n")).collect();
    check("footnotes", notes + "end", &[], &["end"]);
    check("footnotes in a ring", "[^a] end\n\n[^a]: [^b]\n\n[^b]: [^a]\n", &[], &["end"]);
    let definitions: String = (0..50_000).map(|n| format!("[r{n}]: x.md\n")).collect();
    check("definitions", definitions + &"[r1] ".repeat(50_000) + "end", &["broken-link"], &["end"]);
    check("rules", "- - ".repeat(100_000) + "\n\nend", &[], &["end"]);
    check("one line", "слово ".repeat(500_000) + "end", &[], &["end"]);
    check("empty lines", "\n".repeat(1_000_000) + "end", &[], &["end"]);
}

#[test]
fn hostile_front_matter() {
    let bomb: String =
        (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    check("bomb", format!("---\na0: &a0 x\n{bomb}---\nend"), &["front-matter"], &["end"]);
    check("deep", format!("---\na: {}\n---\nend", "[".repeat(100_000)), &["front-matter"], &["end"]);
    check(
        "closed deep",
        format!("---\na: {}{}\n---\nend", "[".repeat(5_000), "]".repeat(5_000)),
        &["front-matter"],
        &["end"],
    );
    let keys: String = (0..20_000).map(|n| format!("key{n}: x\n")).collect();
    check("many keys", format!("---\n{keys}---\nend"), &[], &["end"]);
    check("long value", format!("---\ntitle: {}\n---\nend", "x".repeat(4 << 20)), &[], &["end"]);
    check("unclosed", "---\ntitle: x\n\nend", &["front-matter"], &["end"]);
    check("only a fence", "---", &["front-matter"], &[]);
    check("nothing in it", "---\n---\nend", &[], &["end"]);
    check("nothing after it", "---\ntitle: x\n---", &[], &[]);
    check("a list", "---\n- x\n---\nend", &["front-matter"], &["end"]);
    check(
        "tags",
        "---\ntitle: !!python/object:os.system x\nupdated: !!binary x\n---\nend",
        &["front-matter"],
        &["end"],
    );
}

#[test]
fn hostile_bytes() {
    check("empty", "", &[], &[]);
    check("blank", " \n\t\n", &[], &[]);
    check("zero bytes", "a\0b\n\n\0\0\n\nend", &[], &["end"]);
    check("mark at the start", "\u{feff}---\ntitle: x\n---\nend", &[], &["end"]);
    check("carriage returns", "---\r\ntitle: x\r\n---\r\n## a\r\n\r\nend\r\n", &[], &["end"]);
    check("old line ends", "text\r\rend\r", &[], &["end"]);
    check("other encoding", b"\xcf\xf0\xe8\xe2\xe5\xf2 end", &["encoding"], &["end"]);
    check("wide encoding", b"\xff\xfea\0b\0\n\0end", &["encoding"], &["end"]);
    check("all bytes", (0..=255).collect::<Vec<u8>>().repeat(1_000), &["encoding"], &[]);
    check("directions", "\u{202e}end\u{200b}\u{2028}x", &[], &["end"]);
    check("marks on one letter", "a".to_owned() + &"\u{301}".repeat(200_000) + " end", &[], &["end"]);
    check(
        "links out",
        "[a](../../../../etc/passwd) [b](/etc/passwd.md) ![c](../../../x.png) [d](C:\\x.md) end",
        &["forbidden-link", "link-outside", "missing-picture"],
        &["end"],
    );
}

#[test]
fn synonyms_that_explode_nest_or_lie() {
    let rings: String =
        (1..12).map(|n| format!("- &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let bomb = format!("same:\n- &a0 [x, y]\n{rings}");
    let aliases = format!("same:\n- &a [{}]\n{}", "x, ".repeat(1_000), "- *a\n".repeat(2_000));
    let groups = format!("same: [{}]", "[a, b], ".repeat(90_000));
    let cases = [
        ("bomb", bomb),
        ("aliases", aliases),
        ("groups", groups),
        ("deep", "[".repeat(1 << 20)),
        ("deep blocks", "- ".repeat(500_000)),
        ("open quote", format!("same: [['{}", "x".repeat(1_000_000))),
        ("long entry", format!("same: [[a, {}]]", "x ".repeat(500_000))),
        ("documents", "---\n".repeat(200_000)),
        ("nul", "\0".to_owned()),
        ("key of a list", "? [x]: y".to_owned()),
        ("tag", "!!binary x".to_owned()),
        ("unknown alias", "same: *unknown".to_owned()),
        ("merge", "means: {<<: {a: b}}".to_owned()),
    ];
    for (name, yaml) in cases {
        let folder = tree(&[("sound.md", "All is **well**.\n"), ("synonyms.yaml", yaml.as_str())]);
        let (corpus, codes) = load_watched(name, folder.path());
        assert!(name == "merge" || !codes.is_empty(), "{name}");
        assert!(corpus.synonyms.same.len() <= 10_000, "{name}");
    }
}

#[test]
fn files_of_fifty_megabytes_are_left_out() {
    let folder = tree(&[("sound.md", "All is **well**.\n")]);
    let file = std::fs::File::create(folder.path().join("huge.md")).unwrap();
    file.set_len(50 << 20).unwrap();
    let (corpus, codes) = load_watched("50 MB", folder.path());
    assert_eq!((corpus.languages[0].articles.len(), codes), (1, BTreeSet::from(["too-large"])));
}

#[test]
fn links_in_a_ring_are_just_links() {
    let folder = tree(&[
        ("sound.md", "All is **well**.\n"),
        ("a.md", "---\nrelated: [b, a]\n---\n[b](b.md)"),
        ("b.md", "---\nrelated: [a]\n---\n[a](a.md) [b](b.md)"),
    ]);
    let (corpus, codes) = load_watched("ring", folder.path());
    assert_eq!((corpus.languages[0].articles.len(), codes), (3, BTreeSet::from(["broken-related"])));
}

#[cfg(unix)]
#[test]
fn strange_names_and_links_out_of_the_tree() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let outside = tree(&[("secret.md", "secret")]);
    let folder = tree(&[
        ("sound.md", "All is **well**.\n"),
        ("a\nb\t\u{7}.md", "end"),
        ("a\\b.md", "end"),
        ("a?b#c%d.md", "end"),
    ]);
    for name in [b"\xff.md", b"\xfe.md"] {
        std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "end").unwrap();
    }
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    symlink(outside.path(), folder.path().join("out")).unwrap();
    symlink(outside.path().join("secret.md"), folder.path().join("out.md")).unwrap();
    let (corpus, codes) = load_watched("names", folder.path());
    let articles = &corpus.languages[0].articles;
    assert!(articles.iter().all(|article| !article.text.contains("secret")), "read through a link");
    assert_eq!((articles.len(), codes), (4, BTreeSet::from(["symlink", "unreadable"])));
}
