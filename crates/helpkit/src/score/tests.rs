use super::*;

/// Queries about the article `a`, each as kind, id and base, and the rank at which a run has that article.
pub(super) struct Case {
    pub(super) queries: Vec<Query>,
    pub(super) run: Vec<Answer>,
}

pub(super) fn case(lines: &[(&str, &str, &str, Option<usize>)]) -> Case {
    let query = |&(kind, id, base, _): &(&str, &str, &str, Option<usize>)| Query {
        id: id.to_owned(),
        kind: kind.to_owned(),
        query: format!("query {id}"),
        relevant: vec!["a.md".to_owned()],
        sources: Vec::new(),
        base: Some(base.to_owned()),
    };
    let answer = |&(_, id, _, rank): &(&str, &str, &str, Option<usize>)| {
        let mut hits: Vec<String> = (0..rank.unwrap_or(3)).map(|number| format!("x{number}")).collect();
        hits.extend(rank.map(|_| "a".to_owned()));
        Answer { id: id.to_owned(), hits, micros: None, corrected: None }
    };
    Case { queries: lines.iter().map(query).collect(), run: lines.iter().map(answer).collect() }
}

fn check(query: &str, hits: &[&str], expected: Option<usize>) {
    let query: Query = serde_json::from_str(query).unwrap();
    let hits = hits.iter().map(|&hit| hit.to_owned()).collect();
    let answer = Answer { id: query.id.clone(), hits, micros: None, corrected: None };
    assert_eq!(rank(&query, &answer), expected);
}

#[test]
fn ranks_follow_the_rules() {
    let plain = r#"{"id": "q", "kind": "anchor", "query": "x", "relevant": ["a/b.md", "c.md"]}"#;
    check(plain, &["a/b"], Some(0));
    check(plain, &["x.md", "c.md", "a/b"], Some(1));
    check(plain, &[], None);
    check(plain, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "c"], None);
    check(plain, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "c"], Some(9));
}

#[test]
fn sources_are_taken_out_unless_relevant() {
    let query = r#"{"id": "q", "kind": "k", "query": "x", "relevant": ["a.md"], "sources": ["s.md", "a.md"], "grades": {}}"#;
    check(query, &["s", "a"], Some(0));
    check(query, &["x", "s", "a"], Some(1));
    check(query, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "s", "a"], Some(9));
}

#[test]
fn kinds_are_summed_up() {
    let mut case = case(&[
        ("typo", "1", "", Some(0)),
        ("anchor", "2", "", None),
        ("typo", "3", "", Some(1)),
        ("typo", "4", "", Some(0)),
    ]);
    case.run.pop();
    let judged = judge(&case.queries, &case.run);
    let scores = scores(&judged);
    let kinds: Vec<(&str, usize)> = scores.iter().map(|score| (score.kind.as_str(), score.queries)).collect();
    assert_eq!(kinds, [("typo", 3), ("anchor", 1)]);
    assert!((scores[0].mean_reciprocal_rank - 0.5).abs() < 1e-9);
    assert!((scores[0].recall_at_1 - 1.0 / 3.0).abs() < 1e-9);
    assert!((scores[0].recall_at_5 - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(scores[1].mean_reciprocal_rank, 0.0);
    let all = summarise("all", judged.iter()).unwrap();
    assert_eq!((all.queries, all.recall_at_1), (4, 0.25));
    assert_eq!(summarise("all", [].iter()), None);
}

#[test]
fn times_are_ranked() {
    assert_eq!(latency((0..200).rev().collect()), Some(Latency { median: 100, percentile_99: 198 }));
    assert_eq!(latency(Vec::new()), None);
}

#[test]
fn corrections_of_undisturbed_queries_are_noticed() {
    let mut case = case(&[
        ("anchor", "1", "", Some(0)),
        ("question", "2", "", None),
        ("typo1", "3", "", Some(0)),
        ("titlelike", "4", "", None),
    ]);
    for answer in &mut case.run[1..3] {
        answer.corrected = Some("other".to_owned());
    }
    let judged = judge(&case.queries, &case.run);
    let (undisturbed, changed) = changed(&judged);
    let ids: Vec<&str> = changed.iter().map(|(query, _)| query.id.as_str()).collect();
    assert_eq!((undisturbed, ids), (3, vec!["2"]));
}
