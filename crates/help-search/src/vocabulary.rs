//! The words of an index as the query analysis asks for them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;
use tantivy_fst::Automaton;

use crate::analysis::Vocabulary;
use crate::index::SearchIndex;
use crate::synonyms::Synonyms;

/// Between the key and the word in the field of sounds.
pub(crate) const KEY_END: char = '\0';

/// A limit on what a damaged or hostile index can make one question cost, in terms.
const MAX_SCANNED: usize = 20_000;

/// Accepts words near one, perhaps with a stretch of anything after the word.
pub(crate) struct Nearness {
    dfa: DFA,
    /// The word ends with [`KEY_END`] and anything may follow.
    keyed: bool,
}

/// Words at most `distance` edits from `word`, which may be 0, 1 or 2.
pub(crate) fn nearness(word: &str, distance: u8, beginning: bool) -> Nearness {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 3] = [const { OnceLock::new() }; 3];
    let index = usize::from(distance).min(BUILDERS.len() - 1);
    let builder = BUILDERS[index].get_or_init(|| LevenshteinAutomatonBuilder::new(index as u8, true));
    let dfa = if beginning { builder.build_prefix_dfa(word) } else { builder.build_dfa(word) };
    Nearness { dfa, keyed: false }
}

impl Nearness {
    /// Whether `word` is near enough.
    pub fn matches(&self, word: &str) -> bool {
        matches!(self.dfa.eval(word), Distance::Exact(_))
    }
}

/// The state after the end of a key.
const ENDED: u32 = u32::MAX;

impl Automaton for Nearness {
    type State = u32;

    fn start(&self) -> u32 {
        self.dfa.initial_state()
    }

    fn is_match(&self, &state: &u32) -> bool {
        match (self.keyed, state) {
            (true, state) => state == ENDED,
            (false, state) => matches!(self.dfa.distance(state), Distance::Exact(_)),
        }
    }

    fn can_match(&self, &state: &u32) -> bool {
        state != SINK_STATE
    }

    fn accept(&self, &state: &u32, byte: u8) -> u32 {
        match (self.keyed, byte) {
            (true, _) if state == ENDED => ENDED,
            (true, 0) if matches!(self.dfa.distance(state), Distance::Exact(_)) => ENDED,
            (true, 0) => SINK_STATE,
            _ => self.dfa.transition(state, byte),
        }
    }
}

type Counted = Vec<(String, u32)>;

/// Puts the words of most documents first, equals in the order of the alphabet.
pub(crate) fn most_frequent_first(found: &mut [(String, u32)]) {
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}

/// An index's vocabulary for one query: remembers what was asked, because several steps ask the same.
pub(crate) struct QueryVocabulary<'a> {
    index: &'a SearchIndex,
    similar: RefCell<HashMap<(String, u8), Counted>>,
    prefixes: RefCell<HashMap<(String, usize), Counted>>,
    counts: RefCell<BTreeMap<String, (u32, u32)>>,
}

impl<'a> QueryVocabulary<'a> {
    pub fn new(index: &'a SearchIndex) -> Self {
        Self { index, similar: RefCell::default(), prefixes: RefCell::default(), counts: RefCell::default() }
    }

    fn count(&self, word: &str) -> (u32, u32) {
        if let Some(&known) = self.counts.borrow().get(word) {
            return known;
        }
        let counts = (self.index.count_in(self.index.fields.words, word), self.index.term_count(word));
        self.counts.borrow_mut().insert(word.to_owned(), counts);
        counts
    }

    fn dictionary<T: Default>(&self, field: Field, ask: impl FnOnce(&TermDictionary) -> T) -> T {
        self.index.inverted(field).map_or_else(T::default, |inverted| ask(inverted.terms()))
    }

    /// Every term the automaton accepts.
    fn accepted(&self, field: Field, automaton: Nearness) -> Counted {
        self.dictionary(field, |dictionary| {
            let Ok(mut stream) = dictionary.search(automaton).into_stream() else { return Vec::new() };
            let mut found = Vec::new();
            while found.len() < MAX_SCANNED && stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    found.push((term.to_owned(), stream.value().doc_freq));
                }
            }
            found
        })
    }
}

impl Vocabulary for QueryVocabulary<'_> {
    fn word_count(&self, word: &str) -> u32 {
        self.count(word).0
    }

    fn term_count(&self, term: &str) -> u32 {
        self.count(term).1
    }

    fn words_with_prefix(&self, prefix: &str, limit: usize) -> Counted {
        let key = (prefix.to_owned(), limit);
        if let Some(known) = self.prefixes.borrow().get(&key) {
            return known.clone();
        }
        let mut found = self.dictionary(self.index.fields.words, |dictionary| {
            let Ok(mut stream) = dictionary.range().ge(prefix).into_stream() else { return Vec::new() };
            let mut found: Counted = Vec::new();
            while found.len() < MAX_SCANNED && stream.advance() && stream.key().starts_with(prefix.as_bytes())
            {
                if let Ok(word) = std::str::from_utf8(stream.key()) {
                    found.push((word.to_owned(), stream.value().doc_freq));
                }
            }
            found
        });
        most_frequent_first(&mut found);
        found.truncate(limit);
        self.prefixes.borrow_mut().insert(key, found.clone());
        found
    }

    fn similar_words(&self, word: &str, distance: u8) -> Counted {
        let key = (word.to_owned(), distance);
        if let Some(known) = self.similar.borrow().get(&key) {
            return known.clone();
        }
        let found = self.accepted(self.index.fields.words, nearness(word, distance, false));
        self.similar.borrow_mut().insert(key, found.clone());
        found
    }

    fn similar_beginnings(&self, beginning: &str) -> Counted {
        let mut found = self.accepted(self.index.fields.words, nearness(beginning, 1, true));
        most_frequent_first(&mut found);
        found
    }

    fn sounding_like(&self, key: &str, distance: u8) -> Counted {
        let automaton = Nearness { keyed: true, ..nearness(key, distance, false) };
        let word =
            |(term, count): (String, u32)| term.split_once(KEY_END).map(|(_, word)| (word.to_owned(), count));
        self.accepted(self.index.fields.sounds, automaton).into_iter().filter_map(word).collect()
    }

    fn synonyms(&self) -> &Synonyms {
        self.index.synonyms()
    }
}
