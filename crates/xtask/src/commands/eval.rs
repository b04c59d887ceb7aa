//! `cargo xtask eval`: how well and how fast the search answers queries with known answers.
//!
//! A corpus `NAME` is a folder of Markdown, or `NAME.tar.xz` with one, beside `NAME.queries.jsonl`; the name ends
//! with `-ru` or `-en`. The searching is helpkit's work; only the scores are counted here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::project::{Profile, Project};
use crate::score::{self, Answer, Latency, Query, Score};
use crate::scratch::Scratch;
use crate::{process, table};

const QUERIES: &str = ".queries.jsonl";
/// More than the ten that count, because the sources of a query are taken out first.
const HITS: &str = "20";

/// Where the corpora are.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder with the corpora and their queries
    #[arg(long, value_name = "DIR")]
    corpora: PathBuf,
    /// Use this helpkit and build none
    #[arg(long, value_name = "PROGRAM")]
    helpkit: Option<PathBuf>,
}

struct Corpus {
    name: String,
    queries: PathBuf,
    /// A folder, or an archive of one.
    content: PathBuf,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let corpora = find(&options.corpora)?;
    let helpkit = match &options.helpkit {
        Some(program) => program.clone(),
        None => build(project)?,
    };
    for corpus in corpora {
        println!("\n{}", corpus.name);
        evaluate(&helpkit, &corpus).with_context(|| format!("cannot measure {}", corpus.name))?;
    }
    Ok(())
}

/// Optimised, because times are measured. Only this package, though the next full release build then compiles some
/// crates again: all of the workspace takes several times as long, and nobody who tunes the search wants a window.
fn build(project: &Project) -> Result<PathBuf> {
    process::run(&mut project.cargo(["build", "--release", "--package", "helpkit"]))?;
    Ok(project.program("helpkit", Profile::Release))
}

fn find(folder: &Path) -> Result<Vec<Corpus>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut corpora = Vec::new();
    for entry in entries {
        let queries = entry?.path();
        let file = queries.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(QUERIES) {
            let name = name.to_owned();
            let places = [folder.join(&name), folder.join(format!("{name}.tar.xz"))];
            let content = places.into_iter().find(|place| place.exists());
            let content = content.with_context(|| format!("{name} has queries, but no folder or archive"))?;
            corpora.push(Corpus { name, queries, content });
        }
    }
    ensure!(!corpora.is_empty(), "no file in {} ends with {QUERIES}", folder.display());
    corpora.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(corpora)
}

/// helpkit's own messages (articles a second, memory) go through to the user.
fn evaluate(helpkit: &Path, corpus: &Corpus) -> Result<()> {
    let scratch = Scratch::new()?;
    let content = unpack(corpus, &scratch)?;
    let pack = scratch.path().join("corpus.helppack");
    let language = language(&corpus.name)?;
    process::run(&mut build_command(helpkit, &content, language, &pack))?;
    let printed = search_output(&mut search_command(helpkit, &pack, language, &corpus.queries))?;
    let text = fs::read_to_string(&corpus.queries)?;
    let queries: Vec<Query> = score::read_lines(&text).context("cannot read the queries")?;
    let answers: Vec<Answer> = score::read_lines(&printed).context("cannot read what helpkit found")?;
    print!("{}", report(&score::score(&queries, &answers), score::latency(&answers)));
    Ok(())
}

fn build_command(helpkit: &Path, content: &Path, language: &str, pack: &Path) -> Command {
    let mut command = Command::new(helpkit);
    command.arg("build").arg("--content").arg(content);
    command.args(["--lenient", "--lang", language, "--out"]).arg(pack);
    command
}

fn search_command(helpkit: &Path, pack: &Path, language: &str, queries: &Path) -> Command {
    let mut command = Command::new(helpkit);
    command.arg("search").arg("--pack").arg(pack).args(["--lang", language, "--limit", HITS]);
    command.arg("--batch").arg(queries);
    command
}

/// Like [`process::output`], but helpkit's messages are shown while it works.
fn search_output(command: &mut Command) -> Result<String> {
    let output = command.stderr(std::process::Stdio::inherit()).output().context("cannot start helpkit")?;
    ensure!(output.status.success(), "the search failed ({}): its messages are above", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

fn language(name: &str) -> Result<&'static str> {
    match name.rsplit_once('-').map(|(_, suffix)| suffix) {
        Some("ru") => Ok("ru"),
        Some("en") => Ok("en"),
        _ => bail!("the name of a corpus ends with its language, -ru or -en"),
    }
}

/// An archive holds the tree below one folder, as a rule with the corpus's name.
fn unpack(corpus: &Corpus, scratch: &Scratch) -> Result<PathBuf> {
    if corpus.content.is_dir() {
        return Ok(corpus.content.clone());
    }
    let folder = scratch.folder("content")?;
    process::output(Command::new("tar").arg("-xf").arg(&corpus.content).arg("-C").arg(&folder))?;
    let entries: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    match entries.as_slice() {
        [only] if only.is_dir() => Ok(only.clone()),
        _ => Ok(folder),
    }
}

fn report(scores: &[Score], latency: Option<Latency>) -> String {
    let share = |value: f64| format!("{value:.3}");
    let row = |score: &Score| {
        let shares = [score.mean_reciprocal_rank, score.recall_at_1, score.recall_at_5].map(share);
        [vec![score.kind.clone(), score.queries.to_string()], shares.to_vec()].concat()
    };
    let rows: Vec<Vec<String>> = scores.iter().map(row).collect();
    let mut text = table::render(&["kind", "queries", "MRR@10", "R@1", "R@5"], &rows);
    if let Some(Latency { median, percentile_99 }) = latency {
        text.push_str(&format!("p50 {median} µs, p99 {percentile_99} µs\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_language() {
        assert_eq!(language("gnome-ru").unwrap(), "ru");
        assert_eq!(language("a-b-en").unwrap(), "en");
        assert!(language("gnome").is_err() && language("gnome-de").is_err());
    }

    #[test]
    fn corpora_are_folders_or_archives_with_queries() {
        let scratch = Scratch::new().unwrap();
        let folder = scratch.path();
        assert!(find(folder).is_err());
        for name in ["b-ru.queries.jsonl", "b-ru.tar.xz", "a-en.queries.jsonl", "README.md"] {
            fs::write(folder.join(name), "").unwrap();
        }
        assert!(find(folder).err().unwrap().to_string().contains("a-en"));
        scratch.folder("a-en").unwrap();
        let found: Vec<(String, bool)> =
            find(folder).unwrap().into_iter().map(|corpus| (corpus.name, corpus.content.is_dir())).collect();
        assert_eq!(found, [("a-en".to_owned(), true), ("b-ru".to_owned(), false)]);
    }

    #[test]
    fn scores_are_set_out_as_a_table() {
        let score = Score {
            kind: "anchor".into(),
            queries: 12,
            mean_reciprocal_rank: 0.6374,
            recall_at_1: 0.5,
            recall_at_5: 1.0,
        };
        let expected = "kind    queries  MRR@10    R@1    R@5\n\
                        anchor       12   0.637  0.500  1.000\n\
                        p50 250 µs, p99 900 µs\n";
        assert_eq!(report(&[score], Some(Latency { median: 250, percentile_99: 900 })), expected);
    }
}
