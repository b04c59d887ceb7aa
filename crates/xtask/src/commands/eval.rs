//! `cargo xtask eval`: how well and how fast the search answers queries with known answers, on several
//! corpora.
//!
//! A corpus `NAME` is a folder of Markdown, or `NAME.tar.xz` with one, beside `NAME.queries.jsonl`; the name
//! ends with `-ru` or `-en`. This command packs the corpora and puts their figures together; the rest is
//! `helpkit eval`'s work.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::figures::{self, Ablation, Figures};
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;

const QUERIES: &str = ".queries.jsonl";
/// Pairs of typed forms and terms for every Russian corpus, by its path below the root.
const TRANSLITERATED: &str = "tests/search/translit.tsv";
const LANGUAGES: [&str; 2] = ["ru", "en"];

/// Where the corpora are, and what to leave out.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder with the corpora and their queries
    #[arg(long, value_name = "DIR")]
    corpora: PathBuf,
    /// Use this helpkit and build none
    #[arg(long, value_name = "PROGRAM")]
    helpkit: Option<PathBuf>,
    /// Leave out this step of the analysis; may be given several times
    #[arg(long, value_name = "STEP")]
    without: Vec<String>,
    /// Run without each step in turn too, and show what that changes
    #[arg(long)]
    ablation: bool,
}

struct Corpus {
    name: String,
    queries: PathBuf,
    /// A folder, or an archive of one.
    content: PathBuf,
}

/// What was found out about a corpus.
struct Measured {
    language: &'static str,
    figures: Figures,
    /// Empty when nobody asked.
    ablation: Ablation,
}

/// One corpus, ready to be asked.
struct Evaluation<'a> {
    helpkit: &'a Path,
    pack: PathBuf,
    language: &'static str,
    queries: &'a Path,
    pairs: Option<PathBuf>,
    without: &'a [String],
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let corpora = find(&options.corpora)?;
    let helpkit = match &options.helpkit {
        Some(program) => program.clone(),
        None => build(project)?,
    };
    let mut measured = Vec::new();
    for corpus in corpora {
        println!("\n{}", corpus.name);
        let found = measure(project, options, &helpkit, &corpus);
        measured.push(found.with_context(|| format!("cannot measure {}", corpus.name))?);
    }
    for language in LANGUAGES {
        print_pooled(language, &measured);
    }
    Ok(())
}

fn print_pooled(language: &str, measured: &[Measured]) {
    let corpora: Vec<&Measured> = measured.iter().filter(|corpus| corpus.language == language).collect();
    if corpora.is_empty() {
        return;
    }
    let pooled = figures::pool(corpora.iter().map(|corpus| &corpus.figures));
    print!("\nall corpora in {language}: {}\n{}", corpora.len(), pooled.table());
    let ablations: Vec<&Ablation> = corpora.iter().map(|corpus| &corpus.ablation).collect();
    print_ablation(&pooled, &figures::pool_ablations(&ablations));
}

fn print_ablation(figures: &Figures, ablation: &Ablation) {
    if !ablation.is_empty() {
        print!("\nchange of MRR@10\n{}", figures.ablation_table(ablation));
    }
}

/// Optimised, because times are measured. Only this package, though the next full release build then compiles
/// some crates again: all of the workspace takes several times as long, and nobody who tunes the search wants
/// a window.
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

/// helpkit's own messages (articles a second, memory) and tables go through to the user.
fn measure(project: &Project, options: &Options, helpkit: &Path, corpus: &Corpus) -> Result<Measured> {
    let scratch = Scratch::new()?;
    let content = unpack(corpus, &scratch)?;
    let pack = scratch.path().join("corpus.helppack");
    let language = language(&corpus.name)?;
    process::run(&mut build_command(helpkit, &content, language, &pack))?;
    let pairs = (language == "ru").then(|| project.root.join(TRANSLITERATED));
    let without = options.without.as_slice();
    let evaluation = Evaluation { helpkit, pack, language, queries: &corpus.queries, pairs, without };
    process::run(&mut evaluation.command())?;
    let (steps, figures) = evaluation.figures(None)?;
    let mut ablation = Ablation::new();
    if options.ablation {
        for step in steps.into_iter().filter(|step| !without.contains(step)) {
            let (_, figures) = evaluation.figures(Some(&step))?;
            ablation.push((step, figures));
        }
        print_ablation(&figures, &ablation);
    }
    Ok(Measured { language, figures, ablation })
}

fn build_command(helpkit: &Path, content: &Path, language: &str, pack: &Path) -> Command {
    let mut command = Command::new(helpkit);
    command.arg("build").arg("--content").arg(content);
    command.args(["--lenient", "--lang", language, "--out"]).arg(pack);
    command
}

impl Evaluation<'_> {
    fn command(&self) -> Command {
        let mut command = Command::new(self.helpkit);
        command.args(["eval", "--lang", self.language, "--pack"]).arg(&self.pack);
        command.arg("--queries").arg(self.queries);
        for step in self.without {
            command.args(["--without", step]);
        }
        if let Some(pairs) = &self.pairs {
            command.arg("--pairs").arg(pairs);
        }
        command
    }

    /// The steps that helpkit knows, and the figures, as it were without one more of them.
    fn figures(&self, without: Option<&str>) -> Result<(Vec<String>, Figures)> {
        let mut command = self.command();
        command.arg("--json").args(without.into_iter().flat_map(|step| ["--without", step]));
        figures::read(&process::output(&mut command)?)
    }
}

fn language(name: &str) -> Result<&'static str> {
    let suffix = name.rsplit_once('-').map(|(_, suffix)| suffix);
    match LANGUAGES.into_iter().find(|language| suffix == Some(language)) {
        Some(language) => Ok(language),
        None => bail!("the name of a corpus ends with its language, -ru or -en"),
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
    fn steps_to_leave_out_reach_helpkit() {
        let evaluation = Evaluation {
            helpkit: Path::new("helpkit"),
            pack: "x.helppack".into(),
            language: "ru",
            queries: Path::new("x.queries.jsonl"),
            pairs: Some("pairs.tsv".into()),
            without: &["yo".to_owned(), "typos".to_owned()],
        };
        let command = evaluation.command();
        let words: Vec<&str> = command.get_args().filter_map(|word| word.to_str()).collect();
        let expected = "eval --lang ru --pack x.helppack --queries x.queries.jsonl --without yo --without typos \
                        --pairs pairs.tsv";
        assert_eq!(words.join(" "), expected);
    }
}
