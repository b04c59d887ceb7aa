//! Words that mean the same, as authors write them, and the table the query analysis looks them up in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::tokenizer::{Yo, stem, words};

/// Synonyms as they are written: content/synonyms.yaml, docs/authoring.md.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SynonymList {
    /// Groups of words of which each finds the others.
    pub same: Vec<Vec<String>>,
    /// A word, and the words it also finds; those do not find it.
    pub means: BTreeMap<String, Vec<String>>,
}

impl SynonymList {
    /// Adds the entries of `other`.
    pub fn extend(&mut self, other: Self) {
        self.same.extend(other.same);
        for (word, meanings) in other.means {
            self.means.entry(word).or_default().extend(meanings);
        }
    }
}

/// Which words stand for which.
#[derive(Debug)]
struct Rule {
    /// Terms of the written word or row of words.
    key: Vec<String>,
    /// What it stands for, itself perhaps included; groups share one list.
    targets: Arc<[Vec<String>]>,
}

/// [`SynonymList`] by terms.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// By the first term of the key.
    rules: HashMap<String, Vec<Rule>>,
    /// Keys of one word, folded, for corrections.
    keys: Vec<String>,
}

impl Synonyms {
    /// Makes the table.
    pub fn new(list: &SynonymList) -> Self {
        let mut synonyms = Self::default();
        let meanings = |words: &[String]| -> Arc<[Vec<String>]> {
            words.iter().map(|word| terms(word)).filter(|terms| !terms.is_empty()).collect()
        };
        for group in &list.same {
            let targets = meanings(group);
            group.iter().for_each(|word| synonyms.insert(word, Arc::clone(&targets)));
        }
        for (word, others) in &list.means {
            synonyms.insert(word, meanings(others));
        }
        synonyms.keys.sort();
        synonyms.keys.dedup();
        synonyms
    }

    fn insert(&mut self, written: &str, targets: Arc<[Vec<String>]>) {
        let found = words(written, Yo::Folded);
        let key: Vec<String> = found.iter().map(|(_, _, word)| stem(word)).collect();
        let mut keys = vec![key];
        if let [(_, _, word)] = found.as_slice() {
            keys.extend(other_stems(word).into_iter().map(|stem| vec![stem]));
            keys.dedup();
            self.keys.push(word.clone());
        }
        for key in keys {
            if let Some(first) = key.first().cloned() {
                self.rules.entry(first).or_default().push(Rule { key, targets: Arc::clone(&targets) });
            }
        }
    }

    /// The rules for which `terms` begins with the key: number of terms in the key, and what they stand for.
    pub(crate) fn at<'a>(&'a self, terms: &'a [String]) -> impl Iterator<Item = (usize, &'a [String])> {
        let rules = terms.first().and_then(|first| self.rules.get(first)).map_or(&[][..], Vec::as_slice);
        rules.iter().filter(|rule| terms.starts_with(&rule.key)).flat_map(|rule| {
            let others = rule.targets.iter().filter(|target| **target != rule.key);
            others.map(|target| (rule.key.len(), target.as_slice()))
        })
    }

    /// Whether a folded word alone stands for others.
    pub fn is_key(&self, word: &str) -> bool {
        let rules = self.rules.get(&stem(word));
        rules.is_some_and(|rules| rules.iter().any(|rule| rule.key.len() == 1))
    }

    /// Keys of one word at most `distance` edits from a folded word.
    pub(crate) fn keys_near(&self, word: &str, distance: u8) -> impl Iterator<Item = &str> {
        let near = crate::vocabulary::nearness(word, distance, false);
        self.keys.iter().map(String::as_str).filter(move |key| near.matches(key))
    }
}

/// Stems of other forms of a Russian noun, where the stemmer makes them differ: «мобила, мобилу». Slang is in no text that
/// would show its forms.
fn other_stems(word: &str) -> Vec<String> {
    const FEMININE: &[&str] = &["у", "ы", "е", "ой"];
    const MASCULINE: &[&str] = &["а", "у", "ом", "е", "ы"];
    let (root, ends) = match word.chars().next_back() {
        Some('а' | 'я') => (&word[..word.len() - 'а'.len_utf8()], FEMININE),
        Some('б'..='щ') if !word.ends_with(['и', 'й', 'о', 'у', 'е']) => (word, MASCULINE),
        _ => return Vec::new(),
    };
    let own = stem(word);
    let mut stems: Vec<String> = ends.iter().map(|end| stem(&format!("{root}{end}"))).collect();
    stems.retain(|other| *other != own && other.chars().count() > 2);
    stems.sort();
    stems.dedup();
    stems
}

fn terms(text: &str) -> Vec<String> {
    words(text, Yo::Folded).iter().map(|(_, _, word)| stem(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> SynonymList {
        SynonymList {
            same: vec![vec!["учётка".into(), "учётная запись".into(), "аккаунт".into()]],
            means: BTreeMap::from([
                ("комп".into(), vec!["компьютер".into(), "ПК".into()]),
                ("мобила".into(), vec!["телефон".into()]),
            ]),
        }
    }

    fn found(synonyms: &Synonyms, text: &str) -> Vec<(usize, String)> {
        synonyms.at(&terms(text)).map(|(length, target)| (length, target.join(" "))).collect()
    }

    #[test]
    fn groups_work_both_ways_and_meanings_one_way() {
        let synonyms = Synonyms::new(&list());
        assert_eq!(found(&synonyms, "учетки"), [(1, "учетн зап".into()), (1, "аккаунт".into())]);
        assert_eq!(found(&synonyms, "учётная запись"), [(2, "учетк".into()), (2, "аккаунт".into())]);
        assert_eq!(found(&synonyms, "комп не включается"), [(1, "компьютер".into()), (1, "пк".into())]);
        assert_eq!(found(&synonyms, "мобилу"), [(1, "телефон".into())]);
        assert!(found(&synonyms, "компьютер").is_empty() && found(&synonyms, "").is_empty());
    }

    #[test]
    fn keys_of_one_word_are_part_of_the_vocabulary() {
        let synonyms = Synonyms::new(&list());
        assert!(synonyms.is_key("компа") && synonyms.is_key("учетка"));
        assert!(!synonyms.is_key("запись") && !synonyms.is_key("пк"));
        assert_eq!(synonyms.keys_near("кмоп", 1).collect::<Vec<_>>(), ["комп"]);
    }
}
