//! Checks that need the whole corpus: ids, sections, translations, anchors, related articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::finder::Anchors;
use crate::links::Names;
use crate::load::{Draft, HomeDraft, Strictness};
use crate::markdown::AnchorUse;
use crate::model::{Language, LanguageCorpus, OutlineItem};
use crate::problem::Problem;

/// Runs every check; the ones that only make sense for content of this project are left out in lenient mode.
pub(crate) fn check(
    drafts: &[Draft],
    homes: &[HomeDraft],
    languages: &BTreeMap<Language, LanguageCorpus>,
    names: &Names,
    known: &Anchors<'_>,
    strictness: Strictness,
    problems: &mut Vec<Problem>,
) {
    check_anchors(drafts, homes, known, problems);
    check_related(drafts, names, problems);
    if strictness == Strictness::Strict {
        check_ids(drafts, names, problems);
        check_translations(drafts, names, problems);
        check_languages(languages, problems);
    }
}

/// An article or home page as far as its anchors go.
struct Page<'a> {
    file: &'a str,
    language: Language,
    id: &'a str,
    outline: &'a [OutlineItem],
    uses: &'a [AnchorUse],
}

fn pages<'a>(drafts: &'a [Draft], homes: &'a [HomeDraft]) -> Vec<Page<'a>> {
    let articles = drafts.iter().map(|draft| Page {
        file: &draft.file,
        language: draft.language,
        id: draft.article.id.as_str(),
        outline: &draft.article.outline,
        uses: &draft.anchors,
    });
    let homes = homes.iter().map(|home| Page {
        file: &home.file,
        language: home.language,
        id: "index",
        outline: &home.outline,
        uses: &home.anchors,
    });
    articles.chain(homes).collect()
}

/// The anchors of every article and home page.
pub(crate) fn anchors<'a>(drafts: &'a [Draft], homes: &'a [HomeDraft]) -> Anchors<'a> {
    let anchors = |page: &Page<'_>| page.outline.iter().map(|item| item.anchor.clone()).collect();
    pages(drafts, homes).iter().map(|page| ((page.language, page.id), anchors(page))).collect()
}

fn check_anchors(drafts: &[Draft], homes: &[HomeDraft], known: &Anchors<'_>, problems: &mut Vec<Problem>) {
    for page in &pages(drafts, homes) {
        for used in page.uses {
            let id = used.article.as_deref().unwrap_or(page.id);
            if known.get(&(page.language, id)).is_some_and(|anchors| !anchors.contains(&used.anchor)) {
                let message = format!("{id} has no heading with the anchor #{}", used.anchor);
                let help = "give the heading this anchor, {#anchor}, or correct the link";
                problems.push(Problem::new(page.file, "broken-anchor", message, help).at(used.line));
            }
        }
    }
}

fn check_related(drafts: &[Draft], names: &Names, problems: &mut Vec<Problem>) {
    for draft in drafts {
        let known = names.articles.get(&draft.language);
        for id in &draft.article.related {
            let message = if *id == draft.article.id {
                "the article names itself as related".to_owned()
            } else if known.is_none_or(|ids| !ids.contains(id.as_str())) {
                format!("related: there is no article {id}")
            } else {
                continue;
            };
            problems.push(
                Problem::new(&draft.file, "broken-related", message, "use ids like login/qr-login")
                    .at(draft.related_line),
            );
        }
    }
}

fn check_ids(drafts: &[Draft], names: &Names, problems: &mut Vec<Problem>) {
    let fits = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    for draft in drafts {
        let id = draft.article.id.as_str();
        let parts: Vec<&str> = id.split('/').collect();
        if parts.len() != 2 || !parts.iter().all(|part| fits(part)) {
            let message = format!("{id} is not a valid article id");
            let help = "use <section>/<article> with small Latin letters, digits and hyphens";
            problems.push(Problem::new(&draft.file, "invalid-id", message, help));
        }
        let section = draft.article.id.section();
        if names.sections.get(&draft.language).is_none_or(|sections| !sections.contains(section)) {
            let message = "the article lies in no section";
            let help = format!("add {}/{section}/_section.md", draft.language);
            problems.push(Problem::new(&draft.file, "no-section", message, help));
        }
    }
}

fn check_translations(drafts: &[Draft], names: &Names, problems: &mut Vec<Problem>) {
    for draft in drafts {
        for other in Language::ALL {
            let ids = names.articles.get(&other);
            if other != draft.language && ids.is_none_or(|ids| !ids.contains(draft.article.id.as_str())) {
                let message = format!("the article has no translation in {other}");
                let help = format!("write {other}/{}.md", draft.article.id);
                problems.push(Problem::new(&draft.file, "missing-translation", message, help));
            }
        }
    }
}

fn check_languages(languages: &BTreeMap<Language, LanguageCorpus>, problems: &mut Vec<Problem>) {
    let sections = |language: &Language| -> BTreeSet<&str> {
        languages
            .get(language)
            .map(|corpus| corpus.sections.iter().map(|s| s.id.as_str()).collect())
            .unwrap_or_default()
    };
    for (language, corpus) in languages {
        if corpus.home.is_none() {
            let file = format!("{language}/index.md");
            problems.push(Problem::new(
                &file,
                "no-home",
                "there is no home page",
                "write it: see docs/authoring.md",
            ));
        }
        for other in Language::ALL.iter().filter(|other| *other != language) {
            for section in sections(language).difference(&sections(other)) {
                let message = format!("the section has no translation in {other}");
                let help = format!("write {other}/{section}/_section.md");
                problems.push(Problem::new(
                    &format!("{language}/{section}/_section.md"),
                    "missing-translation",
                    message,
                    help,
                ));
            }
        }
    }
}
