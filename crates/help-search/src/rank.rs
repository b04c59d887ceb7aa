//! First scores: which documents answer. How each number was chosen: docs/search.md.
//!
//! For every word of the query the BM25 scores of an alternative in all fields are added, each multiplied by the weights
//! of field and alternative; the alternatives of one word are then put together so that many weak ones do not outweigh
//! one good one. The corpora are small enough to keep one number a document, which makes the cost one pass over the
//! postings and leaves every part of the formula in this file.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use crate::analysis::{Alternative, Analysis, Vocabulary, Word};
use crate::index::SearchIndex;
use crate::schema::{BODY, SEARCHED};

/// BM25: how soon repetitions stop counting, in the text and in the short fields.
const K1_BODY: f32 = 2.0;
const K1_SHORT: f32 = 1.6;
/// BM25: how much long fields lose.
const B: f32 = 0.75;
/// What the weaker alternatives of a word add beside the strongest.
const WEAKER: f32 = 0.5;
/// What a document gains that has every word of the query.
const EVERY_WORD: f32 = 0.5;

/// What BM25 needs of a field.
pub(crate) struct FieldStatistics {
    field: Field,
    inverted: Arc<InvertedIndexReader>,
    name: &'static str,
    weight: f32,
    k1: f32,
    lengths: FieldNormReader,
    /// The length's part of the formula for each of tantivy's 256 classes of length.
    norms: Vec<f32>,
}

impl FieldStatistics {
    /// The searched fields of an index.
    pub fn of(index: &SearchIndex) -> tantivy::Result<Vec<Self>> {
        let Some(segment) = index.segment() else { return Ok(Vec::new()) };
        let documents = index.len().max(1) as f32;
        let mut fields = Vec::new();
        for (field, (name, weight)) in index.fields.searched().into_iter().zip(SEARCHED) {
            let k1 = if name == BODY { K1_BODY } else { K1_SHORT };
            let lengths = segment.get_fieldnorms_reader(field)?;
            let inverted = segment.inverted_index(field)?;
            let average = (inverted.total_num_tokens() as f32 / documents).max(1.0);
            let norm = |class: u8| {
                let length = FieldNormReader::id_to_fieldnorm(class) as f32;
                k1 * (1.0 - B + B * length / average)
            };
            let norms = (0..=u8::MAX).map(norm).collect();
            fields.push(Self { field, inverted, name, weight, k1, lengths, norms });
        }
        Ok(fields)
    }

    /// The documents that have the term.
    fn postings(&self, term: &str) -> tantivy::Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(self.field, term);
        Ok(self.inverted.read_postings(&term, IndexRecordOption::WithFreqs)?)
    }

    /// The score of `frequency` occurrences in a document.
    fn score(&self, document: DocId, frequency: u32) -> f32 {
        let frequency = frequency as f32;
        let norm = self.norms[usize::from(self.lengths.fieldnorm_id(document))];
        self.weight * frequency * (self.k1 + 1.0) / (frequency + norm)
    }
}

/// What one alternative of one word adds to a document's score in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The word as typed or corrected.
    pub word: String,
    /// What was found for it.
    pub found: String,
    /// Name of the field.
    pub field: &'static str,
    /// What it adds, before the alternatives of the word are put together.
    pub score: f32,
}

/// One number a document, and which documents have one.
struct Sums {
    values: Vec<f32>,
    touched: Vec<DocId>,
}

impl Sums {
    fn new(documents: usize) -> Self {
        Self { values: vec![0.0; documents], touched: Vec::new() }
    }

    fn slot(&mut self, document: DocId) -> Option<&mut f32> {
        let slot = self.values.get_mut(document as usize)?;
        if *slot == 0.0 {
            self.touched.push(document);
        }
        Some(slot)
    }

    /// Hands over every document's number and is empty afterwards.
    fn drain(&mut self, mut take: impl FnMut(DocId, f32)) {
        for document in self.touched.drain(..) {
            take(document, std::mem::take(&mut self.values[document as usize]));
        }
    }
}

