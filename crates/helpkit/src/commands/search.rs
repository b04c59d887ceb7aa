//! `helpkit search`: one query for people, or a file of queries for measurements.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use help_content::Language;
use help_search::{Fragment, Hit, SearchIndex};
use serde::{Deserialize, Serialize};

use super::progress;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The pack to search.
    #[arg(long, value_name = "FILE.helppack")]
    pack: PathBuf,
    /// Language to search in; the pack's first one when left out.
    #[arg(long, value_name = "ru|en")]
    lang: Option<Language>,
    /// How many hits at most.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Answer every query of a file of JSON lines with `id` and `query`, one line of JSON each.
    #[arg(long, value_name = "QUERIES.jsonl", conflicts_with_all = ["query", "json"])]
    batch: Option<PathBuf>,
    /// What to look for.
    #[arg(required_unless_present = "batch")]
    query: Option<String>,
}

/// Exit code 1 when nothing was found.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let pack = super::open_pack(&arguments.pack)?;
    let first = pack.manifest().languages.first().copied();
    let Some(language) = arguments.lang.or(first) else { bail!("the pack has no language") };
    let index = pack.search_index(language)?;
    match (&arguments.batch, &arguments.query) {
        (Some(file), _) => batch(index, file, arguments.limit),
        (None, Some(query)) => single(index, query, arguments),
        (None, None) => bail!("nothing to search for"),
    }
}

#[derive(Serialize)]
struct JsonHit<'a> {
    id: &'a str,
    title: String,
    section: Option<&'a str>,
    snippet: String,
    score: f32,
}

fn single(index: &SearchIndex, query: &str, arguments: &Arguments) -> Result<ExitCode> {
    let response = index.search(query, arguments.limit)?;
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let hits: Vec<_> = response.hits.iter().map(json_hit).collect();
        serde_json::to_writer_pretty(&mut out, &hits)?;
        writeln!(out)?;
    } else {
        for hit in &response.hits {
            writeln!(out, "{}\n  {}", hit.id, marked(&hit.title))?;
            if let Some(section) = &hit.section {
                writeln!(out, "  # {}", marked(&section.title))?;
            }
            writeln!(out, "  {}\n", marked(&hit.snippet))?;
        }
        writeln!(out, "{} found", response.total)?;
    }
    Ok(if response.hits.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn json_hit(hit: &Hit) -> JsonHit<'_> {
    JsonHit {
        id: &hit.id,
        title: plain(&hit.title),
        section: hit.section.as_ref().map(|section| section.anchor.as_str()),
        snippet: plain(&hit.snippet),
        score: hit.score,
    }
}

fn plain(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}

/// Found words between square brackets.
fn marked(fragments: &[Fragment]) -> String {
    let mark = |f: &Fragment| if f.hit { format!("[{}]", f.text) } else { f.text.clone() };
    fragments.iter().map(mark).collect()
}

#[derive(Deserialize)]
struct BatchQuery {
    id: String,
    query: String,
}

#[derive(Serialize)]
struct BatchAnswer<'a> {
    id: &'a str,
    hits: Vec<&'a str>,
    micros: u128,
}

fn batch(index: &SearchIndex, file: &Path, limit: usize) -> Result<ExitCode> {
    let context = || format!("cannot read {}", file.display());
    let lines: Vec<String> = BufReader::new(std::fs::File::open(file).with_context(context)?)
        .lines()
        .collect::<Result<_, _>>()
        .with_context(context)?;
    let bar = progress("queries");
    bar.set_length(lines.len() as u64);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let query: BatchQuery = serde_json::from_str(line).with_context(|| {
            format!("{}:{}: expected {{\"id\": …, \"query\": …}}", file.display(), number + 1)
        })?;
        let start = Instant::now();
        let response = index.search(&query.query, limit)?;
        let micros = start.elapsed().as_micros();
        let hits = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        serde_json::to_writer(&mut out, &BatchAnswer { id: &query.id, hits, micros })?;
        writeln!(out)?;
        bar.inc(1);
    }
    out.flush()?;
    bar.finish_and_clear();
    Ok(ExitCode::SUCCESS)
}
