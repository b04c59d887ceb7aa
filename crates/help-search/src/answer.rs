//! A query from the first letter to the shown result.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Term};

use crate::analysis::{self, Analysis, Without};
use crate::build::read_offsets;
use crate::document::Record;
use crate::facets::{self, Facet, FacetCount};
use crate::index::{SearchError, SearchIndex, guarded};
use crate::rank::{self, Contribution};
use crate::rerank::{Asked, Bonus, bonus};
use crate::snippet::{self, Fragment, Match, Occurrence, Terms};
use crate::tokenizer::tokens;
use crate::vocabulary::QueryVocabulary;

/// How many documents get a second score.
const SECOND_LOOK: usize = 60;
/// Documents with less than this part of the best first score are not counted as found.
const FOUND: f32 = 0.1;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What was typed.
    pub query: &'a str,
    /// How many hits at most.
    pub limit: usize,
    /// Steps of the analysis to leave out.
    pub without: Without<'a>,
    /// Only documents for all of these.
    pub filters: &'a [Facet],
    /// Rather documents for these.
    pub preferred: &'a [Facet],
}

impl<'a> Request<'a> {
    /// A request without filters and preferences.
    pub fn new(query: &'a str, limit: usize) -> Self {
        Self { query, limit, without: Without::default(), filters: &[], preferred: &[] }
    }
}

/// A section of a hit worth jumping to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHit {
    /// Anchor of its heading.
    pub anchor: String,
    /// The heading with the found words marked.
    pub title: Vec<Fragment>,
}

/// A found document.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id given at build time.
    pub id: String,
    /// Relative to other hits of the same query only.
    pub score: f32,
    /// The title with the found words marked.
    pub title: Vec<Fragment>,
    /// The part of the text that answers; the description when nothing in the text does.
    pub snippet: Vec<Fragment>,
    /// The section the snippet is from, unless it is the text before the first heading.
    pub section: Option<SectionHit>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// How many documents answer at least in part.
    pub total: usize,
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many documents each value of a facet would leave.
    pub facets: Vec<FacetCount>,
    /// What the analysis made of the query.
    pub analysis: Analysis,
}

/// Why a document stands where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The parts of its first score, best first.
    pub contributions: Vec<Contribution>,
    /// Its first score.
    pub first: f32,
    /// What the second look added.
    pub bonus: Bonus,
}

/// What the words of a query look like in the index.
struct Found {
    analysis: Analysis,
    terms: Terms,
    weights: Vec<f32>,
}

