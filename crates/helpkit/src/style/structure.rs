//! The same headings in every language, and articles that are found from others.

use std::collections::{BTreeMap, BTreeSet};

use help_content::{Article, Corpus, LanguageCorpus};

use super::{Finding, Place, article};

/// From how many other articles an article is reached at least.
const WAYS_IN: usize = 2;
/// Longest article, in words.
const LONGEST: usize = 700;

pub(super) fn check(corpus: &Corpus) -> Vec<Finding> {
    let mut found: Vec<Finding> = corpus.languages.iter().flat_map(ways).collect();
    let Some((first, others)) = corpus.languages.split_first() else { return found };
    for other in others {
        for one in &first.articles {
            if let Some(translated) = article(other, one.id.as_str())
                && headings(one) != headings(translated)
            {
                let message = format!("its headings are not those of {}/{}", first.language.tag(), one.id);
                let finding =
                    Finding::new(other.language, &Place::of(translated), "headings-differ", "", message);
                found.push(finding.help("the same levels and anchors in the same order, in all languages"));
            }
        }
    }
    found
}

fn headings(article: &Article) -> Vec<(u8, &str)> {
    article.outline.iter().map(|item| (item.level, item.anchor.as_str())).collect()
}

/// Articles that few others lead to, that lead nowhere, or that are too long.
fn ways(corpus: &LanguageCorpus) -> Vec<Finding> {
    let mut inbound: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for article in &corpus.articles {
        for target in article.links.iter().map(|link| &link.target).chain(&article.related) {
            if *target != article.id {
                inbound.entry(target.as_str()).or_default().insert(article.id.as_str());
            }
        }
    }
    // Two articles cannot lead to each other from two.
    if corpus.articles.len() <= WAYS_IN {
        return Vec::new();
    }
    let home = corpus.home.as_ref().map_or("", |home| home.html.as_str());
    for article in &corpus.articles {
        if home.contains(&format!("data-article=\"{}\"", article.id)) {
            inbound.entry(article.id.as_str()).or_default().insert("index");
        }
    }
    let mut found = Vec::new();
    for article in &corpus.articles {
        let mut report = |code, message: String, help: &str| {
            found.push(Finding::new(corpus.language, &Place::of(article), code, "", message).help(help));
        };
        let ways = inbound.get(article.id.as_str()).map_or(0, BTreeSet::len);
        if ways < WAYS_IN {
            let message = format!("{ways} other articles lead to it; at least {WAYS_IN} should");
            report("hard-to-reach", message, "link it from where it is mentioned");
        }
        if article.links.is_empty() && article.related.is_empty() {
            report("dead-end", "it leads to no other article".to_owned(), "link what it mentions");
        }
        let words = article.text.split_whitespace().count();
        if words > LONGEST {
            let message = format!("it has {words} words; {LONGEST} are read to the end");
            report("too-long", message, "split it, or leave out what nobody needs");
        }
    }
    found
}
