//! `helpkit eval`: how well and how fast a pack's search answers queries with known answers. The scores are
//! counted in [`score`]; only the searching is done here.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Args;
use help_search::SearchIndex;

use super::{Searched, progress};
use crate::asking::{self, Left, ask};
use crate::score::compare;
use crate::score::files::{self, Pair};
use crate::score::report::{Changed, ChangedQuery, Comparison, MissedPair, Pairs, Report};
use crate::score::{self, Answer, Judged, Query};

/// The kind of the queries that are made from pairs.
const PAIRS: &str = "pairs";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    searched: Searched,
    /// Queries with known answers: JSON lines with `id`, `kind`, `query`, `relevant`.
    #[arg(long, value_name = "FILE.jsonl", required_unless_present = "pairs")]
    queries: Option<PathBuf>,
    /// Typed forms and the terms that are meant, with a tab between them.
    #[arg(long, value_name = "FILE.tsv")]
    pairs: Option<PathBuf>,
    #[command(flatten)]
    left: Left,
    /// Compare with a run that leaves out this step too; may be given several times.
    #[arg(long, value_name = "STEP", value_parser = asking::step, conflicts_with = "against")]
    compare_without: Vec<&'static str>,
    /// Compare with a run that `helpkit search --batch` printed.
    #[arg(long, value_name = "RUN.jsonl", requires = "queries")]
    against: Option<PathBuf>,
    /// How many hits at most; more than the ten that count, because the sources of a query are taken out
    /// first.
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What is asked: queries from the file, and queries made from the pairs that fit the corpus.
struct Asked {
    queries: Vec<Query>,
    pairs: Option<FittingPairs>,
}

#[derive(Default)]
struct FittingPairs {
    listed: usize,
    term_unknown: usize,
    typed_known: usize,
    fitting: Vec<Pair>,
    /// One for each of `fitting`.
    queries: Vec<Query>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let report = arguments.searched.with_index(|index| evaluate(index, arguments))?;
    let mut out = std::io::stdout().lock();
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", report.text())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn evaluate(index: &SearchIndex, arguments: &Arguments) -> Result<Report> {
    let asked = Asked::read(index, arguments)?;
    let saved = saved_run(arguments, &asked.queries)?;
    let (of_queries, of_pairs) = asked.answer(index, arguments, &[])?;
    let judged = score::judge(&asked.queries, &of_queries);
    let judged_pairs = score::judge(asked.pair_queries(), &of_pairs);
    let against_run = match saved {
        Some((run, saved)) => {
            let kinds = compare::runs(&judged, &score::judge(&asked.queries, &saved));
            Some(Comparison { run, kinds })
        }
        None if arguments.compare_without.is_empty() => None,
        None => {
            let (of_queries, of_pairs) = asked.answer(index, arguments, &arguments.compare_without)?;
            let mut kinds = compare::runs(&judged, &score::judge(&asked.queries, &of_queries));
            kinds.extend(compare::runs(&judged_pairs, &score::judge(asked.pair_queries(), &of_pairs)));
            Some(Comparison {
                run: format!("the run without {}", arguments.compare_without.join(", ")),
                kinds,
            })
        }
    };
    Ok(Report {
        steps: asking::steps().collect(),
        without: arguments.left.without.clone(),
        kinds: score::scores(&judged),
        all: score::summarise("all", judged.iter()),
        against_base: compare::with_undisturbed(&judged),
        against_run,
        changed: changed(&judged),
        pairs: asked.pairs.as_ref().map(|pairs| pairs.report(&judged_pairs)),
    })
}

