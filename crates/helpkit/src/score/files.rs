//! The files of a measurement: JSON lines, and pairs of words. A bad line is named by file and number.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// A word as somebody types it, and the term that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) typed: String,
    pub(crate) term: String,
}

/// Reads one JSON value a line; empty lines are passed over. `expected` says what a line is.
pub(crate) fn json_lines<T: DeserializeOwned>(file: &Path, expected: &str) -> Result<Vec<T>> {
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .with_context(|| format!("{}:{}: expected {expected}", file.display(), number + 1))
    };
    let text = text(file)?;
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

/// Reads pairs, typed form and term with a tab between them; lines that begin with `#` are comments.
pub(crate) fn pairs(file: &Path) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for (number, line) in text(file)?.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        match fields[..] {
            [typed, term] if !typed.is_empty() && !term.is_empty() => {
                pairs.push(Pair { typed: typed.to_owned(), term: term.to_owned() });
            }
            _ => bail!("{}:{}: expected a typed form, a tab and a term", file.display(), number + 1),
        }
    }
    Ok(pairs)
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn read<T>(text: &str, read: impl Fn(&Path) -> Result<T>) -> Result<T, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, text).unwrap();
        read(&file).map_err(|error| error.to_string())
    }

    #[test]
    fn lines_of_json_are_values() {
        let numbers = |text| read(text, |file| json_lines::<u32>(file, "a number"));
        assert_eq!(numbers("1\n\n 2\n"), Ok(vec![1, 2]));
        assert!(numbers("1\n\nx\n").unwrap_err().ends_with("file:3: expected a number"));
        let missing = json_lines::<u32>(Path::new("no/such"), "a number").unwrap_err();
        assert!(missing.to_string().starts_with("cannot read no/such"));
    }

    #[test]
    fn pairs_are_separated_by_a_tab() {
        let pair = |typed: &str, term: &str| Pair { typed: typed.to_owned(), term: term.to_owned() };
        assert_eq!(
            read("# list\nчат\tchat\n\nвай фай\twi-fi\n", pairs),
            Ok(vec![pair("чат", "chat"), pair("вай фай", "wi-fi")])
        );
        for bad in ["a b", "a\t", "\tb", "a\tb\tc"] {
            let error = read(&format!("# list\n{bad}\n"), pairs).unwrap_err();
            assert!(error.ends_with("file:2: expected a typed form, a tab and a term"), "{error}");
        }
    }

    #[test]
    fn the_list_of_the_repository_holds_words_in_the_other_script_once() {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/search/translit.tsv");
        let pairs = pairs(&list).unwrap();
        let typed: BTreeSet<&str> = pairs.iter().map(|pair| pair.typed.as_str()).collect();
        assert!(pairs.len() >= 150 && typed.len() == pairs.len(), "{} of {}", typed.len(), pairs.len());
        let is_latin = |word: &str| word.is_ascii();
        for Pair { typed, term } in &pairs {
            assert!(is_latin(typed) != is_latin(term), "{typed} and {term} are of one script");
        }
    }
}
