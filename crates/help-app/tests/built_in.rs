//! The built-in pack through the questions the window asks: every article, link, picture and neighbour.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::collections::BTreeSet;

use help_app::dto::{ArticleView, Language, SearchRequest, Target, TocArticle, TocSection};
use help_app::{ErrorCode, HelpApp, OpenOptions, parse_address};
use percent_encoding::percent_decode_str;

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), limit: 3, ..SearchRequest::default() }
}

fn open() -> HelpApp {
    HelpApp::open(&OpenOptions::default()).unwrap()
}

fn sections(app: &HelpApp, language: Language) -> Vec<TocSection> {
    app.corpus(language).unwrap().toc.sections
}

fn articles(app: &HelpApp, language: Language) -> Vec<TocArticle> {
    sections(app, language).into_iter().flat_map(|section| section.articles).collect()
}

/// Calls `check` for every article of both languages, with a name for its messages.
fn for_each(app: &HelpApp, check: impl Fn(&str, &ArticleView)) {
    for language in Language::ALL {
        let articles = articles(app, language);
        assert!(articles.len() > 20, "only {} articles in {language}", articles.len());
        for article in articles {
            let view =
                app.article(language, &article.id).unwrap_or_else(|error| panic!("{}: {error}", article.id));
            check(&format!("{language} {}", article.id), &view);
        }
    }
}

/// The values of an attribute in the HTML, decoded.
fn values<'a>(html: &'a str, attribute: &str) -> impl Iterator<Item = String> + use<'a> {
    let start = format!(" {attribute}=\"");
    let starts: Vec<usize> = html.match_indices(&start).map(|(at, _)| at + start.len()).collect();
    starts.into_iter().map(move |at| {
        let value = html[at..].split('"').next().unwrap();
        value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    })
}

#[test]
fn every_article_is_complete() {
    let app = open();
    for_each(&app, |name, view| {
        assert!(!view.title.is_empty() && !view.description.is_empty() && view.updated.is_some(), "{name}");
        assert!(!view.html.trim().is_empty() && !view.audience.is_empty(), "{name}");
        assert_eq!(view.address, format!("express-help://article/{}", view.id), "{name}");
        assert_eq!(
            parse_address(&view.address),
            Some(Target::Article { id: view.id.clone(), anchor: None }),
            "{name}"
        );
        assert!(
            view.id.starts_with(&format!("{}/", view.section_id)),
            "{name}: in the section {}",
            view.section_id
        );
    });
}

#[test]
fn headings_and_outlines_agree() {
    for_each(&open(), |name, view| {
        let ids: Vec<String> = values(&view.html, "id").collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: two elements have one id");
        for item in &view.outline {
            assert!(ids.contains(&item.anchor), "{name}: no heading #{}", item.anchor);
            assert!((2..=6).contains(&item.level) && !item.title.is_empty(), "{name}: {item:?}");
        }
    });
}

#[test]
fn links_lead_to_articles_sections_and_headings() {
    let app = open();
    for_each(&app, |name, view| {
        for address in values(&view.html, "href") {
            if address.starts_with("https://")
                || address.starts_with("http://")
                || address.starts_with("mailto:")
                || address.starts_with("tel:")
            {
                continue;
            }
            let (id, anchor) = match address.strip_prefix('#') {
                Some(anchor) => {
                    (view.id.clone(), Some(percent_decode_str(anchor).decode_utf8().unwrap().into_owned()))
                }
                None => match parse_address(&address) {
                    Some(Target::Article { id, anchor }) => (id, anchor),
                    Some(Target::Section { id }) => {
                        assert!(
                            sections(&app, view.language).iter().any(|section| section.id == id),
                            "{name}: {address}"
                        );
                        continue;
                    }
                    Some(Target::Home) => continue,
                    other => panic!("{name}: {address} is {other:?}"),
                },
            };
            let target =
                app.article(view.language, &id).unwrap_or_else(|_| panic!("{name}: {address} leads nowhere"));
            let found =
                anchor.as_ref().is_none_or(|anchor| values(&target.html, "id").any(|id| id == *anchor));
            assert!(found, "{name}: {address}: no such heading");
        }
    });
}

#[test]
fn pictures_are_in_the_pack() {
    let app = open();
    for_each(&app, |name, view| {
        for address in values(&view.html, "src") {
            let path = address.strip_prefix(if cfg!(windows) {
                "http://pack.localhost/"
            } else {
                "pack://localhost/"
            });
            let path = percent_decode_str(path.unwrap_or_else(|| panic!("{name}: {address}")))
                .decode_utf8()
                .unwrap();
            let (bytes, kind) =
                app.asset(&path).unwrap().unwrap_or_else(|| panic!("{name}: {path} is missing"));
            assert!(!bytes.is_empty() && kind.starts_with("image/"), "{name}: {path}");
        }
        assert!(
            values(&view.html, "alt").all(|words| !words.trim().is_empty()),
            "{name}: a picture without words"
        );
    });
}

