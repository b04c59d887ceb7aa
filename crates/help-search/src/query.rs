//! Weighted terms → a tantivy query, and nothing else: what to look for is decided in [`crate::analysis`].

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::analysis::{Analysis, Word};
use crate::schema::Fields;

/// Weight of the bonus for documents that hold every word. More hurts: docs/search.md.
const COVERAGE: f32 = 0.5;

/// Any of the words, plus a bonus for all of them.
pub(crate) fn compile(analysis: &Analysis, fields: &Fields) -> Box<dyn Query> {
    let words = || analysis.words.iter().map(|word| word_query(word, fields));
    match analysis.words.len() {
        0 => Box::new(EmptyQuery),
        1 => words().next().unwrap_or_else(|| Box::new(EmptyQuery)),
        _ => {
            let any = BooleanQuery::new(words().map(|query| (Occur::Should, query)).collect());
            let all = BooleanQuery::new(words().map(|query| (Occur::Must, query)).collect());
            Box::new(BooleanQuery::new(vec![
                (Occur::Should, Box::new(any)),
                (Occur::Should, Box::new(BoostQuery::new(Box::new(all), COVERAGE))),
            ]))
        }
    }
}

/// The sum over fields and alternatives.
fn word_query(word: &Word, fields: &Fields) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for alternative in &word.alternatives {
        for (field, weight) in fields.weighted() {
            let term = Term::from_field_text(field, &alternative.term);
            let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(query, weight * alternative.weight))));
        }
    }
    Box::new(BooleanQuery::new(clauses))
}
