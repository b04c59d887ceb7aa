//! The list of licences, for people and for programs. A text that many parts share stands once.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::Component;

const LINE: &str = "--------------------------------------------------------------------------------";

/// The file `licences.json`.
#[derive(Serialize)]
struct Notices<'a> {
    components: Vec<Notice<'a>>,
    /// The texts, each once.
    texts: Vec<&'a str>,
}

#[derive(Serialize)]
struct Notice<'a> {
    name: &'a str,
    version: &'a str,
    /// An SPDX expression.
    licence: &'a str,
    /// Places in `texts`.
    texts: Vec<usize>,
}

/// The list with the texts below it.
pub(super) fn text(components: &[Component]) -> String {
    let notices = collect(components);
    let mut page = "The programs contain these parts under these licences.\nПрограммы содержат эти части на условиях этих лицензий.\n\n"
        .to_owned();
    for part in &notices.components {
        let numbers: Vec<String> = part.texts.iter().map(|number| format!("[{}]", number + 1)).collect();
        let name = format!("{} {}", part.name, part.version);
        page.push_str(&format!("{}: {} {}\n", name.trim_end(), part.licence, numbers.join(" ")));
    }
    for (number, text) in notices.texts.iter().enumerate() {
        page.push_str(&format!("\n{LINE}\n[{}]\n\n{text}\n", number + 1));
    }
    page
}

/// The same as JSON, ending with a line feed.
pub(super) fn json(components: &[Component]) -> Result<String> {
    Ok(serde_json::to_string_pretty(&collect(components))? + "\n")
}

fn collect(components: &[Component]) -> Notices<'_> {
    let mut texts = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |text: &'_ str| {
        // Copies differ in how they break lines and where they are indented.
        let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let mut notices = Vec::new();
    for part in components {
        let mut places = Vec::new();
        for text in &part.texts {
            let place = number(text);
            if place == texts.len() {
                texts.push(text.trim());
            }
            places.push(place);
        }
        places.dedup();
        let Component { name, version, licence, .. } = part;
        notices.push(Notice { name, version, licence, texts: places });
    }
    Notices { components: notices, texts }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn part(name: &str, texts: &[&str]) -> Component {
        Component {
            name: name.into(),
            version: "1".into(),
            purl: String::new(),
            licence: "MIT".into(),
            kind: Kind::Code,
            hash: None,
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            needs: Vec::new(),
        }
    }

    #[test]
    fn a_text_that_parts_share_stands_once() {
        let parts = [
            part("a", &["MIT of a"]),
            part("b", &["Apache\n 2.0", "MIT of a"]),
            part("c", &["Apache 2.0\n"]),
        ];
        let notices = collect(&parts);
        assert_eq!(notices.texts, ["MIT of a", "Apache\n 2.0"]);
        let places: Vec<_> = notices.components.iter().map(|notice| notice.texts.clone()).collect();
        assert_eq!(places, [vec![0], vec![1, 0], vec![1]]);
        let page = text(&parts);
        assert!(page.contains("b 1: MIT [2] [1]\n") && page.matches("MIT of a").count() == 1, "{page}");
    }
}