impl Asked {
    fn read(index: &SearchIndex, arguments: &Arguments) -> Result<Self> {
        let mut queries: Vec<Query> = Vec::new();
        if let Some(file) = &arguments.queries {
            queries = files::json_lines(file, r#"{"id": …, "kind": …, "query": …, "relevant": […]}"#)?;
            ensure!(!queries.is_empty(), "there are no queries in {}", file.display());
        }
        let pairs = match &arguments.pairs {
            Some(file) => Some(FittingPairs::find(index, files::pairs(file)?)?),
            None => None,
        };
        Ok(Self { queries, pairs })
    }

    /// Answers everything without the steps that are left out anyway and these.
    fn answer(
        &self,
        index: &SearchIndex,
        arguments: &Arguments,
        without: &[&'static str],
    ) -> Result<(Vec<Answer>, Vec<Answer>)> {
        let left = arguments.left.with(without);
        let bar = progress("queries");
        bar.set_length((self.queries.len() + self.pair_queries().len()) as u64);
        let answer = |query: &Query| {
            bar.inc(1);
            ask(index, (&query.id, &query.query), arguments.limit, &left)
        };
        let of_queries = self.queries.iter().map(answer).collect::<Result<_, _>>()?;
        let of_pairs = self.pair_queries().iter().map(answer).collect::<Result<_, _>>()?;
        bar.finish_and_clear();
        Ok((of_queries, of_pairs))
    }

    fn pair_queries(&self) -> &[Query] {
        self.pairs.as_ref().map_or(&[], |pairs| &pairs.queries)
    }
}

impl FittingPairs {
    /// The pairs whose term the corpus knows and whose typed form it does not. Whatever else is left out, all
    /// steps but the corrections decide that, so every run judges the same pairs.
    fn find(index: &SearchIndex, pairs: Vec<Pair>) -> Result<Self> {
        let first = |word: &str| -> Result<Option<String>> {
            let found = ask(index, ("", &finished(word)), 1, &Left::corrections())?;
            Ok(found.hits.into_iter().next())
        };
        let mut found = Self { listed: pairs.len(), ..Self::default() };
        for pair in pairs {
            let Some(article) = first(&pair.term)? else {
                found.term_unknown += 1;
                continue;
            };
            if first(&pair.typed)?.is_some() {
                found.typed_known += 1;
                continue;
            }
            found.queries.push(Query {
                id: format!("{PAIRS}:{}:{}", pair.typed, pair.term),
                kind: PAIRS.to_owned(),
                query: finished(&pair.typed),
                relevant: vec![article],
                sources: Vec::new(),
                base: None,
            });
            found.fitting.push(pair);
        }
        Ok(found)
    }

    fn report(&self, judged: &[Judged<'_>]) -> Pairs {
        let missed = |(pair, judged): (&Pair, &Judged<'_>)| {
            let (typed, term) = (pair.typed.clone(), pair.term.clone());
            let corrected = judged.answer.and_then(|answer| answer.corrected.clone());
            judged.rank.is_none().then_some(MissedPair { typed, term, corrected })
        };
        Pairs {
            listed: self.listed,
            term_unknown: self.term_unknown,
            typed_known: self.typed_known,
            score: score::summarise(PAIRS, judged.iter()),
            missed: self.fitting.iter().zip(judged).filter_map(missed).collect(),
        }
    }
}

/// With a blank behind it a word is not taken for the beginning of others.
fn finished(word: &str) -> String {
    format!("{word} ")
}

/// The saved run to compare with, and its name.
fn saved_run(arguments: &Arguments, queries: &[Query]) -> Result<Option<(String, Vec<Answer>)>> {
    let Some(file) = &arguments.against else { return Ok(None) };
    let run: Vec<Answer> = files::json_lines(file, r#"{"id": …, "hits": […]}"#)?;
    let name = file.display().to_string();
    let answered = run.iter().any(|answer| queries.iter().any(|query| query.id == answer.id));
    ensure!(answered, "{name} answers none of the queries; is it a run of other ones?");
    Ok(Some((name, run)))
}

fn changed(judged: &[Judged<'_>]) -> Changed {
    let (undisturbed, changed) = score::changed(judged);
    let query = |(query, corrected): (&Query, &str)| ChangedQuery {
        id: query.id.clone(),
        query: query.query.clone(),
        corrected: corrected.to_owned(),
    };
    Changed { undisturbed, queries: changed.into_iter().map(query).collect() }
}
