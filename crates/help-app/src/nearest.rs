//! Where to go when nothing was found: the sections that look most like the query.

use std::collections::HashSet;

use help_pack::Contents;

/// How many sections are offered.
const OFFERED: usize = 3;

/// Ids of the sections whose names and titles share most groups of three letters with the query, the first of the
/// contents where none does.
pub(crate) fn sections(contents: &Contents, query: &str) -> Vec<String> {
    let wanted = trigrams(query);
    let mut ranked: Vec<(usize, usize)> = contents
        .sections
        .iter()
        .enumerate()
        .map(|(place, section)| {
            let articles = section.articles.iter().map(|article| article.title.as_str());
            let texts = articles.chain([section.title.as_str(), section.summary.as_str()]);
            let shared = texts.map(|text| trigrams(text).intersection(&wanted).count()).max().unwrap_or(0);
            (shared, place)
        })
        .collect();
    ranked.sort_by_key(|&(shared, place)| (std::cmp::Reverse(shared), place));
    ranked.iter().take(OFFERED).map(|&(_, place)| contents.sections[place].id.clone()).collect()
}

fn trigrams(text: &str) -> HashSet<[char; 3]> {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.windows(3).map(|three| [three[0], three[1], three[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_pack::ContentsSection;

    #[test]
    fn sections_like_the_query_come_first() {
        let section = |id: &str, title: &str| ContentsSection {
            id: id.into(),
            title: title.into(),
            summary: String::new(),
            icon: String::new(),
            articles: Vec::new(),
        };
        let contents = Contents {
            sections: vec![
                section("a", "Вход"),
                section("b", "Чаты"),
                section("c", "Звонки"),
                section("d", "Файлы"),
            ],
            home: None,
            finders: Vec::new(),
        };
        assert_eq!(sections(&contents, "звонилка"), ["c", "a", "b"]);
        assert_eq!(sections(&contents, "?"), ["a", "b", "c"]);
    }
}
