//! `helpkit search`: one query for people, or a file of queries for measurements.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use help_search::{Fragment, Hit, Request, Response, SearchIndex};
use serde::{Deserialize, Serialize};

use super::{Searched, progress};
use crate::asking::{Left, ask};
use crate::explain::Reasons;
use crate::score::files;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    searched: Searched,
    /// How many hits at most.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    left: Left,
    /// Show what each step of the analysis did, and how the first hit got its score.
    #[arg(long)]
    explain: bool,
    /// Print JSON: the hits, with --explain an object with them.
    #[arg(long)]
    json: bool,
    /// Answer every query of a file of JSON lines with `id` and `query`, one line of JSON each.
    #[arg(long, value_name = "QUERIES.jsonl", conflicts_with_all = ["query", "json", "explain"])]
    batch: Option<PathBuf>,
    /// What to look for.
    #[arg(required_unless_present = "batch")]
    query: Option<String>,
}

/// Exit code 1 when nothing was found.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    arguments.searched.with_index(|index| match (&arguments.batch, &arguments.query) {
        (Some(file), _) => batch(index, file, arguments),
        (None, Some(query)) => single(index, query, arguments),
        (None, None) => bail!("nothing to search for"),
    })
}

#[derive(Serialize)]
struct JsonHit<'a> {
    id: &'a str,
    title: String,
    section: Option<&'a str>,
    snippet: String,
    score: f32,
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    corrected: Option<String>,
    suggestion: Option<&'a str>,
    total: usize,
    hits: Vec<JsonHit<'a>>,
    #[serde(flatten)]
    reasons: &'a Reasons,
}

fn single(index: &SearchIndex, query: &str, arguments: &Arguments) -> Result<ExitCode> {
    let request = Request { without: arguments.left.out(), ..Request::new(query, arguments.limit) };
    let response = index.answer(&request)?;
    let reasons = match arguments.explain {
        true => Some(Reasons::of(index, &request, &response)?),
        false => None,
    };
    let mut out = std::io::stdout().lock();
    if arguments.json {
        write_json(&mut out, &response, reasons.as_ref())?;
    } else {
        write_text(&mut out, &response)?;
        write!(out, "{}", reasons.as_ref().map(Reasons::text).unwrap_or_default())?;
    }
    Ok(if response.hits.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn write_json(out: &mut impl Write, response: &Response, reasons: Option<&Reasons>) -> Result<()> {
    let hits = response.hits.iter().map(json_hit).collect();
    match reasons {
        None => serde_json::to_writer_pretty(&mut *out, &hits)?,
        Some(reasons) => {
            let corrected = response.analysis.corrected();
            let suggestion = response.analysis.suggestion.as_deref();
            let answer = JsonAnswer { corrected, suggestion, total: response.total, hits, reasons };
            serde_json::to_writer_pretty(&mut *out, &answer)?;
        }
    }
    Ok(writeln!(out)?)
}

fn write_text(out: &mut impl Write, response: &Response) -> Result<()> {
    if let Some(corrected) = response.analysis.corrected() {
        writeln!(out, "shown instead: «{corrected}»\n")?;
    }
    if let Some(suggestion) = &response.analysis.suggestion {
        writeln!(out, "perhaps meant: «{suggestion}»\n")?;
    }
    for hit in &response.hits {
        writeln!(out, "{}\n  {}", hit.id, marked(&hit.title))?;
        if let Some(section) = &hit.section {
            writeln!(out, "  # {}", marked(&section.title))?;
        }
        writeln!(out, "  {}\n", marked(&hit.snippet))?;
    }
    Ok(writeln!(out, "{} found", response.total)?)
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

fn batch(index: &SearchIndex, file: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let queries: Vec<BatchQuery> = files::json_lines(file, r#"{"id": …, "query": …}"#)?;
    let bar = progress("queries");
    bar.set_length(queries.len() as u64);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for BatchQuery { id, query } in &queries {
        serde_json::to_writer(&mut out, &ask(index, (id, query), arguments.limit, &arguments.left)?)?;
        writeln!(out)?;
        bar.inc(1);
    }
    out.flush()?;
    bar.finish_and_clear();
    Ok(ExitCode::SUCCESS)
}
