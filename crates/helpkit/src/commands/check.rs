//! `helpkit check`: everything that is wrong with a folder of Markdown.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use help_content::{Problem, Severity};

use super::Content;
use crate::style::{self, Dictionaries};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    content: Content,
    /// Print the problems as a JSON array.
    #[arg(long)]
    json: bool,
    /// Folder with the Hunspell dictionaries ru_RU and en_GB.
    #[arg(long, value_name = "DIR", default_value = "/usr/share/hunspell")]
    dictionaries: PathBuf,
}

/// Exit code 1 when there are errors, 0 when there are only warnings or nothing.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (corpus, mut problems) = arguments.content.load()?;
    // What does not compile is mended first.
    if arguments.content.is_strict() && !has_errors(&problems) {
        let dictionaries = Dictionaries::read(&arguments.dictionaries)?;
        if dictionaries.is_none() {
            let folder = arguments.dictionaries.display();
            eprintln!(
                "no dictionaries in {folder}: spelling is not checked; install hunspell-ru and hunspell-en-gb"
            );
        }
        problems.extend(style::check(arguments.content.folder(), &corpus, dictionaries.as_ref())?);
    }
    let mut out = std::io::stdout().lock();
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &problems)?;
        writeln!(out)?;
    } else {
        for problem in &problems {
            writeln!(out, "{problem}")?;
        }
        let articles: usize = corpus.languages.iter().map(|language| language.articles.len()).sum();
        writeln!(out, "{articles} articles, {} problems", problems.len())?;
    }
    Ok(if has_errors(&problems) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
