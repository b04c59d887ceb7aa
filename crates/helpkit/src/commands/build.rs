//! `helpkit build`: a folder of Markdown → a `.helppack`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;
use help_content::Severity;
use help_pack::Identity;

use super::Content;
use crate::memory;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    content: Content,
    /// The pack to write.
    #[arg(long, value_name = "FILE.helppack")]
    out: PathBuf,
    /// Name of the pack.
    #[arg(long, default_value = "eXpress Help")]
    name: String,
    /// Version of the pack; the corpus date when left out.
    #[arg(long = "pack-version")]
    version: Option<String>,
}

/// Exit code 1 when the content has errors; nothing is written then.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let (corpus, problems) = arguments.content.load()?;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        problems.iter().for_each(|problem| eprintln!("{problem}"));
        eprintln!("{errors} errors; no pack was written. --lenient turns them into warnings.");
        return Ok(ExitCode::FAILURE);
    }
    let identity = Identity {
        name: arguments.name.clone(),
        version: arguments.version.clone().or_else(|| corpus.date.clone()).unwrap_or_else(|| "0".to_owned()),
        minimum_program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let files = help_pack::build(&corpus, &identity)?;
    help_pack::write::to_file(&files, &arguments.out)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;

    let articles: usize = corpus.languages.iter().map(|language| language.articles.len()).sum();
    let bytes: usize = files.values().map(Vec::len).sum();
    let seconds = start.elapsed().as_secs_f64();
    let rate = articles as f64 / seconds.max(0.001);
    println!("{}: {articles} articles, {:.1} MB", arguments.out.display(), bytes as f64 / 1e6);
    println!("{seconds:.2} s, {rate:.0} articles per second");
    if let Some(peak) = memory::peak() {
        println!("peak memory {:.0} MB", peak as f64 / 1e6);
    }
    if !problems.is_empty() {
        println!("{} warnings; helpkit check lists them", problems.len());
    }
    Ok(ExitCode::SUCCESS)
}