impl SearchIndex {
    /// Answers `query` with at most `limit` hits.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn search(&self, query: &str, limit: usize) -> Result<Response, SearchError> {
        self.answer(&Request::new(query, limit))
    }

    /// Answers a request.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn answer(&self, request: &Request<'_>) -> Result<Response, SearchError> {
        guarded(|| self.respond(request)).map_err(SearchError::Failed)
    }

    /// Why the document `id` got its score; `None` when it does not answer at all.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn explain(&self, request: &Request<'_>, id: &str) -> Result<Option<Explanation>, SearchError> {
        guarded(|| self.explanation(request, id)).map_err(SearchError::Failed)
    }

    /// The words of the document `id` that the query finds, folded, as they stand in its title, headings and text.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn found_words(&self, request: &Request<'_>, id: &str) -> Result<Vec<String>, SearchError> {
        guarded(|| self.words_in(request, id)).map_err(SearchError::Failed)
    }

    fn respond(&self, request: &Request<'_>) -> tantivy::Result<Response> {
        let found = self.analyse(request);
        if found.analysis.words.is_empty() || request.limit == 0 {
            return Ok(Response { total: 0, hits: Vec::new(), facets: Vec::new(), analysis: found.analysis });
        }
        let scores = rank::score(self, &found.analysis)?;
        let best = scores.iter().copied().fold(0.0, f32::max);
        let found_at_all = |&(score, _): &(f32, DocId)| score > 0.0 && score >= FOUND * best;
        let mut top: Vec<(f32, DocId)> = scores.into_iter().zip(0..).filter(found_at_all).collect();
        let records: Vec<&Record> =
            top.iter().map(|&(_, document)| &self.records[document as usize]).collect();
        let facets = facets::counts(&records, request.filters);
        top.retain(|&(_, document)| facets::fits(&self.records[document as usize].facets, request.filters));
        let total = top.len();
        keep_best(&mut top, request.limit.max(SECOND_LOOK));
        let occurrences = self.occurrences(&found.analysis, top.iter().map(|&(_, document)| document))?;
        self.look_again(&found, request, &occurrences, &mut top);
        let marked = marked(&found);
        let hits = top.iter().filter_map(|&(score, document)| {
            let record = self.records.get(document as usize)?;
            let matches = self.matches(record, occurrences.get(&document)?);
            Some(self.hit(record, score, matches, &found, &marked))
        });
        Ok(Response { hits: hits.collect(), total, facets, analysis: found.analysis })
    }

    fn analyse(&self, request: &Request<'_>) -> Found {
        let vocabulary = QueryVocabulary::new(self);
        let analysis = analysis::analyse(request.query, &vocabulary, request.without);
        let weights = rank::weights(&analysis, &vocabulary, self.records.len());
        Found { terms: terms(&analysis), weights, analysis }
    }

    fn look_again(
        &self,
        found: &Found,
        request: &Request<'_>,
        occurrences: &Occurrences,
        top: &mut Vec<(f32, DocId)>,
    ) {
        let asked = self.asked(found, request);
        for (score, document) in top.iter_mut() {
            let record = &self.records[*document as usize];
            let occurrences = occurrences.get(document).map_or(&[][..], Vec::as_slice);
            *score = bonus(&asked, record, occurrences).apply(*score);
        }
        keep_best(top, request.limit);
    }

    fn asked<'a>(&self, found: &'a Found, request: &Request<'a>) -> Asked<'a> {
        Asked {
            analysis: &found.analysis,
            terms: &found.terms,
            weights: &found.weights,
            documents: self.records.len(),
            preferred: request.preferred,
        }
    }

    fn explanation(&self, request: &Request<'_>, id: &str) -> tantivy::Result<Option<Explanation>> {
        let found = self.analyse(request);
        let Some((document, record)) = self.document(id) else { return Ok(None) };
        let first = rank::score(self, &found.analysis)?[document as usize];
        let occurrences = self.occurrences_in(&found.analysis, document)?;
        let mut contributions = rank::contributions(self, &found.analysis, document)?;
        contributions.sort_by(|a, b| b.score.total_cmp(&a.score));
        let bonus = bonus(&self.asked(&found, request), record, &occurrences);
        Ok((first > 0.0).then_some(Explanation { contributions, first, bonus }))
    }

    fn words_in(&self, request: &Request<'_>, id: &str) -> tantivy::Result<Vec<String>> {
        let found = self.analyse(request);
        let Some((document, record)) = self.document(id) else { return Ok(Vec::new()) };
        let text = self.text(record, 0..usize::MAX);
        let mut words = BTreeSet::new();
        let marked = marked(&found);
        let titles = record.passages.iter().map(|passage| &passage.title).chain([&record.title]);
        for token in titles.flat_map(|title| tokens(title)) {
            if marked.terms.contains_key(&token.term) {
                words.insert(token.word);
            }
        }
        let matches = self.matches(record, &self.occurrences_in(&found.analysis, document)?);
        for found in matches.iter().filter(|found| marked.words[found.word]) {
            let word = &text[found.offset..snippet::word_end(text, found.offset)];
            words.extend(tokens(word).into_iter().map(|token| token.word));
        }
        Ok(words.into_iter().collect())
    }

    fn hit(
        &self,
        record: &Record,
        score: f32,
        mut matches: Vec<Match>,
        found: &Found,
        marked: &Marked,
    ) -> Hit {
        let passage = snippet::best_passage(record, &matches, &found.terms, &found.weights);
        // Where nothing else was found, the small words are what was found.
        if matches.iter().any(|found| marked.words[found.word]) {
            matches.retain(|found| marked.words[found.word]);
        }
        let nothing_to_show = matches.is_empty() && passage.is_none() && !record.description.is_empty();
        let range = passage.map_or(0..usize::MAX, |passage| passage.start..passage.end);
        let text = if nothing_to_show { "" } else { self.text(record, range.clone()) };
        let snippet = if text.trim().is_empty() {
            snippet::mark(&record.description, &marked.terms)
        } else {
            let inside = snippet::inside(&matches, &range).iter();
            let moved = |found: &Match| Match { offset: found.offset - range.start, word: found.word };
            snippet::cut(text, &inside.map(moved).collect::<Vec<_>>(), &found.weights)
        };
        let section = passage.filter(|passage| !passage.anchor.is_empty());
        let section = section.map(|passage| SectionHit {
            anchor: passage.anchor.clone(),
            title: snippet::mark(&passage.title, &marked.terms),
        });
        Hit {
            id: record.id.clone(),
            score,
            title: snippet::mark(&record.title, &marked.terms),
            snippet,
            section,
        }
    }

    /// A part of a document's text; only this part is looked at, because texts may be long.
    fn text(&self, record: &Record, part: std::ops::Range<usize>) -> &str {
        let end = record.text.1.min(record.text.0.saturating_add(part.end));
        let bytes = self.texts.get(record.text.0.saturating_add(part.start)..end).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Where the words of the query stand in the texts of these documents, by number of the word, in order.
    fn occurrences(
        &self,
        analysis: &Analysis,
        documents: impl Iterator<Item = DocId>,
    ) -> tantivy::Result<Occurrences> {
        let mut places: Occurrences = documents.map(|document| (document, Vec::new())).collect();
        let Some(inverted) = self.inverted(self.fields.body) else { return Ok(places) };
        let mut positions = Vec::new();
        let each_term = analysis.words.iter().enumerate().flat_map(|(word, entry)| {
            entry.alternatives.iter().flat_map(|found| &found.terms).map(move |term| (word, term))
        });
        for (word, term) in each_term {
            let term = Term::from_field_text(self.fields.body, term);
            let record = IndexRecordOption::WithFreqsAndPositions;
            let Some(mut postings) = inverted.read_postings(&term, record)? else { continue };
            for (&document, found) in &mut places {
                if postings.doc() < document && postings.seek(document) != document
                    || postings.doc() != document
                {
                    continue;
                }
                postings.positions(&mut positions);
                found.extend(positions.iter().map(|&position| Occurrence { position, word }));
            }
        }
        places.values_mut().for_each(|found| found.sort_unstable());
        Ok(places)
    }

    /// [`SearchIndex::occurrences`] in one document.
    fn occurrences_in(&self, analysis: &Analysis, document: DocId) -> tantivy::Result<Vec<Occurrence>> {
        Ok(self.occurrences(analysis, [document].into_iter())?.remove(&document).unwrap_or_default())
    }

    /// The document of an id.
    fn document(&self, id: &str) -> Option<(DocId, &Record)> {
        let mut numbered = (0..).zip(&self.records);
        numbered.find(|(_, record)| record.id == id)
    }

    /// Occurrences with their places in the text: the table of offsets knows where each word begins.
    fn matches(&self, record: &Record, occurrences: &[Occurrence]) -> Vec<Match> {
        if occurrences.is_empty() {
            return Vec::new();
        }
        let text_length = record.text.1.saturating_sub(record.text.0);
        let offsets = read_offsets(self.offsets.get(record.offsets.0..record.offsets.1).unwrap_or_default());
        let place = |found: &Occurrence| {
            let offset = *offsets.get(found.position as usize)?;
            (offset < text_length).then_some(Match { offset, word: found.word })
        };
        occurrences.iter().filter_map(place).collect()
    }
}

