//! Words that mean the same: the file that authors keep beside their articles, and the general list of this program.
//!
//! Only the form is checked here. What stems the words and looks them up is the search.

mod node;

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::yaml::{self, Fault};
use node::{Node, Value};

/// Where the authors' list lies, below the content folder.
pub(crate) const FILE: &str = "synonyms.yaml";
/// How many entries a list may have.
const MAX_ENTRIES: usize = 10_000;
/// The longest entry, in words.
const MAX_WORDS: usize = 5;
/// The longest entry, in characters.
const MAX_CHARACTERS: usize = 100;

/// How deep its YAML may nest.
const MAX_DEPTH: usize = 8;

/// Words that find each other. An entry may be several words; case, ё or е and endings do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Groups of entries of which each finds all the others.
    pub same: Vec<Vec<String>>,
    /// An entry, and what it also finds; those do not find it.
    pub means: BTreeMap<String, Vec<String>>,
}

/// General vocabulary of computers and offices in Russian and English, for any help.
pub fn general_synonyms() -> Synonyms {
    read(include_str!("general.yaml"), &mut Vec::new())
}

/// Reads a list. What is wrong is reported and left out.
pub(crate) fn read(yaml: &str, problems: &mut Vec<Problem>) -> Synonyms {
    let mut reader = Reader { synonyms: Synonyms::default(), entries: 0, problems };
    match yaml::parse::<Option<Node>>(yaml, MAX_DEPTH) {
        Ok(None) => {}
        Ok(Some(root)) => reader.root(root),
        Err(Fault { line, message }) => {
            let message = format!("the list is not valid YAML: {message}");
            let help = "write each key once; quote entries with a comma, “: ” or a special character first";
            reader.problems.push(Problem::new(FILE, "bad-synonyms", message, help).at(line));
        }
    }
    reader.synonyms
}

