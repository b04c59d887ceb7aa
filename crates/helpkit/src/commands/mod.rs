//! The commands and what they share.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod inspect;
pub(crate) mod search;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use help_content::{Corpus, Language, Options, Problem, Strictness};
use help_pack::{Origin, Pack, ZipSource};
use help_search::SearchIndex;
use indicatif::{ProgressBar, ProgressStyle};

/// Where the Markdown is and how strictly it is read.
#[derive(Debug, Args)]
pub(crate) struct Content {
    /// Folder with ru/ and en/, or with the articles of one language.
    #[arg(long, value_name = "DIR")]
    content: PathBuf,
    /// Accept Markdown that was not written for this program: guess what is missing, warn instead of failing.
    #[arg(long)]
    lenient: bool,
    /// Language of a folder without ru/ and en/.
    #[arg(long, value_name = "ru|en", default_value = "ru")]
    lang: Language,
}

impl Content {
    /// The folder with the Markdown.
    fn folder(&self) -> &Path {
        &self.content
    }

    /// Whether the Markdown was written for this program.
    fn is_strict(&self) -> bool {
        !self.lenient
    }

    /// Compiles the folder with a progress bar on a terminal.
    fn load(&self) -> Result<(Corpus, Vec<Problem>)> {
        let strictness = if self.lenient { Strictness::Lenient } else { Strictness::Strict };
        let options = Options { strictness, single_language: self.lang };
        let bar = progress("articles");
        let loaded = help_content::load(&self.content, options, &|done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        Ok(loaded?)
    }
}

/// Which pack is searched, in which language.
#[derive(Debug, Args)]
pub(crate) struct Searched {
    /// The pack to search.
    #[arg(long, value_name = "FILE.helppack")]
    pack: PathBuf,
    /// Language to search in; the pack's first one when left out.
    #[arg(long, value_name = "ru|en")]
    lang: Option<Language>,
}

impl Searched {
    /// Opens the pack and hands over its index.
    fn with_index<T>(&self, work: impl FnOnce(&SearchIndex) -> Result<T>) -> Result<T> {
        let pack = open_pack(&self.pack)?;
        let first = pack.manifest().languages.first().copied();
        let Some(language) = self.lang.or(first) else { bail!("the pack has no language") };
        let index = pack.search_index(language);
        work(index.with_context(|| format!("cannot search {}", self.pack.display()))?)
    }
}

/// A bar on standard error; hidden when that is no terminal.
fn progress(unit: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {unit} {{elapsed}}"))
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Opens a pack file as the program would.
fn open_pack(path: &Path) -> Result<Pack> {
    let context = || format!("cannot open {}", path.display());
    let source = ZipSource::open(path).with_context(context)?;
    Pack::open(Box::new(source), Origin::File, env!("CARGO_PKG_VERSION")).with_context(context)
}