#[test]
fn neighbours_follow_the_contents() {
    let app = open();
    for language in Language::ALL {
        for section in sections(&app, language) {
            assert!(
                !section.title.is_empty() && !section.icon.is_empty() && !section.summary.is_empty(),
                "{}",
                section.id
            );
            let ids: Vec<&str> = section.articles.iter().map(|article| article.id.as_str()).collect();
            for (at, id) in ids.iter().enumerate() {
                let view = app.article(language, id).unwrap();
                let previous = at.checked_sub(1).map(|at| ids[at]);
                assert_eq!(view.previous.as_ref().map(|article| article.id.as_str()), previous, "{id}");
                assert_eq!(
                    view.next.as_ref().map(|article| article.id.as_str()),
                    ids.get(at + 1).copied(),
                    "{id}"
                );
                assert_eq!(
                    (view.section_id, view.section_title),
                    (section.id.clone(), section.title.clone()),
                    "{id}"
                );
                for article in &view.related {
                    assert_eq!(app.article(language, &article.id).unwrap().title, article.title, "{id}");
                    assert_ne!(article.id, *id, "{id} is related to itself");
                }
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_articles() {
    let app = open();
    let ids =
        |language| articles(&app, language).into_iter().map(|article| article.id).collect::<BTreeSet<_>>();
    assert_eq!(ids(Language::Ru), ids(Language::En));
    let places =
        |language| sections(&app, language).into_iter().map(|section| section.id).collect::<Vec<_>>();
    assert_eq!(places(Language::Ru), places(Language::En));
}

#[test]
fn every_article_is_found_by_its_title() {
    let app = open();
    for_each(&app, |name, view| {
        let response = app.search(view.language, &request(&view.title)).unwrap();
        let found: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert!(found.contains(&view.id.as_str()), "{name}: {:?} finds {found:?}", view.title);
        let hit = response.hits.iter().find(|hit| hit.id == view.id).unwrap();
        let title: String = hit.title.iter().map(|fragment| fragment.text.as_str()).collect();
        assert_eq!(
            (title, hit.section_title.as_str()),
            (view.title.clone(), view.section_title.as_str()),
            "{name}"
        );
        assert!(hit.title.iter().any(|fragment| fragment.hit), "{name}: nothing is marked in its title");
        let anchor = hit.best.as_ref().map(|best| best.anchor.as_str());
        assert!(
            anchor.is_none_or(|anchor| view.outline.iter().any(|item| item.anchor == anchor)),
            "{name}: {anchor:?}"
        );
    });
}

#[test]
fn home_pages_lead_to_articles() {
    let app = open();
    for language in Language::ALL {
        let home = app.corpus(language).unwrap().home;
        assert!(!home.title.is_empty() && !home.quick.is_empty() && !home.support.is_empty(), "{language}");
        for link in home.quick.iter().chain(&home.support) {
            assert!(
                app.article(language, &link.article).is_ok() && !link.label.is_empty(),
                "{language}: {link:?}"
            );
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let app = open();
    for id in ["login/nope", "", "/", "../ru/index", "login/qr-login#steps", "ru/login/qr-login", "a\0b"] {
        let error = app.article(Language::Ru, id).unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound, "{id:?}: {error}");
        assert!(app.set_bookmark(id, true, std::time::SystemTime::UNIX_EPOCH).is_err(), "{id:?}");
    }
    for path in
        ["", "manifest.json", "assets/nope.svg", "assets/../manifest.json", "ru/contents.json", "assets/nope"]
    {
        assert_eq!(app.asset(path).unwrap(), None, "{path}");
    }
}

#[test]
fn starting_shows_the_asked_place() {
    let app = open();
    let target = Target::Article { id: "support/contact-support".into(), anchor: None };
    let boot = app.boot(Some(target.clone())).unwrap();
    assert_eq!((boot.target, boot.article.unwrap().id.as_str()), (target, "support/contact-support"));
    let missing = Target::Article { id: "no/such".into(), anchor: None };
    let boot = app.boot(Some(missing.clone())).unwrap();
    assert_eq!((boot.target, boot.article), (missing, None));
    let boot = app.boot(None).unwrap();
    assert_eq!((boot.target, boot.article, boot.notices), (Target::Home, None, Vec::new()));
    assert_eq!(boot.corpus.toc.language, boot.settings.language);
    let text = app.about_text();
    assert!(text.contains(&boot.about.version) && text.contains(&boot.about.corpus_date), "{text}");
    assert_eq!(boot.about.corpus_date.len(), 10, "{text}");
}
