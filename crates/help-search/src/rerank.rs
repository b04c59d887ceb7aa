//! Second scores, for the best documents only: words side by side, a title that is the query, an exact error text, and
//! what the reader prefers. How each number was chosen: docs/search.md.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, SMALL_WORTH, is_small_word};
use crate::document::Record;
use crate::facets::{Facet, applies};
use crate::rank::idf;
use crate::snippet::{Occurrence, Terms};
use crate::tokenizer::{Token, tokens};

/// What neighbours in the query gain that are neighbours in the text, and in the title, by what they are worth.
const PAIR_IN_TEXT: f32 = 0.6;
const PAIR_IN_TITLE: f32 = 0.2;
/// How many words may stand between the two.
const SLOP: u32 = 2;
/// How soon repeated pairs stop counting.
const PAIR_SATURATION: f32 = 1.2;
/// What a title gains that has much of the query and little else; and one that is the query.
const LIKE_TITLE: f32 = 2.0;
const SAME_TITLE: f32 = 8.0;
/// How like "the same" has to be: the likeness, from 0 to 1, is raised to this power.
const SAMENESS: i32 = 8;
/// What a document gains whose error text is in the query, by what the words of the text are worth.
const WHOLE_ERROR: f32 = 8.0;
/// The same for a part of the text that is most of the query.
const PART_OF_ERROR: f32 = 3.0;
/// Which share of the query has to be in the error text for that.
const MOST_OF_QUERY: f32 = 0.8;
/// What is left of the score of a document that is not for the reader.
const NOT_FOR_READER: f32 = 0.93;

/// What the score of a document is multiplied by that has the query among its keywords, word for word.
const SAME_KEYWORD: f32 = 2.0;

/// The query as the second scores need it.
pub(crate) struct Asked<'a> {
    pub analysis: &'a Analysis,
    /// The terms of its words.
    pub terms: &'a Terms,
    /// What each word is worth.
    pub weights: &'a [f32],
    /// Number of documents in the index.
    pub documents: usize,
    /// What the reader prefers.
    pub preferred: &'a [Facet],
}

/// What is added to a first score, and what the sum is multiplied by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bonus {
    /// For words side by side.
    pub pairs: f32,
    /// For a title like the query.
    pub title: f32,
    /// For an error text that was typed.
    pub error: f32,
    /// For the reader's platform and kind, 1 or less; for a keyword that is the query, more than 1.
    pub factor: f32,
}

impl Bonus {
    /// The second score.
    pub fn apply(&self, score: f32) -> f32 {
        (score + self.pairs + self.title + self.error) * self.factor
    }
}

/// The bonus of one document; `found` are the words found in its text, in order.
pub(crate) fn bonus(asked: &Asked<'_>, record: &Record, found: &[Occurrence]) -> Bonus {
    let title = tokens(&record.title);
    let unwanted = asked.preferred.iter().filter(|wanted| !applies(&record.facets, wanted)).count();
    Bonus {
        pairs: pairs_in_text(asked, found) + pairs_in_title(asked, &title),
        title: likeness(asked, &title),
        error: errors(asked, record),
        factor: NOT_FOR_READER.powi(unwanted as i32) * keyword(asked, record),
    }
}

fn pairs_in_text(asked: &Asked<'_>, found: &[Occurrence]) -> f32 {
    let mut counts = vec![0.0_f32; asked.weights.len()];
    for (index, first) in found.iter().enumerate() {
        let near =
            found[index + 1..].iter().take_while(|second| second.position <= first.position + SLOP + 1);
        if near.filter(|second| second.position > first.position).any(|second| second.word == first.word + 1)
        {
            counts[first.word] += 1.0;
        }
    }
    let gain = |(word, count): (usize, f32)| {
        let worth = asked.weights[word] + asked.weights.get(word + 1).unwrap_or(&0.0);
        PAIR_IN_TEXT * worth * count / (count + PAIR_SATURATION)
    };
    counts.into_iter().enumerate().map(gain).sum()
}

