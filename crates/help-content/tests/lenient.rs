//! Markdown nobody here wrote: what is missing is guessed and what is unknown stays as it is.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use harness::{listed, load, tree};
use help_content::{Language, LoadError, Options, Severity, Strictness};

/// Loads the files leniently and compares `id: title` of the articles in their order.
fn check_titles(files: &[(&str, &str)], expected: &[&str]) {
    let folder = tree(files);
    let (corpus, _) = load(folder.path(), Strictness::Lenient);
    let articles = corpus.languages.iter().flat_map(|language| &language.articles);
    let found: Vec<_> = articles.map(|article| format!("{}: {}", article.id, article.title)).collect();
    assert_eq!(found, expected, "{files:?}");
}

#[test]
fn titles_come_from_front_matter_then_heading_then_name() {
    check_titles(&[("a/x.md", "---\ntitle: Given\n---\n# Heading\n")], &["a/x: Given"]);
    check_titles(&[("a/x.md", "# Heading *here*\n\ntext\n")], &["a/x: Heading here"]);
    check_titles(&[("a/x.md", "---\ntitle: \" \"\n---\n#\n\n# Later\n")], &["a/x: X"]);
    check_titles(&[("a/no-sound_at all.md", "text\n")], &["a/no-sound_at all: No sound at all"]);
    check_titles(&[("нет-звука.md", "")], &["нет-звука: Нет звука"]);
    check_titles(&[("a/---.md", "")], &["a/---: a/---"]);
}

#[test]
fn trees_need_no_sections_and_no_languages() {
    check_titles(
        &[
            ("index.md", "# Start\n"),
            ("b/c/deep.md", ""),
            ("b/_section.md", "---\ntitle: A\norder: 1\n---\n"),
            ("b/b.MARKDOWN", ""),
        ],
        &["b/b: B", "index: Start", "b/c/deep: Deep"],
    );
    check_titles(&[("en/x.md", "# One\n"), ("ru/x.md", "# Один\n")], &["x: Один", "x: One"]);
}

/// The text, and the words that must be in the article's plain text and HTML.
fn check_kept(markdown: &str, kept: &[&str]) {
    let folder = tree(&[("a.md", markdown)]);
    let (corpus, problems) = load(folder.path(), Strictness::Lenient);
    let article = &corpus.languages[0].articles[0];
    for words in kept {
        assert!(article.text.contains(words), "{markdown:?}: no {words:?} in {:?}", article.text);
        assert!(article.html.contains(words), "{markdown:?}: no {words:?} in {:?}", article.html);
    }
    assert!(problems.iter().all(|problem| problem.severity == Severity::Warning), "{problems:?}");
}

#[test]
fn unknown_includes_and_templates_stay_as_text() {
    check_kept("{!include.md!}\n\nafter\n", &["{!include.md!}", "after"]);
    check_kept(
        "{{#include x.md}} and {{ .Title }} {% if a %}b{% endif %}\n",
        &["{{#include x.md}}", "{{ .Title }} {% if a %}b"],
    );
    check_kept(":::note Careful\ninside\n:::\n", &[":::note Careful", "inside", ":::"]);
    check_kept(
        "!!! warning \"Title\"\n    body\n\n=== \"Tab\"\n\n    body\n",
        &["!!! warning", "=== \"Tab\"", "body"],
    );
    check_kept(
        "<Tabs>\n<TabItem value=\"a\">\n\ninside *tabs*\n\n</TabItem>\n</Tabs>\nafter\n",
        &["inside", "tabs", "after"],
    );
    check_kept(
        "import Tabs from '@theme/Tabs';\n\n$x^2$ [[wiki link]] ==mark== :smile:\n",
        &["import Tabs", "$x^2$ [[wiki link]] ==mark== :smile:"],
    );
}

#[test]
fn unknown_keys_are_left_alone() {
    let folder = tree(&[("a.md", "---\ntitle: A\nlayout: post\ntags: [x]\ndraft: true\n---\nText\n")]);
    let (corpus, problems) = load(folder.path(), Strictness::Lenient);
    assert_eq!(listed(&problems), Vec::<String>::new());
    assert_eq!(corpus.languages[0].articles[0].text, "Text");
}

/// A link to the front page of a tree without a home page leads to that article.
#[test]
fn an_index_is_an_article_that_links_can_reach() {
    let folder = tree(&[
        ("index.md", "# Start\n"),
        ("a/x.md", "[home](../index.md) [part](_section.md)\n"),
        ("a/_section.md", ""),
    ]);
    let (corpus, problems) = load(folder.path(), Strictness::Lenient);
    let article = corpus.languages[0].articles.iter().find(|article| article.id.as_str() == "a/x").unwrap();
    assert_eq!(article.links[0].target.as_str(), "index");
    assert!(article.html.contains("express-help://section/a"), "{}", article.html);
    assert_eq!(listed(&problems), Vec::<String>::new());
}

#[test]
fn folders_without_markdown_are_refused() {
    let options = Options { strictness: Strictness::Lenient, single_language: Language::En };
    let folder = tree(&[("a.txt", "no Markdown")]);
    let error = help_content::load(folder.path(), options, &|_, _| {}).unwrap_err();
    assert!(
        matches!(error, LoadError::Empty { .. }) && error.to_string().contains("expected ru/<section>"),
        "{error}"
    );
    for missing in [folder.path().join("nope"), folder.path().join("a.txt")] {
        let error = help_content::load(&missing, options, &|_, _| {}).unwrap_err();
        assert!(
            matches!(error, LoadError::Read { .. }) && error.to_string().contains("check the path"),
            "{error}"
        );
    }
}