/// The score of every document; 0 for one without any of the words.
pub(crate) fn score(index: &SearchIndex, analysis: &Analysis) -> tantivy::Result<Vec<f32>> {
    let mut scores = vec![0.0_f32; index.len()];
    let mut found_words = vec![0_u32; index.len()];
    let (mut of_word, mut of_alternative) = (Sums::new(index.len()), Sums::new(index.len()));
    let mut words = 0;
    for word in &analysis.words {
        for alternative in &word.alternatives {
            each(index, alternative, &mut |_, document, score| {
                if let Some(slot) = of_alternative.slot(document) {
                    *slot += score;
                }
            })?;
            of_alternative.drain(|document, score| {
                if let Some(slot) = of_word.slot(document) {
                    *slot = slot.max(score) + WEAKER * slot.min(score);
                }
            });
        }
        // A word that no document has says nothing about any.
        words += u32::from(!of_word.touched.is_empty());
        of_word.drain(|document, score| {
            scores[document as usize] += word.worth * score;
            found_words[document as usize] += 1;
        });
    }
    for (score, found) in scores.iter_mut().zip(found_words) {
        if found == words {
            *score *= 1.0 + EVERY_WORD;
        }
    }
    Ok(scores)
}

/// What makes up a document's first score.
pub(crate) fn contributions(
    index: &SearchIndex,
    analysis: &Analysis,
    wanted: DocId,
) -> tantivy::Result<Vec<Contribution>> {
    let mut parts = Vec::new();
    for word in &analysis.words {
        for alternative in &word.alternatives {
            each(index, alternative, &mut |field, document, score| {
                if document == wanted {
                    let found = alternative.terms.join(" ");
                    let score = score * word.worth;
                    parts.push(Contribution { word: word.display().to_owned(), found, field, score });
                }
            })?;
        }
    }
    Ok(parts)
}

/// Calls `found` with field, document and score for every field of every document that has the alternative.
fn each(
    index: &SearchIndex,
    alternative: &Alternative,
    found: &mut dyn FnMut(&'static str, DocId, f32),
) -> tantivy::Result<()> {
    for statistics in index.statistics()? {
        let weight = |count: usize| alternative.weight * idf(count, index.len());
        match alternative.terms.as_slice() {
            [term] => {
                let Some(mut postings) = statistics.postings(term)? else { continue };
                let weight = weight(postings.doc_freq() as usize);
                while postings.doc() != TERMINATED {
                    let score = weight * statistics.score(postings.doc(), postings.term_freq());
                    found(statistics.name, postings.doc(), score);
                    postings.advance();
                }
            }
            terms => {
                let common = common(statistics, terms)?;
                let weight = weight(common.len());
                for (document, frequency) in common {
                    found(statistics.name, document, weight * statistics.score(document, frequency));
                }
            }
        }
    }
    Ok(())
}

/// The documents that have all terms in the field, with the frequency of the rarest.
fn common(field: &FieldStatistics, terms: &[String]) -> tantivy::Result<Vec<(DocId, u32)>> {
    let mut lists = Vec::new();
    for term in terms {
        let Some(postings) = field.postings(term)? else { return Ok(Vec::new()) };
        lists.push(postings);
    }
    let Some((first, others)) = lists.split_first_mut() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    'documents: while first.doc() != TERMINATED {
        let document = first.doc();
        let mut frequency = first.term_freq();
        for other in others.iter_mut() {
            if other.doc() < document {
                other.seek(document);
            }
            if other.doc() != document {
                first.advance();
                continue 'documents;
            }
            frequency = frequency.min(other.term_freq());
        }
        found.push((document, frequency));
        first.advance();
    }
    Ok(found)
}

/// Inverse document frequency as in BM25: how much it says that a document has something that `count` of all have.
pub(crate) fn idf(count: usize, documents: usize) -> f32 {
    let (count, documents) = (count as f32, documents as f32);
    (1.0 + (documents - count + 0.5).max(0.0) / (count + 0.5)).ln()
}

/// How much each word of the query says: its rarity among `documents`, by its most frequent alternative.
pub(crate) fn weights(analysis: &Analysis, vocabulary: &dyn Vocabulary, documents: usize) -> Vec<f32> {
    let weight = |word: &Word| {
        let terms = word.alternatives.iter().flat_map(|alternative| &alternative.terms);
        let found = terms.map(|term| vocabulary.term_count(term)).max().unwrap_or(0);
        word.worth * idf(found as usize, documents)
    };
    analysis.words.iter().map(weight).collect()
}
