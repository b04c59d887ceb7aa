//! What a query finds, in which order, and what is shown of it.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod corpus;

use corpus::{documents, index_of, open};
use help_search::analysis::Without;
use help_search::{Document, Facet, Fragment, Request, Response, SearchIndex, SynonymList, build_index};

/// Searches the tiny corpus and compares the ids, best first.
fn check(query: &str, expected: &[&str]) {
    let response = open(&documents()).search(query, 10).unwrap();
    assert_eq!(ids(&response), expected, "{query}");
    check_shown(query, &response);
}

fn ids(response: &Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// What holds for every answer: scores fall, nothing shown is empty or broken.
fn check_shown(query: &str, response: &Response) {
    assert!(response.hits.len() <= response.total, "{query}");
    assert!(response.hits.is_sorted_by(|a, b| a.score >= b.score), "{query}");
    for hit in &response.hits {
        for fragments in [&hit.title, &hit.snippet] {
            assert!(fragments.iter().all(|fragment| !fragment.text.is_empty()), "{query}: {fragments:?}");
            assert!(fragments.windows(2).all(|pair| pair[0].hit != pair[1].hit), "{query}: {fragments:?}");
        }
        assert!(hit.section.as_ref().is_none_or(|section| !section.anchor.is_empty()), "{query}");
    }
}

/// Found words between square brackets.
fn marked(fragments: &[Fragment]) -> String {
    fragments.iter().map(|f| if f.hit { format!("[{}]", f.text) } else { f.text.clone() }).collect()
}

#[test]
fn the_title_counts_more_than_the_text() {
    check("уведомления", &["notifications", "background"]);
    check("сервер", &["server", "sms"]);
}

#[test]
fn documents_with_every_word_come_first() {
    check("код звонок", &["sms", "calls", "update"]);
    check("не приходит код", &["sms", "notifications", "update"]);
}

#[test]
fn forms_of_a_word_are_one_word() {
    check("звонка", &["calls", "sms"]);
    check("ЗВОНКИ", &["calls", "sms"]);
    check("звонками звонкам", &["calls", "sms"]);
}

#[test]
fn the_last_word_may_be_unfinished() {
    check("обнов", &["update"]);
    check("увед", &["notifications", "background"]);
    check("увед ", &[]);
    check("смс", &["sms"]);
    check("о", &[]);
}

#[test]
fn yo_is_ye() {
    check("телефоне чёрный", &["calls", "background"]);
    check("телефоне черный", &["calls", "background"]);
    check("ещe", &[]);
}

#[test]
fn latin_words_are_found_in_russian_texts() {
    check("sms", &["sms"]);
    check("SMS-код", &["sms", "update"]);
    check("settings", &["update"]);
    check("setting", &["update"]);
    check("3.62", &["update"]);
}

#[test]
fn error_texts_and_keywords_and_links_are_found() {
    check("Слишком много попыток", &["sms"]);
    check("«Слишком много попыток»!", &["sms"]);
    check("ERR_TIMEOUT", &["server"]);
    check("смска", &["sms"]);
    check("помощник", &["calls"]);
}

#[test]
fn queries_without_words_find_nothing() {
    for query in
        ["", " ", "\n\t", "…", "«»", "?!.,:;-—_()[]{}<>\\/|\"'`~@#$%^&*+=", "\0", "\u{301}\u{ad}", "👍🏽"]
    {
        check(query, &[]);
    }
}

#[test]
fn operators_of_query_languages_are_words_or_nothing() {
    check("title:sms", &["sms"]);
    check("sms AND", &["sms"]);
    check("+sms -код", &["sms", "update"]);
    check("sms* ~2 ^9 \"", &["sms"]);
}

#[test]
fn huge_queries_are_answered() {
    let started = std::time::Instant::now();
    check(&"sms ".repeat(260_000), &["sms"]);
    check(&"ы".repeat(500_000), &[]);
    check(&format!("sms {}", (0..150_000).map(|n| format!("w{n} ")).collect::<String>()), &["sms"]);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn any_limit_is_accepted() {
    let index = open(&documents());
    for (limit, expected) in [(0, 0), (1, 1), (2, 2), (100, 2), (1 << 40, 2), (usize::MAX, 2)] {
        assert_eq!(index.search("уведомления", limit).unwrap().hits.len(), expected, "{limit}");
    }
}

#[test]
fn an_empty_index_finds_nothing() {
    let index = open(&[]);
    assert!(index.is_empty());
    assert_eq!(index.search("sms", 10).unwrap().hits, []);
}

/// Compares title, section and snippet of the first hit.
fn check_first(query: &str, title: &str, section: Option<(&str, &str)>, snippet: &str) {
    let response = open(&documents()).search(query, 1).unwrap();
    let hit = &response.hits[0];
    assert_eq!(marked(&hit.title), title, "{query}");
    let found = hit.section.as_ref().map(|section| (section.anchor.clone(), marked(&section.title)));
    assert_eq!(found, section.map(|(anchor, title)| (anchor.to_owned(), title.to_owned())), "{query}");
    assert_eq!(marked(&hit.snippet), snippet, "{query}");
}

#[test]
fn the_answering_section_is_shown_with_its_words_marked() {
    check_first(
        "код через звонки",
        "Не приходит SMS-[код]",
        Some(("voice", "[Код] [звонком]")),
        "Нажмите «Позвонить»: робот продиктует [код].",
    );
    check_first("оператор", "Не приходит SMS-код", None, "… Проверьте, что [оператор] не отстаёт.");
    check_first("смска", "Не приходит SMS-код", None, "Что проверить, если код не пришёл.");
    check_first(
        "версия сервера",
        "[Сервер] не отвечает",
        Some(("version", "[Версия]")),
        "Её знает администратор [сервера].",
    );
}

#[test]
fn the_title_of_a_found_document_is_marked_once_a_word() {
    check_first("звонки звонок", "[Звонки]: нет звука", None, "На телефоне экран чёрный, а [звонок] идёт.");
}

/// A text whose every substring is a fair query: letters of one to four bytes, long words, no blanks for a while.
fn difficult_text() -> String {
    let mut text = String::from(
        "Ёлка — «SMS»: naïve café, 東京タワー, emoji 👍🏽 и\u{306}од. Cоединение\u{a0}с сервером!\n",
    );
    text.push_str(&"длинноеслово".repeat(40));
    text.push_str("\nİstanbul ǅ ß ﬁ ʼn \u{ad}пере\u{ad}нос \u{200b}ноль\u{200b} e\u{301}cole 3.62.1 a_b-c\n");
    text.push_str(&"Обычное предложение о звонках и звуке. ".repeat(30));
    text
}

/// Every few letters a query is cut out of the text; what is shown must be whole pieces of it.
#[test]
fn snippets_are_pieces_of_the_text() {
    let text = difficult_text();
    let document =
        Document {
            id: "x".into(), title: "Заголовок".into(), text: text.clone(), ..Document::default()
        };
    let index = open(&[document]);
    let flat = text.replace('\n', " ");
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut answered = 0;
    for (number, &start) in starts.iter().enumerate().step_by(3) {
        let length = 1 + number * 7 % 60;
        let query: String = text[start..].chars().take(length).collect();
        let response = index.search(&query, 3).unwrap();
        check_shown(&query, &response);
        for hit in &response.hits {
            answered += 1;
            let words: String = hit.snippet.iter().map(|fragment| fragment.text.as_str()).collect();
            let shown = words.trim_start_matches("… ").trim_end_matches('…');
            // A dot stands for a line break where the line before ends without a mark.
            let shown = &shown.replace(" · ", " ");
            assert!(flat.contains(shown.as_str()), "{query:?}: {shown:?} is no piece of the text");
            assert!(shown.len() <= 320, "{query:?}: {} bytes are shown", shown.len());
            assert!(
                hit.snippet.iter().any(|fragment| fragment.hit),
                "{query:?}: nothing is marked in {shown:?}"
            );
        }
    }
    assert!(answered > 300, "only {answered} of {} queries found the text", starts.len() / 3);
}

/// An article of thousands of sections with one word in all of them must not take the product of both.
#[test]
fn many_sections_with_many_matches_are_quick() {
    let text = "звук есть\n".repeat(40_000);
    let line = "звук есть\n".len();
    let passage = |number: usize| help_search::Passage {
        anchor: format!("a{number}"),
        title: "Часть".into(),
        start: number * line,
        end: (number + 1) * line,
    };
    let document = Document {
        id: "x".into(),
        text,
        passages: (0..40_000).map(passage).collect(),
        ..Document::default()
    };
    let index: SearchIndex = open(&[document]);
    let started = std::time::Instant::now();
    assert_eq!(index.search("звук", 1).unwrap().hits.len(), 1);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn steps_of_the_analysis_can_be_switched_off() {
    let index = open(&documents());
    let without =
        |steps| Request { without: Without { steps, corrections: false }, ..Request::new("обнов", 10) };
    let found = |steps| index.answer(&without(steps)).unwrap();
    assert_eq!(ids(&found(&["prefix", "relax"])), Vec::<&str>::new());
    let applied = found(&[]).analysis.applied;
    assert_eq!((applied[0].step, applied[0].change.as_str()), ("prefix", "обнов… → обновлен"));
}

#[test]
fn the_same_documents_give_the_same_index() {
    assert_eq!(index_of(&documents()), build_index(&documents(), &SynonymList::default()).unwrap());
}

fn facet(name: &str, value: &str) -> Facet {
    Facet { name: name.into(), value: value.into() }
}

/// The tiny corpus, in which an article is for phones and another for administrators.
fn narrowed() -> SearchIndex {
    let mut documents = documents();
    for (id, name, value) in [
        ("sms", "platform", "ios"),
        ("notifications", "platform", "android"),
        ("server", "audience", "admin"),
    ] {
        let document = documents.iter_mut().find(|document| document.id == id).unwrap();
        document.facets.insert(name.into(), vec![value.into()]);
    }
    open(&documents)
}

#[test]
fn results_can_be_narrowed_down() {
    let index = narrowed();
    let found = |filters: &[Facet]| {
        let response = index.answer(&Request { filters, ..Request::new("не приходит код", 10) }).unwrap();
        (ids(&response).join(" "), response.total, response.facets)
    };
    let (all, total, facets) = found(&[]);
    assert_eq!((all.as_str(), total), ("sms notifications update", 3));
    // An article without a platform is for every platform.
    let counts: Vec<(&str, usize)> = facets.iter().map(|f| (f.facet.value.as_str(), f.count)).collect();
    assert_eq!(counts, [("android", 2), ("ios", 2)]);
    let (ios, total, facets) = found(&[facet("platform", "ios")]);
    assert_eq!((ios.as_str(), total), ("sms update", 2));
    let counts: Vec<usize> = facets.iter().map(|f| f.count).collect();
    assert_eq!(counts, [2, 2], "the other values of a facet are counted as if they were chosen");
    assert_eq!(found(&[facet("platform", "ios"), facet("audience", "user")]).0, "sms update");
    assert_eq!(found(&[facet("platform", "web")]).1, 1);
}

#[test]
fn what_the_reader_prefers_decides_between_equals() {
    let mut documents: Vec<Document> = ["ios", "android"]
        .map(|id| Document { id: id.into(), title: "Звук".into(), ..Document::default() })
        .into();
    for document in &mut documents {
        document.facets.insert("platform".into(), vec![document.id.clone()]);
    }
    let index = open(&documents);
    for platform in ["ios", "android"] {
        let preferred = [facet("platform", platform)];
        let response = index.answer(&Request { preferred: &preferred, ..Request::new("звук", 10) }).unwrap();
        assert_eq!((ids(&response)[0], response.hits.len()), (platform, 2));
    }
}

#[test]
fn corrections_are_told_and_can_be_refused() {
    let index = open(&documents());
    for (query, corrected, first) in [
        ("edtljvktybz", "уведомления", "notifications"),
        ("уведомлнеия ", "уведомления", "notifications"),
        ("неприходят уведомления ", "не приходят уведомления", "notifications"),
        ("obnovlenie ", "обновление", "update"),
    ] {
        let response = index.search(query, 10).unwrap();
        assert_eq!(response.analysis.corrected().as_deref(), Some(corrected), "{query}");
        assert_eq!(ids(&response).first(), Some(&first), "{query}");
        let exact = Without { corrections: true, ..Without::default() };
        let response = index.answer(&Request { without: exact, ..Request::new(query, 10) }).unwrap();
        assert_eq!(response.analysis.corrected(), None, "{query}");
    }
    check("не приходят уведомления", &["notifications", "sms", "background"]);
    assert_eq!(index.search("уведомления", 10).unwrap().analysis.corrected(), None);
}

#[test]
fn an_exact_error_text_comes_first() {
    check("Ошибка: «Нет связи с сервером» (код 12)", &["sms", "server", "update"]);
    check("2026-11-23 10:00:01 ERR_TIMEOUT", &["server"]);
}

#[test]
fn small_words_are_not_marked_beside_others() {
    check_first(
        "не отвечает сервер",
        "[Сервер] не [отвечает]",
        Some(("version", "Версия")),
        "Её знает администратор [сервера].",
    );
}

#[test]
fn the_words_found_in_an_article_are_listed() {
    let index = open(&documents());
    let words = |query: &str, id: &str| index.found_words(&Request::new(query, 1), id).unwrap().join(" ");
    assert_eq!(words("коды звонков", "sms"), "звонком код");
    assert_eq!(words("звонок", "calls"), "звонки звонок");
    assert_eq!((words("сервер", "calls"), words("код", "nothing"), words("", "sms")), Default::default());
}

#[test]
fn scores_can_be_explained() {
    let index = open(&documents());
    let request = Request::new("версия сервера", 10);
    let first = &index.answer(&request).unwrap().hits[0];
    let why = index.explain(&request, &first.id).unwrap().unwrap();
    assert!((why.bonus.apply(why.first) - first.score).abs() < 1e-4, "{why:?} {}", first.score);
    assert!(why.contributions.iter().any(|part| part.field == "title" && part.found == "сервер"), "{why:?}");
    assert_eq!(index.explain(&request, "notifications").unwrap(), None);
    assert_eq!(index.explain(&request, "nothing").unwrap(), None);
}

#[test]
fn a_keyword_that_is_the_query_decides() {
    let mut documents = documents();
    let background = documents.iter_mut().find(|document| document.id == "background").unwrap();
    background.keywords = vec!["не приходит код".into(), "уведомления".into()];
    let index = open(&documents);
    let factor = |query: &str, id: &str| {
        index.explain(&Request::new(query, 1), id).unwrap().map(|why| why.bonus.factor)
    };
    assert!(factor("не приходит код ", "background") > Some(1.5));
    assert_eq!(factor("не приходит код ", "sms"), Some(1.0));
    assert_eq!(factor("код приходит", "background"), Some(1.0));
    assert_eq!(factor("не приходит код вовремя ", "background"), Some(1.0));
    // One word says too little.
    assert_eq!(factor("уведомления", "background"), Some(1.0));
}