fn pairs_in_title(asked: &Asked<'_>, title: &[Token]) -> f32 {
    let found = |token: &Token| asked.terms.get(&token.term).copied();
    let gain = |pair: &[Token]| match (found(&pair[0]), found(&pair[1])) {
        (Some((first, one)), Some((second, other))) if second == first + 1 => {
            PAIR_IN_TITLE * (asked.weights[first] * one + asked.weights[second] * other)
        }
        _ => 0.0,
    };
    title.windows(2).map(gain).sum()
}

/// How much of the query is in the title times how much of the title is in the query. Small words of the query do not
/// count beside others: «как очистить кэш» is the title «Очистить кэш».
fn likeness(asked: &Asked<'_>, title: &[Token]) -> f32 {
    let words = asked.analysis.words.iter();
    let large: Vec<f32> =
        words.zip(asked.weights).map(|(word, &weight)| if word.worth < 1.0 { 0.0 } else { weight }).collect();
    let all_small = large.iter().all(|&weight| weight == 0.0);
    let weights = if all_small { asked.weights } else { &large };
    let total: f32 = weights.iter().sum();
    let mut of_query = vec![0.0_f32; weights.len()];
    let (mut hit, mut all) = (0.0, 0.0);
    for token in title {
        let worth = if is_small_word(&token.word) { SMALL_WORTH } else { 1.0 };
        all += worth;
        if let Some(&(word, weight)) = asked.terms.get(&token.term) {
            of_query[word] = of_query[word].max(weight);
            hit += worth * weight;
        }
    }
    if total <= 0.0 || all <= 0.0 {
        return 0.0;
    }
    let covered: f32 = of_query.iter().zip(weights).map(|(found, weight)| found * weight).sum();
    let likeness = covered / total * (hit / all);
    total * (LIKE_TITLE * likeness + SAME_TITLE * likeness.powi(SAMENESS))
}

/// Authors write down what people type: a keyword of several words that is the whole query, small words and all. «Не могу
/// войти» has one word that is not small.
fn keyword(asked: &Asked<'_>, record: &Record) -> f32 {
    let words = &asked.analysis.words;
    let is_query = |keyword: &String| {
        let terms = terms_of(keyword);
        let own = words.iter().map(|word| &word.alternatives[0].terms[0]);
        terms.len() == words.len() && own.filter(|term| terms.contains(*term)).count() == words.len()
    };
    if words.len() > 1 && record.keywords.iter().any(is_query) { SAME_KEYWORD } else { 1.0 }
}

/// The best of the document's error texts.
fn errors(asked: &Asked<'_>, record: &Record) -> f32 {
    record.errors.iter().map(|text| error(asked, text)).fold(0.0, f32::max)
}

fn error(asked: &Asked<'_>, text: &str) -> f32 {
    let terms = terms_of(text);
    let mut words = BTreeSet::new();
    let mut found = 0;
    for term in &terms {
        if let Some(&(word, _)) = asked.terms.get(term) {
            words.insert(word);
            found += 1;
        }
    }
    let worth: f32 = words.iter().map(|&word| asked.weights[word]).sum();
    let total: f32 = asked.weights.iter().sum();
    // A rare word alone may be a code; a common one is none.
    let is_enough = found > 1 || worth >= idf(2, asked.documents);
    if terms.is_empty() || !is_enough {
        0.0
    } else if found == terms.len() {
        WHOLE_ERROR * worth
    } else if worth >= MOST_OF_QUERY * total && asked.analysis.words.len() > 1 {
        PART_OF_ERROR * worth * found as f32 / terms.len() as f32
    } else {
        0.0
    }
}

fn terms_of(text: &str) -> BTreeSet<String> {
    tokens(text).into_iter().map(|token| token.term).collect()
}