/// The words of the query found in the texts of documents.
type Occurrences = BTreeMap<DocId, Vec<Occurrence>>;

/// The best `count` by score, best first; of equals the earlier document.
fn keep_best(top: &mut Vec<(f32, DocId)>, count: usize) {
    let order = |a: &(f32, DocId), b: &(f32, DocId)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if top.len() > count {
        top.select_nth_unstable_by(count, order);
        top.truncate(count);
    }
    top.sort_by(order);
}

/// Which words are marked in what is shown: not the small ones, unless there are no others.
struct Marked {
    /// By word of the query.
    words: Vec<bool>,
    terms: Terms,
}

fn marked(found: &Found) -> Marked {
    let is_small = |word: &analysis::Word| word.worth < 1.0;
    let all_small = found.analysis.words.iter().all(is_small);
    let words: Vec<bool> = found.analysis.words.iter().map(|word| all_small || !is_small(word)).collect();
    let terms = found.terms.iter().filter(|(_, (word, _))| words[*word]);
    Marked { terms: terms.map(|(term, &entry)| (term.clone(), entry)).collect(), words }
}

/// The terms of the query's words; of two words with one term the earlier counts.
fn terms(analysis: &Analysis) -> Terms {
    let mut terms = Terms::new();
    for (index, word) in analysis.words.iter().enumerate() {
        for alternative in &word.alternatives {
            for term in &alternative.terms {
                terms.entry(term.clone()).or_insert((index, alternative.weight));
            }
        }
    }
    terms
}