/// What has been read so far.
struct Reader<'a> {
    synonyms: Synonyms,
    entries: usize,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn root(&mut self, root: Node) {
        let parts = match root.value {
            Value::Nothing => return,
            Value::Map(parts) => parts,
            _ => return self.wrong_shape(root.line, "the file must have the keys `same` and `means`"),
        };
        for (key, part) in parts {
            match (key.as_str(), part.value) {
                ("same" | "means", Value::Nothing) => {}
                ("same", Value::List(groups)) => groups.into_iter().for_each(|group| self.group(group)),
                ("same", _) => {
                    self.wrong_shape(part.line, "`same` must be a list of groups, `- [one, other]`")
                }
                ("means", Value::Map(words)) => {
                    words.into_iter().for_each(|(word, meanings)| self.meanings(&word, meanings));
                }
                ("means", _) => self.wrong_shape(part.line, "`means` must have lines like `word: [other]`"),
                _ => {
                    let message = format!("unknown key `{key}` in the list of synonyms");
                    self.report(part.line, "unknown-key", message, "known keys: same, means");
                }
            }
        }
    }

    fn group(&mut self, group: Node) {
        let line = group.line;
        let Value::List(items) = group.value else {
            return self.wrong_shape(line, "a group of `same` must be a list of words, `- [one, other]`");
        };
        let (written, mut taken) = (items.len(), BTreeSet::new());
        let entries = self.entries(items, &mut taken);
        if entries.len() > 1 {
            self.synonyms.same.push(entries);
        } else if written < 2 {
            let help = "add what it finds, or take the group out";
            self.report(line, "bad-synonyms", "a group with fewer than two entries".to_owned(), help);
        }
    }

    /// A line of `means`. One text stands for a list of one.
    fn meanings(&mut self, word: &str, meanings: Node) {
        let line = meanings.line;
        let mut taken = BTreeSet::new();
        let Some(word) = self.entry(line, word, &mut taken) else { return };
        let items = match meanings.value {
            Value::List(items) => items,
            Value::Map(_) => {
                return self
                    .wrong_shape(line, "a word of `means` must have a list of words, `word: [other]`");
            }
            Value::Nothing => Vec::new(),
            value => vec![Node { line, value }],
        };
        let is_empty = items.is_empty();
        let entries = self.entries(items, &mut taken);
        if !entries.is_empty() {
            self.synonyms.means.entry(word).or_default().extend(entries);
        } else if is_empty {
            let help = "add what it means, or take the line out";
            self.report(line, "bad-synonyms", format!("`{word}` means nothing"), help);
        }
    }

    fn entries(&mut self, items: Vec<Node>, taken: &mut BTreeSet<String>) -> Vec<String> {
        let mut entries = Vec::new();
        for Node { line, value } in items {
            match value {
                Value::Text(text) => entries.extend(self.entry(line, &text, taken)),
                Value::Nothing => self.empty(line),
                _ => self.wrong_shape(line, "an entry is not a text; put it in quotes"),
            }
        }
        entries
    }

    /// One entry, checked, with single blanks; `taken` has those of the same group, folded.
    fn entry(&mut self, line: usize, text: &str, taken: &mut BTreeSet<String>) -> Option<String> {
        const SHORTER: &str = "synonyms are words; put whole questions into the `keywords` of an article";
        self.entries += 1;
        if self.entries > MAX_ENTRIES {
            if self.entries == MAX_ENTRIES + 1 {
                let message = format!("there are more than {MAX_ENTRIES} entries; the rest is left out");
                self.report(line, "too-many-synonyms", message, "take out what nobody types");
            }
            return None;
        }
        let characters = text.chars().count();
        if characters > MAX_CHARACTERS {
            let message = format!("an entry has {characters} characters; the limit is {MAX_CHARACTERS}");
            self.report(line, "bad-synonyms", message, SHORTER);
            return None;
        }
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        if words == 0 {
            self.empty(line);
            return None;
        }
        if words > MAX_WORDS {
            let message = format!("`{text}` has {words} words; the limit is {MAX_WORDS}");
            self.report(line, "bad-synonyms", message, SHORTER);
            return None;
        }
        let entry = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !taken.insert(entry.to_lowercase().replace('ё', "е")) {
            let message = format!("`{entry}` stands twice in its group; case and ё do not matter");
            self.report(line, "duplicate-synonym", message, "take one of them out");
            return None;
        }
        Some(entry)
    }

    fn empty(&mut self, line: usize) {
        let message = "an entry without a letter or digit".to_owned();
        self.report(line, "bad-synonyms", message, "write a word, or take it out");
    }

    fn wrong_shape(&mut self, line: usize, message: &str) {
        self.report(line, "bad-synonyms", message.to_owned(), "see Synonyms in docs/authoring.md");
    }

    fn report(&mut self, line: usize, code: &'static str, message: String, help: &str) {
        self.problems.push(Problem::new(FILE, code, message, help).at(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a list and compares what is kept (a group, or `word → meanings`) and the problems with their lines.
    fn check(yaml: &str, kept: &[&str], problems: &[&str]) {
        let mut found = Vec::new();
        let synonyms = read(yaml, &mut found);
        let same = synonyms.same.iter().map(|group| group.join(", "));
        let means = synonyms.means.iter().map(|(word, meanings)| format!("{word} → {}", meanings.join(", ")));
        assert_eq!(same.chain(means).collect::<Vec<_>>(), kept, "{yaml}");
        let found: Vec<_> =
            found.iter().map(|problem| format!("{}: {}", problem.line.unwrap(), problem.message)).collect();
        assert_eq!(found.len(), problems.len(), "{yaml}: {found:?}");
        for (found, part) in found.iter().zip(problems) {
            assert!(found.starts_with(part), "{yaml}: {found}, not {part}");
        }
    }

    #[test]
    fn reads_both_keys() {
        check("", &[], &[]);
        check("# nothing\nsame:\nmeans:\n", &[], &[]);
        check(
            "same:\n  - [учётка,  учётная  запись]\n  - - a\n    - b\nmeans:\n  комп: [компьютер, ПК]\n  мак: Mac\n",
            &["учётка, учётная запись", "a, b", "комп → компьютер, ПК", "мак → Mac"],
            &[],
        );
        check("same: [[on, yes, off, no, 365, 1С]]", &["on, yes, off, no, 365, 1С"], &[]);
    }

    #[test]
    fn what_is_wrong_is_left_out() {
        check("- [a, b]", &[], &["1: the file must have"]);
        check("same:\n  a: b\nmeans: {c: d}", &["c → d"], &["2: `same` must be"]);
        check("means:\n  - [a, b]\nsame: [[c, d]]", &["c, d"], &["2: `means` must"]);
        check("same:\n- [a, b]\n- c\n- {d: e}", &["a, b"], &["3: a group of `same`", "4: a group of `same`"]);
        check("same:\n- [a]\n- []\n- [b, c]", &["b, c"], &["2: a group with fewer", "3: a group with fewer"]);
        check("same:\n- [a, '', b, ' ', —, ~]", &["a, b"], &["2: an entry without"; 4]);
        check("same:\n- [a, true, 1.5, [b], c]", &["a, c"], &["2: an entry is not a text"; 3]);
        check("same:\n- [Ёлка, b, елка]", &["Ёлка, b"], &["2: `елка` stands twice"]);
        check(
            "means:\n  a: [b, A, B]\n  c:\n  d: {e: f}",
            &["a → b"],
            &[
                "2: `A` stands twice",
                "2: `B` stands twice",
                "3: `c` means nothing",
                "4: a word of `means` must",
            ],
        );
    }

    #[test]
    fn nothing_is_wrong_with_the_general_list() {
        let mut problems = Vec::new();
        let synonyms = read(include_str!("general.yaml"), &mut problems);
        assert!(problems.is_empty(), "{problems:#?}");
        assert!(synonyms.same.len() + synonyms.means.len() > 200);
        assert_eq!(synonyms, general_synonyms());
    }
}
